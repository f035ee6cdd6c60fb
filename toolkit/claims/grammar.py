"""Which counts of a sentence are casualties: rules over its shape, each beside the sentence that it is for."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from toolkit.claims.shape import Shape
from toolkit.claims.singles import SINGLE, listed
from toolkit.patterns import patterns, room
from toolkit.rules import rows

CLAIMS = room("claims")

WHOSE = CLAIMS.pattern("kin of the people counted")
OF_SO_MANY = CLAIMS.pattern("whole of a part")
COUNTED = CLAIMS.pattern("count")
FREED_BEFORE = CLAIMS.pattern("verb of freeing before captives")
FREED = CLAIMS.pattern("verb of freeing behind captives")
# 109 of the dead: the word for what befell them names them too.
OF_THE_DEAD = CLAIMS.any("determiner", "harm.state")
KIN, COMMA, OPENS, HARM_NOUN = (CLAIMS[name] for name in ("kin", "','", "subordinator", "harm.noun"))
HARM_NOUNS = frozenset(CLAIMS.any("harm.noun", "harm.act", "body"))
MORE_NOUN, MORE_HARM = CLAIMS.pattern("further noun for what befell them"), CLAIMS.pattern("further word of harm")
LIST_END = CLAIMS.pattern("end of a name in a list")
HIT_TOO = CLAIMS.pattern("second participle after a noun")
BRACKETS = CLAIMS.pattern("words in brackets")


class Rule(NamedTuple):
    """A pattern over shapes: `people` holds the counts, `cue` what befell them.

    Attributes
    ----------
    needs
        The letters that must stand in a sentence beside each other, so that the pattern is tried.
    words
        The kind in rules/casualty_words.csv of which the word at `verb` must be, or one of the people's own words.
    """

    name: str
    pattern: re.Pattern[str]
    needs: str = ""
    words: str = ""


class Mention(NamedTuple):
    """One count of casualties in one sentence, by the places of its items.

    Attributes
    ----------
    at, end
        The item of the count, and the item after the last one that names the people.
    cue
        The item that says what befell them.
    outcome, rule
        What befell them; which rule decided.
    whole
        The count in this sentence that it is a part of, where the words say so.
    noun
        The items that name the people apart from the count: "The number of guards killed has reached 12".
    like
        The count whose people it names no further: "40 guards were wounded and 12 of them died".
    """

    at: int
    end: int
    cue: int
    outcome: str
    rule: str
    whole: int | None = None
    noun: tuple[int, int] | None = None
    like: int | None = None


RULES = tuple(
    Rule(row["rule"], CLAIMS.pattern(row["name"]), CLAIMS.any(*row["needs"].split()), row["words"])
    for row in patterns("claims").values()
    if row["rule"]
)
"""The rules of rules/en/patterns/claims.csv, in the order of its rows: the first that reads a count has it."""


def match_rules(shape: Shape, terms: tuple[str, ...]) -> dict[int, Mention]:
    """Give what the rules alone find; of those that claim one count the first in `RULES` has it."""
    found: dict[int, Mention] = {}
    for rule in RULES:
        if rule.needs not in shape.letters:
            continue
        for match in rule.pattern.finditer(shape.letters):
            if _is_left_out(rule, match, terms):
                continue
            outcome = _outcome(shape.letters, match.start("cue"), terms)
            for count, end in counts_of(match):
                if _is_other(shape, match, count, end, terms) or not _befalls_one(shape, count, outcome):
                    continue
                end += shape.letters[end - 1 : end + 1] == OF_THE_DEAD
                mention = Mention(count, end, match.start("cue"), outcome, rule.name)
                found[count] = mention if _tells_more(mention, found.get(count)) else found[count]
    return dict(sorted(found.items()))


def _tells_more(mention: Mention, before: Mention | None) -> bool:
    """Know "wounded dozens of people evacuated from two towns": what befell them now, and who they are."""
    if before is None:
        return True
    who = before.rule == "participle" and before.outcome == "displaced"
    return who and mention.rule == "object" and mention.outcome != "displaced"


def _is_left_out(rule: Rule, match: re.Match[str], terms: tuple[str, ...]) -> bool:
    """Tell a match that lacks a word of the rule's list, or is of captives who are captives no more."""
    if rule.words:
        first, after = match.span("verb") if "verb" in rule.pattern.groupindex else (match.start("cue"), match.end())
        spelt = {word for term in terms[first:after] for word in term.split()}
        return spelt.isdisjoint(listed(rule.words)) and not (rule.name == "lost" and KIN in match["people"])
    return rule.name == "noun" and _are_freed(match.string, match, terms)


def _is_other(shape: Shape, match: re.Match[str], count: int, end: int, terms: tuple[str, ...]) -> bool:
    """Tell a count that is the whole of another one, or of one whose kin it befell."""
    if _is_whole_of(shape.letters, match, count):
        return True
    if shape.letters[end : end + 1] != OPENS or terms[end] not in listed("of whom"):
        return False
    return WHOSE.fullmatch(shape.letters, end, match.start("cue")) is not None


def _befalls_one(shape: Shape, count: int, outcome: str) -> bool:
    """Tell what a person may suffer alone: a gunman who fled is at large, and a name alone is read where it died."""
    if outcome == "displaced":
        return shape.letters[count] != SINGLE
    return outcome == "killed" or shape.counts[count].rule != "name alone"


def _is_whole_of(letters: str, match: re.Match[str], count: int) -> bool:
    """Tell the 40 of "Of the 40 sailors, 12 were killed": it is what the second count is a part of."""
    several = COUNTED.search(letters, count + 1, match.end("people"))
    return several is not None and OF_SO_MANY.match(letters[: max(count, match.start("people"))][:2]) is not None


def _are_freed(letters: str, match: re.Match[str], terms: tuple[str, ...]) -> bool:
    """Tell captives who are captives no more: "freed 12 hostages", "12 hostages were released"."""
    if outcomes()[terms[match.start("cue")]] != "detained":
        return False
    return bool(FREED_BEFORE.search(letters, 0, match.start()) or FREED.match(letters, match.end()))


def counts_of(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Give each count of a list with the end of its name; what stands in brackets belongs to the name before it."""
    letters = BRACKETS.sub(lambda inner: COMMA * len(inner[0]), match["people"])
    starts = [match.start("people") + place.start() for place in COUNTED.finditer(letters)]
    for start, after in zip(starts, [*starts[1:], match.end("people")], strict=True):
        name = letters[start - match.start("people") : after - match.start("people")]
        yield start, start + len(LIST_END.sub("", name) if after != match.end("people") else name)


def _outcome(letters: str, cue: int, terms: tuple[str, ...]) -> str:
    """Name what befell them; the killed and the injured together where one count is of both."""
    found = {outcomes()[terms[cue]]}
    for step, further in ((2, letters[cue + 1 : cue + 3]), (-2, letters[max(cue - 2, 0) : cue][::-1])):
        # "took 12 hostages and killed five" goes on with others; a noun goes on with a noun.
        if letters[cue] not in HARM_NOUNS and step < 0 and (not further or further[-1] in HARM_NOUNS):
            continue  # "causing 5 deaths and injuring 12"
        more = MORE_NOUN if letters[cue] == HARM_NOUN else MORE_HARM
        hit_too = step > 0 and letters[cue] == HARM_NOUN and HIT_TOO.match(letters, cue + 1)
        if more.fullmatch(further) or hit_too:
            found.add(outcomes()[terms[cue + step]])
    if len(found) > 1 and found <= {"killed", "injured"}:
        return "killed_or_injured"
    return "killed" if "killed" in found else outcomes()[terms[cue]]


@cache
def outcomes() -> dict[str, str]:
    """Give what each word says befell people."""
    return {row["term"]: row["outcome"] for row in rows("casualty_terms") if row["outcome"]}

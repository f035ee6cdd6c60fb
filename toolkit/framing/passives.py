"""Where something is done to somebody: the passives of an article, of every verb, and whether they say by whom."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pandas as pd

from toolkit.analysis import find_rows
from toolkit.framing.vocabulary import Letters
from toolkit.given import Given
from toolkit.patterns import room
from toolkit.rules import rows
from toolkit.sound import note
from toolkit.text import Reading, readings

PASSIVES = room("passives")

DONE = PASSIVES.pattern("form of to be or to get and participle")
ASKED = PASSIVES.pattern("passive in a question")
HEADED = PASSIVES.pattern("passive of a headline")
FINITE = PASSIVES.pattern("form of to be, to have or a modal")
AGENT = PASSIVES.pattern("words up to by and an agent")
PARTICIPLE, ADVERB = PASSIVES["participle"], PASSIVES["adverb"]
NO_AGENT = re.compile(r"(?:\d{4}|\w+ing)\Z")
# A headline may leave out "were" only before a verb that needs an object: others are active there.
WITH_OBJECT = frozenset({"kill", "injure", "seize"})


class Passive(NamedTuple):
    """One passive: the characters of its participle, and whether its clause names nobody who did it."""

    start: int
    end: int
    agentless: bool


def find_passives(articles: Given) -> pd.DataFrame:
    """Find the passives of every verb, and whether each says by whom.

    Parameters
    ----------
    articles
        `ARTICLES`, of which `article_id` and `text` are used; or a study.

    Returns
    -------
    DataFrame
        One row a passive, in reading order: `article_id`, `start`, `end` of the participle, and `agentless`.

    Notes
    -----
    A participle behind a form of to be or to get; a list of irregular ones, and -ed. What stands without such a form
    ("the guards shot on Monday", "were caught and shot" for its second verb) is none, except in headlines for verbs
    of killing, injuring and seizing. Who does what to whom is the question of `find_actions`, for its verbs alone.

    Measured on news of the open treebanks GUM and PUD, on which the rules were made: F1 96 and 99; with or without an
    agent told rightly in 99 of 100.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a1"], "text": ["The road was closed. Two were shot by rebels."]})
    >>> find_passives(articles)[["start", "end", "agentless"]].to_numpy().tolist()
    [[13, 19, True], [30, 34, False]]
    """
    found = find_rows("passives", readings(articles, "find_passives"), lambda _, reading: passives_in(reading))
    table = pd.DataFrame(found.rows, columns=["article_id", *Passive._fields])
    typed = table.astype({"article_id": "str", "start": "int64", "end": "int64", "agentless": "boolean"})
    return note(typed, found.left_out)


def passives_in(reading: Reading) -> list[Passive]:
    """Give the passives of one article, in reading order."""
    letters = letters_of(reading)
    places = {match.start("verb") for form in (DONE, ASKED) for match in form.finditer(letters)}
    places.update(_in_headlines(reading, letters))
    return [
        Passive(reading.starts[at], reading.ends[at], not _has_agent(reading, letters, at)) for at in sorted(places)
    ]


def letters_of(reading: Reading) -> str:
    """Write an article in the letters of its passives, one a token."""
    pairs = zip(reading.tokens, reading.classes, strict=True)
    return "".join(_words()[token] or letter for token, letter in pairs)


def _has_agent(reading: Reading, letters: str, at: int) -> bool:
    match = AGENT.match(letters, at + 1)
    return match is not None and not NO_AGENT.match(reading.tokens[match.start("noun")])


def _in_headlines(reading: Reading, letters: str) -> Iterator[int]:
    headlines = (region for region in reading.regions if region.kind == "headline")
    for region in headlines:
        ends = [bisect_left(reading.starts, offset) for offset in (region.start, region.end)]
        for match in HEADED.finditer(letters, *ends) if not FINITE.search(letters, *ends) else ():
            if reading.tokens[match.start("verb")].lower() in _needing_object():
                yield match.start("verb")


@cache
def _needing_object() -> frozenset[str]:
    return frozenset(row["participle"] for row in rows("action_verbs") if row["kind"] in WITH_OBJECT)


class Participles(Letters):
    """The letter of each word that a passive is made of, or none."""

    def _letter(self, token: str) -> str:
        word = token.lower()
        if word in self.own:
            return self.own[word]
        if word.endswith("ly"):
            return ADVERB
        return PARTICIPLE if word.endswith("ed") and len(word) > 3 else ""


@cache
def _words() -> Participles:
    return Participles({row["word"]: PASSIVES[row["class"]] for row in rows("passive_words")})

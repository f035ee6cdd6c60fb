"""What stands around a count: whom it counts, where, when and by whom."""

import re
from bisect import bisect_left
from functools import cache
from typing import NamedTuple

from toolkit.claims.codes import Origin
from toolkit.claims.grammar import Mention, outcomes
from toolkit.claims.shape import Shape, is_person
from toolkit.claims.singles import listed, singular
from toolkit.clauses import Subject, is_finite, subject_of
from toolkit.numbers import Count
from toolkit.patterns import room
from toolkit.rules import alternatives, rows, words
from toolkit.speech import attribution_at
from toolkit.text import Reading
from toolkit.times import Time

CLAIMS = room("claims")

Span = tuple[int, int]
BY = CLAIMS.pattern("people behind by")
FIRED_BY = CLAIMS.pattern("people behind by before a participle")
ATTACK = CLAIMS.pattern("attack before its victims")
BODY_BY = CLAIMS.pattern("body behind by")
ACCUSED = CLAIMS.pattern("somebody accused of it")
KIN = CLAIMS.pattern("further kin in a list")
# casualties and injuries
EITHER, JOINED = "killed_or_injured", CLAIMS.pattern("second word for what befell them")
RELATIVE, OF_WHICH, TIME, OPENS = (CLAIMS[name] for name in ("kin", "'of'", "time", "subordinator"))
# her two sons
OWNED = CLAIMS.any("determiner", "count")
# How long a word before the count may be, in characters.
WORD = 30
WORDS = room("words")
OF, BY_WORD, LONGEST, MOST_OF = "of", "by", 8, 4
ACTIVE = frozenset({"object", "of them", "lost"})
LATER_CLAUSE = CLAIMS.pattern("opening of another clause")


class Claim(NamedTuple):
    """One count of casualties before it is put into a table."""

    shape: Shape
    terms: tuple[str, ...]
    mention: Mention
    start: int
    end: int
    low: int | None
    high: int | None
    basis: str
    victims: str | None

    @property
    def count_end(self) -> int:
        """Give the end of the number itself."""
        return self.shape.counts[self.mention.at].end

    @property
    def counted_words(self) -> tuple[str, ...]:
        """Give the words behind the number up to the one behind those that name the people, in lower case."""
        beside = self.mention.cue + 1 if 0 <= self.mention.cue - self.mention.end <= 1 else self.mention.end
        return self.terms[self.mention.at + 1 : beside + 1]


def claim(reading: Reading, shape: Shape, terms: tuple[str, ...], mention: Mention) -> Claim:
    """Give a mention its span, its interval and its victims as printed."""
    count = shape.counts[mention.at]
    start, end = count.start, shape.spans[mention.end - 1][1]
    victims = re.sub(r"^of\s+", "", reading.plain[count.end : end].strip(" -,"))
    if RELATIVE in shape.letters[mention.at : mention.end] and shape.letters[mention.at - 1 : mention.at + 1] == OWNED:
        start = shape.spans[mention.at - 1][0]  # "her two sons": the word before tells whose
    low, high, basis = _with_kin(reading, shape, mention, count)
    named = _apart(reading, shape, mention) or _printed(reading, end, victims)
    return Claim(shape, terms, mention, start, end, low, high, basis, named)


def _apart(reading: Reading, shape: Shape, mention: Mention) -> str | None:
    """Give the people whom other words than those beside the number name: "the number of guards killed"."""
    if mention.noun is None:
        return None
    first, after = mention.noun
    return reading.text[shape.spans[first][0] : shape.spans[after - 1][1]]


def _with_kin(reading: Reading, shape: Shape, mention: Mention, count: Count) -> tuple[int | None, int | None, str]:
    """Add the kin that a list names beside the number: a niece is one more, siblings are two or more."""
    listed = KIN.search(shape.letters, mention.at, mention.end)
    items = range(*listed.span("more")) if listed else range(0)
    kin = [reading.plain[slice(*shape.spans[at])].lower() for at in items if shape.letters[at] == RELATIVE]
    many = sum(term not in singular() for term in kin)
    low, high = (None if bound is None else bound + len(kin) for bound in (count.low, count.high))
    if many and low is not None:
        return low + many, None, "at_least"
    return low, high, count.basis


def as_meant(claim: Claim, terms: tuple[str, ...], origin: Origin | None) -> Claim:
    """Take "casualties" for the killed where that is what the source means by it; not "casualties and injuries"."""
    cue = claim.mention.cue
    wide = claim.mention.outcome == EITHER and outcomes().get(terms[cue]) == EITHER
    if not wide or origin is None or origin.casualties != "killed" or JOINED.match(claim.shape.letters, cue + 1):
        return claim
    return claim._replace(mention=claim.mention._replace(outcome=origin.casualties))


def names_kin(claim: Claim) -> bool:
    """Tell whether the victims are named as somebody's kin: that says nothing of their status."""
    return RELATIVE in claim.shape.letters[claim.mention.at : claim.mention.end]


def _printed(reading: Reading, end: int, victims: str) -> str | None:
    return reading.text[end - len(victims) : end] if victims else None


def perpetrator(reading: Reading, claim: Claim) -> str | None:
    """Give who is said to have done it, as printed: after "by", or as the subject of the verb."""
    letters, cue = claim.shape.letters, claim.mention.cue
    match = BY.match(letters, cue + 1) or BY.match(letters, claim.mention.end) or _accused(claim)
    if not match and claim.mention.rule == "object":
        match = ATTACK.search(letters, 0, cue) or FIRED_BY.search(letters, 0, cue)
    if match:
        return _words_of(reading, claim, match.span("who"))
    return _doer(reading, claim) if claim.mention.rule in ACTIVE else _body(reading, claim)


def _doer(reading: Reading, claim: Claim) -> str | None:
    """Give the subject of an active verb where it is people or a body: a bomb that killed 12 is nobody."""
    verb = bisect_left(reading.starts, claim.shape.spans[claim.mention.cue][0])
    subject = subject_of(reading, verb) if is_finite(reading, verb) else None
    span = None if subject is None else _people_of(reading, subject)
    return reading.text[reading.starts[span[0]] : reading.ends[span[1] - 1]] if span else None


def _people_of(reading: Reading, subject: Subject) -> Span | None:
    """Give the words of a subject that names a doer, or of the doer behind "by": "shelling by the army"."""
    first, core = subject.described
    joined = next((at for at in range(first, core) if reading.classes[at] == WORDS["conjunction"]), core)
    of = next((at for at in range(first, joined) if reading.tokens[at].lower() == OF), joined)
    head = of - 1 if joined - of <= MOST_OF else joined - 1
    if core - first <= LONGEST and (_is_doer(reading.tokens[head]) or _is_doer(reading.tokens[joined - 1])):
        return subject.start, subject.end
    if joined < core - 1 and _is_doer(reading.tokens[core - 1]):
        return joined + 1, subject.end  # "shells hit Aro and the guards killed two": what stands before is no doer
    by = core + 1 if reading.tokens[core : core + 1] == (BY_WORD,) else subject.end
    return (by, subject.end) if by < subject.end and _is_doer(reading.tokens[subject.end - 1]) else None


def _is_doer(token: str) -> bool:
    return is_person(token) or token.lower() in _bodies()


def _accused(claim: Claim) -> re.Match[str] | None:
    """Find whom somebody accuses of it: "accused the army of killing 12"."""
    match = ACCUSED.search(claim.shape.letters, 0, claim.mention.cue)
    accusing = words("accusing_verbs", "word")
    return match if match and claim.terms[match.start()] in accusing else None


def _body(reading: Reading, claim: Claim) -> str | None:
    """Give a body that did it: the army, a government."""
    letters, cue = claim.shape.letters, claim.mention.cue
    match = BODY_BY.match(letters, cue + 1) or BODY_BY.match(letters, claim.mention.end)
    if not match:
        return None
    first, after = match.span("who")
    noun = letters.find(OF_WHICH, first, after)
    return (
        _words_of(reading, claim, (first, after))
        if claim.terms[(noun if noun > 0 else after) - 1] in _bodies()
        else None
    )


@cache
def _bodies() -> frozenset[str]:
    return frozenset(words("label_nouns", "word", kind="body")) - listed("no doer")


def attacked(reading: Reading, claim: Claim) -> str | None:
    """Give whom an attack was on whose victims have no name of their own: "ambushed the guards, killing dozens"."""
    match = ATTACK.search(claim.shape.letters, 0, claim.mention.cue) if claim.victims is None else None
    return _words_of(reading, claim, match.span("whom")) if match else None


def _words_of(reading: Reading, claim: Claim, items: Span) -> str:
    first = claim.shape.spans[items[0]]
    opens = reading.plain[slice(*first)].lower() in words("casualty_words", "words", kind="opens")
    start = claim.shape.spans[items[0] + opens][0]
    return reading.text[start : claim.shape.spans[items[1] - 1][1]]


def place(reading: Reading, claim: Claim) -> Span | None:
    """Give where, as printed: behind the verb or the toll in the same clause, or of the attack that did it.

    Notes
    -----
    "12 people were killed in Aro", "The death toll in Aro rose to 12", "A raid on Aro killed 12", "In Aro, 12 people
    were killed". A place that a mark or another figure parts from the figure is none of its own.
    """
    start = claim.end if claim.mention.rule == "again" else claim.shape.spans[claim.mention.cue][1]
    end = claim.shape.spans[-1][1]
    fled = claim.mention.outcome == "displaced" and _fled().match(reading.plain, start, end)
    match = fled or _place().search(reading.plain, start, end)
    if match is None or re.search(r"[;:]", reading.plain[start : match.start()]):
        return _place_before(reading, claim)
    first, after = match.span("place")
    elsewhere = _is_time(claim, first, after) or _is_of_speaking(reading, claim, first)
    return _place_before(reading, claim) if elsewhere else (first, after)


def _is_of_speaking(reading: Reading, claim: Claim, place: int) -> bool:
    """Tell where somebody spoke from where it happened: "Two died, Ana Roe told reporters in Orra"."""
    speech = attribution_at(reading, claim.start)
    if speech is None or speech.cue_start is None or speech.clause_end is None:
        return False
    return claim.start < speech.clause_end <= speech.cue_start < place


def _place_before(reading: Reading, claim: Claim) -> Span | None:
    """Give the place before the verb: of the attack that killed, or the one that the sentence begins with."""
    start, first = claim.shape.spans[0][0], min(claim.start, claim.shape.spans[claim.mention.cue][0])
    attack = re.split(r"[.;:]\s|\bafter\b|\bsince\b", reading.plain[start:first])[-1]
    begins = _place().match(reading.plain, start, first)
    found = begins if begins and reading.plain[begins.end() :].startswith(",") else None
    struck = found or _struck().search(reading.plain, first - len(attack), first)
    if struck is None or _is_time(claim, *struck.span("place")):
        return None
    return None if _counted_between(claim, struck.end(), first) else struck.span("place")


def find_places(text: str) -> list[str]:
    """Give the places that a text prints behind "in", "near" and the like, in its order.

    Examples
    --------
    >>> find_places("Two died in Port Aro. The mayor of Port Aro left.")
    ['Port Aro']
    """
    return [match["place"] for match in _place().finditer(text)]


def _counted_between(claim: Claim, start: int, end: int) -> bool:
    return any(start <= count.start < end for at, count in claim.shape.counts.items() if at != claim.mention.at)


def _is_time(claim: Claim, first: int, after: int) -> bool:
    return any(first < time.end and time.start < after for time in claim.shape.times)


def time(claim: Claim) -> Time | None:
    """Give when: the time that follows in the same clause, or the one that the sentence begins with."""
    letters = claim.shape.letters
    after = max(claim.mention.cue, claim.mention.end)
    at = letters.find(TIME, after)
    if at < 0 or _parted(claim, after, at):
        return claim.shape.times[0] if letters.startswith(TIME) else None
    if _is_compared(claim, after, at):
        return None
    return claim.shape.times[letters.count(TIME, 0, at)]


def _is_compared(claim: Claim, first: int, at: int) -> bool:
    """Know "12 were killed in the worst fire since 1987": the year is that of another one."""
    since = claim.terms[at].startswith(words("casualty_words", "words", kind="since"))
    return since and not listed("superlative").isdisjoint(claim.terms[first:at])


def _parted(claim: Claim, first: int, after: int) -> bool:
    """Tell whether another clause lies between; "divers known as the Crew" opens none."""
    named = words("clause_words", "word", place="named")
    found = LATER_CLAUSE.finditer(claim.shape.letters, first, after)
    return any(match[0] != OPENS or claim.terms[match.start() - 1] not in named for match in found)


def increment(reading: Reading, claim: Claim) -> bool:
    """Tell whether it adds to an earlier figure: "24 more", "another 24"."""
    before = reading.plain[max(claim.start - WORD, 0) : claim.start].rsplit(maxsplit=1)[-1:]
    return any(words_of("increment").search(words) for words in (claim.victims or "", *before))


def status(claim: Claim) -> str | None:
    """Give how their status is described, as printed."""
    match = words_of("status").search(claim.victims or "")
    return match[0] if match else None


def loose(*kinds: str) -> str:
    """Give a pattern for the words of some kinds, with any blank between them."""
    return alternatives(tuple(word for kind in kinds for word in words("casualty_words", "words", kind=kind))).replace(
        r"\ ", r"\s+"
    )


@cache
def words_of(*kinds: str) -> re.Pattern[str]:
    """Give the pattern that finds the words of some kinds."""
    return re.compile(rf"(?<!\w)(?i:{loose(*kinds)})(?!\w)")


@cache
def _place() -> re.Pattern[str]:
    """Find "in Aro", "along the western coast of Bru", "in Aro and Bru provinces"; not "in Aron raids"."""
    return re.compile(rf"(?<!\w)(?i:{loose('place')})\s+{_named_place()}")


@cache
def _struck() -> re.Pattern[str]:
    """Find the place of an attack before its verb: "A raid on the village of Aro killed", "shelling of Aro killed"."""
    return re.compile(
        rf"\b(?i:{loose('attack noun')})\s+(?:[a-z-]+\s+){{0,3}}?(?i:{loose('place', 'struck')})\s+{_named_place()}"
    )


def _named_place() -> str:
    word, near = rf"(?:{loose('place word')}|{loose('place noun')})", loose("place")
    stop = alternatives((*words("word_classes", "word"), *_after_place()))
    return rf"(?P<place>(?:(?:{word}|{near})\s+){{0,6}}{_names()})(?=\s*(?:[^\w\s]|$)|\s+(?i:{stop})\b)"


@cache
def _after_place() -> tuple[str, ...]:
    """Give the verbs that may follow a place: "in Aro rose to 12", "raid on Aro kills 12"."""
    classes = ("reaches", "harm.verb", "harm.participle", "takes.lives")
    return tuple(row["term"] for row in rows("casualty_terms") if row["class"] in classes and " " not in row["term"])


@cache
def _fled() -> re.Pattern[str]:
    """Find where people fled from: "fled Aro and Bru"."""
    return re.compile(rf"\s+(?P<place>{_names()})(?!\w)")


def _names() -> str:
    # the U.S.
    name = r"(?:(?:[A-Z]\.){2,}|(?:al-)?[A-Z][\w'-]*)"
    return rf"{name}(?:'s)?(?:(?:,\s+and\s+|,\s+|\s+and\s+|\s+){name})*(?:\s+{loose('place noun')})?"

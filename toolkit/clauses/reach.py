"""Does a word before a verb reach as far as that verb: in its group, its clause, or the clause that it opens."""

from bisect import bisect_left
from functools import cache
from typing import NamedTuple

from toolkit.patterns import room
from toolkit.rules import words
from toolkit.text import Reading

WORDS = room("words")
GROUP = WORDS.any("adverb", "be", "have", "modal", "'to'", "negation")
FINITE = WORDS.any("be", "have", "modal")
BREAKS = WORDS.any("','", "';'", "'.'", "'-'", "'('", "')'")
COMMA, JOINS, OPENS, PRONOUN = WORDS["','"], WORDS["conjunction"], WORDS["subordinator"], WORDS["pronoun"]
DIGITS, PREPOSITION = WORDS["digits"], WORDS["preposition"]
HAVE = WORDS["have"]
QUOTES = frozenset(WORDS.any("opening", "closing", "mark"))
DETERMINERS = frozenset(WORDS.any("determiner", "preposition"))
# Tokens between two commas within a clause, at most; words between "denied" and "that".
INSERTED, BEFORE_THAT, MOST = 10, 4, 60
FATES = ("harm.participle", "harm.verb", "harm.dies", "shoots", "attacks", "frees", "loses")
THAT, TO, PREPOSITIONS = "that", "to", ("of", "that")


class Stretch(NamedTuple):
    """What stands before a verb in its sentence, in tokens.

    Attributes
    ----------
    verb, first
        The verb, and where what it tells begins: the verb itself or the number before it.
    low, high
        The first token that is looked at, and the one behind the sentence.
    aimed
        Whether "to" before the verb says what is meant: "to kill", not "to death".
    """

    reading: Reading
    verb: int
    first: int
    low: int
    high: int
    aimed: bool

    @property
    def goal(self) -> int:
        """Give the token at which what the verb tells begins."""
        return min(self.first, self.verb)

    @property
    def start(self) -> int:
        """Give the first character that is looked at."""
        return self.reading.starts[self.low]

    @property
    def end(self) -> int:
        """Give the character at which the later of verb and number begins: "the toll could reach 12"."""
        return self.reading.starts[max(self.first, self.verb)]

    @property
    def after(self) -> int:
        """Give the character behind the verb."""
        return self.reading.ends[self.verb]

    @property
    def last(self) -> int:
        """Give the character behind the sentence."""
        return self.reading.ends[self.high - 1]

    def token(self, at: int) -> str:
        """Give a word in lower case."""
        return self.reading.tokens[at].lower()

    def reaches(self, reach: str, end: int) -> bool:
        """Say whether words that end at a character reach the verb, by the reach that rules/en/reserve.csv gives."""
        after = bisect_left(self.reading.starts, end)
        return (after <= self.verb or reach == "group") and REACHES[reach](self, after)

    def question(self) -> int | None:
        """Give the character of the question mark that ends the verb's own clause."""
        at = next((at for at in range(self.verb + 1, self.high) if self.reading.classes[at] in BREAKS), None)
        if at is None or self.token(at)[0] != "?":
            return None
        opening = next((at + 1 for at in range(self.goal - 1, self.low - 1, -1) if self._ends(at)), self.low)
        return None if self.token(opening) in granted() else self.reading.starts[at]

    def _ends(self, at: int) -> bool:
        return self.reading.classes[at] in BREAKS or self.reading.classes[at] in QUOTES

    def is_group(self, first: int, after: int) -> bool:
        """Say whether nothing but adverbs and auxiliaries stands between two tokens."""
        return all(self.reading.classes[at] in GROUP or self.token(at).endswith("ly") for at in range(first, after))

    def is_verb(self, at: int) -> bool:
        """Say whether a token may be a finite verb: an auxiliary, a verb of a list, or a word in -ed."""
        return self.reading.classes[at] in FINITE or self.token(at) in verbs() or self.token(at).endswith("ed")

    def points(self, at: int) -> bool:
        """Tell "denied it" from "denied it had fired"."""
        return self.token(at) in pointing() and not self.is_verb(at + 1)

    def is_time(self, first: int, after: int) -> bool:
        """Say whether nothing but a day stands between two tokens: "denied today that", "denied on Monday that"."""
        return all(
            self.reading.classes[at] in {PREPOSITION, DIGITS} or self.token(at) in days() for at in range(first, after)
        )

    def is_joined(self, after: int) -> bool:
        """Say whether the verb goes on from the one before it: "abducted and killed", "shot dead"."""
        classes = self.reading.classes
        if after == self.verb:
            return not self.is_verb(after)  # "shot dead"; not "who had not fled shot"
        return classes[after] == JOINS and self.is_group(after + 1, self.verb)

    def is_plain(self, first: int, after: int) -> bool:
        """Say whether two tokens stand in one clause: no break but what two commas insert, no clause that goes on."""
        breaks = [at for at in range(first, after) if self.reading.classes[at] in BREAKS]
        inserted = len(breaks) == 2 and breaks[1] - breaks[0] <= INSERTED
        if breaks and not (inserted and all(self.reading.classes[at] == COMMA for at in breaks)):
            return False
        joined = next((at for at in range(first, after) if self.reading.classes[at] == JOINS), after)
        return not any(self.token(at) in saying() for at in range(joined, after)) and not self._is_within(first, after)

    def _is_within(self, first: int, after: int) -> bool:
        """Say whether a clause about somebody opens between two tokens and has its verb only behind them."""
        opens = [at for at in range(first + 1, after) if self.reading.classes[at] == OPENS or self.token(at) == THAT]
        return bool(opens) and not any(self.is_verb(at) for at in range(opens[-1] + 1, after) if not self._in_group(at))

    def _in_group(self, at: int) -> bool:
        return self.is_group(at, self.verb)


def stretch(reading: Reading, verb: int, first: int, *, aimed: bool = True) -> Stretch:
    """Give what stands before a verb in its sentence."""
    start, end = reading.sentence_at(reading.starts[verb])
    low = max(bisect_left(reading.starts, start), min(first, verb) - MOST)
    return Stretch(reading, verb, first, min(low, first, verb), max(bisect_left(reading.starts, end), verb + 1), aimed)


def _group(at: Stretch, after: int) -> bool:
    """Reach over auxiliaries, "did not kill", and over a verb before the number, "may have left 12 dead"."""
    if after > at.verb:
        return after <= at.first
    verbs_before = next((place for place in range(after, at.verb) if not at.is_group(place, place + 1)), at.verb)
    joined = verbs_before < at.verb and at.is_verb(verbs_before) and at.is_joined(verbs_before + 1)
    return verbs_before == at.verb or joined or (after < at.first < at.verb and at.is_group(after, at.first - 1))


def _infinitive(at: Stretch, after: int) -> bool:
    """Reach "to kill" and "killed" behind "feared"; "to" alone is an aim."""
    if at.token(after - 1) == TO and after > at.low + 1 and at.is_group(after, at.verb):
        return at.aimed and not any(at.reading.classes[place] == HAVE for place in range(after, at.verb))
    return at.is_group(after, at.verb)


def _gerund(at: Stretch, after: int) -> bool:
    """Reach "of killing" and "of the murder", and a further one that "and" joins."""
    joined = [place for place in range(after, at.verb) if at.reading.classes[place] == JOINS]
    first = joined[-1] + 1 if joined and at.is_plain(after, joined[-1]) else after
    gerund = at.token(at.verb).endswith("ing") or any(
        at.token(place).endswith("ing") for place in range(first, at.verb)
    )
    between = (place for place in range(first, at.verb) if at.reading.classes[place] not in DETERMINERS)
    return gerund and all(at.is_group(place, place + 1) or at.token(place).endswith("ing") for place in between)


def _complement(at: Stretch, after: int) -> bool:
    """Reach the clause that a verb or noun takes: "denied that", "rejected claims that", "no evidence of"."""
    for place in range(after, min(after + BEFORE_THAT, at.goal)):
        word = at.token(place)
        if word in PREPOSITIONS and (at.token(place - 1) in reports() or at.is_time(after, place)):
            return at.is_plain(place, at.goal)
        if place == after and at.reading.classes[place] == PRONOUN and not at.points(place):
            return at.is_plain(place, at.goal)
        if at.reading.classes[place] in BREAKS:
            return False
    return False


def _clause(at: Stretch, after: int) -> bool:
    """Reach the clause that a word opens: "if", "whether"."""
    return at.is_plain(after, at.goal)


def _subject(at: Stretch, after: int) -> bool:
    """Reach from "no guards" to their verb, and from "none of" to the number of those whom it is said of."""
    if at.first < at.verb:
        return after < at.first and all(at.reading.classes[place] in DETERMINERS for place in range(after, at.first))
    classes = at.reading.classes
    if classes[after] == DIGITS:  # "No 4": a number's name
        return False
    stop = next((place for place in range(after, at.verb) if at.is_group(place, at.verb)), at.verb)
    between = range(after, stop)
    return not any(
        classes[place] in BREAKS or classes[place] == OPENS or at.token(place) == THAT or at.is_verb(place)
        for place in between
    )


def _sentence(at: Stretch, after: int) -> bool:
    """Reach the main clause behind a comma: "If confirmed, 12 were killed"."""
    return at.is_plain(after + (at.reading.classes[after] == COMMA), at.goal)


def _nowhere(at: Stretch, after: int) -> bool:  # noqa: ARG001  the signature of a reach
    return False


REACHES = {
    "group": _group,
    "infinitive": _infinitive,
    "gerund": _gerund,
    "complement": _complement,
    "clause": _clause,
    "subject": _subject,
    "sentence": _sentence,
    "question": _nowhere,
    "report": _nowhere,
}


@cache
def granted() -> frozenset[str]:
    """Give the words that open a question which takes for granted what it asks about."""
    return frozenset(words("reserve", "words", reach="question"))


@cache
def reports() -> frozenset[str]:
    """Give the nouns of what somebody reported."""
    return frozenset(words("reserve", "words", reach="report"))


@cache
def days() -> frozenset[str]:
    """Give the names of days and months, and "today"."""
    return frozenset(word.lower() for word in words("phrase_words", "word", **{"class": "day"}))


@cache
def saying() -> frozenset[str]:
    """Give the forms of verbs of saying."""
    return frozenset(words("reporting_verbs", "form"))


@cache
def pointing() -> frozenset[str]:
    """Give the pronouns that open no clause behind a verb: "denied it"."""
    return frozenset(words("casualty_words", "words", kind="denied alone"))


@cache
def verbs() -> frozenset[str]:
    """Give the forms of verbs that some list of ours knows."""
    acts = (words("action_verbs", form) for form in ("verb", "past", "participle"))
    fates = (words("casualty_terms", "term", **{"class": name}) for name in FATES)
    listed = frozenset(words("passive_words", "word", **{"class": "participle"}))
    return saying() | listed | {word for each in (*acts, *fates) for word in each}

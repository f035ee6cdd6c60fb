"""One letter a token for everything that matters to reported speech, so that a rule is a regular expression."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from toolkit.patterns import class_words, room
from toolkit.regions import READ
from toolkit.rules import rows as rule_rows
from toolkit.rules import words
from toolkit.speech.marks import MARKUP, Passage, find_passages
from toolkit.text import Reading, once

SPEECH = room("speech")

MOST_IN_TITLE = 40
"""A first paragraph of more tokens is no headline."""
OPEN, INSIDE, CLOSE = SPEECH["marks.open"], SPEECH["passage"], SPEECH["marks.close"]
COMMA = SPEECH["','"]
NOUN = "noun"
"""What a noun of rules/en/reporting_nouns.csv takes, and its tense: it reports the clause behind it."""
ADJECTIVE = SPEECH.pattern("verb form as a noun")
MANNER = SPEECH.pattern("word before a verb that reports")
SHORT_VERB = SPEECH.pattern("short form of a verb")
PHRASE = SPEECH.pattern("phrase that reports")
INITIAL = SPEECH.pattern("full stop of an initial")
STATE = SPEECH.pattern("state before a noun")
WITHIN_NAME = SPEECH.pattern("preposition within a name")


class Verb(NamedTuple):
    """One row of rules/en/reporting_verbs.csv."""

    lemma: str
    tense: str
    group: str
    takes: str
    is_noun: bool


class Quoted(NamedTuple):
    """A passage and its tokens: from the opening mark, the first word, the closing mark, to the token after it."""

    passage: Passage
    opening: int
    first: int
    last: int
    after: int


class Shape(NamedTuple):
    """An article in the letters of the room "speech", one a token; where its passages are, and its sentences begin."""

    reading: Reading
    letters: str
    quoted: tuple[Quoted, ...]
    breaks: tuple[int, ...]


@once
def shape(reading: Reading) -> Shape:
    """Write one article in letters."""
    passages = find_passages(reading.text, reading.plain, reading.regions)
    quoted = tuple(_quoted(reading.starts, passage) for passage in passages)
    breaks = tuple(bisect_left(reading.starts, start) for start, _ in reading.sentences)
    written = _with_states(look_up(reading, quoted), reading.tokens)
    written = _with_adverbs(_with_whole_names(written, reading.tokens), reading.tokens)
    written = SHORT_VERB.sub(SPEECH["have"], ADJECTIVE.sub(SPEECH["word"], written))
    written = _with_phrases(written, reading.tokens)
    written = _with_initials(written, reading.tokens, frozenset(breaks))
    return Shape(reading, written, quoted, (*breaks, len(written)))


def look_up(reading: Reading, quoted: Iterable[Quoted]) -> str:
    """Write one article in the letters that lists and marks say, before what stands beside a word is looked at."""
    special = _letters()
    letters = [special.get(token, letter) for token, letter in zip(reading.tokens, reading.classes, strict=True)]
    _read_title(reading, letters)
    for tag in MARKUP.finditer(reading.plain):
        first, last = (bisect_left(reading.starts, offset) for offset in tag.span())
        letters[first:last] = SPEECH["other"] * (last - first)
    for item in quoted:
        letters[item.opening : item.after] = (
            OPEN * (item.first - item.opening) + INSIDE * (item.last - item.first) + CLOSE * (item.after - item.last)
        )
    return "".join(letters)


def _with_adverbs(letters: str, tokens: Sequence[str]) -> str:
    special = _letters()

    def letter(word: re.Match[str]) -> str:
        token = tokens[word.start()]
        return SPEECH["adverb"] if token.endswith("ly") and token not in special else word[0]

    return MANNER.sub(letter, letters)


def _with_states(letters: str, tokens: Sequence[str]) -> str:
    """Read "Aro state television" as one noun, though "state" reports elsewhere."""
    known = words("speaker_bounds", "word", role="owner")

    def letter(verb: re.Match[str]) -> str:
        return SPEECH["word"] if tokens[verb.start()] in known else verb[0]

    return STATE.sub(letter, letters)


def _with_whole_names(letters: str, tokens: Sequence[str]) -> str:
    """Read "Sailors Without Harbours" as one name: its preposition has a capital, as a sentence's has not."""

    def letter(preposition: re.Match[str]) -> str:
        return SPEECH["name"] if tokens[preposition.start()][0].isupper() else preposition[0]

    return WITHIN_NAME.sub(letter, letters)


def _with_phrases(letters: str, tokens: Sequence[str]) -> str:
    """Write "let" of "let it be known that" as a verb, and what stands behind it as its particle."""

    def letter(phrase: re.Match[str]) -> str:
        verb = phrases().get((tokens[phrase.start()].lower(), tokens[phrase.start("behind")].lower()))
        if verb is None:
            return phrase[0]
        cue = SPEECH["say.participle" if verb.tense == "participle" else "say.verb"]
        return cue + SPEECH["'out'"] * (len(phrase[0]) - 1)

    return PHRASE.sub(letter, letters)


def _read_title(reading: Reading, letters: list[str]) -> None:
    """Write the verbs of a headline whose words all have capitals: "Quay Is Gone, Mayor Says"."""
    first = next((region for region in reading.regions if region.kind in READ), None)
    end = min(bisect_left(reading.starts, first.end) if first else 0, MOST_IN_TITLE)
    named = [token[0].isupper() for token in reading.tokens[:end] if token[0].isalpha()]
    if end == MOST_IN_TITLE or 3 * named.count(False) >= len(named):
        return
    for at in range(1, end):
        word = reading.tokens[at].lower()
        verb = verbs().get(word)
        if word in moods():
            letters[at] = SPEECH["modal"]
        elif verb and verb.tense in {"present", "past"} and letters[at] == SPEECH["name"] and not verb.is_noun:
            letters[at] = SPEECH["say.verb"]


def _with_initials(letters: str, tokens: Sequence[str], breaks: frozenset[int]) -> str:
    def letter(stop: re.Match[str]) -> str:
        token = tokens[stop.start()]
        return 2 * SPEECH["name"] if len(token) == 1 and token.isupper() and stop.end() not in breaks else stop[0]

    return INITIAL.sub(letter, letters)


def _quoted(starts: Sequence[int], passage: Passage) -> Quoted:
    opening = bisect_left(starts, passage.opening)
    first = bisect_left(starts, passage.start, opening)
    last = bisect_left(starts, passage.end, first)
    return Quoted(passage, opening, first, last, bisect_left(starts, passage.closing, last))


@cache
def _letters() -> dict[str, str]:
    """Say the letter of each special word; a verb that begins with a capital is a name (the States), or a heading."""
    found: dict[str, str] = {}
    for form, verb in verbs().items():
        letter = SPEECH["say.participle" if verb.tense == "participle" else "say.verb"]
        found |= {form: letter, form.upper(): letter}
    found |= {word.capitalize(): SPEECH["name"] for word in moods()}  # Will Roe, May Roe
    for row in rule_rows("speech_words"):
        word = row["word"]
        found |= dict.fromkeys((word, word.capitalize(), word.upper()), SPEECH[row["class"]])
    return found


@cache
def moods() -> frozenset[str]:
    """Give the verbs of mood: will, may."""
    return class_words("modal")


@cache
def verbs() -> dict[str, Verb]:
    """Give the reporting verbs by form."""
    return {
        row["form"]: Verb(row["lemma"], row["tense"], row["class"], row["takes"], row["noun"] == "yes")
        for row in rule_rows("reporting_verbs")
    }


def verb_at(shape: Shape, at: int) -> Verb:
    """Give the verb at a token that reports, alone or with its phrase."""
    tokens = shape.reading.tokens
    known = verbs().get(tokens[at].lower())
    return known or next(verb for (form, _), verb in phrases().items() if form == tokens[at].lower())


@cache
def phrases() -> dict[tuple[str, str], Verb]:
    """Give the verbs that report with a phrase alone, by their form and the phrase's last word: let, known."""
    return {
        (row["form"], behind): Verb(row["lemma"], row["tense"], row["class"], row["takes"], row["noun"] == "yes")
        for row in rule_rows("reporting_phrases")
        for behind in row["behind"].split()
    }

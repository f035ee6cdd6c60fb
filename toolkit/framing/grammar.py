"""What a phrase is made of: an article as a string of letters, one a word, and the patterns that run over it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from toolkit.folding import fold_case
from toolkit.framing.names import Mention, Names
from toolkit.framing.namesakes import find_own_names
from toolkit.framing.vocabulary import Letters, modifiers, set_phrases
from toolkit.patterns import room
from toolkit.rules import words
from toolkit.text import Reading

FRAMING = room("framing")

END = FRAMING["end"]
NOUN, ADJECTIVE, VERB = FRAMING["noun"], FRAMING["adjective"], FRAMING["verb"]
SET_PHRASE, NAME, NAME_MORE = FRAMING["set.phrase"], FRAMING["entity"], FRAMING["entity.more"]
# "Ousted" behind one of these is what the one did to the other, not what the other is: "rebels ousted President Vell".
SUBJECT = frozenset(FRAMING.any("noun", "loyalist", "name", "capitals", "word", "pronoun"))
# Only `find_actions` lays its words out with these.
ACTION = frozenset(
    FRAMING.any("act.past.participle", "act.past", "act.participle", "act.ing", "act.present", "act.noun")
)


class Page(NamedTuple):
    """One article, ready for patterns: `letters` has one for each token, and a line break after each sentence."""

    reading: Reading
    letters: str
    breaks: list[int]
    mentions: dict[int, Mention]

    def token(self, place: int) -> int:
        """Give the token that a letter stands for."""
        return place - bisect_right(self.breaks, place)

    def place(self, token: int) -> int:
        """Give the letter that stands for a token."""
        return token + bisect_right(range(len(self.breaks)), token, key=lambda at: self.breaks[at] - at)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the characters of a stretch of letters."""
        return self.reading.starts[self.token(start)], self.reading.ends[self.token(end - 1)]

    def words(self, start: int, end: int) -> tuple[str, ...]:
        """Give the words of a stretch of letters, in lower case."""
        return tuple(fold_case(token) for token in self.reading.tokens[self.token(start) : self.token(end - 1) + 1])

    def word(self, place: int) -> str:
        """Give the word of one letter, in lower case."""
        return fold_case(self.reading.tokens[self.token(place)])

    def mention(self, place: int) -> Mention:
        """Give the name whose first letter stands at a place."""
        return self.mentions[self.token(place)]

    def sentence_start(self, place: int) -> int:
        """Give where the sentence of a place begins."""
        return self.letters.rfind(END, 0, place) + 1

    def sentence_end(self, place: int) -> int:
        """Give where the sentence of a place ends: at its line break, or with the article."""
        end = self.letters.find(END, place)
        return end if end >= 0 else len(self.letters)

    def begins(self, place: int) -> bool:
        """Say whether a sentence begins at a place."""
        return self.letters[place - 1 : place] in {"", END}

    def names_in(self, start: int, end: int) -> Iterator[int]:
        """Give where the names of the codebook begin in a stretch of letters."""
        return (place for place in range(start, end) if self.letters[place] == NAME)

    def with_names(self) -> Iterator[tuple[int, int]]:
        """Give the sentences that name somebody, as stretches of letters with the line break behind."""
        end = 0
        while (place := self.letters.find(NAME, end)) >= 0:
            end = min(self.sentence_end(place) + 1, len(self.letters))
            yield self.sentence_start(place), end


def lay_out(reading: Reading, names: Names, letters_of: Letters) -> Page:
    """Write one article as letters; `letters_of` holds those of framing's own words."""
    letters = [letters_of[token] or letter for token, letter in zip(reading.tokens, reading.classes, strict=True)]
    for match in set_phrases().finditer(reading.plain):
        first, last = bisect_left(reading.starts, match.start("phrase")), bisect_left(reading.ends, match.end()) + 1
        if letters[first - 1 : first] == [NOUN]:
            letters[first:last] = SET_PHRASE * (last - first)
    for place in range(1, len(letters)):
        if letters[place] == ADJECTIVE and letters[place - 1] in SUBJECT and reading.tokens[place] in _past():
            letters[place] = VERB
    mentions = {}
    for mention in find_own_names(reading, letters, names):
        if not ACTION.isdisjoint(letters[mention.first : mention.last]):
            continue  # "killings of dockers" names an event and is an act all the same
        last = mention.last + _is_given_name(reading, mention.last)
        letters[mention.first : last] = NAME + NAME_MORE * (last - mention.first - 1)
        mentions[mention.first] = mention
    ends = [bisect_left(reading.starts, end) for _, end in reading.sentences]
    lines = ["".join(letters[start:end]) for start, end in zip([0, *ends], [*ends, len(letters)], strict=True)]
    breaks, at = [], -1
    for line in lines[:-1]:
        at += len(line) + 1
        breaks.append(at)
    return Page(reading, END.join(lines), breaks, mentions)


@cache
def _past() -> frozenset[str]:
    """Hand on the modifiers that are the past of a verb too."""
    done = set(words("action_verbs", "past"))
    return frozenset(word for word in modifiers("other") | modifiers("plain") if word in done) | frozenset(
        word for word in modifiers("other") if word.endswith("ed")
    )


def _is_given_name(reading: Reading, token: int) -> bool:
    """Know "Min-seo" behind "Park": a given name with a hyphen, where the family name comes first."""
    word = reading.tokens[token] if token < len(reading.tokens) else ""
    return word[:1].isupper() and "-" in word and reading.starts[token] == reading.ends[token - 1] + 1

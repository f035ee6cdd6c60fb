"""The verbs and nouns of action: their letters, and what is known of each form."""

from functools import cache

from toolkit.framing.grammar import Page
from toolkit.framing.vocabulary import Letters, phrase_words
from toolkit.patterns import room
from toolkit.rules import Row, rows, words

FRAMING = room("framing")

PAST = FRAMING["ed"]
PAST_AND_PARTICIPLE = "act.past.participle"
NAMES = frozenset(FRAMING.any("name", "capitals", "entity", "entity.more"))
# In small letters, unless the sentence is a headline.
SMALL = frozenset(FRAMING.any("word", "noun", "verb", "ed"))


@cache
def action_words() -> Letters:
    """Hand on the letters of the words of action, over those of phrases."""
    return Letters(phrase_words().own | {form: letter for form, (letter, _) in _forms().items()})


def verb_row(page: Page, place: int) -> Row:
    """Give the row of rules/en/action_verbs.csv that a verb or noun of action belongs to."""
    return _forms()[page.word(place)][1]


def kind_of(page: Page, place: int) -> str:
    """Give the kind of deed that a verb or noun names."""
    return verb_row(page, place)["kind"]


def is_verb(page: Page, place: int) -> bool:
    """Say whether a noun of action has the form of its verb: "attack"."""
    return page.word(place) in {row["verb"] for row in rows("action_verbs")}


def is_participle(page: Page, place: int) -> bool:
    """Say whether a word is a participle, by its ending or by rules/en/passive_words.csv: "funded", "run"."""
    return page.letters[place] == PAST or page.word(place) in _participles()


def is_name(page: Page, place: int) -> bool:
    """Know a verb that is somebody's name: "John Burns", outside a headline in capitals."""
    capital = _printed(page, place)[:1].isupper() and page.letters[place - 1 : place] in NAMES
    sentence = range(page.sentence_start(place), page.sentence_end(place))
    return capital and any(page.letters[at] in SMALL and page.word(at) == _printed(page, at) for at in sentence)


def _printed(page: Page, place: int) -> str:
    return page.reading.tokens[page.token(place)]


@cache
def _participles() -> frozenset[str]:
    return frozenset(words("passive_words", "word", **{"class": "participle"}))


@cache
def _forms() -> dict[str, tuple[str, Row]]:
    """Give each form of each verb with its letter and its row."""
    forms: dict[str, tuple[str, Row]] = {}
    for row in rows("action_verbs"):
        past, participle = row["past"], row["participle"]
        nouns = [noun for noun in row["nouns"].split(";") if noun and noun != row["ing"]]
        named = dict.fromkeys((row["verb"], row["verb"] + "s"), "act.present") | {row["ing"]: "act.ing"}
        named |= {past: "act.past", participle: "act.participle"} if past != participle else {past: PAST_AND_PARTICIPLE}
        named |= dict.fromkeys(nouns, "act.noun")
        forms |= {form: (FRAMING[name], row) for form, name in named.items()}
    return forms

"""The verbs and nouns of action: their letters, and what is known of each form."""

from functools import cache

from toolkit.framing.grammar import Page
from toolkit.framing.vocabulary import Letters, phrase_words
from toolkit.rules import Row, rows, words


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
    return page.letters[place] == "d" or page.word(place) in words("passive_words", "word", letter="p")


def is_name(page: Page, place: int) -> bool:
    """Know a verb that is somebody's name: "John Burns", outside a headline in capitals."""
    capital = _printed(page, place)[:1].isupper() and page.letters[place - 1 : place] in set("AEFU")
    start, end = page.letters.rfind("\n", 0, place) + 1, page.letters.find("\n", place)
    sentence = range(start, end if end >= 0 else len(page.letters))
    return capital and any(page.letters[at] in "wnvd" and page.word(at) == _printed(page, at) for at in sentence)


def _printed(page: Page, place: int) -> str:
    return page.reading.tokens[page.token(place)]


@cache
def _forms() -> dict[str, tuple[str, Row]]:
    """Give each form of each verb with its letter and its row."""
    forms: dict[str, tuple[str, Row]] = {}
    for row in rows("action_verbs"):
        past, participle = row["past"], row["participle"]
        forms |= {row["verb"]: ("5", row), row["verb"] + "s": ("5", row), row["ing"]: ("4", row)}
        forms |= {past: ("2", row), participle: ("3", row)} if past != participle else {past: ("1", row)}
        forms |= {noun: ("7", row) for noun in row["nouns"].split(";") if noun and noun != row["ing"]}
    return forms

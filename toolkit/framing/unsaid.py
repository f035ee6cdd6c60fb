"""What is printed about a deed without being said to have happened: denied, doubted, asked, or only possible."""

from toolkit.framing.grammar import END, Page
from toolkit.framing.subjects import Span, act_words
from toolkit.patterns import room

FRAMING = room("framing")

DENIED = FRAMING.pattern("negation before a verb")
POSSIBLE = FRAMING.pattern("modal and auxiliaries before a verb")
SHORT = ("'d", "\u2019d", "'ll", "\u2019ll")
NEGATED = ("n't", "n\u2019t", "cannot")
NONE_OF = FRAMING.pattern("determiner before a noun of action")
STOP = FRAMING.pattern("opening of another clause")
STOP_MARK, SUBORDINATOR = FRAMING["'.'"], FRAMING["subordinator"]
GROUP = FRAMING.pattern("auxiliaries before a verb")


def is_unsaid(page: Page, low: int, place: int) -> bool:
    """Say whether the deed at a place is denied, asked, doubted or not done."""
    letters = page.letters
    if DENIED.search(letters, low, place) or POSSIBLE.search(letters, low, place) or is_asked(page, place):
        return True
    group = GROUP.search(letters, low, place)
    verbs = page.words(group.start(), place) if group else ()
    before = "" if page.begins(place) else page.word(place - 1)
    undone = before in act_words("undone") or before.endswith(SHORT)
    return undone or any(word.endswith(NEGATED) for word in verbs) or _is_denied_clause(page, low, place)


def is_asked(page: Page, place: int) -> bool:
    """Say whether the sentence ends with a question mark."""
    end = page.sentence_end(place)
    last = range(max(end - 2, place), end)
    return any(page.letters[at] == STOP_MARK and page.word(at).startswith("?") for at in last)


def names_nobody(page: Page, span: Span | None) -> bool:
    """Say whether a phrase says that there is nobody: "nobody", "no guards", "neither Vell"."""
    return span is not None and (page.word(span[0]) in act_words("nobody") or _nobody_before(page, span[0]))


def is_none(page: Page, low: int, place: int) -> bool:
    """Say whether a noun of action is said not to have been, or is another thing: "no attack", "heart attack"."""
    match = NONE_OF.search(page.letters, low, place)
    if match and page.word(match.start()) in act_words("nobody"):
        return True
    return not page.begins(place) and page.word(place - 1) in act_words("compound")


def _nobody_before(page: Page, start: int) -> bool:
    return not page.begins(start) and page.word(start - 1) in act_words("nobody")


def _is_denied_clause(page: Page, low: int, place: int) -> bool:
    """Know "denied that", "it is false that", "whether" before the clause of a verb, with no other clause between."""
    for at in range(place - 1, low - 1, -1):
        letter = page.letters[at]
        if letter == END:
            return False
        if page.word(at) in act_words("unsaid"):
            return True
        if STOP.match(letter) and not (letter == SUBORDINATOR and page.word(at) == "that"):
            return False
    return False

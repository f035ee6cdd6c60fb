"""Who is the subject of a verb: the noun phrase at the head of its clause, not the noun just before the verb."""

from functools import cache

from toolkit.framing.grammar import Page
from toolkit.patterns import room
from toolkit.rules import words

FRAMING = room("framing")

Span = tuple[int, int]

FINITE, BEING = "finite", "being"
CLAUSES = {
    FINITE: FRAMING.pattern("clause up to an active verb"),
    BEING: FRAMING.pattern("clause up to a participle behind to be"),
}
VERB_GROUPS = {FINITE: FRAMING.pattern("auxiliaries without to be"), BEING: FRAMING.pattern("auxiliaries with to be")}
RELATIVE = FRAMING.pattern("antecedent of who")
TWO_NAMES = FRAMING.pattern("two names with a word between")
MANY_AND_NAME = FRAMING.pattern("noun, name and noun")
OPENS = frozenset(".;\n(-,SqQkPCsvVdwz")
# "They met with rebels who shot": behind a verb, or at the start, a preposition belongs to no noun before it.
CLEAR = frozenset({"", *"vVB\n,;."})
# Behind "who" a word without an article is a verb: "a man who hid Vell".
FULL = frozenset("DiEAUO0j")


def find_subject(page: Page, low: int, place: int, group: str = FINITE) -> Span | None:
    """Find the subject of the verb at a place; the nearest clause that can be read whole up to the verb has it."""
    openings = [at for at in range(place - 1, low - 2, -1) if _opens(page, at)]
    firm = [at for at in openings if page.letters[at : at + 1] != "C" or page.word(at) in act_words("opens")]
    for at in [*firm, *(each for each in openings if each not in firm)]:
        if at >= 0 and _is_relative(page, at) and VERB_GROUPS[group].fullmatch(page.letters, at + 1, place):
            return antecedent(page, low, at)
        found = _read(page, at, place, group)
        if found:
            return found
    return None


def _opens(page: Page, at: int) -> bool:
    """Say whether a clause may begin behind a letter."""
    if at < 0:
        return at == -1
    letter = page.letters[at]
    if letter not in OPENS:
        return False
    if letter in "PsvVdwz":
        return page.word(at) in (act_words("opens") if letter == "P" else _saying()) or letter == "s"
    return True


def _read(page: Page, at: int, place: int, group: str) -> Span | None:
    """Read the clause behind an opening up to the verb: a noun phrase, what belongs to it, and the verb group."""
    match = CLAUSES[group].fullmatch(page.letters, at + 1, place)
    if match is None:
        return None
    span = match.span("actor") if match["actor"] else match.span("deed")
    phrase, rest = page.letters[slice(*span)], page.letters[span[1] : place]
    opening = page.letters[at] if at >= 0 else "\n"
    if TWO_NAMES.search(phrase) or (opening == "," and "," in rest) or is_measure(page, span):
        return None
    span = (span[0], _end(page, span))
    if span[0] == span[1] or MANY_AND_NAME.search(phrase):
        return None
    if opening == "S" and _is_relative(page, at) and phrase[0] not in FULL and page.word(at) != "that":
        return None
    return span


def _end(page: Page, span: Span) -> int:
    """End a phrase before a participle: "police hunting Vell"; a phrase of nothing else has no end."""
    for at in range(*span):
        if page.letters[at] == "w" and page.word(at).endswith("ing") and page.letters[at - 1 : at] not in {*"Dija"}:
            return at
    return span[1]


def antecedent(page: Page, low: int, at: int) -> Span | None:
    """Find whom "who" stands for; nobody where it may be either of two: "a guard near Vell who shot"."""
    match = RELATIVE.search(page.letters, low, at)
    if match is None:
        return None
    start, end = match.span("actor")
    before, earlier = page.letters[start - 1 : start], page.letters[max(start - 2, 0) : start - 1]
    if before == "T" and page.letters[start] == "w" and end - start > 1:
        start += 1
    is_aside = before == "," and page.letters[at - 1] == ","
    if is_aside or before in {"o", "l"} or (before in {"P", "f", "g"} and earlier not in CLEAR):
        return None
    of = page.letters.find("o", start, end)
    if of >= 0 and not (page.letters[of - 1] in "nL" or page.word(of - 1).endswith("s")):
        return None
    return None if TWO_NAMES.search(page.letters, start, end) or is_measure(page, (start, end)) else (start, end)


def is_measure(page: Page, span: Span) -> bool:
    """Say whether a phrase is what a deed took: "two months", "$2 million", "spent much of the year"."""
    spent = span[0] > 0 and page.letters[span[0] - 1] != "\n" and page.word(span[0] - 1) in act_words("taking")
    return spent or page.word(span[1] - 1) in act_words("measure")


def _is_relative(page: Page, at: int) -> bool:
    return page.letters[at] == "S" and page.word(at) in {*words("relative_words", "word"), "which"}


@cache
def act_words(use: str) -> frozenset[str]:
    """Hand on the words of one use in rules/en/act_words.csv."""
    return frozenset(words("act_words", "word", use=use))


@cache
def _saying() -> frozenset[str]:
    """Hand on the forms of verbs behind which a clause may stand without "that": "said rebels attacked"."""
    takes = ("bare", "that", "clause")
    reporting = {form for each in takes for form in words("reporting_verbs", "form", takes=each)}
    return frozenset(reporting) | act_words("saying")

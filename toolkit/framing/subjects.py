"""Who is the subject of a verb: the noun phrase at the head of its clause, not the noun just before the verb."""

from functools import cache

from toolkit.clauses import subject_of
from toolkit.framing.grammar import END, Page
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
BEGINNING = FRAMING.pattern("beginning and subject of a clause")
RELATIVE = FRAMING.pattern("antecedent of who")
UNSURE = FRAMING.pattern("words that may part a subject from its verb")
TWO_NAMES = FRAMING.pattern("two names with a word between")
MANY_AND_NAME = FRAMING.pattern("noun, name and noun")
COMMA, SUBORDINATOR, CONJUNCTION = FRAMING["','"], FRAMING["subordinator"], FRAMING["conjunction"]
PREPOSITION, AS, TO, OF, WORD = (FRAMING[name] for name in ("preposition", "'as'", "'to'", "'of'", "word"))
# A clause may begin behind a mark, and behind a verb of saying: "said rebels attacked".
VERBS = frozenset(FRAMING.any("verb", "naming", "ed", "word", "state"))
MARKS = frozenset(FRAMING.any("'.'", "';'", "end", "'('", "'-'", "','", "opening", "closing", "mark"))
OPENS = MARKS | VERBS | {SUBORDINATOR, CONJUNCTION, PREPOSITION, AS}
OTHER_PREPOSITIONS = frozenset(FRAMING.any("preposition", "for.to", "against.on"))
# "They met with rebels who shot": behind a verb, or at the start, a preposition belongs to no noun before it.
CLEAR = frozenset({"", *FRAMING.any("verb", "naming", "be", "end", "','", "';'", "'.'")})
# Behind "who" a word without an article is a verb: "a man who hid Vell".
FULL = frozenset(
    FRAMING.any("determiner", "indefinite", "entity", "name", "capitals", "pronoun", "digits", "quantifier")
)
# Behind one of these a word in -ing belongs to the phrase: "the hunting party".
ATTRIBUTIVE = frozenset(FRAMING.any("determiner", "indefinite", "quantifier", "adjective"))
# Behind one of these a phrase is whose the one before it is: "guards of the council who", "fighters loyal to Vell who".
OWNING = frozenset(FRAMING.any("'of'", "loyal"))
# "Guards of the council who": behind a noun that may be in the plural "of" parts no two who may be meant.
NOUNS = frozenset(FRAMING.any("noun", "loyalist"))


def find_subject(page: Page, low: int, place: int, group: str = FINITE) -> Span | None:
    """Find the subject of the verb at a place; the nearest clause that can be read whole up to the verb has it."""
    openings = [at for at in range(place - 1, low - 2, -1) if _opens(page, at)]
    firm = [at for at in openings if page.letters[at : at + 1] != CONJUNCTION or page.word(at) in act_words("opens")]
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
    if letter == PREPOSITION:
        return page.word(at) in act_words("opens")
    return letter not in VERBS or page.word(at) in saying()


def _read(page: Page, at: int, place: int, group: str) -> Span | None:
    """Read the clause behind an opening up to the verb: a noun phrase, what belongs to it, and the verb group."""
    match = CLAUSES[group].fullmatch(page.letters, at + 1, place)
    if match is None:
        return None
    span = match.span("actor") if match["actor"] else match.span("deed")
    phrase, rest = page.letters[slice(*span)], page.letters[span[1] : place]
    opening = page.letters[at] if at >= 0 else END
    if TWO_NAMES.search(phrase) or (opening == COMMA and COMMA in rest) or is_measure(page, span):
        return None
    span = (span[0], _end(page, span))
    if span[0] == span[1] or MANY_AND_NAME.search(phrase):
        return None
    if opening == SUBORDINATOR and _is_relative(page, at) and phrase[0] not in FULL and page.word(at) != "that":
        return None
    return span


def _end(page: Page, span: Span) -> int:
    """End a phrase before a participle: "police hunting Vell"; a phrase of nothing else has no end."""
    for at in range(*span):
        is_ing = page.letters[at] == WORD and page.word(at).endswith("ing")
        if is_ing and page.letters[at - 1 : at] not in ATTRIBUTIVE:
            return at
    return span[1]


def subject_at(page: Page, low: int, place: int, group: str = FINITE) -> Span | None:
    """Find the subject of a verb up to its head: "A spokesman" of "A spokesman for the guards"."""
    subject = subject_of(page.reading, page.token(place))
    found = subject and _phrase(page, page.place(subject.start), page.place(subject.core - 1) + 1)
    if found and not UNSURE.search(page.letters, found[1], place):
        return found
    return find_subject(page, low, place, group)


def _phrase(page: Page, start: int, after: int) -> Span | None:
    """Read a subject as the phrase of a clause, without a day or "at least" before it."""
    match = BEGINNING.fullmatch(page.letters, start, after)
    if match is None or not match["actor"]:
        return None
    span = match.span("actor")
    if TWO_NAMES.search(match["actor"]) or MANY_AND_NAME.search(match["actor"]) or is_measure(page, span):
        return None
    return span if _end(page, span) == span[1] else None


def antecedent(page: Page, low: int, at: int) -> Span | None:
    """Find whom "who" stands for; nobody where it may be either of two: "a guard near Vell who shot"."""
    match = RELATIVE.search(page.letters, low, at)
    if match is None:
        return None
    start, end = match.span("actor")
    before, earlier = page.letters[start - 1 : start], page.letters[max(start - 2, 0) : start - 1]
    if before == TO and page.letters[start] == WORD and end - start > 1:
        start += 1
    is_aside = before == COMMA and page.letters[at - 1] == COMMA
    if is_aside or before in OWNING or (before in OTHER_PREPOSITIONS and earlier not in CLEAR):
        return None
    of = page.letters.find(OF, start, end)
    if of >= 0 and not (page.letters[of - 1] in NOUNS or page.word(of - 1).endswith("s")):
        return None
    return None if TWO_NAMES.search(page.letters, start, end) or is_measure(page, (start, end)) else (start, end)


def is_measure(page: Page, span: Span) -> bool:
    """Say whether a phrase is what a deed took: "two months", "$2 million", "spent much of the year"."""
    spent = not page.begins(span[0]) and page.word(span[0] - 1) in act_words("taking")
    return spent or page.word(span[1] - 1) in act_words("measure")


def _is_relative(page: Page, at: int) -> bool:
    return page.letters[at] == SUBORDINATOR and page.word(at) in {*words("relative_words", "word"), "which"}


@cache
def act_words(use: str) -> frozenset[str]:
    """Hand on the words of one use in rules/en/act_words.csv."""
    return frozenset(words("act_words", "word", use=use))


@cache
def saying() -> frozenset[str]:
    """Hand on the forms of verbs behind which a clause may stand without "that": "said rebels attacked"."""
    takes = ("bare", "that", "clause")
    reporting = {form for each in takes for form in words("reporting_verbs", "form", takes=each)}
    return frozenset(reporting) | act_words("saying")

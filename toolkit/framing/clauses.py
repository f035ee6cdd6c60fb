"""Who acts on whom in one clause: its verb or noun of action, with the phrases round it."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from toolkit.clauses import Reserve
from toolkit.framing.deeds import is_name, is_participle, is_verb, kind_of, verb_row
from toolkit.framing.doers import clause_subject, doing_before, is_doing, is_same_clause, joined_subject
from toolkit.framing.grammar import Page
from toolkit.framing.subjects import BEING, TWO_NAMES, Span, act_words, antecedent, is_measure, subject_at
from toolkit.framing.unsaid import HEARSAY, is_another_thing, is_untold, names_nobody, reserve_at
from toolkit.framing.vocabulary import modifiers
from toolkit.patterns import room
from toolkit.rules import words

FRAMING = room("framing")

VERB = FRAMING.pattern("word of action")
WINDOW = 30

PASSIVE = FRAMING.pattern("subject up to a form of to be")
BEFALLEN = FRAMING.pattern("passive up to a joined verb")
LEFT = FRAMING.pattern("phrase up to its verb")
NEXT = FRAMING.pattern("phrase beside a participle")
ASIDE = FRAMING.pattern("phrase before a comma and a participle")
WANTED = FRAMING.pattern("modal before a verb")
GOING = FRAMING.pattern("subject up to a form of to be and -ing")
TRAILING = FRAMING.pattern("comma before a participle")
AGENT = FRAMING.pattern("agent behind by")
OBJECT = FRAMING.pattern("object behind a verb")
POSSESSOR = FRAMING.pattern("owner of a deed")
AFTER_NOUN = FRAMING.pattern("patient and agent behind a noun of action")
# "Answered attacks by scheduling talks": what follows "by" is a way, not somebody.
DOING_SO = re.compile(r"\w{3,}ing")
MANY_AND_NAME = FRAMING.pattern("noun with a name behind it")
BE, VERB_PLAIN, WORD = FRAMING["be"], FRAMING["verb"], FRAMING["word"]
PREPOSITION, SUBORDINATOR = FRAMING["preposition"], FRAMING["subordinator"]
OF, FOR, BY, AGAINST = (FRAMING[name] for name in ("'of'", "for.to", "'by'", "against.on"))
GENITIVE, NUMBER = FRAMING["genitive"], FRAMING["digits"]
NOUN_OF_ACTION, ING, PRESENT = FRAMING["act.noun"], FRAMING["act.ing"], FRAMING["act.present"]
PARTICIPLES = frozenset(FRAMING.any("act.past.participle", "act.participle"))
ARTICLES = frozenset(FRAMING.any("determiner", "indefinite"))
# Behind one of these a participle is an adjective, and behind these or a quantifier a verb may be a noun.
ADJECTIVE = FRAMING["adjective"]
ADJECTIVAL = ARTICLES | {*FRAMING.any("adjective", "genitive")}
NOUNLIKE = ADJECTIVAL | {FRAMING["quantifier"]}
# Behind one of these a participle goes on from them: "have shot", "who shot".
GROUPED = frozenset(FRAMING.any("have", "modal", "subordinator"))
VERBAL = frozenset(FRAMING.any("have", "modal", "'to'"))
# A noun may stand before the clause that says which of several: "the mayor the rebels killed".
NAMED = frozenset(FRAMING.any("noun", "word", "name", "capitals", "entity", "entity.more", "loyalist"))
JOINING = frozenset(FRAMING.any("preposition", "subordinator"))
# What stands between "accused" or "blamed" and a deed.
LAYING, PAST = frozenset(FRAMING.any("'of'", "for.to", "preposition")), "ed"
# What stands before a verb in -ing that goes on from its clause, and nothing at the beginning of the article.
BEFORE_ING = JOINING | {"", BY}
# "In May 12" is a day, and a number that opens the article is nobody.
BEFORE_DAY = frozenset({"", *FRAMING.any("day", "name")})
# "The rebel raid party": with a noun behind it a noun of action is no deed of its owner's.
COMPOUND = frozenset(FRAMING.any("word", "noun"))


class Act(NamedTuple):
    """One verb at a place of the letters, with who acts and who suffers as stretches of letters."""

    place: int
    voice: str
    actor: Span | None
    patient: Span | None
    rule: str
    reserve: str | None = None


def acts_in(page: Page) -> Iterator[Act]:
    """Read the clause round each verb and noun of action, in reading order."""
    last: Act | None = None
    for match in VERB.finditer(page.letters):
        place = match.start()
        less = reserve_at(page, place)
        act = None if is_untold(less) or is_another_thing(page, place) else _act(page, place, last)
        act = act or (_laid(page, place, less) if less and less.force == HEARSAY else None)
        if act and act.actor and is_measure(page, act.actor):
            act = act._replace(actor=None)
        if act and not any(names_nobody(page, span) for span in (act.actor, act.patient)):
            yield act._replace(reserve=less.force if less else None)
            last = act


def _act(page: Page, place: int, last: Act | None) -> Act | None:
    """Read the clause round one verb."""
    letters, low = page.letters, max(place - WINDOW, 0)
    form, before = letters[place], letters[place - 1 : place]
    object_ = OBJECT.match(letters, place + 1)
    if form == NOUN_OF_ACTION and object_ and before not in NOUNLIKE and is_verb(page, place):
        return None
    if form == NOUN_OF_ACTION or (form == ING and (before in NOUNLIKE or letters[place + 1 : place + 2] == OF)):
        return _deed(page, low, place, last)
    if _is_other_deed(page, place) or is_name(page, place):
        return None
    if form == ING:
        return _going(page, low, place, last)
    if before in ADJECTIVAL and not _has_noun(page, place):
        return None
    if form == PRESENT and WANTED.search(letters, low, place):
        return None
    return (_passive(page, low, place) if form in PARTICIPLES else None) or _active(page, low, place)


def _has_noun(page: Page, place: int) -> bool:
    """Know a noun that may stand before another and here has its verb behind it: "a fire killed 12", not "car bomb"."""
    if page.letters[place] == PRESENT and not page.word(place).endswith("s"):
        return False
    return page.letters[place - 1] == ADJECTIVE and page.word(place - 1) in modifiers("noun")


def _laid(page: Page, place: int, less: Reserve) -> Act | None:
    """Read "guards were accused of killing two": it is laid to whoever is accused, if somebody is."""
    right = OBJECT.match(page.letters, place + 1)
    if page.letters[place] != ING or page.letters[place - 1] not in LAYING or right is None:
        return None
    accused = page.place(bisect_left(page.reading.starts, less.start))
    low = max(accused - WINDOW, 0)
    actor = subject_at(page, low, accused, BEING) if page.word(accused).endswith(PAST) else None
    return Act(place, "active", actor, right.span("patient"), "-ing with its object")


def _is_other_deed(page: Page, place: int) -> bool:
    """Know a verb that means another deed with the word behind it: "stormed out"; and "shot at", which hurts nobody."""
    if page.sentence_end(place) == place + 1 or page.letters[place - 1 : place] == BE:
        return False
    return page.word(place + 1) in act_words("particle") or (
        verb_row(page, place)["verb"] == "shoot" and page.word(place + 1) == "at"
    )


def _passive(page: Page, low: int, place: int) -> Act | None:
    """Read "guards were killed" and "was found killed", with or without by whom."""
    end = place
    if not page.begins(place) and page.word(place - 1) in act_words("found"):
        end -= 1
    patient = _befallen(page, low, end)
    if patient is None:
        return None
    by = _agent(page, place, AGENT.match(page.letters, place + 1))
    rule = "form of to be and participle"
    return Act(place, "passive" if by else "agentless", by, patient, rule)


def _befallen(page: Page, low: int, end: int) -> Span | None:
    """Give the subject of a passive: "guards were killed", "guards got killed"."""
    if page.letters[end - 1 : end] == VERB_PLAIN and page.word(end - 1) in act_words("getting"):
        return subject_at(page, low, end - 1)
    if first := BEFALLEN.search(page.letters, low, end):
        return _befallen(page, low, first.start("verb"))
    left = PASSIVE.search(page.letters, low, end)
    return (subject_at(page, low, end, BEING) or left.span("patient")) if left else None


def _active(page: Page, low: int, place: int) -> Act | None:
    """Tell a verb with its object from a participle: "rebels killed two", "two killed by rebels", "two killed"."""
    letters, form, kind = page.letters, page.letters[place], kind_of(page, place)
    left, by = LEFT.search(letters, low, place), _agent(page, place, AGENT.match(letters, place + 1))
    right = OBJECT.match(letters, place + 1)
    subject = subject_at(page, low, place) or joined_subject(page, low, place)
    if right and (subject or left):
        return Act(place, "active", subject, right.span("patient"), "subject, verb, object")
    near = (
        (ASIDE if by else NEXT).search(letters, low, place)
        if form in PARTICIPLES and letters[place - 1 : place] not in GROUPED
        else None
    )
    if near is None or _has_antecedent(page, near.span("patient")):
        return _relative(page, low, place, near.span("patient")) if near and not by else None
    if by:
        return Act(place, "passive", by, near.span("patient"), "participle and by")
    if kind in {"kill", "injure"}:
        return Act(place, "agentless", None, near.span("patient"), "participle without an actor")
    return None


def _agent(page: Page, place: int, match: re.Match[str] | None) -> Span | None:
    """Give who did it, behind "by"; not where "by" belongs to other words: "funded by", "after an inquiry by"."""
    if match is None or match["actor"] is None or page.letters[match.end("actor") :][:1] == GENITIVE:
        return None
    if page.letters[match.start("actor")] == WORD and DOING_SO.fullmatch(page.word(match.start("actor"))):
        return None
    by = page.letters.rfind(BY, place, match.start("actor"))
    between = range(place + 1, by)
    if by - 1 > place and is_participle(page, by - 1) and not is_doing(page, by - 1):
        return None
    later = any(
        page.letters[at] == PREPOSITION and page.letters[at + 1] in ARTICLES and page.word(at) in act_words("opens")
        for at in between
    )
    return None if later else match.span("actor")


def _has_antecedent(page: Page, span: Span) -> bool:
    """Know the subject of a clause that says which of several: "the mayor the rebels killed", "whom Vell killed"."""
    start, before = span[0], page.letters[span[0] - 1 : span[0]]
    name = MANY_AND_NAME.search(page.letters, *span)
    if name and page.word(name.start()).endswith("s"):
        return True
    if before == SUBORDINATOR:
        return page.word(start - 1) in words("relative_words", "word")
    return page.letters[start] in ARTICLES and before in NAMED


def _relative(page: Page, low: int, place: int, subject: Span) -> Act | None:
    """Read "the mayor, whom the rebels killed": whoever "whom" stands for is the patient."""
    at = subject[0] - 1
    if page.letters[at : at + 1] != SUBORDINATOR:
        return None
    whom = antecedent(page, low, at)
    return Act(place, "active", subject, whom, "relative clause with its own subject") if whom else None


def _going(page: Page, low: int, place: int, last: Act | None) -> Act | None:
    """Read a verb in -ing: "were attacking", "men shooting", ", killing two", "before killing two"."""
    letters = page.letters
    right = OBJECT.match(letters, place + 1)
    patient = right.span("patient") if right else None
    if TRAILING.search(letters, low, place):
        return Act(place, "active", _subject(page, low, place, last), patient, "participle after a comma")
    is_joined = letters[place - 1 : place] == SUBORDINATOR  # "while attacking"
    being, left = GOING.search(letters, low, place), None if is_joined else LEFT.search(letters, low, place)
    if patient is None or (being is None and left is None and letters[place - 1 : place] not in BEFORE_ING):
        return None
    if being:
        actor = subject_at(page, low, place, BEING)
    else:
        actor = _nearest(page, left.span("actor")) if left else _subject(page, low, place, last)
    return Act(place, "active", actor, patient, "-ing with its object")


def _nearest(page: Page, span: Span) -> Span | None:
    """Give the noun phrase before a verb in -ing, unless it is what the deed took or the object of "to"."""
    before, first = page.letters[span[0] - 1 : span[0]], page.letters[span[0]]
    phrase = page.letters[slice(*span)]
    is_verb_phrase = before in VERBAL or (first == WORD and before == FOR and page.word(span[0] - 1) == "to")
    is_day = phrase == NUMBER and before in BEFORE_DAY
    is_other = is_verb_phrase or is_day or OF in phrase or TWO_NAMES.search(phrase) or is_measure(page, span)
    return None if is_other else span


def _subject(page: Page, low: int, place: int, last: Act | None) -> Span | None:
    """Give who acts where a participle goes on: who acts in the verb before it, or the subject of the clause."""
    if page.letters[place - 1] == PREPOSITION and page.word(place - 1) not in act_words("opens"):
        return None  # "the story about attacking two" may be anybody's
    if last and last.actor and is_same_clause(page.letters, last.place, place):
        # "Vell was held by guards after attacking two", but "Two were attacked by rebels, killing one".
        return last.patient if last.voice == "passive" and page.letters[place - 1] in JOINING else last.actor
    return clause_subject(page, low, place)


def _deed(page: Page, low: int, place: int, last: Act | None) -> Act:
    """Read a noun of action, with whoever is said to have done it."""
    act = _nominal(page, low, place)
    return act if act.actor else act._replace(actor=_doer(page, low, place, last))


def _doer(page: Page, low: int, place: int, last: Act | None) -> Span | None:
    """Give who is said to do what a noun names: "rebels launched attacks", ", carrying out killings"."""
    doing = doing_before(page, place)
    if doing is None or is_untold(reserve_at(page, doing.place)) or page.letters[doing.place - 1] == BE:
        return None
    if doing.is_participle:
        return _subject(page, low, doing.place, last)
    return subject_at(page, low, doing.place)


def _nominal(page: Page, low: int, place: int) -> Act:
    """Read "the killing of two", "attacks on the port by rebels"; "Vell's raid" but "Vell's murder"."""
    letters = page.letters
    after, owner = AFTER_NOUN.match(letters, place + 1), POSSESSOR.search(letters, low, place)
    actor = _agent(page, place, after)
    patient = after.span("patient") if after and after["patient"] else None
    owned = "actor" if patient else verb_row(page, place)["owner"]
    if patient and letters[place + 1] == AGAINST and kind_of(page, place) in {"kill", "injure"}:
        patient = None
    whose = (
        (owner.start("owner"), owner.end("owner") - 1)
        if owner and letters[place + 1 : place + 2] not in COMPOUND
        else None
    )
    actor = actor or (whose if owned == "actor" else None)
    return Act(place, "nominal", actor, patient or (whose if owned == "patient" else None), "noun of action")

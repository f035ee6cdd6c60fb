"""What each account calls people, bodies and events: each phrase, whom it names, and in whose words."""

from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from toolkit.analysis import find_table
from toolkit.corrections import correct
from toolkit.framing.accusers import accuser_of
from toolkit.framing.attached import Found, find_attached
from toolkit.framing.descriptions import bearers, describe, stood_with
from toolkit.framing.events import name_again, name_event
from toolkit.framing.followers import find_followers, find_fuller
from toolkit.framing.grammar import Page, lay_out
from toolkit.framing.known import Known, know
from toolkit.framing.names import Names, compile_names
from toolkit.framing.occasions import NOWHERE, Occasions, read_occasions
from toolkit.framing.origins import find_origins
from toolkit.framing.pairs import find_pairs
from toolkit.framing.phrases import find_phrases
from toolkit.framing.strangers import find_strangers
from toolkit.framing.vocabulary import phrase_words
from toolkit.framing.voices import Voice, Voices, find_voices
from toolkit.given import AnyStudy, Given, makes, tables_of
from toolkit.patterns import room
from toolkit.study import Study
from toolkit.tables import LABELS
from toolkit.text import Reading, readings
from toolkit.times import UNDATED, Published, publication_of

FRAMING = room("framing")

Row = tuple[int, int, str, str, str, str, str | None, str | None, str]

OPENING_MARKS = frozenset(FRAMING.any("opening", "mark"))
PRONOUN = FRAMING["pronoun"]
NAMED_AS = FRAMING.pattern("called by somebody as")


class Codebook(NamedTuple):
    """A study's entities, compiled once a call."""

    names: Names
    known: Known


def compile_entities(entities: pd.DataFrame) -> Codebook:
    """Make a codebook's entities ready for `label_rows`.

    Raises
    ------
    RuleError
        When one alias stands for two entities.
    """
    names = compile_names(entities)
    return Codebook(names, know(names))


def find_labels(
    articles: Given,
    entities: pd.DataFrame | None = None,
    events: pd.DataFrame | None = None,
    places: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Find the descriptive phrases that each article attaches to the entities of a codebook.

    Parameters
    ----------
    articles
        `ARTICLES`, of which `article_id` and `text` are used; or a study.
    entities
        `ENTITIES`, the study's own if there is one: whom the study follows, one alias a row.
    events, places
        `EVENTS` and `PLACES`, the study's own if there is one: a phrase for an event of another place or other days is
        no label of the study's.

    Returns
    -------
    DataFrame
        `LABELS`, in reading order. The bare name is no label, and no pronoun is one.

    Raises
    ------
    RuleError
        When one alias stands for two entities.

    Notes
    -----
    Rules over word classes, no parser. A phrase away from the name is tied to an entity only when its noun stands
    with that name elsewhere in the article, or is the noun of one of its aliases or of the same sense; not when two
    entities share it. What is reported through a verb of naming or accusing ("described by critics as", "critics
    accuse") is `reported`; in a clause with quotation marks the words outside them are the account's own. A family
    name beside a given name that no alias has is somebody else's, and so is a noun that somebody outside the codebook
    has borne since the name last stood. What a clause denies, asks or supposes is no label; an opinion or hearsay is
    `reported`. What two people are called together ("both
    leaders") is said of each, where just two are named before it.

    Measured: of 74 labels that a reader marked in the five articles that ship, 69 exactly, 66 of them with entity
    and voice, and the rules have seen these articles. Persons of NewsWCL50 (Hamborg et al.), F1 at any overlap with
    the right entity: 60, where its annotators take a title such as "President" for a part of the name. News of GUM,
    persons (31 labels), which the rules have seen: 58.

    Examples
    --------
    >>> from toolkit.tables import ENTITIES
    >>> articles = pd.DataFrame({"article_id": ["a1"], "text": ["Acting mayor Ina Vell, a former rebel, left."]})
    >>> entities = ENTITIES.build([("Ina Vell", "person", "Ina Vell", "name")])
    >>> find_labels(articles, entities)[["text", "construction", "voice"]].to_numpy().tolist()
    [['Acting mayor', 'title', 'own'], ['a former rebel', 'apposition', 'own']]
    """
    if not isinstance(articles, pd.DataFrame) and isinstance(articles, AnyStudy):
        events, places = articles.events, articles.places
    articles, entities = tables_of("find_labels", articles=articles, entities=entities)
    codebook, occasions = compile_entities(entities), read_occasions(entities, events, places)
    published = publication_of(articles)
    return find_table(
        LABELS,
        readings(articles),
        lambda article_id, reading: label_rows(reading, codebook, occasions, published.get(article_id, UNDATED)),
    )


@makes("labels")
def _of_study(study: Study) -> pd.DataFrame:
    return correct(find_labels(study), study)


def label_rows(
    reading: Reading, codebook: Codebook, occasions: Occasions = NOWHERE, published: Published = UNDATED
) -> list[Row]:
    """Give the rows of one article, without its id."""
    page = lay_out(reading, codebook.names, phrase_words())
    every = _each_once(_all(page, codebook))
    ends = ((each, page.span(each.start, each.end)[1]) for each in every)
    found = [each for each, end in ends if not occasions.is_other(reading, end, each.entity, published)]
    voices = find_voices(reading) if found else None
    return sorted(_row(page, each, voices) for each in found) if voices else []


def _all(page: Page, codebook: Codebook) -> Iterator[Found]:
    attached = list(_each_once(find_attached(page, *codebook)))
    apart = [*find_fuller(page, *codebook), *find_followers(page, *codebook), *_alone(page, codebook, attached)]
    yield from attached
    yield from apart
    yield from find_origins(page, codebook.names, apart)
    yield from find_pairs(page, *codebook)


def _alone(page: Page, codebook: Codebook, attached: list[Found]) -> Iterator[Found]:
    """Tie the phrases that stand alone; what stands beside a name is that name's."""
    names, known = codebook
    taken = {place for found in attached for place in range(found.start, found.end)}
    phrases = list(find_phrases(page))
    strangers = list(find_strangers(page, phrases, taken))
    stood, borne = stood_with(page, attached), bearers(page, names, strangers)
    taken |= {phrase.start for phrase in strangers}
    for phrase in phrases:
        if phrase.start in taken:
            continue
        if phrase.noun.kind == "event":
            called = stood.get(phrase.head, ())
            found = name_event(page, phrase, known) or name_again(page, phrase, known, called)
        else:
            found = describe(page, phrase, names, known, stood, borne)
        if found:
            yield found


def _each_once(labels: Iterator[Found]) -> Iterator[Found]:
    """Pass over a phrase that overlaps an earlier one of the same entity: the surer rules come first."""
    taken: dict[str, set[int]] = {}
    for label in labels:
        mine, places = taken.setdefault(label.entity, set()), range(label.start, label.end)
        if mine.isdisjoint(places):
            mine.update(places)
            yield label


def _row(page: Page, found: Found, voices: Voices) -> Row:
    start, end = page.span(found.start, found.end)
    voice = _voice(page, found, voices.at(start, end))
    return start, end, page.reading.text[start:end], found.entity, found.construction, *voice, found.rule


def _voice(page: Page, found: Found, voice: Voice) -> Voice:
    """Let a verb of naming or accusing speak for its subject: "designated as … by several states" is theirs."""
    match = NAMED_AS.search(page.letters, max(found.start - 10, 0), found.start)
    by = found.by or (match.span("by") if match and match["by"] else None) or accuser_of(page, found.start)
    if voice.kind == "quoted":
        # In marks of its own a label is the giver's; in a longer quotation all of it is the speaker's.
        is_own = found.by is not None and page.letters[max(found.start - 1, 0)] in OPENING_MARKS
        return _given(page, by, voice) if by and is_own else voice
    if by:
        return _given(page, by, voice._replace(kind="reported"))
    is_told = found.told or match is not None or "naming verb" in found.rule
    return voice._replace(kind="reported") if is_told else voice


def _given(page: Page, by: tuple[int, int], voice: Voice) -> Voice:
    """Name who gives a label; whom the clause around it names as well stays, with the person."""
    start, end = page.span(*by)
    giver = page.reading.text[start:end]
    is_same = voice.speaker is not None and (giver in voice.speaker or page.letters[by[0]] == PRONOUN)
    return voice if is_same else Voice(voice.kind, giver)

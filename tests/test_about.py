"""What a figure is about: the study's event, another one, or nobody."""

import pandas as pd
import pytest

from toolkit.claims import count_victims, find_claims
from toolkit.framing import find_labels
from toolkit.rules import rows
from toolkit.tables import ENTITIES, EVENTS, GROUPS, ORIGINS, PLACES

OPENING = "Two women were injured in Aro on Monday, the harbour office said.\n\n"
FLOOD = [("Osk flood", "the Osk flood", "2031-05-12", "2031-05-14", "Osk", "")]
TREE = [
    ("Bru", None, "Bru", ""),
    ("Osk", "Bru", "Osk", ""),
    ("Old Osk", "Osk", "Old Osk", ""),
    ("Hemm", "Bru", "Hemm", ""),
]


def claims(text, day="2031-05-14", events=(), places=()):
    table = pd.DataFrame({"article_id": ["a"], "text": [text]})
    if day:
        table["published_from"] = table["published_to"] = pd.to_datetime([day])
    known = [tuple(pd.Timestamp(cell) if cell and cell[:2] == "20" else cell for cell in row) for row in events]
    return find_claims(table, GROUPS.build([]), ORIGINS.build([]), EVENTS.build(known), PLACES.build(places))


def plain(column):
    return [None if pd.isna(cell) else cell for cell in column]


def asides(text, **study):
    return plain(claims(text, **study)["aside"])


@pytest.mark.parametrize("rule", rows("asides"), ids=[row["name"] for row in rows("asides")])
def test_a_rule_sets_aside_what_its_row_says_and_leaves_the_other_sentence(rule):
    assert asides(OPENING + rule["reads"])[1:] == [rule["reason"]]
    left = asides(OPENING + rule["leaves"])[1:]
    assert left
    assert set(left) == {None}


@pytest.mark.parametrize("day", ["2031-05-14", None])
def test_another_year_is_another_time(day):
    assert asides("12 people were killed on Monday. In 1982, 4,000 people were killed.", day=day) == [
        None,
        "another time",
    ]


@pytest.mark.parametrize("day", ["2031-05-14", None])
def test_what_began_years_ago_is_a_longer_time(day):
    text = OPENING + "More than 4,000 people have been killed since 2011."
    assert asides(text, day=day) == [None, "a longer time"]


def test_an_article_on_another_time_keeps_its_own_figures():
    text = "800 people were killed in Aro in 1982.\n\nOn the quay, 30 people were killed in 1982."
    assert asides(text) == [None, None]


def test_two_figures_without_a_mark_between_them_share_what_is_said_of_one():
    text = OPENING + "4,000 people have been killed and 9,000 people displaced since the war began."
    assert asides(text)[1:] == ["a whole conflict"] * 2


@pytest.mark.parametrize(
    ("text", "counted"),
    [("The spill left 1,200 dead fish on the shore.", 0), ("Two White Helmets were killed.", 1)],
)
def test_animals_and_things_are_nobody(text, counted):
    assert sum(why is None for why in asides(OPENING + text)[1:]) == counted


def test_links_and_notes_are_read_and_set_aside_and_never_added():
    text = OPENING + "Related stories\n\nForty killed in Dell fire\n\nCorrection: We said that 9 were killed."
    found = claims(text)
    assert found["aside"].dropna().tolist() == ["a link to another article", "a note on an earlier version"]
    assert [text[start:end] for start, end in zip(found["start"], found["end"], strict=True)] == found["text"].tolist()
    assert count_victims(found)["outcome"].tolist() == ["injured"]


def test_a_figure_of_the_event_s_days_and_place_is_of_the_event():
    found = claims("On Tuesday 12 people were killed in Old Osk.", events=FLOOD, places=TREE)
    assert found[["event", "place_id"]].values.tolist() == [["Osk flood", "Old Osk"]]


def test_another_place_of_the_tree_is_set_aside_and_the_whole_of_it_is_not():
    text = "The flood reached Osk.\n\nThree people were killed in Hemm. Nine people were killed in Bru."
    found = claims(text, events=FLOOD, places=TREE)
    assert plain(found["aside"]) == ["another place", None]
    assert found["event"].dropna().tolist() == ["Osk flood"]


def test_a_day_before_the_event_or_after_it_is_another_time():
    text = "The flood reached Osk.\n\nThree people were killed on May 2. Nine people were killed on May 17."
    assert asides(text, day="2031-05-20", events=FLOOD, places=TREE) == ["another time"] * 2


def test_an_article_on_no_event_of_the_study_counts_none_of_its_dead():
    assert asides("12 people were killed in Dell.", events=FLOOD, places=TREE) == [
        "an article on no event of the study"
    ]


def test_of_two_events_the_sentence_or_the_day_tells_which():
    fire = ("Hemm fire", "the Hemm fire", "2031-05-03", "2031-05-03", "Hemm", "")
    text = "Osk and Hemm mourn.\n\nThe Hemm fire killed 9 people. On Monday 12 people were killed. Four were killed."
    found = claims(text, events=[*FLOOD, fire], places=TREE)
    assert plain(found["event"]) == ["Hemm fire", "Osk flood", None]
    assert found["aside"].dropna().tolist() == ["one of several events"]


def labels(text):
    table = pd.DataFrame({"article_id": ["a"], "text": [text]})
    table["published_from"] = table["published_to"] = pd.to_datetime(["2031-05-14"])
    entities = ENTITIES.build([("Osk flood", "event", "the Osk flood", ""), ("Osk flood", "event", "the massacre", "")])
    known = [tuple(pd.Timestamp(cell) if cell and cell[:2] == "20" else cell for cell in row) for row in FLOOD]
    return find_labels(table, entities, EVENTS.build(known), PLACES.build(TREE))["text"].tolist()


@pytest.mark.parametrize(
    ("behind", "ours"),
    [
        (".", True),
        (" in Osk on Monday.", True),
        (" in Hemm.", False),
        (" in Hemm in May 2019.", False),
        (" in May 2019.", False),
        (", said a man in Hemm.", True),
    ],
)
def test_a_phrase_for_an_event_of_another_place_or_other_days_is_no_label_of_the_study_s(behind, ours):
    assert labels(f"They mourned a terrible massacre{behind}") == (["a terrible massacre"] if ours else [])

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


def test_the_day_under_a_headline_is_not_that_of_the_event_which_the_headline_names():
    printed = "Harbour town mourns terrible massacre\n\nSaturday 17 May 2031\n\nGuards left the town at noon."
    assert labels(printed) == ["terrible massacre"]
    assert labels("Harbour town recalls terrible massacre of 17 May 2019\n\nGuards left.") == []


BLAST = [("Osk blast", "the Osk blast", "2031-05-12", "2031-05-12", "Osk", "")]
BEYOND = [*TREE, ("Tarn", "Vell", "Tarn", ""), ("Vell", None, "Vell", "")]
LEAD = "The Osk blast killed 20 people.\n\nFunerals were held. "


def of_blast(text, day="2031-05-15"):
    found = claims(text, day, BLAST, BEYOND)
    return list(zip(plain(found["text"]), plain(found["aside"]), strict=True))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("A bomb went off on Wednesday in the Hemm district, killing six people.", "another time"),
        ("A bomb went off on Wednesday near a school in Osk. Six people were killed.", "another time"),
        ("A bomb went off in Hemm. Another nine were treated and six people died there.", "another place"),
        ("On Wednesday gunmen opened fire at a market. Six people died, police said.", "another time"),
        ("A gunman on Wednesday opened fire at a market. Six people died.", "another time"),
        ("An attack on the port of Hemm was claimed by the group. Six people were killed.", "another place"),
        ("A separate blast hit a bakery. Six people were killed.", "another attack"),
        ("In a bombing in Hemm on Thursday, three days after the blast in Osk, six people died.", "another time"),
        (
            "A shell fell on a farm as people mourned ten kilometres away in Osk. Six people were killed.",
            "another place",
        ),
    ],
)
def test_a_passage_on_another_attack_sets_its_figures_aside(text, why):
    assert dict(of_blast(LEAD + text))["six people" if "six people" in text else "Six people"] == why


@pytest.mark.parametrize(
    "text",
    [
        "A bomb went off on Monday near the market. Six people were killed.",
        "A second bomb exploded minutes later. Six people were killed.",
        "The mayor spoke in Hemm of a crushing siege. Six people were killed.",
        "A minister in Hemm said a bomb had gone off on the quay. Six people were killed.",
        "A bomb went off on the quay, the mayor said on Wednesday. Six people were killed.",
        "A blast hit a bus with people from Hemm. Six people were killed.",
        "A bomb squad arrived on Wednesday. Six people were killed.",
        "A gunman was arrested on Wednesday. Six people were killed.",
        "A blast survivor spoke on Wednesday. Six people were killed.",
        "A bomb went off on Wednesday in Hemm. In Osk, the search went on. Six people were killed.",
        "A bomb went off on Wednesday in Hemm. The Osk blast is under inquiry. Six people were killed.",
        "A bomb went off on Wednesday in Hemm. Rescuers spoke of Monday's bombing. Six people were killed.",
        "A bomb went off on Wednesday in Hemm. Meanwhile, the search went on. Six people were killed.",
        "A bomb went off on Wednesday in Hemm.\n\nSix people were killed.",
    ],
)
def test_an_attack_without_a_day_and_place_of_its_own_or_the_return_to_the_event_leaves_its_figures(text):
    assert dict(of_blast(LEAD + text))["Six people"] is None


def test_an_article_that_begins_with_another_attack_goes_on_with_it_up_to_the_event():
    text = "Bomb in Hemm\n\nA bomb went off on Thursday in Hemm, three days after the Osk blast.\n\nSix people died."
    assert of_blast(text + "\n\nMonday's blast in Osk killed 20 people.") == [
        ("Six people", "another time"),
        ("20 people", None),
    ]


def test_a_figure_of_another_attack_is_set_aside_where_its_article_prints_it_again():
    text = "Six killed by bomb\n\nThe Osk blast was on Monday.\n\nA bomb went off on Wednesday in Hemm, killing six."
    assert [why for _, why in of_blast(text)] == ["another time", "another time"]


def test_people_hurt_where_the_event_was_felt_beyond_its_place_are_of_it_and_a_part():
    text = "The explosion broke windows in the nearby town of Tarn. Two people were hurt in Tarn."
    found = claims(LEAD + text, "2031-05-15", BLAST, BEYOND)
    assert plain(found["aside"]) == [None, None]
    assert found["extent"].iloc[-1] == "part"
    assert of_blast(LEAD + "A fire broke out. Two people were hurt in Tarn.")[-1] == ("Two people", "another place")


def test_a_list_of_places_gives_each_a_part():
    found = claims(
        LEAD + "The office said 15 bodies were counted in Aro, 12 in Old Osk and nine in Cel.",
        "2031-05-15",
        BLAST,
        TREE,
    )
    assert plain(found["place"])[1:] == ["Aro", "Old Osk", "Cel"]
    assert plain(found["extent"])[1:] == ["part", "part", "part"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("The report told of no deaths among the guards.", "nobody of a part"),
        ("The firm told of no injuries to its staff.", "nobody of a part"),
        ("Most of the dead had no visible injuries.", "nobody of a part"),
        ("No civilian casualties were seen on the quay.", "nobody of a part"),
        ("Nobody was killed in the blast.", None),
        ("There were no injuries.", None),
        ("No guards were hurt.", None),
        ("12 of the dead were among the guards.", None),
    ],
)
def test_a_nought_of_a_party_or_of_what_cannot_be_seen_is_no_count_of_the_event(text, why):
    assert of_blast(LEAD + text)[-1][1] == why


@pytest.mark.parametrize(
    ("opening", "why"),
    [
        ("Thursday 15 May 2031 A minister said that a blast killed hundreds in Osk.", None),
        ("May 15, 2031 - A minister said that a blast killed hundreds in Osk.", None),
        ("On 15 May 2031 a blast killed hundreds in Osk.", "another time"),
        ("15 May 2031, a day of mourning, hundreds were killed in Osk.", "another time"),
    ],
)
def test_the_date_on_which_a_text_was_printed_is_no_day_of_what_it_tells(opening, why):
    assert of_blast("Talks go on\n\n" + opening) == [("hundreds", why)]


def test_a_weekday_before_a_verb_names_no_attack():
    text = LEAD + "It killed 20 people. On Wednesday residents opened fire at a fence."
    assert [why for _, why in of_blast(text)] == [None, None]


@pytest.mark.parametrize(
    ("text", "extent"),
    [
        (LEAD + "A father said his son and 12 guards were killed inside of a tunnel.", "part"),
        (LEAD + "12 guards were killed inside the town.", None),
        ("The Osk blast hit a tunnel.\n\nFunerals were held. 12 guards were killed in a tunnel.", None),
    ],
)
def test_who_died_in_one_house_or_tunnel_that_the_opening_does_not_name_is_a_part(text, extent):
    assert plain(claims(text, "2031-05-15", BLAST, TREE)["extent"])[-1] == extent

"""On whose word a figure stands: frames without a verb of saying, descriptions, and who is only named."""

import pandas as pd
import pytest

from toolkit.claims import find_claims
from toolkit.tables import GROUPS, ORIGINS

NO_GROUPS, NO_ORIGINS = GROUPS.build([]), ORIGINS.build([])
BODIES = ORIGINS.build(
    [
        ("Aro Watch", "monitor", None, True, 1, None, "Aro Watch", ""),
        ("Aro Watch", "monitor", None, True, 1, None, "Watch", ""),
        ("Osk Health Ministry", "official", "state", False, None, None, "Health Ministry", ""),
        ("Osk state television", "media", "state", False, None, None, "Osk state television", ""),
        ("rebels", "party", "rebels", False, None, None, "rebels", ""),
        ("rebels", "party", "rebels", False, None, None, "rebel", ""),
    ]
)


def sources(text, origins=NO_ORIGINS):
    """Give, for each figure, who gives word of it as printed, and the origin of the codebook."""
    articles = pd.DataFrame({"article_id": ["a1"], "text": [text]})
    rows = find_claims(articles, NO_GROUPS, origins).astype(object)
    rows = rows.where(rows.notna(), None)
    return list(rows[["attributed_to", "origin"]].itertuples(index=False, name=None))


FRAMES = [
    ("The Osk Union stuck to its figure of 12 dead.", "The Osk Union"),
    ("Aro Watch stood by its count of at least 12 dead.", "Aro Watch"),
    ("Twelve people were killed, according to a tally by Aro Watch.", "Aro Watch"),
    ("According to a count compiled by Aro Watch, 12 people were killed.", "Aro Watch"),
    ("By the count of Aro Watch, 12 people were killed in Orra.", "Aro Watch"),
    ("Twelve people were killed in Orra, by the officials' latest count.", "the officials"),
    ("Twelve people were killed, in one witness's account.", "one witness"),
    ("The death toll, which Aro Watch put at 12, may rise.", "Aro Watch"),
    ("Leaders mourned the dead, whose number Aro Watch puts at 12.", "Aro Watch"),
    ("The mayor replied to a claim by nurses in the Orra Relief Council that 12 people were killed.",
     "nurses in the Orra Relief Council"),
    ("As claimed by relatives, 12 people were killed in Orra.", "relatives"),
    ("The Tallen Front claimed to have killed 12 guards.", "The Tallen Front"),
    ("The group claimed about 12 guards died.", "The group"),
    ("An unconfirmed report said 12 people were killed.", "An unconfirmed report"),
    ("Other reports say 12 guards were killed.", "Other reports"),
    ("Some reports say it was a raid, others that it was a fire; one report says 12 people died.", "one report"),
    ("Twelve people were killed in Orra by one account.", "one account"),
    ("Raid on Orra kills 12: monitor\n\nThe quay was shut.", "monitor"),
    ("Raid on Orra kills 12, says monitor\n\nThe quay was shut.", "monitor"),
    ("Raid on Orra kills 12: state television\n\nThe quay was shut.", "state television"),
    ("Figures from Aro Watch show that 12 people were killed.", "Aro Watch"),
    ("Data compiled by nurses on Monday showed 12 people had been killed.", "nurses"),
    ("Aro Watch's latest figures show 12 people were killed.", "Aro Watch"),
    ("Hospital records put the number of dead at 12.", "Hospital records"),
    ("The first report indicates 12 people were killed.", "The first report"),
    ("While Aro Watch put the toll at 12, the road was open.", "Aro Watch"),
    ("Aro Watch has so far documented 12 deaths.", "Aro Watch"),
    ("The toll is above the 12 dead given by Aro Watch.", "Aro Watch"),
    ("Twelve were killed, Osk state television said, quoting a military source.", "a military source"),
    ("Residents spoke of 12 dead.", "Residents"),
    ("Activists uploaded a video that showed 12 bodies.", "Activists"),
    ("Raid on Orra kills 12 - military sources\n\nThe quay was shut.", "military sources"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "who"), FRAMES, ids=[case[0][:50] for case in FRAMES])
def test_a_figure_is_the_word_of_who_counted_where_no_verb_of_saying_stands(text, who):
    assert sources(text) == [(who, None)]


NO_FRAMES = [
    "Twelve people were shot in Orra by an unknown number of guards.",
    "The flood claimed 12 lives in Orra.",
    "Raid on Orra kills 12: what we know\n\nThe quay was shut.",
    "The mayor's walk from the port shows where 12 people were killed.",
    "The guards were accused of killing 12 people.",
    "In the mayor's street 12 people were killed.",
    "A raid in the hills of Bru raised the guards' toll to 12 dead.",
]


@pytest.mark.parametrize("text", NO_FRAMES)
def test_what_only_looks_like_a_count_names_nobody(text):
    assert sources(text) == [(None, None)]


def test_of_a_list_each_number_is_the_word_of_who_reported_it():
    text = "Officers of the brigade reported 12 guards killed, several wounded, and at least 3 divers missing."
    assert sources(text) == [("Officers of the brigade", None)] * 3


def test_behind_a_semicolon_another_source_counts():
    text = "Aro Watch said 12 people died; the guards put the toll at 20."
    assert sources(text) == [("Aro Watch", None), ("the guards", None)]


CUT = [
    ("According to the clerk there were 12 people killed in Orra.", "the clerk"),
    ("Bru Radio, citing nurses who said 12 people were killed, shut.", "nurses"),
    ("Twelve people were killed, as reported by the mayor on Monday.", "the mayor"),
    ("12 people were killed, according to a driver who saw the raid.", "a driver"),
]


@pytest.mark.parametrize(("text", "who"), CUT)
def test_the_words_for_a_source_hold_no_verb(text, who):
    assert sources(text) == [(who, None)]


DESCRIBED = [
    "Aro Watch, a Bru-based monitoring group, opened.\n\n12 people were killed, a monitoring group said Sunday.",
    "The monitoring group Aro Watch opened.\n\nAt least 12 people were killed, the monitoring group said.",
    "Raid on Orra kills 12: monitor\n\nAro Watch, a war monitor, opened an office.",
    "12 people were killed, the head of the Watch, Ana Roe, told the Courier.",
    "12 people were killed, said Ana Roe, a spokeswoman for the Watch, on Monday.",
    "Ana Roe, the head of the Watch, said 12 people were killed.",
]


@pytest.mark.parametrize("text", DESCRIBED)
def test_a_description_is_the_body_that_the_article_calls_so(text):
    assert {origin for _, origin in sources(text, BODIES)} == {"Aro Watch"}


MINISTRY = [
    "Ministry cuts Orra toll to 12\n\nThe Health Ministry said two names stood twice.",
    "Toll in Orra rises to 12, minister says\n\nThe Health Ministry shut a ward.",
    "The Health Ministry of Osk opened a ward. The ministry said 12 people were killed.",
]


@pytest.mark.parametrize("text", MINISTRY)
def test_the_ministry_is_the_one_that_the_article_names_in_full(text):
    assert {origin for _, origin in sources(text, BODIES)} == {"Osk Health Ministry"}


NOT_MEANT = [
    "12 people were killed, said Ana Roe, a critic of the Watch, on Monday.",
    "Ana Roe, who left the Watch, said 12 people were killed.",
    "Ana Roe, a nurse held by rebels, said 12 people were killed.",
    "The Health Ministry and the Port Ministry met. The ministry said 12 people were killed.",
    "The Health Ministry shut a ward. The Ministry of Works left. 12 people were killed, the ministry said.",
    "Aro Watch, a war monitor, opened. A group said 12 people were killed.",
    "Aro Watch, a war monitor, opened. A port monitor said 12 people were killed.",
]


@pytest.mark.parametrize("text", NOT_MEANT)
def test_a_description_that_may_be_of_another_body_names_none(text):
    assert {origin for _, origin in sources(text, BODIES)} == {None}


def test_it_is_the_body_that_reported_at_the_end_of_the_sentence_before():
    text = "A blast shook Orra on Monday, Osk state television reported. In an alert, it said 12 people were killed."
    assert sources(text, BODIES) == [("it", "Osk state television")]


MENTIONED = [
    "A blast killed 12 clerks and rebel guards at an exchange point in Orra, adding to the strain.",
    "Twelve clerks died with rebel guards at an exchange point.",
    "Twelve rebel fighters were killed on Monday.",
    "Twelve people were killed in the rebel-held town of Orra.",
    "12 rebels were killed on the road where police report thefts.",
]


@pytest.mark.parametrize("text", MENTIONED)
def test_who_is_only_named_is_no_source(text):
    assert {origin for _, origin in sources(text, BODIES)} == {None}


BEHIND = [
    "The road opened again, Aro Watch said, days after a raid killed 12 people.",
    "Aro Watch said on Monday, two weeks after a raid that killed 12 people, that the road was open.",
]


@pytest.mark.parametrize("text", BEHIND)
def test_nobody_gives_word_of_what_a_sentence_only_looks_back_at(text):
    assert sources(text, BODIES) == [(None, None)]


def test_who_speaks_days_after_a_raid_of_its_dead_gives_word_of_them():
    assert sources("Aro Watch said days after the raid that 12 people were killed.", BODIES) == [("Aro Watch",) * 2]


def test_a_number_behind_a_name_is_an_age_only_where_it_counts_nothing():
    text = "By the count of Aro Watch, 12 people were killed."
    assert len(sources(text)) == 1

from datetime import date

import pandas as pd
import pytest
from hostile import FEW
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.claims import count_victims, find_claims
from toolkit.tables import GROUPS, ORIGINS, TOTALS

NOBODY = GROUPS.build([]), ORIGINS.build([])
PEOPLE = GROUPS.build(
    [
        ("all", None, None, "people", ""),
        ("crews", "all", None, "sailors", ""),
        ("guards", "all", None, "harbour guards", ""),
    ]
)
COUNTERS = ORIGINS.build(
    [
        ("Aro Watch", "monitor", None, True, 1, "documented minimum", "Aro Watch", ""),
        ("coast guard", "official", "state", False, None, "own losses", "coast guard", ""),
    ]
)
TOTAL_CASES = [
    ("Three divers were killed. The fire killed two stokers and a cook.", 6, 6, "different people are added"),
    ("Three divers were killed. The three divers were killed in a fire.", 3, 3, "the same people are counted once"),
    ("Three divers were killed. Nine people died.", 9, 9, "people hold those named before"),
    ("Nine people died. Three divers were killed. Two people were killed by smoke.", 9, 9, "before them too"),
    ("Three people died. Three divers and four cooks were killed.", 7, 7, "but not where they are more"),
    ("Aro Watch said two divers died. The guard said three cooks died.", 3, 3, "two sources may count the same people"),
    ("Nine divers, including two cooks, were killed.", 9, 9, "a part is in its total"),
    ("Two divers were killed. The death toll rose to 12.", 12, 12, "a toll holds all"),
    ("Two divers were killed. Another three divers were killed.", 5, 5, "an increment is added"),
    ("A sailor was killed. A sailor was killed in Bru.", 2, 2, "one person without a name is another one"),
    ("Two divers were killed. More than 3 cooks may have been killed.", 2, 2, "what is only possible is left out"),
    ("Two divers were reportedly killed.", 2, 2, "hearsay is what the article says"),
    ("At least two divers and 3 cooks were killed.", 5, None, "a lower end stays one"),
    ("-5 people were killed.", None, None, "no count"),
    ("Six divers were killed. The dead included two cooks.", 6, 6, "some of those before are counted in them"),
    ("The dead included two cooks.", 2, 2, "and count where nobody stands before them"),
    ("As few as 4 and as many as 9 divers were killed.", 4, 9, "the least and the greatest number of one count"),
    ("No divers were killed.", 0, 0, "nobody"),
]


def articles(*texts):
    return pd.DataFrame({"article_id": [f"a{place}" for place in range(1, len(texts) + 1)], "text": list(texts)})


def totals(*texts):
    return count_victims(find_claims(articles(*texts), *NOBODY))


@pytest.mark.parametrize(("text", "low", "high", "why"), TOTAL_CASES, ids=[case[0][:50] for case in TOTAL_CASES])
def test_each_figure_of_an_article_is_added_once(text, low, high, why):
    found = totals(text).astype(object)
    found = found.where(found.notna(), None)
    assert found[["outcome", "low", "high"]].to_numpy().tolist() == [["killed", low, high]], why


def test_a_total_names_the_claims_that_it_adds_and_each_article_has_its_own():
    found = totals("Two divers were killed. Nine people died.", "Two divers were killed and a cook wounded.")
    assert found[["article_id", "outcome", "low"]].to_numpy().tolist() == [
        ["a1", "killed", 9],
        ["a2", "killed", 2],
        ["a2", "injured", 1],
    ]
    assert found["rests_on"].str.count(";").tolist() == [0, 0, 0]


def test_no_claims_give_no_totals_of_the_same_types():
    assert totals("Nobody sang.").dtypes.to_dict() == TOTALS.build([]).dtypes.to_dict()


def claims(text):
    return find_claims(articles(text), PEOPLE, COUNTERS)


def test_who_blames_deaths_on_somebody_gives_word_of_them():
    row = claims("Coast guard officials blamed the deaths of dozens of sailors on the ferry's owner.").iloc[0]
    assert (row["attribution"], row["attributed_to"], row["origin"]) == (
        "explicit",
        "Coast guard officials",
        "coast guard",
    )


def test_who_publishes_a_video_gives_word_of_what_it_and_the_next_one_show():
    found = claims(
        "Aro Watch published videos on Friday showing dozens of bodies on the quay. "
        "In another video, men forced three sailors to kneel before shooting them."
    )
    assert found["attribution"].tolist() == ["explicit", "explicit"]
    assert found["origin"].tolist() == ["Aro Watch", "Aro Watch"]
    assert found["via"].tolist() == ["videos", "video"]


def test_another_video_in_a_paragraph_of_its_own_has_no_source():
    found = claims(
        "Aro Watch published videos showing dozens of bodies.\n\nIn another video, men forced three sailors to kneel "
        "before shooting them."
    )
    assert found["attribution"].tolist() == ["explicit", "none"]


def test_victims_whom_nothing_names_are_those_who_were_attacked():
    row = claims("The smugglers ambushed harbour guards near Bru, killing dozens.").iloc[0]
    assert (row["group"], row["perpetrator"]) == ("guards", "The smugglers")
    assert pd.isna(row["victims"])


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The harbour guards arrested a smuggler.", "The harbour guards"),
        ("Two sailors were killed in Bru by men loyal to the smuggler.", "men loyal to the smuggler"),
        ("The murder of two sailors by masked gunmen shocked Bru.", "masked gunmen"),
        ("Officials said that guards killed two sailors.", "guards"),
        ("A fire killed two sailors.", None),
        ("Residents accused masked gunmen of killing two sailors.", "masked gunmen"),
        ("The mayor accuses the navy of Orra of killing two sailors.", "the navy of Orra"),
        ("The mayor accused the Courier of hiding that two sailors were killed.", None),
        ("The navy of Orra killed two sailors.", "The navy of Orra"),
        ("Two sailors were killed by the air force in Bru.", "the air force"),
        ("The village school killed its lights and two sailors were killed.", None),
    ],
)
def test_the_perpetrator_is_who_the_words_make_the_doer(text, who):
    row = claims(text).iloc[0]
    assert (row["perpetrator"] if who else row.isna()["perpetrator"]) == (who or True)


def test_kin_that_a_list_names_are_counted_and_are_nobody_s_group_but_all():
    row = claims("An engineer said her mother and siblings had been killed.").iloc[0]
    assert (row["low"], row["basis"], row["group"]) == (3, "at_least", "all")
    assert pd.isna(row["high"])


def test_a_person_in_a_headline_is_named_in_full():
    row = claims("Senior harbour guard killed in Bru\n\nShips stayed away.").iloc[0]
    assert (row["text"], row["victims"], row["position"]) == (
        "Senior harbour guard",
        "Senior harbour guard",
        "headline",
    )


def test_hearsay_and_what_is_only_possible_are_kept_as_the_word_that_says_so():
    found = claims("Two sailors were reportedly killed and 5 sailors could be wounded.")
    assert found["modality"].tolist() == ["reportedly", "could"]


def test_a_figure_that_is_denied_is_told_with_the_verb_that_denies_it():
    denied = ["The ministry denied that 300 people had died.", "Guards rejected claims that 55 divers were killed."]
    assert [claims(text)["modality"].tolist() for text in denied] == [["denied"], ["rejected"]]


def test_a_denial_reaches_no_figure_of_another_clause():
    assert claims("The ministry denied it, and 12 people were killed.")["modality"].isna().all()
    assert claims("The guard denied any fault; 12 people were killed.")["modality"].isna().all()


def test_a_word_that_says_who_they_are_makes_no_figure_less_than_asserted():
    assert claims("Guards killed two presumed smugglers.")["modality"].isna().all()


def test_to_is_an_aim_before_a_verb_only():
    found = claims(
        "They planned to kill two sailors. Two guards were beaten to death. A raid led to the arrest of a cook."
    )
    assert found["modality"].fillna("").tolist() == ["planned to", "", ""]


def test_who_fled_a_place_was_there():
    assert claims("Hundreds of sailors fled Aro, Bru and Port Cel on Monday.")["place"].tolist() == [
        "Aro, Bru and Port Cel"
    ]


PIECES = ["12 divers", "a sailor", "nine people", "at least 3 cooks", "-4 cooks", "her sons", "including", "another"]
PIECES += ["and", "were killed", "may have been killed", "the death toll rose to", ".", ",", "up to 5 guards"]


@settings(max_examples=FEW)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join))
def test_a_total_rests_on_claims_of_its_article_and_its_ends_are_the_right_way_round(text):
    found = claims(text)
    for row in count_victims(found).itertuples():
        assert set(filter(None, row.rests_on.split("; "))) <= set(found["claim_id"])
        assert pd.isna(row.low) or pd.isna(row.high) or row.low <= row.high


JOINT = [
    ("The Aro Watch and the Coast Guard said two divers died.", "Aro Watch", "coast guard"),
    ("An Aro Watch source cited by the coast guard said two divers died.", "Aro Watch", None),
]


@pytest.mark.parametrize(("text", "origin", "beside"), JOINT)
def test_of_several_sources_each_is_kept(text, origin, beside):
    articles = pd.DataFrame({"article_id": ["a1"], "text": [text]})
    (claim,) = find_claims(articles, PEOPLE, COUNTERS).to_dict("records")
    assert claim["origin"] == origin
    assert (None if pd.isna(claim["beside"]) else claim["beside"]) == beside


def test_a_source_that_is_called_by_a_pronoun_or_a_description_is_known_by_whom_it_stands_for():
    text = "The Aro Watch said the road was shut. The monitor said two divers died. It said that three cooks died."
    assert claims(text)["attributed_to"].tolist() == ["The monitor", "It"]
    assert claims(text)["origin"].tolist() == ["Aro Watch", "Aro Watch"]


def read_as(text):
    """Give whom each claim of a text names, with its least number and the rule that counts it."""
    rows = claims(text).itertuples()
    return [(row.victims, row.low, row.rule.rsplit(": ", 1)[-1]) for row in rows]


ONE_PERSON = [
    ("The driver was killed.", [("driver", 1, "definite")]),
    ("Raiders fired at a boat, killing the mayor of Aro.", [("mayor of Aro", 1, "definite")]),
    ("The boy died of his wounds.", [("boy", 1, "definite")]),
    ("The commander and two cooks were killed.", [("commander", 1, "definite"), ("cooks", 2, "words")]),
    ("The death of the pilot in Bru shook everybody.", [("pilot", 1, "definite")]),
    ("The crew fled after the captain was killed.", [("captain", 1, "definite")]),
    ("The diver's wife was killed.", [("diver's wife", 1, "definite")]),
    (
        "The driver of a van and his helper were killed.",
        [("driver of a van", 1, "definite"), ("helper", 1, "singular")],
    ),
    ("Her husband Ben Roe was killed.", [("husband Ben Roe", 1, "singular")]),
]


@pytest.mark.parametrize(("text", "found"), ONE_PERSON)
def test_one_person_with_the_is_a_victim(text, found):
    assert read_as(text) == found


NO_FURTHER_PERSON = [
    ("The guard was killed off by cuts.", [], "may be a body"),
    ("The youth were killed.", [], "the verb says that they are many"),
    ("The boats of the captain were wounded pride.", [], "belongs to another word"),
    ("The lights near the captain died.", [], "belongs to another word"),
    ("Officers guarding the mayor were killed.", [], "belongs to another word"),
    ("Roe is the third sailor killed in Aro.", [], "says who somebody is"),
    ("The blast killed two divers, the mayor said.", [("divers", 2, "words")], "has a verb of its own"),
    ("The blast killed two divers and the mayor denied it.", [("divers", 2, "words")], "has a verb of its own"),
    ("A cook, the owner of the boat, was killed.", [("cook", 1, "singular")], "says who somebody is"),
    ("The civilian deaths rose.", [], "says of what kind they are"),
    ("The gunman fled.", [], "one who flees is not displaced"),
]


@pytest.mark.parametrize(("text", "found", "why"), NO_FURTHER_PERSON)
def test_a_noun_with_the_that_is_nobody_or_somebody_counted_already_is_no_victim(text, found, why):
    assert read_as(text) == found, why


NAMED = [
    ("Ana Roe, 44, was wounded.", [("Ana Roe", 1, "name")]),
    ("Ana Roe, 44, and Ben Lee, 30, were killed.", [("Ana Roe", 1, "name"), ("Ben Lee", 1, "name")]),
    ("The blast killed Ana Roe, 44.", [("Ana Roe", 1, "name")]),
    ("Raiders shot and killed Mayor Roe.", [("Mayor Roe", 1, "name")]),
    ("The driver Ana Roe was killed.", [("driver Ana Roe", 1, "name")]),
    ("Raiders killed Ana Roe and Ben Lee in Aro.", [("Ana Roe", 1, "name alone"), ("Ben Lee", 1, "name alone")]),
    ("Ana Roe, a teacher, was killed.", [("Ana Roe", 1, "name alone")]),
]


@pytest.mark.parametrize(("text", "found"), NAMED)
def test_a_name_with_a_title_or_an_age_or_in_full_is_one_victim(text, found):
    assert read_as(text) == found


NO_NAME = [
    ("The storm killed Roe's hopes.", [], "a name that owns something"),
    ("The raid killed Aro Army plans.", [], "the name of a body"),
    ("Raiders wounded Aro League.", [], "the name of a body"),
    ("Ana Roe was detained.", [], "without a title or an age only the dead"),
    ("The Aro Roe was killed.", [], "persons take no article"),
    ("The teacher, Ana Roe, was killed.", [("teacher", 1, "definite")], "counted by the word before"),
    ("The blast killed two men, Ana Roe and Ben Lee.", [("men", 2, "words")], "counted by the words before"),
    ("The radio of Ana Roe died.", [], "belongs to another word"),
    ("12 sailors and Bru Ano were killed.", [("sailors", 12, "digits")], "perhaps a body"),
    ("Mayor Ana Roe killed plans for a harbour.", [], "she did it"),
    ("Blast Kills Small Plans\n\nThe harbour was shut.", [], "a headline has capitals of its own"),
]


@pytest.mark.parametrize(("text", "found", "why"), NO_NAME)
def test_capitals_that_name_no_person_or_one_counted_already_are_no_victim(text, found, why):
    assert [(who, low, rule) for who, low, rule in read_as(text) if rule.startswith("name")] == [
        (who, low, rule) for who, low, rule in found if rule.startswith("name")
    ], why
    assert len(read_as(text)) == len(found), why


SAME_PERSON = [
    ("A sailor was killed. The sailor was killed on Monday.", 1, "the noun again"),
    ("Two sailors were killed. The sailor died at sea.", 2, "one of those counted"),
    ("A cook was killed. The woman died of her wounds.", 1, "a word for anybody"),
    ("A cook was killed. The captain died of her wounds.", 2, "another noun"),
    ("Driver Ana Roe was killed. The driver died at sea.", 1, "the title again"),
    ("A cook was killed. Ana Roe, 44, died at sea.", 1, "the name of one counted"),
    ("A cook and Ana Roe were killed.", 2, "members of a list"),
    ("A cook was killed. Ana Roe, 44, died. Ben Lee, 30, died.", 2, "one more name than people"),
    ("Mayor Ana Roe was killed. Ana Roe died at sea.", 1, "the name without its title"),
    ("Ana Roe, 44, was killed. Ben Roe, 40, was killed.", 2, "two names of one family"),
]


@pytest.mark.parametrize(("text", "low", "why"), SAME_PERSON)
def test_a_person_named_again_is_counted_once(text, low, why):
    assert count_victims(claims(text))["low"].tolist() == [low], why


def test_who_was_beaten_to_death_was_killed_and_who_was_sentenced_to_it_was_not():
    assert claims("Smugglers beat two sailors to death.")["outcome"].tolist() == ["killed"]
    assert claims("Two sailors were sentenced to death. A court sentenced two cooks to death.").empty


def test_an_article_before_the_doer_is_printed_with_it():
    found = claims("A soldier killed two divers. Three cooks were shot dead by a guard.")
    assert found["perpetrator"].tolist() == ["A soldier", "a guard"]


def test_what_somebody_managed_to_do_was_done_and_what_somebody_tried_to_do_was_perhaps_not():
    done = [
        "Raiders managed to kill 12 guards.",
        "Guards were able to kill 12 raiders.",
        "They went on to kill two cooks.",
    ]
    assert [claims(text)["modality"].isna().all() for text in done] == [True, True, True]
    tried = ["Raiders tried to kill 12 guards.", "Raiders never managed to kill 12 guards."]
    assert [claims(text)["modality"].tolist() for text in tried] == [["tried to"], ["never managed to"]]


def test_a_denial_in_the_next_sentence_is_the_caveat_of_what_it_takes_up():
    said = "Raiders said 12 guards were killed. "
    denials = ["Officials denied that.", "The guard denied the report.", "The ministry rejected the death toll."]
    assert [claims(said + denial)["caveat"].tolist() for denial in denials] == [[denial] for denial in denials]


def test_a_denial_of_something_else_or_of_another_paragraph_is_no_caveat():
    said = "Raiders said 12 guards were killed. "
    others = ["Officials denied that they had fired.", "The mayor denied bail.", "It rained.\n\nOfficials denied that."]
    assert [claims(said + other)["caveat"].isna().all() for other in others] == [True, True, True]


OF_NOBODY = [
    "Raiders did not kill 12 sailors.",
    "Raiders didn't kill 12 sailors.",
    "Raiders never killed 12 sailors.",
    "Raiders left without killing 12 sailors.",
    "None of the 40 sailors was killed.",
    "Neither of the two guards died.",
    "Not all of the 40 sailors were killed.",
    "12 sailors weren't killed.",
    "The storm did not cause the death of 12 sailors.",
    "None of the 40 sailors, including 12 guards, was killed.",
]


@pytest.mark.parametrize("text", OF_NOBODY)
def test_what_did_not_happen_is_no_claim(text):
    assert claims(text).empty


def test_a_denial_of_another_figure_or_of_the_least_number_leaves_a_claim():
    left = [
        "Raiders not only killed 12 sailors.",
        "No fewer than 12 sailors were killed.",
        "None of the 40 guards was hurt, but 12 sailors were killed.",
        "Raiders did not say who killed 12 sailors.",
    ]
    assert [claims(text)["low"].tolist() for text in left] == [[12]] * 4


NOT_ASSERTED = [
    ("Raiders denied they killed 12 sailors.", "denied"),
    ("Raiders denied it killed 12 sailors.", "denied"),
    ("It is not true that 300 sailors were killed.", "not true"),
    ("There is no evidence that 12 sailors were killed.", "no evidence"),
    ("Officials falsely claimed that 12 sailors were killed.", "falsely claimed"),
    ("The claim that 300 sailors were killed is false.", "false"),
    ("Reports that 12 sailors were killed turned out to be untrue.", "untrue"),
    ("If 12 sailors were killed, the mayor must go.", "If"),
    ("The mayor asked whether raiders killed 12 sailors.", "whether"),
    ("Were 12 sailors killed?", "?"),
    ("40 sailors were killed or missing.", "or missing"),
    ("40 sailors were killed, wounded or detained.", "or detained"),
]


@pytest.mark.parametrize(("text", "word"), NOT_ASSERTED)
def test_what_is_denied_asked_or_of_one_fate_or_another_is_told_with_the_words_that_say_so(text, word):
    assert claims(text)["modality"].tolist() == [word]


RESERVES = [
    ("12 sailors may have been killed.", "possible"),
    ("12 sailors were killed or captured.", "possible"),
    ("Police denied that 12 sailors were killed.", "denied"),
    ("Were 12 sailors killed?", "asked"),
    ("12 sailors are feared dead.", "feared"),
    ("Raiders planned to kill 12 sailors.", "intended"),
    ("Raiders allegedly killed 12 sailors.", "hearsay"),
    ("Raiders killed 12 sailors.", None),
]


@pytest.mark.parametrize(("text", "force"), RESERVES)
def test_a_figure_says_how_it_is_less_than_asserted(text, force):
    (found,) = claims(text)["reserve"].astype(object)
    assert found == force if force else pd.isna(found)


def test_what_others_say_is_added_up_and_what_is_possible_is_not():
    found = count_victims(claims("Raiders supposedly killed 12 sailors. Two guards may have been killed."))
    assert found[["low", "high"]].to_numpy().tolist() == [[12, 12]]


ASSERTED = [
    "Raiders denied it after 12 sailors were killed.",
    "Why were 12 sailors killed?",
    "The mayor did not deny that 12 sailors were killed.",
    "12 sailors were killed, but was it a raid?",
    "If it rains, the road is shut; 12 sailors were killed.",
    "Raiders killed or wounded 12 sailors.",
    "Two sailors were detained or arrested.",
    "The false report was withdrawn and 12 sailors were killed.",
]


@pytest.mark.parametrize("text", ASSERTED)
def test_a_denial_a_condition_or_a_question_of_something_else_leaves_a_figure_asserted(text):
    assert claims(text)["modality"].isna().tolist() == [True]


FATES = GROUPS.build(
    [
        ("all", None, None, "people", ""),
        ("civilians", "all", None, "civilians", ""),
        ("civilians", "all", None, "civilian", ""),
        ("children", "civilians", None, "children", ""),
        ("women", "civilians", None, "women", ""),
        ("guards", "all", "civilians", "guards", ""),
        ("raiders", "all", "civilians", "raiders", ""),
        ("raiders", "all", "civilians", "raider", ""),
        ("harbour forces", "all", "civilians", "guards and fellow sailors", ""),
    ]
)


def told(text):
    """Give the number, the outcome and the group of each claim."""
    rows = find_claims(articles(text), FATES, COUNTERS).astype(object)
    rows = rows.where(rows.notna(), None)
    return list(rows[["low", "outcome", "group"]].itertuples(index=False, name=None))


READ = [
    ("A boy of 12 was killed.", [(1, "killed", None)], "an age"),
    ("A boy aged 12 was killed.", [(1, "killed", None)], "an age"),
    ("Two boys aged 12 and 14 were killed.", [(2, "killed", None)], "two ages"),
    ("A crew of 12 was killed.", [(12, "killed", "all")], "the size of a crew"),
    ("12 of the 40 people wounded in a blast died.", [(12, "killed", "all")], "the last verb"),
    (
        "40 guards were wounded and 12 of them died.",
        [(40, "injured", "guards"), (12, "killed", "guards")],
        "a verb of its own",
    ),
    ("12 hostages were later freed. Raiders freed 14 hostages.", [], "captives no more"),
    ("Raiders took 12 hostages.", [(12, "detained", "all")], "captives"),
    ("The number of guards killed has reached 40.", [(40, "killed", "guards")], "the noun before the verb"),
    ("The civilian death toll rose to 800.", [(800, "killed", "civilians")], "the word before the toll"),
    ("The death toll among guards rose to 40.", [(40, "killed", "guards")], "the noun after the toll"),
    ("The toll in raider camps rose to 40.", [(40, "killed", "all")], "camps of raiders are a place"),
    ("12 relatives of guards were killed.", [(12, "killed", "all")], "relatives are not guards"),
    ("12 raider supporters were killed.", [(12, "killed", "all")], "supporters are not raiders"),
    ("12 children of guards were killed.", [(12, "killed", "children")], "the first noun"),
    ("12 members of the harbour guards were killed.", [(12, "killed", "guards")], "members are"),
    ("120 women and children were killed.", [(120, "killed", "civilians")], "the group that holds both"),
    ("12 guards and children were killed.", [(12, "killed", "all")], "no smaller group holds both"),
    ("12 guards and sailors were killed.", [(12, "killed", "all")], "the study has no group for sailors"),
    ("12 guards and fellow sailors were killed.", [(12, "killed", "harbour forces")], "the study has it as one group"),
    ("At least 40 civilians, mostly women and children, were killed.", [(40, "killed", "civilians")], "all of them"),
    ("12 people lost their lives.", [(12, "killed", "all")], "they were killed"),
    ("Dead: 12", [(12, "killed", "all")], "a table in words"),
    (
        "12 guards were killed in Aro and 14 in Bru.",
        [(12, "killed", "guards"), (14, "killed", "guards")],
        "the same fate",
    ),
    ("12 people were killed out of a total of 100.", [(12, "killed", "all")], "no total of the killed"),
]


@pytest.mark.parametrize(("text", "found", "why"), READ)
def test_a_number_is_of_whom_and_of_what_befell_them_as_the_words_say(text, found, why):
    assert told(text) == found, why


def test_all_members_of_a_list_are_the_victims_as_printed():
    rows = find_claims(articles("Dozens of women, children and elderly people were killed."), FATES, COUNTERS)
    assert rows[["victims", "group"]].to_numpy().tolist() == [["women, children and elderly people", "all"]]


def test_who_is_called_a_civilian_by_somebody_only_has_that_word_as_status():
    row = find_claims(articles("12 alleged civilians were killed."), FATES, COUNTERS).iloc[0]
    assert (row["group"], row["status"]) == ("civilians", "alleged")


def test_a_place_after_a_second_figure_is_its_own():
    assert claims("12 sailors were killed in Aro and 14 in Bru.")["place"].tolist() == ["Aro", "Bru"]


def test_another_thirty_add_to_a_figure_of_the_same_fate_only():
    found = claims("12 sailors were killed and another 30 wounded. 12 sailors and another 30 guards were killed.")
    assert found["increment"].tolist() == [False, False, False, True]


def test_a_toll_that_exceeds_a_number_is_more_than_it_and_could_exceed_it_is_possible_only():
    found = claims("The toll exceeded 1,000. The toll could exceed 2,000.")
    assert found["low"].tolist() == [1001, 2001]
    assert found["modality"].fillna("").tolist() == ["", "could"]


def test_parts_are_tied_to_their_whole_wherever_the_words_stand_that_say_so():
    before = claims("40 people including 12 cooks and 8 guards were killed.")
    assert before["joined_by"].fillna("").tolist() == ["", "including", "including"]
    behind = claims("The fire killed 40 people, 12 cooks and 8 guards among them.")
    assert behind["joined_by"].fillna("").tolist() == ["", "among them", "among them"]
    assert count_victims(behind)["low"].tolist() == [40]


def test_figures_before_their_sum_and_after_a_colon_are_tied_to_it():
    summed = claims("12 guards and 14 sailors were killed, for a total of 26.")
    assert summed["joined_by"].dropna().tolist() == ["for a total of"] * 2
    listed = claims("100 people were killed: 60 sailors and 40 guards.")
    assert listed["joined_by"].dropna().tolist() == [":", ":"]
    assert listed["joined_to"].dropna().tolist() == [0, 0]


def sources(text):
    """Give, for each claim, who gives word of it as printed, the study's origin, and through whom it came."""
    rows = claims(text).astype(object)
    rows = rows.where(rows.notna(), None)
    return list(rows[["attributed_to", "origin", "via"]].itertuples(index=False, name=None))


CHAINS = [
    ("The Courier, citing Aro Watch, said 40 sailors died.", ("Aro Watch", "Aro Watch", "The Courier")),
    ("ANP reported, citing Aro Watch, that 40 sailors died.", ("Aro Watch", "Aro Watch", "ANP")),
    ("40 sailors were killed, ANP said, citing Aro Watch.", ("Aro Watch", "Aro Watch", "ANP")),
    ("Aro Watch, citing residents, said 12 sailors died.", ("residents", None, "Aro Watch")),
    ("Aro Watch said 12 sailors died, citing the storm.", ("Aro Watch", "Aro Watch", None)),
    ("Guards shut the road, citing the deaths of 12 sailors.", (None, None, None)),
    ("Aro Watch counted 12 dead.", ("Aro Watch", "Aro Watch", None)),
    ("Aro Watch, which has nine offices, put the number of dead at 12.", ("Aro Watch", "Aro Watch", None)),
    ("Aro Watch, which lost a boat, left, and 12 sailors died, police said.", ("police", None, None)),
    ("On Friday, Aro Watch documented 12 sailors killed.", ("Aro Watch", "Aro Watch", None)),
    ("The coast guard has recorded the deaths of 12 sailors.", ("The coast guard", "coast guard", None)),
    ("The province recorded 12 deaths.", (None, None, None)),
    ("The toll was later revised to 340.", (None, None, None)),
    ("Coast guard officials told ANP at least 200 died.", ("Coast guard officials", "coast guard", "ANP")),
    ("Coast guard officials told reporters 12 sailors died.", ("Coast guard officials", "coast guard", None)),
]


@pytest.mark.parametrize(("text", "source"), CHAINS)
def test_a_figure_is_the_word_of_who_counted_by_way_of_who_passed_it_on(text, source):
    assert sources(text) == [source]


@pytest.mark.parametrize("between", [" ", "\n\n"])
def test_what_it_later_revised_is_the_word_of_the_source_before_and_stands_in_for_its_figure(between):
    text = f"Aro Watch said 300 sailors were killed.{between}It later revised the toll to 340 sailors killed."
    assert claims(text)["origin"].tolist() == ["Aro Watch", "Aro Watch"]
    assert claims(text)[["joined_by", "joined_to"]].to_numpy().tolist()[1] == ["revised", text.index("300")]


NOT_SO = [
    ("Killed: 12, wounded: 30.", [(12, "killed", "all"), (30, "injured", "all")], "two lines of a table"),
    ("12 hostages were killed and 30 freed.", [(12, "killed", "all")], "captives who were killed"),
    ("Raiders took 12 hostages and killed 5 guards.", [(12, "detained", "all"), (5, "killed", "guards")], "two fates"),
    ("Raiders freed 12 hostages and killed 5 guards.", [(5, "killed", "guards")], "captives no more"),
    ("Of the 40 guards, 12 were killed.", [(12, "killed", "all")], "the first number is of all"),
    ("Friends of 12 guards were killed.", [], "the guards were not"),
    ("The toll among guards and raiders rose to 40.", [(40, "killed", "all")], "both groups"),
    (
        "Three boys, a girl of 12 and a boy of 14 were killed.",
        [(3, "killed", None), (1, "killed", None), (1, "killed", None)],
        "ages in a list",
    ),
    (
        "12 guards were killed in Aro, 14 in Bru and 3 in Cel.",
        [(12, "killed", "guards"), (14, "killed", "guards"), (3, "killed", "guards")],
        "three places",
    ),
]


@pytest.mark.parametrize(("text", "found", "why"), NOT_SO)
def test_a_number_beside_another_keeps_its_own_fate_and_people(text, found, why):
    assert told(text) == found, why


def test_a_denial_ends_where_somebody_says_something_else():
    found = claims("The guard denied reports that it killed 12 sailors and said 5 raiders were killed.")
    assert found["modality"].fillna("").tolist() == ["denied", ""]


def test_what_holds_if_confirmed_and_a_fate_that_no_word_is_known_for_are_not_asserted():
    assert claims("If confirmed, the deaths of 12 sailors are a record.")["modality"].tolist() == ["If confirmed"]
    assert claims("12 sailors were killed or captured.")["modality"].tolist() == ["or captured"]


def test_whose_friends_somebody_is_may_be_the_victim_of_a_clause_of_its_own():
    assert told("Friends of a man who was killed prayed.") == [(1, "killed", None)]
    assert told("Friends of 12 guards killed in Aro prayed.") == [(12, "killed", "guards")]


def test_a_question_behind_brackets_is_read_from_its_first_word():
    asked = ["[Reporter] Who are the further nine people killed?", "[Reporter] Were 15 people killed?"]
    assert [claims(text)["modality"].fillna("").tolist() for text in asked] == [[""], ["?"]]


def test_a_count_since_something_began_in_a_year_runs_to_the_end_of_the_article():
    printed = articles("12 sailors have died since the strike began in 2011, and 5 guards died in 2012.")
    dated = printed.assign(published_from=pd.Timestamp("2031-05-10"), published_to=pd.Timestamp("2031-05-11"))
    found = find_claims(dated, PEOPLE, COUNTERS)
    assert found["earliest"].dt.strftime("%Y-%m-%d").tolist() == ["2011-01-01", "2012-01-01"]
    assert found["latest"].dt.strftime("%Y-%m-%d").tolist() == ["2031-05-11", "2012-12-31"]


@pytest.mark.parametrize("day", ["0755-03-04", "1572-08-24", "1755-11-01", "2300-01-31", "9999-12-31"])
def test_a_day_of_any_year_is_a_day(day):
    number, month, year = f"{pd.Timestamp(day):%d %B %Y}".split()
    early = f"On {number} {month} {year.zfill(4)} about 3,000 people were killed."
    dated = find_claims(articles(early, "12 people were killed on 8 March 2011."), PEOPLE, COUNTERS)
    assert dated["earliest"].dt.strftime("%Y-%m-%d").tolist() == [day, "2011-03-08"]
    printed = articles("12 people were killed on Monday.").assign(published_from=[date.fromisoformat(day)])
    found = find_claims(printed.assign(published_to=printed["published_from"]), PEOPLE, COUNTERS).iloc[0]
    assert pd.Timedelta(days=0) <= pd.Timestamp(day) - found["earliest"] < pd.Timedelta(days=7)


def test_a_count_of_nobody_is_marked():
    assert claims("0 divers were killed.")[["low", "high", "rule"]].values.tolist() == [
        [0, 0, "nobody, passive: digits"]
    ]


def test_no_join_comes_back_to_its_own_figure():
    found = claims(
        "An initial report spoke of 15 people killed. An initial report on the raid spoke of two people killed."
    )
    tied = found.set_index("start")["joined_to"].dropna().astype(int).to_dict()
    for start in tied:
        seen, at = set(), start
        while at in tied:
            assert at not in seen, f"{start} leads back to itself"
            seen.add(at)
            at = tied[at]


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("Raiders opened fire and killed two sailors.", "Raiders"),
        ("Raiders stopped a bus in Aro, Bru, and killed two sailors.", "Raiders"),
        ("A mine killed two raiders and sailors killed two guards.", "sailors"),
        ("About 40 raiders killed two sailors.", "About 40 raiders"),
        ("Raiders killed five suspected smugglers and wounded six sailors.", "Raiders"),
    ],
)
def test_who_did_it_is_the_subject_that_joined_verbs_share(text, doer):
    assert claims(text)["perpetrator"].tolist()[-1] == doer

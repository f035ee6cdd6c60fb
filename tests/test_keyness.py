"""Distinctive words: the formula by hand, and the null that shuffled articles give."""

from math import log, sqrt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit import compare_words, find_words
from toolkit.errors import TableError
from toolkit.framing.keyness import log_odds
from toolkit.tables import KEYNESS

SEA = "The sea rose over the town. The sea fell. The sea froze in the night."
MAYOR = "The mayor spoke. The mayor left the town. The mayor slept in the night."


def articles(*texts, accounts=None):
    accounts = accounts or [f"Paper {place}" for place in range(len(texts))]
    ids = [f"a{place}" for place in range(len(texts))]
    return pd.DataFrame({"article_id": ids, "account": accounts, "text": texts})


def test_the_log_odds_are_those_that_one_computes_by_hand():
    # ferry: 6 of 10 words here, 2 of 20 there, 1 of 4 in the prior. ln(7 / (10 + 4 - 7)) - ln(3 / (20 + 4 - 3))
    odds = log_odds(np.array([6.0, 4.0]), np.array([2.0, 18.0]), np.array([1.0, 3.0]))
    assert odds.difference[0] == pytest.approx(log(7 / 7) - log(3 / 21), abs=1e-12)
    assert odds.error[0] == pytest.approx(sqrt(1 / 7 + 1 / 7 + 1 / 3 + 1 / 21), abs=1e-12)
    assert odds.z[0] == pytest.approx(log(7) / sqrt(2 / 3), abs=1e-12)


def test_the_short_variance_has_two_terms():
    odds = log_odds(np.array([6.0, 4.0]), np.array([2.0, 18.0]), np.array([1.0, 3.0]), full_variance=False)
    assert odds.error[0] == pytest.approx(sqrt(1 / 7 + 1 / 3), abs=1e-12)


def test_a_word_of_one_side_only_mirrors_one_of_the_other():
    odds = log_odds(np.array([5.0, 0.0, 20.0]), np.array([0.0, 5.0, 20.0]), np.array([0.5, 0.5, 0.5]))
    assert odds.z[0] == pytest.approx(-odds.z[1], abs=1e-12)
    assert odds.z[2] == pytest.approx(0, abs=1e-12)


def test_counts_and_rates_stand_beside_each_score():
    words = compare_words(articles(SEA, MAYOR)).set_index(["group", "word"])
    row = words.loc[("Paper 0", "sea")]
    assert (row["count"], row["count_against"]) == (3, 0)
    assert (row["rate"], row["rate_against"]) == (pytest.approx(1000 * 3 / 15), 0)
    assert row["low"] < row["log_odds"] < row["high"]


def test_five_accounts_of_one_article_let_no_word_pass():
    texts = [f"{name} came. {name} saw it. {name} left {name}." for name in ("Ana", "Bo", "Cy", "Dee", "Eve")]
    words = compare_words(articles(*texts))
    assert words["p"].min() >= 0.2


def test_a_word_that_ten_articles_share_passes():
    texts = [f"{SEA} {n}" for n in range(10)] + [f"{MAYOR} {n}" for n in range(10)]
    words = compare_words(articles(*texts, accounts=["One"] * 10 + ["Two"] * 10), shuffles=200)
    best = words[words["group"] == "One"].iloc[0]
    assert best["word"] == "sea"
    assert best["p"] < 0.05


def test_a_seed_gives_the_same_dealings_and_another_may_not():
    texts = [SEA, MAYOR, f"{SEA} {MAYOR}"] * 5
    frame = articles(*texts, accounts=["One", "Two", "Two"] * 5)
    first, again, other = (compare_words(frame, shuffles=50, seed=seed)["p"].tolist() for seed in (1, 1, 2))
    assert first == again
    assert first != other


def test_the_group_to_compare_with_is_the_users_choice():
    words = compare_words(articles(SEA, MAYOR, SEA), against="Paper 1")
    assert set(words["group"]) == {"Paper 0", "Paper 2"}
    assert set(words["against"]) == {"Paper 1"}


def test_the_accounts_own_voice_leaves_quotations_out():
    texts = ['Mayor Ina Vell said: "The ferry, the ferry, the ferry burned."', "The ferry left. The ferry sank."]
    own = compare_words(articles(*texts), voice="own", least=1)
    every = compare_words(articles(*texts), least=1)
    counts = [table.set_index(["group", "word"])["count"].get(("Paper 0", "ferry")) for table in (own, every)]
    assert counts == [0, 3]


@pytest.mark.parametrize("texts", [(), (SEA,), (SEA, ""), ("12 34", "56")])
def test_where_nothing_can_be_compared_there_are_no_rows(texts):
    assert compare_words(articles(*texts)).equals(KEYNESS.build([]))


def test_articles_without_a_group_are_left_out():
    words = compare_words(articles(SEA, MAYOR, SEA, accounts=["One", "Two", None]))
    assert set(words["group"]) == {"One", "Two"}


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        ({"by": "paper"}, 'no column "paper"'),
        ({"against": "Paper 9"}, 'no account "Paper 9"'),
        ({"prior": 0}, "prior: expected a number of words from 1e-09 to 1e\\+09, found 0"),
        ({"least": 0}, "least: expected a whole number, 1 or more, found 0"),
        ({"voice": "mine"}, 'voice "mine"'),
    ],
)
def test_a_wrong_option_is_refused_in_words(options, fault):
    with pytest.raises(TableError, match=fault):
        compare_words(articles(SEA, MAYOR), **options)


@settings(deadline=None)
@given(st.lists(st.sampled_from([SEA, MAYOR, "", "Two died."]), max_size=6))
def test_rows_have_their_types_and_p_is_a_share(texts):
    words = compare_words(articles(*texts), shuffles=20)
    assert words.dtypes.equals(KEYNESS.build([]).dtypes)
    assert words["p"].dropna().between(0, 1, inclusive="right").all()
    assert words["keyness_id"].is_unique


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        ({"prior": float("inf")}, "prior: expected a number of words from 1e-09 to 1e+09, found inf"),
        ({"prior": float("nan")}, "prior: expected a number of words from 1e-09 to 1e+09, found nan"),
        ({"prior": 1e300}, "prior: expected a number of words from 1e-09 to 1e+09, found 1e+300"),
        ({"by": ["account"]}, "no column \"['account']\"; the articles have article_id, account, text"),
        ({"prior": "500"}, "prior: expected a number of words from 1e-09 to 1e+09, found '500'"),
        ({"least": float("nan")}, "least: expected a whole number, 1 or more, found nan"),
        ({"least": 2.5}, "least: expected a whole number, 1 or more, found 2.5"),
        ({"least": True}, "least: expected a whole number, 1 or more, found True"),
        ({"shuffles": 1.5}, "shuffles: expected a whole number, 0 or more, found 1.5"),
        ({"shuffles": None}, "shuffles: expected a whole number, 0 or more, found None"),
        ({"seed": -1}, "seed: expected a whole number, 0 or more, found -1"),
        ({"full_variance": "no"}, "full_variance: expected True or False, found 'no'"),
        ({"against": None}, 'no account "None"; name one of them, or "rest"'),
    ],
)
def test_every_option_says_what_was_expected_and_what_was_found(options, fault):
    with pytest.raises(TableError) as caught:
        compare_words(articles(SEA, MAYOR), **options)
    assert caught.value.faults == (f"compare_words: {fault}",)


def test_all_options_that_are_out_of_range_are_told_at_once():
    with pytest.raises(TableError) as caught:
        compare_words(articles(SEA, MAYOR), prior=-1, least=0, seed=-1)
    assert len(caught.value.faults) == 3


def test_numbers_may_name_the_groups():
    frame = articles(SEA, MAYOR, SEA).assign(week=[1, 2, 1])
    assert set(compare_words(frame, by="week", against=1)["group"]) == {"2"}
    assert compare_words(frame, by="week", against=1).equals(compare_words(frame, by="week", against="1"))


def test_a_group_that_is_called_like_all_the_others_is_refused():
    with pytest.raises(TableError, match='a group of account is called "rest", which stands for all the others'):
        compare_words(articles(SEA, MAYOR, accounts=["rest", "Two"]))


def test_one_word_that_stands_often_enough_has_no_odds():
    assert compare_words(articles("Sea sea sea rose.", "Sea sea fell."), least=3).equals(KEYNESS.build([]))


@pytest.mark.parametrize(
    ("count", "against", "prior", "fault"),
    [
        ([1, 2], [3, 4], [0, 0], "prior: expected weights above 0, found 0.0; add to each weight"),
        ([1, 2], [3, 4], [-1, 2], "prior: expected weights above 0, found -1.0; add to each weight"),
        ([1, 2], [3, 4], [float("nan"), 2], "prior: expected weights above 0, found nan; add to each weight"),
        (
            [1, 2],
            [3, 4],
            [1],
            "expected one number for each word in count, against and prior; found 2 in count, 2 in against, 1 in prior",
        ),
        ([1], [3], [1], "expected two words or more, found 1; a word has no odds without another"),
        ([-1, 2], [3, 4], [1, 1], "count: expected counts of 0 or more, found -1.0"),
        ([1, 2], [3, float("nan")], [1, 1], "against: expected counts of 0 or more, found nan"),
        ([1, 2], [3, float("inf")], [1, 1], "against: expected finite numbers, one a word, found [3, inf]"),
        ([1, 2], ["a", "b"], [1, 1], "against: expected numbers, one a word, found ['a', 'b']"),
        ([1, 2], [3, 4], 1.0, "prior: expected finite numbers, one a word, found 1.0"),
    ],
)
def test_weights_that_do_not_add_up_give_no_number(count, against, prior, fault):
    with pytest.raises(TableError) as caught:
        log_odds(count, against, prior)
    assert caught.value.faults == (f"log_odds: {fault}",)


def test_no_words_have_no_log_odds():
    assert log_odds([], [], []).z.tolist() == []


def test_the_accounts_own_voice_leaves_reported_clauses_out():
    texts = ["Mayor Ina Vell said the ferry had burned. The ferry sank.", "The ferry left. The ferry sank."]
    counts = {}
    for voice in ("own", "all"):
        words = compare_words(articles(*texts), voice=voice, least=1).set_index(["group", "word"])
        counts[voice] = [words["count"].get(("Paper 0", word), 0) for word in ("ferry", "burned", "vell")]
    assert counts == {"own": [1, 0, 1], "all": [2, 1, 1]}
    voices = find_words(articles(*texts), ["ferry"])["voice"].tolist()
    assert voices == ["reported", "own", "own", "own"]


@pytest.mark.parametrize("word", ["Hay'at", "HAY\u2019AT", "hay\u02beat"])
def test_a_word_is_found_whatever_its_capitals_and_its_apostrophe(word):
    found = find_words(articles("The Hay\u2019at left. The Hay'at fell."), [word])
    assert found[["text", "word"]].to_numpy().tolist() == [["Hay\u2019at", "hay'at"], ["Hay'at", "hay'at"]]


@pytest.mark.parametrize("word", ["U.N.", "1,018", "67-year-old", "advertisement", "share"])
def test_whatever_counts_as_one_word_can_be_looked_for(word):
    assert find_words(articles(f"Then the {word} came."), [word])["text"].tolist() == [word]


def test_no_words_and_words_that_stand_nowhere_have_no_places():
    assert find_words(articles(SEA), []).empty
    assert find_words(articles(SEA), ["quay"]).empty


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("quay", "expected a list of words, found 'quay'; write [\"quay\"]"),
        (None, "expected a list of words, found None"),
        (["quay fell"], "expected single words, found 'quay fell'; look for one at a time"),
        (["Ana's"], 'expected single words, found "Ana\'s"; look for one at a time'),
        ([""], "expected single words, found ''"),
        ([3], "expected single words, found 3"),
        ([None], "expected single words, found None"),
    ],
)
def test_what_is_no_list_of_words_is_refused(words, fault):
    with pytest.raises(TableError) as caught:
        find_words(articles(SEA), words)
    assert caught.value.faults == (f"find_words: {fault}",)


def test_every_word_that_is_compared_can_be_looked_up_even_an_abbreviation_in_small_letters():
    texts = ["Gen. Roe of St. Aro spoke, and the U.N. left on Dec. 8 at 5 p.m."] * 2
    frame = pd.DataFrame({"article_id": ["a1", "a2"], "account": ["Paper 1", "Paper 2"], "text": texts})
    words = compare_words(frame, shuffles=0, least=1)["word"].unique().tolist()
    assert {"gen.", "st."} <= set(words)
    assert set(find_words(frame, words)["word"]) == set(words)

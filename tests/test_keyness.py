"""Distinctive words: the formula by hand, and the null that shuffled articles give."""

from math import log, sqrt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit import compare_words
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
        ({"prior": 0}, "expected prior > 0"),
        ({"least": 0}, "expected prior > 0, least >= 1"),
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

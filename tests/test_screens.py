"""What a first screen says of an event: which figures still stand, which are of a part, whose they are."""

import pandas as pd
import pytest
from test_reconcile import estimates, relations


def told(*texts, **options):
    return relations(*texts, **options).drop_duplicates("relation_id")


@pytest.mark.parametrize(
    "words",
    [
        "updating an earlier toll of 22",
        "updating a previous count of 22 dead",
        "which updates an earlier toll of 22",
        "an update of its toll of 22",
    ],
)
def test_a_toll_that_is_updated_stands_in_for_the_one_before(words):
    text = f"At least nine divers were among the 31 people killed in the fire on the quay, Aro Watch said, {words}."
    found = told("Aro Watch said 22 people were killed.", text, days=["2031-05-13"] * 2)
    assert found["kind"].tolist().count("revision") == 1
    assert estimates("Aro Watch said 22 people were killed.", text, days=["2031-05-13"] * 2).loc["all", "best"] == 31


@pytest.mark.parametrize("words", ["The previous death toll was 22", "Initial reports said 22 people were killed"])
def test_a_figure_that_its_article_calls_an_earlier_one_stands_no_longer(words):
    found = told(f"At least 70 people were killed, Aro Watch said. {words}.", "Bru College said 60 people were killed.")
    assert found["kind"].tolist() == ["revision", "do not meet"]
    assert words.rsplit(" 22", 1)[0].removeprefix("The ") in found["why"].iloc[0]
    assert "22" not in found["why"].iloc[1]


def test_an_earlier_figure_that_nothing_follows_stands():
    assert estimates("Aro Watch said: the previous toll was 22 people killed.").loc["all", "low"] == 22

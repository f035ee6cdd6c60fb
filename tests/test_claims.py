import pandas as pd
import pytest

from toolkit.casualties import count_victims, find_claims
from toolkit.tables import GROUPS, ORIGINS, TOTALS

NOBODY = GROUPS.build([]), ORIGINS.build([])
TOTAL_CASES = [
    ("Three divers were killed. The fire killed two stokers and a cook.", 6, 6, "different people are added"),
    ("Three divers were killed. The three divers were killed in a fire.", 3, 3, "the same people are counted once"),
    ("Three divers were killed. Nine people died.", 9, 9, "people hold those named before"),
    ("Nine people died. Three divers were killed. Two people were killed by smoke.", 12, 12, "not a part by itself"),
    ("Nine divers, including two cooks, were killed.", 9, 9, "a part is in its total"),
    ("Two divers were killed. The death toll rose to 12.", 12, 12, "a toll holds all"),
    ("Two divers were killed. Another three divers were killed.", 5, 5, "an increment is added"),
    ("A sailor was killed. A sailor was killed in Bru.", 2, 2, "one person without a name is another one"),
    ("Two divers were killed. More than 3 cooks may have been killed.", 2, 2, "what is only possible is left out"),
    ("Two divers were reportedly killed.", 2, 2, "hearsay is what the article says"),
    ("At least two divers and 3 cooks were killed.", 5, None, "a lower end stays one"),
    ("-5 people were killed.", None, None, "no count"),
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

"""Every account has a colour and a sign, and no two accounts have both."""

import pandas as pd
import pytest
from invented import write_study

from toolkit.exhibits.accounts import account_colors, account_looks, account_signs, account_symbols
from toolkit.study import load


def study_of(folder, *outlets, aliases=()):
    """Load a study with one account for each outlet that is named; None where none is known."""
    study = load(write_study(folder, {f"a{place}": "It was dark." for place in range(len(outlets))}))
    known = pd.DataFrame(aliases, columns=["outlet", "alias"], dtype="str")
    return study._replace(articles=study.articles.assign(outlet=list(outlets)), outlets=known)


@pytest.mark.parametrize(
    "outlets", [[None] * 40, [f"Post {place % 9}" for place in range(40)], ["Post"] * 13], ids=["none", "nine", "one"]
)
def test_no_two_accounts_have_one_colour_and_one_sign(tmp_path, outlets):
    looks = account_looks(study_of(tmp_path, *outlets))
    assert len(set(looks.values())) == len(outlets)
    assert len({(look.color, look.sign) for look in looks.values()}) == len(outlets)


def test_accounts_of_one_outlet_share_a_colour_and_others_none_while_there_are_seven(tmp_path):
    names = ["Post", "Wire", "Post", None, "WIRE", None, "Echo"]
    colors = list(account_colors(study_of(tmp_path, *names, aliases=[("Wire", "WIRE")])).values())
    assert colors[0] == colors[2]
    assert colors[1] == colors[4]
    assert len(set(colors)) == 5


def test_the_sign_in_a_text_is_the_symbol_in_a_figure(tmp_path):
    study = study_of(tmp_path, *[None] * 13)
    signs, symbols = account_signs(study), account_symbols(study)
    assert len(set(zip(signs.values(), symbols.values(), strict=True))) == len(set(signs.values())) == 13

"""Which accounts are of one outlet, and which colour and sign each account has in every figure and table."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from textwrap import wrap
from typing import NamedTuple

import pandas as pd

from toolkit.exhibits.gate import Same
from toolkit.exhibits.style import COLORS, SIGNS, SYMBOLS
from toolkit.exhibits.words import count
from toolkit.study import Study

PHONE, LETTER, BETWEEN = 320, 7, 8
"""Pixels on a phone: a figure, a letter of a heading, and between two headings."""
LEAST_LETTERS, MOST_LINES = 6, 3
"""A column of a figure holds so many letters at least, and its heading has so many lines at most."""


class Look(NamedTuple):
    """How an account is drawn: its colour, its marker symbol, and the sign that stands for that in text."""

    color: str
    symbol: str
    sign: str


def account_colors(study: Study) -> dict[str, str]:
    """Give each account its colour: one for each outlet, by the order of the manifest."""
    return {name: look.color for name, look in account_looks(study).items()}


def account_symbols(study: Study) -> dict[str, str]:
    """Give each account its marker symbol, by the order of the manifest."""
    return {name: look.symbol for name, look in account_looks(study).items()}


def account_signs(study: Study) -> dict[str, str]:
    """Give each account the sign that stands for its marker in text."""
    return {name: look.sign for name, look in account_looks(study).items()}


def account_looks(study: Study) -> dict[str, Look]:
    """Give each account its look.

    Notes
    -----
    An account whose outlet is not known has a colour of its own. Of more outlets than colours some share one; then
    the sign tells two accounts apart, until one colour has stood with every sign.
    """
    aliases = dict(zip(study.outlets["alias"], study.outlets["outlet"], strict=True))
    return _looks(Same(study.articles), tuple(aliases.items()))


@lru_cache(maxsize=32)
def _looks(known: Same, aliases: tuple[tuple[str, str], ...]) -> dict[str, Look]:
    of = _outlets(known.tables[0], dict(aliases))
    colors = {outlet: COLORS[place % len(COLORS)] for place, outlet in enumerate(dict.fromkeys(of.values()))}
    looks: dict[str, Look] = {}
    for place, (account, outlet) in enumerate(of.items()):
        signs = [(place + further) % len(SIGNS) for further in range(len(SIGNS))]
        all_looks = [Look(colors[outlet], SYMBOLS[sign], SIGNS[sign]) for sign in signs]
        looks[account] = next((look for look in all_looks if look not in looks.values()), all_looks[0])
    return looks


def papers(study: Study) -> dict[str, str]:
    """Give each account the name that it shares with others of one outlet: without the id that tells it from them."""
    return _papers(study.articles)


def _papers(articles: pd.DataFrame) -> dict[str, str]:
    pairs = zip(articles["account"], articles["article_id"], strict=True)
    return {account: account.removesuffix(f" ({article_id})") for account, article_id in pairs}


def outlets(study: Study) -> dict[str, str]:
    """Give each account its outlet by the codebook, or as the manifest writes it; its own name where it has none."""
    return _outlets(study.articles, dict(zip(study.outlets["alias"], study.outlets["outlet"], strict=True)))


def _outlets(articles: pd.DataFrame, aliases: dict[str, str]) -> dict[str, str]:
    named = articles.drop_duplicates("account").set_index("account")["outlet"]
    return {
        account: name if pd.isna(named[account]) else aliases.get(named[account], named[account])
        for account, name in _papers(articles).items()
    }


def from_outlets(study: Study, accounts: Iterable[str]) -> str:
    """Say from how many outlets some accounts are, where they are fewer: eight accounts of one are not eight."""
    of, names = outlets(study), papers(study)
    mine = set(accounts)
    fewer = len({of[account] for account in mine}) < len({names[account] for account in mine})
    return f" of {count(len({of[account] for account in mine}), 'outlet')}" if fewer else ""


def side_by_side(accounts: Sequence[str]) -> list[list[str]] | None:
    """Break accounts' names into the lines of headings side by side; None where a phone has no room for them.

    Notes
    -----
    Words are never broken. Where there is no room the accounts of a figure run down it, on a wide screen too, so that
    one drawing serves every screen.

    Examples
    --------
    >>> side_by_side(["Account 1", "Account 2", "Mena Today", "Account 4", "Account 5"])[2]
    ['Mena', 'Today']
    >>> side_by_side(["Radio Tessen Wednesday"] * 8)
    """
    letters = int((PHONE / max(len(accounts), 1) - BETWEEN) / LETTER)
    headings = [wrap(name, max(letters, 1), break_long_words=False, break_on_hyphens=False) for name in accounts]
    fit = letters >= LEAST_LETTERS and all(
        len(lines) <= MOST_LINES and max(map(len, lines), default=0) <= letters for lines in headings
    )
    return headings if fit else None

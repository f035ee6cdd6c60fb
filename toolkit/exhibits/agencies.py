"""Which accounts rest on one agency, and what reaches them through somebody else."""

import pandas as pd

from toolkit.codebook import alias_key
from toolkit.exhibits.withheld import entering
from toolkit.exhibits.words import count, listing, sentence
from toolkit.quotes import find_origins
from toolkit.study import Study


@entering
def list_carriers(study: Study, quotes: pd.DataFrame) -> pd.DataFrame:
    """List the agencies that the manifest names, and whoever passes words on, with the accounts that rest on them.

    Returns
    -------
    DataFrame
        `through`, by its name in the study's list of origins; `accounts that cite it` as their agency; `passages
        through it`, and the accounts with such passages.
    """
    accounts = study.articles.set_index("article_id")["account"]
    carried = quotes.assign(account=quotes["article_id"].map(accounts)).dropna(subset=["via"])
    listed = find_origins(carried.assign(person=carried["via"], speaker=None), study.origins)["origin"]
    carried = carried.assign(via=listed.fillna(carried["via"]))
    names: dict[str, str] = {}
    for name in [*study.articles["agency"].dropna(), *carried["via"]]:
        names.setdefault(alias_key(name), name)
    rows = []
    for key, name in names.items():
        cited = study.articles.loc[study.articles["agency"].fillna("").map(alias_key) == key, "account"]
        mine = carried[carried["via"].map(alias_key) == key]
        rows.append((name, _names(cited), len(mine), _names(mine["account"])))
    rows.sort(key=lambda row: (row[1] is None, -len(row[1] or ""), -row[2], row[0]))
    columns = ["through", "accounts that cite it", "passages through it", "in"]
    return pd.DataFrame(rows, columns=columns)


@entering
def tell_carriers(study: Study) -> str:
    """Say how many accounts rest on each agency, and for how many none is named."""
    articles = study.articles.drop_duplicates(["account", "agency"])
    cited = articles["agency"].value_counts()
    if cited.empty:
        return "For no account is an agency named."
    ranked = sorted(cited.items(), key=lambda item: (-item[1], str(item[0])))
    parts = [f"{count(int(n), 'account')} cite{'s' * (n == 1)} {name}" for name, n in ranked]
    without = int(articles["agency"].isna().sum())
    open_end = f"; for {count(without, 'account')} none is named" if without else ""
    return f"{sentence(listing(parts))}{open_end}."


def _names(accounts: pd.Series) -> str | None:
    return listing(dict.fromkeys(accounts)) or None

"""What kind of source each quote has, by the study's own list of origins."""

import re

import pandas as pd

from toolkit.codebook import alias_key
from toolkit.given import Given, tables_of
from toolkit.rules import alternatives


def find_origins(quotes: Given, origins: pd.DataFrame | None = None) -> pd.DataFrame:
    """Find the origin of each quote.

    Parameters
    ----------
    quotes, origins
        `QUOTES` and `ORIGINS`; or a study in place of both. The longest alias that stands in `person`, then in
        `speaker`, decides.

    Returns
    -------
    DataFrame
        `origin` and `kind` for each row of `quotes`, by its index; missing where the study's list has no such speaker.

    Examples
    --------
    >>> origins = pd.DataFrame({"origin": ["harbour office"], "kind": ["official"], "alias": ["harbour office"]})
    >>> quotes = pd.DataFrame({"person": ["Ana Roe", None], "speaker": ["Roe", "the Harbour Office"]})
    >>> find_origins(quotes, origins)["kind"].tolist()
    [nan, 'official']
    """
    needed = {"quotes": ("person", "speaker"), "origins": ("origin", "kind", "alias")}
    quotes, origins = tables_of("find_origins", needed, quotes=quotes, origins=origins)
    known = {alias_key(row["alias"]): (row["origin"], row["kind"]) for row in origins.to_dict("records")}
    pattern = re.compile(rf"(?<!\w){alternatives(tuple(known))}(?!\w)") if known else None
    pairs = zip(quotes["person"], quotes["speaker"], strict=True)
    found = [_first(pattern, known, pair) for pair in pairs]
    return pd.DataFrame(found, index=quotes.index, columns=["origin", "kind"], dtype="str")


def source_kinds(quotes: pd.DataFrame, origins: pd.DataFrame) -> pd.Series:
    """Give the kind of source of each quote, as `codebook/origins.csv` has it; missing where it does not know."""
    return find_origins(quotes, origins)["kind"]


def _first(
    pattern: re.Pattern[str] | None, known: dict[str, tuple[str, str]], texts: tuple[str | None, str | None]
) -> tuple[str | None, str | None]:
    for text in texts:
        matches = pattern.findall(alias_key(text)) if pattern and isinstance(text, str) else []
        if matches:
            return known[max(matches, key=len)]
    return None, None

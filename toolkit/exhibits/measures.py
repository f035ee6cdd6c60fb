"""How right the automatic columns are, where people annotated the same texts."""

import pandas as pd

from toolkit.rules import rows

HUNDRED = 100


def list_measures(name: str) -> pd.DataFrame:
    """List the measured precision and recall of the columns of one table.

    Parameters
    ----------
    name
        The table, such as "labels"; rules/measures.csv has one row a measurement.
    """
    listed = [row for row in rows("measures") if row["table"] == name]
    columns = ("column", "measured on", "precision", "recall", "of")
    told = [(row["column"], row["on"], _share(row["precision"]), _share(row["recall"]), row["of"]) for row in listed]
    return pd.DataFrame(told, columns=list(columns))


def headings(name: str) -> dict[str, str]:
    """Give the columns of a table that bear their measured precision, as a reader sees them."""
    return {
        row["column"]: f"{row['column']} ({_share(row['precision'])} right)"
        for row in rows("measures")
        if row["table"] == name and row["beside"] == "yes" and row["column"] != "text"
    }


def _share(cell: str) -> str | None:
    return f"{HUNDRED * float(cell):.0f}\u00a0%" if cell else None

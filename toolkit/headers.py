"""The first row of a sheet: which columns it should have, which it lacks, and which are misspelt."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

# Marks that stand between the cells of other files than these.
SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "vertical bars"}
NOTE_FOR_EXCEL = "sep="
CLOSE = 0.75
"""How much of two names must be the same for one to be a misspelling of the other, from 0 to 1."""


def header_fault(header: list[str], required: list[str]) -> str | None:
    """Say why the rows of a sheet can't be read by these columns, if they can't.

    Examples
    --------
    >>> header_fault(["unit", "coed"], ["unit", "code"])
    'expected the columns unit, code; not found: code; mend the spelling of "coed"'
    """
    lacking = [name for name in required if name not in header]
    double = sorted({name for name in header if name and header.count(name) > 1})
    other = separator(header[0])
    if lacking and header[0].lower().startswith(NOTE_FOR_EXCEL):
        return f'expected the names of the columns, found a note to a spreadsheet, "{header[0]}"; take that line out'
    if lacking and other:
        return no_commas(other)
    if lacking:
        alike = [f'"{name}"' for name in header if name not in required and _alike(name, lacking)]
        mend = f"; mend the spelling of {', '.join(alike)}" if alike else ""
        return f"expected the columns {', '.join(required)}; not found: {', '.join(lacking)}{mend}"
    if len(double) > 1:
        return f"columns {', '.join(double)} stand there twice; take one of each out"
    return f"column {double[0]} stands there twice; take one of them out" if double else None


def separator(line: str) -> str | None:
    """Name what stands between the cells of a line where it is no comma."""
    return None if "," in line else next((name for mark, name in SEPARATORS.items() if mark in line), None)


def no_commas(other: str) -> str:
    """Say that something else stands where commas should."""
    return f"expected commas between the cells, found {other}; save it as CSV with commas, in UTF-8"


def _alike(name: str, others: Sequence[str]) -> str | None:
    """Give the column that a name is a misspelling of, if it is one."""
    return next(iter(get_close_matches("_".join(name.casefold().split()), others, n=1, cutoff=CLOSE)), None)


def unknown_columns(header: list[str], known: Sequence[str], *, closed: bool) -> Iterator[str]:
    """Say which columns are none of a sheet's; in one that is not closed, only those that are misspelt.

    Examples
    --------
    >>> list(unknown_columns(["term", "partty", "note"], ["term", "party"], closed=False))
    ['unknown column "partty"; did you mean "party"?']
    """
    lacking = [name for name in known if name not in header]
    for name in header:
        meant = _alike(name, lacking) if name and name not in known else None
        if meant:
            yield f'unknown column "{name}"; did you mean "{meant}"?'
        elif closed and name and name not in known:
            yield f'unknown column "{name}"; take it out or keep it in another file; known are {", ".join(known)}'

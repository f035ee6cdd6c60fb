"""What a study's judgements must be: known names, one meaning for each alias, no circle."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from toolkit.folding import fold
from toolkit.sheets import Line
from toolkit.values import as_told

Sheets = dict[str, list[Line]]
Place = TypeVar("Place", int, str)

APOSTROPHES = "\u2018\u2019\u02bb\u02bc\u02be\u02bf\u00b4"
"""What is printed for an apostrophe: quotation marks, letters of transliteration, an accent without its letter."""
APOSTROPHE = re.compile(f"[{APOSTROPHES}`]")
OF_ORIGINS = ("kind", "party", "independent", "rank", "counts")
"""What an origin has once, however many aliases it has."""
OF_EVENTS = ("from", "to", "place")
"""What an event has once: in one of its rows or in more."""
SHEET_OF = {
    "part_of": "this sheet",
    "disjoint_with": "this sheet",
    "entity": "entities.csv",
    "place": "places.csv",
}
"""Where a row for what a cell names is to stand."""


def check(sheets: Sheets, known: Mapping[str, set[str] | None]) -> list[str]:
    """Say what is wrong with the rows of a codebook, one line for each fault.

    Parameters
    ----------
    known
        Every `entity`, `group` and `place` that a row bears, those of rows with another fault too; None where their
        sheet can't be read, so that nothing is known of them.
    """
    entities, groups, origins, private = (sheets[name] for name in ("entities", "groups", "origins", "private"))
    events, places = sheets["events"], sheets["places"]
    named = {"entity": entities, "origin": origins, "event": events, "place": places}
    return [
        *_repeated(entities, "alias"),
        *_alike(entities),
        *_repeated(groups, "term"),
        *_repeated(origins, "alias"),
        *_divided(entities, "entity", "kind"),
        *_divided(groups, "group", "part_of"),
        *_divided(groups, "group", "party"),
        *(fault for column in OF_ORIGINS for fault in _divided(origins, "origin", column)),
        *_unknown(groups, "part_of", known["group"]),
        *_unknown(groups, "disjoint_with", known["group"]),
        *_unknown(private, "entity", known["entity"]),
        *_circles(groups, "group"),
        *_repeated(events, "alias"),
        *(fault for column in OF_EVENTS for fault in _at_odds(events, "event", column)),
        *_turned(events),
        *(_unknown(events, "place", known["place"]) if known["place"] else ()),
        *_repeated(places, "alias"),
        *_at_odds(places, "place", "part_of"),
        *_unknown(places, "part_of", known["place"]),
        *_circles(places, "place"),
        *_repeated(sheets["outlets"], "alias"),
        *_chained(sheets["outlets"], "outlet"),
        *(fault for name, lines in named.items() for fault in _crossed(lines, name)),
        *_parted(groups),
        *_bad_patterns(private),
        *_telling(private, entities),
    ]


def alias_key(alias: str) -> str:
    """Reduce an alias to what tells it from others: case and the form of its apostrophes do not.

    Examples
    --------
    >>> alias_key("Hay\u2019at") == alias_key("HAY'AT")
    True
    """
    return APOSTROPHE.sub("'", fold(alias)).casefold()


def printed_key(alias: str) -> str:
    """Reduce an alias to what all its printed forms share: apostrophes may be missing, dashes may be blanks.

    Examples
    --------
    >>> printed_key("Hay\u2019at al-Roe") == printed_key("Hayat Al Roe")
    True
    """
    return " ".join(alias_key(alias).replace("'", "").replace("-", " ").split())


def private_pattern(term: str) -> re.Pattern[str]:
    """Compile a term of private.csv: literal words, or a regular expression between slashes.

    Raises
    ------
    re.error
        When the expression is none.
    """
    if len(term) > 2 and term.startswith("/") and term.endswith("/"):
        return re.compile(term[1:-1], re.IGNORECASE)
    words = r"(?:\s|<br>)+".join(re.escape(word) for word in APOSTROPHE.sub("'", term).split())
    return re.compile(rf"(?<!\w){words}(?!\w)".replace("'", f"['{APOSTROPHES}`]"), re.IGNORECASE)


def _sound(lines: list[Line], *columns: str) -> list[Line]:
    """Give the lines whose cells in these columns could be read: a fault brings no second one."""
    return [line for line in lines if line.wrong.isdisjoint(columns)]


def _repeated(lines: list[Line], column: str) -> Iterator[str]:
    first: dict[str, str] = {}
    for line in _sound(lines, column):
        if line.cells[column] is None:
            continue
        key = alias_key(line.cells[column])
        if key in first:
            yield f'{line.place}: {column} "{line.cells[column]}" stands in {first[key]} already; take one of them out'
        first.setdefault(key, line.place)


def _alike(lines: list[Line]) -> Iterator[str]:
    """Tell aliases of two entities that can be printed alike; those written alike are told by `_repeated`."""
    first: dict[str, Line] = {}
    for line in _sound(lines, "alias", "entity"):
        alias, entity = line.cells["alias"], line.cells["entity"]
        known = first.setdefault(printed_key(alias), line)
        other = known.cells
        if other["entity"] != entity and alias_key(other["alias"]) != alias_key(alias):
            yield (
                f'{line.place}: alias "{alias}" of "{entity}" can be printed like "{other["alias"]}" of '
                f'"{other["entity"]}" in {known.place}; take one of them out'
            )


def _divided(lines: list[Line], name: str, column: str) -> Iterator[str]:
    first: dict[str, Any] = {}
    for line in _sound(lines, name, column):
        known = first.setdefault(line.cells[name], line.cells[column])
        if known != line.cells[column]:
            here = line.cells[column]
            above, now = as_told(known), as_told(here)
            yield f'{line.place}: {name} "{line.cells[name]}" has {column} {above} above and {now} here; write one'


def _unknown(lines: list[Line], column: str, known: set[str] | None) -> Iterator[str]:
    for line in lines:
        name = line.cells[column]
        if known is not None and name is not None and name not in known:
            sheet = SHEET_OF[column]
            yield f'{line.place}: unknown {column} "{name}"; add a row for it to {sheet} or mend its spelling'


def _at_odds(lines: list[Line], name: str, column: str) -> Iterator[str]:
    """Tell what two rows give in two ways; a row may leave it empty."""
    first: dict[str, Any] = {}
    for line in _sound(lines, name, column):
        here = line.cells[column]
        known = first.setdefault(line.cells[name], here) if here is not None else here
        if known != here:
            above, now = as_told(known), as_told(here)
            yield f'{line.place}: {name} "{line.cells[name]}" has {column} {above} above and {now} here; write one'


def _turned(events: list[Line]) -> Iterator[str]:
    """Tell the events that end before they begin, or have a last day alone, in one row or in more."""
    firsts, lasts = _days(events, "from"), _days(events, "to")
    unread = {line.cells["event"] for line in events if not line.wrong.isdisjoint({"from", "to"})}
    for event, (last, line) in lasts.items():
        first, other = firsts.get(event, (None, line))
        if first is None and event not in unread:
            yield f"{line.place}: to {last} stands there without from; write its first day too"
        elif first is not None and first > last and line is other:
            yield f"{line.place}: from {first} is after to {last}; exchange them"
        elif first is not None and first > last:
            place = max(line, other, key=events.index).place
            yield f"{place}: from {first} of {other.place} is after to {last} of {line.place}; exchange them"


def _days(events: list[Line], column: str) -> dict[str, tuple[Any, Line]]:
    """Give the first or last day of each event, and the row that says it first."""
    days: dict[str, tuple[Any, Line]] = {}
    for line in _sound(events, "event", column):
        if line.cells[column] is not None:
            days.setdefault(line.cells["event"], (line.cells[column], line))
    return days


def _crossed(lines: list[Line], name: str) -> Iterator[str]:
    """Tell two names of which each is an alias of the other: which of them is meant can't be told."""
    first: dict[tuple[str, str], str] = {}
    for line in _sound(lines, name, "alias"):
        if line.cells["alias"] is None:
            continue
        own, alias = alias_key(line.cells[name]), alias_key(line.cells["alias"])
        first.setdefault((own, alias), line.place)
        if own != alias and (alias, own) in first:
            yield (
                f'{line.place}: {name} "{line.cells[name]}" has the alias "{line.cells["alias"]}", and it the other '
                f"way round in {first[alias, own]}; take one of them out"
            )


def _chained(lines: list[Line], name: str) -> Iterator[str]:
    """Tell an alias that is the name of another: it would be joined to one, and what is joined to it to another."""
    first: dict[str, Line] = {}
    for line in _sound(lines, name):
        first.setdefault(alias_key(line.cells[name]), line)
    for line in _sound(lines, name, "alias"):
        other = first.get(alias_key(line.cells["alias"]), line)
        if alias_key(other.cells[name]) != alias_key(line.cells[name]):
            yield (
                f'{line.place}: alias "{line.cells["alias"]}" of "{line.cells[name]}" is the {name} of {other.place}; '
                "write one name for all of them"
            )


def _circles(lines: list[Line], name: str) -> Iterator[str]:
    """Tell what is, through others, a part of itself."""
    lines = _sound(lines, name, "part_of")
    whole: dict[str, str] = {}
    for line in lines:
        if line.cells["part_of"] is not None:
            whole.setdefault(line.cells[name], line.cells["part_of"])
    for line in lines:
        at: str | None = line.cells[name]
        seen: set[str] = set()
        while at is not None and at not in seen:
            seen.add(at)
            at = whole.get(at)
        if at is not None and at == line.cells[name]:
            yield f'{line.place}: {name} "{at}" is a part of itself; mend part_of'


def _parted(groups: list[Line]) -> Iterator[str]:
    lines = _sound(groups, "group", "part_of", "disjoint_with")
    yield from (f"{place}: {fault}" for place, fault in parted_wholes((line.place, line.cells) for line in lines))


def parted_wholes(rows: Iterable[tuple[Place, Mapping[Any, Any]]]) -> Iterator[tuple[Place, str]]:
    """Find the groups that are said to share nobody with themselves or with a group that they are a part of.

    Parameters
    ----------
    rows
        Each row of groups.csv with its place; the fault is given for the row that says so.
    """
    known = list(rows)
    whole = {row["group"]: row["part_of"] for _, row in known}
    for place, row in known:
        one, other = row["group"], row["disjoint_with"]
        if other is not None and (one in _upwards(other, whole) or other in _upwards(one, whole)):
            yield place, f'group "{one}" shares nobody with "{other}" and is a part of it, or it of "{one}"; mend one'


def _upwards(group: str, whole: Mapping[str, str | None]) -> list[str]:
    """Give a group and all that it is a part of; a circle is gone round once."""
    found: list[str] = []
    at: str | None = group
    while at is not None and at not in found:
        found.append(at)
        at = whole.get(at)
    return found


def _bad_patterns(lines: list[Line]) -> Iterator[str]:
    for line in _sound(lines, "term"):
        term = line.cells["term"]
        try:
            if private_pattern(term).search(""):
                yield f'{line.place}: bad pattern "{term}": it finds a place without any words'
        except re.error as fault:
            yield f'{line.place}: bad pattern "{term}": {fault}'


def _telling(private: list[Line], entities: list[Line]) -> Iterator[str]:
    """Tell what is shown for a private detail and holds one: it would be said, and found in what is said again."""
    lines = _sound(private, "shown_as")
    shown = {alias_key(line.cells["shown_as"]) for line in lines}
    aliases = [line.cells["alias"] for line in _sound(entities, "alias") if line.cells["kind"] == "private_person"]
    terms = [line.cells["term"] for line in _sound(private, "term")]
    every = dict.fromkeys([*terms, *(alias for alias in aliases if alias and alias_key(alias) not in shown)])
    whole = "\0".join(line.cells["shown_as"] for line in lines)
    telling = {term: pattern for term in every if (pattern := _pattern(term)) and pattern.search(whole)}
    for line in lines:
        words = line.cells["shown_as"]
        for term in [term for term, pattern in telling.items() if pattern.search(words)]:
            yield f'{line.place}: shown_as "{words}" holds the private words "{term}"; write what tells nothing of them'


def _pattern(term: str) -> re.Pattern[str] | None:
    try:
        pattern = private_pattern(term)
    except re.error:
        return None
    return None if pattern.search("") else pattern

"""Objects of JSON: one a line, one a file, or a list of them; nested names become one name."""

import json
from collections.abc import Iterator
from typing import Any

from toolkit.readers.encodings import TooLongError, text_lines, whole_text
from toolkit.readers.files import File
from toolkit.readers.records import Found, Record, Rejected, reject
from toolkit.values import Object

LONGEST_DOCUMENT = 1 << 28
KINDS = {list: "a list", str: "text", bool: "true or false", int: "a number", float: "a number", type(None): "nothing"}


def read_lines(file: File) -> Found:
    """Give the objects of a file with one a line."""
    for number, line in text_lines(file):
        if isinstance(line, TooLongError):
            yield reject(file.name, number, "expected an object, found a line without end", line.args[0])
        elif line.strip():
            yield _record(file.name, number, line)


def _record(name: str, number: int, line: str) -> Record | Rejected:
    found = parse(line)
    if isinstance(found, str):
        return reject(name, number, found, line)
    return Record(name, number, flat(found))


def parse(line: str) -> dict[str, Any] | str:
    """Read one object; what is wrong with it, if anything is."""
    found = _parsed(line)
    if isinstance(found, Fault):
        return found.reason
    if isinstance(found, Object):
        return found.fault or found
    return f"expected an object, found {KINDS.get(type(found), 'something else')}"


class Fault:
    """Why a text is no JSON."""

    def __init__(self, reason: str) -> None:
        self.reason = reason


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=Object)
    except RecursionError:
        return Fault("expected an object, found one within another without end")
    except ValueError as fault:
        return Fault(f"expected JSON, found what is none: {fault}")


def read_document(file: File) -> Found:
    """Give the objects of a file that is one JSON document: a list, an object that holds one, or one article."""
    text = whole_text(file, LONGEST_DOCUMENT)
    found = Fault("a document too large to be read whole; write one object a line (.jsonl)")
    if text is not None:
        found = _parsed(text)
    if isinstance(found, Fault):
        yield reject(file.name, None, found.reason, text or "")
        return
    for number, each in enumerate(_listed(found), start=1):
        yield _entry(file.name, None if each is found else number, each)


def _entry(name: str, number: int | None, each: Any) -> Record | Rejected:
    if not isinstance(each, Object):
        return reject(name, number, f"expected an object, found {KINDS.get(type(each), 'a list')}", str(each))
    if each.fault:
        return reject(name, number, each.fault, json.dumps(each, ensure_ascii=False))
    return Record(name, number, flat(each))


def _listed(found: Any) -> list[Any]:
    """Give what a document lists: itself, or the longest list of objects in it, at most two names down."""
    if isinstance(found, list):
        return found
    lists = [each for each in _lists(found, 2) if each and all(isinstance(item, dict) for item in each)]
    is_article = any(isinstance(value, str) and len(value) > 80 for value in found.values()) if found else False
    return max(lists, key=len) if lists and not is_article else [found]


def _lists(found: Any, deep: int) -> Iterator[list[Any]]:
    if isinstance(found, dict) and deep:
        for value in found.values():
            if isinstance(value, list):
                yield value
            yield from _lists(value, deep - 1)


def flat(fields: dict[str, Any], before: str = "", deep: int = 3) -> dict[str, Any]:
    """Bring nested objects to one level, and lists of words or names to one text.

    Examples
    --------
    >>> flat({"source": {"name": "Aro Post"}, "authors": ["Ana Roe", {"name": "Bo Lind"}]})
    {'source.name': 'Aro Post', 'authors': 'Ana Roe; Bo Lind'}
    """
    one: dict[str, Any] = {}
    for name, value in fields.items():
        if isinstance(value, dict) and deep:
            one |= flat(value, f"{before}{name}.", deep - 1)
        else:
            one[before + name] = "; ".join(_names(value)) if isinstance(value, list) else value
    return one


def _names(listed: list[Any]) -> Iterator[str]:
    for each in listed:
        name = each.get("name") if isinstance(each, dict) else each
        if isinstance(name, str | int | float) and not isinstance(name, bool):
            yield str(name)

"""Tables of cells between commas, tabs or semicolons: a record a row, and a bad row costs itself alone."""

import csv
from collections import deque
from collections.abc import Iterator

from toolkit.readers.encodings import TooLongError, text_lines
from toolkit.readers.files import File
from toolkit.readers.records import Found, Record, reject

SEPARATORS = ",\t;|"
LONGEST_CELL = 1 << 23


class Rows:
    """The rows of a file, each with the line on which it begins; what can't be read is given with its reason."""

    def __init__(self, file: File) -> None:
        self.lines = text_lines(file)
        self.again: deque[tuple[int, str | TooLongError]] = deque()
        self.taken: list[tuple[int, str]] = []
        self.separator = ","

    def read(self) -> Iterator[tuple[int, list[str] | str, str]]:
        """Give line, cells and beginning of each row; where there is a fault, it stands in place of the cells."""
        while (first := self._next()) is not None:
            number, line = first
            if isinstance(line, TooLongError):
                yield number, "expected a row, found a line without end", line.args[0].decode("utf-8", "replace")
            elif line.strip("\r\n\ufeff "):
                self.taken = [(number, line)]
                yield number, self._cells(), line

    def _next(self) -> tuple[int, str | TooLongError] | None:
        return self.again.popleft() if self.again else next(self.lines, None)

    def _cells(self) -> list[str] | str:
        others = csv.field_size_limit(LONGEST_CELL)  # it holds for the whole process
        try:
            return next(csv.reader(self._feed(), delimiter=self.separator, strict=True))
        except (csv.Error, StopIteration) as fault:
            self.give_back()
            return f"can't be read as a row ({fault or 'no end'}); is a quotation mark not closed or not doubled?"
        finally:
            csv.field_size_limit(others)

    def _feed(self) -> Iterator[str]:
        yield self.taken[0][1]
        while (following := self._next()) is not None:
            number, line = following
            if isinstance(line, TooLongError):
                self.again.appendleft(following)
                return
            self.taken.append((number, line))
            yield line

    def give_back(self) -> None:
        """Let the lines after the first of a bad row be rows of their own: they may be whole."""
        self.again.extendleft(reversed(self.taken[1:]))
        self.taken = self.taken[:1]


def separator(line: str) -> str:
    r"""Tell what stands between the cells of a table by its first line.

    Examples
    --------
    >>> separator("id;title;text")
    ';'
    """
    return max(SEPARATORS, key=lambda mark: (line.count(mark), -SEPARATORS.index(mark)))


def read_delimited(file: File) -> Found:
    """Give the rows of a table in text."""
    rows = Rows(file)
    header = _header(rows)
    for number, cells, line in rows.read():
        if isinstance(cells, str):
            yield reject(file.name, number, cells, line)
            continue
        while len(cells) > len(header) and not cells[-1].strip():
            cells.pop()
        if len(cells) != len(header):
            rows.give_back()
            yield reject(file.name, number, f"expected {len(header)} cells, found {len(cells)}", line)
        else:
            yield Record(file.name, number, dict(zip(header, cells, strict=True)))


def _header(rows: Rows) -> list[str]:
    while (first := rows._next()) is not None:
        if isinstance(first[1], str) and first[1].strip("\r\n\ufeff "):
            rows.separator = separator(first[1])
            rows.again.appendleft(first)
            break
    _, cells, _ = next(rows.read(), (1, [], ""))
    return [name.strip().removeprefix("\ufeff") for name in cells] if isinstance(cells, list) else []

"""The lines of a file as text: strict UTF-8 first, then what charset-normalizer finds, said for each file."""

import codecs
import io
from collections.abc import Iterable, Iterator

from charset_normalizer import from_bytes

from toolkit.readers.files import File

LONGEST_LINE = 1 << 26
"""A longer line, in bytes, is no record: it is passed over to its end and rejected."""
SAMPLE = 1 << 18
WIDE = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}


class TooLongError(ValueError):
    """A line that is too long to be a record; it bears its beginning."""


def byte_lines(stream: Iterable[bytes] | io.BufferedIOBase) -> Iterator[bytes | TooLongError]:
    """Give the lines of a stream; one without end is given as what is wrong with it, and takes no memory."""
    readline = stream.readline  # type: ignore[union-attr]
    while line := readline(LONGEST_LINE):
        if len(line) < LONGEST_LINE or line.endswith(b"\n"):
            yield line
            continue
        beginning = line[:200]
        while line and not line.endswith(b"\n"):
            line = readline(LONGEST_LINE)
        yield TooLongError(beginning)


def text_lines(file: File) -> Iterator[tuple[int, str | TooLongError]]:
    """Give the lines of a file as text, with their numbers.

    Notes
    -----
    A file that begins with the mark of UTF-16 or UTF-32 is read as that. In any other the first line that is not
    UTF-8 decides: where most lines with letters beyond ASCII are UTF-8, the line is damaged, and its bytes come as
    half characters, so that its record is rejected; where they are not, the file is in the encoding that
    charset-normalizer finds.
    """
    wide = next((name for mark, name in WIDE.items() if file.head.startswith(mark)), None)
    if wide:
        file.encoding = wide
        with file.open() as stream:
            yield from enumerate(io.TextIOWrapper(stream, encoding=wide, newline="\n"), start=1)
        return
    file.encoding = "UTF-8"
    with file.open() as stream:
        for number, line in enumerate(byte_lines(stream), start=1):
            raw = line.removeprefix(codecs.BOM_UTF8) if number == 1 and isinstance(line, bytes) else line
            yield number, raw if isinstance(raw, TooLongError) else _text(file, raw)


def _text(file: File, raw: bytes) -> str:
    if file.encoding != "UTF-8":
        return raw.decode(file.encoding, "surrogateescape")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        file.encoding = find_encoding(file)
        # What is half UTF-8 stays so: its record is rejected by its half characters.
        return raw.decode(file.encoding, "surrogateescape")


def find_encoding(file: File) -> str:
    """Find in which encoding a file is that is not UTF-8 throughout."""
    good, bad, sample = 0, 0, bytearray()
    with file.open() as stream:
        for line in byte_lines(stream):
            if isinstance(line, TooLongError) or line.isascii():
                continue
            try:
                line.decode("utf-8")
                good += 1
            except UnicodeDecodeError:
                bad += 1
                sample += line[: SAMPLE - len(sample)]
    if good >= bad:
        return "UTF-8"
    best = from_bytes(bytes(sample)).best()
    return best.encoding if best else "latin_1"


def whole_text(file: File, longest: int) -> str | None:
    """Give all text of a file; None where it is longer than `longest` bytes, in UTF-8."""
    parts: list[str] = []
    size = 0
    for _, line in text_lines(file):
        size += longest + 1 if isinstance(line, TooLongError) else len(line)
        if size > longest:
            return None
        parts.append(str(line))
    return "".join(parts)

"""The lines of a file as text: strict UTF-8 first, then what charset-normalizer finds, said for each file."""

import codecs
import io
from collections.abc import Iterator
from typing import IO

from charset_normalizer import from_bytes

from toolkit.readers.files import DAMAGED, File
from toolkit.rules import words

LONGEST_LINE = 1 << 26
"""A longer line, in bytes, is no record: it is passed over to its end and rejected."""
CHUNK = 1 << 16
SAMPLE = 1 << 18
WIDE = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}


class TooLongError(ValueError):
    """A line that is too long to be a record; it bears its beginning."""


def byte_lines(stream: IO[bytes]) -> Iterator[bytes | TooLongError]:
    """Give the lines of a stream; one without end is given as what is wrong with it, and takes no memory.

    Where unpacking fails, what came before it is given first.
    """
    held = bytearray()
    skipped = b""
    for piece, ends in _pieces(stream):
        if not skipped:
            held += piece
        if len(held) > LONGEST_LINE:
            skipped = bytes(held[:200])
            held.clear()
        if ends:
            yield TooLongError(skipped) if skipped else bytes(held)
            held.clear()
            skipped = b""


def _pieces(stream: IO[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Give the pieces of a stream, and whether each ends its line; the last one does."""
    fault: Exception | None = None
    chunk, begun = b"", False
    while True:
        try:
            chunk = stream.read1(CHUNK)  # type: ignore[attr-defined]
        except DAMAGED as error:
            fault, chunk = error, b""
        if not chunk:
            break
        for line in _split(chunk):
            begun = not line.endswith(b"\n")
            yield line, not begun
    if begun:
        yield b"", True
    if fault:
        raise fault


def _split(chunk: bytes) -> list[bytes]:
    """Split at line feeds alone: a carriage return may stand within a line."""
    *lines, last = chunk.split(b"\n")
    return [line + b"\n" for line in lines] + ([last] if last else [])


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
        with file.open() as stream, io.TextIOWrapper(stream, encoding=wide, newline="\n") as lines:
            yield from enumerate(lines, start=1)
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
    return guess(bytes(sample))


def guess(sample: bytes) -> str:
    """Take the encoding in which some bytes read most like a language, and least like nonsense.

    Notes
    -----
    charset-normalizer measures both; it is asked for the encodings of rules/text_encodings.csv only, for in short
    texts an old one of another machine may look cleaner by a hair.
    """
    found = from_bytes(sample, cp_isolation=list(words("text_encodings", "encoding")))
    return max(found, key=lambda each: round(each.coherence - each.chaos, 3)).encoding if found else "latin_1"


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

"""Texts, spellings and files that no newsroom sends and that must do no harm.

HOSTILE: whole articles. LONG and LONGER: very long ones. FOLDING: the letters whose other case is no single letter of
their kind. SPELLINGS: ways to write a name so that a search for it may miss it. PUTS: what may lie where a file should.
NAMES: what a file may be called.
"""

import os
import re
import socket
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st

MEGABYTE = 1_000_000
# What grows with the square of a text shows at a quarter of a megabyte, and earlier where every word is a figure's.
LENGTH, OF_FIGURES = 250_000, 50_000
# Where every example of a property reads articles, 40 of them find what 100 do; a search tries as many times more.
FEW = settings().max_examples * 2 // 5


def _folds(mark: str) -> bool:
    """Tell whether a letter's other case has another length, is of another class, or does not lead back."""
    forms = {mark.lower(), mark.upper(), mark.casefold()}
    if any(len(form) > 1 for form in forms):
        return True
    kinds = {(form.isascii(), form.isalpha(), form.isdecimal()) for form in {mark, *forms}}
    back = mark.upper().lower() == mark.lower() == mark.casefold() and mark.lower().upper() == mark.upper()
    return len(kinds) > 1 or not back


FOLDING = tuple(
    mark for code in range(sys.maxunicode + 1) if unicodedata.category(mark := chr(code)) != "Cs" and _folds(mark)
)
"""Every letter whose lower, upper or casefold form differs in length or in class, such as U+017F and U+212A."""

FOLDED = (
    ("s", "\u017f"),
    ("k", "\u212a"),
    ("i", "\u0131"),
    ("i", "\u0130"),
    ("ss", "\u00df"),
    ("ss", "\u1e9e"),
    ("ff", "\ufb00"),
    ("fi", "\ufb01"),
    ("fl", "\ufb02"),
    ("ffi", "\ufb03"),
    ("ffl", "\ufb04"),
    ("st", "\ufb05"),
    ("st", "\ufb06"),
)
"""Those that may stand in an English word, each with what it stands for."""

HOSTILE = {
    "nothing": "",
    "only white space": " \n\t\u00a0\u2003\r\n \x0c ",
    "a NUL": "Two\x00 died in Aro.\nThree\x00\x00 were hurt.",
    "form feeds": "Two died.\x0cThree were hurt.\x0c\x0c",
    "Windows line ends": "Two hurt in Aro\r\n\r\nBy Ana Roe\r\n\r\nTwo were hurt.\r\nOne died.\r\n",
    "old Macintosh line ends": "Two hurt in Aro\rTwo were hurt.\rOne died.",
    "line separators": "Two were hurt.\u2028One died.\u2029Nobody knows.\u0085He said.",
    "a byte order mark": "\ufeffTwo were hurt in Aro.",
    "an unclosed quotation mark": '\u201cTwo were hurt, said Ana Roe.\nOne died.\n"Nobody knows.\nIt is \u2018dark.',
    "only quotation marks": '"\u201c\u201d\'\u2018\u2019\u00ab\u00bb" """ \'\'\' \u201d\u201c',
    "marks of direction": "\u202eTwo\u202c were \u2066hurt\u2069, \u200fsaid\u200e Ana\u200b Roe.\u202e",
    "emoji with skin tone": "Two died. \U0001f44d\U0001f3fd \U0001f468\u200d\U0001f469\u200d\U0001f467 It was dark.",
    "combining marks": "Tu\u0308rk said e\u0301t a\u0300 Zalgo\u0301\u0302\u0303\u0304\u0305.",
    "a text that grows in lower case": "\u0130\u0130\u0130 died in \u0130stanbul, \u1e9e said. \u0149 dark.",
    "letters that fold": "30 thou\u017fand were \u212ailled on \u017funday, \u017faid Ana \u0130nal.",
    "digits of other scripts": "\u0967\u0968 died on \uff11 March \uff12\uff10\uff11\uff11, \u2460 was hurt.",
    "Arabic": "\u0642\u062a\u0644 \u0661\u0662. \u0642\u0627\u0644 \u0623\u062d\u0645\u062f\u061f",
    "Chinese": "\u4e24\u4eba\u6b7b\u4ea1\u3002\u4e09\u4eba\u53d7\u4f24\u3002",
    "a script": "<script>alert(1)</script> <img src=x onerror=alert(1)> Two died.",
    "a formula": '=HYPERLINK("http://x.invalid","12 killed")\n@SUM(1+1) +1 -1',
    "huge numbers": "At least 99999999999999999999999999 people were killed, 9223372036854775808 hurt, 1e309 died.",
    "strange numbers": "0 died, -3 died, 1,00,0 died, 1.5.2 died, \u00b2\u00bd died, \u0663 died, 007 died.",
    "astral letters": "\U0001d513\U0001d51e\U0001d531 said \U00010400\U00010401 died. \U0001d7d8\U0001d7d9 hurt.",
}
"""Short ones, each with its name."""

LONG = {
    "no full stop": "the town of Aro ",
    "nothing but full stops": ".",
    "full stops and quotation marks": '."',
    "short sentences in one paragraph": "He ran. ",
    "one word": "a",
    "capitals": "ARO ",
    "initials": "A.B. ",
    "titles": "Mr. ",
    "opening brackets": "(",
    "opening quotation marks": "\u201c",
    "straight quotation marks": '" ',
    "line ends": "\n",
    "short lines": "a\n",
    "blanks after a full stop": "A.                                                  ",
    "apostrophes": "a'",
    "dashes": "a-",
    "digits": "1,",
    "cookies": "cookie ",
    "credits": "(Photo: ",
    "names in capitals": "Ana ",
    "bylines": "By Ana Roe and ",
    "a speaker": "said Ana Roe, ",
    "verbs of killing": "killed by ",
    "a title and a name": "the mayor of Aro, Ana Roe, ",
    "and": "two and ",
    "new": "new ",
    "a family name": "Vell ",
    "a title without a name": "the mayor of ",
    "a name and a title": "Vell, the mayor, ",
    "killed": "killed ",
    "a killing": "killing of the ",
    "a wounded army": "wounded army ",
    "a name and opening brackets": "Vell ((( ",
    "numbers of the killed": "number of the killed, ",
    "numerals": "hundred thousand ",
    "short sentences with a figure": "In another video men killed two. ",
    "men in videos": "The guard published videos showing a man killed ",
    "kin": "his brother and sister and brother, ",
    "men in brackets": "three men (two men (one man) and ",
    "decades": "in the '90s he told 'em to wait and they waited for the boat to come ",
    "opening apostrophes": "'a ",
    "possessives": "s' a ",
    "low quotation marks": "\u201a'a \u2018",
}
"""What is repeated until it is very long."""

FIGURES = {
    "figures with a source": "Aro Watch said 12 people were killed, ",
    "including": "12 including ",
    "numbers": "12 dead, ",
    "figures without a full stop": "12 people were killed and 3 sailors wounded ",
    "a toll": "in addition to the sailors, 5 were killed, bringing the toll to 60 including 4 divers ",
    "figures and opening quotation marks": "\u201c12 killed ",
    "men, women and children": "killed a man and a woman including a child ",
    "suspects": "suspected accused of two men killed ",
}
"""The same, of sentences that are nothing but figures of the dead."""

APOSTROPHES = ("decades", "opening apostrophes", "possessives", "low quotation marks")
LONGER = {
    **{f"{name} in a quotation": "\u201cWe say " + LONG[name] * (LENGTH // len(LONG[name])) for name in APOSTROPHES},
    **{name: piece * (OF_FIGURES // len(piece)) for name, piece in FIGURES.items()},
    "captions": "".join(f"A man stands in the town of Aro {n} (Photo: Ana Roe)\n" for n in range(5_000)),
    "a caption that stands again and again": "A man stands in the town of Aro today (Photo: Ana Roe)\n"
    + "A man stands in the town of Aro today. " * 7_000,
    "quotations": "".join(f"\u201cWe saw {n} of them,\u201d said Ana Roe. " for n in range(7_000)),
    "figures": "".join(f"At least {n} people were killed in Aro on Monday, Ana Roe said. " for n in range(4_000)),
}

FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)} | {0x20: 0x3000}

SPELLINGS: dict[str, Callable[[str], str]] = {
    "composed": lambda name: unicodedata.normalize("NFC", name),
    "decomposed": lambda name: unicodedata.normalize("NFD", name),
    "a soft hyphen": lambda name: name[:2] + "\u00ad" + name[2:],
    "a zero-width space": lambda name: name[:2] + "\u200b" + name[2:],
    "a zero-width joiner": lambda name: "\u200d".join(name),
    "a word joiner": lambda name: name[:2] + "\u2060" + name[2:],
    "a byte order mark inside": lambda name: name[:2] + "\ufeff" + name[2:],
    "a mark of direction": lambda name: f"\u2068{name}\u2069",
    "full width": lambda name: name.translate(FULL_WIDTH),
    "capitals": str.upper,
    "small letters": str.lower,
    "a family": lambda name: f"the {name}s",
    "a family in -es": lambda name: f"the {name}es",
    "possessive": lambda name: f"{name}\u2019s",
    "underlined": lambda name: f"_{name}_",
    "emphasised": lambda name: f"**{name}**",
    "an account": lambda name: "@" + name.replace(" ", ""),
    "a topic": lambda name: "#" + name.replace(" ", ""),
    "a numbered account": lambda name: name.replace(" ", "") + "2",
    "joined by an underline": lambda name: name.replace(" ", "_"),
    "a hyphen at a line's end": lambda name: f"{name[:2]}-\n{name[2:]}",
    "a soft hyphen at a line's end": lambda name: f"{name[:2]}\u00ad\n{name[2:]}",
    "a line's end": lambda name: name.replace(" ", "\n"),
    "a hard space": lambda name: name.replace(" ", "\u00a0"),
    "two blanks": lambda name: name.replace(" ", "  "),
    "letters apart": " ".join,
    "brackets": lambda name: f"[{name[0]}]{name[1:]}",
    **{
        f"{ascii(mark)[1:-1]} for {plain}": lambda name, plain=plain, mark=mark: re.sub(
            plain, mark, name, flags=re.IGNORECASE
        )
        for plain, mark in FOLDED
    },
}
"""What may be done to a name, or to any words, and still be read by a person."""


def spellings(words: str) -> Iterator[tuple[str, str]]:
    """Give each spelling that changes the words, with its name."""
    for name, spell in SPELLINGS.items():
        if (spelled := spell(words)) != words:
            yield name, spelled


pieces = st.sampled_from(
    [
        *HOSTILE.values(),
        "At least 12 people were killed, Ana Roe said. ",
        "\u201cWe saw it,\u201d said Mayor Bo Lind. ",
        "\u201cWe saw it.\u201d\n",
        "By Ana Roe\n",
        "Two hurt in Aro\n\n",
        "PORT ARO (AFP) \u2014 ",
        "A man stands in the town of Aro today (Photo: Ana Roe)\n",
        "A man stands in the town of Aro today",
        "Gen. Roe of the U.N. came at 5 a.m. on Dec. 8. ",
        "Subscribe\n",
        "On 24 August 1572 about 3,000 people were killed, and one \u017fick thou\u017fand in 2301. ",
        "\u201c\u212aeep it,\u201d \u017faid Mayor Bo L\u0131nd. ",
        "\u0130t k\u0131lled T\u0130m\u2019s \ufb01ve \u017fons. ",
        *("".join(FOLDING[at : at + 40]) for at in range(0, len(FOLDING), 40)),
        *dict(spellings("Ana Roe")).values(),
        "Ana\u2019s",
        "\u2019s",
        "\u201d",
        "\u201c",
        '"',
        ".",
        "\u2026",
        ", ",
        " ",
        "\n",
    ]
)
texts = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=200), st.lists(pieces, max_size=12).map("".join)
)
"""Any text at all, and news-like pieces in any order."""


def long_text(name: str, length: int = LENGTH) -> str:
    """Give one of LONG or LONGER, without a full stop at its end."""
    if name in LONGER:
        return LONGER[name][:length] + "a"
    return LONG[name] * (length // len(LONG[name])) + "a"


def with_letters(text: str) -> Iterator[str]:
    """Give the text once for each folding letter: in place of what it stands for, else at the head of every word."""
    for mark in FOLDING:
        plain = [letters for letters, other in FOLDED if other == mark]
        yield re.sub(plain[0], mark, text, flags=re.IGNORECASE) if plain else re.sub(r"\b(?=\w)", mark, text)


def _socket(path: Path) -> None:
    # The address of a socket is short, a folder of a test is not.
    here = Path.cwd()
    try:
        os.chdir(path.parent)
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


PUTS: dict[str, Callable[[Path], object]] = {
    "a folder": Path.mkdir,
    "a full folder": lambda path: (path.mkdir(), (path / "inside").write_text("mine")),
    "a FIFO": os.mkfifo,
    "a dangling link": lambda path: path.symlink_to(path.with_name("nowhere")),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a link to its folder": lambda path: path.symlink_to(path.parent),
    "a link to a device without end": lambda path: path.symlink_to("/dev/zero"),
    "a socket": _socket,
    "nothing in it": Path.touch,
    "a byte order mark alone": lambda path: path.write_bytes(b"\xef\xbb\xbf"),
    "no UTF-8": lambda path: path.write_bytes(b"caf\xe9,\xff\xfe\n"),
    "UTF-16": lambda path: path.write_bytes("file,article_id\na.txt,a\n".encode("utf-16")),
    "NULs": lambda path: path.write_bytes(b"\0" * 512),
    "a workbook": lambda path: path.write_bytes(b"PK\x03\x04 [Content_Types].xml"),
    "an unclosed quotation mark": lambda path: path.write_text('file,article_id\n"a.txt,a\n'),
    "one long line": lambda path: path.write_text("a," * 200_000),
}
"""What may lie where a file should: each is called with the path, where nothing lies yet."""

NAMES = {
    "outside of UTF-8": os.fsdecode(b"caf\xe9"),
    "outside of ASCII": "caf\u00e9",
    "decomposed": "cafe\u0301",
    "a line end": "a\nb",
    "an escape of a terminal": "a\x1b[2Jb",
    "a mark of direction": "a\u202eb",
    "an option": "--help",
    "blanks": "  a  b ",
    "a wildcard": "*?[a]",
    "quotation marks": "a'b\"c",
    "a dollar sign and a backslash": "$HOME\\n",
    "a percent sign": "%{x}%s%20",
    "markup": "<script>alert(1)<",
    "a formula": "=1+1",
    "hidden": ".a",
    "long": "a" * 240,
    "capitals": "Codebook",
    "emoji": "\U0001f44d\U0001f3fd",
}
"""What a file or folder may be called; `names` gives those that the disk at hand takes."""


def names(folder: Path) -> Iterator[tuple[str, str]]:
    """Give the names that the disk of a folder takes."""
    for kind, name in NAMES.items():
        try:
            (folder / name).touch()
        except OSError:  # macOS takes nothing that is no UTF-8
            continue
        (folder / name).unlink()
        yield kind, name

"""The pieces of a page that can print an article: cells, passages, labels; and how one is cut."""

import json
import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any, NamedTuple

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from toolkit.publish.parts import Part, embedded

WORD = re.compile(r"[^\W_]+")
# What can't be seen parts no word: some of it does not reach a page (`privacy.render`), so that words would differ.
UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
TAG = re.compile(r"</?(?:b|i|br|sub|sup)/?>", re.IGNORECASE)
"""The tags that a drawing reads in its labels; what else looks like one is an article's own."""
OPENED = re.compile(r"<(b|i|sub|sup)>", re.IGNORECASE)
OPENS, GOES_ON = "\u2026 ", " \u2026"
"""What stands where the beginning or the end of a text is left out."""
CELLS = "td, dd"
BESIDE = ("before", "word", "after")
"""The three cells of one line of a concordance."""
NEAR = 1
"""Words on either side of what is marked that belong to its core."""
WHOLE = frozenset({"prose", "finding", "plain", "figure"})
"""Parts whose HTML is sentences of ours, which are measured and not cut."""


class Piece(NamedTuple):
    """What is printed in one place; `marked` is what a passage is shown for, and of others nothing."""

    before: str
    marked: str
    after: str
    fixed: bool = False

    @property
    def text(self) -> str:
        """Give the whole."""
        return self.before + self.marked + self.after

    def core(self, near: int = NEAR) -> "Piece":
        """Give what is marked with so many words on either side; what has no mark stays."""
        if not self.marked:
            return self
        return Piece(last_words(self.before, near), self.marked, first_words(self.after, near))

    def cut(self, words: int) -> "Piece":
        """Give so many words, round what is marked; of what has no mark, the first."""
        if self.fixed or len(words_of(self.text)) <= words:
            return self
        marked = first_words(self.marked, words)
        room = words - len(words_of(marked))
        before, after = len(words_of(self.before)), len(words_of(self.after))
        ahead = min(before, max(room // 2, room - after))
        return Piece(last_words(self.before, ahead), marked, first_words(self.after, room - ahead))


Cutting = Callable[[Piece], Piece]


def words_of(text: str) -> list[str]:
    """Give the words of a text, the tags of a drawing left out, and what can't be seen in them too."""
    return WORD.findall(UNSEEN.sub("", unescape(TAG.sub(" ", text))).casefold())


def first_words(text: str, words: int) -> str:
    """Give the first words of a text, with a sign that it goes on; tags that are open are closed."""
    outside = TAG.sub(lambda tag: " " * len(tag[0]), text)
    ends = [match.end() for match in WORD.finditer(outside)]
    if len(ends) <= words:
        return text
    kept = text[: ends[words - 1]] if words else ""
    closing = "".join(f"</{tag}>" for tag in OPENED.findall(kept) if f"</{tag}>" not in kept)
    return f"{kept}{GOES_ON}{closing}"


def last_words(text: str, words: int) -> str:
    """Give the last words of a text, with a sign that it began before."""
    starts = [match.start() for match in WORD.finditer(text)]
    if len(starts) <= words:
        return text
    return OPENS + (text[starts[-words] :] if words else "")


def pieces_of(part: Part) -> list[Piece]:
    """Give the pieces of a part, in its order."""
    found: list[Piece] = []

    def note(piece: Piece) -> Piece:
        found.append(piece)
        return piece

    rewrite(part, note)
    return found


def rewrite(part: Part, cutting: Cutting) -> Part:
    """Give a part with each of its pieces as a function gives it back."""
    if part.kind == "code":
        return part
    if part.kind in WHOLE:
        cutting(Piece("", "", BeautifulSoup(part.html, "html.parser").get_text(" "), fixed=True))
        return part._replace(drawing=_drawing(part.drawing, cutting)) if part.drawing else part
    soup = BeautifulSoup(part.html, "html.parser")
    changed = [_rewrite(group, cutting) for group in list(_groups(soup))]
    for emptied in soup.select("a, em, ins, del") if any(changed) else ():
        if not emptied.get_text():
            emptied.decompose()
    return part._replace(html=str(soup)) if any(changed) else part


def _groups(soup: BeautifulSoup) -> Iterator[tuple[list[NavigableString], ...]]:
    """Give the strings of each piece: those before what is marked, those of it, and those after it."""
    for cell in soup.select(CELLS):
        kinds = cell.get_attribute_list("class")
        if "before" in kinds:
            beside = [cell.find_parent("tr").select_one(f"td.{kind}") for kind in BESIDE]  # type: ignore[union-attr]
            yield tuple(_strings(each) for each in beside)
        elif "word" not in kinds and "after" not in kinds:
            yield _round_mark(cell)


def _strings(tag: Tag | None) -> list[NavigableString]:
    return [] if tag is None else list(tag.find_all(string=True))


def _round_mark(cell: Tag) -> tuple[list[NavigableString], ...]:
    mark = cell.find("mark")
    strings = _strings(cell)
    if not isinstance(mark, Tag):
        return [], [], strings
    marked = _strings(mark)
    first = next((place for place, string in enumerate(strings) if any(string is each for each in marked)), 0)
    return strings[:first], marked, strings[first + len(marked) :]


def _rewrite(group: tuple[list[NavigableString], ...], cutting: Cutting) -> bool:
    before, marked, after = group
    piece = Piece("".join(before), "".join(marked), "".join(after))
    cut = cutting(piece)
    if cut.before != piece.before:
        _keep(before[::-1], len(cut.before) - len(OPENS), lambda text, kept: text[len(text) - kept :], OPENS)
    for strings, old, new in ((marked, piece.marked, cut.marked), (after, piece.after, cut.after)):
        if old != new:
            _keep(strings, len(new) - len(GOES_ON), lambda text, kept: text[:kept], GOES_ON)
    return cut != piece


def _keep(strings: list[NavigableString], room: int, take: Callable[[str, int], str], sign: str) -> None:
    """Keep so many characters, so that links and marks keep theirs, and put a sign where the text is cut."""
    for string in strings:
        kept = take(str(string), min(room, len(string)))
        if len(kept) < len(string):
            kept, sign = (f"{sign}{kept}" if sign == OPENS else f"{kept}{sign}"), ""
        room = max(room - len(string), 0)
        string.replace_with(NavigableString(kept))


def _drawing(drawing: str, cutting: Cutting) -> str:
    kept = json.loads(drawing)
    changed = _strings_of(kept, cutting)
    return drawing if changed == kept else embedded(changed)


def _strings_of(part: Any, cutting: Cutting) -> Any:
    if isinstance(part, dict):
        return {key: _strings_of(inner, cutting) for key, inner in part.items()}
    if isinstance(part, list):
        return [_strings_of(inner, cutting) for inner in part]
    return cutting(Piece("", "", part)).after if isinstance(part, str) else part

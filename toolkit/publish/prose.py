"""Markdown cells in, safe HTML out: headings with anchors, links between the pages."""

import re
from html import escape
from typing import Any, NamedTuple

from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from toolkit.publish.clean import clean

# "framing.ipynb#what-is-each-called" in a link from one notebook to another.
NOTEBOOK_LINK = re.compile(r"^(?P<name>[\w-]+)\.ipynb(?P<anchor>#.*)?$")
TAG = re.compile(r"<[^>]*>")
# A mark opens what is quoted after a space, a bracket or a dash; at the beginning of a stretch where a word follows.
OPENING = re.compile(r"""(?<=[\s(\[\u2013\u2014])["'](?=\S|$)|^["'](?=\w)(?!s\b)""")
OPENED = {'"': "\u201c", "'": "\u2018"}
CLOSED = str.maketrans({'"': "\u201d", "'": "\u2019"})


def set_marks(text: str) -> str:
    """Set straight quotation marks and apostrophes as print has them.

    Examples
    --------
    >>> set_marks('"Dozens" is a word')
    '“Dozens” is a word'
    """
    return OPENING.sub(lambda mark: OPENED[mark[0]], text).translate(CLOSED)


class Heading(NamedTuple):
    """One heading of a page; `text` is HTML without tags."""

    level: int
    text: str
    anchor: str


class Writer(IPythonRenderer):
    """Write the markdown cells of one notebook, each heading under an anchor of its own.

    Notes
    -----
    HTML inside markdown is shown as text. The first heading of level 1 is the page's title and is kept apart in
    `headings`; a later one becomes a heading of level 2. A picture is replaced by its description: pages fetch nothing.
    """

    def __init__(self) -> None:
        super().__init__(escape=True, allow_harmful_protocols=False, exclude_anchor_links=True)
        self.headings: list[Heading] = []

    def write(self, source: str) -> str:
        """Write one cell."""
        return clean(MarkdownWithMath(renderer=self).render(source))

    def text(self, text: str) -> str:
        """Write a stretch of words."""
        return super().text(set_marks(text))

    def heading(self, text: str, level: int, **_: Any) -> str:
        """Write a heading with its anchor, or keep the title apart."""
        level = max(level, 2) if self.headings else level
        plain = TAG.sub("", text).strip()
        self.headings.append(Heading(level, plain, self._anchor(plain)))
        return "" if level == 1 else f'<h{level} id="{self.headings[-1].anchor}">{text}</h{level}>\n'

    def link(self, text: str, url: str, title: str | None = None) -> str:
        """Write a link; one to a notebook leads to its page."""
        return super().link(text, NOTEBOOK_LINK.sub(r"\g<name>.html\g<anchor>", url), title)

    def image(self, text: str, *_: Any, **__: Any) -> str:
        """Write what a picture shows."""
        return f"<em>{text}</em>"

    def block_mermaidjs(self, code: str) -> str:
        """Write a diagram's source as it stands."""
        return f"<pre><code>{escape(code)}</code></pre>\n"

    def _anchor(self, text: str) -> str:
        anchor = re.sub(r"\W+", "-", text.lower()).strip("-") or "section"
        taken = {heading.anchor for heading in self.headings} | {"main"}
        numbers = (f"{anchor}-{number}" for number in range(2, len(taken) + 3))
        return next(name for name in (anchor, *numbers) if name not in taken)

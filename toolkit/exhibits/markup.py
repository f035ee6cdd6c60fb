"""Text that has passed the gate in, HTML out: every letter escaped, every tag one of ours."""

from collections.abc import Iterable
from html import escape
from typing import Literal, NewType

from toolkit.exhibits.gate import Public

Html = NewType("Html", str)
"""Markup of ours round text that has passed the gate."""

# fmt: off
Tag = Literal[
    "a", "article", "caption", "dd", "del", "details", "div", "dl", "dt", "em", "h3", "ins", "mark", "p", "span",
    "summary", "table", "tbody", "td", "th", "thead", "tr",
]
Css = Literal[
    "after", "bar", "before", "card", "cards", "exhibit", "finding", "number", "part", "part part-1", "part part-2",
    "part part-3", "part part-4", "parts", "passage", "passages", "reading", "sign", "source",
    "tex2jax_ignore mathjax_ignore", "word",
]
# fmt: on


def words(text: Public) -> Html:
    """Write text as HTML.

    Examples
    --------
    >>> from toolkit.exhibits.gate import Public
    >>> words(Public("a < b"))
    'a &lt; b'
    """
    return Html(escape(text))


def tag(name: Tag, *inner: Html, css: Css | None = None, **attributes: Public) -> Html:
    """Write an element; an attribute's name has its dashes as underscores.

    Examples
    --------
    >>> from toolkit.exhibits.gate import Public
    >>> tag("td", words(Public("12")), css="number")
    '<td class="number">12</td>'
    """
    written = [f' {key.replace("_", "-")}="{escape(value)}"' for key, value in attributes.items()]
    opening = "".join([*([f' class="{css}"'] if css else []), *written])
    return Html(f"<{name}{opening}>{''.join(inner)}</{name}>")


def row(*inner: Html) -> Html:
    """Put elements one after the other."""
    return Html("".join(inner))


def linked(between: Public, parts: Iterable[Html]) -> Html:
    """Put elements one after the other with words between them."""
    return Html(escape(between).join(parts))

"""A notebook with its outputs in, the parts of its page out, each as safe HTML."""

import json
from collections.abc import Callable, Iterator
from html import escape
from typing import Any, NamedTuple

from nbconvert.filters import Highlight2HTML, strip_ansi
from nbformat import NotebookNode

from toolkit.exhibits.gate import Public
from toolkit.publish.clean import clean, shape, split_source
from toolkit.publish.prose import Heading, Writer
from toolkit.sound import LeftOutWarning

PLOTLY = "application/vnd.plotly.v1+json"
# The kinds of `exhibits` that carry HTML of their own; whatever else a cell gives is shown as plain text.
KINDS = ("caption", "table", "finding", "passages", "cards")


TALL = 560
"""A figure higher than this, in pixels, pushes what follows off the first page."""


class Part(NamedTuple):
    """One part of a page.

    Notes
    -----
    `kind` is prose, finding, figure, table, passages, cards, plain or code. A figure carries its drawing as `drawing`,
    what it shows in one sentence as `reading`, its caption as `html`, and what it rests on as `source`.
    """

    kind: str
    html: str
    drawing: str = ""
    reading: str = ""
    source: str = ""
    height: int = 0


class Told(NamedTuple):
    """One notebook, ready for a template."""

    name: str
    title: str
    headings: list[Heading]
    parts: list[Part]

    def first(self, kind: str) -> Part | None:
        """Hand back the first part of a kind."""
        return next((part for part in self.parts if part.kind == kind), None)

    def teaser(self) -> Part | None:
        """Hand back the figure for the first page: the first that is not tall, or else the lowest."""
        figures = [part for part in self.parts if part.kind == "figure"]
        lowest = min(figures, key=lambda part: part.height, default=None)
        return next((part for part in figures if part.height <= TALL), lowest)


Gate = Callable[[str], Public]


def tell(notebook: NotebookNode, name: str, gate: Gate) -> Told:
    """Turn the cells of an executed notebook into the parts of its page, in the notebook's order.

    Parameters
    ----------
    gate
        Generalises what did not come through an exhibit: prose, code and plain outputs.
    """
    writer = Writer()
    parts = [part for part in _parts(notebook.cells, writer, gate) if part.html]
    return Told(name, _title(writer.headings, name), writer.headings, parts)


def _parts(cells: list[NotebookNode], writer: Writer, gate: Gate) -> Iterator[Part]:
    # Code stands after what it shows; a cell that shows nothing is folded together with the next one that does.
    code: list[str] = []
    for cell in cells:
        shown = [part for part in _outputs(cell.get("outputs", []), gate) if part.html]
        if cell.cell_type == "code":
            code.append(gate(cell.source))
        if cell.cell_type == "markdown" or shown:
            yield from (*shown, _code(code))
            code = []
        if cell.cell_type == "markdown":
            yield Part("prose", writer.write(gate(cell.source)))
    yield _code(code)


def _title(headings: list[Heading], name: str) -> str:
    return headings[0].text if headings and headings[0].level == 1 else name.capitalize()


def _code(cells: list[str]) -> Part:
    highlight = Highlight2HTML()  # type: ignore[no-untyped-call]
    return Part("code", "\n".join(highlight(cell, language="python") for cell in cells))


def _outputs(outputs: list[NotebookNode], gate: Gate) -> Iterator[Part]:
    figure: Part | None = None
    for output in outputs:
        part = _part(output, gate)
        if figure is not None:
            yield _captioned(figure, part) if part.kind == "caption" else figure
        if part.kind not in {"caption", "figure"}:
            yield part
        figure = part if part.kind == "figure" else None
    if figure is not None:
        yield figure


def _captioned(figure: Part, caption: Part) -> Part:
    reading, source = split_source(caption.html)
    return figure._replace(html=reading, source=source or figure.source)


def _part(output: NotebookNode, gate: Gate) -> Part:
    about = output.get("metadata", {}).get("parallax", {})
    data = output.get("data", {})
    kind = about.get("kind")
    if kind == "figure" and PLOTLY in data:
        return _figure(data[PLOTLY], about)
    if kind in KINDS and "text/html" in data:
        return Part(kind, shape(clean(data["text/html"])))
    return Part("plain", _plain(output, gate))


def _figure(drawing: dict[str, Any], about: dict[str, Any]) -> Part:
    reading = str(about.get("reading", ""))
    layout = drawing.get("layout", {})
    kept = {"data": drawing.get("data", []), "layout": layout}
    caption = f'<p class="reading">{escape(reading)}</p>'
    passages = int(about.get("passages", 0))
    source = f"Source: {passages:,} passage{'' if passages == 1 else 's'}." if passages else ""
    return Part("figure", caption, embedded(kept), reading, source, int(layout.get("height") or 420))


def embedded(value: object) -> str:
    """Write a drawing as JSON that may stand in a page."""
    # Inside a script element only these could end it or open a comment; JSON reads them the same when escaped.
    text = json.dumps(value, sort_keys=True, separators=(",", ":"))
    return text.replace("<", r"\u003c").replace(">", r"\u003e").replace("&", r"\u0026")


def _plain(output: NotebookNode, gate: Gate) -> str:
    if output.output_type == "error":
        text = f"{output.ename}: {output.evalue}"
    else:
        text = output.get("text") or output.get("data", {}).get("text/plain", "")
    if output.get("name") == "stderr" and LeftOutWarning.__name__ in text:
        return ""  # the foot of the page says it, without the path and the line of code
    shown = gate(strip_ansi(text).strip())  # type: ignore[no-untyped-call]
    return f"<pre>{escape(shown)}</pre>" if shown else ""

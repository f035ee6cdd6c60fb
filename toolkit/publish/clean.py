"""HTML of an output in, HTML for a page out: only what a list allows, tables that can be read on a phone."""

import re

from bs4 import BeautifulSoup, ResultSet, Tag
from nbconvert.preprocessors.sanitize import SanitizeHTML

# fmt: off
TAGS = [
    "a", "abbr", "article", "aside", "b", "blockquote", "br", "caption", "cite", "code", "col",
    "colgroup", "dd", "del", "details", "div", "dl", "dt", "em", "h2", "h3", "h4", "h5", "h6", "hr",
    "i", "ins", "li", "mark", "ol", "p", "pre", "q", "s", "small", "span", "strong", "sub", "summary",
    "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "ul",
]
# fmt: on
ATTRIBUTES = {
    "*": ["aria-hidden", "class", "id", "lang", "style", "title"],
    "a": ["href"],
    "td": ["colspan", "rowspan", "headers"],
    "th": ["colspan", "data-measure", "rowspan", "scope"],
    "time": ["datetime"],
    "details": ["open"],
}
# Cells longer than this many characters make a table that turns into blocks on a phone, where others scroll.
WORDY = 40
# Cells of at most this many characters share a line there.
SHORT = 18
# A name, or a word, of more characters than this may break: else its column would push the others off the page.
NAME = 28
# A table of more rows than this can be folded, and is on a phone.
LONG = 8
# The wrapper that keeps JupyterLab from setting formulas; pages set none.
UNSET = "div.mathjax_ignore"
METHOD = "method.html"
ANCHOR = re.compile(r"[a-z]+-[a-z_]+")
STYLES = ["background-color", "color", "flex-grow", "width", "text-align", "margin-left"]


def clean(html: str) -> str:
    """Keep the tags, attributes and styles that a page needs, and show every other tag as text.

    Examples
    --------
    >>> clean('<p class="finding">At least 12 <script>alert(1)</script></p>')
    '<p class="finding">At least 12 &lt;script&gt;alert(1)&lt;/script&gt;</p>'
    """
    gate = SanitizeHTML(tags=TAGS, attributes=ATTRIBUTES, styles=STYLES)  # type: ignore[no-untyped-call]  # nbconvert has no types
    return str(gate.sanitize_html_tags(html))  # type: ignore[no-untyped-call]  # nbconvert has no types


def shape(html: str) -> str:
    """Prepare clean HTML for narrow screens: tables that scroll or fold, cells that name their column, cards in rows.

    Parameters
    ----------
    html : str
        What `clean` gives.
    """
    soup = BeautifulSoup(html, "html.parser")
    for wrapper in soup.select(UNSET):
        wrapper.unwrap()
    for head in soup.select("th[data-measure]"):
        _lead_to_method(soup, head)
    for table in soup.find_all("table"):
        _label_cells(table)
        _say_none(soup, table)
        _fold(soup, _wrap(soup, table))
    for cards in soup.find_all("div", class_="cards"):
        _group_terms(soup, cards)
    return str(soup)


def split_source(html: str) -> tuple[str, str]:
    """Take the source out of a caption: the reading stands over the drawing, what it rests on below it.

    Examples
    --------
    >>> split_source('<p class="reading">Two accounts agree. <span class="source">Source: 2 passages.</span></p>')
    ('<p class="reading">Two accounts agree. </p>', 'Source: 2 passages.')
    """
    soup = BeautifulSoup(html, "html.parser")
    found = [span.extract().decode_contents() for span in soup.find_all("span", class_="source")]
    return str(soup), " ".join(found)


def _lead_to_method(soup: BeautifulSoup, head: Tag) -> None:
    # A notebook has no page on its method to lead to, so that its headings only name their place there.
    anchor = str(head["data-measure"])
    del head["data-measure"]
    if ANCHOR.fullmatch(anchor):
        link = soup.new_tag("a", attrs={"href": f"{METHOD}#{anchor}", "title": "How right this column is"})
        link.extend(head.contents[:])
        head.append(link)


def _label_cells(table: Tag) -> None:
    heads = table.select("thead th")
    rows = [row.find_all(["th", "td"], recursive=False) for row in table.select("tbody tr")]
    for head, column in zip(heads, zip(*rows, strict=False), strict=False):
        for cell in column:
            cell["data-label"] = head.get_text(" ", strip=True)
            words = [cell.get_text()] if cell.name == "th" else cell.get_text().split()
            _mark(cell, "long", when=max(map(len, words), default=0) > NAME)
        _align(head, column)
    if any(len(cell.get_text()) > WORDY for row in rows for cell in row):
        _mark(table, "wordy", when=True)
        _share_lines(rows)


def _share_lines(rows: list[ResultSet[Tag]]) -> None:
    for column in zip(*rows, strict=False):
        brief = all(len(cell.get_text()) <= SHORT for cell in column)
        for cell in column:
            _mark(cell, "short", when=brief)


def _mark(tag: Tag, word: str, *, when: bool) -> None:
    if when:
        tag["class"] = " ".join([*_classes(tag), word])


def _align(head: Tag, column: tuple[Tag, ...]) -> None:
    # A column of numbers stands to the right with its heading; a missing value in a column of words does not.
    digits = (cell.get_text() for cell in column if "number" in _classes(cell))
    numeric = "number" in _classes(head) or any(any(letter.isdigit() for letter in text) for text in digits)
    for cell in (head, *column):
        kept = [name for name in _classes(cell) if name != "number"] + ["number"] * numeric
        del cell["class"]
        if kept:
            cell["class"] = " ".join(kept)


def _classes(tag: Tag) -> list[str]:
    return " ".join(name for name in tag.get_attribute_list("class") if name).split()


def _say_none(soup: BeautifulSoup, table: Tag) -> None:
    body = table.find("tbody")
    if body is not None and not body.find("tr"):
        row, cell = soup.new_tag("tr"), soup.new_tag("td", attrs={"colspan": str(len(table.select("thead th")) or 1)})
        cell.string = "None found."
        row.append(cell)
        body.append(row)


def _wrap(soup: BeautifulSoup, table: Tag) -> Tag:
    caption = table.find("caption")
    label = caption.get_text(" ", strip=True) if caption else "Table"
    # A region that scrolls must be reachable by keyboard, and bear a name.
    region = {"class": "scroll", "role": "region", "tabindex": "0", "aria-label": label}
    return table.wrap(soup.new_tag("div", attrs=region))


def _fold(soup: BeautifulSoup, region: Tag) -> None:
    # Open as written: without a script, and on paper, nothing is out of reach.
    rows = len(region.select("tbody tr"))
    if rows <= LONG or not region.select("table.wordy") or region.find_parent("details"):
        return
    summary = soup.new_tag("summary")
    summary.string = f"{region['aria-label']}: {rows:,} rows"
    region.wrap(soup.new_tag("details", attrs={"class": "long-table", "open": ""})).insert(0, summary)


def _group_terms(soup: BeautifulSoup, cards: Tag) -> None:
    # Each term in a row of its own, so that the same term stands at the same height in every card.
    for term in cards.find_all("dt"):
        group = term.wrap(soup.new_tag("div"))
        while (following := _next_description(group)) is not None:
            group.append(following.extract())
    most = max((len(card.find_all("dt")) for card in cards.find_all("article")), default=0)
    cards["style"] = f"--rows: {most + 1}"


def _next_description(group: Tag) -> Tag | None:
    following = group.find_next_sibling()
    return following if following is not None and following.name == "dd" else None

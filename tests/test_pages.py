import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import NOTEBOOKS, PAGES, SEEDS, WITHOUT_FIGURES, Visit, visit
from bs4 import BeautifulSoup, Tag
from cells import no_kernel
from invented import ENTITIES, STRAIT, ferry_study, write_study
from playwright.sync_api import Browser, Page, expect

from toolkit.errors import ToolkitError
from toolkit.publish import publish
from toolkit.publish.clean import clean, shape
from toolkit.publish.prose import Writer
from toolkit.study import load

MEGABYTE = 1_000_000
NAMES = PAGES[1:]

SHOW = """
from IPython.display import display

def show(kind, html, **about):
    display({"text/html": html, "text/plain": "plain"}, raw=True, metadata={"parallax": {"kind": kind, **about}})

def draw(figure, reading):
    about = {"kind": "figure", "reading": reading, "passages": 2}
    data = {"application/vnd.plotly.v1+json": figure, "text/plain": reading}
    display(data, raw=True, metadata={"parallax": about})
"""

DRAWING = """
draw({"data": [{"type": "bar", "x": [3, 5], "y": ["Account 1", "Account 2"], "orientation": "h"}], "layout": {}},
     "Account 2 prints five words and Account 1 three.")
"""

# Do to everything on a page what would wake a handler, and follow every link that leads to no page.
PROVOKE = """() => {
  const elsewhere = "a[href*='.html'], a[href^='http']";
  for (const each of document.querySelectorAll("main, main *")) {
    for (const kind of ["error", "load", "mouseover", "toggle"]) each.dispatchEvent(new Event(kind));
    if (!each.matches(elsewhere)) each.dispatchEvent(new MouseEvent("click", { cancelable: true }));
  }
}"""

# Each of these would set window.ran if it ran.
HOSTILE_MARKDOWN = """## Who <img src=x onerror="ran=1"> spoke?

<script>ran = 1</script> [a link](javascript:ran=1) ![a picture](http://example.org/a.png)
[another](data:text/html,<script>ran=1</script>)

```mermaid
<img src=x onerror="ran=1">
```
"""
HOSTILE_OUTPUTS = """
evil = '<img src=x onerror="ran=1"><script>ran = 1</script><a href="javascript:ran=1" onclick="ran=1">A mayor said</a>'
card = '<article class="card"><h3>' + evil + "</h3><dl><dt>Names the event</dt><dd>" + evil + "</dd></dl></article>"
caption = '<caption>"><script>ran=1</script></caption>'
unfolding = '<summary ontoggle="ran=1">See</summary><svg onload="ran=1"></svg>'
layout = {"title": {"text": "</script><script>ran=1</script><!--<script>"}}
trace = {"type": "scatter", "mode": "markers+text", "x": [1], "y": [1], "text": [evil], "hovertext": [evil]}

show("finding", '<p class="finding" onmouseover="ran=1">A mayor said' + evil + "</p>")
show("cards", '<div class="cards">' + card + "</div>")
show("table", '<table class="exhibit">' + caption + "<tbody><tr><td>" + evil + "</td></tr></tbody></table>")
show("passages", '<details class="passages" open>' + unfolding + "</details>")
draw({"data": [trace], "layout": layout}, "A mayor said </script>" + evil)
display({"text/html": evil, "text/plain": evil}, raw=True)
print(evil)
evil
"""
BARE = "import pandas as pd\npd.DataFrame({'word': ['<b>ferry</b>']})"


HOSTILE_ARTICLE = """</title><script>ran = 1</script> Ferry fire kills at least 12 <img src=x onerror="ran=1">

=HYPERLINK("http://example.org","At least 12") people were killed\u202e near\u202c Port Aro, police said. 👍🏽

“We lost <b>friends</b> </script><img src=x onerror='ran=1'>,” said Mayor Ina Vell, <svg onload=ran=1> acting mayor.

She added: “Nobody knows why."""


def write_notebooks(folder: Path, *cells: str, parameters: str = 'STUDY = "../seeds"') -> Path:
    """Write four small notebooks that need no analysis: markdown where a cell starts with #, else code."""
    folder.mkdir()
    for name in NAMES:
        tagged = nbformat.v4.new_code_cell(parameters, metadata={"tags": ["parameters"]}, id="parameters")
        title = nbformat.v4.new_markdown_cell(f"# What of {name}?", id="title")
        made = [_cell(text, f"cell-{number}") for number, text in enumerate((SHOW, *cells))]
        nbformat.write(nbformat.v4.new_notebook(cells=[title, tagged, *made]), folder / f"{name}.ipynb")
    return folder


def _cell(text: str, name: str) -> nbformat.NotebookNode:
    new = nbformat.v4.new_markdown_cell if text.startswith("#") else nbformat.v4.new_code_cell
    return new(text, id=name)


# What is written


def test_a_site_has_its_six_pages_and_three_files_beside_them(site: Path) -> None:
    assert {file.name for file in site.iterdir()} == {f"{name}.html" for name in (*PAGES, *WITHOUT_FIGURES)} | {
        "plotly.min.js",
        "site.css",
        "site.js",
    }


def test_a_site_has_at_most_6_megabytes_and_a_page_half_of_one(site: Path) -> None:
    sizes = {file.name: file.stat().st_size for file in site.iterdir()}
    assert sum(sizes.values()) <= 6 * MEGABYTE
    assert max(size for name, size in sizes.items() if name != "plotly.min.js") <= MEGABYTE / 2


def test_two_runs_give_the_same_bytes(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The other run is the one whose outputs are committed; the strict comparison of the notebooks is the third.
    monkeypatch.setattr("toolkit.publish.run._execute", lambda *_: None)
    again = publish(SEEDS, NOTEBOOKS, tmp_path / "again").parent
    assert {file.name: file.read_bytes() for file in again.iterdir()} == {
        file.name: file.read_bytes() for file in site.iterdir()
    }


def code_of(page: Path) -> str:
    soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    return "\n".join(code.get_text() for code in soup.select("details.code"))


@pytest.mark.parametrize(
    ("named", "shown"),
    [
        ("my-study", 'STUDY = "my-study"'),
        ("data/my-study", 'STUDY = "data/my-study"'),
        ("./my-study/", 'STUDY = "my-study"'),
        ("../here/my-study", 'STUDY = "../here/my-study"'),
        ("{here}/my-study", 'STUDY = "my-study"'),
        ("the town's study", 'STUDY = "the town\'s study"'),
        ('a "study"', "STUDY = 'a \"study\"'"),
    ],
)
def test_the_code_of_a_page_names_the_study_as_the_command_did_and_no_path_of_this_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str, shown: str
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setattr("toolkit.publish.run._execute", lambda *_: None)  # the cells stand there, run or not
    folder = Path(named.format(here=here))
    ferry_study(folder)
    index = publish(folder, write_notebooks(tmp_path / "notebooks", DRAWING), tmp_path / "site")
    for name in NAMES:
        assert code_of(index.parent / f"{name}.html").count("STUDY =") == 1
        assert shown in code_of(index.parent / f"{name}.html")
        assert str(tmp_path) not in (index.parent / f"{name}.html").read_text(encoding="utf-8")


def test_no_page_names_a_path_of_this_machine(site: Path) -> None:
    for page in site.glob("*.html"):
        assert str(SEEDS.parent) not in page.read_text(encoding="utf-8"), page.name


def test_a_heading_that_was_measured_leads_to_its_place_on_the_method_page_and_no_other_does() -> None:
    head = '<th scope="col" data-measure="{}">Entity</th>'
    for anchor, link in (
        ("labels-entity", '<a href="method.html#labels-entity" title="How right this column is">Entity</a>'),
        ('x" onclick="ran=1', "Entity"),
        ("labels-entity&quot;&gt;&lt;script&gt;", "Entity"),
    ):
        html = shape(clean(f"<table><thead><tr>{head.format(anchor)}</tr></thead></table>"))
        (cell,) = BeautifulSoup(html, "html.parser").select("th")
        assert cell.decode_contents() == link
        assert set(cell.attrs) == {"scope"}


def test_every_measured_heading_of_a_page_leads_to_the_method_page(site: Path) -> None:
    led = {
        (name, link.get_text(), str(link["href"]))
        for name in NAMES
        for link in BeautifulSoup((site / f"{name}.html").read_text(encoding="utf-8"), "html.parser").select("th a")
        if "method.html" in str(link["href"])
    }
    assert {
        ("framing", "Entity", "method.html#labels-entity"),
        ("framing", "Patient", "method.html#actions-patient"),
        ("framing", "Passage", "method.html#labels-text"),
        ("quotes", "Said by", "method.html#quotes-speaker"),
        ("casualties", "Figure", "method.html#claims-low"),
        ("casualties", "Source", "method.html#claims-origin"),
        ("casualties", "Best", "method.html#estimates-best"),
    } <= led


def test_the_method_page_shows_the_lowest_figure_of_each_column_first(browser: Browser, site: Path) -> None:
    with visit(browser, site / "method.html") as visited:
        for heading in visited.page.locator(".measured[id]").all():
            figures = heading.locator("xpath=following-sibling::*[1]").locator("tbody tr").all_inner_texts()
            lowest = [min(map(float, re.findall(r"[\d.]+(?=\u00a0%)", text))) for text in figures]
            assert lowest == sorted(lowest)
            assert lowest


def test_no_page_shows_the_mark_that_keeps_a_notebook_from_setting_formulas(site: Path) -> None:
    for page in site.glob("*.html"):
        assert "mathjax" not in page.read_text(encoding="utf-8"), page.name


def test_publishing_changes_no_notebook(tmp_path: Path) -> None:
    notebooks = write_notebooks(tmp_path / "notebooks", DRAWING)
    before = {file.name: file.read_bytes() for file in notebooks.iterdir()}
    with no_kernel():
        publish(SEEDS, notebooks, tmp_path / "site")
    assert {file.name: file.read_bytes() for file in notebooks.iterdir()} == before


def test_a_report_is_replaced_whole(tmp_path: Path) -> None:
    notebooks = write_notebooks(tmp_path / "notebooks", DRAWING)
    with no_kernel():
        index = publish(SEEDS, notebooks, tmp_path / "site")
        (index.parent / "left-over.html").write_text("of an earlier version")
        assert publish(SEEDS, notebooks, tmp_path / "site") == index
    assert not (index.parent / "left-over.html").exists()
    assert {path.name for path in tmp_path.iterdir()} == {"notebooks", "site"}


def test_a_folder_that_holds_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("Chapter 1")
    with pytest.raises(ToolkitError, match="this folder holds something that is no report"):
        publish(SEEDS, NOTEBOOKS, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("notes")
    with pytest.raises(ToolkitError, match="this is a file"):
        publish(SEEDS, NOTEBOOKS, tmp_path / "site")


def test_a_place_that_can_not_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("notes")
    notebooks = write_notebooks(tmp_path / "notebooks", DRAWING)
    with no_kernel(), pytest.raises(ToolkitError, match=r"site: the pages can't be written: [^\n]+$"):
        publish(SEEDS, notebooks, tmp_path / "file" / "site")


def test_a_notebook_that_fails_is_one_line_and_leaves_the_report_as_it_was(tmp_path: Path) -> None:
    with no_kernel():
        index = publish(SEEDS, write_notebooks(tmp_path / "sound", DRAWING), tmp_path / "site")
    before = index.read_bytes()
    failing = write_notebooks(tmp_path / "failing", "x = 1", "[][3]")
    with pytest.raises(ToolkitError, match=r"^corpus\.ipynb, cell 5: IndexError: list index out of range$"):
        publish(SEEDS, failing, tmp_path / "site")
    assert index.read_bytes() == before


def test_a_fault_of_the_study_is_told_in_its_own_words(tmp_path: Path) -> None:
    faults = "'groups.csv line 2: no group', 'groups.csv line 3: no term'"
    failing = write_notebooks(tmp_path / "failing", f"from toolkit.errors import RuleError\nraise RuleError({faults})")
    with pytest.raises(ToolkitError, match=r"^groups\.csv line 2: no group\ngroups\.csv line 3: no term$"):
        publish(SEEDS, failing, tmp_path / "site")


def test_a_notebook_without_its_parameters_is_refused(tmp_path: Path) -> None:
    notebooks = write_notebooks(tmp_path / "notebooks", parameters="FOLDER = 1")
    with pytest.raises(ToolkitError, match='no cell tagged "parameters" that sets STUDY'):
        publish(SEEDS, notebooks, tmp_path / "site")


def test_a_missing_notebook_is_named(tmp_path: Path) -> None:
    with pytest.raises(ToolkitError, match=r"corpus\.ipynb: no such notebook"):
        publish(SEEDS, tmp_path, tmp_path / "site")


def test_a_kernel_that_dies_is_one_line(tmp_path: Path) -> None:
    notebooks = write_notebooks(tmp_path / "notebooks", "import os\nos._exit(1)")
    with pytest.raises(ToolkitError, match=r"^corpus\.ipynb: the notebook could not be run: [^\n]+$"):
        publish(SEEDS, notebooks, tmp_path / "site")


def test_each_step_is_announced(tmp_path: Path) -> None:
    said: list[str] = []
    with no_kernel():
        publish(SEEDS, write_notebooks(tmp_path / "notebooks"), tmp_path / "site", said.append)
    assert said[0] == "Running corpus.ipynb (1 of 4)"
    assert len(said) == 5


TABLE = """<table><caption>Two accounts</caption><thead><tr><th>Outlet</th><th>Words</th></tr></thead>
<tbody><tr><td class="number">–</td><td class="number">1,204</td></tr></tbody></table>"""


def test_a_column_of_numbers_has_its_heading_to_the_right_and_one_of_words_nothing() -> None:
    cells = BeautifulSoup(shape(TABLE), "html.parser").find_all(["th", "td"])
    assert [(cell.get_text(), cell.get("class")) for cell in cells] == [
        ("Outlet", None),
        ("Words", ["number"]),
        ("–", None),
        ("1,204", ["number"]),
    ]


def test_a_table_without_rows_says_so() -> None:
    html = "<table><thead><tr><th>Outlet</th><th>Words</th></tr></thead><tbody></tbody></table>"
    assert '<td colspan="2">None found.</td>' in shape(html)


def test_a_table_stands_in_a_region_that_bears_its_caption_and_takes_the_focus() -> None:
    region = BeautifulSoup(shape(TABLE), "html.parser").div
    assert region is not None
    assert (region["role"], region["tabindex"], region["aria-label"]) == ("region", "0", "Two accounts")


def long_table(rows: int, *, named: str = "Account 1") -> str:
    row = (
        f'<tr><th scope="row">{named}</th><td>at least 12</td><td>{"as the coast guard told reporters " * 2}</td></tr>'
    )
    heads = "".join(f"<th>{name}</th>" for name in ("Account", "Figure", "Why"))
    return f"<table><caption>Figures</caption><thead><tr>{heads}</tr></thead><tbody>{row * rows}</tbody></table>"


def test_a_long_table_with_sentences_can_be_folded_and_says_how_long_it_is() -> None:
    folded = BeautifulSoup(shape(long_table(9)), "html.parser").details
    assert folded is not None
    assert folded.has_attr("open")
    assert folded.summary is not None
    assert folded.summary.get_text() == "Figures: 9 rows"
    assert "<details" not in shape(long_table(8))


def test_a_table_that_is_folded_already_is_not_folded_again() -> None:
    html = shape(f"<details><summary>See them</summary>{long_table(9)}</details>")
    assert html.count("<details") == 1


def test_a_column_of_short_cells_shares_a_line() -> None:
    cells = BeautifulSoup(shape(long_table(1)), "html.parser").select("tbody tr > *")
    assert [cell.get("class") for cell in cells] == [["short"], ["short"], None]


def test_a_long_name_and_a_long_word_may_break() -> None:
    name = "Evening Gazette of the Provinces"
    assert [cell.get_text() for cell in long_cells(long_table(1, named=name))] == [name]
    assert long_cells(long_table(1).replace("coast guard", "coastguard" * 3))
    assert not long_cells(long_table(1))


def long_cells(html: str) -> list[Tag]:
    return list(BeautifulSoup(shape(html), "html.parser").select(".long"))


MARKS = """He said "no", and *"never"*; the towns' toll isn't "12".

`print("it's")`
"""


def test_quotation_marks_and_apostrophes_are_set_as_print_has_them_and_code_is_not() -> None:
    html = BeautifulSoup(Writer().write(MARKS), "html.parser")
    assert [part.get_text() for part in html.select("p")] == [
        "He said \u201cno\u201d, and \u201cnever\u201d; the towns\u2019 toll isn\u2019t \u201c12\u201d.",
        'print("it\'s")',
    ]


def test_what_did_not_come_through_an_exhibit_is_generalised_too(tmp_path: Path) -> None:
    study = ferry_study(tmp_path / "study")
    (study / "README.md").write_text("# The fire that Ana Roe saw\n", encoding="utf-8")
    cells = ("## What did Ana Roe see?\n\nAsk Roe.", 'print("Ana Roe")  # Ana Roe', '"Roe"')
    out = publish(study, write_notebooks(tmp_path / "notebooks", *cells), tmp_path / "site").parent
    pages = "".join((out / f"{name}.html").read_text(encoding="utf-8") for name in PAGES)
    assert "Roe" not in pages
    assert "<title>The fire that a resident saw" in pages
    assert "What did a resident see?" in pages


def test_pages_with_more_than_the_share_say_why_on_every_one(tmp_path: Path) -> None:
    shown = f'show("finding", "<p>{" ".join(STRAIT.split())}</p>".replace(chr(34), ""))'
    study = write_study(tmp_path / "study", {"a": STRAIT})
    notebooks = write_notebooks(tmp_path / "notebooks", shown.replace('"We', "We").replace('tonight."', "tonight."))
    with no_kernel(), pytest.raises(ToolkitError, match=r'article a: .*--full-text "reason"'):
        publish(study, notebooks, tmp_path / "site")
    with no_kernel():
        out = publish(study, notebooks, tmp_path / "site", full_text="Its publisher allows it.").parent
    for name in PAGES:
        html = (out / f"{name}.html").read_text(encoding="utf-8")
        assert "More than 60 % of an article may stand on these pages: Its publisher allows it." in html
        assert "Paper 1 100%" in html
    with pytest.raises(ToolkitError, match="expected a reason"):
        publish(study, notebooks, tmp_path / "site", full_text=" ")


# What a reader meets


@pytest.fixture(scope="module", params=(*PAGES, *WITHOUT_FIGURES))
def opened(request: pytest.FixtureRequest, browser: Browser, site: Path) -> Iterator[Visit]:
    """Open a page with everything that is folded unfolded."""
    with visit(browser, site / f"{request.param}.html") as visited:
        visited.page.wait_for_load_state("networkidle")
        visited.page.evaluate("() => document.querySelectorAll('details').forEach((folded) => (folded.open = true))")
        yield visited


def test_a_page_makes_no_request_and_no_complaint(opened: Visit) -> None:
    assert opened.requests == []
    assert opened.complaints == []


def test_every_figure_is_drawn_with_its_reading(opened: Visit) -> None:
    figures = opened.page.locator("figure.exhibit")
    assert bool(figures.count()) != opened.page.url.endswith("method.html")
    for figure in figures.all():
        assert figure.locator("svg.main-svg").first.is_visible()
        assert figure.locator("figcaption").inner_text().strip()
        assert figure.get_by_role("group").get_attribute("aria-label")


@pytest.fixture(scope="module", params=PAGES)
def fresh(request: pytest.FixtureRequest, browser: Browser, site: Path) -> Iterator[Page]:
    """Open a page as it is, in the dark; what a test does to it, it undoes."""
    with visit(browser, site / f"{request.param}.html", color_scheme="dark") as visited:
        yield visited.page


def test_code_is_folded_and_can_be_opened(fresh: Page) -> None:
    if fresh.url.endswith("index.html"):
        expect(fresh.locator("details.code")).to_have_count(0)
        return
    code = fresh.locator("details.code").first
    assert not code.locator("pre").first.is_visible()
    code.locator("summary").click()
    assert code.locator("pre").first.is_visible()
    code.locator("summary").click()


def test_figures_fit_a_sheet_of_paper_and_afterwards_the_screen_again(fresh: Page) -> None:
    fresh.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    boxes = [drawn.bounding_box() for drawn in fresh.locator("svg.main-svg:visible").all()]
    assert boxes
    assert all(box and box["width"] <= 661 and box["height"] <= 821 for box in boxes)
    fresh.evaluate("() => dispatchEvent(new Event('afterprint'))")
    assert fresh.evaluate("() => document.documentElement.scrollWidth") <= 1280


def test_hovering_over_a_figure_shows_a_label(fresh: Page) -> None:
    mark = fresh.locator("figure.exhibit .points path:visible").first
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box is not None
    fresh.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    fresh.locator(".hoverlayer .hovertext").first.wait_for()


# Plotly draws a label for whatever lies at a point of a figure: each mark of each trace is asked for in turn.
HOVER = """async () => {
  const told = [];
  for (const plot of document.querySelectorAll(".js-plotly-plot")) {
    const marks = plot.calcdata.flatMap((trace, curveNumber) =>
      trace.map((_, pointNumber) => ({ curveNumber, pointNumber })));
    for (const mark of marks.filter(({ curveNumber }) => plot._fullData[curveNumber].hoverinfo !== "skip")) {
      const trace = plot._fullData[mark.curveNumber];
      Plotly.Fx.hover(plot, [mark], trace.xaxis === undefined ? undefined : [trace.xaxis + (trace.yaxis || "y")]);
      const labels = [...plot.querySelectorAll(".hoverlayer .hovertext")].map((each) => each.textContent);
      told.push({ trace: mark.curveNumber, given: trace.hovertext ?? trace.hovertemplate, labels });
      Plotly.Fx.unhover(plot);
    }
  }
  return told;
}"""


def test_every_mark_under_the_pointer_says_its_label_and_no_tag_or_name_of_a_trace(opened: Visit) -> None:
    if Path(opened.page.url).stem in WITHOUT_FIGURES:
        expect(opened.page.locator(".plot")).to_have_count(0)
        return
    expect(opened.page.locator(".plot .main-svg").first).to_be_attached()
    told = opened.page.evaluate(HOVER)
    labels = [label for mark in told for label in mark["labels"]]
    assert labels
    assert [label for label in labels if re.search(r"</?\w+>|\btrace \d|%\{|undefined|NaN", label)] == []
    assert [mark for mark in told if not mark["labels"] and mark["given"]] == []


def test_the_tab_key_reaches_everything_that_can_be_used(opened: Visit) -> None:
    usable = "a[href], summary, [tabindex='0']"
    opened.page.evaluate("() => document.activeElement.blur()")
    for _ in range(opened.page.locator(usable).count() + 1):
        opened.page.keyboard.press("Tab")
        opened.page.evaluate("() => document.activeElement.setAttribute('data-reached', '')")
    assert opened.page.locator(f":is({usable}):not([data-reached])").count() == 0


def test_axe_finds_nothing_serious_in_the_light_or_in_the_dark(opened: Visit) -> None:
    for scheme in ("dark", "light"):
        opened.page.emulate_media(color_scheme=scheme)
        found = Axe().run(opened.page).response["violations"]
        assert [fault for fault in found if fault["impact"] in {"serious", "critical"}] == [], scheme


def test_no_page_is_wider_than_its_screen(opened: Visit) -> None:
    for width in (320, 375, 1600, 1280):
        opened.page.set_viewport_size({"width": width, "height": 900})
        fits = "(width) => [...document.querySelectorAll('svg.main-svg')].every((drawn) => drawn.clientWidth <= width)"
        opened.page.wait_for_function(fits, arg=width)
        assert opened.page.evaluate("() => document.documentElement.scrollWidth") <= width


def test_a_page_names_its_language_its_title_and_its_place(opened: Visit) -> None:
    assert opened.page.locator("html").get_attribute("lang") == "en"
    assert opened.page.locator("h1").count() == 1
    assert opened.page.locator("h1").inner_text() in opened.page.title()
    assert opened.page.url.endswith(str(opened.page.locator("[aria-current=page]").get_attribute("href")))


def test_no_two_things_on_a_page_bear_the_same_id(opened: Visit) -> None:
    identities = opened.page.eval_on_selector_all("[id]", "(found) => found.map((each) => each.id)")
    assert len(identities) == len(set(identities))


def test_every_link_within_the_site_leads_somewhere(opened: Visit, site: Path) -> None:
    targets = opened.page.eval_on_selector_all("a[href]", "(found) => found.map((each) => each.href)")
    here = [target for target in targets if target.startswith("file:")]
    assert here
    for target in here:
        file, _, anchor = target.partition("#")
        html = (site / file.rpartition("/")[2]).read_text(encoding="utf-8")
        assert not anchor or f'id="{anchor}"' in html


def test_every_page_says_at_its_foot_what_it_rests_on(opened: Visit) -> None:
    foot = opened.page.get_by_role("contentinfo").inner_text()
    assert "Corrections applied by hand" in foot
    assert "What it cannot show" in foot
    assert re.search(r"\b[0-9a-f]{64}\b", foot)


def test_the_index_shows_a_card_for_each_account_and_a_finding_for_each_notebook(browser: Browser, site: Path) -> None:
    accounts = len((SEEDS / "manifest.csv").read_text(encoding="utf-8").splitlines()) - 1
    with visit(browser, site / "index.html") as visited:
        assert visited.page.locator(".cards article.card").count() == accounts
        for name in ("framing", "quotes", "casualties"):
            teaser = visited.page.locator(f"section.teaser:has(#{name})")
            assert teaser.locator("p.finding").inner_text().strip()
            assert teaser.locator("svg.main-svg").count() >= 1


def test_the_index_bears_the_title_of_the_study(browser: Browser, site: Path) -> None:
    with visit(browser, site / "index.html") as visited:
        assert visited.page.locator("h1").inner_text() == load(SEEDS).title


def test_an_index_without_a_title_bears_the_name_of_the_folder(tmp_path: Path) -> None:
    notebooks = write_notebooks(tmp_path / "notebooks", DRAWING)
    with no_kernel():
        index = publish(ferry_study(tmp_path / "ferry"), notebooks, tmp_path / "site")
    assert "<h1>ferry</h1>" in index.read_text(encoding="utf-8")


def test_figures_take_the_colours_of_the_dark_when_it_falls(browser: Browser, site: Path) -> None:
    with visit(browser, site / "framing.html", color_scheme="light") as visited:
        tick = visited.page.locator(".xtick text, .ytick text").first
        by_day = tick.evaluate("(drawn) => getComputedStyle(drawn).fill")
        visited.page.emulate_media(color_scheme="dark")
        muted = "getComputedStyle(document.documentElement).getPropertyValue('--muted').trim()"
        red, green, blue = (int(visited.page.evaluate(f"() => {muted}")[start : start + 2], 16) for start in (1, 3, 5))
        assert by_day != f"rgb({red}, {green}, {blue})"
        expect(tick).to_have_css("fill", f"rgb({red}, {green}, {blue})")


def test_passages_unfold_on_paper_and_fold_again_afterwards(browser: Browser, site: Path) -> None:
    with visit(browser, site / "framing.html") as visited:
        folded = visited.page.locator("details.passages")
        assert folded.count() >= 1
        visited.page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
        assert visited.page.locator("details.passages:not([open])").count() == 0
        visited.page.evaluate("() => dispatchEvent(new Event('afterprint'))")
        assert visited.page.locator("details.passages[open]").count() == 0


def test_a_long_table_is_folded_on_a_phone_and_open_on_a_wide_screen_and_on_paper(browser: Browser, site: Path) -> None:
    with visit(browser, site / "casualties.html", width=375) as visited:
        tables = visited.page.locator("details.long-table")
        shut = visited.page.locator("details.long-table:not([open])")
        assert shut.count() == tables.count() >= 1
        tables.first.locator("summary").press("Enter")
        assert tables.first.locator("tbody tr").first.is_visible()
        visited.page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
        assert shut.count() == 0
        visited.page.evaluate("() => dispatchEvent(new Event('afterprint'))")
        assert shut.count() == tables.count() - 1
        visited.page.set_viewport_size({"width": 1280, "height": 900})
        expect(shut).to_have_count(0)


@pytest.mark.parametrize("name", PAGES)
def test_without_scripts_the_readings_and_tables_still_stand(browser: Browser, site: Path, name: str) -> None:
    with visit(browser, site / f"{name}.html", java_script_enabled=False) as visited:
        assert visited.page.locator("noscript p").is_visible()
        assert all(reading.is_visible() for reading in visited.page.locator("figcaption").all())
        assert not any(plot.is_visible() for plot in visited.page.locator(".plot").all())


# What is hostile


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    notebooks = write_notebooks(folder / "notebooks", HOSTILE_MARKDOWN, HOSTILE_OUTPUTS, BARE)
    return publish(SEEDS, notebooks, folder / "site").parent


@pytest.mark.parametrize("name", PAGES)
def test_nothing_of_a_hostile_notebook_runs(browser: Browser, hostile_site: Path, name: str) -> None:
    with visit(browser, hostile_site / f"{name}.html") as visited:
        visited.page.locator("svg.main-svg").first.wait_for()
        assert visited.complaints == []
        visited.page.evaluate(PROVOKE)
        assert visited.page.evaluate("() => window.ran") is None
        assert visited.requests == []


def test_an_output_that_is_no_exhibit_is_shown_as_plain_text(hostile_site: Path) -> None:
    soup = BeautifulSoup((hostile_site / "quotes.html").read_text(encoding="utf-8"), "html.parser")
    assert soup.select("main table:not(.exhibit), main .dataframe") == []
    assert [pre for pre in soup.select("main .plain pre") if "<b>ferry</b>" in pre.get_text()]


def test_hostile_html_stands_as_text(browser: Browser, hostile_site: Path) -> None:
    with visit(browser, hostile_site / "corpus.html") as visited:
        text = visited.page.locator("main").inner_text()
        assert "<script>ran = 1</script>" in text
        assert visited.page.locator("main img, main [onclick], main [onerror], main [onmouseover]").count() == 0
        assert visited.page.locator("main script:not([type='application/json'])").count() == 0


@pytest.fixture(scope="module")
def hostile_study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile-study")
    study = write_study(folder / "study", {"harbour": HOSTILE_ARTICLE, "strait": STRAIT}, entities=ENTITIES)
    with no_kernel():
        return publish(study, NOTEBOOKS, folder / "site").parent


@pytest.mark.parametrize("name", PAGES)
def test_nothing_of_a_hostile_article_runs(browser: Browser, hostile_study: Path, name: str) -> None:
    with visit(browser, hostile_study / f"{name}.html") as visited:
        visited.page.wait_for_load_state("networkidle")
        assert visited.complaints == []
        visited.page.evaluate(PROVOKE)
        assert visited.page.evaluate("() => window.ran") is None
        assert visited.requests == []


def test_a_hostile_article_is_quoted_as_it_stands(browser: Browser, hostile_study: Path) -> None:
    with visit(browser, hostile_study / "quotes.html") as visited:
        assert "We lost <b>friends</b> </script>" in (visited.page.locator("main").text_content() or "")
        assert visited.page.locator("main img, .exhibit b").count() == 0

"""The words of a figure stand beside each other, whole and in the figure, on a phone and on a wide screen."""

import json
from itertools import combinations

import pandas as pd
import pytest
from browser import ROOT, visit
from invented import write_study
from plotly.offline import get_plotlyjs

from toolkit import figure, find_quotes, link_quotes, load
from toolkit.exhibits import quotes as exhibits
from toolkit.exhibits.accounts import side_by_side
from toolkit.exhibits.show import PLOTLY

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Figures</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="site.css">
<script src="plotly.min.js" defer></script><script src="site.js" defer></script></head><body><main id="main">
{}</main></body></html>"""
FIGURE = """<figure class="exhibit"><div class="plot" role="group"></div>
<script type="application/json" class="drawing">{}</script></figure>"""
# Each line of words, and each sign and bar, with its box; what is drawn without ink or words has none.
BOXES = """plot => {
  const box = each => { const { left, top, right, bottom } = each.getBoundingClientRect();
    return [left, top, right, bottom]; };
  const lines = [...plot.querySelectorAll("svg text")].flatMap(text => {
    const parts = [...text.querySelectorAll("tspan.line")];
    return (parts.length ? parts : [text]).filter(each => each.textContent.trim());
  });
  const signs = [...plot.querySelectorAll(".points path")];
  return { all: box(plot), words: lines.map(each => [each.textContent, box(each)]), signs: signs.map(box) };
}"""
OVER = 1.5
"""Pixels by which boxes may touch: the room over and under letters."""
SAYINGS = [
    "\u201cWe must keep the whole of the harbour open for everybody,\u201d said Ina Vell, the mayor.",
    "\u201cThe quay is not for sale to anybody in this town,\u201d said Bo Lind, the owner.",
    "\u201cNobody told us a thing about the fire on the barge,\u201d residents said.",
    "The coast guard said that 1,018 people had come ashore before the boats were counted again.",
]
ORIGINS = [
    ["origin", "kind", "party", "independent", "rank", "counts", "alias", "why"],
    ["Ina Vell", "official", "", "yes", "", "", "Ina Vell", "the mayor"],
    ["Bo Lind", "party", "owners", "no", "", "", "Bo Lind", "the owner"],
]


def names(number, *, long=True):
    """Invent names of accounts: of 25 letters, or short ones."""
    papers = ("Harbour Gazette Wednesday", "Coastal Courier Wednesday", "Radio Northern Wednesdays")
    return [f"{papers[place % 3][:-2]}{place + 10}" if long else f"Account {place + 1}" for place in range(number)]


def drawn(folder, accounts):
    """Draw the figures that have a place for each account."""
    texts = {f"a{place}": "\n\n".join(SAYINGS[2 - place % 3 :]) + "\n" for place in range(len(accounts))}
    study = load(write_study(folder / "study", texts, origins=ORIGINS))
    # The first accounts are the oldest, so that what they lack is not yet in print: signs at the figure's very edge.
    days = pd.to_datetime([f"2031-05-{10 + place:02d}" for place in range(len(accounts))])
    articles = study.articles.assign(account=accounts, published_from=days, published_to=days)
    study = study._replace(articles=articles)
    spoken = find_quotes(study.articles, study.entities)
    yield figure(study, exhibits.draw_speakers(study, spoken)).outputs[0][0][PLOTLY]
    yield figure(study, exhibits.draw_printed(study, spoken, link_quotes(spoken))).outputs[0][0][PLOTLY]


def page(folder, drawings):
    for name in ("site.css", "site.js"):
        (folder / name).write_bytes((ROOT / "toolkit" / "publish" / name).read_bytes())
    (folder / "plotly.min.js").write_text(get_plotlyjs(), encoding="utf-8")
    figures = "\n".join(FIGURE.format(json.dumps(each).replace("<", "\\u003c")) for each in drawings)
    (folder / "page.html").write_text(PAGE.format(figures), encoding="utf-8")
    return folder / "page.html"


def meet(one, other):
    left, top = max(one[0], other[0]), max(one[1], other[1])
    return min(one[2], other[2]) - left > OVER and min(one[3], other[3]) - top > OVER


@pytest.mark.parametrize("width", [1440, 375])
@pytest.mark.parametrize(("number", "long"), [(5, False), (5, True), (8, True), (13, True)])
def test_no_word_of_a_figure_stands_on_another_or_is_cut(tmp_path, browser, number, long, width):
    with visit(browser, page(tmp_path, drawn(tmp_path, names(number, long=long))), width=width) as visited:
        visited.page.wait_for_function("document.querySelectorAll('.js-plotly-plot .main-svg').length >= 2")
        plots = [plot.evaluate(BOXES) for plot in visited.page.query_selector_all(".js-plotly-plot")]
    assert len(plots) == 2
    for plot in plots:
        assert len(plot["words"]) > number
        pairs = combinations(plot["words"], 2)
        assert [(one[0], other[0]) for one, other in pairs if meet(one[1], other[1])] == []
        assert [words for words, box in plot["words"] if any(meet(box, sign) for sign in plot["signs"])] == []
        left, top, right, bottom = plot["all"]
        for words, box in [*plot["words"], *(("a sign", sign) for sign in plot["signs"])]:
            assert (words, left <= box[0] and top <= box[1] and box[2] <= right and box[3] <= bottom) == (words, True)


@pytest.mark.parametrize(
    ("accounts", "fit"),
    [
        (["Account 1"] * 5, True),
        (["Paper of the Harbour"] * 3, True),
        (["Radio Wednesday"] * 5, False),
        (["Aro"] * 7, False),
        (["Aro"] * 6, True),
        (["One of the Old Aro Echo"] * 5, True),
        (["One of the Old Aro Echo Papers"] * 5, False),
        (["Unbrokenandverylongnameofaneditorialoffice"], True),
        ([], True),
    ],
)
def test_accounts_stand_side_by_side_where_a_phone_has_room_for_whole_words(accounts, fit):
    assert (side_by_side(accounts) is not None) is fit

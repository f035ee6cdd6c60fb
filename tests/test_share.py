"""Of each article at most a share stands on the pages, and what is too long is cut round what it is shown for."""

import json
import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import ToolkitError
from toolkit.publish.parts import Part, Told, embedded
from toolkit.publish.pieces import Piece, first_words, last_words, pieces_of, words_of
from toolkit.publish.share import RUN, SHARE, hold, index, measure

WORDS = [f"w{number}" for number in range(100)]
ARTICLE = " ".join(WORDS)


def known(**articles):
    return index(pd.DataFrame({"article_id": list(articles), "text": list(articles.values())}))


def page(*parts):
    return [Told("quotes", "Quotes", [], list(parts))]


def passages(*cells):
    rows = "".join(f"<tr><td>Paper 1</td>{cell}</tr>" for cell in cells)
    return Part("passages", f"<table><tbody>{rows}</tbody></table>")


def passage(start, end, marked=1):
    middle = (start + end - marked) // 2
    before, shown, after = WORDS[start:middle], WORDS[middle : middle + marked], WORDS[middle + marked : end]
    return f'<td class="passage">{" ".join(before)} <mark>{" ".join(shown)}</mark> {" ".join(after)}</td>'


def test_the_share_counts_each_word_once_wherever_it_stands():
    told = page(passages(passage(0, 40), passage(10, 50)), Part("finding", f"<p>{' '.join(WORDS[45:60])}</p>"))
    assert measure(told, known(a=ARTICLE, b="Nothing of this is shown.")) == {"a": 0.6, "b": 0}


# What an article may hold, and what of it stands on a page.
DISGUISES = [
    (f"Toll < 5\n\n{ARTICLE}\n\nMore > less.", ARTICLE),
    (re.sub(r"w(\d)", "w\u2066\\1", ARTICLE), ARTICLE),
    (re.sub(r"w(\d)", "w\u200b\\1", ARTICLE), re.sub(r"w(\d)", "w\u200b\\1", ARTICLE)),
    (re.sub(r"w(\d)", "w\x01\\1", ARTICLE), ARTICLE),
    (ARTICLE.replace(" ", " <i> "), ARTICLE.replace(" ", " &lt;i&gt; ")),
]


@pytest.mark.parametrize(("text", "printed"), DISGUISES, ids=range(len(DISGUISES)))
def test_no_mark_in_an_article_hides_how_much_of_it_is_printed(text, printed):
    told = page(passages(f'<td class="passage"><mark>w0</mark> {printed}</td>'))
    assert measure(told, known(a=text))["a"] > 0.9
    assert measure(hold(told, known(a=text)), known(a=text))["a"] <= SHARE


def test_what_is_within_the_share_stays_as_it_is():
    told = page(passages(passage(0, 60)))
    assert hold(told, known(a=ARTICLE)) == told


def test_passages_stay_whole_while_the_share_lasts_and_of_the_others_the_core_does():
    told = page(passages(passage(0, 50), passage(50, 60), passage(60, 100)))
    (part,) = hold(told, known(a=ARTICLE))[0].parts
    assert re.findall(r'<td class="passage">(.*?)</td>', part.html) == [
        "\u2026 w23 <mark>w24</mark> w25 \u2026",
        passage(50, 60)[20:-5],
        passage(60, 100)[20:-5],
    ]


def test_the_sentence_with_most_passages_stays_whole_first():
    twice = [passage(50, 100), passage(50, 100, 3)]
    (part,) = hold(page(passages(passage(0, 50), *twice)), known(a=ARTICLE))[0].parts
    assert all(cell in part.html for cell in twice)
    assert passage(0, 50) not in part.html


def test_where_cores_alone_are_too_much_they_are_cut():
    told = page(passages(passage(0, 50, 46), passage(50, 100, 46)))
    held = hold(told, known(a=ARTICLE))
    assert SHARE - 0.03 <= measure(held, known(a=ARTICLE))["a"] <= SHARE


def test_only_the_article_beyond_the_share_is_cut():
    other = " ".join(f"v{number}" for number in range(100))
    told = page(passages(passage(0, 90), f'<td class="passage">{other[:100]}<mark>v</mark></td>'))
    held = hold(told, known(a=ARTICLE, b=other))
    assert other[:100] in held[0].parts[0].html


def test_a_cell_is_cut_at_its_end_and_keeps_its_tags():
    cell = f'<td><a href="#x"><em>{" ".join(WORDS[:30])}</em></a>; <del>{" ".join(WORDS[30:100])}</del></td>'
    (part,) = hold(page(Part("table", f"<table><tr>{cell}</tr></table>")), known(a=ARTICLE))[0].parts
    assert '<a href="#x"><em>w0 w1' in part.html
    assert "w59 \u2026</del>" in part.html


def test_a_line_of_a_concordance_is_one_piece():
    row = f'<td class="before">{" ".join(WORDS[:50])}</td><td class="word"><mark>w50</mark></td>'
    row += f'<td class="after">{" ".join(WORDS[51:])}</td>'
    (part,) = hold(page(passages(row)), known(a=ARTICLE))[0].parts
    assert "<mark>w50</mark>" in part.html
    assert len([word for word in words_of(part.html) if word in WORDS]) <= 60


def test_a_label_of_a_drawing_is_cut_and_closes_its_tags():
    drawing = embedded({"layout": {"annotations": [{"text": f"<b>{'<br>'.join(WORDS)}</b>"}]}})
    (part,) = hold(page(Part("figure", "<p>One label.</p>", drawing)), known(a=ARTICLE))[0].parts
    text = json.loads(part.drawing)["layout"]["annotations"][0]["text"]
    assert text.startswith("<b>w0<br>w1")
    assert text.endswith(" \u2026</b>")


def test_sentences_that_can_not_be_cut_are_a_fault_with_its_remedy():
    with pytest.raises(ToolkitError, match=r"article a: .* --full-text"):
        hold(page(Part("finding", f"<p>{ARTICLE}</p>")), known(a=ARTICLE))


@given(st.lists(st.integers(0, 70), min_size=1, max_size=12), st.integers(5, 30))
def test_whatever_passages_there_are_the_share_holds_and_every_mark_stays(starts, length):
    told = page(passages(*(passage(start, start + length) for start in starts)))
    held = hold(told, known(a=ARTICLE))
    assert measure(held, known(a=ARTICLE))["a"] <= SHARE
    marked = [piece.marked for part in held[0].parts for piece in pieces_of(part) if piece.marked]
    assert marked == [piece.marked for part in told[0].parts for piece in pieces_of(part) if piece.marked]


@given(st.lists(st.sampled_from(WORDS), max_size=20), st.integers(0, 25))
def test_what_is_cut_has_so_many_words_from_either_end(words, number):
    text = " ".join(words)
    assert words_of(first_words(text, number)) == words[:number]
    assert words_of(last_words(text, number)) == (words[-number:] if number else [])
    assert len(words_of(Piece(text, "", text).cut(number).text)) <= max(number, 0)


def test_a_run_is_so_short_that_it_is_no_excerpt():
    assert measure(page(Part("finding", f"<p>{' '.join(WORDS[: RUN - 1])}</p>")), known(a=ARTICLE)) == {"a": 0}

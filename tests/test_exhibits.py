"""What leaves the desk: escaped, generalised, limited to sixty words, and the same at every run."""

import json
import re
from html import escape

import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import ENTITIES, PRIVATE, ferry_study, write_study

from toolkit import cards, figure, find_quotes, finding, in_context, load, table
from toolkit.exhibits import Drawing, Marked, Shares
from toolkit.exhibits.excerpts import in_sentence
from toolkit.exhibits.gate import CHARACTERS, LIMIT, generalised, shown
from toolkit.exhibits.show import PLOTLY
from toolkit.exhibits.withheld import public
from toolkit.exhibits.words import day, listing, value

SECRETS = ("Ana Roe", "Roe", "44", "two sons", "jailed")
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>=HYPERLINK(1)"


@pytest.fixture(scope="module")
def ferry(tmp_path_factory):
    return load(ferry_study(tmp_path_factory.mktemp("ferry")))


def passages_with(study, article_id, words):
    text = study.articles.set_index("article_id")["text"][article_id]
    start = text.index(words)
    return pd.DataFrame({"article_id": [article_id], "start": [start], "end": [start + len(words)]})


def everything(exhibit):
    return json.dumps(exhibit.outputs)


def test_a_private_person_is_generalised_in_every_kind_of_exhibit(ferry):
    told = "Ana Roe, 44, lost her two sons; Roe had been jailed for debt."
    frame = pd.DataFrame({"account": ["Paper 1"], "told": [told]})
    drawing = Drawing(go.Figure(go.Bar(x=[1], y=[told], hovertext=["Ana<br>Roe"], customdata=[[told]])), told, 1)
    rows = passages_with(ferry, "harbour", "Roe had been jailed")
    shown_things = [
        finding(ferry, told),
        table(ferry, frame, caption=told),
        cards(ferry, frame),
        figure(ferry, drawing),
        in_context(ferry, rows.assign(speaker="Ana Roe"), caption="Passages", columns=["speaker"]),
    ]
    for exhibit in shown_things:
        assert not [secret for secret in SECRETS if secret in everything(exhibit)]


def test_a_private_detail_that_a_passage_cuts_in_two_is_still_generalised(ferry):
    text = ferry.articles.set_index("article_id")["text"]["harbour"]
    start = text.index("two sons")
    parts = in_sentence(ferry, text, start, start + 3)
    assert parts.marked == "[relatives]"
    assert "sons" not in "".join(parts)


def test_a_cell_beside_a_passage_repeats_no_word_of_a_private_detail(ferry):
    rows = passages_with(ferry, "harbour", "jailed").assign(verb="jailed", voice="agentless")
    html = in_context(ferry, rows, caption="Acts", columns=["verb", "voice"]).outputs[0][0]["text/html"]
    assert "jailed" not in html
    assert "<td>[withheld]</td><td>agentless</td>" in html


def test_a_speaker_inside_a_private_detail_is_withheld_wherever_he_is_listed(tmp_path):
    text = 'Bo Ohm said his wife said: "Run to the quay."\n'
    private = [PRIVATE[0], ["Ana Roe", "said his wife said", "[kin withheld]", "kin"]]
    study = load(write_study(tmp_path, {"a": text}, entities=ENTITIES, private=private))
    rows = find_quotes(study.articles)
    wife = rows.assign(speaker="his wife", speaker_start=text.index("his wife"), speaker_end=text.index(" said:"))
    assert set(public(study, wife)["speaker"]) == {"[withheld]"}
    assert set(public(study, wife)["start"]) == set(wife["start"])


def test_sentence_on_sentence_does_not_print_an_article_in_one_place(tmp_path):
    lines = [
        f"Reader {n} counted twelve boats and five cranes beside the long grey quay on day {n}." for n in range(20)
    ]
    text = " ".join(lines)
    study = load(write_study(tmp_path, {"a": text}))
    starts = [text.index(f"Reader {n} ") for n in range(20)]
    rows = pd.DataFrame({"article_id": "a", "start": starts, "end": [start + 6 for start in starts]})
    html = in_context(study, rows, caption="Lines").outputs[0][0]["text/html"]
    cells = re.findall(r'<td class="passage">(.*?)</td>', html)
    shown_words = re.sub(r"<[^>]+>", " ", " ".join(cells)).split()
    article = text.split()
    runs = {tuple(article[at : at + LIMIT + 1]) for at in range(len(article) - LIMIT)}
    assert not runs & {tuple(shown_words[at : at + LIMIT + 1]) for at in range(len(shown_words) - LIMIT)}
    assert all("<mark>" in cell for cell in cells)


def test_marks_that_turn_the_direction_of_a_page_are_not_shown(ferry):
    frame = pd.DataFrame({"told": ["Port \u202eoRA\u2066 fire"]})
    assert "\u202e" not in everything(table(ferry, frame, caption="Port \u202e"))


def test_a_passage_is_marked_in_its_sentence(ferry):
    html = in_context(ferry, passages_with(ferry, "strait", "14 people"), caption="Claims").outputs[0][0]["text/html"]
    assert "The coast guard said <mark>14 people</mark> died in the blaze" in html


def test_no_more_than_sixty_words_of_an_article_stand_in_one_place(tmp_path):
    long = " ".join(f"w{number}" for number in range(300)) + "."
    study = load(write_study(tmp_path, {"long": long}))
    parts = in_sentence(study, long, long.index("w150"), long.index("w151"))
    assert len(re.findall(r"w\d+", "".join(parts))) == LIMIT
    assert len(re.findall(r"w\d+", shown(study, long))) == LIMIT
    assert "w150" in parts.marked


STRETCHED = {
    "dashes": "\u2014".join(f"w{number}" for number in range(300)),
    "slashes": "/".join(f"w{number}" for number in range(300)),
    "unseen marks": "\u200b".join(f"w{number}" for number in range(300)),
    "no blanks": "\u6e2f" * 3000,
    "long words": " ".join("unpronounceably" for _ in range(300)),
}


@pytest.mark.parametrize("name", STRETCHED)
def test_no_spelling_stretches_what_stands_in_one_place(tmp_path, name):
    text = f"{STRETCHED[name]}."
    study = load(write_study(tmp_path, {"a": text}))
    for told in ("".join(in_sentence(study, text, 900, 902)), shown(study, text)):
        assert len(told) <= CHARACTERS + len(" \u2026\u2026 ")
        assert len(re.findall(r"w\d+", told)) <= LIMIT
        assert "\u2026" in told


@pytest.mark.parametrize("kind", ["finding", "table", "cards", "in_context", "account"])
def test_hostile_text_is_shown_as_written(ferry, kind, tmp_path):
    frame = pd.DataFrame({"account": ["Paper 1"], HOSTILE: [HOSTILE]})
    hostile = load(write_study(tmp_path, {"h": f"{HOSTILE} died."}))
    exhibit = {
        "finding": lambda: finding(ferry, HOSTILE),
        "table": lambda: table(ferry, frame, caption=HOSTILE),
        "cards": lambda: cards(ferry, frame.assign(words=[Shares(((HOSTILE, 1.0),))])),
        "in_context": lambda: in_context(hostile, passages_with(hostile, "h", "alert"), caption=HOSTILE),
        "account": lambda: table(ferry, pd.DataFrame({"account": [HOSTILE]}), caption="x"),
    }[kind]()
    html = exhibit.outputs[0][0]["text/html"]
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;" in html


def test_a_figure_shows_foreign_tags_as_written_and_keeps_its_own(ferry):
    drawing = Drawing(go.Figure(go.Bar(x=[1], y=[HOSTILE], hovertemplate="<b>%{y}</b><br>")), "Reading.", 1)
    plot = figure(ferry, drawing).outputs[0][0][PLOTLY]
    assert plot["data"][0]["y"][0].startswith("&lt;script>alert(1)&lt;/script>&lt;img")
    assert plot["data"][0]["hovertemplate"] == "<b>%{y}</b><br>"


def test_a_figure_carries_its_reading_and_its_source(ferry):
    exhibit = figure(ferry, Drawing(go.Figure(go.Bar(x=[1 / 3], y=["a"])), "One bar.", 3))
    (bundle, about), (caption, _) = exhibit.outputs
    assert bundle["text/plain"] == about["reading"] == "One bar."
    assert "Source: 3 passages of 2 articles." in caption["text/plain"]
    assert bundle[PLOTLY]["data"][0]["x"] == [0.333333]


def test_what_is_missing_is_a_dash_and_numbers_are_marked_for_the_right(ferry):
    html = table(ferry, pd.DataFrame({"n": [1018, None], "s": [None, "x"]}), caption="c").outputs[0][0]["text/html"]
    assert '<td class="number">1,018</td>' in html
    assert html.count("–") == 2


def test_the_first_two_hundred_passages_are_shown_and_the_rest_is_counted(ferry):
    rows = pd.concat([passages_with(ferry, "strait", "14 people")] * 250)
    html = in_context(ferry, rows, caption="Claims").outputs[0][0]["text/html"]
    assert html.count("<mark>") == 200
    assert "See the first 200 of 250 passages" in html


def test_no_passages_are_no_error(ferry):
    rows = passages_with(ferry, "strait", "14 people").head(0)
    assert "There are no passages" in in_context(ferry, rows, caption="Claims").outputs[0][0]["text/html"]


@settings(max_examples=60, deadline=None)
@given(text=st.text(alphabet="Ana Roe,4\u202e<>&\u200f'\n", max_size=80))
def test_no_text_lets_a_private_name_through(ferry, text):
    assert not re.search(r"(?<!\w)Ana\s+Roe(?!\w)", generalised(ferry, text))


def test_words_read_as_english():
    assert listing(["a", "b", "c"]) == "a, b and c"
    assert day(pd.Timestamp("2025-03-08")) == "Sat 8 March 2025"
    assert [value(cell) for cell in (None, True, 1018, 2.5, pd.NA)] == ["–", "yes", "1,018", "2.5", "–"]


def marked(study, *parts):
    return table(study, pd.DataFrame({"wording": [Marked(parts)]}), caption="c").outputs[0][0]["text/html"]


def test_a_marked_text_has_what_it_adds_underlined_and_what_it_lacks_struck(ferry):
    html = marked(ferry, ("We ", ""), ("must", "del"), (" ", ""), ("have to", "ins"), (" stay", ""))
    assert "<td>We <del>must</del> <ins>have to</ins> stay</td>" in html


def test_a_marked_text_is_escaped_and_bears_no_other_mark(ferry):
    html = marked(ferry, (HOSTILE, "ins"), ("x", "script"))
    assert f"<ins>{escape(HOSTILE)}</ins>x</td>" in html


@pytest.mark.parametrize(
    "parts",
    [
        [("Ana ", ""), ("Roe", "ins"), (" slept", "")],
        [("Ana ", ""), ("the cook", "del"), ("Roe slept", "")],
        [("Ana ", ""), ("the cook", "ins"), ("Roe slept", "del")],
        [("The cook slept; ", ""), ("her two sons", "del")],
    ],
)
def test_a_private_detail_is_generalised_whatever_mark_it_bears_or_is_cut_by(ferry, parts):
    html = marked(ferry, *parts)
    assert not [secret for secret in SECRETS if secret in html]
    assert "<ins>" not in html


def test_a_marked_text_keeps_to_sixty_words_in_all(ferry):
    html = marked(ferry, *((f"{mark or 'w'}{number} ", mark) for number in range(40) for mark in ("", "ins", "del")))
    assert len(re.findall(r"(?:w|ins|del)\d+", html)) == LIMIT
    assert html.count("\u2026") == 1


def test_a_heading_of_one_letter_stays_as_the_field_writes_it(ferry):
    html = table(ferry, pd.DataFrame({"z": [1.5], "p": [0.2], "log_odds": [1.0]}), caption="c").outputs[0][0][
        "text/html"
    ]
    assert re.findall(r'<th scope="col">(.*?)</th>', html) == ["z", "p", "Log odds"]


def test_a_missing_value_is_no_number(ferry):
    frame = pd.DataFrame({"speaker": ["Bo Lind", float("nan")], "n": [1, None]})
    html = table(ferry, frame, caption="c").outputs[0][0]["text/html"]
    assert re.findall(r"<td(.*?)>(.*?)</td>", html) == [
        ("", "Bo Lind"),
        (' class="number"', "1"),
        ("", "–"),
        ("", "–"),
    ]

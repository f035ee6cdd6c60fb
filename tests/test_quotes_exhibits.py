"""What the quotes notebook says, lists and draws of shared utterances is proven, and true of any study."""

import pandas as pd
import pytest
from invented import HARBOUR, STRAIT, ferry_study, write_study

from toolkit import figure, find_quotes, finding, link_quotes, load, table
from toolkit.exhibits import quotes as exhibits
from toolkit.exhibits.show import PLOTLY
from toolkit.exhibits.wordings import mark_wording
from toolkit.publish.clean import clean, shape
from toolkit.quotes import compare_wordings

ONE = "\u201cWe must keep the harbour open for everybody in this town,\u201d said Ina Vell, the mayor.\n"
TWO = "\u201cWe have to keep the harbour open for everybody,\u201d Ina Vell told Wire Nine.\n"
THREE = "\u201cThe harbour is not for sale to anybody,\u201d said Bo Lind, as cited by Wire Nine.\n"
DAYS = ["published_from", "published_to"]


def study_of(folder, bounds=(), **articles):
    """Load a study; `bounds` are the days from and to of its articles, in order."""
    study = load(write_study(folder, articles))
    days = pd.DataFrame([*bounds, *[(None, None)] * (len(articles) - len(bounds))], columns=DAYS)
    return study._replace(articles=study.articles.assign(**{name: pd.to_datetime(days[name]) for name in DAYS}))


def told(study):
    quotes = find_quotes(study.articles, study.entities)
    return study, quotes, link_quotes(quotes)


def printed(study):
    return exhibits.list_printed(*told(study)).iloc[:, 2:].values.tolist()


def test_a_cell_says_how_much_of_an_utterance_an_account_prints(tmp_path):
    part = "\u201cThe harbour is not for sale,\u201d said Bo Lind, the owner.\n"
    assert printed(study_of(tmp_path, one=ONE, two=TWO, three=THREE, four=part)) == [
        ["\u25cf whole", "\u2248 in other words", "\u2013 not printed", "\u2013 not printed"],
        ["\u2013 not printed", "\u2013 not printed", "\u25cf whole", "\u25d0 in part"],
    ]


def test_the_accounts_of_an_utterance_are_listed_by_what_they_print_of_it(tmp_path):
    listed = exhibits.list_printers(*told(study_of(tmp_path, one=ONE, two=TWO, three=THREE)))
    assert list(listed.columns) == ["utterance", "speaker", "whole", "in other words", "not printed"]
    assert listed.iloc[:, 1:].fillna("").values.tolist() == [
        ["Ina Vell", "Paper\u00a01", "Paper\u00a02", "Paper\u00a03"],
        ["Bo Lind", "Paper\u00a03", "", "Paper\u00a01 and Paper\u00a02"],
    ]


@pytest.mark.parametrize(
    ("prints", "lacks", "cell"),
    [
        (("2031-05-01", "2031-05-01"), ("2031-05-02", None), "\u2013 not printed, though in print by then"),
        (("2031-05-02", None), ("2031-05-01", "2031-05-01"), "\u2013 not yet in print by then"),
        (("2031-05-01", "2031-05-01"), ("2031-05-01", "2031-05-01"), "\u2013 not printed"),
        (("2031-05-02", None), ("2031-05-01", None), "\u2013 not printed"),
        ((None, "2031-05-02"), (None, "2031-05-01"), "\u2013 not printed"),
        ((None, None), (None, None), "\u2013 not printed"),
    ],
)
def test_a_gap_tells_no_more_than_the_days_of_publication_prove(tmp_path, prints, lacks, cell):
    study = study_of(tmp_path, [prints, lacks], one=ONE, two="It was dark.\n")
    assert printed(study) == [["\u25cf whole", cell]]


def test_an_utterance_is_later_only_when_every_account_that_prints_it_is_later(tmp_path):
    lacks, later, earlier = ("2031-05-03", "2031-05-03"), ("2031-05-04", None), ("2031-05-01", "2031-05-02")
    study = study_of(tmp_path, [lacks, later, earlier], none="It was dark.\n", one=ONE, two=TWO)
    assert printed(study)[0][0] == "\u2013 not printed, though in print by then"
    study = study_of(tmp_path, [lacks, later, (None, None)], none="It was dark.\n", one=ONE, two=TWO)
    assert printed(study)[0][0] == "\u2013 not printed"


def test_the_finding_says_how_often_the_days_leave_the_reason_open(tmp_path):
    study = study_of(tmp_path, one=ONE, two=TWO, three=THREE)
    assert exhibits.tell_printed(*told(study)) == (
        "Two utterances in quotation marks are listed, one of them in more than one account. In none of the three "
        "cases in which an account lacks one do the proven days of publication tell whether it was in print by then."
    )


def test_the_differences_of_a_wording_are_marked_and_its_cut_ends_are_not_struck(tmp_path):
    study, quotes, utterances = told(study_of(tmp_path, one=ONE, two=TWO))
    html = table(study, exhibits.list_wordings(study, quotes, utterances), caption="c").outputs[0][0]["text/html"]
    assert "We <del>must</del> <ins>have to</ins> keep the harbour open for everybody, \u2026</td>" in html


def test_a_page_keeps_the_marks_of_a_wording(tmp_path):
    study, quotes, utterances = told(study_of(tmp_path, one=ONE, two=TWO))
    html = table(study, exhibits.list_wordings(study, quotes, utterances), caption="c").outputs[0][0]["text/html"]
    assert "<del>must</del> <ins>have to</ins>" in shape(clean(html))


def test_a_marked_wording_without_what_is_struck_is_the_quote(tmp_path):
    _, quotes, utterances = told(study_of(tmp_path, one=ONE, two=TWO))
    steps = compare_wordings(quotes, utterances)
    for row in utterances.merge(quotes, on="quote_id").to_dict("records"):
        mine = steps[steps["quote_id"] == row["quote_id"]].to_dict("records")
        own = "".join(text for text, mark in mark_wording(row, mine) if mark != "del")
        assert own.removesuffix(" \u2026").replace("  ", " ") == row["text"]


def test_passages_that_came_through_somebody_are_counted_with_the_accounts_that_cite_it(tmp_path):
    study = study_of(tmp_path, one=ONE, two=TWO, three=THREE)
    study = study._replace(articles=study.articles.assign(agency=["Wire Nine", None, None]))
    origins = pd.DataFrame({"origin": ["Wire Nine"], "kind": ["media"], "alias": ["wire"]})
    quotes = find_quotes(study.articles).assign(via=[None, "the wire", "Wire Nine"])
    listed = exhibits.list_carriers(study._replace(origins=origins), quotes)
    assert listed.values.tolist() == [["Wire Nine", "Paper 1", 2, "Paper 2 and Paper 3"]]
    assert exhibits.tell_carriers(study) == "One account cites Wire Nine; for two accounts none is named."


def test_a_study_without_agencies_says_so(tmp_path):
    assert exhibits.tell_carriers(study_of(tmp_path, one=ONE)) == "For no account is an agency named."


def test_a_private_name_that_the_figure_cuts_is_still_generalised(tmp_path):
    study = load(ferry_study(tmp_path / "study"))
    long = "\u201cNobody in the whole town has ever asked about Ana Roe or the others,\u201d said Ina Vell.\n"
    study = study._replace(articles=study.articles.assign(text=[long, STRAIT]))
    drawn = figure(study, exhibits.draw_printed(*told(study))).outputs[0][0][PLOTLY]
    words = " ".join(str(note.get("text")) for note in drawn["layout"]["annotations"])
    assert "Nobody in the whole town" in words
    assert "Ana" not in words


STUDIES = {
    "one account": {"one": ONE},
    "no quotes": {"one": "It was dark.\n", "two": "It was cold.\n"},
    "no utterance shared": {"one": ONE, "three": THREE},
    "only what has no source": {"one": "The \u201cpeople's navy of the northern strait\u201d shut the quay.\n"},
    "private persons": {"harbour": HARBOUR, "strait": STRAIT},
    "many utterances": {"one": "\n\n".join(ONE.replace("harbour", f"quay {n}") for n in range(25)), "two": TWO},
}


@pytest.mark.parametrize("name", STUDIES)
def test_every_sentence_table_and_figure_is_made_of_any_study(tmp_path, name):
    study, quotes, utterances = told(study_of(tmp_path, **STUDIES[name]))
    drawing = exhibits.draw_printed(study, quotes, utterances)
    assert figure(study, drawing).outputs
    for sentence in (exhibits.tell_printed(study, quotes, utterances), exhibits.tell_carriers(study), drawing.reading):
        assert sentence.endswith(".")
        assert finding(study, sentence).outputs
    for frame in (
        exhibits.list_printers(study, quotes, utterances),
        exhibits.list_wordings(study, quotes, utterances),
        exhibits.list_carriers(study, quotes),
    ):
        assert table(study, frame, caption="c").outputs


def test_a_figure_of_many_utterances_draws_the_first_twenty_and_says_so(tmp_path):
    study, quotes, utterances = told(study_of(tmp_path, **STUDIES["many utterances"]))
    drawing = exhibits.draw_printed(study, quotes, utterances)
    assert len(drawing.plot.data[0].x) == 20
    assert "The first 20 are drawn." in drawing.reading


@pytest.mark.parametrize("accounts", [4, 9], ids=["side by side", "below one another"])
def test_what_is_printed_in_part_has_another_sign_than_what_is_printed_whole(tmp_path, accounts):
    part = "\u201cThe harbour is not for sale,\u201d said Bo Lind, the owner.\n"
    texts = {f"a{place}": THREE if place else part for place in range(accounts)}
    study, quotes, utterances = told(study_of(tmp_path, **texts))
    drawn = exhibits.draw_printed(study, quotes, utterances).plot
    signs = {trace.hovertext[0].split(": ")[-1]: trace.marker.symbol[0] for trace in drawn.data if trace.hovertext}
    assert signs == {"\u25d0 in part": "circle-open-dot", "\u25cf whole": "circle"}
    key = drawn.data[-1].marker.symbol
    assert list(key) == ["circle", "circle-open-dot"]


def test_accounts_that_have_no_room_side_by_side_are_named_below_one_another_with_their_signs(tmp_path):
    study, quotes, _ = told(
        study_of(tmp_path, **{f"a{place}": ONE if place else "It was dark.\n" for place in range(9)})
    )
    texts = [note.text for note in exhibits.draw_speakers(study, quotes).plot.layout.annotations]
    assert {"\u25a0 Paper 2", "None in Paper 1."} <= set(texts)
    assert sum(text.endswith("Paper 9") for text in texts) == 1


def test_the_kinds_of_source_are_drawn_for_any_number_of_accounts(tmp_path):
    study = study_of(tmp_path, **{f"a{number}": ONE for number in range(60)})
    assert len(exhibits.draw_speakers(study, told(study)[1]).plot.layout.annotations) >= 60

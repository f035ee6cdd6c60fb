import csv
import json
from itertools import pairwise

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from invented import ferry_study, write_sheet, write_study

from toolkit import correct, figure, find_claims, finding, in_context, load, reconcile, table
from toolkit.exhibits import casualties
from toolkit.exhibits.panels import Mark, Panels
from toolkit.exhibits.tracks import Tracks
from toolkit.publish.clean import shape
from toolkit.spreadsheet import write_sheet as write_sheet_safely

GROUPS = [
    ["group", "part_of", "disjoint_with", "term", "why"],
    ["all", "", "", "people", "everybody"],
    ["crews", "all", "cooks", "crew members", "as printed"],
    ["divers", "crews", "stokers", "divers", "as printed"],
    ["stokers", "crews", "divers", "stokers", "as printed"],
    ["cooks", "all", "crews", "cooks", "as printed"],
]
ORIGINS = [
    ["origin", "kind", "party", "independent", "rank", "counts", "alias", "why"],
    ["Aro Watch", "monitor", "", "yes", "1", "documented minimum", "Aro Watch", "name"],
]
OPEN_SUM = (
    "Aro Watch said at least 30 cooks were killed.\n\nThe death toll has reached at least 50, including 12 divers and "
    "8 stokers, according to Aro Watch. Dozens were wounded.\n"
)


def shown(study):
    claims = correct(find_claims(study.articles, study.groups, study.origins), study.corrections)
    relations, estimates = reconcile(claims, study.groups, study.origins, articles=study.articles)
    drawings = [
        casualties.draw_figures(study, claims),
        casualties.draw_sums(study, claims, relations),
        casualties.draw_tolls(study, claims, relations),
        casualties.draw_estimates(study, estimates),
    ]
    tables = [
        casualties.list_claims(study, claims),
        casualties.list_sums(study, claims, relations),
        casualties.list_contradictions(study, claims, relations),
        casualties.list_relations(study, claims, relations),
        casualties.list_unprinted(study, claims),
        casualties.list_estimates(study, claims, estimates),
        casualties.list_reasons(study, estimates),
        casualties.list_missing(study, estimates),
        casualties.sheet(study, claims),
    ]
    return [
        finding(study, casualties.tell_casualties(study, claims, relations)),
        finding(study, casualties.tell_unprinted(study, claims)),
        in_context(study, casualties.list_passages(claims), caption="Figures", columns=("figure", "source")),
        *(figure(study, drawing) for drawing in drawings),
        *(table(study, frame, caption="Figures") for frame in tables),
    ]


@pytest.fixture
def aro(tmp_path):
    study = load(write_study(tmp_path / "aro", {"one": OPEN_SUM}, groups=GROUPS, origins=ORIGINS))
    claims = find_claims(study.articles, study.groups, study.origins)
    return study, claims, reconcile(claims, study.groups, study.origins)


def test_the_finding_names_the_highest_figure_its_account_and_its_source(aro):
    study, claims, (relations, _) = aro
    assert casualties.tell_casualties(study, claims, relations) == (
        "The highest number of people killed that is printed is \u2265\u00a050 (Paper 1; Aro Watch). "
        "One account prints five figures, four of them on the word of Aro Watch (4); "
        "of one figure no source of the codebook is found. One sum adds up."
    )


def test_the_bars_of_a_sum_stand_end_to_end_and_the_missing_part_is_hollow(aro):
    study, claims, (relations, _) = aro
    bars = casualties.draw_sums(study, claims, relations).plot.data
    assert [(bar.base[0], bar.x[0]) for bar in bars] == [(0, 12), (12, 8), (20, 30), (0, 50)]
    assert [bar.marker.color == "#ffffff" for bar in bars] == [False, False, True, False]


def test_every_figure_is_drawn_with_its_account_and_its_source(aro):
    study, claims, _ = aro
    words = [note.text for note in casualties.draw_figures(study, claims).plot.layout.annotations]
    assert words.count("Paper 1 \u00b7 Aro Watch") == 4
    assert "\u201cdozens\u201d" in words
    assert "<b>\u2265\u00a030</b>" in words


def test_a_lower_bound_has_an_arrow_and_a_plain_number_has_none(aro):
    study, claims, _ = aro
    marks = [
        trace.marker.symbol for trace in casualties.draw_figures(study, claims).plot.data if trace.mode == "markers"
    ]
    assert marks.count("triangle-right") == 3
    assert marks.count("circle") == 4


def test_a_study_without_figures_is_told_so_and_nothing_is_drawn(tmp_path):
    study = load(write_study(tmp_path / "calm", {"one": "The ferry arrived at noon.\n"}))
    claims = find_claims(study.articles, study.groups, study.origins)
    relations, _ = reconcile(claims, study.groups, study.origins)
    assert casualties.tell_casualties(study, claims, relations) == (
        "One account, and no casualty figure that the rules can find."
    )
    assert (
        casualties.draw_figures(study, claims).passages == casualties.draw_sums(study, claims, relations).passages == 0
    )
    assert len(shown(study)) == 16


DAYS = ["2031-05-08", "2031-05-10"]
EARLY = "Aro Watch said 12 cooks were killed.\n\nAt least 9 divers were killed, Aro Watch said.\n"
LATE = "Aro Watch said 30 cooks were killed.\n\nUp to 40 divers were killed, Aro Watch said.\n"


def dated(folder, days, texts=(EARLY, LATE)):
    """Write a study whose accounts came out on the days given."""
    write_study(folder, dict(zip("abc", texts, strict=False)), groups=GROUPS, origins=ORIGINS)
    header = ["file", "article_id", "account", "published_from", "published_to"]
    rows = [[f"{name}.txt", name, f"Paper {name}", *day] for name, day in zip("abc", days, strict=False)]
    write_sheet(folder / "manifest.csv", [header, *rows])
    study = load(folder)
    claims = find_claims(study.articles, study.groups, study.origins)
    return study, claims, reconcile(claims, study.groups, study.origins, articles=study.articles)


def marks(drawing, symbol):
    return [trace.x[0] for trace in drawing.plot.data if trace.mode == "markers" and trace.marker.symbol == symbol]


def test_a_toll_stands_on_its_day_and_days_that_are_proven_order_it(tmp_path):
    study, claims, (relations, _) = dated(tmp_path / "aro", [(day, day) for day in DAYS])
    drawing = casualties.draw_tolls(study, claims, relations)
    assert marks(drawing, "circle") == [0, 2, 0, 2]
    assert "Proven to follow one another: 12, then 30" in drawing.reading
    assert len(marks(drawing, "triangle-up")) == len(marks(drawing, "triangle-down")) == 1


def test_marks_of_one_day_stand_inside_the_drawing_of_many_days():
    first, last = pd.Timestamp("2031-05-01"), pd.Timestamp("2031-05-20")
    panels = Panels(first, last)
    near = [Mark(many, many, 0, first, first, "circle", str(many), "Paper a", "Aro Watch") for many in (12, 13, 14, 15)]
    panels.panel("Cooks killed", [*near, Mark(900, 900, 0, last, last, "circle", "900", "Paper b", "Aro Watch")])
    plot = panels.done()
    low, high = plot.layout.xaxis.range
    places = sorted(trace.x[0] for trace in plot.data if trace.mode == "markers")[:4]
    apart = [320 * (0.36 - 0.06) * (other - one) / (high - low) for one, other in pairwise(places)]
    assert low <= places[0]
    assert min(apart) > 1.5


def test_steps_of_a_drawing_are_of_the_killed_alone(tmp_path):
    texts = (
        "Aro Watch said 12 cooks were killed and 4 cooks were injured.\n",
        "Aro Watch said 9 cooks were injured.\n",
    )
    study, claims, (relations, _) = dated(tmp_path / "aro", [(day, day) for day in DAYS], texts)
    assert (relations["kind"] == "revision").any()
    assert "then" not in casualties.draw_tolls(study, claims, relations).reading


def test_a_drawing_says_that_no_order_is_proven_only_of_a_source_with_several_figures(tmp_path):
    texts = ("Aro Watch said 12 cooks were killed.\n", "The mayor said 30 cooks were killed.\n")
    study, claims, (relations, _) = dated(tmp_path / "aro", [(day, day) for day in DAYS], texts)
    assert casualties.draw_tolls(study, claims, relations).reading == ("Two figures, printed from Thu 8 May 2031 on.")


def test_a_best_number_is_said_with_the_figures_that_do_not_meet_it(tmp_path):
    texts = ("Aro Watch said 12 cooks were killed.\n", "The mayor said at least 30 cooks were killed.\n")
    study, _, (_, estimates) = dated(tmp_path / "aro", [(day, day) for day in DAYS], texts)
    assert "(12 cooks, which \u2265\u00a030 with its source not found does not meet)" in (
        casualties.draw_estimates(study, estimates).reading
    )


def test_a_line_of_which_no_last_day_is_proven_is_dotted_and_proves_no_order(tmp_path):
    study, claims, (relations, _) = dated(tmp_path / "aro", [(day, "") for day in DAYS])
    drawing = casualties.draw_tolls(study, claims, relations)
    assert {trace.line.dash for trace in drawing.plot.data if trace.mode == "lines"} >= {"dot"}
    assert "none of them with a last day that is proven. Of no source is a figure proven to replace" in drawing.reading


def test_tolls_without_any_day_are_drawn_and_said_to_have_none(tmp_path):
    study, claims, (relations, _) = dated(tmp_path / "aro", [("", "")] * 2)
    drawing = casualties.draw_tolls(study, claims, relations)
    assert "no day of publication is known" in drawing.reading
    assert drawing.passages == 4


@pytest.mark.parametrize(
    ("days", "known"),
    [
        ([(DAYS[0], DAYS[0]), (DAYS[1], DAYS[1])], ["printed before", "printed later"]),
        ([(DAYS[0], ""), (DAYS[1], "")], ["not proven", "not proven"]),
        ([("", ""), ("", "")], ["not proven", "not proven"]),
    ],
)
def test_whether_a_figure_was_known_is_told_only_where_the_days_prove_it(tmp_path, days, known):
    study, claims, _ = dated(tmp_path / "aro", days)
    table = casualties.list_unprinted(study, claims)
    cooks = table[table["people"] == "crew members killed"]
    assert cooks.empty
    assert table.loc[table["people"] == "cooks killed", "known by then"].tolist() == known


def test_without_groups_figures_are_drawn_and_listed_and_nothing_is_estimated(tmp_path):
    study = load(write_study(tmp_path / "plain", {"one": EARLY, "two": LATE}))
    claims = find_claims(study.articles, study.groups, study.origins)
    relations, estimates = reconcile(claims, study.groups, study.origins, articles=study.articles)
    assert casualties.draw_tolls(study, claims, relations).passages == 4
    assert len(casualties.list_unprinted(study, claims)) == 4
    assert casualties.draw_estimates(study, estimates).passages == 0
    assert len(shown(study)) == 16


def test_one_account_has_none_to_be_held_against(aro):
    study, claims, _ = aro
    assert casualties.tell_unprinted(study, claims) == "One account: there is no other to hold it against."


def test_missing_ends_are_listed_with_their_reason_and_drawn_as_an_arrow(aro):
    study, _, (_, estimates) = aro
    missing = casualties.list_missing(study, estimates)
    assert missing.loc[missing["end"] == "high", "missing since"].tolist() == ["nothing bounds it from above"]
    drawing = casualties.draw_estimates(study, estimates)
    assert len(marks(drawing, "triangle-right")) == 4
    assert "Nothing bounds any of them from above" in drawing.reading
    assert casualties.parts_fit(study, estimates)


def test_a_range_is_drawn_from_its_low_to_its_high(tmp_path):
    text = "Aro Watch said 12 divers were killed.\n\nUp to 40 divers were killed, residents said.\n"
    study, _, (_, estimates) = dated(tmp_path / "aro", [("", "")], [text])
    drawing = casualties.draw_estimates(study, estimates)
    assert [note.text for note in drawing.plot.layout.annotations][-1] == "<b>12\u201340</b>, best 12"


def test_an_estimate_names_the_figures_and_the_accounts_that_it_rests_on(aro):
    study, claims, (_, estimates) = aro
    table = casualties.list_estimates(study, claims, estimates).set_index("people")
    assert table.loc["divers", "rests on"] == "12 (Paper 1)"


def test_a_sheet_has_one_row_a_claim_and_no_cell_that_a_spreadsheet_runs(tmp_path):
    text = "Aro Watch said 12 people were killed.\n\nThe toll is 9, said residents.\n"
    folder = write_study(tmp_path / "aro", {"one": text}, groups=GROUPS, origins=ORIGINS)
    write_sheet(folder / "manifest.csv", [["file", "article_id", "account"], ["one.txt", "one", "=1+1"]])
    study = load(folder)
    claims = find_claims(study.articles, study.groups, study.origins)
    write_sheet_safely(casualties.sheet(study, claims), tmp_path / "claims.csv")
    with (tmp_path / "claims.csv").open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    assert header[:3] == ["claim_id", "account", "figure"]
    assert [row[1] for row in rows] == ["'=1+1"] * len(claims)


def test_no_private_detail_leaves_with_a_figure_of_kin(tmp_path):
    study = load(ferry_study(tmp_path / "ferry"))
    claims = find_claims(study.articles, study.groups, study.origins)
    assert "her two sons" in claims["text"].tolist()
    left = json.dumps([exhibit.outputs for exhibit in shown(study)], ensure_ascii=False)
    assert "two sons" not in left
    assert "[relatives]" in left


def test_a_hostile_figure_leaves_escaped(tmp_path):
    text = "Aro Watch<script>alert(1)</script> said 12 people were killed.\n"
    study = load(write_study(tmp_path / "hostile", {"one": text}))
    left = json.dumps([exhibit.outputs for exhibit in shown(study)])
    assert "<script>" not in left


def cells(exhibit, tag, kind=None):
    (data, _) = exhibit.outputs[0]
    found = BeautifulSoup(data["text/html"], "html.parser").select(tag)
    return [cell.get_text() for cell in found if kind is None or kind in cell.get_attribute_list("class")]


def test_a_column_that_bears_an_accounts_name_keeps_it_as_it_is(tmp_path):
    folder = write_study(tmp_path / "aro", {"one": EARLY})
    write_sheet(folder / "manifest.csv", [["file", "article_id", "account"], ["one.txt", "one", "aro_news"]])
    frame = pd.DataFrame({"rests_on": ["12"], "aro_news": ["yes"]})
    assert cells(table(load(folder), frame, caption="Who prints what"), "th") == ["Rests on", "aro_news"]


def test_an_end_that_is_missing_everywhere_still_stands_in_a_column_of_numbers(aro):
    study, claims, (_, estimates) = aro
    ends = casualties.list_estimates(study, claims, estimates)
    assert ends["high"].isna().all()
    (data, _) = table(study, ends, caption="Ends").outputs[0]
    heads = BeautifulSoup(shape(data["text/html"]), "html.parser").select("th.number")
    assert [head.get_text() for head in heads] == ["Low", "Best", "High"]


def test_a_figure_stands_in_line_with_numbers_and_the_number_of_people_in_words_does_not(aro):
    study, claims, _ = aro
    listed = table(study, casualties.list_claims(study, claims), caption="Figures")
    assert "\u2265\u00a030" in cells(listed, "td", "number")
    assert "dozens" not in cells(listed, "td", "number")


ONE_LOW = "Aro Watch said at least 12 cooks were killed.\n"


def test_one_number_is_spoken_of_as_one(tmp_path):
    study, claims, (relations, estimates) = dated(tmp_path / "aro", [("", "")], [ONE_LOW])
    told = casualties.tell_casualties(study, claims, relations)
    assert "prints one figure, and that on the word of Aro Watch" in told
    reading = casualties.draw_estimates(study, estimates[estimates["group"] == "cooks"]).reading
    first, *rest = reading.split(". ")
    assert first == "Killed at least: 12 cooks (Aro Watch)"
    assert rest == ["Nothing bounds it from above", "No best number can be given."]


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        ((ONE_LOW, "The ferry arrived.\n"), "It had been printed before some account that does not print it came out."),
        (
            (EARLY, "The ferry arrived.\n"),
            "Each of them had been printed before some account that does not print it came out.",
        ),
        (("The ferry arrived.\n", ONE_LOW), "a figure which it does not print is not proven."),
    ],
)
def test_what_was_known_is_told_of_one_figure_as_of_one(tmp_path, texts, told):
    study, claims, _ = dated(tmp_path / "aro", [(day, day) for day in DAYS], texts)
    assert casualties.tell_unprinted(study, claims).endswith(told)


def test_an_account_of_which_nothing_is_proven_is_not_named_a_second_time(tmp_path):
    days = [(DAYS[0], DAYS[0]), (DAYS[1], DAYS[1]), ("", "")]
    study, claims, _ = dated(tmp_path / "aro", days, (ONE_LOW, "The ferry arrived.\n", "No word came.\n"))
    table = casualties.list_unprinted(study, claims)
    assert table["not printed by"].tolist() == ["Paper b and Paper c"]
    assert table["known by then"].tolist() == ["printed before (Paper b); else not proven"]


def test_what_several_accounts_print_alike_is_said_once(tmp_path):
    study, claims, (relations, estimates) = dated(tmp_path / "aro", [("", "")] * 2, (OPEN_SUM, OPEN_SUM))
    assert casualties.draw_sums(study, claims, relations).reading.count("Paper a and Paper b: ") == 1
    rests = casualties.list_estimates(study, claims, estimates).set_index("people")["rests on"]
    assert rests["divers"] == "12 (Paper a and Paper b)"


def test_a_value_of_many_letters_has_room_beside_its_mark():
    def across(words):
        tracks = Tracks(1000)
        tracks.row("Aro Watch")
        tracks.value(1000, words)
        return tracks.done("number of people").layout.xaxis.range[1]

    assert across("<b>12</b>") == across("<b>at</b>") < across("<b>1,000\u20131,400</b>, best 1,200")


def test_the_numbers_of_a_scale_stand_before_the_marks(tmp_path):
    study, claims, (relations, _) = dated(tmp_path / "aro", [(day, day) for day in DAYS])
    low = casualties.draw_tolls(study, claims, relations).plot.layout.xaxis.domain[0]
    texts = [text.replace("12", "12,000") for text in (EARLY, LATE)]
    study, claims, (relations, _) = dated(tmp_path / "far", [(day, day) for day in DAYS], texts)
    assert 0 < low < casualties.draw_tolls(study, claims, relations).plot.layout.xaxis.domain[0]


@pytest.mark.parametrize("days", [(DAYS[0], DAYS[0]), ("", "")], ids=["one day", "no day"])
def test_marks_that_would_lie_on_each_other_stand_side_by_side_on_a_phone(tmp_path, days):
    text = "Aro Watch said 1,000 cooks were killed.\n\nResidents said at least 998 cooks were killed.\n"
    study, claims, (relations, _) = dated(tmp_path / "aro", [days], [text])
    plot = casualties.draw_tolls(study, claims, relations).plot
    one, other = [trace for trace in plot.data if trace.marker.symbol in {"circle", "square"}]
    low, high = plot.layout.xaxis.range
    apart = abs(one.x[0] - other.x[0]) / (high - low) * 320 * (0.36 - 0.05)
    assert one.marker.size == other.marker.size == 8 <= apart
    assert min(one.x[0], other.x[0]) >= low


@pytest.mark.parametrize(
    ("last", "written"),
    [
        ("2031-05-02", ["Thu 1<br>May", "Fri 2<br>May"]),
        ("2031-05-03", ["1<br>May", "2", "3"]),
        ("2031-05-07", ["1<br>May", "", "3", "", "5", "", "7"]),
        ("2031-05-11", ["1<br>May", "4", "8", "11"]),
        ("2031-06-11", ["1<br>May", "15", "28", "11<br>Jun"]),
    ],
)
def test_each_day_has_a_tick_while_there_are_at_most_ten(last, written):
    first, mark = pd.Timestamp("2031-05-01"), Mark(12, 12, 0, None, None, "circle", "12", "Paper a", "Aro Watch")
    panels = Panels(first, pd.Timestamp(last))
    panels.panel("Cooks killed", [mark])
    plot = panels.done()
    days = [note.text for note in plot.layout.annotations if note.yanchor == "top" and note.xanchor == "center"]
    assert days == written
    ticks = [trace.x[0] for trace in plot.data if trace.mode == "lines" and trace.y[0] == trace.y[1] + 4]
    assert len(ticks) == len(written)


def test_the_month_is_written_again_where_it_changes():
    panels = Panels(pd.Timestamp("2031-04-30"), pd.Timestamp("2031-05-02"))
    panels.panel("Cooks killed", [Mark(12, 12, 0, None, None, "circle", "12", "Paper a", "Aro Watch")])
    texts = [note.text for note in panels.plot.layout.annotations]
    assert {"30<br>Apr", "1<br>May", "2"} <= set(texts)


def test_the_dot_of_the_best_number_stands_on_no_word(tmp_path):
    study, _, (_, estimates) = dated(tmp_path / "aro", [(day, day) for day in DAYS])
    rows = estimates[estimates["outcome"] == "killed"].head(1)
    plot = casualties.draw_estimates(study, rows.assign(low=19, best=23, high=None).astype(estimates.dtypes)).plot
    (value,) = [note for note in plot.layout.annotations if "best 23" in note.text]
    (dot,) = [trace for trace in plot.data if trace.marker.symbol == "circle"]
    assert (value.x, value.xanchor) == (dot.x[0], "left")
    assert value.xshift > dot.marker.size / 2


def test_a_figure_that_several_accounts_print_is_listed_with_how_many_do(tmp_path):
    texts = {"one": "Aro Watch said 12 people were killed.", "two": "Aro Watch said 12 people were killed."}
    texts["three"] = "Nine people were killed."
    study = load(write_study(tmp_path / "aro", texts, groups=GROUPS, origins=ORIGINS))
    claims = find_claims(study.articles, study.groups, study.origins)
    listed = casualties.list_contradictions(study, claims, reconcile(claims, study.groups, study.origins).relations)
    assert listed["figures"].tolist() == ["9 (Paper 3); 12 (Paper 1 and one further account)"]
    assert "9 (source not found)" in listed["why"].iloc[0]


def told_of(folder, *texts):
    articles = {f"a{place}": text for place, text in enumerate(texts, start=1)}
    study = load(write_study(folder, articles, groups=GROUPS, origins=ORIGINS))
    claims = find_claims(study)
    return casualties.tell_casualties(study, claims, reconcile(claims, study.groups, study.origins).relations)


def test_the_finding_says_how_the_figures_of_one_source_moved(tmp_path):
    told = told_of(tmp_path, "Aro Watch said 22 people were killed. Later, Aro Watch said the toll rose to 31.")
    assert "On the word of Aro Watch the figure moved from 22 to 31." in told


def test_the_steps_of_another_group_are_not_told_as_those_of_the_highest_figure(tmp_path):
    first = "Aro Watch said 90 people were killed."
    told = told_of(tmp_path, first, "Aro Watch said 22 cooks were killed, up from 10.")
    assert "moved" not in told


def test_the_finding_names_no_figure_that_a_lower_one_of_its_source_replaced_as_the_highest(tmp_path):
    told = told_of(tmp_path, "Aro Watch said 31 people were killed, correcting an earlier toll of 45.")
    assert "printed is 31 (Paper 1; Aro Watch). 45 (Aro Watch) is higher, and a later figure" in told

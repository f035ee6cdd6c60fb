import json

import pytest
from invented import ferry_study, write_study

from toolkit import correct, figure, find_claims, finding, in_context, load, reconcile, table
from toolkit.exhibits import casualties

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
    relations, estimates = reconcile(claims, study.groups, study.origins)
    return [
        finding(study, casualties.tell_casualties(study, claims, relations)),
        in_context(study, casualties.list_passages(claims), caption="Figures", columns=("figure", "source")),
        figure(study, casualties.draw_figures(study, claims)),
        table(study, casualties.list_claims(study, claims), caption="Figures"),
        figure(study, casualties.draw_sums(study, claims, relations)),
        table(study, casualties.list_sums(study, claims, relations), caption="Sums"),
        table(study, casualties.list_relations(study, claims, relations), caption="Relations"),
        table(study, casualties.list_estimates(study, estimates), caption="Estimates"),
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
        "One account prints five figures, 4 of them on the word of Aro Watch (4); "
        "1 names no source that the codebook knows. One sum adds up."
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
    assert len(shown(study)) == 8


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

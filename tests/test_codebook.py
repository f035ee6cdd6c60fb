"""A study's judgements: known names, one meaning for each alias, no circle, patterns that find words."""

import csv
from collections.abc import Iterable

import pytest
from browser import SEEDS
from hypothesis import given
from hypothesis import strategies as st

from toolkit.codebook import alias_key, check, private_pattern
from toolkit.errors import RuleError
from toolkit.sheets import Line
from toolkit.study import load

HEADERS = {
    "entities": "entity,kind,alias,why",
    "labels": "term,sense,coder,loading,why,reference",
    "groups": "group,part_of,disjoint_with,term,why",
    "origins": "origin,kind,party,independent,rank,counts,alias,why",
    "private": "entity,term,shown_as,why",
}
ANA = "Ana Roe,private_person,Ana Roe,full name"


@pytest.fixture
def write(tmp_path):
    """Give a function that writes a study with the given rows of its codebook and loads it."""

    def write_and_load(**sheets: Iterable[str]):
        (tmp_path / "a1.txt").write_text("Ana Roe was hurt in Aro.", encoding="utf-8")
        (tmp_path / "manifest.csv").write_text("file,article_id\na1.txt,a1\n", encoding="utf-8")
        (tmp_path / "codebook").mkdir()
        for name, rows in sheets.items():
            text = "\n".join([HEADERS[name], *rows]) + "\n"
            (tmp_path / "codebook" / f"{name}.csv").write_text(text, encoding="utf-8")
        return load(tmp_path)

    return write_and_load


@pytest.fixture
def faults(write, tmp_path):
    """Give a function that tells the faults of a codebook, without the folder's own name."""

    def told(**sheets: Iterable[str]) -> list[str]:
        with pytest.raises(RuleError) as caught:
            write(**sheets)
        return [fault.replace(f"{tmp_path}/codebook/", "") for fault in caught.value.faults]

    return told


def test_a_codebook_without_faults_is_loaded(write):
    study = write(
        entities=[ANA, "Ana Roe,private_person,Roe,family name", "The Post,organisation,The Post,name"],
        groups=["all,,,people,everybody", "crew,all,,sailors,of the ferry", "crew,all,,crew,of the ferry"],
        origins=["Coast guard,official,,no,1,documented minimum,coast guard,name"],
        private=['Ana Roe,"Ana Roe, 44",a resident,age', "Ana Roe,/Roe\\b/,the resident,name"],
        labels=[
            "disaster,of the fire,Bo Lind,neutral,names what it was,",
            "disaster,of the fire,Ina,loaded,too strong,",
        ],
    )
    assert [len(table) for table in (study.entities, study.groups, study.origins, study.private, study.labels)] == [
        3, 3, 1, 2, 2,
    ]  # fmt: skip
    assert study.origins["rank"].tolist() == [1]
    assert study.origins["independent"].tolist() == [False]


def test_a_private_detail_of_somebody_unknown(faults):
    assert faults(private=["Ana Roe,Ana Roe,a resident,name"]) == [
        'private.csv line 2: unknown entity "Ana Roe"; add a row for it to entities.csv or mend its spelling'
    ]


@pytest.mark.parametrize("alias", ["Ana Roe", "ANA ROE", "ana roe"])
def test_an_alias_of_two_entities(faults, alias):
    assert faults(entities=[ANA, f"Ina Vell,person,{alias},name"]) == [
        f'entities.csv line 3: alias "{alias}" stands in entities.csv line 2 already; take one of them out'
    ]


@pytest.mark.parametrize(
    ("term", "reason"),
    [
        ("/(/", "missing ), unterminated subpattern at position 0"),
        ("/[/", "unterminated character set at position 0"),
        ("/x*/", "it finds a place without any words"),
        ("/(?=Roe)|^/", "it finds a place without any words"),
    ],
)
def test_a_pattern_that_can_not_be_used(faults, term, reason):
    assert faults(entities=[ANA], private=[f"Ana Roe,{term},a resident,name"]) == [
        f'private.csv line 2: bad pattern "{term}": {reason}'
    ]


def test_groups_that_are_parts_of_each_other(faults):
    assert faults(groups=["crew,all,,crew,x", "all,aboard,,people,x", "aboard,crew,,aboard,x"]) == [
        'groups.csv line 2: group "crew" is a part of itself; mend part_of',
        'groups.csv line 3: group "all" is a part of itself; mend part_of',
        'groups.csv line 4: group "aboard" is a part of itself; mend part_of',
    ]


def test_a_group_that_is_a_part_of_itself(faults):
    assert faults(groups=["crew,crew,,crew,x"]) == ['groups.csv line 2: group "crew" is a part of itself; mend part_of']


def test_a_group_below_a_circle_is_not_blamed_for_it(faults):
    assert len(faults(groups=["crew,all,,crew,x", "all,crew,,people,x", "cooks,crew,,cooks,x"])) == 2


def test_a_whole_and_an_opposite_that_no_row_names(faults):
    assert faults(groups=["crew,all,police,crew,x"]) == [
        'groups.csv line 2: unknown part_of "all"; add a row for it to this sheet or mend its spelling',
        'groups.csv line 2: unknown disjoint_with "police"; add a row for it to this sheet or mend its spelling',
    ]


@pytest.mark.parametrize(
    ("sheet", "rows", "fault"),
    [
        (
            "entities",
            [ANA, "Ana Roe,person,Roe,name"],
            'entities.csv line 3: entity "Ana Roe" has kind "private_person" above and "person" here; write one',
        ),
        (
            "groups",
            ["all,,,people,x", "crew,all,,crew,x", "crew,,,sailors,x"],
            'groups.csv line 4: group "crew" has part_of "all" above and nothing here; write one',
        ),
        (
            "origins",
            ["Guard,official,,no,1,,coast guard,x", "Guard,official,,yes,1,,the guard,x"],
            'origins.csv line 3: origin "Guard" has independent "no" above and "yes" here; write one',
        ),
        (
            "origins",
            ["Guard,official,,no,1,,coast guard,x", "Guard,official,,no,2,,the guard,x"],
            'origins.csv line 3: origin "Guard" has rank "1" above and "2" here; write one',
        ),
    ],
)
def test_what_one_name_has_twice(faults, sheet, rows, fault):
    assert faults(**{sheet: rows}) == [fault]


@pytest.mark.parametrize(
    ("sheet", "row", "fault"),
    [
        ("entities", "Ana Roe,private_person,Ana Roe,", "why: is empty; write a value or take the line out"),
        ("origins", "Guard,official,,maybe,1,,guard,x", 'independent: expected yes or no, found "maybe"'),
        ("origins", "Guard,official,,no,first,,guard,x", 'rank: expected a whole number, found "first"'),
        (
            "origins",
            "Guard,official,,no,1,guess,guard,x",
            'counts: expected one of documented minimum, estimate, own losses, other side\'s losses; found "guess"',
        ),
        ("labels", "disaster,,Bo,neutral", "expected 6 cells, found 4; a cell with a comma needs quotes"),
    ],
)
def test_a_cell_that_its_column_can_not_hold(faults, sheet, row, fault):
    assert faults(**{sheet: [row]}) == [f"{sheet}.csv line 2: {fault}"]


def test_all_faults_of_all_sheets_are_told_at_once(faults):
    told = faults(entities=["Ana Roe,queen,Ana Roe,name"], groups=["crew,all,,crew,x"], private=["Bo,/(/,x,name"])
    assert [fault.split(":")[0] for fault in told] == [
        "entities.csv line 2", "groups.csv line 2", "private.csv line 2", "private.csv line 2",
    ]  # fmt: skip


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20))
def test_a_literal_term_is_no_pattern_and_finds_itself(term):
    if term.split() and not (len(term) > 2 and term.startswith("/") and term.endswith("/")):
        found = private_pattern(term).search(f"It was {' '.join(term.split())} in Aro.")
        assert found is not None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hay\u2019at came", True),
        ("Hay'at came", True),
        ("HAY\u2018AT came", True),
        ("Hayat came", False),
        ("Hay'ats came", False),
        ("Shay'at came", False),
    ],
)
def test_a_term_is_found_in_any_case_with_any_apostrophe_as_whole_words(text, found):
    assert bool(private_pattern("Hay'at").search(text)) == found


def test_a_term_is_found_across_the_end_of_a_line():
    assert private_pattern("her two sons").search("She lost her\n  two sons.")


def test_keys_of_aliases_tell_names_apart_and_nothing_else():
    assert alias_key("Hay\u2019at") == alias_key("HAY`AT") == alias_key("hay'at")
    assert alias_key("Ana Roe") != alias_key("Ana Rowe")


def test_every_judgement_of_the_study_that_ships_has_its_reason():
    for path in (SEEDS / "codebook").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            assert all(row["why"].strip() for row in csv.DictReader(file)), path.name


def test_every_private_person_of_the_study_that_ships_is_generalised():
    study = load(SEEDS)
    private = study.entities[study.entities["kind"] == "private_person"]
    assert set(private["entity"]) == {"Samir Haidar", "Ayman Fares"} == set(study.private["entity"])
    patterns = [private_pattern(term) for term in study.private["term"]]
    for alias in private["alias"]:
        assert any(pattern.search(alias) for pattern in patterns)


def test_every_private_detail_of_the_study_that_ships_stands_in_an_article():
    study = load(SEEDS)
    text = "\n".join(study.articles["text"])
    assert [term for term in study.private["term"] if not private_pattern(term).search(text)] == []


def test_aliases_of_two_entities_that_can_be_printed_alike_are_refused_with_both_rows(faults):
    rows = ["Orv League,organisation,Hay'at Orv,name", "Orv Relief,organisation,Hayat Orv,name"]
    assert faults(entities=rows) == [
        'entities.csv line 3: alias "Hayat Orv" of "Orv Relief" can be printed like "Hay\'at Orv" of "Orv League" in '
        "entities.csv line 2; take one of them out"
    ]
    (fault,) = faults_of_aliases("Al-Orv", "Al Orv")
    assert "entities.csv line 3" in fault
    assert "entities.csv line 2" in fault


def faults_of_aliases(*aliases):
    lines = [
        Line(f"entities.csv line {place}", {"entity": f"Entity {place}", "alias": alias, "kind": "person"})
        for place, alias in enumerate(aliases, start=2)
    ]
    sheets = {name: [] for name in ("groups", "origins", "private", "events", "places", "outlets")}
    return check({"entities": lines, **sheets}, {"entity": None, "group": None, "place": None})


def test_aliases_of_one_entity_may_be_printed_alike(write):
    study = write(entities=["Orv League,organisation,Hay'at Orv,name", "Orv League,organisation,Hayat Orv,as printed"])
    assert len(study.entities) == 2


@pytest.mark.parametrize("mark", "'\u2018\u2019\u02bb\u02bc\u02be\u02bf\u00b4`")
def test_every_mark_that_is_printed_for_an_apostrophe_counts_as_one(mark):
    assert alias_key(f"Hay{mark}at") == alias_key("Hay'at")
    assert private_pattern("Hay'at").search(f"Hay{mark}at came")
    assert private_pattern(f"Hay{mark}at").search("Hay'at came")


@pytest.mark.parametrize(
    ("private", "words"),
    [
        (["Ana Roe,Ana Roe,the widow of ANA ROE,x"], "Ana Roe"),
        (["Ana Roe,Ana Roe,a resident,x", "Ana Roe,her two sons,kin of Ana  Roe,x"], "Ana Roe"),
        (["Ana Roe,/R[ao]e/,the Roe family,x"], "/R[ao]e/"),
        (["Ana Roe,her two sons,kin of Ana Roe,x"], "Ana Roe"),
    ],
    ids=["own", "another row", "an expression", "an alias without a row"],
)
def test_what_is_shown_for_a_private_detail_holds_none(faults, private, words):
    told = faults(entities=[ANA], private=private)
    shown = private[-1].split(",")[-2]
    assert f'private.csv line {len(private) + 1}: shown_as "{shown}" holds the private words "{words}"' in told[0]
    assert len(told) == 1

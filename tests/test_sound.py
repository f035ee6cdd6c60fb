"""A fault of ours costs the sentence that it arises in, and is told; the rest of the article stays."""

from importlib import import_module

import pandas as pd
import pytest
from browser import SEEDS
from hypothesis import given
from hypothesis import strategies as st
from invented import ferry_study
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

import toolkit
from toolkit import regions, sound, text
from toolkit.analysis import build
from toolkit.claims import find as claims
from toolkit.cli import run
from toolkit.corrections import correct
from toolkit.errors import RuleError
from toolkit.exhibits.gate import Public
from toolkit.found import left_out_of, tables
from toolkit.framing import actions, appositives, concordance, keyness, labels, links, passives
from toolkit.publish.pages import PageExporter, gather
from toolkit.publish.parts import tell
from toolkit.sound import LeftOut, LeftOutWarning, blank, lacks, salvage
from toolkit.study import load
from toolkit.tables import CLAIMS, CORRECTIONS, ENTITIES, GROUPS, ORIGINS

FIRE = (
    "At least 12 people were killed in Aro, Ana Roe said. The zyx was lit by 3 men, Bo Lind said. "
    "\u201cWe lost 2 friends,\u201d said Ana Roe. Interim mayor Ina Vell praised 40 rescuers; 4 were hurt."
)
BAD = FIRE.index("The zyx"), FIRE.index(" \u201cWe lost")
ARTICLES = pd.DataFrame({"article_id": ["a1", "a2"], "text": [FIRE, FIRE.replace("zyx", "fire")]})
PEOPLE = ENTITIES.build([("Ina Vell", "person", "Ina Vell", "name")])


def failing(real, word="zyx"):
    """Give an analysis that fails on a word, and on nothing else."""

    def analysis(reading, *rest, **options):
        if word in reading.plain:
            raise KeyError(word)
        return real(reading, *rest, **options)

    return analysis


FINDERS = {
    "find_claims": (claims, "rows", lambda: toolkit.find_claims(ARTICLES, GROUPS.build([]), ORIGINS.build([]))),
    "find_quotes": (toolkit.find_quotes.__module__, "rows", lambda: toolkit.find_quotes(ARTICLES)),
    "find_labels": (labels, "label_rows", lambda: toolkit.find_labels(ARTICLES, PEOPLE)),
    "find_actions": (actions, "action_rows", lambda: toolkit.find_actions(ARTICLES, PEOPLE)),
    "find_passives": (passives, "passives_in", lambda: toolkit.find_passives(ARTICLES)),
    "find_appositives": (appositives, "appositives_in", lambda: toolkit.find_appositives(ARTICLES)),
    "find_words": (concordance, "_places", lambda: toolkit.find_words(ARTICLES, ["said"])),
}


@pytest.mark.parametrize("name", FINDERS)
def test_an_analysis_that_fails_on_a_sentence_gives_the_rows_of_the_others(name, monkeypatch):
    module, function, find = FINDERS[name]
    whole = find()
    place = f"{module}.{function}" if isinstance(module, str) else f"{module.__name__}.{function}"
    home = import_module(place.rpartition(".")[0])
    monkeypatch.setattr(home, function, failing(getattr(home, function)))
    with pytest.warns(
        LeftOutWarning,
        match=r"1 sentence of 1 article was left out: article a1, characters 53 to 92: no \w+: KeyError$",
    ):
        part = find()
    kept = ~((whole["article_id"] == "a1") & (whole["start"] >= BAD[0]) & (whole["start"] < BAD[1]))
    spans = ["article_id", "start", "end"]
    assert part[spans].to_numpy().tolist() == whole.loc[kept, spans].to_numpy().tolist()
    assert [each[:3] for each in lacks(part)] == [("a1", *BAD)]
    assert lacks(part)[0].fault == "KeyError: 'zyx'"
    for row in part.to_dict("records"):
        printed = row.get("text", row.get("verb"))
        assert (
            printed is None
            or ARTICLES["text"][0 if row["article_id"] == "a1" else 1][row["start"] : row["end"]] == printed
        )


def test_words_are_compared_without_the_sentence_that_fails(monkeypatch):
    monkeypatch.setattr(keyness, "_words", failing(keyness._words))
    with pytest.warns(LeftOutWarning):
        found = toolkit.compare_words(ARTICLES.assign(account=["One", "Two"]), least=1)
    assert "zyx" not in set(found["word"])
    assert lacks(found) == [LeftOut("a1", *BAD, "words", "KeyError: 'zyx'")]


def test_labels_are_linked_without_the_sentence_that_fails(monkeypatch):
    found = toolkit.find_labels(ARTICLES, PEOPLE)
    real = links._rows
    monkeypatch.setattr(links, "_rows", lambda _, reading, *rest: failing(lambda *_: real(_, reading, *rest))(reading))
    with pytest.warns(LeftOutWarning):
        linked = toolkit.link_labels(ARTICLES, found)
    assert len(linked) >= len(found)
    assert [each[:3] for each in lacks(linked)] == [("a1", *BAD)]


def test_nothing_is_kept_where_nothing_fails():
    found = toolkit.find_claims(ARTICLES, GROUPS.build([]), ORIGINS.build([]))
    assert found.attrs == {}
    assert lacks(found) == []


def test_what_a_person_can_mend_is_raised_as_it_is(monkeypatch):
    def refuse(*_):
        raise RuleError("groups: mend it")

    monkeypatch.setattr(claims, "rows", refuse)
    with pytest.raises(RuleError, match="mend it"):
        toolkit.find_claims(ARTICLES, GROUPS.build([]), ORIGINS.build([]))


def test_a_passage_around_the_sentence_keeps_its_evidence(monkeypatch):
    told = "\u201cWe came. The zyx fell. We left,\u201d said Ana Roe."
    articles = pd.DataFrame({"article_id": ["a1"], "text": [told]})
    home = import_module(toolkit.find_quotes.__module__)
    monkeypatch.setattr(home, "rows", failing(home.rows))
    with pytest.warns(LeftOutWarning):
        found = toolkit.find_quotes(articles)
    assert found["text"].tolist() == ["We came. The zyx fell. We left,"]


def test_a_row_that_no_table_can_hold_costs_itself(monkeypatch):
    real = claims.rows
    whole = toolkit.find_claims(ARTICLES, GROUPS.build([]), ORIGINS.build([]))

    def rows(*given):
        return [(*row[:3], 2**70, *row[4:]) if row[3] == 12 else row for row in real(*given)]

    monkeypatch.setattr(claims, "rows", rows)
    with pytest.warns(LeftOutWarning, match=r"2 sentences of 2 articles were left out: article a1, characters 0 to"):
        found = toolkit.find_claims(ARTICLES, GROUPS.build([]), ORIGINS.build([]))
    assert found["claim_id"].tolist() == whole.loc[whole["low"] != 12, "claim_id"].tolist()
    assert lacks(found)[0][3:5] == ("row of claims", f'low: expected a whole number, found "{2**70}"')


def test_bad_rows_are_found_in_one_pass(monkeypatch):
    validated = []
    real = CLAIMS.schema.validate
    monkeypatch.setattr(CLAIMS.schema, "validate", lambda frame, **how: validated.append(1) or real(frame, **how))
    bad = [("a1", at, at + 1, "x", "y", *[None] * (len(CLAIMS.names) - 6)) for at in range(200)]
    frame, left_out = build(CLAIMS, bad)
    assert (len(frame), len(left_out)) == (0, 200)
    assert len(validated) <= 4


# Reading itself


def test_a_line_that_can_not_be_read_costs_itself(monkeypatch):
    real = text.divide_sentences
    monkeypatch.setattr(text, "divide_sentences", lambda plain, parts: 1 / 0 if "zyx" in plain else real(plain, parts))
    article = pd.DataFrame({"article_id": ["a1"], "text": ["Two died in Aro.\nThe zyx fell.\nThree men were killed."]})
    with pytest.warns(LeftOutWarning, match="characters 17 to 30"):
        found = toolkit.find_claims(article, GROUPS.build([]), ORIGINS.build([]))
    assert found["text"].tolist() == ["Two", "Three men"]


def test_a_paragraph_that_can_not_be_divided_costs_itself(monkeypatch):
    real = regions._furniture
    monkeypatch.setattr(regions, "_furniture", lambda line: {}[line] if "zyx" in line else real(line))
    article = pd.DataFrame({"article_id": ["a1"], "text": ["Two died in Aro.\nThe zyx fell.\nThree men were killed."]})
    with pytest.warns(LeftOutWarning, match="characters 17 to 30: no regions"):
        found = toolkit.find_regions(article)
    assert found[["start", "end"]].to_numpy().tolist() == [[0, 16], [31, 53]]


# Told


def test_check_says_how_many_sentences_and_ends_with_one(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("toolkit.claims.rows", failing(claims.rows, "nine passengers"))
    assert run(["check", str(ferry_study(tmp_path))]) == 1
    out, err = (lines.splitlines() for lines in capsys.readouterr())
    assert out[0].endswith(": 1 fault of the toolkit; 2 articles, 0 corrections")
    assert err[0] == "a fault of the toolkit, not of your files: 1 sentence of 1 article was left out"
    assert err[1].startswith("article strait, characters 40 to ")
    assert err[1].endswith("no claims: KeyError: 'nine passengers'")


def test_the_tables_of_a_study_name_what_they_lack(tmp_path, monkeypatch):
    monkeypatch.setattr("toolkit.claims.rows", failing(claims.rows, "nine passengers"))
    found = tables(load(ferry_study(tmp_path)))
    assert {each.article_id for each in left_out_of(found)} == {"strait"}
    assert set(found["claims"]["article_id"]) == {"harbour", "strait"}


def test_every_page_says_how_many_sentences_were_left_out(tmp_path, monkeypatch):
    folder = ferry_study(tmp_path)
    study = load(folder)
    notebook = new_notebook(cells=[new_markdown_cell("# The ferry")])
    told = tell(notebook, "corpus", Public)
    assert "left out</dd>" not in PageExporter().write(notebook, told, gather(study))
    monkeypatch.setattr("toolkit.claims.rows", failing(claims.rows, "nine passengers"))
    page = PageExporter().write(notebook, told, gather(study))
    assert "<dd>A fault of the toolkit, not of your files: 1 sentence of 1 article was left out</dd>" in page


def test_a_warning_shows_a_page_no_path():
    told = "/tmp/x.py:1: LeftOutWarning: a fault of the toolkit: article a1\n  find_claims(study)\n"
    cell = new_code_cell("find_claims(study)", outputs=[new_output("stream", name="stderr", text=told)])
    parts = tell(new_notebook(cells=[cell]), "corpus", Public).parts
    assert [part.kind for part in parts] == ["code"]


def test_what_a_table_lacks_stays_with_it_when_it_is_corrected(monkeypatch):
    monkeypatch.setattr(claims, "rows", failing(claims.rows))
    with pytest.warns(LeftOutWarning):
        found = toolkit.find_claims(ARTICLES, GROUPS.build([]), ORIGINS.build([]))
    row = found.iloc[0]
    mended = CORRECTIONS.build([("claims", "a1", row["start"], row["end"], "low", str(row["low"]), "13", "Bo", "x")])
    assert lacks(correct(found, mended)) == lacks(found) != []


# Which sentence


@given(st.integers(0, 40), st.sets(st.integers(0, 39)))
def test_just_the_units_that_fail_are_left_out(size, bad):
    units = [(at * 10, at * 10 + 5) for at in range(size)]

    def attempt(gone):
        kept = [unit for unit in units if unit not in gone]
        if any(unit[0] // 10 in bad for unit in kept):
            raise ValueError("bad")
        return kept

    found, failed = salvage(units, attempt)
    wrong = [unit for unit in units if unit[0] // 10 in bad]
    assert found == [unit for unit in units if unit not in wrong]
    assert [each[:2] for each in failed] == wrong


def test_a_fault_of_two_sentences_together_costs_one_of_them():
    units = [(0, 5), (10, 15), (20, 25)]

    def attempt(gone):
        if not {units[0], units[2]} & set(gone):
            raise ValueError("both")
        return len(units) - len(gone)

    assert salvage(units, attempt) == (2, [(20, 25, "ValueError: both", 1)])


def test_what_fails_on_nothing_too_costs_the_whole():
    assert salvage([(0, 5), (10, 15)], lambda _: 1 / 0) == (None, [(0, 15, "ZeroDivisionError: division by zero", 2)])


def test_of_an_article_that_is_left_out_whole_every_sentence_is_counted():
    def refuse(*_):
        raise OverflowError("day")

    _, failed = salvage([(0, 9), (10, 20), (21, 30)], refuse)
    assert [each[:2] + each[3:] for each in failed] == [(0, 30, 3)]
    whole = LeftOut("a1", 0, 30, "claims", "OverflowError: day", 3)
    within = LeftOut("a1", 10, 20, "quotes", "KeyError: 1")
    assert sound.tell([whole, within]).endswith("3 sentences of 1 article were left out")


def test_what_was_left_out_of_many_articles_is_not_held_each_against_each():
    class Name(str):
        compared = 0
        __hash__ = str.__hash__

        def __eq__(self, other):
            Name.compared += 1
            return str(self) == str(other)

    gone = [sound.LeftOut(Name(f"a{n}"), 0, 9, "quotes", "fault") for n in range(300)]
    assert "300 sentences of 300 articles" in sound.tell([*gone, gone[0]._replace(start=4, analysis="claims")])
    assert Name.compared < 300 * 300 / 4


def test_beyond_many_faults_the_rest_is_one_passage():
    units = [(at, at + 1) for at in range(200)]

    def attempt(gone):
        if len(gone) < len(units):
            raise ValueError("bad")
        return []

    _, failed = salvage(units, attempt)
    assert len(failed) == sound.MOST + 1
    assert failed[-1][:2] == (sound.MOST, 200)


@given(st.text(max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=3))
def test_blanks_keep_every_offset(told, spans):
    spans = [(start, end) for start, end in spans if start <= end <= len(told)]
    assert len(blank(told, spans)) == len(told)


def test_the_seeds_lack_nothing():
    assert left_out_of(tables(load(SEEDS))) == []

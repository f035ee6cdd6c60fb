"""Nothing private leaves: however it is spelt, whatever it stands in, whichever exhibit shows it."""

import ast
import json
import subprocess
import sys
import unicodedata
from itertools import pairwise

import pandas as pd
import plotly.graph_objects as go
import pytest
from browser import ROOT
from hypothesis import given
from hypothesis import strategies as st
from invented import ENTITIES, PRIVATE, ferry_study, write_study

from toolkit import (
    compare_estimates,
    compare_words,
    figure,
    find_actions,
    find_claims,
    find_labels,
    find_quotes,
    find_words,
    finding,
    in_context,
    link_quotes,
    load,
    reconcile,
    table,
)
from toolkit.exhibits import Drawing, actors, casualties, corpus, framing, keyness, positions, quotes, spread
from toolkit.exhibits.gate import generalised, terms
from toolkit.exhibits.inside import WITHHELD
from toolkit.exhibits.show import cards
from toolkit.exhibits.withheld import public, public_study
from toolkit.privacy import find_details, fold, terms_of
from toolkit.tables import ENTITIES as ENTITY_TABLE
from toolkit.tables import PRIVATE as PRIVATE_TABLE

EXHIBITS = ROOT / "toolkit" / "exhibits"
TERMS = (
    ("Ana Roe", "a resident"),
    ("Gro\u00df", "the resident"),
    ("Filip N\u00fa\u00f1ez", "a resident"),
    ("Haldar", "the resident"),
    ("Al-Fir", "the resident"),
    ("Ina's boat", "[boat]"),
    ("/(?<=Roe, )44\\b/", "[age]"),
)

# Each row: what an article prints, and what is shown instead.
SPELLINGS = [
    ("ana roe", "a resident"),
    ("ANA\u00a0ROE", "a resident"),
    ("Ana\nRoe", "a resident"),
    ("A\u00adna R\u200boe", "a resident"),
    ("Ana\u200bRoe", "a resident"),
    ("\uff21\uff4e\uff41 \uff32\uff4f\uff45", "a resident"),
    ("_Ana Roe_", "_a resident_"),
    ("**Ana** Roe", "**a resident"),
    ("@AnaRoe", "@a resident"),
    ("ana_roe2", "a resident2"),
    ("Hal-\ndar", "the resident"),
    ("Hal\u00ad\r\n  dar", "the resident"),
    ("anti-\nHaldar", "anti-\nthe resident"),
    ("old\u200bHaldar", "old\u200bthe resident"),
    ("both Haldars", "both the resident"),
    ("Haldar\u2019s", "the resident\u2019s"),
    ("Haldar2", "the resident2"),
    ("@Haldar", "@the resident"),
    ("gross", "the resident"),
    ("GROSS", "the resident"),
    ("Gro\u1e9e", "the resident"),
    (unicodedata.normalize("NFD", "Filip N\u00fa\u00f1ez"), "a resident"),
    ("Filip Nunez", "a resident"),
    ("\ufb01lip N\u00fa\u00f1ez", "a resident"),
    ("Al Fir", "the resident"),
    ("Al\u2011Fir", "the resident"),
    ("Ina\u2019s boat", "[boat]"),
    ("Ana Roe, 44", "a resident, [age]"),
    ("the Haldars", "the resident"),
    ("The\u00a0Haldars", "The\u00a0resident"),
    ("his Ana Roe", "his resident"),
    ("She said that Ana Roe left", "She said that a resident left"),
    ("the Ina's boat", "the [boat]"),
    ("@realAnaRoe", "@reala resident"),
    ("AnaRoeCook", "a residentCook"),
    ("#JusticeForAnaRoe", "#JusticeFora resident"),
    ("#RIPAnaRoe", "#RIPa resident"),
    ("MsHaldar and DrHaldar", "Msthe resident and Drthe resident"),
    ("Ana&nbsp;Roe", "a resident"),
    ("Ana&#160;Roe", "a resident"),
    ("Ana <b>Roe", "a resident"),
    ("Ana/Roe", "a resident"),
    ("Ana \u00b7 Roe", "a resident"),
    ("Ana\n> Roe", "a resident"),
    ("Ana%20Roe", "a resident"),
    ("(Ana) (Roe)", "(a resident)"),
    ("Roe, Ana,", "a resident,"),
    ("ROE,\nANA", "a resident"),
    ("Ana R\u00f8e", "a resident"),
    ("H\u0142ald", "H\u0142ald"),
    ("Ha\u0142dar", "the resident"),
    ("Ana. Roe", "Ana. Roe"),
    ("Ana left; Roe, Anastas stayed", "Ana left; Roe, Anastas stayed"),
    ("Haldarbuck and Shaldar", "Haldarbuck and Shaldar"),
    ("#haldarian and @Shaldar", "#haldarian and @Shaldar"),
    ("Haldarian", "Haldarian"),
    ("cruana roes", "cruana roes"),
    ("grossly", "grossly"),
]


@pytest.mark.parametrize(("printed", "instead"), SPELLINGS)
def test_a_private_detail_is_found_however_it_is_spelt(printed, instead):
    study = spelt()
    assert generalised(study, f"It was {printed}, they said.") == f"It was {instead}, they said."


def spelt():
    class Spelt:
        private = PRIVATE_TABLE.build([("x", term, shown, "why") for term, shown in TERMS])
        entities = ENTITY_TABLE.build([])

    return Spelt


@given(st.text(max_size=60))
def test_folded_text_leads_back_to_the_text(text):
    for apart in (False, True):
        folded = fold(text, apart=apart)
        assert len(folded.text) == len(folded.starts) == len(folded.ends)
        assert folded.starts == sorted(folded.starts)
        assert all(0 <= start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True))


@given(st.text(st.sampled_from("Hald\u00adar\u200b-\n _@2\u0301\u017f\ufb01"), max_size=40))
def test_details_lie_within_the_text_and_do_not_overlap(text):
    details = find_details(text, TERMS)
    assert all(one.end <= other.start for one, other in pairwise(details))
    assert all(0 <= each.start < each.end <= len(text) for each in details)


def test_every_alias_of_a_private_person_is_private_without_a_row_in_private_csv(tmp_path):
    rows = [*ENTITIES, ["Ana Roe", "private_person", "the cook of Quay Street", "what he is called"]]
    study = load(write_study(tmp_path, {"a": "Ana Roe, the cook of Quay Street, slept.\n"}, entities=rows))
    assert generalised(study, "Ana Roe, the cook of Quay Street") == "a resident, a resident"
    listed = [PRIVATE[0], ["Ana Roe", "ANA ROE", "one of the crew", "name"]]
    study = load(write_study(tmp_path, {"a": "Ana Roe slept.\n"}, entities=rows, private=listed))
    assert generalised(study, "Ana Roe, the cook of Quay Street") == "one of the crew, a resident"


def test_what_is_shown_for_a_person_is_no_term_of_a_public_study(tmp_path):
    study = load(ferry_study(tmp_path))
    assert terms(public_study(study)) == terms(public_study(public_study(study))) == terms(study)
    assert generalised(public_study(study), "A resident saw Ana Roe.") == "A resident saw a resident."


DETAIL = "a deckhand from Quay Street who lost two cousins on Monday when the Lower Guard shot at the Blue Barge"
KILLED = (
    "a stoker whose three aunts were killed in Tar Lane on Tuesday by the Upper Guard in the sugar fire, Aro Watch said"
)
STORY = f"""Fire in Port Aro

On Sunday 12 people were killed in Port Aro, said Ina Vell, the mayor.

Bo Ohm, {DETAIL}, told Wire Nine: "The guards came at night."

Mia Lund, {KILLED}, said nothing.

"The barge is ours," said the owner.
"""
INSIDE = ("Quay Street", "two cousins", "Lower Guard", "Blue Barge", "Bo Ohm", "deckhand", "Monday")
INSIDE += ("Tar Lane", "three aunts", "aunts", "Upper Guard", "sugar fire", "Aro Watch", "Mia Lund", "Tuesday", "Tue 6")
PEOPLE = [
    ["entity", "kind", "alias", "why"],
    ["Ina Vell", "person", "Ina Vell", "name"],
    ["Bo Ohm", "private_person", "Bo Ohm", "name"],
    ["Mia Lund", "private_person", "Mia Lund", "name"],
    ["Upper Guard", "organisation", "Upper Guard", "name"],
    ["sugar fire", "event", "sugar fire", "name"],
]
HIDDEN = [
    PRIVATE[0],
    ["Bo Ohm", DETAIL, "[past withheld]", "past"],
    ["Mia Lund", KILLED, "[kin withheld]", "kin"],
]
JUDGED = {
    "places": [
        ["place", "part_of", "alias", "why"],
        ["Port Aro", "", "Port Aro", "x"],
        ["Tar Lane", "Port Aro", "Tar Lane", "x"],
    ],
    "events": [
        ["event", "alias", "from", "to", "place", "why"],
        ["the sugar fire", "sugar fire", "2031-05-06", "2031-05-06", "Tar Lane", "x"],
        ["the fire", "", "2031-05-04", "2031-05-04", "Port Aro", "x"],
    ],
    "origins": [
        ["origin", "kind", "party", "independent", "rank", "counts", "alias", "why"],
        ["Aro Watch", "monitor", "", "yes", "1", "estimate", "Aro Watch", "x"],
        ["the mayor", "official", "", "no", "2", "estimate", "Ina Vell", "x"],
    ],
    "groups": [
        ["group", "part_of", "disjoint_with", "term", "why", "party"],
        ["all", "", "", "people", "x", ""],
        ["aunts", "all", "", "aunts", "x", ""],
    ],
}
OTHER = "Fire in Port Aro\n\nAt least 14 people were killed in Port Aro on Sunday, Ina Vell said.\n"


@pytest.fixture(scope="module")
def barge(tmp_path_factory):
    folder = tmp_path_factory.mktemp("barge")
    study = load(write_study(folder, {"a": STORY, "b": OTHER}, entities=PEOPLE, private=HIDDEN, **JUDGED))
    days = dict.fromkeys(("published_from", "published_to"), pd.Timestamp("2031-05-07"))
    return study._replace(articles=study.articles.assign(**days))


def everything_of(study):
    """Give every exhibit of the four notebooks."""
    labels, actions = find_labels(study.articles, study.entities), find_actions(study.articles, study.entities)
    spoken, claims = (
        find_quotes(study.articles, study.entities),
        find_claims(study),
    )
    rules = compare_estimates(claims, study.groups, study.origins, articles=study.articles)
    utterances, words = link_quotes(spoken), compare_words(study.articles)
    relations, estimates = reconcile(claims, study.groups, study.origins, articles=study.articles)
    told = quotes.add_sources(study, spoken)
    yield cards(study, corpus.list_cards(study, labels, spoken, claims))
    for drawing in (
        corpus.draw_blocks(study),
        positions.draw_positions(study, labels),
        positions.draw_events(study, labels),
        actors.draw_actors(study, actions),
        keyness.draw_words(study, words),
        quotes.draw_speakers(study, spoken),
        quotes.draw_printed(study, spoken, utterances),
        quotes.draw_verbs(study, spoken),
        casualties.draw_figures(study, claims),
        casualties.draw_sums(study, claims, relations),
        casualties.draw_tolls(study, claims, relations),
        casualties.draw_estimates(study, estimates),
        spread.draw_spread(study, rules),
        spread.draw_roots(study, claims),
    ):
        yield figure(study, drawing)
    for sentence in (
        corpus.tell_corpus(study),
        framing.tell_framing(study, labels),
        keyness.tell_words(study, words),
        quotes.tell_quotes(study, spoken, utterances),
        quotes.tell_carriers(study),
        casualties.tell_casualties(study, claims, relations),
        casualties.tell_unprinted(study, claims),
    ):
        yield finding(study, sentence)
    for frame in (
        corpus.list_accounts(study),
        framing.list_names(study, labels),
        keyness.list_words(study, words),
        quotes.list_speakers(study, spoken),
        quotes.list_printers(study, spoken, utterances),
        quotes.list_wordings(study, spoken, utterances),
        quotes.list_carriers(study, spoken),
        casualties.list_claims(study, claims),
        casualties.list_sums(study, claims, relations),
        casualties.list_contradictions(study, claims, relations),
        casualties.list_relations(study, claims, relations),
        casualties.list_unprinted(study, claims),
        casualties.list_estimates(study, claims, estimates),
        casualties.list_reasons(study, estimates),
        casualties.list_missing(study, estimates),
        casualties.sheet(study, claims),
        spread.list_spread(study, rules),
        spread.list_roots(study, claims),
    ):
        yield table(study, frame, caption="All")
    for rows, columns in (
        (labels, ["entity", "voice", "speaker", "person"]),
        (actions, ["verb", "actor", "patient"]),
        (told, ["said_by", "source", "cue", "text", "via"]),
        (claims, ["text", "victims", "status", "perpetrator", "place", "time", "earliest", "attributed_to", "via"]),
        (casualties.list_passages(claims), ["figure", "source"]),
        (find_words(study.articles, keyness.first_words(study, words)), []),
    ):
        yield in_context(study, rows, caption="All", columns=columns)


def test_what_lies_inside_a_private_detail_leaves_through_no_exhibit(barge):
    left = json.dumps([exhibit.outputs for exhibit in everything_of(barge)], ensure_ascii=False)
    assert [words for words in INSIDE if words in left] == []
    assert "[past withheld]" in left
    assert "[kin withheld]" in left
    assert "that is printed is 3" not in left
    assert "12 people were killed in Port Aro" in left.replace("<mark>", "").replace("</mark>", "")


def test_what_follows_from_a_withheld_span_is_withheld_with_it(barge):
    claims = public(barge, find_claims(barge))
    one = claims[claims["start"] == STORY.index("three aunts")].iloc[0]
    followers = ["text", "group", "place_id", "origin", "event", "rule"]
    assert one[followers].tolist() == [WITHHELD] * len(followers)
    assert one[["low", "high", "earliest", "latest"]].isna().all()
    assert claims["low"].dropna().tolist() == [12, 14]
    actions = public(barge, find_actions(barge.articles, barge.entities))
    assert WITHHELD in actions["actor_entity"].tolist()
    assert "Upper Guard" not in actions["actor_entity"].tolist()


def test_a_name_that_an_article_has_from_a_private_detail_alone_is_withheld_from_its_other_rows(barge):
    claims = find_claims(barge).assign(event="the sugar fire", event_by="its article", origin="the mayor")
    told = public(barge, claims)
    assert told["event"].tolist() == [WITHHELD] * 3 + ["the sugar fire"]
    assert told["origin"].tolist() == ["the mayor", WITHHELD, WITHHELD, "the mayor"]


def test_what_rests_on_a_figure_inside_a_private_detail_gives_no_number(barge):
    start = STORY.index("three aunts")
    estimate = {"estimate_id": "e", "group": "all", "rests_on": f"b:c0000018; a:c{start:07d}", "why": "low: 2"}
    (hidden,) = public(barge, pd.DataFrame([estimate | {"low": 2, "best": 2, "high": 2}])).to_dict("records")
    assert [hidden["why"], pd.isna(hidden["low"]), pd.isna(hidden["best"])] == [WITHHELD, True, True]
    row = {"relation_id": "r", "claim_id": f"a:c{start:07d}", "why": "3 of 12", "holds": True}
    other = row | {"claim_id": "a:c0000028"}
    assert set(public(barge, pd.DataFrame([row, other]))["why"]) == {WITHHELD}
    assert set(public(barge, pd.DataFrame([other]))["why"]) == {"3 of 12"}


def test_a_figure_that_is_private_by_itself_leaves_no_number(tmp_path):
    text = "Ana Roe said her two sons were killed in the fire, and nine others.\n"
    hidden = [PRIVATE[0], ["Ana Roe", "two sons", "[relatives]", "kin"]]
    study = load(write_study(tmp_path, {"a": text}, entities=ENTITIES, private=hidden))
    claims = public(study, find_claims(study))
    assert claims["text"].tolist()[0] == "her [relatives]"
    assert pd.isna(claims["low"].tolist()[0])


def test_a_cell_that_repeats_words_of_a_detail_in_its_sentence_is_withheld(barge):
    start = STORY.index("two cousins on")
    row = {"article_id": "a", "start": start, "end": start + 11, "text": "two cousins", "place": "QUAY  street"}
    row |= {"outcome": "killed", "time": "Monday", "earliest": pd.Timestamp("2031-05-05"), "status": "a baker"}
    (cells,) = public(barge, pd.DataFrame([row])).to_dict("records")
    assert [cells[name] for name in ("text", "place", "time")] == [WITHHELD] * 3
    assert pd.isna(cells["earliest"])
    assert (cells["outcome"], cells["status"], cells["start"]) == ("killed", "a baker", start)


def test_a_cell_that_cuts_a_detail_is_generalised_by_its_place(barge):
    start = STORY.index("Barge, told") - 5
    row = {"article_id": "a", "start": start, "end": start + 15, "text": STORY[start : start + 15]}
    once = public(barge, pd.DataFrame([row]))
    assert once["text"].tolist() == ["[past withheld], tol"]
    assert public(barge, once)["text"].tolist() == once["text"].tolist()


def test_a_person_who_is_named_within_a_longer_detail_keeps_what_is_shown_for_him_however_often(tmp_path):
    text = "Ana Roe, 44, said she saw two boats.\n"
    study = load(write_study(tmp_path, {"a": text}, entities=ENTITIES, private=PRIVATE[:4]))
    spoken = find_quotes(study.articles, study.entities)
    once = public(study, spoken)
    assert once["speaker"].tolist() == ["a resident"]
    assert public(public_study(study), once)["speaker"].tolist() == ["a resident"]


SHIPS = {
    "a": "Roe Roe Roe slept.\n\nThe cook said the cook ate. The cook left.\n",
    "b": "The sea rose. The sea fell.\n",
}


def test_what_is_shown_for_a_private_person_is_no_distinctive_word_of_an_account(tmp_path):
    private = [*PRIVATE[:1], ["Ana Roe", "Roe", "somebody", "name"], ["Ana Roe", "slept", "[past withheld]", "past"]]
    study = load(write_study(tmp_path, SHIPS, entities=ENTITIES, private=private))
    words = compare_words(study.articles, least=1)
    assert "roe" in set(words["word"])
    listed = keyness.list_words(study, words)
    told = [*listed["word"], *keyness.first_words(study, words), keyness.tell_words(study, words)]
    left = json.dumps([*told, figure(study, keyness.draw_words(study, words)).outputs], ensure_ascii=False)
    assert [word for word in ("roe", "slept", "somebody", "withheld") if word in left.lower()] == []
    assert "cook" in set(listed["word"])


@pytest.mark.parametrize(
    "text",
    [
        "The mother of two said that Bo Lind never came.\n",
        "The mother of two wept on Monday. She said that Bo Lind never came.\n",
        "\u201cThe sea rose,\u201d the mother of two said. \u201cWe ran,\u201d she said.\n",
    ],
)
def test_a_speaker_who_is_described_by_a_private_detail_is_shown_as_it_is(tmp_path, text):
    private = [*PRIVATE[:1], ["Ana Roe", "the mother of two", "The relative", "kin"]]
    study = load(write_study(tmp_path, {"a": text}, entities=ENTITIES, private=private))
    spoken = find_quotes(study.articles, study.entities)
    assert set(quotes.list_speakers(study, spoken)["speaker"]) <= {"The relative", "She", "she"}
    left = json.dumps([each.outputs for each in (table(study, quotes.list_speakers(study, spoken), caption="All"),)])
    assert "mother of two" not in left


def test_tables_stay_as_they_are_where_nothing_is_private(tmp_path):
    study = load(write_study(tmp_path, {"b": OTHER}))
    claims = find_claims(study.articles, study.groups, study.origins)
    assert public(study, claims) is claims


PRIVATE_PLACES = {
    "account": "Roe Post",
    "agency": "Roe Wire",
    "outlet": "Ana Roe Press",
    "title": "What Ana Roe saw",
}


def test_names_of_accounts_agencies_outlets_and_titles_pass_too(tmp_path):
    study = load(ferry_study(tmp_path))
    articles = study.articles.assign(**{name: [f"{cell} One", f"{cell} Two"] for name, cell in PRIVATE_PLACES.items()})
    left = json.dumps([exhibit.outputs for exhibit in everything_of(study._replace(articles=articles))])
    assert "Roe" not in left
    assert "the resident Post One" in left


def test_two_accounts_that_would_bear_one_name_are_numbered(tmp_path):
    study = load(ferry_study(tmp_path))
    study = study._replace(articles=study.articles.assign(account=["Roe Post", "ROE Post"]))
    assert corpus.list_accounts(study)["account"].tolist() == ["the resident Post", "the resident Post (2)"]


def test_words_are_generalised_before_a_drawing_breaks_or_cuts_them(tmp_path):
    text = "\u201cNobody in the whole of this old town has asked for Ana Roe the cook,\u201d said Ina Vell.\n"
    study = load(write_study(tmp_path, {"a": text}, entities=ENTITIES, private=PRIVATE[:3]))
    spoken = find_quotes(study.articles, study.entities)
    drawn = quotes.draw_printed(study, spoken, link_quotes(spoken))
    assert "Ana" not in drawn.plot.to_json()


def test_a_name_in_braces_is_no_value_to_a_label(tmp_path):
    study = load(ferry_study(tmp_path))
    study = study._replace(articles=study.articles.assign(account=["Post %{x} %{y:.2f}", "Post <extra>b</extra>"]))
    for exhibit in everything_of(study):
        for data, _ in exhibit.outputs:
            for trace in data.get("application/vnd.plotly.v1+json", {}).get("data", []):
                assert trace.get("hovertemplate", "%{hovertext}<extra></extra>") == "%{hovertext}<extra></extra>"
                assert trace.get("hovertemplate") or trace.get("hoverinfo") == "skip"


def test_a_tag_in_a_name_or_an_article_is_no_tag_of_a_drawing(tmp_path):
    text = "\u201cNobody has <b>asked</b> for us,\u201d said the <i>cruel</i> guard. Two <b>men</b> were killed in Aro."
    study = load(write_study(tmp_path, {"a": text, "b": OTHER}, entities=PEOPLE, **JUDGED))
    study = study._replace(articles=study.articles.assign(account=["<b>Post</b>", "Post <br> two"]))
    labels = 0
    for exhibit in everything_of(study):
        for data, about in exhibit.outputs:
            drawn = json.dumps(data.get("application/vnd.plotly.v1+json", {}))
            labels += drawn.count("&lt;b>Post&lt;/b>") + drawn.count("&lt;br> two")
            assert "<b>Post</b>" not in drawn
            assert "Post <br> two" not in drawn
            assert "\ufdd0" not in str((data, about))
    assert labels


def test_a_drawing_without_labels_shows_its_values_and_no_name_of_a_trace(tmp_path):
    study = load(ferry_study(tmp_path))
    drawn = figure(study, Drawing(go.Figure(go.Bar(x=[1], y=["a"])), "One bar.", 1)).outputs[0][0]
    assert drawn["application/vnd.plotly.v1+json"]["data"][0]["hoverinfo"] == "x+y"


# What no exhibit may do, and how mypy answers.
FORGETFUL = """
from toolkit.exhibits.gate import Public, generalised
from toolkit.exhibits.markup import Html, row, tag, words
from toolkit.exhibits.show import Exhibit
from toolkit.study import Study

def escaped(text: str) -> Html: return words(text)
def cell(text: str) -> Html: return tag("td", text)
def titled(text: str) -> Html: return tag("td", title=text)
def shown(text: str) -> Exhibit: return Exhibit((({"text/html": text}, {"kind": "table"}),))
def formatted(study: Study, text: str) -> Public: return f"{generalised(study, text)} of {text}"
def joined(study: Study, text: str) -> Html: return row(words(generalised(study, text)) + text)
def passed(study: Study, text: str) -> Html: return tag("td", words(generalised(study, text)))
"""


def test_mypy_refuses_text_that_has_not_passed(tmp_path):
    (tmp_path / "forgetful.py").write_text(FORGETFUL, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--config-file", str(ROOT / "pyproject.toml")]
    command += [str(tmp_path / "forgetful.py")]
    said = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False).stdout
    refused = {int(line.split(":")[1]) for line in said.splitlines() if "forgetful.py:" in line and "error" in line}
    assert refused == {7, 8, 9, 10, 11, 12}, said


def calls(path, name):
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return [node.lineno for node in nodes if isinstance(node, ast.Call) and getattr(node.func, "id", None) == name]


@pytest.mark.parametrize(("kind", "maker"), [("Public", "gate.py"), ("Html", "markup.py")])
def test_only_the_gate_makes_what_may_leave(kind, maker):
    made = {path.name for path in (ROOT / "toolkit").rglob("*.py") if calls(path, kind)}
    assert made == {maker}


INNER = {"gate.py", "inside.py", "excerpts.py", "markup.py", "leaving.py", "withheld.py", "cells.py", "style.py"}


@pytest.mark.parametrize("path", sorted(set(EXHIBITS.glob("*.py"))), ids=lambda path: path.stem)
def test_every_exhibit_that_takes_a_table_reads_public_ones_alone(path):
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if path.name in INNER or not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
            continue
        taken = [ast.unparse(each.annotation) for each in node.args.args if each.annotation]
        if "Study" in taken and ("pd.DataFrame" in taken or node.name.startswith(("draw_", "list_", "tell_"))):
            assert "entering" in [ast.unparse(mark) for mark in node.decorator_list], node.name


def test_terms_are_the_longest_first_and_each_once():
    study = spelt()
    terms = terms_of(study.private, study.entities)
    assert [len(term) for term, _ in terms] == sorted((len(term) for term, _ in terms), reverse=True)
    assert len(set(terms)) == len(TERMS)


@pytest.mark.parametrize("shown_as", ["the widow of M\u00edna Holt", "a resident", "Bo Lind"])
def test_what_has_passed_the_gate_passes_unchanged(tmp_path, shown_as):
    study = load(write_study(tmp_path, {"a1": "Mina Holt, a resident, met Bo Lind."}))
    rows = [("Mina Holt", "Mina Holt", shown_as, "x"), ("Bo Lind", "Bo Lind", "a nurse", "x")]
    study = study._replace(private=PRIVATE_TABLE.build(rows))
    once = generalised(study, study.articles["text"].iloc[0])
    assert generalised(study, once) == once
    assert "Holt" not in once
    assert "Lind" not in once


def test_a_public_study_keeps_the_types_of_its_columns(tmp_path):
    study = load(ferry_study(tmp_path / "ferry"))
    empty = study._replace(articles=study.articles.assign(outlet=None, agency=None).astype(study.articles.dtypes))
    public = public_study(empty).articles
    assert public.dtypes.to_dict() == empty.articles.dtypes.to_dict()

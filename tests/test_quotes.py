"""Whose words each account carries, and which utterances they share."""

import csv
from pathlib import Path

import pandas as pd
import pytest
from browser import SEEDS
from hostile import FEW, texts
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import ferry_study, write_study

from toolkit.exhibits import quotes as exhibits
from toolkit.quotes import count_carried, find_origins, find_quotes, link_quotes, rows, source_kinds
from toolkit.study import load
from toolkit.tables import QUOTES, UTTERANCES
from toolkit.text import read

GOLDEN = Path(__file__).parent / "golden" / "quotes.csv"
COLUMNS = ("kind", "speaker", "cue", "person", "via")


def articles(*written):
    return pd.DataFrame({"article_id": [f"a{number}" for number in range(len(written))], "text": list(written)})


def cases():
    """Give the golden rows; a pilcrow ends a paragraph, and a known failure names its reason."""
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            marks = [pytest.mark.xfail(reason=row["fails"], strict=True)] if row["fails"] else []
            yield pytest.param(row, id=row["case"], marks=marks)


@pytest.mark.parametrize("case", list(cases()))
def test_the_golden_passages_are_read_as_a_person_reads_them(case):
    quotes = find_quotes(articles(case["text"].replace("\u00b6", "\n\n")))
    if not case["passage"]:
        assert quotes["text"].tolist() == []
        return
    (found,) = quotes[quotes["text"] == case["passage"]].to_dict("records")
    printed = {name: "" if pd.isna(found[name]) else found[name] for name in COLUMNS}
    assert printed == {name: case[name] for name in COLUMNS}


@pytest.fixture(scope="module")
def seeds():
    return load(SEEDS)


@pytest.fixture(scope="module")
def found(seeds):
    return find_quotes(seeds.articles, seeds.entities)


def test_the_five_articles_have_35_passages_in_marks(found):
    assert (found["kind"] != "indirect").sum() == 35
    assert found["kind"].value_counts().to_dict() == {"indirect": 24, "mixed": 23, "direct": 10, "unattributed": 2}


def test_every_quote_of_the_five_articles_is_the_text_at_its_offsets(seeds, found):
    texts = seeds.articles.set_index("article_id")["text"]
    for row in found.to_dict("records"):
        text = texts[row["article_id"]]
        assert text[row["start"] : row["end"]] == row["text"]
        for name in ("speaker", "cue"):
            if isinstance(row[name], str):
                assert text[row[f"{name}_start"] : row[f"{name}_end"]] == row[name]


def test_one_sentence_of_one_speaker_is_linked_across_three_accounts(found):
    linked = link_quotes(found).merge(found[["quote_id", "article_id", "person"]], on="quote_id")
    shared = linked.groupby("utterance_id").filter(lambda wordings: wordings["article_id"].nunique() == 3)
    assert sorted(shared["article_id"]) == ["a000", "a001", "a002"]
    assert set(shared["person"]) == {"Ahmed al-Sharaa"}


@settings(max_examples=FEW)
@given(texts)
def test_quotes_of_any_text_fit_their_table(text):
    quotes = find_quotes(articles(text))
    assert quotes["text"].tolist() == [text[a:b] for a, b in zip(quotes["start"], quotes["end"], strict=True)]


def test_no_quotes_give_the_same_columns_and_types():
    some, none = find_quotes(articles("Bo Lind said it was dark.")), find_quotes(articles("It was dark."))
    assert none.empty
    assert none.dtypes.equals(some.dtypes)
    assert list(none.columns) == QUOTES.names
    assert list(link_quotes(none).columns) == UTTERANCES.names


def test_finding_quotes_leaves_the_articles_as_they_were():
    frame = articles("Bo Lind said it was dark.")
    before = frame.copy()
    find_quotes(frame)
    pd.testing.assert_frame_equal(frame, before)


def test_rows_are_the_columns_after_the_article():
    (row,) = rows(read("Bo Lind said it was dark."))
    assert dict(zip(QUOTES.names[2:], row, strict=True))["text"] == "it was dark"


def test_a_speaker_of_the_codebook_bears_its_name_there():
    entities = pd.DataFrame({"entity": ["Omar al-Lind"], "alias": ["Omar Lind"]})
    quotes = find_quotes(articles("Omar Lind said it was dark."), entities)
    assert quotes["person"].tolist() == ["Omar al-Lind"]
    assert quotes["speaker"].tolist() == ["Omar Lind"]


def test_a_group_is_the_id_of_its_first_passage():
    quotes = find_quotes(articles("\u201cThe quay,\u201d Bo Lind said, \u201cis gone.\u201d"))
    assert ("a0:" + quotes["group"]).tolist() == [quotes["quote_id"].iloc[0]] * 2


def utterances(*written):
    """Give the texts of the utterances, each with its wordings."""
    quotes = find_quotes(articles(*written))
    linked = link_quotes(quotes).merge(quotes[["quote_id", "text"]], on="quote_id")
    return [wordings["text"].tolist() for _, wordings in linked.groupby("utterance_id", sort=False)]


def test_other_words_of_one_speaker_are_one_utterance():
    one = "\u201cWe must keep the harbour open for everybody,\u201d said Ina Vell."
    other = "\u201cWe have to keep the harbour open for all,\u201d Vell said. Ina Vell is mayor."
    assert len(utterances(one, other)) == 1


def test_the_same_words_of_two_speakers_are_two_utterances():
    one = "\u201cWe must keep the harbour open,\u201d said Ina Vell."
    other = "\u201cWe must keep the harbour open,\u201d said Bo Lind."
    assert len(utterances(one, other)) == 2


def test_the_same_words_without_a_speaker_are_one_utterance():
    one = "\u201cWe must keep the harbour open,\u201d said Ina Vell."
    other = "The sign reads as before. \u201cWe must keep the harbour open\u201d stands on it."
    assert len(utterances(one, other)) == 1


def test_two_sentences_of_one_speaker_are_two_utterances():
    one = "\u201cWe must keep the harbour open for everybody,\u201d said Ina Vell."
    other = "\u201cThe ferry company must pay for what it burned,\u201d said Ina Vell."
    assert len(utterances(one, other)) == 2


def test_another_figure_is_another_utterance():
    one = "The coast guard said that 12 passengers were pulled out of the harbour."
    other = "The coast guard said that 14 passengers were pulled out of the harbour."
    assert len(utterances(one, other)) == 2


def test_a_fragment_in_another_order_is_one_utterance():
    one, other = (
        "Bo Lind spoke of a \u201crelative return to work.\u201d",
        "Lind spoke of a \u201creturn to relative work.\u201d",
    )
    assert len(utterances(one, other)) == 1


def test_a_missing_speaker_does_not_join_two_who_contradict():
    said = "\u201cWe must keep the harbour open,\u201d {}"
    written = (said.format("said Ina Vell."), said.format("the sign read."), said.format("said Bo Lind."))
    quotes = find_quotes(articles(*written))
    quotes.loc[1, "person"] = None
    linked = link_quotes(quotes)
    homes = dict(zip(linked["quote_id"], linked["utterance_id"], strict=True))
    assert homes[quotes["quote_id"][0]] != homes[quotes["quote_id"][2]]


def test_a_wording_counts_what_it_keeps_drops_changes_and_adds():
    one = "\u201cWe must keep the old harbour of Aro open now,\u201d said Ina Vell."
    other = "\u201cWe will keep the harbour of Aro open,\u201d said Ina Vell."
    linked = link_quotes(find_quotes(articles(one, other)))
    assert linked[["kept", "dropped", "changed", "added"]].values.tolist() == [[10, 0, 0, 0], [7, 2, 1, 0]]


@settings(max_examples=FEW)
@given(st.lists(st.sampled_from(["we", "must", "keep", "the", "harbour", "open", "12"]), min_size=1, max_size=12))
def test_a_wording_is_kept_whole_in_itself(spoken):
    text = f"\u201c{' '.join(spoken)},\u201d said Ina Vell."
    quotes = find_quotes(articles(text, text))
    linked = link_quotes(quotes)
    assert (linked["kept"] + linked["changed"] + linked["added"] == len(spoken)).all()
    assert (linked["dropped"] == 0).all()


def test_each_quote_stands_in_one_utterance(found):
    assert sorted(link_quotes(found)["quote_id"]) == sorted(found["quote_id"])


ORIGINS = pd.DataFrame(
    {
        "origin": ["coast guard", "mayor", "town"],
        "kind": ["official", "official", "witness"],
        "alias": ["coast guard", "Ina Vell", "residents of Aro"],
    }
)


def test_a_source_is_known_by_its_longest_alias():
    quotes = find_quotes(articles("Ina Vell came. The mayor said it was dark. Residents of Aro said it was cold."))
    assert find_origins(quotes, ORIGINS)["origin"].tolist()[-1] == "town"


def test_a_source_that_the_study_does_not_list_has_no_kind():
    quotes = find_quotes(articles("A diver said it was dark."))
    assert source_kinds(quotes, ORIGINS).isna().all()


def test_a_study_without_origins_has_no_kinds():
    quotes = find_quotes(articles("The coast guard said it was dark."))
    assert source_kinds(quotes, ORIGINS.head(0)).isna().all()


def test_a_word_of_two_clauses_counts_once():
    frame = articles("The coast guard said the mayor had warned that the port was \u201cbeyond repair.\u201d")
    carried = count_carried(frame, find_quotes(frame))
    assert int(carried.to_numpy().sum()) == "the mayor had warned that the port was beyond repair".count(" ") + 1


@settings(max_examples=FEW)
@given(texts)
def test_no_more_words_are_carried_than_the_text_has(text):
    frame = articles(text)
    assert count_carried(frame, find_quotes(frame)).to_numpy().sum() <= len(text)


def told(folder):
    study = load(folder)
    quotes = find_quotes(study.articles, study.entities)
    utterances = link_quotes(quotes)
    for frame in (exhibits.list_speakers(study, quotes), exhibits.list_wordings(study, quotes, utterances)):
        assert "account" in frame.columns
    drawings = [exhibits.draw_speakers(study, quotes), exhibits.draw_verbs(study, quotes)]
    return exhibits.tell_quotes(study, quotes, utterances), [drawing.reading for drawing in drawings]


def test_the_finding_of_two_accounts_counts_what_they_share(tmp_path):
    finding, _ = told(ferry_study(tmp_path / "study"))
    assert "One utterance stands in more than one account." in finding
    assert "Every passage in quotation marks has a source." in finding


def test_the_finding_of_one_account_speaks_of_no_other(tmp_path):
    finding, _ = told(write_study(tmp_path / "study", {"one": "\u201cWe stay here,\u201d said Ina Vell.\n"}))
    assert "more than one account" not in finding
    assert "3 in quotation marks, 0 reported without" in finding


def test_without_quotes_the_finding_says_that_there_are_none(tmp_path):
    finding, readings = told(write_study(tmp_path / "study", {"one": "It was dark.\n", "two": "It was cold.\n"}))
    assert finding == "No account carries anybody's words, in quotation marks or without."
    assert readings == ["No account carries anybody's words.", "No word that reports stands in these articles."]


def test_words_without_a_source_are_no_source_of_words(tmp_path):
    finding, _ = told(
        write_study(tmp_path / "study", {"one": "The \u201cpeople's navy\u201d shut the quay at noon.\n"})
    )
    assert "No source is named for any of them." in finding
    assert "One passage in quotation marks names no source." in finding


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("\uff02The mill is gone,\uff02 said Bo Lind.", "The mill is gone,"),
        ("\u201aThe mill is gone,\u2018 said Bo Lind.", "The mill is gone,"),
        ("\u201c\u201cThe mill is gone,\u201d\u201d said Bo Lind.", "The mill is gone,"),
        ("'The boats' nets are gone,' said Bo Lind.", "The boats' nets are gone,"),
    ],
)
def test_marks_of_other_shapes_enclose_what_is_said(text, passage):
    assert find_quotes(articles(text))[["text", "kind", "person"]].values.tolist() == [[passage, "direct", "Bo Lind"]]

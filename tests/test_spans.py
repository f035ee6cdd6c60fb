"""What is true of every span: it is there, in order, apart from its neighbours, and the same at every run."""

import pandas as pd
import pytest
from browser import SEEDS
from hostile import HOSTILE, texts
from hypothesis import given

from toolkit.folding import fold
from toolkit.regions import READ, find_regions
from toolkit.study import load
from toolkit.tables import REGIONS, SENTENCES, TOKENS
from toolkit.text import find_sentences, forget, read, tokenize

FINDERS = {find_regions: REGIONS, find_sentences: SENTENCES, tokenize: TOKENS}
SHOWN_BY_NOTHING = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"


def articles(*written):
    return pd.DataFrame({"article_id": [f"a{number}" for number in range(len(written))], "text": list(written)})


@pytest.fixture(scope="module")
def seeds():
    return load(SEEDS).articles


def check_spans(table, frame):
    length = dict(zip(frame["article_id"], frame["text"].map(len), strict=True))
    assert (table["start"] < table["end"]).all()
    assert (table["end"] <= [length[article_id] for article_id in table["article_id"]]).all()
    for _, rows in table.groupby("article_id"):
        assert (rows["start"].iloc[1:].to_numpy() >= rows["end"].iloc[:-1].to_numpy()).all()


@pytest.mark.parametrize("find", FINDERS)
def test_spans_of_the_five_articles_lie_within_them_in_order_and_apart(find, seeds):
    check_spans(find(seeds), seeds)


@given(texts)
def test_spans_of_any_text_lie_within_it_in_order_and_apart(text):
    frame = articles(text)
    for find in FINDERS:
        check_spans(find(frame), frame)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_spans_of_a_hostile_text_lie_within_it_in_order_and_apart(text):
    frame = articles(text)
    for find in FINDERS:
        check_spans(find(frame), frame)


@given(texts)
def test_every_token_is_the_text_at_its_offsets(text):
    tokens = tokenize(articles(text))
    assert [text[start:end] for start, end in zip(tokens["start"], tokens["end"], strict=True)] == list(tokens["token"])


@given(texts)
def test_every_token_of_a_reading_is_the_plain_text_at_its_offsets(text):
    reading = read(text)
    spans = zip(reading.starts, reading.ends, strict=True)
    assert tuple(reading.plain[start:end] for start, end in spans) == reading.tokens
    assert len(reading.classes) == len(reading.tokens)


@given(texts)
def test_plain_text_is_as_long_as_the_text_and_differs_in_apostrophes_blanks_letters_that_fold_and_what_is_not_read(
    text,
):
    reading = read(text)
    unread = {at for region in reading.regions if region.kind not in READ for at in range(region.start, region.end)}
    assert len(reading.plain) == len(text)
    for at, (mark, simple) in enumerate(zip(text, reading.plain, strict=True)):
        assert simple == (" " if at in unread else fold(mark)) or (mark, simple) in {
            ("\u2019", "'"), ("\u2018", "'"), ("\u02bc", "'"), ("\u02bb", "'"), ("\u02be", "'"), ("\u02bf", "'"),
            ("\u00b4", "'"), ("\u00a0", " "), ("\u202f", " "),
        }  # fmt: skip


@given(texts)
def test_every_character_that_is_read_and_seen_belongs_to_one_token(text):
    reading = read(text)
    covered = {at for start, end in zip(reading.starts, reading.ends, strict=True) for at in range(start, end)}
    seen = {at for at, mark in enumerate(reading.plain) if not mark.isspace() and mark not in SHOWN_BY_NOTHING}
    assert seen <= covered


@given(texts)
def test_every_character_but_white_space_belongs_to_one_region(text):
    covered = {at for region in read(text).regions for at in range(region.start, region.end)}
    assert {at for at, mark in enumerate(text) if not mark.isspace()} <= covered


@given(texts)
def test_sentences_hold_all_that_is_read_and_neither_begin_nor_end_with_white_space(text):
    reading = read(text)
    told = "".join(reading.plain[start:end] for start, end in reading.sentences)
    assert "".join(told.split()) == "".join(reading.plain.split())
    for start, end in reading.sentences:
        assert text[start:end] == text[start:end].strip()


@given(texts)
def test_no_sentence_runs_from_one_region_into_another(text):
    reading = read(text)
    for start, end in reading.sentences:
        region = reading.region_at(start)
        assert region.start <= start < end <= region.end
        assert region.kind in READ


@given(texts)
def test_a_second_run_gives_the_same_tables(text):
    frame = articles(text)
    for find in FINDERS:
        first = find(frame)
        forget()
        pd.testing.assert_frame_equal(find(frame), first)


@given(texts)
def test_the_articles_are_left_unchanged(text):
    frame = articles(text)
    before = frame.copy(deep=True)
    for find in FINDERS:
        find(frame)
        pd.testing.assert_frame_equal(frame, before)


@given(texts)
def test_what_is_found_in_one_article_does_not_depend_on_its_neighbours(text):
    alone, beside = articles(text), articles(text, "Two died in Aro. " + text)
    for find in FINDERS:
        found = find(beside)
        pd.testing.assert_frame_equal(find(alone), found[found["article_id"] == "a0"].reset_index(drop=True))


@pytest.mark.parametrize("find", FINDERS)
def test_no_articles_give_an_empty_table_of_the_same_types(find):
    empty, full = find(articles()), find(articles("Two died in Aro."))
    assert empty.empty
    assert list(empty.columns) == FINDERS[find].names
    pd.testing.assert_series_equal(empty.dtypes, full.dtypes)


@pytest.mark.parametrize("find", FINDERS)
def test_ids_are_unique_and_rows_are_sorted_by_them_within_an_article(find, seeds):
    table = find(seeds)
    ids = table[table.columns[0]]
    assert ids.is_unique
    assert list(ids) == sorted(ids)


@pytest.mark.parametrize("find", FINDERS)
def test_ids_do_not_change_when_an_article_is_taken_out(find, seeds):
    all_rows, fewer = find(seeds), find(seeds.iloc[1:])
    rest = all_rows[all_rows["article_id"] != seeds["article_id"].iloc[0]].reset_index(drop=True)
    pd.testing.assert_frame_equal(fewer, rest)

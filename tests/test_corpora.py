"""Which articles are copies of one text, and which are on one event."""

import sys

import pandas as pd
import pytest
from hostile import HOSTILE, texts
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit import count_texts, find_copies, find_stories, load
from toolkit.cli import run
from toolkit.corpora import overlap
from toolkit.corpora.narration import narrate
from toolkit.corpora.overlap import find_pairs
from toolkit.tables import COPIES, STORIES

WIRE = (
    "Two people died on Monday when a ferry burned in the harbour of Port Aro, the coast guard said. The fire began "
    "below deck shortly before dawn and spread to the car deck within minutes, a harbour pilot said. Boats from three "
    "towns took part in the search, which went on through the night with lights from the shore."
)
OWN = (
    "Families stood on the quay of Port Aro all night and waited for the boats to come in with their sons and "
    "daughters. A baker brought bread, and the church was open until the morning for whoever wished to sit there."
)
SPEECH = (
    "\u201cWe lost friends tonight in the worst fire that this harbour has ever seen, and we will not rest until we "
    "know why it burned and who let it sail, because our town has a right to know it, and so have our children.\u201d"
)


def frame(*texts, days=None):
    table = pd.DataFrame({"article_id": [f"a{n}" for n in range(len(texts))], "text": list(texts)})
    if days:
        table["published_from"] = table["published_to"] = pd.to_datetime(days)
    return table


def groups(articles):
    copies = find_copies(articles)
    return dict(zip(copies["article_id"], copies["group"], strict=True))


# Copies


@pytest.mark.parametrize(
    ("copy", "why"),
    [
        (WIRE, "whole"),
        (WIRE.upper(), "in capitals"),
        ("PORT ARO (Reuters) \u2014 " + WIRE, "with a dateline"),
        (WIRE[: len(WIRE) * 6 // 10], "cut"),
        (OWN + "\n\n" + WIRE + "\n\n" + OWN.replace("bread", "soup"), "embedded"),
        (WIRE.replace("Two people", "At least three people").replace("dawn", "six"), "revised"),
    ],
    ids=lambda value: value if len(value) < 20 else "text",
)
def test_a_copy_is_found_however_it_was_edited(copy, why):
    assert groups(frame(WIRE, copy)) == {"a0": "a0", "a1": "a0"}, why


def test_two_texts_of_their_own_are_no_copies():
    assert groups(frame(WIRE, OWN)) == {}


def test_two_reporters_who_quote_one_speech_have_copied_nobody():
    one = f"{OWN} {SPEECH}"
    other = f"The mayor of the town spoke for an hour to the crowd before the town hall on Monday evening. {SPEECH}"
    assert groups(frame(one, other)) == {}


def test_a_copy_of_a_copy_is_in_its_group():
    cut = WIRE[: len(WIRE) * 7 // 10]
    assert groups(frame(WIRE, OWN, f"{cut} {OWN[:90]}", cut)) == {"a0": "a0", "a2": "a0", "a3": "a0"}


def test_a_shared_passage_stands_in_both_texts_at_its_offsets():
    articles = frame(WIRE, f"{OWN}\n\n{WIRE}")
    by_id = articles.set_index("article_id")["text"]
    copies = find_copies(articles)
    assert len(copies) == 2
    for row in copies.itertuples():
        assert by_id[row.article_id][row.start : row.end] == row.text
        assert by_id[row.other_id][row.other_start : row.other_end] == row.text


def test_the_first_text_is_guessed_from_the_days_then_from_the_length():
    dated = find_copies(frame(f"{WIRE} {OWN[:60]}", WIRE, days=["2025-05-06", "2025-05-05"]))
    assert set(zip(dated["first_id"], dated["first_basis"], strict=True)) == {("a1", "earliest day")}
    undated = find_copies(frame(WIRE, f"{WIRE} {OWN[:60]}"))
    assert set(zip(undated["first_id"], undated["first_basis"], strict=True)) == {("a1", "longest text")}


def test_independent_texts_are_counted_with_copies_as_one():
    articles = frame(WIRE, OWN, WIRE)
    copies = find_copies(articles)
    assert count_texts(articles, copies) == 2
    assert count_texts(articles[articles["article_id"] == "a2"], copies) == 1
    assert count_texts(articles.head(0), copies) == 0


def test_sketches_find_what_the_exact_measure_finds(monkeypatch):
    narrations = [narrate(text).grams for text in (WIRE, OWN, f"{OWN} {WIRE}", WIRE[:250], SPEECH)]
    assert find_pairs(narrations, 0.5, exact=0) == find_pairs(narrations, 0.5)
    monkeypatch.setitem(sys.modules, "datasketch", None)
    with pytest.raises(
        overlap.ToolkitError, match=r'need datasketch; install it: pip install "parallax-toolkit\[stories\]"'
    ):
        find_pairs(narrations, 0.5, exact=0)


def test_no_articles_have_no_copies_and_no_stories():
    assert find_copies(frame()).dtypes.equals(COPIES.build([]).dtypes)
    assert find_stories(frame()).dtypes.equals(STORIES.build([]).dtypes)


@settings(max_examples=25)
@given(st.lists(texts, max_size=4))
def test_no_text_makes_the_search_for_copies_and_stories_fail(found):
    articles = frame(*found)
    find_copies(articles)
    assert find_stories(articles)["article_id"].tolist() == articles["article_id"].tolist()


def test_hostile_texts_have_no_copies_but_themselves():
    find_copies(frame(*HOSTILE.values(), *HOSTILE.values()))


# Stories

FIRE = ("A ferry burned in Port Aro.", "In Port Aro a ferry burned down to the water.")
VOTE = ("Mayor Bo Lind of Brin resigned over the bridge.", "The mayor of Brin, Bo Lind, resigned on Tuesday.")


def test_articles_on_one_event_are_one_story():
    assert find_stories(frame(FIRE[0], VOTE[0], FIRE[1], VOTE[1]))["story"].tolist() == ["a0", "a1", "a0", "a1"]


def test_a_like_event_of_another_month_is_another_story():
    days = ["2025-05-05", "2025-05-06", "2025-08-05"]
    assert find_stories(frame(FIRE[0], FIRE[1], FIRE[0], days=days))["story"].tolist() == ["a0", "a0", "a2"]


def test_a_story_says_how_many_articles_it_has():
    assert find_stories(frame(FIRE[0], VOTE[0], FIRE[1]))["articles"].tolist() == [2, 1, 2]


def test_the_same_articles_give_the_same_stories():
    articles = frame(*FIRE, *VOTE, WIRE, OWN)
    pd.testing.assert_frame_equal(find_stories(articles), find_stories(articles))


def test_without_scikit_learn_one_line_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "sklearn.cluster", None)
    with pytest.raises(
        overlap.ToolkitError, match=r'need scikit-learn; install it: pip install "parallax-toolkit\[stories\]"'
    ):
        find_stories(frame(*FIRE))


# A mixed collection


@pytest.fixture
def mixed_source(tmp_path):
    for number, text in enumerate((FIRE[0], VOTE[0], FIRE[1], VOTE[1], "A goat won the fair of Elm on Sunday.")):
        (tmp_path / "mixed").mkdir(exist_ok=True)
        (tmp_path / "mixed" / f"n{number}.txt").write_text(text)
    return tmp_path / "mixed"


def test_a_mixed_collection_becomes_a_study_of_each_story(mixed_source, tmp_path, capsys):
    assert run(["new", str(tmp_path / "out"), "--from", str(mixed_source), "--split-stories"]) == 0
    told = capsys.readouterr().out
    assert "1 articles stand alone in their story" in told
    assert [path.name for path in sorted((tmp_path / "out").iterdir())] == ["n0", "n1", "stories.csv"]
    assert load(tmp_path / "out" / "n0").articles["article_id"].tolist() == ["n0", "n2"]


def test_a_person_merges_and_splits_stories_in_a_sheet(mixed_source, tmp_path):
    sheet = tmp_path / "stories.csv"
    sheet.write_text("article_id,story\nn0,all\nn1,all\nn2,all\nn3,n3\nn4,n4\n")
    assert run(["new", str(tmp_path / "out"), "--from", str(mixed_source), "--stories", str(sheet)]) == 0
    assert load(tmp_path / "out" / "all").articles["article_id"].tolist() == ["n0", "n1", "n2"]


def test_a_sheet_of_stories_that_forgets_an_article_is_refused(mixed_source, tmp_path, capsys):
    sheet = tmp_path / "stories.csv"
    sheet.write_text("article_id,story\nn0,all\nn9,all\n")
    assert run(["new", str(tmp_path / "out"), "--from", str(mixed_source), "--stories", str(sheet)]) == 1
    told = capsys.readouterr().err
    assert f"{sheet} line 3: unknown article_id" in told
    assert f'{sheet}: article "n1" has no line; add one' in told
    assert not (tmp_path / "out").exists()

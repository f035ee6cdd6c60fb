"""An article that was changed after it was printed: found, set aside, and compared with the version that stands."""

import pandas as pd
import pytest
from invented import ENTITIES, PRIVATE, write_sheet

from toolkit import changes as changing
from toolkit import compare_versions, find_claims, find_versions, load, load_example, table
from toolkit.advice import advise
from toolkit.cli import run
from toolkit.errors import StudyError
from toolkit.exhibits.versions import list_changes, tell_versions
from toolkit.lineage import chains, declared, moment
from toolkit.tables import CHANGES, CLAIMS, LABELS, QUOTES, VERSIONS

FIRST = (
    "Ferry burns in Port Aro\n\nTwo people died when a ferry burned in the harbour of Port Aro on Monday, the coast "
    "guard said. Boats from three towns took part in the search, which went on through the night with lights."
)
LATER = FIRST.replace("Two people", "Three people").replace("the coast guard said", "the harbour office said")
OTHER = "A goat won the fair of Brin on Tuesday, and the mayor hung a bell round its neck before the whole town."
NONE = LABELS.build([]), QUOTES.build([]), CLAIMS.build([])


def frame(*rows, columns=("article_id", "outlet", "text")):
    return pd.DataFrame(list(rows), columns=list(columns))


def cells(table, *columns):
    """Give the cells of some columns, row by row; what is missing is None."""
    return table[list(columns)].astype(object).where(table.notna(), None).values.tolist()


def versions(articles):
    found = find_versions(articles)
    return (
        found[["article_id", "version", "basis", "ordered_by"]]
        .astype(object)
        .where(found.notna(), None)
        .values.tolist()
    )


def study(folder, *rows):
    """Write a study of articles: id, outlet, text, version_of, retrieved_at."""
    folder.mkdir()
    header = ["file", "article_id", "outlet", "version_of", "retrieved_at"]
    for article_id, _, text, *_ in rows:
        (folder / f"{article_id}.txt").write_text(text, encoding="utf-8")
    lines = [[f"{each[0]}.txt", each[0], each[1], *each[3:]] for each in rows]
    write_sheet(folder / "manifest.csv", [header, *lines])
    return folder


# Which articles are versions


def test_two_articles_of_one_outlet_that_share_most_of_their_words_are_versions():
    articles = frame(["a1", "Aro Post", FIRST], ["a2", "Aro Post", LATER], ["a3", "Aro Post", OTHER])
    assert versions(articles) == [
        ["a1", 1, None, None],
        ["a2", 2, "same outlet and words", "order of the articles"],
    ]


def test_the_same_words_of_another_outlet_are_a_copy_and_no_version():
    assert versions(frame(["a1", "Aro Post", FIRST], ["a2", "Brin Daily", FIRST])) == []
    assert versions(frame(["a1", None, FIRST], ["a2", None, FIRST])) == []


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        ("https://aropost.invalid/ferry", "http://www.aropost.invalid/ferry/#top", True),
        ("https://aropost.invalid/?p=7", "https://aropost.invalid/?p=7", True),
        ("https://aropost.invalid/?p=7", "https://aropost.invalid/?p=8", False),
        ("https://aropost.invalid/", "https://aropost.invalid", False),
    ],
)
def test_one_address_joins_versions_and_a_front_page_joins_nothing(one, other, joined):
    articles = frame(["a1", one, FIRST], ["a2", other, OTHER], columns=("article_id", "url", "text"))
    assert bool(versions(articles)) is joined


def test_the_order_is_the_manifest_s_then_the_time_of_retrieval_then_the_day():
    columns = ("article_id", "outlet", "text", "version_of", "retrieved_at", "published_to")
    day = pd.to_datetime(["2031-03-04", "2031-03-05"])
    rows = [["a1", "Aro Post", LATER, None, "2031-03-05T10:00:00+02:00", day[0]],
            ["a2", "Aro Post", FIRST, None, "2031-03-05T07:00:00Z", day[1]]]  # fmt: skip
    fetched = frame(*rows, columns=columns)
    assert [row[0] for row in versions(fetched)] == ["a2", "a1"]
    assert versions(fetched)[1][3] == "time of retrieval"
    dated = fetched.assign(retrieved_at=None)
    assert [row[0] for row in versions(dated)] == ["a1", "a2"]
    assert versions(dated)[1][3] == "day of publication"
    said = fetched.assign(version_of=[None, "a1"])
    assert [row[0] for row in versions(said)] == ["a1", "a2"]
    assert versions(said)[1][2:] == ["manifest", "manifest"]


def test_a_chain_of_three_versions_is_one_article():
    rows = [{"article_id": "a3", "version_of": "a2"}, {"article_id": "a1"}, {"article_id": "a2", "version_of": "a1"}]
    (chain,) = chains(rows, declared(rows))
    assert [rows[place]["article_id"] for place in chain.places] == ["a1", "a2", "a3"]


def test_a_circle_of_versions_ends():
    rows = [{"article_id": "a1", "version_of": "a2"}, {"article_id": "a2", "version_of": "a1"}]
    assert len(chains(rows, declared(rows))) == 1


@pytest.mark.parametrize("written", ["yesterday", "", None, "2031-13-01"])
def test_what_is_no_time_orders_nothing(written):
    assert moment(written) is None


def test_no_articles_have_no_versions_and_no_changes():
    empty = frame()
    pd.testing.assert_frame_equal(find_versions(empty), VERSIONS.build([]))
    pd.testing.assert_frame_equal(compare_versions(empty, *NONE), CHANGES.build([]))


# What counts


def test_a_version_that_is_replaced_is_no_account(tmp_path):
    loaded = load(study(tmp_path / "s", ["a1", "Aro Post", FIRST, "", ""], ["a2", "Aro Post", LATER, "a1", ""]))
    assert loaded.articles["article_id"].tolist() == ["a2"]
    assert loaded.articles["account"].tolist() == ["Aro Post"]
    assert loaded.replaced["article_id"].tolist() == ["a1"]
    assert set(find_claims(loaded)["article_id"]) == {"a2"}
    assert set(loaded.regions["article_id"]) == {"a2"}


def test_of_two_versions_of_one_article_the_one_fetched_last_stands(tmp_path):
    rows = [["a1", "Aro Post", FIRST, "", ""], ["a2", "Aro Post", LATER, "a1", "2031-03-05T10:00:00Z"],
            ["a3", "Aro Post", OTHER, "a1", "2031-03-05T09:00:00Z"]]  # fmt: skip
    loaded = load(study(tmp_path / "s", *rows))
    assert loaded.articles["article_id"].tolist() == ["a2"]


@pytest.mark.parametrize(
    ("version_of", "fault"),
    [
        ("a9", 'version_of: unknown article_id "a9"; name the article that this one replaces'),
        ("a2", "version_of: an article is no version of itself; leave the cell empty"),
    ],
)
def test_a_version_of_nothing_is_refused(tmp_path, version_of, fault):
    folder = study(tmp_path / "s", ["a1", "Aro Post", FIRST, "", ""], ["a2", "Brin Daily", LATER, version_of, ""])
    with pytest.raises(StudyError) as caught:
        load(folder)
    assert list(caught.value.faults) == [f"{folder / 'manifest.csv'} line 3: {fault}"]


def test_a_circle_of_versions_is_refused(tmp_path):
    folder = study(tmp_path / "s", ["a1", "Aro Post", FIRST, "a2", ""], ["a2", "Brin Daily", LATER, "a1", ""])
    with pytest.raises(StudyError, match=r"line 2: version_of: a1, a2 and a1 again replace one another in a circle"):
        load(folder)


def test_an_article_that_seems_to_be_a_later_version_is_told_with_what_to_write(tmp_path, capsys):
    folder = study(tmp_path / "s", ["a1", "Aro Post", FIRST, "", ""], ["a2", "Aro Post", LATER, "", ""])
    text = (folder / "manifest.csv").read_text()
    (folder / "manifest.csv").write_text(text.replace("version_of", "account").replace('""', '"Aro Post, later"', 1))
    run(["check", str(folder)])
    assert "seems to be a version of" in capsys.readouterr().err


def test_a_new_study_names_the_versions_of_one_address(tmp_path):
    source = tmp_path / "source.jsonl"
    rows = [["a1", "https://aropost.invalid/ferry", FIRST], ["a2", "https://aropost.invalid/ferry#top", LATER]]
    lines = frame(*rows, ["a3", "https://brin.invalid/goat", OTHER], columns=("article_id", "url", "text"))
    lines.rename(columns={"article_id": "id"}).to_json(source, orient="records", lines=True)
    assert run(["new", str(tmp_path / "new"), "--from", str(source)]) == 0
    loaded = load(tmp_path / "new")
    assert loaded.articles["article_id"].tolist() == ["a2", "a3"]
    assert loaded.replaced["article_id"].tolist() == ["a1"]


# What changed


def changes(one, other):
    articles = frame(
        ["a1", "x", one, None], ["a2", "x", other, "a1"], columns=("article_id", "outlet", "text", "version_of")
    )
    found = compare_versions(articles, *NONE)
    return cells(found, "what", "change", "before", "after")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("It rained. Two died.", "It  RAINED. Two died.", []),
        ("It rained. Two died.", "It rained.", [["sentence", "went", "Two died.", None]]),
        ("It rained.", "It rained. Two died.", [["sentence", "came", None, "Two died."]]),
        (
            "It rained all day. Two men died. The boat sank.",
            "The boat sank. It rained all day. Two men died.",
            [["sentence", "moved", "The boat sank.", "The boat sank."]],
        ),
        (
            "It rained. Two men died there.",
            "It rained. Three men died there.",
            [["sentence", "changed", "Two men died there.", "Three men died there."]],
        ),
    ],
)
def test_a_sentence_comes_goes_changes_or_moves(one, other, expected):
    assert changes(one, other) == expected


def test_the_example_says_how_its_article_changed():
    study = load_example()
    found = compare_versions(study)
    told = cells(found, "what", "change", "before", "after")
    assert ["sentence", "changed", "Union says 17 died on ‘death ship’", "Union says 15 died on ‘death ship’"] in told
    assert [row for row in told if row[0] == "toll" and row[1] == "changed"]
    assert [row[1] for row in told if row[0] == "note"] == ["came"]
    assert found["marked"].all()
    for row in found.dropna(subset=["before_start", "after_start"]).itertuples():
        texts = dict(zip(study.articles["article_id"], study.articles["text"], strict=True))
        assert (
            texts[row.article_id][int(row.after_start) : int(row.after_end)].casefold()[:9] == row.after.casefold()[:9]
        )


def test_what_says_the_same_has_not_changed():
    assert changes(FIRST, FIRST) == []


def test_an_article_in_another_language_is_compared_by_paragraphs():
    one, other = (
        "Douze personnes sont mortes dans le port.\n\nLe feu a pris la nuit.",
        "Douze personnes sont mortes dans le port.",
    )
    columns = ("article_id", "text", "version_of", "language")
    articles = frame(["a1", one, None, "de"], ["a2", other, "a1", "de"], columns=columns)
    assert compare_versions(articles, *NONE)["change"].tolist() == ["went"]


def test_the_exhibit_strikes_what_went_and_underlines_what_came():
    study = load_example()
    found = compare_versions(study)
    told = tell_versions(study, found)
    assert told.startswith("One earlier version of these articles is set aside, and no account counts twice.")
    assert "A correction is marked in one of them." in told
    html = str(table(study, list_changes(study, found), caption="How this article changed").outputs[0][0]["text/html"])
    assert "<del>17</del>" in html
    assert "<ins>15</ins>" in html


def test_a_private_person_is_generalised_in_what_changed(tmp_path):
    rows = [["a1", "Aro Post", "It rained. Ana Roe lost two sons.", "", ""],
            ["a2", "Aro Post", "It rained. Ana Roe lost three sons.", "a1", ""]]  # fmt: skip
    folder = study(tmp_path / "s", *rows)
    (folder / "codebook").mkdir()
    person = [["entity", "kind", "alias", "why"], ["Ana Roe", "private_person", "Ana Roe", "x"]]
    write_sheet(folder / "codebook" / "entities.csv", person)
    private = [["entity", "term", "shown_as", "why"], ["Ana Roe", "Ana Roe", "a mother", "x"]]
    write_sheet(folder / "codebook" / "private.csv", private)
    loaded = load(folder)
    html = str(table(loaded, list_changes(loaded, compare_versions(loaded)), caption="x").outputs[0][0]["text/html"])
    assert "Roe" not in html
    assert "a mother lost three sons" in html


def test_a_study_without_versions_says_so(tmp_path):
    loaded = load(study(tmp_path / "s", ["a1", "Aro Post", FIRST, "", ""]))
    found = changing.compare_versions(loaded)
    assert tell_versions(loaded, found) == "No version of an article is named that a later one replaces."
    assert list_changes(loaded, found).empty


# What is looked over in an earlier version


def test_an_earlier_version_is_looked_over_for_names_since_pages_show_what_went_from_it(tmp_path):
    first = "Ana Roe, 44, and Bo Lind, 31, wept in Aro. The Aro Sea Guard came."
    folder = study(tmp_path / "s", ["a1", "Aro Post", first, "", ""], ["a2", "Aro Post", LATER, "a1", ""])
    (folder / "codebook").mkdir()
    guard = ["Sea Guard", "organisation", "Aro Sea Guard", "full name"]
    write_sheet(folder / "codebook" / "entities.csv", [ENTITIES[0], guard, ENTITIES[3]])
    write_sheet(folder / "codebook" / "private.csv", [PRIVATE[0], PRIVATE[2]])
    told = advise(load(folder))
    assert [line for line in told if "occurs in no article" in line] == []
    assert [line for line in told if 'names "' in line] == [
        'article "a1" names "Bo Lind" with an age, and no sheet has the name; if this person is private, nothing is '
        "hidden yet: see the proposals for entities.csv and private.csv"
    ]


def test_the_name_of_an_outlet_may_be_mended_in_a_later_version(tmp_path):
    rows = ["a1", "Aro  POST", FIRST, "", ""], ["a2", "Aro Post", LATER, "a1", ""]
    assert load(study(tmp_path / "s", *rows)).articles["account"].tolist() == ["Aro Post"]
    with pytest.raises(StudyError, match='account "Aro Post" looks like "Aro POST"'):
        load(study(tmp_path / "t", *(["a1", "Aro POST", FIRST, "", ""], ["a2", "Aro Post", LATER, "", ""])))

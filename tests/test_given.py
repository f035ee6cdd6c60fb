"""A function takes a study or its tables, and says in a sentence what else it was given."""

import pandas as pd
import pytest
from browser import SEEDS
from invented import ferry_study

import toolkit
from toolkit.corrections import correct
from toolkit.errors import RuleError, StudyError, TableError
from toolkit.quotes import count_carried, find_origins
from toolkit.study import load
from toolkit.tables import CORRECTIONS, ENTITIES, GROUPS, ORIGINS


@pytest.fixture(scope="module")
def study():
    return load(SEEDS)


def about(study):
    return study.groups, study.origins, study.events, study.places


@pytest.fixture(scope="module")
def found(study):
    """Give the corrected tables of the study, by the functions that take tables."""
    plain = {
        "labels": toolkit.find_labels(study.articles, study.entities),
        "quotes": toolkit.find_quotes(study.articles, study.entities),
        "claims": toolkit.find_claims(study.articles, *about(study)),
    }
    tables = {name: correct(table, study.corrections) for name, table in plain.items()}
    return tables | {"utterances": toolkit.link_quotes(tables["quotes"])}


# Each function, and the same of tables.
BOTH = {
    "find_regions": lambda study, _: (study.articles,),
    "find_sentences": lambda study, _: (study.articles,),
    "tokenize": lambda study, _: (study.articles,),
    "find_labels": lambda study, _: (study.articles, study.entities),
    "find_actions": lambda study, _: (study.articles, study.entities),
    "find_quotes": lambda study, _: (study.articles, study.entities),
    "find_claims": lambda study, _: (study.articles, *about(study)),
    "find_passives": lambda study, _: (study.articles,),
    "find_appositives": lambda study, _: (study.articles,),
    "compare_words": lambda study, _: (study.articles,),
    "link_labels": lambda study, found: (study.articles, found["labels"]),
    "link_quotes": lambda _, found: (found["quotes"],),
    "compare_wordings": lambda _, found: (found["quotes"], found["utterances"]),
    "count_victims": lambda _, found: (found["claims"],),
    "join_loading": lambda study, found: (found["labels"], study.labels),
}


@pytest.mark.parametrize("name", BOTH)
def test_a_study_gives_what_its_tables_give(name, study, found):
    function = getattr(toolkit, name)
    pd.testing.assert_frame_equal(function(study), function(*BOTH[name](study, found)))


def test_a_study_gives_the_rest_of_its_tables_too(study, found):
    words = ["mayor", "people"]
    pd.testing.assert_frame_equal(toolkit.find_words(study, words), toolkit.find_words(study.articles, words))
    loading = toolkit.join_loading(found["labels"], study.labels)
    pd.testing.assert_frame_equal(toolkit.count_loading(study), toolkit.count_loading(loading))
    pd.testing.assert_frame_equal(count_carried(study), count_carried(study.articles, found["quotes"]))
    pd.testing.assert_frame_equal(find_origins(study), find_origins(found["quotes"], study.origins))


def test_a_study_is_reconciled_with_its_days(study, found):
    whole = toolkit.reconcile(study)
    parts = toolkit.reconcile(found["claims"], study.groups, study.origins, articles=study.articles)
    pd.testing.assert_frame_equal(whole.relations, parts.relations)
    pd.testing.assert_frame_equal(whole.estimates, parts.estimates)


def test_what_is_given_beside_a_study_takes_the_place_of_its_own(tmp_path):
    study = load(ferry_study(tmp_path))
    assert not toolkit.find_labels(study).empty
    assert toolkit.find_labels(study, ENTITIES.build([])).empty


def test_the_study_stays_as_it_was(study):
    before = study.articles.copy(deep=True)
    toolkit.find_claims(study)
    pd.testing.assert_frame_equal(study.articles, before)


ARTICLES = pd.DataFrame({"article_id": ["a1"], "text": ["Two men were killed in Aro."]})
EVERY = sorted({*BOTH, "find_words", "count_loading", "reconcile", "trace"})


def call(name, first):
    return getattr(toolkit, name)(first, ["mayor"]) if name == "find_words" else getattr(toolkit, name)(first)


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize(
    "wrong",
    ["seeds", SEEDS, {}, [ARTICLES], None, ARTICLES["text"], ENTITIES.build([]), load, 7],
    ids=["text", "path", "dict", "list", "nothing", "column", "another table", "function", "number"],
)
def test_what_is_neither_is_told_in_a_sentence(name, wrong):
    with pytest.raises(TableError, match=r"expected (a table|the columns)") as caught:
        call(name, wrong)
    assert all(len(fault.splitlines()) == 1 for fault in caught.value.faults)


@pytest.mark.parametrize(
    ("name", "given", "told"),
    [
        (
            "find_claims",
            (ARTICLES, ORIGINS.build([]), GROUPS.build([])),
            "groups: expected the columns group, part_of, disjoint_with, term; found the table origins; write "
            "find_claims(study), or find_claims(articles, groups, origins) with these tables in this order",
        ),
        (
            "find_claims",
            ("seeds",),
            'articles: expected a table (a DataFrame), found the text or path "seeds" (load a folder first: '
            'load("seeds")); write find_claims(study), or find_claims(articles, groups, origins) with these tables in '
            "this order",
        ),
        (
            "find_labels",
            (ARTICLES,),
            "entities: expected a table (a DataFrame), found nothing; write find_labels(study), or "
            "find_labels(articles, entities) with these tables in this order",
        ),
        (
            "link_quotes",
            (ARTICLES,),
            "quotes: expected the columns quote_id, text, person; not found: quote_id, person; write "
            "link_quotes(study), or link_quotes(quotes) with these tables in this order",
        ),
    ],
)
def test_the_sentence_says_what_to_write(name, given, told):
    with pytest.raises(TableError) as caught:
        getattr(toolkit, name)(*given)
    assert caught.value.faults[0] == told


def test_a_study_is_traced(study, found):
    whole, parts = toolkit.trace(study), toolkit.trace(found["claims"])
    pd.testing.assert_frame_equal(whole.nodes, parts.nodes)
    pd.testing.assert_frame_equal(whole.edges, parts.edges)


CLAIMS = toolkit.find_claims(ARTICLES, GROUPS.build([]), ORIGINS.build([]))
SHOWN = {
    "finding": (toolkit.finding, "a sentence (a text)"),
    "figure": (toolkit.figure, "a drawing, as the functions of toolkit.exhibits give it"),
    "cards": (toolkit.cards, "a table (a DataFrame)"),
    "table": (lambda *given: toolkit.table(*given, caption="x"), "a table (a DataFrame)"),
    "in_context": (lambda *given: toolkit.in_context(*given, caption="x"), "a table (a DataFrame)"),
}


@pytest.mark.parametrize(
    "wrong", [None, 5, {}, load, [ARTICLES]], ids=["nothing", "number", "dict", "function", "list"]
)
@pytest.mark.parametrize("name", SHOWN)
def test_what_can_not_be_shown_is_told_in_a_sentence(name, wrong, study):
    show, expected = SHOWN[name]
    with pytest.raises(TableError) as caught:
        show(study, wrong)
    assert str(caught.value).startswith(f"{name}: expected {expected}, found ")
    assert "; write " in str(caught.value)


@pytest.mark.parametrize("first", [None, "seeds", ARTICLES, 7], ids=["nothing", "text", "table", "number"])
@pytest.mark.parametrize("name", SHOWN)
def test_an_exhibit_without_a_study_in_its_first_place_is_told(name, first):
    with pytest.raises(
        TableError, match=rf"^{name}: expected a study in the first place, found .+; write {name}\(load"
    ):
        SHOWN[name][0](first, ARTICLES)


def test_a_table_without_what_an_exhibit_shows_is_told(study):
    with pytest.raises(TableError, match="cards: expected a table with the columns account; not found: account"):
        toolkit.cards(study, toolkit.find_claims(study))
    with pytest.raises(
        TableError, match=r'cards: expected passages of the study.+ rows of the article "a1", which the'
    ):
        toolkit.cards(study, CLAIMS)
    with pytest.raises(TableError, match=r"in_context: expected a table .+ not found: article_id, start, end"):
        toolkit.in_context(study, ENTITIES.build([]), caption="x")
    with pytest.raises(TableError, match="table: expected each column once, found article_id, text twice"):
        toolkit.table(study, pd.concat([ARTICLES, ARTICLES], axis=1), caption="x")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("x", None), "table: expected a table (a DataFrame), found the text or path"),
        ((CLAIMS, None), "corrections: expected a table (a DataFrame), found nothing; write correct(table, study)"),
        (
            (CLAIMS[CLAIMS.columns[:5]], None),
            "table: expected the columns of an extracted table, all and no others; found",
        ),
        ((CLAIMS.assign(note=1), None), "table: expected the columns of an extracted table, all and no others; found"),
        ((CLAIMS, ENTITIES.build([])), "corrections: expected the columns table, article_id, start"),
    ],
)
def test_what_can_not_be_corrected_is_told_in_a_sentence(given, told):
    with pytest.raises(TableError) as caught:
        correct(*given)
    assert str(caught.value).startswith(told)


def test_a_study_stands_for_its_corrections_and_columns_may_stand_in_any_order(study):
    found = toolkit.find_claims(study)
    pd.testing.assert_frame_equal(correct(found, study), correct(found, study.corrections))
    made = [("claims", "a1", 0, 7, "low", "2", "1", "Bo", "x")]
    turned = correct(CLAIMS[CLAIMS.columns[::-1]], CORRECTIONS.build(made))
    pd.testing.assert_frame_equal(turned, correct(CLAIMS, CORRECTIONS.build(made)))
    with pytest.raises(
        TableError, match=r"table: expected a table .+, found a study; write correct\(find_labels\(study"
    ):
        correct(study, study.corrections)


@pytest.mark.parametrize(
    "wrong", [None, 7, b"seeds", [SEEDS], ARTICLES], ids=["nothing", "number", "bytes", "list", "table"]
)
def test_what_is_no_path_and_no_text_is_told_in_a_sentence(wrong):
    with pytest.raises(
        StudyError, match=r'^load: expected the path of a study folder, found .+; write load\("my-study"\)'
    ):
        load(wrong)
    with pytest.raises(TableError, match=r"^read: expected the text of an article, found .+; write read\(text\)"):
        toolkit.read(wrong)


def test_a_path_that_no_folder_can_have_is_told_in_a_sentence():
    with pytest.raises(StudyError, match=r"^a+: no such folder; name one that holds a manifest") as caught:
        load("a" * 5000)
    assert len(str(caught.value)) < 300


def two(**cells):
    whole = {"article_id": ["a1"], "text": ["Two men were killed in Aro."], **cells}
    return pd.DataFrame(whole, dtype=object)


@pytest.mark.parametrize(
    ("articles", "told"),
    [
        (two(published_from=["never"], published_to=[None]),
         'articles: published_from: expected a day such as 2025-03-08, found "never" of article "a1"; write a day or '
         "leave it empty"),
        (two(text=["Two died.\ud800"]),
         'articles: the text of article "a1" holds half a character (a surrogate) at 9; read its file as UTF-8'),
        (pd.concat([two(), two()], axis=1),
         "articles: expected each column once, found article_id, text twice; take one of each out; write "
         "find_claims(study), or find_claims(articles, groups, origins) with these tables in this order"),
    ],
)  # fmt: skip
def test_articles_that_can_not_be_read_are_told_in_a_sentence(articles, told):
    with pytest.raises(TableError) as caught:
        toolkit.find_claims(articles, GROUPS.build([]), ORIGINS.build([]))
    assert caught.value.faults == (told,)


def test_half_a_character_is_told_of_a_text_alone_too():
    with pytest.raises(TableError, match="read: the text holds half a character"):
        toolkit.read("Two died.\ud800")


@pytest.mark.parametrize("empty", [None, "", " "])
def test_words_that_are_empty_are_told_with_whose_they_are(empty):
    entities = ENTITIES.build([("Ina Vell", "person", "Vell", "x")]).assign(alias=[empty])
    groups = GROUPS.build([("crew", None, None, "sailors", "")]).assign(term=[empty])
    origins = ORIGINS.build([("Guard", "official", None, False, 1, None, "guard", "x")]).assign(alias=[empty])
    with pytest.raises(
        RuleError, match='entities line 2: "Ina Vell" has an empty alias; write one or take the row out'
    ):
        toolkit.find_quotes(ARTICLES, entities)
    with pytest.raises(RuleError, match='groups line 2: "crew" has an empty term; write one or take the row out'):
        toolkit.find_claims(ARTICLES, groups, ORIGINS.build([]))
    with pytest.raises(RuleError, match='origins line 2: "Guard" has an empty alias; write one or take the row out'):
        toolkit.find_claims(ARTICLES, GROUPS.build([]), origins)


def test_a_row_that_stands_in_a_table_twice_is_refused():
    whole = pd.concat([CLAIMS, CLAIMS])
    for function, given in (
        (toolkit.reconcile, (whole, GROUPS.build([]), ORIGINS.build([]))),
        (toolkit.trace, (whole,)),
    ):
        with pytest.raises(
            TableError, match='claims: two rows or more have the claim_id "a1:c0000000"; give each row once'
        ):
            function(*given)

"""A function takes a study or its tables, and says in a sentence what else it was given."""

import pandas as pd
import pytest
from browser import SEEDS
from invented import ferry_study

import toolkit
from toolkit.corrections import correct
from toolkit.errors import TableError
from toolkit.quotes import count_carried, find_origins
from toolkit.study import load
from toolkit.tables import ENTITIES, GROUPS, ORIGINS


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
EVERY = sorted({*BOTH, "find_words", "count_loading", "reconcile"})


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

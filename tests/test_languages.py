"""Another language than English: what is read of it, and what is not and says so."""

import csv
from pathlib import Path

import pandas as pd
import pytest
from hostile import HOSTILE, texts
from hypothesis import given
from invented import ENTITIES, write_study

from toolkit import find_actions, find_claims, find_labels, find_quotes, finding, load, read_articles, table
from toolkit.advice import advise
from toolkit.claims import on_events
from toolkit.exhibits import corpus, unprinted
from toolkit.languages import find_language, what_is_read
from toolkit.named import find_unlisted
from toolkit.numbers import find_numbers
from toolkit.study import SHEETS
from toolkit.text import read_in

GOLDEN = Path(__file__).parent / "golden"


def golden(name):
    return list(csv.DictReader((GOLDEN / name).read_text(encoding="utf-8").splitlines()))


def written(text):
    return ";".join(
        f"{text[count.start : count.end]} = {'' if count.low is None else count.low}.."
        f"{'' if count.high is None else count.high} {count.basis}"
        for count in find_numbers(text, "fr")
    )


def passages(text, language="fr"):
    articles = pd.DataFrame({"article_id": ["a1"], "text": [text], "language": [language]})
    return find_quotes(articles)


@pytest.mark.parametrize("row", golden("fr_passages.csv"), ids=lambda row: row["text"][:40])
def test_passages_in_marks_of_french_are_read(row):
    found = passages(row["text"])
    assert "|".join(found["text"]) == row["passages"]
    assert set(found["kind"]) <= {"unattributed"}
    spans = zip(found["start"], found["end"], strict=True)
    assert [row["text"][start:end] for start, end in spans] == found["text"].tolist()


@pytest.mark.parametrize("row", golden("fr_counts.csv"), ids=lambda row: row["text"][:40])
def test_numbers_of_french_are_read(row):
    assert written(row["text"]) == row["counts"]


ARABIC = (
    "قُتل 34 شخصا في حريق عبارة قبالة ميناء آرو يوم الاثنين، كما قال خفر السواحل، ولا يزال العشرات في عداد المفقودين."
)
FRENCH = (
    "Au moins 34 personnes ont été tuées lundi dans l’incendie d’un bac. « Nous restons », a dit la maire de Port Aro."
)
ENGLISH = "At least 34 people were killed on Monday when a ferry burned off Port Aro, the coast guard said."


def frame(*texts, **columns):
    return pd.DataFrame({"article_id": [f"a{n}" for n in range(len(texts))], "text": list(texts)} | columns)


def of(articles):
    """Give the rows of each analysis for some articles."""
    empty = {name: table.build([]) for name, table in SHEETS.items()}
    return {
        "labels": find_labels(articles, empty["entities"]),
        "actions": find_actions(articles, empty["entities"]),
        "quotes": find_quotes(articles),
        "claims": find_claims(articles, empty["groups"], empty["origins"]),
    }


@pytest.mark.parametrize(("text", "tag"), [(ARABIC, "ar"), (FRENCH, "fr"), (ENGLISH, "en"), ("Two died.", None)])
def test_the_language_of_a_text_is_found(text, tag):
    assert find_language(text) == tag


@pytest.mark.parametrize("text", ["قتل 34", "死者34人", "34 погибших"])
def test_a_short_text_in_another_script_is_at_least_not_english(text):
    assert what_is_read(find_language(text)) == frozenset()


def test_an_article_in_a_language_without_rules_is_read_for_nothing():
    found = of(frame(ARABIC, ARABIC.replace("ق", "q"), language=["ar", "ar"]))
    assert {name: len(table) for name, table in found.items()} == dict.fromkeys(found, 0)


def test_an_article_whose_language_is_not_declared_is_told_from_english():
    claims = of(frame(ENGLISH, ARABIC, FRENCH))["claims"]
    assert claims[["article_id", "low"]].values.tolist() == [["a0", 34]]


def test_the_declared_language_wins():
    assert len(of(frame(ENGLISH, language=["en"]))["claims"]) == 1
    assert len(of(frame(ENGLISH, language=["ar"]))["claims"]) == 0
    assert read_in(FRENCH, "en").language == "en"


def test_of_french_the_passages_in_marks_are_read_and_nothing_else():
    found = of(frame(FRENCH))
    assert found["quotes"]["text"].tolist() == ["Nous restons"]
    assert found["quotes"]["speaker"].isna().all()
    assert len(found["labels"]) == len(found["actions"]) == len(found["claims"]) == 0


def test_a_study_says_the_language_of_each_article(tmp_path):
    study = load(write_study(tmp_path, {"harbour": ENGLISH, "strait": ARABIC}))
    assert study.articles["language"].tolist() == ["en", "ar"]


def test_articles_that_are_read_have_their_language(tmp_path):
    (tmp_path / "a.txt").write_text(ARABIC, encoding="utf-8")
    (tmp_path / "b.txt").write_text(FRENCH, encoding="utf-8")
    assert read_articles(tmp_path)["language"].tolist() == ["ar", "fr"]


@pytest.mark.parametrize("language", ["ar", "fr", "und", "en", None])
@pytest.mark.parametrize("name", HOSTILE)
def test_no_hostile_text_in_any_language_makes_an_analysis_fail(name, language):
    of(frame(HOSTILE[name], language=[language]))


@given(texts)
def test_the_language_of_any_text_is_found_without_a_fault(text):
    read_in(text, find_language(text))


# What pages say


@pytest.fixture
def mixed(tmp_path):
    return load(write_study(tmp_path, {"harbour": ENGLISH, "strait": ARABIC, "quay": ENGLISH.replace("34", "35")}))


def test_every_page_and_table_says_what_is_not_read(mixed):
    told = "Not read for figures, labels and speech, for want of rules for its language: Paper 2 (ar)"
    assert told in str(finding(mixed, "A finding.").outputs)
    assert told in str(table(mixed, pd.DataFrame({"account": ["Paper 1"]}), caption="The accounts").outputs)


def test_an_article_that_is_not_read_does_not_count_as_printing_nothing(mixed):
    claims = find_claims(mixed.articles, mixed.groups, mixed.origins)
    assert "Paper 2" not in unprinted.list_unprinted(mixed, claims).to_string()
    cards = corpus.list_cards(mixed, *(of(mixed.articles)[name] for name in ("labels", "quotes", "claims")))
    assert cards.set_index("account")["highest figure of killed"]["Paper 2"] == "not read"
    assert cards.set_index("account")["words read"]["Paper 2"] == 0
    corpus.draw_blocks(mixed)


def test_a_study_in_one_language_says_nothing_of_languages(tmp_path):
    study = load(write_study(tmp_path, {"harbour": ENGLISH}))
    assert "language" not in str(finding(study, "A finding.").outputs)


def test_the_corpus_page_counts_texts_of_their_own(tmp_path):
    wire = f"{ENGLISH} The fire began below deck before dawn and spread within minutes, a harbour pilot said."
    study = load(
        write_study(tmp_path, {"harbour": wire, "strait": f"In brief\n\n{wire}", "quay": ENGLISH.upper()[:60]})
    )
    assert "They print two texts of their own: Paper 1 and Paper 2 print one text" in corpus.tell_corpus(study)


def test_an_empty_codebook_says_what_it_costs(tmp_path):
    study = load(write_study(tmp_path, {"harbour": ENGLISH}))
    assert "The codebook is empty. 0 labels: no entities are named" in str(finding(study, "A finding.").outputs)
    named = write_study(tmp_path / "named", {"harbour": ENGLISH}, entities=ENTITIES)
    assert "The codebook is empty" not in str(finding(load(named), "A finding.").outputs)


HARBOUR_FIRE = [["event", "alias", "from", "to", "place", "why"], ["Aro fire", "Aro fire", "", "", "", "the fire"]]


def test_an_article_in_a_language_without_rules_is_not_said_to_be_on_no_event(tmp_path):
    texts = {"a1": f"The Aro fire. {ENGLISH}", "a2": ARABIC, "a3": "Nobody was hurt in Osk on Monday, the mayor said."}
    study = load(write_study(tmp_path, texts, events=HARBOUR_FIRE))
    assert corpus.tell_corpus(study).startswith("Three accounts of Aro fire, one account on no event ")
    assert [line for line in advise(study) if "is on no event" in line] == [
        'codebook/events.csv: article "a3" is on no event: it names none by an alias or its place, or was printed '
        "before; if it is on one, give that one the alias that it prints"
    ]


def test_an_article_without_rules_is_on_the_events_that_it_prints_and_of_others_it_is_not_known(tmp_path):
    events = [*HARBOUR_FIRE, [HARBOUR_FIRE[1][0], "\u0627\u0644\u0645\u064a\u0646\u0627\u0621", *HARBOUR_FIRE[1][2:]]]
    texts = {"a1": ARABIC, "a2": f"{ARABIC} {events[-1][1]}", "a3": ENGLISH.replace("Aro", "Osk")}
    study = load(write_study(tmp_path, texts, events=events))
    declared, found = study.articles, study.articles.drop(columns="language")
    for articles in (declared, found):
        on = on_events(articles, study.events, study.places)
        assert "a1" not in on
        assert on["a2"] == ("Aro fire",)
        assert on["a3"] == ()


def test_no_name_is_looked_for_in_a_language_without_rules(tmp_path):
    german = "Ana Roe, 44, stand am Montag am Hafen von Aro und wartete dort mit ihren Nachbarn auf die letzte Fähre."
    study = load(write_study(tmp_path, {"a1": german, "a2": f"Bo Lind, 31, wept. {ENGLISH}"}))
    assert study.articles["language"].tolist() == ["de", "en"]
    assert [name for _, name, _ in find_unlisted(study)] == ["Bo Lind"]

"""Sentences, words and their classes; what one megabyte of anything costs."""

import csv
import re
from pathlib import Path

import pandas as pd
import pytest
from browser import SEEDS
from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

from toolkit import compare_words, find_actions, find_claims, find_labels, find_passives, find_quotes, find_words
from toolkit.errors import TableError
from toolkit.regions import READ
from toolkit.rules import rows, words
from toolkit.study import load
from toolkit.tables import ENTITIES, GROUPS, ORIGINS
from toolkit.text import WORD, find_sentences, read, readings, tokenize

GOLDEN = Path(__file__).parent / "golden"


def article(text):
    return pd.DataFrame({"article_id": ["a1"], "text": [text]})


def sentences(text):
    return [text[start:end] for start, end in read(text).sentences]


def tokens(text):
    return tokenize(article(text))["token"].tolist()


def test_every_sentence_of_the_five_articles_ends_where_a_reader_ends_it():
    with (GOLDEN / "sentences.csv").open(encoding="utf-8", newline="") as file:
        expected = [(row["article_id"], int(row["start"]), int(row["end"])) for row in csv.DictReader(file)]
    found = find_sentences(load(SEEDS).articles)
    assert list(zip(found["article_id"], found["start"], found["end"], strict=True)) == expected


ENDS = {
    "a title": ["Gen. Roe met Dr. Lind.", "They left."],
    "an office": ["Lt. Gov. Ana Roe of Aro Inc. came.", "She left."],
    "a month": ["It fell on Dec. 8 in Aro.", "It rose later."],
    "initials of a person": ["The talks with J. R. Roe failed.", "She left."],
    "initials of a state": ["U.S. Secretary Bo Lind spoke.", "He left."],
    "a state at the end": ["He went to the U.S.", "The talks failed."],
    "an hour": ["It began at 5 a.m. on Monday.", "It ended at noon."],
    "a platform of one letter": ["She put it on X.", "Roe agreed."],
    "a number with a point": ["It cost 1.5 million.", "Nobody paid."],
    "a number at the end": ["The toll rose to 1,018.", "It may rise."],
    "a closing quotation mark": ["\u201cWe saw it.\u201d", "She left."],
    "a straight quotation mark": ['"We saw it."', "She left."],
    "a quotation mark before the stop": ["They met \u201carmed groups\u201d.", "They left."],
    "a question in a quotation": ["\u201cWho did it?\u201d asked Roe.", "Nobody knew."],
    "a cue in small letters": ["\u201cWe saw it!\u201d she said.", "Nobody else did."],
    "dots that break off": ["We saw a lot of that\u2026 and left.", "She said so."],
    "dots that end": ["We saw a lot\u2026", "She left."],
    "several marks": ["Who did it?!", "Nobody knew."],
    "a bracket": ["She left (at night.)", "He stayed."],
    "an abbreviation of a body": ["Roe of Lind & Co. said so.", "He left."],
    "a number sign": ["House No. 5 burned.", "It was empty."],
    "a saint": ["They met in St. Aro.", "They left."],
    "a dash": ["They left \u2014 all of them.", "Aro was empty."],
}


@pytest.mark.parametrize("expected", ENDS.values(), ids=ENDS)
def test_a_sentence_ends_after(expected):
    assert sentences(" ".join(expected)) == expected


def test_every_line_ends_a_sentence_unless_it_breaks_off():
    assert sentences("Two hurt in Aro\nTwo were hurt.\n\nOne\ndied on Monday.") == [
        "Two hurt in Aro",
        "Two were hurt.",
        "One\ndied on Monday.",
    ]


def test_windows_line_ends_give_the_same_sentences():
    text = "Two hurt in Aro\n\nTwo were hurt, Ana Roe said.\nOne\ndied."
    assert [line.replace("\r\n", "\n") for line in sentences(text.replace("\n", "\r\n"))] == sentences(text)


def test_the_algorithm_of_nltk_with_our_abbreviations_agrees_on_every_sentence_of_the_five_articles():
    parameters = PunktParameters()
    parameters.abbrev_types = {word.lower() for word in words("abbreviations", "abbreviation")}
    parameters.sent_starters = set(words("sentence_starters", "word"))
    punkt = PunktSentenceTokenizer(parameters)
    for _, reading in readings(load(SEEDS).articles):
        theirs = [
            (region.start + start, region.start + end)
            for region in reading.regions
            if region.kind in READ
            for start, end in punkt.span_tokenize(reading.plain[region.start : region.end])
        ]
        assert theirs == list(reading.sentences)


def test_the_algorithm_of_nltk_begins_sentences_with_small_letters_and_ours_does_not():
    text = "\u201cWho did it?\u201d asked Ana Roe."
    assert len(list(PunktSentenceTokenizer(PunktParameters()).span_tokenize(text))) == 2
    assert sentences(text) == [text]


TOKENS = {
    "an apostrophe within a name": ("Hay\u2019at came", ["Hay\u2019at", "came"]),
    "a possessive": ("Syria\u2019s coast", ["Syria", "\u2019s", "coast"]),
    "a possessive in capitals": ("ARO'S COAST", ["ARO", "'S", "COAST"]),
    "a plural possessive": ("victims\u2019 families", ["victims", "\u2019", "families"]),
    "a contraction": ("It\u2019s unclear, they don't know", ["It", "\u2019s", "unclear", ",", "they", "don't", "know"]),
    "a name with a hyphen": ("Ahmed al-Roe", ["Ahmed", "al-Roe"]),
    "a number with a comma": ("1,018 died", ["1,018", "died"]),
    "a number at the end": ("It was 1,018.", ["It", "was", "1,018", "."]),
    "an age": ("a 67-year-old man", ["a", "67-year-old", "man"]),
    "initials": ("the U.N. envoy", ["the", "U.N.", "envoy"]),
    "a title": ("Gen. Roe", ["Gen.", "Roe"]),
    "a dash without blanks": ("rulers\u2014some of whom", ["rulers", "\u2014", "some", "of", "whom"]),
    "dots": ("a lot... is", ["a", "lot", "...", "is"]),
    "quotation marks": ("\u201cNo,\u201d he said", ["\u201c", "No", ",", "\u201d", "he", "said"]),
    "a mark that is not seen": ("Ana\u200b Roe\u202e", ["Ana", "Roe"]),
    "an accent of its own": ("Tu\u0308rk said", ["Tu\u0308rk", "said"]),
    "a heart": ("Two \u2764 died", ["Two", "\u2764", "died"]),
}


@pytest.mark.parametrize(("text", "expected"), TOKENS.values(), ids=TOKENS)
def test_words_and_marks_are_told_apart(text, expected):
    assert tokens(text) == expected


def test_a_letter_and_its_accent_are_one_word_however_they_are_written():
    assert len(tokens("Volker Tu\u0308rk spoke.")) == len(tokens("Volker T\u00fcrk spoke.")) == 4


def test_every_class_is_explained():
    known = {row["letter"] for row in rows("classes") if row["room"] == "words"}
    for _, reading in readings(load(SEEDS).articles):
        assert set(reading.classes) <= known
    assert set(read("\u201cTwo 12 UN's (who) \u2014 x-1; \u00a3 \u0663 '!\u201d @ #").classes) <= known


def test_classes_spell_out_a_passive():
    assert read("The men were killed by soldiers.").classes == "DwBwPw."


def test_what_is_not_read_is_blank_in_plain_text_only():
    text = "Two hurt in Aro\n\nBy Ana Roe\n\nTwo men were hurt in Aro."
    reading = read(text)
    assert reading.plain == text.replace("By Ana Roe", " " * 10)
    assert reading.text == text
    assert "Roe" not in reading.tokens


def test_the_sentence_around_a_character_is_found():
    text = "Two died. One was hurt."
    reading = read(text)
    assert [reading.sentence_at(at) for at in (0, 8, 9, 10, 22)] == [(0, 9), (0, 9), (0, 9), (10, 23), (10, 23)]
    assert read("").sentence_at(0) == (0, 0)


def test_the_region_around_a_character_is_found():
    reading = read("Two hurt in Aro\n\nTwo men were hurt in Aro.")
    assert [reading.region_at(at).kind for at in (0, 14, 16, 17, 41)] == [
        "headline",
        "headline",
        "headline",
        "body",
        "body",
    ]


def test_a_text_is_read_once():
    text = "Two died in Aro, and nobody knew of it."
    assert read(text) is read(text)


def test_half_a_character_is_refused_in_one_plain_line():
    frame = pd.DataFrame({"article_id": ["a1"], "text": ["Two \ud800 died."]}, dtype=object)
    with pytest.raises(
        TableError, match=r'^articles: the text of article "a1" holds half a character .+ at 4; read its file'
    ):
        tokenize(frame)


def test_words_are_counted_alike_in_text_and_in_tokens():
    texts = [
        *load(SEEDS).articles["text"],
        "On Dec. 8 the U.N. said 1,018 died; Ana\u2019s 67-year-old aunt isn't one.",
    ]
    for text in texts:
        reading = read(text)
        assert len(WORD.findall(reading.plain)) == sum(token[0].isalnum() for token in reading.tokens)


FINDERS = {
    "sentences": find_sentences,
    "tokens": tokenize,
    "labels": lambda articles: find_labels(articles, ENTITIES.build([])),
    "actions": lambda articles: find_actions(articles, ENTITIES.build([])),
    "passives": find_passives,
    "words": lambda articles: find_words(articles, ["two"]),
    "quotes": find_quotes,
    "claims": lambda articles: find_claims(articles, GROUPS.build([]), ORIGINS.build([])),
}


@pytest.mark.parametrize("find", FINDERS.values(), ids=FINDERS)
@pytest.mark.parametrize(
    ("columns", "fault"),
    [
        ({"article_id": ["a1"]}, "articles: expected the columns article_id, text; not found: text"),
        ({"text": ["Two died."]}, "articles: expected the columns article_id, text; not found: article_id"),
        (
            {"article_id": ["a1"], "text": [None]},
            'articles: expected the text of article "a1", found nothing; take its row out',
        ),
        ({"article_id": ["a1"], "text": [12]}, 'articles: expected the text of article "a1", found "12"; take'),
        (
            {"article_id": ["a1", None], "text": ["Two died.", "One died."]},
            "articles row 2: expected an article_id, found nothing; write one or take the row out",
        ),
        (
            {"article_id": ["a1", "a1"], "text": ["Two died.", "One died."]},
            'articles: two rows or more have the article_id "a1"; give each article its own',
        ),
    ],
)
def test_articles_that_cannot_be_told_apart_or_read_are_refused_in_words(find, columns, fault):
    with pytest.raises(TableError, match=f"^{re.escape(fault)}"):
        find(pd.DataFrame(columns))


def test_every_fault_of_the_articles_is_told_at_once():
    frame = pd.DataFrame({"article_id": ["a1", "a1", "a2"], "text": ["Two died.", None, None]})
    with pytest.raises(TableError) as caught:
        tokenize(frame)
    assert len(caught.value.faults) == 3


@pytest.mark.parametrize("find", [find_labels, find_actions, find_passives, compare_words, find_quotes, tokenize])
def test_what_is_no_table_of_articles_is_refused_in_words(find):
    with pytest.raises(TableError, match=r"^articles: expected a table \(a DataFrame\), found list"):
        find(["Two died."], *([ENTITIES.build([])] if find in {find_labels, find_actions} else []))


@pytest.mark.parametrize(
    ("text", "letter"),
    [
        ("The Divers\u2019 Union closed.", "G"),
        ("the divers' union closed", "G"),
        ("It was \u2018a matter of the divers\u2019 at noon.", "k"),
        ("It was 'a matter of the divers' at noon.", "k"),
        ("The quay was the divers\u2019, too.", "k"),
    ],
)
def test_the_mark_behind_a_plural_owns_what_follows_unless_it_closes_a_passage(text, letter):
    reading = read(text)
    assert reading.classes[len(reading.tokens) - 1 - reading.tokens[::-1].index("'")] == letter

"""Letters that fold: a pattern and a list of words take the same ones for one, and no offset moves."""

import re
import sys

import pandas as pd
import pytest
from browser import ROOT

from toolkit.claims import find_claims
from toolkit.codebook import alias_key
from toolkit.counts import find_counts
from toolkit.folding import fold, fold_case
from toolkit.framing import compare_words, find_actions, find_labels, link_labels
from toolkit.quotes import find_quotes, link_quotes
from toolkit.rules import rows
from toolkit.tables import ENTITIES, GROUPS, ORIGINS
from toolkit.text import find_sentences, read, tokenize
from toolkit.times import find_times

EVERY = "".join(chr(n) for n in range(sys.maxunicode + 1) if not 0xD800 <= n <= 0xDFFF)
CASED = "".join(c for c in EVERY if {c.lower(), c.upper(), c.casefold(), c.title()} != {c})


def kind(letters):
    return tuple((c.isalpha(), c.isdecimal(), c.isalnum()) for c in letters)


ODD = [c for c in CASED if {kind(form) for form in (c.lower(), c.upper(), c.casefold())} != {kind(c)}]
"""Each letter whose small, capital or folded form has another length or is of another class."""
STRANGE_DIGITS = "\u00b2\u00b9\u2460\u2474\u2488\u00bd\u2167\u3007\u4e09\u0e53\u0967\uff11\U0001d7d9\u0be7"


def articles(*texts):
    return pd.DataFrame(
        {
            "article_id": [f"a{place}" for place in range(len(texts))],
            "account": [f"Paper {place % 2}" for place in range(len(texts))],
            "text": list(texts),
        }
    )


def entities(*rows):
    return ENTITIES.build([(*row, "given") for row in rows])


VELL = entities(("Ina Vell", "person", "Ina Vell"), ("Ina Vell", "person", "Vell"), ("crews", "group", "rescue crews"))
HELD = GROUPS.build([("all", None, None, "people", "given", None)])
NONE = ORIGINS.build([])


def read_all(frame, linked):
    """Give every table that is made of the articles; those that link articles take their time."""
    found = {
        "labels": find_labels(frame, VELL),
        "actions": find_actions(frame, VELL),
        "quotes": find_quotes(frame, VELL),
        "claims": find_claims(frame, HELD, NONE),
    }
    if not linked:
        return found
    return found | {
        "sentences": find_sentences(frame),
        "tokens": tokenize(frame),
        "linked": link_labels(frame, found["labels"]),
        "utterances": link_quotes(found["quotes"]),
        "keyness": compare_words(frame, by="account", shuffles=1),
    }


SPANS = {
    "token": ("start", "end"),
    "text": ("start", "end"),
    "speaker": ("speaker_start", "speaker_end"),
    "cue": ("cue_start", "cue_end"),
    "attributed_to": ("attributed_start", "attributed_end"),
}


def check_evidence(frame, tables):
    texts = dict(zip(frame["article_id"], frame["text"], strict=True))
    for table in (each for each in tables.values() if "article_id" in each):
        for column, (start, end) in SPANS.items():
            if {column, start} <= set(table.columns):
                printed = table.dropna(subset=[column, start])
                spans = zip(printed["article_id"], printed[start], printed[end], strict=True)
                assert [texts[article][first:last] for article, first, last in spans] == printed[column].tolist()


def what_is_read(table):
    """Give the columns of a table that no letter of the text stands in."""
    of_numbers = table.select_dtypes(exclude="str")
    kinds = [name for name in ("kind", "basis", "outcome", "construction", "entity", "voice", "rule") if name in table]
    return pd.concat([of_numbers, table[kinds]], axis=1)


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("thou\u017fand", "thousand"),
        ("\u0130zmir", "Izmir"),
        ("Bart\u0131n", "Bartin"),
        ("20 \u212a", "20 K"),
        ("5 \u212b", "5 \u00c5"),
        ("\u03bb\u03cc\u03b3\u03bf\u03c2", "\u03bb\u03cc\u03b3\u03bf\u03c3"),
        ("\u01c5okic", "\u01c4okic"),
        ("\uff11\uff12", "12"),
        ("\u0967\u0968", "12"),
        ("stra\u00dfe \ufb01ve \u00b2", "stra\u00dfe \ufb01ve \u00b2"),
    ],
)
def test_what_differs_by_more_than_case_is_written_alike(printed, plain):
    assert fold(printed) == plain


def test_folding_keeps_the_length_of_every_character_there_is():
    assert (len(fold(EVERY)), len(fold_case(EVERY))) == (len(EVERY), len(EVERY))
    assert all(len(fold_case(letter)) == 1 for letter in CASED)


def test_folding_twice_changes_nothing():
    assert fold(fold(EVERY)) == fold(EVERY)
    assert fold_case(fold_case(CASED)) == fold_case(fold(CASED)) == fold_case(CASED)


def test_letters_that_a_pattern_takes_for_one_whatever_their_case_are_looked_up_as_one():
    for letter in CASED:
        alike = re.findall(re.escape(letter), CASED, re.IGNORECASE)
        assert {fold_case(other) for other in alike} == {fold_case(letter)}
        assert len({alias_key(other) for other in alike}) == 1


def test_what_folds_is_one_letter_for_a_pattern_too():
    folded = [letter for letter in CASED if fold(letter) != letter]
    assert len(folded) >= 35
    assert all(re.fullmatch(fold(letter), letter, re.IGNORECASE) for letter in folded)


def test_a_digit_is_one_of_ten_in_every_script():
    digits = re.findall(r"\d", EVERY)
    assert fold("".join(digits)) == "".join(str(int(digit)) for digit in digits)


CONTEXTS = {
    "figures": "In 1755 the Gazette wrote that 30 {word} people were killed on {word}, {word} Ana Roe said.",
    "labels": "The {word} {word} Ina Vell {word} that {word} 12 rescue crews were {word} by the {word} in 2011.",
    "speech": "\u201cThe {word} is {word},\u201d {word} Vell. Between 10 {word} 12 {word} died; we {word} the {word}.",
}
"""What a word of a list is set into."""
OF_LARGE = {
    "casualty_terms": ["figures"],
    "label_nouns": ["labels"],
    "reporting_verbs": ["speech"],
}
"""Of the largest lists the context for which they are; a word of the others goes into all."""


NO_WORDS = {"boilerplate", "classes", "columns", "measures", "tables"}
NO_CELLS = {"why", "value", "until", "letter", "class"}
OTHER = str.maketrans({"s": "\u017f", "i": "\u0131", "k": "\u212a", "I": "\u0130", "K": "\u212a"})
IN_ONE = 100
"""So many sentences make one article."""


def set_in_context():
    """Give every word of every list in its context, with each of its letters that another one folds to."""
    names = sorted(path.stem for path in (ROOT / "toolkit" / "rules" / "en").glob("*.csv"))
    for name in (name for name in names if name not in NO_WORDS):
        words = {word: otherwise(word) for row in rows(name) for word in words_of(row)}
        contexts = [CONTEXTS[context] for context in OF_LARGE.get(name, CONTEXTS)]
        yield from (
            context.format(word=other) for word, other in words.items() if other != word for context in contexts
        )


def words_of(row):
    return (word for name, cell in row.items() if name not in NO_CELLS for word in cell.split(";") if word)


def otherwise(word):
    """Write a word with each letter that another one folds to, both forms of the i."""
    return word.replace("i", "\u0130", 1).translate(OTHER) if word.islower() else word.translate(OTHER)


def together(sentences):
    sentences = list({fold(each): each for each in sentences}.values())  # a paragraph that stands again is not read
    parts = [sentences[first : first + IN_ONE] for first in range(0, len(sentences), IN_ONE)]
    return articles(*("\n\n".join(part) for part in parts))


def check_read_alike(sentences, *, linked=True):
    frame = together(sentences)
    found, plain = read_all(frame, linked), read_all(frame.assign(text=frame["text"].map(fold)), linked)
    check_evidence(frame, found)
    for name, table in found.items():
        pd.testing.assert_frame_equal(what_is_read(table), what_is_read(plain[name]), obj=name)


def test_a_word_of_any_list_is_read_as_it_is_whichever_of_its_letters_are_printed():
    sentences = list(set_in_context())
    assert len(sentences) > 5000
    check_read_alike(sentences, linked=False)


@pytest.mark.parametrize("context", CONTEXTS.values(), ids=CONTEXTS)
def test_a_letter_whose_other_case_is_longer_or_of_another_class_harms_no_table(context):
    words = [word for letter in ODD for word in (letter, f"kil{letter}ed", f"Ro{letter}")]
    check_read_alike([context.format(word=word) for word in words])


def test_a_sign_that_is_a_number_but_no_digit_counts_nobody():
    check_read_alike([context.format(word=sign * 2) for sign in STRANGE_DIGITS for context in CONTEXTS.values()])
    assert find_claims(articles("\u00b2 people were killed. \u2460 people were killed."), HELD, NONE).empty


def test_an_article_with_a_long_s_keeps_its_claims():
    text = "In 1755 the Gazette wrote that 30 thou\u017fand were killed. Two \u017foldiers were killed on \u017funday."
    claims = find_claims(articles(text), HELD, NONE)
    assert claims["low"].tolist() == [30_000, 2]
    assert claims["text"].tolist() == ["30 thou\u017fand", "Two \u017foldiers"]
    assert claims["time"].tolist()[1] == "on \u017funday"


def test_digits_of_any_script_are_numbers_years_and_days():
    text = "\uff11\uff12 people were killed on \u0968 March \uff12\uff10\uff11\uff11."
    claim = find_claims(articles(text), HELD, NONE).iloc[0]
    assert (claim["low"], str(claim["earliest"])[:10]) == (12, "2011-03-02")


@pytest.mark.parametrize("alias", ["I\u015f\u0131k \u00d6z", "I\u015fik \u00d6z"])
def test_a_name_with_a_dotless_i_is_found_in_both_its_spellings(alias):
    known = entities(("I\u015f\u0131k \u00d6z", "person", alias))
    texts = ("The mayor, I\u015f\u0131k \u00d6z, left.", "The mayor, I\u015fik \u00d6z, left.")
    labels = find_labels(articles(*texts), known)
    assert labels[["article_id", "text", "entity"]].to_numpy().tolist() == [
        ["a0", "The mayor", "I\u015f\u0131k \u00d6z"],
        ["a1", "The mayor", "I\u015f\u0131k \u00d6z"],
    ]


def test_a_family_name_with_a_dotless_i_stands_for_the_full_one_as_printed():
    text = "Ana Y\u0131ld\u0131z said that it was over. Y\u0131ld\u0131z said it was late."
    assert find_quotes(articles(text))["person"].tolist() == ["Ana Y\u0131ld\u0131z"] * 2


def test_counts_and_times_are_found_in_a_text_that_nobody_folded():
    assert next(find_counts("\u017fixty dead")).low == 60
    assert [time.rule for time in find_times("on \u017funday", 0, 9)] == ["weekday"]


def test_a_reading_has_folded_tokens_and_the_text_as_printed():
    reading = read("\u0130ki thou\u017fand")
    assert (reading.tokens, reading.text[:3]) == (("Iki", "thousand"), "\u0130ki")

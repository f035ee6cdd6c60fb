"""The attack in small: hostile articles through everything at once, none of which harms itself or another."""

import pytest
from attack import faults
from fuzz import article, kind, shortest
from hostile import FEW, FOLDED, FOLDING, HOSTILE, PUTS, names, spellings, texts, with_letters
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import HARBOUR

NEWS = (
    "At least 30 thousand sailors were killed, including six kin of Bo Lind, the monk said in Aro last Friday. "
    "\u201cWe still keep it,\u201d said Mayor Ina Vell. Officials think the first five fled because of the fire."
)
DAYS = ("24 August 1572", "21 September 1677", "12 April 2262", "1 January 1", "31 December 9999", "30 February 0")


# Everything at once


def test_hostile_texts_harm_nothing():
    assert faults(HOSTILE.values()) == []


def test_hostile_texts_in_the_midst_of_news_harm_nothing():
    assert faults([f"{HARBOUR}{text}{NEWS}" for text in HOSTILE.values()]) == []


def test_letters_that_fold_harm_nothing():
    assert faults(with_letters(NEWS), pages=0, twice=False) == []


def test_any_letter_of_any_word_may_be_one_that_folds():
    assert faults(NEWS.replace(plain, mark) for plain, mark in FOLDED) == []


def test_any_spelling_harms_nothing():
    told = [spelled for _, spelled in spellings(NEWS)]
    assert faults([*told, *(HARBOUR.replace("Ana Roe", spelled) for _, spelled in spellings("Ana Roe"))]) == []


def test_days_of_any_year_harm_nothing():
    assert faults(f"On {day} about 3,000 people were killed in Aro, Ana Roe said." for day in DAYS) == []


@settings(max_examples=FEW * 5 // 8)
@given(st.lists(texts, max_size=3))
def test_any_texts_harm_nothing(several):
    assert faults(several, pages=0, twice=False) == []


@pytest.mark.parametrize("first", [0, 40])
def test_the_first_articles_of_the_long_run_harm_nothing(first):
    assert faults([article(0, at) for at in range(first, first + 40)], pages=8 if first == 0 else 0) == []


# The attack itself


def test_the_letters_that_fold_are_there():
    assert set("\u017f\u212a\u0130\u0131\u00df\u1e9e\ufb01\u0149\u212b") <= set(FOLDING)
    assert {mark for _, mark in FOLDED} <= set(FOLDING)
    assert not set("abcxyzABCXYZ\u00e4\u00c9\u0416") & set(FOLDING)


def test_every_spelling_that_is_given_differs_from_the_words():
    given_ = dict(spellings("Ana Ro\u00df of St. Ives"))
    assert "Ana Ro\u00df of St. Ives" not in given_.values()
    assert given_["an account"] == "@AnaRo\u00dfofSt.Ives"
    assert given_["a hyphen at a line's end"] == "An-\na Ro\u00df of St. Ives"


def test_whatever_may_lie_where_a_file_should_can_be_laid_there(tmp_path):
    for at, put in enumerate(PUTS.values()):
        put(tmp_path / str(at))
    assert len(list(tmp_path.iterdir())) == len(PUTS)


def test_the_names_that_a_disk_takes_leave_nothing_behind(tmp_path):
    assert "an option" in dict(names(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_an_article_of_the_long_run_is_the_same_at_every_run():
    assert [article(7, at) for at in range(20)] == [article(7, at) for at in range(20)]
    assert len({article(7, at) for at in range(20)}) > 10


def test_what_goes_wrong_is_told_with_the_least_that_brings_it():
    assert shortest("Two men died, Ana \u017faid.", lambda text: "\u017f" in text) == "\u017f"
    assert shortest(["a", "\u017f", "b"], lambda some: "\u017f" in some) == ["\u017f"]


def test_faults_of_one_place_are_of_one_kind_whatever_they_tell():
    one, other = (
        f"{step}: KeyError: '{word}' (toolkit/counts.py, bound)" for step, word in (("claims", "a"), ("x", "b"))
    )
    assert kind(one) == kind(other)
    assert kind(one) != kind("claims: KeyError: 'a' (toolkit/counts.py, other)")
    assert kind('labels: text prints "a" and stands at "b"') == kind('labels: text prints "c" and stands at "d"')

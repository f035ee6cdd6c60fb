"""Which quotes are wordings of one utterance, how they differ, and that many are linked as few are."""

import random
from itertools import combinations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit import compare_wordings, find_quotes, link_quotes
from toolkit.quotes import candidates
from toolkit.quotes.links import find_neighbours
from toolkit.quotes.wordings import count_shared, read_wording, split_words
from toolkit.tables import QUOTES, UTTERANCES, WORDINGS

HARBOUR = "We must keep the harbour open for the ferries, and by God we will share the fish in this town."


def quotes_of(*spoken):
    """Give QUOTES of (text, person) pairs, each in an article of its own."""
    rows = []
    for place, (text, person) in enumerate(spoken):
        known = {"quote_id": f"a{place}:q0000000", "article_id": f"a{place}", "kind": "direct", "rule": "given"}
        known |= {"start": 0, "end": len(text), "text": text, "person": person}
        rows.append([known.get(name) for name in QUOTES.names])
    return QUOTES.build(rows)


def groups(*spoken):
    """Give the places of the quotes of each utterance that has several."""
    linked = link_quotes(quotes_of(*spoken))
    places = linked["quote_id"].str.extract(r"a(\d+):")[0].astype(int)
    found = [sorted(rows) for _, rows in places.groupby(linked["utterance_id"])]
    return sorted(rows for rows in found if len(rows) > 1)


SAME = {
    "another translation": (HARBOUR, "We have to keep the harbour open for the boats. We can share the fish."),
    "a part": (HARBOUR, "we will share the fish in this town"),
    "an article changed": ("a place at the quay", "not a coat but a place at a quay"),
    "a sentence of several": (
        "I broke no rule. I have never sold a licence to any captain.",
        "I have never sold a licence to any captain. The court will see it.",
    ),
    "an ellipsis between": (
        "Whoever sells a licence, a permit... or a berth to captains of the northern fleet shall be fined.",
        "a berth to captains of the northern fleet",
    ),
    "a fragment turned round": ("relative return to quiet", "return to relative quiet"),
    "a curly apostrophe": ("We can\u2019t close the northern quay", "we can't close the northern quay"),
}
OTHER = {
    "words of everyday": ("We know what the people want.", "The people know that we want what they want."),
    "a name in common": (
        "The northern harbour commission was asked to look at every licence again.",
        "Nobody at the northern harbour commission has ever answered the letters that captains wrote.",
    ),
    "another figure": ("We buried 12 friends on Monday.", "We buried 15 friends on Monday."),
    "another figure in words": ("We buried twelve friends on Monday.", "We buried fifteen friends on Monday."),
    "a short answer": ("It was late. I do not know.", "I do not know. Ask the captain of the ferry."),
    "scattered words": ("We the people", "We fail to tell that the fire was seen by people"),
    "two words of many": ("harbour safety", "This is about harbour safety and not about money."),
}


@pytest.mark.parametrize("case", SAME)
def test_wordings_of_one_utterance_are_linked(case):
    assert groups(*((text, None) for text in SAME[case])) == [[0, 1]]


@pytest.mark.parametrize("case", OTHER)
def test_wordings_of_two_utterances_are_not_linked(case):
    assert groups(*((text, None) for text in OTHER[case])) == []


def test_two_words_are_enough_where_both_speakers_are_known():
    whole = "Nobody was surprised by these expected delays at the quay."
    assert groups((whole, "Ina Vell"), ("expected delays", "Vell")) == [[0, 1]]
    assert groups((whole, "Ina Vell"), ("expected delays", None)) == []


def test_similar_words_of_two_speakers_are_not_linked():
    assert groups((HARBOUR, "Ina Vell"), (HARBOUR, "Bo Lind")) == []


def test_a_quote_without_a_speaker_may_be_of_either_speaker_and_joins_them_not():
    assert groups((HARBOUR, "Ina Vell"), (HARBOUR[:60], None), (HARBOUR[:70], "Bo Lind")) == [[0, 1], [1, 2]]


def test_two_sentences_of_one_speaker_are_not_linked_because_a_third_account_prints_both():
    first, second = "The quay stays open all winter.", "Nobody will pay for a berth again."
    linked = link_quotes(quotes_of((first, None), (second, None), (f"{first} {second}", None)))
    assert groups((first, None), (second, None)) == []
    assert linked[["utterance_id", "kept", "dropped"]].values.tolist() == [
        ["a2:q0000000", 6, 7],
        ["a2:q0000000", 7, 6],
        ["a2:q0000000", 13, 0],
    ]


def test_a_quote_that_prints_sentences_of_two_utterances_stands_in_both():
    both = "The quay stays open all winter. Nobody will pay for a berth again."
    first = "The quay stays open all winter, and the ferries too, whatever the council says about the ice."
    second = "Nobody will pay for a berth again, because the town has decided to carry the cost of the harbour."
    assert groups((first, None), (both, None), (second, None)) == [[0, 1], [1, 2]]


def test_every_quote_stands_in_an_utterance_and_each_utterance_is_its_fullest_wording():
    spoken = [(HARBOUR, None), (HARBOUR, "Ina Vell"), ("No.", None), ("No.", None), ("", None)]
    linked = link_quotes(quotes_of(*spoken))
    assert sorted(linked["quote_id"].unique()) == [f"a{place}:q0000000" for place in range(5)]
    assert set(linked["utterance_id"]) <= set(linked["quote_id"])


def test_a_fragment_is_counted_against_the_utterance_that_it_stands_in_though_that_says_little_itself():
    # Of the longer one too few words carry content: printed twice it is two utterances, as "No." is.
    longer = "for the to of it the harbour and so on of those by the quay"
    linked = link_quotes(quotes_of((longer, None), ("of those by the quay", None)))
    assert linked[["utterance_id", "kept", "dropped"]].to_numpy().tolist() == [
        ["a0:q0000000", 15, 0],
        ["a0:q0000000", 5, 10],
    ]


def test_no_quotes_give_tables_of_the_same_kind():
    none = quotes_of()
    assert list(link_quotes(none).columns) == UTTERANCES.names
    assert list(compare_wordings(none, link_quotes(none)).columns) == WORDINGS.names


def test_the_order_of_the_quotes_changes_nothing():
    quotes = quotes_of(*((text, None) for pair in SAME.values() for text in pair))
    pd.testing.assert_frame_equal(link_quotes(quotes), link_quotes(quotes.iloc[::-1].reset_index(drop=True)))


def test_each_stretch_of_a_wording_is_the_text_at_its_offsets():
    one = "The mayor was brief. \u201cWe must keep the harbour open for everybody,\u201d said Ina Vell."
    other = "\u201cWe have to keep the harbour open \u2014 for all,\u201d Vell said. Ina Vell is mayor."
    articles = pd.DataFrame({"article_id": ["a1", "a2"], "text": [one, other]})
    quotes = find_quotes(articles)
    linked = link_quotes(quotes)
    texts, home = articles.set_index("article_id")["text"], quotes.set_index("quote_id")["article_id"]
    compared = compare_wordings(quotes, linked)
    for row in compared.to_dict("records"):
        if row["step"] != "dropped":
            assert texts[home[row["quote_id"]]][row["start"] : row["end"]] == row["text"]
        if row["step"] != "added":
            whole = texts[home[row["utterance_id"]]]
            assert whole[row["fullest_start"] : row["fullest_end"]] == row["fullest_text"]
    assert compared["step"].isin(["kept", "changed"]).all()


words = st.lists(
    st.sampled_from(["we", "must", "keep", "the", "harbour", "open", "12", "don\u2019t", "\u2014"]), max_size=12
)


@settings(deadline=None, max_examples=60)
@given(one=words, other=words)
def test_the_stretches_make_up_both_wordings(one, other):
    quotes = quotes_of((" ".join(one), None), (" ".join(other), None))
    linked = link_quotes(quotes)
    compared = compare_wordings(quotes, linked)
    for row in linked.merge(quotes, on="quote_id").to_dict("records"):
        mine = compared[(compared["quote_id"] == row["quote_id"]) & (compared["utterance_id"] == row["utterance_id"])]
        own = split_words(" ".join(mine["text"].dropna()))
        assert own == split_words(row["text"])
        assert row["kept"] + row["changed"] + row["added"] == len(own)


@settings(deadline=None, max_examples=60)
@given(one=words, other=words)
def test_likeness_does_not_depend_on_which_wording_comes_first(one, other):
    read = [read_wording(" ".join(spoken)) for spoken in (one, other)]
    assert count_shared(*read) == count_shared(*reversed(read))


def made(size):
    """Give wordings made at random: sentences printed several times with words dropped, changed and added."""
    chance = random.Random(7)
    vocabulary = [f"{start}{end}" for start in ("ba", "ke", "lo", "mu", "ni") for end in ("ran", "sel", "tor", "vim")]
    vocabulary += ["the", "of", "we", "and", "not"] * 3
    for _ in range(size):
        said = chance.choices(vocabulary, k=chance.randint(3, 14))
        for _ in range(chance.randint(1, 4)):
            kept = [
                chance.choice(vocabulary) if chance.random() < 0.1 else word for word in said if chance.random() > 0.1
            ]
            yield " ".join(kept), chance.choice([None, "Ina Vell", "Bo Lind"])


def test_the_index_finds_the_links_that_the_exact_comparison_finds():
    wordings = list(dict.fromkeys(read_wording(*row) for row in made(150)))
    pairs = combinations(range(len(wordings)), 2)
    exact = {(one, other) for one, other in pairs if count_shared(wordings[one], wordings[other])}
    near = find_neighbours(wordings)
    assert {(one, other) for one, others in near.items() for other, _ in others if one < other} == exact
    assert len(exact) > 100


NEAR = {
    "many words changed": (
        "What is happening at the mines was foreseen, and we are ready for the dangers that it brings.",
        "What happens in the mines had been foreseen and we are now ready to meet dangers it will bring.",
    ),
    "one word of four": ("safe in the harbour", "They were told that they would be safe at the harbour by night."),
    "words left out": (
        "The governor, who had been told of the danger by three engineers in the spring, refused to close the dam.",
        "The governor refused to close the dam.",
    ),
}
FAR = {
    "words of a long answer": (
        "We must keep our harbour, our boats and our school.",
        "We must ask whose money built the new quay, who was told to keep silent about the harbour, and why the boats "
        "of three captains lay there all winter while the school was closed.",
    ),
}


@pytest.mark.parametrize("case", NEAR)
def test_a_gap_does_not_part_what_outweighs_it(case):
    assert groups(*((text, None) for text in NEAR[case])) == [[0, 1]]


@pytest.mark.parametrize("case", FAR)
def test_a_gap_parts_what_it_outweighs(case):
    assert groups(*((text, None) for text in FAR[case])) == []


def test_the_index_loses_no_link_where_many_wordings_share_two_words(monkeypatch):
    monkeypatch.setattr(candidates, "FEW", 2)
    spoken = [row for row, _ in made(150)]
    joined = [f"{one}. {other}." for one, other in zip(spoken, spoken[7:], strict=False)][::3]
    wordings = list(dict.fromkeys(map(read_wording, spoken + joined)))
    pairs = combinations(range(len(wordings)), 2)
    exact = {(one, other) for one, other in pairs if count_shared(wordings[one], wordings[other])}
    near = find_neighbours(wordings)
    assert {(one, other) for one, others in near.items() for other, _ in others if one < other} == exact


def test_two_words_that_hundreds_of_wordings_share_still_lead_to_those_that_share_a_third():
    one = "The port authority will gladly repay the honest fishermen for all of their lost boats."
    other = "The port authority will slowly repay the angry fishermen for all of their old boats."
    many = [f"The port authority owes {place} coins to boat number {place}x." for place in range(candidates.COMMON)]
    wordings = [read_wording(text) for text in (one, other, *many)]
    assert wordings[0].pairs & wordings[1].pairs == {("authority", "port")}
    assert [place for place, _ in find_neighbours(wordings)[0]] == [1]


@pytest.mark.parametrize("case", SAME | NEAR)
def test_two_wordings_of_one_utterance_share_the_words_that_one_of_them_must(case):
    one, other = (read_wording(text) for text in (SAME | NEAR)[case])
    assert len(one.whole.content & other.whole.content) >= min(one.least, other.least) > 0


OTHERS = {
    "two given names": ("Ana Roe", "Karl Roe"),
    "a relative": ("Ana Roe's father", "Ana Roe"),
    "who speaks for somebody": ("spokesman for Ana Roe", "Ana Roe"),
    "who speaks for two": ("spokesman for Ana Roe", "spokesman for Bo Lind"),
}
ONE = {
    "two spellings": ("Ahmad al-Roe", "Ahmed al-Roe"),
    "an initial": ("A. Roe", "Ana Roe"),
    "a family name": ("Roe", "Ana Roe"),
}


@pytest.mark.parametrize("case", OTHERS)
def test_the_same_words_of_two_people_are_not_linked(case):
    assert groups(*((HARBOUR, person) for person in OTHERS[case])) == []


@pytest.mark.parametrize("case", ONE)
def test_the_same_words_of_one_person_in_two_forms_are_linked(case):
    assert groups(*((HARBOUR, person) for person in ONE[case])) == [[0, 1]]


@pytest.mark.parametrize("denial", ["not", "never"])
def test_a_sentence_and_its_denial_are_not_linked(denial):
    one = "We will close the northern quay to every ship on Monday."
    other = f"We will {denial} close the northern quay to every ship on Monday."
    assert groups((one, "Ana Roe"), (other, "Ana Roe")) == []
    assert groups((other, "Ana Roe"), (other[:-11], "Ana Roe")) == [[0, 1]]


def test_who_did_it_to_whom_parts_two_sentences_of_the_same_words():
    one, other = "The army attacked the rebels at the bridge.", "The rebels attacked the army at the bridge."
    assert groups((one, None), (other, None)) == []

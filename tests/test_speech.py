"""Who says what: passages in marks, verbs that report, speakers and clauses."""

import pytest
from hostile import HOSTILE, texts
from hypothesis import given

from toolkit.rules import rows
from toolkit.speech import NESTED, attribution_at, find_speech
from toolkit.text import read

KINDS = {"direct", "mixed", "indirect", "unattributed"}


def speeches(text):
    return find_speech(read(text))


def words(text, kind=None):
    return [text[speech.start : speech.end] for speech in speeches(text) if kind in (None, speech.kind)]


def check(text):
    """Offsets lie in the text, in order; what has a source has a clause that holds it."""
    found = speeches(text)
    assert list(found) == sorted(found, key=lambda speech: (speech.start, speech.end))
    for speech in found:
        assert 0 <= speech.start < speech.end <= len(text)
        assert speech.kind in KINDS
        assert (speech.clause_start is None) == (speech.kind == "unattributed")
        if speech.clause_start is not None:
            assert speech.clause_start <= speech.start < speech.end <= speech.clause_end <= len(text)
        for start, end in ((speech.speaker_start, speech.speaker_end), (speech.cue_start, speech.cue_end)):
            assert (start is None) == (end is None)
            assert start is None or text[start:end].strip() == text[start:end] != ""


@given(texts)
def test_every_span_of_any_text_lies_within_it_in_order(text):
    check(text)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_every_span_of_a_hostile_text_lies_within_it_in_order(text):
    check(text)


@pytest.mark.parametrize("sign", ["\u202a", "\u200b", "\ufeff", "\u00ad"])
def test_a_clause_holds_the_signs_at_the_ends_of_its_passage(sign):
    check(f"0 SAID\u201c0{sign}")
    check(f"Bo Lind said the quay was \u201c{sign}gone{sign}")


@given(texts)
def test_the_same_text_gives_the_same_speech(text):
    assert find_speech.__wrapped__(read(text)) == find_speech(read(text))


def test_one_bad_mark_costs_one_passage():
    good = [f"\u201cBoat {number} is gone,\u201d said Bo Lind." for number in range(6)]
    bad = "Vell called it \u201ca hard day."
    text = "\n\n".join([*good[:3], bad, *good[3:]])
    assert words(text, "direct") == [f"Boat {number} is gone," for number in range(6)]


def test_a_passage_never_reaches_into_another_paragraph():
    text = "\u201cThe quay is gone, said Bo Lind.\n\nThe mayor closed \u201cthe port\u201d at noon."
    assert "the port" in words(text)
    assert not any("\n" in passage for passage in words(text))


def test_only_closing_marks_give_no_speech():
    assert speeches("The quay is gone,\u201d said\u201d nobody\u201d.\u201d") == ()


def test_furniture_is_nobodys_words():
    assert words("Quay gone\n\nSubscribe to \u201cThe Aro Times\u201d\n\nThe quay is gone, and nobody was hurt.") == []


def test_a_union_of_many_is_one_name():
    text = "\u201cThe quay is gone,\u201d said Bo Lind of the Divers\u2019 Union."
    (speech,) = speeches(text)
    assert text[speech.speaker_start : speech.speaker_end] == "Bo Lind of the Divers\u2019 Union"


def test_the_parts_that_one_verb_reports_are_one_group():
    text = "\u201cThe quay,\u201d Bo Lind said, \u201cis gone for ever.\u201d Ina Vell called it \u201ca ruin.\u201d"
    assert [speech.group for speech in speeches(text)] == [1, 1, None]


def test_a_mixed_quote_knows_its_whole_clause():
    text = "Bo Lind said that the quay was \u201cbeyond repair\u201d after the fire."
    (speech,) = speeches(text)
    clause = text[speech.clause_start : speech.clause_end]
    assert clause == "the quay was \u201cbeyond repair\u201d after the fire"


def test_the_rule_says_when_a_speaker_is_carried_over():
    text = "\u201cThe quay is gone,\u201d said Bo Lind.\n\n\u201cWe will rebuild it in spring.\u201d"
    assert [speech.rule for speech in speeches(text)] == [
        "speaker after the verb",
        "speaker carried over from the paragraph before",
    ]


def test_a_speaker_is_not_carried_over_two_paragraphs():
    text = "\u201cThe quay is gone,\u201d said Bo Lind.\n\nIt was dark.\n\n\u201cWe will rebuild it in spring.\u201d"
    assert speeches(text)[-1].kind == "unattributed"


def test_a_clause_is_attributed_to_who_reports_it():
    text = "Nine boats burned. The coast guard said 12 people were hurt. It was dark."
    speech = attribution_at(read(text), text.index("12"))
    assert text[speech.speaker_start : speech.speaker_end] == "The coast guard"


def test_a_sentence_of_the_outlet_is_attributed_to_nobody():
    text = "Nine boats burned. The coast guard said 12 people were hurt. It was dark."
    assert attribution_at(read(text), text.index("Nine")) is None
    assert attribution_at(read(text), text.index("dark")) is None


def test_a_fragment_is_attributed_with_the_clause_around_it():
    text = "The coast guard said that 12 people were \u201cbadly hurt\u201d on the quay."
    assert attribution_at(read(text), text.index("12")) == attribution_at(read(text), text.index("badly"))


def test_a_speaker_of_more_than_20_words_is_cut_to_its_head_and_marked():
    places = " of the small northern quay" * 6
    (speech,) = speeches(f"The old committee{places} said that the port was gone.")
    assert speech.rule == "speaker before the verb; long speaker cut to its head"
    assert (speech.speaker_start, speech.speaker_end) == (0, len("The old committee"))


def test_a_text_in_capitals_has_its_quotes_and_no_more():
    text = "THE QUAY IS GONE. \u201cWE WILL REBUILD,\u201d MAYOR INA VELL SAID. NINE BOATS BURNED."
    assert words(text) == ["WE WILL REBUILD,"]


def test_a_text_without_marks_has_its_reported_clauses():
    assert words("Bo Lind said the quay was gone. It was dark. The quay, he added, was old.") == [
        "the quay was gone",
        "The quay",
        "was old",
    ]


def test_passages_in_a_right_to_left_script_are_unattributed():
    text = "\u0642\u0627\u0644 \u0628\u0648 \u00ab\u0633\u0646\u0628\u0646\u064a\u00bb."
    assert [speech.kind for speech in speeches(text)] == ["unattributed"]


def test_words_within_words_stand_inside_those_that_hold_them():
    outer, inner = speeches("\u201cHe told me \u2018go home\u2019 at noon,\u201d said Bo Lind.")
    assert outer.start < inner.start < inner.end < outer.end
    assert (inner.rule, inner.kind) == (NESTED, "mixed")


def test_both_parts_of_a_clause_parted_by_its_verb_are_one_group():
    assert [speech.group for speech in speeches("The quay, Bo Lind said, is gone for ever.")] == [0, 0]


@pytest.mark.parametrize(
    "gap", ["did not say that", "declined to say that", "could not confirm that", "never said that"]
)
def test_a_denial_or_a_gap_is_no_speech(gap):
    assert speeches(f"The port agency {gap} the quay was gone.") == ()


def test_every_form_of_a_reporting_verb_stands_once_and_has_its_reason():
    forms = [row["form"] for row in rows("reporting_verbs")]
    assert len(forms) == len(set(forms))
    assert all(row["why"] and row["class"] for row in rows("reporting_verbs"))


PAST = [row["form"] for row in rows("reporting_verbs") if row["tense"] == "past" and row["takes"] != "source"]


@pytest.mark.parametrize("form", PAST)
def test_every_verb_in_the_past_reports_a_passage_that_follows_it(form):
    text = f"Bo Lind {form}: \u201cThe quay is gone for ever.\u201d"
    assert [text[speech.cue_start : speech.cue_end] for speech in speeches(text)] == [form]


def parts(text):
    """Give who says what, and the word that reports it."""

    def at(start, end):
        return None if start is None else text[start:end]

    return [
        (at(found.speaker_start, found.speaker_end), at(found.cue_start, found.cue_end), at(*found[3:5]))
        for found in speeches(text)
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "noun", "clause"),
    [
        ("Crews rejected his claim that the road was open.", "his", "claim", "the road was open"),
        (
            "Nobody heeded Ana Roe's statement on Monday that the quay was gone.",
            "Ana Roe",
            "statement",
            "the quay was gone",
        ),
        (
            "Crews fought officials' repeated claim that the road was open.",
            "officials",
            "claim",
            "the road was open",
        ),
        (
            "Nobody heeded the warning by the ministry that the wall might fall.",
            "the ministry",
            "warning",
            "the wall might fall",
        ),
        (
            "There were reports from residents that the road was closed.",
            "residents",
            "reports",
            "the road was closed",
        ),
        (
            "Boats left after reports from residents that the road was closed.",
            "residents",
            "reports",
            "the road was closed",
        ),
        ("The town forgot the promise of the mayor that it would be safe.", "the mayor", "promise", "it would be safe"),
        (
            "Ana Roe's statement that the quay was gone was not believed.",
            "Ana Roe",
            "statement",
            "the quay was gone",
        ),
    ],
)
def test_a_noun_of_saying_reports_the_clause_behind_it(text, speaker, noun, clause):
    assert parts(text) == [(speaker, noun, clause)]
    assert speeches(text)[0].kind == "indirect"


def test_a_fragment_in_the_clause_of_a_noun_is_that_speakers():
    text = "Crews rejected Bo Lind's claim that the quay was \u201cbeyond repair\u201d for years."
    (speech,) = speeches(text)
    assert (speech.kind, text[speech.start : speech.end]) == ("mixed", "beyond repair")
    assert parts(text) == [("Bo Lind", "claim", "the quay was \u201cbeyond repair\u201d for years")]


@pytest.mark.parametrize(
    "text",
    [
        "The claim that the road was open was rejected.",
        "Bo Lind's boat that the crew sold was gone.",
        "The town read the reports of a fire that the rain put out.",
        "Crews ignored Bo Lind's claim. It was known that the road was open.",
    ],
)
def test_a_noun_without_a_speaker_or_a_clause_reports_nothing(text):
    assert [cue for _, cue, _ in parts(text) if cue] == []


def test_what_stands_behind_a_noun_is_not_carried_over_to_the_next_passage():
    text = "Ina Vell repeated Bo Lind's claim that the quay was gone. \u201cWe will rebuild it in spring.\u201d"
    assert parts(text)[-1] == ("Ina Vell", None, "We will rebuild it in spring.")


def test_every_noun_that_reports_has_its_class_and_its_reason_and_is_found():
    classes = {row["class"] for row in rows("reporting_verbs")}
    for row in rows("reporting_nouns"):
        assert row["class"] in classes
        text = f"The crews knew Bo Lind's {row['form']} that the quay was gone."
        assert parts(text) == [("Bo Lind", row["form"], "the quay was gone")]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("After saying that the quay was gone, Bo Lind left.", "Bo Lind"),
        ("Before adding that the quay was gone, the harbour master left for Aro.", "the harbour master"),
        ("While noting that the quay was gone, she called the road safe.", "she"),
        ("After telling reporters that the quay was gone, the mayor of Aro was taken home.", "the mayor of Aro"),
        ("In announcing that the quay was gone, Ina Vell, who runs it, thanked nobody.", "Ina Vell"),
    ],
)
def test_a_participle_before_the_main_clause_has_its_subject(text, speaker):
    assert parts(text)[0][0] == speaker
    assert parts(text)[0][2] == "the quay was gone"
    assert speeches(text)[0].rule == "clause after the verb"


def test_a_passage_of_a_participle_before_the_main_clause_is_that_speakers_and_one_behind_is_not():
    text = "After calling the plan \u201ca ruin,\u201d Bo Lind painted a \u201cno entry\u201d sign."
    first, second = speeches(text)
    assert (first.kind, first.rule, second.kind) == ("mixed", "subject of the main clause", "unattributed")
    assert parts(text)[0][:2] == ("Bo Lind", "calling")


def test_who_leaves_without_saying_so_says_nothing():
    assert speeches("Without saying that the quay was gone, Bo Lind left the hall.") == ()


@pytest.mark.parametrize(
    "lines",
    [
        ["ANA ROE: We stay. Nobody leaves \u201cthe quay.\u201d", "BO LIND: Officials said the road was open."],
        ["Q: Who will rebuild it?", "A: The town will."],
        ["Ana Roe: We stay.", "Bo Lind: We go.", "Ana Roe: Then go."],
    ],
)
def test_lines_that_begin_with_a_name_and_a_colon_are_a_transcript(lines):
    text = "\n\n".join(["They met on Monday.", *lines])
    assert [speech.kind for speech in speeches(text)] == ["direct"] * len(lines)
    assert {speech.rule for speech in speeches(text)} == {"speaker before a colon in a transcript"}
    assert [f"{speaker}: {said}" for speaker, _, said in parts(text)] == lines


def test_a_line_of_a_transcript_may_stand_in_marks():
    text = "They met.\n\nROE: \u201cWe stay.\u201d\n\nLIND: \u201cWe go.\u201d"
    assert parts(text) == [("ROE", None, "We stay."), ("LIND", None, "We go.")]


@pytest.mark.parametrize(
    "lines",
    [
        ["CORRECTION: The quay is old.", "It was dark."],
        ["Photo: Boats burn in Aro.", "Video: The quay is gone."],
        ["ROE: We stay.", "It was dark.", "ROE: We stay longer."],
    ],
)
def test_a_lone_line_with_a_colon_is_no_transcript(lines):
    assert speeches("\n\n".join(["They met on Monday.", *lines])) == ()


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        (
            "Bo Lind called it a \u201chard day\u201d for the crews of Aro, and left.",
            "it a \u201chard day\u201d for the crews of Aro",
        ),
        (
            "Bo Lind called it a \u201chard day\u201d for the crews on Monday.",
            "it a \u201chard day\u201d for the crews",
        ),
        ("Bo Lind praised the \u201cgolden\u201d boats of Aro.", "the \u201cgolden\u201d boats of Aro"),
        ("Bo Lind called it a \u201chard day,\u201d then left.", "it a \u201chard day,\u201d"),
        ("Bo Lind called it a \u201chard day\u201d and left the hall.", "it a \u201chard day\u201d"),
    ],
)
def test_the_clause_of_a_fragment_goes_on_with_what_hangs_on_it(text, clause):
    assert [said for _, _, said in parts(text)] == [clause]


@pytest.mark.parametrize(
    ("text", "verb", "clause"),
    [
        ("Ina Vell joked on Monday that the quay was gone.", "joked", "the quay was gone"),
        (
            "Ina Vell lamented that the \u201cold boat\u201d was lost.",
            "lamented",
            "the \u201cold boat\u201d was lost",
        ),
    ],
)
def test_a_verb_of_voicing_or_judging_reports_the_clause_behind_that(text, verb, clause):
    assert parts(text) == [("Ina Vell", verb, clause)]


def test_that_without_a_clause_is_what_a_verb_of_judging_is_about():
    assert speeches("Ina Vell praised that old boat on the quay.") == ()


def test_but_at_the_beginning_leads_up_to_nothing():
    assert parts("But the quay was gone, Bo Lind said.") == [("Bo Lind", "said", "But the quay was gone")]


@pytest.mark.parametrize(
    "text",
    ["Bo Lind said, however, that the quay was gone.", "Bo Lind said repeatedly that the quay was gone."],
)
def test_an_adverb_may_stand_between_a_verb_and_its_clause(text):
    assert parts(text) == [("Bo Lind", "said", "the quay was gone")]


def test_a_clause_that_leads_up_to_the_main_one_ends_at_its_comma():
    text = "When Bo Lind said the quay was gone, crews from Aro brought the boats home."
    assert parts(text) == [("Bo Lind", "said", "the quay was gone")]

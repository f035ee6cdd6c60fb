"""What a person should look at again: a warning stops nothing and is told of a study that can be loaded."""

import csv

import pytest
from browser import SEEDS
from invented import ferry_study, write_study

from toolkit.advice import advise
from toolkit.cli import run
from toolkit.proposals import propose
from toolkit.study import load

STORY = "Two men were hurt in Aro on Monday, the coast guard said."
HEADER = "file,article_id,published_from,published_to"


def dated(folder, text, first, last):
    """Load a study of one article that was published between two days."""
    write_study(folder, {"a1": text})
    (folder / "manifest.csv").write_text(f"{HEADER}\na1.txt,a1,{first},{last}\n", encoding="utf-8")
    return load(folder)


def aliases(folder, text, *names):
    rows = [["entity", "kind", "alias", "why"], *(["Orv", "organisation", name, "name"] for name in names)]
    return advise(load(write_study(folder, {"a1": text}, entities=rows)))


@pytest.mark.parametrize(
    ("line", "first", "last"),
    [
        ("Published 7 March 2031", "2031-03-04", "2031-03-05"),
        ("Published: March 7, 2031, 10:14 GMT", "2031-03-04", "2031-03-05"),
        ("Updated 2031-03-07 10:14", "2031-03-04", "2031-03-05"),
        ("By Ana Roe, March 7, 2031", "2031-03-04", "2031-03-05"),
        ("7 March 2031", "2031-03-04", "2031-03-05"),
        ("Friday, 7 March 2031 10:14 a.m. GMT", "2031-03-04", "2031-03-05"),
        ("2031-03-07", "2031-03-08", ""),
        ("7 March 2031", "", "2031-03-05"),
        ("7 March", "2031-03-04", "2031-03-05"),
        ("ARO, Mar 7, 2031 (AFP)", "2031-03-04", "2031-03-05"),
        ("7 MAR 2031", "2031-03-04", "2031-03-05"),
        ("07/07/2031", "2031-03-04", "2031-03-05"),
        ("By Ana Roe, 17.03.2031", "2031-03-04", "2031-03-05"),
        ("03/17/2031", "2031-03-04", "2031-03-05"),
        ("Published 7 March 2031. Updated 9 March 2031", "2031-03-04", "2031-03-05"),
    ],
)
def test_a_date_in_the_first_lines_that_contradicts_the_manifest_is_told(tmp_path, line, first, last):
    (told,) = advise(dated(tmp_path, f"Two hurt in Aro\n\n{line}\n\n{STORY}", first, last))
    assert told.startswith('manifest.csv: article "a1" prints "')
    assert "7" in told
    assert told.endswith("; look at both")


def test_a_warning_of_a_date_says_what_is_printed_and_what_was_expected(tmp_path):
    (told,) = advise(dated(tmp_path, f"Published 7 March 2031\n\n{STORY}", "2031-03-04", "2031-03-05"))
    assert told == (
        'manifest.csv: article "a1" prints "7 March 2031" in its first lines; expected a day from 2031-03-04 to '
        "2031-03-05; look at both"
    )


def test_a_date_of_a_dateline_counts(tmp_path):
    (told,) = advise(dated(tmp_path, f"ARO, March 7 (Orv Press) - {STORY}", "2031-03-04", "2031-03-05"))
    assert '"March 7"' in told
    assert advise(dated(tmp_path, f"ARO, March 5 (Orv Press) - {STORY}", "2031-03-04", "2031-03-05")) == []


@pytest.mark.parametrize(
    ("line", "first", "last"),
    [
        ("Published 5 March 2031", "2031-03-04", "2031-03-05"),
        ("Published 4 March 2031. Updated 9 March 2031", "2031-03-04", "2031-03-05"),
        ("Published 7 March 2031", "", ""),
        ("7 March", "2031-03-04", ""),
        ("Published 30 February 2031", "2031-03-04", "2031-03-05"),
        ("Updated 2031-02-30", "2031-03-04", "2031-03-05"),
        ("Updated 07/03/2031", "2031-03-04", "2031-03-05"),
        ("Version 7.7.2031.1", "2031-03-04", "2031-03-05"),
        ("The fire of 24 August 2012", "2031-03-04", "2031-03-05"),
        ("On 24 August 2012 about 3,000 people were killed in Aro.", "2031-03-04", "2031-03-05"),
        ("By May Roe", "2031-03-04", "2031-03-05"),
    ],
    ids=[
        "the day itself", "one of two days", "nothing to contradict", "a day of any year", "no day", "no day as digits",
        "either of two days", "digits of a version",
        "a day in a headline", "a day in a sentence", "a name that is a month",
    ],
)  # fmt: skip
def test_it_contradicts_nothing_to_print(tmp_path, line, first, last):
    assert advise(dated(tmp_path, f"{line}\n\n{STORY}", first, last)) == []


@pytest.mark.parametrize(
    ("sign", "told"),
    [
        ("\u00ad", "U+00AD (soft hyphen)"),
        ("\u200b", "U+200B (zero width space)"),
        ("\u2028", "U+2028 (line separator)"),
        ("\x00", "U+0000 (a control sign)"),
    ],
)
def test_a_sign_that_can_not_be_seen_within_words_is_told_with_its_article_and_how_often(tmp_path, sign, told):
    study = load(write_study(tmp_path, {"a1": f"T{sign}wo peo{sign}ple died.", "b1": "Two died."}))
    (line,) = advise(study)
    assert line == (
        f'article "a1": {told} stands within 2 words, where no figure or name is found; take it out of the file'
    )


def test_a_sign_that_joins_letters_or_stands_beside_words_is_not_told(tmp_path):
    text = "\ufeffTwo died.\u200b\n\nTwo\u00ad died, \u0646\u200c\u0645\u200d\u0646 said."
    assert advise(load(write_study(tmp_path, {"a1": text}))) == []


def test_a_proposal_holds_no_private_detail(tmp_path):
    text = "Fire kills two in Quay Street\n\nTwo men were killed in Ana Roe Square in Aro on Monday."
    terms = (["Ana Roe", term, "[x]", "x"] for term in ("Quay Street", "Ana Roe"))
    people = [["entity", "kind", "alias", "why"], ["Ana Roe", "private_person", "Ana Roe", "x"]]
    hidden = [["entity", "term", "shown_as", "why"], *terms]
    proposals = propose(load(write_study(tmp_path, {"a1": text}, private=hidden, entities=people)))
    assert [line for line in proposals if "Quay" in line or "Roe" in line] == []
    assert any("Aro" in line for line in proposals)


def test_a_date_far_down_is_no_date_of_publication(tmp_path):
    lines = "\n\n".join(f"{STORY} It was house {number}." for number in range(12))
    assert advise(dated(tmp_path, f"{lines}\n\n7 March 2031", "2031-03-04", "2031-03-05")) == []


def test_two_files_of_the_same_bytes_are_told_with_both(tmp_path):
    study = load(write_study(tmp_path, {"a1": STORY, "b1": f"{STORY} ", "c1": STORY}))
    assert advise(study) == [
        'manifest.csv: the files of articles "a1" and "c1" are the same, byte for byte; take one out, unless two '
        "outlets printed the very same"
    ]


def test_an_alias_that_occurs_in_no_article_is_told(tmp_path):
    assert aliases(tmp_path, "The Orv League came.", "Orv League", "Orv Leegue") == [
        'codebook/entities.csv: alias "Orv Leegue" of "Orv" occurs in no article; if it is misspelt, mend it'
    ]


def test_many_aliases_that_occur_in_no_article_are_one_line_a_sheet_and_one_each_on_request(tmp_path):
    rows = [["entity", "kind", "alias", "why"], *(["Orv", "organisation", f"Orv {name}", "name"] for name in "ABCDE")]
    study = load(write_study(tmp_path, {"a1": STORY}, entities=rows))
    (line,) = advise(study)
    assert line.startswith('codebook/entities.csv: 5 aliases occur in no article: "Orv A" of "Orv", "Orv B" of "Orv"')
    assert "and 2 more (toolkit check --every lists them)" in line
    assert len(advise(study, every=True)) == 5


def test_an_alias_of_an_origin_that_occurs_in_no_article_is_told(tmp_path):
    rows = [["origin", "kind", "party", "independent", "rank", "counts", "alias", "why"]]
    rows += [["Guard", "official", "", "no", "", "", name, "name"] for name in ("coast guard", "shore guard")]
    assert advise(load(write_study(tmp_path, {"a1": STORY}, origins=rows))) == [
        'codebook/origins.csv: alias "shore guard" of "Guard" occurs in no article; if it is misspelt, mend it'
    ]


@pytest.mark.parametrize(
    ("text", "alias"),
    [
        ("ORV LEAGUE came.", "Orv League"),
        ("Orv\u2019s men came.", "Orv"),
        ("Orv's men came.", "Orv's men"),
        ("Hayat Orv came.", "Hay\u2019at Orv"),
        ("Hay\u2019at al Orv came.", "Hay'at al-Orv"),
        ("The U.N. came.", "U.N."),
        ("The Orv\nLeague came.", "Orv League"),
        ("\u062c\u0627\u0621 \u0623\u062d\u0645\u062f.", "\u0623\u062d\u0645\u062f"),
    ],
)
def test_an_alias_occurs_in_any_form_that_it_can_be_printed_in(tmp_path, text, alias):
    assert aliases(tmp_path, text, alias) == []


def test_an_alias_within_a_longer_word_does_not_occur(tmp_path):
    assert len(aliases(tmp_path, "The orvets came.", "Orv")) == 1


def test_check_tells_warnings_after_its_answer_and_ends_well(tmp_path, capsys):
    folder = write_study(tmp_path, {"a1": STORY, "b1": STORY})
    assert run(["check", str(folder)]) == 0
    told = capsys.readouterr()
    assert told.out.splitlines()[0] == f"{folder}: no faults, 1 warning; 2 articles, 0 corrections"
    assert [line.split(":")[0] for line in told.err.splitlines()] == ["warning"]


def test_check_tells_faults_first_and_warnings_after_them(tmp_path, capsys):
    rows = [
        ["table", "article_id", "start", "end", "column", "from", "to", "who", "why"],
        ["quotes", "a1", "0", "3", "text", "Two", "Ten", "Bo", "read again"],
    ]
    folder = write_study(tmp_path, {"a1": STORY, "b1": STORY}, corrections=rows)
    assert run(["check", str(folder)]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert [line.split(":")[0] for line in told.err.splitlines()] == ["corrections", "warning"]


def test_a_study_with_a_fault_gives_no_warnings_that_follow_from_it(tmp_path, capsys):
    folder = ferry_study(tmp_path)
    (folder / "strait.txt").write_bytes(b"Caf\xe9")
    assert run(["check", str(folder)]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_the_study_that_ships_has_no_oversight_but_aliases_that_its_articles_do_not_print():
    assert {line.split(":")[0] for line in advise(load(SEEDS))} <= {"codebook/entities.csv", "codebook/origins.csv"}


HIDING = [["entity", "term", "shown_as", "why"]]
ROE = [["entity", "kind", "alias", "why"], ["Ana Roe", "private_person", "Ana Roe", "name"]]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Ana Roe wept.", "Ana Rowe"),
        ("The Roes wept.", "her two sons"),
        ("Anaroeland wept.", "Ana Roe"),
        ("Ana Roe, 44, wept.", "/(?<=Roe, )45/"),
    ],
    ids=["misspelt", "gone", "within a longer word", "a pattern that finds nothing"],
)
def test_a_private_term_that_occurs_in_no_article_is_told(tmp_path, text, term):
    study = load(write_study(tmp_path, {"a1": text}, entities=ROE, private=[*HIDING, ["Ana Roe", term, "she", "x"]]))
    assert (
        f'codebook/private.csv: term "{term}" occurs in no article, so that it hides nothing; if it is misspelt, '
        "mend it"
    ) in advise(study)


@pytest.mark.parametrize(
    "text", ["@AnaRoe wept.", "ANA ROE wept.", "The Ana\u00a0R\u00f6es wept.", "Ana Ro\u00ade wept."]
)
def test_a_private_term_is_looked_for_as_it_is_hidden(tmp_path, text):
    private = [*HIDING, ["Ana Roe", "Ana Roe", "she", "name"]]
    study = load(write_study(tmp_path, {"a1": f"{text} wept.", "b1": STORY}, entities=ROE, private=private))
    assert [line for line in advise(study) if "hides nothing" in line] == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Ana Roe, 44, wept.", "Ana Roe with an age"),
        ("Ana Roe (44) wept.", "Ana Roe with an age"),
        ("Roe, aged 44, wept.", "Roe with an age"),
        ("The 44-year-old Ana Roe wept.", "Ana Roe with an age"),
        ("A 44-year-old cook, Ana Roe, wept.", "Ana Roe with an age"),
        ("She said that her brother Bo had died.", "Bo as kin"),
        ("Her husband, Bo Lind, came.", "Bo Lind as kin"),
        ("Wife of one missing cook, Ana Roe of Quay Row, wept.", "Ana Roe as kin"),
        ("Ana Roe, mother of two, wept.", "Ana Roe as kin"),
        ("Bo Lind and Ana Roe, his wife, came.", "Ana Roe as kin"),
        ("The dead man's widow, Ana Roe, wept.", "Ana Roe as kin"),
    ],
)
def test_a_name_with_an_age_or_as_kin_that_no_sheet_has_is_told_and_proposed(tmp_path, text, named):
    study = load(write_study(tmp_path, {"a1": text, "b1": f"{text} It was dark."}))
    name, how = named.split(" with ")[0].split(" as ")[0], named[len(named.split(" with ")[0].split(" as ")[0]) + 1 :]
    assert advise(study) == [
        f'article "a1" names "{name}" {how}, and no sheet has the name; if this person is private, nothing is hidden '
        "yet: see the proposals for entities.csv and private.csv"
    ]
    rows = [line for line in propose(study) if "private.csv" in line]
    assert rows == [f"proposal for codebook/private.csv: {name},{name},a resident,named {how}"]


@pytest.mark.parametrize(
    "text",
    [
        "Ana Roe of 14 Quay Row wept.",
        "Sister Ana Roe came with Father Bo Lind.",
        "On Monday, 22, men in all, left; she saw her brother Monday.",
        "A mother of two said that Lind had fled.",
        "March 7, 2031, was dark.",
        "In Aro, his brother came.",
        "Ana Roe came.",
    ],
)
def test_a_name_without_an_age_or_kin_is_not_told(tmp_path, text):
    assert advise(load(write_study(tmp_path, {"a1": text}))) == []


def test_a_name_that_a_sheet_has_is_not_told_again(tmp_path):
    entities = [*ROE, ["Bo Lind", "person", "Bo Lind", "the mayor"]]
    text = "Ana Roe, 44, met Mayor Bo Lind, 61, and his wife Ida."
    private = [*HIDING, ["Ana Roe", "Ana Roe", "a resident", "name"], ["Ana Roe", "his wife Ida", "[kin]", "kin"]]
    assert advise(load(write_study(tmp_path, {"a1": text}, entities=entities, private=private))) == []


def test_the_rows_that_are_proposed_can_be_put_into_their_sheets(tmp_path):
    article = {"a1": "Ana Roe, 44, wept."}
    told = [line.partition(": ")[2] for line in propose(load(write_study(tmp_path / "s", article)))]
    entity, detail = csv.reader(told[-2:])
    study = load(write_study(tmp_path / "t", article, entities=[ROE[0], entity], private=[*HIDING, detail]))
    assert advise(study) == []

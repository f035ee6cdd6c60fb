"""What each stretch of an article is for, marked and never removed."""

import csv
from pathlib import Path

import pytest
from browser import SEEDS

from toolkit.regions import READ, divide, find_regions
from toolkit.rules import rows
from toolkit.study import load
from toolkit.text import read

GOLDEN = Path(__file__).parent / "golden"

STORY = "Two men were hurt in the harbour of Aro on Monday."


def kinds(text):
    return [(region.kind, text[region.start : region.end]) for region in divide(text)]


def kind_of(line):
    """Give the kind of a line that stands within an article, between two paragraphs."""
    return dict(reversed(pair) for pair in kinds(f"{STORY}\n{line}\nThe port is closed.")).get(line)


def test_every_region_of_the_five_articles_is_what_a_reader_calls_it():
    with (GOLDEN / "regions.csv").open(encoding="utf-8", newline="") as file:
        expected = [
            (row["article_id"], int(row["start"]), int(row["end"]), row["kind"]) for row in csv.DictReader(file)
        ]
    found = find_regions(load(SEEDS).articles)
    assert list(zip(found["article_id"], found["start"], found["end"], found["kind"], strict=True)) == expected


def test_the_page_of_mena_today_has_one_of_each_kind_of_furniture():
    text = load(SEEDS).articles.set_index("article_id")["text"]["a002"]
    found = dict(reversed(pair) for pair in kinds(text))
    furniture = ["Skip to main content", "1 min", "Tags", "Related", "Subscribe to our newsletter", "Mena banner 4"]
    assert [found[line] for line in furniture] == ["boilerplate"] * 6
    assert found["Reporting by Antoine Khoury and Suleiman al-Khalidi"] == "byline"
    assert sum("cookies" in line for line, kind in found.items() if kind == "boilerplate") == 2


@pytest.mark.parametrize(
    "line",
    [
        "Skip to main content",
        "Tags",
        "Tags: Aro, harbour",
        "Related articles",
        "Read more: The ferry of Aro",
        "Share this article",
        "Subscribe to our newsletter",
        "Sign up",
        "Advertisement",
        "3 comments",
        "Follow us on Chirp",
        "\u00a9 2031 The Aro Post. All rights reserved.",
        "Published on 4 March 2031",
        "We use cookies to improve this website.",
    ],
)
def test_a_line_of_a_page_is_boilerplate(line):
    assert kind_of(line) == "boilerplate"


@pytest.mark.parametrize(
    "line", ["By Ana Roe", "By Ana Roe and Bo Lind, in Aro", "Reporting by Ana Roe", "Editing by Bo Lind"]
)
def test_a_line_with_its_writer_is_a_byline(line):
    assert kind_of(line) == "byline"


@pytest.mark.parametrize(
    "line",
    [
        "By Monday the fire was out.",
        "Related deaths rose to 12 on Monday.",
        "Share prices in Aro fell.",
        "Subscribe, he told them.",
        "The printer of the cookie recipe died on Monday.",
        "A website must ask for consent to cookies, the court of Aro said.",
        "Comments by the mayor were not welcome.",
        "Tags were found on the bodies of the dead, said Ana Roe.",
        "Advertisement boards burned in the harbour.",
        "The minister said 3 comments were wrong.",
    ],
)
def test_a_sentence_of_the_story_is_no_furniture(line):
    assert kind_of(line) == "body"


@pytest.mark.parametrize(
    "line",
    [
        "A man looks at the ferry in Aro. (Photo: Ana Roe)",
        "The ferry, on March 7, 2031. (Credit: Bo Lind/Aroters)",
        "The harbour of Aro after the fire [Bo Lind/Aroters]",
        "The harbour of Aro after the fire \u00a9 The Aro Post",
        "Photo: the harbour of Aro after the fire",
        "The harbour of Aro. Photograph: Bo Lind/Aroters",
        "The harbour of Aro, May 3, 2031. REUTERS/Bo Lind/File Photo",
        "FILE PHOTO: The harbour of Aro after the fire",
    ],
)
def test_a_line_with_the_credit_of_a_picture_is_a_caption(line):
    assert kind_of(line) == "caption"


def test_the_first_line_without_a_full_stop_is_the_headline_and_later_ones_are_headings():
    assert [kind for kind, _ in kinds(f"Two hurt in Aro\n{STORY}\nA troubled harbour\nIt is closed.")] == [
        "headline",
        "body",
        "heading",
        "body",
    ]


def test_a_heading_may_stand_in_quotation_marks():
    assert kind_of("\u201cReturn to calm\u201d") == "heading"


def test_a_short_line_after_a_sentence_that_broke_off_is_no_heading():
    assert kinds("The mayor of Aro spoke of\nTwo Men\nwho were hurt.")[0][0] != "heading"


@pytest.mark.parametrize(
    "dateline",
    [
        "PORT ARO (AFP) \u2014 ",
        "ARO, Mar 4 (Aroters) - ",
        "PORT ARO, Arovia \u2013 ",
        "Port Aro (AFP) \u2014 ",
        "ARO, N. Arovia (AP) -- ",
        "ARO/DELL, 4 March 2031 (Aroters) - ",
        "(CNN) -- ",
    ],
)
def test_the_dateline_is_cut_off_the_first_paragraph(dateline):
    assert kinds(f"Two hurt in Aro\n{dateline}{STORY}") == [
        ("headline", "Two hurt in Aro"),
        ("dateline", dateline),
        ("body", STORY),
    ]


def test_capitals_that_begin_a_later_paragraph_are_no_dateline():
    assert kinds(f"{STORY}\nARO TODAY \u2014 the paper of the town \u2014 said so.")[1][0] == "body"


def test_a_paragraph_that_is_printed_twice_is_read_once():
    text = f"Two hurt in Aro\n{STORY}\nThe port is closed.\n{STORY}"
    assert [kind for kind, _ in kinds(text)] == ["headline", "body", "body", "repeat"]


def test_a_caption_that_is_printed_twice_is_read_once():
    caption = "At least 12 men lie in the harbour of Aro \u00a9 The Aro Post"
    text = f"{caption}\n\n{caption}\n\n{STORY}"
    assert [kind for kind, _ in kinds(text)] == ["caption", "repeat", "body"]
    assert read(text).tokens.count("12") == 1


def test_a_caption_that_stands_again_within_a_paragraph_is_cut_out_of_it():
    caption = "At least 12 men lie in the harbour of Aro"
    text = f"{caption} (Photo: Ana Roe)\n{STORY} {caption}. It is closed."
    assert kinds(text)[1:] == [
        ("body", STORY),
        ("repeat", "At least 12 men lie in the harbour of Aro."),
        ("body", "It is closed."),
    ]


def test_each_of_two_captions_that_stand_again_is_cut_out_whatever_their_order():
    ferry, harbour = "At least 12 men lie on the ferry", "Not one man is left in the harbour"
    text = f"{ferry} (Photo: Ana Roe)\n{harbour} (Photo: Ana Roe)\n{harbour}. It burned. {ferry}. {harbour}."
    assert [kind for kind, _ in kinds(text)] == ["caption", "caption", "repeat", "body", "repeat", "repeat"]


def test_a_caption_that_stands_again_a_thousand_times_is_cut_out_a_thousand_times():
    text = "At least 12 men lie on the ferry (Photo: Ana Roe)\n" + "At least 12 men lie on the ferry, again. " * 1500
    assert [kind for kind, _ in kinds(text)].count("repeat") == 1500


def test_a_short_line_may_stand_twice():
    assert [kind for kind, _ in kinds("It is closed.\nNobody came.\nIt is closed.")] == ["body", "body", "body"]


def test_a_long_paragraph_about_cookies_is_no_notice():
    line = (
        "The website of Aro stored cookies, and its policy allowed it, said Ana Roe. " + "Two men sued the town. " * 40
    )
    assert kind_of(line.strip()) == "body"


def test_nothing_is_removed_whatever_its_kind():
    text = f"Skip to main content\n\nTwo hurt in Aro\n\n  By Ana Roe\n\n{STORY} \n\nTags"
    assert "".join("".join(part for _, part in kinds(text)).split()) == "".join(text.split())


def test_analyses_read_headline_heading_caption_and_body_only():
    assert {"headline", "heading", "caption", "body"} == READ
    declared = next(row for row in rows("columns") if row["table"] == "regions" and row["column"] == "kind")
    assert set(declared["values"].split(";")) > READ


def test_every_rule_of_a_region_is_a_row_of_the_list_or_a_rule_of_layout():
    named = {row["name"] for row in rows("boilerplate")}
    layout = {
        "printed before",
        "ends as a sentence",
        "first line, no full stop",
        "short line, no full stop",
        "paragraph",
    }
    assert set(find_regions(load(SEEDS).articles)["rule"]) <= named | layout


WRAPPED = """\
THE ARMED FORCES OF AROVIA SAID TODAY THAT GEN.
ROE AND AT LEAST 12 MEN OF THE THIRD BRIGADE WERE
KILLED NEAR ARO AND THAT THE U.N. SENT A MISSION
TO THE TOWN. NOBODY ELSE WAS HURT.

THE MAYOR OF ARO, ANA ROE, SAID SHE WILL NOT STAY
IN THE TOWN. SHE LEFT ON MONDAY.
"""


def test_lines_that_are_broken_at_one_width_are_no_paragraphs():
    first, second = WRAPPED.rstrip().split("\n\n")
    assert kinds(WRAPPED) == [("body", first), ("body", second)]
    assert [kind for kind, _ in kinds(WRAPPED.replace("\n", "\r\n"))] == ["body", "body"]


def test_an_abbreviation_at_the_end_of_a_broken_line_ends_no_sentence():
    sentences = [WRAPPED[start:end] for start, end in read(WRAPPED).sentences]
    assert sentences[0].endswith("A MISSION\nTO THE TOWN.")
    assert len(sentences) == 4


def test_short_paragraphs_of_one_length_are_paragraphs_nevertheless():
    text = "Two men were hurt in the harbour.\nThree men fled from the harbour.\nThe harbour of Aro was closed.\n"
    assert len(kinds(text)) == 3


def test_a_list_of_short_lines_is_no_broken_text():
    text = "The dead of the fire\nAna Roe\nBo Lind, cook of the ferry\nIna Vell\nThe mayor's son\nA child"
    assert len(kinds(text)) == 6


@pytest.mark.parametrize("head", ["Most popular", "Related stories", "More on this story", "You may also like"])
def test_headlines_below_a_list_s_heading_are_links_until_a_sentence_ends(head):
    text = f"Two hurt in Aro\n{STORY}\n{head}\nForty killed in Dell fire\nSixty flee Osk\nThe port of Aro is closed."
    assert [kind for kind, _ in kinds(text)][2:] == ["boilerplate", "link", "link", "body"]


def test_a_line_that_says_it_is_a_link_is_one_save_as_the_article_s_own_headline():
    text = f"Watch: Two hurt in Aro\n{STORY}\nWatch: Forty killed in Dell fire\nThe port is closed."
    assert [kind for kind, _ in kinds(text)] == ["headline", "body", "link", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "Correction: We said that 12 people were hurt.",
        "Editor\u2019s note: The name of the port was wrong.",
        "This story was amended on 4 May to correct a name.",
        "An earlier version of this report gave another name.",
    ],
)
def test_a_note_on_an_earlier_version_is_a_note(line):
    assert kind_of(line) == "note"


@pytest.mark.parametrize(
    "line", ["Bo Lind contributed to this report.", "With reporting by Bo Lind", "Byline: Bo Lind"]
)
def test_who_else_reported_is_a_byline(line):
    assert kind_of(line) == "byline"


@pytest.mark.parametrize("line", ["Length: 412 words", "Load-Date: May 4, 2031", "End of Document"])
def test_what_a_press_archive_writes_round_an_article_is_boilerplate(line):
    assert kind_of(line) == "boilerplate"

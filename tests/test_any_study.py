"""What exhibits and notebooks say is true of a study with other dates, another event and an empty codebook."""

import json

import pytest
from browser import NOTEBOOKS
from invented import HARBOUR, ferry_study, write_sheet, write_study

from toolkit import find_claims, find_labels, find_quotes, link_quotes, load
from toolkit.exhibits import casualties, corpus, framing, quotes
from toolkit.tables import ESTIMATES

HEAD = ["file", "article_id", "account", "published_from", "published_to"]
DAY, NEXT = "2031-03-04", "2031-03-05"


@pytest.fixture
def ferry(tmp_path):
    return load(ferry_study(tmp_path))


def dated(folder, *days):
    names = [f"a{place}" for place in range(len(days))]
    write_study(folder, dict.fromkeys(names, HARBOUR))
    rows = [[f"{name}.txt", name, f"Paper {name}", *bounds] for name, bounds in zip(names, days, strict=True)]
    write_sheet(folder / "manifest.csv", [HEAD, *rows])
    return corpus.tell_corpus(load(folder))


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ([(DAY, DAY)], "Publication: one account Tue 4 March 2031."),
        ([(DAY, "")], "Publication: one account not before Tue 4 March 2031; no later bound is proven."),
        ([("", DAY)], "Publication: one account not after Tue 4 March 2031."),
        ([(DAY, NEXT)] * 2, "Publication: two accounts Tue 4 March 2031 to Wed 5 March 2031."),
        (
            [(NEXT, ""), (DAY, DAY), ("", "")],
            "Publication: one account Tue 4 March 2031 and one account not before Wed 5 March 2031; of one account no "
            "day is proven.",
        ),
        ([("", "")], "No day of publication is proven."),
    ],
)
def test_the_finding_gives_days_as_far_as_the_manifest_does(tmp_path, days, told):
    assert dated(tmp_path, *days).endswith(told)


def test_without_a_list_of_sources_no_kind_of_source_is_told(ferry):
    found = find_quotes(ferry.articles, ferry.entities)
    told = quotes.tell_quotes(ferry, found, link_quotes(found))
    assert "None of their sources is in the codebook's list" in told
    assert "100" not in told
    assert quotes.draw_speakers(ferry, found).reading.startswith(
        "No source in these accounts is in the codebook's list"
    )


def test_without_a_list_of_sources_a_card_says_nothing_of_their_kinds(ferry):
    tables = (
        find_labels(ferry.articles, ferry.entities),
        find_quotes(ferry.articles, ferry.entities),
        find_claims(ferry.articles, ferry.groups, ferry.origins),
    )
    assert "carries the words of" not in corpus.list_cards(ferry, *tables)


FOLLOWED = [
    ["entity", "kind", "alias", "why"],
    ["Bo Lind", "person", "Bo Lind", "full name"],
    ["Ina Vell", "person", "Ina Vell", "full name"],
    ["Ina Vell", "person", "Vell", "family name"],
    ["the ferry fire", "event", "ferry fire", "name"],
    ["the ferry fire", "event", "Aro tragedy", "name"],
]


def cards_of(folder, *texts):
    study = load(write_study(folder, {f"a{place}": text for place, text in enumerate(texts)}, entities=FOLLOWED))
    found = find_labels(study), find_quotes(study), find_claims(study)
    return corpus.list_cards(study, *found), framing.tell_framing(study, found[0])


def test_a_card_calls_a_person_as_the_sentence_does_and_says_when_the_words_are_another_s(tmp_path):
    cards, told = cards_of(tmp_path, "Mayor Ina Vell left.", "Critics said on Monday that acting mayor Ina Vell left.")
    assert cards["calls Ina Vell"].tolist() == ["Mayor", "acting mayor (reported: Critics)"]
    assert "\u201cacting mayor\u201d (reported: Critics) in Paper 2" in told


def test_a_card_names_the_event_as_it_is_printed_and_says_when_the_words_are_another_s(tmp_path):
    texts = ["Aro mourns. The Aro tragedy began at noon.", "Bo Roe said: \u201cThe Aro tragedy began at noon.\u201d"]
    cards, _ = cards_of(tmp_path, *texts)
    assert cards["names the event"].tolist() == ["Aro tragedy", "Aro tragedy (quoted: Bo Roe)"]


def test_the_first_person_is_one_whom_an_account_names(tmp_path):
    cards, told = cards_of(tmp_path, "Mayor Ina Vell left.")
    assert "calls Ina Vell" in cards
    assert told == "Ina Vell is \u201cMayor\u201d in Paper 1."


def test_where_nobody_is_named_the_finding_says_so(tmp_path):
    _, told = cards_of(tmp_path, "Nothing burned in Port Aro.")
    assert told == "No account names Bo Lind, nor anybody else whom the codebook follows."


def test_without_groups_the_drawing_says_why_nothing_can_be_said(ferry):
    told = casualties.draw_estimates(ferry, ESTIMATES.build([])).reading
    assert told == "The codebook lists no groups of people, and a number can be said of a group only."


@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.stem)
def test_prose_says_nothing_of_how_the_seeds_were_dated_and_named(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    prose = " ".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    for said in (
        "own text shows",
        "as far as their text shows",
        "that the text proves",
        "of the conflict",
        "as CSV, one",
    ):
        assert said not in prose

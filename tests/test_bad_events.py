"""Events and places that do not fit: each study gets a clear line of `toolkit check`, or pages that say so."""

import pytest
from invented import write_sheet, write_study
from test_report import texts, visible

from toolkit import correct, find_claims, load, reconcile
from toolkit.cli import run
from toolkit.exhibits import about, casualties, corpus

EVENTS = ["event", "alias", "from", "to", "place", "why"]
PLACES = ["place", "part_of", "alias", "why"]
CORRECTIONS = ["table", "article_id", "start", "end", "column", "from", "to", "action", "who", "why"]
GROUPS = [["group", "part_of", "disjoint_with", "term", "why"], ["all", "", "", "people", "everybody"]]
ORIGINS = [
    ["origin", "kind", "party", "independent", "rank", "counts", "alias", "why"],
    ["Aro Watch", "monitor", "", "yes", "1", "documented minimum", "Aro Watch", "counts"],
]
TREE = [
    PLACES,
    *([name, whole, name, "a place"] for name, whole in [("Norra", ""), ("Osk", "Norra"), ("Hemm", "Norra")]),
]
FLOOD = ["Osk flood", "the Osk flood", "2031-05-12", "2031-05-14", "Osk", "what the study is on"]
FIRE = ["Osk fire", "the Osk fire", "2031-05-12", "2031-05-12", "Osk", "what the study is on"]
QUAKE = ["Hemm quake", "the Hemm quake", "2031-05-03", "2031-05-03", "Hemm", "what the study is on"]
IN_OSK = "The flood reached Osk.\n\nNine people were killed in Osk on May 12, Aro Watch said.\n"
BURNT = "The market of Osk burned.\n\nFour people were killed in Osk on May 12, Aro Watch said.\n"
LONG_AGO = "Forty people were killed in Dell in 1982, Aro Watch said.\n\nNobody knows their names.\n"
IN_DELL = "Twelve people were killed in Dell on Monday, Aro Watch said.\n"
IN_VORR = "Nine people were killed in Vorr in June, Aro Watch said.\n"
OF_THREE = (
    "A year of loss.\n\nThe Osk flood killed 12 people, Aro Watch said. The Hemm quake killed nine people, Aro Watch "
    "said. The Osk fire killed 30 people, Aro Watch said. Four people were killed, Aro Watch said.\n"
)


def study(folder, *stories, day="2031-05-14", **sheets):
    names = [f"a{place}" for place in range(1, len(stories) + 1)]
    write_study(folder, dict(zip(names, stories, strict=True)), groups=GROUPS, origins=ORIGINS, **sheets)
    rows = [[f"{name}.txt", name, f"Paper {place}", day, day] for place, name in enumerate(names, start=1)]
    write_sheet(folder / "manifest.csv", [["file", "article_id", "account", "published_from", "published_to"], *rows])
    return folder


def checked(folder, capsys):
    status = run(["check", str(folder)])
    captured = capsys.readouterr()
    return status, (captured.out + captured.err).replace(f"{folder}/", "")


def told(folder):
    """Give what the first screen and the casualties page say of a study: corpus, finding, what is set aside."""
    known = load(folder)
    found = correct(find_claims(known), known.corrections)
    finding = casualties.tell_casualties(known, found, reconcile(known).relations)
    return corpus.tell_corpus(known), finding, about.tell_about(known, found)


@pytest.mark.parametrize(
    ("places", "lines"),
    [
        (
            [["Osk", "Norra", "Osk", "x"], ["Norra", "Osk", "Norra", "x"]],
            ['line 2: place "Osk" is a part', 'line 3: place "Norra"'],
        ),
        ([["Osk", "Osk", "Osk", "x"]], ['line 2: place "Osk" is a part of itself; mend part_of']),
        (
            [["Osk", "Nora", "Osk", "x"]],
            ['line 2: unknown part_of "Nora"; add a row for it to this sheet or mend its spelling'],
        ),
    ],
)
def test_a_tree_of_places_with_a_loop_or_an_unknown_parent_is_refused_line_by_line(tmp_path, capsys, places, lines):
    status, said = checked(study(tmp_path / "osk", IN_OSK, places=[PLACES, *places]), capsys)
    assert status == 1
    assert all(f"codebook/places.csv {line}" in said for line in lines)


def test_an_event_in_an_unknown_place_is_refused(tmp_path, capsys):
    folder = study(tmp_path / "osk", IN_OSK, events=[EVENTS, [*FLOOD[:4], "Oska", "x"]], places=TREE)
    assert checked(folder, capsys) == (
        1,
        'codebook/events.csv line 2: unknown place "Oska"; add a row for it to places.csv or mend its spelling\n',
    )


def test_a_correction_that_drops_nothing_is_refused_with_its_row(tmp_path, capsys):
    drop = ["claims", "a1", "0", "4", "", "", "", "drop", "a reader", "no count"]
    status, said = checked(study(tmp_path / "osk", IN_OSK, corrections=[CORRECTIONS, drop]), capsys)
    assert status == 1
    assert said == "corrections: claims a1 0-4: no such row; take the correction out or mend its span\n"


def test_two_events_on_one_day_in_one_town_are_told_apart_by_their_names_alone(tmp_path, capsys):
    stories = (f"The Osk flood came at night.\n\n{IN_OSK}", BURNT)
    folder = study(tmp_path / "osk", *stories, events=[EVENTS, FLOOD, FIRE], places=TREE)
    status, said = checked(folder, capsys)
    assert status == 0
    assert 'warning: codebook/events.csv: events "Osk flood" and "Osk fire" can be of one day and one place; ' in said
    _, finding, set_aside = told(folder)
    assert finding.startswith(
        "Osk flood: The highest number of people killed that is printed is 9 (Paper 1; Aro Watch)."
    )
    assert "One figure is set aside: 1 for one of several events." in set_aside
    assert "Counted: one figure of Osk flood and no figures of Osk fire." in set_aside


def test_an_event_without_days_is_warned_of_and_said_on_the_page(tmp_path, capsys):
    events = [EVENTS, [*FLOOD[:2], "", "", *FLOOD[4:]]]
    folder = study(tmp_path / "osk", IN_OSK, events=events, places=TREE)
    status, said = checked(folder, capsys)
    assert status == 0
    assert 'warning: codebook/events.csv: event "Osk flood" has no days; write the first and the last one' in said
    assert (
        "No days are written for Osk flood: another time is known by the day of publication alone." in told(folder)[2]
    )


def test_one_article_that_tells_three_events_has_each_figure_with_its_event(tmp_path, capsys):
    folder = study(tmp_path / "osk", OF_THREE, events=[EVENTS, FLOOD, QUAKE, FIRE], places=TREE)
    assert checked(folder, capsys)[0] == 0
    on, finding, set_aside = told(folder)
    assert on.startswith("One account of Osk flood, Hemm quake and Osk fire, ")
    highest = "The highest number of people killed that is printed is"
    assert all(f"{event}: {highest} {number} " in finding for event, number in [("Osk flood", 12), ("Hemm quake", 9)])
    assert "One figure is set aside: 1 for one of several events." in set_aside


def test_articles_that_share_no_event_count_none_of_each_other_s_dead(tmp_path, capsys):
    folder = study(tmp_path / "osk", IN_DELL, IN_VORR, events=[EVENTS, FLOOD], places=TREE)
    status, said = checked(folder, capsys)
    assert status == 0
    assert 'warning: codebook/events.csv: article "a1" is on no event: it names none by an alias' in said
    assert "warning: claims: none counts, all 2 are set aside: " in said
    on, finding, _ = told(folder)
    assert on.startswith("Two accounts, on no event that the codebook names, ")
    assert finding.startswith("Two accounts, and no casualty figure that counts. Two figures are set aside: ")


def test_an_account_on_another_event_is_none_of_the_study_s(tmp_path, capsys):
    folder = study(tmp_path / "osk", IN_OSK, IN_DELL, events=[EVENTS, FLOOD], places=TREE)
    assert 'article "a2" is on no event' in checked(folder, capsys)[1]
    assert told(folder)[0].startswith("Two accounts of Osk flood, one account on no event that the codebook names, ")


def test_accounts_of_several_events_that_share_none_are_said_not_to_be_compared(tmp_path, capsys):
    quake = "The Hemm quake came at dawn.\n\nThree people were killed in Hemm on May 3, Aro Watch said.\n"
    folder = study(tmp_path / "osk", IN_OSK, quake, events=[EVENTS, FLOOD, QUAKE], places=TREE)
    assert (
        "codebook/events.csv: no two articles are on one event, so that nothing can be compared"
        in checked(folder, capsys)[1]
    )
    assert "No event has figures of two accounts, so that none can be compared." in told(folder)[2]


def test_articles_that_share_nothing_bring_no_proposal_of_one_event(tmp_path, capsys):
    said = checked(study(tmp_path / "osk", IN_DELL, IN_VORR), capsys)[1]
    assert "proposal for codebook/events.csv: none, since no place and no day stands in the first lines of two" in said


@pytest.fixture(scope="module")
def long_ago(tmp_path_factory):
    folder = study(tmp_path_factory.mktemp("ago") / "osk", LONG_AGO, events=[EVENTS, FLOOD], places=TREE)
    assert run(["report", str(folder), "--out", str(folder.parent / "site")]) == 0
    return texts(folder.parent / "site")


def test_pages_of_a_study_whose_figures_are_all_of_another_event_count_none_and_show_each(long_ago):
    index, page = visible(long_ago["index.html"]), visible(long_ago["casualties.html"])
    for told_on in (index, page):
        assert (
            "One account, and no casualty figure that counts. One figure is set aside: 1 for another time." in told_on
        )
    assert "One account, on no event that the codebook names, " in index
    assert "The rules find no number of people killed that counts in any account." in page
    assert "Forty people" in page
    assert "The highest number" not in index + page

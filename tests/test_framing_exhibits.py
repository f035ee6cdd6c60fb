"""What the framing notebook says and draws is true of any study: of one article, of none followed, of another event."""

import pytest
from invented import ENTITIES, HARBOUR, STRAIT, ferry_study, write_study

from toolkit import compare_words, figure, find_actions, find_labels, find_words, in_context, load, table
from toolkit.exhibits import actors, framing, keyness, levels, positions
from toolkit.exhibits.show import PLOTLY

LONELY = "The town slept. Nothing burned in Port Aro."


@pytest.fixture(scope="module")
def ferry(tmp_path_factory):
    return load(ferry_study(tmp_path_factory.mktemp("ferry")))


@pytest.fixture(params=["two articles", "one article", "nobody followed", "nobody named", "two of one account"])
def study(request, tmp_path):
    articles = {"harbour": HARBOUR, "strait": STRAIT}
    if request.param == "one article":
        return load(write_study(tmp_path, {"harbour": HARBOUR}, entities=ENTITIES))
    if request.param == "nobody followed":
        return load(write_study(tmp_path, articles))
    if request.param == "nobody named":
        return load(write_study(tmp_path, {"lonely": LONELY}, entities=ENTITIES))
    loaded = load(write_study(tmp_path, articles, entities=ENTITIES))
    return loaded._replace(articles=loaded.articles.assign(account="One")) if "account" in request.param else loaded


def labels_in(study):
    return find_labels(study.articles, study.entities)


def test_the_finding_says_what_the_first_person_is_called_in_each_account(ferry):
    told = framing.tell_framing(ferry, labels_in(ferry))
    assert told == "Ina Vell is \u201cMayor\u201d in Paper 1 and \u201cActing mayor\u201d in Paper 2."


def test_the_finding_says_where_no_phrase_stands(tmp_path):
    study = load(write_study(tmp_path, {"strait": STRAIT, "lonely": LONELY}, entities=ENTITIES))
    told = framing.tell_framing(study, labels_in(study))
    assert told == "Ina Vell is \u201cActing mayor\u201d in Paper 1. No phrase stands with the name in Paper 2."


def test_a_private_person_is_neither_the_first_nor_in_the_table(ferry):
    study = ferry._replace(entities=ferry.entities.iloc[::-1].reset_index(drop=True))
    assert framing.first_person(study) == "Ina Vell"
    listed = framing.list_names(study, labels_in(study))
    assert listed["who or what"].tolist() == ["Ina Vell"]


def test_a_cell_says_whose_a_phrase_is_and_how_often_it_stands(tmp_path):
    text = "Mayor Vell left. The mayor slept. Mayor Vell fell. Vell was described by critics as a tyrant."
    study = load(write_study(tmp_path, {"a": text}, entities=ENTITIES))
    labels = labels_in(study)
    (cell,) = framing.list_names(study, labels)["Paper 1"]
    assert [part[::2] for part in cell.parts] == [("Mayor \u00d73", False), ("a tyrant (reported: critics)", True)]
    assert {part[1] for part in cell.parts} <= set(labels["label_id"])


def test_a_phrase_leads_to_its_sentence_and_another_s_words_stand_in_italics(tmp_path):
    text = "Mayor Vell left. Vell was described by critics as a tyrant."
    study = load(write_study(tmp_path, {"a": text}, entities=ENTITIES))
    labels = labels_in(study)
    matrix = table(study, framing.list_names(study, labels), caption="names").outputs[0][0]["text/html"]
    passages = in_context(study, labels, caption="passages", anchor="label_id").outputs[0][0]["text/html"]
    for name in labels["label_id"]:
        assert f'href="#{name}"' in matrix
        assert f'<tr id="{name}">' in passages
    assert "<em>a tyrant (reported: critics)</em>" in matrix


EVENTS = [
    ["entity", "kind", "alias", "why"],
    ["the clashes", "event", "clashes", "name"],
    ["the clashes", "event", "massacre", "name"],
]
UNREST = """Violent clashes shake Aro

The clashes began at noon, and the guard left the old town by the evening.

The massacre ended."""


def test_events_are_drawn_from_the_headline_to_the_last_line(tmp_path):
    study = load(write_study(tmp_path, {"a": UNREST}, entities=EVENTS))
    drawn = positions.draw_events(study, labels_in(study))
    assert drawn.passages == 3
    assert drawn.reading.startswith("Three names of events, first and last: Paper 1 from \u201cViolent clashes\u201d")
    assert "\u201cmassacre\u201d at word 21" in drawn.reading


def test_an_event_that_an_account_names_once_has_one_place(tmp_path):
    study = load(write_study(tmp_path, {"a": "Violent clashes shake Aro\n\nThe guard left."}, entities=EVENTS))
    told = positions.draw_events(study, labels_in(study)).reading
    assert told.startswith(
        "One name of events, first and last: Paper 1 \u201cViolent clashes\u201d in the headline. Each"
    )


def test_a_concordance_has_every_place_of_a_word_below_the_others(ferry):
    rows = find_words(ferry.articles, ["ferry"])
    html = in_context(ferry, rows, caption="ferry", aligned=True).outputs[0][0]["text/html"]
    assert len(rows) == html.count('<td class="word"><mark>') > 1
    assert set(rows["text"].str.lower()) == {"ferry"}


def test_every_sentence_and_figure_is_made_of_any_study(study):
    labels, actions = labels_in(study), find_actions(study.articles, study.entities)
    words = compare_words(study.articles)
    told = [framing.tell_framing(study, labels), keyness.tell_words(study, words)]
    drawings = [
        positions.draw_positions(study, labels),
        keyness.draw_words(study, words),
        actors.draw_actors(study, actions),
    ]
    for sentence in [*told, *(drawing.reading for drawing in drawings)]:
        assert sentence.endswith(".")
        assert "nan" not in sentence.split()
    for drawing in drawings:
        layout = figure(study, drawing).outputs[0][0][PLOTLY]["layout"]
        assert 0 < layout["height"] < 4000


def test_one_account_has_no_distinctive_words(tmp_path):
    study = load(write_study(tmp_path, {"harbour": HARBOUR}))
    told = keyness.tell_words(study, compare_words(study.articles))
    assert told == "There are no two accounts to compare, so no word can be called distinctive."


def test_with_few_articles_the_sentence_says_that_none_can_pass(ferry):
    told = keyness.tell_words(ferry, compare_words(ferry.articles))
    assert told.startswith("No word passes: the smallest p is 1, and 0.05 is asked for.")
    assert told.endswith("two articles can be dealt to an account and the rest in two ways, so no p is below 0.5.")


def test_the_phrases_of_one_line_do_not_meet_even_on_a_phone(tmp_path):
    text = "Mayor Vell left. " * 9 + "Vell, a former harbour pilot, left. " * 6
    study = load(write_study(tmp_path, {"a": text}, entities=ENTITIES))
    (line,) = positions.lines_of(study, labels_in(study), ["Ina Vell"])
    shown = [mark for mark in line.marks if mark.lines]
    assert 2 < len(shown) <= len(line.marks) == 15
    pairs = [(one, other) for place, one in enumerate(shown) for other in shown[place + 1 :]]
    assert not [pair for pair in pairs if levels.meet(*pair, line.words)]


def test_a_year_is_nobody_who_acts(tmp_path):
    study = load(write_study(tmp_path, {"a": "In 1998 killed 41 miners. Guards killed two miners."}, entities=ENTITIES))
    counted = actors.count_actors(study, find_actions(study.articles, study.entities))
    assert counted.loc["Paper 1"].to_dict() == {"active": 1, "after": 0, "elsewhere": 0, "nobody": 1}


def test_acts_are_counted_once_each(ferry):
    actions = find_actions(ferry.articles, ferry.entities)
    counted = actors.count_actors(ferry, actions)
    assert int(counted.to_numpy().sum()) == len(actions)
    assert list(counted.index) == ["Paper 1", "Paper 2"]


def test_an_act_that_an_account_only_hands_on_as_alleged_is_counted_nowhere_and_said_to_be(tmp_path):
    study = load(write_study(tmp_path, {"a": "Rebels shot a clerk. Guards allegedly killed two divers."}))
    found = find_actions(study.articles, study.entities)
    assert actors.count_actors(study, found).to_numpy().tolist() == [[1, 0, 0, 0]]
    assert actors.draw_actors(study, found).reading.endswith("Not counted: 1 that the accounts only report as alleged.")
    assert actors.columns_of(found)[-1] == "reserve"


def test_accounts_keep_their_order_and_a_column_each(ferry):
    assert list(actors.list_actors(ferry, find_actions(ferry.articles, ferry.entities))["account"]) == [
        "Paper 1",
        "Paper 2",
    ]

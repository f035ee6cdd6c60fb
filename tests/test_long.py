"""Very long texts: each goes once through everything that looks at one article, and is read to its end."""

import json

import pandas as pd
import pytest
from attack import ALONE, GROUPS, ORIGINS, study_of, untrue
from hostile import LONG, LONGER, MEGABYTE, long_text
from invented import ENTITIES, write_study

from toolkit.extract import extract
from toolkit.speech import find_speech
from toolkit.tables import EXTRACTED
from toolkit.tables import ORIGINS as ORIGIN_TABLE
from toolkit.text import read

# What no extraction holds, found in the article or in the tables of its extraction.
BESIDE = ("passives", "appositives", "words", "totals")


@pytest.fixture(scope="module")
def codebook(tmp_path_factory):
    """Write a study whose people, groups and origins the texts name."""
    sheets = {"groups": sheet(GROUPS), "origins": sheet(ORIGIN_TABLE.build(ORIGINS))}
    return write_study(tmp_path_factory.mktemp("codebook"), {"a": "Two died.\n"}, entities=ENTITIES, **sheets)


def sheet(table):
    """Give a table of a codebook as the lines of its sheet."""
    filled = table.assign(why="test").astype(object)
    lines = filled.where(filled.notna(), "").astype(str).replace({"True": "yes", "False": "no"})
    return [list(table.columns), *lines.to_numpy().tolist()]


def check_whole(text, folder, codebook):
    """Read a text, extract it and find what else stands in it; nothing is left out and every offset is true."""
    reading = read(text)
    assert reading.tokens or not text.strip()
    assert not reading.sentences or reading.sentences[-1][1] <= len(text)
    assert all(0 <= speech.start < speech.end <= len(text) for speech in find_speech(reading))
    (folder / "articles.jsonl").write_text(json.dumps({"id": "a00000", "text": text}), encoding="utf-8")
    done = extract(folder / "articles.jsonl", folder / "out", study=codebook)
    assert (done.articles, done.left_out) == (1, ())
    found = {table.name: pd.read_parquet(folder / "out" / f"{table.name}.parquet") for table in EXTRACTED}
    study = study_of({"a00000": text})
    found |= {name: ALONE[name](study, found) for name in BESIDE}
    for name, table in found.items():
        assert list(untrue(name, table, {"a00000": text})) == []
    assert set(found["totals"]["outcome"]) == set(found["claims"]["outcome"])


@pytest.mark.parametrize("name", [*LONG, *LONGER])
def test_a_very_long_text_goes_through_everything(name, tmp_path, codebook):
    check_whole(long_text(name), tmp_path, codebook)


def test_a_megabyte_without_a_full_stop_goes_through_everything(tmp_path, codebook):
    check_whole(long_text("no full stop", MEGABYTE), tmp_path, codebook)

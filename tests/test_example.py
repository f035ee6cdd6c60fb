"""The invented study that ships: whole, honest about being invented, and enough to see every part of the toolkit."""

import json

import pandas as pd
import pytest

from toolkit import (
    count_texts,
    find_claims,
    find_copies,
    find_labels,
    find_quotes,
    load,
    load_example,
)
from toolkit.changes import compare_versions
from toolkit.cli import run
from toolkit.lineage import every_version
from toolkit.places import example


def test_the_example_has_three_outlets_and_eight_articles():
    study = load_example()
    assert len(every_version(study).articles) == 8
    assert study.articles["outlet"].nunique() == 3
    assert study.articles["licence"].str.contains("invented").all()


def test_the_example_has_a_wire_copy_and_a_version():
    study = load_example()
    articles = every_version(study).articles
    groups = find_copies(articles).groupby("group")["article_id"].unique().map(sorted).tolist()
    assert sorted(groups) == [["brin-1", "wire-1"], ["brin-2", "brin-3"]]
    assert count_texts(articles, find_copies(articles)) == 6
    assert articles.set_index("article_id")["version_of"].dropna().to_dict() == {"brin-3": "brin-2"}
    assert study.replaced["article_id"].tolist() == ["brin-2"]


def test_the_toll_of_the_example_is_revised():
    study = load_example()
    claims = find_claims(study.articles, study.groups, study.origins)
    killed = claims[(claims["outcome"] == "killed") & (claims["group"] == "all")]
    assert {9, 12, 14, 15} <= set(killed["low"].dropna())
    changed = compare_versions(study).query("what == 'toll'")
    assert "Seventeen people" in set(changed["before"])


def test_every_part_of_the_toolkit_finds_something_in_the_example():
    study = load_example()
    assert len(find_labels(study.articles, study.entities))
    assert {"Ina Vell", "Bo Lind"} <= set(find_quotes(study.articles, study.entities)["person"].dropna())


def test_the_example_is_made_in_an_empty_folder_and_has_no_faults(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert run(["new", "demo", "--example"]) == 0
    assert run(["check", "demo"]) == 0
    assert "demo: no faults; 7 articles" in capsys.readouterr().out
    pd.testing.assert_frame_equal(load("demo").articles, load_example().articles)
    assert "toolkit report demo" in (tmp_path / "demo" / "README.md").read_text()
    for notebook in (tmp_path / "demo" / "notebooks").glob("*.ipynb"):
        assert 'STUDY = ".."' in json.dumps(json.loads(notebook.read_text())).replace("\\", "")


def test_the_example_and_a_source_exclude_each_other(tmp_path, capsys):
    assert run(["new", str(tmp_path / "demo"), "--example", "--from", str(tmp_path)]) == 2
    assert "expected --from or --example, found both" in capsys.readouterr().err


@pytest.mark.parametrize("path", sorted(example().rglob("*.*")), ids=lambda path: path.name)
def test_no_file_of_the_example_names_a_place_on_a_network(path):
    assert "http" not in path.read_text(encoding="utf-8")


# A proposed codebook


def test_a_codebook_is_proposed_from_the_articles(tmp_path):
    assert run(["new", str(tmp_path / "study"), "--from", str(example() / "articles")]) == 0
    study = load(tmp_path / "study")
    assert study.entities["why"].str.startswith("proposed: ").all()
    assert {"Ina Vell", "Vell", "Bo Lind", "Ana Roe"} <= set(study.entities["alias"])
    assert {"coast guard", "Seamen's Union"} <= set(study.origins["alias"])
    assert "people" in set(study.groups["term"])
    readme = (tmp_path / "study" / "README.md").read_text()
    decisions = [line for line in readme.splitlines() if line.startswith("* `codebook/")]
    assert 5 <= len(decisions) <= 10, decisions
    assert readme.index("Ten decisions that matter most") < readme.index("manifest.csv")


def test_nothing_is_proposed_where_nothing_is_found(tmp_path):
    (tmp_path / "a.txt").write_text("A goat won the fair.")
    assert run(["new", str(tmp_path / "study"), "--from", str(tmp_path / "a.txt")]) == 0
    assert "Nothing is proposed" in (tmp_path / "study" / "README.md").read_text()
    assert load(tmp_path / "study").entities.empty

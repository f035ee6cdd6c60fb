"""How right the rules are: each table against development data that others annotated, by that data's own scorers.

python benchmarks/accuracy.py --data EVAL [--gold GOLD] [--seeds seeds] [--only quotes]

EVAL holds quotes/, casualties/ and framing/, each with its files and score.py; GOLD the seeds annotated by hand.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from typing import Any

import pandas as pd
from events import estimates, rules

from toolkit import (
    compare_wordings,
    count_victims,
    find_appositives,
    find_claims,
    find_labels,
    find_passives,
    find_quotes,
    link_quotes,
    load,
)
from toolkit.claims.codes import Origins, read_origins
from toolkit.codebook import alias_key
from toolkit.quotes import split_words
from toolkit.tables import ENTITIES, GROUPS, ORIGINS, QUOTES

COMPARED = {
    "quotes": [("type", "kind"), ("speaker", "person")],
    "claims": [("bound", "basis"), ("low", "low"), ("high", "high"), ("outcome", "outcome"), ("victims", "group")],
    "labels": [("entity", "entity"), ("voice", "voice")],
}
COMPARED["claims"] += [("source", "origin"), ("attribution", "attribution")]
SOURCES = {"person", "origin"}
Documents = list[dict[str, Any]]
OUTCOMES = {"killed", "injured"}


def main() -> None:
    """Print one line for each figure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--seeds", type=Path, default=Path("seeds"))
    parser.add_argument("--only", choices=["quotes", "casualties", "framing", "seeds"])
    options = parser.parse_args()
    if not options.data and not options.gold:
        print("Name the folder of the development data with --data, that of the annotated seeds with --gold.")
        return
    wanted = {options.only} if options.only else {"quotes", "casualties", "framing", "seeds"}
    measures = {"quotes": quotes, "casualties": casualties, "framing": framing}
    for name, measure in measures.items():
        if options.data and name in wanted:
            measure(options.data / name)
    if options.gold and "seeds" in wanted:
        seeds(options.gold, options.seeds)


def quotes(folder: Path) -> None:
    """Measure quotes on PolNeAR and links on BASIL."""
    documents = read(folder / "polnear.jsonl")
    found = whole_clauses(find_quotes(articles(documents)))
    predicted = [{"id": name, "quotes": rows} for name, rows in by_article(documents, found, quote)]
    for options in (["--types", "direct"], ["--speech-only"], ["--types", "mixed"]):
        result = score(folder / "score.py", [folder / "polnear.jsonl", predicted, *options, "--json"])
        told = {"exact": result["exact"]["F1"], "overlap .8": result["iou>=0.8"]["F1"]}
        told |= {"with right speaker": result["joint"]["F1"], "speaker's name": result["speaker"]["name"]}
        print("PolNeAR", *options, told)
    found = links(read(folder / "basil.jsonl"))
    print("BASIL links", score(folder / "score_links.py", [found], plain=True), *halves(folder, found), sep="; ")


def whole_clauses(found: pd.DataFrame) -> pd.DataFrame:
    """Give quotes as PolNeAR annotates them: a mixed one is its whole clause, once; none within another's marks."""
    found = found[found["rule"] != "passage within a passage"]
    mixed = (found["kind"] == "mixed") & found["clause_start"].notna()
    starts = found["clause_start"].where(mixed, found["start"]).astype(int)
    ends = found["clause_end"].where(mixed, found["end"]).astype(int)
    return found.assign(start=starts, end=ends).drop_duplicates(["article_id", "start", "end"])


def quote(row: dict[str, Any]) -> dict[str, Any]:
    """Put one row of QUOTES into the scorer's form."""
    speaker = row["speaker"] if pd.notna(row["speaker"]) else ""
    start, end = (int(row[name]) if speaker else -1 for name in ("speaker_start", "speaker_end"))
    cue = row["cue"] if pd.notna(row["cue"]) else ""
    span = {"start": row["start"], "end": row["end"], "type": row["kind"], "cue": cue}
    span["speech"] = row["kind"] != "unattributed"
    return span | {"speaker": speaker, "speaker_start": start, "speaker_end": end}


def links(documents: Documents) -> list[dict[str, Any]]:
    """Link the quoted regions of each event's articles; the annotators looked at those of three words and more."""
    found = []
    events: dict[str, Documents] = {}
    for document in documents:
        events.setdefault(document["triplet"], []).append(document)
    for event in events.values():
        regions = [(document, region) for document in event for region in document["quoted_regions"]]
        table = QUOTES.build(region_row(*one) for one in regions if len(split_words(one[1]["text"])) > 2)
        found += list(pairs(table, link_quotes(table)))
    return found


def halves(folder: Path, found: list[dict[str, Any]]) -> Iterator[str]:
    """Score the links of the events that the rules were made with, and of those held aside, by the scorer's rules."""
    listed = read(folder / "variants.jsonl")
    gold = {ends(pair): pair["label"] for pair in listed}
    predicted = {ends(pair) for pair in found}
    for name, kept in (("made with", 0), ("held aside", 1)):
        labels = {pair: label for pair, label in gold.items() if half(pair) == kept}
        same = {pair for pair, label in labels.items() if label == "same"}
        right = len(predicted & same)
        told = [pair for pair in predicted if half(pair) == kept and gold.get(pair) not in {"unsure", "name"}]
        precision, recall = 100 * right / max(len(told), 1), 100 * right / max(len(same), 1)
        yield f"{name}: P {precision:.1f} R {recall:.1f} F1 {2 * precision * recall / (precision + recall):.1f}"


def ends(pair: dict[str, Any]) -> tuple[tuple[str, int], ...]:
    """Give the two regions of a pair, in a fixed order."""
    return tuple(sorted((pair[side]["id"], pair[side]["start"]) for side in ("a", "b")))


def half(pair: tuple[tuple[str, int], ...]) -> int:
    """Give the half to which an event belongs, by the hash of its name."""
    event = pair[0][0].rsplit("_", 1)[0]
    return int(sha256(event.encode()).hexdigest(), 16) % 2


def region_row(document: dict[str, Any], region: dict[str, Any]) -> list[Any]:
    """Make a row of QUOTES from a quoted region whose speaker is not known."""
    known = {"quote_id": f"{document['id']}:q{region['start']:07d}", "article_id": document["id"], "kind": "direct"}
    known |= {"start": region["start"], "end": region["end"], "text": region["text"], "rule": "given"}
    return [known.get(name) for name in QUOTES.names]


def pairs(table: pd.DataFrame, utterances: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Give the pairs of quotes from two articles that print the same words of the fullest wording of one utterance."""
    merged = utterances.merge(table, on="quote_id")
    compared = compare_wordings(table, utterances)
    kept = {name: places(rows) for name, rows in compared[compared["step"] == "kept"].groupby("quote_id")}
    for _, group in merged.groupby("utterance_id"):
        for one, other in combinations(group.to_dict("records"), 2):
            mine, theirs = kept[one["quote_id"]], kept[other["quote_id"]]
            if one["article_id"] != other["article_id"] and 2 * len(mine & theirs) >= min(len(mine), len(theirs)):
                yield {
                    side: {"id": row["article_id"], "start": row["start"]} for side, row in (("a", one), ("b", other))
                }


def places(rows: pd.DataFrame) -> set[int]:
    """Give the characters of the fullest wording that some stretches keep."""
    spans = zip(rows["fullest_start"], rows["fullest_end"], strict=True)
    return {place for start, end in spans for place in range(start, end)}


def casualties(folder: Path) -> None:
    """Measure claims on headlines, wire texts and coders' notes: all, and those by which no rule was made."""
    for name, options in (
        ("syria_headlines", []),
        ("syria_headlines", ["--bound"]),
        ("muc34", ["--min-count", "2", "--explicit", "--unique"]),
    ):
        documents = read(folder / f"{name}.jsonl")
        predicted = [{"id": key, "claims": rows} for key, rows in by_article(documents, claims(documents), claim)]
        for part, kept in (("all", documents), ("held aside", held_aside(documents))):
            print(name, *options, part, score(folder / "score.py", ["spans", kept, predicted, *options]))
    documents = [document for document in read(folder / "acled.jsonl") if not document["split_event"]]
    found = count_victims(claims(documents))
    predicted = [{"id": key, "killed": rows[0] if rows else None} for key, rows in killed(documents, found)]
    options = ["--min-killed", "2", "--where", "split_event=False"]
    for part, kept in (("all", documents), ("held aside", held_aside(documents))):
        print("acled", *options, part, score(folder / "score.py", ["totals", kept, predicted, *options]))
    documents = [document for document in read(folder / "ged_syria.jsonl") if document["reconcile_clean"]]
    numbers = list(estimates(documents))
    print("GED reconciled", score(folder / "score.py", ["totals", documents, numbers]), rules(documents, numbers))


def held_aside(documents: Documents) -> Documents:
    """Give the quarter of a set that nobody looked at when the rules were made, by the hash of their ids."""
    return [document for document in documents if int(sha256(document["id"].encode()).hexdigest(), 16) % 4 == 0]


def killed(documents: Documents, totals: pd.DataFrame) -> Iterator[tuple[str, list[int]]]:
    """Give each document's total of killed: the least number that its words allow, or the greatest where none is."""
    deaths = totals[totals["outcome"] == "killed"]
    deaths = deaths.assign(number=deaths["low"].where(deaths["low"] > 0).fillna(deaths["high"]))
    yield from by_article(documents, deaths.dropna(subset="number"), lambda row: int(row["number"]))


def claims(documents: Documents) -> pd.DataFrame:
    """Find claims with no study's groups or origins."""
    return find_claims(articles(documents), GROUPS.build([]), ORIGINS.build([]))


def claim(row: dict[str, Any]) -> dict[str, Any]:
    """Put one row of CLAIMS into the scorer's form."""
    basis = "exact" if row["basis"] == "stated" else row["basis"]
    low, high = (None if pd.isna(row[name]) else int(row[name]) for name in ("low", "high"))
    if basis == "more_than" and low is not None:
        low -= 1
    return {
        "start": row["start"],
        "end": row["end"],
        "count_low": low,
        "count_high": high,
        "bound": basis,
        "outcome": row["outcome"],
    }


def framing(folder: Path) -> None:
    """Measure labels on NewsWCL50 and GUM, all and held aside; passives and appositions on GUM and PUD."""
    for name, options in (
        ("newswcl50", ["--kinds", "label", "--etypes", "ACTOR"]),
        ("gum_news", ["--kinds", "label", "--etypes", "person"]),
    ):
        documents = read(folder / f"{name}.jsonl")
        predicted = [{"id": document["id"], "spans": labels(document)} for document in documents]
        for part, kept in (("all", documents), ("held aside", held_aside(documents))):
            result = score(folder / "score.py", [kept, predicted, *options, "--json"])
            print(name, *options, part, result["kinds"].get("label", {}).get("overlap+t"))
    for name in ("gum_news", "pud_news"):
        documents = read(folder / f"{name}.jsonl")
        given = articles(documents)
        tables = {"passive": find_passives(given).assign(kind="passive")}
        tables["appositive"] = find_appositives(given).assign(kind="appositive")
        for kind, table in tables.items():
            predicted = [{"id": key, "spans": rows} for key, rows in by_article(documents, table, dict)]
            found = score(folder / "score.py", [folder / f"{name}.jsonl", predicted, "--kinds", kind, "--json"])
            told = found["kinds"].get(kind, {})
            print(name, kind, told.get("exact"), told.get("agentless_accuracy", ""))


def labels(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Find the labels of the entities that a document's annotators were given."""
    rows: dict[str, tuple[str, str, str, str]] = {}
    for entity in document.get("entities", []):
        kind = "person" if entity.get("etype") in {"ACTOR", "person"} else "group"
        for alias in entity.get("aliases", []) or entity.get("names", []):
            rows.setdefault(alias_key(alias), (entity["target"], kind, alias, "given"))
    table = find_labels(articles([document]), ENTITIES.build(rows.values()))
    return [
        {"start": row["start"], "end": row["end"], "kind": "label", "target": row["entity"]}
        for row in table.to_dict("records")
    ]


def seeds(gold: Path, folder: Path) -> None:
    """Measure the three tables on the seeds annotated by hand."""
    study = load(folder)
    files = pd.read_csv(folder / "manifest.csv").set_index("file")["article_id"]
    tables = {
        "quotes": find_quotes(study.articles, study.entities),
        "claims": find_claims(study.articles, study.groups, study.origins),
        "labels": find_labels(study.articles, study.entities),
    }
    for name, table in tables.items():
        truth = pd.read_csv(gold / f"{name}.csv")
        truth["article_id"] = truth["file"].map(files)
        merged = truth.merge(table, on=["article_id", "start", "end"], suffixes=("_gold", ""))
        told = {mine: f"{agreeing(merged, theirs, mine)} of {len(merged)}" for theirs, mine in COMPARED[name]}
        for theirs, mine in COMPARED[name]:
            if mine in SOURCES:
                told[f"{mine}, by the codebook"] = (
                    f"{same_source(merged, theirs, mine, study.origins)} of {len(merged)}"
                )
        print(f"seeds {name}: {len(merged)} of {len(truth)} spans exactly, {len(table)} rows", told)


def agreeing(merged: pd.DataFrame, theirs: str, mine: str) -> int:
    """Count the rows whose cells say the same, missing ones too; a vague word has no number in the annotation."""
    gold, found = annotated(merged, theirs), merged[mine]
    if mine in {"low", "high"}:
        vague = merged["basis"] == "vague"
        return int(((gold.astype("Float64").fillna(-1) == found.astype("Float64").fillna(-1)) | vague).sum())
    return int((gold.fillna("none").str.replace(" ", "_") == found.fillna("none").str.replace(" ", "_")).sum())


def annotated(merged: pd.DataFrame, name: str) -> pd.Series:
    """Give the annotation's column, which bears a suffix where the table has one of its name."""
    return merged[f"{name}_gold"] if f"{name}_gold" in merged else merged[name]


def same_source(merged: pd.DataFrame, theirs: str, mine: str, origins: pd.DataFrame) -> int:
    """Count the rows whose sources are one by name, or the same origins by the codebook's aliases."""
    known = read_origins(origins)
    beside = merged.get("beside", pd.Series(pd.NA, index=merged.index)).fillna("")
    pairs = zip(annotated(merged, theirs).fillna(""), merged[mine].fillna(""), beside, strict=True)
    same = (
        one.casefold() == other.casefold() or named(known, one) == named(known, other, more)
        for one, other, more in pairs
    )
    return sum(same)


def named(known: Origins, *sources: str) -> set[str]:
    """Give the origins that sources name; what the codebook does not know is a name of its own."""
    return {
        origin for source in sources if source for each in source.split("; ") for origin in known.named(each) or (each,)
    }


def read(path: Path) -> Documents:
    """Read a file with one document a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def articles(documents: Documents) -> pd.DataFrame:
    """Give documents as the analyses take them."""
    return pd.DataFrame([(document["id"], document["text"]) for document in documents], columns=["article_id", "text"])


def by_article(documents: Documents, table: pd.DataFrame, form: Any) -> Iterator[tuple[str, list[Any]]]:
    """Give each document's rows in the scorer's form, those of documents without rows too."""
    rows: dict[str, list[Any]] = {document["id"]: [] for document in documents}
    for row in table.to_dict("records"):
        rows[row["article_id"]].append(form(row))
    yield from rows.items()


def score(scorer: Path, arguments: Iterable[Any], *, plain: bool = False) -> Any:
    """Call a scorer; a list among its arguments is written to a file with one row a line."""
    with tempfile.TemporaryDirectory() as folder:
        words = []
        for place, argument in enumerate(arguments):
            if isinstance(argument, list):
                path = Path(folder) / f"{place}.jsonl"
                path.write_text("".join(json.dumps(row) + "\n" for row in argument), encoding="utf-8")
                argument = path
            words.append(str(argument))
        told = subprocess.run([sys.executable, str(scorer), *words], check=True, capture_output=True, text=True).stdout
    return told.strip().split(maxsplit=1)[1] if plain else json.loads(told)


if __name__ == "__main__":
    main()

"""How long it takes to link many quotes, and whether the index loses a link.

python benchmarks/links.py [--quotes 100000] [--sample 3000] [--study seeds] [--parquet]

The quotes are made from the words of a study, as often as they stand there: sentences that are each printed by up to
nine accounts, with words dropped, changed and added, or cut. On the sample each wording is held against every other.
With `--parquet` they are of twenty times as many words, written as an extraction writes them, and linked from there by
a process of its own whose greatest memory is told.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from itertools import combinations, islice
from pathlib import Path
from time import process_time

import pandas as pd

from toolkit import link_quotes, load
from toolkit.quotes.alignment import function_words
from toolkit.quotes.links import find_neighbours
from toolkit.quotes.wordings import count_shared, read_wording, split_words
from toolkit.tables import QUOTES
from toolkit.writers import ParquetFile

SPEAKERS = [None, *(f"{given} {family}" for given in ("Ana", "Bo", "Cid", "Dee") for family in ("Roe", "Lind", "Vell"))]
MOST_COPIES = 9
ENDINGS = "abcdefghijklmnopqrst"


def main() -> None:
    """Print one line for each size, and one for the sample."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quotes", type=int, default=100_000)
    parser.add_argument("--sample", type=int, default=3_000)
    parser.add_argument("--study", type=Path, default=Path("seeds"))
    parser.add_argument("--parquet", action="store_true")
    options = parser.parse_args()
    vocabulary = [word for text in load(options.study).articles["text"] for word in split_words(text)]
    if options.parquet:
        print(from_parquet(grown(vocabulary), options.quotes))
        return
    for size in (options.quotes // 4, options.quotes // 2, options.quotes):
        made = table(vocabulary, size)
        before = process_time()
        utterances = link_quotes(made)
        spent = process_time() - before
        shared = int((utterances.groupby("utterance_id").size() > 1).sum())
        print(f"{size:>9,} quotes: {spent:6.1f} CPU-seconds, {shared:,} utterances printed twice or more")
    print(agreement(table(vocabulary, options.sample)))


LINK = """
import resource, sys
from time import process_time
from toolkit import link_quotes, open_tables
tables = open_tables(sys.argv[1])
before = process_time()
utterances = link_quotes(tables)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
told = f"{process_time() - before:6.1f} CPU-seconds, {utterances['utterance_id'].nunique():,} utterances"
print(f"{told}, {peak / 1e6:.2f} GB")
"""


def from_parquet(vocabulary: list[str], size: int) -> str:
    """Write quotes as an extraction does, a shard at a time, and link them in another process."""
    with tempfile.TemporaryDirectory() as folder:
        file = ParquetFile(Path(folder, "quotes.parquet"), QUOTES)
        made = enumerate(wordings(vocabulary))
        for start in range(0, size, 10_000):
            file.write(table_of(islice(made, min(10_000, size - start))))
        file.close()
        Path(folder, "extraction.json").write_text(json.dumps({"files": {"quotes.parquet": file.digest}}))
        done = subprocess.run([sys.executable, "-c", LINK, folder], capture_output=True, text=True, check=True)
        return f"{size:>9,} quotes from Parquet: {done.stdout.strip()}"


def grown(vocabulary: list[str]) -> list[str]:
    """Give twenty words of content for each: a million quotes are not made of the words of five articles."""
    return [word if word in function_words() else word + ending for word in vocabulary for ending in ENDINGS]


def table(vocabulary: list[str], size: int) -> pd.DataFrame:
    """Make QUOTES of a size, each in an article of its own."""
    return table_of(islice(enumerate(wordings(vocabulary)), size))


def table_of(made: Iterable[tuple[int, tuple[str, str | None]]]) -> pd.DataFrame:
    """Make QUOTES of wordings with their numbers."""
    rows = []
    for place, (text, person) in made:
        article = f"a{place:06d}"
        known = {"quote_id": f"{article}:q0000000", "article_id": article, "kind": "direct", "start": 0}
        known |= {"end": len(text), "text": text, "person": person, "rule": "made"}
        rows.append([known.get(name) for name in QUOTES.names])
    return QUOTES.build(rows)


def wordings(vocabulary: list[str]) -> Iterator[tuple[str, str | None]]:
    """Give wordings with their speakers, the copies of one sentence after one another."""
    chance = random.Random(2025)
    while True:
        said = chance.choices(vocabulary, k=chance.randint(4, 24))
        person = chance.choice(SPEAKERS)
        for _ in range(chance.randint(1, MOST_COPIES)):
            yield " ".join(perturbed(said, vocabulary, chance)), person if chance.random() < 0.8 else None


def perturbed(said: list[str], vocabulary: list[str], chance: random.Random) -> list[str]:
    """Cut a sentence, and drop, change and add some of its words."""
    start, end = (0, len(said)) if chance.random() < 0.6 else sorted(chance.sample(range(len(said) + 1), 2))
    printed = []
    for word in said[start:end]:
        step = chance.random()
        printed += [] if step < 0.04 else [chance.choice(vocabulary)] if step < 0.1 else [word]
        printed += [chance.choice(vocabulary)] if step > 0.97 else []
    return printed or said


def agreement(made: pd.DataFrame) -> str:
    """Tell how many links of the exact comparison the index finds."""
    people = made["person"].astype(object).where(made["person"].notna(), None)
    read = list(dict.fromkeys(read_wording(*row) for row in zip(made["text"], people, strict=True)))
    exact = {pair for pair in combinations(range(len(read)), 2) if count_shared(*(read[place] for place in pair))}
    found = {(one, other) for one, others in find_neighbours(read).items() for other, _ in others if one < other}
    lost, others = len(exact - found), len(found - exact)
    return f"{len(made):>9,} quotes, every pair compared: {len(exact):,} links; the index loses {lost}, adds {others}"


if __name__ == "__main__":
    main()

"""How fast the rules are: millions of bytes of text for each second of one processor.

python benchmarks/speed.py [--data ARTICLES.jsonl] [--study seeds] [--megabytes 2]

Each stage reads its articles anew and finds its rows. NLTK's sentences and words (Punkt and the tokenizer after the
Penn Treebank) are timed on the same text in the same run, so that machines can be compared by the ratio. Take the best
of several rounds: what else runs on the machine only slows it.
"""

import argparse
import tempfile
from collections.abc import Callable, Iterable
from itertools import cycle, islice
from pathlib import Path
from time import process_time

from nltk.tokenize import NLTKWordTokenizer
from nltk.tokenize.punkt import PunktSentenceTokenizer

from toolkit.extract import Article, analyses, extract
from toolkit.jsonl import read_articles
from toolkit.study import Study, load
from toolkit.text import Reading, read_once

STAGES = {
    "quotes": ("quotes",),
    "claims": ("claims",),
    "labels and actions": ("labels", "actions"),
    "all of them": ("regions", "labels", "actions", "quotes", "claims"),
}
ROUNDS = 3


def main() -> None:
    """Print one line for each stage."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--study", type=Path, default=Path("seeds"))
    parser.add_argument("--megabytes", type=float, default=2)
    options = parser.parse_args()
    study = load(options.study)
    articles = take(options.data, study, options.megabytes * 1e6)
    size = sum(len(article.text.encode()) for article in articles)
    print(f"{len(articles):,} articles, {size / 1e6:.1f} MB; best of {ROUNDS} rounds")
    nltk = size / best(lambda: split(articles))
    say("NLTK's sentences and words", nltk, nltk)
    say("text.read: regions, sentences, words, classes", size / best(lambda: readings(articles)), nltk)
    for name, tables in STAGES.items():
        say(name, size / min(stage(articles, study, tables) for _ in range(ROUNDS)), nltk)
    if options.data:
        say("toolkit extract, reading and writing included", size / whole(options.data, options.study), nltk)


def take(data: Path | None, study: Study, size: float) -> list[Article]:
    """Give articles of a file, or those of the study over and over, up to a size."""
    columns = study.articles[["article_id", "text"]].itertuples(index=False)
    source: Iterable[Article] = read_articles(data) if data else cycle([Article(*row, None, None) for row in columns])
    taken: list[Article] = []
    for article in islice(source, 1_000_000):
        if size <= 0:
            break
        taken.append(article)
        size -= len(article.text.encode())
    return taken


def best(work: Callable[[], object]) -> float:
    """Give the seconds of the fastest round."""
    return min(seconds(work) for _ in range(ROUNDS))


def seconds(work: Callable[[], object]) -> float:
    """Give the seconds that the processor worked, whatever the clock says."""
    before = process_time()
    work()
    return process_time() - before


def split(articles: list[Article]) -> list[list[str]]:
    """Give the words of each article as NLTK finds them, sentence by sentence."""
    sentences, words = PunktSentenceTokenizer(), NLTKWordTokenizer()
    return [
        [word for sentence in sentences.tokenize(article.text) for word in words.tokenize(sentence)]
        for article in articles
    ]


def readings(articles: list[Article]) -> list[Reading]:
    """Read without the memory of `read`."""
    return [read_once(article.text) for article in articles]


def stage(articles: list[Article], study: Study, tables: tuple[str, ...]) -> float:
    """Time the rows of some tables, reading included; the analyses of one article share what they found."""
    found_by = analyses(study)

    def work() -> None:
        for article in articles:
            reading = read_once(article.text)
            for name in tables:
                found_by[name](article, reading)

    return seconds(work)


def whole(data: Path, study: Path) -> float:
    """Time the command on the whole file."""
    with tempfile.TemporaryDirectory() as folder:
        return seconds(lambda: extract(data, Path(folder, "out"), study=study))


def say(name: str, speed: float, nltk: float) -> None:
    """Print one line."""
    print(f"{name:<48} {speed / 1e6:6.2f} MB per CPU-second   {speed / nltk:.2f} times NLTK")


if __name__ == "__main__":
    main()

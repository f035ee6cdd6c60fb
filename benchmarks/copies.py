"""How fast copies are found among many articles, and how many of them by sketches: invented articles of 1 kB."""

import random
import sys
from time import process_time

import pandas as pd

from toolkit.corpora.copies import find_copies
from toolkit.corpora.narration import narrate
from toolkit.corpora.overlap import find_pairs

COPIED = 0.2
SYLLABLES = [a + b for a in "bcdfgklmnprstv" for b in ("a", "e", "i", "o", "u", "an", "el", "or")]


def corpus(count: int, seed: int = 1) -> pd.DataFrame:
    """Invent articles, of which a fifth are whole, cut or embedded copies of others, with words changed."""
    chance = random.Random(seed)
    words = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(20_000)]
    weights = [1 / rank for rank in range(1, len(words) + 1)]
    texts: list[str] = []
    for _ in range(count):
        drawn = chance.choices(words, weights, k=170)
        if texts and chance.random() < COPIED:
            drawn = copied(chance, chance.choice(texts).split(), drawn)
        texts.append(" ".join(drawn) + ".")
    return pd.DataFrame({"article_id": [f"n{place}" for place in range(count)], "text": texts})


def copied(chance: random.Random, wire: list[str], own: list[str]) -> list[str]:
    """Give a text whole, cut, or embedded, with one word in forty changed."""
    kind = chance.choice(("whole", "cut", "embedded"))
    part = wire[: len(wire) * 6 // 10] if kind == "cut" else wire
    changed = [chance.choice(own) if chance.random() < 1 / 40 else word for word in part]
    return own[:90] + changed + own[90:] if kind == "embedded" else changed


def main(count: int) -> None:
    """Print how fast all copies are found, and which part of the pairs sketches find among 5,000 articles."""
    few = [narrate(text).grams for text in corpus(5000, seed=2)["text"]]
    exact = set(find_pairs(few, 0.5))
    found = set(find_pairs(few, 0.5, exact=0))
    print(f"recall of sketches among 5,000 articles: {len(found & exact) / len(exact):.4f} of {len(exact):,} pairs")
    jaccard = sum(pair.containment >= 0.5 and _jaccard(few, pair) >= 0.5 for pair in exact)
    print(f"Jaccard of .5 finds {jaccard / len(exact):.2f} of them")
    articles = corpus(count)
    begun = process_time()
    copies = find_copies(articles)
    print(f"{count:,} articles: {process_time() - begun:.0f} CPU-seconds, {len(copies):,} passages")


def _jaccard(few: list, pair: tuple) -> float:
    one, other = (set(few[place].tolist()) for place in pair[:2])
    return len(one & other) / len(one | other)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)

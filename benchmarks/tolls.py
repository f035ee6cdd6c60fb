"""How long many figures take to reconcile: invented claims of many accounts, in CPU-seconds and peak memory.

python benchmarks/tolls.py 10000 [seed]
"""

import random
import resource
import sys
import time
from datetime import date, timedelta
from typing import Any

import pandas as pd

from toolkit import reconcile
from toolkit.tables import CLAIMS, GROUPS, ORIGINS

PEOPLE = [("all", None, None, "people"), ("civilians", "all", "guards", "civilians")]
PEOPLE += [("guards", "all", "civilians", "guards"), ("divers", "civilians", None, "divers")]
SOURCES = ("Aro Watch", "Osk Monitor", "coast guard", "Harbour Union", "Bru College", "residents")
PLACES = (None, *(first + last for first in ("Or", "Bel", "Cam", "Dor") for last in ("ra", "lin", "mo", "sk", "va")))
FIRST = date(2031, 5, 1)
DAYS = 30
# Of ten claims one is of a further article, as in wire texts.
A_CLAIM_EACH = 3
BASES = ("stated", "stated", "stated", "at_least", "more_than", "up_to", "about", "vague")
OUTCOMES = ("killed", "killed", "killed", "injured", "missing")


def invented(number: int, seed: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give so many claims with their articles; the same seed gives the same ones."""
    chance = random.Random(seed)
    claims = CLAIMS.build_spans(_row(place, chance) for place in range(number))
    ids = claims["article_id"].unique()
    days = pd.to_datetime([FIRST + timedelta(days=chance.randrange(DAYS)) for _ in ids])
    return claims, pd.DataFrame({"article_id": ids, "published_from": days, "published_to": days})


def _row(place: int, chance: random.Random) -> list[Any]:
    article, start = divmod(place, A_CLAIM_EACH)
    basis, count = chance.choice(BASES), int(chance.paretovariate(0.8) * 3)
    day = chance.choice([None, FIRST + timedelta(days=chance.randrange(DAYS))])
    given = dict.fromkeys(CLAIMS.names) | {
        "article_id": f"a{article:05d}",
        "start": 40 * start,
        "end": 40 * start + 20,
        "text": f"{count} people",
        "low": None if basis == "up_to" else count + (basis == "more_than"),
        "high": count if basis in {"stated", "up_to"} else None,
        "basis": basis,
        "outcome": chance.choice(OUTCOMES),
        "group": chance.choice(PEOPLE)[0],
        "place": chance.choice(PLACES),
        "time": day and f"on {day:%d %B}",
        "earliest": day,
        "latest": day,
        "attribution": "explicit",
        "origin": chance.choice((None, *SOURCES)),
        "increment": False,
        "position": "body",
        "rule": f"invented: {basis}",
    }
    return [given[name] for name in CLAIMS.names if name != "claim_id"]


def codebook() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give the groups and the sources of the invented claims."""
    sources = (
        (name, "monitor", None, True, rank, None, name, "invented") for rank, name in enumerate(SOURCES, start=1)
    )
    return GROUPS.build((*row, "invented") for row in PEOPLE), ORIGINS.build(sources)


def main() -> None:
    """Print how long it took, how much memory it held at most, and how many rows came of it."""
    number, seed = (int(word) for word in (sys.argv[1:] + ["10000", "1"][len(sys.argv) - 1 :]))
    claims, articles = invented(number, seed)
    begun = time.process_time()
    found = reconcile(claims, *codebook(), articles=articles)
    spent = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{number:,} claims: {spent:.1f} CPU-seconds, {peak:.0f} MB, {len(found.relations):,} rows of RELATIONS")


if __name__ == "__main__":
    main()

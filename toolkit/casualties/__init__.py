"""Which dead are counted, on whose word, and what can be reconciled."""

from toolkit.casualties.claims import find_claims, rows
from toolkit.casualties.codebook import read_groups, read_origins
from toolkit.casualties.figures import printed, shown
from toolkit.casualties.relations import Reconciled, reconcile
from toolkit.casualties.totals import count_victims

__all__ = [
    "Reconciled",
    "count_victims",
    "find_claims",
    "printed",
    "read_groups",
    "read_origins",
    "reconcile",
    "rows",
    "shown",
]

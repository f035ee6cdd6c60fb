"""What can be reconciled: which figures are one, which follow or contradict one another, what follows from all.

cells            which places and days can be the same
figures          which claims are one figure
naming           how a figure is named in a sentence
added            what an account adds to a figure
sums, revisions  what the article's own words add up, or replace
pairs            two figures held against each other, step by step
prints           what is printed by place and days, and what stands against what
steps            one source's figures in time
links, told      relations and their reasons
bounds           what follows from sums and parts
documented       what each account says at least, and where that clashes
ends             what an estimate rests on
lows, bests      the low and the best number
highs            the high number
estimates        the rows of ESTIMATES
filed            the claims of an extraction, event by event
relations        the tables RELATIONS and ESTIMATES
roots            on whom a figure rests
spread           the table SPREAD: the same groups under several rules
trace            the tables NODES and EDGES: each figure's chain
"""

from toolkit.tolls.figures import printed, shown
from toolkit.tolls.relations import Reconciled, reconcile
from toolkit.tolls.spread import compare_estimates
from toolkit.tolls.trace import Trace, trace

__all__ = ["Reconciled", "Trace", "compare_estimates", "printed", "reconcile", "shown", "trace"]

"""Which dead are counted: how many, whom, where and when, by whom, on whose word.

singles, names   who is one victim without a number: "a farmer", "Mayor Roe"
shape            a sentence as a string of letters
grammar, parts   which counts are casualties, and which are parts of others
nobody           which of them befell nobody
codes            the study's groups and origins, ready for use
context, whom    whom a count is of, where, when and by whom
chain            who counted, who told, who is cited
phrases          how far the words for a source go
frames           whose count a figure is without a verb of saying
attribution      on whose word a figure is
denials, reserve which figures are less than asserted
counted          which of the codebook's sources stands beside a cue
described        which source a description stands for
joins            which figures the article's own words tie together
extent           of how much of its event a figure is
strands          which passages tell of another attack
later            which are of a later attack than the study's event
aside, events    why a figure counts for no event, and which event one is about
find             the table CLAIMS
before, totals   what one article counts in all
"""

from toolkit.claims.codes import read_groups, read_origins
from toolkit.claims.context import find_places
from toolkit.claims.events import Event, on_events, read_events
from toolkit.claims.find import find_claims, rows
from toolkit.claims.totals import count_victims

__all__ = [
    "Event",
    "count_victims",
    "find_claims",
    "find_places",
    "on_events",
    "read_events",
    "read_groups",
    "read_origins",
    "rows",
]

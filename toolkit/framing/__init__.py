"""How each account names people, groups and events, who is said to act, and which words set it apart."""

from toolkit.framing.actions import action_rows, find_actions
from toolkit.framing.appositives import find_appositives
from toolkit.framing.concordance import find_words
from toolkit.framing.keyness import compare_words
from toolkit.framing.labels import compile_entities, find_labels, label_rows
from toolkit.framing.links import link_labels
from toolkit.framing.loading import count_loading, join_loading
from toolkit.framing.occasions import read_occasions
from toolkit.framing.passives import find_passives

__all__ = [
    "action_rows",
    "compare_words",
    "compile_entities",
    "count_loading",
    "find_actions",
    "find_appositives",
    "find_labels",
    "find_passives",
    "find_words",
    "join_loading",
    "label_rows",
    "link_labels",
    "read_occasions",
]

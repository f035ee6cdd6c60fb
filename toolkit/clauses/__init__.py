"""What a clause says of its verb: whether what it tells is asserted.

* `asserted`: is what a verb or a noun of action tells said to have happened, and if not, by which words and how
* `reach`: does a word before a verb reach as far as that verb
"""

from toolkit.clauses.asserted import Reserve, reserve_of

__all__ = ["Reserve", "reserve_of"]

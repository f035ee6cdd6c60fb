"""What a clause says of its verb: who does it, and whether it is asserted.

* `subjects`: who does it, whether it is to speak, to act or to kill
* `asserted`: is it said to have happened, and if not, by which words and how
* `reach`: does a word before a verb reach as far as that verb
"""

from toolkit.clauses.asserted import Reserve, reserve_of
from toolkit.clauses.subjects import Subject, is_finite, subject_of

__all__ = ["Reserve", "Subject", "is_finite", "reserve_of", "subject_of"]

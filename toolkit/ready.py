"""What each process that reads articles needs, read once: imported by name before such processes are begun."""

import gc

from toolkit.found import analyses, find
from toolkit.jsonl import Article
from toolkit.languages import find_language
from toolkit.shards import empty_study

TEXT = "\u201cTwo died,\u201d Gen. Ana Roe said in Aro on Monday."


def get_ready() -> None:
    """Read the rules by reading an article, and leave what was read to all processes that begin from here."""
    study = empty_study()
    language = find_language(TEXT)
    find([Article("a1", TEXT, None, None, language=language)], study, analyses(study))
    # What is never looked through is never written to: processes that begin from here share its memory.
    gc.collect()
    gc.freeze()


get_ready()

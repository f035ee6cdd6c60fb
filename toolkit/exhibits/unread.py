"""Which articles are not read for figures, labels and speech: an article in another language never counts as silent."""

import pandas as pd

from toolkit.exhibits.withheld import entering
from toolkit.exhibits.words import listing
from toolkit.languages import is_read
from toolkit.study import Study

NOT_READ = "not read"


def language_of(language: str | None) -> str | None:
    """Give a language as declared or found; nothing where none could be."""
    return language if isinstance(language, str) else None


def read_part(study: Study) -> Study:
    """Give a study with those articles alone that are read."""
    read = [is_read(language_of(language)) for language in study.articles["language"]]
    return study if all(read) else study._replace(articles=study.articles[pd.Series(read, index=study.articles.index)])


COSTS = {
    "entities": "0 labels: no entities are named",
    "groups": "no figure has a group: no groups are named",
    "origins": "no figure has a known source: no origins are named",
}
"""What each empty sheet of the codebook costs."""


@entering
def tell_empty(study: Study) -> str:
    """Say what an empty codebook costs; nothing where it is filled.

    Examples
    --------
    >>> from toolkit.study import SHEETS
    >>> from toolkit.tables import ARTICLES, REGIONS
    >>> codebook = {name: sheet.build([]) for name, sheet in SHEETS.items()}
    >>> tell_empty(Study("", ARTICLES.build([]), REGIONS.build([]), **codebook))[:48]
    'The codebook is empty. 0 labels: no entities are'
    """
    lacking = [cost for sheet, cost in COSTS.items() if getattr(study, sheet).empty]
    return f"The codebook is empty. {'; '.join(lacking)}." if len(lacking) == len(COSTS) else ""


@entering
def tell_unread(study: Study) -> str:
    """Say which accounts are not read; nothing where all are.

    Examples
    --------
    >>> from toolkit.study import SHEETS
    >>> from toolkit.tables import ARTICLES, REGIONS
    >>> codebook = {name: sheet.build([]) for name, sheet in SHEETS.items()}
    >>> columns = {"article_id": ["a1"], "account": ["Brin Daily"], "language": ["ar"]}
    >>> articles = pd.DataFrame(columns).reindex(columns=ARTICLES.names)
    >>> tell_unread(Study("", articles, REGIONS.build([]), **codebook))
    'Not read for figures, labels and speech, for want of rules for its language: Brin Daily (ar).'
    """
    rows = study.articles[["account", "language"]].to_dict("records")
    unread = [f"{row['account']} ({row['language']})" for row in rows if not is_read(language_of(row["language"]))]
    if not unread:
        return ""
    whose = "its language" if len(unread) == 1 else "their languages"
    return f"Not read for figures, labels and speech, for want of rules for {whose}: {listing(unread)}."

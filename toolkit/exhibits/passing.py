"""Tables on their way to somebody else: generalised, with a number in place of an id that names a private person."""

import re
from collections.abc import Iterable

import pandas as pd

from toolkit.exhibits.gate import generalised
from toolkit.exhibits.withheld import public, with_articles
from toolkit.jsonl import Article
from toolkit.readers import Rejected
from toolkit.sound import LeftOut
from toolkit.study import Study

NUMBERED = re.compile(r"\[article \d+\]")
"""An id that looks like one of these is numbered too, so that no two articles share one."""


class Generalised:
    """Generalise the tables of some articles of a source, with one id for an article in all of them.

    Parameters
    ----------
    articles
        Each with its number among the articles of the source.

    Notes
    -----
    An id that holds a private term, such as a file's name, is the number of its article instead: `[article 3]`. The ids
    of its rows begin with it, so that tables can be joined.
    """

    def __init__(self, study: Study, articles: Iterable[tuple[int, Article]]) -> None:
        numbered = list(articles)
        self.study = with_articles(study, ((article.article_id, article.text) for _, article in numbered))
        names = ((number, article.article_id) for number, article in numbered)
        self.instead = {name: f"[article {number}]" for number, name in names if self._is_told(name)}

    def __call__(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Give a table as it may leave."""
        told = public(self.study, frame)
        return self._with_numbers(told) if self.instead else told

    def articles(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Give the table of the articles as it may leave.

        Notes
        -----
        An earlier version whose id holds a private term is not named: its number may be that of another shard.
        """
        own = {"article_id": self._number, "version_of": self._unless_told}
        texts = [str(name) for name in frame.columns if pd.api.types.is_string_dtype(frame[name])]
        changed = {name: frame[name].map(own.get(name, self._generalised), na_action="ignore") for name in texts}
        return frame.assign(**{name: cells.astype(frame[name].dtype) for name, cells in changed.items()})

    def told(self, left_out: tuple[LeftOut, ...]) -> tuple[LeftOut, ...]:
        """Give what had to be left out, without what was raised: that may hold words of an article."""
        return tuple(
            each._replace(
                article_id=self.instead.get(each.article_id, each.article_id), fault=each.fault.partition(":")[0]
            )
            for each in left_out
        )

    def _is_told(self, name: str) -> bool:
        return generalised(self.study, name) != name or bool(NUMBERED.fullmatch(name))

    def _number(self, name: str) -> str:
        return self.instead.get(name, name)

    def _unless_told(self, name: str) -> str | None:
        return None if self._is_told(name) else name

    def _generalised(self, cell: str) -> str:
        return str(generalised(self.study, cell))

    def _with_numbers(self, frame: pd.DataFrame) -> pd.DataFrame:
        own = str(frame.columns[0])
        instead = frame["article_id"].map(self.instead)
        ends = [row[len(article) :] for row, article in zip(frame[own], frame["article_id"], strict=True)]
        changed = {"article_id": instead.fillna(frame["article_id"])}
        return frame.assign(**changed, **{own: (changed["article_id"] + pd.Series(ends, frame.index, dtype="str"))})


def as_told(study: Study, rejected: Rejected) -> Rejected:
    """Give what could not be read as it may leave: where it stands and why, with no word of it."""
    place, reason = (str(generalised(study, each)) for each in (rejected.file, rejected.reason))
    return rejected._replace(file=place, reason=reason, beginning="")

"""Tables on their way to somebody else: generalised, with a number in place of an id that names a private person."""

import re
from itertools import count

import pandas as pd

from toolkit.exhibits.gate import generalised
from toolkit.exhibits.withheld import public, with_articles
from toolkit.jsonl import Article
from toolkit.sound import LeftOut
from toolkit.study import Study

NUMBERED = re.compile(r"\[article \d+\]")
"""An id that looks like one of these is numbered too, so that no two articles share one."""


class Generalised:
    """Generalise the tables of a study's articles, shard by shard, with one id for an article in all of them.

    Notes
    -----
    An id that holds a private term, such as a file's name, is the place of its article instead: `[article 3]`. The ids
    of its rows begin with it, so that tables can be joined.
    """

    def __init__(self, study: Study) -> None:
        self.study = study
        self.places = count(1)
        self.instead: dict[str, str] = {}
        self.shard: list[Article] = []

    def __call__(self, shard: list[Article], frame: pd.DataFrame) -> pd.DataFrame:
        """Give a table of a shard as it may leave."""
        if shard is not self.shard:
            self.shard = shard
            self.instead |= dict(filter(None, map(self._numbered, shard, self.places)))
        told = public(with_articles(self.study, ((article.article_id, article.text) for article in shard)), frame)
        return self._with_numbers(told) if self.instead else told

    def told(self, left_out: tuple[LeftOut, ...]) -> tuple[LeftOut, ...]:
        """Give what had to be left out, without what was raised: that may hold words of an article."""
        return tuple(
            each._replace(
                article_id=self.instead.get(each.article_id, each.article_id), fault=each.fault.partition(":")[0]
            )
            for each in left_out
        )

    def _numbered(self, article: Article, place: int) -> tuple[str, str] | None:
        name = article.article_id
        if generalised(self.study, name) == name and not NUMBERED.fullmatch(name):
            return None
        return name, f"[article {place}]"

    def _with_numbers(self, frame: pd.DataFrame) -> pd.DataFrame:
        own = str(frame.columns[0])
        instead = frame["article_id"].map(self.instead)
        ends = [row[len(article) :] for row, article in zip(frame[own], frame["article_id"], strict=True)]
        changed = {"article_id": instead.fillna(frame["article_id"])}
        return frame.assign(**changed, **{own: (changed["article_id"] + pd.Series(ends, frame.index, dtype="str"))})

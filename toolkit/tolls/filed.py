"""The claims of an extraction, event by event: put in order by DuckDB, on the disk where they do not fit in memory."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

import pandas as pd
import pyarrow as pa

from toolkit.given import AnyTables

AT_ONCE = 10_000
# An account's other figures may say whose a figure is: of each article that has a figure of an event, all go with it.
BY_EVENT = """
with counted as (
    select article_id, event, min(file_row_number) as first from claims_in_order where aside is null group by all
),
events as (select event, min(first) as rank from counted group by event)
select events.rank, events.event as of_event, claims.*, articles.published_from, articles.published_to
from counted
join events on counted.event is not distinct from events.event
join claims_in_order as claims on claims.article_id = counted.article_id
left join articles on articles.article_id = counted.article_id
order by events.rank, claims.file_row_number
"""


def parts_by_event(tables: AnyTables) -> Iterator[pd.DataFrame]:
    """Give the claims of each event, with `of_event` and the days of their articles; in the order of the file."""
    reader = tables.sql(BY_EVENT).to_arrow_reader(AT_ONCE)
    for _, parts in groupby(_cut(reader), key=lambda part: part["rank"].iloc[0]):
        yield pd.concat(list(parts), ignore_index=True)


def _cut(reader: Any) -> Iterator[pd.DataFrame]:
    """Give what was read in parts of one event."""
    for rows in reader:
        # Whole numbers stay whole beside missing ones.
        frame = rows.to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get)
        yield from (part for _, part in frame.groupby("rank", sort=True))

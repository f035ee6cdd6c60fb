"""Exhibits: what leaves the desk, and what each notebook draws and says."""

from toolkit.exhibits.cells import Linked, Marked, Shares
from toolkit.exhibits.show import Drawing, Exhibit, cards, figure, finding, in_context, table

__all__ = ["Drawing", "Exhibit", "Linked", "Marked", "Shares", "cards", "figure", "finding", "in_context", "table"]

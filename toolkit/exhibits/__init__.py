"""Exhibits: what leaves the desk, and what each notebook draws and says."""

from toolkit.exhibits.show import Drawing, Exhibit, Marked, Shares, cards, figure, finding, in_context, table

__all__ = ["Drawing", "Exhibit", "Marked", "Shares", "cards", "figure", "finding", "in_context", "table"]

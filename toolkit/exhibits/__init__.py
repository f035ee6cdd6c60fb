"""Exhibits: what leaves the desk, and what each notebook draws and says."""

from toolkit.exhibits.show import Drawing, Exhibit, Shares, cards, figure, finding, in_context, table

__all__ = ["Drawing", "Exhibit", "Shares", "cards", "figure", "finding", "in_context", "table"]

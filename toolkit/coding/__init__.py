"""Coder sheets out and in again, and how far coders agree."""

from toolkit.coding.alpha import Agreement, agreement
from toolkit.coding.coder_sheets import make_sheet, read_sheets, write_sheet

__all__ = ["Agreement", "agreement", "make_sheet", "read_sheets", "write_sheet"]

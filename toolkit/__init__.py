"""Parallax: compare how several accounts tell the same event."""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_HOMES = {
    "load": "study",
    "load_example": "study",
    "read_articles": "readers",
    "read_source": "readers",
    "Collection": "readers",
    "open_tables": "opened",
    "correct": "corrections",
    "Study": "study",
    "find_copies": "corpora",
    "count_texts": "corpora",
    "find_stories": "corpora",
    "find_versions": "corpora",
    "compare_versions": "changes",
    "find_regions": "regions",
    "read": "text",
    "find_sentences": "text",
    "tokenize": "text",
    "find_quotes": "quotes",
    "link_quotes": "quotes",
    "compare_wordings": "quotes",
    "find_claims": "claims",
    "count_victims": "claims",
    "reconcile": "tolls",
    "compare_estimates": "tolls",
    "trace": "tolls",
    "find_labels": "framing",
    "find_actions": "framing",
    "link_labels": "framing",
    "join_loading": "framing",
    "count_loading": "framing",
    "find_passives": "framing",
    "find_appositives": "framing",
    "compare_words": "framing",
    "find_words": "framing",
    "show": "window",
    "agreement": "coding",
    "figure": "exhibits",
    "table": "exhibits",
    "finding": "exhibits",
    "in_context": "exhibits",
    "cards": "exhibits",
    "ToolkitError": "errors",
    "StudyError": "errors",
    "SourceError": "errors",
    "TableError": "errors",
    "RuleError": "errors",
}

__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'toolkit' has no attribute '{name}'")
    return getattr(import_module(f"toolkit.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*_HOMES, "__version__"])

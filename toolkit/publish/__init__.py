"""Executed notebooks in, offline pages out."""

from toolkit.publish.site import publish

__all__ = ["publish"]

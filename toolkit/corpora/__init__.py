"""What joins the articles of a collection before they are compared.

narration    the words of an article without what it quotes
overlap      which articles share how much of it: exactly, or found by sketches first
copies       which articles are copies of one text, and which passages they share
stories      which articles are on one event
versions     which articles are versions of one article
"""

from toolkit.corpora.copies import count_texts, find_copies, texts
from toolkit.corpora.stories import find_stories
from toolkit.corpora.versions import find_versions

__all__ = ["count_texts", "find_copies", "find_stories", "find_versions", "texts"]

"""What the words for a speaker look like in letters: one speaker, or several that are joined."""

from toolkit.patterns import room

SPEECH = room("speech")

AND_MORE = SPEECH.pattern("and more")

"""Letters that fold: one for all that a pattern takes for the same whatever their case, each at its place."""

import re
from collections.abc import Iterator
from functools import cache

# Beyond the first two planes of Unicode no letter has a case, and there is no digit.
CHARACTERS = range(0x80, 0x20000)
# One class of the first plane is looked through at once; with single ones of the second it would cost ten times that.
SECOND_PLANE = "\U00010000-\U0001ffff"


def fold(text: str) -> str:
    """Write letters that differ by more than their case alike, and digits of any script as ASCII has them.

    Returns
    -------
    str
        As long as the text: every character stands at its offset. Capitals stay capitals.

    Notes
    -----
    A pattern that ignores case takes a long s for an s and a dotless i for an i; `str.lower` does not, and makes two
    characters of a dotted capital. In what this function gives, two letters that such a pattern takes for one have one
    small letter. So what a pattern found is found in a list of words too.

    Examples
    --------
    >>> fold("30 thou\u017fand in \u0130zmir, \uff11\uff12 in Bart\u0131n")
    '30 thousand in Izmir, 12 in Bartin'
    """
    if text.isascii():
        return text
    pattern, folded = _table()
    return pattern.sub(lambda found: folded.get(found[0], found[0]), text)


def fold_case(text: str) -> str:
    """Write a text in small letters, folded: as a word is looked up that a pattern found.

    Returns
    -------
    str
        As long as the text.

    Examples
    --------
    >>> fold_case("\u0130ki THOU\u017fAND")
    'iki thousand'
    """
    small = text.lower()
    return small if small.isascii() else fold(fold(text).lower())  # once more: a sigma that ends a word is another one


@cache
def _table() -> tuple[re.Pattern[str], dict[str, str]]:
    folded = dict(_folded())
    first_plane = "".join(letter for letter in folded if letter < SECOND_PLANE)
    return re.compile(f"[{first_plane}{SECOND_PLANE}]"), folded


def _folded() -> Iterator[tuple[str, str]]:
    """Give each digit; and each letter that is not the small letter of its capital, or not the capital of its own."""
    first: dict[str, str] = {}
    for letter in map(chr, CHARACTERS):
        capital, small = letter.upper(), letter.lower()
        if letter.isdecimal():
            like = str(int(letter))
        elif letter.islower():
            like = capital.lower() if len(capital) == 1 else first.setdefault(capital, letter)
        else:
            like = small[0].upper()
        if like != letter and len(like) == 1:
            yield letter, like

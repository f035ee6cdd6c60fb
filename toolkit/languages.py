"""Which language a text is in, found without a network, and what the toolkit reads of that language."""

from functools import cache, lru_cache
from typing import Any

from toolkit.rules import rows

SURE = 0.99
"""How sure the finder must be: of 2,881 English texts none is taken for another language."""
LIKELY = 0.6
"""How sure it must be of a text in another script: whichever language it is, it is not English."""
SAMPLE = 1000
"""How many characters are looked at: languages change between articles, not within them."""
LETTERS = 20
"""A text of fewer letters may be anything."""
OTHER_SCRIPT = 0x250
UNKNOWN = "und"
"""BCP 47 for a text in no language that could be told, in a script that is not ours."""


def find_language(text: str) -> str | None:
    """Find the language of a text.

    Returns
    -------
    str or None
        A BCP 47 tag; `und` for a text in another script that is not told; None where a short text may be anything.

    Notes
    -----
    py3langid (Lui and Baldwin 2012) on the first thousand characters, believed where it is 99 % sure.

    Examples
    --------
    >>> find_language("Douze personnes ont été tuées lundi à Port Aro, a déclaré la préfète devant la presse.")
    'fr'
    >>> find_language("Two died.") is None
    True
    """
    return _found(text[:SAMPLE])


@lru_cache(maxsize=1024)
def _found(sample: str) -> str | None:
    letters = [letter for letter in sample if letter.isalpha()]
    if not letters:
        return None
    is_other = 2 * sum(ord(letter) >= OTHER_SCRIPT for letter in letters) > len(letters)
    if len(letters) < LETTERS and not is_other:
        return None
    tag, probability = _finder().classify(sample)
    if probability >= (LIKELY if is_other else SURE):
        return str(tag)
    return UNKNOWN if is_other else None


@cache
def _finder() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def what_is_read(language: str | None) -> frozenset[str]:
    """Say which parts of an article in a language are read: everything, passages in marks, or nothing.

    Examples
    --------
    >>> what_is_read("en-GB") == what_is_read(None)
    True
    >>> sorted(what_is_read("fr")), sorted(what_is_read("ar"))
    (['numbers', 'passages'], [])
    """
    primary = (language or "en").lower().partition("-")[0]
    return frozenset(row["part"] for row in rows("languages") if row["language"] == primary)


def rules_of(language: str | None) -> str:
    """Give the folder of rules for a language: its primary tag."""
    return (language or "en").lower().partition("-")[0]


def is_read(language: str | None) -> bool:
    """Say whether an article's figures, labels and speech are read."""
    return "figures" in what_is_read(language)

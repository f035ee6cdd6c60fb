"""Languages as sources name them."""

from langcodes import standardize_tag, tag_is_valid

from toolkit.rules import rows


def tag(name: str | None) -> str | None:
    """Give the BCP 47 tag of a language as a source names it; missing where it names none that is known.

    Examples
    --------
    >>> tag("ENGLISH"), tag("en_US"), tag("fra"), tag("?")
    ('en', 'en-US', 'fr', None)
    """
    if not name:
        return None
    known = {row["name"]: row["tag"] for row in rows("language_names")}
    plain = name.strip().replace("_", "-")
    if plain.lower() in known:
        return known[plain.lower()]
    return standardize_tag(plain) if tag_is_valid(plain) else None

"""On whom each figure rests: accounts that carry one source's count have one root."""

from collections.abc import Sequence

from toolkit.tolls.figures import Claim


def root(claim: Claim) -> str:
    """Give who counted: by the codebook, else as printed, else the account itself.

    Examples
    --------
    >>> root({"origin": None, "attributed_to": "a nurse", "article_id": "a1"})
    'a nurse'
    """
    return str(claim["origin"] or claim["attributed_to"] or claim["article_id"])


def count_roots(claims: Sequence[Claim]) -> tuple[int, int]:
    """Count the accounts that print some claims, and the roots on which they rest."""
    return len({claim["article_id"] for claim in claims}), len({root(claim) for claim in claims})

"""What all ends of an estimate are made from: the figures of a group that still stand, and what each says at least."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from toolkit.claims.codes import Groups, Origins
from toolkit.tolls.bounds import Bounds
from toolkit.tolls.documented import documented
from toolkit.tolls.figures import Claim, Figure, apart, further
from toolkit.tolls.pairs import Published
from toolkit.tolls.revisions import supersedes

EITHER = "killed_or_injured"
Cell = tuple[str, str]
"""An outcome and a group."""


class End(NamedTuple):
    """One end of an estimate: the number, missing where nothing gives one, the claims it rests on, and the reason."""

    number: int | None
    claims: tuple[Claim, ...]
    why: str


class Known:
    """The figures of whole groups, the ends that follow from them, and the study's codebook."""

    def __init__(
        self,
        figures: Sequence[Figure],
        claims: Sequence[Claim],
        bounds: Mapping[str, Bounds],
        published: Published,
        groups: Groups,
        origins: Origins,
    ) -> None:
        self.figures, self.claims, self.bounds = figures, claims, bounds
        self.published, self.groups, self.origins = published, groups, origins

    @cached_property
    def current(self) -> dict[Cell, list[Figure]]:
        """Give the figures of each cell without those that a later one of the same source is proven to supersede."""
        found: dict[Cell, list[Figure]] = {}
        for figure in self.figures:
            found.setdefault((figure.first["outcome"], figure.first["group"]), []).append(figure)
        return {
            cell: [one for one in figures if not any(supersedes(other, one, self.published) for other in figures)]
            for cell, figures in sorted(found.items())
        }

    def ends(self, claim: Claim) -> Bounds:
        """Give the ends that follow from a claim and from what stands beside it in its account."""
        return self.bounds.get(claim["claim_id"]) or documented(claim, self.origins, self.groups)

    def least(self, figure: Figure) -> int:
        """Give what a figure says at least: its weakest words, or more where its parts are more."""
        raised = [self.ends(claim).low for claim in self.raised(figure)]
        return max([min(documented(claim, self.origins, self.groups).low for claim in figure.claims), *raised])

    def raised(self, figure: Figure) -> list[Claim]:
        """Give the claims of a figure of which more follows from their parts than they themselves say."""
        own = ((claim, documented(claim, self.origins, self.groups).low) for claim in figure.claims)
        return [claim for claim, low in own if self.ends(claim).low > low]


def is_part(figure: Figure, figures: Sequence[Figure]) -> bool:
    """Tell whether others are printed of another place or other days, or of its place and further ones."""
    return any(apart(figure, other) or further(other, figure) for other in figures if other is not figure)


def within(part: Cell, whole: Cell, groups: Groups) -> bool:
    """Tell whether the people of one cell are some of another one's: of a group within it, or the killed among all."""
    if part == whole:
        return False
    same = part[0] == whole[0] or (whole[0] == EITHER and part[0] in EITHER)
    return same and whole[1] in (part[1], *groups.wholes(part[1]))

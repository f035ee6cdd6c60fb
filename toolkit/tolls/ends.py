"""What all ends of an estimate are made from: the figures of a group that still stand, and what each says at least."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from toolkit.claims.codes import Groups, Origins
from toolkit.folding import fold_case
from toolkit.rules import words
from toolkit.tolls import cells
from toolkit.tolls.bounds import Bounds
from toolkit.tolls.cells import Scope
from toolkit.tolls.documented import documented
from toolkit.tolls.figures import Claim, Figure, is_kin, printed
from toolkit.tolls.pairs import Published
from toolkit.tolls.revisions import current

EITHER = "killed_or_injured"
POINTS = frozenset({"stated", "about"})
"""How a number is printed that can be a best one."""
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
        gone: Sequence[Figure] = (),
    ) -> None:
        self.figures, self.claims, self.bounds = figures, claims, bounds
        self.published, self.groups, self.origins = published, groups, origins
        self.gone = gone

    @cached_property
    def current(self) -> dict[Cell, list[Figure]]:
        """Give the figures of each cell without those that a later one of the same source is proven to supersede.

        A cell of which numbers are feared alone has none. What a number replaced stays replaced when that number is
        taken back.
        """
        possible = [claim for claim in self.claims if claim["group"] is not None and is_possible(claim)]
        feared: set[Cell] = {(claim["outcome"], claim["group"]) for claim in possible}
        found: dict[Cell, list[Figure]] = {cell: [] for cell in feared}
        for figure in self.figures:
            found.setdefault((figure.first["outcome"], figure.first["group"]), []).append(figure)
        standing = {cell: current(figures, self.published, self._gone(cell)) for cell, figures in sorted(found.items())}
        return {cell: mine for cell, mine in standing.items() if mine or cell in feared}

    def _gone(self, cell: Cell) -> list[Figure]:
        return [figure for figure in self.gone if (figure.first["outcome"], figure.first["group"]) == cell]

    @cached_property
    def scopes(self) -> dict[Cell, frozenset[tuple[Scope, ...]]]:
        """Give the places and days of the figures of each cell that still stand, each once."""
        return {cell: frozenset(figure.scopes for figure in figures) for cell, figures in self.current.items()}

    def of(self, cell: Cell) -> list[Figure]:
        """Give all figures of a cell, those that are superseded too."""
        return [figure for figure in self.figures if (figure.first["outcome"], figure.first["group"]) == cell]

    def independent(self, figure: Figure) -> bool:
        """Tell whether the codebook holds the source of a figure to count independently of the sides."""
        origin = self.origins.known.get(figure.first["origin"])
        return origin is not None and origin.independent

    def rank(self, figure: Figure) -> int | None:
        """Give the rank of an independent source of a figure; missing where it has none."""
        origin = self.origins.known.get(figure.first["origin"])
        return origin.rank if origin is not None and origin.independent else None

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


def is_possible(claim: Claim) -> bool:
    """Tell whether a claim prints a number of a whole that is feared or held possible; not one that is denied."""
    word = next(iter(fold_case(claim["modality"] or "").split()), "")
    possible = word in words("casualty_words", "words", kind="possible")
    return possible and bool(printed(claim)) and not claim["increment"] and not is_kin(claim)


class Parts:
    """Some figures: which of them are of one place or day of several."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self.scopes = tuple(dict.fromkeys(figure.scopes for figure in figures))
        self.found: dict[tuple[Scope, ...], bool] = {}

    def hold(self, figure: Figure) -> bool:
        """Tell whether others are printed of another place or other days, or of its place and further ones."""
        mine = figure.scopes
        if mine not in self.found:
            others = (other for other in self.scopes if other != mine)
            self.found[mine] = any(_apart(mine, other) or _further(other, mine) for other in others)
        return self.found[mine]

    def within_list(self, figure: Figure) -> bool:
        """Tell whether others are printed of its place and further ones."""
        return any(_further(other, figure.scopes) for other in self.scopes)


def _apart(ones: Sequence[Scope], others: Sequence[Scope]) -> bool:
    return any(cells.scopes_apart(one, other) for one in ones for other in others)


def _further(wholes: Sequence[Scope], parts: Sequence[Scope]) -> bool:
    return any(cells.names_more(whole, part) for whole in wholes for part in parts)


def within(part: Cell, whole: Cell, groups: Groups) -> bool:
    """Tell whether the people of one cell are some of another one's: of a group within it, or the killed among all."""
    if part == whole:
        return False
    same = part[0] == whole[0] or (whole[0] == EITHER and part[0] in EITHER)
    return same and whole[1] in (part[1], *groups.wholes(part[1]))

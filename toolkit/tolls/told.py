"""Why two figures stand as they do, in plain words: one sentence for each kind of relation."""

from collections.abc import Sequence

from toolkit.claims.codes import Groups, Origins
from toolkit.tolls.added import Added
from toolkit.tolls.documented import MINIMUM
from toolkit.tolls.figures import Claim, Figure, one_origin, printed, shown
from toolkit.tolls.naming import NOT_FOUND, on_word_of, spoken
from toolkit.tolls.pairs import digits, rounds, whole_first
from toolkit.tolls.prints import Print


def worded(earlier: Claim, later: Claim, *, withdrawn: bool) -> str:
    """Say that an article's own word makes one figure stand in for another, or takes it back."""
    taken = ", which is withdrawn and counts in no estimate" if withdrawn else ""
    called = earlier["joined_to"] == later["start"] and earlier["article_id"] == later["article_id"]
    words = earlier["joined_by"] if called else later["joined_by"]
    return f"the article says \u201c{words}\u201d: {shown(later)} stands in for {shown(earlier)}{taken}"


def added(found: Added) -> str:
    """Say what an account adds to a figure."""
    line = " + ".join(shown(claim) for claim in (found.base, *found.increments))
    words = found.increments[0]["text"]
    source = on_word_of(Figure((found.base,)))
    return f"\u201c{words}\u201d adds to the figure before it, {source}: {line} = {shown(found.total)}"


def revised(earlier: Figure, later: Figure, words: str | None) -> str:
    """Say that the days of publication prove the order, or which words do."""
    first, then = shown(earlier.first), shown(later.first)
    if words:
        return f"the article says \u201c{words}\u201d: {then} comes after {first}, both {on_word_of(later)}"
    return f"{then} was printed after {first}, both {on_word_of(later)}: the days of publication prove the order"


def clash(claims: Sequence[Claim]) -> str:
    """Name the fewest figures of one source in one account that can't all hold."""
    figures = ", ".join(f"{shown(claim)} ({spoken(claim['group'] or 'people in no group')})" for claim in claims)
    who = on_word_of(Figure(tuple(claims)))
    return f"{figures}: no numbers fit all of them, {who}; without any one of them the rest can hold"


def same(claims: Sequence[Claim]) -> str:
    """Say by how many accounts a figure is printed, in which bounds, and whether it is one count."""
    accounts = len({claim["article_id"] for claim in claims})
    bounds = ", ".join(dict.fromkeys(shown(claim) for claim in claims))
    sources = {
        "same": f"on the word of {claims[0]['origin']}: one count, printed {len(claims)} times{_names(claims)}",
        "different": "on the word of different sources",
        "unknown": "the source of some of them is not found, so it can't be told whether it is one count",
    }
    return f"{bounds} printed by {accounts} accounts, {sources[one_origin(claims)]}"


def _names(claims: Sequence[Claim]) -> str:
    """Say where one source stands under several names that only the codebook holds together."""
    names = dict.fromkeys(claim["attributed_to"] for claim in claims if claim["attributed_to"])
    if len(names) < 2:
        return ""
    printed_as = " and ".join(f"\u201c{name}\u201d" for name in names)
    return f"; the codebook holds {printed_as} for one source, as long as nothing shows otherwise"


def rounded(one: Figure, other: Figure) -> str:
    """Say which number rounded to how many digits gives which."""
    rough, exact = (one, other) if rounds(one, other) else (other, one)
    kept = digits(printed(rough.first) or 0)
    cut = f"{kept} digit{'' if kept == 1 else 's'}"
    given = f"{shown(exact.first)} rounded to {cut} gives {shown(rough.first)}"
    return f"{given}; that one comes from the other is not printed"


def unordered(figures: Sequence[Figure], *, dated: bool) -> str:
    """Say that one source's figures differ, and that nothing proves their order or that they count the same."""
    numbers = ", ".join(shown(figure.first) for figure in figures)
    unproven = (
        "a later one is a smaller lower bound, or of a place or of days that do not hold those of an earlier one, so "
        "that it revises none"
        if dated
        else "the days of publication do not prove which was first"
    )
    return f"{numbers}, all {on_word_of(figures[0])}: later counts, or of other places or days; {unproven}"


def narrower(whole: Figure, part: Figure) -> str:
    """Say that the greater figure is of the smaller group, so that neither revises the other."""
    return (
        f"{shown(part.first)} counts {spoken(part.first['group'])}, {shown(whole.first)} the wider group of "
        f"{spoken(whole.first['group'])}, both {on_word_of(whole)}: a later count or another scope, "
        "and no revision, since the groups differ"
    )


def apart(prints: tuple[Print, Print], scope: str, groups: Groups, origins: Origins) -> str:
    """Say that no number fits both figures as printed, who prints each, and what is not printed about them."""
    one, other = prints
    wider = ""
    if scope == "part":
        one, other = (one, other) if whole_first(one.figure, other.figure, groups)[0] is one.figure else (other, one)
        wider = f"the smaller is of the wider group, {spoken(one.first['group'])}; "
    missing = (
        "both print the same group, place and days"
        if scope == "equal"
        else "whether they count the same people, place and days, and in the same way, is not printed"
    )
    return f"{_named(one)} and {_named(other)} do not meet as printed: {wider}{missing}{_minimum(one, other, origins)}"


def _named(one: Print) -> str:
    """Name a figure with its sources, and where several accounts print it, with how many do."""
    sources = ", ".join(
        (origin or NOT_FOUND) + (f", {times} accounts" if times > 1 else "") for origin, times in one.origins.items()
    )
    return f"{shown(one.first)} ({sources})"


def _minimum(one: Print, other: Print, origins: Origins) -> str:
    counted = [origins.known.get(claim["origin"]) for each in (one, other) for claim in each.sources]
    tally = next((source.name for source in counted if source and source.counts == MINIMUM), None)
    return f"; {tally} gives what it could document, a lower bound" if tally else ""


def part(whole: Claim, piece: Claim) -> str:
    """Say that one figure is of some of the people of another, and bounds nothing but itself."""
    return f"{shown(piece)} counts some of those in {shown(whole)}: a part is no lower bound for what a source counts"


def compatible(claims: Sequence[Claim]) -> str:
    """Say that words for a number can stand beside each other."""
    words = " and ".join(dict.fromkeys(f"\u201c{shown(claim)}\u201d" for claim in claims))
    return f"{words} set a lower end and no upper one: all of them can hold, and none of them is a number"

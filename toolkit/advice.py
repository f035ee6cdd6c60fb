"""A study that can be read in, what a person should look at again out: warnings, which stop nothing."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from itertools import combinations
from unicodedata import name as name_of

import pandas as pd

from toolkit.claims import Event, on_events, read_events
from toolkit.codebook import alias_key, printed_key
from toolkit.corpora import find_versions
from toolkit.lineage import DECLARED, every_version
from toolkit.named import find_unlisted
from toolkit.privacy import RESIDENT, unlisted, unprinted
from toolkit.regions import Region, divide
from toolkit.rules import rows, words
from toolkit.study import Study
from toolkit.times import UNDATED, Published, find_times

FIRST_LINES = 10
# So many aliases that occur in no article are told one by one; of more, so many first.
FEW = 3
FURNITURE = frozenset({"byline", "dateline", "boilerplate"})
"""The kinds of region whose dates are the article's own."""
DATES = frozenset({"month and day", "day and month"})
ISO = re.compile(r"(?<![\w-])(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])")
DIGITS = re.compile(r"(?<![\w/.-])(?P<one>\d{1,2})(?P<mark>[/.-])(?P<other>\d{1,2})(?P=mark)(?P<year>\d{4})(?![\w/-])")
MONTHS = 12
# Between two letters, or a letter and a digit, what can't be seen and joins no letters of any script.
SIGNS = r"\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\u2028-\u202e\u2060-\u2069\ufeff"
UNSEEN = re.compile(rf"(?<=[^\W_])[{SIGNS}](?=[^\W\d_])")
WORD = re.compile(r"\w+")
# What may stand beside a date on a line that is nothing else: a zone, a half of the day.
BESIDE = re.compile(r"[A-Z]{1,4}|[apm]|[ap]m|\d+")

Days = tuple[date | None, date | None]


def advise(study: Study, *, every: bool = False) -> list[str]:
    """Say what may be an oversight in a study: one line for each, none of them a fault.

    Parameters
    ----------
    every
        Whether each alias that occurs in no article has a line of its own; else a sheet with many has one.

    Returns
    -------
    list of str
        What each of `ADVICE` finds, in their order, then what is said of the aliases.

    Notes
    -----
    An alias is looked for in any case, with any apostrophe or none, and with blanks for dashes. A printed date is
    held against the manifest where it stands in a byline, a dateline or the page's own furniture within the first ten
    lines, or alone on one; of two numbers for day and month one must be beyond twelve, or both the same. It contradicts
    where no date of these lines can be a day of publication. Without a year it is the last such day up to
    `published_to`, and is passed over where that is missing.
    """
    return [line for find in (*ADVICE, _each_alias if every else _aliases, *OF_PERSONS) for line in find(study)]


def _same_articles(study: Study) -> Iterator[str]:
    first: dict[str, str] = {}
    for article_id, digest in zip(study.articles["article_id"], study.articles["sha256"], strict=True):
        known = first.setdefault(digest, article_id)
        if known != article_id:
            yield (
                f'manifest.csv: the files of articles "{known}" and "{article_id}" are the same, byte for byte; take '
                "one out, unless two outlets printed the very same"
            )


def _later_versions(study: Study) -> Iterator[str]:
    """Find articles that seem to be versions of one: until the manifest says so, each counts as an account."""
    found = find_versions(study.articles)
    for row in found[found["previous_id"].notna() & (found["basis"] != DECLARED)].to_dict("records"):
        yield (
            f'manifest.csv: article "{row["article_id"]}" seems to be a version of "{row["previous_id"]}" '
            f"({row['basis']}); if it is, write {row['previous_id']} under its version_of, so that they count once"
        )


def _other_days(study: Study) -> Iterator[str]:
    rows = study.articles[["article_id", "text", "published_from", "published_to"]].astype(object)
    for article_id, text, *days in rows.itertuples(index=False):
        published = Published(*(None if pd.isna(day) else day.date() for day in days))
        printed = list(_printed(text, published)) if any(published) else []
        if printed and not any(_may_be(found, published) for _, found in printed):
            told = ", ".join(f'"{line}"' for line, _ in printed)
            yield (
                f'manifest.csv: article "{article_id}" prints {told} in its first lines; expected a day '
                f"{_between(published)}; look at both"
            )


def _printed(text: str, published: Published) -> Iterator[tuple[str, Days]]:
    """Find the dates by which the first lines of an article say when it was published."""
    anchor = Published(published.latest, published.latest) if published.latest else UNDATED
    for region in divide(text)[:FIRST_LINES]:
        for start, end, days in _dates(text, region, anchor):
            if days != (None, None) and (region.kind in FURNITURE or _stands_alone(text, region, start, end)):
                yield " ".join(text[start:end].split()), days


def _dates(text: str, region: Region, anchor: Published) -> Iterator[tuple[int, int, Days]]:
    for time in find_times(text, region.start, region.end, anchor):
        if time.rule in DATES:
            yield time.start, time.end, (time.earliest, time.latest)
    for match in (found for each in _patterns() for found in each.finditer(text, region.start, region.end)):
        day = _day(match.groupdict())
        if day:
            yield *match.span(), (day, day)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Match 2031-03-07, 07/03/2031, and months without the point that short forms have elsewhere: "Mar 7, 2031"."""
    short = [word[:-1].title() for word in words("time_words", "word", kind="month") if word.endswith(".")]
    month, day = rf"(?P<name>{'|'.join([*short, *map(str.upper, short)])})", r"(?P<day>\d{1,2})"
    orders = (rf"{month}\s+{day}", rf"{day}\s+{month}")
    return ISO, DIGITS, *(re.compile(rf"(?<!\w){order},?\s+(?P<year>\d{{4}})(?!\w)") for order in orders)


def _day(parts: dict[str, str]) -> date | None:
    """Give the day that is meant; none where there is none, as 2031-02-30, or where there may be two, as 03/04/2031."""
    if "one" in parts:
        one, other = sorted((int(parts["one"]), int(parts["other"])))
        parts = parts | {"month": str(one), "day": str(other if one == other or other > MONTHS else 0)}
    elif "name" in parts:
        parts = parts | {"month": _row_of(f"{parts['name'].lower()}.")["value"]}
    try:
        return date(int(parts["year"]), int(parts["month"]), int(parts["day"]))
    except ValueError:
        return None


def _row_of(word: str) -> dict[str, str]:
    return next(row for row in rows("time_words") if row["word"] == word)


def _stands_alone(text: str, region: Region, start: int, end: int) -> bool:
    """Tell whether a line holds a date and nothing but its weekday and its hour."""
    beside = WORD.findall(f"{text[region.start : start]} {text[end : region.end]}")
    weekdays = words("time_words", "word", kind="weekday")
    return all(word.lower() in weekdays or BESIDE.fullmatch(word) for word in beside)


def _may_be(days: Days, published: Published) -> bool:
    (earliest, latest), (first, last) = days, published
    return not (latest and first and latest < first) and not (earliest and last and earliest > last)


def _between(published: Published) -> str:
    first, last = published
    if first and last:
        return f"from {first} to {last}" if first < last else f"of {first}"
    return f"from {first} on" if first else f"up to {last}"


def _unseen_signs(study: Study) -> Iterator[str]:
    for article_id, text in zip(study.articles["article_id"], study.articles["text"], strict=True):
        for sign, times in Counter(match[0] for match in UNSEEN.finditer(text)).items():
            words_of = "a word" if times == 1 else f"{times:,} words"
            yield (
                f'article "{article_id}": U+{ord(sign):04X} ({name_of(sign, "a control sign").lower()}) stands within '
                f"{words_of}, where no figure or name is found; take it out of the file"
            )


def _aliases(study: Study) -> Iterator[str]:
    """Tell of many aliases that occur in no article in one line a sheet, with the first few."""
    for sheet, found in _unprinted_aliases(study).items():
        if len(found) <= FEW:
            yield from (_alone(sheet, *alias) for alias in found)
            continue
        first = ", ".join(f'"{alias}" of "{whose}"' for alias, whose in found[:FEW])
        yield (
            f"codebook/{sheet}.csv: {len(found):,} aliases occur in no article: {first} and {len(found) - FEW:,} more "
            "(toolkit check --every lists them); if one is misspelt, mend it"
        )


def _each_alias(study: Study) -> Iterator[str]:
    for sheet, found in _unprinted_aliases(study).items():
        yield from (_alone(sheet, *alias) for alias in found)


def _alone(sheet: str, alias: str, whose: str) -> str:
    return f'codebook/{sheet}.csv: alias "{alias}" of "{whose}" occurs in no article; if it is misspelt, mend it'


def _unprinted_aliases(study: Study) -> dict[str, list[tuple[str, str]]]:
    """Give, of each sheet, the aliases that occur in no article, each with whose it is."""
    named = {"entities": study.entities[["alias", "entity"]], "origins": study.origins[["alias", "origin"]]}
    texts = every_version(study).articles["text"]
    printed = _printed_aliases([alias for table in named.values() for alias in table["alias"]], texts)
    return {
        sheet: [(alias, whose) for alias, whose in table.itertuples(index=False) if alias not in printed]
        for sheet, table in named.items()
    }


def _printed_aliases(aliases: list[str], texts: Iterable[str]) -> set[str]:
    """Give the aliases that stand in a text, each text read once, however many aliases there are."""
    wanted: dict[tuple[str, ...], set[str]] = {}
    for alias in aliases:
        for form in _forms(alias):
            wanted.setdefault(tuple(form), set()).add(alias)
    printed = set(wanted.get((), ()))  # an alias without words is another matter
    for text in texts:
        for form in _forms(text):
            for length in {len(each) for each in wanted}:
                found = zip(*(form[skip:] for skip in range(length)), strict=False)
                printed.update(*(wanted[each] for each in wanted.keys() & set(found)))
    return printed


def _forms(text: str) -> tuple[list[str], list[str]]:
    """Give the words of a text, without its apostrophes and divided at them: "Hayat", and "Hale" of "Hale's"."""
    return WORD.findall(printed_key(text)), WORD.findall(alias_key(text))


def _unlisted_persons(study: Study) -> Iterator[str]:
    for alias in unlisted(study.private, study.entities):
        yield (
            f'"{alias}" names a private person and has no row in private.csv; it is shown as "{RESIDENT}", and '
            "what else identifies this person is not hidden"
        )


def _events_at_once(study: Study) -> Iterator[str]:
    known = read_events(study.events, study.places)
    for one, other in combinations(known.known, 2):
        if _touch(one, other) and not known.places.apart(one.place, other.place):
            yield (
                f'codebook/events.csv: events "{one.name}" and "{other.name}" can be of one day and one place; a '
                "figure counts with either only where its sentence or its article names it, so give both aliases"
            )


def _touch(one: Event, other: Event) -> bool:
    """Tell whether two events can have a day in common."""
    if one.earliest is None or other.earliest is None:
        return False
    first, last = sorted((one, other), key=lambda event: event.earliest or date.min)
    return first.latest is None or last.earliest is None or last.earliest <= first.latest


def _undated_events(study: Study) -> Iterator[str]:
    for event in read_events(study.events, study.places).known:
        if event.earliest is None:
            yield (
                f'codebook/events.csv: event "{event.name}" has no days; write the first and the last one, so that a '
                "figure of another time is known by them"
            )


def _on_no_event(study: Study) -> Iterator[str]:
    if study.events.empty:
        return
    on = on_events(study.articles, study.events, study.places)
    for article_id, found in on.items():
        if not found:
            yield (
                f'codebook/events.csv: article "{article_id}" is on no event: it names none by an alias or its '
                "place, or was printed before; if it is on one, give that one the alias that it prints"
            )
    several = Counter(event for found in on.values() for event in found)
    if len(on) > 1 and max(several.values(), default=0) == 1:
        yield "codebook/events.csv: no two articles are on one event, so that nothing can be compared; look at both"


def advise_on(claims: pd.DataFrame) -> list[str]:
    """Say what may be an oversight in what is found: that no figure counts."""
    if claims.empty or claims["aside"].isna().any():
        return []
    reasons = ", ".join(f"{times:,} for {why}" for why, times in claims["aside"].value_counts().items())
    told = "look at the days, the places and the aliases of codebook/events.csv"
    return [f"claims: none counts, all {len(claims):,} are set aside: {reasons}; {told}"]


def _unprinted_terms(study: Study) -> Iterator[str]:
    for term in unprinted(study.private, every_version(study).articles["text"]):
        yield (
            f'codebook/private.csv: term "{term}" occurs in no article, so that it hides nothing; if it is misspelt, '
            "mend it"
        )


def _unlisted_names(study: Study) -> Iterator[str]:
    for article_id, name, beside in find_unlisted(study):
        yield (
            f'article "{article_id}" names "{name}" {beside}, and no sheet has the name; if this person is private, '
            "nothing is hidden yet: see the proposals for entities.csv and private.csv"
        )


ADVICE: tuple[Callable[[Study], Iterator[str]], ...] = (
    _same_articles,
    _later_versions,
    _other_days,
    _unseen_signs,
    _events_at_once,
    _undated_events,
    _on_no_event,
)
"""What looks a study's articles over, one function for each kind of oversight; its aliases and persons follow."""
OF_PERSONS: tuple[Callable[[Study], Iterator[str]], ...] = (_unlisted_persons, _unprinted_terms, _unlisted_names)
"""What looks over whom a study hides."""

"""Groups and bodies by what they are called: an alias with more before it, and people by whom they follow."""

from collections.abc import Iterator

from toolkit.framing.attached import Found
from toolkit.framing.eventful import end_whose, is_no_case
from toolkit.framing.grammar import Page
from toolkit.framing.known import Known
from toolkit.framing.names import Names
from toolkit.framing.phrases import is_other
from toolkit.framing.vocabulary import nouns
from toolkit.patterns import room

FRAMING = room("framing")

FULLER = FRAMING.pattern("name with words before it")
FOLLOWERS = FRAMING.pattern("people by whom they follow")
ARTICLES = frozenset(FRAMING.any("determiner", "indefinite"))
RULE = FRAMING.pattern("body of a ruler")


def find_fuller(page: Page, names: Names, known: Known) -> Iterator[Found]:
    """Find aliases that are descriptions themselves: those of groups and events, and others with more before them."""
    for match in (match for sentence in page.with_names() for match in FULLER.finditer(page.letters, *sentence)):
        name = page.mention(match.start("name")).name
        entity = names.entities[name]
        article = page.letters[match.start()] in ARTICLES
        is_event = known.kinds[entity] == "event"
        whose = end_whose(page, match.start(), match.span("whose")) if is_event and match["whose"] else None
        if is_event and is_no_case(page, match.start(), match.end(), opened=True):
            continue
        more = match.start("name") - match.start() > article or whose is not None
        start = match.start() if more else match.start("name")
        if known.kinds[entity] in {"group", "event"}:
            end = whose[1] if whose else match.end()
            yield Found(start, end, entity, "event name" if is_event else "description", "alias")
        elif more and names.aliases[name].split()[-1].islower():
            yield Found(start, match.end(), entity, "description", "alias with more before it")


def find_followers(page: Page, names: Names, known: Known) -> Iterator[Found]:
    """Find the groups whose aliases say whom they follow, in other words: "pro-Vell fighters", "loyal to Vell"."""
    if not known.followed:
        return
    before = _ruled_before(page, names, known)
    for match in FOLLOWERS.finditer(page.letters):
        group = _group_of(page, match.span("leader"), names, known, before)
        if group:
            yield Found(*match.span(), group, "description", "by whom they follow")


def _group_of(page: Page, leader: tuple[int, int], names: Names, known: Known, before: str | None) -> str | None:
    led = [_follow(names.entities[page.mention(place).name], known) for place in page.names_in(*leader)]
    words = page.words(*leader)
    if led or not any(nouns()[word].sense == "government" for word in words if word in nouns()):
        return next((group for group in led if group), None)
    return before if is_other(words) else known.followed.get("government")


def _follow(entity: str, known: Known) -> str | None:
    """Give the group whose aliases say that it follows an entity."""
    return next((known.followed[word] for word in sorted(known.words[entity]) if word in known.followed), None)


def _ruled_before(page: Page, names: Names, known: Known) -> str | None:
    """Give the group that follows whoever this article says has ruled."""
    groups = set()
    for match in RULE.finditer(page.letters):
        ruled = nouns().get(page.word(match.end() - 1))
        group = _follow(names.entities[page.mention(match.start("name")).name], known)
        if group and ruled and ruled.sense == "government":
            groups.add(group)
    return groups.pop() if len(groups) == 1 else None

"""Which counts of a sentence are casualties: rules over its shape, each beside the sentence that it is for."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from toolkit.claims.shape import Shape
from toolkit.claims.singles import SINGLE, listed
from toolkit.rules import rows

# Whom the number counts: "Alawite civilians", "of young men", "members of their forces", "fighters loyal to Assad".
MORE = r"(?:(?:,C?|C)[wAUG]{0,2}y+(?!C?[HBM]))"
# Before its verb a list goes on to the verb: "women, children and elderly people were killed".
MORE_BEFORE = r"(?:(?:,C?|C)[wAUG]{0,2}y+)"
NAME = (
    r"(?>(?:f[DO]?)?(?:[wAUG]{0,2}s+A{0,3}(?:(?:,C?|C)D?s+)*|(?:[AU]{1,3}C(?=[AU]))?[wAUGuzeJ]{0,5}y+{MORE}{0,3}"
    r"|[ze]?[wAUG]{0,4}))"
)
NAME_BEFORE, NAME = NAME.replace("{MORE}", MORE_BEFORE), NAME.replace("{MORE}", MORE)
OF_WHOM = r"(?:f[DO]?[wAUG]{0,3}[yAUwu]+(?:C[wAUz]{0,2}y+)?)?(?:z[TPf]D?[wAUO]{1,6})?"
PEOPLE, PEOPLE_BEFORE = rf"(?>{NAME}{OF_WHOM})", rf"(?>{NAME_BEFORE}{OF_WHOM})"
# An age: "a diver (44)", "a boy of 12" and "Ana Roe, 44," in a list.
AGED = r"(?:\([^()]{1,15}\)|,0(?=,)|[fw]0)"
COUNT = rf"D?[#1](?!f[OS]){PEOPLE}"
LIST = rf"{COUNT}(?:{AGED}?(?:,C?|C|,?PP){COUNT}(?![HBMpid]))*"
# Before the verb a list may end in any count.
# What an earlier verb took is no subject: "killed two guards who were ill"; nor is a part: "including two guards".
COUNT_BEFORE = rf"D?[#1](?!f[OS]){PEOPLE_BEFORE}"
# At the start of a clause the first may have its place: "Three nurses from the clinic and five patients were killed".
FROM = rf"(?:(?:^|(?<=[,;SZ])){COUNT_BEFORE}P[DwAUGE]{{1,4}},?C)"
NAMED = rf"(?<![apm])(?<![ap]D){FROM}?{COUNT_BEFORE}(?:{AGED}?(?:,C?|C|,?PP){COUNT_BEFORE})*"
# Before a verb that no list knows, a number alone may be its subject: "30 remain in hospital".
NAMED_OR_BARE = rf"(?:{NAMED}|(?<![apm])D?#)"
# Between the people and their verb: "who worked in the harbour", "in two villages", "aged 40", ", with a child,".
# "including a child", "among them a child", "mostly children", "most of them children", "and allied groups",
# "hiding in a barn"; "two of them boys" in dashes.
GAP = (
    r"(?:S[^;,#1pid()]{0,8}?|(?:[Pfr][DwAUGyC01uE]{1,6}){1,2}|[wU](?:[PT][DwAUGuE]{1,5}){1,3}|-m?[^;pid-]{1,16}-{1,2}|,[^#,;]{1,20},|,#f[OS][^#,;]{1,6},|,?m[^;pidBHM]{1,25}?,?"
    r"|,?R[wAUG]{0,2}y+(?:C[wAUG]{0,2}y+)?,?|,?wf[OS][^;,#pidHM]{1,10},?|,?jO[^;pidBHM]{1,25}?,?"
    r"|\([^()]{1,15}\)|,?z[PfT][DwAUGyPTf]{1,8}?,?|P[DwAUG]{1,4},A{1,3},|C[wAUGz]{1,4}y*|w0(?:C0)?)?"
)
AUX = r"(?:[HMRTBelZ]*[BHM][HMRTBelZ]*)"
# "Were killed", "have been killed"; but "have killed" is what they did.
BE = r"(?:[HMRTBelZ]*B[HMRTBelZ]*)"
# What the verb belongs to when it goes on: "killed a goat", "killed its owner".
NO_OBJECT = r"(?!w{0,3}[ys]|[DOA1])(?!#(?!{NAME}[pd]))".replace("{NAME}", NAME)
# in the port of Aro on Friday
PLACED = "P[DwAU]{1,4}Z?"
# in Aro, 14 in Bru and nine in Osk: as many places of one list are read
NEXT, AGAIN, MOST = "(?:,?C|,)", "(?P<people>#)(?=PD?[AU])", 9
# A verb of being brought somewhere: which ones are, says the list of its rule.
VERB = "(?P<verb>[wck])"
# from their homes, out of their homes, to flee, to leave Aro: where to or from, says the list of its rule.
AWAY = "(?P<verb>(?:w?f|P)[DwAUGf]{0,3}[uw]|Tw?[iwea])"
# A baker whose nephew was killed: the one who was killed is the nephew.
WHOSE = re.compile(rf"S[wAUG]{{0,3}}[ys]+{AUX}(?:j[DO]?)?R?")
# Of the 40 sailors, 12 were killed.
OF_SO_MANY = re.compile("^fD?$")
COUNTED = re.compile("[#1]")
# freed 12 hostages, the release of 12 hostages; 12 hostages were later freed
FREED_BEFORE, FREED = re.compile("Ff?D?$"), re.compile(rf"[^;#]{{0,4}}?{BE}R?F")
# 109 of the dead: the word for what befell them names them too.
OF_THE_DEAD = "Dd"
# ten martyrs and wounded; not "took 12 hostages and wounded five"
HIT_TOO = re.compile("C[pd](?![#1DOwAUGys])")
BRACKETS = re.compile(r"\([^()]*\)")


class Rule(NamedTuple):
    """A pattern over shapes: `people` holds the counts, `cue` what befell them.

    Attributes
    ----------
    needs
        A letter that it must find.
    words
        The kind in rules/casualty_words.csv of which the word at `verb` must be, or one of the people's own words.
    """

    name: str
    pattern: re.Pattern[str]
    needs: str = ""
    words: str = ""


class Mention(NamedTuple):
    """One count of casualties in one sentence, by the places of its items.

    Attributes
    ----------
    at, end
        The item of the count, and the item after the last one that names the people.
    cue
        The item that says what befell them.
    outcome, rule
        What befell them; which rule decided.
    whole
        The count in this sentence that it is a part of, where the words say so.
    noun
        The items that name the people apart from the count: "The number of guards killed has reached 12".
    like
        The count whose people it names no further: "40 guards were wounded and 12 of them died".
    """

    at: int
    end: int
    cue: int
    outcome: str
    rule: str
    whole: int | None = None
    noun: tuple[int, int] | None = None
    like: int | None = None


RULES = (
    # 12 of the 40 people wounded in the blast died.
    Rule("subject", re.compile(rf"(?P<people>{NAMED})[pd](?:P[DwAUG]{{1,4}})?{AUX}?R?(?P<cue>i)"), "i"),
    # Five teachers were abducted and shot dead.
    Rule(
        "passive", re.compile(rf"(?P<people>{NAMED}){GAP}{BE}[wpcK][^;,#1BHMi]{{0,8}}CR?l(?P<cue>d){NO_OBJECT}"), "ld"
    ),
    # Six divers were taken from their boat and later killed.
    Rule(
        "passive", re.compile(rf"(?P<people>{NAMED}){GAP}{BE}[wpelcK][^;,#1BHMi]{{0,8}}CR?w?(?P<cue>p){NO_OBJECT}"), "B"
    ),
    # At least 745 civilians were killed. / 125 officers and 148 fighters, including a child, were wounded.
    Rule("passive", re.compile(rf"(?P<people>{NAMED}){GAP}{BE}R?(?P<cue>p)"), "B"),
    # Two guards were beaten to death.
    Rule("to death", re.compile(rf"(?P<people>{LIST}){GAP}{BE}[^;#1iX]{{1,6}}T(?P<cue>n)(?!f)"), "Tn"),
    # Smugglers beat two guards to death.
    Rule("to death", re.compile(rf"(?<=[wel])(?P<people>{LIST})T(?P<cue>n)(?!f){NO_OBJECT}"), "Tn"),
    # Two guards froze to death. / Two guards burned to death.
    Rule("to death", re.compile(rf"(?P<people>{NAMED}){GAP}{AUX}?R?[wie]T(?P<cue>n)(?!f){NO_OBJECT}"), "Tn"),
    # Fifteen divers were taken to hospital. / 12 people were treated for injuries. / 12 people were treated for burns.
    *(
        Rule(
            "hospital",
            re.compile(rf"(?<!of)(?P<people>{NAMED}){GAP}{BE}R?{VERB}[^;,#1pid]{{0,8}}?(?P<cue>{cue})"),
            needs,
            "brought",
        )
        for cue, needs in (("E", "E"), ("h", "Ph"), ("n", "Pn"))
    ),
    # Ambulances took 12 people to hospital.
    Rule("hospital", re.compile(rf"{VERB}(?P<people>{LIST})[TP][DwAUG]{{0,5}}(?P<cue>E)"), "E", "brought"),
    # 12 people sustained injuries. / Two guards suffered burns. / Two guards suffered wounds.
    *(
        Rule(
            "suffered",
            re.compile(rf"(?P<people>{NAMED}){GAP}{AUX}?R?(?P<verb>w)w{{0,3}}(?P<cue>{cue})"),
            f"w{cue}",
            "suffers",
        )
        for cue in "hna"
    ),
    # Nine divers were among the 31 people killed.
    Rule("among", re.compile(rf"(?P<people>{NAMED}){GAP}{AUX}j[DO]?#{PEOPLE}(?P<cue>[pd])"), "j"),
    # There were also nine cooks among the dead.
    Rule("among", re.compile(rf"(?P<people>{COUNT})j[DO]?(?P<cue>[pd])"), "j"),
    # Among the killed sailors there are two cooks.
    Rule("among", re.compile(rf"j[DO]?(?P<cue>[pd])[wAUG]{{0,2}}y*[^#;,pid]{{0,2}}B(?P<people>{LIST})"), "j"),
    # Those injured include four bakers. / The dead were villagers but they also included two guards.
    Rule(
        "include", re.compile(rf"[DO](?P<cue>[pd])[^#;.pid]{{0,20}}?(?P<verb>[wm])(?P<people>{LIST})"), "", "includes"
    ),
    # The wounded, including four bakers, were treated. / Wounded villagers including four bakers were treated.
    Rule("include", re.compile(rf"(?P<cue>[pdh])[wAUGyP]{{0,6}},?m(?P<people>{LIST})"), "m"),
    # Two brothers were among those killed.
    Rule("among", re.compile(rf"(?P<people>{NAMED}){GAP}{AUX}j[DO]?(?P<cue>[pd])"), "j"),
    # Hundreds of people have fled. / 973 civilians died.
    Rule("subject", re.compile(rf"(?P<people>{NAMED}){GAP}{AUX}?R?(?P<cue>i)"), "i"),
    # 12 people are in a critical condition.
    Rule(
        "hospital",
        re.compile(rf"(?P<people>{NAMED_OR_BARE}){GAP}(?:{AUX}|w)?R?PD?(?P<verb>w)(?P<cue>E)"),
        "E",
        "critical",
    ),
    # 12 people remain missing. / 12 people went missing.
    Rule("state", re.compile(rf"(?P<people>{NAMED_OR_BARE}){GAP}(?P<verb>w)R?(?P<cue>d)"), "d", "stays"),
    # 12,000 people were forced from their homes. / 12,000 people, driven from their homes, wait.
    Rule("driven", re.compile(rf"(?P<people>{NAMED}){GAP}(?:{BE}R?)?(?P<cue>W){AWAY}"), "W", "away"),
    # The shelling forced 12,000 people to flee.
    Rule("driven", re.compile(rf"(?P<cue>[WY])(?P<people>{LIST}){AWAY}"), "", "away"),
    # 12,000 people were made homeless. / The storm left 12 dead and 12,000 people homeless.
    Rule("homeless", re.compile(rf"(?P<people>{NAMED}){GAP}{AUX}?(?P<verb>[ew])(?P<cue>J)"), "J", "makes homeless"),
    Rule(
        "homeless",
        re.compile(rf"(?P<verb>[ew]{{1,4}})(?:[^;,i]{{1,8}}C)?(?P<people>{COUNT})(?P<cue>J)"),
        "J",
        "makes homeless",
    ),
    # 12 people are missing.
    Rule("state", re.compile(rf"(?P<people>{NAMED}){GAP}{AUX}w?(?P<cue>d)"), "d"),
    # Three drivers were shot at a bridge.
    Rule("passive", re.compile(rf"(?P<people>{NAMED}){GAP}{BE}(?P<cue>l)(?!d|Tn|C[pR])"), "l"),
    # The death toll in the province has reached at least 553; a toll of 12; the toll rose from 5 to 9
    Rule("toll", re.compile(rf"(?P<cue>t)[^#;]{{0,14}}?(?:P#)?[TfBr]R?(?P<people>{COUNT})"), "t"),
    # The toll could exceed 1,000: the number's own words are the verb.
    Rule("toll", re.compile(rf"(?P<cue>t)[MHR]{{0,3}};?(?P<people>{COUNT})"), "t"),
    # Death tolls range from 10 to 12.
    Rule("toll", re.compile(rf"(?P<cue>t)(?P<verb>w)P?(?P<people>{COUNT})"), "t", "ranges"),
    # The death toll of the attack near Aro surpasses 130 people. / Death toll from Aro blast at least 12
    Rule("toll", re.compile(rf"(?P<cue>t)[^#;,]{{0,14}}?(?P<people>{COUNT})"), "t", "exceeds"),
    Rule("toll", re.compile(rf"^Z?[wAUn]{{0,3}}(?P<cue>t)[fP][^#;,HMB1]{{1,9}}(?P<people>{COUNT})(?=[.;,]|$)"), "t"),
    # The number of victims is at least 70.
    Rule(
        "toll", re.compile(rf"bfD?(?P<cue>y)(?:[Pf][DwAU]{{1,4}})?[HMRBT]{{0,3}}[Br]R?(?P<people>{COUNT})"), "b", "dead"
    ),
    # a table in words, as in "Dead: 12"
    Rule("toll", re.compile(rf"(?:^|(?<=[,;(]))(?P<cue>[dhp]);(?P<people>{COUNT})"), ";"),
    # the number of wounded rose to 30
    Rule("toll", re.compile(rf"bf[^#;]{{0,12}}?(?P<cue>[hpd])[^#;]{{0,14}}?[TfBr]R?(?P<people>{COUNT})"), "b"),
    # The number of people who died in the fire reached 12. / The number who lost their lives climbed to 12.
    *(
        Rule(
            "toll",
            re.compile(rf"b(?:f[^#;]{{0,8}}?)?S[^#;,]{{0,4}}?(?P<cue>{cue})[^#;]{{0,14}}?[TBr]R?(?P<people>{COUNT})"),
            needs,
        )
        for cue, needs in (("[ip]", "S"), ("(?<=LD)v", "LDv"))
    ),
    # The dead number 12. / Those who died in the fire now number 12.
    Rule("toll", re.compile(rf"(?P<cue>[dh])R?b(?P<people>{COUNT})(?=[.,;Z]|$)"), "b"),
    Rule("toll", re.compile(rf"S[HMB]{{0,2}}(?P<cue>[ip])[^#;,]{{0,6}}?b(?P<people>{COUNT})(?=[.,;Z]|$)"), "b"),
    # More bodies raise to 15 the number of divers killed.
    Rule("toll", re.compile(rf"TR?(?P<people>{COUNT}),?Dbf[^#;,]{{0,12}}?(?P<cue>[hpd])"), "b"),
    # More bodies raise to 15 the number of victims.
    Rule("toll", re.compile(rf"TR?(?P<people>{COUNT}),?Dbf[^#;,y]{{0,6}}?(?P<cue>y)"), "b", "dead"),
    # 12 hostages were killed. / 12 hostages died.
    Rule("passive", re.compile(rf"(?P<people>{COUNT}h){BE}R?(?P<cue>p)"), "h"),
    Rule("subject", re.compile(rf"(?P<people>{COUNT}h){AUX}?R?(?P<cue>i)"), "i"),
    # Dozens of wounded; 5 dead; left hundreds dead; 4 casualties; three soldiers killed in an attack
    Rule("noun", re.compile(rf"(?P<people>{COUNT}(?P<cue>h))"), "h"),
    Rule("participle", re.compile(rf"(?P<people>{NAMED})(?<!#)f?(?P<cue>[pd]){NO_OBJECT}"), "C"),
    Rule("participle", re.compile(rf"(?P<people>{COUNT})f?(?P<cue>[pd]){NO_OBJECT}")),
    # The blast left 12 people, including a child, dead.
    Rule("participle", re.compile(rf"(?<=[we])(?P<people>{COUNT}),?m[^;pidBHM]{{1,25}}?,?(?P<cue>d){NO_OBJECT}"), "m"),
    # Beside 14 dead villagers, 50 guards were killed.
    Rule("before", re.compile(r"(?P<people>#(?P<cue>[pd])[wAUG]{0,2}y+)")),
    # showing dozens of bodies; 12 bodies were found; two bodies, among them that of a cook, were found
    Rule("body", re.compile(r"[kec][^#;,]{0,3}(?P<people>#f?[wAUGpy]{0,3}(?P<cue>o))"), "o"),
    Rule("body", re.compile(r"(?P<people>#f?[wAUGpy]{0,3}(?P<cue>o))(?:,[^,;]{1,20},)?[^#;,]{0,4}?[kec]"), "o"),
    # killed at least 12 people and three soldiers; killing and wounding dozens
    Rule(
        "object",
        re.compile(rf"(?<!B)(?<!B[Rel])(?P<cue>[apl])(?:C[ap])?R?(?:O,?C|D[wAUGyf]{{1,8}}C)?(?P<people>{LIST})"),
    ),
    # killed a grocer in Aro and his nephew
    Rule("object", re.compile(rf"(?<!B)(?P<cue>[apl])R?{LIST}P[AU]{{1,3}},?C(?P<people>D?1{NAME})(?=[.,;]|$)"), "1"),
    # killed seven of them
    Rule("of them", re.compile(r"(?<!B)(?P<cue>[ap])(?P<people>#f[OS])"), "#f"),
    # The army lost 12 soldiers.
    Rule("lost", re.compile(rf"(?P<cue>L)(?P<people>{LIST})(?!T)"), "L", "may be lost"),
    # shot dead two guards; beat to death two thieves
    Rule("object", re.compile(rf"[el](?P<cue>d)(?P<people>{LIST})"), "d"),
    Rule("to death", re.compile(rf"[we]T(?P<cue>n)(?P<people>{LIST})"), "Tn"),
    # The mayor was killed along with two drivers.
    Rule("along", re.compile(rf"(?P<cue>[pi])[^;#1]{{0,20}}?PP(?P<people>{COUNT})"), "PP"),
    # forced three people to kneel before shooting them
    Rule("pronoun", re.compile(rf"(?P<people>{COUNT})T[^;,#1]{{1,4}}(?P<cue>[al])O"), "O"),
    # attacked two guards near Aro, killing them
    Rule("pronoun", re.compile(rf"K(?P<people>{COUNT})[^;#1pai]{{0,12}},(?P<cue>a)O"), "O"),
    # the execution of dozens of young men
    Rule("act", re.compile(rf"(?P<cue>[nhao])(?:PDwfZ|P?Z)?f(?:D?[wAUGyf]{{1,8}}(?:,C?|C))?(?P<people>{LIST})"), "f"),
    # claimed the lives of 11 people; cost 12 lives
    Rule("lives", re.compile(rf"c[^#;]{{0,3}}(?P<cue>v)f(?P<people>{LIST})"), "v"),
    Rule("lives", re.compile(r"c(?P<people>#)(?P<cue>v)"), "v"),
    # 12 people lost their lives.
    Rule("lives", re.compile(rf"(?P<people>{NAMED}){GAP}{AUX}?R?LD(?P<cue>v)(?!f)"), "LD"),
    # 12 people were killed in Aro and 14 in Bru. / 12 bodies were counted in Aro, 14 in Bru, nine in the Osk camp.
    *(
        Rule("again", re.compile(rf"(?P<cue>{cue}(?:{COUNT})?{PLACED}(?:{NEXT}#{PLACED}){{{many}}}{NEXT}{AGAIN}"), "#P")
        for cue in ("[apidh])", "o)[^#;,]{0,4}?(?:[kec]R?)?")
        for many in range(MOST)
    ),
    # 12 people were killed as of Saturday and 14 as of Sunday.
    Rule("again", re.compile(rf"(?P<cue>[apid])(?:{COUNT})?Z(?:,?C|,)(?P<people>#)(?=Z)"), "#Z"),
    # 12 of the victims were children. / 12 children were among the victims.
    Rule("noun", re.compile(r"(?P<people>#fD(?P<cue>y))(?=B)"), "#fD", "dead"),
    Rule("among", re.compile(rf"(?P<people>{NAMED}){GAP}{AUX}jD?(?P<cue>y)(?=[.,;]|$)"), "j", "dead"),
    # 40 guards were wounded and 12 of them died.
    Rule("of them", re.compile(r"(?P<people>#f[OS])[HMRB]*(?P<cue>[pid])"), "#f"),
    # Two people were killed, bringing the total to nine.
    Rule("total", re.compile(rf"(?P<cue>[pidhn])[^;]{{0,40}}?b(?!f)[^#;,C]{{0,4}}?[TBr]R?(?P<people>{COUNT})"), "b"),
)


def match_rules(shape: Shape, terms: tuple[str, ...]) -> dict[int, Mention]:
    """Give what the rules alone find; of those that claim one count the first in `RULES` has it."""
    found: dict[int, Mention] = {}
    for rule in RULES:
        if rule.needs not in shape.letters:
            continue
        for match in rule.pattern.finditer(shape.letters):
            if _is_left_out(rule, match, terms):
                continue
            outcome = _outcome(shape.letters, match.start("cue"), terms)
            for count, end in counts_of(match):
                if _is_other(shape, match, count, end, terms) or not _befalls_one(shape, count, outcome):
                    continue
                end += shape.letters[end - 1 : end + 1] == OF_THE_DEAD
                mention = Mention(count, end, match.start("cue"), outcome, rule.name)
                found[count] = mention if _tells_more(mention, found.get(count)) else found[count]
    return dict(sorted(found.items()))


def _tells_more(mention: Mention, before: Mention | None) -> bool:
    """Know "wounded dozens of people evacuated from two towns": what befell them now, and who they are."""
    if before is None:
        return True
    who = before.rule == "participle" and before.outcome == "displaced"
    return who and mention.rule == "object" and mention.outcome != "displaced"


def _is_left_out(rule: Rule, match: re.Match[str], terms: tuple[str, ...]) -> bool:
    """Tell a match that lacks a word of the rule's list, or is of captives who are captives no more."""
    if rule.words:
        first, after = match.span("verb") if "verb" in rule.pattern.groupindex else (match.start("cue"), match.end())
        spelt = {word for term in terms[first:after] for word in term.split()}
        return spelt.isdisjoint(listed(rule.words)) and not (rule.name == "lost" and "s" in match["people"])
    return rule.name == "noun" and _are_freed(match.string, match, terms)


def _is_other(shape: Shape, match: re.Match[str], count: int, end: int, terms: tuple[str, ...]) -> bool:
    """Tell a count that is the whole of another one, or of one whose kin it befell."""
    if _is_whole_of(shape.letters, match, count):
        return True
    if shape.letters[end : end + 1] != "S" or terms[end] not in listed("of whom"):
        return False
    return WHOSE.fullmatch(shape.letters, end, match.start("cue")) is not None


def _befalls_one(shape: Shape, count: int, outcome: str) -> bool:
    """Tell what a person may suffer alone: a gunman who fled is at large, and a name alone is read where it died."""
    if outcome == "displaced":
        return shape.letters[count] != SINGLE
    return outcome == "killed" or shape.counts[count].rule != "name alone"


def _is_whole_of(letters: str, match: re.Match[str], count: int) -> bool:
    """Tell the 40 of "Of the 40 sailors, 12 were killed": it is what the second count is a part of."""
    several = COUNTED.search(letters, count + 1, match.end("people"))
    return several is not None and OF_SO_MANY.match(letters[: max(count, match.start("people"))][:2]) is not None


def _are_freed(letters: str, match: re.Match[str], terms: tuple[str, ...]) -> bool:
    """Tell captives who are captives no more: "freed 12 hostages", "12 hostages were released"."""
    if outcomes()[terms[match.start("cue")]] != "detained":
        return False
    return bool(FREED_BEFORE.search(letters, 0, match.start()) or FREED.match(letters, match.end()))


def counts_of(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Give each count of a list with the end of its name; what stands in brackets belongs to the name before it."""
    letters = BRACKETS.sub(lambda inner: "," * len(inner[0]), match["people"])
    starts = [match.start("people") + place.start() for place in COUNTED.finditer(letters)]
    for start, after in zip(starts, [*starts[1:], match.end("people")], strict=True):
        name = letters[start - match.start("people") : after - match.start("people")]
        yield (
            start,
            start + len(re.sub(r"(?<=.)(?:,0)?(?:,?PP|[,C]*)D?$", "", name) if after != match.end("people") else name),
        )


def _outcome(letters: str, cue: int, terms: tuple[str, ...]) -> str:
    """Name what befell them; the killed and the injured together where one count is of both."""
    found = {outcomes()[terms[cue]]}
    for step, further in ((2, letters[cue + 1 : cue + 3]), (-2, letters[max(cue - 2, 0) : cue][::-1])):
        # "took 12 hostages and killed five" goes on with others; a noun goes on with a noun.
        if letters[cue] not in "hno" and step < 0 and further[-1:] in "hno":
            continue  # "causing 5 deaths and injuring 12"
        if re.fullmatch("C[hno]" if letters[cue] == "h" else "C[paidhnol]", further) or (
            step > 0 and letters[cue] == "h" and HIT_TOO.match(letters, cue + 1)
        ):
            found.add(outcomes()[terms[cue + step]])
    if len(found) > 1 and found <= {"killed", "injured"}:
        return "killed_or_injured"
    return "killed" if "killed" in found else outcomes()[terms[cue]]


@cache
def outcomes() -> dict[str, str]:
    """Give what each word says befell people."""
    return {row["term"]: row["outcome"] for row in rows("casualty_terms") if row["outcome"]}

"""What the words for a speaker look like in letters: one speaker, or several that are joined."""

import re

WORD = "[AUEwxG0]"
# The minister; police and residents; officials in Aro; a source cited by an agency; the Roe Institute (RI).
NOUNS = (
    rf"(?:D{WORD}|{WORD}){WORD}{{0,9}}(?:\([^()<>]{{1,6}}\))?(?:CD?[AUE]{WORD}{{0,4}}|(?<=w)Cw)?"
    rf"(?:(?:[fPb]|[Vc]b)D?{WORD}{{1,6}}){{0,6}}(?:\([^()<>]{{1,6}}\))?"
)
# "The Aro Watch (AW), Amnesty and local residents": names joined at a sentence's beginning, where no verb can stand.
MEMBER = r"D?[AUE]+(?:\.[AUE]+)?(?:\([^()<>]{1,6}\))?(?:fD?[AUE]+)?"
JOINT = rf"\A{MEMBER}(?:,{MEMBER}){{0,6}},?CD?[AUEwx0]{{1,6}}(?:fD?{WORD}{{1,4}})?(?:\([^()<>]{{1,6}}\))?"
# Further sources behind "according to the Aro Watch (AW)": up to a mark, so that no clause is taken for one.
_NEXT, _LAST = r",D?[AUEw]{1,4}", rf"CD?{WORD}{{1,5}}(?:fD?{WORD}{{1,4}})?"
AND_MORE = re.compile(rf"(?:{_NEXT}){{0,4}},?{_LAST}(?:\([^()<>]{{1,6}}\))?(?=[.,;)]|\Z)")

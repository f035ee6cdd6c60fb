"""A long run of invented, damaged news through everything: make fuzz ARGS="--articles 100000 --seed 7".

An article is a few templates of news with words of the rules in their gaps, damaged in a few places. The seed and its
number give it anew. What goes wrong is told with the smallest article that still does it, which is kept in a file.
"""

import argparse
import random
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from attack import STEPS, faults
from browser import ROOT
from hostile import FOLDED, FOLDING, HOSTILE, SPELLINGS

from toolkit.rules import rows

BATCH = 50
# Every exhibit is built of a few articles of each eighth batch, and everything is found twice in each tenth.
PAGES, SHOWN, TWICE = 6, 8, 10
MOST_TOLD = 20
FOUND = ROOT / ".fuzz"
TRIES = 120

Chance = random.Random

TEMPLATES = (
    "{Count} {people} were {harmed} in {place} {time}, {source} {said}.",
    "{Count} {people}, including {count} {people} and {count} {people}, were {harmed}.",
    "The death toll {rose} to {number} on {day}, up from {number}.",
    "{source} said {count} {people} had been {harmed} by {people}, {count} of them {people}.",
    "{Name}, the {office} of {place}, {said} that {count} {people} {died}.",
    "\u201c{Clause},\u201d {said} {name}. \u201c{Clause}.\u201d",
    "{Name} called it \u201ca {adjective} {act}\u201d and {said} {clause}.",
    '"{Clause}," {name}, {age}, told {source}.',
    "According to {source}, {count} {people} were {harmed} and {count} {harmed}.",
    "{Name}: {Clause}.",
    "On {date} about {number} {people} were {harmed} in the {act} of {place}.",
    "{place_line} \u2014 {Clause}, {source} {said} {time}.",
    "{Clause}, citing {source}, which has documented {count} deaths.",
    "{Name} and {name} {did} the {office}\u2019s {people}; neither {said} why.",
    "{Source} accused {people} of having {harmed} {count} {people}.",
    "{Name}, {age}, a {office} from {place}, {said} her {kin} were among the dead.",
    "Of the {number} {people}, {number} were {people}, {number} {people} and {number} {people}.",
    "({Source} puts the number at {number} to {number}.)",
    "{Clause}? {Name} asked whether {clause}.",
    "By {Name}",
    "{Place} (Photo: {Name})",
    "{Clause}",
    "\u2022 {Count} {people} {died}",
)
CLAUSES = (
    "{people} {did} {count} {people}",
    "the {people} will not leave {place}",
    "{name} was {harmed} by {people}",
    "nobody {died}",
    "we lost {count} {people}",
    "it was {a_year} that {name} {did} the {adjective} {act}",
)
DAMAGE = 0.6
BREAKS = ("\n\n", "\n", " ", "", "\r\n\r\n", "\u2028", "  ", "\n \n")


@cache
def column(sheet: str, name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row[name] for row in rows(sheet) if row[name].strip()))


def pick(sheet: str, name: str) -> Callable[[Chance], str]:
    return lambda chance: chance.choice(column(sheet, name))


def one_of(*words: str) -> Callable[[Chance], str]:
    return lambda chance: chance.choice(words)


def any_rule(chance: Chance) -> str:
    """Give a word of any list of words."""
    sheet, name = chance.choice(LISTS)
    return chance.choice(column(sheet, name))


def number(chance: Chance) -> str:
    size = chance.choice((3, 20, 200, 5_000, 2_000_000, 10 ** chance.randint(6, 25)))
    value = chance.randrange(size)
    return chance.choice((str(value), f"{value:,}", f"{value:,}".replace(",", "."), f"{value / 10:.1f}"))


def count(chance: Chance) -> str:
    bound = chance.choice(("", "", "at least ", "more than ", "up to ", "some ", "nearly ", "between 3 and ", "no "))
    return bound + chance.choice((number, pick("count_words", "word"), pick("casualty_terms", "term")))(chance)


def date(chance: Chance) -> str:
    day, month = chance.randint(0, 32), chance.choice(("August", "Feb.", "December", "March", "Sept"))
    year = chance.choice((1572, 1, 1755, 1999, 2031, 2262, 2300, 9999, 12024))
    return chance.choice(
        (f"{day} {month} {year}", f"{month} {day}, {year}", f"{day:02}/{chance.randint(0, 13)}/{year}")
    )


FAMILY = (
    "Ana Roe",
    "Bo Lind",
    "Ina Vell",
    "Mr. Roe",
    "Gen. Vell",
    "al-Tarn",
    "O\u2019Hay",
    "Vell",
    "Ras\u0327im \u00c5by",
    "McRoe Jr.",
)
PLACES = ("Aro", "Port Aro", "Bru and Cel", "the north of Aro", "U.N. Square", "\u0130zel", "St. Bru")
SOURCES = ("the coast guard", "Aro Watch", "AFP", "officials", "a source", "state media", "two neighbours", "the U.N.")
GAPS: dict[str, Callable[[Chance], str]] = {
    "count": count,
    "number": number,
    "date": date,
    "people": pick("casualty_terms", "term"),
    "harmed": pick("action_verbs", "participle"),
    "did": pick("action_verbs", "past"),
    "died": one_of("died", "drowned", "were killed", "are missing", "were not killed", "may have died"),
    "said": pick("reporting_verbs", "form"),
    "office": pick("label_nouns", "word"),
    "adjective": pick("modifiers", "word"),
    "act": one_of("massacre", "attack", "raid", "failure of care", "killing"),
    "rose": one_of("rose", "has risen", "climbed", "fell", "was revised"),
    "time": pick("time_words", "word"),
    "day": one_of("Monday", "Tuesday night", "the eve of Sunday", "Wednesday morning"),
    "place": one_of(*PLACES),
    "place_line": lambda chance: f"{chance.choice(PLACES).upper()}, {chance.choice(('March 6', 'Dec 8'))} (AFP)",
    "name": one_of(*FAMILY),
    "source": one_of(*SOURCES, *FAMILY),
    "age": lambda chance: str(chance.randint(0, 120)),
    "a_year": lambda chance: f"in {chance.choice((1572, 1755, 2031, 2300))}",
    "kin": one_of("two sons", "brother", "father and sister", "family of five"),
}
LISTS = (
    ("casualty_words", "words"), ("speech_words", "word"), ("act_words", "word"), ("phrase_words", "word"),
    ("word_classes", "word"), ("clause_words", "word"), ("reporting_nouns", "form"), ("passive_words", "word"),
    ("abbreviations", "abbreviation"), ("speaker_bounds", "word"), ("naming_verbs", "word"), ("set_phrases", "phrase"),
)  # fmt: skip


class Gaps(dict[str, str]):
    """Fill a gap when a template asks for it; a gap with a capital gives a capital."""

    def __init__(self, chance: Chance) -> None:
        super().__init__()
        self.chance = chance

    def __missing__(self, gap: str) -> str:
        small = gap.lower()
        if small == "clause":
            filled = self.chance.choice(CLAUSES).format_map(Gaps(self.chance))
        else:
            filled = GAPS[small](self.chance)
        return filled[:1].upper() + filled[1:] if gap != small else filled


def write_article(chance: Chance) -> str:
    """Write an article: a headline, a few paragraphs, and mostly some damage."""
    sentences = [chance.choice(TEMPLATES).format_map(Gaps(chance)) for _ in range(chance.randint(1, 9))]
    text = "".join(sentence + chance.choice(BREAKS[:3] if chance.random() < 0.8 else BREAKS) for sentence in sentences)
    while chance.random() < DAMAGE:
        text = chance.choice(DAMAGES)(chance, text)
    return text


def place_in(chance: Chance, text: str) -> int:
    return chance.randint(0, len(text))


def insert(what: Callable[[Chance], str]) -> Callable[[Chance, str], str]:
    def inserted(chance: Chance, text: str) -> str:
        at = place_in(chance, text)
        return text[:at] + what(chance) + text[at:]

    return inserted


def cut(chance: Chance, text: str) -> str:
    first, last = sorted((place_in(chance, text), place_in(chance, text)))
    return chance.choice((text[:last], text[first:], text[:first] + text[last:]))


def double(chance: Chance, text: str) -> str:
    first, last = sorted((place_in(chance, text), place_in(chance, text)))
    return text[:last] + text[first:last] * chance.randint(1, 3) + text[last:]


def fold(chance: Chance, text: str) -> str:
    plain, mark = chance.choice(FOLDED)
    return text.replace(plain, mark) if chance.random() < 0.5 else text.replace(plain, mark, 1)


def spell(chance: Chance, text: str) -> str:
    words = text.split(" ")
    at = chance.randrange(len(words))
    if words[at]:
        words[at] = chance.choice(tuple(SPELLINGS.values()))(words[at])
    return " ".join(words)


def any_letter(chance: Chance) -> str:
    code = chance.choice((chance.randrange(0x250), chance.randrange(0x3000), chance.randrange(0x110000)))
    return "" if 0xD800 <= code < 0xE000 else chr(code)


DAMAGES: tuple[Callable[[Chance, str], str], ...] = (
    insert(one_of(*HOSTILE.values())),
    insert(one_of(*FOLDING)),
    insert(
        one_of(
            "\u201c", "\u201d", '"', "'", "\u2018", "\u2019", "(", ")", "[", "]", "\u00ab", ";", ":", ",", ".", "\u2026"
        )
    ),
    insert(one_of(*BREAKS)),
    insert(any_letter),
    insert(lambda chance: f" {any_rule(chance)} "),
    insert(lambda chance: f" {chance.choice(list(GAPS.values()))(chance)} "),
    cut,
    double,
    fold,
    spell,
    lambda chance, text: text.replace(" ", chance.choice(("\u00a0", "  ", "\n", "-", " , "))),
    lambda chance, text: chance.choice((text.upper, text.lower, text.title, text.swapcase))(),
)


def article(seed: int, at: int) -> str:
    return write_article(Chance(f"{seed}:{at}"))


def kind(fault: str) -> str:
    """Give what the faults of one cause have in common: the error and its place, else the step and what is untrue."""
    step, _, rest = fault.partition(": ")
    error, _, place = rest.partition(":")[0], "", rest.rpartition("(")[2]
    return f"{error} {place}" if rest.endswith(")") and place else f"{step} {rest.partition(chr(34))[0]}"


def brings(fault: str) -> Callable[[Sequence[str]], bool]:
    """Give what tells whether articles bring a fault of this kind, by the fewest steps that may."""
    step = fault.partition(":")[0]
    how = {
        "steps": [step] if step in STEPS else STEPS,
        "pages": PAGES * (step not in STEPS),
        "twice": "second run" in fault,
    }
    return lambda texts: kind(fault) in set(map(kind, faults(texts, **how)))


def shortest(whole: Any, tell: Callable[[Any], bool]) -> Any:
    """Leave out whatever stretch may be left out, the long ones first."""
    size, tries = max(len(whole) // 2, 1), TRIES
    while size and tries:
        at = 0
        while at < len(whole) and tries:
            tries -= 1
            shorter = whole[:at] + whole[at + size :]
            if tell(shorter):
                whole = shorter
            else:
                at += size
        size //= 2
    return whole


def fewest(texts: list[str], tell: Callable[[list[str]], bool]) -> list[str]:
    """Halve a batch for as long as one half alone brings the fault."""
    while len(texts) > 1:
        halves = texts[: len(texts) // 2], texts[len(texts) // 2 :]
        guilty = next((half for half in halves if tell(half)), None)
        if guilty is None:
            return shortest(texts, tell)
        texts = guilty
    return texts


def report(fault: str, texts: list[str], path: Path) -> None:
    """Tell a fault, and keep the shortest articles that bring it."""
    print(f"FOUND {fault}", flush=True)
    tell = brings(fault)
    for at, text in enumerate(texts):
        texts[at] = shortest(text, lambda shorter, at=at: tell([*texts[:at], shorter, *texts[at + 1 :]]))
    path.parent.mkdir(exist_ok=True)
    path.write_bytes("\n----\n".join([fault, *texts]).encode())
    print(f"  kept in {path}", flush=True)


def attack(seed: int, batch: int, texts: list[str], known: set[str]) -> None:
    """Attack with a batch: what brings a fault is taken out, until the rest brings none."""
    while wrong := faults(texts, pages=PAGES * (batch % SHOWN == 0), twice=batch % TWICE == 0):
        guilty = fewest(texts, brings(wrong[0]))
        texts = [text for text in texts if text not in guilty]
        if kind(wrong[0]) not in known:
            known.add(kind(wrong[0]))
            report(wrong[0], guilty, FOUND / f"{seed}-{len(known)}.txt")
        if not guilty or len(known) >= MOST_TOLD:
            return


def run(seed: int, articles: int) -> int:
    """Run all batches; give how many kinds of fault there were."""
    known: set[str] = set()
    began = time.process_time()
    for batch, first in enumerate(range(0, articles, BATCH)):
        done = min(first + BATCH, articles)
        attack(seed, batch, [article(seed, at) for at in range(first, done)], known)
        if len(known) >= MOST_TOLD:
            break
        if done * 10 // articles > first * 10 // articles:
            print(f"{done:,} of {articles:,} articles, {time.process_time() - began:.0f} s", flush=True)
    return len(known)


def main() -> int:
    asked = argparse.ArgumentParser(prog="make fuzz", description=__doc__.partition(":")[0])
    asked.add_argument("--articles", type=int, default=10_000, help="how many (10000)")
    asked.add_argument("--seed", type=int, default=None, help="which; a new one if none is named")
    wanted = asked.parse_args()
    seed = random.SystemRandom().randrange(1_000_000) if wanted.seed is None else wanted.seed
    print(f"seed {seed}, {wanted.articles:,} articles", flush=True)
    warnings.simplefilter("error")
    found = run(seed, wanted.articles)
    print(f"seed {seed}: {found or 'no'} kind{'' if found == 1 else 's'} of fault in {wanted.articles:,} articles")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

"""Everyday words: what planners say where the texts say otherwise, such as battery for storage (derived)."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from te_planner.roadmap.model import Everyday, Parts, Roadmap

if TYPE_CHECKING:
    from te_planner.roadmap.block import Problem

FILE = "everyday.yaml"


class Asked(NamedTuple):
    """A part of what was typed: its words, and what the roadmap says for them (nothing: these words)."""

    typed: str
    words: tuple[str, ...]
    means: tuple[str, ...] = ()

    def stands_in(self, text: str) -> bool:
        """Whether a text in small letters has it: anywhere, or an everyday word and its like as words."""
        return bool(_pattern(self).search(text)) if self.means else self.typed.casefold() in text


def split(words: str) -> list[str]:
    """The words of what was typed: letters and digits, nothing else."""
    return re.findall(r"[^\W_]+", words.casefold())


@lru_cache(64)
def asked_for(everyday: tuple[Everyday, ...], typed: str) -> tuple[Asked, ...]:
    """The parts of what was typed, between blanks; an everyday word may be of several, as is smart meter."""
    known = {tuple(split(say)): each.roadmap for each in everyday for say in each.say}
    longest = max(map(len, known), default=1)
    parts = typed.split()
    found: list[Asked] = []
    while parts:
        for count in range(min(longest, len(parts)), 0, -1):
            own = " ".join(parts[:count])
            words = tuple(split(own))
            if count == 1 or words in known:
                found.append(Asked(own, words, known.get(words, ())))
                del parts[:count]
                break
    return tuple(found)


def as_found(asked: tuple[Asked, ...]) -> str:
    """How everyday words were taken, as a remark; empty where there are none."""
    said = [f"{each.typed} is looked for as {', '.join(each.means)} too." for each in asked if each.means]
    return " ".join(said)


def check_everyday(parts: Parts) -> "Iterator[Problem]":
    """Each everyday word stands for something that the roadmap says, and for one thing."""
    from te_planner.roadmap.block import Problem
    from te_planner.roadmap.search import texts

    whole = [f"{each.title} {each.text}".casefold() for each in texts(Roadmap(parts))]
    seen: set[tuple[str, ...]] = set()
    for each in parts.everyday:
        place = ", ".join(each.say)
        for say in each.say:
            if tuple(split(say)) in seen:
                yield Problem(FILE, place, f"{say!r} stands twice", "Keep it in one place.")
            seen.add(tuple(split(say)))
        for means in each.roadmap:
            asked = Asked(means, tuple(split(means)), (means,))
            if not any(asked.stands_in(text) for text in whole):
                yield Problem(
                    FILE, place, f"no text of the roadmap has {means!r}", "Write words that one has."
                )
        if not each.say or not each.roadmap:
            yield Problem(
                FILE, place, "it leads nowhere", "Write at least one word under say and under roadmap."
            )


@lru_cache(256)
def _pattern(asked: Asked) -> re.Pattern[str]:
    """The word itself, whole, or the beginning of what the roadmap says for it."""
    ways = [
        rf"{re.escape(asked.typed.casefold())}(?!\w)",
        *(re.escape(each.casefold()) for each in asked.means),
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(ways)})")

"""Two copies of one plan that went apart: where they did, and what the other one did since."""

import re
from typing import NamedTuple

from te_planner.errors import Unreadable, WrongCall
from te_planner.plan.journal import LASTING, Entry, Image, chain_problems, read_journal
from te_planner.plan.replay import images_of
from te_planner.plan.store import Plan

TAKEN = "Taken over from "
ORIGIN = re.compile(r"Entry [0-9]+ \(([0-9a-f]{12})\) there, ")
"""How an entry that was taken over begins, and how it says which one it was: its text stands in the chain."""


class Theirs(NamedTuple):
    """An entry of the other copy since the two went apart.

    `left`: why it is not to be taken over in any case; empty where it is. `here`: it was, or came from here.
    """

    entry: Entry
    images: tuple[Image, ...]
    left: str
    here: bool


class Apart(NamedTuple):
    """`shared`: the last entry that both have. `ours` counts this plan's own entries since."""

    shared: Entry
    ours: int
    theirs: tuple[Theirs, ...]


def apart(plan: Plan, other: Plan) -> Apart:
    """Raises WrongCall where they are no copies of one plan, Unreadable where the other is not sound."""
    if plan.path.samefile(other.path):
        raise WrongCall(f"{other.path} is the plan itself. Name another copy of it.")
    ours, theirs = read_journal(plan), read_journal(other)
    if not ours or not theirs or ours[0].hash != theirs[0].hash:
        raise WrongCall(
            f"{other.path} is another plan, not a copy of {plan.path}: nothing of it is taken over."
        )
    if problems := chain_problems(other)[0]:
        raise Unreadable(
            f"The journal of {other.path} was changed by hand ({problems[0]}). It is not taken over."
        )
    pairs = enumerate(zip(ours, theirs, strict=False))
    shared = next((at for at, (one, two) in pairs if one.hash != two.hash), min(len(ours), len(theirs)))
    standing, ours_standing = _standing(theirs[shared:]), _standing(ours[shared:])
    here = {origin(each) for each in ours[shared:] if each.id in ours_standing}
    found = tuple(
        Theirs(each, tuple(images_of(other, each.seq)), _left(each, standing), origin(each) in here)
        for each in theirs[shared:]
    )
    return Apart(ours[shared - 1], len(ours) - shared, found)


def origin(entry: Entry) -> str:
    """The beginning of the hash of the entry that it was at first, in whichever copy."""
    found = ORIGIN.match(entry.why) if entry.summary.startswith(TAKEN) else None
    return found[1] if found else entry.hash[:12]


def told_origin(entry: Entry) -> str:
    """What `origin` reads, and who made it when."""
    return f"Entry {entry.seq} ({origin(entry)}) there, by {entry.who}, {entry.at[:16].replace('T', ' ')} UTC"


def _left(entry: Entry, standing: set[str]) -> str:
    if entry.action in LASTING:
        return "stays there: what was filed was filed from that copy; keep it"
    return "" if entry.id in standing else "undone there"


def _standing(entries: tuple[Entry, ...]) -> set[str]:
    """The entries that have their effect: an edit and its undo have none together."""
    here = {each.id for each in entries}
    stands = {each.id for each in entries if each.kind == "edit"}
    undone: dict[str, str] = {}  # an undo of what both have -> stands as an entry of its own
    for each in entries:
        target = each.target_id or ""
        if each.kind == "undo" and target in here:
            stands.discard(target)
        elif each.kind == "undo":
            undone[target] = each.id
            stands.add(each.id)
        elif each.kind == "redo" and target in here:
            stands.add(target)
        elif each.kind == "redo" and target in undone:
            stands.discard(undone.pop(target))
        elif each.kind == "redo":
            stands.add(each.id)
    return stands

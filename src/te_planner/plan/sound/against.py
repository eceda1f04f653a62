"""Does a plan still fit what was handed in: the journal's head that a report or a freeze printed."""

import re
from typing import NamedTuple

from te_planner.errors import WrongCall
from te_planner.plan.journal import Entry, chain_problems, read_journal
from te_planner.plan.sound.replayed import fold
from te_planner.plan.store import Plan

LEAST = 8
"""So many signs of a hash are needed, as reports print them."""


class Against(NamedTuple):
    """The entry with that head (None: this plan has none), what does not fit, and the entries since."""

    entry: Entry | None
    problems: tuple[str, ...]
    since: int

    @property
    def fits(self) -> bool:
        return self.entry is not None and not self.problems


def held_against(plan: Plan, head: str) -> Against:
    """Raises WrongCall for what is no head, or is the beginning of several."""
    asked = head.strip().lower()
    if not re.fullmatch(f"[0-9a-f]{{{LEAST},64}}", asked):
        raise WrongCall(
            f"“{head}” is no journal head. Write the {LEAST} or more signs (0-9, a-f) that the report prints."
        )
    journal = read_journal(plan)
    found = [each for each in journal if each.hash.startswith(asked)]
    if len(found) > 1:
        raise WrongCall(f"{len(found)} entries begin with {asked}. Write more signs of it.")
    if not found:
        return Against(None, ("no entry of this plan has this head",), 0)
    seq = found[0].seq
    query = "SELECT seq, images FROM journal WHERE seq <= ? ORDER BY seq"
    _, odd = fold(plan.read(lambda link: link.execute(query, (seq,)).fetchall()))
    return Against(found[0], (*chain_problems(plan, seq)[0], *odd), sum(each.seq > seq for each in journal))

"""Two readings of a plan to be compared: as known on a day or at a freeze, and now."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from te_planner.errors import Unreadable
from te_planner.exchange.marks import day_text
from te_planner.plan.snapshot import Freeze, Step
from te_planner.readiness.changes import Change, Figures, changes
from te_planner.readiness.model import Readiness

if TYPE_CHECKING:
    from te_planner.plan.store import Plan
    from te_planner.roadmap.model import Roadmap


class Sides(NamedTuple):
    """Both readings, what the journal did between them, and the freeze that the first is of."""

    before: Readiness
    after: Readiness
    steps: tuple[Step, ...] = ()
    freeze: Freeze | None = None
    frozen: Figures | None = None

    def changes(self) -> tuple[Change, ...]:
        """What moved, the weightiest first."""
        return changes(self.before, self.after, steps=self.steps, frozen=self.frozen)


def with_steps(plan: "Plan", before: Readiness, after: Readiness) -> Sides:
    """Both, with the journal's entries between them: readings as known on two days."""
    from te_planner.plan.replay import steps

    return Sides(before, after, steps(plan, before.snapshot.head.seq, after.snapshot.head.seq))


def since_freeze(plan: "Plan", roadmap: "Roadmap", name: str, after: Readiness) -> Sides:
    """What was frozen against another reading. Raises WrongCall, or Unreadable for what does not fit."""
    from te_planner.exchange.frozen import read_figures
    from te_planner.plan.freezes import read_freeze
    from te_planner.plan.replay import known_at
    from te_planner.readiness.evaluate import evaluate

    found = read_freeze(plan, name)
    if found.figures is None or found.problems:
        raise _unfit(found.freeze, found.problems)
    freeze, then = found.freeze, known_at(plan, found.freeze.head_seq)
    # as known on the day of the freeze, by the entry at which it was made
    before = evaluate(roadmap, then, as_of=freeze.as_of, today=freeze.day, known_on=freeze.day)
    try:
        frozen = read_figures(found.figures, {each.name: each.id for each in then.systems})
    except (ValueError, KeyError, TypeError) as error:
        raise _unfit(freeze, ("its figures are none that this version reads",)) from error
    return with_steps(plan, before, after)._replace(freeze=freeze, frozen=frozen)


def _unfit(freeze: Freeze, problems: Sequence[str]) -> Unreadable:
    return Unreadable(
        f"The freeze “{freeze.name}” cannot be compared: {'; '.join(problems)}.\n"
        "te-planner check tells what else was changed; open the last good copy."
    )


def sides_note(sides: Sides) -> str:
    """What the two readings are."""
    before, freeze = sides.before, sides.freeze
    if freeze:
        head = f"journal entry {freeze.head_seq} ({freeze.head_hash[:8]})"
        kept = f"Frozen {day_text(freeze.day)} as “{freeze.name}”, approved by {freeze.approved_by}"
        return f"{kept}: {freeze.roadmap} · {freeze.rules} · {head}; against now."
    if before.known_on:
        return "As known on each day, under today's roadmap and rules."
    text = "As of each day, by all that is known now, under today's roadmap and rules."
    if before.forecasts:
        return text
    return f"{text} Days are not compared: a past day has no forecasts."

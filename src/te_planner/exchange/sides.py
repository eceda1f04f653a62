"""Two readings of a plan to be compared: as known on a day or at a freeze, and now."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from te_planner.errors import Unreadable, WrongCall
from te_planner.exchange.marks import day_text
from te_planner.plan.snapshot import Day, Freeze, Step
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


def sides_since(
    plan: "Plan", roadmap: "Roadmap", asked: str, after: Readiness, today: Day
) -> tuple[Sides, str]:
    """A freeze by its name, else a day as people type it, against another reading; and what was meant.

    Raises WrongCall for what is neither, and for a day after the reading's.
    """
    from te_planner.plan.replay import first_day, known_on
    from te_planner.plan.typed_days import typed_day
    from te_planner.readiness.evaluate import evaluate

    freezes = {each.name.casefold(): each.name for each in after.snapshot.freezes}
    if name := freezes.get(asked.casefold()):
        return since_freeze(plan, roadmap, name, after), name
    try:
        day = typed_day(asked, "since", today)
    except WrongCall as error:
        known = ", ".join(freezes.values()) or "none"
        raise WrongCall(f"“{asked}” is no freeze (known are: {known}), and no day. {error}") from error
    if day > after.as_of:
        raise WrongCall(f"Since {day}: that lies after {after.as_of}. Name a day before it.")
    if day < first_day(plan):  # nothing was known yet: that day by all that is known now
        return Sides(evaluate(roadmap, after.snapshot, as_of=day, today=today), after), day
    before = evaluate(roadmap, known_on(plan, day), as_of=day, today=today, known_on=day)
    return with_steps(plan, before, after), day


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

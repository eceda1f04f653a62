"""`diff`: what moved between two days, or since a freeze, and what moved it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from te_planner.cli.call import Call, named
from te_planner.errors import Unreadable, WrongCall
from te_planner.exchange.change_words import cause_text, figure_text, what_moved
from te_planner.exchange.history_json import diff_json
from te_planner.exchange.marks import day_text
from te_planner.plan.snapshot import Freeze, Step
from te_planner.readiness.changes import Change, Figures, changes
from te_planner.readiness.model import Readiness

if TYPE_CHECKING:
    from te_planner.plan.store import Plan

CAUSES = 4
"""Causes of one figure that the table shows; JSON has them all."""


class Sides(NamedTuple):
    """Both readings, what the journal did between them, and the freeze that the first is of."""

    before: Readiness
    after: Readiness
    steps: tuple[Step, ...] = ()
    freeze: Freeze | None = None
    frozen: Figures | None = None


def diff(call: Call) -> int:
    """What moved, the weightiest first."""
    with call.open() as plan:
        sides = _since_freeze(call, plan) if call.args.freeze else _between(call, plan)
    found = changes(sides.before, sides.after, steps=sides.steps, frozen=sides.frozen)
    found = _of_systems(call, sides, found)
    if call.args.format == "json":
        call.out.json(diff_json(sides.before, sides.after, found, freeze=sides.freeze))
    elif call.args.format == "csv":
        call.csv([CSV_TITLES, *map(_csv_row, found)])
    else:
        _print(call, sides, found)
    return 0


def _between(call: Call, plan: "Plan") -> Sides:
    """As of both days, or as known on both."""
    first, last = call.day("from"), call.day("to") or call.today
    if first is None:
        raise WrongCall("From when? Name a day with --from DAY, or a freeze with --freeze NAME.")
    if first > last:
        raise WrongCall(f"--from {first} lies after {last}. Name the earlier day with --from.")
    if not call.args.known:
        return Sides(call.figures(first), call.figures(last))
    before, after = call.figures(first, first), call.figures(last, last)
    return Sides(before, after, _steps(plan, before, after))


def _since_freeze(call: Call, plan: "Plan") -> Sides:
    from te_planner.exchange.frozen import read_figures
    from te_planner.plan.freezes import read_freeze
    from te_planner.plan.replay import known_at
    from te_planner.readiness.evaluate import evaluate

    if call.args.known or getattr(call.args, "from") or call.args.to:
        raise WrongCall("--freeze compares what was frozen with now: leave out --from, --to and --known.")
    found = read_freeze(plan, call.args.freeze)
    if found.figures is None or found.problems:
        raise _unfit(found.freeze, found.problems)
    freeze, then = found.freeze, known_at(plan, found.freeze.head_seq)
    # as known on the day of the freeze, by the entry at which it was made
    before = evaluate(call.roadmap, then, as_of=freeze.as_of, today=freeze.day, known_on=freeze.day)
    try:
        frozen = read_figures(found.figures, {each.name: each.id for each in then.systems})
    except (ValueError, KeyError, TypeError) as error:
        raise _unfit(freeze, ("its figures are none that this version reads",)) from error
    after = call.figures(call.today)
    return Sides(before, after, _steps(plan, before, after), freeze, frozen)


def _unfit(freeze: Freeze, problems: Sequence[str]) -> Unreadable:
    return Unreadable(
        f"The freeze “{freeze.name}” cannot be compared: {'; '.join(problems)}.\n"
        "te-planner check tells what else was changed; open the last good copy."
    )


def _steps(plan: "Plan", before: Readiness, after: Readiness) -> tuple[Step, ...]:
    from te_planner.plan.replay import steps

    return steps(plan, before.snapshot.head.seq, after.snapshot.head.seq)


def _of_systems(call: Call, sides: Sides, found: tuple[Change, ...]) -> tuple[Change, ...]:
    """All, or what is of the systems asked for and of the projects that contribute there."""
    if not call.args.systems:
        return found
    both = (sides.after, sides.before)
    known = {each.system.name: id_ for readiness in both for id_, each in readiness.systems.items()}
    ids = {known[named("system", name, list(known))] for name in call.args.systems}
    keys = {
        readiness.projects[each.project_id].project.key
        for readiness in both
        for each in readiness.snapshot.contributions
        if each.system_id in ids
    }
    return tuple(
        each
        for each in found
        if each.key.system_id in ids or (each.key.system_id is None and each.ref.partition("/")[0] in keys)
    )


def _print(call: Call, sides: Sides, found: tuple[Change, ...]) -> None:
    out, before, after = call.out, sides.before, sides.after
    days = f"from {day_text(before.as_of)} to {day_text(after.as_of)}"
    out.line(f"{after.snapshot.plan.name} · {days}", "head")
    out.line(_note(sides), "quiet")
    if not found:
        out.line("Nothing moved.")
        return
    several = len({each.system for each in found if each.system}) > 1
    rows = [row for change in found for row in _rows(call, change, several=several)]
    out.table(("What", "From", "To", "Because"), rows)


def _note(sides: Sides) -> str:
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
    return f"{text} Days are not compared: a past day has no forecasts (--known has them)."


def _rows(call: Call, change: Change, *, several: bool) -> list[tuple[str, ...]]:
    causes = [cause_text(each) for each in change.causes[:CAUSES]] or [""]
    if len(change.causes) > CAUSES:
        causes.append(f"and {len(change.causes) - CAUSES} more (--format json lists all)")
    what = what_moved(call.roadmap, change)
    what = f"{change.system}: {what}" if several and change.system else what
    first = (what, figure_text(change, change.before), figure_text(change, change.after), causes[0])
    return [first, *(("", "", "", text) for text in causes[1:])]


CSV_TITLES = (
    "system", "about", "ref", "figure", "from", "from_strict", "to", "to_strict", "causes",
)  # fmt: skip


def _csv_row(change: Change) -> list[str | int | None]:
    sides: list[str | int | None] = []
    for figure in (change.before, change.after):
        value, strict = figure if figure else (None, None)
        sides += [value, value if strict is None else strict]
    causes = "; ".join(cause_text(each) for each in change.causes)
    return [change.system, change.key.about, change.ref, change.key.figure, *sides, causes]

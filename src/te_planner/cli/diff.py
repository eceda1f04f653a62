"""`diff`: what moved between two days, or since a freeze, and what moved it."""

from typing import TYPE_CHECKING

from te_planner.cli.call import Call, named
from te_planner.errors import WrongCall
from te_planner.exchange.change_words import cause_text, figure_text, what_moved
from te_planner.exchange.history_json import diff_json
from te_planner.exchange.marks import day_text
from te_planner.exchange.sides import Sides, sides_note, since_freeze, with_steps
from te_planner.readiness.changes import Change

if TYPE_CHECKING:
    from te_planner.plan.store import Plan

CAUSES = 4
"""Causes of one figure that the table shows; JSON has them all."""


def diff(call: Call) -> int:
    """What moved, the weightiest first."""
    with call.open() as plan:
        sides = _since_freeze(call, plan) if call.args.freeze else _between(call, plan)
    found = _of_systems(call, sides, sides.changes())
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
    return with_steps(plan, before, after)


def _since_freeze(call: Call, plan: "Plan") -> Sides:
    if call.args.known or getattr(call.args, "from") or call.args.to:
        raise WrongCall("--freeze compares what was frozen with now: leave out --from, --to and --known.")
    return since_freeze(plan, call.roadmap, call.args.freeze, call.figures(call.today))


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
    dated = sides.before.forecasts or sides.before.known_on
    out.line(sides_note(sides) + ("" if dated else " --known has them."), "quiet")
    if not found:
        out.line("Nothing moved.")
        return
    several = len({each.system for each in found if each.system}) > 1
    rows = [row for change in found for row in _rows(call, change, several=several)]
    out.table(("What", "From", "To", "Because"), rows)


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

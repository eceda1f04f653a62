"""`series`: readiness of each transition over time."""

from collections.abc import Sequence
from itertools import groupby

from te_planner.cli.call import NO_SYSTEM, Call
from te_planner.cli.output import glued
from te_planner.errors import WrongCall
from te_planner.exchange.history_json import series_json
from te_planner.exchange.marks import TRANSITIONS, day_text, percent
from te_planner.exchange.report.model import percent_number
from te_planner.readiness.model import Tally
from te_planner.readiness.series import Point

from te_planner.readiness.series import days_every, series as points_of  # isort: skip  # the command's name

MOST = 1200
"""Days of one call: a century, month by month."""


def series(call: Call) -> int:
    """Each transition as of each day, by all that is known now."""
    first, last = call.day("from"), call.day("to") or call.today
    if first is None or first > last:
        raise WrongCall(f"--from {first} lies after {last}. Name the earlier day with --from.")
    days = days_every(first, last, call.args.every)
    if len(days) > MOST:
        raise WrongCall(f"That are {len(days)} days; {MOST} is the limit. Take --every year, or fewer years.")
    ids = {each.system.id for each in call.systems}
    made = points_of(call.roadmap, call.readiness.snapshot, days)
    points = [each for each in made if each.system_id in ids]
    if call.args.format == "json":
        call.out.json(series_json(call.readiness, points))
    elif call.args.format == "csv":
        names = {each.id: each.name for each in call.readiness.snapshot.systems}
        call.csv([CSV_TITLES, *(_csv_row(names[each.system_id], each) for each in points)])
    else:
        _print(call, points)
    return 0


def _print(call: Call, points: Sequence[Point]) -> None:
    out = call.out
    out.line(f"{call.readiness.snapshot.plan.name} · readiness over time (derived)", "head")
    out.line("Actions · conditions satisfied of those that apply (strict in brackets) · work.", "quiet")
    if not call.systems:
        out.line(NO_SYSTEM)
    for system in call.systems:
        out.line()
        out.line(system.system.name, "head")
        own = [each for each in points if each.system_id == system.system.id]
        rows = []
        for (day, track), found in groupby(own, key=lambda each: (each.day, each.track)):
            rows.append((glued(day_text(day)), track, *(glued(_cell(each)) for each in found)))
        out.table(("Day", "Track", *(glued(each) for each in TRANSITIONS.values())), rows, indent="  ")


def _cell(point: Point) -> str:
    return f"{_tally(point.actions)} · {_tally(point.conditions)} · {percent(point.work)}"


def _tally(tally: Tally) -> str:
    if not tally.applicable:
        return "–"
    text = f"{tally.satisfied}/{tally.applicable}"
    return f"{text} ({tally.strict})" if tally.flagged else text


CSV_TITLES = (
    "day", "system", "track", "stage", "actions_satisfied", "actions_applicable", "actions_strict",
    "conditions_satisfied", "conditions_applicable", "conditions_strict", "work",
)  # fmt: skip


def _csv_row(system: str, point: Point) -> tuple[str | int | None, ...]:
    return (
        point.day,
        system,
        point.track,
        point.stage,
        *point.actions[:3],
        *point.conditions[:3],
        percent_number(point.work),
    )

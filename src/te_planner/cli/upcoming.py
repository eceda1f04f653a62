"""`next`: the benefits unlocked next, with what blocks each."""

from te_planner.cli.call import NO_SYSTEM, Call
from te_planner.cli.tables import csv_row, csv_titles
from te_planner.exchange.marks import day_text, group_text, mark_of, projects_of, when_text
from te_planner.exchange.readiness_json import next_json
from te_planner.exchange.report.model import Table, title
from te_planner.readiness.model import BenefitState, CellState, SystemReadiness


def upcoming(call: Call) -> int:
    """Coming first, then stuck."""
    if call.args.format == "json":
        call.out.json(next_json(call.readiness, call.systems))
        return 0
    if call.args.format == "csv":
        from te_planner.exchange.report.system import next_table

        tables = [(each.system.name, next_table(call.readiness, each)) for each in call.systems]
        call.csv(_csv_rows(tables))
        return 0
    systems = call.systems  # a wrong name is told before anything is printed
    call.out.line(f"{call.readiness.snapshot.plan.name} · as of {day_text(call.readiness.as_of)}", "head")
    call.note_day()
    for system in systems:
        _print_system(call, system)
    if not systems:
        call.out.line(NO_SYSTEM)
    return 0


def _csv_rows(tables: list[tuple[str, Table]]) -> list[list[object]]:
    titles = csv_titles(tables[0][1]) if tables else []
    return [
        ["system", *titles],
        *([name, *csv_row(table, row)] for name, table in tables for row in table.rows),
    ]


def _print_system(call: Call, system: SystemReadiness) -> None:
    out = call.out
    out.line()
    out.line(system.system.name, "head")
    for heading, benefits in (
        ("Coming: every blocker is covered by projects (derived)", system.coming),
        ("Stuck: at least one blocker is not (derived)", system.stuck),
    ):
        out.line(f"  {heading}" if benefits else f"  {heading.partition(':')[0]}: none")
        if benefits:
            rows = [row for benefit in benefits for row in _rows(call, benefit)]
            out.table(("", "Benefit, and what it waits for", "Standing", "When"), rows, indent="  ")


def _rows(call: Call, benefit: BenefitState) -> list[tuple[str, ...]]:
    mark = mark_of(benefit.status, benefit=True, plain=call.out.plain)
    own = (
        mark,
        f"{benefit.cell.ref} {title(call.roadmap, benefit.cell.ref)}",
        "",
        group_text(benefit.forecast),
    )
    return [own, *(_blocker(call, state) for state in benefit.blockers)]


def _blocker(call: Call, state: CellState) -> tuple[str, ...]:
    actors = ", ".join(state.cell.actors)
    if state.gap:
        standing = f"nobody delivers this · {actors}"
    else:
        standing = ", ".join((state.state, *projects_of(state))) + (
            "" if state.contributions else f" · {actors}"
        )
    when = "no date" if state.gap else when_text(state.forecast)
    mark = mark_of(state.state, plain=call.out.plain)
    return ("", f"  {mark} {state.cell.ref} {title(call.roadmap, state.cell.ref)}", standing, when)

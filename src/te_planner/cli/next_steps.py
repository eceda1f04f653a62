"""The lists of what could be done next: gaps with what they would cost, quick wins, what waits on others."""

from te_planner.cli.call import Call, objects
from te_planner.cli.outlook_lists import empty_text, outlook_of, sums_text
from te_planner.exchange.marks import money
from te_planner.exchange.outlook_json import investments_json
from te_planner.exchange.readiness_json import header
from te_planner.exchange.report.model import Column, Table, Value, title
from te_planner.exchange.report.system import projects_of
from te_planner.readiness.model import CellState, SystemReadiness


def gaps(call: Call) -> int:
    """Each gap with its estimate, then the investment that is still to be decided."""
    rows = tuple(_gap(call, system, state) for system in call.systems for state in system.gaps)
    columns = (
        Column("system", "System"),
        Column("cell", "Cell"),
        Column("title", "Title"),
        Column("actors", "Could be moved by", "list"),
        Column("blocks", "Blocks", "list"),
        Column("only", "Alone blocks", "list"),
        Column("cost", "Would cost"),
        Column("lead_months", "Months", "count"),
        Column("who", "Who"),
        Column("note", "Note"),
    )
    table = Table("gaps", "Gaps and their estimates", columns, rows, empty_text(call, "There is no gap."))
    if call.args.format == "json":
        data = header("te-planner/gaps/1", call.readiness)
        sums = [
            {"system": each.system.name} | investments_json(outlook_of(call, each).investments)
            for each in call.systems
        ]
        call.out.json(data | {"gaps": objects(table), "investment": sums})
        return 0
    code = call.table(table)
    if call.args.format == "table":
        for each in call.systems:
            _print_sums(call, each)
    return code


def _gap(call: Call, system: SystemReadiness, state: CellState) -> tuple[Value, ...]:
    ref = state.cell.ref
    estimate = outlook_of(call, system).estimates.get(ref)
    lever = system.leverage.get(ref)
    cost = estimate.cost_minor if estimate else None
    return (
        system.system.name,
        ref,
        title(call.roadmap, ref),
        state.cell.actors,
        lever.blocks if lever else (),
        lever.only if lever else (),
        f"{estimate.currency} {money(cost)}" if estimate and cost is not None else "",
        estimate.lead_months if estimate else None,
        estimate.who if estimate else "",
        estimate.note if estimate else "",
    )


def _print_sums(call: Call, system: SystemReadiness) -> None:
    """The sums in all, per track and per stage."""
    found = outlook_of(call, system).investments
    call.out.line()
    call.out.line(f"{system.system.name}: investment still to be decided", "head")
    parts = [("in all", found.whole)]
    parts += [(str(track), each) for track, each in found.tracks.items()]
    parts += [(f"stage {stage}", each) for stage, each in found.stages.items()]
    for name, each in parts:
        lead = "" if each.longest_lead is None else f", longest lead {each.longest_lead} months"
        said = ", ".join(sums_text(each)) or "nothing estimated"
        call.out.line(
            f"  {name}: {said}; {each.without_estimate} of {each.gaps} gaps without an estimate{lead}"
        )


def wins(call: Call) -> int:
    """What one step would move, then what only others can."""
    rows = tuple(row for system in call.systems for row in _wins(call, system))
    columns = (
        Column("system", "System"),
        Column("kind", "Kind"),
        Column("cell", "Cell"),
        Column("title", "Title"),
        Column("state", "State"),
        Column("who", "Who", "list"),
        Column("projects", "Projects", "list"),
        Column("benefits", "Benefits", "list"),
    )
    empty = "Nothing is one step away, and nothing waits on others."
    return call.table(Table("wins", "Quick wins, and what waits on others", columns, rows, empty))


def _wins(call: Call, system: SystemReadiness) -> list[tuple[Value, ...]]:
    outlook = outlook_of(call, system)
    found: list[tuple[str, CellState, tuple[str, ...]]] = [
        (each.step, each.state, each.unlocks) for each in outlook.quick_wins.cells
    ]
    opened: dict[str, list[str]] = {}
    for benefit in outlook.quick_wins.one_left:
        opened.setdefault(benefit.blockers[0].cell.ref, []).append(benefit.cell.ref)
    found += [("one blocker left", system.cells[ref], tuple(refs)) for ref, refs in opened.items()]
    found += [("waits on others", each.state, each.benefits) for each in outlook.waiting_on_others]
    return [
        (
            system.system.name,
            kind,
            state.cell.ref,
            title(call.roadmap, state.cell.ref),
            state.state,
            state.cell.actors,
            projects_of(state),
            benefits,
        )
        for kind, state, benefits in found
    ]

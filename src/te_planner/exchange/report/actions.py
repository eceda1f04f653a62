"""The parts of a report on what is to be decided and done: gaps, investment, quick wins."""

from collections.abc import Sequence

from te_planner.exchange.marks import money, projects_of
from te_planner.exchange.report.ahead import sums_text
from te_planner.exchange.report.material import Material
from te_planner.exchange.report.model import Column, Paragraph, Section, Table, Value, title
from te_planner.readiness.model import CellState, Readiness, SystemReadiness

NO_GAP = "There is no gap."
NO_SYSTEM = "The plan has no distribution system, so that nothing can be a gap yet."


def gap_list_section(material: Material) -> Section:
    """Each gap with what it would take."""
    table = gaps_table(material.readiness, material.systems, NO_GAP if material.systems else NO_SYSTEM)
    text = "A gap is an applicable action cell that no project delivers: still to be decided (4.1)."
    return Section("gap_list", "Gaps and what they would take", (Paragraph(text), table))


def gaps_table(readiness: Readiness, systems: Sequence[SystemReadiness], empty: str) -> Table:
    """Each gap with its estimate."""
    rows = tuple(_gap(readiness, system, state) for system in systems for state in system.gaps)
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
    return Table("gaps", "Gaps and their estimates", columns, rows, empty)


def _gap(readiness: Readiness, system: SystemReadiness, state: CellState) -> tuple[Value, ...]:
    ref = state.cell.ref
    estimate = readiness.outlook.systems[system.system.id].estimates.get(ref)
    lever = system.leverage.get(ref)
    cost = estimate.cost_minor if estimate else None
    return (
        system.system.name,
        ref,
        title(readiness.roadmap, ref),
        state.cell.actors,
        lever.blocks if lever else (),
        lever.only if lever else (),
        f"{estimate.currency} {money(cost)}" if estimate and cost is not None else "",
        estimate.lead_months if estimate else None,
        estimate.who if estimate else "",
        estimate.note if estimate else "",
    )


def investment_section(material: Material) -> Section | None:
    """What the gaps would cost, by track and stage; money, so nothing of it in a public report."""
    if material.public:
        return None
    rows: list[tuple[Value, ...]] = []
    for system in material.systems:
        found = material.readiness.outlook.systems[system.system.id].investments
        parts = [("in all", found.whole)]
        parts += [(str(track), each) for track, each in found.tracks.items()]
        parts += [(f"stage {stage}", each) for stage, each in found.stages.items()]
        rows += [
            (system.system.name, part, each.gaps, each.estimated, sums_text(each), each.longest_lead)
            for part, each in parts
            if each.gaps
        ]
    columns = (
        Column("system", "System"),
        Column("part", "Of"),
        Column("gaps", "Gaps", "count"),
        Column("estimated", "With an estimate", "count"),
        Column("cost", "Would cost", "list"),
        Column("lead_months", "Longest lead, months", "count"),
    )
    table = Table(
        "investment",
        "Investment still to be decided",
        columns,
        tuple(rows),
        NO_GAP if material.systems else NO_SYSTEM,
    )
    return Section("investment", "Investment still to be decided", (table,))


def actions_section(material: Material) -> Section:
    """What one step would move, and what only others can."""
    text = "Some need one step alone. What waits on others, nobody of the stakeholder's own can move."
    table = wins_table(material.readiness, material.systems)
    return Section("actions", "Quick wins, and what waits on others", (Paragraph(text, "derived"), table))


def wins_table(readiness: Readiness, systems: Sequence[SystemReadiness]) -> Table:
    """Quick wins by what they unlock, then blockers that wait on others."""
    rows = tuple(row for system in systems for row in _wins(readiness, system))
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
    return Table("wins", "Quick wins, and what waits on others", columns, rows, empty)


def _wins(readiness: Readiness, system: SystemReadiness) -> list[tuple[Value, ...]]:
    outlook = readiness.outlook.systems[system.system.id]
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
            title(readiness.roadmap, state.cell.ref),
            state.state,
            state.cell.actors,
            projects_of(state),
            benefits,
        )
        for kind, state, benefits in found
    ]

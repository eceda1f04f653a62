"""The parts of a report on what is to be decided and done: gaps, investment, quick wins."""

from collections.abc import Container, Sequence

from te_planner.exchange.marks import money, projects_of
from te_planner.exchange.report.ahead import sums_text
from te_planner.exchange.report.material import Material
from te_planner.exchange.report.model import Column, Paragraph, Section, Table, Value, title
from te_planner.readiness.model import CellState, Readiness, SystemReadiness
from te_planner.readiness.outlook_model import Investment

NO_GAP = "There is no gap."
NO_SYSTEM = "The plan has no distribution system, so that nothing can be a gap yet."

GAP_COLUMNS = (
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


def gap_list_section(material: Material) -> Section:
    """Each gap with what it would take."""
    table = gaps_table(material.readiness, material.systems, NO_GAP if material.systems else NO_SYSTEM)
    text = "A gap is an applicable action cell that no project delivers: still to be decided (4.1)."
    return Section("gap_list", "Gaps and what they would take", (Paragraph(text), table))


def gaps_table(readiness: Readiness, systems: Sequence[SystemReadiness], empty: str) -> Table:
    """Each gap with its estimate."""
    rows = tuple(_gap(readiness, system, state) for system in systems for state in system.gaps)
    return Table("gaps", "Gaps and their estimates", GAP_COLUMNS, rows, empty)


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


def decisions_section(material: Material) -> Section:
    """What is to be decided first, and what all of it would cost: one row a system."""
    first, left = _first_gaps(material)
    order = (
        "those that block most" if material.public else "those with an estimate, then those that block most"
    )
    text = f"A gap is taken up or set aside (4.1). First {order}"
    text += f"; {left} more in the report of gaps." if left else "."
    empty = NO_GAP if material.systems else NO_SYSTEM
    columns = (*GAP_COLUMNS[:3], *GAP_COLUMNS[6:9], Column("blocks", "Benefits it blocks", "count"))
    table = Table("decisions", "Decisions asked", columns, first, empty)
    costs = () if material.public or not first else (_costs_table(material),)
    return Section("decisions", "Decisions asked", (Paragraph(text), table, *costs))


def _first_gaps(material: Material) -> tuple[tuple[tuple[Value, ...], ...], int]:
    """The gaps that a board is asked about, and how many more there are."""
    rows: list[tuple[Value, ...]] = []
    most = 5 if len(material.systems) == 1 else 3
    for system in material.systems:
        estimates = material.readiness.outlook.systems[system.system.id].estimates

        def weight(
            state: CellState, system: SystemReadiness = system, known: Container[str] = estimates
        ) -> tuple[bool, int]:
            return state.cell.ref not in known, -_blocked(system, state)

        for state in sorted(system.gaps, key=weight)[:most]:
            row = _gap(material.readiness, system, state)
            rows.append((*row[:3], *row[6:9], _blocked(system, state)))
    return tuple(rows), sum(len(each.gaps) for each in material.systems) - len(rows)


def _blocked(system: SystemReadiness, state: CellState) -> int:
    lever = system.leverage.get(state.cell.ref)
    return len(lever.blocks) if lever else 0


def _costs_table(material: Material) -> Table:
    """What the gaps of each system would cost, in all, by track and by stage."""
    rows = []
    for system in material.systems:
        found = material.readiness.outlook.systems[system.system.id].investments
        tracks = tuple(_part(str(track), each) for track, each in found.tracks.items() if each.gaps)
        stages = tuple(_part(f"stage {stage}", each) for stage, each in found.stages.items() if each.gaps)
        whole = found.whole
        rows.append(
            (
                system.system.name,
                whole.gaps,
                whole.estimated,
                sums_text(whole),
                tracks,
                stages,
                whole.longest_lead,
            )
        )
    columns = (
        Column("system", "System"),
        Column("gaps", "Gaps", "count"),
        Column("estimated", "With an estimate", "count"),
        Column("cost", "Would cost", "list"),
        Column("by_track", "By track", "list"),
        Column("by_stage", "By stage", "list"),
        Column("lead_months", "Longest, months", "count"),
    )
    return Table("costs", "Investment still to be decided", columns, tuple(rows), NO_GAP)


def _part(name: str, found: Investment) -> str:
    """`BM USD 650,000 (1 of 8 gaps, 18 months)`."""
    lead = f", {found.longest_lead} months" if found.longest_lead is not None else ""
    sums = " and ".join(sums_text(found)) or "not estimated"
    return f"{name} {sums} ({found.estimated} of {found.gaps}{lead})"


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

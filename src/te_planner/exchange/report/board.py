"""The parts of a report that a board reads in a minute: where it stands, what comes next, what presses."""

from te_planner.exchange.marks import status_text
from te_planner.exchange.report.ahead import obligations_of
from te_planner.exchange.report.material import Material
from te_planner.exchange.report.model import Column, Paragraph, Section, Table, Value, title
from te_planner.exchange.report.system import headline
from te_planner.readiness.model import BenefitState, CellState, Due, SystemReadiness
from te_planner.roadmap.model import TRACKS

MOST = 5
"""Rows of a list that a board is shown; what is left out is counted."""
PRESSING = ("late", "at risk")

NO_SYSTEM = "The plan has no distribution system. Add one: te-planner add system NAME --region REGION"


def standing_section(material: Material) -> Section:
    """The stages in words, and one row a system: the stages, benefits and gaps."""
    rows = tuple(_standing(each) for each in material.systems)
    columns = (
        Column("system", "System"),
        Column("observed_stage", "Observed (4.2)", "stage"),
        Column("enabler_stage", "Enabler stage", "stage"),
        Column("strict_stage", "Strict", "stage"),
        *(Column(track.lower(), track, "stage") for track in TRACKS),
        Column("unlocked", "Benefits unlocked", "count"),
        Column("coming", "Coming", "count"),
        Column("stuck", "Stuck", "count"),
        Column("gap_count", "Gaps", "count"),
    )
    names = ", ".join(f"{each} {material.readiness.roadmap.tracks[each].name}" for each in TRACKS)
    text = (
        "The enabler stage, through which enablers are complete, is the lowest of the tracks, counted by "
        "what is in place with evidence; strict: without what is due for review. "
        f"Tracks: {names}. "
        "Coming: every blocker is covered by work. Stuck: at least one is not. "
        "Gaps: enablers that nobody delivers."
    )
    table = Table("standing", "Where it stands", columns, rows, NO_SYSTEM)
    told = tuple(Paragraph(headline(material.readiness, each)) for each in material.systems[:MOST])
    return Section("standing", "Where it stands", (*told, table, Paragraph(text, "derived")))


def _standing(system: SystemReadiness) -> tuple[Value, ...]:
    return (
        system.system.name,
        system.observed.stage,
        system.stage,
        system.strict_stage,
        *(each.stage for each in system.tracks),
        sum(each.unlocked for each in system.benefits.values()),
        len(system.coming),
        len(system.stuck),
        len(system.gaps),
    )


def highlights_section(material: Material) -> Section:
    """The first benefits that come next in each system, and what they wait for."""
    roadmap = material.readiness.roadmap
    rows: list[tuple[Value, ...]] = []
    waited: dict[str, None] = {}
    left = 0
    coming, stuck = (MOST, 3) if len(material.systems) == 1 else (3, 2)
    for system in material.systems:
        first = (*system.coming[:coming], *system.stuck[:stuck])
        waited.update(dict.fromkeys(state.cell.ref for each in first for state in each.blockers))
        left += len(system.coming) + len(system.stuck) - len(first)
        rows += [
            (
                system.system.name,
                each.cell.ref,
                title(roadmap, each.cell.ref),
                each.list,
                each.forecast,
                tuple(state.cell.ref for state in each.blockers),
                _missing(each),
            )
            for each in first
        ]
    columns = (
        Column("system", "System"),
        Column("cell", "Benefit"),
        Column("title", "Title"),
        Column("list", "List"),
        Column("forecast", "When", "group"),
        Column("blockers", "Waits for", "list"),
        Column("missing", "What is missing", "list"),
    )
    table = Table(
        "highlights", "Benefits that come next", columns, tuple(rows), "No benefit comes next.", True
    )
    named = "; ".join(f"{ref} {title(roadmap, ref)}" for ref in waited)
    more = f" {left} more are in the readiness report." if left else ""
    told = (Paragraph(f"What they wait for: {named}.{more}"),) if waited else ()
    return Section("highlights", "Benefits that come next", (table, *told))


def _missing(benefit: BenefitState) -> tuple[str, ...]:
    """What makes it stuck: of each blocker that no work covers, why."""
    left = [each for each in benefit.blockers if not each.covered]
    return tuple(
        f"nobody delivers {each.cell.ref}" if each.gap else f"{each.cell.ref}: {_why_open(each)}"
        for each in left
    )


def _why_open(state: CellState) -> str:
    """Why a blocker that is no gap is not covered."""
    if state.forecast.reason:
        return state.forecast.reason
    return f"work covers {state.planned_share} % of it" if state.planned_share else "no project works on it"


def pressing_section(material: Material) -> Section:
    """What is late of the work, and obligations that are late or at risk."""
    due = [
        ("late", each.day, due_text(material, each), each.project)
        for each in material.readiness.due
        if each.days > 0 and each.kind != "obligation" and due_here(material, each.project, each.system_id)
    ]
    asked = [
        (each.judgement, each.obligation.due_day, each.sentence, None)
        for each in obligations_of(material.readiness, material.chosen)
        if each.judgement in PRESSING
    ]
    rows = (*asked, *due)
    columns = (
        Column("standing", "Standing"),
        Column("day", "Day", "day"),
        Column("text", "What"),
        Column("project", "Project"),
    )
    table = Table("pressing", "What presses", columns, rows[: 2 * MOST], "Nothing is late or at risk.")
    return Section("pressing", "What presses", (table, *_left(len(rows[2 * MOST :]))))


def due_text(material: Material, due: Due) -> str:
    """What it says, with the title of the cell that it is about."""
    cell = due.kind in ("review", "attest") and title(material.readiness.roadmap, due.ref)
    return f"{due.text} ({cell})" if cell else due.text


def due_here(material: Material, project: str | None, system_id: str | None) -> bool:
    """Whether a due row is of the systems asked for, and of nothing that is not told."""
    id_ = material.readiness.keys.get(project or "")
    return (id_ is None or material.told(id_)) and (
        system_id is None or material.chosen is None or system_id in material.chosen
    )


def reached_section(material: Material) -> Section:
    """The benefits that are there, those first that are seen."""
    found = [
        (each.status != "realised", system.system.name, ref, status_text(each))
        for system in material.systems
        for ref, each in system.benefits.items()
        if each.unlocked
    ]
    rows = tuple(
        (name, ref, title(material.readiness.roadmap, ref), status)
        for _, name, ref, status in sorted(found, key=lambda each: each[0])
    )
    columns = (
        Column("system", "System"),
        Column("cell", "Benefit"),
        Column("title", "Title"),
        Column("status", "Status"),
    )
    table = Table("reached", "Benefits reached", columns, rows[:MOST], "No benefit is unlocked yet.", True)
    return Section("reached", "Benefits reached", (table, *_left(len(rows[MOST:]))))


def _left(count: int) -> tuple[Paragraph, ...]:
    return (Paragraph(f"And {count} more, which the readiness report lists."),) if count else ()

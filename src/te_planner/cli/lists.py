"""The lists: projects, milestones, contributions, attestations, and what is due."""

from te_planner.cli.call import Call, named
from te_planner.exchange.marks import day_text
from te_planner.exchange.report.evidence import extent_text
from te_planner.exchange.report.model import Column, Table, Value, title
from te_planner.plan.snapshot import Statement
from te_planner.readiness.model import MilestoneDate, ProjectWork
from te_planner.readiness.reviews import standing_of
from te_planner.readiness.variance import milestone_variance, project_variance
from te_planner.roadmap.model import TRACKS

SHORT = 8
"""Signs of an id that a list shows; enough to name a row by."""


def projects(call: Call) -> int:
    """Each project with its status, work and finish."""
    status, owner = call.args.status, call.args.owner
    rows = tuple(
        (
            work.project.key,
            work.project.title,
            work.project.owner,
            work.status,
            work.status_day,
            work.progress,
            work.project.start_day,
            work.finish,
            work.reason,
            project_variance(work),
        )
        for work in _of_systems(call)
        if (not status or work.status == status)
        and (not owner or owner.casefold() in work.project.owner.casefold())
    )
    columns = (
        Column("project", "Project"),
        Column("title", "Title"),
        Column("owner", "Owner"),
        Column("status", "Status"),
        Column("since", "Since", "day"),
        Column("work", "Work", "percent"),
        Column("start", "Start", "day"),
        Column("finish", "Finish", "day"),
        Column("reason", "No date, because"),
        Column("variance", "Days off baseline", "count"),
    )
    empty = _empty(call, "No project. te-planner add project TITLE adds one.")
    return call.table(Table("projects", "Projects", columns, rows, empty))


def _empty(call: Call, text: str) -> str:
    """What an empty list says: that nothing fits, where only some rows were asked for."""
    filters = ("systems", "status", "owner", "project", "cell", "only")
    return "None fits." if any(getattr(call.args, name, None) for name in filters) else text


def _of_systems(call: Call) -> list[ProjectWork]:
    """All projects; with --system or --project, only those that fit."""
    works = [work for work in call.readiness.projects.values() if call.project in (None, work.project.key)]
    if not call.args.systems:
        return works
    ids = {each.system.id for each in call.systems}
    there = {each.project_id for each in call.readiness.snapshot.contributions if each.system_id in ids}
    return [work for work in works if work.project.id in there]


def milestones(call: Call) -> int:
    """Each milestone with its days; what is overdue says so."""
    names = {each.id: each.name for each in call.readiness.snapshot.systems}
    late = {item.ref for item in call.readiness.due if item.kind == "milestone" and item.days > 0}
    rows = tuple(
        (
            each.milestone.id[:SHORT],
            work.project.key,
            each.milestone.title,
            _standing(each, late),
            each.milestone.baseline_day,
            each.milestone.forecast_day,
            each.day,
            each.delay,
            each.overdue if each.milestone.id in late else 0,
            each.milestone.weight,
            each.milestone.cell,
            names.get(each.milestone.system_id or "", ""),
            milestone_variance(each),
        )
        for work in _of_systems(call)
        for each in work.milestones
        if _wanted(each, late, call.args.only)
    )
    columns = (
        Column("milestone", "Id"),
        Column("project", "Project"),
        Column("title", "Title"),
        Column("standing", "Standing"),
        Column("baseline", "Baseline", "day"),
        Column("forecast", "Forecast", "day"),
        Column("day", "Day", "day"),
        Column("delay", "Moved by days", "count"),
        Column("overdue", "Days late", "count"),
        Column("weight", "Weight", "count"),
        Column("cell", "Cell"),
        Column("system", "System"),
        Column("variance", "Days off baseline", "count"),
    )
    empty = _empty(call, "No milestone. te-planner milestone add PROJECT TITLE --day DAY adds one.")
    return call.table(Table("milestones", "Milestones", columns, rows, empty))


def _standing(each: MilestoneDate, late: set[str]) -> str:
    return "done" if each.done else "late" if each.milestone.id in late else "open"


def _wanted(each: MilestoneDate, late: set[str], only: str | None) -> bool:
    return only is None or _standing(each, late) == only or (only == "open" and not each.done)


def contributions(call: Call) -> int:
    """Which project delivers which enabler, and how far it is."""
    part = _part(call)
    rows = tuple(
        (
            system.system.name,
            ref,
            title(call.roadmap, ref),
            state.state,
            work.project.project.key,
            work.contribution.share,
            work.progress,
            work.finish,
            work.reason,
        )
        for system in call.systems
        for ref, state in system.cells.items()
        for work in state.contributions
        if ref.startswith(part) and call.project in (None, work.project.project.key)
    )
    columns = (
        Column("system", "System"),
        Column("cell", "Cell"),
        Column("title", "Title"),
        Column("state", "State"),
        Column("project", "Project"),
        Column("share", "Share %", "count"),
        Column("progress", "Work", "percent"),
        Column("finish", "Finish", "day"),
        Column("reason", "No date, because"),
    )
    empty = _empty(call, "No contribution. te-planner map PROJECT CELL adds one.")
    return call.table(Table("contributions", "Contributions", columns, rows, empty))


def _part(call: Call) -> str:
    """The cell, row or track asked for with --cell, in capitals; the beginning of each of its cells."""
    asked = call.args.cell
    if asked is None:
        return ""
    said = {each.cell for each in call.readiness.snapshot.statements}
    return named("cell, row or track", asked, [*call.roadmap.cells, *call.roadmap.rows, *TRACKS, *said])


def attestations(call: Call) -> int:
    """Every statement that the plan holds, with its evidence and whether it counts."""
    snapshot = call.readiness.snapshot
    proof: dict[str, list[str]] = {}
    for item in snapshot.evidence:
        if item.statement_id:
            proof.setdefault(item.statement_id, []).append(f"{item.title}, {item.place or item.sha256}")
    flagged, part = _flagged(call), _part(call)
    names = {each.id: each.name for each in snapshot.systems}
    regions = {each.id: f"region {each.name}" for each in snapshot.regions}
    ids = {each.system.id for each in call.systems}
    home = {each.region_id for each in snapshot.systems if each.id in ids}
    rows = tuple(
        _statement(call, each, {**names, **regions}, tuple(proof.get(each.id, ())), flagged.get(each.id, ""))
        for each in snapshot.statements
        if each.cell.startswith(part)
        and (not call.args.systems or each.system_id in ids or each.region_id in home)
        and _asked(call.args.only, each, each.id in proof, each.id in flagged)
    )
    empty = _empty(call, "No statement. te-planner attest CELL --evidence 'TITLE | PLACE' makes one.")
    return call.table(Table("attestations", "Attestations and observations", STATEMENT, rows, empty))


STATEMENT = (
    Column("statement", "Id"),
    Column("kind", "Kind"),
    Column("cell", "Cell"),
    Column("title", "Title"),
    Column("stated_for", "For"),
    Column("answer", "Answer"),
    Column("effective", "Effective", "day"),
    Column("stated", "Stated", "day"),
    Column("made_by", "By"),
    Column("approved_by", "Approved by"),
    Column("extent", "Extent"),
    Column("review", "Review by", "day"),
    Column("standing", "Standing"),
    Column("evidence", "Evidence", "list"),
)


def _flagged(call: Call) -> dict[str, str]:
    """The statements that decide a cell and are flagged, with their flags."""
    return {
        standing.statement.id: ", ".join(standing.flags)
        for system in call.systems
        for ref in call.roadmap.cells
        if (standing := standing_of(system, ref)) and standing.flags
    }


def _asked(only: str | None, each: Statement, has_evidence: bool, is_flagged: bool) -> bool:
    withdrawn = bool(each.voided_day or each.ended_from)
    return {
        "claims": not has_evidence and not withdrawn,
        "flagged": is_flagged,
        "withdrawn": withdrawn,
    }.get(only or "", True)


def _statement(
    call: Call, each: Statement, names: dict[str, str], proof: tuple[str, ...], flags: str
) -> tuple[Value, ...]:
    if each.voided_day:
        standing = f"voided: {each.void_reason}"
    elif each.ended_from:
        standing = f"ended from {day_text(each.ended_from)}: {each.end_reason}"
    else:
        standing = flags or ("" if proof else "without evidence")
    known = each.cell in call.roadmap.cells
    return (
        each.id[:SHORT],
        each.kind,
        each.cell,
        title(call.roadmap, each.cell) if known else "not in this roadmap",
        names.get(each.system_id or each.region_id or "", ""),
        each.answer,
        each.effective_day,
        each.statement_day,
        each.made_by,
        each.approved_by,
        extent_text(each),
        each.review_day,
        standing,
        proof,
    )


def due(call: Call) -> int:
    """Late first, then what comes up."""
    names = {each.system.id: each.system.name for each in call.systems}
    rows = tuple(
        (
            "late" if item.days > 0 else "due",
            abs(item.days),
            item.day,
            item.kind,
            item.project,
            item.text,
            item.ref if item.kind in ("attest", "review") else item.ref[:SHORT],
            names.get(item.system_id or "", ""),
        )
        for item in call.due
    )
    columns = (
        Column("standing", "Standing"),
        Column("days", "Days", "count"),
        Column("day", "Day", "day"),
        Column("kind", "Kind"),
        Column("project", "Project"),
        Column("text", "What"),
        Column("ref", "Cell, or id"),
        Column("system", "System"),
    )
    empty = "Nothing is late, and nothing is coming up within 90 days."
    return call.table(Table("due", "Late and coming up", columns, rows, empty))

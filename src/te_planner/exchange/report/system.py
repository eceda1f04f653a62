"""The parts of the report on one distribution system: stages, readiness, and what comes next."""

from collections.abc import Callable

from te_planner.exchange.marks import BASIS, TRANSITIONS, day_text, projects_of, stage_text, status_text
from te_planner.exchange.report.charts import coverage_section, over_time_section, stages_chart
from te_planner.exchange.report.evidence import (
    changes_section,
    claims_section,
    evidence_section,
    requirements_section,
    set_aside_section,
)
from te_planner.exchange.report.model import (
    Column,
    Fact,
    Facts,
    Paragraph,
    Section,
    Table,
    Value,
    title,
)
from te_planner.readiness.model import BenefitState, CellState, Readiness, SystemReadiness


def _head(readiness: Readiness, system: SystemReadiness) -> Section:
    """Where the system stands; its other parts go below."""
    name = system.system.name
    regions = {each.id: each.name for each in readiness.snapshot.regions}
    facts = Facts(
        (
            Fact("region", "Region", regions.get(system.system.region_id, "")),
            Fact("observed_stage", "Observed stage (4.2)", system.observed.stage, "stage"),
            Fact("enabler_stage", "Enablers complete through (derived)", system.stage, "stage"),
            Fact("strict_stage", "Strict: without flagged statements", system.strict_stage, "stage"),
        )
    )
    note = (Paragraph(system.system.note),) if system.system.note else ()
    return Section(
        "system",
        name,
        (Paragraph(headline(readiness, system)), *note, facts),
        system=name,
    )


def headline(readiness: Readiness, system: SystemReadiness) -> str:
    """Where the system stands, in two sentences."""
    names = {each.number: each.name.lower() for each in readiness.roadmap.parts.stages}
    stage = system.observed.stage
    named = [f", {name}" for number, name in names.items() if number == stage]
    observed = f"stage {stage}{''.join(named)}"
    picked = system.observed.last_picked
    when = f"last picked {day_text(picked)}" if picked else "nobody has picked it yet"
    return (
        f"{system.system.name} is observed in {observed} ({when}). Its enablers are complete through: "
        f"{stage_text(system.stage, system.strict_stage)}; that is the lowest of its four tracks."
    )


def _observed(readiness: Readiness, system: SystemReadiness) -> Section:
    known = {each.key: each for each in readiness.roadmap.parts.characteristics}
    rows: list[tuple[Value, ...]] = []
    for each in system.observed.profile:
        pick = each.pick
        texts = known[each.characteristic].picks
        rows.append(
            (
                each.characteristic,
                known[each.characteristic].title,
                pick.stage if pick else None,
                texts[pick.stage - 1] if pick else "not picked yet",
                pick.effective_day if pick else None,
                pick.made_by if pick else "",
                tuple(f"{item.title}, {item.place or item.sha256}" for item in each.evidence),
            )
        )
    columns = (
        Column("characteristic", "Characteristic"),
        Column("title", "Title"),
        Column("stage", "Stage", "stage"),
        Column("description", "The description that fits"),
        Column("since", "Since", "day"),
        Column("made_by", "Picked by"),
        Column("evidence", "Evidence", "list"),
    )
    text = "The lowest of the four picks is the observed stage; it begins at 1 (4.2)."
    table = Table("profile", "Observed stage: the profile", columns, tuple(rows), "")
    return Section("observed", "Observed stage", (Paragraph(text), table))


def _enablers(readiness: Readiness, system: SystemReadiness) -> Section:
    tracks = readiness.roadmap.tracks
    rows = tuple(
        (each.track, tracks[each.track].name, each.stage, each.strict_stage, each.too_much_set_aside)
        for each in system.tracks
    )
    columns = (
        Column("track", "Track"),
        Column("name", "Name"),
        Column("stage", "Enablers complete through", "stage"),
        Column("strict_stage", "Strict", "stage"),
        Column("too_much_set_aside", "Too much set aside in", "stage"),
    )
    text = (
        "A track is complete through a stage when all its applicable enablers up to that stage are in place "
        "with evidence, or superseded by a later cell of their row that is."
    )
    table = Table("tracks", "Enabler stage by track", columns, rows, "", derived=True)
    blocks = (Paragraph(text, "derived"), table, stages_chart(readiness, system))
    return Section("enablers", "Enabler stage by track", blocks)


def _readiness(_: Readiness, system: SystemReadiness) -> Section:
    rows = tuple(
        (
            each.track,
            each.stage,
            TRANSITIONS[each.stage],
            each.actions,
            each.conditions,
            each.work,
            each.set_aside,
            each.forecast,
        )
        for track in system.tracks
        for each in track.transitions
    )
    columns = (
        Column("track", "Track"),
        Column("stage", "Stage", "stage"),
        Column("transition", "Transition"),
        Column("actions", "Actions", "tally"),
        Column("conditions", "Conditions", "tally"),
        Column("work", "Work", "percent"),
        Column("set_aside", "Set aside", "list"),
        Column("forecast", "All in place", "group"),
    )
    text = (
        "Readiness counts enablers in place with evidence; work is the progress of the projects by their "
        "milestones. The two stand side by side and are never mixed."
    )
    table = Table("readiness", "Readiness by transition", columns, rows, "", derived=True)
    return Section("readiness", "Readiness by transition", (Paragraph(text, "derived"), table))


def _waiting(readiness: Readiness, system: SystemReadiness) -> Section:
    rows = tuple(
        (ref, title(readiness.roadmap, ref), state.forecast.reason, projects_of(state))
        for ref, state in system.cells.items()
        if state.state == "delivered"
    )
    columns = (
        Column("cell", "Cell"),
        Column("title", "Title"),
        Column("reason", "Standing"),
        Column("projects", "Projects", "list"),
    )
    empty = "No finished work waits to be attested."
    table = Table("delivered", "Delivered, to be attested", columns, rows, empty)
    return Section("delivered", "Delivered, to be attested", (table,))


def next_table(readiness: Readiness, system: SystemReadiness) -> Table:
    """One row a blocker of a benefit that comes next, coming ones first."""
    rows = tuple(
        _blocker(readiness, benefit, state)
        for benefit in (*system.coming, *system.stuck)
        for state in benefit.blockers
    )
    columns = (
        Column("cell", "Benefit"),
        Column("title", "Title"),
        Column("list", "List"),
        Column("forecast", "When", "group"),
        Column("blocker", "Waits for"),
        Column("blocker_title", "Title of it"),
        Column("state", "State"),
        Column("gap", "Gap", "flag"),
        Column("actors", "Could be moved by", "list"),
        Column("projects", "Projects", "list"),
        Column("day", "Day", "day"),
        Column("basis", "Day rests on"),
        Column("reason", "Without a date, because"),
        Column("provenance", "Link"),
        Column("confidence", "Confidence"),
    )
    return Table("next", "Next benefits and what they wait for", columns, rows, "No benefit comes next.")


def _next(readiness: Readiness, system: SystemReadiness) -> Section:
    text = (
        "Benefits whose blockers can each be worked on, or watched for, today. Coming: every blocker is "
        "covered by projects. Stuck: at least one is not. The links from benefits to enablers are derived."
    )
    return Section("next", "Next benefits", (Paragraph(text, "derived"), next_table(readiness, system)))


def _blocker(readiness: Readiness, benefit: BenefitState, state: CellState) -> tuple[Value, ...]:
    own = {need.ref: need.origin for need in benefit.requirements}
    origin = own.get(state.cell.ref, "roadmap")
    link = benefit.cell.link
    return (
        benefit.cell.ref,
        title(readiness.roadmap, benefit.cell.ref),
        benefit.list,
        benefit.forecast,
        state.cell.ref,
        title(readiness.roadmap, state.cell.ref),
        state.state,
        state.gap,
        state.cell.actors,
        projects_of(state),
        state.forecast.day,
        BASIS.get(state.forecast.basis, state.forecast.basis),
        state.forecast.reason,
        "added by the planner" if origin == "added" else "derived",
        link.confidence if link and origin != "added" else "",
    )


def _reached(readiness: Readiness, system: SystemReadiness) -> Section:
    rows = tuple(
        (
            ref,
            title(readiness.roadmap, ref),
            status_text(each),
            each.cell.provenance,
            each.flagged,
            each.undecided,
        )
        for ref, each in system.benefits.items()
        if each.unlocked or each.status == "to decide"
    )
    columns = (
        Column("cell", "Benefit"),
        Column("title", "Title"),
        Column("status", "Status"),
        Column("provenance", "Text"),
        Column("flagged", "Rests on flagged", "list"),
        Column("undecided", "To decide", "list"),
    )
    table = Table("benefits", "Benefits reached, or to decide", columns, rows, "No benefit is unlocked yet.")
    return Section("benefits", "Benefits reached, or to decide", (table,))


def _gaps(readiness: Readiness, system: SystemReadiness) -> Section:
    rows = []
    for state in system.gaps:
        ref = state.cell.ref
        lever = system.leverage.get(ref)
        blocks, only = (lever.blocks, lever.only) if lever else ((), ())
        rows.append((ref, title(readiness.roadmap, ref), state.cell.actors, blocks, only))
    columns = (
        Column("cell", "Cell"),
        Column("title", "Title"),
        Column("actors", "Could be moved by", "list"),
        Column("blocks", "Blocks", "list"),
        Column("only", "Alone blocks", "list"),
    )
    table = Table("gaps", "Gaps: enablers that no project delivers", columns, tuple(rows), "There is no gap.")
    return Section("gaps", "Gaps", (table,))


def _warnings(_: Readiness, system: SystemReadiness) -> Section:
    columns = (Column("severity", "Kind"), Column("text", "Finding"), Column("refs", "About", "list"))
    rows = tuple((each.severity, each.text, each.refs) for each in system.findings)
    table = Table("warnings", "Warnings and findings", columns, rows, "Nothing was found.")
    return Section("warnings", "Warnings and findings", (table,))


PARTS: dict[str, Callable[[Readiness, SystemReadiness], Section]] = {
    "system": _head,
    "observed": _observed,
    "enablers": _enablers,
    "readiness": _readiness,
    "coverage": coverage_section,
    "over_time": over_time_section,
    "evidence": evidence_section,
    "claims": claims_section,
    "delivered": _waiting,
    "next": _next,
    "benefits": _reached,
    "gaps": _gaps,
    "set_aside": set_aside_section,
    "requirement_changes": changes_section,
    "requirements": requirements_section,
    "warnings": _warnings,
}
"""Name -> the part of the report on one system that an outline calls by it."""

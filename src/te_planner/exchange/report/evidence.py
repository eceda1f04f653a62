"""The part of the report that stands up to questions: evidence, claims, what was set aside or changed."""

from collections.abc import Iterator

from te_planner.exchange.report.model import Column, Paragraph, Section, Table, Value, title
from te_planner.plan.snapshot import Evidence, Statement
from te_planner.readiness.model import BenefitState, Readiness, Standing, SystemReadiness

CELL = (Column("cell", "Cell"), Column("title", "Title"))


def evidence_section(readiness: Readiness, system: SystemReadiness) -> Section:
    """One row an item of evidence, for every cell on which something was said with evidence."""
    rows = tuple(
        (ref, title(readiness.roadmap, ref), *_item(readiness, standing, item))
        for ref, standing in _standings(system)
        for item in standing.evidence
    )
    columns = (
        *CELL,
        Column("answer", "Answer"),
        Column("since", "Since", "day"),
        Column("stated_for", "Stated for"),
        Column("made_by", "Stated by"),
        Column("statement_day", "Stated on", "day"),
        Column("approved_by", "Approved by"),
        Column("extent", "Extent"),
        Column("kind", "Kind"),
        Column("evidence", "Evidence"),
        Column("place", "Place"),
        Column("review_day", "Review by", "day"),
        Column("flags", "Flags", "list"),
    )
    empty = "Nothing has been stated with evidence."
    table = Table("evidence", "Evidence", columns, rows, empty)
    return Section("evidence", "Evidence", (table,))


def _standings(system: SystemReadiness) -> Iterator[tuple[str, Standing]]:
    """What was said of enablers, results and benefits, in the source's order within each."""
    for ref, state in system.cells.items():
        if state.standing:
            yield ref, state.standing
    yield from system.results.items()
    for ref, benefit in system.benefits.items():
        if benefit.standing:
            yield ref, benefit.standing


def _item(readiness: Readiness, standing: Standing, item: Evidence) -> tuple[Value, ...]:
    statement = next(each for each in standing.run if each.id == item.statement_id)
    return (
        standing.answer,
        standing.since,
        stated_for(readiness, statement),
        statement.made_by,
        statement.statement_day,
        statement.approved_by,
        extent_text(statement),
        item.kind,
        item.title,
        item.place or item.sha256,
        standing.statement.review_day,
        standing.flags,
    )


def stated_for(readiness: Readiness, statement: Statement) -> str:
    """The system, or the region with all its systems."""
    if statement.system_id:
        return readiness.systems[statement.system_id].system.name
    regions = {each.id: each.name for each in readiness.snapshot.regions}
    return f"region {regions[statement.region_id or '']}"


def extent_text(statement: Statement) -> str:
    """`214 of 380 feeders`, or nothing."""
    if statement.extent_total is None:
        return ""
    return f"{statement.extent_done} of {statement.extent_total} {statement.extent_unit}".rstrip()


def claims_section(readiness: Readiness, system: SystemReadiness) -> Section:
    """What was said without evidence: it counts for nothing."""
    rows = tuple(
        (
            ref,
            title(readiness.roadmap, ref),
            each.answer,
            each.since,
            each.statement.made_by,
            each.statement.statement_day,
        )
        for ref, each in _standings(system)
        if not each.evidence
    )
    columns = (
        *CELL,
        Column("answer", "Answer"),
        Column("since", "Since", "day"),
        Column("made_by", "Stated by"),
        Column("statement_day", "Stated on", "day"),
    )
    text = "Statements without evidence. One that says in place is a claim, and is not counted as in place."
    table = Table("claims", "Statements without evidence", columns, rows, "There is none.")
    return Section("claims", "Statements without evidence", (Paragraph(text), table))


def set_aside_section(readiness: Readiness, system: SystemReadiness) -> Section:
    """Cells decided not to be applicable, with reason and who decided."""
    decisions = [state.decision for state in system.cells.values()]
    decisions += [state.decision for state in system.benefits.values()]
    rows = tuple(
        (each.cell, title(readiness.roadmap, each.cell), each.reason, each.decided_by, each.day)
        for each in decisions
        if each
    )
    columns = (
        *CELL,
        Column("reason", "Reason"),
        Column("decided_by", "Decided by"),
        Column("day", "On", "day"),
    )
    text = "Not applicable here, so decided: they are in no denominator."
    table = Table("set_aside", "Set aside", columns, rows, "Nothing is set aside.")
    return Section("set_aside", "Set aside", (Paragraph(text), table))


def changes_section(readiness: Readiness, system: SystemReadiness) -> Section:
    """The planner's own changes to the derived requirements."""
    rows = tuple(
        (
            benefit.cell.ref,
            title(readiness.roadmap, benefit.cell.ref),
            need.change.change,
            need.ref,
            need.change.reason,
            need.change.decided_by,
            need.change.day,
        )
        for benefit in system.benefits.values()
        for need in benefit.requirements
        if need.change
    )
    columns = (
        Column("cell", "Benefit"),
        Column("title", "Title"),
        Column("change", "Requirement"),
        Column("requires", "Enabler"),
        Column("reason", "Reason"),
        Column("decided_by", "Decided by"),
        Column("day", "On", "day"),
    )
    text = "Requirements that the planner waived or added; the figures on benefits rest on them."
    table = Table(
        "requirement_changes", "Requirements waived or added", columns, rows, "None was waived or added."
    )
    return Section("requirement_changes", "Requirements waived or added", (Paragraph(text), table))


def requirements_section(readiness: Readiness, system: SystemReadiness) -> Section:
    """The derived requirements on which what is said of benefits rests, with rationale and confidence."""
    rows = tuple(
        (
            benefit.cell.ref,
            title(readiness.roadmap, benefit.cell.ref),
            benefit.status,
            tuple(need.ref for need in benefit.requirements if need.origin == "roadmap"),
            link.through,
            link.rationale,
            link.confidence,
            link.provenance,
        )
        for benefit in system.benefits.values()
        if (link := benefit.cell.link) and _told(benefit)
    )
    columns = (
        Column("cell", "Benefit"),
        Column("title", "Title"),
        Column("status", "Status"),
        Column("requires", "Requires", "list"),
        Column("through", "Comes through", "list"),
        Column("rationale", "Rationale"),
        Column("confidence", "Confidence"),
        Column("provenance", "Link"),
    )
    text = "The source names no requirements of benefits. These are derived, each with its rationale."
    empty = "Nothing said of benefits rests on a requirement yet."
    table = Table("requirements", "Requirements relied on", columns, rows, empty, derived=True)
    return Section("requirements", "Requirements relied on (derived)", (Paragraph(text, "derived"), table))


def _told(benefit: BenefitState) -> bool:
    return benefit.status in ("realised", "unlocked", "next", "to decide")

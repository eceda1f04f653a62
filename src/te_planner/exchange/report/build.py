"""A report as a document, and the parts of it that are about the plan as a whole."""

from collections.abc import Callable, Sequence

from te_planner.exchange.marks import BENEFIT_MARKS, CELL_MARKS, DERIVED, OVERLAY, as_of_note
from te_planner.exchange.report.board import due_text
from te_planner.exchange.report.charts import calendar_events, schedule_section, undated_milestones
from te_planner.exchange.report.material import Material
from te_planner.exchange.report.model import (
    Column,
    Fact,
    Facts,
    Journal,
    Paragraph,
    Report,
    Section,
    Table,
    walk,
)
from te_planner.exchange.report.outlines import Outline, read_kind
from te_planner.exchange.report.pages import usual_paper
from te_planner.exchange.report.public import internal_projects, public_readiness, public_sides
from te_planner.exchange.report.quoted import Name, internal_names, quoted
from te_planner.exchange.sides import Sides
from te_planner.plan.snapshot import Day
from te_planner.readiness.model import Readiness, SystemReadiness

ENDORSEMENT = "ISO and IEC neither wrote nor endorse this report, the plan or the program that made it."


def build_report(
    readiness: Readiness,
    *,
    command: str,
    made_on: Day,
    systems: Sequence[str] | None = None,
    outline: Outline | None = None,
    public: bool = False,
    internal: Sequence[str] = (),
    since: Sides | None = None,
    files: dict[str, str] | None = None,
    calendar: bool = False,
    paper: str | None = None,
) -> Report:
    """The report of a plan's figures; `systems` (ids) keeps to some of them, `command` made it.

    `outline`: what it is made of (the full readiness report without). `public`: without what is internal;
    `internal`: ids of projects that the plan marks so by now, where the figures are as known on another day.
    `since`: what changes are told against; `files`: how the evidence files at hand stand, by evidence id.
    `paper`: `a4` or `letter`, else as is usual where the plan's currency is.
    The days for a `calendar` are in it where they are asked for: they are many.
    Raises WrongCall where the outline asks for what there is not.
    """
    from te_planner.exchange.report.compose import outlined  # its template engine is heavy

    names: tuple[Name, ...] = ()
    if public:
        told = [readiness, *((since.before, since.after) if since else ())]
        hidden = internal_projects(told, internal)
        names = internal_names(told, hidden)
        readiness = public_readiness(readiness, made_on, hidden)
        since = public_sides(since, made_on, hidden) if since else None
    chosen = tuple(each for id_, each in readiness.systems.items() if systems is None or id_ in systems)
    ids = None if systems is None or len(chosen) == len(readiness.systems) else frozenset(systems)
    material = Material(readiness, chosen, ids, made_on, command, public, since, files)
    snapshot, outline = readiness.snapshot, outline or read_kind("readiness")
    title, sections = outlined(outline, material)
    facts = _facts(material)
    report = Report(
        title=title or f"{outline.name}: {snapshot.plan.name}",
        plan=snapshot.plan.name,
        stakeholder=snapshot.plan.stakeholder,
        as_of=readiness.as_of,
        known_on=readiness.known_on,
        made_on=made_on,
        forecasts=readiness.forecasts,
        roadmap=readiness.roadmap.label,
        rules=readiness.rules,
        journal=Journal(snapshot.head.seq, snapshot.head.hash),
        command=command,
        facts=facts,
        head=_head(facts, sections),
        sections=sections,
        kind=outline.kind,
        public=public,
        events=calendar_events(readiness, material.told) if calendar else (),
        undated=undated_milestones(readiness),
        paper=paper or usual_paper(snapshot.plan.currency),
    )
    return report._replace(quoted=quoted(report, names))


def _head(facts: Facts, sections: tuple[Section, ...]) -> Facts:
    """The facts at the head: those that say what it is of, where the rest stands in a section of its own."""
    apart = any(section.key == RECORD for _, section in walk(sections))
    return Facts(tuple(each for each in facts.facts if each.key in AT_HEAD)) if apart else facts


def _record(material: Material) -> Section:
    """What each report says of itself, for an outline that begins with something else."""
    rest = tuple(each for each in _facts(material).facts if each.key not in AT_HEAD)
    return Section(RECORD, "How this was made", (Facts(rest),))


RECORD = "record"
AT_HEAD = ("stakeholder_name", "system_names", "as_of_day", "known_on_day", "public_text")


def _facts(material: Material) -> Facts:
    readiness, systems, made_on = material.readiness, material.systems, material.made_on
    plan, head = readiness.snapshot.plan, readiness.snapshot.head
    journal = f"entry {head.seq}, {head.hash}" if head.seq else "no entry yet"
    then = "known" if readiness.known_on else "made"
    forecasts = f"given, as expected on the day on which this was {then}" if readiness.forecasts else "none"
    if note := as_of_note(readiness.as_of, made_on, readiness.known_on):
        forecasts += f". {note}"
    return Facts(
        (
            Fact("plan_name", "Plan", plan.name),
            Fact("stakeholder_name", "Stakeholder", plan.stakeholder),
            Fact("system_names", "Systems", tuple(each.system.name for each in systems)),
            Fact("as_of_day", "As of", readiness.as_of, "day"),
            *([Fact("known_on_day", "As known on", readiness.known_on, "day")] if readiness.known_on else []),
            Fact("forecasts_text", "Forecasts", forecasts),
            Fact("roadmap_label", "Roadmap", readiness.roadmap.label),
            Fact("rules_version", "Rules", readiness.rules),
            Fact("journal_head", "Journal of the plan", journal),
            Fact("derived_text", "Derived, not the source's", DERIVED_FIGURES),
            Fact("claimed_text", "Claimed without evidence", _claimed(systems)),
            *([Fact("public_text", "Public version", _left_out(material))] if material.public else []),
            Fact("made_on_day", "Made on", made_on, "day"),
            Fact("command_line", "Made by", material.command),
        )
    )


DERIVED_FIGURES = (
    "the enabler stage, readiness, natures and actors of cells, the requirements of benefits, all dates and "
    "progress"
)


def _claimed(systems: Sequence[SystemReadiness]) -> str:
    """The cells that somebody says are in place and nothing shows, the first of them by name."""
    found = [
        f"{ref} in {system.system.name}"
        for system in systems
        for ref, state in system.cells.items()
        if state.state == "claimed"
    ]
    if not found:
        return "nothing"
    more = f" and {len(found) - CLAIMED} more" if len(found) > CLAIMED else ""
    return f"{len(found)}, none of them counted as in place: {', '.join(found[:CLAIMED])}{more}"


CLAIMED = 12


def _left_out(material: Material) -> str:
    count = sum(each.internal for each in material.readiness.snapshot.projects)
    marked = "1 project that is" if count == 1 else f"{count} projects that are"
    projects = f" and {marked} marked internal" if count else ""
    return (
        f"left out are notes, owners, budgets, estimates of what gaps would cost{projects}. The figures "
        "count all work, told or not."
    )


def _missing(material: Material) -> Section | None:
    """What the plan has to hold before its figures say much; nothing where it has it all."""
    snapshot, systems = material.readiness.snapshot, material.systems
    said = []
    if not snapshot.systems:
        said.append(
            "The plan has no distribution system yet, so no stage can be stated. "
            "Add one: te-planner add system NAME --region REGION"
        )
    if not snapshot.projects:
        said.append(
            "The plan has no project yet, so every enabler that is not attested is a gap. "
            "Add one: te-planner add project TITLE, then te-planner map PROJECT CELL"
        )
    for system in systems:
        name = system.system.name
        if system.observed.last_picked is None:
            said.append(
                f"Nobody has picked the observed stage of {name}: it stands at stage 1, where every system "
                "begins. Pick it: te-planner pick CHARACTERISTIC STAGE"
            )
        if not any(state.standing for state in system.cells.values()):
            said.append(
                f"Nothing is attested in {name}: no enabler counts as in place. "
                "Attest one: te-planner attest CELL --evidence 'TITLE | PLACE'"
            )
    if not said:
        return None
    return Section("missing", "What is missing", tuple(Paragraph(text, "warning") for text in said))


def _projects(material: Material) -> Section:
    rows = tuple(
        (
            work.project.key,
            work.project.title,
            work.project.owner,
            work.status,
            work.progress,
            work.finish,
            work.reason,
        )
        for id_, work in material.readiness.projects.items()
        if material.told(id_)
    )
    columns = (
        Column("project", "Project"),
        Column("title", "Title"),
        Column("owner", "Owner"),
        Column("status", "Status"),
        Column("work", "Work", "percent"),
        Column("finish", "Finish", "day"),
        Column("reason", "Without a date, because"),
    )
    table = Table("projects", "Projects", columns, rows, "The plan has no project.")
    return Section("projects", "Projects", (table,))


def _due(material: Material) -> Section:
    readiness, names = material.readiness, {each.system.id: each.system.name for each in material.systems}
    rows = tuple(
        (
            "late" if item.days > 0 else "due",
            item.kind,
            item.day,
            due_text(material, item),
            item.project,
            names.get(item.system_id or ""),
        )
        for item in readiness.due
        if (item.system_id is None or item.system_id in names)
        and (item.project is None or material.told(readiness.keys[item.project]))
    )
    columns = (
        Column("standing", "Standing"),
        Column("kind", "Kind"),
        Column("day", "Day", "day"),
        Column("text", "What"),
        Column("project", "Project"),
        Column("system", "System"),
    )
    table = Table("due", "Late and coming up", columns, rows, "Nothing is late, and nothing is coming up.")
    return Section("due", "Late and coming up", (table,))


def _plan_warnings(material: Material) -> Section:
    columns = (Column("severity", "Kind"), Column("text", "Finding"), Column("refs", "About", "list"))
    rows = tuple((each.severity, each.text, each.refs) for each in material.readiness.findings)
    table = Table("findings", "Findings on the plan", columns, rows, "Nothing was found.")
    return Section("findings", "Findings on the plan", (table,))


def _basis(material: Material) -> Section:
    """Which of it is the source's, and which is ours."""
    readiness = material.readiness
    edition = readiness.roadmap.edition
    source = (
        f"The source's ({edition.document}): the stages and the four characteristics by which a system is "
        "observed (4.2), the tracks (4.3), the swim lanes (4.4), and the cells of tables 5 to 18."
    )
    derived = (
        "Derived, not the source's: the enabler stage and the readiness of tracks and transitions, the "
        "natures and actors of cells, every benefit's requirements with rationale and confidence, all dates "
        "and progress, and the results and benefits of the PC track, which the source text at hand lacks "
        f"({DERIVED} before a title). They follow {readiness.rules}."
    )
    added = tuple(
        Paragraph(
            f"Neither the source's nor ours: overlay {each.name} {each.version}, {each.title}.", "derived"
        )
        for each in readiness.roadmap.parts.overlays
    )
    said = Paragraph(f"{edition.statement} {ENDORSEMENT}")
    return Section(
        "basis", "What this rests on", (Paragraph(source), Paragraph(derived, "derived"), *added, said)
    )


def _legend(_: Material) -> Section:
    columns = (Column("word", "Word"), Column("of", "Said of"), Column("meaning", "Meaning"))
    rows = tuple(
        (mark.word, what, mark.meaning)
        for what, marks in (("enabler", CELL_MARKS), ("benefit", BENEFIT_MARKS))
        for mark in marks.values()
    )
    extra = (
        (DERIVED, "title", "derived, not the source's"),
        (OVERLAY, "title", "an overlay's, neither the source's nor derived"),
        ("…", "title", "the source text at hand is cut short there"),
        ("strict", "figure", "the same figure without what rests on a flagged statement"),
        ("flagged", "statement", "its review day has passed, or the roadmap's meaning changed"),
        ("work", "figure", "progress of the projects by their milestones; it is not attainment"),
    )
    table = Table("legend", "Words", columns, rows + extra, "")
    return Section("legend", "Words", (table,))


PARTS: dict[str, Callable[[Material], Section | None]] = {
    "missing": _missing,
    "projects": _projects,
    "schedule": schedule_section,
    "due": _due,
    "findings": _plan_warnings,
    "basis": _basis,
    RECORD: _record,
    "legend": _legend,
}
"""Name -> the part on the plan as a whole that an outline calls by it; None where it has nothing to say."""

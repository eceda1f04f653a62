"""The stage-readiness summary as a document: what a board or a commission gets."""

from collections.abc import Sequence

from te_planner.exchange.marks import BENEFIT_MARKS, CELL_MARKS, DERIVED, OVERLAY, as_of_note
from te_planner.exchange.report.charts import (
    calendar_events,
    schedule_section,
    undated_milestones,
)
from te_planner.exchange.report.model import (
    Column,
    Fact,
    Facts,
    Journal,
    Paragraph,
    Report,
    Section,
    Table,
)
from te_planner.exchange.report.system import system_section
from te_planner.plan.snapshot import Day
from te_planner.readiness.model import Readiness, SystemReadiness

ENDORSEMENT = (
    "ISO and IEC neither wrote nor endorse this report, the plan or the program that made it. The roadmap's "
    "texts are a summary in other words; the document itself is what counts."
)


def build_report(
    readiness: Readiness,
    *,
    command: str,
    made_on: Day,
    systems: Sequence[str] | None = None,
    calendar: bool = False,
) -> Report:
    """The report of a plan's figures; `systems` (ids) keeps to some of them, `command` made it.

    The days for a `calendar` are in it where they are asked for: they are many.
    """
    chosen = [each for id_, each in readiness.systems.items() if systems is None or id_ in systems]
    snapshot = readiness.snapshot
    return Report(
        title=f"Stage-readiness summary: {snapshot.plan.name}",
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
        facts=_facts(readiness, chosen, command, made_on),
        sections=(
            *_missing(readiness, chosen),
            *(system_section(readiness, each) for each in chosen),
            _projects(readiness),
            schedule_section(readiness, chosen),
            _due(readiness, chosen),
            _plan_warnings(readiness),
            _basis(readiness),
            _legend(),
        ),
        events=calendar_events(readiness) if calendar else (),
        undated=undated_milestones(readiness),
    )


def _facts(readiness: Readiness, systems: Sequence[SystemReadiness], command: str, made_on: Day) -> Facts:
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
            Fact("made_on_day", "Made on", made_on, "day"),
            Fact("command_line", "Made by", command),
        )
    )


def _missing(readiness: Readiness, systems: Sequence[SystemReadiness]) -> tuple[Section, ...]:
    """What the plan has to hold before its figures say much; nothing where it has it all."""
    snapshot = readiness.snapshot
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
        return ()
    return (Section("missing", "What is missing", tuple(Paragraph(text, "warning") for text in said)),)


def _projects(readiness: Readiness) -> Section:
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
        for work in readiness.projects.values()
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


def _due(readiness: Readiness, systems: Sequence[SystemReadiness]) -> Section:
    names = {each.system.id: each.system.name for each in systems}
    rows = tuple(
        (
            "late" if item.days > 0 else "due",
            item.kind,
            item.day,
            item.text,
            item.project,
            names.get(item.system_id or ""),
        )
        for item in readiness.due
        if item.system_id is None or item.system_id in names
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


def _plan_warnings(readiness: Readiness) -> Section:
    columns = (Column("severity", "Kind"), Column("text", "Finding"), Column("refs", "About", "list"))
    rows = tuple((each.severity, each.text, each.refs) for each in readiness.findings)
    table = Table("findings", "Findings on the plan", columns, rows, "Nothing was found.")
    return Section("findings", "Findings on the plan", (table,))


def _basis(readiness: Readiness) -> Section:
    """Which of it is the source's, and which is ours."""
    edition = readiness.roadmap.edition
    source = (
        f"The source's ({edition.document}): the stages and the four characteristics by which a system is "
        "observed (4.2), the tracks (4.3), the swim lanes (4.4), and the cells of tables 5 to 18."
    )
    derived = (
        "Derived, not the source's: the enabler stage and the readiness of tracks and transitions, the "
        "natures and actors of cells, every benefit's requirements with rationale and confidence, all dates "
        "and progress, and the results and benefits of the PC track, which the source text at hand lacks. "
        f"They follow {readiness.rules}."
    )
    added = tuple(
        Paragraph(
            f"Neither the source's nor ours: overlay {each.name} {each.version}, {each.title}.", "derived"
        )
        for each in readiness.roadmap.parts.overlays
    )
    blocks = (Paragraph(source), Paragraph(derived, "derived"), *added, Paragraph(edition.statement))
    return Section("basis", "What this rests on", (*blocks, Paragraph(ENDORSEMENT)))


def _legend() -> Section:
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

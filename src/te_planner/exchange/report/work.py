"""The parts of a report on the work: milestones against their baselines, and the money."""

from te_planner.exchange.report.material import Material
from te_planner.exchange.report.model import Column, Paragraph, Section, Table, Value
from te_planner.readiness.budgets import budget_of
from te_planner.readiness.model import MilestoneDate, ProjectWork
from te_planner.readiness.variance import milestone_variance

NO_MILESTONE = "No milestone. Add one: te-planner add milestone PROJECT TITLE --day DAY"
NO_BUDGET = "No budget line. Set one: te-planner set budget PROJECT YEAR KIND PLANNED"


def milestones_section(material: Material) -> Section:
    """Each milestone: planned, actual or expected, by how many days it is off, owner and status."""
    names = {each.id: each.name for each in material.readiness.snapshot.systems}
    rows = tuple(
        _milestone(work, each, names.get(each.milestone.system_id or "", ""))
        for work in works(material)
        for each in work.milestones
    )
    columns = (
        Column("project", "Project"),
        Column("project_title", "Title of it"),
        Column("milestone", "Milestone"),
        Column("planned", "Planned", "day"),
        Column("forecast", "Forecast", "day"),
        Column("actual", "Actual", "day"),
        Column("expected", "Expected", "day"),
        Column("variance", "Days off plan", "count"),
        Column("owner", "Owner"),
        Column("status", "Status"),
        Column("cell", "Cell"),
        Column("system", "System"),
    )
    text = (
        "Planned is the baseline. Expected is the forecast, else the baseline, moved by delays. Off plan: "
        "the actual or expected day less the planned one."
    )
    table = Table("milestones", "Milestones", columns, rows, NO_MILESTONE)
    return Section("milestones", "Milestones", (Paragraph(text, "derived"), table))


def works(material: Material) -> list[ProjectWork]:
    """The projects that may be told; of some systems, those that contribute there."""
    there = {
        each.project_id
        for each in material.readiness.snapshot.contributions
        if material.chosen is None or each.system_id in material.chosen
    }
    return [
        work
        for id_, work in material.readiness.projects.items()
        if material.told(id_) and (material.chosen is None or id_ in there)
    ]


def _milestone(work: ProjectWork, each: MilestoneDate, system: str) -> tuple[Value, ...]:
    milestone = each.milestone
    return (
        work.project.key,
        work.project.title,
        milestone.title,
        milestone.baseline_day,
        milestone.forecast_day,
        each.day if each.done else None,
        None if each.done else each.day,
        milestone_variance(each),
        work.project.owner,
        "done" if each.done else work.status if work.status in ("on hold", "cancelled") else _open(each),
        milestone.cell,
        system,
    )


def _open(each: MilestoneDate) -> str:
    return f"late by {each.overdue} days" if each.overdue else "open"


def budgets_section(material: Material) -> Section | None:
    """Each budget line and the sums of each project; nothing of it in a public report."""
    if material.public:
        return None
    lines: list[tuple[Value, ...]] = []
    sums: list[tuple[Value, ...]] = []
    for work in works(material):
        project = work.project
        own, totals = budget_of(material.readiness.snapshot, project.id)
        named = (project.key, project.title, project.owner, work.status)
        lines += [
            (*named, *which, *_money(each.currency, each.planned_minor, each.actual_minor))
            for each in own
            for which in [(each.year, each.kind, each.docket)]
        ]
        sums += [(*named, *_money(each.currency, each.planned, each.actual)) for each in totals]
    project_columns = (
        Column("project", "Project"),
        Column("title", "Title"),
        Column("owner", "Owner"),
        Column("status", "Status"),
    )
    line_columns = (Column("year", "Year"), Column("kind", "Kind"), Column("docket", "Docket"))
    money_columns = (
        Column("currency", "Currency"),
        Column("planned", "Planned", "number"),
        Column("actual", "Actual", "number"),
        Column("variance", "Actual less planned", "number"),
    )
    blocks = (
        Table("budget_sums", "Budget by project", (*project_columns, *money_columns), tuple(sums), NO_BUDGET),
        Table(
            "budget_lines",
            "Budget by year and kind",
            (*project_columns, *line_columns, *money_columns),
            tuple(lines),
            NO_BUDGET,
        ),
    )
    return Section("budgets", "Budget", blocks if lines else blocks[:1])


def _money(currency: str, planned: int, actual: int | None) -> tuple[Value, ...]:
    """The currency; planned, actual and what it is off, in major units."""
    return currency, _major(planned), _major(actual), _major(None if actual is None else actual - planned)


def _major(minor: int | None) -> Value:
    if minor is None:
        return None
    return minor // 100 if minor % 100 == 0 else minor / 100

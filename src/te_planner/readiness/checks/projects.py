"""The findings of a project: its milestones, its days, what it waits for, who owns it."""

from collections import defaultdict
from collections.abc import Iterator

from te_planner.plan.days import spelled
from te_planner.plan.snapshot import Day, Dependency
from te_planner.readiness.checks.going import command, milestone_name
from te_planner.readiness.model import Finding, ProjectWork, Severity
from te_planner.readiness.projects import CIRCLE, NO_PAST_FORECAST, in_order


def project_findings(
    work: ProjectWork, projects: dict[str, ProjectWork], today: Day, *, delivers: bool
) -> Iterator[Finding]:
    """What contradicts itself, is improbable or is not finished. A cancelled project has none."""
    if work.cancelled:
        return
    yield from _milestones(work, today)
    yield from _days(work)
    yield from _waiting(work, projects)
    yield from _unfinished(work, delivers=delivers)


def _finding(
    work: ProjectWork, code: str, severity: Severity, text: str, going: tuple[str, ...], key: str
) -> Finding:
    own = work.project.key
    return Finding(code, severity, f"{own} {text}", (own,), None, going, key)


def _milestones(work: ProjectWork, today: Day) -> Iterator[Finding]:
    key = work.project.key
    if not work.milestones:
        said = "is done without any milestone: nothing shows when"
        if work.status != "done":
            said = "has no milestone: its progress stays at 0 until it is done"
        yield _finding(work, "no-milestones", "warning", said, command("why", key), "t")
        return
    still_open = [each for each in work.milestones if not each.done]
    if work.status == "done" and still_open:
        said = f"is done, while {len(still_open)} of its milestones are open"
        going = command("milestones", "--project", key, "--open")
        yield _finding(work, "done-with-open", "error", said, going, "d")
    if work.status == "active" and not still_open:
        said = "is active, and all its milestones are done: is it done?"
        yield _finding(work, "all-done", "warning", said, command("set", "status", key, "done"), "c")
    for each in still_open:
        actual = each.milestone.actual_day
        if actual and actual > today:
            said = f"says that “{each.milestone.title}” was done on {spelled(actual)}, which is still to come"
            going = command("why", milestone_name(work, each))
            yield _finding(work, "done-in-future", "warning", said, going, "w")
        elif each.planned is None:
            said = f"has no day for “{each.milestone.title}”: neither a baseline nor a forecast"
            going = command("why", milestone_name(work, each))
            yield _finding(work, "no-day", "warning", said, going, "f")


def _days(work: ProjectWork) -> Iterator[Finding]:
    own = work.project
    if work.finish is None and work.reason not in ("", NO_PAST_FORECAST) and not _told(work):
        going = command("why", "--date", own.key)
        yield _finding(work, "no-date", "warning", f"has no finish date: {work.reason}", going, "w")
    if own.end_day and work.status != "done":
        # a forecast beyond the end is a delay, and told as such; a baseline beyond it was never meant
        first = [
            (each.milestone.baseline_day or each.planned or "", each.milestone.title)
            for each in work.milestones
        ]
        last, title = max(first, default=("", ""))
        if last > own.end_day:
            said = (
                f"is to end on {spelled(own.end_day)}, while its milestone “{title}” was planned for "
                f"{spelled(last)}"
            )
            going = command("milestones", "--project", own.key)
            yield _finding(work, "end-before-milestones", "warning", said, going, "f")
    if own.start_day and own.end_day and own.end_day < own.start_day:
        said = f"is to end on {spelled(own.end_day)}, before its start on {spelled(own.start_day)}"
        yield _finding(work, "end-before-start", "error", said, command("why", own.key), "enter")


def _told(work: ProjectWork) -> bool:
    """Whether a finding of its own says already why there is no finish."""
    undated = any(not each.done and each.planned is None for each in work.milestones)
    return undated or work.reason == CIRCLE


def _waiting(work: ProjectWork, projects: dict[str, ProjectWork]) -> Iterator[Finding]:
    key = work.project.key
    for dependency in work.dependencies:
        before = projects[dependency.depends_on_id]
        other = before.project.key
        if before.cancelled:
            said = f"waits for {other}, which is cancelled"
            going = command("remove", "dependency", key, "--on", other)
            yield _finding(work, "waits-for-cancelled", "warning", said, going, "enter")
        elif work.begun and work.status != "done" and before.status != "done" and before.progress < 1:
            said = f"has begun before {other}, which it waits for, is finished"
            yield _finding(work, "begun-early", "warning", said, command("why", other), "w")


def _unfinished(work: ProjectWork, *, delivers: bool) -> Iterator[Finding]:
    key = work.project.key
    if work.status == "done":
        return
    if not work.project.owner.strip():
        said = "has no owner yet: set project --owner names one"
        yield _finding(work, "no-owner", "information", said, command("why", key), "enter")
    if not delivers:
        said = "delivers no enabler yet: map says which"
        yield _finding(work, "delivers-nothing", "information", said, command("why", key), "m")


def circles(projects: dict[str, ProjectWork]) -> Iterator[Finding]:
    """The circles of projects that wait for one another; none of them has a date."""
    left = {id_: work for id_, work in projects.items() if work.dependencies}
    while True:
        names = {id_: work.project for id_, work in left.items()}
        dependencies: dict[str, list[Dependency]] = defaultdict(list)
        dependencies |= {id_: list(work.dependencies) for id_, work in left.items()}
        inside = in_order(names, dependencies)[1]
        if not inside:
            return
        circle = _circle(inside, left)
        keys = [work.project.key for work in circle]
        text = f"projects wait for one another in a circle: {' → '.join([*keys, keys[0]])}"
        yield Finding("circle", "error", text, tuple(keys), None, command("why", keys[0]), "enter")
        for work in circle:
            del left[work.project.id]


def _circle(inside: set[str], projects: dict[str, ProjectWork]) -> list[ProjectWork]:
    """From one to what it waits for, until one comes again: each in there waits for another in there."""
    walked: list[ProjectWork] = []
    work = min((projects[id_] for id_ in inside), key=lambda each: each.project.key)
    while work not in walked:
        walked.append(work)
        work = next(
            projects[each.depends_on_id] for each in work.dependencies if each.depends_on_id in inside
        )
    return walked[walked.index(work) :]

"""The card of a project: its days, milestones, contributions, what it waits for, its money, what it opens."""

from collections.abc import Iterator

from te_planner.exchange.marks import BENEFIT_MARKS, CELL_MARKS, day_text, money, percent
from te_planner.readiness.indexed import dependencies_by_first
from te_planner.readiness.model import MilestoneDate, ProjectWork, Readiness, SystemReadiness
from te_planner.readiness.opened import (
    benefits_of_project,
    contributions_of,
    delivered_by,
    opened_by_project,
)
from te_planner.tui import routes
from te_planner.tui.lines import BLANK, Line, Span, Target, headed, heading, labelled, line, offer, wrapped
from te_planner.tui.wording import STATUS_TONES, lateness, milestone_words, sign, status_of, title_of


def project_card(
    readiness: Readiness, system: SystemReadiness | None, work: ProjectWork, width: int, *, plain: bool
) -> list[Line]:
    """Everything about a project."""
    own = work.project
    made = wrapped(f"{own.key}  {own.title}", width, "head", target=routes.project(work))
    since = f" since {day_text(work.status_day)}" if work.status_day else ""
    parts = [f"{work.status}{since}", f"work {percent(work.progress)}", lateness(work)]
    made += wrapped(" · ".join(each for each in parts if each), width, STATUS_TONES.get(work.status, ""))
    made += _facts(work, width)
    made += _milestones(work, width, plain)
    made += _contributions(readiness, work, width, plain)
    if system:
        made += _opens(readiness, system, work, width, plain)
    made += _dependencies(readiness, work, width)
    made += _budget(readiness, work, width)
    return made


def _facts(work: ProjectWork, width: int) -> list[Line]:
    own = work.project
    finish = day_text(work.finish) if work.finish else f"no date: {work.reason}"
    if work.finish and work.fixed_by:
        finish += f", fixed by {work.fixed_by}"
    made = labelled("internal", "public reports leave it out", width, tone="check") if own.internal else []
    made += labelled("owner", own.owner or "nobody yet", width)
    planned = f"{day_text(own.start_day, 'no start')} to {day_text(own.end_day, 'no end')}"
    made += labelled("planned", planned if own.start_day or own.end_day else "no days yet", width)
    made += labelled("finish", finish, width)
    if work.earliest_start and work.delay:
        made += labelled("start", f"not before {day_text(work.earliest_start)}", width, tone="check")
    return made + (labelled("note", own.note, width, tone="quiet") if own.note else [])


def _milestones(work: ProjectWork, width: int, plain: bool) -> Iterator[Line]:
    yield BLANK
    yield heading("Milestones", "t new, d done, f forecast")
    for each in work.milestones:
        yield from _milestone(each, width, plain)
    if not work.milestones:
        yield from wrapped("none: its progress stays at 0 until it is done", width, "check", indent=2)


def _milestone(date: MilestoneDate, width: int, plain: bool) -> list[Line]:
    own = date.milestone
    mark = CELL_MARKS["attained" if date.done else "planned"]
    said, tone = milestone_words(date)
    parts = [f"{sign(mark, plain)} {own.title}: {said}", day_text(date.day, "")]
    if not date.done and own.baseline_day and own.baseline_day != date.day:
        parts.append(f"baseline {day_text(own.baseline_day)}")
    if own.weight != 1:
        parts.append(f"weight {own.weight}")
    parts.append(own.cell or "")
    return wrapped(
        " · ".join(each for each in parts if each), width, tone, indent=2, target=routes.milestone(date)
    )


def _contributions(readiness: Readiness, work: ProjectWork, width: int, plain: bool) -> Iterator[Line]:
    yield BLANK
    yield heading("Delivers", "m maps an enabler")
    id_, found = work.project.id, False
    for system in readiness.systems.values():
        place = f", in {system.system.name}" if len(readiness.systems) > 1 else ""
        for state in delivered_by(readiness, system.system.id, id_).values():
            for each in contributions_of(state, id_):
                found = True
                mark = CELL_MARKS[state.state]
                text = (
                    f"{sign(mark, plain)} {title_of(readiness, state.cell.ref)}: "
                    f"{each.contribution.share} % of it, work {percent(each.progress)}{place}"
                )
                target = routes.cell(state.cell.ref, state.system_id)
                yield from wrapped(text, width, mark.tone, indent=2, target=target)
    if not found:
        yield line(Span("  no enabler yet", "check"))


def _opens(
    readiness: Readiness, system: SystemReadiness, work: ProjectWork, width: int, plain: bool
) -> Iterator[Line]:
    id_ = work.project.id
    opened = opened_by_project(readiness, system.system.id, id_)
    waiting = [ref for ref in benefits_of_project(readiness, system.system.id, id_) if ref not in opened]
    yield BLANK
    yield from headed("If this finishes, these benefits open", "once attested", width)
    for ref in opened:
        yield from _benefit(readiness, system, ref, width, plain)
    if not opened:
        yield line(Span("  none by itself", "quiet"))
    if waiting:
        yield heading("These wait for it, and for more")
        for ref in waiting:
            yield from _benefit(readiness, system, ref, width, plain)


def _benefit(readiness: Readiness, system: SystemReadiness, ref: str, width: int, plain: bool) -> list[Line]:
    benefit = system.benefits[ref]
    mark = BENEFIT_MARKS[benefit.status]
    text = f"{sign(mark, plain)} {title_of(readiness, ref)}: {status_of(benefit)}"
    return wrapped(text, width, mark.tone, indent=2, target=routes.cell(ref))


def _dependencies(readiness: Readiness, work: ProjectWork, width: int) -> Iterator[Line]:
    waiting = dependencies_by_first.rows(readiness.snapshot.dependencies, work.project.id)
    after = sorted(
        (readiness.projects[each.project_id] for each in waiting), key=lambda each: each.project.key
    )
    yield BLANK
    yield heading("Dependencies", "" if work.dependencies or after else "none")
    yield offer("let it wait for another project", "form('depend')")
    for each in work.dependencies:
        before = readiness.projects[each.depends_on_id]
        lag = f", {each.lag_days} d later" if each.lag_days else ""
        when = day_text(before.finish) if before.finish else f"no date: {before.reason}"
        text = f"waits for {before.project.key} {before.project.title}{lag} · {before.status} · finish {when}"
        yield from wrapped(text, width, "", indent=2, target=routes.project(before))
    for other in after:
        text = f"{other.project.key} {other.project.title} waits for it"
        yield from wrapped(text, width, "", indent=2, target=routes.project(other))


def _budget(readiness: Readiness, work: ProjectWork, width: int) -> Iterator[Line]:
    from te_planner.readiness.budgets import budget_of

    lines, sums = budget_of(readiness.snapshot, work.project.id)
    yield BLANK
    over = f"{'planned':>20} {'actual':>11}"  # over their columns
    yield heading("Budget", over if lines else "none")
    for each in lines:
        text = (
            f"{each.year} {each.kind:<9} {money(each.planned_minor):>11} "
            f"{_actual(each.actual_minor):>11} {each.currency}"
        )
        yield line("  ", Span(text, "", Target("budget", each.id)))
        if each.docket:
            yield from wrapped(each.docket, width, "quiet", indent=4)
    for total in sums if len(lines) > 1 else ():
        text = f"{'in all':<14} {money(total.planned):>11} {_actual(total.actual):>11} {total.currency}"
        yield line("  ", Span(text, "strong"))
    yield offer("add a budget line", "form('budget')")


def _actual(minor: int | None) -> str:
    return "–" if minor is None else money(minor)

"""What is late and what is coming up: milestones, reviews, and finished work that waits to be attested."""

from collections.abc import Iterator

from te_planner.plan.snapshot import Day
from te_planner.readiness.days import days_between, shift
from te_planner.readiness.model import Due, ProjectWork, SystemReadiness
from te_planner.readiness.rules import DUE_WITHIN


def due(projects: dict[str, ProjectWork], systems: dict[str, SystemReadiness], as_of: Day) -> tuple[Due, ...]:
    """Late first (the longest first), then what is due within the next 90 days, by day."""
    horizon = shift(as_of, DUE_WITHIN)
    found = [item for work in projects.values() for item in _milestones(work, as_of, horizon)]
    for system in systems.values():
        found += _cells(system, as_of, horizon)
    return tuple(sorted(_once(found), key=lambda item: (item.day, item.kind, item.ref)))


def _milestones(work: ProjectWork, as_of: Day, horizon: Day) -> Iterator[Due]:
    if work.status in ("cancelled", "done", "on hold"):
        return
    for each in work.milestones:
        # what is due moves with the delay; what is overdue stays due on the day that was promised
        day = each.planned if each.overdue else each.day or each.planned
        if each.done or day is None or day > horizon:
            continue
        key = work.project.key
        yield Due(
            "milestone", day, days_between(day, as_of), each.milestone.title, each.milestone.id, key, None
        )


def _cells(system: SystemReadiness, as_of: Day, horizon: Day) -> Iterator[Due]:
    system_id = system.system.id
    for ref, state in system.cells.items():
        review = state.standing.statement.review_day if state.standing and state.applicable else None
        if review and review <= horizon:
            yield Due("review", review, days_between(review, as_of), f"review {ref}", ref, None, system_id)
        if state.state == "delivered":
            day = max(work.finished for work in state.contributions if work.finished)
            key = next(work.project.project.key for work in state.contributions if work.finished == day)
            text = f"attest {ref}: the work is finished"
            yield Due("attest", day, days_between(day, as_of), text, ref, key, system_id)


def _once(items: list[Due]) -> list[Due]:
    """A statement for a whole region is due once, not once a system."""
    seen = set()
    found = []
    for item in items:
        key = (item.kind, item.day, item.ref) if item.kind == "review" else item
        if key not in seen:
            seen.add(key)
            found.append(item)
    return found

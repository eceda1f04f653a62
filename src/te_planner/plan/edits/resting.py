"""What rests on a row that is removed: the triggers that call for it, and the ties of obligations to it."""

from sqlmodel import col, or_, select

from te_planner.plan.tables import Driver, Milestone, ObligationTie, Project, Trigger, Waypoint
from te_planner.plan.transaction import Transaction


def let_go(tx: Transaction, row: Driver | Milestone | Project | Waypoint) -> str:
    """Remove them in the same journal entry. Returns what went, in words for its summary; else nothing."""
    triggers, ties = 0, 0
    if not isinstance(row, Milestone):
        columns = {Driver: Trigger.driver_id, Project: Trigger.project_id, Waypoint: Trigger.waypoint_id}
        for trigger in tx.session.exec(select(Trigger).where(columns[type(row)] == row.id)).all():
            tx.delete(trigger)
            triggers += 1
    if isinstance(row, Milestone | Project):
        same = col(ObligationTie.milestone_id) == row.id
        if isinstance(row, Project):
            own = select(Milestone.id).where(Milestone.project_id == row.id)
            same = or_(col(ObligationTie.project_id) == row.id, col(ObligationTie.milestone_id).in_(own))
        for tie in tx.session.exec(select(ObligationTie).where(same)).all():
            tx.delete(tie)
            ties += 1
    called = _count(triggers, "trigger", "triggers")
    tied = _count(ties, "tie of an obligation", "ties of obligations")
    listed = " and ".join(part for part in (called, tied) if part)
    return f", and with it {listed}" if listed else ""


def _count(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}" if number else ""

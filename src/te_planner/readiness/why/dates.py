"""Why a date is what it is: the critical chain as a derivation, and the slack of all else."""

from collections.abc import Sequence

from te_planner.plan.days import spelled
from te_planner.readiness.chains import Link, critical_chain
from te_planner.readiness.goals import Goal
from te_planner.readiness.model import Derivation, Readiness
from te_planner.readiness.slack import Slack
from te_planner.readiness.why.words import counted, days, group_value, titled

LATEST = "the latest of the cells that it needs"
LINK_RULES = {
    "cell": "the finish of the contribution with which it is covered; satisfied: since when it is",
    "benefit": LATEST,
    "stage": LATEST,
    "project": "its latest milestone, else its planned end",
    "milestone": "its actual day; open: its forecast, else its baseline, plus delay, never before as-of",
    "contribution": "the latest of the milestones that count for it",
    "start": "a project not begun starts no earlier than what it waits for has finished, nor before as-of",
    "overdue": "open and overdue without a new forecast: it moves the later milestones of its project",
}


def date_step(readiness: Readiness, goal: Goal, label: str = "") -> Derivation:
    """When a goal is reached: its chain down to a milestone or as-of, the slack of the others, and what has
    no date, each named."""
    chain = critical_chain(readiness, goal)
    children = []
    if chain.links:
        children.append(_linked(chain.links))
    if chain.slack:
        children.append(_slack(chain.slack))
    if chain.undated:
        members = [
            Derivation(titled(readiness, ref), "no date", reason, "", ref, (), "undated")
            for ref, reason in chain.undated
        ]
        count = f"{len(members)} of the {len(goal.cells)} needed"
        children.append(counted("Without a date", members, count, "no date is made up from progress"))
    rule = LINK_RULES.get(goal.kind, LATEST)
    found = Derivation(
        label or f"When: {goal.label}", _value(readiness, goal, chain.reason), rule, "", goal.ref
    )
    return found._replace(children=tuple(children), kind="date")


def _value(readiness: Readiness, goal: Goal, reason: str) -> str:
    if goal.day is None:
        undated = len(goal.forecast.undated)
        if not readiness.forecasts and not reason:
            reason = "no forecast is given for a past day"
        return f"no date: {reason or f'{undated} without one'}"
    return group_value(goal.forecast) if goal.cells else goal.day


def _linked(links: Sequence[Link]) -> Derivation:
    """The chain from the target down: each link rests on the one before it."""
    found: Derivation | None = None
    before: Link | None = None
    for link in links:
        rule = LINK_RULES.get(link.kind, "")
        if before:
            # the sum by which one comes to this day from the one below
            added = (
                f"{spelled(before.day)} + {days(before.adds)} = {spelled(link.day)}; " if before.adds else ""
            )
            rule = f"{added}{before.why}"
        below = (found,) if found else ()
        found = Derivation(link.what, link.day, rule, "", link.ref, below, f"link {link.kind}")
        before = link
    top = found or Derivation("", "", "", "", "")
    count = f"{len(links)} link{'s' if len(links) > 1 else ''}, from {links[0].what}"
    rule = "what fixes the date: each link rests on the one below it"
    return Derivation("Critical chain", count, rule, "", "", (top,), "chain")


def _slack(slack: Sequence[Slack]) -> Derivation:
    """By how many days each could slip; a project's milestones stand below it."""
    members: list[Derivation] = []
    for each in slack:
        said = "any number of days" if each.days is None else days(each.days)
        value = "critical" if each.days == 0 else said
        step = Derivation(each.what, value, each.day, "", each.ref, (), f"slack {each.kind}")
        if each.kind == "milestone" and members and members[-1].ref == each.of:
            members[-1] = members[-1]._replace(children=(*members[-1].children, step))
        else:
            members.append(step)
    critical = sum(each.value == "critical" for each in members)
    value = f"{critical} of {len(members)} critical"
    return counted("Slack", members, value, "days by which each could slip without moving the date")

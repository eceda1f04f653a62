"""How a derivation says its figures: exact, so that they can be followed by hand."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from te_planner.plan.days import spelled
from te_planner.readiness.model import Derivation, GroupForecast, MilestoneDate, Readiness
from te_planner.readiness.variance import milestone_variance

STATE_RULES = {
    "not applicable": "set aside by a scope decision: it leaves every denominator",
    "attained": "in place, with evidence",
    "superseded": "a later cell of its row is attained",
    "claimed": "in place, but without evidence",
    "delivered": "finished contributions cover it, the last after the latest statement: to be attested",
    "partly": "the latest statement says partly",
    "in progress": "a contributing project is active or has a milestone done",
    "planned": "a project contributes, nothing has begun",
    "uncovered": "no project contributes: a gap",
    "not observed": "a condition or baseline that nobody has stated yet",
}
BENEFIT_RULES = {
    "not applicable": "set aside by a scope decision: it counts as unlocked for its row's later stages",
    "realised": "unlocked, seen with evidence (itself, or all its results), and no measure below its target",
    "unlocked": "nothing that it requires is missing, in its own and the earlier stages of its row",
    "next": "its row's earlier stages are unlocked, and each blocker can be worked on, or watched for, today",
    "to decide": "a required cell is not applicable: waive the requirement, or set the benefit aside",
    "locked": "an earlier stage of its row, or of a blocker's row, has to come first",
}
NATURE_RULES = {
    "condition": "a state of the world: observed, not delivered; once observed it stays unless ended",
    "baseline": "how things are today: it gates nothing and is in no denominator",
}


def exact(value: Fraction) -> str:
    """`54 %` where it is whole percent, else the fraction: `1/3`."""
    part = value * 100
    return f"{part.numerator} %" if part.denominator == 1 else str(value)


def result(value: Fraction) -> str:
    """`54 %`, or `1/3 = 33 %`: rounded down, so that 100 % is said only where it is whole."""
    shown = f"{value.numerator * 100 // value.denominator} %"
    return shown if exact(value) == shown else f"{value} = {shown}"


def titled(readiness: Readiness, ref: str) -> str:
    return f"{ref} {readiness.roadmap.title(ref)}"


def weights(dates: Sequence[MilestoneDate], status: str) -> str:
    """`3/5`: the weight of the milestones done over that of all; without any, 1 or 0 by the status."""
    if not dates:
        return str(int(status == "done"))
    done = sum(each.milestone.weight for each in dates if each.done)
    return f"{done}/{sum(each.milestone.weight for each in dates)}"


def days(count: int) -> str:
    return f"{count} day" if abs(count) == 1 else f"{count} days"


def milestone_step(date: MilestoneDate) -> Derivation:
    """A milestone in one line: its weight, its day, and what moves it."""
    said = f"{'done' if date.done else 'expected'} {spelled(date.day)}" if date.day else "without a date"
    own = date.milestone
    return Derivation(own.title, f"weight {own.weight}, {said}", moved(date), "", own.id, (), "milestone")


def moved(date: MilestoneDate) -> str:
    """By how many days a milestone is late, moved, or off its baseline."""
    parts = [f"overdue by {days(date.overdue)}, no new forecast"] if date.overdue else []
    if date.delay:
        parts.append(f"planned {spelled(date.planned)}, moved by {days(date.delay)}")
    if variance := milestone_variance(date):
        word = "later" if variance > 0 else "earlier"
        parts.append(f"{days(abs(variance))} {word} than its baseline {spelled(date.milestone.baseline_day)}")
    return "; ".join(parts)


def counted(label: str, members: Iterable[Derivation], value: str, rule: str, ref: str = "") -> Derivation:
    """A count with its members."""
    return Derivation(label, value, rule, "", ref, tuple(members), "count")


def group_value(forecast: GroupForecast) -> str:
    """The day alone, in ISO, where nothing else is to be said; else in words."""
    alone = not forecast.is_past and not forecast.undated
    return forecast.day if forecast.day and alone else group_text(forecast)


def group_text(forecast: GroupForecast) -> str:
    """A group's day in words: by when, and which have none."""
    if forecast.is_past:
        return f"since {spelled(forecast.day)}" if forecast.day else "from the start"
    if not forecast.undated:
        return spelled(forecast.day)
    missing = f"{len(forecast.undated)} without a date: {', '.join(forecast.undated)}"
    return f"the rest by {spelled(forecast.day)}; {missing}" if forecast.is_open else missing


def stage_word(stage: int) -> str:
    return f"stage {stage}" if stage else "none yet"

"""A derivation followed by hand: its figure worked out again from what the tree shows, and from nothing else.

It reads the words of the tree as a planner would: the terms of sums, the members of counts, the days.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from math import ceil

from te_planner.exchange.marks import day_text
from te_planner.plan.typed_days import typed_day
from te_planner.readiness.model import Derivation

DAY = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2} [A-Z][a-z]{2} \d{4}")
"""Alone as files have it, within a sentence as people write it."""


def days(text: str) -> list[str]:
    """The days that a text names, in ISO."""
    return [each if "-" in each else typed_day(each, "day", "2026-11-24") for each in DAY.findall(text)]


def kids(step: Derivation, *kinds: str) -> list[Derivation]:
    return [each for each in step.children if each.kind in kinds]


def named(step: Derivation, label: str) -> Derivation | None:
    return next((each for each in step.children if each.label == label), None)


def walk(step: Derivation) -> Iterator[Derivation]:
    yield step
    for child in step.children:
        yield from walk(child)


def seen(step: Derivation) -> bool:
    """In place, with evidence, by the statements below."""
    said = kids(step, "statement")
    return (
        bool(said) and said[0].value.startswith("in place") and any(kids(each, "evidence") for each in said)
    )


def nature(step: Derivation) -> str:
    return next((each.value for each in kids(step, "nature")), "action")


def contributions(step: Derivation) -> list[Derivation]:
    work = named(step, "Work")
    return kids(work, "contribution") if work else []


def part(step: Derivation) -> Fraction:
    """What is done of a project or of a contribution: weights of milestones, else as it says."""
    milestones = kids(step, "milestone")
    if not milestones:
        return Fraction(re.findall(r"([\d/]+) done", step.value)[0])
    weights = [
        (int(re.findall(r"weight (\d+)", each.value)[0]), ", done" in each.value) for each in milestones
    ]
    return Fraction(sum(weight for weight, done in weights if done), sum(weight for weight, _ in weights))


def share(step: Derivation) -> int:
    return int(re.findall(r"(\d+) %", step.value)[0])


def progress(step: Derivation) -> Fraction:
    total = sum((share(each) * part(each) for each in contributions(step)), Fraction(0)) / 100
    return min(Fraction(1), total)


def state(step: Derivation) -> str:
    """The state of a cell: the first that fits."""
    said = kids(step, "statement")
    if kids(step, "decision"):
        return "not applicable"
    if seen(step):
        return "attained"
    if any(state(each) == "attained" for each in kids(step, "cell")):
        return "superseded"
    if said and said[0].value.startswith("in place"):
        return "claimed"
    if nature(step) == "action" and delivered(step):
        return "delivered"
    if said and said[0].value.startswith("partly"):
        return "partly"
    works = contributions(step)
    if any(re.search(r"\((active|done|.*a milestone done)\)$", each.label) for each in works):
        return "in progress"
    return "planned" if works else "uncovered" if nature(step) == "action" else "not observed"


def delivered(step: Derivation) -> bool:
    """Finished shares of at least 99 %, the last of them after the latest statement."""
    finished = named(step, "Finished")
    shares = finished.children if finished else ()
    if sum(map(share, shares)) < 99:
        return False
    last = max(days(each.value)[0] for each in shares)
    said = kids(step, "statement")
    return not said or last > days(said[0].value)[0]


def satisfied(step: Derivation) -> bool:
    return state(step) in ("attained", "superseded")


def strict(step: Derivation) -> bool:
    """Satisfied, by itself or by a later cell of its row, on statements without a flag."""
    own = seen(step) and not kids(step, "flag")
    return satisfied(step) and (own or "strict: it does not count" not in step.rule)


def day(step: Derivation) -> str | None:
    """Since when a cell is satisfied, or when its contributions cover it."""
    if state(step) == "attained":
        return min(days(each.value)[0] for each in kids(step, "statement"))
    if state(step) == "superseded":
        return min(days(each.value)[0] for each in kids(kids(step, "cell")[0], "statement"))
    expected, total = named(step, "Expected"), 0
    if expected and nature(step) == "condition":
        return watched(expected)
    for each in expected.children if expected else ():
        total += share(each)
        if total >= 99:
            return days(each.value)[0]
    return None


def watched(expected: Derivation) -> str | None:
    """When a condition is expected: by its triggers' trend, else by the planner's word; none once reached."""
    triggers = kids(expected, "trigger")
    if any(each.value.startswith("reached") for each in triggers):
        return None
    if by_trend := [found for each in triggers if (found := trend_day(each))]:
        return min(by_trend)
    own = kids(expected, "expected day")
    return own[0].value if own and not expected.value.startswith("no date") else None


def trend_day(trigger: Derivation) -> str | None:
    """The day on which the line that is shown comes to the level that is named."""
    (trend,) = kids(trigger, "trend")
    if trend.value.startswith("none"):
        return None
    value, as_of, slope = re.findall(r"^(\S+) on (.+), (\S+) a year", trend.value)[0]
    level = float(re.findall(r"at or (?:above|below) ([\d,.-]+)", trigger.label)[0].replace(",", ""))
    if not float(slope) or (float(slope) > 0) != ("at or above" in trigger.label):
        return None
    ahead = (level - float(value)) / float(slope) * 365.25
    if ahead > 50 * 365.25:
        return None
    return (date.fromisoformat(days(as_of)[0]) + timedelta(max(0, ceil(round(ahead, 6))))).isoformat()


def latest(step: Derivation) -> tuple[str | None, int]:
    """The latest day of the members, and how many have none."""
    found = [days(each.value) for each in step.children]
    return max((each[0] for each in found if each), default=None), sum(not each for each in found)


def needed(step: Derivation) -> list[Derivation]:
    """The requirements of a benefit and of the earlier stages of its row that count."""
    found = []
    for each in [step, *kids(step, "earlier stage")]:
        if each is step or not re.search("set aside|baseline", each.rule):
            for count in kids(each, "count"):
                if count.label.startswith("Requirements"):
                    found += count.children
    return [each for each in found if not each.value.endswith("waived") and nature(each) != "baseline"]


def status(step: Derivation) -> str:
    """The status of a benefit."""
    if kids(step, "decision"):
        return "not applicable"
    needs = needed(step)
    if any(state(each) == "not applicable" for each in needs):
        return "to decide"
    blocking = {each.ref for each in needs if not satisfied(each)}
    if not blocking:
        own, through = (
            named(step, "The benefit itself"),
            [each for each in kids(step, "observation") if each.label.startswith("Through")],
        )
        told = (own and seen(own)) or (through and all(map(seen, through)))
        measures = named(step, "Measures")
        short = [each for each in measures.children if each.value.startswith("below")] if measures else []
        return "realised" if told and not short else "unlocked"
    before = [each for each in kids(step, "earlier stage") if not re.search("set aside|baseline", each.rule)]
    open_ = all(
        satisfied(need) or need.value.endswith("waived") or nature(need) == "baseline"
        for each in before
        for count in kids(each, "count")
        for need in count.children
    )
    blockers = named(step, "Blockers")
    assert blockers
    assert {each.ref for each in blockers.children} == blocking
    today = all(
        each.value.endswith(("can be worked on today", "can be watched for today"))
        for each in blockers.children
    )
    return "next" if open_ and today and "never next" not in step.rule else "locked"


def complete(step: Derivation, of: str = "satisfied") -> bool:
    """A transition: all its members are satisfied."""
    rule = satisfied if of == "satisfied" else strict
    members = [each for count in kids(step, "count") if count.label != "Set aside" for each in count.children]
    return all(map(rule, members))


def too_much(step: Derivation) -> bool:
    aside = named(step, "Set aside")
    if aside is None:
        return False
    kept = sum(len(each.children) for each in kids(step, "count") if each is not aside)
    return Fraction(len(aside.children), len(aside.children) + kept) > Fraction(1, 4)


def through(step: Derivation, of: str = "satisfied") -> int:
    """The highest stage that a track is complete through."""
    stage = 0
    for each in kids(step, "transition"):
        if too_much(each) or not complete(each, of):
            break
        stage += 1
    return stage


def mean(step: Derivation) -> Fraction:
    """The work of a transition, from the cells above it."""
    actions = named(step, "Actions")
    assert actions
    parts = [Fraction(1) if satisfied(each) else progress(each) for each in actions.children]
    return sum(parts, Fraction(0)) / len(parts)


def chain_day(step: Derivation) -> str:
    """The day of a link, worked out from the one below it: the same, or so many days later."""
    links = [each for each in step.children if each.kind.startswith("link")]
    if not links:
        return step.value
    before = chain_day(links[0])
    added = re.match(rf"{day_text(before)} \+ (-?\d+) days? = ", step.rule)
    return (date.fromisoformat(before) + timedelta(int(added[1]) if added else 0)).isoformat()

"""What the plan has already, to be offered while one types: the most used first."""

from collections import Counter
from collections.abc import Iterable

from te_planner.plan.snapshot import Snapshot


def owners(plan: Snapshot) -> tuple[str, ...]:
    """Who owns projects and obligations."""
    return _ranked([*(each.owner for each in plan.projects), *(each.owner for each in plan.obligations)])


def people(plan: Snapshot) -> tuple[str, ...]:
    """Who says, picks, approves and decides; then who owns."""
    said = [*(each.made_by for each in plan.statements), *(each.approved_by for each in plan.statements)]
    said += [
        *(each.made_by for each in plan.stage_picks),
        *(each.decided_by for each in plan.scope_decisions),
    ]
    said += [each.decided_by for each in plan.requirement_changes]
    return tuple(dict.fromkeys((*_ranked(said), *owners(plan))))


def places(plan: Snapshot) -> tuple[str, ...]:
    """Where evidence is: its places, then dockets."""
    dockets = [*(each.docket for each in plan.obligations), *(each.docket for each in plan.budget_lines)]
    return tuple(dict.fromkeys((*_ranked(each.place for each in plan.evidence), *_ranked(dockets))))


def titles(plan: Snapshot) -> tuple[str, ...]:
    """What documents are called."""
    return _ranked(each.title for each in plan.evidence)


def units(plan: Snapshot) -> tuple[str, ...]:
    """What is counted: of extents, drivers and measures."""
    extents = [each.extent_unit for each in plan.statements]
    return _ranked([*extents, *(each.unit for each in plan.drivers), *(each.unit for each in plan.measures)])


def _ranked(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(text for text, _ in Counter(each for each in texts if each).most_common())

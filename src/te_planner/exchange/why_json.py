"""Derivations as JSON, `te-planner/why/1`: the tree from a figure down to what it rests on."""

from collections.abc import Iterator, Sequence
from typing import Any

from te_planner.exchange.readiness_json import header
from te_planner.readiness.model import Derivation, Readiness

SCHEMA = "te-planner/why/1"


def why_json(readiness: Readiness, found: Sequence[tuple[str, Derivation]]) -> dict[str, Any]:
    """One derivation a system; `system` is null where the figure belongs to none."""
    listed = [{"system": name or None, **step_json(step)} for name, step in found]
    return header(SCHEMA, readiness) | {"systems": listed}


def step_json(step: Derivation) -> dict[str, Any]:
    """A step, and what it rests on."""
    return {
        "kind": step.kind,
        "label": step.label,
        "value": step.value,
        "rule": step.rule,
        "clause": step.clause,
        "ref": step.ref,
        "because": [step_json(child) for child in step.children],
    }


def steps(step: Derivation, depth: int = 0) -> Iterator[tuple[int, Derivation]]:
    """Every step with its depth, from the figure down."""
    yield depth, step
    for child in step.children:
        yield from steps(child, depth + 1)

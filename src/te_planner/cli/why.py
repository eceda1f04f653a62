"""`why`: how a figure came about, down to the milestone or the evidence."""

from typing import Any

from te_planner.cli.call import NO_SYSTEM, Call
from te_planner.errors import WrongCall
from te_planner.exchange.readiness_json import header
from te_planner.readiness.model import Derivation
from te_planner.readiness.why import why_cell, why_observed, why_stage
from te_planner.roadmap.model import STAGES, TRACKS


def why(call: Call) -> int:
    """One derivation a system."""
    found = [(each.system.name, _derivation(call, each.system.id)) for each in call.systems]
    if not found:
        raise WrongCall(NO_SYSTEM)
    if call.args.format == "json":
        listed = [{"system": name, **_json(step)} for name, step in found]
        call.out.json(header("te-planner/why/1", call.readiness) | {"systems": listed})
    elif call.args.format == "csv":
        call.csv(
            [
                ["system", "depth", "label", "value", "rule", "clause", "ref"],
                *([name, depth, *step[:5]] for name, top in found for depth, step in _walk(top)),
            ]
        )
    else:
        call.note_day()
        for name, step in found:
            call.out.line(name if call.args.cell.upper() == "OBSERVED" else f"{name} (derived)", "head")
            _print(call, step)
    return 0


def _derivation(call: Call, system_id: str) -> Derivation:
    """Of a cell, of `RP.2` (a track's stage), or of `observed`."""
    asked = call.args.cell.upper()
    if asked == "OBSERVED":
        return why_observed(call.readiness, system_id)
    track, _, stage = asked.replace(":", ".").partition(".")
    for key in TRACKS:
        if key == track:
            number = next((each for each in STAGES if str(each) == (stage or "3")), None)
            if number is None:
                raise WrongCall(f"{asked} is no stage of a track. Write {key}.1, {key}.2 or {key}.3.")
            return why_stage(call.readiness, system_id, key, number)
    return why_cell(call.readiness, system_id, call.cell(asked).ref)


def _print(call: Call, step: Derivation, depth: int = 0) -> None:
    indent = "  " * (depth + 1)
    clause = f" ({step.clause})" if step.clause else ""
    rule = f" — {step.rule}{clause}" if step.rule else clause
    call.out.line(f"{indent}{step.label}: {step.value}{rule}")
    for child in step.children:
        _print(call, child, depth + 1)


def _walk(step: Derivation, depth: int = 0) -> list[tuple[int, Derivation]]:
    return [(depth, step), *(each for child in step.children for each in _walk(child, depth + 1))]


def _json(step: Derivation) -> dict[str, Any]:
    return {
        "label": step.label,
        "value": step.value,
        "rule": step.rule,
        "clause": step.clause,
        "ref": step.ref,
        "because": [_json(child) for child in step.children],
    }

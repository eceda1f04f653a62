"""`why`: how a figure, or a date, came about, down to the milestone or the evidence."""

from te_planner.cli.call import NO_SYSTEM, Call
from te_planner.errors import WrongCall
from te_planner.exchange.why_json import steps, why_json
from te_planner.exchange.why_words import worded
from te_planner.readiness.model import Derivation
from te_planner.readiness.why import Asked, ask, why, why_date


def why_command(call: Call) -> int:
    """One derivation a system; of a project or milestone, one."""
    found = _found(call)
    if call.args.format == "json":
        call.out.json(why_json(call.readiness, found))
    elif call.args.format == "csv":
        titles = ["system", "depth", "label", "value", "rule", "clause", "ref"]
        call.csv([titles, *([name, depth, *step[:5]] for name, top in found for depth, step in steps(top))])
    else:
        call.note_day()
        for name, top in found:
            if name:
                call.out.line(name if top.clause else f"{name} (derived)", "head")
            for depth, step in steps(top):
                if call.args.depth is None or depth <= call.args.depth:
                    _print(call, step, depth)
    return 0


def _found(call: Call) -> list[tuple[str, Derivation]]:
    """The system's name (empty where it is about none) and the derivation."""
    figure, date = call.args.cell, call.args.date
    if (figure is None) == (date is None):
        raise WrongCall(
            "Say of what: te-planner why CELL (or RP.2, stage, P-04), or of its date: why --date CELL"
        )
    readiness = call.readiness
    asked = ask(readiness, figure or date or "")
    if not asked.of_system:
        return [("", _answer(call, asked, "", date=date is not None))]
    if not call.systems:
        raise WrongCall(NO_SYSTEM)
    return [
        (each.system.name, _answer(call, asked, each.system.id, date=date is not None))
        for each in call.systems
    ]


def _answer(call: Call, asked: Asked, system_id: str, *, date: bool) -> Derivation:
    return (why_date if date else why)(call.readiness, asked, system_id)


def _print(call: Call, found: Derivation, depth: int) -> None:
    step = worded(found)
    indent = "  " * (depth + 1)
    clause = f" ({step.clause})" if step.clause else ""
    rule = f" — {step.rule}{clause}" if step.rule else clause
    call.out.line(f"{indent}{step.label}: {step.value}{rule}")

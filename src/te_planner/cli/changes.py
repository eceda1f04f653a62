"""The commands that change the plan: one edit, one transaction, one journal entry."""

from typing import Any

from te_planner.cli.call import Call, who_is_it
from te_planner.errors import WrongCall

APART = ("plan", "who", "why", "edit")
"""What a call carries beside the edit's own values."""


def change(call: Call) -> int:
    """Make the edit that the command names, with the values that were given."""
    from te_planner.plan import edits
    from te_planner.plan.transaction import apply

    values = {key: value for key, value in vars(call.args).items() if key not in APART and value is not None}
    name, values = _withdrawal(call.args.edit, values)
    if "evidence" in values:
        values["evidence"] = _evidence(values["evidence"])
    with call.open() as plan:
        entry = apply(
            plan,
            getattr(edits, name),
            roadmap=call.base,
            today=call.today,
            who=who_is_it(call.args.who),
            why=call.args.why,
            **values,
        )
    call.out.line(entry.summary)
    return 0


def _withdrawal(name: str, values: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """A statement ended from a day, or (without one) made in error."""
    if name == "withdraw":
        return ("end_statement" if "since" in values else "void_statement"), values
    return name, _cells(values)


def _cells(values: dict[str, Any]) -> dict[str, Any]:
    """References may be typed in small letters."""
    return {
        key: value.upper() if key in ("cell", "benefit", "requires") else value
        for key, value in values.items()
    }


def _evidence(texts: list[str]) -> tuple[Any, ...]:
    from te_planner.plan.evidence import evidence_from_text

    if any(not text.strip() for text in texts):
        raise WrongCall(
            "Evidence needs a title and a place: --evidence 'Order 20-145 | Docket 19-0456, p. 3'"
        )
    return tuple(evidence_from_text(text) for text in dict.fromkeys(texts))

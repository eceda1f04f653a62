"""Steps of a derivation as people read them. JSON and CSV have a figure that is a day alone in ISO."""

import re

from te_planner.exchange.marks import day_text
from te_planner.readiness.model import Derivation

DAY_STANDS_IN = {
    "date": "value",
    "day": "value",
    "expected": "value",
    "latest": "value",
    "link": "value",
    "trigger": "value",
    "reading": "label",
    "slack": "rule",
}
"""By the first word of a step's kind. Elsewhere a day alone was typed by somebody, and stays as it is."""


def worded(step: Derivation) -> Derivation:
    """The step with its day as people write it."""
    place = DAY_STANDS_IN.get(step.kind.partition(" ")[0])
    if place == "label":
        return step._replace(label=_day(step.label))
    if place == "rule":
        return step._replace(rule=_day(step.rule))
    return step._replace(value=_day(step.value)) if place else step


def _day(text: str) -> str:
    return day_text(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII) else text

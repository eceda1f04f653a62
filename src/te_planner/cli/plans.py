"""Which plan a call is about, when it does not say."""

import os
from pathlib import Path

from te_planner.errors import WrongCall

PLAN_VARIABLE = "TE_PLANNER_PLAN"
FOLDER = Path("plans")
"""Where plans are looked for; made with the first one in it."""


def find_plan(asked: str | None) -> Path | None:
    """The plan asked for, the variable's, or the only `plans/*.db` here."""
    if asked is not None and not asked.strip():
        raise WrongCall("-p names no plan: its file is empty. Name one with -p FILE, or leave -p out.")
    named = asked or os.environ.get(PLAN_VARIABLE)
    if named:
        return Path(named)
    here = plans_here()
    return here[0] if len(here) == 1 else None


def plans_here() -> list[Path]:
    return sorted(FOLDER.glob("*.db"))


def no_plan_text() -> str:
    here = plans_here()
    if here:
        listed = ", ".join(str(path) for path in here[:5])
        return f"There are several plans here: {listed}.\nName one with -p FILE."
    return (
        f"No plan was named. Name one with -p FILE or in {PLAN_VARIABLE}.\n"
        "te-planner new PLAN makes one; te-planner demo shows an example."
    )

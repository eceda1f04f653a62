"""The kinds of report: each an outline, a small text that says which parts it has, in which order."""

from pathlib import Path
from typing import NamedTuple

from te_planner.errors import Unreadable, WrongCall

FOLDER = Path(__file__).with_name("kinds")

KINDS = {
    "board": "a page or two for a board: where it stands, what comes next, presses, and is asked",
    "readiness": "all of it: stages, evidence, benefits, gaps, and what each figure rests on",
    "milestones": "milestones and budgets: planned, actual, variance, owner, status",
    "gaps": "gaps, what they would cost, and what could be done",
    "path": "the transition path: existing state, waypoints, target, drivers and triggers",
    "evidence": "the register of evidence, its files held against their SHA-256",
    "changes": "what moved since a day or a freeze (--since), and what moved it",
    "obligations": "what orders ask, by when, and what meets it",
    "basis": "every derived requirement that the result rests on, and the planner's own changes",
}
"""Kind -> what it is."""

LARGEST = 65536
"""Bytes of an outline: more than any has."""


class Outline(NamedTuple):
    """An outline's text; `name` is told with its faults. `kind`: `own` for one that somebody wrote."""

    kind: str
    name: str
    text: str


def read_kind(kind: str) -> Outline:
    """The outline of a kind, as it ships."""
    path = FOLDER / f"{kind}.j2"
    return Outline(kind, path.name, path.read_text(encoding="utf-8"))


def read_outline(path: Path) -> Outline:
    """Somebody's own outline. Raises Unreadable, or WrongCall for what cannot be one."""
    if path.exists() and not path.is_file():  # a pipe might never end
        raise Unreadable(f"The template {path} is no ordinary file. Name a file.")
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise Unreadable(
            f"The template {path} cannot be read: {error.strerror}.\n"
            "te-planner report template board prints one to begin with."
        ) from error
    if len(data) > LARGEST:
        raise WrongCall(f"{path} has more than {LARGEST // 1024} KB, which no outline needs. Shorten it.")
    try:
        return Outline("own", path.name, data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise WrongCall(f"{path} is no text in UTF-8. Save it as UTF-8.") from error

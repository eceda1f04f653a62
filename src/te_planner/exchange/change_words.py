"""What moved, in the words of the command line and the screens."""

from te_planner.exchange.marks import day_text, stage_text
from te_planner.exchange.report.model import title
from te_planner.readiness.causes_work import Cause
from te_planner.readiness.changes import Change, Figure
from te_planner.roadmap.model import Roadmap

WORDS = {
    "enabler stage": "enablers complete through",
    "observed stage": "observed stage",
    "actions": "actions satisfied",
    "conditions": "conditions satisfied",
    "day": "expected",
}


def what_moved(roadmap: Roadmap, change: Change) -> str:
    """What a figure is of, and its name: `BMB05.1 Campus value, expected`, `RP, actions satisfied`."""
    figure = WORDS.get(change.key.figure, change.key.figure)
    if change.key.about == "system":
        return f"{change.system}: {figure}" if change.key.figure == "in the plan" else figure
    if change.ref in roadmap.cells:
        named_ = f"{change.ref} {title(roadmap, change.ref)}"
        return f"{named_}, {figure}" if change.key.figure == "day" else named_
    if change.key.about == "milestone":
        return change.ref
    return f"{change.ref}, {'finish' if change.key.about == 'project' else figure}"


def figure_text(change: Change, figure: Figure | None) -> str:
    """A figure as it was or is; `–` where it was not there."""
    if figure is None:
        return "–"
    value, strict = figure
    if change.key.figure in ("enabler stage", "observed stage"):
        strict_stage = strict if isinstance(strict, int) else None
        return stage_text(value, strict_stage) if isinstance(value, int) else "–"
    text = f"{value} %" if change.key.figure == "work" and value is not None else _text(value)
    return f"{text} (strict: {strict})" if strict is not None else text


def _text(value: int | str | None) -> str:
    """Days as people write them, wherever they stand in it."""
    if value is None:
        return "no date"
    return " ".join(map(_day, str(value).split(" ")))


def _day(word: str) -> str:
    bare = word.rstrip(";")
    is_day = len(bare) == 10 and bare[4] == bare[7] == "-" and bare.replace("-", "").isdigit()
    return day_text(bare) + word[len(bare) :] if is_day else word


def cause_text(cause: Cause) -> str:
    """A cause with the last entries that made it."""
    entries = ", ".join(f"entry {each.seq}, {day_text(each.day)}, {each.who}" for each in cause.steps[-2:])
    return f"{cause.text} ({entries})" if entries else cause.text

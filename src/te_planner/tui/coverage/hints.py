"""What lies ahead, in one line: what the cursor is on."""

from te_planner.exchange.marks import day_text, group_text
from te_planner.readiness.model import Readiness
from te_planner.tui import routes
from te_planner.tui.coverage.words import name_of, obligation_words, trigger_tone, valued, waypoint_words
from te_planner.tui.lines import Target


def hint_of(readiness: Readiness, target: Target) -> tuple[str, str]:
    """A target in words, and its tone."""
    kind, ref = target.kind, target.ref
    if kind == "waypoint" and (waypoint := routes.waypoint_of(readiness, ref)):
        said, tone = waypoint_words(waypoint)
        own = waypoint.waypoint
        when = group_text(waypoint.forecast)
        return f"{own.name}, by {day_text(own.day)}: {said} · all in place: {when}", tone
    if kind == "obligation" and (obligation := routes.obligation_of(readiness, ref)):
        said, tone = obligation_words(obligation)
        due = day_text(obligation.obligation.due_day)
        return f"{name_of(obligation.obligation)}, due {due}: {said}", tone
    if kind in ("driver", "trigger", "reading"):
        return _driver(readiness, target)
    if kind == "contribution" and (found := routes.contribution_of(readiness, ref)):
        state, work = found
        key, cell = work.project.project.key, state.cell.ref
        title = readiness.roadmap.title(cell)
        share = work.contribution.share
        return f"{key} delivers {share} % of {cell} {title} · e changes it, . unmaps it", ""
    own_words = {
        "sum": "the investment still to be decided · enter shows these gaps alone",
        "path": "the existing state and the target, track by track",
        "budget": "a budget line · . changes or removes it",
        "measure": "a measure · . records a reading, changes or removes it",
    }
    return own_words.get(kind, ""), ""


def _driver(readiness: Readiness, target: Target) -> tuple[str, str]:
    state = routes.driver_of(readiness, target)
    if state is None:
        return "", ""
    for each in state.triggers:
        if each.trigger.id == target.ref:
            return each.sentence, trigger_tone(each)
    for reading in state.readings:
        if reading.id == target.ref:
            value = valued(reading.value, state.driver.unit)
            note = f" · {reading.note}" if reading.note else ""
            return (
                f"{state.driver.name} on {day_text(reading.day)}: {value}{note} · . changes or removes it",
                "",
            )
    return f"{state.driver.name} · t a reading, h a trigger, e changes it", ""

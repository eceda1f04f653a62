"""What the cursor is on, in one line: each mark says its word."""

from rich.cells import cell_len

from te_planner.exchange.marks import day_text, group_text, month_text, percent, when_text
from te_planner.readiness.model import Readiness, SystemReadiness
from te_planner.tui.keys import KEYS
from te_planner.tui.lines import Span, Target, cut
from te_planner.tui.reader_entries import entry_of
from te_planner.tui.routes import milestone_of
from te_planner.tui.wording import (
    blocker_text,
    cell_mark,
    flags_of,
    lateness,
    milestone_words,
    projects_text,
    status_of,
    title_of,
    words,
)

LEAST = 12
"""Cells that are left of a title."""


def hint(readiness: Readiness, system_id: str, target: Target, width: int, screen: str = "") -> list[Span]:
    """A target in words; what can be done, in those of `screen`."""
    if target.kind == "action":
        return [Span(cut(_offered(readiness, target.ref, screen), width), "")]
    system = readiness.systems.get(target.of or system_id)
    text, tone = _text(readiness, system, target)
    over = cell_len(text) - width
    if over > 0 and target.kind == "cell" and system and target.ref in system.cells:
        name = title_of(readiness, target.ref)  # how it stands says more than the whole of its name
        text = text.replace(name, cut(name, max(cell_len(name) - over, LEAST)), 1)
    return [Span(cut(text, width), tone)]


def _text(readiness: Readiness, system: SystemReadiness | None, target: Target) -> tuple[str, str]:
    if target.kind == "cell" and system and target.ref in readiness.roadmap.cells:
        return _cell(readiness, system, target.ref)
    if target.kind == "project" and target.ref in readiness.projects:
        work = readiness.projects[target.ref]
        finish = f"finish {month_text(work.finish)}" if work.finish else work.reason
        late = lateness(work)
        parts = (
            f"{work.project.key} {work.project.title}",
            work.status,
            percent(work.progress),
            finish,
            late,
        )
        return " · ".join(each for each in parts if each), "late" if late.startswith("late") else ""
    if target.kind == "milestone" and (found := milestone_of(readiness, target.ref)):
        work, date = found
        said, tone = milestone_words(date)
        when = day_text(date.day)
        return f"{work.project.key} {date.milestone.title}: {said} · {when} · d done, f new forecast", tone
    if target.kind == "stage" and system:
        track, _, stage = target.ref.partition(":")
        for each in next(found for found in system.tracks if found.track == track).transitions:
            if str(each.stage) == stage:
                said = "completing stage 1" if each.stage == 1 else f"stage {each.stage - 1} to {each.stage}"
                figures = f"work {percent(each.work)} · {group_text(each.forecast)}"
                return f"{track} {said}: {words(each)} · {figures}", ""
    if target.kind == "observed":
        return "The observed stage is the lowest of four picks (4.2) · w why · O picks", ""
    if target.kind in AHEAD:
        return _ahead(readiness, target)
    if entry := entry_of(readiness.roadmap, target):
        return f"{entry.name} · clause {entry.clause}" if entry.clause else entry.name, ""
    return "", ""


OFFERED = {
    "form('depend')": "its dates follow from those of the project that it waits for",
    "form('budget')": "a year's planned and actual cost, capital or operating",
    "form('estimate')": "what filling the gap would cost, how long it takes, and who would do it",
    "form('expect')": "the day on which somebody expects the condition to be met",
    "form('measure')": "a figure that shows the benefit, with a baseline and a target",
    "form('reading')": "what a measure was on a day",
    "form('weight')": "a heavier benefit stands before others of its day",
}
"""What is offered in a card and has no key of its own."""


def _offered(readiness: Readiness, action: str, screen: str) -> str:
    """What enter does, on a line that offers something."""
    name, _, value = action.removesuffix("')").partition("('")
    if screen == "report" and name in ("kind", "take", "include"):
        from te_planner.exchange.report.outlines import KINDS
        from te_planner.tui.report_choices import NAMES

        if name == "include":
            return f"{readiness.systems[value].system.name}: enter takes it into the report, or leaves it out"
        return KINDS[value].partition(" (--")[0] if name == "kind" else f"written as {NAMES[value]}"
    keys = [each for each in KEYS if each.action == action and screen in each.screens]
    said = keys[0].text if keys else OFFERED.get(action, "")
    return f"enter: {said}" if said else ""


AHEAD = (
    "waypoint",
    "driver",
    "trigger",
    "reading",
    "obligation",
    "contribution",
    "path",
    "sum",
    "budget",
    "measure",
)


def _ahead(readiness: Readiness, target: Target) -> tuple[str, str]:
    """What Coverage and the cards show beside cells and projects."""
    from te_planner.tui.coverage.hints import hint_of

    return hint_of(readiness, target)


def _cell(readiness: Readiness, system: SystemReadiness, ref: str) -> tuple[str, str]:
    cell = readiness.roadmap.cells[ref]
    mark = cell_mark(system, cell)
    parts = [f"{title_of(readiness, ref)}: {mark.word}"]
    if ref in system.cells:
        state = system.cells[ref]
        if cell.nature != "action":
            parts[0] += f" ({cell.nature})"
        if state.contributions:
            parts.append(projects_text(state))
        if not state.satisfied and state.applicable:
            parts.append(f"work {percent(state.progress)}" if state.contributions else "")
            parts.append(when_text(state.forecast))
        if state.satisfied and state.forecast.day:
            parts.append(f"since {day_text(state.forecast.day)}")
    elif ref in system.benefits:
        benefit = system.benefits[ref]
        parts[0] = f"{title_of(readiness, ref)}: {status_of(benefit)}"
        parts += [f"waits for {blocker_text(readiness, each)}" for each in benefit.blockers[:1]]
    parts += flags_of(system, ref)
    return " · ".join(each for each in parts if each), mark.tone

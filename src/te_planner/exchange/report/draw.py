"""Charts as pictures: pure functions from a figure to SVG. No state is told by colour alone."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import cache

from te_planner.exchange.marks import CELL_MARKS, day_text, stage_text
from te_planner.exchange.report.figures import Bar, Coverage, Curve, Figure, Gantt, Ladder, OverTime, Stages
from te_planner.exchange.report.model import Chart
from te_planner.exchange.report.svg import (
    WIDTH,
    diamonds,
    drawing,
    fitting,
    line,
    paint,
    path,
    rect,
    text,
)
from te_planner.exchange.safe_text import one_line
from te_planner.plan.snapshot import Day
from te_planner.readiness.model import Tally

Told = Callable[[str], str]
STEPS = {1: "completing 1", 2: "1→2", 3: "2→3"}
DASHES = {1: "", 2: "7 4", 3: "2 3"}
ROW = 22


def draw(chart: Chart, told: Told = one_line) -> str:
    """The chart as SVG. `told` gives a typed text as the picture's font can show it."""
    figure: Figure = chart.figure
    if isinstance(figure, Stages):
        height, parts = _stages(figure, told)
    elif isinstance(figure, Coverage):
        height, parts = _coverage(figure)
    elif isinstance(figure, Gantt):
        height, parts = _gantt(figure, told)
    else:
        height, parts = _over_time(figure, told)
    return drawing(height, told(f"{chart.title}. {chart.text}"), parts)


def _stages(figure: Stages, told: Told) -> tuple[float, list[str]]:
    left, wide, tall = 190, 170, 62
    parts = []
    for stage in (1, 2, 3):
        x = left + (stage - 1) * (wide + 6)
        here = stage == figure.observed
        words = f"▼ stage {stage}, observed (4.2)" if here else f"stage {stage}"
        parts.append(text(x + wide / 2, 16, words, anchor="middle", bold=here))
    for place, ladder in enumerate(figure.tracks):
        y = 26 + place * (tall + 8)
        parts += _ladder(ladder, y, left, wide, tall, told)
    return 26 + len(figure.tracks) * (tall + 8), parts


def _ladder(ladder: Ladder, y: float, left: float, wide: float, tall: float, told: Told) -> list[str]:
    parts = [text(0, y + 18, ladder.track, bold=True, size=14)]
    for place, words in enumerate(_wrapped(told(ladder.name), 30)[:3]):
        parts.append(text(28, y + 17 + 13 * place, words, size=11))
    parts.append(text(28, y + tall - 5, f"through: {stage_text(ladder.stage)}", size=11, colour="quiet"))
    for rung in ladder.rungs:
        x = left + (rung.stage - 1) * (wide + 6)
        parts.append(rect(x, y, wide, tall, paint("good" if rung.complete else "band", line="line")))
        parts.append(text(x + 10, y + 17, "● complete" if rung.complete else "○ not complete", bold=True))
        for place, (noun, tally) in enumerate((("actions", rung.actions), ("conditions", rung.conditions))):
            low = y + 34 + 18 * place
            told_of = f"{noun} {tally.satisfied} of {tally.applicable}" if tally.applicable else f"no {noun}"
            parts.append(text(x + 10, low, told_of, size=11))
            if tally.applicable:
                parts.append(rect(x + 112, low - 8, 50, 8, paint("paper", line="quiet")))
                full = 50 * tally.satisfied / tally.applicable
                parts.append(rect(x + 112, low - 8, full, 8, paint("quiet"))) if full else None
    return parts


def _coverage(figure: Coverage) -> tuple[float, list[str]]:
    left, wide, size, across = 50, 218, 24, 8
    tracks = list(dict.fromkeys(field.track for field in figure.fields))
    parts = [text(left + (s - 1) * wide, 14, f"stage {s}", bold=True) for s in (1, 2, 3)]
    y = 24.0
    for track in tracks:
        own = [field for field in figure.fields if field.track == track]
        parts.append(text(0, y + 17, track, bold=True, size=14))
        for field in own:
            for place, square in enumerate(field.cells):
                x = left + (field.stage - 1) * wide + place % across * (size + 2)
                top = y + place // across * (size + 2)
                row = square.cell.partition(".")[0].removeprefix(f"{track}E")
                parts += _square(square.state, x, top, size, f"{square.cell}: {square.state}", row)
        y += max(max(1, (len(field.cells) + across - 1) // across) for field in own) * (size + 2) + 10
    counts: Counter[str] = Counter(square.state for field in figure.fields for square in field.cells)
    shown = [state for state in CELL_MARKS if counts[state]]
    for place, state in enumerate(shown):
        x, top = place % 4 * 170, y + 8 + place // 4 * (size + 4)
        parts += _square(state, x, top, 18, "")
        parts.append(text(x + 25, top + 13, f"{state}: {counts[state]}", size=11))
    return y + 8 + ((len(shown) - 1) // 4 + 1) * (size + 4), parts


TONES = {"good": "good", "check": "check", "work": "work", "plan": "plan", "gap": "gap", "quiet": "band"}


def _square(state: str, x: float, y: float, size: float, title: str, row: str = "") -> list[str]:
    """A cell's state, with the number of its row, which is all that a printed page has room for."""
    mark, low = CELL_MARKS[state], y + size / 2 + (0 if row else 4)
    parts = [
        rect(x, y, size, size, paint(TONES[mark.tone], line="line"), title),
        text(x + size / 2, low, mark.sign, anchor="middle", mark=True),
    ]
    if row:
        parts.append(text(x + size / 2, y + size - 3, fitting(row, size, 7), size=7, anchor="middle"))
    return parts


STATUS = {"done": "good", "active": "work", "approved": "plan", "proposed": "band", "on hold": "check"}


@cache
def _number(day: Day) -> int:
    return date.fromisoformat(day).toordinal()


def _gantt(figure: Gantt, told: Told) -> tuple[float, list[str]]:
    left, right, top = 292, WIDTH - 14, 30
    first, last = _number(figure.first), _number(figure.last)
    scale = (right - left) / max(1, last - first)

    def at(day: Day) -> float:
        return left + (_number(day) - first) * scale

    bottom = top + len(figure.bars) * ROW + 4
    parts = []
    years = range(int(figure.first[:4]), int(figure.last[:4]) + 1)
    every = len(years) // 12 + 1
    for year in years:
        day = f"{year:04}-01-01"
        if day >= figure.first and year % every == 0:
            parts.append(line(at(day), top - 4, at(day), bottom, "line"))
            parts.append(text(at(day), top - 8, str(year), size=10, colour="quiet", anchor="middle"))
    for place, bar in enumerate(figure.bars):
        parts += _bar(bar, top + place * ROW, left, at, told)
    now = at(figure.as_of)
    parts.append(line(now, top - 4, now, bottom, "mark", "4 3", 1.5))
    side = "end" if now > WIDTH - 120 else ""
    parts.append(
        text(now, bottom + 12, f"as of {day_text(figure.as_of)}", size=10, colour="mark", anchor=side)
    )
    signs = "◆ milestone done   ◇ milestone open   | finish   ★ benefit unlocks"
    parts.append(text(0, bottom + 28, signs, size=10, colour="quiet"))
    return bottom + 36, parts


def _bar(bar: Bar, y: float, left: float, at: Callable[[Day], float], told: Told) -> list[str]:
    key, middle = told(bar.key), y + ROW / 2
    parts = [
        text(0, middle + 4, fitting(key, 56, 11), size=11, bold=True),
        text(60, middle + 4, fitting(told(bar.title), left - 64, 11), size=11),
    ]
    if bar.kind == "benefit" and bar.finish:
        x = at(bar.finish)
        parts.append(text(x, middle + 5, "★", size=14, anchor="middle"))
        side, shift = ("end", -10) if x > WIDTH - 80 else ("", 10)
        parts.append(text(x + shift, middle + 4, day_text(bar.finish), size=10, anchor=side))
        return parts
    days = [day for day in (bar.start, bar.finish, *(step.day for step in bar.steps)) if day]
    if days:
        begin, end = at(min(days)), at(max(days))
        style = paint(STATUS.get(bar.status, "band"), line="quiet")
        title = f"{key} {told(bar.title)}: {bar.status}, {day_text(bar.finish, bar.reason)}"
        parts.append(rect(begin, y + 6, max(2, end - begin), ROW - 12, style, title))
    for done in (True, False):
        places = [at(step.day) for step in bar.steps if step.done is done]
        parts.append(diamonds(places, middle, 4, paint("ink" if done else "paper", line="ink")))
    if bar.finish:
        parts.append(line(at(bar.finish), y + 3, at(bar.finish), y + ROW - 3, "ink", width=2))
    elif not days:
        parts.append(text(left + 4, middle + 4, fitting(told(bar.reason), 380, 10), size=10, colour="quiet"))
    return parts


def _over_time(figure: OverTime, told: Told) -> tuple[float, list[str]]:
    parts: list[str] = []
    tall = 190
    for place, (track, name) in enumerate(figure.tracks):
        own = [each for each in figure.curves if each.track == track]
        x, y = place % 2 * 366, place // 2 * tall
        parts.append(text(x, y + 14, fitting(f"{track} {told(name)}", 340), bold=True))
        parts += _panel(figure.days, own, x + 34, y + 24, 250, 120)
    rows = (len(figure.tracks) + 1) // 2
    note = "Actions in place, percent of those that apply."
    parts.append(text(0, rows * tall + 4, note, size=10, colour="quiet"))
    return rows * tall + 12, parts


def _panel(
    days: tuple[Day, ...], curves: list[Curve], x: float, y: float, wide: float, tall: float
) -> list[str]:
    parts = []
    for percent in (0, 50, 100):
        level = y + tall * (1 - percent / 100)
        parts.append(line(x, level, x + wide, level, "line"))
        parts.append(text(x - 4, level + 4, f"{percent} %", size=10, colour="quiet", anchor="end"))
    first, last = (_number(days[n]) for n in (0, -1))
    scale = wide / max(1, last - first)
    for day, side in ((days[0], ""), (days[-1], "end")):
        words = day_text(day)
        parts.append(
            text(x if not side else x + wide, y + tall + 16, words, size=10, colour="quiet", anchor=side)
        )
    curves = [each for each in curves if any(tally.applicable for tally in each.actions)]
    if not curves:
        parts.append(text(x + wide / 2, y + tall / 2 - 8, "no actions apply", size=10, anchor="middle"))
    ends: list[float] = []
    for curve in sorted(curves, key=lambda each: -_share(each.actions[-1])):
        points = [
            (x + (_number(day) - first) * scale, y + tall * (1 - _share(tally)))
            for day, tally in zip(days, curve.actions, strict=True)
        ]
        parts.append(path(points, "ink", DASHES[curve.stage]))
        low = max([points[-1][1] + 4, *(each + 12 for each in ends)])
        ends.append(low)
        parts.append(text(x + wide + 6, low, STEPS[curve.stage], size=10))
    return parts


def _share(tally: Tally) -> float:
    return tally.satisfied / tally.applicable if tally.applicable else 0.0


def _wrapped(words: str, most: int) -> list[str]:
    lines = [""]
    for word in words.split():
        joined = f"{lines[-1]} {word}".lstrip()
        if len(joined) <= most:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines

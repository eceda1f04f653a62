"""One set of marks, words and figures for the screen, the command line and the reports.

Each state has a mark one cell wide in every common terminal, a plain one for Latin-1 and `--plain`, and a
tone that the stylesheet colours; nothing is said by colour alone.
"""

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from te_planner.plan.days import MONTHS, spelled
from te_planner.plan.snapshot import Day
from te_planner.readiness.model import Basis, BenefitState, CellState, Forecast, GroupForecast, Tally


class Mark(NamedTuple):
    """A state's mark, its plain form, its word, and what the word means."""

    sign: str
    plain: str
    word: str
    tone: str
    meaning: str


CELL_MARKS = {
    mark.word: mark
    for mark in (
        Mark("●", "#", "attained", "good", "in place, with evidence"),
        Mark("◉", "%", "superseded", "good", "a later cell of its row is attained"),
        Mark("◍", "?", "claimed", "check", "said to be in place, without evidence"),
        Mark("◆", "+", "delivered", "check", "the work is finished: somebody should attest it"),
        Mark("◐", "=", "partly", "work", "partly in place"),
        Mark("◔", "-", "in progress", "work", "a project is at work on it"),
        Mark("○", "o", "planned", "plan", "a project will contribute, nothing has begun"),
        Mark("✕", "x", "uncovered", "gap", "a gap: no project delivers it"),
        Mark("·", ".", "not observed", "quiet", "a condition or baseline that nobody has seen yet"),
        Mark("–", "/", "not applicable", "quiet", "set aside, with a reason"),
    )
}
BENEFIT_MARKS = {
    mark.word: mark
    for mark in (
        Mark("★", "*", "realised", "good", "unlocked, and observed with evidence"),
        Mark("●", "#", "unlocked", "good", "all that it requires is satisfied"),
        Mark("▶", ">", "next", "next", "each of its blockers can be worked on, or watched for, today"),
        Mark(
            "‽", "!", "to decide", "check", "a required cell is set aside: waive it, or set the benefit aside"
        ),
        Mark("○", "o", "locked", "quiet", "something earlier has to come first"),
        Mark("–", "/", "not applicable", "quiet", "set aside, with a reason"),
    )
}
BASIS = {"trend": "by trend", "expected": "expected by the planner"}
"""What a day rests on where it does not rest on work, said after the day."""
FLAG = "!"
DERIVED = "~"
OVERLAY = "^"
NOT_SOURCE = {"derived": DERIVED, "overlay": OVERLAY}
"""The sign before a title, by provenance: derived and overlaid never look like source."""


def mark_of(state: str, *, benefit: bool = False, plain: bool = False) -> str:
    """The mark of a cell's state or of a benefit's status."""
    mark = (BENEFIT_MARKS if benefit else CELL_MARKS)[state]
    return mark.plain if plain else mark.sign


def ladder(states: Iterable[CellState], *, plain: bool = False) -> str:
    """One mark a cell, in the source's order: the eye learns the roadmap's shape."""
    return "".join(mark_of(state.state, plain=plain) for state in states)


day_text = spelled
"""`24 Nov 2026`, beside the other words of this page."""


def as_of_note(as_of: Day, today: Day, known_on: Day | None = None) -> str:
    """What figures of another day than today are, or as known on another; nothing for today."""
    if known_on:
        text = f"As known on {day_text(known_on)}, under today's roadmap and rules."
        return text if as_of == known_on else f"{text} Forecasts are not given for a day before it."
    if as_of < today:
        return "A past day: the plan as it is today, read as of that day. Forecasts are not given for it."
    if as_of > today:
        return "A day ahead: what stands then if nothing more is done or recorded."
    return ""


def month_text(day: Day | None, missing: str = "no date") -> str:
    """`Nov 2026`."""
    if not day:
        return missing
    year, month, _ = day.split("-")
    return f"{MONTHS[int(month) - 1]} {year}"


def based(day: str, basis: Basis) -> str:
    """A day in words, with what it rests on: `Mar 2027 by trend`."""
    return f"{day} {BASIS[basis]}" if basis in BASIS else day


def when_text(forecast: Forecast) -> str:
    """`Mar 2027`, `Mar 2027 by trend`, or why there is no day."""
    return based(month_text(forecast.day), forecast.basis) if forecast.day else forecast.reason


def status_text(benefit: BenefitState) -> str:
    """A benefit's status; `unlocked, below target` where a measure alone keeps it from being realised."""
    return f"{benefit.status}, below target" if benefit.below_target else benefit.status


def money(minor: int) -> str:
    """Minor units as an amount: `1,250,000`, with cents only where there are any."""
    whole, cents = divmod(abs(minor), 100)
    text = f"{whole:,}" + (f".{cents:02}" if cents else "")
    return f"-{text}" if minor < 0 else text


def percent(value: Fraction | None, missing: str = "–") -> str:
    """`88 %`, rounded down: 100 % is said only where it is whole."""
    return missing if value is None else f"{value.numerator * 100 // value.denominator} %"


def tally_text(tally: Tally, noun: str) -> str:
    """`actions 4 of 5`, and the strict figure where a flagged statement carries some of it."""
    text = f"{noun} {tally.satisfied} of {tally.applicable}"
    return f"{text} (strict {tally.strict})" if tally.flagged else text


TRANSITIONS = {1: "completing 1", 2: "1→2", 3: "2→3"}
"""The transitions by the stage that they end in."""


def stage_text(stage: int, strict: int | None = None) -> str:
    """`none yet`, `stage 1`; with the strict stage in brackets where it is lower."""
    text = f"stage {stage}" if stage else "none yet"
    if strict is not None and strict != stage:
        text += f" (strict: {'stage ' + str(strict) if strict else 'none yet'})"
    return text


def projects_of(state: CellState) -> tuple[str, ...]:
    """The projects that contribute to a cell, each with its share."""
    return tuple(f"{each.project.project.key} {each.contribution.share} %" for each in state.contributions)


def group_text(forecast: GroupForecast) -> str:
    """`since 3 Mar 2025`, `Mar 2027`, `the rest by Mar 2027; 2 without a date`, `no date`."""
    if forecast.is_past:
        return f"since {day_text(forecast.day)}" if forecast.day else "from the start"
    if not forecast.undated:
        return based(month_text(forecast.day), forecast.basis)
    count = f"{len(forecast.undated)} without a date"
    return f"the rest by {month_text(forecast.day)}; {count}" if forecast.is_open else count

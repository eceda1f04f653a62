"""The top and bottom lines: whose plan, which screen, what the cursor is on, the keys, the last edit."""

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.cells import cell_len

from te_planner.tui.keys import KEYS, SCREENS, Key, footer
from te_planner.tui.lines import BLANK, Line, Span, Target, clean, cut, fit_line, line, width_of

if TYPE_CHECKING:
    from te_planner.readiness.model import Readiness
    from te_planner.tui.app import PlannerApp


ROOMY = 100
LEAST_WIDTH, LEAST_HEIGHT = 60, 16
SHORTEST = 2
"""Letters of a screen's name, by which it can still be told beside its number."""
SHORT = {
    "Overview": "Over",
    "Roadmap": "Map",
    "Projects": "Proj",
    "Benefits": "Bene",
    "Timeline": "Time",
    "Coverage": "Cover",
    "History": "Hist",
    "Reader": "Read",
}
"""The screens' names where there is no room for all of the whole ones."""

OF_SYSTEM = frozenset(
    ("why", "deeds", "form('attest')", "form('map')", "turn('track', 1)", "turn('lane', 1)",
     "turn('stage', 1)", "turn('state', 1)", "turn('status', 1)", "turn('graph', 1)", "turn('by', 1)", "mark",
     "change", "form('reading')", "form('trigger')")
)  # fmt: skip
OF_PROJECT = frozenset(
    ("projects_of", "form('map')", "form('milestone')", "form('done')", "zoom(-1)", "pan(-1)", "pan(0)",
     "turn('baseline', 1)", "turn('chain', 1)", "turn('order', 1)")
)  # fmt: skip
"""Actions that work on a distribution system, and on projects."""
NEW_SYSTEM = tuple(each for each in KEYS if each.action == "form('system')")


def small_lines(width: int, height: int) -> list[Line]:
    """Where there is no room to show anything well."""
    return [
        line(Span("te-planner", "strong")),
        line(cut(f"needs {LEAST_WIDTH}x{LEAST_HEIGHT} characters;", width)),
        line(cut(f"this terminal has {width}x{height}.", width)),
        line(cut("Make it larger, or q leaves.", width)),
    ]


def top_lines(app: "PlannerApp", screen: str, width: int) -> list[Line]:
    """Whose plan, which system, as of when; then the screens."""
    return [_title(app, width), fit_line(_tabs(screen, width), width)]


def _tabs(screen: str, width: int) -> Line:
    """The screens, their names as long as there is room; the one that is shown keeps its whole name."""
    whole = {key.label: key.label for key in SCREENS}
    short = {**whole, **SHORT}
    fewer = ({label: name[:size] for label, name in short.items()} for size in range(4, SHORTEST - 1, -1))
    for names, end in ((whole, " "), (whole, ""), (short, ""), *((each, "") for each in fewer)):
        tabs = [_tab(key, screen, names[key.label], end) for key in SCREENS]
        if width_of(tabs) <= width:
            break
    return tuple(tabs)


def _tab(key: Key, screen: str, name: str, end: str) -> Span:
    here = key.label.lower() == screen
    text = f" {key.shown} {key.label} " if here else f" {key.shown} {name}{end}"
    return Span(text, "tab" if here else "", Target("action", key.action))


def _title(app: "PlannerApp", width: int) -> Line:
    right: list[Span] = []
    readiness = app.readiness
    name = ""
    if readiness:
        from te_planner.exchange.marks import day_text

        name = readiness.snapshot.plan.name
        if app.system:
            more = " ▾" if len(readiness.systems) > 1 and not app.plain else ""
            label, short = ("system: ", 24) if width >= ROOMY else ("", 16)
            text = f"{label}{cut(app.system.system.name, short)}{more}"
            right += [Span(text, "strong", Target("action", "app.systems")), Span("   ")]
        on = "as of " if width >= ROOMY or app.as_of else ""
        right += [Span(f"{on}{day_text(readiness.as_of)}", "quiet"), Span("   ")]
    elif app.session:
        name = app.session.path.name
    right += [Span("? help ", "quiet", Target("action", "app.help"))]
    room = width - width_of(right) - len(" te-planner · ") - 1
    left = line(" ", Span("te-planner", "head"), Span(" · ", "quiet"), Span(cut(name, room), "strong"))
    return (*fit_line(left, width - width_of(right)), *right)


def bottom_lines(
    app: "PlannerApp", screen: str, target: Target | None, width: int, idle: frozenset[str] = frozenset()
) -> list[Line]:
    """What the cursor is on, or what was just done; then the keys, and the last edit with its way back."""
    if app.notice:
        first = line(Span(" " + _told(app.notice, width - 2), "done"))
    elif app.readiness and target:
        from te_planner.tui.hints import hint

        first = line(" ", *hint(app.readiness, app.system_id, target, width - 2, screen))
    else:
        first = BLANK
    last = _last(app, width // 2 if width >= ROOMY else width * 2 // 5)
    keys = _keys(screen, width - width_of(last) - 1, idle | _idle(app.readiness), _first_keys(app.readiness))
    return [fit_line(first, width), (*fit_line(keys, width - width_of(last)), *last)]


def _told(notice: str, width: int) -> str:
    """What was done; where it has no room, its way back stays whole."""
    notice = clean(notice)
    done, between, back = notice.rpartition(" · ")
    if cell_len(notice) <= width or not 0 < cell_len(back) < width // 2:
        return cut(notice, width)
    return f"{cut(done, width - cell_len(between + back))}{between}{back}"


def _last(app: "PlannerApp", room: int) -> Line:
    last = app.last_done
    if not last:
        return (Span("saved ", "quiet"),) if app.readiness else BLANK
    undo = Span("u undo ", "key", Target("action", "app.undo"))
    when = _clock(last.at)
    saved = "saved · " if room > 45 else ""
    text = f"{saved}“{last.summary}”"
    if cell_len(clean(text)) > room - len(when) - 10:  # what was done says more than at which minute
        text, when = _quoted(last.summary, room - 9), ""
    return line(Span(f"{' '.join(filter(None, (text, when)))}  ", "quiet"), undo)


def _quoted(text: str, width: int) -> str:
    """A quotation; a shortened one ends with a word, where it is not one long word."""
    text = clean(text)
    if cell_len(text) + 2 > width:
        head = cut(text, width - 2)
        whole = head.rpartition(" ")[0]
        text = f"{whole}…" if len(whole) * 2 > len(head) else head
    return f"“{text}”"


def _clock(at: str) -> str:
    """An entry's time in this place, such as 14:02."""
    from datetime import datetime

    return datetime.fromisoformat(at).astimezone().strftime("%H:%M")


def _idle(readiness: "Readiness | None") -> frozenset[str]:
    """What there is nothing for yet."""
    if readiness is None:
        return frozenset()
    return (frozenset() if readiness.systems else OF_SYSTEM) | (
        frozenset() if readiness.projects else OF_PROJECT
    )


def _first_keys(readiness: "Readiness | None") -> tuple[Key, ...]:
    """What a plan begins with."""
    return NEW_SYSTEM if readiness and not readiness.systems else ()


@lru_cache(maxsize=64)
def _keys(screen: str, room: int, idle: frozenset[str], first: tuple[Key, ...]) -> Line:
    """As many keys as fit, of those that can do something."""
    made: list[Span] = [Span(" ")]
    for key in (*first, *footer(screen, idle)):
        spans = _key(key)
        if width_of(made) + width_of(spans) > room:
            break
        made += spans
    return tuple(made)


def _key(key: Key) -> list[Span]:
    target = Target("action", key.action)
    return [Span(key.shown.split()[0], "key", target), Span(f" {key.label}", "", target), Span("  ")]

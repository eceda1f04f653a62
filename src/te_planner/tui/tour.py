"""The guided tour: two minutes over the screens of the plan that is open. It changes nothing."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import events
from textual.binding import Binding, BindingType
from textual.widget import Widget

from te_planner.tui.lines import BLANK, Line, Span, line, wrapped
from te_planner.tui.modal import Window
from te_planner.tui.screen import PlanScreen
from te_planner.tui.sheet import Sheet

if TYPE_CHECKING:
    from te_planner.tui.app import Place, PlannerApp


class Start(NamedTuple):
    """Where somebody was when the tour was called, and the way they had come."""

    place: "Place"
    trail: "tuple[Place, ...]"


class Stop(NamedTuple):
    """A screen, and what to see on it; each of `tries` is a key with what it does there.

    `above`: what it speaks of stands low on the screen, so it is told above it.
    """

    screen: str
    heading: str
    text: str
    tries: tuple[tuple[str, str], ...] = ()
    above: bool = False


STOPS = (
    Stop(
        "overview",
        "Where we stand",
        "The first lines say which stage is observed, and through which one the enablers are complete. "
        "Below, each track has its way to stages 1, 2 and 3: a mark for each enabler, the share in place, "
        "and when the rest is.",
        (("w", "why any figure is what it is"), ("s", "another distribution system")),
    ),
    Stop(
        "overview",
        "What comes next, and what is in the way",
        "Further down stand the benefits that come next with what each waits for, what is late or due, and "
        "what in the plan does not fit together. Enter opens what the cursor is on; esc leads back.",
        (("enter", "open it"), ("esc", "back")),
        above=True,
    ),
    Stop(
        "roadmap",
        "The whole roadmap",
        "Every row at its three stages. A cross is a gap: nobody delivers it. The card tells what the cell "
        "asks for, who can move it and what could show it. A tilde marks what is ours and not the "
        "document's.",
        (("m", "map a project to the enabler"), ("/", "find"), ("k", "one track only")),
    ),
    Stop(
        "projects",
        "Your projects",
        "A project has milestones, money and the enablers that it delivers. Milestones reached make "
        "progress; its card says which benefits open when it is finished, and what its delay moves.",
        (("n", "a new project"), ("t", "a milestone"), ("d", "it is reached")),
    ),
    Stop(
        "assess",
        "What is in place",
        "Work done is not yet a capability attained. Here each enabler of a stage is asked for in turn, one "
        "key an answer. With evidence it is attained; without, it stays a claim and counts for nothing.",
        (("y", "yes, and on which evidence"), ("j", "no"), ("h", "partly")),
    ),
    Stop(
        "benefits",
        "What it opens",
        "Benefits reached, next and locked. Those coming have all that they wait for under way; those stuck "
        "wait for something that nobody delivers.",
        (("l", "what leads to it, as a graph"), ("w", "why it is locked")),
    ),
    Stop(
        "timeline",
        "When",
        "Projects and milestones over time, with waypoints, triggers and the days on which benefits open.",
        (("+ -", "nearer, farther"), ("h", "what fixes the date of the next stage")),
    ),
    Stop(
        "coverage",
        "Who delivers what, and what pushes",
        "Systems or projects against enablers, the gaps with what they would cost, the path over the "
        "waypoints, and the drivers with their triggers.",
        (("g", "the next section"),),
    ),
    Stop(
        "report",
        "To hand out",
        "What is on these screens, as a document for a board or commission, as it will be in the file.",
        (("k", "another kind"), ("p", "without what is internal"), ("e", "save it")),
    ),
    Stop(
        "overview",
        "Nothing is lost",
        "Everything is saved at once, and u takes back whatever was done; History keeps it all. The last "
        "line names the keys that fit; ? lists all of them and the marks.",
        (("u", "undo"), ("?", "help"), ("ctrl+p", "to anything by name"), ("T", "this tour again")),
    ),
)


WAITS = "The tour waits here: T goes on with it."


class TourWindow(Window[None]):
    """One stop, over the screen that it is about. A key of the screen leaves the tour, and does its work."""

    KEYS = (("enter", "next", "step(1)"), ("←", "before", "step(-1)"), ("esc", "leave the tour", "close"))
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, "step(1)", show=False) for key in ("enter", "right", "space")),
        *(Binding(key, "step(-1)", show=False) for key in ("left", "backspace")),
        Binding("T", "close", show=False),
    ]

    def __init__(self, number: int, start: Start) -> None:
        self.number, self.stop, self.start = number, STOPS[number], start
        super().__init__(f"Tour {number + 1} of {len(STOPS)} · {self.stop.heading}")
        self.set_class(self.stop.above, "-above")
        if number == len(STOPS) - 1:
            self.keys = (("enter", "to the plan", "step(1)"), *self.KEYS[1:])

    def body(self) -> Iterator[Widget]:
        yield Sheet(self._lines, id="tour", can_focus=False)

    def _lines(self, width: int, _height: int) -> list[Line]:
        keys: list[Span] = []
        for key, does in self.stop.tries:
            keys += [Span(key, "key"), Span(f" {does}   ")]
        return [*wrapped(self.stop.text, width), BLANK, line(*keys)]

    def on_key(self, event: events.Key) -> None:
        """A key of the screen below: it is for this screen, so one stays; back leads to where one was."""
        if event.key not in self._bindings.key_to_bindings:
            event.stop()
            self.dismiss(None)
            self.planner.tell(WAITS)
            self.planner.call_after_refresh(self.planner.simulate_key, event.key)

    def action_step(self, by: int) -> None:
        if self.number + by >= 0:
            self.dismiss(None)
            self.planner.call_next(show_stop, self.planner, self.number + by, self.start)

    def action_close(self) -> None:
        self.dismiss(None)
        self.planner.call_next(_end, self.planner, self.start, WAITS)


def show_stop(app: "PlannerApp", number: int, start: Start | None = None) -> None:
    """Show a stop over its screen. Past the last one the tour is over, and begins anew when it is called.

    `start`: where to lead back to; without it the tour begins here.
    """
    if start is None:
        start = Start(app.screen.place(), tuple(app.trail)) if isinstance(app.screen, PlanScreen) else None
    if start is None:
        return
    if number >= len(STOPS):
        app.tour_stop = 0
        _end(app, start, "That was the tour; T shows it again, ? lists the keys.")
        return
    app.tour_stop = number
    app.visit(STOPS[number].screen)
    app.trail = _way(app, start)
    app.push_screen(TourWindow(number, start))


def _end(app: "PlannerApp", start: Start, said: str) -> None:
    """Back to where one was, as if one had never left."""
    app.trail = _way(app, start)
    if len(app.trail) > len(start.trail):
        app.back()
    app.tell(said)


def _way(app: "PlannerApp", start: Start) -> "list[Place]":
    """The way back from the screen that is shown: by way of the tour's start, not of its stops."""
    here = isinstance(app.screen, PlanScreen) and start.place.screen == app.screen.NAME
    return [*start.trail] if here else [*start.trail, start.place]

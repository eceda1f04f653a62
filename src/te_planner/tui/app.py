"""The terminal UI's app: it wires the plan, the screens and the keys. What they show is made elsewhere."""

import asyncio
import gc
import os
import sys
from collections.abc import Callable
from datetime import datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Protocol, cast, runtime_checkable

from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import Screen

from te_planner.errors import PlannerError
from te_planner.plan.snapshot import Day
from te_planner.tui.lines import Target
from te_planner.tui.looks import THEMES, tone_defaults
from te_planner.tui.session import Session, preload, standing

if TYPE_CHECKING:
    from textual.command import Provider

    from te_planner.plan.journal import Entry
    from te_planner.readiness.model import Readiness, SystemReadiness

POLL_SECONDS = 1.0
SCREENS = {
    "overview": "overview:Overview",
    "roadmap": "roadmap:RoadmapScreen",
    "projects": "projects:ProjectsScreen",
    "benefits": "benefits:BenefitsScreen",
    "history": "history:HistoryScreen",
    "start": "start:StartScreen",
}


@runtime_checkable
class Refreshed(Protocol):
    """A screen that shows the app's figures and messages."""

    def refresh_figures(self) -> None: ...

    def refresh_bars(self) -> None: ...


class Place(NamedTuple):
    """Where somebody was: the screen, the system, what the cursor was on, and the screen's own choices."""

    screen: str
    system_id: str
    target: Target | None
    choices: Any


def _load(name: str) -> Any:
    """A class of this package by `module:Class`; screens are imported when they are first shown."""
    module, _, found = name.partition(":")
    return getattr(import_module(f"te_planner.tui.{module}"), found)


def _make(name: str) -> Screen[Any]:
    return cast("Screen[Any]", _load(name)())


def _palette() -> "type[Provider]":
    return cast("type[Provider]", _load("palette:Palette"))


class PlannerApp(App[None]):
    """One plan, or (without a path) the start screen.

    `today` is an ISO day; `clock`, where given, tells it anew while the program runs.
    """

    TITLE = "te-planner"
    CSS_PATH = "te_planner.tcss"
    COMMANDS: ClassVar[set[Any]] = {_palette}
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "quit", show=False, priority=True)]
    DEFAULT_MODE = "overview"
    # below the least size there is only a message; below 100 columns a card goes below its list
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012  # as Textual declares it
        (0, "-slim"),
        (60, "-narrow"),
        (100, "-roomy"),
    ]
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012  # as Textual declares it
        (0, "-low"),
        (16, "-high"),
    ]
    MODES: ClassVar[dict[str, Any]] = {name: partial(_make, path) for name, path in SCREENS.items()}

    def __init__(
        self,
        path: Path | None = None,
        *,
        today: Day,
        as_of: Day | None = None,
        who: str = "",
        plain: bool = False,
        clock: Callable[[], Day] | None = None,
        session: Session | None = None,
    ) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        # not `self.theme =`: nothing is drawn yet, so there is nothing to draw anew
        self.set_reactive(App.theme, THEMES[0].name)
        self._begun = False
        self.today, self.as_of, self.who, self.plain, self.clock = today, as_of, who, plain, clock
        self.session = session
        if path is not None and session is None:
            self.session = Session(path, today=today, as_of=as_of, who=who)
        self.readiness: Readiness | None = None
        self.entries: tuple[Entry, ...] = ()
        self.system_id = ""
        self.fault: PlannerError | None = None
        self.trail: list[Place] = []
        self.mine: set[int] = set()
        self.asked: tuple[str, int] | None = None
        self.notice = ""

    # figures

    @property
    def system(self) -> "SystemReadiness | None":
        """The distribution system that the screens show."""
        return self.readiness.systems.get(self.system_id) if self.readiness else None

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return tone_defaults()

    def refresh_css(self, animate: bool = True) -> None:
        """Before the first screen is there the styles are read anyway: once is enough."""
        if self._begun:
            super().refresh_css(animate)

    def on_mount(self) -> None:
        self._begun = True
        if self.session:
            self.run_worker(self._first_figures(self.session))
            self.set_interval(POLL_SECONDS, self._poll)
        else:
            self.switch_mode("start")

    def open_plan(self, path: Path) -> None:
        """From the start screen to a plan."""
        self.session = Session(path, today=self.today, as_of=self.as_of, who=self.who)
        self.switch_mode("overview")
        self.on_mount()

    async def _first_figures(self, session: Session) -> None:
        # The plan is read as soon as the first frame is out. Read beside the frame's making, the two would
        # only share one interpreter, and both come later (measured: 1.42 and 1.58 of a bare app's first
        # frame, against 1.30 and 1.52).
        painted = asyncio.Event()
        self.call_after_refresh(painted.set)
        await painted.wait()
        try:
            readiness = await _wait(session.load())
        except PlannerError as error:
            self.fault = error
            self.exit(return_code=error.exit_code)
            return
        self._take(readiness)
        self.set_timer(0.1, lambda: self.run_worker(self._after_first_data(session)))

    async def _after_first_data(self, session: Session) -> None:
        """Once the first data are painted: the last edit's name, and what the first edit needs."""
        if not gc.isenabled():  # `run` has put it off until now
            gc.freeze()
            gc.enable()
        await self._read_journal(session)
        self.run_worker(preload, thread=True)

    async def _read_journal(self, session: Session) -> None:
        try:
            self.entries = await _wait(session.journal())
        except PlannerError as error:
            self.tell(str(error), failed=True)
        self._repaint()

    def _take(self, readiness: "Readiness") -> None:
        """New figures: every screen shows the same."""
        self.readiness = readiness
        if self.system_id not in readiness.systems:
            self.system_id = next(iter(readiness.systems), "")
        self._repaint()

    def _repaint(self) -> None:
        """The screen that is seen, and what lies over it; the others follow when they are shown."""
        for screen in self.screen_stack:
            if isinstance(screen, Refreshed):
                screen.refresh_figures()

    def _poll(self) -> None:
        if self.session and self.readiness:
            self.run_worker(self._look_for_changes(self.session), group="poll", exclusive=True)

    async def _look_for_changes(self, session: Session) -> None:
        if self.clock and (day := self.clock()) != session.today:
            self.today = session.today = day
            await self.reload()
        try:
            readiness = await _wait(session.load_if_changed())
        except PlannerError as error:
            self.tell(str(error), failed=True)
            return
        if readiness:
            self._take(readiness)
            await self._read_journal(session)
            self.tell("The plan was changed by another program; these are the new figures.")

    async def reload(self) -> None:
        """The figures and the journal as they are now."""
        if self.session:
            self._take(await _wait(self.session.load()))
            await self._read_journal(self.session)

    # editing

    async def edit(self, name: str, values: dict[str, Any], prepare: Any = None) -> "Entry":
        """Make an edit, then show its figures. Raises the PlannerError that refuses it."""
        if self.session is None:
            raise PlannerError("No plan is open.")
        entry: Entry = await _wait(self.session.edit(name, values, prepare))
        self.mine.add(entry.seq)
        await self.reload()
        self.tell(f"Done: {entry.summary} · u takes it back")
        return entry

    def action_undo(self) -> None:
        self._ask_turn("undo")

    def action_redo(self) -> None:
        self._ask_turn("redo")

    def _ask_turn(self, kind: str) -> None:
        """Undo or redo; what was not done in this session is asked for first."""
        if self.session is None:
            return
        done, undone = standing(self.entries)
        stack = done if kind == "undo" else undone
        if stack and stack[-1].seq not in self.mine and self.asked != (kind, stack[-1].seq):
            last = stack[-1]
            self.asked = (kind, last.seq)
            key = "u" if kind == "undo" else "U"
            self.tell(f"{key} again to {kind} “{last.summary}”, made {last.day} by {last.who}")
            return
        self.asked = None
        self.run_worker(self._turn(kind, self.session), group="turn")

    async def _turn(self, kind: str, session: Session) -> None:
        try:
            entry = await _wait(session.turn(kind))
        except PlannerError as error:
            self.tell(str(error), failed=True)
            return
        self.mine.add(entry.seq)
        await self.reload()
        other = "U does it again" if kind == "undo" else "u takes it back"
        self.tell(f"{entry.summary} · {other}")

    def tell(self, text: str, *, failed: bool = False) -> None:
        """A message at the bottom until the cursor moves; a failure also as a note that stays longer."""
        self.notice = "" if failed else text
        if failed:
            self.notify(text, severity="error", timeout=10, markup=False)
        self._repaint_bars()

    def _repaint_bars(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, Refreshed):
                screen.refresh_bars()

    # going about

    def action_show(self, screen: str) -> None:
        if self.session:
            self.visit(screen)

    def visit(self, screen: str, target: Target | None = None, system_id: str = "") -> None:
        """To a screen, and to a target on it; `back` leads back."""
        from te_planner.tui.screen import PlanScreen

        here = self.screen
        if not isinstance(here, PlanScreen):
            return
        if screen == here.NAME and target is None:
            return
        self.trail.append(here.place())
        del self.trail[:-50]
        if system_id:
            self.system_id = system_id
        self._show(screen, target)

    def _show(self, name: str, target: Target | None, choices: Any = None) -> None:
        from te_planner.tui.screen import PlanScreen

        self.notice = ""
        self.switch_mode(name)
        screen = self.screen
        if isinstance(screen, PlanScreen):
            screen.arrive(target, choices)

    def go(self, target: Target) -> None:
        """Open what a target is about, on the screen that shows it best."""
        from te_planner.tui.routes import route

        if self.readiness:
            found = route(self.readiness, target)
            if found:
                self.visit(found.screen, found.target, target.of)

    def back(self) -> bool:
        if not self.trail:
            return False
        place = self.trail.pop()
        self.system_id = place.system_id
        self._show(place.screen, place.target, place.choices)
        return True

    def set_system(self, system_id: str) -> None:
        self.system_id = system_id
        self._repaint()

    def action_systems(self) -> None:
        if self.readiness:
            self.push_screen(_load("systems:SystemPicker")())

    def action_help(self) -> None:
        self.push_screen(_load("help:HelpScreen")())

    def action_toggle_light(self) -> None:
        names = [each.name for each in THEMES]
        self.theme = names[1 - names.index(self.theme)] if self.theme in names else names[0]


async def _wait(future: Any) -> Any:
    """What the plan's thread returns, without holding up the screen."""
    return await asyncio.wrap_future(future)


def run(path: Path | None) -> None:
    """Open the terminal UI. Raises the PlannerError for which a plan could not be opened."""

    def clock() -> Day:
        return datetime.now().astimezone().date().isoformat()

    # what was imported stays: looking through it for garbage would cost the first frame a tenth of its time
    gc.disable()
    today = clock()
    session = Session(path, today=today) if path else None
    try:
        app = PlannerApp(path, today=today, plain=_plain(), clock=clock, session=session)
        app.run()
    finally:
        gc.enable()
        if session:
            session.close()
    if app.fault:
        raise app.fault


def _plain() -> bool:
    """Plain marks where there is no colour, or a terminal that has no other signs."""
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    return bool(os.environ.get("NO_COLOR")) or not encoding.startswith("utf")

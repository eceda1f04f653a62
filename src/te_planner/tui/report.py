"""Report: what will be handed over, as it will read; choose its kind, systems and format, then save it."""

import asyncio
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from textual.binding import BindingType

from te_planner.errors import PlannerError
from te_planner.exchange.report.file import format_of, save, written
from te_planner.exchange.report.outlines import KINDS
from te_planner.readiness.model import Readiness, SystemReadiness
from te_planner.tui.forms.model import Field, Form
from te_planner.tui.forms.screen import FormScreen
from te_planner.tui.history_chart import days_until
from te_planner.tui.keys import bindings
from te_planner.tui.lines import Line, Target, wrapped
from te_planner.tui.long_work import LongWork, Outcome, Progress
from te_planner.tui.pair import PairScreen
from te_planner.tui.report_choices import NAMES, Choices, choice_lines, document
from te_planner.tui.report_lines import report_lines
from te_planner.tui.session import Session

TURNED = {"kind": tuple(KINDS), "form": tuple(NAMES), "public": (False, True)}
"""What a key chooses, by the name of the choice."""
CHOSEN = {"kind": "kind('{}')", "form": "take('{}')"}
"""Where the list shows a choice, by its name."""


class ReportScreen(PairScreen):
    """The choices at the left, the report as it will read at the right."""

    NAME = "report"
    OF_ACTIONS = True
    LIST = "-short"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("report")]

    def __init__(self) -> None:
        super().__init__()
        self.wanted = Choices()
        self.settled = False
        self._asked: object = None
        self._preview: list[Line] = []

    def on_mount(self) -> None:
        month_ago = days_until(self.planner.today, 2, "month")[0]
        self.wanted = self.wanted._replace(since=self.wanted.since or month_ago)
        self.to_chosen("kind")

    async def make_ready(self, pause: float) -> None:
        """With its preview, which would else be drawn when somebody comes."""
        await super().make_ready(pause)
        while self._asked and not self.settled:
            await asyncio.sleep(pause)
        self.draw_ahead()

    def choices(self) -> Any:
        return self.wanted

    def restore(self, choices: Any) -> None:
        if isinstance(choices, Choices):
            self.wanted = choices

    def list_lines(self, readiness: Readiness, system: SystemReadiness | None, width: int) -> Sequence[Line]:
        session = self.planner.session
        return choice_lines(session, readiness, self.wanted, width) if session else ()

    def card_lines(
        self, readiness: Readiness, system: SystemReadiness | None, target: Target, width: int
    ) -> list[Line]:
        """The preview, made beside the screen's thread: that of a large plan takes a moment."""
        session = self.planner.session
        asked = (readiness, self.wanted, width)
        if session and self._asked != asked:
            self._asked, self.settled = asked, False
            self._preview = wrapped("Working out what it says …", width, "quiet")
            self.run_worker(self._make(session, readiness, width), group="preview", exclusive=True)
        return self._preview

    async def _make(self, session: Session, readiness: Readiness, width: int) -> None:
        wanted = self.wanted

        def lines(own: Session) -> list[Line]:
            return report_lines(document(own, readiness, wanted), width)

        try:
            self._preview = await asyncio.wrap_future(session.look(lines))
        except PlannerError as error:
            self._preview = wrapped(str(error), width, "late")
        self.settled = True
        self.card_sheet.rebuild()

    # choosing and saving

    def action_kind(self, kind: str) -> None:
        self._choose(kind=kind)

    def action_take(self, form: str) -> None:
        self._choose(form=form)

    def action_lay(self, paper: str) -> None:
        self._choose(paper=paper)

    def action_turn(self, what: str, step: int) -> None:
        values = TURNED[what]
        here = values.index(getattr(self.wanted, what))
        self._choose(**{what: values[(here + step) % len(values)]})

    def _choose(self, **values: Any) -> None:
        self.wanted = self.wanted._replace(**values)
        self.refresh_figures()
        self.to_chosen(*values)

    def to_chosen(self, *what: str) -> None:
        """The cursor goes to what was chosen, so that the next step begins there."""
        for name in what:
            if name in CHOSEN:
                self.list_sheet.select(Target("action", CHOSEN[name].format(getattr(self.wanted, name))))

    def action_include(self, id_: str) -> None:
        """A system in or out; the last one stays."""
        readiness = self.planner.readiness
        if readiness is None:
            return
        inside = set(self.wanted.systems or readiness.systems) ^ {id_}
        chosen = tuple(each for each in readiness.systems if each in inside)
        if chosen:
            self._choose(systems=() if len(chosen) == len(readiness.systems) else chosen)

    def action_read(self) -> None:
        """Into the report, which on a narrow screen takes the room of the choices; or back to these."""
        if self.focused is self.card_sheet:
            self.close_card()
            self.list_sheet.focus()
        else:
            self.open_card()

    def action_since(self) -> None:
        """Another day, or a freeze, that changes are told against."""
        readiness = self.planner.readiness
        if readiness:
            freezes = tuple(each.name for each in readiness.snapshot.freezes)
            self.app.push_screen(SinceForm(self.wanted.since, freezes), self._since)

    def _since(self, asked: str | None) -> None:
        if asked:
            self._choose(kind="changes", since=asked)

    def action_save(self) -> None:
        readiness, session = self.planner.readiness, self.planner.session
        if readiness is None or session is None:
            return
        self.app.push_screen(SaveReport(self.wanted, readiness, session), self._saved)

    def _saved(self, saved: Any) -> None:
        if saved:
            path, warnings = saved
            where = "" if path.is_absolute() or warnings else f" in {Path.cwd()}"
            self.planner.tell(" ".join((f"Wrote {path}{where}", *warnings)))

    def chosen(self, sheet: Any, target: Target) -> None:
        self.open_target(target)


class SinceForm(FormScreen):
    """Since when; dismissed with what was typed."""

    def __init__(self, since: str, freezes: tuple[str, ...]) -> None:
        hint = "a day, such as 2026-09 or -6m, or a freeze's name"
        field = Field("since", "since", value=since, required=True, hint=hint, known=freezes)
        super().__init__(Form("Changes since", "", (field,)))

    async def _save(self, values: dict[str, Any]) -> None:
        self.dismiss(values["since"])


Saved = tuple[Path, tuple[str, ...]]
"""The file, and what the reader should be told."""


class SaveReport(FormScreen):
    """Asks where to, and writes the file; dismissed with its path and what the reader should be told."""

    def __init__(self, wanted: Choices, readiness: Readiness, session: Session) -> None:
        public = "-public" if wanted.public else ""
        name = f"{session.path.stem}-{wanted.kind}{public}-{readiness.as_of}.{wanted.form}"
        field = Field(
            "file", "file", value=name, required=True, hint="a file's name; the format follows its end"
        )
        super().__init__(
            Form("Save the report", "", (field,), note="An older report of that name is replaced.")
        )
        self.wanted, self.readiness, self.session = wanted, readiness, session

    async def _save(self, values: dict[str, Any]) -> None:
        self._refuse("")
        path = Path(values["file"]).expanduser()
        work = LongWork(f"Writing {path.name}", partial(self._write, path))
        self.app.push_screen(work, self._written)

    def _written(self, outcome: Outcome[Saved] | None) -> None:
        """Back to the screen with the path; back to the form where nothing was written."""
        self.saving = False
        if outcome and outcome.made:
            self.dismiss(outcome.made)
        elif outcome and outcome.fault:
            self._refuse(str(outcome.fault))
        else:
            self._refuse("Nothing was written. Enter writes it after all, esc leaves.")

    def _write(self, path: Path, progress: Progress) -> Saved:
        form = format_of(path)
        progress(0, "working out what it says")
        wanted, readiness = self.wanted._replace(form=form), self.readiness
        made = self.session.look(
            lambda own: document(own, readiness, wanted, calendar=form == "ics")
        ).result()
        progress(0.4, f"writing it as {form}")
        content = written(made, form)
        progress(0.9, "saving the file")
        save(path, content.content, form)
        left = [f"What is internal still stands in it {len(made.quoted)} times, as told above."]
        return path, (*(left if made.quoted else ()), *content.warnings[len(made.quoted) :])

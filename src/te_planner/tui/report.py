"""Report: what will be handed over, as it will read; choose systems and format, then save it."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from textual.binding import BindingType

from te_planner.exchange.marks import day_text
from te_planner.exchange.report.file import command_of, format_of, save, written
from te_planner.exchange.report.model import Report
from te_planner.readiness.model import Readiness, SystemReadiness
from te_planner.tui.forms.model import Field, Form
from te_planner.tui.forms.screen import FormScreen
from te_planner.tui.keys import bindings
from te_planner.tui.lines import BLANK, Line, Span, Target, line, wrapped
from te_planner.tui.long_work import LongWork, Outcome, Progress
from te_planner.tui.pair import PairScreen
from te_planner.tui.report_lines import report_lines
from te_planner.tui.session import Session

NAMES = {
    "html": "HTML, one page that prints well",
    "md": "Markdown",
    "docx": "DOCX, to edit in Word",
    "pdf": "PDF",
    "xlsx": "XLSX, a sheet a table",
    "csv": "CSV, for a spreadsheet",
    "json": "JSON, for programs",
    "ics": "iCalendar, milestones and due days",
}
KINDS = tuple(NAMES)


class Choices(NamedTuple):
    """What goes into the report (no system named: all of them) and how it is written."""

    kind: str = "html"
    systems: tuple[str, ...] = ()


class ReportScreen(PairScreen):
    """The choices at the left, the report as it will read at the right."""

    NAME = "report"
    LIST = "-short"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("report")]

    def __init__(self) -> None:
        super().__init__()
        self.wanted = Choices()
        self._preview: tuple[object, list[Line]] | None = None

    def choices(self) -> Any:
        return self.wanted

    def restore(self, choices: Any) -> None:
        if isinstance(choices, Choices):
            self.wanted = choices

    def list_lines(self, readiness: Readiness, system: SystemReadiness | None, width: int) -> Sequence[Line]:
        made = [line(Span("Format", "head"))]
        for kind in NAMES:
            here = kind == self.wanted.kind
            text = f"({'x' if here else ' '}) {NAMES[kind]}"
            made.append(line(Span(text, "strong" if here else "", _action(f"take('{kind}')"))))
        made += [BLANK, line(Span("Systems", "head"))]
        for id_, each in readiness.systems.items():
            here = id_ in self.wanted.systems or not self.wanted.systems
            text = f"[{'x' if here else ' '}] {each.system.name}"
            made.append(line(Span(text, "", _action(f"include('{id_}')"))))
        made += [BLANK, line(Span("e  save the report …", "key", _action("save")))]
        made += wrapped(f"Made again by: {self._command()}", width, "quiet")
        made += [BLANK, *_frozen(readiness, width)]
        return made

    def _card(self, width: int, _height: int) -> list[Line]:
        """The preview, whatever choice the cursor is on."""
        readiness, target = self.planner.readiness, self.here()
        if readiness is None or target is None:
            return []
        return self.card_lines(readiness, self.planner.system, target, width)

    def card_lines(
        self, readiness: Readiness, system: SystemReadiness | None, target: Target, width: int
    ) -> list[Line]:
        key = (readiness, self.wanted, width)
        if self._preview is None or self._preview[0] != key:
            self._preview = (key, report_lines(self.document(readiness), width))
        return self._preview[1]

    def document(self, readiness: Readiness, *, calendar: bool = False) -> Report:
        """The report of the systems that were chosen."""
        from te_planner.exchange.report.build import build_report

        return build_report(
            readiness,
            command=self._command(),
            made_on=self.planner.today,
            systems=list(self.wanted.systems) or None,
            calendar=calendar,
        )

    def _command(self) -> str:
        session, readiness = self.planner.session, self.planner.readiness
        if not session or not readiness:
            return ""
        names = [
            readiness.systems[id_].system.name for id_ in self.wanted.systems if id_ in readiness.systems
        ]
        return command_of(session.path, self.wanted.kind, as_of=self.planner.as_of, systems=names)

    # choosing and saving

    def action_take(self, kind: str) -> None:
        self.wanted = self.wanted._replace(kind=kind)
        self.refresh_figures()

    def action_turn(self, _what: str, step: int) -> None:
        self.action_take(KINDS[(KINDS.index(self.wanted.kind) + step) % len(KINDS)])

    def action_include(self, id_: str) -> None:
        """A system in or out; the last one stays."""
        readiness = self.planner.readiness
        if readiness is None:
            return
        inside = set(self.wanted.systems or readiness.systems) ^ {id_}
        chosen = tuple(each for each in readiness.systems if each in inside)
        if chosen:
            self.wanted = self.wanted._replace(
                systems=() if len(chosen) == len(readiness.systems) else chosen
            )
            self.refresh_figures()

    def action_save(self) -> None:
        readiness, session = self.planner.readiness, self.planner.session
        if readiness is None or session is None:
            return
        self.app.push_screen(SaveReport(self, readiness, session), self._saved)

    def _saved(self, saved: Any) -> None:
        if saved:
            path, warnings = saved
            self.planner.tell(" ".join((f"Wrote {path}", *warnings)))

    def chosen(self, sheet: Any, target: Target) -> None:
        self.open_target(target)


def _frozen(readiness: Readiness, width: int) -> list[Line]:
    """What was frozen, and the way to freeze what is shown."""
    made = [line(Span("Frozen", "head"))]
    for each in readiness.snapshot.freezes:
        said = f"{each.name}: as of {day_text(each.as_of)}, approved by {each.approved_by}"
        made += wrapped(said, width)
    return [*made, line(Span("z  freeze these figures …", "key", _action("form('freeze')")))]


def _action(name: str) -> Target:
    return Target("action", name)


Saved = tuple[Path, tuple[str, ...]]
"""The file, and what the reader should be told."""


class SaveReport(FormScreen):
    """Asks where to, and writes the file; dismissed with its path and what the reader should be told."""

    def __init__(self, screen: ReportScreen, readiness: Readiness, session: Session) -> None:
        kind = screen.wanted.kind
        name = f"{session.path.stem}-readiness-{readiness.as_of}.{kind}"
        field = Field(
            "file", "file", value=name, required=True, hint="a file's name; the format follows its end"
        )
        super().__init__(
            Form("Save the report", "", (field,), note="An older report of that name is replaced.")
        )
        self.report, self.readiness = screen, readiness

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
        kind = format_of(path)
        progress(0, "working out what it says")
        report = self.report.document(self.readiness, calendar=kind == "ics")
        progress(0.4, f"writing it as {kind}")
        made = written(report, kind)
        progress(0.9, "saving the file")
        save(path, made.content, kind)
        return path, made.warnings

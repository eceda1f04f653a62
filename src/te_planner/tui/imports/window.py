"""What a file would change, before anything is changed; corrections are read again at once."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from te_planner.exchange.imports.preview import Preview
from te_planner.tui.imports.forms import ColumnForm
from te_planner.tui.imports.lines import preview_lines
from te_planner.tui.imports.work import Asked, look, take_in
from te_planner.tui.lines import Line, Target
from te_planner.tui.long_work import LongWork, Outcome
from te_planner.tui.modal import Window
from te_planner.tui.sheet import Sheet

if TYPE_CHECKING:
    from te_planner.tui.session import Done

TURNED: dict[str, tuple[Any, ...]] = {
    "dates": ("", "dmy", "mdy"),
    "decimal": ("", "point", "comma"),
    "level": (None, 1, 2, 3, 0),
}
"""What a key says next, by the name of what it is about."""
TAKE, LEAVE = ("ctrl+s", "take in", "save"), ("esc", "cancel", "close")
OF_TABLES = (
    ("d", "days", "turn('dates')"),
    ("c", "comma", "turn('decimal')"),
    ("s", "sheet", "sheet"),
)
OF_SCHEDULES = (("l", "level of projects", "turn('level')"),)
COLUMN = ("m", "column", "column")
"""Told above each table's columns, for which the window's foot has no room."""
OF_ALL = (("f", "skip", "skip"), ("r", "again", "again"))
STOPPED = "It was called off. Nothing was changed."


class ImportWindow(Window[None]):
    """The preview; `asked` is what it was read by."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", show=False, priority=True),
        *(
            Binding(key, action, show=False)
            for key, _, action in (COLUMN, *OF_TABLES, *OF_SCHEDULES, *OF_ALL)
        ),
    ]

    def __init__(self, asked: Asked, preview: Preview) -> None:
        super().__init__(f"What {asked.path.name} would change")
        self.asked, self.preview = asked, preview
        self.tried = asked
        """What the file was last read by, or could not be: the next turn goes on from it."""
        self.told = ""
        found = [*(each.sheet for each in preview.tables), *(each.place.sheet for each in preview.left_out)]
        about = OF_TABLES if preview.tables else OF_SCHEDULES
        self.keys = (TAKE, *about, *OF_ALL, LEAVE)
        self.sheets = ("", *dict.fromkeys(filter(None, found)))

    def body(self) -> Iterator[Widget]:
        yield Sheet(self._lines, id="import")

    def on_mount(self) -> None:
        """Begin at the first column that nobody has a meaning for yet."""
        sheet = self.query_one("#import", Sheet)
        sheet.focus()
        unread = next(
            (
                each.heading
                for table in self.preview.tables
                for each in table.columns
                if each.heading and not each.value and (not each.why or not table.heading_row)
            ),
            None,
        )
        if unread:
            sheet.select(Target("column", unread))

    def _lines(self, width: int, _height: int) -> Sequence[Line]:
        return preview_lines(self.preview, self.asked, self.told, width)

    # what the planner says of the file

    def action_column(self) -> None:
        """The column under the cursor, else one that is chosen."""
        if not self.preview.tables:
            self._tell("The file has no table whose columns could mean something else.")
            return
        target = self.query_one("#import", Sheet).target
        heading = target.ref if target and target.kind == "column" else ""
        self.app.push_screen(ColumnForm(self.preview.tables, heading), self._column)

    def _column(self, said: Any) -> None:
        if said:
            heading, value = said
            others = {
                each: known for each, known in self.asked.columns.items() if known != value or not value
            }
            self._read(self.asked._replace(columns={**others, heading: value}))

    def action_turn(self, name: str) -> None:
        values = TURNED[name]
        here = values.index(getattr(self.tried, name))
        self._read(self.asked._replace(**{name: values[(here + 1) % len(values)]}))

    def action_sheet(self) -> None:
        if len(self.sheets) < 3:
            self._tell("The file has one sheet only, or none.")
            return
        here = self.sheets.index(self.asked.sheet)
        self._read(self.asked._replace(sheet=self.sheets[(here + 1) % len(self.sheets)]))

    def action_skip(self) -> None:
        self.asked = self.asked._replace(skip=not self.asked.skip)
        self._tell("")

    def action_again(self) -> None:
        self._read(self.asked)

    # reading and taking in

    def _read(self, asked: Asked) -> None:
        self.tried = asked
        session, readiness = self.planner.session, self.planner.readiness
        if session and readiness:
            work = partial(look, session, readiness, asked)
            self.app.push_screen(LongWork(f"Reading {asked.path.name}", work), partial(self._found, asked))

    def _found(self, asked: Asked, outcome: Outcome[Preview] | None) -> None:
        """What was said stands where the file could be read by it."""
        if outcome and outcome.made:
            self.asked, self.preview = asked, outcome.made
            self._tell("")
        else:
            self._tell(str(outcome.fault) if outcome and outcome.fault else STOPPED)

    @on(Sheet.Chosen)
    def action_save(self) -> None:
        session = self.planner.session
        if session and isinstance(self.app.screen, ImportWindow):
            work = partial(take_in, session, self.preview, self.asked)
            self.app.push_screen(LongWork(f"Importing {self.asked.path.name}", work), self._taken)

    def _taken(self, outcome: "Outcome[Done] | None") -> None:
        if outcome and outcome.made:
            self.dismiss(None)
            done = outcome.made
            self.planner.show_done(done, f"Done: {done.entry.summary} · u takes all of it back")
        else:
            self._tell(str(outcome.fault) if outcome and outcome.fault else STOPPED)

    def _tell(self, text: str) -> None:
        self.told = text
        sheet = self.query_one("#import", Sheet)
        sheet.rebuild()
        if text:
            sheet.scroll_home(animate=False)

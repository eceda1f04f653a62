"""The small forms of an import: which file, and what a column means."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from te_planner.exchange.imports.headings import WORDS, plain
from te_planner.exchange.imports.model import Table
from te_planner.tui.forms.model import Field, Form, Option
from te_planner.tui.forms.screen import FormScreen
from te_planner.tui.imports.work import Asked, look
from te_planner.tui.long_work import LongWork, Outcome

if TYPE_CHECKING:
    from te_planner.exchange.imports.preview import Preview
    from te_planner.readiness.model import Readiness
    from te_planner.tui.session import Session

ENDS = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xml", ".yaml", ".yml")
NOT_READ = "nothing"
KINDS_OF_FILE = (
    "A table (.xlsx, .csv), MS Project XML, or a plan's YAML. Nothing is changed before you have seen it."
)


class ImportFileForm(FormScreen):
    """Asks for a file and reads it; dismissed with what was asked and its preview."""

    KEYS = (("enter", "look at it", "save"), *FormScreen.KEYS[1:])

    def __init__(self, session: "Session", readiness: "Readiness") -> None:
        hint = "its name; → takes what is offered"
        field = Field("file", "file", "file", required=True, hint=hint, known=ENDS)
        super().__init__(Form("Import a file", "", (field,), note=KINDS_OF_FILE))
        self.session, self.readiness = session, readiness

    async def _save(self, values: dict[str, Any]) -> None:
        self._refuse("")
        asked = Asked(Path(values["file"]).expanduser())
        work = partial(look, self.session, self.readiness, asked)
        self.app.push_screen(LongWork(f"Reading {asked.path.name}", work), partial(self._read, asked))

    def _read(self, asked: Asked, outcome: "Outcome[Preview] | None") -> None:
        """On to the preview; back to the form where there is none."""
        self.saving = False
        if outcome and outcome.made:
            self.dismiss((asked, outcome.made))
        elif outcome and outcome.fault:
            self._refuse(str(outcome.fault))
        else:
            self._refuse("It was not read to its end. Enter reads it after all, esc leaves.")


class ColumnForm(FormScreen):
    """What a column means; dismissed with its heading, as options name it, and the value."""

    def __init__(self, tables: Sequence[Table], heading: str) -> None:
        columns = [each for table in tables for each in table.columns if each.heading]
        known = {each.heading: each.value for each in columns}
        kinds = dict.fromkeys(each.kind for each in tables)
        if any(not each.heading_row for each in tables):  # what it holds is not known yet
            kinds |= dict.fromkeys(WORDS)
        values = dict.fromkeys(value for kind in kinds for value in WORDS[kind])
        meanings = (*(Option(each, each.replace("_", " ")) for each in values), Option(NOT_READ, NOT_READ))
        fields = (
            Field(
                "heading",
                "column",
                "pick",
                heading,
                required=True,
                options=tuple(Option(each, each) for each in known),
            ),
            Field(
                "value",
                "means",
                "pick",
                required=True,
                options=meanings,
                first=bool(heading),
                hint=_hint(known, heading),
            ),
        )
        note = f"“{NOT_READ}”: it is not read. What you say is kept for the next file with these headings."
        super().__init__(Form("What a column means", "", fields, note=note))

    async def _save(self, values: dict[str, Any]) -> None:
        value = values["value"]
        self.dismiss((plain(values["heading"]), "" if value == NOT_READ else value))


def _hint(known: dict[str, str], heading: str) -> str:
    now = known.get(heading, "").replace("_", " ")
    return f"taken for {now} so far; type to search" if now else "type to search"

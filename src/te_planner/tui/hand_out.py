"""What is handed out beside reports: the whole plan as a file, and a status round for an owner."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from te_planner.errors import WrongCall
from te_planner.exchange.imports.status_round import counted, owners, round_book, status_round
from te_planner.exchange.planfile.write import PLAIN, refuse_there, write_export
from te_planner.exchange.report.file import write_file
from te_planner.tui.forms.model import Field, Form, Option
from te_planner.tui.forms.screen import FormScreen
from te_planner.tui.long_work import LongWork, Outcome, Progress

if TYPE_CHECKING:
    from te_planner.readiness.model import Readiness
    from te_planner.roadmap.model import Roadmap
    from te_planner.tui.app import PlannerApp
    from te_planner.tui.session import Session

ANOTHER = "Name another file."
ENDS = (".yaml", ".json", ".xlsx")
FOLDERS = (Option("yaml", "YAML, a file each project"), Option("csv", "CSV, a file each table"))
UNSAFE = "; a text that begins with = stands in the CSV as it is"


class HandOutForm(FormScreen):
    """Asks where to, and writes it; dismissed with what is told of it. A subclass says what."""

    async def _save(self, values: dict[str, Any]) -> None:
        self._refuse("")
        path = Path(values["file"]).expanduser()
        work = partial(self.write, path, values)
        self.app.push_screen(LongWork(f"Writing {path.name}", work), self._written)

    def write(self, path: Path, values: dict[str, Any], progress: Progress) -> str:
        """Writes the file, in a thread of its own."""
        raise NotImplementedError

    def _written(self, outcome: Outcome[str] | None) -> None:
        self.saving = False
        if outcome and outcome.made:
            self.dismiss(outcome.made)
        else:
            self._refuse(str(outcome.fault) if outcome and outcome.fault else "Nothing was written.")


class ExportForm(HandOutForm):
    """The whole plan, in the form that the file's name asks for."""

    def __init__(self, session: "Session") -> None:
        hint = f"a name that ends in {', '.join(ENDS)}, or a folder's"
        name = f"{session.path.stem}.yaml"
        field = Field("file", "file", "file", name, required=True, hint=hint, known=ENDS, first=True)
        folder = Field("folder", "a folder of", "choice", "yaml", options=FOLDERS)
        note = f"{hint.capitalize()}. {PLAIN}"
        super().__init__(Form("Export the plan", "", (field, folder), note=note))
        self.session = session

    def write(self, path: Path, values: dict[str, Any], progress: Progress) -> str:
        from te_planner.exchange.planfile.export import Document, plan_document
        from te_planner.exchange.planfile.formats import files_of, form_of
        from te_planner.exchange.planfile.given_up import given_up

        def document(own: "Session") -> "tuple[Document, Roadmap]":
            snapshot = own.plan.snapshot()
            return plan_document(snapshot, given_up(own.plan, snapshot, own.roadmap)), own.roadmap

        form = form_of(path, "csv" if values["folder"] == "csv" else None)
        refuse_there(path, force=False, instead=ANOTHER)
        progress(0, "reading the plan")
        made, roadmap = self.session.look(document).result()
        progress(0.4, f"writing it as {form}")
        files = files_of(form, made, roadmap.label)
        progress(0.9, "saving it")
        strange = write_export(path, files, force=False).strange
        left = f"; left what no export wrote: {', '.join(each.name for each in strange)}" if strange else ""
        return f"Wrote {path}{left}{UNSAFE if form == 'csv' else ''}"


class RoundForm(HandOutForm):
    """What an owner is asked, as a workbook that is imported again once it is filled in."""

    def __init__(self, readiness: "Readiness", asked: tuple[str, ...], today: str) -> None:
        fields = (
            Field(
                "owner", "owner", "pick", required=True, options=tuple(Option(each, each) for each in asked)
            ),
            Field("file", "file", "file", f"status-{today}.xlsx", required=True, known=(".xlsx",)),
        )
        note = "The workbook asks about open milestones and cells; F imports what comes back."
        super().__init__(Form("A status round for an owner", "", fields, note=note))
        self.readiness, self.today = readiness, today

    def write(self, path: Path, values: dict[str, Any], progress: Progress) -> str:
        if path.suffix.lower() != ".xlsx":
            raise WrongCall(f"{path} is no workbook. Name a file that ends in .xlsx.")
        refuse_there(path, force=False, instead=ANOTHER)
        progress(0, "looking for what is open")
        asked, plan = status_round(self.readiness, values["owner"]), self.readiness.snapshot.plan
        if not (asked.milestones or asked.cells):
            raise WrongCall(f"{asked.owner} has nothing open: no file was written.")
        content = round_book(asked, plan.id, plan.name, self.today)
        progress(0.9, "saving it")
        write_file(path, content)
        counts = counted(asked)
        return f"Wrote {path} for {asked.owner}: {counts}"


def export_plan(app: "PlannerApp") -> None:
    """Ask where to, and write the plan there."""
    if app.session:
        app.push_screen(ExportForm(app.session), partial(_told, app))


def status_of_owner(app: "PlannerApp") -> None:
    """Ask whom and where to, and write the workbook."""
    readiness = app.readiness
    if readiness is None:
        return
    asked = tuple(owners(readiness))
    if asked:
        app.push_screen(RoundForm(readiness, asked, app.today), partial(_told, app))
    else:
        app.tell("No project has an owner who could be asked; i names one.")


def _told(app: "PlannerApp", text: str | None) -> None:
    if text:
        app.tell(text)

"""The form of a new plan's file, empty or from an example."""

import re
from pathlib import Path
from typing import Any

from textual import on
from textual.widgets import Input

from te_planner.errors import PlannerError
from te_planner.tui.forms.model import Field, Form
from te_planner.tui.forms.screen import FormScreen

FOLDER = Path("plans")


def new_plan_form(example: str, title: str) -> Form:
    """What a new plan needs; one from an example brings its systems along."""
    file = Field("file", "file", value=_free(example or "plan"), required=True, hint="where it is kept")
    if example:
        own = Field("name", "plan's name", value=title, required=True)
        return Form("New plan from an example", "", (own, file), note="The example itself stays as it is.")
    fields = (
        Field("name", "plan's name", required=True, hint="such as Harborview roadmap"),
        Field("stakeholder", "whose", hint="the utility or other stakeholder whose plan it is"),
        Field("system", "first system", required=True, hint="a distribution system: a service territory"),
        Field("region", "its region", hint="jurisdiction or market area"),
        Field("currency", "currency", value="USD", required=True),
        file,
    )
    return Form("New plan: four questions", "", fields, note="The currency and the file are filled in.")


def _free(name: str) -> str:
    """A file name in the plans' folder that is not taken."""
    stem = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "plan"
    for number in range(1, 1000):
        path = FOLDER / (f"{stem}.db" if number == 1 else f"{stem}-{number}.db")
        if not path.exists():
            return path.as_posix()
    return f"{stem}.db"


class NewPlanScreen(FormScreen):
    """Makes the file in a thread; dismissed with its path."""

    def __init__(self, example: str, title: str) -> None:
        super().__init__(new_plan_form(example, title))
        self.example = example
        self._filled = next(each.value for each in self.form.fields if each.name == "file")

    @on(Input.Changed, "#field-name")
    def _name_the_file(self, event: Input.Changed) -> None:
        """The file is called as the plan is, until somebody calls it otherwise."""
        field = self.query_one("#field-file", Input)
        if field.value == self._filled and not self.example:
            self._filled = field.value = _free(event.value or "plan")

    def on_mount(self) -> None:
        super().on_mount()
        self.run_worker(load_making, thread=True, group="load")

    async def _save(self, values: dict[str, Any]) -> None:
        self._refuse("")
        self.tell_of_saving("Making the plan …")
        today, who = self.planner.today, self.planner.who
        worker = self.run_worker(lambda: make_plan(self.example, values, today, who), thread=True)
        fault = await worker.wait()
        if fault is not None:
            self.saving = False
            self._refuse(str(fault))
            return
        self.dismiss(Path(values["file"]).expanduser())


def load_making() -> None:
    """Load what makes a plan while somebody fills the form in: most of the second that it takes."""
    from te_planner.plan.creation import empty_plan
    from te_planner.tui.session import load_edits

    load_edits()
    empty_plan()


def make_plan(example: str, values: dict[str, Any], today: str, who: str) -> PlannerError | None:
    """Write the new file; what refuses it is returned, so that the form can tell."""
    from te_planner.exchange.examples import new_from_example
    from te_planner.plan.edits import add_system
    from te_planner.plan.store import create_plan
    from te_planner.plan.transaction import apply
    from te_planner.roadmap.loader import load_roadmap
    from te_planner.tui.session import account

    path, who = Path(values["file"]).expanduser(), who or account()
    try:
        roadmap = load_roadmap()
        if path.parent == FOLDER:
            FOLDER.mkdir(exist_ok=True)
        if example:
            new_from_example(path, example, roadmap=roadmap, today=today, who=who, title=values["name"])
            return None
        plan = create_plan(
            path,
            name=values["name"],
            stakeholder=values.get("stakeholder", ""),
            note="",
            currency=values["currency"],
            roadmap=roadmap,
            today=today,
            who=who,
        )
        with plan:
            region = values.get("region", "")
            apply(
                plan, add_system, roadmap=roadmap, today=today, who=who, name=values["system"], region=region
            )
    except PlannerError as error:
        return error
    return None

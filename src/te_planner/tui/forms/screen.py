"""A form on the screen. What was typed stays until the edit is done, whatever the edit says."""

from collections.abc import Iterator
from typing import Any, ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from te_planner.errors import PlannerError, WrongCall
from te_planner.plan.typed_days import edge_of
from te_planner.tui.forms.field_help import told_of
from te_planner.tui.forms.fields import NOTHING_FITS, FieldRow, PickRow, row_for
from te_planner.tui.forms.model import Form
from te_planner.tui.modal import Window

NOTICED = 0.4
"""Seconds after which somebody notices that a form is not done yet: a first edit loads what writes it."""


class FormScreen(Window[Any]):
    """Enter saves, escape leaves; an error is told beside its field or, where the edit refuses, below."""

    KEYS = (
        ("enter", "save", "save"),
        ("tab", "next field", "app.focus_next"),
        ("esc", "cancel", "close"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", show=False),
        Binding("enter", "save", show=False),
    ]

    def __init__(self, form: Form) -> None:
        super().__init__(form.title)
        self.form = form
        self.rows = [row_for(each, edge_of(form.edit, each.name)) for each in form.fields]
        self.saving = False
        self.seen: int | None = None

    def body(self) -> Iterator[Widget]:
        with VerticalScroll(id="fields", can_focus=False):
            yield from self.rows
        yield Static(Content(""), id="told")
        note = f"* needed. {self.form.note}" if self.form.note else "* needed."
        yield Static(Content(note), id="note")
        yield Static(Content(""), id="refusal")

    def on_mount(self) -> None:
        """Begin at what is needed and not there, else past what was filled in from the cursor."""
        self.seen = self.planner.seen
        first = [row for row in self.rows if row.field.first]
        empty = [row for row in self.rows if row.field.required and not row.field.value]
        rest = [row for row in self.rows if not (row.field.kind == "pick" and row.field.value)]
        (first or empty or rest or self.rows)[0].focus_control()

    @on(events.DescendantFocus)
    def _tell_of_field(self, event: events.DescendantFocus) -> None:
        """What the field is for, while it has the cursor."""
        for row in self.rows:
            if row in event.widget.ancestors:
                self.query_one("#told", Static).update(Content(told_of(row.field)))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        """Enter takes what a search has found, and saves where nothing is left to take."""
        event.stop()
        row = event.input.query_ancestor(FieldRow)
        if isinstance(row, PickRow) and (row.unsettled or (not row.raw() and row.field.required)):
            row.take()
            if row.chosen():
                self.focus_next()
            elif row.unsettled:
                row.show_fault(NOTHING_FITS)
            return
        self.action_save()

    def action_close(self) -> None:
        """What is being written cannot be called back any more."""
        if not self.saving:
            super().action_close()

    def action_save(self) -> None:
        if not self.saving:
            values = self._values()
            if values is not None:
                self.saving = True
                self.run_worker(self._save(values))

    def _values(self) -> dict[str, Any] | None:
        """The values of all fields, or None where one is wrong: the first wrong one is focused."""
        values: dict[str, Any] = {}
        wrong: FieldRow | None = None
        for row in self.rows:
            try:
                value = row.value()
            except WrongCall as error:
                row.show_fault(str(error))
                wrong = wrong or row
                continue
            row.show_fault("")
            if value is not None:
                values[row.field.name] = value
        found = self.form.amiss(values) if self.form.amiss and not wrong else None
        if found:
            wrong = next(row for row in self.rows if row.field.name == found[0])
            wrong.show_fault(found[1])
        if wrong:
            wrong.focus_control()
            return None
        return values

    async def _save(self, values: dict[str, Any]) -> None:
        self._refuse("")
        waits = self.set_timer(NOTICED, lambda: self.tell_of_saving("Saving …"))
        try:
            entry = await self.planner.edit(self.form.edit, values, self.form.prepare, self.seen)
        except PlannerError as error:
            self.saving = False
            self.tell_of_saving("")
            self._refuse(str(error))
            return
        finally:
            waits.stop()
        self.dismiss(entry)

    def tell_of_saving(self, text: str) -> None:
        """What is being done, where it takes long enough to be noticed."""
        self.query_one("#told", Static).update(Content(text))

    def _refuse(self, text: str) -> None:
        refusal = self.query_one("#refusal", Static)
        refusal.update(Content(text))
        refusal.set_class(bool(text), "-told")

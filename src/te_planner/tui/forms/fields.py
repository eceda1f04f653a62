"""The fields of a form: a line to type, a choice of a few, a search among many; each with its error."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, cast

from rich.cells import cell_len
from rich.text import Text
from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static, TextArea
from textual.widgets.option_list import Option as ListOption

from te_planner.errors import WrongCall
from te_planner.plan.days import spelled
from te_planner.plan.typed_days import Edge, typed_day
from te_planner.tui.forms.model import Field, Option
from te_planner.tui.forms.offers import offers_of
from te_planner.tui.lines import clean
from te_planner.tui.pair import rank_fitting

if TYPE_CHECKING:
    from te_planner.tui.app import PlannerApp

SHOWN = 60
PAGE = 5
NOTHING_FITS = "Nothing in the list fits this. Type less of it, then choose with enter."


class FieldRow(Vertical):
    """A field with its label; what is wrong with its value stands below it."""

    def __init__(self, field: Field) -> None:
        super().__init__(classes="field")
        self.field = field
        self.fault = Static(Content(""), classes="fault")

    def compose(self) -> Iterator[Widget]:
        label = f"{self.field.label} *" if self.field.required else self.field.label
        with Horizontal(classes="line"):
            yield Static(Content(label), classes="label")
            yield from self.control()
        yield from self.below()
        yield self.fault

    def control(self) -> Iterator[Widget]:
        yield TextLine(self.field)

    def below(self) -> Iterator[Widget]:
        yield from ()

    def focus_control(self) -> None:
        self.query_one(Input).focus()

    def raw(self) -> str:
        return self.query_one(Input).value.strip()

    def value(self) -> str | int | None:
        """The value as the edit takes it; None where nothing was given. Raises WrongCall."""
        field, text = self.field, self.raw()
        if not text:
            if field.required:
                raise WrongCall("This is needed.")
            return None
        if field.kind == "whole":
            return _whole(text, field)
        return text

    def show_fault(self, text: str) -> None:
        self.fault.update(Content(text))
        self.set_class(bool(text), "-wrong")

    @on(Input.Changed)
    def _typed(self) -> None:
        self.show_fault("")


class TextLine(Input):
    """A line to type; what the plan has already is offered, and right or end takes it."""

    def __init__(self, field: Field) -> None:
        super().__init__(
            field.value,
            placeholder=field.hint,
            compact=True,
            id=f"field-{field.name}",
            suggester=offers_of(field),
        )

    def action_end(self, select: bool = False) -> None:
        if self.cursor_at_end and not select:
            self.action_cursor_right()
        else:
            super().action_end(select)


class DayRow(FieldRow):
    """A day as people type it; what was understood stands beside it, before anything is saved."""

    def __init__(self, field: Field, edge: Edge) -> None:
        super().__init__(field)
        self.edge = edge
        self.read = Static(Content(""), classes="read")

    def control(self) -> Iterator[Widget]:
        yield TextLine(self.field)
        yield self.read

    def value(self) -> str | int | None:
        text = super().value()
        today = cast("PlannerApp", self.app).today
        return typed_day(str(text), self.field.label, today, self.edge) if text else None

    @on(Input.Changed)
    def _understand(self) -> None:
        try:
            day = str(self.value() or "")
        except WrongCall:
            day = ""  # it is told on saving, not at each letter
        # an ISO day needs no reading
        self.read.update(Content(f"= {spelled(day)}" if day and day != self.raw() else ""))


def _whole(text: str, field: Field) -> int:
    if text.isascii() and text.isdigit() and field.least <= int(text) <= field.most:
        return int(text)
    raise WrongCall(f"Write a whole number from {field.least} to {field.most}.")


class ParagraphRow(FieldRow):
    """A text over several lines, wrapped as it is typed; enter saves, as everywhere."""

    def control(self) -> Iterator[Widget]:
        yield Paragraph(self.field.value, compact=True, id=f"field-{self.field.name}")

    def on_mount(self) -> None:
        paragraph = self.query_one(Paragraph)
        paragraph.move_cursor(paragraph.document.end)

    def focus_control(self) -> None:
        self.query_one(Paragraph).focus()

    def raw(self) -> str:
        return self.query_one(Paragraph).text.strip()

    @on(TextArea.Changed)
    def _written(self) -> None:
        self.show_fault("")


class Paragraph(TextArea):
    """A text area in which enter is left to the form."""

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.prevent_default()  # of the text area: a new line


class Choice(Widget, can_focus=True):
    """A few options in a row; left and right choose."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", show=False),
        Binding("right,space", "step(1)", show=False),
    ]

    def __init__(self, options: tuple[Option, ...], value: str, *, id: str) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id)
        self.options = options
        values = [each.value for each in options]
        self.at = values.index(value) if value in values else 0

    def render(self) -> Text:
        made = Text(overflow="fold")
        for place, each in enumerate(self.options):
            here = place == self.at
            style = "bold reverse" if here and self.has_focus else "bold underline" if here else "dim"
            made.append(f"{'›' if here else ' '}{clean(each.text)} ", style=style)
            made.append(" ")
        return made

    def action_step(self, step: int) -> None:
        self.at = (self.at + step) % len(self.options)
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        column = 0
        for place, each in enumerate(self.options):
            column += cell_len(clean(each.text)) + 3
            if event.y == 0 and event.x < column:
                self.at = place
                self.refresh()
                return

    @property
    def value(self) -> str:
        return self.options[self.at].value if self.options else ""


class ChoiceRow(FieldRow):
    """One of a few options."""

    def control(self) -> Iterator[Widget]:
        yield Choice(self.field.options, self.field.value, id=f"field-{self.field.name}")

    def focus_control(self) -> None:
        self.query_one(Choice).focus()

    def raw(self) -> str:
        return self.query_one(Choice).value


class PickRow(FieldRow):
    """One of many options: typing narrows them, up and down move, enter takes one."""

    def control(self) -> Iterator[Widget]:
        text = next((each.text for each in self.field.options if each.value == self.field.value), "")
        hint = self.field.hint or "type to search, up and down, enter takes it"
        yield Input(clean(text), placeholder=hint, compact=True, id=f"field-{self.field.name}")

    def below(self) -> Iterator[Widget]:
        yield OptionList(classes="options", markup=False, compact=True)

    def on_mount(self) -> None:
        self.query_one(OptionList).can_focus = False
        self._fill(self._all())

    def _all(self) -> list[Option]:
        return list(self.field.options)

    def _fill(self, options: list[Option]) -> None:
        listed = self.query_one(OptionList)
        listed.clear_options()
        listed.add_options([ListOption(clean(each.text), id=each.value) for each in options[:SHOWN]])
        listed.highlighted = 0 if options else None
        if not options:
            listed.add_option(ListOption("nothing fits; type less of it", disabled=True))

    def chosen(self) -> str:
        """The option that the text names: by its whole text, or by its reference alone."""
        text = self.query_one(Input).value.strip()
        for each in self.field.options:
            if text in (clean(each.text).strip(), each.value) or text.upper() == each.value.upper():
                return each.value
        return ""

    def raw(self) -> str:
        return self.query_one(Input).value.strip()

    def value(self) -> str | int | None:
        found = self.chosen()
        if not found and self.raw():
            self._take()
            found = self.chosen()
            if not found:
                raise WrongCall(NOTHING_FITS)
        if not found and self.field.required:
            raise WrongCall("Choose one from the list.")
        return found or None

    @property
    def unsettled(self) -> bool:
        """Something was typed that is not yet an option."""
        return bool(self.raw()) and not self.chosen()

    def take(self) -> None:
        self._take()

    def _take(self) -> None:
        listed = self.query_one(OptionList)
        if listed.highlighted is None or not listed.option_count:
            return
        found = listed.get_option_at_index(listed.highlighted).id
        text = next((each.text for each in self.field.options if each.value == found), "")
        field = self.query_one(Input)
        field.value = clean(text)
        field.cursor_position = 0

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        """What was typed narrows the list; an option's whole text leaves it, so that another can be taken."""
        typed = event.value.strip()
        readiness = cast("PlannerApp", self.app).readiness
        everyday = readiness.roadmap.parts.everyday if readiness else ()
        options = self._all()
        if any(typed == clean(each.text).strip() for each in options):
            self._fill(options)
            return
        self._fill(rank_fitting(typed, [(each, each.text, each.more) for each in options], everyday))

    def on_key(self, event: events.Key) -> None:
        listed = self.query_one(OptionList)
        steps = {"up": -1, "down": 1, "pageup": -PAGE, "pagedown": PAGE}
        if event.key in steps and listed.option_count:
            wanted = (listed.highlighted or 0) + steps[event.key]
            listed.highlighted = min(max(wanted, 0), listed.option_count - 1)
            event.stop()
            event.prevent_default()

    @on(OptionList.OptionSelected)
    def _clicked(self) -> None:
        self._take()
        self.focus_control()


ROWS: dict[str, type[FieldRow]] = {"choice": ChoiceRow, "pick": PickRow, "paragraph": ParagraphRow}


def row_for(field: Field, edge: Edge = "first") -> FieldRow:
    """The row of a field; `edge` says which day of a month one of days means."""
    return DayRow(field, edge) if field.kind == "day" else ROWS.get(field.kind, FieldRow)(field)

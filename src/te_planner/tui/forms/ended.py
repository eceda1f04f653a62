"""Forms of what somebody said: made in error, ceased to hold, or to be given more evidence."""

from te_planner.exchange.marks import day_text
from te_planner.tui.forms.model import Context, Field, Form, Option
from te_planner.tui.forms.statements import prepare_evidence, without_place

NONE = "Put the cursor on a statement, in the card of a cell."


def void_form(context: Context) -> Form | str:
    """Made in error: it never counts."""
    field = _statement(context)
    if field is None:
        return NONE
    fields = (field, Field("reason", "reason", required=True, hint="what was wrong about it"))
    return Form("Void a statement", "void_statement", fields, None, "Made in error: it counts on no day.")


def end_form(context: Context) -> Form | str:
    """It ceased to hold from a day."""
    field = _statement(context)
    if field is None:
        return NONE
    fields = (
        field,
        Field("since", "from", "day", context.today, required=True),
        Field("reason", "reason", required=True, hint="why it holds no longer"),
    )
    return Form("End a statement", "end_statement", fields, None, "It counts until the day before.")


def evidence_form(context: Context) -> Form | str:
    """A document, a link or a file more."""
    field = _statement(context)
    if field is None:
        return NONE
    fields = (
        field,
        Field("title", "evidence", hint="a document's title, such as Order 20-145"),
        Field("place", "its place", required=True, hint="docket and page · https://… · file:PATH"),
    )
    return Form("More evidence", "add_evidence", fields, prepare_evidence, amiss=without_place)


def _statement(context: Context) -> Field | None:
    """The statement under the cursor."""
    refs = [each.ref for each in context.targets if each.kind == "statement"]
    for each in context.readiness.snapshot.statements:
        if each.id in refs:
            option = Option(
                each.id, f"{each.cell} {each.answer}, from {day_text(each.effective_day)}: {each.made_by}"
            )
            return Field("statement", "statement", "pick", each.id, required=True, options=(option,))
    return None

"""The form of a freeze: all figures as they are shown, kept under a name."""

from te_planner.tui.forms.model import Context, Field, Form, Values


def freeze_form(context: Context) -> Form:
    """What was approved by whom; the figures are those of the moment."""
    readiness = context.readiness
    fields = (
        Field("name", "name", required=True, hint="such as Rate case 2027"),
        Field("approved_by", "approved by", required=True, hint="who answers for the figures"),
        Field("note", "note"),
    )

    def prepare(values: Values) -> Values:
        from te_planner.exchange.frozen import write_figures

        head = readiness.snapshot.head
        return {
            **values,
            "figures": write_figures(readiness),
            "as_of": readiness.as_of,
            "head_seq": head.seq,
            "head_hash": head.hash,
            "rules": readiness.rules,
        }

    note = "Nothing changes or removes a freeze, undo neither."
    return Form("Freeze all figures", "freeze", fields, prepare, note)

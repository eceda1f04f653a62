"""The form of a new distribution system."""

from te_planner.tui.forms.model import Context, Field, Form


def system_form(context: Context) -> Form:
    """A system of a region; a region that is not known yet is made."""
    regions = [each.name for each in context.readiness.snapshot.regions]
    known = f"one of {', '.join(regions)}, or a new one" if regions else "its jurisdiction or market area"
    fields = (
        Field("name", "name", required=True, hint="a service territory"),
        Field(
            "region",
            "region",
            value=regions[0] if len(regions) == 1 else "",
            hint=known,
            known=tuple(regions),
        ),
        Field("note", "note", hint="such as 60,100 meters, 41 feeders"),
    )
    return Form("New distribution system", "add_system", fields)

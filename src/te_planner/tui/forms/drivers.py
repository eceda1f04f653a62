"""Forms of drivers: what pushes, what was read, and the levels at which something is called for."""

from te_planner.plan.words import DIRECTIONS
from te_planner.readiness.drivers import number
from te_planner.readiness.outlook_model import DriverState
from te_planner.tui import routes
from te_planner.tui.forms.model import (
    Context,
    Field,
    Form,
    Option,
    parted,
    project_options,
    system_field,
    with_emptied,
    with_only_system,
)
from te_planner.tui.forms.statements import NO_SYSTEM
from te_planner.tui.wording import title_of

NO_DRIVER = "There is no driver or measure to read yet; n on Coverage, Drivers makes a driver."


def driver_form(context: Context) -> Form | str:
    """What pushes the change in a system (4.1, 4.3.5)."""
    if context.system is None:
        return NO_SYSTEM
    fields = (
        Field("name", "name", required=True, hint="such as Rooftop solar"),
        *system_field(context, "in"),
        Field("unit", "unit", hint="such as MW"),
        Field("note", "note", hint="where its readings come from"),
    )
    return Form("New driver", "add_driver", fields, lambda each: with_only_system(context, each))


def driver_change_form(context: Context) -> Form | str:
    state = driver_here(context)
    if state is None:
        return "Put the cursor on a driver to change it."
    own = state.driver
    fields = (
        Field("name", "name", value=own.name, required=True),
        Field("unit", "unit", value=own.unit),
        Field("note", "note", value=own.note),
    )
    return Form(
        f"Change the driver {own.name}", "change_driver", fields,
        lambda each: with_emptied(fields, each) | {"driver": own.id},
    )  # fmt: skip


def driver_here(context: Context) -> DriverState | None:
    """The driver under the cursor, or whose trigger or reading it is."""
    for target in context.targets:
        if target.kind in ("driver", "trigger", "reading") and (
            found := routes.driver_of(context.readiness, target)
        ):
            return found
    return None


def reading_form(context: Context) -> Form | str:
    """What a driver or a measure was on a day; again for the same day, it is changed."""
    outlook = context.readiness.outlook.systems.get(context.system_id)
    drivers = outlook.drivers if outlook else ()
    measures = outlook.measures if outlook else ()
    options = (
        *(
            Option(f"driver:{each.driver.id}", f"{each.driver.name} {_unit(each.driver.unit)}")
            for each in drivers
        ),
        *(
            Option(
                f"measure:{each.measure.id}",
                f"{each.measure.benefit} {each.measure.name} {_unit(each.measure.unit)}",
            )
            for each in measures
        ),
    )
    if not options:
        return NO_DRIVER
    of, day, value = _read(context)
    fields = (
        Field("of", "of", "pick", of or (options[0].value if len(options) == 1 else ""), required=True,
              options=options),
        Field("value", "value", value=value, required=True, hint="such as 1250, 1,250.5 or 12 %"),
        Field("day", "read on", "day", day or context.today, required=True),
        Field("note", "note"),
    )  # fmt: skip
    return Form("Record a reading", "record_reading", fields, lambda each: parted(each, "of"))


def _unit(unit: str) -> str:
    return f"({unit})" if unit else ""


def _read(context: Context) -> tuple[str, str, str]:
    """What is read; and the day and value where the cursor is on a reading."""
    for target in context.targets:
        state = (
            routes.driver_of(context.readiness, target)
            if target.kind in ("driver", "trigger", "reading")
            else None
        )
        if state:
            found = next((each for each in state.readings if each.id == target.ref), None)
            of = f"driver:{state.driver.id}"
            return (of, found.day, number(found.value)) if found else (of, "", "")
        if target.kind == "measure":
            return f"measure:{target.ref}", "", ""
    benefit, system = context.cell("B"), context.system
    own = system.benefits[benefit.ref].measures if benefit and system else ()
    return (f"measure:{own[0].measure.id}", "", "") if len(own) == 1 else ("", "", "")


def trigger_form(context: Context) -> Form | str:
    """At or beyond a level a project must begin, a waypoint is due, or a condition is met."""
    outlook = context.readiness.outlook.systems.get(context.system_id)
    if outlook is None or not outlook.drivers:
        return "A trigger is a driver's level, and there is no driver yet: n on Coverage, Drivers makes one."
    here = driver_here(context)
    chosen = here.driver.id if here else outlook.drivers[0].driver.id if len(outlook.drivers) == 1 else ""
    drivers = tuple(
        Option(each.driver.id, f"{each.driver.name} {_unit(each.driver.unit)}") for each in outlook.drivers
    )
    fields = (
        Field("driver", "driver", "pick", chosen, required=True, options=drivers),
        Field("level", "level", required=True, hint="such as 20 or 1,250.5"),
        Field("direction", "reached", "choice", "above",
              options=tuple(Option(each, f"at or {each}") for each in DIRECTIONS)),
        Field("calls", "calls for", "pick", _about(context), required=True, options=_callable(context)),
        Field("note", "note", hint="why at this level"),
    )  # fmt: skip
    return Form("New trigger", "add_trigger", fields, lambda each: parted(each, "calls"))


def _callable(context: Context) -> tuple[Option, ...]:
    """Projects, waypoints and conditions."""
    readiness = context.readiness
    conditions = [each for each in readiness.roadmap.enablers if each.nature == "condition"]
    return (
        *(Option(f"project:{each.value}", f"{each.text}: must begin") for each in project_options(context)),
        *(
            Option(f"waypoint:{each.waypoint.id}", f"waypoint {each.waypoint.name}: is due")
            for each in readiness.outlook.waypoints
        ),
        *(Option(f"cell:{each.ref}", f"{title_of(readiness, each.ref)}: is met") for each in conditions),
    )


def _about(context: Context) -> str:
    """The condition or project under the cursor."""
    cell, project = context.cell("E"), context.project()
    if cell and cell.nature == "condition":
        return f"cell:{cell.ref}"
    return f"project:{project.project.key}" if project else ""

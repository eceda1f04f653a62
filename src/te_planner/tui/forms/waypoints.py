"""Forms of waypoints: named targets with a day, and the cells that are to be in place by then."""

import re

from te_planner.exchange.marks import day_text
from te_planner.readiness.outlook_model import WaypointState
from te_planner.tui import routes
from te_planner.tui.forms.model import Context, Field, Form, Option, Values, with_emptied
from te_planner.tui.forms.statements import NO_SYSTEM

ALL_SYSTEMS = "all systems"
HOW = "such as RPE02.2, or RP.2 for all of a track's stage"


def waypoint_form(context: Context) -> Form | str:
    """A new one; its cells may be named now or later."""
    if context.system is None:
        return NO_SYSTEM
    fields = (
        Field("name", "name", required=True, hint="such as 2028 filing state"),
        Field("day", "by", "day", required=True, hint="such as 2028-03-31"),
        Field("cells", "cells", hint=HOW),
        *_where(context),
        Field("note", "note"),
    )
    return Form("New waypoint", "add_waypoint", fields, lambda each: _aimed(context, each))


def waypoint_change_form(context: Context) -> Form | str:
    state = waypoint_here(context)
    if state is None:
        return "Put the cursor on a waypoint to change it."
    own = state.waypoint
    fields = (
        Field("name", "name", value=own.name, required=True),
        Field("day", "by", "day", own.day, required=True),
        Field("note", "note", value=own.note),
    )
    return Form(
        f"Change the waypoint {own.name}", "change_waypoint", fields,
        lambda each: with_emptied(fields, each) | {"waypoint": own.id},
    )  # fmt: skip


def aim_form(context: Context) -> Form | str:
    """More cells for a waypoint."""
    known = context.readiness.outlook.waypoints
    if not known:
        return "There is no waypoint yet; n on Coverage, Path makes one."
    here, cell = waypoint_here(context), context.cell("E")
    chosen = here.waypoint.id if here else known[0].waypoint.id if len(known) == 1 else ""
    options = tuple(
        Option(each.waypoint.id, f"{each.waypoint.name}, {day_text(each.waypoint.day)}") for each in known
    )
    fields = (
        Field("waypoint", "waypoint", "pick", chosen, required=True, options=options),
        Field("cells", "cells", value=cell.ref if cell and not here else "", required=True, hint=HOW),
        *_where(context),
    )
    return Form(
        "Cells to be in place by a waypoint", "aim_waypoint", fields, lambda each: _aimed(context, each)
    )


def waypoint_here(context: Context) -> WaypointState | None:
    for target in context.targets:
        if target.kind == "waypoint" and (found := routes.waypoint_of(context.readiness, target.ref)):
            return found
    return None


def _where(context: Context) -> tuple[Field, ...]:
    options = context.system_options()
    if len(options) < 2:
        return ()
    options = (*options, Option(ALL_SYSTEMS, ALL_SYSTEMS))
    return (Field("system", "in", "choice", context.system_name, required=True, options=options),)


def _aimed(context: Context, values: Values) -> Values:
    """The cells as a list, in the systems chosen."""
    cells = re.findall(r"[^\s,;]+", values.pop("cells", ""))
    names = [each.value for each in context.system_options()]
    chosen = values.pop("system", context.system_name)
    if cells:
        values |= {"cells": cells, "systems": names if chosen == ALL_SYSTEMS else [chosen]}
    return values

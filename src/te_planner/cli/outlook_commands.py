"""The commands on what lies ahead: targets, what pushes, what an order asks, and what to do next."""

from te_planner.cli.commands import FIGURES, Command

OUTLOOK = (
    Command(
        "wins",
        "look",
        "quick wins, and what waits on others",
        "next_steps:wins",
        FIGURES,
    ),
    Command(
        "waypoints",
        "list",
        "targets on the way, and whether they come in time",
        "outlook_lists:waypoints",
        FIGURES,
    ),
    Command(
        "drivers",
        "list",
        "what pushes, its trend and its triggers",
        "outlook_lists:drivers",
        FIGURES,
    ),
    Command(
        "obligations",
        "list",
        "what orders ask, and whether it is met in time",
        "outlook_lists:obligations",
        FIGURES,
    ),
    Command(
        "measures",
        "list",
        "figures that show benefits, against their targets",
        "outlook_lists:measures",
        FIGURES,
    ),
    Command(
        "gaps",
        "list",
        "enablers that nobody delivers, with what they would cost",
        "next_steps:gaps",
        FIGURES,
    ),
)

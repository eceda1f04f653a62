"""The commands about overlays: somebody's additions to the roadmap."""

from te_planner.cli.commands import FORMAT, PLAN, Command, arg
from te_planner.cli.edit_commands import CHANGE

OVERLAYS = (
    Command(
        "add overlay",
        "change",
        "lay an overlay on the roadmap, or put a newer version in its place",
        "overlays:add",
        (arg("folder", metavar="FOLDER", help="the folder of its *.yaml files"), *CHANGE),
        "add_overlay",
    ),
    Command(
        "remove overlay",
        "change",
        "take an overlay off the plan's roadmap",
        "changes:change",
        (arg("name", metavar="NAME", help="its name, as overlays lists it"), *CHANGE),
        "remove_overlay",
    ),
    Command("overlays", "list", "the plan's overlays, in order", "overlays:overlays", (PLAN, FORMAT)),
)

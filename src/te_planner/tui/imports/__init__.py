"""A file of somebody else's: asked for, read, looked at, corrected, and taken in as one change."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from te_planner.tui.app import PlannerApp


def import_file(app: "PlannerApp") -> None:
    """Ask for a file, then show what it would change."""
    from te_planner.tui.imports.forms import ImportFileForm
    from te_planner.tui.imports.window import ImportWindow

    def read(found: Any) -> None:
        if found:
            app.push_screen(ImportWindow(*found))

    if app.session and app.readiness:
        app.push_screen(ImportFileForm(app.session, app.readiness), read)

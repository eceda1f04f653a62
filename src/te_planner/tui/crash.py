"""What a planner is told where the program itself fails, and where the rest of it is kept."""

import traceback
from datetime import datetime
from pathlib import Path

from te_planner import __version__
from te_planner.errors import Unforeseen


def log_file() -> Path:
    """In the user's log folder, as the system has it."""
    from platformdirs import user_log_path

    return user_log_path("te-planner", appauthor=False) / "te-planner.log"


def unforeseen(error: BaseException, plan: Path | None) -> Unforeseen:
    """The message for the planner; the traceback goes to the log."""
    cause = getattr(error, "error", None) or error  # a failed worker carries its own
    what = f"{type(cause).__name__}: {cause}" if str(cause) else type(cause).__name__
    saved = (
        f"All that was confirmed is saved in {plan}; open it again to go on." if plan else "No plan was open."
    )
    return Unforeseen(
        f"The program failed in a way that nobody foresaw ({what[:200]}).\n{saved}\n{_logged(cause)}"
    )


def _logged(error: BaseException) -> str:
    try:
        path = log_file()
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as log:
            log.write(f"{datetime.now().astimezone().isoformat()} te-planner {__version__}\n")
            log.writelines(traceback.format_exception(error))
            log.write("\n")
    except OSError as fault:
        return f"Where it happened could not be written to a log ({fault})."
    return f"Where it happened stands in {path}: send that with what you had pressed."

"""A user's own choices, kept beside no plan: the theme, and the plans that were opened last."""

import json
from pathlib import Path
from typing import Any, NamedTuple

MOST_RECENT = 9


class Choices(NamedTuple):
    """`recent`: the plans' whole paths, the last one first."""

    theme: str = ""
    recent: tuple[str, ...] = ()


def choices_file() -> Path:
    """Where they are kept: in the user's configuration, as the system has it."""
    from platformdirs import user_config_path

    return user_config_path("te-planner", appauthor=False) / "choices.json"


def read_choices(path: Path) -> Choices:
    """What was kept. A file that is missing, or none of ours, keeps nothing: no choice is worth an error."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Choices()
    if not isinstance(found, dict):
        return Choices()
    theme, recent = found.get("theme"), found.get("recent")
    texts = [each for each in recent if isinstance(each, str)] if isinstance(recent, list) else []
    return Choices(theme if isinstance(theme, str) else "", tuple(texts[:MOST_RECENT]))


def keep(path: Path, **changes: Any) -> None:
    """Keep a choice beside the others. Raises OSError where the place cannot be written."""
    choices = read_choices(path)._replace(**changes)
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    new.write_text(json.dumps(choices._asdict(), indent=2), encoding="utf-8")
    new.replace(path)


def remember(path: Path, plan: Path) -> None:
    """A plan was opened: it comes first. Raises OSError."""
    name = str(plan.resolve())
    recent = read_choices(path).recent
    keep(path, recent=(name, *(each for each in recent if each != name))[:MOST_RECENT])


def still_there(choices: Choices) -> tuple[Path, ...]:
    """The recent plans that are files yet."""
    return tuple(path for path in map(Path, choices.recent) if path.is_file())

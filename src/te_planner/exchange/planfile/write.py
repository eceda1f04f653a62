"""A plan's export, written to its file or folder."""

from pathlib import Path
from typing import NamedTuple

from te_planner.errors import Unreadable, WrongCall

PLAIN = "The journal and what was frozen are not part of an export: they stay in the plan's own file."
NOT_SAFE = (
    "These CSV files are lossless, and not safe from formulas: a text that begins with = + - @ stands as it "
    "is.\nFor a spreadsheet write .xlsx, or te-planner report --format csv."
)


class Rest(NamedTuple):
    """What else was in the folder: files of projects that are gone, now removed; and what no export wrote."""

    removed: list[Path]
    strange: list[Path]


def refuse_there(target: Path, *, force: bool, instead: str) -> None:
    """Nothing is written over a file that is there, unless that is asked for. Raises WrongCall."""
    if not force and not target.is_dir() and target.exists():
        raise WrongCall(f"{target} is there already. {instead}")


def write_export(target: Path, files: dict[str, bytes], *, force: bool) -> Rest:
    """All files; of a single one the name is empty. Raises WrongCall where one is there, or Unreadable."""
    if "" in files:
        _write(target, files[""], [target.parent])
        return Rest([], [])
    from te_planner.exchange.planfile.yaml_folder import left_over

    there = [name for name in files if (target / name).exists()]
    if there and not force:
        raise WrongCall(
            f"{target / there[0]} is there already. Name another folder, or (by command) add --force."
        )
    gone, strange = left_over(target, files) if "plan.yaml" in files else ([], [])
    for name, content in files.items():
        path = target / name
        _write(path, content, [target.parent, target, path.parent])
    for path in gone:
        path.unlink()
    return Rest(list(gone), list(strange))


def _write(target: Path, content: bytes, folders: list[Path]) -> None:
    from te_planner.exchange.report.file import write_file

    try:
        for folder in folders:
            folder.mkdir(exist_ok=True)
    except OSError as error:
        raise Unreadable(
            f"{target} cannot be written: {error.strerror}.\nName a file in a folder of yours."
        ) from error
    write_file(target, content)

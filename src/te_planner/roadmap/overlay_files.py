"""Reading an overlay's folder: its YAML files, within bounds and never beyond the folder."""

from pathlib import Path

from te_planner.errors import Unreadable
from te_planner.roadmap.block import Block, Problem, RoadmapInvalid
from te_planner.roadmap.overlay import Overlay
from te_planner.roadmap.overlay_parse import read_tops

MOST_FILES = 200


def read_overlay(folder: Path) -> Overlay:
    """The overlay of a folder.

    Raises Unreadable where there is no such folder, and RoadmapInvalid, which names every problem by file,
    line, reference and remedy.
    """
    from te_planner.roadmap.reader import LARGEST

    try:
        home = folder.resolve(strict=True)
        paths = sorted(path for path in home.iterdir() if path.suffix == ".yaml")
    except OSError as error:
        text = f"The overlay {folder} cannot be read: {error.strerror}."
        raise Unreadable(f"{text} Name a folder that holds its *.yaml files.") from error
    what = Problem(home.name, "folder", "no *.yaml file lies in it", "Name the overlay's own folder.")
    if not paths:
        raise RoadmapInvalid([what])
    if len(paths) > MOST_FILES:
        text = f"{len(paths)} files: more than the {MOST_FILES} that an overlay may have"
        raise RoadmapInvalid([what._replace(text=text, remedy="Join them.")])
    problems = [found for path in paths if (found := _unfit(path, home))]
    if not problems and sum(path.stat().st_size for path in paths) > LARGEST:
        text = f"its files have more than {LARGEST:,} bytes"
        problems = [what._replace(text=text, remedy="Make two overlays of it.")]
    if problems:
        raise RoadmapInvalid(problems)
    return read_tops(_tops(paths, home.name))


def _unfit(path: Path, home: Path) -> Problem | None:
    """What is not to be opened at all."""
    from te_planner.roadmap.reader import LARGEST

    named = Problem(f"{home.name}/{path.name}", "file", "", "")
    try:
        inside = path.resolve(strict=True).is_relative_to(home)
        if not inside:
            return named._replace(
                text="a link that leads out of the folder", remedy="Put the file itself there."
            )
        if not path.is_file():
            return named._replace(text="is no ordinary file", remedy="Remove it, or name it otherwise.")
        if path.stat().st_size > LARGEST:
            text = f"{path.stat().st_size:,} bytes: more than the {LARGEST:,} that a file may have"
            return named._replace(text=text, remedy="Make two overlays of it.")
    except (OSError, RuntimeError) as error:  # before Python 3.13 a link to itself is no OSError
        why = getattr(error, "strerror", "a link that leads to itself")
        return named._replace(text=f"cannot be read: {why}", remedy="Mend the link, or remove it.")
    return None


def _tops(paths: list[Path], home: str) -> list[Block]:
    """Each file's top mapping. Raises RoadmapInvalid with the faults of all that are no YAML."""
    from te_planner.roadmap.reader import LARGEST, parse_yaml

    tops, problems = [], []
    for path in paths:
        try:
            with path.open("rb") as file:
                text = file.read(LARGEST + 1)  # it may have grown since it was measured
            tops.append(parse_yaml(f"{home}/{path.name}", text))
        except RoadmapInvalid as error:
            problems += error.problems
        except OSError as error:
            raise Unreadable(
                f"{path} cannot be read: {error.strerror}. Ask for the right to read it."
            ) from error
    if problems:
        raise RoadmapInvalid(problems)
    return tops

"""The pages of the documentation, which are shipped with the program."""

import re
from pathlib import Path

from te_planner.roadmap.files import data_folder

REMARK = re.compile(r"^<!-- .* -->\n", re.MULTILINE)


def pages() -> dict[str, Path]:
    """The pages by name: those to be read first come first."""
    folder = data_folder("docs")
    found = [folder / "tutorial.md", *sorted(folder.glob("how-to/*.md")), *sorted(folder.glob("*.md"))]
    found += sorted(folder.glob("reference/*.md"))
    return {each.stem: each for each in found if each.is_file() and each.stem != "README"}


def title(page: Path) -> str:
    """What a page calls itself."""
    with page.open(encoding="utf-8") as file:
        return next((line.removeprefix("# ").strip() for line in file if line.startswith("# ")), page.stem)


def text(page: Path) -> str:
    """A page to be read: without the remarks that only the tests of its examples need."""
    return REMARK.sub("", page.read_text(encoding="utf-8"))

"""Each command that the documentation shows is run as it stands there, and prints what is said."""

from pathlib import Path

import pytest

from support.plans import figures, made, once
from tools import consoles, markdown

ROOT = Path(__file__).parents[2]
PAGES = [path for path in markdown.pages(ROOT) if "```console" in path.read_text(encoding="utf-8")]


def examples(name: str) -> bytes:
    """Made once a test run, for all its processes."""
    return once(f"docs-{name}", lambda path: path.write_bytes(consoles.example(name))).read_bytes()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_page_prints_what_it_says(path: Path) -> None:
    for block in consoles.play(path.read_text(encoding="utf-8"), examples):
        for each in block:
            assert each.holds, f"{each.command}: make docs"


def test_lines_left_out_are_any_lines_and_others_are_none() -> None:
    printed = ["one", "two", "three"]
    assert consoles.fits(["one", "…", "three"], printed)
    assert consoles.fits(["one", "…"], printed)
    assert consoles.fits(["…", "one", "two", "three"], printed)
    assert not consoles.fits(["one", "three"], printed)
    assert not consoles.fits(["one", "…", "four"], printed)


def test_a_page_that_says_otherwise_is_found_and_mended() -> None:
    page = "```console\n$ te-planner examples\nno such line\n…\n```\n"
    ((shown,),) = consoles.play(page)
    assert not shown.holds
    mended = consoles.with_outputs(page)
    ((again,),) = consoles.play(mended)
    assert again.holds
    assert "…" in mended  # what is left out stays left out


def test_states_named_in_the_figures_page_are_harborviews() -> None:
    text = (ROOT / "docs" / "figures.md").read_text(encoding="utf-8")
    readiness = figures(made("harborview"), consoles.DAY)
    (system,) = readiness.systems.values()
    named = 0
    for line in text.splitlines():
        cells = [each.strip() for each in line.strip("|").split("|")]
        if len(cells) == 3 and cells[0].startswith("`") and cells[2]:
            assert system.cells[cells[2]].state == cells[0].strip("`")
            named += 1
    assert named == 9

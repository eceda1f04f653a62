"""Editions in the terminal: a dry run, adopting after a question, and reviewing with keys alone."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from support.editions import edition, raised, replaced, with_cells
from support.plans import once, real_roadmap
from support.small import cell
from support.terminal import SIZES, TODAY, Terminal, app_with, drive
from te_planner.cli import main
from te_planner.exchange.examples import new_from_example
from te_planner.plan import edits
from te_planner.plan.evidence import EvidenceText
from te_planner.plan.naming import uses
from te_planner.plan.store import open_plan
from te_planner.plan.transaction import apply
from te_planner.readiness.reviews import suspects
from te_planner.roadmap.model import Roadmap
from te_planner.tui.lines import Target, plain
from te_planner.tui.two_texts import CHANGED, Wording, two_texts

HOSTILE = "[red]x[/] [@click=app.quit]go[/] <b>"
PROOF = (EvidenceText("document", f"Order 1 {HOSTILE}", "Docket 2, page 3"),)
OLD_TEXT = f"Rules say who may connect, and where. {HOSTILE}"
NEW_TEXT = f"Rules say who may connect, where, and how fast. {HOSTILE}"
BOTH = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
OVERLAY = """\
format: te-planner/overlay/1
name: stricter
space: STR
version: "1.0"
title: A stricter rule
statement: An example. It is fictional.
reword:
  - cell: RPE01.1
    text: A stricter rule says who may see which data of a customer, and for how long.
    meaning: raised
    why: The old one named no time.
"""
ANSWERED = ("RPE01.1", "RPE03.1", "RPE04.1", "RPE05.1", "DAE03.1", "RPE87.1")


def earlier() -> Roadmap:
    """The roadmap that the plan was made with: one cell asks for something else, some go in the next."""
    road = real_roadmap()
    found = with_cells(
        road,
        road.cells["RPE01.1"]._replace(text=OLD_TEXT),
        road.cells["RPE02.1"]._replace(text="The same, said worse."),
        cell("RPE87.1"),
        without="RPV01.3",
    )
    return Roadmap(found.parts._replace(fingerprint="0" * 64))


def later() -> Roadmap:
    """The program's: reworded, raised, moved, split, merged, retired and new cells."""
    road = real_roadmap()
    new = with_cells(
        road,
        raised(road.cells["RPE01.1"], NEW_TEXT),
        *(cell(f"{ref}.1") for ref in ("RPE91", "RPE92", "RPE93", "DAE94")),
        without="RPE03.1 RPE04.1 RPE05.1 DAE03.1",
    )
    return edition(
        new,
        "2027.1",
        replaced("split", "RPE03.1", "RPE91.1 RPE92.1"),
        replaced("merged", "RPE04.1 RPE05.1", "RPE93.1"),
        replaced("moved", "DAE03.1", "DAE94.1"),
        replaced("retired", "RPE87.1"),
    )


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    return Path(shutil.copy(once("earlier-edition", _make_ours), tmp_path / "ours.db"))


def _make_ours(path: Path) -> None:
    """Harborview by an earlier edition, with three answers on evidence."""
    road = earlier()
    new_from_example(path, "harborview", roadmap=road, today=TODAY, who="ann")
    with open_plan(path) as plan:
        for ref in ANSWERED:
            values = {"cell": ref, "system": "Harborview", "evidence": PROOF, "made_by": "Ann"}
            apply(plan, edits.attest, roadmap=road, today=TODAY, who="ann", effective="2026-11-01", **values)


async def at_editions(terminal: Terminal) -> None:
    await terminal.press("E")
    await terminal.until(lambda: "meaning changed 1" in terminal.screen, "the dry run")


async def adopted(terminal: Terminal) -> None:
    await at_editions(terminal)
    await terminal.press("A", "y")
    await terminal.edited()
    await terminal.until(lambda: "works by this edition" in terminal.screen, "the adopted edition")


async def find(terminal: Terminal, words: str) -> None:
    await terminal.press("slash")
    await terminal.type(words)
    await terminal.press("enter")


def left(terminal: Terminal) -> list[str]:
    return [each.cell for each in suspects(terminal.app.readiness)]


@BOTH
def test_another_edition_is_noticed_shown_and_not_adopted_by_itself(
    ours: Path, size: tuple[int, int]
) -> None:
    before = ours.read_bytes()

    async def work(terminal: Terminal) -> None:
        assert "another edition of the roadmap: E shows" in " ".join(terminal.screen.split())
        await at_editions(terminal)
        shown = " ".join(terminal.screen.split())
        for text in ("split 1", "merged 2", "retired 1", "Nothing is adopted by itself: A adopts it."):
            assert text in shown
        await find(terminal, "RPE01.1")
        assert "meaning changed: RPE01.1" in terminal.screen
        assert "in the plan 2 contributions" in " ".join(terminal.screen.split())
        await terminal.press("A", "escape")
        assert len(terminal.app.entries) == terminal.first

    drive(ours, work, size, roadmap=later())
    assert ours.read_bytes() == before


def test_both_texts_stand_side_by_side_or_below_each_other(ours: Path) -> None:
    for size, beside in zip(SIZES, (True, False), strict=True):

        async def work(terminal: Terminal, beside: bool = beside) -> None:
            await at_editions(terminal)
            await find(terminal, "RPE01.1")
            lines = terminal.screen.splitlines()
            was = next(at for at, line in enumerate(lines) if "was RPE01.1" in line)
            assert ("now RPE01.1" in lines[was]) is beside
            assert "Rules say who may connect" in lines[was + 1]
            assert any("and how fast." in line for line in lines)

        drive(ours, work, size, roadmap=later())


@BOTH
def test_adopting_is_asked_first_and_undone_with_one_key(ours: Path, size: tuple[int, int]) -> None:
    async def work(terminal: Terminal) -> None:
        named = uses(terminal.app.readiness.snapshot)
        await at_editions(terminal)
        await terminal.press("A")
        assert "y adopts; u takes it back" in terminal.screen
        await terminal.press("y")
        await terminal.edited()
        await terminal.until(lambda: "works by this edition" in terminal.screen, "the adopted edition")
        assert left(terminal) == ["RPE01.1", "RPE91.1", "RPE92.1"]
        assert "3 left to review" in terminal.screen
        assert "was split into RPE91.1" in terminal.screen
        await terminal.press("u")
        await terminal.edited(2)
        await terminal.until(lambda: "Nothing is adopted by itself" in terminal.screen, "the dry run again")
        assert uses(terminal.app.readiness.snapshot) == named
        await terminal.press("U")
        await terminal.edited(3)
        await terminal.until(lambda: "3 left to review" in terminal.screen, "adopted again")

    drive(ours, work, size, roadmap=later())


@BOTH
def test_suspects_are_reviewed_with_keys_alone(ours: Path, size: tuple[int, int]) -> None:
    async def work(terminal: Terminal) -> None:
        await adopted(terminal)
        assert "it still holds" in terminal.screen
        assert "Rules say who may connect, and where." in terminal.screen
        await terminal.press("y")
        await terminal.edited(2)
        await terminal.until(lambda: "2 left to review" in terminal.screen, "two left")
        assert left(terminal) == ["RPE91.1", "RPE92.1"]
        await terminal.press("a")
        await terminal.until(lambda: "Attest an enabler" in terminal.screen, "the form")
        assert "RPE91.1" in terminal.screen
        await terminal.press("enter")
        await terminal.edited(3)
        await terminal.until(lambda: "1 left to review" in terminal.screen, "one left")
        await terminal.press("y")
        await terminal.edited(4)
        await terminal.until(lambda: "left to review" not in terminal.screen, "none left")
        assert left(terminal) == []
        await terminal.press("y")
        assert "no suspect statement under the cursor" in terminal.bottom
        await terminal.press("u")
        await terminal.edited(5)
        assert left(terminal) == ["RPE92.1"]
        said = terminal.app.readiness.systems[terminal.app.system_id].cells["RPE01.1"].standing
        assert (said.statement.confirmed_meaning, said.statement.confirmed_by) == (2, "planner")

    drive(ours, work, size, roadmap=later())


def test_cards_tell_evidence_and_what_is_left_behind(ours: Path) -> None:
    async def work(terminal: Terminal) -> None:
        await adopted(terminal)
        assert "Docket 2, page 3" in terminal.screen
        await find(terminal, "RPE04.1")
        for text in ("was merged into RPE93.1", "because", "The plan says of RPE04.1", "Docket 2"):
            assert text in terminal.screen

    drive(ours, work, roadmap=later())


def test_card_and_why_of_a_suspect_cell_lead_to_its_review(ours: Path) -> None:
    async def work(terminal: Terminal) -> None:
        await adopted(terminal)
        terminal.app.go(Target("cell", "RPE92.1"))
        await terminal.until(lambda: "E reviews it" in terminal.screen, "the flag's line")
        await terminal.press("E")
        await terminal.until(lambda: "was RPE03.1" in terminal.screen, "both texts")
        assert terminal.app.screen.context()[0].ref == "RPE92.1"
        await terminal.press("escape", "w")
        await terminal.until(lambda: "E reviews it" in terminal.screen, "the way from why")
        await terminal.press("E")
        await terminal.until(lambda: terminal.app.screen.NAME == "editions", "the review")
        assert terminal.app.screen.context()[0].ref == "RPE92.1"
        await terminal.press("1")
        await terminal.until(lambda: "E reviews them" in terminal.screen, "the notice")

    drive(ours, work, roadmap=later())


def test_parts_are_turned_to_and_nothing_is_shown_where_editions_are_the_same(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        assert "another edition" not in terminal.screen
        await terminal.press("E")
        assert "This plan works by this edition" in terminal.screen
        assert "No answer is to be looked at again" in terminal.screen
        for part in ("changes", "of ours", "suspect", "left behind", "all"):
            await terminal.press("g")
            assert f"[{part}]" in terminal.screen
        await terminal.press("A")
        assert "nothing to adopt" in terminal.bottom
        await terminal.press("ctrl+p")
        await terminal.type("New edition")
        await terminal.until(lambda: "another edition, and what" in terminal.screen, "the palette's line")

    drive(harborview, work)


def test_an_overlay_that_raises_a_meaning_is_reviewed_the_same_way(harborview: Path, tmp_path: Path) -> None:
    (tmp_path / "stricter").mkdir()
    (tmp_path / "stricter" / "overlay.yaml").write_text(OVERLAY, encoding="utf-8")
    assert main(["add", "overlay", str(tmp_path / "stricter"), "-p", str(harborview)], today=TODAY) == 0

    async def work(terminal: Terminal) -> None:
        await terminal.press("E")
        await terminal.until(lambda: "1 left to review" in terminal.screen, "the suspect statement")
        await terminal.until(lambda: "A stricter rule" in terminal.screen, "the overlay's text")
        assert real_roadmap().cells["RPE01.1"].text[:20] in terminal.screen
        await terminal.press("y")
        await terminal.edited()
        await terminal.until(lambda: "left to review" not in terminal.screen, "none left")

    drive(harborview, work)


@BOTH
def test_texts_are_never_markup(ours: Path, size: tuple[int, int]) -> None:
    async def work(terminal: Terminal) -> None:
        await at_editions(terminal)
        await find(terminal, "RPE01.1")
        assert "[red]x[/]" in terminal.screen
        assert "[@click=app.quit]go[/] <b>" in terminal.screen

    drive(ours, work, size, roadmap=later())


def test_words_that_differ_are_set_off() -> None:
    was, now = Wording("was", "one two  three"), Wording("now", "one four three")
    spans = [span for line in two_texts(was, now, 40) for span in line if span.tone == CHANGED]
    assert [span.text for span in spans] == ["two", "four"]
    long = Wording("was", "x" * 90)
    assert "".join(map(plain, two_texts(long, now, 40))).count("x") == 90
    assert plain(two_texts(was, now, 100)[0]).split() == ["was", "now"]


@BOTH
@pytest.mark.parametrize("state", ["dry run", "review"])
def test_drawn(snap_compare: Callable[..., bool], ours: Path, state: str, size: tuple[int, int]) -> None:
    app = app_with(ours, later())

    async def ready(pilot: Any) -> None:
        terminal = Terminal(app, pilot)
        await terminal.until(lambda: app.readiness and app.entries, "the first figures")
        terminal.first = len(app.entries)
        if state == "review":
            await adopted(terminal)
        else:
            await at_editions(terminal)
            await terminal.press("down")
        app.entries = ()  # the last edit's time is another each time
        app.notice = ""
        app.repaint()
        await pilot.pause(0.1)

    assert snap_compare(app, terminal_size=size, run_before=ready)
    if app.session:
        app.session.close()

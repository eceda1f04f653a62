"""The bottom lines and the shape of texts: what the cursor is on, keys that work, and nothing cut in two."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.terminal import Terminal, drive
from te_planner.tui.lines import Target, headed, plain, width_of, wrap


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("what is in place through stage 1 of it", "stage 1"),
        ("by the benefits that wait for each; m maps a project", "m maps"),
        ("it is under-covered: 60 % of it", "60 %"),
        ("the acceptance test is late 24 d today", "24 d"),
    ],
)
def test_no_line_ends_between_a_word_and_what_belongs_to_it(text: str, together: str) -> None:
    for width in range(len(together) + 4, len(text)):
        assert any(together in each for each in wrap(text, width)), width


@given(st.text("ab1%dm stage.", max_size=60), st.integers(8, 40))
def test_wrapping_loses_no_word_and_keeps_to_the_width(text: str, width: int) -> None:
    made = wrap(text, width)
    assert "".join("".join(made).split()) == "".join(text.split())
    assert all(len(each) <= width and "\N{NO-BREAK SPACE}" not in each for each in made)


def test_a_note_that_has_no_room_beside_its_heading_stands_below() -> None:
    assert [plain(each) for each in headed("Gaps: 3", "most first", 20)] == ["Gaps: 3  most first"]
    below = headed("Gaps: 33", "those first that most wait for", 22)
    assert len(below) > 1
    assert "…" not in "".join(map(plain, below))
    assert max(map(width_of, below)) <= 22


def test_the_bottom_says_what_a_choice_or_an_offer_is(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("9")
        assert "stages, evidence, benefits, gaps" in terminal.bottom
        await terminal.press("down")
        assert "milestones and budgets" in terminal.bottom
        screen = terminal.app.screen
        for action, says in (("include", "takes it into the report"), ("save", "save the report to a file")):
            whole = f"include('{terminal.app.system_id}')" if action == "include" else action
            screen.list_sheet.select(Target("action", whole))
            screen.refresh_bars()
            assert says in terminal.bottom
        await terminal.press("3", "enter", "end")
        assert "a year's planned and actual cost" in terminal.bottom

    drive(harborview, work)


def test_every_offer_and_choice_is_told(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        for keys in (("9",), ("3", "enter"), ("2", "enter"), ("4", "enter")):
            await terminal.press(*keys)
            sheet = terminal.app.screen.focused
            lines = [span.target for each in sheet.lines for span in each]
            for target in {each for each in lines if each and each.kind == "action"}:
                sheet.select(target)
                terminal.app.screen.refresh_bars()
                assert terminal.bottom.splitlines()[0].strip(), target

    drive(harborview, work)


def test_the_footer_names_no_key_that_can_do_nothing(plan: Callable[[str], Path]) -> None:
    async def empty(terminal: Terminal) -> None:
        for screen in "1234567":
            await terminal.press(screen)
            keys = terminal.bottom.splitlines()[-1]
            assert "N new system" in keys
            assert not {" m map", " a attest", " d done", " y yes"} & {
                f" {each}" for each in keys.split("  ")
            }

    drive(plan("empty"), empty)


def test_the_four_questions_offer_no_answers_of_an_enabler(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("7")
        assert "y yes  h partly  j no" in terminal.bottom
        await terminal.press("K")
        keys = terminal.bottom.splitlines()[-1]
        assert "enter open" in keys
        assert not {"y yes", "h partly", "j no", "g stage"} & {each.strip() for each in keys.split("  ")}

    drive(harborview, work)


def test_the_kind_is_told_above_the_fold_and_no_heading_is_cut(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("9")
        assert "what each figure rests on" in " ".join(terminal.screen.split())
        await terminal.press("8")
        assert "“Fill the plan from…”" in terminal.bottom
        await terminal.press("6", "g")
        assert "40 without a date" in " ".join(terminal.shown("#list").split())

    drive(harborview, work, (80, 24))


def test_the_way_back_is_told_whole_however_much_was_done(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        terminal.app.tell(
            f"Done: Set {', '.join(f'RPE0{n}.1' for n in range(1, 20))} aside · u takes it back"
        )
        first = terminal.bottom.splitlines()[0].rstrip()
        assert first.endswith("… · u takes it back")
        assert len(first) < 80

    drive(harborview, work, (80, 24))

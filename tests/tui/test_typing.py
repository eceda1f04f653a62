"""What is typed into a form: days as people say them, and names that the plan has already."""

from pathlib import Path

from textual import events
from textual.widgets import Input

from support.terminal import Terminal, drive
from te_planner.tui.forms import field_help


def field(terminal: Terminal) -> Input:
    found = terminal.app.focused
    assert isinstance(found, Input)
    return found


async def to(terminal: Terminal, name: str) -> None:
    """Tab to a field of the form."""
    for _ in range(20):
        if terminal.app.focused is not None and terminal.app.focused.id == f"field-{name}":
            return
        await terminal.press("tab")
    raise AssertionError(name)


def test_a_form_shows_which_day_it_understood_and_saves_that(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("3", "n")
        await terminal.type("Feeder sensors")
        await to(terminal, "start")
        await terminal.type("2027-03")
        assert "= 1 Mar 2027" in terminal.screen
        await to(terminal, "end")
        await terminal.type("q")
        assert "= 1 Mar 2027" in terminal.screen
        await terminal.type("2 2028")
        assert "= 30 Jun 2028" in terminal.screen
        await terminal.press("enter")
        await terminal.edited()
        plan = terminal.app.readiness.snapshot
        made = next(each for each in plan.projects if each.title == "Feeder sensors")
        assert (made.start_day, made.end_day) == ("2027-03-01", "2028-06-30")

    drive(harborview, work)


def test_a_day_of_two_readings_is_told_beside_its_field(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("3", "n")
        await terminal.type("Feeder sensors")
        await to(terminal, "end")
        await terminal.type("03/04/2027")
        await terminal.press("enter")
        assert "3 Apr 2027 or 4 Mar 2027" in " ".join(terminal.screen.split())
        assert len(terminal.app.entries) == terminal.first

    drive(harborview, work)


def test_an_owner_of_the_plan_is_offered_and_taken_with_a_key(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        owner = next(each.owner for each in terminal.app.readiness.snapshot.projects if each.owner)
        for key in ("right", "end"):
            await terminal.press("3", "n")
            await to(terminal, "owner")
            await terminal.type(owner[:4].lower())
            await terminal.until(lambda: field(terminal)._suggestion, "the offer")
            await terminal.press(key)
            assert field(terminal).value == owner
            await terminal.press("escape")

    drive(harborview, work)


def test_the_unit_of_an_extent_is_offered_after_its_numbers(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        units = [each.extent_unit for each in terminal.app.readiness.snapshot.statements if each.extent_unit]
        await terminal.press("2", "a")
        await to(terminal, "extent")
        await terminal.type(f"3/4 {units[0][:2]}")
        await terminal.until(lambda: field(terminal)._suggestion, "the offer")
        await terminal.press("right")
        assert field(terminal).value.removeprefix("3/4 ") in units

    drive(harborview, work)


def test_a_form_says_what_the_field_under_the_cursor_is_for(harborview: Path) -> None:
    async def look(terminal: Terminal) -> None:
        await terminal.press("m")
        await terminal.until(lambda: "share %" in terminal.screen, "the form")
        seen = set()
        for _ in range(6):
            seen |= {line.strip(" │▏") for line in terminal.screen.splitlines()}
            await terminal.press("tab")
        assert any("the shares of all should make 100" in each for each in seen)
        assert any("↑ ↓ and enter take one" in each for each in seen)

    drive(harborview, look)


def test_help_of_fields_is_of_fields_that_there_are() -> None:
    forms = Path(field_help.__file__).parent
    code = "".join(
        each.read_text(encoding="utf-8") for each in forms.glob("*.py") if each.stem != "field_help"
    )
    assert [each for each in field_help.FOR if f'"{each}"' not in code] == []


def test_what_is_typed_in_one_go_goes_where_it_is_meant_to(harborview: Path) -> None:
    """A form, its fields, enter, and a key for the screen behind it: faster than any of them is there."""

    async def hurry(terminal: Terminal) -> None:
        keys = ("n", *"Urgent works", "tab", *"U. Owner", "enter", "4", "slash", *"RPB03")
        for key in keys:
            sign = " " if key == " " else key if len(key) == 1 else None
            terminal.app.post_message(events.Key("space" if key == " " else key, sign))
        await terminal.edited()
        await terminal.until(lambda: "RPB03" in terminal.screen, "the search")
        assert terminal.app.readiness is not None
        added = [each.project for each in terminal.app.readiness.projects.values()][-1]
        assert (added.title, added.owner) == ("Urgent works", "U. Owner")
        assert len(terminal.app.entries) == terminal.first + 1
        found = terminal.app.focused
        assert isinstance(found, Input)
        assert found.value == "RPB03"

    drive(harborview, hurry)

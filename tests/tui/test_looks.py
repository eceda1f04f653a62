"""Themes that can be read by everybody, kept for the user; and the start screen's recent plans."""

import json
from itertools import combinations
from pathlib import Path

import pytest
from textual.theme import Theme

from support.plans import copied
from support.terminal import Terminal, drive
from te_planner.plan.store import open_plan
from te_planner.tui.choices import MOST_RECENT, Choices, read_choices, remember, still_there
from te_planner.tui.help import HelpScreen
from te_planner.tui.keys import KEYS
from te_planner.tui.lines import plain
from te_planner.tui.looks import THEMES

Colour = tuple[float, float, float]
BY_NAME = {theme.name: theme for theme in THEMES}
APART = ("tone-good", "tone-check", "tone-gap", "tone-next")
# what is left of red, green and blue (linear) without one kind of cone: Machado, Oliveira, Fernandes 2009
LACKS = {
    "protanopia": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "deuteranopia": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "tritanopia": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
}


def linear(code: str) -> Colour:
    parts = [int(code[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return red, green, blue


def luminance(code: str) -> float:
    red, green, blue = linear(code)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    """As WCAG 2 has it."""
    dark, light = sorted((luminance(one), luminance(two)))
    return (light + 0.05) / (dark + 0.05)


def lab(colour: Colour) -> Colour:
    red, green, blue = colour
    white = (0.9505, 1.0, 1.089)
    rows = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    shares = [(a * red + b * green + c * blue) / w for (a, b, c), w in zip(rows, white, strict=True)]
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in shares)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def seen(code: str, lack: str) -> Colour:
    colour = linear(code)
    return lab(tuple(max(sum(m * c for m, c in zip(row, colour, strict=True)), 0) for row in LACKS[lack]))  # type: ignore[arg-type]


@pytest.mark.parametrize("theme", THEMES, ids=lambda each: each.name)
def test_every_tone_can_be_read_on_every_ground_that_it_stands_on(theme: Theme) -> None:
    least = 7.0 if theme.name == "te-high-contrast" else 4.5
    grounds = {"background": theme.background, "surface": theme.surface, "panel": theme.panel,
               "resting": theme.variables["resting"]}  # fmt: skip
    tones = {name: code for name, code in theme.variables.items() if name.startswith("tone-")}
    for tone, code in {**tones, "foreground": theme.foreground}.items():
        for ground, under in grounds.items():
            assert contrast(str(code), str(under)) >= least, (tone, ground)
    assert contrast(theme.variables["cursor-text"], theme.variables["cursor"]) >= least


@pytest.mark.parametrize("lack", LACKS)
def test_the_safe_theme_keeps_apart_what_others_cannot_tell(lack: str) -> None:
    def nearest(theme: Theme) -> float:
        pairs = combinations([seen(theme.variables[tone], lack) for tone in APART], 2)
        return min(sum((a - b) ** 2 for a, b in zip(one, two, strict=True)) ** 0.5 for one, two in pairs)

    assert nearest(BY_NAME["te-colour-blind-safe"]) > 25 > nearest(BY_NAME["te-dark"])


def test_a_theme_that_was_chosen_is_there_the_next_time(harborview: Path, tmp_path: Path) -> None:
    file = tmp_path / "config" / "choices.json"

    async def choose(terminal: Terminal) -> None:
        await terminal.press("D", "D")
        await terminal.until(lambda: read_choices(file).theme == "te-high-contrast", "the choice")
        assert "Theme: high contrast" in terminal.screen

    async def again(terminal: Terminal) -> None:
        await terminal.until(lambda: terminal.app.theme == "te-high-contrast", "the theme")

    drive(harborview, choose, choices=lambda: file)
    drive(harborview, again, choices=lambda: file)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"theme": 3, "recent": {"a": 1}}', '{"recent": [1, null]}'])
def test_a_file_that_is_none_of_ours_keeps_nothing(tmp_path: Path, text: str) -> None:
    file = tmp_path / "choices.json"
    file.write_text(text, encoding="utf-8")
    assert read_choices(file) == Choices()


def test_nine_recent_plans_at_most_the_last_first_and_only_those_that_are_there(tmp_path: Path) -> None:
    file = tmp_path / "choices.json"
    plans = [tmp_path / f"{number}.db" for number in range(12)]
    for plan in (*plans, plans[5]):
        plan.touch()
        remember(file, plan)
    assert [path.name for path in still_there(read_choices(file))][:3] == ["5.db", "11.db", "10.db"]
    assert len(read_choices(file).recent) == MOST_RECENT
    plans[11].unlink()
    assert plans[11].resolve() not in still_there(read_choices(file))


def test_a_recent_plan_opens_with_its_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "choices.json"
    plan = copied("harborview", tmp_path)
    file.write_text(json.dumps({"recent": [str(tmp_path / "gone.db"), str(plan)]}), encoding="utf-8")

    async def work(terminal: Terminal) -> None:
        await terminal.until(lambda: "Opened last" in terminal.screen, "the plans")
        assert "gone.db" not in terminal.screen
        assert "›  1 " in terminal.screen  # enter goes on with it
        await terminal.press("question_mark")
        assert "Keys of the start screen" in terminal.screen
        await terminal.press("escape", "1")
        await terminal.until(lambda: terminal.app.readiness, "the plan")

    app = drive(None, work, choices=lambda: file)
    assert app.session is not None
    assert app.session.path == plan


def test_four_answers_make_a_plan_that_is_called_as_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    async def work(terminal: Terminal) -> None:
        await terminal.until(lambda: "Tri-Rivers" in terminal.screen, "the examples")
        await terminal.press("n")
        for place, answer in enumerate(("Bay roadmap", "Bay Light", "Bay", "Coast")):
            await terminal.press(*["tab"] * bool(place))
            await terminal.type(answer)
        await terminal.press("enter")
        await terminal.until(lambda: terminal.app.readiness and terminal.app.system, "the new plan")

    drive(None, work)
    with open_plan(tmp_path / "plans" / "bay-roadmap.db") as plan:
        found = plan.snapshot()
    assert (found.plan.name, found.plan.stakeholder) == ("Bay roadmap", "Bay Light")
    assert [each.name for each in found.systems] == ["Bay"]
    assert [each.name for each in found.regions] == ["Coast"]


@pytest.mark.parametrize("width", [48, 76, 120])
def test_help_cuts_nothing_off(width: int) -> None:
    for screen in {"start", *(each for key in KEYS for each in key.screens)}:
        assert not [told for made in HelpScreen(screen)._lines(width, 0) if "…" in (told := plain(made))]

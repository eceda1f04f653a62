"""The reader: anything that the roadmap says is found, read and followed with keys alone."""

from pathlib import Path

import pytest
from textual.widgets import OptionList

from support.plans import copied, figures, made, real_roadmap
from support.terminal import SIZES, Terminal, drive
from te_planner.tui import routes
from te_planner.tui.lines import Target, plain
from te_planner.tui.reader_cards import reader_card
from te_planner.tui.reader_entries import KINDS, entries

sizes = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
HOSTILE = "[red]x[/] [@click=app.quit]go[/] =1+1 <b>"


async def find(terminal: Terminal, words: str) -> None:
    """Narrow the list to some words; the cursor is on the first that fits."""
    await terminal.press("slash")
    await terminal.type(words)
    await terminal.press("enter")


async def down_to(terminal: Terminal, target: Target) -> None:
    """Down the card until the cursor is on a target."""
    card = terminal.app.screen.card_sheet
    for _ in range(len(card.lines)):
        if card.target == target:
            return
        await terminal.press("down")
    assert card.target == target, terminal.screen


@sizes
def test_r_opens_the_reader_from_anywhere(harborview: Path, size: tuple[int, int]) -> None:
    async def work(terminal: Terminal) -> None:
        for key in "12345":
            await terminal.press(key, "r")
            assert terminal.app.screen.NAME == "reader"
            assert "Stage 1 Persistently demonstrated" in terminal.screen
            assert "r Reader" in terminal.screen
            await terminal.press("escape")
            assert terminal.app.screen.NAME != "reader"
        await terminal.press("1", "ctrl+p")
        await terminal.type("reader")
        await terminal.press("enter")
        await terminal.until(lambda: terminal.app.current_mode == "reader", "the reader, by the palette")

    drive(harborview, work, size)


@sizes
def test_a_term_is_found_and_leads_to_the_cells_that_use_it(harborview: Path, size: tuple[int, int]) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("r")
        await find(terminal, "prosumer")
        assert terminal.app.screen.here() == Target("term", "prosumer")
        assert "3.1.5" in terminal.screen
        await terminal.press("enter")
        cell = next(each for each in real_roadmap().cells.values() if "prosumer" in each.text.lower())
        await down_to(terminal, Target("cell", cell.ref))
        await terminal.press("enter")
        assert terminal.app.screen.here() == Target("cell", cell.ref)

    drive(harborview, work, size)


@sizes
def test_from_a_cell_to_a_concept_to_another_cell_and_back(harborview: Path, size: tuple[int, int]) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("2", "enter")
        first = terminal.app.screen.here()
        concept = Target("concept", real_roadmap().rows[first.ref.partition(".")[0]].concepts[0])
        await down_to(terminal, concept)
        await terminal.press("enter")
        assert terminal.app.screen.NAME == "reader"
        assert terminal.app.screen.here() == concept
        rows = [each for each in real_roadmap().parts.rows if concept.ref in each.concepts]
        other = Target("cell", rows[-1].cells[0].ref)
        await terminal.press("enter")
        await down_to(terminal, other)
        await terminal.press("enter")
        await terminal.until(lambda: terminal.app.screen.here() == other, "the other cell")
        await terminal.press("escape")
        await terminal.until(lambda: terminal.app.focused is terminal.app.screen.card_sheet, "the card")
        assert terminal.app.screen.here() == concept
        await terminal.until(lambda: terminal.app.screen.card_sheet.target == other, "where one was in it")
        await terminal.press("escape", "escape")
        await terminal.until(lambda: terminal.app.screen.NAME == "roadmap", "the matrix")
        assert terminal.app.screen.here() == first
        await terminal.until(lambda: terminal.app.screen.card_sheet.target == concept, "where one was there")

    drive(harborview, work, size)


@sizes
def test_a_question_is_answered_with_keys_alone(tmp_path: Path, size: tuple[int, int]) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("r")
        await find(terminal, "question 3")
        assert terminal.app.screen.here() == Target("question", "3")
        assert "0 of 10 answered" in terminal.screen
        await terminal.press("a")
        await terminal.type("Bill credits until 2028.")
        await terminal.press("tab")
        await terminal.type("Workshop")
        await terminal.press("enter")
        await terminal.edited(1)
        assert "1 of 10 answered" in terminal.screen
        await terminal.press("a")  # what was said is there to be amended
        await terminal.type(" Then a tariff.")
        await terminal.press("enter")
        await terminal.edited(2)
        said = [(each.answer, each.made_by) for each in terminal.app.readiness.snapshot.question_answers]
        assert said == [
            ("Bill credits until 2028.", "Workshop"),
            ("Bill credits until 2028. Then a tariff.", "Workshop"),
        ]
        await terminal.press("enter")
        assert "Earlier answers" in terminal.screen
        await terminal.press("u", "u")
        await terminal.edited(4)
        await terminal.press("escape")
        assert "0 of 10 answered" in terminal.screen

    drive(copied("empty", tmp_path), work, size)


def test_an_empty_answer_is_refused_beside_its_field(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("r")
        await find(terminal, "question 2")
        await terminal.press("a", "enter")
        assert "This is needed." in terminal.screen
        await terminal.press("escape")
        assert len(terminal.app.entries) == terminal.first

    drive(harborview, work)


def test_typed_text_is_never_markup(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        answer = {"question": 2, "answer": HOSTILE, "made_by": HOSTILE}
        await terminal.app.edit("answer_question", answer)
        await terminal.press("r")
        await find(terminal, "question 2")
        await terminal.until(lambda: terminal.screen.count("[red]x[/]") == 2, "answer and name as they are")
        await terminal.press("a")
        await terminal.until(lambda: "<b>" in terminal.screen, "the form")
        assert terminal.app.screen.query_one("#field-answer").text == HOSTILE
        await terminal.press("escape", "slash")
        await terminal.type("[red]x")  # answers are searched as well
        assert terminal.app.screen.here() == Target("question", "2")
        await terminal.press("escape", "slash")
        await terminal.type("[red]y")
        assert "Nothing fits “[red]y”" in terminal.screen

    drive(harborview, work)


@sizes
def test_the_palette_opens_concepts_terms_and_questions(harborview: Path, size: tuple[int, int]) -> None:
    async def work(terminal: Terminal) -> None:
        for words, target in (
            ("market monitoring and", Target("concept", "RP4")),
            ("cyber-physical system", Target("term", "cyber-physical system")),
            ("question 9", Target("question", "9")),
            ("DSO distribution", Target("term", "DSO")),
        ):
            await terminal.press("1", "ctrl+p")
            await terminal.type(words)
            await terminal.press("enter")
            await terminal.until(lambda target=target: terminal.app.screen.here() == target, words)
            assert terminal.app.screen.NAME == "reader"

    drive(harborview, work, size)


@pytest.mark.parametrize("name", ["empty", "harborview"])
def test_everything_listed_has_a_card_with_its_clause_and_leads_on(name: str) -> None:
    readiness = figures(made(name))
    system = next(iter(readiness.systems.values()), None)
    listed = list(entries(readiness.roadmap))
    assert {each.target.kind for each in listed} == set(KINDS)
    assert len({each.target for each in listed}) == len(listed)
    for each in listed:
        lines = reader_card(readiness, system, each.target, 60, plain=True)
        text = "\n".join(map(plain, lines))
        assert each.clause in text
        for spans in lines:
            for span in spans:
                assert not span.target or routes.route(readiness, span.target), span


def test_a_concept_leads_to_all_its_rows_and_a_question_to_its_concepts() -> None:
    readiness = figures(made("harborview"))
    road = readiness.roadmap

    def led(target: Target) -> set[Target | None]:
        lines = reader_card(readiness, None, target, 60, plain=True)
        return {span.target for spans in lines for span in spans}

    for concept in road.parts.concepts:
        rows = [each for each in road.parts.rows if concept.ref in each.concepts]
        assert {routes.cell(cell.ref) for row in rows for cell in row.cells} <= led(
            Target("concept", concept.ref)
        )
    for asked in road.parts.questions:
        assert {Target("concept", ref) for ref in asked.concepts} <= led(
            Target("question", str(asked.number))
        )


@pytest.mark.parametrize(
    ("ref", "kind"),
    [("RP1", "concept"), ("question 3", "question"), ("stage 2", "stagetext"), ("track DA", "track"),
     ("lane E", "lane"), ("DER", "term"), ("prosumer", "term"), ("RPE01.1", "cell"), ("RP", "stage")],
)  # fmt: skip
def test_a_reference_leads_to_its_card(ref: str, kind: str) -> None:
    readiness = figures(made("harborview"))
    target = routes.target_of(readiness, ref)
    assert target
    assert target.kind == kind
    found = routes.route(readiness, target)
    assert found
    assert found.screen == ("reader" if kind in KINDS else "roadmap")
    assert routes.target_of(readiness, "question 12") is None


@pytest.mark.parametrize("ref", ["PCE05.2", "DAE03.2", "BMB02.3", "RPE01.1", "RPV04.3"])
def test_all_of_a_cells_card_is_seen_and_every_link_reached_at_80x24(harborview: Path, ref: str) -> None:
    async def work(terminal: Terminal) -> None:
        terminal.app.visit("roadmap", Target("cell", ref))
        await terminal.pilot.pause()
        await terminal.press("enter")
        card = terminal.app.screen.card_sheet
        seen, reached = set(), {card.target}
        for _ in range(2 * len(card.lines)):
            top = card.scroll_offset.y
            seen |= set(range(top, top + card.size.height))
            card.action_line(1)
            reached.add(card.target)
            for step in (-1, 1):
                for _ in card.spots_at(card.at[0])[1:]:
                    card.action_beside(step)
                    reached.add(card.target)
            await terminal.pilot.pause()
        assert seen >= set(range(len(card.lines)))
        road = real_roadmap()
        text = " ".join("\n".join(map(plain, card.lines)).split())
        for each in (*road.hints(ref), *(each.name for each in road.measures(ref))):
            assert each in text
        wanted = {Target("concept", each) for each in road.rows[ref.partition(".")[0]].concepts}
        wanted |= {Target("standard", each.standard) for each in road.crosswalk(ref)}
        wanted |= {routes.cell(each.ref) for each in road.rows[ref.partition(".")[0]].cells}
        wanted |= {routes.cell(each) for each in road.required_by.get(ref, ())}
        wanted |= {target for spots in map(card.spots_at, range(len(card.lines))) for _, _, target in spots}
        assert wanted <= reached

    drive(harborview, work, (80, 24))


def test_a_field_with_many_options_shows_them(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("r", "a")
        shown = [each for each in terminal.app.screen.query(OptionList) if each.display]
        assert len(shown) == 1
        assert "2 Where markets are monitored" in terminal.screen
        await terminal.type("[none]")
        await terminal.press("enter")
        assert "Nothing in the list fits this." in terminal.screen
        await terminal.press("home", "shift+end", "delete")
        await terminal.type("buildings")
        await terminal.press("enter")
        assert terminal.app.focused.id == "field-answer"

    drive(harborview, work)

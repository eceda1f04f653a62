"""The guide: its pages are there, and what names one names one that is."""

import pytest

from support.calling import Run
from te_planner.cli.commands import all_commands
from te_planner.cli.guide import COMMANDS, more_of
from te_planner.exchange.guide import pages, title
from te_planner.tui.guide import PAGES, page_lines
from te_planner.tui.keys import ALL
from te_planner.tui.lines import plain


def test_it_lists_its_pages_the_first_to_read_first(run: Run) -> None:
    listed = run("guide").out.splitlines()
    assert listed[0].split(maxsplit=1) == ["tutorial", "First plan in twenty minutes"]
    assert {each.split()[0] for each in listed} == set(pages())


def test_it_prints_a_page_as_it_is_but_for_remarks_to_its_tests(run: Run) -> None:
    assert run("guide", "filing").out == pages()["filing"].read_text(encoding="utf-8")
    assert "<!--" in pages()["import"].read_text(encoding="utf-8")
    for name in pages():
        assert "<!--" not in run("guide", name).out, name


def test_a_page_that_is_none_is_told(run: Run) -> None:
    done = run("guide", "../../etc/passwd")
    assert done.code == 2
    assert "te-planner guide lists them" in done.err


def test_what_names_a_page_names_one_that_is_there() -> None:
    assert set(COMMANDS.values()) | set(PAGES.values()) <= set(pages())
    assert set(COMMANDS) <= set(all_commands())
    assert set(PAGES) == {*ALL, "start"}


def test_the_help_of_a_command_names_its_page(run: Run) -> None:
    assert more_of("import") in run("import", "--help").out


@pytest.mark.parametrize("name", ["tutorial", "figures", "delay"])
def test_a_page_is_shown_in_the_width_there_is(name: str) -> None:
    page = pages()[name]
    shown = [plain(each) for each in page_lines(page.read_text(encoding="utf-8"), 60)]
    assert max(map(len, shown)) <= 60
    words = " ".join(shown)
    assert title(page) not in shown[0]
    last = page.read_text(encoding="utf-8").split()[-1]
    assert last.partition("](")[0].strip("`.") in words  # of a link what it says, not where it leads


def test_items_of_a_list_stand_each_on_its_own_and_wrap_as_one() -> None:
    page = "# Page\n1. one that goes\n   on\n- two\n1,000 words\n\n12. twelve\n5. five\n"
    shown = [plain(each) for each in page_lines(page, 60)]
    assert shown == ["1. one that goes on", "- two 1,000 words", "", "12. twelve", "5. five"]

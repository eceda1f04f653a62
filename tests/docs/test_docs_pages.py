"""The documentation tells the truth: links, anchors, keys, pictures, commands and made pages."""

import re
from functools import cache
from pathlib import Path

import pytest
from markdown_it.token import Token

from te_planner.cli.commands import all_commands
from te_planner.cli.parser import parser
from te_planner.errors import WrongCall
from te_planner.tui.keys import KEYS
from tools import consoles, keys_table, markdown, site
from tools.docs import MADE
from tools.screenshot import SCREENS

ROOT = Path(__file__).parents[2]
PAGES = markdown.pages(ROOT)
NAMES = [path.relative_to(ROOT).as_posix() for path in PAGES]
IN_FORMS = {"enter", "esc", "tab", "down", "right", "Home"}
"""Keys that are no bindings of a screen."""


@cache
def tokens(path: Path) -> list[Token]:
    return markdown.tokens(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", MADE)
def test_a_made_page_is_not_stale(name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8") == MADE[name](), "make docs"


def test_the_table_of_keys_in_the_readme_is_not_stale() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert keys_table.readme_with(readme) == readme, "make docs"


@pytest.mark.parametrize("path", PAGES, ids=NAMES)
def test_each_link_leads_somewhere(path: Path) -> None:
    for link in markdown.links(tokens(path)):
        goes_to = markdown.target(link)
        if "://" in goes_to:
            assert "example.org" in goes_to, goes_to  # nothing of ours is elsewhere
            continue
        name, _, anchor = goes_to.partition("#")
        target = (path.parent / name).resolve() if name else path
        assert target.is_file(), goes_to
        if anchor:
            assert anchor in [each.anchor for each in markdown.headings(tokens(target))], goes_to


def test_each_page_can_be_reached_from_the_readme() -> None:
    reached, todo = set(), [ROOT / "README.md"]
    while todo:
        path = todo.pop()
        if path not in reached and path in PAGES:
            reached.add(path)
            targets = [markdown.target(each).partition("#")[0] for each in markdown.links(tokens(path))]
            todo += [(path.parent / each).resolve() for each in targets if "://" not in each]
    assert {path for path in PAGES if "docs" in path.parts} <= reached


def test_each_picture_is_drawn_by_make_screenshot() -> None:
    drawn = {f"{name}.svg" for name in SCREENS}
    shown = {
        Path(markdown.target(each)).name
        for path in PAGES
        for each in markdown.links(tokens(path))
        if each.type == "image"
    }
    assert shown == drawn == {path.name for path in (ROOT / "docs" / "screens").glob("*.svg")}


@pytest.mark.parametrize("path", PAGES, ids=NAMES)
def test_each_key_is_one_of_the_programs(path: Path) -> None:
    """A single sign, or the name of a key, that stands as code."""
    known = {shown for each in KEYS for shown in each.shown.split()} | IN_FORMS
    signs = {"~", "^", "✕", "="}
    made = path.relative_to(ROOT).as_posix() in MADE
    for each in markdown.code(tokens(path)) if not made else ():
        if len(each) == 1 and each not in signs:
            assert each in known, each


@pytest.mark.parametrize("path", PAGES, ids=NAMES)
def test_each_command_can_be_called_as_it_stands(path: Path) -> None:
    """In a text its name is enough, in a block all of it must be as the parser has it."""
    for each in markdown.code(tokens(path)):
        if each.startswith("te-planner ") and not re.match(r"te-planner (-|[A-Z]+\b|\S+\.db)", each):
            assert _command(each.split()[1:]), each
    for token in tokens(path):
        for line in token.content.splitlines() if token.type == "fence" else ():
            line = re.sub(r"\s+# .*", "", line.removeprefix("$ "))
            if (
                re.match(r"te-planner [a-z]\S*( |$)", line)
                and ".db" not in line.split()[1]
                and "…" not in line
            ):
                _parses(line)


def _command(words: list[str]) -> str:
    """The command that the words name, or the first word of a pair."""
    known = all_commands()
    firsts = {each.split()[0] for each in known}
    for count in (2, 1):
        if " ".join(words[:count]) in known:
            return " ".join(words[:count])
    return words[0] if words[0] in firsts else ""


def _parses(line: str) -> None:
    import shlex

    words = shlex.split(line)[1:]
    name = _command(words)
    assert name, line
    try:
        parser(all_commands()[name], consoles.DAY).parse_args(words[len(name.split()) :])
    except WrongCall as error:
        pytest.fail(f"{line}: {error}")


def test_the_site_has_each_page_and_its_links_lead_somewhere(tmp_path: Path) -> None:
    site.make(ROOT, tmp_path)
    made = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.html")}
    assert made == {site.place(name) for name in NAMES}
    for name in made:
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert "<script" not in text
        for link in re.findall(r'(?:href|src)="([^"#:]+)[#"]', text):
            assert (tmp_path / name).parent.joinpath(link).exists() or not link.endswith(
                (".html", ".css", ".svg")
            ), link

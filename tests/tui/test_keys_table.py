"""The tables of keys are those of the program."""

from pathlib import Path

from bench.keys_table import page, readme_with, short

ROOT = Path(__file__).parents[2]


def test_the_page_of_keys_is_not_stale() -> None:
    assert (ROOT / "docs" / "keys.md").read_text(encoding="utf-8") == page(), "make docs"


def test_the_table_in_the_readme_is_not_stale() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert readme_with(short(), readme) == readme, "make docs"

"""`make bench` is no part of the tests; that it can begin, and what its table says, is."""

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

BENCH = Path(__file__).with_name("bench")


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Its modules by name, as its own script finds them."""
    monkeypatch.syspath_prepend(str(BENCH))
    return import_module


@pytest.fixture
def taken(bench: Any) -> Any:
    """A run with two measures: one at two sizes, one whose rival is not there."""
    run = bench("measuring").Bench(quick=True)
    run.add("next", [10.0, 12.0, 11.0], "task", [20.0, 22.0, 24.0], 0.5, projects=1_000)
    run.add("next", [130.0], "task", [200.0], projects=10_000)
    run.add("dates", [5.0], "tj3", None, 0.3, note="TaskJuggler is not there: apt-get install tj3")
    return run


def test_every_measure_can_be_begun(bench: Any) -> None:
    assert all(callable(each.measure) for each in bench("everything").MODULES)
    assert bench("profiled").main


def test_a_goal_is_held_against_the_ratio_of_the_medians(bench: Any, taken: Any) -> None:
    first, large, alone = taken.rows
    assert (first.ratio, first.met) == (0.5, True)
    assert first._replace(goal=0.49).met is False
    assert (large.met, alone.ratio, alone.met) == (None, None, None)
    (grown,) = bench("measuring").growth(taken.rows)
    assert (grown.measure, round(grown.ratio, 2), grown.met) == ("growth: next", 11.82, True)


def test_a_rival_that_is_not_there_is_named_in_the_table(bench: Any, taken: Any) -> None:
    for made in (bench("table").as_text, bench("table").as_markdown):
        lines = made(taken.rows).splitlines()
        assert "apt-get install tj3" in lines[-1]
        assert "10.0 / 11.0 / 12.0" in lines[-3]
        assert "met" in lines[-3]


def test_a_later_run_says_what_moved(bench: Any, taken: Any) -> None:
    table = bench("table")
    earlier = table.as_json(taken.rows, {"processor": "old"})
    assert "no ratio moved" in table.compared(taken.rows, earlier)
    slow = [taken.rows[0]._replace(ours=bench("measuring").spread([22.0])), *taken.rows[1:]]
    assert "slower   next, 1,000 projects: 0.50 → 1.00, MISSED now" in table.compared(slow, earlier)


def test_the_page_has_room_for_the_table_and_the_profile(bench: Any) -> None:
    page = (BENCH.parents[1] / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    for begin, end in (
        (bench("table").BEGIN, bench("table").END),
        (bench("profiled").BEGIN, bench("profiled").END),
    ):
        assert "\n\nnew\n\n" in bench("table").between(page, begin, end, "new")
    with pytest.raises(ValueError, match="is missing"):
        bench("table").between("no marks", "<!--", "-->", "new")

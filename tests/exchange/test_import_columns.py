"""A table looked at all at once, by columns: what it comes to is what its rows come to, one by one."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.importing import read, take_in
from support.often import tried
from support.plans import TODAY, copied, made, real_roadmap
from te_planner.exchange.imports.compare import compare
from te_planner.exchange.imports.model import Asked, Incoming, Rows
from te_planner.exchange.imports.preview import Preview, Whole
from te_planner.exchange.imports.preview_words import all_where, change_text, change_texts, where
from te_planner.plan.journal import read_journal, verify_chain
from te_planner.plan.snapshot import Snapshot
from te_planner.plan.store import open_plan
from te_planner.plan.transaction import undo


@cache
def harborview() -> Snapshot:
    with open_plan(made("harborview")) as plan:
        return plan.snapshot()


def shown(*files: Incoming) -> Preview:
    return compare(files, harborview(), real_roadmap, TODAY)


def one_by_one(file: Incoming) -> Incoming:
    return file._replace(parts=(file.asked,))


def told(preview: Preview) -> list[object]:
    edits = [(name, dict(values)) for name, values in preview.edits]
    return [preview.items, edits, preview.counts, preview.refused, preview.summary, bool(preview.changes)]


def projects() -> list[str]:
    return [
        ",".join((each.key, f'"{each.title}"', f'"{each.owner}"', each.start_day or "", each.end_day or ""))
        for each in harborview().projects
    ]


def milestones() -> list[str]:
    keys = {each.id: each.key for each in harborview().projects}
    return [
        ",".join((keys[each.project_id], f'"{each.title}"', str(each.weight), each.baseline_day or "",
                  each.actual_day or ""))
        for each in harborview().milestones
    ]  # fmt: skip


PROJECTS = "Key,Title,Owner,Start,End"
MILESTONES = "Project,Milestone,Weight,Baseline,Actual"
NEW_PROJECTS = [f"X-{n},New {n},{'Ann' if n % 2 else ''},2027-01-0{n},2028-01-01" for n in range(1, 6)]
ODD_PROJECTS = [
    "X-1,Another title,,,", "x-2,New 2,Bob,,", "X 6,A blank,,,", "X-7,Backwards,,2028-01-01,2027-01-01",
    ",No key,,,", "X-8,,,,", "P-01,Renamed,,,", "X-9,AMI replacement,,,", "Y/1,Slash,,,",
]  # fmt: skip
NEW_MILESTONES = [
    f"{key},New {n},{n},2027-01-0{n},{'2026-01-01' if n % 2 else ''}"
    for n in range(1, 4)
    for key in ("P-01", "x-1", "New 2")
]
ODD_MILESTONES = [
    "P-01,new  1,1,,", "P-01,Heavy,2000,,", "P-01,Tomorrow,1,,2027-01-01", "P-99,Nobody's,1,,", "P-01,,1,,",
    ",Nowhere,1,,", "P-01,New 1,3,,", "X-1,NEW 1,1,2027-01-01,2026-01-01",
]  # fmt: skip


@st.composite
def tables(draw: st.DrawFn, heading: str, new: list[str], old: list[str], odd: list[str]) -> str:
    """Mostly of one sort; now and then with something odd among them."""
    sort = draw(st.sampled_from((new, old, new + old)))
    rows = draw(st.lists(st.sampled_from(sort), max_size=6, unique=draw(st.booleans())))
    rows += draw(st.lists(st.sampled_from(odd), max_size=1)) if draw(st.booleans()) else []
    return "\n".join([heading, *draw(st.permutations(rows))])


@tried(150)
@given(
    st.deferred(lambda: tables(PROJECTS, NEW_PROJECTS, projects(), ODD_PROJECTS)),
    st.deferred(lambda: tables(MILESTONES, NEW_MILESTONES, milestones(), ODD_MILESTONES)),
    st.deferred(lambda: tables(MILESTONES, NEW_MILESTONES, milestones(), ODD_MILESTONES)),
)
def test_all_at_once_is_what_one_by_one_is(first: str, second: str, third: str) -> None:
    files = [read(text, f"{n}.csv") for n, text in enumerate((first, second, third)) if "\n" in text]
    assert told(shown(*files)) == told(shown(*map(one_by_one, files)))


@pytest.mark.parametrize(
    ("heading", "new", "odd"),
    [(PROJECTS, NEW_PROJECTS, each) for each in ODD_PROJECTS]
    + [(MILESTONES, NEW_MILESTONES[::3], each) for each in ODD_MILESTONES],
)
def test_one_odd_row_among_many(heading: str, new: list[str], odd: str) -> None:
    file = read("\n".join([heading, *new, odd]))
    assert told(shown(file)) == told(shown(one_by_one(file)))


@pytest.mark.parametrize(
    ("heading", "listed", "state"),
    [
        (PROJECTS, lambda: NEW_PROJECTS, "new"),
        (PROJECTS, projects, "same"),
        (MILESTONES, lambda: NEW_MILESTONES[::3], "new"),
        (MILESTONES, milestones, "same"),
    ],
)
def test_tables_of_one_sort_are_looked_at_all_at_once(
    heading: str, listed: Callable[[], list[str]], state: str
) -> None:
    rows = listed()
    (part,) = shown(read("\n".join([heading, *rows]))).parts
    assert isinstance(part, Whole)
    assert (part.state, len(part.rows)) == (state, len(rows))
    for several in (False, True):
        places = [where(each.place, several=several) for each in part.items]
        assert all_where(part, several=several) == places
    if state == "new":
        assert change_texts(part) == list(map(change_text, part.items))


def test_rows_say_what_their_cells_say() -> None:
    (rows,) = read("Key,Title,Start\nX-1,One,\n\nX-2,,2027-01-01\n").parts
    assert isinstance(rows, Rows)
    assert [(each.place.row, each.values) for each in rows] == [
        (2, {"key": "X-1", "title": "One"}),
        (4, {"key": "X-2", "start": "2027-01-01"}),
    ]
    assert all(isinstance(each, Asked) for each in rows)


def test_many_new_rows_and_what_comes_after_them_are_one_change(tmp_path: Path) -> None:
    """Rows that were written by columns are there for the edits that follow, and numbered before theirs."""
    plan = copied("harborview", tmp_path)
    table = [f"X-{n},Project “{n}”,Ann,proposed,2026-01-01" for n in range(40)]
    later = [f"X-{n},,,active,2026-0{1 + n % 9}-02" for n in range(3)]
    take_in(plan, read("\n".join(["Key,Title,Owner,Status,Status day", *table, *later])))
    with open_plan(plan) as opened:
        after = opened.snapshot()
        ids = {each.id: each.key for each in after.projects}
        active = [ids[each.project_id] for each in after.status_changes if each.status == "active"]
        assert {"X-0", "X-1", "X-2"} <= set(active)
        assert len({each.seq for each in after.status_changes}) == len(after.status_changes)
        assert verify_chain(opened) == []
        query = "SELECT images FROM journal ORDER BY seq DESC LIMIT 1"
        text = opened.read(lambda link: link.execute(query).fetchone()[0])
        assert json.dumps(json.loads(text), ensure_ascii=False) == text
        undo(opened, today=TODAY, who="ann")
        assert not {"X-0", "X-39"} & {each.key for each in opened.snapshot().projects}
        assert read_journal(opened)[-1].kind == "undo"

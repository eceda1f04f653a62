"""Adopting another edition: no answer is dropped, by count and by content, and undo takes all of it back."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given
from hypothesis import strategies as st

from support.editions import edition, raised, replaced, with_cells
from support.often import tried
from support.plans import TODAY, copied, real_roadmap
from support.small import cell, roadmap
from te_planner.errors import WrongCall
from te_planner.plan import edits, tables
from te_planner.plan.evidence import EvidenceText
from te_planner.plan.journal import verify_chain
from te_planner.plan.naming import PLACES, uses, uses_text
from te_planner.plan.recorded import recorded
from te_planner.plan.snapshot import Snapshot
from te_planner.plan.store import Plan, create_plan, open_plan
from te_planner.plan.transaction import Transaction, apply, undo
from te_planner.readiness.evaluate import evaluate
from te_planner.roadmap.model import Cell, Roadmap
from te_planner.roadmap.texts import texts_of

LATER = "2027-03-01"
PROOF = (EvidenceText("document", "Order 1", "Docket 2"),)
BASE = roadmap(
    *(cell(f"RPE{row:02}.{stage}") for row in range(1, 7) for stage in (1, 2)),
    cell("BME01.1", nature="condition"),
    cell("RPR01.1"),
    cell("RPB01.1", requires=["RPE01.1", "BME01.1"], through=["RPR01.1"]),
    cell("RPB02.1", requires=["RPE02.1"]),
)


def do(plan: Plan, edit: Any, road: Roadmap = BASE, today: str = TODAY, **values: Any) -> Any:
    return apply(plan, edit, roadmap=road, today=today, who="ann", **values)


def everything(tx: Transaction, *, cells: list[str], benefit: str) -> str:
    """A row of each kind that names a cell, for each cell."""
    system = tx.session.exec(tables.System.__table__.select()).first().id  # type: ignore[attr-defined]
    driver = tables.Driver(system_id=system, name="Solar")
    waypoint = tables.Waypoint(name="Filing", day="2028-01-01")
    obligation = tables.Obligation(docket="D-1", title="File", due_day="2027-06-01")
    for row in (driver, waypoint, obligation, tables.BenefitWeight(benefit=benefit, weight=7),
                tables.Measure(benefit=benefit, system_id=system, name="MW")):  # fmt: skip
        tx.insert(row)
    for ref in cells:
        for row in (
            tables.Trigger(driver_id=driver.id, level=5, cell=ref),
            tables.WaypointCell(waypoint_id=waypoint.id, cell=ref, system_id=system),
            tables.ExpectedDay(cell=ref, system_id=system, day="2028-01-01", given_day=TODAY, made_by="ann"),
            tables.GapEstimate(cell=ref, system_id=system, currency="USD", cost_minor=1),
            tables.ObligationTie(obligation_id=obligation.id, cell=ref, system_id=system),
            tables.RequirementChange(benefit=benefit, requires=ref, change="waived", reason="r",
                                     decided_by="b", day=TODAY),
        ):  # fmt: skip
            tx.insert(row)
    return "Add a row of each kind"


def filled(plan: Plan) -> None:
    do(plan, edits.add_system, name="A", region="North")
    do(plan, edits.add_system, name="B", region="North")
    do(plan, edits.add_project, title="One", key="P-01")
    do(plan, edits.add_project, title="Two", key="P-02")
    enablers = [ref for ref in BASE.cells if ref.startswith("RPE")]
    for number, ref in enumerate(enablers):
        do(plan, edits.map_project, project="P-01", cell=ref, share=40 + number, systems=["A"])
        do(plan, edits.add_milestone, project="P-01", title=f"Step {ref}", cell=ref, system="A", day=LATER)
        do(plan, edits.attest, cell=ref, system="A", evidence=PROOF, effective="2026-01-01", note=f"on {ref}")
        do(plan, edits.attest, cell=ref, region="North", answer="partly", effective="2026-02-01")
        do(plan, edits.set_not_applicable, cell=ref, system="B", reason="none here")
    do(plan, edits.observe, cell="RPB01.1", system="A", evidence=PROOF)
    do(plan, everything, cells=enablers, benefit="RPB01.1")


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("full") / "full.db"
    with create_plan(path, name="Full", roadmap=BASE, today=TODAY, who="ann") as plan:
        filled(plan)
    return path


@pytest.fixture
def plan(full: Path, tmp_path: Path) -> Iterator[Plan]:
    with open_plan(Path(shutil.copy(full, tmp_path / "ours.db"))) as opened:
        yield opened


COLUMNS: dict[str, set[str]] = {"meaning_changes": {"cell"}}
for place in PLACES:
    COLUMNS.setdefault(place.field, set()).add(place.column)


def content(row: Any, field: str) -> dict[str, Any]:
    """What a row says, apart from which cell it names."""
    return {key: value for key, value in row._asdict().items() if key not in COLUMNS.get(field, set())}


def nothing_dropped(before: Snapshot, after: Snapshot, road: Roadmap) -> None:
    """Every row is there, as it was, under the reference it had or the one that came in its place."""
    for field in Snapshot._fields:
        if field in ("plan", "head"):
            continue
        old, new = ({row.id: row for row in getattr(each, field)} for each in (before, after))
        assert set(old) <= set(new), field
        for id_, row in old.items():
            assert content(row, field) == content(new[id_], field)
            for column in COLUMNS.get(field, set()):
                was, now = getattr(row, column), getattr(new[id_], column)
                assert was == now or now in road.cells, (field, was, now)


def same_but_for_the_journal(one: Snapshot, other: Snapshot) -> bool:
    return one._replace(head=other.head) == other


NEXT = edition(
    with_cells(
        BASE,
        BASE.cells["RPE01.1"]._replace(text="said better"),
        raised(BASE.cells["RPE01.2"]),
        *(cell(f"RPE{row}.{stage}") for row in (12, 13, 14, 15) for stage in (1, 2)),
        cell("RPE20.1"),
        without="RPE02.1 RPE02.2 RPE03.1 RPE03.2 RPE04.1 RPE04.2 RPE05.1 RPE05.2 RPE06.1",
    ),
    "2027.1",
    replaced("moved", "RPE02", "RPE12"),
    replaced("split", "RPE03", "RPE13 RPE14"),
    replaced("merged", "RPE04 RPE05", "RPE15"),
    replaced("retired", "RPE06.1"),
)


def test_every_answer_is_carried_over_or_kept(plan: Plan) -> None:
    before = plan.snapshot()
    entry = do(plan, edits.adopt_edition, NEXT, LATER)
    after = plan.snapshot()
    nothing_dropped(before, after, NEXT)
    named, was = uses(after), uses(before)
    assert named["RPE12.1"] == was["RPE02.1"]
    assert "RPE02.1" not in named
    for ref in ("RPE01.1", "RPE01.2", "RPE06.1"):
        assert named[ref] == was[ref]
    for successor in ("RPE13.1", "RPE14.1"):
        assert named[successor]["statement"] == was["RPE03.1"]["statement"] == named["RPE03.1"]["statement"]
        assert named[successor]["contribution"] == named[successor]["scope decision"] == 1
    assert named["RPE13.1"]["milestone"] == 1
    assert "milestone" not in named["RPE14.1"] | named["RPE03.1"]
    assert uses_text(named["RPE15.1"]) == "1 contribution, 2 milestones"
    assert {each.share for each in after.contributions if each.cell == "RPE15.1"} == {48}
    assert named["RPE04.1"]["statement"] == 2
    assert "1 reworded, 1 meaning changed, 2 moved, 2 split, 4 merged, 1 retired, 1 new" in entry.summary


def test_a_splits_copies_say_the_same_with_their_evidence_and_are_suspect(plan: Plan) -> None:
    before = plan.snapshot()
    do(plan, edits.adopt_edition, NEXT, LATER)
    after = plan.snapshot()
    old = [each for each in before.statements if each.cell == "RPE03.1"]
    for successor in ("RPE13.1", "RPE14.1"):
        new = [each for each in after.statements if each.cell == successor]
        assert [(each.answer, each.effective_day, each.made_by, each.region_id) for each in old] == [
            (each.answer, each.effective_day, each.made_by, each.region_id) for each in new
        ]
        assert {each.meaning for each in new} == {0}
        proof = {each.statement_id: each.title for each in after.evidence}
        assert [proof.get(each.id) for each in new] == ["Order 1", None]
        assert new[0].note == "Carried over from RPE03.1. on RPE03.1"
    changes = {(each.cell, each.meaning, each.since) for each in after.meaning_changes}
    assert ("RPE13.1", 1, LATER) in changes
    assert ("RPE01.2", 2, LATER) in changes
    assert not [each for each in changes if each[0] in ("RPE01.1", "RPE12.1", "RPE15.1")]


def test_the_plan_remembers_the_edition_and_its_texts(plan: Plan) -> None:
    do(plan, edits.adopt_edition, NEXT, LATER)
    after = plan.snapshot()
    assert after.plan.roadmap == NEXT.label
    assert [each.data_version for each in after.editions] == ["test", "2027.1"]
    assert recorded(plan, after, NEXT).texts == texts_of(NEXT)
    with pytest.raises(WrongCall, match="already"):
        do(plan, edits.adopt_edition, NEXT, LATER)
    assert verify_chain(plan) == []


def test_undo_gives_the_same_plan_and_the_same_figures(plan: Plan) -> None:
    before = plan.snapshot()
    do(plan, edits.adopt_edition, NEXT, LATER)
    undo(plan, today=LATER, who="ann")
    after = plan.snapshot()
    assert same_but_for_the_journal(before, after)
    for road in (BASE, NEXT):
        old, new = (evaluate(road, each, as_of=LATER, today=LATER) for each in (before, after))
        assert old.systems == new.systems
    do(plan, edits.adopt_edition, NEXT, LATER)


def test_several_editions_are_followed_in_turn(plan: Plan) -> None:
    further = edition(
        with_cells(NEXT, cell("RPE30.1"), cell("RPE30.2"), without="RPE12.1 RPE12.2"),
        "2028.1",
        replaced("moved", "RPE12", "RPE30"),
    )
    before = plan.snapshot()
    do(plan, edits.adopt_edition, further, LATER)
    after = plan.snapshot()
    nothing_dropped(before, after, further)
    assert uses(after)["RPE30.1"] == uses(before)["RPE02.1"]


def test_a_suspicion_goes_along_with_a_moved_cell(plan: Plan) -> None:
    first = edition(with_cells(BASE, raised(BASE.cells["RPE01.1"])), "2")
    do(plan, edits.adopt_edition, first, LATER)
    moved = [cell("RPE40.1")._replace(meaning=2), cell("RPE40.2")]
    second = edition(
        with_cells(first, *moved, without="RPE01.1 RPE01.2"), "3", replaced("moved", "RPE01", "RPE40")
    )
    do(plan, edits.adopt_edition, second, "2027-06-01")
    found = evaluate(second, plan.snapshot(), as_of="2027-06-01", today="2027-06-01")
    standing = found.systems[next(each.id for each in found.snapshot.systems if each.name == "A")].cells
    assert standing["RPE40.1"].flags == ("suspect",)
    assert standing["RPE40.1"].standing
    assert standing["RPE40.1"].standing.suspect
    assert standing["RPE40.1"].standing.suspect.since == LATER


def test_what_a_unique_key_allows_only_once_stays_where_it_was(plan: Plan) -> None:
    onto = edition(with_cells(BASE, without="RPE02.1"), "2", replaced("moved", "RPE02.1", "RPE01.1"))
    before = plan.snapshot()
    entry = do(plan, edits.adopt_edition, onto, LATER)
    after = plan.snapshot()
    nothing_dropped(before, after, onto)
    assert "contribution of RPE02.1" in entry.summary
    left = uses(after)["RPE02.1"]
    assert left == {"contribution": 1, "waypoint target": 1, "expected day": 1, "estimate": 1}
    assert uses(after)["RPE01.1"]["statement"] == 4


def test_a_newer_edition_than_the_programs_is_refused(plan: Plan) -> None:
    do(plan, edits.adopt_edition, NEXT, LATER)
    with pytest.raises(WrongCall, match="newest te-planner"):
        do(plan, edits.adopt_edition, edition(BASE, "other"), LATER)


def without_editions(tx: Transaction) -> str:
    """As a plan of the first schema is after its migration."""
    for row in tx.session.exec(tables.Edition.__table__.select()).all():  # type: ignore[attr-defined]
        tx.delete(tx.session.get_one(tables.Edition, row.id))
    return "Forget the editions"


def test_a_plan_without_kept_texts_is_carried_over_as_of_meaning_one(plan: Plan) -> None:
    do(plan, without_editions)
    before = plan.snapshot()
    assert not recorded(plan, before, NEXT).kept
    do(plan, edits.adopt_edition, NEXT, LATER)
    after = plan.snapshot()
    nothing_dropped(before, after, NEXT)
    assert uses(after)["RPE12.1"] == uses(before)["RPE02.1"]
    assert {each.cell for each in after.meaning_changes} >= {"RPE01.2", "RPE13.1", "RPE14.2"}


def test_a_suspect_statement_is_confirmed_once(plan: Plan) -> None:
    ids = {each.cell: each.id for each in plan.snapshot().statements if each.system_id}
    with pytest.raises(WrongCall, match="nothing to confirm"):
        do(plan, edits.confirm_meaning, NEXT, LATER, statement=ids["RPE01.2"])
    do(plan, edits.adopt_edition, NEXT, LATER)
    do(plan, edits.confirm_meaning, NEXT, "2027-04-01", statement=ids["RPE01.2"])
    row = next(each for each in plan.snapshot().statements if each.id == ids["RPE01.2"])
    assert (row.meaning, row.confirmed_meaning, row.confirmed_day, row.confirmed_by) == (
        1,
        2,
        "2027-04-01",
        "ann",
    )
    for other in ("RPE01.2", "RPE01.1"):
        with pytest.raises(WrongCall, match="nothing to confirm"):
            do(plan, edits.confirm_meaning, NEXT, "2027-05-01", statement=ids[other])


FATES = st.sampled_from(["same", "reworded", "raised", "moved", "split", "merged", "retired", "gone"])


@st.composite
def next_editions(draw: st.DrawFn, road: Roadmap, version: str, free: int) -> Roadmap:
    """Any further edition in which rows of enablers meet any fate; new rows are numbered from `free`."""
    numbers = iter(range(free, 99))
    rows = [ref for ref in road.rows if ref.startswith("RPE")]
    fates = {row: draw(FATES) for row in rows}
    made: list[Cell] = []

    def successor(row: str) -> str:
        ref = f"RPE{next(numbers)}"
        made.extend(each._replace(ref=f"{ref}.{each.stage}", row=ref) for each in road.rows[row].cells)
        return ref

    merged = [row for row in rows if fates[row] == "merged"]
    changes = [replaced("moved", row, successor(row)) for row in rows if fates[row] == "moved"]
    changes += [
        replaced("split", row, f"{successor(row)} {successor(row)}") for row in rows if fates[row] == "split"
    ]
    changes += [replaced("retired", row) for row in rows if fates[row] == "retired"]
    if len(merged) > 1:
        changes.append(replaced("merged", " ".join(merged), successor(merged[0])))
    for each in [each for row in rows for each in road.rows[row].cells]:
        if fates[each.row] == "reworded":
            made.append(each._replace(text=f"{each.text}, said better"))
        elif fates[each.row] == "raised":
            made.append(raised(each, f"{each.text}, and more"))
    stay = ("same", "reworded", "raised")
    gone = [each.ref for row in rows if fates[row] not in stay for each in road.rows[row].cells]
    return edition(with_cells(road, *made, without=" ".join(gone)), version, *changes)


@given(data=st.data())
@tried(
    15,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
def test_any_further_editions_keep_every_answer(full: Path, data: st.DataObject) -> None:
    first = data.draw(next_editions(BASE, "2", 10))
    second = data.draw(next_editions(first, "3", 40))
    path = full.with_name("any.db")
    shutil.copy(full, path)
    with open_plan(path) as plan:
        before = plan.snapshot()
        if data.draw(st.booleans()):
            do(plan, edits.adopt_edition, first, LATER)
            nothing_dropped(before, plan.snapshot(), first)
        middle = plan.snapshot()
        do(plan, edits.adopt_edition, second, "2027-06-01")
        after = plan.snapshot()
        nothing_dropped(middle, after, second)
        found = evaluate(second, after, as_of="2027-06-01", today="2027-06-01")
        for system in found.systems.values():
            assert system.strict_stage <= system.stage
        undo(plan, today="2027-06-01", who="ann")
        assert same_but_for_the_journal(middle, plan.snapshot())


def test_an_example_plan_keeps_every_answer(tmp_path: Path) -> None:
    road = real_roadmap()
    path = copied("harborview", tmp_path)
    with open_plan(path) as plan:
        before = plan.snapshot()
        named = uses(before)
        rows = list(
            dict.fromkeys(ref[:5] for ref, each in named.items() if ref[2] == "E" and "statement" in each)
        )
        moved, split, one, other, retired, better, other_meaning = rows[:7]
        track = {row: row[:3] for row in rows}

        def renamed(row: str, new: str) -> list[Any]:
            return [each._replace(ref=f"{new}.{each.stage}", row=new) for each in road.rows[row].cells]

        gone = [each.ref for row in (moved, split, one, other, retired) for each in road.rows[row].cells]
        new = {
            "moved": f"{track[moved]}90",
            "left": f"{track[split]}91",
            "right": f"{track[split]}92",
            "merged": f"{track[one]}93",
        }
        further = edition(
            with_cells(
                road,
                *renamed(moved, new["moved"]),
                *renamed(split, new["left"]),
                *renamed(split, new["right"]),
                *renamed(one, new["merged"]),
                *(each._replace(text="Said better.") for each in road.rows[better].cells),
                *(raised(each) for each in road.rows[other_meaning].cells),
                without=" ".join(gone),
            ),
            "2027.1",
            replaced("moved", moved, new["moved"]),
            replaced("split", split, f"{new['left']} {new['right']}"),
            replaced("merged", f"{one} {other}", new["merged"]),
            replaced("retired", retired),
        )
        do(plan, edits.adopt_edition, further, LATER)
        after = plan.snapshot()
        nothing_dropped(before, after, further)
        assert len(after.statements) > len(before.statements)
        undo(plan, today=LATER, who="ann")
        assert same_but_for_the_journal(before, plan.snapshot())
        old, again = (evaluate(road, each, as_of=TODAY, today=TODAY) for each in (before, plan.snapshot()))
        assert old.systems == again.systems

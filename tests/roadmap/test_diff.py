"""What another edition says otherwise."""

from support.editions import edition, raised, replaced, with_cells
from support.small import cell, roadmap
from te_planner.roadmap.diff import NOT_HERE, compare, counts, said_before, texts_not_kept
from te_planner.roadmap.texts import texts_of

OLD = roadmap(*(cell(f"RPE{number:02}.1") for number in range(1, 10)))
NEW = edition(
    with_cells(
        OLD,
        OLD.cells["RPE02.1"]._replace(text="said better"),
        raised(OLD.cells["RPE03.1"]),
        *(cell(f"RPE{number}.1") for number in (14, 15, 16, 17, 20)),
        without="RPE04.1 RPE05.1 RPE06.1 RPE07.1 RPE08.1 RPE09.1",
    ),
    "2",
    replaced("moved", "RPE04", "RPE14"),
    replaced("split", "RPE05.1", "RPE15.1 RPE16.1"),
    replaced("merged", "RPE06.1 RPE07.1", "RPE17.1"),
    replaced("retired", "RPE08"),
)


def test_each_cell_is_told_once_and_by_its_kind() -> None:
    found = compare(texts_of(OLD), "test", NEW)
    assert [(each.kind, each.old, each.new) for each in found] == [
        ("same", "RPE01.1", "RPE01.1"),
        ("reworded", "RPE02.1", "RPE02.1"),
        ("meaning changed", "RPE03.1", "RPE03.1"),
        ("moved", "RPE04.1", "RPE14.1"),
        ("split", "RPE05.1", "RPE15.1"),
        ("split", "RPE05.1", "RPE16.1"),
        ("merged", "RPE06.1", "RPE17.1"),
        ("merged", "RPE07.1", "RPE17.1"),
        ("retired", "RPE08.1", ""),
        ("retired", "RPE09.1", ""),
        ("new", "", "RPE20.1"),
    ]
    assert [each.old for each in found if each.other_meaning] == ["RPE03.1", "RPE05.1", "RPE05.1"]
    assert [each.why for each in found if each.kind == "retired"] == ["because it was retired", NOT_HERE]
    assert counts(found) == {
        "same": 1, "reworded": 1, "meaning changed": 1, "moved": 1, "split": 1, "merged": 2, "retired": 2,
        "new": 1,
    }  # fmt: skip


def test_both_texts_and_titles_are_there() -> None:
    found = {each.old: each for each in compare(texts_of(OLD), "test", NEW)}
    moved = found["RPE04.1"]
    assert moved.before
    assert moved.after
    assert (moved.before.text, moved.after.text) == ("text of RPE04.1", "text of RPE14.1")
    assert (moved.before.title, moved.after.title) == ("Row RPE04", "Row RPE14")


def test_a_moved_cell_that_asks_for_more_is_of_another_meaning() -> None:
    new = edition(
        with_cells(OLD, cell("RPE14.1")._replace(meaning=2), without="RPE04.1"),
        "2",
        replaced("moved", "RPE04", "RPE14"),
    )
    (moved,) = [each for each in compare(texts_of(OLD), "test", new) if each.kind == "moved"]
    assert moved.other_meaning


def test_without_kept_texts_nothing_is_called_reworded() -> None:
    found = compare(texts_not_kept(NEW, ["RPE04.1", "RPE05.1", "RPE77.1"]), "", NEW)
    kinds = {each.old: each.kind for each in found}
    assert kinds["RPE02.1"] == "same"
    assert kinds["RPE03.1"] == "meaning changed"
    assert kinds["RPE04.1"] == "moved"
    assert kinds["RPE05.1"] == "split"
    assert kinds["RPE77.1"] == "retired"
    assert not [each for each in found if each.new in ("RPE14.1", "RPE15.1") and each.kind == "new"]


def test_the_earlier_text_is_found_under_the_earlier_reference() -> None:
    kept = [texts_of(NEW), texts_of(OLD)]
    changes = NEW.parts.changes
    assert said_before("RPE03.1", 1, kept, changes) == ("RPE03.1", texts_of(OLD)["RPE03.1"])
    assert said_before("RPE15.1", 0, kept, changes) == ("RPE05.1", texts_of(OLD)["RPE05.1"])
    assert said_before("RPE01.1", 7, kept, changes) is None

"""A plan cut off at each page, or with bytes changed at random: refused, or its figures are as they were."""

from pathlib import Path
from random import Random

import pytest

from faults.conftest import Told, tries
from support.calling import Run
from support.plans import copied
from te_planner.errors import Unreadable
from te_planner.plan.snapshot import Snapshot
from te_planner.plan.store import open_plan

PAGE = 4096


@pytest.fixture
def whole(tmp_path: Path) -> tuple[bytes, Snapshot]:
    path = copied("harborview", tmp_path)
    with open_plan(path) as plan:
        return path.read_bytes(), plan.snapshot()


def looked_at(path: Path, content: bytes, as_was: Snapshot) -> str:
    """How a file with this content ends: refused, or the same; anything else is a loss."""
    path.write_bytes(content)
    try:
        with open_plan(path) as plan:
            found = plan.snapshot()
    except Unreadable as error:
        assert str(path) in str(error)
        return "refused"
    return "the_same" if found == as_was else "wrong"


def test_a_file_that_was_cut_off_is_refused(
    tmp_path: Path, told: Told, whole: tuple[bytes, Snapshot]
) -> None:
    content, as_was = whole
    path = tmp_path / "cut.db"
    sizes = [*range(0, len(content), PAGE), *(each - 100 for each in range(PAGE, len(content), PAGE * 10))]
    ends = [looked_at(path, content[:size], as_was) for size in sizes]
    told("file cut off", len(ends), ends.count("wrong"), refused=ends.count("refused"))
    assert set(ends) == {"refused"}


def test_a_file_with_changed_bytes_never_gives_other_figures(
    tmp_path: Path, told: Told, whole: tuple[bytes, Snapshot]
) -> None:
    content, as_was = whole
    random, path, ends = Random(20261124), tmp_path / "changed.db", []
    for _ in range(tries(400, 5000)):
        changed = bytearray(content)
        for _ in range(random.choice((1, 1, 3, 40))):
            changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
        ends.append(looked_at(path, bytes(changed), as_was))
    told(
        "bytes changed at random",
        len(ends),
        ends.count("wrong"),
        refused=ends.count("refused"),
        the_same=ends.count("the_same"),
    )
    assert "wrong" not in ends


def test_a_text_that_was_changed_in_place_is_not_shown(
    tmp_path: Path, run: Run, whole: tuple[bytes, Snapshot]
) -> None:
    content, _ = whole
    path = tmp_path / "changed.db"
    path.write_bytes(content.replace(b"Harborview", b"Harbourbad"))
    done = run("status", "-p", str(path))
    assert done.code == 3
    assert "checksum" in done.err
    assert "te-planner repair" in done.err

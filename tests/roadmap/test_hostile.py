"""YAML that means harm, or was spoilt: a clear message that names the file, soon and in bounded memory."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from te_planner.errors import Unreadable
from te_planner.roadmap.block import RoadmapInvalid
from te_planner.roadmap.compiled import NAME
from te_planner.roadmap.files import LARGEST, data_folder
from te_planner.roadmap.loader import load_roadmap

POSIX = os.name == "posix"
MEGABYTES = 600
"""What a process may have of address space: the interpreter with its libraries takes a fraction of it."""

BOMB = b"a: &a [x, x]\n" + b"".join(
    b"%c: &%c [%s]\n" % (name, name, b", ".join([b"*%c" % (name - 1)] * 9)) for name in range(98, 110)
)

SPOILT = {
    "an alias bomb": (BOMB, "an alias"),
    "an anchor within itself": (b"a: &a [*a]\n", "an alias"),
    "100000 lists within one another": (b"a: " + b"[" * 100_000, "levels deep"),
    "100000 mappings within one another": (b"{a: " * 100_000, "levels deep"),
    "a file of nothing but lists": (b"a: [" + b"[]," * 300_000 + b"]", "keys, values and lists"),
    "UTF-16": ("track: RP\n".encode("utf-16"), "not UTF-8"),
    "UTF-16 without its mark": ("track: RP\n".encode("utf-16-le"), "control characters"),
    "Latin-1": ("track: Bogotá\n".encode("latin-1"), "byte 13 is not UTF-8"),
    "a NUL": (b"track: R\0P\n", "control characters"),
    "a key that stands twice": (b"track: RP\nrows: []\ntrack: RP\n", "'track' stands twice, again in line 3"),
    "a key that stands twice below": (b"rows:\n- {ref: A, ref: B}\n", "'ref' stands twice"),
    "a tag that calls": (b"track: !!python/object/apply:os.system ['true']\n", "line 1: a tag"),
    "a tag that names": (b"rows: []\ntrack: !!python/name:os.system\n", "line 2: a tag"),
    "a tag of nobody": (b"track: !x RP\n", "line 1: a tag"),
    "a number of a million digits": (b"track: " + b"9" * 900_000, "'track' is '999"),
    "a number of base 60": (b"track: 9" + b":59" * 300_000, "'track' is '9:59"),
    "a hexadecimal number": (b"track: 0x" + b"f" * 900_000, "'track' is '0xfff"),
    "a list as a key": (b"? [a, b]\n: 1\n", "line 1 is a list or mapping, not a word"),
    "nothing as a key": (b"track: RP\n? \n: 1\n", "line 2 is '', not a word"),
    "a truth as a key": (b"yes: 1\n", "'yes', not a word"),
    "a day as a key": (b"2026-11-24: 1\n", "'2026-11-24', not a word"),
    "a merge": (b"<<: {track: RP}\n", "'<<', not a word"),
    "a number as a key": (b"1: a\n", "unknown key 1"),
    "a day in no calendar": (b"track: 2026-02-31\n", "day is out of range"),
    "a tab": (b"track:\n\tRP: 1\n", "cannot start any token"),
    "two documents": (b"track: RP\n---\nrows: []\n", "a single document"),
    "an empty file": (b"", "no mapping at the top"),
    "a list at the top": (b"- a\n", "no mapping at the top"),
    "a text at the top": (b"x" * 900_000, "no mapping at the top"),
    "half a surrogate": (b'track: "\\ud800"\n', "invalid Unicode"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped YAML to spoil."""
    copy = tmp_path / "roadmap"
    shutil.copytree(data_folder("roadmap"), copy, ignore=shutil.ignore_patterns(NAME))
    return copy


@pytest.mark.parametrize(("content", "said"), SPOILT.values(), ids=SPOILT)
def test_a_spoilt_file_is_named_with_what_is_wrong(folder: Path, content: bytes, said: str) -> None:
    (folder / "rp.yaml").write_bytes(content)
    with pytest.raises(RoadmapInvalid) as raised:
        load_roadmap(folder)
    message = "\n".join(map(str, raised.value.problems))
    assert message.startswith("rp.yaml")
    assert said in message
    assert len(str(raised.value)) < 2000


def test_the_mark_of_utf_8_is_no_fault(folder: Path) -> None:
    path = folder / "rp.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert load_roadmap(folder).rows["RPE01"]


@pytest.mark.parametrize("file", ["evidence.yaml", "measures.yaml"])
def test_a_number_as_a_cell_is_no_cell(folder: Path, file: str) -> None:
    path = folder / file
    path.write_text(path.read_text(encoding="utf-8") + "  7: []\n", encoding="utf-8")
    with pytest.raises(RoadmapInvalid) as raised:
        load_roadmap(folder)
    assert f"{file}:" in str(raised.value)
    assert "7: no such cell" in "\n".join(map(str, raised.value.problems))


def limited(folder: Path) -> subprocess.CompletedProcess[str]:
    """Load the folder in a process of its own, which may have so much memory and no more."""
    code = f"""
import sys
from pathlib import Path
if {POSIX}:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, ({MEGABYTES << 20}, {MEGABYTES << 20}))
from te_planner.errors import Unreadable
from te_planner.roadmap.loader import load_roadmap
try:
    load_roadmap(Path(sys.argv[1]))
except Unreadable as error:
    sys.exit(str(error))
"""
    return subprocess.run(
        [sys.executable, "-c", code, str(folder)], capture_output=True, encoding="utf-8", timeout=120,
        check=False, env=dict(os.environ, PYTHONUTF8="1"),
    )  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        b"track: " + b"x" * 50_000_000,
        b"track: RP\n" * 5_000_000,
        b"a: [" + b"[]," * 332_000 + b"]",
        b"".join(b"k%d: [{}]\n" % number for number in range(14_000)),
        BOMB,
    ],
    ids=["50 MB of one string", "a 50 MB file", "as many lists as go in", "as much as is let in", "a bomb"],
)
def test_memory_is_bounded(folder: Path, content: bytes) -> None:
    (folder / "rp.yaml").write_bytes(content)
    done = limited(folder)
    assert done.returncode == 1
    assert "rp.yaml" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_sound_roadmap_loads_in_that_memory(folder: Path) -> None:
    assert limited(folder).returncode == 0


def test_a_file_is_measured_before_it_is_read(folder: Path) -> None:
    with (folder / "rp.yaml").open("wb") as file:
        file.truncate(50 << 30)  # of which the disk holds nothing
    done = limited(folder)
    assert done.returncode == 1
    assert f"more than the {LARGEST:,} allowed" in done.stderr


def test_a_folder_in_place_of_a_file_is_told(folder: Path) -> None:
    (folder / "rp.yaml").unlink()
    (folder / "rp.yaml").mkdir()
    with pytest.raises(Unreadable, match=r"rp\.yaml: it is a folder"):
        load_roadmap(folder)


def test_a_missing_file_is_told(folder: Path) -> None:
    (folder / "rp.yaml").unlink()
    with pytest.raises(Unreadable, match=r"rp\.yaml: No such file"):
        load_roadmap(folder)


@pytest.mark.skipif(not POSIX, reason="Windows has no such pipes in folders")
@pytest.mark.parametrize("name", ["rp.yaml", NAME])
def test_a_pipe_in_place_of_a_file_keeps_nobody_waiting(folder: Path, name: str) -> None:
    (folder / name).unlink(missing_ok=True)
    os.mkfifo(folder / name)
    done = limited(folder)
    if name == NAME:
        assert done.returncode == 0  # the YAML is read instead
    else:
        assert done.returncode == 1
        assert "rp.yaml: it is a pipe" in done.stderr


@pytest.mark.parametrize("spoilt", [b"[" * 1_000_000, b"\xff\xfe", b"9" * 1_000_000])
def test_a_hostile_compiled_form_is_made_anew(folder: Path, spoilt: bytes) -> None:
    (folder / NAME).write_bytes(spoilt)
    assert load_roadmap(folder).rows["RPE01"]
    assert (folder / NAME).read_bytes() != spoilt

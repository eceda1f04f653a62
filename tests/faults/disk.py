"""A disk that fails, or that remembers: SQLite's own file calls, caught in this process through its VFS.

The file methods of SQLite's default VFS are replaced by ones that ask a `Disk` first. So a failure comes from
where a real disk's would come, below SQLite, and what SQLite asks to be synced is what is written down. It
works where Python's sqlite3 module and its library can be found by ctypes (Linux, most of macOS).
"""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

FULL, READONLY, IO_WRITE, IO_SYNC, IO_FOLDER_SYNC, IO_TRUNCATE, IO_DELETE = 13, 8, 778, 1034, 1290, 1546, 2570
FAULTS = {
    "disk full": {"write": FULL, "sync": FULL, "truncate": FULL, "delete": FULL},
    "I/O error": {"write": IO_WRITE, "sync": IO_WRITE, "truncate": IO_TRUNCATE, "delete": IO_DELETE},
    "fsync error": {"sync": IO_SYNC},
    "read-only": {"write": READONLY, "truncate": READONLY, "delete": READONLY},
    "folder's fsync error": {"delete": IO_FOLDER_SYNC},
}
LATE = (IO_FOLDER_SYNC,)
"""Errors that come after the deed: the file is gone, and only its folder was not synced."""


# names are passed on as addresses: SQLite keeps more behind a name than its text
_open = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p
)
_delete = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
_write = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_int64)
_truncate = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int64)
_sync = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int)
_close = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p)


class _Vfs(ctypes.Structure):
    """The head of `sqlite3_vfs`."""

    _fields_ = (
        ("version", ctypes.c_int),
        ("file_size", ctypes.c_int),
        ("longest_path", ctypes.c_int),
        ("next", ctypes.c_void_p),
        ("name", ctypes.c_char_p),
        ("data", ctypes.c_void_p),
        # as addresses: a function read from a field goes on pointing at the field, whatever it holds later
        ("open", ctypes.c_void_p),
        ("delete", ctypes.c_void_p),
    )


class _Methods(ctypes.Structure):
    """`sqlite3_io_methods`: those that change a file by name, the rest as they are."""

    _fields_ = (
        ("version", ctypes.c_int),
        ("close", _close),
        ("read", ctypes.c_void_p),
        ("write", _write),
        ("truncate", _truncate),
        ("sync", _sync),
        ("rest", ctypes.c_void_p * 13),
    )


class Step(NamedTuple):
    """One thing that SQLite asked the disk to do; `offset` is the size for a truncation.

    `whole`: of a deletion, that the folder is to be synced as well.
    """

    kind: str
    path: Path
    offset: int = 0
    content: bytes = b""
    whole: bool = False


class Disk:
    """Counts the steps; from step `fails_at` on (0: never) it fails by `fault`, once or for good."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.fails_at, self.fault, self.for_good = 0, "I/O error", True
        self.count, self.failed = 0, 0

    def arm(self, at: int, fault: str, *, for_good: bool = True) -> None:
        self.fails_at, self.fault, self.for_good = at, fault, for_good
        self.count, self.failed = 0, 0
        self.steps.clear()

    def answer(self, step: Step) -> int:
        """SQLite's error code for the step, 0 where it is done."""
        code = FAULTS[self.fault].get(step.kind, 0)
        if code:
            self.count += 1
        due = self.count >= self.fails_at if self.for_good else self.count == self.fails_at
        if self.fails_at and code and due:
            self.failed += 1
            return code
        self.steps.append(step)
        return 0


def library() -> Any:
    """SQLite's library as Python's module loaded it; None where its VFS cannot be reached."""
    import _sqlite3

    try:
        found = ctypes.CDLL(_sqlite3.__file__)
        found.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
    except (OSError, AttributeError):
        return None
    return found


@contextmanager
def caught(folder: Path) -> Iterator[Disk]:
    """Within it, what SQLite does to the files of `folder` goes through the disk that is given."""
    vfs = library().sqlite3_vfs_find(None).contents
    disk = Disk()
    kept = vfs.open, vfs.delete
    real_open, real_delete = _open(kept[0]), _delete(kept[1])
    tables: dict[int, _Methods] = {}
    names: dict[int, Path] = {}
    inside = str(folder.resolve())

    def opened(this: int, name: int | None, file: int, flags: int, out: int) -> int:
        code: int = real_open(this, name, file, flags, out)
        if code == 0 and name and (text := ctypes.string_at(name).decode()).startswith(inside):
            names[file] = Path(text)
            place = ctypes.c_void_p.from_address(file)
            place.value = ctypes.addressof(tables.setdefault(place.value, _table(place.value)))
        return code

    def deleted(this: int, name: int, whole: int) -> int:
        text = ctypes.string_at(name).decode()
        if text.startswith(inside) and (path := Path(text)).exists():
            code = disk.answer(Step("delete", path, whole=bool(whole)))
            if code and code not in LATE:
                return code
            return real_delete(this, name, whole) or code
        done: int = real_delete(this, name, whole)
        return done

    def _table(address: int) -> _Methods:
        real = _Methods.from_address(address)
        made = _Methods.from_buffer_copy(real)

        def write(file: int, content: int, size: int, offset: int) -> int:
            data = ctypes.string_at(content, size)
            return disk.answer(Step("write", names[file], offset, data)) or real.write(
                file, content, size, offset
            )

        def truncate(file: int, size: int) -> int:
            return disk.answer(Step("truncate", names[file], size)) or real.truncate(file, size)

        def sync(file: int, flags: int) -> int:
            return disk.answer(Step("sync", names[file])) or real.sync(file, flags)

        made.write, made.truncate, made.sync = _write(write), _truncate(truncate), _sync(sync)
        return made

    ours = _open(opened), _delete(deleted)
    vfs.open, vfs.delete = (ctypes.cast(each, ctypes.c_void_p).value for each in ours)
    try:
        yield disk
    finally:
        vfs.open, vfs.delete = kept

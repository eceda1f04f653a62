"""The checksum of a plan's file: whether it is, byte by byte, what te-planner wrote last.

SQLite does not notice a bit that has turned over in a text, nor what another program has written. So each
transaction ends with the CRC-32 of the whole database in the header's `user_version`, and a plan is opened only
where it fits: no figure rests on a file that somebody or something has changed. It tells accidents and careless
hands, not forgery; that is what the chain of the journal and the heads on printed reports are for.

It costs reading the file once (6 MB: 10 ms), and saves SQLite's own checks at opening.
"""

import sqlite3
import zlib
from pathlib import Path

OURS = ((24, 28), (40, 44), (60, 64), (92, 100))
"""Bytes of the header that are not counted: the checksum itself, and what SQLite changes by itself.

The change counter, the schema's counter (a copy made by SQLite raises it), and who wrote last.
"""
HEAD = 100
PIECE = 1 << 20


def seal(connection: sqlite3.Connection) -> None:
    """Keep the checksum of what the transaction leaves; the last thing that it does."""
    content = connection.serialize()
    found = zlib.crc32(memoryview(content)[HEAD:], zlib.crc32(_counted(content[:HEAD])))
    # the header has a signed number
    connection.execute(f"PRAGMA user_version={found - (1 << 32) if found >= 1 << 31 else found}")


def fits(path: Path) -> bool:
    """Whether the file fits the checksum in it. Nobody may write meanwhile: hold a lock. Raises OSError."""
    with path.open("rb") as file:
        head = file.read(HEAD)
        found = zlib.crc32(_counted(head))
        while piece := file.read(PIECE):
            found = zlib.crc32(piece, found)
    return found == int.from_bytes(head[60:64], "big")


def header(path: Path) -> bytes:
    """What differs after each write by whatever program: the counter of changes, and the checksum."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    return head[24:28] + head[60:64] + head[92:96]


def _counted(head: bytes) -> bytes:
    counted = bytearray(head)
    for begin, end in OURS:
        counted[begin:end] = bytes(end - begin)
    return bytes(counted)

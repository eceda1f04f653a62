"""The checksum of a plan's file: whether it is, byte by byte, what te-planner wrote last.

SQLite does not notice a bit that has turned over in a text, nor what another program has written. So each
transaction ends with the CRC-32 of the whole database in the header's `user_version`, and a plan is opened
only where it fits: no figure rests on a file that somebody or something has changed. It tells accidents and
careless hands, not forgery; the chain of the journal and the heads on printed reports are for that.

Pages that nothing is in count as empty: SQLite leaves what stands in them to chance.

The bytes are read through SQLite, never from the file: closing a file of one's own would drop the locks
that SQLite holds on it. It takes 8 ms at 6 MB, a third of SQLite's own checks, which a file that fits does
without.
"""

import sqlite3
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

UNCOUNTED = ((24, 28), (40, 44), (60, 64), (92, 100))
"""Bytes of the header: the counter of changes, that of the schema (which a copy by SQLite raises), the
checksum itself, and who wrote last."""
HEAD = 100


def fits(connection: sqlite3.Connection) -> bool:
    """Whether the database fits the checksum in it, as the connection sees it."""
    content = connection.serialize()
    return _checksum(content) == int.from_bytes(content[60:64], "big")


def seal(link: sqlite3.Connection) -> None:
    """Keep the checksum of what the transaction leaves; the last thing that it does."""
    found = _checksum(link.serialize())
    # the header has a signed number
    link.execute(f"PRAGMA user_version={found - (1 << 32) if found >= 1 << 31 else found}")


def driver(link: "Connection") -> sqlite3.Connection:
    """The driver's own connection."""
    found = link.connection.driver_connection
    assert isinstance(found, sqlite3.Connection)  # noqa: S101  # the only driver there is
    return found


def _checksum(content: bytes) -> int:
    head = bytearray(content[:HEAD])
    for begin, end in UNCOUNTED:
        head[begin:end] = bytes(end - begin)
    found, place, size = zlib.crc32(head), HEAD, _page_size(content)
    whole = memoryview(content)
    for page in _unused(content):
        begin = (page - 1) * size
        found = zlib.crc32(bytes(size), zlib.crc32(whole[place:begin], found))
        place = begin + size
    return zlib.crc32(whole[place:], found)


def _page_size(content: bytes) -> int:
    size = int.from_bytes(content[16:18], "big")
    return 65536 if size == 1 else size


def _unused(content: bytes) -> list[int]:
    """The pages that nothing is in, by number.

    What stands in them is left to chance: SQLite need not write it, nor put it back when a transaction that
    used one of them comes to nothing.
    """
    size, trunk = _page_size(content), int.from_bytes(content[32:36], "big")
    seen, unused = set[int](), set[int]()
    while size and trunk and trunk not in seen and trunk * size <= len(content):
        seen.add(trunk)
        page = content[(trunk - 1) * size : trunk * size]
        count = min(int.from_bytes(page[4:8], "big"), size // 4 - 2)
        unused |= {int.from_bytes(page[at : at + 4], "big") for at in range(8, 8 + 4 * count, 4)}
        trunk = int.from_bytes(page[:4], "big")
    return sorted(each for each in unused if each > 1 and each * size <= len(content))

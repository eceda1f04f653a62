"""The keys of rows: UUIDs, so that two copies of a plan can be merged."""

import os

VERSION = bytes(0x40 | each & 0x0F for each in range(256))
VARIANT = bytes(0x80 | each & 0x3F for each in range(256))
"""What makes a random byte one of a UUID of version 4."""


def new_key() -> str:
    """A random UUID (version 4)."""
    return new_keys(1)[0]


def new_keys(count: int) -> list[str]:
    """So many of them: made by `uuid` they would take a fifth of an import's writing."""
    drawn = bytearray(os.urandom(16 * count))
    drawn[6::16] = drawn[6::16].translate(VERSION)
    drawn[8::16] = drawn[8::16].translate(VARIANT)
    signs = drawn.hex()
    keys = (signs[at : at + 32] for at in range(0, len(signs), 32))
    return [f"{key[:8]}-{key[8:12]}-{key[12:16]}-{key[16:20]}-{key[20:]}" for key in keys]

"""The keys of rows: UUIDs, so that two copies of a plan can be merged."""

import os

VARIANT = dict(zip("0123456789abcdef", "89ab" * 4, strict=True))


def new_key() -> str:
    """A random UUID (version 4)."""
    return new_keys(1)[0]


def new_keys(count: int) -> list[str]:
    """So many of them: made by `uuid` they would take a fifth of an import's writing."""
    signs = os.urandom(16 * count).hex()
    return [
        f"{key[:8]}-{key[8:12]}-4{key[13:16]}-{VARIANT[key[16]]}{key[17:20]}-{key[20:]}"
        for key in (signs[at : at + 32] for at in range(0, len(signs), 32))
    ]

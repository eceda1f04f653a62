"""What a call of the command line came to."""

from collections.abc import Callable
from typing import NamedTuple


class Ran(NamedTuple):
    """What a call came to."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]

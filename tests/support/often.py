"""How often a law is tried: on a third of its examples usually, on all of them with TE_TESTS=long."""

import os
from typing import Any

from hypothesis import settings

LONG = "long"
SHARE = 3
FEWEST = 5
"""The first examples are the plainest ones, so that fewer would try nothing."""


def tried(examples: int, **more: Any) -> settings:
    """Settings of a law by the examples of a long run; other examples each time, without a time limit."""
    if os.environ.get("TE_TESTS") != LONG:
        examples = max(examples // SHARE, FEWEST)
    return settings(max_examples=examples, deadline=None, **more)

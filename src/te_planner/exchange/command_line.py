"""A command line as it is typed: each word quoted so that the shell takes it for what it is."""

import os
import shlex
from collections.abc import Sequence

from te_planner.exchange.safe_text import one_line


def command_line(words: Sequence[str], *, windows: bool = os.name == "nt") -> str:
    """The words on one line, quoted for a POSIX shell, or for Windows."""
    safe = [one_line(word) for word in words]
    if not windows:
        return shlex.join(safe)
    import subprocess  # only its quoting is used

    return subprocess.list2cmdline(safe)

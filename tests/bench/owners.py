"""Whose time it is: Python's, a library's or our own, from what Python's own profilers tell."""

import re
import sys
import sysconfig
from collections import Counter
from pathlib import Path
from pstats import Stats

OURS, PYTHON, IMPORTING, WAITING = "te-planner", "Python's library", "Python, importing", "waiting"
LIBRARIES = ("textual", "rich", "sqlalchemy", "sqlmodel", "pydantic", "alembic", "yaml")
OTHER = "other libraries"
WAITS = re.compile(r"select\.(e?poll|select|kqueue)|method '(poll|control|acquire)' of")
IMPORTED = re.compile(r"import time:\s+(\d+) \|\s+\d+ \|\s*(\S+)")


def of_module(name: str) -> str:
    """The owner of an imported module."""
    top = name.partition(".")[0]
    if top == "te_planner":
        return OURS
    if top in sys.stdlib_module_names:
        return PYTHON
    found = {"pydantic_core": "pydantic"}.get(top, top)
    return found if found in LIBRARIES else OTHER


def of_file(path: str) -> str:
    """The owner of a function, by where its code is."""
    parts = Path(path).parts
    if "te_planner" in parts:
        return OURS
    if "site-packages" in parts:
        return of_module(parts[parts.index("site-packages") + 1])
    if path.startswith("<frozen importlib"):
        return IMPORTING
    if path.startswith((sysconfig.get_paths()["stdlib"], "<frozen")):
        return PYTHON
    return OTHER


def imports(told: str) -> Counter[str]:
    """Milliseconds of each owner's imports, from what `python -X importtime` told."""
    found: Counter[str] = Counter()
    for microseconds, name in IMPORTED.findall(told):
        found[of_module(name)] += int(microseconds) / 1000
    return found


def running(stats: Stats) -> Counter[str]:
    """Milliseconds of each owner, from a profile. What C code takes belongs to whoever called it."""
    found: Counter[str] = Counter()
    for (path, _, name), (_, _, own, _, callers) in stats.stats.items():  # type: ignore[attr-defined]
        if path != "~":
            found[of_file(path)] += own * 1000
        elif WAITS.search(name):
            found[WAITING] += own * 1000
        else:
            for (caller, _, _), (_, _, part, _) in callers.items():
                found[OTHER if caller == "~" else of_file(caller)] += part * 1000
    return found

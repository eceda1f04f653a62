"""The machine of a run, and the versions of all that was measured on it."""

import os
import platform
import re
import sqlite3
from datetime import date
from importlib.metadata import version
from pathlib import Path

from rivals import RIVALS

LIBRARIES = ("textual", "sqlmodel", "sqlalchemy", "openpyxl")


def described() -> dict[str, str]:
    """By name, in the order in which it is told; to be asked before anything is measured."""
    return {
        "day": date.today().isoformat(),  # noqa: DTZ011  # the day here
        "te-planner": version("te-planner"),
        "processor": f"{processor()}, {os.cpu_count()} cores",
        "memory": memory(),
        "other load": other_load(),
        "system": system(),
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
        **{name: version(name) for name in LIBRARIES},
        **{each.name: each.version() or f"not there: {each.install}" for each in RIVALS},
    }


def processor() -> str:
    found = re.search(r"^model name\s*: (.+)$", _read("/proc/cpuinfo"), re.MULTILINE)
    return found[1] if found else platform.processor() or platform.machine()


def memory() -> str:
    found = re.search(r"^MemTotal:\s+(\d+) kB$", _read("/proc/meminfo"), re.MULTILINE)
    return f"{int(found[1]) / 2**20:.0f} GiB" if found else "unknown"


def other_load() -> str:
    """How many processes wanted to run in the minute before; 0 is a quiet machine."""
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


def system() -> str:
    try:
        kernel = ".".join(platform.release().split(".")[:2])
        return f"{platform.freedesktop_os_release()['PRETTY_NAME']}, kernel {kernel}"
    except (OSError, AttributeError):
        return platform.platform()


def _read(path: str) -> str:
    return Path(path).read_text(encoding="utf-8") if Path(path).exists() else ""

"""A plan's file changed by hand, as by another program; and its checksum put right, as by a forger."""

import sqlite3
from pathlib import Path

from te_planner.plan.checksum import driver, seal
from te_planner.plan.orm import engine_for


def meddle(path: Path, *changes: str) -> None:
    """Change rows by hand: the file no longer fits its checksum."""
    link = sqlite3.connect(path)
    for each in changes:
        link.execute(each)
    link.commit()
    link.close()


def resealed(path: Path) -> Path:
    """Put the checksum right, so that the other guards are seen at work."""
    engine = engine_for(path)
    with engine.begin() as link:
        seal(driver(link))
    engine.dispose()
    return path

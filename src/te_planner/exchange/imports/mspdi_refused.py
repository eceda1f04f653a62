"""What is handed in as a schedule and is none, with what to do about it."""

from collections.abc import Mapping

from te_planner.errors import Unreadable

ASK = "In MS Project: File, Save As, XML Format (*.xml)."


class Refused(Exception):
    """What ends the reading; its text says why."""


def refuse_root(name: str, attributes: Mapping[str, str]) -> None:
    """What begins otherwise than a schedule, with what to do where it is known. Raises Refused."""
    if name == "APIBusinessObjects":
        raise Refused("this is Primavera's own XML. Export it as Microsoft Project XML.")
    if name == "project" and "view-date" in attributes:
        raise Refused("this is GanttProject's own file. Export it as Microsoft Project XML.")
    if name == "Workbook":
        raise Refused("this is a workbook of Excel 2003 in XML. Save it as .xlsx.")
    if name != "Project":
        raise Refused(f"this is no MS Project XML: it begins with <{name[:40]}>.\n{ASK}")


def refuse_start(file: str, start: bytes) -> None:
    """What another kind of file begins with. Raises Unreadable."""
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(f"{file} is a binary MS Project or Office file. Save it as XML.\n{ASK}")
    if start.startswith((b"PK", b"ERMHDR", b"MPX,")) or not start.strip():
        raise Unreadable(f"{file} is no XML. Hand in the schedule as MS Project XML.\n{ASK}")

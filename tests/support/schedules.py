"""Small schedules as MS Project XML, in the shapes in which different programs write them."""

import io
from typing import Any
from xml.sax.saxutils import escape

NAMESPACE = ' xmlns="http://schemas.microsoft.com/project"'
HEADER = {
    "SaveVersion": "14", "Name": "grid.xml", "Title": "Grid programme", "GUID": "26172537-DBD2-E811",
    "LastSaved": "2026-11-02T14:39:00", "CalendarUID": "1", "MinutesPerDay": "480", "MinutesPerWeek": "2400",
}  # fmt: skip


def task(uid: int | None, name: str, level: int | None = 2, **fields: Any) -> str:
    """A task. `links`: text of its predecessors; day fields as `2027-03-01`."""
    links, baselines = fields.pop("links", ""), fields.pop("baselines", "")
    known: dict[str, Any] = {"UID": uid, "ID": uid, "Name": name, "OutlineLevel": level, **fields}
    return f"<Task>{_fields(known)}{baselines}{links}</Task>"


def link(uid: int, kind: int | None = 1, **fields: Any) -> str:
    return f"<PredecessorLink>{_fields({'PredecessorUID': uid, 'Type': kind, **fields})}</PredecessorLink>"


def baseline(number: int, finish: str) -> str:
    return f"<Baseline>{_fields({'Number': number, 'Finish': finish})}</Baseline>"


def schedule(
    *tasks: str, header: dict[str, Any] | None = None, rest: str = "", space: str = NAMESPACE
) -> str:
    """The whole file."""
    top = _fields(HEADER if header is None else header)
    return f'<?xml version="1.0"?>\n<Project{space}>{top}<Tasks>{"".join(tasks)}</Tasks>{rest}</Project>'


def stored(text: str | bytes) -> io.BytesIO:
    """As a file holds it."""
    return io.BytesIO(text if isinstance(text, bytes) else text.encode())


def _fields(values: dict[str, Any]) -> str:
    return "".join(
        f"<{name}>{escape(_time(name, str(value)))}</{name}>"
        for name, value in values.items()
        if value is not None
    )


def _time(name: str, value: str) -> str:
    hour = "08:00:00" if "Start" in name else "17:00:00"
    return f"{value}T{hour}" if len(value) == 10 and value[4:5] == value[7:8] == "-" else value

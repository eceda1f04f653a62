"""The rows of a run as one table: for a terminal, for the docs, as JSON; and beside an earlier run."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from measuring import Row, Spread

BEGIN, END = "<!-- table: made by make bench -->", "<!-- end of the table -->"
HEAD = ("measure", "projects", "min / med / max", "beside", "min / med / max", "ratio", "goal", "")
MOVED = 0.1
"""A ratio that is so much (as a part) off the earlier one is said to have moved."""


def fields(row: Row) -> tuple[str, ...]:
    """A row's fields as text, as `HEAD` names them."""
    unit = "" if row.unit == "ms" else f" {row.unit}"
    ratio = "–" if row.ratio is None else f"{row.ratio:.2f}"
    goal = "" if row.goal is None else f"≤ {row.goal:g}"
    end = {True: "met", False: "MISSED", None: ""}[row.met]
    return (
        row.measure,
        f"{row.projects:,}" if row.projects else "",
        figures(row.ours) + unit,
        row.beside,
        figures(row.theirs) + unit if row.theirs else "",
        ratio,
        goal,
        ", ".join(filter(None, (end, row.note))),
    )


def figures(each: Spread) -> str:
    return " / ".join(f"{value:,.0f}" if value >= 100 else f"{value:.1f}" for value in each)


def as_text(rows: Sequence[Row]) -> str:
    """For a terminal, in columns. Milliseconds, where no other unit is said."""
    lines = [HEAD, *map(fields, rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    right = (1, 2, 4, 5)
    return "\n".join(
        "  ".join(
            text.rjust(width) if place in right else text.ljust(width)
            for place, (text, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def as_markdown(rows: Sequence[Row]) -> str:
    rule = "| --- | ---: | ---: | --- | ---: | ---: | --- | --- |"
    lines = [f"| {' | '.join(HEAD)} |", rule]
    return "\n".join([*lines, *(f"| {' | '.join(fields(row))} |" for row in rows)])


def as_json(rows: Sequence[Row], machine: dict[str, str]) -> dict[str, Any]:
    def plain(row: Row) -> dict[str, Any]:
        found = row._asdict() | {"ours": row.ours._asdict(), "ratio": row.ratio, "met": row.met}
        return found | {"theirs": row.theirs._asdict() if row.theirs else None}

    return {"machine": machine, "measured": [plain(row) for row in rows]}


def compared(rows: Sequence[Row], earlier: dict[str, Any]) -> str:
    """What moved since an earlier run (its JSON): ratios, for absolute times belong to their machine."""
    known = {(each["measure"], each["projects"], each["beside"]): each for each in earlier["measured"]}
    lines = []
    for row in rows:
        old = known.pop((row.measure, row.projects, row.beside), None)
        name = f"{row.measure}{f', {row.projects:,} projects' if row.projects else ''}"
        if old is None:
            lines.append(f"  new      {name}")
        elif row.ratio is not None and old["ratio"] and abs(row.ratio / old["ratio"] - 1) > MOVED:
            way = "slower" if row.ratio > old["ratio"] else "quicker"
            ends = "" if row.met == old["met"] else f", {'met' if row.met else 'MISSED'} now"
            lines.append(f"  {way:<8} {name}: {old['ratio']:.2f} → {row.ratio:.2f}{ends}")
    of = " · ".join(f"{name} {value}" for name, value in earlier["machine"].items())
    head = f"Beside the run of {of}:"
    return "\n".join([head, *(lines or ["  no ratio moved by more than a tenth"])])


def between(text: str, begin: str, end: str, content: str) -> str:
    """A text with what stands between two marks replaced. Raises ValueError where a mark is missing."""
    before, found, rest = text.partition(begin)
    _, found_end, after = rest.partition(end)
    if not (found and found_end):
        raise ValueError(f"{begin} … {end} is missing")
    return f"{before}{begin}\n\n{content}\n\n{end}{after}"


def write_docs(page: Path, rows: Sequence[Row], machine: dict[str, str]) -> None:
    """Put the table, and the machine that it was measured on, into the page."""
    of = "\n".join(f"- {name}: {value}" for name, value in machine.items())
    made = f"{of}\n\n{as_markdown(rows)}"
    page.write_text(between(page.read_text(encoding="utf-8"), BEGIN, END, made), encoding="utf-8")

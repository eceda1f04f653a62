"""The graph of a benefit: from the projects over the enablers that they deliver to it, drawn in lines.

Columns from the left: projects, earlier stages of an enabler's row, the enabler with what it waits for, and
at the right the benefit with the results that it comes through. Every node leads to what it is.
"""

from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from rich.cells import cell_len

from te_planner.exchange.marks import BENEFIT_MARKS, CELL_MARKS, group_text, month_text, when_text
from te_planner.readiness.model import (
    BenefitState,
    CellState,
    ProjectWork,
    Readiness,
    Requirement,
    SystemReadiness,
)
from te_planner.tui import routes
from te_planner.tui.lines import BLANK, Line, Span, clean, cut, fit, fit_line, line, width_of, wrap
from te_planner.tui.sheet import Sheet
from te_planner.tui.wording import (
    actors_text,
    mark_span,
    result_mark,
    sign,
    status_of,
    title_of,
)

BUS = 4
KNEE = 4
"""Cells at least between a project and its enabler."""
EARLIER = 4
"""Cells of an earlier stage, such as `●.1 `."""


class Signs(NamedTuple):
    """What lines are drawn with."""

    across: str
    down: str
    first: str
    more: str
    last: str
    branch: str
    end: str


BOX = Signs("─", "│", "┬", "┤", "┘", "├", "└")
ASCII = Signs("-", "|", "+", "+", "+", "+", "+")


class GraphSheet(Sheet):
    """A sheet whose arrows follow the graph: up and down in a column, left and right to the next one."""

    by_column = False

    def action_line(self, step: int) -> None:
        found = self._in_column(step) if self.by_column else None
        if found:
            self._move(*found)
        elif not self.by_column or not self._in_column(-step):
            super().action_line(step)
        else:  # the column's end: show what lies beyond
            self.scroll_to(y=self.scroll_offset.y + step * 3, animate=False)

    def _in_column(self, step: int) -> tuple[int, int] | None:
        """The next node above or below that stands over some of the same cells."""
        here = self.spots_at(self.at[0])
        if not here:
            return None
        start, end, target = here[self.at[1]]
        for number in range(self.at[0] + step, len(self.lines) if step > 0 else -1, step):
            for spot, (first, last, other) in enumerate(self.spots_at(number)):
                if first < end and start < last and other != target:
                    return number, spot
        return None

    def action_beside(self, step: int) -> None:
        number, spot = self.at
        here = self.spots_at(number)
        if not self.by_column or not here or 0 <= spot + step < len(here):
            super().action_beside(step)
            return
        start, end, _ = here[spot]
        found = [
            (abs(other - number), other, place)
            for other in range(len(self.lines))
            for place, (first, last, _) in enumerate(self.spots_at(other))
            if (first >= end if step > 0 else last <= start)
        ]
        if found:
            # the nearest line, and there the node next to this column
            near = min(found, key=lambda each: (each[0], each[2] * step))
            self._move(near[1], near[2])


class Widths(NamedTuple):
    """Cells of each column."""

    projects: int
    earlier: int
    enabler: int
    benefit: int


class Group(NamedTuple):
    """The requirements that one stage of the benefit's row brings."""

    benefit: BenefitState
    needs: tuple[Requirement, ...]


def benefit_graph(
    readiness: Readiness, system: SystemReadiness, ref: str, width: int, *, plain: bool
) -> list[Line]:
    """What leads to a benefit, in lines of a width."""
    benefit = system.benefits[ref]
    groups = _groups(readiness, system, benefit)
    widths = _widths(readiness, groups, width)
    signs = ASCII if plain else BOX
    left = list(_left(readiness, system, ref, groups, widths, plain))
    right = _right(readiness, benefit, widths.benefit, plain)
    nodes = [place for place, (_, node) in enumerate(left) if node]
    made: list[Line] = [_head(widths), BLANK]
    for place, (row, own) in enumerate(zip_longest([row for row, _ in left], right, fillvalue=BLANK)):
        across = widths.projects + widths.earlier + widths.enabler
        drawn = (*fit_line(row, across), Span(_bus(place, nodes, signs), "quiet"), *own)
        made.append(drawn)
    if not nodes:
        made += [BLANK, line(Span("It requires nothing that is still in the roadmap.", "quiet"))]
    return made


def _groups(readiness: Readiness, system: SystemReadiness, benefit: BenefitState) -> list[Group]:
    """Its own requirements, then what earlier stages of its row need besides; the nearest stage first."""
    seen: set[str] = set()
    found = []
    row = readiness.roadmap.rows[benefit.cell.row].cells
    for cell in sorted(row, key=lambda each: -each.stage):
        if cell.stage > benefit.cell.stage or cell.ref not in system.benefits:
            continue
        state = system.benefits[cell.ref]
        needs = tuple(each for each in state.requirements if each.ref not in seen)
        seen |= {each.ref for each in needs}
        if needs:
            found.append(Group(state, needs))
    return found


def _earlier(readiness: Readiness, state: CellState) -> list[str]:
    row = readiness.roadmap.rows[state.cell.row].cells
    return [each.ref for each in row if each.stage < state.cell.stage]


def _widths(readiness: Readiness, groups: list[Group], width: int) -> Widths:
    most = max((len(_earlier(readiness, need.state)) for each in groups for need in each.needs), default=0)
    earlier = most * EARLIER
    benefit = min(max(width * 28 // 100, 15), 40)
    room = width - benefit - BUS - earlier
    works = (work for each in groups for need in each.needs for work in need.state.contributions)
    longest = max((cell_len(_name(each.project)) for each in works), default=0)
    projects = min(max(longest + KNEE, len("projects ")), room * 2 // 5)
    return Widths(projects, earlier, room - projects, benefit)


def _head(widths: Widths) -> Line:
    return line(
        Span(fit("projects", widths.projects + widths.earlier), "head"),
        Span(fit("enablers", widths.enabler + BUS), "head"),
        Span(cut("benefit  ~ derived", widths.benefit), "head"),
    )


def _bus(place: int, nodes: list[int], signs: Signs) -> str:
    """The line that gathers the enablers and leads to the benefit at the top."""
    if not nodes or place > nodes[-1] or place < nodes[0]:
        return " " * BUS
    if place == nodes[0]:
        knee = signs.first if len(nodes) > 1 else signs.across
        return f"{signs.across}{knee}{signs.across} "
    if place == nodes[-1]:
        return f"{signs.across}{signs.last}  "
    return f"{signs.across}{signs.more}  " if place in nodes else f" {signs.down}  "


def _left(
    readiness: Readiness,
    system: SystemReadiness,
    ref: str,
    groups: list[Group],
    widths: Widths,
    plain: bool,
) -> Iterator[tuple[Line, bool]]:
    """Projects, earlier stages and enablers; with each line whether an enabler's line leaves it."""
    for group in groups:
        if group.benefit.cell.ref != ref:
            mark = BENEFIT_MARKS[group.benefit.status]
            said = f"{sign(mark, plain)} {group.benefit.cell.ref}, before it, needs"
            pad = widths.projects + widths.earlier
            target = routes.cell(group.benefit.cell.ref)
            yield line(" " * pad, Span(cut(said, widths.enabler), f"{mark.tone} derived", target)), False
        for need in group.needs:
            yield from _enabler(readiness, system, need, widths, plain)


def _enabler(
    readiness: Readiness, system: SystemReadiness, need: Requirement, widths: Widths, plain: bool
) -> Iterator[tuple[Line, bool]]:
    """A node over two lines, or over as many as projects deliver it."""
    signs = ASCII if plain else BOX
    works = sorted(need.state.contributions, key=lambda each: each.project.project.key)
    projects = [each.project for each in works]
    before = [*_before(readiness, system, need.state, widths.earlier, signs, plain)]
    mark = CELL_MARKS[need.state.state]
    target = routes.cell(need.ref)
    flag = "!" if need.state.flags else ""
    title = f"{sign(mark, plain)}{flag} {title_of(readiness, need.ref)}"
    waived = need.origin == "waived"
    node = Span(cut(title, widths.enabler - 1), "quiet" if waived else mark.tone, target)
    gap = widths.enabler - width_of((node,))
    tail = f" {signs.across * (gap - 1)}" if gap > 0 else ""
    second = Span(fit(f"  {_said(need)}", widths.enabler), "check" if need.state.gap else "quiet")
    blank = " " * widths.earlier
    for place in range(max(2, len(projects))):
        row: list[Span] = []
        if place < len(projects):
            work = projects[place]
            name = cut(_name(work), widths.projects - KNEE)
            row += [Span(name, "", routes.project(work))]
            knee = _knee(place, len(projects), signs)
            fill = widths.projects - width_of(row) - len(knee) - 1
            row.append(Span(f" {signs.across * fill}{knee}", "quiet"))
        else:
            row.append(Span(" " * widths.projects))
        if place == 0:
            lead = bool(projects)
            row += before if lead or not before else _unled(before)
            if not before:
                row.append(Span(signs.across * widths.earlier if lead else blank, "quiet"))
            yield (*row, node, Span(tail, "quiet")), True
        else:
            yield (*row, Span(blank), *((second,) if place == 1 else ())), False
    yield BLANK, False


def _name(work: ProjectWork) -> str:
    return f"{work.project.key} {clean(work.project.title)}"


def _knee(place: int, count: int, signs: Signs) -> str:
    """Where a project's line joins that of the others."""
    if place == 0:
        return f"{signs.first}{signs.across}" if count > 1 else signs.across * 2
    return f"{signs.last if place == count - 1 else signs.more} "


def _before(
    readiness: Readiness, system: SystemReadiness, state: CellState, width: int, signs: Signs, plain: bool
) -> Iterator[Span]:
    """The earlier stages of an enabler's row, as marks with their stage, drawn as links of its line."""
    refs = _earlier(readiness, state)
    if not refs:
        return
    yield Span(signs.across * (width - EARLIER * len(refs)), "quiet")
    for ref in refs:
        mark = mark_span(system, readiness.roadmap.cells[ref], plain=plain)
        text = f"{mark.text}.{readiness.roadmap.cells[ref].stage}"
        yield mark._replace(text=text)
        yield Span(fit("", EARLIER - len(text)).replace(" ", signs.across), "quiet")


def _unled(before: list[Span]) -> list[Span]:
    """Without a project no line leads to the first earlier stage."""
    return [Span(" " * len(before[0].text)), *before[1:]]


def _said(need: Requirement) -> str:
    """An enabler's state and day; what is missing where there is none."""
    state = need.state
    if need.change:
        return f"{need.origin} by {need.change.decided_by}"
    if state.satisfied:
        return f"{state.state} {month_text(state.forecast.day)}" if state.forecast.day else state.state
    if state.gap:
        return f"a gap · {actors_text(state)}"
    if not state.applicable:
        return "set aside: v waives it"
    if state.state == "delivered":
        return "delivered: attest it"
    return f"{state.state} · {when_text(state.forecast)}"


def _right(readiness: Readiness, benefit: BenefitState, width: int, plain: bool) -> list[Line]:
    """The benefit, and under it the results that it comes through."""
    signs = ASCII if plain else BOX
    mark = BENEFIT_MARKS[benefit.status]
    target = routes.cell(benefit.cell.ref)
    results = benefit.results
    stem = f"{signs.down} " if results else "  "
    texts = wrap(f"{sign(mark, plain)} {title_of(readiness, benefit.cell.ref)}", width - 2)
    made = [line(Span(texts[0], f"{mark.tone} strong", target))]
    made += [line(Span(stem, "quiet"), Span(each, f"{mark.tone} strong", target)) for each in texts[1:]]
    said = status_of(benefit)
    if benefit.blockers:
        said += f" · {group_text(benefit.forecast)}"
    made += [line(Span(stem, "quiet"), Span(each, mark.tone)) for each in wrap(said, width - 2)]
    if results:
        made += [
            line(Span(signs.down, "quiet")),
            line(Span(signs.down, "quiet"), Span(" comes through", "head")),
        ]
    for place, (ref, standing) in enumerate(results):
        last = place == len(results) - 1
        seen = result_mark(standing)
        texts = wrap(f"{sign(seen, plain)} {title_of(readiness, ref)}", width - 3)
        knee = f"{signs.end if last else signs.branch}{signs.across} "
        made.append(line(Span(knee, "quiet"), Span(texts[0], seen.tone, routes.cell(ref))))
        lead = Span("   " if last else f"{signs.down}  ", "quiet")
        made += [line(lead, Span(each, seen.tone, routes.cell(ref))) for each in texts[1:]]
        made.append(line(lead, Span(cut(f"  {seen.word}", width - 3), "quiet")))
    return made

"""The matrix: enablers by systems as marks, or by projects as shares that are read without colour."""

from collections.abc import Sequence

from te_planner.plan.snapshot import Contribution
from te_planner.readiness.model import CellState, ProjectWork, Readiness, SystemReadiness
from te_planner.tui import routes
from te_planner.tui.coverage.shown import Choices
from te_planner.tui.lines import Line, Span, Target, fit, line
from te_planner.tui.pair import nothing_found
from te_planner.tui.rows import Rows
from te_planner.tui.wording import STATUS_TONES, mark_span, title_of

SHARES = "▁▂▃▄▅▆▇█"
LABEL, SHORT_LABEL, LONG_LABEL, ROOMY = 38, 26, 60, 100
SUM = 9
SHARE_COLUMN = 6
LEAST, MOST = 4, 14
EMPTY = "No enabler of this track and stage; k and l turn to the next ones."


def by_projects(choices: Choices, readiness: Readiness) -> bool:
    """Whether the columns are projects: as chosen, else where there is one system alone."""
    return choices.by == "projects" if choices.by else len(readiness.systems) < 2


def column_count(readiness: Readiness, choices: Choices) -> int:
    if by_projects(choices, readiness):
        return len(_projects(readiness))
    return len(readiness.systems)


def last_column(readiness: Readiness, choices: Choices, width: int) -> int:
    """The column that is the leftmost where the last one is seen."""
    return max(column_count(readiness, choices) - _measure(readiness, choices, width)[2], 0)


def head(readiness: Readiness, choices: Choices, width: int) -> Line:
    """The columns' names, above the list and apart from it: they stay while one scrolls."""
    label, size, shown = _measure(readiness, choices, width)
    if by_projects(choices, readiness):
        names = [each.project.key for each in _projects(readiness)]
        end = [Span(fit("in all", SUM), "head")]
    else:
        names = [each.system.name for each in readiness.systems.values()]
        end = []
    first = min(choices.moved, last_column(readiness, choices, width))
    seen = names[first : first + shown]
    beyond = f"{len(names) - len(seen)} more: < >" if len(seen) < len(names) else ""
    return line(
        Span(fit(beyond, label), "quiet"), *(Span(fit(each, size - 1) + " ", "head") for each in seen), *end
    )


def matrix_lines(
    readiness: Readiness, system: SystemReadiness, choices: Choices, width: int, *, plain: bool
) -> Sequence[Line]:
    """A row an enabler, made when it is looked at."""
    states = [each for each in system.cells.values() if _fits(readiness, each, choices)]
    if not states:
        return nothing_found(width, choices.needle, EMPTY)
    label, size, shown = _measure(readiness, choices, width)
    first = min(choices.moved, last_column(readiness, choices, width))
    targets = [routes.cell(each.cell.ref) for each in states]
    if by_projects(choices, readiness):
        works = _projects(readiness)[first : first + shown]
        places = {work.project.id: column for column, work in enumerate(works)}

        def contributions() -> dict[Target, int]:
            return {
                routes.contribution(each.contribution): item
                for item, state in enumerate(states)
                for each in state.contributions
            }

        def by_project(item: int) -> Line:
            return _shares(readiness, states[item], places, len(works), label, size, plain=plain)

        return Rows([], targets, by_project, contributions)
    systems = list(readiness.systems.values())[first : first + shown]

    def marks() -> dict[Target, int]:
        return {
            routes.cell(target.ref, each.system.id): item
            for item, target in enumerate(targets)
            for each in systems
        }

    def by_system(item: int) -> Line:
        return _marks(readiness, states[item], systems, label, size, plain=plain)

    return Rows([], targets, by_system, marks)


def _fits(readiness: Readiness, state: CellState, choices: Choices) -> bool:
    cell = state.cell
    if cell.nature == "baseline" or not choices.has(cell):
        return False
    keys = [work.project.project.key for work in state.contributions]
    said = "gap" if state.gap else "duplicated" if state.duplicated else ""
    return choices.fits(cell.ref, readiness.roadmap.title(cell.ref), state.state, said, *keys)


def _projects(readiness: Readiness) -> list[ProjectWork]:
    works = (each for each in readiness.projects.values() if not each.cancelled)
    return sorted(works, key=lambda each: each.project.key)


def _measure(readiness: Readiness, choices: Choices, width: int) -> tuple[int, int, int]:
    """How wide the label and a column are, and how many columns fit."""
    label = LABEL if width >= ROOMY else SHORT_LABEL
    if by_projects(choices, readiness):
        needed = len(_projects(readiness)) * SHARE_COLUMN + SUM
        label = min(max(width - needed, label), LONG_LABEL)
        return label, SHARE_COLUMN, max((width - label - SUM) // SHARE_COLUMN, 1)
    systems = max(len(readiness.systems), 1)
    label = min(max(width - systems * MOST, label), LONG_LABEL)
    size = min(max((width - label) // systems, LEAST), MOST)
    return label, size, max((width - label) // size, 1)


def _label(
    readiness: Readiness, state: CellState, size: int, *, plain: bool, system: SystemReadiness
) -> Span:
    mark = mark_span(system, state.cell, plain=plain)
    text = f"{mark.text} {title_of(readiness, state.cell.ref)}"
    return Span(fit(text, size - 1) + " ", mark.tone, routes.cell(state.cell.ref))


def _shares(
    readiness: Readiness,
    state: CellState,
    places: dict[str, int],
    count: int,
    label: int,
    size: int,
    *,
    plain: bool,
) -> Line:
    """What each project delivers of one enabler, and what that comes to."""
    cells = [Span(fit(" " if plain else "·", size), "quiet")] * count
    for work in state.contributions:
        column = places.get(work.project.project.id)
        if column is not None:
            tone = STATUS_TONES.get(work.project.status, "")
            target = routes.contribution(work.contribution)
            cells[column] = Span(fit(share_text(work.contribution, plain=plain), size), tone, target)
    own = _label(readiness, state, label, plain=plain, system=readiness.systems[state.system_id])
    text, tone = sum_words(state)
    return line(own, *cells, Span(text, tone))


def share_text(contribution: Contribution, *, plain: bool) -> str:
    """`▅ 60`: as high as it is much; in plain signs the number alone."""
    share = contribution.share
    bar = "" if plain else SHARES[min(share * len(SHARES) // 100, len(SHARES) - 1)]
    return f"{bar}{share:>3}"


def sum_words(state: CellState) -> tuple[str, str]:
    """What the shares of an enabler come to, in a word or two, and its tone."""
    if state.gap:
        return "gap", "gap"
    if not state.contributions:
        return ("in place", "good") if state.satisfied else ("", "")
    total = f"{state.planned_share} %"
    if state.duplicated:
        return f"{total} dup", "check"
    if not state.covered and not state.satisfied and state.cell.nature == "action":
        return f"{total} low", "check"
    return total, ""


def _marks(
    readiness: Readiness,
    state: CellState,
    systems: Sequence[SystemReadiness],
    label: int,
    size: int,
    *,
    plain: bool,
) -> Line:
    """How one enabler stands in each system."""
    ref = state.cell.ref
    spans = [Span(fit(title_of(readiness, ref), label - 1) + " ", "", routes.cell(ref))]
    for each in systems:
        mark = mark_span(each, state.cell, plain=plain, of=each.system.id)
        own = each.cells[ref]
        text, _ = sum_words(own) if size > LEAST + 2 and own.contributions else ("", "")
        spans += [Span(fit(f" {mark.text} {text}", size - 1), mark.tone, mark.target), Span(" ")]
    return tuple(spans)

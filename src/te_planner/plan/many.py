"""Many of one kind at once, each as by its own edit: by columns, each different value looked at once.

A thousand projects with ten thousand milestones would take the edits themselves a minute.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, TypeVar

from te_planner.errors import WrongCall
from te_planner.plan import keys
from te_planner.plan.checked import (
    baseline,
    checked_weight,
    done_day,
    forecast_days,
    milestone_title,
    next_free,
    project_key,
    project_note,
    project_owner,
    project_title,
    refuse_taken,
    span,
    status_since,
    title_taken,
)
from te_planner.plan.transaction import Transaction

Column = Sequence[Any]
"""A value for each of them (None: not given); without any, none of them gives it."""
Told = Callable[[int], None]
"""Is told how many of them are made."""
FIRST = "proposed"
"""A project's status where none is given."""
Value = TypeVar("Value", bound=Hashable)
Made = TypeVar("Made")


class RefusedRow(WrongCall):
    """What one of many is refused for, as its edit would refuse it."""

    def __init__(self, row: int, error: WrongCall) -> None:
        super().__init__(str(error))
        self.row = row


def ignored(_done: int) -> None:
    """Nobody wants to know."""


def add_projects(
    tx: Transaction,
    *,
    title: Column,
    key: Column = (),
    owner: Column = (),
    start: Column = (),
    end: Column = (),
    status: Column = (),
    status_day: Column = (),
    note: Column = (),
    internal: Column = (),
    told: Told = ignored,
) -> None:
    """As by `add_project`; those without a key get the next free one when their turn comes."""
    count = len(title)
    made = _keys(_each(_full(key, count), lambda each: project_key(each) if each else None), tx.project_keys)
    spans = _each_pair(start, end, count, span)
    said = [each or FIRST for each in _full(status, count)]
    since = _each_pair(said, status_day, count, lambda word, day: status_since(tx.today, word, day))
    ids = keys.new_keys(count)
    tx.insert_many(
        "project",
        {
            "id": ids,
            "key": made,
            "title": _each(title, lambda each: project_title(each or "")),
            "owner": _each(_full(owner, count), project_owner),
            "start_day": [first for first, _ in spans],
            "end_day": [last for _, last in spans],
            "note": _each(_full(note, count), project_note),
            "internal": [bool(each) for each in _full(internal, count)],
        },
        told,
    )
    seq = tx.next_seq("status_change", count)
    tx.insert_many(
        "status_change",
        {
            "id": keys.new_keys(count),
            "project_id": ids,
            "status": said,
            "day": since,
            "seq": range(seq, seq + count),
        },
    )


def add_milestones(
    tx: Transaction,
    *,
    project: Column,
    title: Column,
    day: Column = (),
    weight: Column = (),
    cell: Column = (),
    system: Column = (),
    forecast: Column = (),
    given: Column = (),
    actual: Column = (),
    known_as: Column = (),
    told: Told = ignored,
) -> None:
    """As by `add_milestone`."""
    count = len(project)
    projects = {key.upper(): id_ for key, id_ in tx.begun.run("SELECT key, id FROM project")}
    owners = _each(project, lambda name: projects.get(name.upper()) or _found(tx, name))
    titles = _each(title, lambda each: milestone_title(each or ""))
    _refuse_twice(tx, project, owners, titles)
    moved = _each_pair(forecast, given, count, lambda day, said: forecast_days(tx.today, day, said))
    tied = _tied(tx, owners, cell, system)
    seq = tx.next_seq("milestone", count)
    tx.insert_many(
        "milestone",
        {
            "id": [own or new for own, new in zip(_full(known_as, count), keys.new_keys(count), strict=True)],
            "project_id": owners,
            "title": titles,
            "weight": _each(_full(weight, count), lambda each: checked_weight(1 if each is None else each)),
            "baseline_day": _each(_full(day, count), baseline),
            "forecast_day": [forecast for forecast, _ in moved],
            "forecast_given_day": [said for _, said in moved],
            "actual_day": _each(
                _full(actual, count), lambda each: done_day(tx.today, each) if each else None
            ),
            "cell": [ref for ref, _ in tied],
            "system_id": [id_ for _, id_ in tied],
            "seq": range(seq, seq + count),
        },
        told,
    )


MANY: dict[str, Callable[..., None]] = {"add_project": add_projects, "add_milestone": add_milestones}
"""By the edit that each does many times. What it refuses, it refuses with RefusedRow."""


def _keys(given: Iterable[str | None], taken: set[str]) -> list[str]:
    """The keys of new projects, those that are not given made up. Raises RefusedRow for one that is taken."""
    made = []
    for row, each in enumerate(given):
        key = each or next_free(taken)
        try:
            refuse_taken(key, taken)
        except WrongCall as error:
            raise RefusedRow(row, error) from error
        taken.add(key.upper())
        made.append(key)
    return made


def _refuse_twice(tx: Transaction, names: Column, owners: Column, titles: Column) -> None:
    """Raises RefusedRow where a project would have two milestones of one title."""
    folded = {title: title.casefold() for title in set(titles)}
    named = list(zip(owners, map(folded.__getitem__, titles), strict=True))
    query = "SELECT project_id, title FROM milestone"
    taken = {(id_, title.casefold()) for id_, title in tx.begun.run(query)}
    if len(set(named)) == len(named) and taken.isdisjoint(named):
        return
    for row, each in enumerate(named):
        if each in taken:
            raise RefusedRow(row, title_taken(titles[row], names[row]))
        taken.add(each)


def _tied(tx: Transaction, owners: Column, cell: Column, system: Column) -> list[tuple[Any, Any]]:
    """Each one's cell and system."""
    if not (cell or system):
        return [(None, None)] * len(owners)
    from te_planner.plan.edits.milestones import tie

    said = zip(owners, _full(cell, len(owners)), _full(system, len(owners)), strict=True)
    # of whose project it is matters only where no system is named: else equal ones are one
    asked = [("" if name else owner, ref, name) for owner, ref, name in said]
    return _each(asked, lambda each: tie(tx, *each))


def _found(tx: Transaction, project: str) -> str:
    from te_planner.plan import find

    return find.project(tx, project).id


def _full(column: Column, count: int) -> Column:
    return column or [None] * count


def _each(column: Iterable[Value], rule: Callable[[Value], Made]) -> list[Made]:
    """What a rule makes of each value; of equal ones it is asked once. Raises RefusedRow."""
    cells = list(column)
    made = {}
    for each in dict.fromkeys(cells):
        try:
            made[each] = rule(each)
        except WrongCall as error:
            raise RefusedRow(cells.index(each), error) from error
    return list(map(made.__getitem__, cells))


def _each_pair(one: Column, two: Column, count: int, rule: Callable[[Any, Any], Made]) -> list[Made]:
    pairs = zip(_full(one, count), _full(two, count), strict=True)
    return _each(pairs, lambda pair: rule(*pair))

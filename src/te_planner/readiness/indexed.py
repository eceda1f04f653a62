"""Rows of a snapshot found by what they name, without a look through the whole table each time."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from te_planner.plan.snapshot import BudgetLine, Contribution, Dependency

Row = TypeVar("Row")


class Index(Generic[Row]):
    """The rows of a table by one of their values. It is made when first asked, and anew for another table.

    A table of a snapshot never changes, and most are the very same in the snapshot after an edit.
    """

    def __init__(self, value: Callable[[Row], str]) -> None:
        self._value = value
        self._made: tuple[tuple[Row, ...], dict[str, list[Row]]] = ((), {})

    def rows(self, table: tuple[Row, ...], wanted: str) -> Sequence[Row]:
        """Those of the table with the wanted value, in its order."""
        of, found = self._made
        if of is not table:
            made: dict[str, list[Row]] = defaultdict(list)
            for row in table:
                made[self._value(row)].append(row)
            found = dict(made)
            self._made = table, found
        return found.get(wanted, ())


contributions_by_project: Index[Contribution] = Index(lambda row: row.project_id)
dependencies_by_first: Index[Dependency] = Index(lambda row: row.depends_on_id)
budget_lines_by_project: Index[BudgetLine] = Index(lambda row: row.project_id)

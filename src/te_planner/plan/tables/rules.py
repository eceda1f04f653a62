"""What the tables are made of: the constraints that hold a column to its values."""

from typing import Any, ClassVar, Protocol

from sqlalchemy import CheckConstraint


def one_of(column: str, values: tuple[str, ...]) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


def filled(column: str) -> CheckConstraint:
    return CheckConstraint(f"length(trim({column})) > 0", name=f"{column}_filled")


def is_day(column: str) -> CheckConstraint:
    return CheckConstraint(f"length({column}) = 10", name=f"{column}_is_day")


def exactly_one(name: str, *columns: str) -> CheckConstraint:
    """Of these columns one is set and the others are empty."""
    set_ones = " + ".join(f"CASE WHEN {column} IS NULL THEN 0 ELSE 1 END" for column in columns)
    return CheckConstraint(f"{set_ones} = 1", name=name)


class Sequenced(Protocol):
    """A table whose rows are ordered by entry."""

    __tablename__: ClassVar[Any]  # SQLModel says more than a text
    seq: int

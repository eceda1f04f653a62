"""What a planner says of a file beforehand."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from te_planner.errors import WrongCall
from te_planner.exchange.imports.headings import SHEETS, WORDS, plain
from te_planner.exchange.imports.model import Kind
from te_planner.exchange.imports.wide_budget import year_of
from te_planner.plan.snapshot import Snapshot

Dates = Literal["", "dmy", "mdy"]
Decimal = Literal["", "point", "comma"]


class Options(NamedTuple):
    """`columns`: plain heading -> value (empty: not to be read); `remembered`: the same, of tables by their
    headings, from imports before. `level`: the level of a schedule's tasks that are projects. What is left
    empty is guessed from the file, and said. `plan`: the one that the file is for. `ask`: a table without
    headings is no error, since the planner can be asked what its columns hold.
    """

    sheet: str = ""
    kind: Kind | None = None
    columns: Mapping[str, str] = {}
    dates: Dates = ""
    decimal: Decimal = ""
    level: int | None = None
    currency: str = "USD"
    remembered: Mapping[tuple[str, ...], Mapping[str, str]] = {}
    plan: Snapshot | None = None
    ask: bool = False


def kind_of(name: str) -> Kind:
    """`milestones` as the kind of a table. Raises WrongCall."""
    if name not in SHEETS:
        raise WrongCall(f"“{name}” is no kind of table. Write one of: {', '.join(SHEETS)}.")
    return SHEETS[name]


def columns_of(texts: list[str]) -> dict[str, str]:
    """Headings and values of `Lead engineer=owner`. Raises WrongCall for another form, or no value."""
    known = {value for words in WORDS.values() for value in words}
    found = {}
    for text in texts:
        heading, sign, value = text.rpartition("=")
        year = year_of(value)
        value = str(year) if year else value.strip().casefold().replace(" ", "_")
        if not sign or not plain(heading):
            raise WrongCall(
                f"--map “{text}” names no column. Write it as --map 'Their column=owner', or --map 2=owner."
            )
        if value and value not in known and not year:
            raise WrongCall(
                f"--map: “{value}” is nothing that a column can say. Write one of: "
                f"{', '.join(sorted(known))}; of a year's money “planned 2027 capital”; or nothing after = "
                "to leave the column out."
            )
        found[plain(heading)] = value
    return found

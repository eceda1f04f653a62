"""`merge`: what another copy of the plan has and this one has not, and taking it over."""

from pathlib import Path
from typing import TYPE_CHECKING

from te_planner.cli.call import Call, who_is_it
from te_planner.errors import WrongCall
from te_planner.exchange.marks import day_text

if TYPE_CHECKING:
    from te_planner.plan.copies.apart import Apart
    from te_planner.plan.copies.merging import Taken

KEYS = ("seq", "at", "day", "who", "summary", "state", "reasons")
WORDS = {"taken": "can be taken over", "here": "is here already", "conflict": "CONFLICT", "left": "is left"}


def merge(call: Call) -> int:
    """A dry run without --apply. 1 where an entry is in conflict and was not, or could not be, taken over."""
    from te_planner.plan.copies.apart import apart
    from te_planner.plan.copies.merging import Merge, take_over, try_out
    from te_planner.plan.store import open_plan

    args = call.args
    with call.open() as plan, open_plan(Path(args.other)) as other:
        found = apart(plan, other)
        chosen = _chosen(args.entries, found)
        asked = Merge(plan, other, found, chosen, args.theirs, call.today, who_is_it(args.who))
        taken = take_over(asked) if args.apply else try_out(asked)
    _print(call, found, taken)
    return 1 if any(each.state == "conflict" for each in taken) else 0


def _chosen(asked: list[int] | None, found: "Apart") -> set[int] | None:
    if asked is None:
        return None
    known = {each.entry.seq for each in found.theirs}
    if unknown := [str(number) for number in asked if number not in known]:
        listed = ", ".join(map(str, sorted(known))) or "none"
        raise WrongCall(
            f"The other copy has no entry {', '.join(unknown)} of its own. Its own are: {listed}."
        )
    return set(asked)


def _print(call: Call, found: "Apart", taken: "list[Taken]") -> None:
    if call.args.format != "table":
        _machine(call, found, taken)
        return
    shared = found.shared
    call.out.line(
        f"Both copies have entry {shared.seq} of {day_text(shared.day)} ({shared.summary}). "
        f"Since then: {found.ours} here, {len(found.theirs)} there."
    )
    rows: list[tuple[str, ...]] = []
    for each in taken:
        entry = each.entry
        word = (
            "taken over" if call.args.apply and each.state == "taken" else WORDS.get(each.state, each.state)
        )
        rows.append((str(entry.seq), day_text(entry.day), entry.who, entry.summary, word))
        rows += [(f"      {reason}",) for reason in each.reasons]
    if rows:
        call.out.table(("No.", "Day", "Who", "What", ""), rows)
    _tell_how(call, taken)


def _tell_how(call: Call, taken: "list[Taken]") -> None:
    can = sum(each.state == "taken" for each in taken)
    conflicts = sum(each.state == "conflict" for each in taken)
    if call.args.apply:
        call.out.line(f"{can} taken over, each as an entry that undo takes back.")
    elif can:
        call.out.line("Nothing was changed. --apply takes over what can be; --entry N only some of it.")
    elif not conflicts:
        call.out.line("Nothing of it is missing here.")
    if conflicts and not call.args.theirs:
        call.out.message(
            "In conflict: both copies changed the same row. --theirs takes the other copy's version."
        )


def _machine(call: Call, found: "Apart", taken: "list[Taken]") -> None:
    def values(each: "Taken") -> list[object]:
        entry = each.entry
        return [entry.seq, entry.at, entry.day, entry.who, entry.summary, each.state, list(each.reasons)]

    if call.args.format == "json":
        listed = [dict(zip(KEYS, values(each), strict=True)) for each in taken]
        shared = {"seq": found.shared.seq, "hash": found.shared.hash}
        data = {"shared": shared, "ours": found.ours, "applied": call.args.apply, "entries": listed}
        call.out.json({"schema": "te-planner/merge/1"} | data)
    else:
        call.csv([list(KEYS), *([*values(each)[:-1], "; ".join(each.reasons)] for each in taken)])

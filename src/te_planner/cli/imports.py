"""`import`: what files of others would change, and (with --apply) the change."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from te_planner.cli.call import Call, who_is_it
from te_planner.errors import WrongCall

if TYPE_CHECKING:
    from te_planner.exchange.imports.model import Table
    from te_planner.exchange.imports.options import Options
    from te_planner.exchange.imports.preview import Preview
    from te_planner.plan.store import Plan

SHOWN = 20
"""Columns and things left out that are named one by one."""


def import_files(call: Call) -> int:
    """The preview; with --apply the plan is changed, unless a row is refused. 1 where one is."""
    from te_planner.exchange.imports.compare import compare
    from te_planner.exchange.imports.options import columns_of
    from te_planner.exchange.imports.read import read_file
    from te_planner.exchange.imports.remembered import to_remember

    args = call.args
    columns = columns_of(args.columns or [])
    with call.open() as plan:
        snapshot = call.snapshot = plan.snapshot()
        options = _options(call, plan, columns)
        read = []
        for name in args.files:
            _say(f"Reading {name} …")
            progress = _progress(f"Reading {name}")
            read.append(read_file(Path(name), options, lambda: call.base, call.today, progress))
        _check_columns(columns, [table for each in read for table in each.tables])
        preview = compare(read, snapshot, lambda: call.roadmap, call.today, _progress("Comparing"))
        go = args.apply and (args.skip_faults or not preview.refused)
        applied = bool(go and preview.changes)
        if applied:
            from te_planner.exchange.imports.apply import apply_preview

            apply_preview(
                plan,
                preview,
                roadmap=call.base,
                today=call.today,
                who=who_is_it(args.who),
                why=args.why,
                columns=to_remember(plan, preview.tables, columns),
                skip_faults=args.skip_faults,
                progress=_progress("Importing"),
            )
    _say("")
    if args.format == "json":
        from te_planner.exchange.imports.preview_json import preview_json

        call.out.json(preview_json(preview, snapshot.plan.name, applied))
    else:
        _print(call, preview)
    _print_end(call, preview, applied)
    return 1 if preview.refused and not applied else 0


def _check_columns(columns: dict[str, str], tables: "list[Table]") -> None:
    """Raises WrongCall where --map names a column that no table has."""
    if not columns:
        return
    from te_planner.exchange.imports.headings import plain
    from te_planner.exchange.imports.unheaded import by_words
    from te_planner.exchange.safe_text import one_line

    headings = [each.heading for table in tables for each in table.columns if each.heading]
    for heading in by_words(columns):
        if tables and heading not in map(plain, headings):
            raise WrongCall(
                f"--map: no column is called “{heading}”. The columns are: "
                f"{', '.join(dict.fromkeys(map(one_line, headings)))}."
            )


def _options(call: Call, plan: "Plan", columns: dict[str, str]) -> "Options":
    from te_planner.exchange.imports.options import Options, kind_of
    from te_planner.exchange.imports.remembered import remembered

    args = call.args
    return Options(
        sheet=args.sheet or "",
        kind=kind_of(args.kind) if args.kind else None,
        columns=columns,
        dates=args.dates or "",
        decimal=args.decimal or "",
        level=args.level,
        currency=call.snapshot.plan.currency,
        remembered=remembered(plan),
        plan=call.snapshot,
    )


def _say(text: str) -> None:
    """How far it is, where somebody watches: over what was said before."""
    if sys.stderr.isatty():
        from te_planner.exchange.safe_text import one_line

        sys.stderr.write(f"\r\x1b[K{one_line(text)}")
        sys.stderr.flush()


def _progress(word: str) -> Callable[[int, int], None]:
    def progress(done: int, total: int) -> None:
        percent = min(100, 100 * done // total) if total else 0
        of = f" of {total:,}" if total else ""
        _say(f"{word} {'█' * (percent // 5):<20} {done:,}{of}")

    return progress


def _print(call: Call, preview: "Preview") -> None:
    """Counts first, then how the file was understood, then row by row; what stays the same is counted."""
    out = call.out
    out.line(" · ".join(f"{state} {count}" for state, count in preview.counts.items()), "head")
    for table in preview.tables:
        _print_table(call, table)
        _print_hint(call, table, preview.tables)
    for note in preview.notes:
        out.line(f"  {note}", "quiet")
    for fault in preview.left_out[:SHOWN]:
        out.line(f"  Left out: {fault}", "quiet")
    if len(preview.left_out) > SHOWN:
        out.line(f"  … and {len(preview.left_out) - SHOWN} more (all of them with --format json)", "quiet")
    columns = _columns(preview, several=len(preview.files) > 1)
    if columns[0]:
        out.line()
        out.columns(["", "where", "what", "change"], columns)


def _print_table(call: Call, table: "Table") -> None:
    from te_planner.exchange.imports.preview_words import table_text

    read = [
        f"{each.heading} → {each.value}" + ("" if each.why == "its own name" else f" ({each.why})")
        for each in table.columns
        if each.value
    ]
    call.out.line(f"  {table_text(table)}: {', '.join(read)}", "quiet")


def _print_hint(call: Call, table: "Table", tables: Sequence["Table"]) -> None:
    """What a column can say, where one is not read."""
    from te_planner.exchange.imports.model import VALUES
    from te_planner.exchange.safe_text import one_line

    read = {
        column.heading
        for each in tables
        if each.sheet == table.sheet
        for column in each.columns
        if column.why
    }
    unread = [each.heading for each in table.columns if each.heading and each.heading not in read]
    if unread:
        values = ", ".join(VALUES[table.kind])
        call.out.line(
            f"  --map '{one_line(unread[0])}=VALUE' says what a column is. VALUE: {values}", "quiet"
        )


def _columns(preview: "Preview", *, several: bool) -> tuple[list[str], ...]:
    """The state of each row that does not stay the same, where it stands, what it is about, what changes."""
    from te_planner.exchange.imports.preview import Item
    from te_planner.exchange.imports.preview_words import all_where, change_text, change_texts, where

    states: list[str] = []
    places: list[str] = []
    what: list[str] = []
    changes: list[str] = []
    for part in preview.parts:
        if part.state == "same":
            continue
        if isinstance(part, Item):
            states.append(part.state)
            places.append(where(part.place, several=several))
            what.append(f"{part.kind} {part.what}".strip())
            changes.append(change_text(part))
        else:
            states += [part.state] * len(part.rows)
            places += all_where(part, several=several)
            kind = part.kind
            what += [f"{kind} {each}" for each in part.what]
            changes += change_texts(part)
    return states, places, what, changes


def _print_end(call: Call, preview: "Preview", applied: bool) -> None:
    refused = len(preview.refused)
    if applied:
        call.out.message(f"{preview.summary}. te-planner undo takes it back.")
        if refused:
            call.out.message(f"Rows left out, since in conflict or not understood: {refused}.")
    elif refused:
        call.out.message(
            f"Rows in conflict or not understood: {refused}. Nothing was imported.\n"
            "Mend them, say how they are meant (te-planner import --help), or leave them out: --skip-faults."
        )
    elif not preview.changes:
        call.out.message("The plan says all of it already. Nothing to import.")
    else:
        call.out.message("Nothing was changed yet: --apply imports it, as one change that undo takes back.")

"""`roadmap search`: where words stand in the roadmap, the best first."""

from te_planner.cli.call import Call
from te_planner.errors import WrongCall
from te_planner.exchange.roadmap_json import plain_excerpt, search_json
from te_planner.roadmap.everyday import as_found, asked_for, split
from te_planner.roadmap.search import MARKS, NO_FTS5, index_of, nearest, search

MARKED = str.maketrans(dict(zip(MARKS, "[]", strict=True)))


def find(call: Call) -> int:
    """All texts that have every word; 1 where there is none, with what may have been meant."""
    words = " ".join(call.args.words)
    if not split(words):
        raise WrongCall("Search for what? te-planner roadmap search WORDS")
    hits = search(call.roadmap, words)
    meant = None if hits else nearest(call.roadmap, words)
    shown = hits[: call.args.limit or None]
    if index_of(call.roadmap).table is None:
        call.out.message(NO_FTS5)
    if taken := as_found(asked_for(call.roadmap.parts.everyday, words)):
        call.out.message(taken)
    if call.args.format == "json":
        call.out.json(search_json(call.roadmap, words, hits, shown, meant))
    elif call.args.format == "csv":
        rows = [(each.rank, each.kind, each.ref, each.title, plain_excerpt(each)) for each in shown]
        call.csv([("rank", "kind", "ref", "title", "excerpt"), *rows])
    elif shown:
        listed = [(each.kind, each.ref, each.title, each.excerpt.translate(MARKED)) for each in shown]
        call.out.table(("Kind", "Reference", "Title", "Text"), listed)
    if len(shown) < len(hits):
        call.out.message(f"{len(hits) - len(shown)} more. Add a word, or --limit 0 for all.")
    if not hits:
        hint = f"Did you mean: {meant}?" if meant else "Try fewer or shorter words."
        call.out.message(f"Nothing in the roadmap has all of: {words}. {hint}")
    return 0 if hits else 1

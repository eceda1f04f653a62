"""Hostile files handed to import and new, in a process of its own with little memory: what each came to."""

import io
import json
import os
import sys
import time
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from faults.corpus import FILES
from support.plans import TODAY
from te_planner.cli import main

MEGABYTES = 900
"""What the process may have of address space: the interpreter with its libraries takes a half of it."""


def call(*words: str | Path) -> dict[str, object]:
    """What a call came to, and how long it took."""
    out, err = io.StringIO(), io.StringIO()
    begin = time.process_time()
    with redirect_stdout(out), redirect_stderr(err):
        code = main([str(word) for word in words], today=TODAY)
    took = time.process_time() - begin
    return {"words": str(words[0]), "code": code, "said": out.getvalue() + err.getvalue(), "took": took}


def handed_in(folder: Path, plan: Path) -> None:
    """Print a line of JSON for each file and way in."""
    for each in FILES:
        path = folder / each.name
        path.write_bytes(each.content)
        ways: list[tuple[str | Path, ...]] = [("import", path, "-p", plan)]
        if path.suffix in (".yaml", ".json", ".xlsx"):
            ways.append(("new", folder / "new.db", "--from", path))
        for words in ways:
            print(json.dumps({"idea": each.idea, **call(*words)}))
        path.unlink()


if __name__ == "__main__":
    if os.name == "posix":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES * 2**20, MEGABYTES * 2**20))
    handed_in(Path(sys.argv[1]), Path(sys.argv[2]))

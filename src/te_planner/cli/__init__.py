"""The command line. `main` is where the clock is read, and where errors become messages and exit codes.

What `--version` does not need is imported where it is used, here and in `dispatch`: pathlib, re, datetime and
typing cost more than Python's own start.
"""

import errno
import gc
import io
import os
import sys
import time
from collections.abc import Sequence

from te_planner.errors import PlannerError, Unreadable, WrongCall

INTERRUPTED = 130
LONGEST = 10_000
"""Characters of a word of the call."""
OWNER_ONLY = 0o077
"""What others may not do with the files that are made: read, write or enter them."""
GONE = (errno.EPIPE, errno.EINVAL)
"""The reader has gone (`| head`); Windows says that an argument is invalid."""


def main(argv: Sequence[str] | None = None, *, today: str | None = None) -> int:
    """Run one command; exit codes: 0 done, 1 the answer is no, 2 a wrong call, 3 unreadable or unwritable.

    `today` (ISO) is for tests; without it the clock is read, here and nowhere else.
    """
    from te_planner.cli.dispatch import dispatch

    _streams()
    os.umask(OWNER_ONLY)
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        _refuse_endless(arguments)
        code = dispatch(arguments, today or time.strftime("%Y-%m-%d"))
        sys.stdout.flush()
        if argv is None:  # the process ends: a last search for garbage would take a tenth of an import
            gc.freeze()
    except PlannerError as error:
        _tell(f"{error}{_more(error)}")
        return error.exit_code
    except SystemExit as error:  # argparse, after --help
        return error.code if isinstance(error.code, int) else 0
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        return _output_failed(error)
    return code


def _refuse_endless(arguments: Sequence[str]) -> None:
    """No value of ours, and no path, is that long: whole files were pasted, or a command's output."""
    for number, word in enumerate(arguments, 1):
        if len(word) > LONGEST:
            raise WrongCall(
                f"te-planner: word {number} of the call has {len(word):,} characters: no value has more "
                f"than {LONGEST:,}.\nte-planner --help says how."
            )


def _streams() -> None:
    """Closed streams read and write nothing; signs that an encoding lacks become others."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, io.open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, UP020  # until the end
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _more(error: PlannerError) -> str:
    """The page that tells more of the command which failed, where somebody reads it at a terminal."""
    from te_planner.cli.guide import more_of

    found = more_of(error.command) if sys.stderr.isatty() else ""
    return f"\n{found}" if found else ""


def _output_failed(error: OSError) -> int:
    """Standard output, or a file that nobody else answers for, could not be written."""
    if error.filename is None:
        # the interpreter's last flush shall find somebody there
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if error.errno in GONE:
        return 0
    where = error.filename or "Standard output"
    _tell(f"{where} cannot be read or written: {error.strerror}. Make room, or name another place.")
    return Unreadable.exit_code


def _tell(text: str) -> None:
    """An error, as it is, but for signs that the terminal cannot take or would obey."""
    from te_planner.exchange.safe_text import one_line

    encoding = sys.stderr.encoding or "ascii"
    for line in text.splitlines():
        sys.stderr.write(one_line(line).encode(encoding, "replace").decode(encoding) + "\n")

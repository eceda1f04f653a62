"""The program in a real pseudo-terminal: poor terminals, and the end that nobody foresaw."""

import os
import re
import sys
from pathlib import Path

import pytest

pexpect = pytest.importorskip("pexpect", reason="there are no pseudo-terminals here")
pyte = pytest.importorskip("pyte")
if os.name == "nt":
    pytest.skip("there are no pseudo-terminals here", allow_module_level=True)

import termios  # noqa: E402  # not on Windows

PROGRAM = "import sys; from te_planner.cli import main; sys.exit(main(sys.argv[1:]))"
FAILS = """
import sys
from te_planner.cli import main
from te_planner.tui.screen import PlanScreen
def fail(self):
    secret = "what was typed"
    raise {error}
PlanScreen.action_why = fail
sys.exit(main(sys.argv[1:]))
"""
LEAVES = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l")
"""The other screen, the cursor, the mouse."""
TERMINALS = {
    "true colour": {"TERM": "xterm-256color", "COLORTERM": "truecolor"},
    "256 colours": {"TERM": "xterm-256color"},
    "16 colours": {"TERM": "xterm"},
    "dumb": {"TERM": "dumb"},
    "no colour": {"TERM": "xterm-256color", "NO_COLOR": "1"},
    "Latin-1": {"TERM": "xterm-256color", "PYTHONIOENCODING": "latin-1"},
}


class Real:
    """The program in a terminal of 100x30, with a home of its own."""

    def __init__(self, code: str, plan: Path, home: Path, **variables: str) -> None:
        poor = ("NO_COLOR", "COLORTERM", "PYTHONIOENCODING", "LC_ALL")
        kept = {name: value for name, value in os.environ.items() if name not in poor}
        known = home / "CONFIG" / "te-planner" / "choices.json"  # of somebody who has seen the tour
        known.parent.mkdir(parents=True, exist_ok=True)
        known.write_text("{}", encoding="utf-8")
        folders = {f"XDG_{name}_HOME": str(home / name) for name in ("CONFIG", "STATE", "DATA", "CACHE")}
        environment = {**kept, "LANG": "C.UTF-8", "HOME": str(home), **folders, **variables}
        self.child = pexpect.spawn(
            sys.executable, ["-c", code, str(plan)], env=environment, dimensions=(30, 100), timeout=30
        )
        self.modes = termios.tcgetattr(self.child.child_fd)
        self.encoding = variables.get("PYTHONIOENCODING", "utf-8")
        self.screen = pyte.Screen(100, 30)
        self.stream = pyte.ByteStream(self.screen)
        self.stream.select_other_charset("@" if self.encoding == "latin-1" else "G")
        self.sent = b""

    def until(self, words: str) -> str:
        while not re.search(words, self.text):
            try:
                self.feed(self.child.read_nonblocking(1 << 16, timeout=20))
            except (pexpect.EOF, pexpect.TIMEOUT) as error:
                raise AssertionError(f"never so: {words}\n{self.text}") from error
        return self.text

    def feed(self, data: bytes) -> None:
        self.sent += data
        # requests of the key protocol, which pyte would print
        self.stream.feed(re.sub(rb"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1bP[^\x1b]*\x1b\\", b"", data))

    @property
    def text(self) -> str:
        return "\n".join(self.screen.display)

    def end(self) -> int:
        """Read what is left; the exit code."""
        while True:
            try:
                self.feed(self.child.read_nonblocking(1 << 16, timeout=20))
            except pexpect.EOF:
                break
        self.child.close()
        return int(self.child.exitstatus)


@pytest.mark.parametrize("name", TERMINALS)
def test_it_opens_and_leaves_cleanly_in(name: str, harborview: Path, tmp_path: Path) -> None:
    real = Real(PROGRAM, harborview, tmp_path, **TERMINALS[name])
    shown = real.until(
        r"Observed: in stage[\s\S]*actions \d of"
    )  # the first screen, and not its beginning alone
    plain = name in ("dumb", "no colour", "Latin-1")
    assert ("●" in shown) is not plain
    if name == "no colour":
        greys = {*map(str, range(232, 256)), "16", "59", "102", "145", "188", "231"}
        assert set(re.findall(r"[34]8;5;(\d+)(?=[;m])", real.sent.decode())) <= greys
        assert not re.search(r"[34]8;2;", real.sent.decode())
    real.child.send("2")
    real.until("RPE01")
    real.child.send("q")
    assert real.end() == 0
    assert b"Traceback" not in real.sent
    assert all(each in real.sent for each in LEAVES)


@pytest.mark.parametrize("error", ["KeyError('x1b')", "AssertionError"])
def test_after_what_nobody_foresaw_the_terminal_is_as_it_was(
    harborview: Path, tmp_path: Path, error: str
) -> None:
    real = Real(FAILS.format(error=error), harborview, tmp_path, TERM="xterm-256color")
    real.until("Observed: in stage")
    assert termios.tcgetattr(real.child.child_fd) != real.modes  # raw, while the screen is there
    real.child.send("w")
    while True:
        try:
            real.feed(real.child.read_nonblocking(1 << 16, timeout=20))
        except pexpect.EOF:
            break
    after = termios.tcgetattr(real.child.child_fd)
    assert real.end() == 3
    assert after[:4] == real.modes[:4]
    last = real.sent[real.sent.rindex(b"\x1b[?1049l") :].decode()
    told = " ".join(last.split())
    assert error.partition("(")[0] in told
    assert "All that was confirmed is saved" in told
    assert harborview.name in told
    assert all(each in real.sent for each in LEAVES)
    assert "Traceback" not in real.sent.decode(errors="replace")
    assert "what was typed" not in real.sent.decode(errors="replace")
    logs = list(tmp_path.rglob("te-planner.log"))
    assert len(logs) == 1
    assert logs[0].name in told
    assert "Traceback" in logs[0].read_text(encoding="utf-8")

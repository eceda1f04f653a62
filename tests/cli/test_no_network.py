"""Normal use opens no socket: the whole of it runs in a process that would tell."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

CODE = """
import sys
opened = []
sys.addaudithook(lambda name, _: opened.append(name) if name.startswith("socket.") else None)
from te_planner.cli import main
for words in (line.split(" / ") for line in sys.stdin.read().splitlines()):
    code = main(words)
    if code:
        sys.exit(f"{words} came to {code}")
sys.exit(", ".join(opened) or 0)
"""

JOBS = """new / ours.db / --example / harborview
status / -p / ours.db
next / -p / ours.db
why / RPB02.2 / -p / ours.db
check / --deep / -p / ours.db
attest / RPE03.1 / --evidence / Order | https://example.org/order / -p / ours.db
undo / -p / ours.db
redo / -p / ours.db
log / -p / ours.db
report / -p / ours.db / --format / html / -o / ours.html
report / -p / ours.db / --format / md / -o / ours.md
export / ours.yaml / -p / ours.db
backup / -p / ours.db
backups / -p / ours.db
demo
roadmap / search / flexible
roadmap / check"""


def run(code: str, jobs: str, place: Path) -> subprocess.CompletedProcess[str]:
    environment = dict(os.environ, TE_PLANNER_BACKUPS=str(place / "backups"), PYTHONUTF8="1")
    return subprocess.run(
        [sys.executable, "-c", code], input=jobs, cwd=place, env=environment, capture_output=True,
        text=True, check=False,
    )  # fmt: skip


def test_the_main_jobs_open_no_socket(tmp_path: Path) -> None:
    done = run(CODE, JOBS, tmp_path)
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(os.name == "nt", reason="an event loop has a pair of sockets there")
def test_no_test_of_a_screen_or_command_reaches_a_network() -> None:
    with pytest.raises(AssertionError, match=r"socket\.connect"):
        socket.socket().connect(("127.0.0.1", 9))


def test_a_socket_would_be_told(tmp_path: Path) -> None:
    done = run(
        CODE.replace("code = main(words)", "import socket; socket.socket().close(); code = 0"), "x", tmp_path
    )
    assert done.returncode == 1
    assert "socket." in done.stderr

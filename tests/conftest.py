"""The folder that all processes of a test run share for the example plans, made once and copied.

And no network: whatever a test does in its own process, screens included, reaches no other computer.
"""

import os
import shutil
import sys
from tempfile import mkdtemp

import pytest

from support.plans import SHELF

NETWORK = {"socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"}


def _refuse_network(event: str, _values: object) -> None:
    if event in NETWORK:
        raise AssertionError(f"normal use needs no network, but there was {event}")


if os.name != "nt":  # there the event loop of every screen is woken over a pair of sockets
    sys.addaudithook(_refuse_network)


def pytest_configure(config: pytest.Config) -> None:
    if SHELF not in os.environ:  # the processes that pytest-xdist starts inherit it
        folder = mkdtemp(prefix="te-planner-tests-")
        os.environ[SHELF] = folder
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
        config.add_cleanup(lambda: os.environ.pop(SHELF, None))

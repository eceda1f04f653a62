"""The folder that all processes of a test run share for the example plans, made once and copied."""

import os
import shutil
from tempfile import mkdtemp

import pytest

from support.plans import SHELF


def pytest_configure(config: pytest.Config) -> None:
    if SHELF not in os.environ:  # the processes that pytest-xdist starts inherit it
        folder = mkdtemp(prefix="te-planner-tests-")
        os.environ[SHELF] = folder
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
        config.add_cleanup(lambda: os.environ.pop(SHELF, None))

"""The list of keys against the screens they work on: a key that leads nowhere does nothing, in silence."""

from collections import Counter
from importlib import import_module

import pytest

from te_planner.tui.app import SCREENS, PlannerApp
from te_planner.tui.keys import ALL, KEYS, bindings


@pytest.mark.parametrize("name", ALL)
def test_each_key_of_a_screen_is_there_once_and_does_something(name: str) -> None:
    module, _, found = SCREENS[name].partition(":")
    screen = getattr(import_module(f"te_planner.tui.{module}"), found)
    for each in bindings(name):
        action = each.action.partition("(")[0]
        owner = PlannerApp if action.startswith("app.") else screen
        assert callable(getattr(owner, f"action_{action.removeprefix('app.')}", None)), each
    taken = Counter(key for each in KEYS if name in each.screens for key in each.keys)
    assert not [key for key, times in taken.items() if times > 1]

"""The command palette: to any cell, project, benefit, system or command by its name."""

from collections.abc import AsyncIterator, Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from rich.text import Text
from textual.command import DiscoveryHit, Hit, Provider

from te_planner.tui import routes
from te_planner.tui.keys import CHANGE, LOOK, SCREENS
from te_planner.tui.lines import Target, clean
from te_planner.tui.screen import PlanScreen

if TYPE_CHECKING:
    from te_planner.tui.app import PlannerApp


class Command(NamedTuple):
    name: str
    run: Callable[[], Any]


class Palette(Provider):
    """Names are data: they are shown as the characters that they are."""

    @property
    def planner(self) -> "PlannerApp":
        return cast("PlannerApp", self.app)

    async def discover(self) -> AsyncIterator[DiscoveryHit]:
        for command in self._actions():
            yield DiscoveryHit(Text(command.name), command.run, command.name)

    async def search(self, query: str) -> AsyncIterator[Hit]:
        matcher = self.matcher(query)
        for command in (*self._actions(), *self._places()):
            # not matcher.highlight, which would read markup in a typed name
            score = matcher.match(command.name)
            if score > 0:
                yield Hit(score, Text(command.name), command.run, command.name)

    def _actions(self) -> Iterator[Command]:
        screen = self.screen
        if not isinstance(screen, PlanScreen):
            return
        for key in (*SCREENS, *LOOK, *CHANGE):
            if screen.NAME in key.screens and key.action not in ("open", "back", "app.command_palette"):
                name = f"{key.label[:1].upper()}{key.label[1:]}: {key.text}  ({key.shown.split()[0]})"
                yield Command(name, partial(screen.run_action, key.action))

    def _places(self) -> Iterator[Command]:
        readiness = self.planner.readiness
        if readiness is None:
            return
        for work in readiness.projects.values():
            name = f"{work.project.key} {clean(work.project.title)}"
            yield Command(name, partial(self.planner.go, routes.project(work)))
        for ref in readiness.roadmap.cells:
            name = f"{ref} {readiness.roadmap.title(ref)}"
            yield Command(name, partial(self.planner.go, Target("cell", ref)))
        for id_, system in readiness.systems.items():
            yield Command(f"System {clean(system.system.name)}", partial(self.planner.set_system, id_))

"""The least that Textual can do: one word on the screen, which a key changes. Ours is measured beside it.

Another key shows another screen, full of text and nothing else: what a change of the whole screen costs in
Textual alone.
"""

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.widgets import Static

SHOWN, TURNED, FULL = "a bare screen", "and turned", "a full screen"
LINES = "\n".join(f"{number:>3} {FULL} " + "text " * 20 for number in range(60))


class FullScreen(Screen[None]):
    """Sixty lines of text."""

    def compose(self) -> ComposeResult:
        yield Static(LINES)


class BareApp(App[None]):
    """`x` changes the word, `s` shows the other screen and comes back, `q` quits."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("q", "quit", "Quit"),
        ("x", "turn", "Turn"),
        ("s", "switch", "Switch"),
    ]
    SCREENS: ClassVar = {"full": FullScreen}

    def compose(self) -> ComposeResult:
        yield Static(SHOWN)

    def action_turn(self) -> None:
        word = self.query_one(Static)
        word.update(TURNED if str(word.content) == SHOWN else SHOWN)

    def action_switch(self) -> None:
        if isinstance(self.screen, FullScreen):
            self.pop_screen()
        else:
            self.push_screen("full")


if __name__ == "__main__":
    BareApp().run()

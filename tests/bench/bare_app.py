"""The least that Textual can do: one word on the screen, which a key changes. Ours is measured beside it."""

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

SHOWN, TURNED = "a bare screen", "and turned"


class BareApp(App[None]):
    """`x` changes the word, `q` quits."""

    BINDINGS: ClassVar[list[BindingType]] = [("q", "quit", "Quit"), ("x", "turn", "Turn")]

    def compose(self) -> ComposeResult:
        yield Static(SHOWN)

    def action_turn(self) -> None:
        word = self.query_one(Static)
        word.update(TURNED if str(word.content) == SHOWN else SHOWN)


if __name__ == "__main__":
    BareApp().run()

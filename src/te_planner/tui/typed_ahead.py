"""Keys typed ahead wait until the one before has done its work.

Textual hands each key at once to what is focused at that moment: of `n`, a title and `enter` typed in one go,
the title would reach the screen that `n` is about to cover with a form, letter by letter as commands.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from functools import partial
from time import monotonic

from textual import events
from textual.app import App
from textual.message_pump import MessagePump

PATIENCE = 2.0
"""Seconds after which a key that came to no end is given up; the keys behind it go on."""
OPENING = 0.5
"""Seconds in which a window that opens takes the cursor."""
SOON = 0.02
REST = 0.05
"""Seconds: nobody asks sooner whether a key has done its work, unless the next one is there."""


class TypedAhead(App[None]):
    """An app that takes one key after the other."""

    def __init__(self) -> None:
        super().__init__()
        self._ahead: deque[events.Key | events.Paste] = deque()
        self._since = 0.0  # when the key that is at work was handed on; 0: none is
        self._target: MessagePump = self
        self._followed = False

    async def on_event(self, event: events.Event) -> None:
        if not isinstance(event, (events.Key, events.Paste)) or event.is_forwarded:
            await super().on_event(event)
        elif self._ahead or self.at_work:
            self._ahead.append(event)
            self.follow()
            self.set_timer(PATIENCE, self._unstick)
        else:
            await self._hand_on(event)

    @property
    def at_work(self) -> bool:
        """Whether a key has not done its work yet."""
        return bool(self._since) and (self._saving or monotonic() - self._since < PATIENCE)

    async def _unstick(self) -> None:
        if not self.at_work:
            await self._next()

    async def _hand_on(self, event: events.Key | events.Paste) -> None:
        if isinstance(event, events.Key) and (
            self.focused and self.focused.check_consume_key(event.key, event.character)
        ):
            await super().on_event(event)  # a letter of a text moves no cursor elsewhere
            return
        self._since, self._followed = monotonic(), False
        self._target = self.focused or self.screen
        await super().on_event(event)
        asyncio.get_running_loop().call_later(REST, self.follow)  # once what it changed is painted

    def follow(self) -> None:
        """Find out when the key at work has done it."""
        if self._followed or self._ending:
            return
        self._followed = True
        # twice: behind the key, then behind what came of it, such as a field's word that enter was pressed
        self._climb(self._target, partial(self._climb, self._target, self._done))

    def _climb(self, node: MessagePump, then: Callable[[], None]) -> None:
        """Up from what had the focus to the app, behind all that waits at each step; then the rest."""

        def worked() -> None:
            parent = node._parent
            if parent is None:
                then()
            else:
                self._climb(parent, then)

        if not node.call_later(worked):  # it is gone
            then()

    def _done(self) -> None:
        self.call_later(self._next)

    def _settle(self) -> None:
        """Go on behind what the screen has yet to do."""
        if not (self._ending or self.screen.call_after_refresh(self._done)):
            self._done()

    @property
    def _ending(self) -> bool:
        return self._exit or not self._running

    async def _next(self) -> None:
        if self._ending:
            return
        if self._saving or self._coming:
            # what is typed behind enter is not meant for the form, but for where it leads
            self.set_timer(SOON, self._settle)
            return
        self._since = 0.0
        while self._ahead and not self._since:
            await self._hand_on(self._ahead.popleft())
        if self._ahead:
            self.follow()

    @property
    def _saving(self) -> bool:
        return bool(getattr(self.screen, "saving", False))

    @property
    def _coming(self) -> bool:
        """What the key has opened is not there yet, or the cursor is not yet in it."""
        if monotonic() - self._since > OPENING:
            return False
        screen = self.screen
        return not screen.is_mounted or (self.focused is None and bool(screen.focus_chain))

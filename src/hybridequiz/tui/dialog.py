"""What all dialogs share: one stands until it is closed, once; before and after that nothing happens in it."""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen

T = TypeVar("T")


class Dialog(ModalScreen[T]):
    """Stands over a screen until it is closed.

    A key, a click or a message can come before it is drawn, while it is closing, and when another screen already
    stands over it, such as that of a pause. Then there is nothing to fill, and no screen that may be taken away.
    """

    def on_mount(self) -> None:
        """Fill it, unless it was closed before it was drawn."""
        if self in self.app.screen_stack:
            self.fill()

    def fill(self) -> None:
        """Put into its widgets what they show, and let the keys go to one of them."""

    @property
    def stands(self) -> bool:
        """Tell whether it is drawn, and uppermost."""
        return self.is_mounted and self.is_active

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let keys and clicks do something only where it stands."""
        return self.stands and super().check_action(action, parameters)

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Close it and give what was chosen; nothing where it does not stand uppermost."""
        return super().dismiss(result) if self.is_active else AwaitComplete()

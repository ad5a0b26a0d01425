"""Nothing on the screen moves by and by: what Textual would animate is there at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual._animator import Animator

if TYPE_CHECKING:
    from textual._types import CallbackType


class StillAnimator(Animator):
    """Puts a value in place at once.

    Textual's own keeps what is under way in a table, and ends the program where a scroll that is not animated takes a
    row out of it in the midst of a step: which happens where something is kept in sight while it is scrolled.
    """

    def animate(
        self,
        obj: object,
        attribute: str,
        value: object,
        *,
        final_value: object = ...,
        on_complete: CallbackType | None = None,
        **_how: object,
    ) -> None:
        """Give an attribute its last value, and tell that it has it."""
        setattr(obj, attribute, value if final_value is ... else final_value)
        if on_complete is not None:
            self.app.call_later(on_complete)

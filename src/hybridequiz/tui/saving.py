"""Trouble with the disk: what could not be saved stays on the screen, is told, and can be saved elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from textual import work

from hybridequiz.problems import HybridequizError
from hybridequiz.store.errors import NOT_SAVED, ResponseClosed
from hybridequiz.store.fieldwork import Sitting
from hybridequiz.tui.dialogs import TextDialog
from hybridequiz.tui.screens import PageScreen
from hybridequiz.tui.trouble import TroubleDialog, WayOut
from hybridequiz.wording.errors import error_words

UNSAVED: Final = (*NOT_SAVED, ResponseClosed)
"""Errors after which what is on the screen is not saved, and the person must choose what to do."""


class SavingScreen(PageScreen):
    """A screen on which an interview is saved.

    Args:
        sitting: The interview.
        ascii_only: Whether to draw with ASCII signs only.
    """

    def __init__(self, sitting: Sitting, *, ascii_only: bool = False) -> None:
        super().__init__(ascii_only=ascii_only)
        self.sitting = sitting
        self.may_save_elsewhere = True

    def _attempt(self, operation: Callable[[], object]) -> bool:
        """Do something that saves; when it cannot be saved, say so and offer ways out.

        Returns:
            Whether it was saved.
        """
        try:
            operation()
        except UNSAVED as error:
            self._say_unsaved(error)
            self._offer_ways_out(operation, error)
            return False
        return True

    def _say_unsaved(self, error: HybridequizError) -> None:
        words = error_words(error, self.language)
        self.message.say(self.ui.say("NOT SAVED: {problem}", problem=words), "alarm")

    @work(exclusive=True, group="trouble")
    async def _offer_ways_out(
        self, operation: Callable[[], object], error: HybridequizError
    ) -> None:
        """Offer to try again, or to go on in another folder; the answer stays on the screen."""
        dialog = TroubleDialog(error, self.language, elsewhere=self.may_save_elsewhere)
        way = await self.app.push_screen_wait(dialog)
        if way is WayOut.ANOTHER_FOLDER:
            asked = TextDialog(
                self.ui.say("Another folder"),
                self.ui.say("Type the folder, such as that of a USB stick."),
                "",
                self.language,
                required=True,
                wanted=self.ui.say("Type the name of a folder."),
            )
            typed = await self.app.push_screen_wait(asked)
            if typed is None:
                return
            try:
                self._move_to(typed)
            except UNSAVED as again:
                self._say_unsaved(again)
                self._offer_ways_out(operation, again)
                return
        if way is not None and self._attempt(operation):
            folder = self.sitting.journal.data_folder
            said = self.ui.say("saved in {folder}", folder=folder)
            self.message.say(f"✓ {said}", "saved")

    def _move_to(self, typed: str) -> None:
        """Save the whole interview in the folder that was typed."""
        self.sitting.move_to(Path(typed.strip()).expanduser())

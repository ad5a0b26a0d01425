"""How an interview is covered for a while, or left to go on later: all of it is saved before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters, work

from hybridequiz.tui import interview_texts as texts
from hybridequiz.tui.interview_flow import InterviewFlow
from hybridequiz.tui.pause import PauseScreen
from hybridequiz.tui.saving import UNSAVED

if TYPE_CHECKING:
    from hybridequiz.tui.app import HybridequizApp


class LeavingScreen(InterviewFlow):
    """Covers an interview, and leaves it."""

    if TYPE_CHECKING:
        app = getters.app(HybridequizApp)

    waited: int = 0
    """Milliseconds that nobody was there, where that is why the interview is left."""
    may_tell_code: bool = True
    """Whether the code may be shown to who leaves: not where a kiosk's start, or the shell, must follow at once."""
    _is_covered: bool = False
    """Whether it is paused, and that is saved."""
    _is_blank: bool = False
    """Whether it is covered, saved or not: who leaves then may be anybody."""
    _is_told: bool = False
    """Whether the code was told to who leaves."""
    _is_gone: bool = False

    def action_pause(self) -> None:
        """Blank the screen at once; the code brings it back: F8."""
        self.pause("key")

    @work
    async def pause(self, by: str) -> None:
        """Blank the screen at once; `by`: the key, or nobody at the keyboard."""
        if self.interview.finished is not None or self._was_left:
            return
        self.keep_draft()
        try:
            self.conductor.pause(by, idle=self._take_waited())
        except UNSAVED as error:
            self._say_unsaved(error)
        saved = self._is_covered = not self.message.has_class("alarm")
        card = texts.code_card(self.interview) if self._card_due else None
        self._card_due = False
        cover = PauseScreen(self.interview, saved=saved, card=card)
        self._is_blank = True
        came_back = await self.app.push_screen_wait(cover)
        self._is_covered = self._is_blank = False
        if not came_back:
            return
        self._attempt(self.conductor.come_back)
        if self._is_interview and self._alone:
            self._alone = (
                False  # the laptop is handed over once more, and nothing half typed shows before
            )
            self._drafts.clear()
        if self.page.presented is not None:
            self.refresh_view()

    def _take_waited(self) -> int:
        """Give how long nobody was there, once."""
        waited, self.waited = self.waited, 0
        return waited

    def action_leave(self) -> None:
        """Save and leave, to continue later."""
        self.leave("key")

    def leave(self, by: str) -> None:
        """Save and leave; what cannot be saved is told before one may leave without it."""
        if self.save_and_stop(by) or self.told_unsaved:
            if by == "key" and self._tells_code_again:
                self._tell_code()
            else:
                self._depart()
            return
        self.told_unsaved, self._was_left = True, False
        words = self.ui.say("NOT SAVED. Make room, or press Ctrl+Q again to leave without it.")
        self.message.say(words, "alarm")

    @property
    def is_left(self) -> bool:
        """Tell whether it is saved and left, though its code may still be shown."""
        return self._was_left

    @property
    def _tells_code_again(self) -> bool:
        """Tell whether the person is to see the code once more: who is alone has it from nobody else."""
        interview = self.interview
        alone = interview.session.mode == "self" and self.may_tell_code
        fresh = not (self._is_told or self._is_blank or self.told_unsaved)
        return alone and fresh and interview.finished is None and bool(interview.given)

    @work
    async def _tell_code(self) -> None:
        """Show the code, then leave."""
        from hybridequiz.tui.farewell import FarewellDialog  # no question needs it

        self._is_told = True
        await self.app.push_screen_wait(FarewellDialog(self.interview))
        self._depart()

    def _depart(self) -> None:
        """Leave, once."""
        if not self._is_gone:
            self._is_gone = True
            self._leave(self.sitting)

    def save_and_stop(self, by: str) -> bool:
        """Keep what is half typed and note the pause, unless it is paused; tell whether that is saved."""
        if self.interview.finished is not None or self._was_left or self._is_covered:
            return True
        self._was_left = True
        presented = self.page.presented
        try:
            if presented is not None and presented.question is not None:
                self.conductor.keep_draft(self._half_typed(presented))
            self.conductor.pause(by, idle=self._take_waited())
        except UNSAVED:
            return False
        return True

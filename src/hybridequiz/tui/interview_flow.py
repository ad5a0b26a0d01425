"""The course of an interview: what shows next, and how an answer is saved before it does."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from textual import on, work
from textual.timer import Timer

from hybridequiz.interview.answers import Answer
from hybridequiz.interview.complaints import ComplaintKind, InvalidAnswer
from hybridequiz.interview.conductor import Conductor
from hybridequiz.interview.interview import Interview
from hybridequiz.interview.outcomes import Consequences, NeedsConfirmation
from hybridequiz.questionnaire.instrument import Planned
from hybridequiz.store.fieldwork import Sitting
from hybridequiz.tui import interview_texts as texts
from hybridequiz.tui.asking import ask_reasons
from hybridequiz.tui.chrome import Key
from hybridequiz.tui.drafts import drafts_of
from hybridequiz.tui.fields.choices import LARGE
from hybridequiz.tui.item_keys import Reach, item_keys
from hybridequiz.tui.lost_letters import LostLetters
from hybridequiz.tui.page_messages import Changed, Done
from hybridequiz.tui.saving import UNSAVED, SavingScreen
from hybridequiz.tui.screens import MenuItem
from hybridequiz.tui.selection import Selection
from hybridequiz.wording.complaints import complaint_words
from hybridequiz.wording.presentation import Presented, apart, present
from hybridequiz.wording.rendering import text_words

BOUNCE: Final = 0.15
"""Seconds after a question appears in which a key chooses, but does not go on: a key that was pressed twice."""
DRAFT_PAUSE: Final = 0.5
"""Seconds without a key after which what is half typed is kept."""


class InterviewFlow(SavingScreen):
    """Shows what is next, saves what is answered, and goes on.

    Args:
        sitting: The interview.
        leave: Called when the person is done here.
        advance: Whether the key of an option also goes on; None: in interviews only.
        ascii_only: Whether to draw with ASCII signs only.
    """

    def __init__(
        self,
        sitting: Sitting,
        leave: Callable[[Sitting], None],
        *,
        advance: bool | None = None,
        ascii_only: bool = False,
    ) -> None:
        super().__init__(sitting, ascii_only=ascii_only)
        self._leave = leave
        self._advance = self._is_interview if advance is None else advance
        self._asked_empty = self._asked_name = False
        self._warned: Answer | None = None
        self._lost = LostLetters()
        self._exit_agreed = self._card_shows = False
        self._appeared = 0.0
        self._card_due = sitting.interview.sittings == 1 and not sitting.interview.given
        self._alone = False
        self._was_left = self._reviewing = False
        self._reach = Reach()
        self._between = False
        self.told_unsaved = False
        self._drafts = drafts_of(sitting)
        self._draft_timer: Timer | None = None

    @property
    def conductor(self) -> Conductor:
        """Give what conducts the interview."""
        return self.sitting.conductor

    @property
    def interview(self) -> Interview:
        """Give the interview's state."""
        return self.sitting.interview

    @property
    def language(self) -> str:
        """Give the language of the interview."""
        return self.interview.language

    @property
    def _is_interview(self) -> bool:
        return self.interview.session.mode == "interview"

    def on_mount(self) -> None:
        """Show where the interview is."""
        self.refresh_view()

    # What is shown

    def refresh_view(self) -> None:
        """Show what is next: an item, an interlude, the exit, the review, or the end."""
        self._asked_empty = self._asked_name = self._reviewing = self._between = False
        self._warned = None
        interview, current = self.interview, self.conductor.current
        if interview.finished is not None:
            self._show_end()
        elif self._exit_waits(current):
            self._show_exit()
        elif self._card_shows:
            self._show_card()
        elif current is None and (interview.route.exit or interview.ended is not None):
            self._attempt(self._finish)
        elif current is None:
            self.show_review()
        elif not self._hands_over(current):
            self._show_item(current)

    def _show_item(self, planned: Planned) -> None:
        """Show a question or a note."""
        self._menu = ()
        kept = self._drafts.get(planned.id, "")
        presented = present(self.interview, planned)
        if self.app.has_class(LARGE):
            presented = apart(presented)
        if not presented.is_beside(self.page.presented):
            self._reach = Reach()  # else there is as much to see as before
        self.page.show_question(presented, self.language, kept)
        self.page.tell_probes(texts.probe_words(self.interview, planned))
        self._appeared = time.monotonic()
        self.tell(texts.heading(self.interview), self._item_keys(planned))
        self.call_after_refresh(self._tell_reach)

    def page_moved(self) -> None:
        """Tell whether there is more to see, and whether Enter reads on, when that changes.

        Only once the sizes are settled: what the keys need decides how high the page is, and in the middle of a
        layout the page seems too small for a moment; telling that would lay out all anew, for ever.
        """
        self.call_after_refresh(self._tell_reach)

    def _tell_reach(self) -> None:
        planned = self.conductor.current
        presented = self.page.presented
        if self._menu or planned is None or presented is None or presented.planned is not planned:
            return
        reach = Reach(
            above=self.page.scroll_y > 0,
            below=self.page.has_below,
            reads_on=self.page.has_more and self._would_read_on(planned),
            naming=self.page.is_naming,
        )
        if reach != self._reach:
            self._reach = reach
            self.keys.tell(self._item_keys(planned))

    def _item_keys(self, planned: Planned) -> list[Key]:
        """Give the keys that work at an item as it is shown."""
        shown = self.page.presented
        shape = None if shown is None else shown.shape
        return item_keys(self.conductor, planned, self._reach, shape)

    def _would_read_on(self, planned: Planned) -> bool:
        """Tell whether Enter shows what is below instead of going on: where nothing was answered yet."""
        if planned.question is None:
            return True
        try:
            answer = self.page.answer()
        except InvalidAnswer:
            return False
        return not (answer.given or answer == self.interview.answers.get(planned.id))

    def _exit_waits(self, current: Planned | None) -> bool:
        """Tell whether an exit is taken that the person has not agreed to yet."""
        taken = self.interview.route.exit is not None and not self._exit_agreed
        return taken and (current is None or current.after_exit)

    def _show_exit(self) -> None:
        """Say goodbye, and let the person turn back."""
        self.message.say("")
        taken = self.interview.route.exit
        assert taken is not None  # noqa: S101 - asked by the caller
        self.show_menu(
            text_words(self.interview, taken.exit.text),
            texts.exit_consequence(self.interview, taken.exit),
            [
                MenuItem(self.ui.say("Stop here"), self._agree_to_exit),
                MenuItem(self.ui.say("Back to the question"), self.action_back),
            ],
        )
        self.tell(texts.farewell_heading(self.interview), texts.menu_keys(self.interview))

    def _agree_to_exit(self) -> None:
        self._exit_agreed = True
        self.message.say("")
        self.refresh_view()

    def _hands_over(self, current: Planned) -> bool:
        """Show the words for handing the laptop over, where a self-block begins or ends."""
        alone = current.item.self_block
        if not self._is_interview or alone == self._alone:
            return False

        def handed_over() -> None:
            self._alone = alone
            self.refresh_view()

        self._interlude(texts.hand_over(self.interview, to_respondent=alone), "", handed_over)
        return True

    def _show_card(self) -> None:
        """Show the card that tells the code, until the person goes on."""

        def read() -> None:
            self._card_shows = False
            self.refresh_view()

        heading, body = texts.code_card(self.interview)
        self._interlude(heading, body, read)

    def _interlude(self, heading: str, body: str, go_on: Callable[[], None]) -> None:
        """Show a text that is no question; Enter goes on, no digit does."""
        self._between = True
        self.show_menu(heading, body, [MenuItem(self.ui.say("Go on"), go_on, numbered=False)])
        self.tell(texts.heading(self.interview), texts.menu_keys(self.interview))

    def _show_end(self) -> None:
        """Say thanks; an interviewer sees the summary next."""
        heading, body = texts.end(self.interview)
        done = [MenuItem(self.ui.say("Close"), lambda: self._leave(self.sitting))]
        self.show_menu(heading, body, done)
        self.tell(texts.farewell_heading(self.interview), texts.end_keys(self.language))
        if self._is_interview:
            self._leave(self.sitting)

    # Going on

    def action_next(self) -> None:
        """Save what is shown and go on."""
        if self.pick_row():
            return
        planned = self.conductor.current
        if planned is None or self.page.presented is None:
            return
        if planned.question is None:
            if not self.page.reads_on():
                self._attempt(self._read_note)
        else:
            self._attempt(self._answer)

    @on(Done)
    def _field_done(self) -> None:
        self.action_next()

    @on(Changed)
    def _page_changed(self, event: Changed) -> None:
        """Keep a draft soon; go on at once where that is wanted."""
        if event.presented is not self.page.presented:
            return  # said of a question that is not shown any more
        self._asked_empty = self._asked_name = False
        self._stop_draft_timer()
        if self._goes_on(event):
            if not self._attempt(self._answer) or self._warned is not None:
                self.page.draw_column()
        else:
            self.message.say("")
            self._warn_of_typed()
            self._tell_reach()
            self._draft_timer = self.set_timer(DRAFT_PAUSE, self.keep_draft)

    def _goes_on(self, event: Changed) -> bool:
        """Tell whether what was decided is the answer: in a grid it is, as long as an item follows."""
        if event.decided_by == "item" and event.presented is not None:
            return self._advance or not event.presented.is_last
        settled = time.monotonic() - self._appeared > BOUNCE
        return event.decided_by == "enter" or (
            event.decided_by == "key" and self._advance and settled
        )

    def keep_draft(self) -> None:
        """Keep what is half typed; it is no answer yet. It shows again when the person comes back to it."""
        self._stop_draft_timer()
        presented = self.page.presented
        if presented is not None and presented.question is not None:
            name, half = presented.planned.id, self._half_typed(presented)
            if half != self._drafts.get(name, ""):
                self._drafts[name] = half
                try:
                    self.conductor.keep_draft(half)
                except UNSAVED as error:
                    self._say_unsaved(error)  # the next key, or the answer, tries again
                    del self._drafts[name]

    def _half_typed(self, presented: Presented) -> str:
        """Give what is half typed as a draft; nothing where it is the answer so far."""
        draft = self.page.selection.draft()
        return "" if draft == Selection.of(presented).draft() else draft

    def _stop_draft_timer(self) -> None:
        if self._draft_timer is not None:
            self._draft_timer.stop()

    def _read_note(self) -> None:
        self.conductor.read_note()
        self.message.say("")
        self.refresh_view()

    def _answer(self, reasons: dict[int, str] | None = None) -> None:
        """Save the answer, or say what is wrong with it."""
        self._stop_draft_timer()
        planned = self.conductor.current
        try:
            answer = self.page.answer(unnamed=self._asked_name)
            if planned is None or self._asks_first(planned, answer):
                return
            if reasons is None and self._warns(answer):
                return
            if answer == self.interview.answers.get(planned.id):
                self.conductor.go_on()
                self.message.say("")
                self.refresh_view()
            else:
                self._after(self.conductor.answer(answer, reasons=reasons))
        except InvalidAnswer as error:
            words = complaint_words(error.complaint, self.language, interview=self.interview)
            if error.complaint.kind is ComplaintKind.OTHER_NEEDED:
                self._asked_name = True
                words += " " + self.ui.say("Go on again to leave it empty.")
                self.page.name_missing()
            self.message.say(words, "wrong")
        except NeedsConfirmation as question:
            self.message.say("")
            self._confirm(question, self._answer)

    def _warns(self, answer: Answer) -> bool:
        """Tell what a correction will set aside; tell whether that was not told of this answer yet."""
        words = texts.will_set_aside(self.conductor, answer)
        before, self._warned = self._warned, answer if words else None
        if words:
            self.message.say(words, "info")
        return self._warned != before and bool(words)

    def _warn_of_typed(self) -> None:
        """Tell at once what a correction will set aside: Enter goes on then."""
        presented = self.page.presented
        if presented is not None and presented.question is not None:
            with suppress(InvalidAnswer):
                self._warns(self.page.answer())

    def _asks_first(self, planned: Planned, answer: Answer) -> bool:
        """Before leaving a question empty: show what is below the fold, then ask once; tell of lost letters."""
        if answer == self.interview.answers.get(planned.id):
            return False
        if answer.given:
            return self._lost.hold_up(answer, self.message, self.language)
        if self.page.reads_on():
            return True
        if planned.question is None or planned.question.required or self._asked_empty:
            return False
        self._asked_empty = True
        self.message.say(texts.nothing_filled_in(self.interview, planned), "info")
        return True

    @work
    async def _confirm(
        self, question: NeedsConfirmation, go_on: Callable[[dict[int, str]], None]
    ) -> None:
        """Ask of every soft check whether the answer is right all the same, and why; then save it."""
        reasons = await ask_reasons(self.app, self.interview, question)
        if reasons is not None:
            self._attempt(lambda: go_on(reasons))

    def _after(self, consequences: Consequences) -> None:
        """Tell that the answer is saved and what it brought about; go on."""
        if self.page.presented is not None:
            self._drafts.pop(self.page.presented.planned.id, None)
        self.message.say(texts.saved(self.interview, consequences), "saved")
        if self._card_due and self.interview.route.exit is None:
            self._card_due, self._card_shows = False, True
        self.refresh_view()

    def _finish(self) -> None:
        self.conductor.finish()
        self.message.say("")
        self.refresh_view()

    # What the ways out and about do

    def show_review(self) -> None:
        """Show what is still open, and the ways to end."""
        raise NotImplementedError

    def action_back(self) -> None:
        """Go back one item."""
        raise NotImplementedError

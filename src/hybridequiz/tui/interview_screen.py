"""The interview: one question a view; every answer is on the disk before the next one shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Final

from textual import on, work
from textual.binding import BindingType

from hybridequiz.interview.answers import Answer
from hybridequiz.interview.complaints import ComplaintKind, InvalidAnswer
from hybridequiz.interview.conductor import Conductor, Consequences, NeedsConfirmation
from hybridequiz.interview.interview import Interview
from hybridequiz.questionnaire.instrument import Planned
from hybridequiz.questionnaire.states import Missing
from hybridequiz.store.errors import StorageError
from hybridequiz.store.fieldwork import Sitting
from hybridequiz.tui import interview_texts as texts
from hybridequiz.tui.dialogs import PickDialog, TellDialog, TextDialog
from hybridequiz.tui.keys import INTERVIEW_KEYS
from hybridequiz.tui.page import Page
from hybridequiz.tui.pause import PauseScreen
from hybridequiz.tui.screens import MenuItem, PageScreen
from hybridequiz.tui.trouble import TroubleDialog
from hybridequiz.wording.complaints import complaint_words
from hybridequiz.wording.interface import language_name
from hybridequiz.wording.presentation import Shape, present
from hybridequiz.wording.rendering import text_words

DRAFT_PAUSE: Final = 0.5
"""Seconds without a key after which what is half typed is kept."""


@dataclass(frozen=True, slots=True)
class Left:
    """How the interview screen was left."""

    finished: bool
    by: str = "key"


class InterviewScreen(PageScreen):
    """Conducts an interview on the screen.

    Args:
        sitting: The interview.
        leave: Called when the person is done here.
        advance: Whether the key of an option also goes on; None: in interviews only.
        ascii_only: Whether to draw with ASCII signs only.
    """

    BINDINGS: ClassVar[list[BindingType]] = list(INTERVIEW_KEYS)

    def __init__(
        self,
        sitting: Sitting,
        leave: Callable[[Left], None],
        *,
        advance: bool | None = None,
        ascii_only: bool = False,
    ) -> None:
        super().__init__(ascii_only=ascii_only)
        self.sitting = sitting
        self._leave = leave
        self._advance = self._is_interview if advance is None else advance
        self._asked_empty = False
        self._exit_agreed = False
        self._card_due = sitting.interview.sittings == 1 and not sitting.interview.given
        self._alone: bool | None = None
        self._was_left = False
        self._draft_timer = self.set_timer(0, lambda: None, pause=True)

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
        self._asked_empty = False
        interview, current = self.interview, self.conductor.current
        if interview.finished is not None:
            self._show_end()
        elif self._exit_waits(current):
            self._show_exit()
        elif current is None and (interview.route.exit or interview.ended is not None):
            self._attempt(self._finish)
        elif current is None:
            self.show_review()
        elif not self._hands_over(current):
            self._show_item(current)

    def _show_item(self, planned: Planned) -> None:
        """Show a question or a note."""
        self._menu = ()
        draft = self.sitting.journal.draft()
        kept = draft.text if draft and draft.question == planned.id else ""
        self.page.show_question(present(self.interview, planned), self.language, kept)
        self.tell(texts.heading(self.interview), texts.item_keys(self.conductor, planned))

    def _exit_waits(self, current: Planned | None) -> bool:
        """Tell whether an exit is taken that the person has not agreed to yet."""
        taken = self.interview.route.exit is not None and not self._exit_agreed
        return taken and (current is None or current.after_exit)

    def _show_exit(self) -> None:
        """Say goodbye, and let the person turn back."""
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
        self.tell(texts.heading(self.interview), texts.menu_keys(self.language))

    def _agree_to_exit(self) -> None:
        self._exit_agreed = True
        self.message.say("")
        self.refresh_view()

    def _hands_over(self, current: Planned) -> bool:
        """Show the words for handing the laptop over, where a self-block begins or ends."""
        alone = current.item.self_block
        before, self._alone = self._alone, alone
        if not self._is_interview or before in (None, alone) and not (before is None and alone):
            return False
        words = texts.hand_over(self.interview, to_respondent=alone)
        self._interlude(words, "", lambda: self._show_item(current))
        return True

    def _interlude(self, heading: str, body: str, go_on: Callable[[], None]) -> None:
        """Show a text that is no question; Enter goes on."""
        self.show_menu(heading, body, [MenuItem(self.ui.say("Go on"), go_on)])
        self.tell(texts.heading(self.interview), texts.menu_keys(self.language))

    def show_review(self) -> None:
        """Show what is still open, and the ways to end."""
        review = texts.review(self.conductor)
        items = [
            MenuItem(texts.short(self.interview, one), self._jumper(one))
            for one in review.open
        ]
        items += [
            MenuItem(
                texts.short(self.interview, one.planned),
                self._jumper(one.planned),
                note=one.check.text.in_language(self.language),
            )
            for one in review.broken
        ]
        ways: list[MenuItem] = []
        if review.may_finish:
            ways.append(MenuItem(self.ui.say("Finish"), lambda: self._attempt(self._finish)))
        if self.conductor.current is not None:
            ways.append(MenuItem(self.ui.say("Back to the question"), self._back_to_item))
        ways.append(MenuItem(self.ui.say("Save, and continue later"), self.action_leave))
        if self.interview.ended is None:
            ways.append(MenuItem(self.ui.say("End now, unfinished"), self.end_now))
        apart = [MenuItem(one.label, one.run, note=one.note, apart=True) for one in items]
        self.show_menu(review.heading, review.body, [*ways, *apart])
        self.tell(texts.heading(self.interview), texts.menu_keys(self.language, back=True))

    def _back_to_item(self) -> None:
        self.message.say("")
        self.refresh_view()

    def _jumper(self, planned: Planned) -> Callable[[], None]:
        return lambda: self._jump_to(planned)

    def _show_end(self) -> None:
        """Say thanks; an interviewer sees the summary next."""
        heading, body = texts.end(self.interview)
        done = [MenuItem(self.ui.say("Close"), lambda: self._leave(Left(finished=True)))]
        self.show_menu(heading, body, done)
        self.tell(texts.heading(self.interview), texts.menu_keys(self.language))
        if self._is_interview:
            self._leave(Left(finished=True))

    # Going on

    def action_next(self) -> None:
        """Save what is shown and go on."""
        if self.pick_row():
            return
        planned = self.conductor.current
        if planned is None:
            return
        if planned.question is None:
            if not self.page.reads_on():
                self._attempt(self._read_note)
        else:
            self._attempt(self._answer)

    @on(Page.Done)
    def _field_done(self) -> None:
        self.action_next()

    @on(Page.Changed)
    def _page_changed(self, event: Page.Changed) -> None:
        """Keep a draft soon; go on at once where that is wanted."""
        self._asked_empty = False
        self.message.say("")
        self._draft_timer.stop()
        if event.decided_by == "enter" or (event.decided_by == "key" and self._advance):
            self._attempt(self._answer)
        else:
            self._draft_timer = self.set_timer(DRAFT_PAUSE, self.keep_draft)

    def keep_draft(self) -> None:
        """Keep what is half typed; it is no answer yet."""
        self._draft_timer.stop()
        if self.page.presented is not None and self.page.presented.question is not None:
            self._attempt(lambda: self.conductor.keep_draft(self.page.selection.draft()))

    def _read_note(self) -> None:
        self.conductor.read_note()
        self.message.say("")
        self.refresh_view()

    def _answer(self, reasons: dict[int, str] | None = None) -> None:
        """Save the answer, or say what is wrong with it."""
        self._draft_timer.stop()
        planned = self.conductor.current
        try:
            answer = self.page.answer()
            if planned is None or self._asks_first(planned, answer):
                return
            if answer == self.interview.answers.get(planned.id):
                self.conductor.go_on()
                self.message.say("")
                self.refresh_view()
            else:
                self._after(self.conductor.answer(answer, reasons=reasons))
        except InvalidAnswer as error:
            self.message.say(complaint_words(error.complaint, self.language), "wrong")
            if error.complaint.kind is ComplaintKind.OTHER_NEEDED:
                self.page.name_missing()
        except NeedsConfirmation as question:
            self._confirm(question)

    def _asks_first(self, planned: Planned, answer: Answer) -> bool:
        """Before leaving a question empty: show what is below the fold, then ask once."""
        if answer.given or answer == self.interview.answers.get(planned.id):
            return False
        if self.page.reads_on():
            return True
        if planned.question is None or planned.question.required or self._asked_empty:
            return False
        self._asked_empty = True
        self.message.say(
            self.ui.say("Nothing is filled in. Press Enter again to leave it empty."), "info"
        )
        return True

    @work
    async def _confirm(self, question: NeedsConfirmation) -> None:
        """Ask of every soft check whether the answer is right all the same, and why."""
        reasons: dict[int, str] = {}
        for broken in question.broken:
            heading = text_words(self.interview, broken.check.text)
            body = self.ui.say("If it is right, type why. Escape goes back to the question.")
            reason: str | None = ""
            while reason is not None and not reason.strip():
                reason = await self.app.push_screen_wait(
                    TextDialog(heading, body, "", self.language)
                )
            if reason is None:
                return
            reasons[broken.number] = reason
        self._attempt(lambda: self._answer(reasons))

    def _after(self, consequences: Consequences) -> None:
        """Tell that the answer is saved and what it brought about; go on."""
        self.message.say(texts.saved(consequences, self.language), "saved")
        if self._card_due and self.interview.route.exit is None:
            self._card_due = False
            heading, body = texts.code_card(self.interview)
            self._interlude(heading, body, self.refresh_view)
        else:
            self.refresh_view()

    def _finish(self) -> None:
        self.conductor.finish()
        self.message.say("")
        self.refresh_view()

    # Moving about

    def action_back(self) -> None:
        """Go back one item."""
        if self.interview.finished is not None:
            return
        self._exit_agreed = False

        def back() -> None:
            if self.conductor.back():
                self.message.say("")
                self.refresh_view()
            else:
                self.message.say(self.ui.say("This is the first question."), "info")

        self._attempt(back)

    def action_clear(self) -> None:
        """Take the current answer back."""
        if self._menu or self.page.presented is None or self.page.presented.shape is Shape.NOTE:
            return

        def clear() -> None:
            self.conductor.clear()
            self.conductor.keep_draft("")
            self.message.say(self.ui.say("The answer was taken back."), "info")
            self.refresh_view()

        self._attempt(clear)

    def action_say(self, reason: str) -> None:
        """Say don't know, refused or not applicable, where it is offered."""
        if not self._menu and not self.page.say(Missing(reason)):
            self.message.say(self.ui.say("That cannot be said at this question."), "info")

    def action_page(self, way: str) -> None:
        """Scroll the page."""
        if way == "up":
            self.page.scroll_page_up(animate=False)
        else:
            self.page.scroll_page_down(animate=False)

    def action_review(self) -> None:
        """Show what is still open and the ways to end."""
        if self.interview.finished is None:
            self.keep_draft()
            self.message.say("")
            self.show_review()

    @work
    async def action_contents(self) -> None:
        """Show the contents, and jump."""
        if self.interview.finished is not None:
            return
        self.keep_draft()
        entries = texts.contents(self.conductor)
        here = self.conductor.current
        cursor = next((n for n, one in enumerate(entries) if one.planned is here), 0)
        rows = [one.row for one in entries]
        answered = [number for number, one in enumerate(entries) if one.answered]
        heading = self.ui.say("Contents")
        picked = await self.app.push_screen_wait(
            PickDialog(heading, rows, self.language, cursor=cursor, marked=answered)
        )
        if picked is not None:
            self._jump_to(entries[picked].planned)

    def _jump_to(self, planned: Planned) -> None:
        """Jump, or say what must be answered first."""

        def jump() -> None:
            blocked = self.conductor.jump(planned)
            if blocked:
                first = texts.short(self.interview, blocked.open[0])
                self.message.say(self.ui.say("Answer this first: {question}", question=first), "wrong")
            else:
                self.message.say("")
                self.refresh_view()

        self._attempt(jump)

    # Beside the questions

    @work
    async def action_help(self) -> None:
        """Show help on this question, and the keys."""
        planned = self.conductor.current
        if planned is not None and self.interview.finished is None:
            self._attempt(self.conductor.help_opened)
        heading, body = texts.help_on(self.interview, planned)
        await self.app.push_screen_wait(TellDialog(heading, body, self.language))

    @work
    async def action_remark(self) -> None:
        """Ask for a remark on this question."""
        planned = self.conductor.current
        if planned is None or self.interview.finished is not None or not self._is_interview:
            return
        before = self.interview.remarks.get(planned.id, "")
        heading = self.ui.say("Remark on this question")
        body = self.ui.say("No names. It is saved with the answers.")
        text = await self.app.push_screen_wait(TextDialog(heading, body, before, self.language))
        if text is not None and text.strip() != before:
            self._attempt(lambda: self.conductor.remark(text, item=planned))
            self.message.say(texts.tick(self.language), "saved")

    @work
    async def action_language(self) -> None:
        """Switch the language; all answers stay."""
        tags = self.interview.instrument.questionnaire.languages
        if len(tags) == 1 or self.interview.finished is not None:
            self.message.say(self.ui.say("There is one language."), "info")
            return
        tag: str | None = tags[1 - tags.index(self.language)]
        if len(tags) > 2:  # noqa: PLR2004 - with two, the other one is meant
            rows = texts.rows(language_name(one) for one in tags)
            picked = await self.app.push_screen_wait(
                PickDialog(self.ui.say("Language"), rows, self.language)
            )
            tag = None if picked is None else tags[picked]
        if tag is not None:
            self.keep_draft()
            self._attempt(lambda: self.conductor.switch_language(tag))
            self.message.say("")
            self.refresh_view()

    @work
    async def action_pause(self) -> None:
        """Blank the screen at once; the code brings it back."""
        if self.interview.finished is not None:
            return
        self.keep_draft()
        self._attempt(lambda: self.conductor.pause("key"))
        await self.app.push_screen_wait(PauseScreen(self.interview))
        self._attempt(self.conductor.come_back)

    @work
    async def end_now(self) -> None:
        """End early, with a reason; what the interviewer notes still comes."""
        heading = self.ui.say("End this interview now?")
        body = self.ui.say("The answers so far are kept. Type the reason, or Escape to go on.")
        reason = await self.app.push_screen_wait(TextDialog(heading, body, "", self.language))
        if reason is not None:
            self._attempt(lambda: self.conductor.end(reason))
            self.message.say("")
            self.refresh_view()

    def action_leave(self) -> None:
        """Save and leave, to continue later."""
        self.save_and_stop("key")
        self._leave(Left(finished=self.interview.finished is not None))

    def save_and_stop(self, by: str) -> None:
        """Keep what is half typed and note the pause; never stands in the way of leaving."""
        if self.interview.finished is not None or self._was_left:
            return
        self._was_left = True
        try:
            presented = self.page.presented
            if presented is not None and presented.question is not None:
                self.conductor.keep_draft(self.page.selection.draft())
            self.conductor.pause(by)
        except StorageError as error:
            self.log.error(str(error))

    # Trouble with the disk

    def _attempt(self, operation: Callable[[], None]) -> None:
        """Do something that saves; when it cannot be saved, say so and offer ways out."""
        try:
            operation()
        except StorageError as error:
            self.message.say(self.ui.say("NOT SAVED: {problem}", problem=str(error)), "alarm")
            self._offer_ways_out(operation, error)

    @work(exclusive=True, group="trouble")
    async def _offer_ways_out(self, operation: Callable[[], None], error: StorageError) -> None:
        """Offer to try again, or to go on in another folder; the answer stays on the screen."""
        folder = await self.app.push_screen_wait(TroubleDialog(error, self.language))
        if folder is None:
            return
        if folder:
            try:
                self.sitting = self.sitting.moved_to(folder)
            except StorageError as again:
                self._offer_ways_out(operation, again)
                return
        self._attempt(operation)

"""The interview: one question a view; every answer is on the disk before the next one shows."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.binding import BindingType

from hybridequiz.interview.complaints import InvalidAnswer
from hybridequiz.interview.outcomes import Consequences, NeedsConfirmation
from hybridequiz.interview.probes import asks_on
from hybridequiz.questionnaire.instrument import Planned
from hybridequiz.questionnaire.repetition import Row
from hybridequiz.questionnaire.states import Missing
from hybridequiz.tui import interview_texts as texts
from hybridequiz.tui.dialogs import PickDialog, TellDialog, TextDialog
from hybridequiz.tui.keys import INTERVIEW_KEYS
from hybridequiz.tui.leaving import LeavingScreen
from hybridequiz.tui.page_messages import Wanted
from hybridequiz.tui.screens import MenuItem
from hybridequiz.values import replace
from hybridequiz.wording.complaints import complaint_words
from hybridequiz.wording.interface import language_name
from hybridequiz.wording.presentation import Shape
from hybridequiz.wording.rendering import text_words

if TYPE_CHECKING:
    from hybridequiz.tui.app import HybridequizApp


class InterviewScreen(LeavingScreen):
    """Conducts an interview on the screen: its keys, and what they do beside answering."""

    if TYPE_CHECKING:
        app = getters.app(HybridequizApp)

    BINDINGS: ClassVar[list[BindingType]] = list(INTERVIEW_KEYS)

    def show_review(self) -> None:
        """Show what is still open, and the ways to end."""
        self._reviewing = True
        review = texts.review(self.conductor)
        items = [
            MenuItem(
                texts.short(self.interview, one),
                self._jumper(one),
                note=texts.answer_note(self.interview, one),
            )
            for one in (*review.open, *review.left)
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
        if self.interview.ended is None and not (review.may_finish and not review.open):
            ways.append(MenuItem(self.ui.say("End now, unfinished"), self._end_now))
        apart = [replace(one, apart=True, numbered=False) for one in items]
        self.show_menu(review.heading, review.body, [*ways, *apart])
        self.tell(texts.heading(self.interview), texts.menu_keys(self.interview, back=True))

    def _back_to_item(self) -> None:
        self.message.say("")
        self.refresh_view()

    def _jumper(self, planned: Planned) -> Callable[[], None]:
        return lambda: self._jump_to(planned)

    # Moving about

    def action_back(self) -> None:
        """Go back one item."""
        if self.interview.finished is not None or self._between:
            return
        if self._reviewing and self.conductor.current is not None:
            self._back_to_item()
            return
        self._exit_agreed = False
        self.keep_draft()

        def back() -> None:
            if self.conductor.back():
                self.message.say("")
                self.refresh_view()
            else:
                self.message.say(self.ui.say("This is the first question."), "info")

        self._attempt(back)

    def action_erase(self) -> None:
        """Go back with Backspace, but not out of a field: who erases there is not going back."""
        if not self.page.is_typing:
            self.action_back()

    def action_clear(self) -> None:
        """Take the current answer back."""
        if self._menu or self.page.presented is None or self.page.presented.shape is Shape.NOTE:
            return

        def clear() -> None:
            self.conductor.clear()
            self.conductor.keep_draft("")
            self._drafts.clear()
            self.message.say(self.ui.say("The answer was taken back."), "info")
            self.refresh_view()

        self._attempt(clear)

    def action_say(self, reason: str) -> None:
        """Say don't know, refused or not applicable, where it is offered."""
        if not self._menu and not self.page.say(Missing(reason)):
            self.message.say(self.ui.say("That cannot be said at this question."), "info")

    def action_options(self) -> None:
        """Go back from "namely" to the options."""
        self.page.action_leave_naming()

    def action_page(self, way: str) -> None:
        """Scroll the page."""
        if way == "up":
            self.page.scroll_page_up(animate=False)
        else:
            self.page.scroll_page_down(animate=False)

    def action_review(self) -> None:
        """Show what is still open and the ways to end; not while the laptop changes hands."""
        if self.interview.finished is None and not self._between:
            self.keep_draft()
            self.message.say("")
            self.show_review()

    @work
    async def action_contents(self) -> None:
        """Show the contents, and jump; not while the laptop changes hands."""
        if self.interview.finished is not None or self._between:
            return
        self.keep_draft()
        from hybridequiz.tui.contents import Does, contents

        entries = contents(self.conductor)
        here = self.conductor.current
        cursor = next(
            (n for n, one in enumerate(entries) if one.planned is here and one.does is Does.JUMP), 0
        )
        rows = [one.row for one in entries]
        answered = [number for number, one in enumerate(entries) if one.answered]
        heading = self.ui.say("Contents")
        picked = await self.app.push_screen_wait(
            PickDialog(heading, rows, self.language, cursor=cursor, marked=answered)
        )
        if picked is None:
            return
        entry = entries[picked]
        row = entry.planned.row
        if row is None or entry.does in (Does.JUMP, Does.ROW):
            self._jump_to(entry.planned)
            return
        if entry.does is Does.ADD_ROW:
            self._change_rows(partial(self.conductor.add_row, row.repetition))
        elif await self._agrees_to_remove(row):
            self._drop_drafts()  # what is half typed in a row would be another row's
            self._change_rows(partial(self.conductor.remove_row, row))

    def _drop_drafts(self) -> None:
        """Forget what is half typed."""
        self._drafts.clear()
        self._attempt(lambda: self.conductor.keep_draft(""))

    async def _agrees_to_remove(self, row: Row) -> bool:
        """Ask whether a row may be taken away with its answers."""
        title = text_words(self.interview, row.title)
        heading = self.ui.say("Take away {row}, with its answers?", row=title)
        rows = texts.rows([self.ui.say("No"), self.ui.say("Yes")])
        picked = await self.app.push_screen_wait(PickDialog(heading, rows, self.language))
        return picked == 1

    def _change_rows(self, change: Callable[..., Consequences]) -> None:
        """Add or take away a row, with reasons where a check asks for them, or say why not."""

        def attempt(reasons: dict[int, str] | None = None) -> None:
            try:
                self._after(change(reasons=reasons))
            except InvalidAnswer as error:
                words = complaint_words(error.complaint, self.language, interview=self.interview)
                self.message.say(words, "wrong")
            except NeedsConfirmation as question:
                self.message.say("")
                self._confirm(question, attempt)

        self._attempt(attempt)

    def _jump_to(self, planned: Planned) -> None:
        """Jump, or say what must be answered first."""

        def jump() -> None:
            blocked = self.conductor.jump(planned)
            if blocked:
                first = texts.short(self.interview, blocked.open[0])
                self.message.say(
                    self.ui.say("Answer this first: {question}", question=first), "wrong"
                )
            else:
                self.message.say("")
                self.refresh_view()

        self._attempt(jump)

    @on(Wanted)
    def _item_wanted(self, event: Wanted) -> None:
        """Go to another item of the grid, and choose there what was clicked."""
        self.keep_draft()
        self._jump_to(event.planned)
        shown = self.page.presented
        if event.column is not None and shown is not None and shown.planned is event.planned:
            self.page.choose_column(event.column)

    # Beside the questions

    @work
    async def action_help(self) -> None:
        """Show help on this question, and the keys."""
        planned = self.conductor.current
        if planned is not None and self.interview.finished is None:
            self._attempt(self.conductor.help_opened)
        heading, body = texts.help_on(self.interview, planned)
        if await self.app.push_screen_wait(TellDialog(heading, body, self.language)):
            self.app.change_look(self.language)

    def look_changed(self) -> None:
        """Show the items of a grid together, or one at a time."""
        presented = self.page.presented
        if presented is not None and presented.planned.grid is not None:
            self.keep_draft()
            self._show_item(presented.planned)

    def action_probe(self) -> None:
        """Mark that what is typed next was asked on for; only where an interviewer writes down what is said."""
        presented = self.page.presented
        if presented is not None and asks_on(self.interview, presented.planned):
            self.page.put_mark()

    @work
    async def action_remark(self) -> None:
        """Ask for a remark on this question."""
        planned = self.conductor.current
        if planned is None or self.interview.finished is not None:
            return
        if not self.interview.takes_remarks:
            return
        before = self.interview.remarks.get(planned.id, "")
        heading = self.ui.say("Remark on this question")
        body = self.ui.say("No names. It is saved with the answers.")
        text = await self.app.push_screen_wait(TextDialog(heading, body, before, self.language))
        if text is None or text.strip() == before:
            return

        def keep() -> None:
            self.conductor.remark(text, item=planned)
            self.message.say("✓ " + self.ui.say("remark saved"), "saved")

        self._attempt(keep)

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

            def switch() -> None:
                self.conductor.switch_language(tag)
                self._show_next()

            self._attempt(switch)

    def _show_next(self) -> None:
        """Show what is next, now that it is saved."""
        self.message.say("")
        self.refresh_view()

    def _end_now(self) -> None:
        self.action_end_now()

    @work
    async def action_end_now(self) -> None:
        """End early, with a reason; what the interviewer notes still comes."""
        heading = self.ui.say("End now, unfinished?")
        body = self.ui.say("The answers so far are kept. Type the reason, or Escape to go on.")
        if any(self._drafts.values()):
            body += "\n" + self.ui.say("What is half typed is no answer, and is not kept.")
        dialog = TextDialog(heading, body, "", self.language, keep=self.ui.say("end now"))
        reason = await self.app.push_screen_wait(dialog)
        if reason is not None:

            def end() -> None:
                self.conductor.end(reason)
                self._show_next()

            self._attempt(end)

"""Screens that ask one thing at a time before an interview: steps that one can go back from, and resuming by code."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import getters, on
from textual.binding import Binding, BindingType

from hybridequiz.problems import HybridequizError
from hybridequiz.questionnaire.questions import LINE_LENGTH
from hybridequiz.store.casework import CaseUnderWay
from hybridequiz.store.fieldwork import Sitting, Waiting
from hybridequiz.store.setup import Setup
from hybridequiz.tui.chrome import Key
from hybridequiz.tui.keys import TWINS
from hybridequiz.tui.page_messages import Done
from hybridequiz.tui.screens import MenuItem, PageScreen
from hybridequiz.wording.errors import error_words, hint_words
from hybridequiz.wording.rendering import location_words

if TYPE_CHECKING:
    from hybridequiz.questionnaire.instrument import Instrument
    from hybridequiz.store.field_book import Case
    from hybridequiz.tui.app import HybridequizApp

Step = Callable[[], None]


T = TypeVar("T")


class StepScreen(PageScreen):
    """Takes one step after the other. It shows nothing of anybody."""

    if TYPE_CHECKING:
        app = getters.app(HybridequizApp)

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "next", show=False),
        Binding("shift+tab,backspace,escape", "back", show=False),
        Binding(f"f1,{TWINS['f1']}", "look", show=False),
    ]

    def __init__(self, *, ascii_only: bool = False) -> None:
        super().__init__(ascii_only=ascii_only)
        self._steps: list[Step] = []
        self._line: Callable[[str], None] | None = None
        self._language = ""

    # Steps

    def _go(self, step: Step) -> None:
        """Take a step that one can go back from."""
        self._steps.append(step)
        self.message.say("")
        self._line = None
        step()
        self._tell_keys()

    def action_back(self) -> None:
        """Go back a step."""
        if len(self._steps) > 1:
            self._steps.pop()
            self._go(self._steps.pop())

    def action_next(self) -> None:
        """Take the row under the cursor, or what was typed."""
        if self._line is not None:
            self._line(self.page.line.value.strip())
        else:
            self.pick_row()

    @on(Done)
    def _typed(self) -> None:
        self.action_next()

    def _tell_keys(self) -> None:
        """Tell the keys of the step."""
        raise NotImplementedError

    def _step_keys(self, leave: str) -> list[Key]:
        """Give the keys that every step has; `leave`: what Ctrl+Q does."""
        say = self.ui.say
        keys = [Key("Enter", say("go on"), "next")]
        if self._line is None:
            keys.insert(0, Key("↑↓", say("choose"), "next"))
        if len(self._steps) > 1:
            keys.append(Key("⇧Tab", say("back"), "back"))
        keys.append(Key("F1", say("colours, room"), "look"))
        return [*keys, Key("^Q", leave, "app.leave")]

    def action_look(self) -> None:
        """Choose colours and room: F1."""
        self.app.change_look(self.language)

    def _ask_line(self, heading: str, body: str, value: str, most: int = LINE_LENGTH) -> None:
        self._menu = ()
        self.page.show_line(heading, body, value, max_length=most)

    def _found(self, find: Callable[[], T]) -> T | None:
        """Give what is found in the store, or say why it cannot be read."""
        try:
            return find()
        except HybridequizError as error:
            self._say_error(error)
            return None

    def _say_error(self, error: HybridequizError) -> None:
        words = f"{error_words(error, self.language)} {hint_words(error, self.language)}"
        self.message.say(words.strip(), "wrong")

    # The case

    def _admit(self, instrument: Instrument, typed: str, setup: Setup) -> Case | None:
        """Give the case with a code, if its interview can begin; else say why, or offer to go on with it."""
        cases = self.app.fieldwork.cases
        return self._admitted(
            lambda: cases.admit(
                instrument, typed, mode=setup.mode, location=setup.location, live=setup.live
            )
        )

    def _admitted(self, admit: Callable[[], Case]) -> Case | None:
        """Give the case that is admitted; else say why it is not, or offer to go on with its interview."""
        try:
            return admit()
        except CaseUnderWay as under_way:
            self._offer_to_go_on(under_way)
        except HybridequizError as error:
            self._say_error(error)
        return None

    def _offer_to_go_on(self, under_way: CaseUnderWay) -> None:
        """Ask whether to go on with the interview of a case that is under way, where its code is known."""
        if not under_way.code:
            self._say_error(under_way)
            return
        before = len(self._steps)
        self._look_up(under_way.code)
        if len(self._steps) > before:
            self.message.say(error_words(under_way, self.language))

    # Resuming

    def _ask_code(self) -> None:
        heading = self.ui.say("Which code?")
        self._ask_line(heading, self.ui.say("Eight letters and digits, such as ABCD-EFGH."), "")
        self._line = self._look_up

    def _look_up(self, typed: str) -> None:
        try:
            waiting = self._waiting(typed)
        except HybridequizError as error:
            self._say_error(error)
        else:
            self._go(lambda: self._ask_whether(waiting))

    def _waiting(self, typed: str) -> Waiting:
        """Find the interview with a code.

        Raises:
            HybridequizError: when none goes on here with it.
        """
        return self.app.fieldwork.look_up(typed)

    def _ask_whether(self, waiting: Waiting) -> None:
        """Ask for a check before anything of the interview shows: audience and location."""
        instrument, session = waiting.instrument(), waiting.session
        self._language = session.language
        place = location_words(instrument, session.location, session.language)
        title = instrument.questionnaire.title.in_language(session.language)
        body = f"{title}\n{place}" if place else title
        items = [
            MenuItem(self.ui.say("Yes, go on"), lambda: self._resume(waiting)),
            MenuItem(self.ui.say("No, back"), self.action_back),
        ]
        self.show_menu(self.ui.say("Is this your questionnaire?"), body, items)

    def _resume(self, waiting: Waiting) -> None:
        self._conduct(lambda: self.app.fieldwork.resume(waiting, by=waiting.session.mode))

    def _conduct(self, sit_down: Callable[[], Sitting]) -> None:
        """Conduct an interview that begins or goes on, or say why it cannot; one under way can be gone on with."""
        try:
            sitting = sit_down()
        except CaseUnderWay as under_way:
            self._offer_to_go_on(under_way)
        except HybridequizError as error:
            self._say_error(error)
        else:
            self.app.conduct(sitting)

"""A kiosk: respondents use one laptop one after the other, and only the operator leaves it, with a PIN.

Every way out of an interview leads to its start screen, which shows nothing of anybody.
"""

from __future__ import annotations

from typing import ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from hybridequiz.store.field_book import Case
from hybridequiz.store.fieldwork import Waiting
from hybridequiz.store.kiosk import Kiosk
from hybridequiz.tui.chrome import Heading, Key, KeyBar
from hybridequiz.tui.dialog import Dialog
from hybridequiz.tui.fields import LineField
from hybridequiz.tui.screens import MenuItem
from hybridequiz.tui.steps import Step, StepScreen
from hybridequiz.wording.interface import interface
from hybridequiz.wording.kiosk import beginning, going_on, titles
from hybridequiz.wording.rendering import location_words

__all__ = ["Kiosk", "KioskScreen", "PinDialog"]

PIN_LENGTH: Final = 40


class KioskScreen(StepScreen):
    """The start screen of a kiosk: begin, or go on with a code.

    Args:
        kiosk: What it is for.
        ascii_only: Whether to draw with ASCII signs only.
    """

    def __init__(self, kiosk: Kiosk, *, ascii_only: bool = False) -> None:
        super().__init__(ascii_only=ascii_only)
        self._kiosk = kiosk

    @property
    def language(self) -> str:
        """Give the language that was chosen, or the first of the questionnaire."""
        return self._language or self._languages[0]

    @property
    def _languages(self) -> tuple[str, ...]:
        return self._kiosk.languages

    def on_mount(self) -> None:
        """Begin, and get ready for the next person after each."""
        self.start_over()

    def start_over(self) -> None:
        """Put away whatever somebody left here, also what was copied, and their look."""
        self.app.copy_to_clipboard("")
        self.app.look_as_begun()
        self._steps.clear()
        self._language = ""
        self._go(self._ask_start)

    def _ask_start(self) -> None:
        """Offer to begin in each language, and to go on."""
        items = [MenuItem(self._beginning(tag), self._beginner(tag)) for tag in self._languages]
        going = going_on(self._languages)
        items.append(MenuItem(going, lambda: self._go(self._ask_code), apart=True))
        self.show_menu("\n".join(titles(self._kiosk.instrument)), "", items)

    def _beginning(self, language: str) -> str:
        return beginning(language, alone=len(self._languages) == 1)

    def _beginner(self, language: str) -> Step:
        return lambda: self._begin(language)

    def _begin(self, language: str) -> None:
        """Begin; where a case list is loaded, with the code of the case."""
        listed = self._found(lambda: self.app.fieldwork.cases.is_loaded)
        if listed is None:
            return
        if listed:
            self._language = language
            self._go(self._ask_case)
            return
        setup = self._kiosk.setup_in(language)
        self._conduct(lambda: self.app.fieldwork.begin(self._kiosk.instrument, setup))

    def _ask_case(self) -> None:
        say = self.ui.say
        self._ask_line(say("Which code?"), say("The code on your card or in your letter."), "")
        self._line = self._take_case

    def _take_case(self, typed: str) -> None:
        case = self._admitted(lambda: self._kiosk.admit(self.app.fieldwork, typed))
        if case is not None:
            self._go(lambda: self._ask_right(case))

    def _ask_right(self, case: Case) -> None:
        """Show for whom and where it is before it begins."""
        say, instrument = self.ui.say, self._kiosk.instrument
        place = location_words(instrument, self._kiosk.location_of(case), self.language) or ""
        title = instrument.questionnaire.title.in_language(self.language)
        setup = self._kiosk.setup_in(self.language, case)

        def begin() -> None:
            self._conduct(lambda: self.app.fieldwork.begin(instrument, setup))

        items = [MenuItem(say("Begin"), begin), MenuItem(say("Back"), self.action_back)]
        self.show_menu(say("Is this right?"), f"{title}\n{place}".strip(), items)

    def _waiting(self, typed: str) -> Waiting:
        """Find what a respondent began; what an interviewer began shows more than is for them."""
        return self._kiosk.look_up(self.app.fieldwork, typed)

    def _tell_keys(self) -> None:
        say = self.ui.say
        banner = say("REHEARSAL – does not count") if self._kiosk.is_rehearsal else ""
        self.tell(Heading("hybridequiz", banner=banner), self._step_keys(say("operator")))

    @work(exclusive=True, group="pin")
    async def ask_pin(self) -> None:
        """Let the operator leave."""
        if await self.app.push_screen_wait(PinDialog(self._kiosk, self.language)):
            self.app.leave_kiosk()
        else:
            self.start_over()


class PinDialog(Dialog[bool]):
    """Asks for the PIN; what is typed does not show."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", show=False)]

    def __init__(self, kiosk: Kiosk, language: str) -> None:
        super().__init__()
        self._kiosk = kiosk
        self._say = interface(language).say

    def compose(self) -> ComposeResult:
        """Show a line for the PIN."""
        with Vertical(classes="box"):
            yield Static(Content(self._say("For the operator")), markup=False, classes="heading")
            body = self._say("Type the PIN to leave.")
            yield Static(Content(body), markup=False, classes="body")
            yield LineField(max_length=PIN_LENGTH)
            yield Static(markup=False, id="wrong")
            yield KeyBar()

    def fill(self) -> None:
        """Wait for the PIN."""
        line = self.query_one(LineField)
        line.password = True
        line.focus()
        self.query_one(KeyBar).tell(
            [Key("Enter", self._say("go on"), "try"), Key("Esc", self._say("close"), "close")]
        )

    @on(Input.Submitted)
    def action_try(self) -> None:
        """Leave, if it is the PIN."""
        if not self.stands:
            return
        line = self.query_one(LineField)
        if self._kiosk.opens(line.value):
            self.dismiss(result=True)
            return
        self.query_one("#wrong", Static).update(Content(self._say("That is not the PIN.")))
        line.clear()

    def action_close(self) -> None:
        """Go back to the start."""
        self.dismiss(result=False)

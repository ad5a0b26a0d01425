"""What is said between items: why it stops, and to whom the keyboard goes."""

from __future__ import annotations

from hybridequiz.characters import is_blank
from hybridequiz.plain.desk import Desk
from hybridequiz.questionnaire.instrument import Planned, PlannedExit
from hybridequiz.questionnaire.model import Screens
from hybridequiz.wording.rendering import text_words


class Interludes:
    """Says what belongs between the item that was shown and the next one."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._alone = False
        self._exit: PlannedExit | None = None

    def start_over(self) -> bool:
        """Have the keyboard passed on once more before what is answered alone; tell whether it was just there."""
        alone, self._alone = self._alone, False
        return alone

    def before(self, planned: Planned | None) -> None:
        """Say what comes before an item, or before the end.

        Raises:
            CommandTyped: when a command was typed instead of Enter.
        """
        alone = (
            planned is not None
            and planned.item.self_block
            and self._desk.interview.session.mode == "interview"
        )
        if alone != self._alone:
            self._alone = alone
            self._desk.again = True
            self._pass_keyboard(alone=alone)
        self._say_exit()

    def _pass_keyboard(self, *, alone: bool) -> None:
        """Have the keyboard passed on; nothing is shown before whoever has it presses Enter.

        What the one typed is cleared before the other one looks.
        """
        desk = self._desk
        cleared = desk.clear()
        screens: Screens = desk.interview.instrument.questionnaire.screens
        if alone:
            own = desk.ui.say("The respondent answers the next questions alone. Turn the laptop.")
            desk.talk.tell(desk.screen_words(screens.hand_over) or own)
            if not cleared:
                desk.warn_of_readable()
        else:
            own = desk.ui.say("Please give the laptop back to the interviewer.")
            desk.talk.tell(desk.screen_words(screens.hand_back) or own)
        while not is_blank(desk.ask(desk.ui.say("Press Enter to go on: "))):
            desk.say("There is nothing to answer here.")

    def _say_exit(self) -> None:
        """Say why the interview stops early, once."""
        taken = self._desk.interview.route.exit
        if taken is not None and taken != self._exit:
            self._desk.talk.tell(text_words(self._desk.interview, taken.exit.text))
        self._exit = taken

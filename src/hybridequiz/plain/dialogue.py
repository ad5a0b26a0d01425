"""An interview in plain prompts: for screen readers, simple terminals, slow lines and pipes."""

from __future__ import annotations

from typing import Final

from hybridequiz.characters import is_blank
from hybridequiz.interview.complaints import InvalidAnswer
from hybridequiz.interview.half_answers import HalfAnswer
from hybridequiz.plain.actions import ACTIONS, explain
from hybridequiz.plain.answering import answer_line, begun_choice, tell_code
from hybridequiz.plain.commands import (
    HELP_MARK,
    Call,
    Command,
    UnknownCommand,
    call_of,
    command_word,
    read_call,
)
from hybridequiz.plain.desk import CommandTyped, Desk, Rescue
from hybridequiz.plain.ending import depart
from hybridequiz.plain.interludes import Interludes
from hybridequiz.plain.result import Departure, Leave, PlainResult, Terminated
from hybridequiz.plain.showing import item_lines, section_line
from hybridequiz.plain.talk import Clear, CoverWanted, Read, Talk, Write, cannot_clear, clean_line
from hybridequiz.questionnaire.instrument import Planned
from hybridequiz.questionnaire.repetition import Row
from hybridequiz.store.fieldwork import Sitting
from hybridequiz.wording.presentation import Shape, present, shape_of
from hybridequiz.wording.rendering import answer_words, text_words

TYPED: Final = (Shape.LINE, Shape.PROSE)
"""Where a question mark may be an answer."""


def run_plain(
    sitting: Sitting,
    *,
    read: Read,
    write: Write,
    rescue: Rescue | None = None,
    clear: Clear = cannot_clear,
    kiosk: bool = False,
) -> PlainResult:
    """Hold an interview in plain prompts, from where it is to its end or until the person leaves.

    It is left, with all answers saved, at the end of the input, at Ctrl+C, at `Terminated`, and
    where the terminal is gone. The caller closes the sitting's journal.

    Args:
        sitting: The interview.
        read: Prompts for a line; see `Read` for what it raises.
        write: Writes a line.
        rescue: Lets the interview go on in another folder when its own cannot be written.
        clear: Makes the terminal forget what was written.
        kiosk: Whether the next person waits: what somebody walked away from is left, not covered.

    Returns:
        How it went.
    """
    desk = Desk(sitting, Talk(read, write), rescue, clear, kiosk)
    try:
        return Dialogue(desk).run()
    except Leave as left:
        return depart(desk, left.departure, left.waited)
    except EOFError:
        return depart(desk, Departure.END_OF_INPUT)
    except KeyboardInterrupt:
        return depart(desk, Departure.INTERRUPTED)
    except Terminated as ended:
        return depart(desk, ended.departure)
    except OSError:  # of the terminal: the store raises errors of its own
        return depart(desk, Departure.HUNG_UP)


class Dialogue:
    """The loop: show where the person is, take a line, do what it says."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._interludes = Interludes(desk)
        self._shown: Planned | None = None
        self._section: tuple[int, Row | None] | None = None
        self._waiting: Call | None = None
        self._cover_wanted: CoverWanted | None = None

    def run(self) -> PlainResult:
        """Go on until the interview is over."""
        self._greet()
        while self._desk.result is None:
            self._turn()
        return self._desk.result

    def _greet(self) -> None:
        desk = self._desk
        desk.code_told = bool(desk.interview.given)
        draft = desk.sitting.journal.draft()
        half = HalfAnswer.from_text(draft.text) if draft is not None else None
        planned = desk.interview.instrument.by_id.get(draft.address) if draft else None
        alone = planned is not None and planned.item.self_block
        hidden = alone and desk.interview.session.mode == "interview"
        if draft is not None and half is not None and half.typed and not hidden:
            desk.half[draft.address] = half.typed.split("\n")
        desk.talk.tell(text_words(desk.interview, desk.interview.instrument.questionnaire.title))
        if desk.interview.session.rehearsal:
            desk.say("REHEARSAL – does not count")
        desk.say("Type your answer and press Enter. /help explains, /commands names all commands.")
        desk.say("Every answer is saved at once. /leave saves and leaves.")
        desk.say("/pause clears the screen, /next-person closes this for somebody else.")

    def _turn(self) -> None:
        """Do one thing; whatever is wrong with it is said, and the prompt comes again."""
        desk = self._desk
        try:
            self._step()
        except CommandTyped as typed:
            if typed.call.command is Command.BACK:  # back from the follow-up, to its question
                desk.again = True
            else:
                self._waiting = typed.call
        except CoverWanted as wanted:
            self._cover_wanted = wanted
        except UnknownCommand as unknown:
            desk.complain_unknown(unknown)
        except InvalidAnswer as error:
            desk.complain(error.complaint)

    def _step(self) -> None:
        """Do what waits, or show the item and do what is typed there."""
        if self._cover_wanted is not None:
            wanted, self._cover_wanted = self._cover_wanted, None
            self._cover(wanted)
            return
        if self._waiting is not None:
            call, self._waiting = self._waiting, None
            self._do(call)
            return
        planned = self._desk.conductor.current
        self._interludes.before(planned)
        self._show(planned)
        typed = self._desk.ask_typed(self._prompt(planned))
        call_typed = self._read_call(planned, clean_line(typed))
        if call_typed is not None:
            self._do(call_typed)
        else:
            self._take(planned, typed)

    def _cover(self, wanted: CoverWanted) -> None:
        """Cover the interview, or leave it for the start of a kiosk.

        Where nothing was answered yet, nobody knows the code to come back with: it is told first, and who walked
        away left nothing.

        Raises:
            CommandTyped: when a command was typed instead of Enter.
        """
        desk, walked_away = self._desk, wanted.by == Departure.IDLE
        if walked_away and desk.kiosk:
            raise Leave(Departure.IDLE, wanted.waited)
        if not desk.code_told:
            if walked_away:
                return
            desk.clear()  # at once: a text may be begun
            tell_code(desk)
            desk.ask(desk.ui.say("Press Enter to go on: "))
        desk.cover(wanted)
        self._section = None
        if self._interludes.start_over():
            desk.half.clear()

    def _do(self, call: Call) -> None:
        if call.command is Command.NEXT:
            self._take(self._desk.conductor.current, "")
        else:
            self._desk.asked_empty = ""
            ACTIONS[call.command](self._desk, call.rest)

    def _read_call(self, planned: Planned | None, line: str) -> Call | None:
        """Read a command; where there is nothing to answer, the slash may be left out."""
        call = read_call(line)
        answers = planned is not None and planned.question is not None
        if call is not None or answers or is_blank(line):
            return call
        return call_of(line)

    def _take(self, planned: Planned | None, typed: str) -> None:
        """Take a line that is no command, as it was typed."""
        desk, line = self._desk, clean_line(typed)
        if not is_blank(line):
            desk.asked_empty = ""
        if planned is None:
            desk.again = True
        elif planned.question is None:
            desk.save(desk.conductor.read_note)
        elif line.strip() == HELP_MARK and shape_of(planned.question) not in TYPED:
            explain(desk, "")
        else:
            answer_line(desk, planned, planned.question, line, typed)

    def _prompt(self, planned: Planned | None) -> str:
        ui = self._desk.ui
        if planned is None:
            return ui.say("Type /finish or /back: ")
        if planned.question is None:
            return ui.say("Press Enter to go on: ")
        return ui.say("Answer: ")

    def _show(self, planned: Planned | None) -> None:
        """Read the item out, unless it was just read."""
        desk = self._desk
        if not desk.again and planned == self._shown:
            return
        if planned != self._shown:
            desk.asked_empty = ""
        if planned is None:
            self._show_end()
        else:
            self._show_item(planned)
        self._shown, desk.again = planned, False

    def _show_item(self, planned: Planned) -> None:
        desk = self._desk
        desk.found.clear()
        here = planned.section, planned.row
        if desk.again or here != self._section:
            desk.talk.tell(section_line(desk.interview, planned))
            self._section = here
        before = self._shown.grid if self._shown is not None and not desk.again else None
        beside = planned.grid is not None and planned.grid is before
        for line in item_lines(present(desk.interview, planned), desk.language, beside=beside):
            desk.talk.tell(line)
        self._show_state(planned)

    def _show_state(self, planned: Planned) -> None:
        """Say the answer so far, the remark, and what was begun."""
        desk = self._desk
        if answer := desk.interview.answers.get(planned.id):
            desk.say("Answer now; Enter keeps it:")
            desk.talk.quote(answer_words(desk.interview, planned, answer))
        elif thought := desk.interview.prefilled.get(planned.id):
            desk.say("Filled in beforehand; Enter confirms it:")
            desk.talk.quote(answer_words(desk.interview, planned, thought))
        if remark := desk.interview.remarks.get(planned.id):
            desk.say("Remark:")
            desk.talk.quote(remark)
        if lines := desk.half.get(planned.id):
            if shape_of(planned.question) is Shape.PROSE:
                clear = command_word(Command.CLEAR, desk.language)
                desk.say("Begun, not saved as an answer yet. Type on, or {clear}:", clear=clear)
            elif begun_choice(desk, planned):
                desk.say("Begun, not saved as an answer. Enter goes on with it:")
            else:
                desk.say("Begun, not saved as an answer. Type it again:")
            desk.talk.quote("\n".join(lines))

    def _show_end(self) -> None:
        """Say that the route is at its end, and what is still open."""
        desk = self._desk
        self._section = None
        taken = desk.interview.route.exit
        desk.say("This is the end.")
        if taken is not None and taken.exit.keep == "disposition":
            desk.say("The answers are deleted when you type /finish. /back changes an answer.")
        elif taken is None and desk.interview.ended is None:
            ACTIONS[Command.REVIEW](desk, "")

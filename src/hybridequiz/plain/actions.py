"""What each command does."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from hybridequiz.interview.answers import Answer
from hybridequiz.interview.probes import PROBE_MARK, asks_on
from hybridequiz.plain.answering import give
from hybridequiz.plain.commands import MEANINGS, REASON_COMMANDS, Command, command_word
from hybridequiz.plain.desk import Desk
from hybridequiz.plain.ending import finish_now
from hybridequiz.plain.result import Departure, Leave
from hybridequiz.plain.rows import add_row, remove_row
from hybridequiz.plain.showing import command_list, contents_lines, named, review_lines
from hybridequiz.plain.talk import CoverWanted
from hybridequiz.questionnaire.instrument import Planned
from hybridequiz.questionnaire.questions import LINE_LENGTH, PROSE_LENGTH
from hybridequiz.questionnaire.states import Missing
from hybridequiz.wording.interface import language_name
from hybridequiz.wording.presentation import present
from hybridequiz.wording.rendering import text_words

Action = Callable[[Desk, str], None]
"""Does a command; it gets what was typed behind it."""

TAKE_BACK: Final = "-"
"""Typed in the place of a remark, it takes the remark back."""

_NUMBER: Final = re.compile(r"[0-9]{1,6}")


def back(desk: Desk, _rest: str) -> None:
    """Go to the item before."""
    if desk.conductor.back_target() is None:
        desk.say("This is the beginning.")
        return
    desk.save(desk.conductor.back)


def give_reason(desk: Desk, _rest: str, *, reason: Missing) -> None:
    """Answer with a reason for no value, where it is offered."""
    planned = desk.conductor.current
    if planned is None or planned.question is None:
        desk.say("There is nothing to answer here.")
        return
    give(desk, planned, Answer(reason))


def clear(desk: Desk, _rest: str) -> None:
    """Take the current answer back, or what was filled in beforehand, and what is half typed."""
    planned = desk.conductor.current
    name = planned.id if planned is not None else ""
    known = name in desk.interview.answers or name in desk.interview.prefilled
    begun = desk.half.pop(name, None)
    if known:
        desk.save(desk.conductor.clear)
    if begun:
        desk.save(partial(desk.conductor.keep_draft, ""))
    if not (known or begun):
        desk.say("There is no answer to take back here.")
        return
    desk.say("The answer was taken back.")
    desk.again = True


def explain(desk: Desk, _rest: str) -> None:
    """Say who is meant and what counts; to an interviewer also how to ask on."""
    planned = desk.conductor.current
    if planned is not None:
        desk.save(desk.conductor.help_opened)
        _explain_item(desk, planned)
    desk.say("/commands names everything that you can type.")


def _explain_item(desk: Desk, planned: Planned) -> None:
    presented = present(desk.interview, planned)
    if presented.help:
        desk.talk.tell(presented.help)
    else:
        desk.say("There is no explanation at this question.")
    if presented.probes and desk.interview.session.mode == "interview":
        desk.say("To ask on:")
        for probe in presented.probes:
            desk.talk.tell(probe)
    if asks_on(desk.interview, planned):
        desk.say("Type {mark} before what comes after a probe.", mark=PROBE_MARK)


def name_commands(desk: Desk, _rest: str) -> None:
    """Name all commands."""
    left_out = set() if desk.interview.takes_remarks else {Command.REMARK}
    if not any(planned.row for planned in desk.interview.instrument.items):
        left_out |= {Command.ADD_ROW, Command.REMOVE_ROW}
    offered = {command: meaning for command, meaning in MEANINGS.items() if command not in left_out}
    for line in command_list(desk.language, offered):
        desk.talk.tell(line)
    desk.say("An answer that begins with a slash is typed with two: //")


def show_again(desk: Desk, _rest: str) -> None:
    """Read the item again, its section too."""
    desk.again = True


def remark(desk: Desk, rest: str) -> None:
    """Note a remark on the current item; a respondent alone is not asked for one."""
    if not desk.interview.takes_remarks:
        desk.say("Remarks are for an interviewer.")
        return
    known = _remark_here(desk)
    text = rest if 0 < len(rest) <= PROSE_LENGTH else _ask_remark(desk, known)
    if not text and known:
        desk.say("The remark stays as it was.")
    elif not text:
        desk.say("No remark is noted.")
    else:
        _keep_remark(desk, text)


def _keep_remark(desk: Desk, text: str) -> None:
    desk.save(partial(desk.conductor.remark, "" if text == TAKE_BACK else text))
    if text == TAKE_BACK:
        desk.say("The remark is taken back.")
    else:
        desk.say("The remark is saved.")


def _remark_here(desk: Desk) -> str:
    planned = desk.conductor.current
    return desk.interview.remarks.get(planned.id, "") if planned else ""


def _ask_remark(desk: Desk, known: str) -> str:
    if known:
        desk.say("The remark so far; Enter keeps it, a single - takes it back:")
        desk.talk.quote(known)
    return desk.ask_text(desk.ui.say("Remark: "), most=PROSE_LENGTH)


def switch_language(desk: Desk, rest: str) -> None:
    """Go on in another language; where there are two, in the other one."""
    languages = desk.interview.instrument.questionnaire.languages
    others = [tag for tag in languages if tag != desk.language]
    wanted = rest.casefold() or (others[0] if len(others) == 1 else "")
    if wanted not in languages:
        for tag in languages:
            desk.talk.tell(
                f"{command_word(Command.LANGUAGE, desk.language)} {tag}  {language_name(tag)}"
            )
        return
    desk.save(partial(desk.conductor.switch_language, wanted))
    desk.again = True


def list_contents(desk: Desk, _rest: str) -> None:
    """List the questions, each with its number and its answer."""
    for line in contents_lines(desk.interview):
        desk.talk.tell(line)


def jump(desk: Desk, rest: str) -> None:
    """Go to the question with a number of the list."""
    target = _target(desk, rest)
    if target is None:
        desk.say("Type a number of the list behind it; /contents gives the list.")
    elif not desk.conductor.may_visit(target):
        desk.say("That question cannot be shown here.")
    elif blocked := desk.conductor.jump_blocked(target):
        desk.say("First answer:")
        for planned in blocked.open:
            desk.talk.tell(named(desk.interview, planned))
    else:
        desk.save(partial(desk.conductor.jump, target))
        desk.again = True


def _target(desk: Desk, typed: str) -> Planned | None:
    if not _NUMBER.fullmatch(typed):
        return None
    index = int(typed) - 1
    return next((one for one in desk.interview.route.items if one.index == index), None)


def review(desk: Desk, _rest: str) -> None:
    """Say what is open, and which checks are broken."""
    for line in review_lines(desk.interview):
        desk.talk.tell(line)


def pause(_desk: Desk, _rest: str) -> None:
    """Clear the terminal until the code is typed."""
    raise CoverWanted("key")


def leave(_desk: Desk, _rest: str) -> None:
    """Save and leave."""
    raise Leave


def next_person(_desk: Desk, _rest: str) -> None:
    """Save and leave; nothing of the interview is said, nor its code: the next person may be there already."""
    raise Leave(Departure.NEXT_PERSON)


def end(desk: Desk, rest: str) -> None:
    """End the interview here; the answers stay. What is asked after a break-off is still asked."""
    if desk.interview.ended is not None or desk.interview.route.exit is not None:
        desk.say("The interview has ended already. Type /finish at the end.")
        return
    if not _wants_to_end(desk):
        return
    reason = rest[:LINE_LENGTH] or desk.ask_text(
        desk.ui.say("Why? Enter alone gives no reason. "), most=LINE_LENGTH
    )
    desk.save(partial(desk.conductor.end, reason))
    desk.say("The interview has ended.")
    _go_to_what_is_left(desk)


def _wants_to_end(desk: Desk) -> bool:
    kept = desk.ui.say("The answers so far are kept.")
    return desk.ask_yes(f"{kept} {desk.ui.say('End this interview now?')}")


def _go_to_what_is_left(desk: Desk) -> None:
    """Go to what is asked after a break-off; without it there is nothing left but to finish."""
    target = desk.interview.next_open()
    if target is None:
        finish_now(desk)
        return
    if target != desk.conductor.current:
        desk.save(partial(desk.conductor.jump, target))
    desk.again = True


def finish(desk: Desk, _rest: str) -> None:
    """Finish, unless something stands in the way; what was passed over is asked about first."""
    if _is_blocked(desk) or _is_on_the_way(desk) or not _is_meant(desk):
        return
    finish_now(desk)


def _is_blocked(desk: Desk) -> bool:
    """Say what must be answered or mended before the interview can be finished."""
    blocked = desk.conductor.finish_blocked()
    if not blocked:
        return False
    desk.say("These come first. /jump and the number goes there.")
    for planned in blocked.open:
        desk.talk.tell(named(desk.interview, planned))
    for broken in blocked.broken:
        desk.talk.tell(named(desk.interview, broken.planned))
        desk.talk.tell(text_words(desk.interview, broken.check.text))
    return True


def _is_on_the_way(desk: Desk) -> bool:
    """Tell whether questions are still to come: what was never asked was not left empty."""
    current = desk.conductor.current
    if current is None:
        return False
    number = sum(planned.index >= current.index for planned in _open_questions(desk))
    if not number:
        return False
    if desk.interview.ended is not None or desk.interview.route.exit is not None:
        desk.say_number(
            "{number} question is still to come. Enter goes on.",
            "{number} questions are still to come. Enter goes on.",
            number,
        )
        return True
    desk.say_number(
        "{number} question is still to come. Enter goes on; /end ends the interview here.",
        "{number} questions are still to come. Enter goes on; /end ends the interview here.",
        number,
    )
    return True


def _is_meant(desk: Desk) -> bool:
    """Ask before questions that were passed over are given up, or answers are deleted."""
    taken = desk.interview.route.exit
    if taken is not None and taken.exit.keep == "disposition":
        others = desk.interview.answers.keys() - taken.when.references
        kept = {one.id for one in desk.interview.route.items if one.after_exit}
        question = desk.ui.say("All answers are deleted now. Is that right?")
        return not (others | desk.interview.route.aside) - kept or desk.ask_yes(question)
    number = len(_open_questions(desk))
    if not number:
        return True
    question = desk.ui.say_number(
        "{number} question was passed over and counts as left empty. Finish?",
        "{number} questions were passed over and count as left empty. Finish?",
        number,
    )
    return desk.ask_yes(question)


def _open_questions(desk: Desk) -> list[Planned]:
    interview = desk.interview
    return [one for one in interview.route.items if one.question and interview.is_open(one)]


ACTIONS: Final[Mapping[Command, Action]] = {
    Command.BACK: back,
    **{command: partial(give_reason, reason=reason) for reason, command in REASON_COMMANDS.items()},
    Command.CLEAR: clear,
    Command.HELP: explain,
    Command.COMMANDS: name_commands,
    Command.AGAIN: show_again,
    Command.REMARK: remark,
    Command.LANGUAGE: switch_language,
    Command.CONTENTS: list_contents,
    Command.JUMP: jump,
    Command.ADD_ROW: add_row,
    Command.REMOVE_ROW: remove_row,
    Command.REVIEW: review,
    Command.PAUSE: pause,
    Command.LEAVE: leave,
    Command.NEXT_PERSON: next_person,
    Command.END: end,
    Command.FINISH: finish,
}
"""What each command does; NEXT is Enter, which the loop takes."""

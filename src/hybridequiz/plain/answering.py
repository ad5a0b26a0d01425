"""From typed lines to a saved answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Final

from hybridequiz.characters import is_blank
from hybridequiz.interview.answers import Answer
from hybridequiz.interview.complaints import Complaint, ComplaintKind, InvalidAnswer, refuse
from hybridequiz.interview.interview import BrokenCheck
from hybridequiz.interview.outcomes import Consequences, NeedsConfirmation
from hybridequiz.interview.typing_rules import chosen, read_typed
from hybridequiz.plain.commands import answer_text
from hybridequiz.plain.desk import Desk
from hybridequiz.plain.looking_up import looked_up
from hybridequiz.plain.showing import consequence_lines, typed_codes
from hybridequiz.questionnaire.instrument import Planned
from hybridequiz.questionnaire.questions import LINE_LENGTH, OTHER_LENGTH, ChoiceQuestion, Question
from hybridequiz.questionnaire.states import Code, Missing
from hybridequiz.wording.presentation import Presented, PresentedOption, Shape, present
from hybridequiz.wording.rendering import text_words

END_OF_TEXT: Final = "."
"""A line with only this ends a long text; two stand for one."""

_BETWEEN: Final = re.compile(r"[\s,;]+")


def answer_line(desk: Desk, planned: Planned, question: Question, line: str, typed: str) -> None:
    """Take a line that was typed at a question; ask what else there is to ask, and save the answer.

    Args:
        desk: The interview.
        planned: The question where it stands.
        question: The question.
        line: What was typed, in clean characters.
        typed: What was typed, as it was: a number is not read past a character that is no text.

    Raises:
        InvalidAnswer: when it is no answer to this question; nothing is saved.
        CommandTyped: when a command was typed at a follow-up; nothing is saved.
    """
    presented = present(desk.interview, planned)
    if is_blank(line):
        line = begun_choice(desk, planned) or line
    if presented.shape is Shape.PROSE:
        _take_prose(desk, planned, question, line)
    elif is_blank(line):
        take_empty(desk, planned, question)
    elif presented.lookup is not None:
        if (code := looked_up(desk, planned, presented.lookup, line)) is not None:
            give(desk, planned, Answer(code))
    elif isinstance(question, ChoiceQuestion):
        _give_typed(desk, planned, line, partial(_chosen, desk, presented, question, line))
    else:
        answer = read_typed(question, answer_text(typed), desk.language)
        _give_typed(desk, planned, answer_text(line), lambda: answer)


def begun_choice(desk: Desk, planned: Planned) -> str:
    """Give the options that were typed before somebody was called away, where Enter stands for nothing else."""
    known = planned.id in desk.interview.answers or planned.id in desk.interview.prefilled
    lines = desk.half.get(planned.id, [])
    return lines[0] if lines and not known and isinstance(planned.question, ChoiceQuestion) else ""


def _give_typed(desk: Desk, planned: Planned, line: str, read: Callable[[], Answer]) -> None:
    """Give what was typed; who is called away while it is asked about finds it again as half typed."""
    desk.half[planned.id] = [line]
    try:
        give(desk, planned, read())
    except InvalidAnswer:
        desk.half.pop(planned.id)
        raise
    desk.half.pop(planned.id, None)


def take_empty(desk: Desk, planned: Planned, question: Question) -> None:
    """Take Enter on nothing: an answer stays, and what was filled in beforehand is confirmed.

    Else it is asked once whether to leave the question empty.

    Raises:
        InvalidAnswer: when the question needs an answer.
    """
    interview = desk.interview
    known = interview.answers.get(planned.id) or interview.prefilled.get(planned.id)
    if known is not None:
        give(desk, planned, known)
    elif question.required or desk.asked_empty == planned.id:
        give(desk, planned, Answer(Missing.LEFT_EMPTY))
    else:
        desk.asked_empty = planned.id
        desk.say("Nothing was typed. Press Enter once more to leave this question empty.")


def _take_prose(desk: Desk, planned: Planned, question: Question, line: str) -> None:
    """Take the lines of a long text; those of a text that was begun before come first."""
    lines = desk.half.setdefault(planned.id, [])
    if not lines and (is_blank(line) or line.strip() == END_OF_TEXT):
        take_empty(desk, planned, question)
        return
    typed = answer_text(line)
    while typed.strip() != END_OF_TEXT:
        lines.append(END_OF_TEXT if typed.strip() == END_OF_TEXT * 2 else typed)
        desk.keep_half(planned)
        typed = desk.ask("")
    answer = read_typed(question, "\n".join(lines), desk.language)
    give(desk, planned, answer)


def _chosen(desk: Desk, presented: Presented, question: ChoiceQuestion, line: str) -> Answer:
    """Read the options that were typed, and ask "namely" where one wants it."""
    codes: Collection[Code] = read_codes(typed_codes(presented), line)
    if presented.shape is Shape.RANKING:
        codes = read_order(typed_codes(presented), line)
    if presented.shape is Shape.SINGLE and len(codes) > 1:
        raise refuse(ComplaintKind.NOT_OFFERED, typed=line.strip())
    options = [one for one in presented.options if one.code in codes and one.other]
    named = {one.code: _namely(desk, one) for one in options}
    return chosen(question, codes, named, unnamed=named)


def read_codes(table: Mapping[str, Code], line: str) -> frozenset[Code]:
    """Read options, with spaces or commas between them.

    Raises:
        InvalidAnswer: when one of them is not offered.
    """
    words = [word for word in _BETWEEN.split(line.strip()) if word]
    for word in words:
        if word.casefold() not in table:
            raise refuse(ComplaintKind.NOT_OFFERED, typed=word)
    return frozenset(table[word.casefold()] for word in words)


def read_order(table: Mapping[str, Code], line: str) -> tuple[Code, ...]:
    """Read options in the order in which they were typed.

    Raises:
        InvalidAnswer: when one of them is not offered, or stands there twice.
    """
    order: list[Code] = []
    for word in (word for word in _BETWEEN.split(line.strip()) if word):
        (code,) = read_codes(table, word)
        if code in order:
            raise refuse(ComplaintKind.RANKED_TWICE, typed=word)
        order.append(code)
    return tuple(order)


def _namely(desk: Desk, option: PresentedOption) -> str:
    """Ask what "other" stands for; Enter keeps what was typed before."""
    if option.typed:
        desk.say("Typed so far; Enter keeps it:")
        desk.talk.quote(option.typed)
        return desk.ask_text(f"{option.label} ", most=OTHER_LENGTH) or option.typed
    typed = desk.ask_text(f"{option.label} ", most=OTHER_LENGTH)
    if not is_blank(typed):
        return typed
    desk.complain(Complaint(ComplaintKind.OTHER_NEEDED, {"label": option.label.rstrip(" .…")}))
    desk.say("Enter again leaves it empty.")
    return desk.ask_text(f"{option.label} ", most=OTHER_LENGTH)


def give(desk: Desk, planned: Planned, answer: Answer) -> None:
    """Save an answer and say what it brings about; where nothing changes, only go on.

    Raises:
        InvalidAnswer: when it breaks a rule; nothing is saved.
        CommandTyped: when a command was typed instead of a reason; nothing is saved.
    """
    interview = desk.interview
    doubtful = any(one.planned == planned for one in interview.broken_checks("hard", "soft"))
    if answer == interview.answers.get(planned.id) and not doubtful:
        desk.save(desk.conductor.go_on)
        return
    if planned.id in interview.answers and not _agrees_to_set_aside(desk, answer):
        desk.say("Not saved. Answer again.")
        return
    consequences = save_confirmed(desk, partial(desk.conductor.answer, answer))
    if consequences is None:
        return
    desk.half.pop(planned.id, None)
    desk.say("Saved.")
    for line in consequence_lines(desk.interview, consequences):
        desk.talk.tell(line)
    if not desk.code_told and desk.interview.route.exit is None:
        tell_code(desk)


def _agrees_to_set_aside(desk: Desk, answer: Answer) -> bool:
    """Ask whether a correction is right that sets other answers aside; yes where it sets none aside."""
    number = len(desk.conductor.would_set_aside(answer))
    if not number:
        return True
    words = desk.ui.say_number(
        "{number} answer will be set aside. Is that right?",
        "{number} answers will be set aside. Is that right?",
        number,
    )
    return desk.ask_yes(words)


def save_confirmed(desk: Desk, change: Callable[..., Consequences]) -> Consequences | None:
    """Save an answer or a change of rows, with `reasons` where a check asks for them; None where it is not right.

    Raises:
        InvalidAnswer: when it breaks a rule; nothing is saved.
        CommandTyped: when a command was typed instead of a reason; nothing is saved.
    """
    try:
        return desk.save(change)
    except NeedsConfirmation as asked:
        broken = asked.broken
    reasons = _ask_reasons(desk, broken)
    if reasons is None:
        return None
    return desk.save(lambda: change(reasons=reasons))


def _ask_reasons(desk: Desk, broken: Sequence[BrokenCheck]) -> dict[int, str] | None:
    reasons = {}
    for one in broken:
        if not desk.ask_yes(_asked(desk, text_words(desk.interview, one.check.text))):
            desk.say("Not saved. Answer again.")
            return None
        reasons[one.number] = _ask_reason(desk)
    return reasons


def _asked(desk: Desk, words: str) -> str:
    """Give the question that a check asks: its own, if its text ends in one, else the program's, after the text."""
    if words.rstrip().endswith("?"):
        *before, question = words.rstrip().split("\n")
        if before:
            desk.talk.tell("\n".join(before))
        return question
    desk.talk.tell(words)
    return desk.ui.say("Is this right?")


def _ask_reason(desk: Desk) -> str:
    """Ask why an answer is right all the same, until something is typed."""
    while True:
        typed = desk.ask_text(desk.ui.say("In a few words, why? "), most=LINE_LENGTH)
        if not is_blank(typed):
            return typed
        desk.say("A few words are needed.")


def tell_code(desk: Desk) -> None:
    """Say the code that people go on with later, in the questionnaire's words or the program's."""
    desk.code_told = True
    words = desk.screen_words(desk.interview.instrument.questionnaire.screens.code_card)
    if words:
        desk.talk.tell(words)
    else:
        code = desk.interview.session.code
        desk.say("Your code is {code}. Write it down.", code=code)
        desk.say("It lets you go on later.")

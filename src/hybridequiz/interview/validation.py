"""The rules that an answer keeps before it is saved.

| the answer is        | required question | other question |
| -------------------- | ----------------- | -------------- |
| a value              | type, bounds, options, hard checks | the same |
| don't know, refused… | where it is offered | where it is offered |
| left empty           | refused           | allowed        |

A check of the questionnaire never fires on a missing value.
"""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

from hybridequiz.characters import is_blank
from hybridequiz.interview.answers import Answer
from hybridequiz.interview.complaints import Complaint, ComplaintKind, InvalidAnswer, refuse
from hybridequiz.interview.interview import Interview
from hybridequiz.interview.route import codes_of
from hybridequiz.questionnaire.instrument import Planned
from hybridequiz.questionnaire.partial_dates import PartialDate
from hybridequiz.questionnaire.questions import (
    OTHER_LENGTH,
    ChoiceQuestion,
    DateQuestion,
    DecimalQuestion,
    IntegerQuestion,
    LongTextQuestion,
    LookupQuestion,
    MultipleQuestion,
    Option,
    Question,
    RankingQuestion,
    ScaleQuestion,
    TextQuestion,
    TimeQuestion,
)
from hybridequiz.questionnaire.states import SAID, Missing, Value


def validate(interview: Interview, planned: Planned, answer: Answer) -> None:
    """Check an answer against every rule that blocks.

    Raises:
        InvalidAnswer: with the first rule that it breaks.
    """
    question = planned.question
    if question is None or planned not in interview.route.items:
        raise refuse(ComplaintKind.OFF_ROUTE)
    if answer.missing is not None:
        _validate_missing(question, answer.missing)
        return
    _validate_value(interview, planned, question, answer)
    for broken in interview.broken_at(planned, answer.value):
        if broken.level == "hard":
            raise InvalidAnswer(Complaint(ComplaintKind.CHECK, text=broken.check.text))


def _validate_missing(question: Question, reason: Missing) -> None:
    if reason is Missing.LEFT_EMPTY:
        if question.required:
            raise refuse(ComplaintKind.REQUIRED)
    elif reason not in SAID or reason.value not in question.missing:
        raise refuse(ComplaintKind.REASON_NOT_OFFERED, reason=reason.value)


def _validate_value(
    interview: Interview, planned: Planned, question: Question, answer: Answer
) -> None:
    if isinstance(question, ChoiceQuestion):
        _validate_choice(question, interview.options(planned), answer)
    elif isinstance(question, LookupQuestion):
        if not interview.is_listed(planned, answer.value):
            raise refuse(ComplaintKind.NOT_OFFERED, typed=answer.value)
    else:
        validate_typed(question, answer)


def validate_typed(question: Question, answer: Answer) -> None:
    """Check a value that is typed against the rules of its question alone: its kind, its bounds, its length.

    Raises:
        InvalidAnswer: with the first rule that it breaks.
    """
    match question:
        case IntegerQuestion() | ScaleQuestion() | DecimalQuestion():
            _validate_number(question, answer)
        case DateQuestion(takes_spans=True):
            _validate_partial_date(question, answer)
        case DateQuestion():
            _validate_day(question, answer)
        case TimeQuestion():
            _validate_time(question, answer)
        case TextQuestion() | LongTextQuestion():
            _validate_text(answer, question.max_length)


def _validate_choice(question: ChoiceQuestion, offered: tuple[Option, ...], answer: Answer) -> None:
    codes = codes_of(answer.value)
    if not codes or not _is_formed(question, answer.value):
        raise refuse(ComplaintKind.WRONG_TYPE, typed=answer.value)
    by_code = {option.code: option for option in offered}
    for code in codes:
        if code not in by_code or isinstance(code, bool):
            raise refuse(ComplaintKind.NOT_OFFERED, typed=code)
    picked = [by_code[code] for code in by_code if code in codes]
    if isinstance(question, MultipleQuestion):
        _validate_number_chosen(question, picked)
    if isinstance(question, RankingQuestion):
        _validate_places(question, len(picked), len(offered))
    _validate_others(question, picked, answer)


def _validate_others(question: ChoiceQuestion, picked: list[Option], answer: Answer) -> None:
    """Check what was typed at "namely"."""
    asking = {option.code for option in picked if option.other and question.chosen_in is None}
    for code, _ in answer.other:
        if code not in asking:
            raise refuse(ComplaintKind.NOT_OFFERED, typed=code)
    named = {code for code, _ in answer.other}
    for option in picked:
        typed = answer.other_text(option.code)
        passed_over = option.code in named and not typed
        if option.code in asking and is_blank(typed) and not passed_over:
            raise refuse(ComplaintKind.OTHER_NEEDED, label=option.text)
        if len(typed) > OTHER_LENGTH:
            raise refuse(ComplaintKind.TOO_LONG, length=len(typed), most=OTHER_LENGTH)


def _is_formed(question: ChoiceQuestion, value: Value | Missing) -> bool:
    """Tell whether a value is a set for a multiple choice, an order for a ranking, and one code for a single one."""
    if isinstance(question, RankingQuestion):
        return isinstance(value, tuple) and len(set(value)) == len(value)
    if isinstance(value, tuple):
        return False
    return isinstance(question, MultipleQuestion) == isinstance(value, frozenset)


def _validate_places(question: RankingQuestion, ranked: int, offered: int) -> None:
    if ranked < question.fewest(offered):
        raise refuse(ComplaintKind.TOO_FEW_RANKED, left=question.fewest(offered) - ranked)
    if ranked > question.most(offered):
        raise refuse(ComplaintKind.TOO_MANY_RANKED, most=question.most(offered))


def _validate_number_chosen(question: MultipleQuestion, picked: list[Option]) -> None:
    for option in picked:
        if option.exclusive and len(picked) > 1:
            raise refuse(ComplaintKind.EXCLUSIVE, label=option.text)
    if picked[0].exclusive:
        return
    if len(picked) < question.min_chosen:
        raise refuse(ComplaintKind.TOO_FEW, least=question.min_chosen)
    if question.max_chosen is not None and len(picked) > question.max_chosen:
        raise refuse(ComplaintKind.TOO_MANY, most=question.max_chosen)


def _validate_number(
    question: IntegerQuestion | ScaleQuestion | DecimalQuestion, answer: Answer
) -> None:
    value = answer.value
    if isinstance(question, DecimalQuestion):
        if not isinstance(value, Decimal) or not value.is_finite():
            raise refuse(ComplaintKind.NOT_A_NUMBER, typed=value)
        exponent = value.as_tuple().exponent
        if isinstance(exponent, int) and -exponent > question.decimals:
            raise refuse(ComplaintKind.TOO_MANY_DECIMALS, most=question.decimals)
    elif not isinstance(value, int) or isinstance(value, bool):
        raise refuse(ComplaintKind.NOT_WHOLE, typed=value)
    if not question.min <= value <= question.max:
        raise refuse(ComplaintKind.OUT_OF_RANGE, min=question.min, max=question.max)


def _validate_partial_date(question: DateQuestion, answer: Answer) -> None:
    """A date that may be partial is one of the days of its span: out of bounds where all of them are."""
    value = answer.value
    if not isinstance(value, PartialDate) or value.precision not in question.precisions:
        raise refuse(ComplaintKind.NOT_A_DATE, typed=value, asked=question.precision)
    low, high = question.min, question.max
    if (low is not None and value.last < low) or (high is not None and value.first > high):
        asked = question.precisions[0]
        least, most = (None if day is None else PartialDate.of(day, asked) for day in (low, high))
        raise refuse(ComplaintKind.DATE_OUT_OF_RANGE, min=least, max=most)


def _validate_day(question: DateQuestion, answer: Answer) -> None:
    day = answer.value
    if not isinstance(day, date):
        raise refuse(ComplaintKind.NOT_A_DAY, typed=day)
    too_early = question.min is not None and day < question.min
    too_late = question.max is not None and day > question.max
    if too_early or too_late:
        raise refuse(ComplaintKind.DAY_OUT_OF_RANGE, min=question.min, max=question.max)


def _validate_time(question: TimeQuestion, answer: Answer) -> None:
    clock = answer.value
    if not isinstance(clock, time) or clock.second or clock.microsecond or clock.tzinfo:
        raise refuse(ComplaintKind.NOT_A_TIME, typed=clock)
    too_early = question.min is not None and clock < question.min
    too_late = question.max is not None and clock > question.max
    if too_early or too_late:
        raise refuse(ComplaintKind.TIME_OUT_OF_RANGE, min=question.min, max=question.max)


def _validate_text(answer: Answer, most: int) -> None:
    if not isinstance(answer.value, str) or is_blank(answer.value):
        raise refuse(ComplaintKind.WRONG_TYPE, typed=answer.value)
    if len(answer.value) > most:
        raise refuse(ComplaintKind.TOO_LONG, length=len(answer.value), most=most)

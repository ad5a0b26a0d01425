"""A questionnaire's texts, filled in, and answers in words."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

from hybridequiz.characters import show_text
from hybridequiz.export.words import NO, STATE_WORDS, YES
from hybridequiz.interview.answers import Answer
from hybridequiz.interview.interview import Interview
from hybridequiz.interview.route import codes_of
from hybridequiz.questionnaire.instrument import Instrument, Planned
from hybridequiz.questionnaire.model import Location
from hybridequiz.questionnaire.partial_dates import PartialDate
from hybridequiz.questionnaire.questions import ChoiceQuestion, ComputedQuestion, Option, Question
from hybridequiz.questionnaire.states import Code, Missing
from hybridequiz.questionnaire.texts import Text, render
from hybridequiz.wording.interface import interface
from hybridequiz.wording.notation import date_words, number_words, time_words


def reason_words(reason: Missing, language: str) -> str:
    """Say a reason for no value."""
    return interface(language).say(STATE_WORDS[reason])


def text_words(interview: Interview, text: Text) -> str:
    """Give a text in the interview's language, filled in."""
    language = interview.language
    wording = text.in_language(language)
    return render(wording, lambda name: fill_words(interview, name))


def section_words(interview: Interview, planned: Planned) -> str:
    """Name the section that an item is in; in a roster with the row."""
    title = text_words(interview, interview.instrument.sections[planned.section].title)
    return title if planned.row is None else f"{title} · {text_words(interview, planned.row.title)}"


def fill_words(interview: Interview, name: str) -> str | None:
    """Give the words for a name in a text; None where there is no value."""
    instrument, language = interview.instrument, interview.language
    if name == "session_code":
        return interview.session.code
    study = instrument.questionnaire.study
    if study is not None:
        if name == "session_location":
            return location_words(instrument, interview.session.location, language)
        if (words := study.words(name, language)) is not None:
            return words
    source, equals, code = name.partition("=")
    answer = interview.answers.get(source)
    if answer is None or answer.missing is not None:
        return None
    if equals:
        return _option_of(interview, instrument.by_id[source], code, answer)
    return answer_words(interview, instrument.by_id[name], answer)


def _option_of(interview: Interview, planned: Planned, code: str, answer: Answer) -> str | None:
    """Say the option that a row belongs to."""
    options = planned.question.options if isinstance(planned.question, ChoiceQuestion) else ()
    found = next((one for one in options if str(one.code) == code), None)
    return None if found is None else option_words(interview, planned, found, answer)


def location_words(instrument: Instrument, code: int | None, language: str) -> str | None:
    """Name a location of the study."""
    location = _location(instrument, code)
    return location.text.in_language(language) if location else None


def _location(instrument: Instrument, code: int | None) -> Location | None:
    study = instrument.questionnaire.study
    places = study.location if study else ()
    return next((place for place in places if place.code == code), None)


def answer_words(interview: Interview, planned: Planned, answer: Answer) -> str:
    """Say an answer in words: labels, a number with its unit, a day, or why there is none."""
    language = interview.language
    value = answer.value
    if isinstance(value, Missing):
        return reason_words(value, language)
    question = planned.question
    if isinstance(question, ChoiceQuestion):
        return _chosen_words(interview, planned, question, answer)
    if planned.listed is not None:
        return show_text(planned.listed.label(value, language))
    if isinstance(question, ComputedQuestion) and question.gives == "yes_no":
        return interface(language).say(YES if value else NO)
    if isinstance(value, Decimal) or (isinstance(value, int) and not isinstance(value, bool)):
        return with_unit(interview, question, number_words(value, language))
    if isinstance(value, date | PartialDate):
        return date_words(value, language)
    if isinstance(value, time):
        return time_words(value)
    return show_text(str(value))


def _chosen_words(
    interview: Interview, planned: Planned, question: ChoiceQuestion, answer: Answer
) -> str:
    """Say what was chosen, in the order of the options; of a ranking each place with its option."""
    value = answer.value
    chosen = value if isinstance(value, tuple) else codes_of(value)
    options = [option for option in question.options if option.code in chosen]
    if isinstance(value, tuple):
        options = [option for code in value if (option := question.option(code))]
    words = [option_words(interview, planned, option, answer) for option in options]
    if isinstance(value, tuple):
        words = [f"{place}. {label}" for place, label in enumerate(words, 1)]
    return "; ".join(words)


def with_unit(interview: Interview, question: Question | None, words: str) -> str:
    """Write a number with its unit, where the question has one."""
    unit = getattr(question, "unit", None)
    return f"{words} {text_words(interview, unit)}" if unit is not None else words


def option_words(
    interview: Interview, planned: Planned, option: Option, answer: Answer | None = None
) -> str:
    """Say an option; at "other, namely" with what was typed there."""
    label = text_words(interview, option.text)
    typed = other_typed(interview, planned, option.code, answer)
    return named_label(label, typed) if typed else label


def named_label(label: str, typed: str) -> str:
    """Say the label of "other, namely" with what was typed there."""
    return f"{label.rstrip(' .…:')}: {show_text(typed)}"


def other_typed(
    interview: Interview, planned: Planned, code: Code, answer: Answer | None = None
) -> str:
    """Give what was typed at an option, here or in the list that this question takes its options from."""
    if answer is not None and (typed := answer.other_text(code)):
        return typed
    question = planned.question
    if isinstance(question, ChoiceQuestion) and question.chosen_in:
        source = interview.answers.get(question.chosen_in)
        return source.other_text(code) if source else ""
    return ""

"""Complaints in words: what is wrong, and what to do, in one sentence or two."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal

from hybridequiz.characters import show_text
from hybridequiz.interview.complaints import Complaint, ComplaintKind
from hybridequiz.interview.interview import Interview
from hybridequiz.problems import say
from hybridequiz.questionnaire.partial_dates import PartialDate
from hybridequiz.questionnaire.texts import Text
from hybridequiz.wording.interface import Interface, interface
from hybridequiz.wording.notation import date_typed, day_typed, number_words, time_words
from hybridequiz.wording.rendering import text_words

LONGEST_QUOTE = 40


def complaint_words(
    complaint: Complaint, language: str, *, interview: Interview | None = None
) -> str:
    """Say what is wrong with an answer, in the reader's language.

    Args:
        complaint: The rule that is broken.
        language: The reader's language.
        interview: The interview whose answers are filled into the questionnaire's own texts; without it they are
            said as they are written.
    """

    def written(text: Text) -> str:
        return text_words(interview, text) if interview is not None else text.in_language(language)

    if complaint.kind is ComplaintKind.CHECK and complaint.text is not None:
        return written(complaint.text)
    ui = interface(language)
    about = {
        name: written(value).rstrip(" .…") if isinstance(value, Text) else _said(value, language)
        for name, value in complaint.about.items()
    }
    if complaint.kind is ComplaintKind.DAY_OUT_OF_RANGE:
        return _day_range(ui, complaint.about)
    if complaint.kind is ComplaintKind.DATE_OUT_OF_RANGE:
        return _date_range(ui, complaint.about)
    if complaint.kind is ComplaintKind.TIME_OUT_OF_RANGE:
        return _time_range(ui, complaint.about)
    by_precision = _COARSER.get((complaint.kind, complaint.about.get("asked")))
    return ui.say(by_precision or _sentence(complaint.kind), **about)


def _sentence(kind: ComplaintKind) -> str:
    """Give the English sentence; the catalogues translate it."""
    return _SENTENCES[kind]


_SENTENCES = {
    ComplaintKind.NOT_WHOLE: say("“{typed}” is not a whole number. Type digits only."),
    ComplaintKind.NOT_A_NUMBER: say("“{typed}” is not a number. Type digits only."),
    ComplaintKind.TOO_MANY_DECIMALS: say(
        "That is too precise: at most {most} digits after the mark."
    ),
    ComplaintKind.DID_YOU_MEAN: say("Did you mean {number}? Type it like that."),
    ComplaintKind.OUT_OF_RANGE: say("Type a number from {min} to {max}."),
    ComplaintKind.NO_SUCH_DAY: say("There is no day “{typed}”. Look at the day and the month."),
    ComplaintKind.NOT_A_DAY: say(
        "“{typed}” is not a date. Type day-month-year, such as 31-01-2026."
    ),
    ComplaintKind.NOT_A_DATE: say(
        "“{typed}” is not a date. Type it like 31-01-2026, 01-2026 or 2026."
    ),
    ComplaintKind.NO_SUCH_MONTH: say("There is no month “{typed}”. A year has 12 months."),
    ComplaintKind.MONTH_LACKS: say("Type the month too, such as 01-2026."),
    ComplaintKind.YEAR_LACKS: say("Type the year too, in four digits, such as 01-2026."),
    ComplaintKind.NOT_A_TIME: say("“{typed}” is not a time. Type hours:minutes, such as 14:05."),
    ComplaintKind.HOUR_ALONE: say("Type the minutes too, such as 14:00 for two in the afternoon."),
    ComplaintKind.NO_SUCH_TIME: say("There is no time “{typed}”. A day goes from 00:00 to 23:59."),
    ComplaintKind.NOT_CHOSEN: say("Nothing is chosen yet. Type other words, or clear the line."),
    ComplaintKind.TOO_LONG: say("That is too long: {length} characters, at most {most} fit."),
    ComplaintKind.TOO_FEW: say("Choose at least {least}."),
    ComplaintKind.TOO_MANY: say("Choose at most {most}. Take one away first."),
    ComplaintKind.TOO_FEW_RANKED: say("Not every place is given yet: {left} to go."),
    ComplaintKind.TOO_MANY_RANKED: say("There are {most} places. Take one away first."),
    ComplaintKind.RANKED_TWICE: say("“{typed}” has a place already. Type each of them once."),
    ComplaintKind.EXCLUSIVE: say("“{label}” does not go together with another choice."),
    ComplaintKind.NOT_OFFERED: say("“{typed}” is not one of the options."),
    ComplaintKind.OTHER_NEEDED: say("Type what you mean at “{label}”."),
    ComplaintKind.REASON_NOT_OFFERED: say("That cannot be said at this question."),
    ComplaintKind.REQUIRED: say("This question needs an answer before we can go on."),
    ComplaintKind.WRONG_TYPE: say("“{typed}” is not the kind of answer that this question asks."),
    ComplaintKind.OFF_ROUTE: say("This question is not asked here."),
}


def _day_range(ui: Interface, about: Mapping[str, object]) -> str:
    low, high = about.get("min"), about.get("max")
    if isinstance(low, date) and isinstance(high, date):
        return ui.say("Type a day from {min} to {max}.", min=day_typed(low), max=day_typed(high))
    if isinstance(low, date):
        return ui.say("Type a day from {min} on.", min=day_typed(low))
    return ui.say("Type a day up to {max}.", max=day_typed(high) if isinstance(high, date) else "")


def _date_range(ui: Interface, about: Mapping[str, object]) -> str:
    low, high = about.get("min"), about.get("max")
    if isinstance(low, PartialDate) and isinstance(high, PartialDate):
        first, last = date_typed(low), date_typed(high)
        return ui.say("Type a date from {min} to {max}.", min=first, max=last)
    if isinstance(low, PartialDate):
        return ui.say("Type a date from {min} on.", min=date_typed(low))
    last = date_typed(high) if isinstance(high, PartialDate) else ""
    return ui.say("Type a date up to {max}.", max=last)


def _time_range(ui: Interface, about: Mapping[str, object]) -> str:
    low, high = about.get("min"), about.get("max")
    if isinstance(low, time) and isinstance(high, time):
        first, last = time_words(low), time_words(high)
        return ui.say("Type a time from {min} to {max}.", min=first, max=last)
    if isinstance(low, time):
        return ui.say("Type a time from {min} on.", min=time_words(low))
    last = time_words(high) if isinstance(high, time) else ""
    return ui.say("Type a time up to {max}.", max=last)


def _said(value: object, language: str) -> str:
    """Write one part of a sentence; what was typed is shortened and made harmless."""
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return number_words(value, language)
    if isinstance(value, PartialDate):
        return date_typed(value)
    shown = show_text(str(value))
    return shown if len(shown) <= LONGEST_QUOTE else shown[: LONGEST_QUOTE - 1] + "…"


_COARSER: dict[tuple[ComplaintKind, object], str] = {
    (ComplaintKind.NOT_A_DATE, "month"): say("“{typed}” is not a month. Type it like 01-2026."),
    (ComplaintKind.NOT_A_DATE, "year"): say("“{typed}” is not a year. Type it like 2026."),
    (ComplaintKind.YEAR_LACKS, "year"): say("Type the year in four digits, such as 2026."),
}
"""What is said where a month or a year is asked, by the rule and what is asked."""

"""What is typed is read as it stands or asked back; nothing is coerced."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hybridequiz.interview.answers import Answer
from hybridequiz.interview.complaints import ComplaintKind, InvalidAnswer
from hybridequiz.interview.typing_rules import chosen, read_typed
from hybridequiz.questionnaire.questions import (
    DateQuestion,
    DecimalQuestion,
    IntegerQuestion,
    LongTextQuestion,
    MultipleQuestion,
    Question,
    ScaleQuestion,
    SingleQuestion,
    TextQuestion,
    TimeQuestion,
)
from hybridequiz.questionnaire.states import Code, Missing
from hybridequiz.questionnaire.validation import validated
from hybridequiz.wording.presentation import typed_form

OPTIONS = [
    {"code": 1, "nl": "Een"},
    {"code": 2, "nl": "Twee"},
    {"code": 97, "nl": "Anders", "other": True},
]


def whole(**more: Any) -> IntegerQuestion:
    facts = {"type": "integer", "id": "q", "text": "?", "min": -(10**18), "max": 10**18}
    return validated(IntegerQuestion, facts | more)


def scale() -> ScaleQuestion:
    ends = {"low": "laag", "high": "hoog"}
    return validated(
        ScaleQuestion, {"type": "scale", "id": "q", "text": "?", "min": 0, "max": 10, **ends}
    )


def broken(**more: Any) -> DecimalQuestion:
    facts = {"type": "decimal", "id": "q", "text": "?", "min": -(10**18), "max": 10**18}
    return validated(DecimalQuestion, facts | {"decimals": 9} | more)


CLOCK = validated(TimeQuestion, {"type": "time", "id": "q", "text": "?"})
DAY = validated(DateQuestion, {"type": "date", "id": "q", "text": "?"})
LINE = validated(TextQuestion, {"type": "text", "id": "q", "text": "?"})
PROSE = validated(LongTextQuestion, {"type": "long_text", "id": "q", "text": "?"})
SINGLE = validated(SingleQuestion, {"type": "single", "id": "q", "text": "?", "options": OPTIONS})
MULTIPLE = validated(
    MultipleQuestion, {"type": "multiple", "id": "q", "text": "?", "options": OPTIONS}
)

NOT_WHOLE = ComplaintKind.NOT_WHOLE
NOT_A_NUMBER = ComplaintKind.NOT_A_NUMBER
OUT_OF_RANGE = ComplaintKind.OUT_OF_RANGE
TOO_MANY_DECIMALS = ComplaintKind.TOO_MANY_DECIMALS


def outcome(question: Question, typed: str, language: str) -> object:
    """Give the value, or the rule that is broken; of a number asked back, what is asked."""
    try:
        return read_typed(question, typed, language).value
    except InvalidAnswer as error:
        if error.complaint.kind is ComplaintKind.DID_YOU_MEAN:
            return f"{error.complaint.about['number']}?"
        return error.complaint.kind


WHOLE_NUMBERS: list[tuple[str, object, object]] = [
    ("7", 7, 7),
    (" 7 ", 7, 7),
    ("\u00a07\u00a0", 7, 7),
    ("\u202f7", 7, 7),
    ("\t7\n", 7, 7),
    ("007", 7, 7),
    ("+7", 7, 7),
    ("-7", -7, -7),
    ("-0", 0, 0),
    ("999999999999999999", 999999999999999999, 999999999999999999),
    ("1" * 19, OUT_OF_RANGE, OUT_OF_RANGE),
    ("9" * 40, OUT_OF_RANGE, OUT_OF_RANGE),
    ("-" + "9" * 40, OUT_OF_RANGE, OUT_OF_RANGE),
    ("9" * 100_000, OUT_OF_RANGE, OUT_OF_RANGE),
    ("9" + ".999" * 13, OUT_OF_RANGE, OUT_OF_RANGE),
    ("9" + " 999" * 13, OUT_OF_RANGE, OUT_OF_RANGE),
    ("0" * 40 + "7", 7, 7),
    ("0" * 100_000 + "7", 7, 7),
    ("9" * 40 + "x", NOT_WHOLE, NOT_WHOLE),
    ("9" * 40 + ",5", NOT_WHOLE, NOT_WHOLE),
    ("7,5", NOT_WHOLE, NOT_WHOLE),
    ("7.5", NOT_WHOLE, NOT_WHOLE),
    ("7,0", NOT_WHOLE, NOT_WHOLE),
    ("7.", NOT_WHOLE, NOT_WHOLE),
    ("1.000", "1000?", NOT_WHOLE),
    ("1,000", NOT_WHOLE, "1000?"),
    ("1 000", "1000?", "1000?"),
    ("1.234.567", "1234567?", "1234567?"),
    ("1,234,567", "1234567?", "1234567?"),
    ("1 234 567", "1234567?", "1234567?"),
    ("-1.000", "-1000?", NOT_WHOLE),
    ("1.234,5", NOT_WHOLE, NOT_WHOLE),
    ("1,234.5", NOT_WHOLE, NOT_WHOLE),
    ("1.00", NOT_WHOLE, NOT_WHOLE),
    ("12.34.56", NOT_WHOLE, NOT_WHOLE),
    ("1_000", NOT_WHOLE, NOT_WHOLE),
    ("1e3", NOT_WHOLE, NOT_WHOLE),
    ("0x10", NOT_WHOLE, NOT_WHOLE),
    ("7 of 8", NOT_WHOLE, NOT_WHOLE),
    ("7-8", NOT_WHOLE, NOT_WHOLE),
    ("7 8", NOT_WHOLE, NOT_WHOLE),
    ("7\n8", NOT_WHOLE, NOT_WHOLE),
    ("7\u20288", NOT_WHOLE, NOT_WHOLE),
    ("7\x0b8", NOT_WHOLE, NOT_WHOLE),
    ("7\u00ad8", NOT_WHOLE, NOT_WHOLE),
    ("7\u200b8", NOT_WHOLE, NOT_WHOLE),
    ("7\x008", NOT_WHOLE, NOT_WHOLE),
    ("\u202e78", NOT_WHOLE, NOT_WHOLE),
    ("7\u200d", NOT_WHOLE, NOT_WHOLE),
    ("٧", NOT_WHOLE, NOT_WHOLE),
    ("१२", NOT_WHOLE, NOT_WHOLE),
    ("７", NOT_WHOLE, NOT_WHOLE),
    ("²", NOT_WHOLE, NOT_WHOLE),
    ("½", NOT_WHOLE, NOT_WHOLE),
    ("Ⅶ", NOT_WHOLE, NOT_WHOLE),
    ("\u2212" + "7", NOT_WHOLE, NOT_WHOLE),
    ("--7", NOT_WHOLE, NOT_WHOLE),
    ("+-7", NOT_WHOLE, NOT_WHOLE),
    ("- 7", NOT_WHOLE, NOT_WHOLE),
    ("zeven", NOT_WHOLE, NOT_WHOLE),
    ("∞", NOT_WHOLE, NOT_WHOLE),
    ("nan", NOT_WHOLE, NOT_WHOLE),
    ("7%", NOT_WHOLE, NOT_WHOLE),
    ("€7", NOT_WHOLE, NOT_WHOLE),
    ("\ud800", Missing.LEFT_EMPTY, Missing.LEFT_EMPTY),
    ("", Missing.LEFT_EMPTY, Missing.LEFT_EMPTY),
    (" \t\u00a0\u3000\n", Missing.LEFT_EMPTY, Missing.LEFT_EMPTY),
    ("\u200d\u200c", Missing.LEFT_EMPTY, Missing.LEFT_EMPTY),
    ("\ufeff\u200b\x00", Missing.LEFT_EMPTY, Missing.LEFT_EMPTY),
]


@pytest.mark.parametrize(("typed", "in_dutch", "in_english"), WHOLE_NUMBERS)
def test_a_whole_number_is_read_or_asked_back(
    typed: str, in_dutch: object, in_english: object
) -> None:
    for question in (whole(), scale()):
        assert outcome(question, typed, "nl") == in_dutch
        assert outcome(question, typed, "en") == in_english


DECIMALS: list[tuple[str, object, object]] = [
    ("7", Decimal(7), Decimal(7)),
    ("7,5", Decimal("7.5"), "7.5?"),
    ("7.5", "7,5?", Decimal("7.5")),
    ("7,50", Decimal("7.50"), "7.50?"),
    (" +7,5 ", Decimal("7.5"), "+7.5?"),
    ("-7.5", "-7,5?", Decimal("-7.5")),
    ("-0", Decimal(0), Decimal(0)),
    ("0,123456789", Decimal("0.123456789"), "0.123456789?"),
    ("1.234", "1234?", Decimal("1.234")),
    ("1,234", Decimal("1.234"), "1234?"),
    ("1.234,5", "1234,5?", "1234.5?"),
    ("1,234.5", "1234,5?", "1234.5?"),
    ("1.234,567", "1234,567?", "1234.567?"),
    ("1,234.567", "1234,567?", "1234.567?"),
    ("1 234,5", "1234,5?", "1234.5?"),
    ("1 234", "1234?", "1234?"),
    ("1.234.567", "1234567?", "1234567?"),
    ("1,234,567", "1234567?", "1234567?"),
    ("1,234,567.89", "1234567,89?", "1234567.89?"),
    ("9" * 40, OUT_OF_RANGE, OUT_OF_RANGE),
    ("-" + "9" * 40 + ",5", OUT_OF_RANGE, OUT_OF_RANGE),
    ("0" * 40 + "7", Decimal(7), Decimal(7)),
    ("-" + "0" * 40, Decimal(0), Decimal(0)),
    ("7," + "1" * 40, TOO_MANY_DECIMALS, TOO_MANY_DECIMALS),
    ("7." + "1" * 40, TOO_MANY_DECIMALS, TOO_MANY_DECIMALS),
    ("1_000", NOT_A_NUMBER, NOT_A_NUMBER),
    ("1e3", NOT_A_NUMBER, NOT_A_NUMBER),
    ("7,", NOT_A_NUMBER, NOT_A_NUMBER),
    (".5", NOT_A_NUMBER, NOT_A_NUMBER),
    ("7,5,5", NOT_A_NUMBER, NOT_A_NUMBER),
    ("7½", NOT_A_NUMBER, NOT_A_NUMBER),
    ("7 of 8", NOT_A_NUMBER, NOT_A_NUMBER),
    ("٧٫٥", NOT_A_NUMBER, NOT_A_NUMBER),
    ("７．５", NOT_A_NUMBER, NOT_A_NUMBER),
    ("7\u200b,5", NOT_A_NUMBER, NOT_A_NUMBER),
    ("Infinity", NOT_A_NUMBER, NOT_A_NUMBER),
    ("NaN", NOT_A_NUMBER, NOT_A_NUMBER),
    ("sNaN", NOT_A_NUMBER, NOT_A_NUMBER),
    ("", Missing.LEFT_EMPTY, Missing.LEFT_EMPTY),
    ("\u200d", Missing.LEFT_EMPTY, Missing.LEFT_EMPTY),
]


@pytest.mark.parametrize(("typed", "in_dutch", "in_english"), DECIMALS)
def test_a_number_is_read_in_the_notation_of_the_reader_and_otherwise_asked_back(
    typed: str, in_dutch: object, in_english: object
) -> None:
    assert outcome(broken(), typed, "nl") == in_dutch
    assert outcome(broken(), typed, "en") == in_english


def test_minus_nothing_is_written_without_its_sign() -> None:
    assert str(outcome(broken(), "-0,00", "nl")) == "0.00"


DAYS: list[tuple[str, object]] = [
    ("31-1-2026", date(2026, 1, 31)),
    ("31-01-2026", date(2026, 1, 31)),
    ("31/01/2026", date(2026, 1, 31)),
    ("31.1.2026", date(2026, 1, 31)),
    ("31 1 2026", date(2026, 1, 31)),
    (" 2026-01-31 ", date(2026, 1, 31)),
    ("29-2-2024", date(2024, 2, 29)),
    ("3-4-2026", date(2026, 4, 3)),
    ("29-2-2026", ComplaintKind.NO_SUCH_DAY),
    ("31-4-2026", ComplaintKind.NO_SUCH_DAY),
    ("0-1-2026", ComplaintKind.NO_SUCH_DAY),
    ("1-13-2026", ComplaintKind.NO_SUCH_DAY),
    ("1-1-0000", ComplaintKind.NO_SUCH_DAY),
    ("31-1-26", ComplaintKind.NOT_A_DAY),
    ("31012026", ComplaintKind.NOT_A_DAY),
    ("31 januari 2026", ComplaintKind.NOT_A_DAY),
    ("31-1-2026 10:00", ComplaintKind.NOT_A_DAY),
    ("٣١-١-٢٠٢٦", ComplaintKind.NOT_A_DAY),
    ("31-1-２０２６", ComplaintKind.NOT_A_DAY),
    ("31\u20111\u20112026", ComplaintKind.NOT_A_DAY),
    ("31-1-20\u200b26", ComplaintKind.NOT_A_DAY),
    ("gisteren", ComplaintKind.NOT_A_DAY),
    ("", Missing.LEFT_EMPTY),
    ("\u200d ", Missing.LEFT_EMPTY),
]


@pytest.mark.parametrize(("typed", "expected"), DAYS)
def test_a_day_is_day_month_year_whatever_the_language(typed: str, expected: object) -> None:
    assert outcome(DAY, typed, "nl") == expected
    assert outcome(DAY, typed, "en") == expected


TEXTS: list[tuple[str, object, object]] = [
    ("  Zoë  ", "Zoë", "Zoë"),
    ("Zoe\u0308", "Zo\u00eb", "Zo\u00eb"),
    ("een\ntwee", "een twee", "een\ntwee"),
    ("een\r\ntwee\rdrie", "een twee drie", "een\ntwee\ndrie"),
    ("een\u2028twee\u2029drie\x85vier\x0bvijf\x0czes", "een twee drie vier vijf zes", None),
    ("a\tb", "a\tb", "a\tb"),
    ("a\x00b\x1b[31mc", "ab[31mc", "ab[31mc"),
    ("a\u202eb\u2066c\u200fd", "abcd", "abcd"),
    ("\ud83da", "a", "a"),
    ("👩\u200d🔧", "👩\u200d🔧", "👩\u200d🔧"),
    ("می\u200cخواهم", "می\u200cخواهم", "می\u200cخواهم"),
    ("\u00a0", Missing.LEFT_EMPTY, Missing.LEFT_EMPTY),
    ("\u200d", Missing.LEFT_EMPTY, Missing.LEFT_EMPTY),
    ("\x00\ud800\u202e", Missing.LEFT_EMPTY, Missing.LEFT_EMPTY),
    ("{naam} [b]vet[/b]", "{naam} [b]vet[/b]", "{naam} [b]vet[/b]"),
    ("=1+1", "=1+1", "=1+1"),
]


@pytest.mark.parametrize(("typed", "line", "prose"), TEXTS)
def test_a_text_is_kept_as_it_was_typed_but_for_what_is_no_text(
    typed: str, line: object, prose: object
) -> None:
    assert outcome(LINE, typed, "nl") == line
    if prose is not None:
        assert outcome(PROSE, typed, "nl") == prose


def test_no_choice_is_typed() -> None:
    with pytest.raises(TypeError, match="single"):
        read_typed(SINGLE, "1", "nl")


def test_nothing_chosen_is_no_answer() -> None:
    assert chosen(MULTIPLE, frozenset()).value is Missing.LEFT_EMPTY
    assert chosen(SINGLE, frozenset(), {97: "x"}).other == ()


def test_what_was_typed_at_other_is_kept_with_its_option_only() -> None:
    typed: dict[Code, str] = {97: "  een\x00  tuin\nhuis\u202e ", 1: "kwijt"}
    assert chosen(MULTIPLE, frozenset({2, 97}), typed).other == ((97, "een  tuin huis"),)
    assert chosen(MULTIPLE, frozenset({2}), typed).other == ()
    for nothing in (" ", "\x00", "\u200d", "\u200b"):
        assert chosen(SINGLE, frozenset({97}), {97: nothing}).other == ()


ANYTHING = st.text(st.characters(codec=None) | st.sampled_from("0123456789.,-+ /eE\u200d\ud800"))
NUMERIC = st.text("0123456789.,+- ", max_size=24)


@given(ANYTHING | NUMERIC, st.sampled_from(["nl", "en"]))
@example("1,234", "nl")
def test_whatever_is_typed_is_a_value_an_empty_answer_or_a_complaint(
    typed: str, language: str
) -> None:
    for question in (whole(), broken(), DAY, LINE, PROSE):
        value = outcome(question, typed, language)
        if isinstance(value, int) and not isinstance(value, bool):
            assert typed.strip().lstrip("+-0") == str(abs(value)).lstrip("0")


@given(st.integers(-(10**17), 10**17), st.sampled_from(["nl", "en"]))
def test_a_number_asked_back_can_be_typed_as_it_is_shown(number: int, language: str) -> None:
    mark = "." if language == "nl" else ","
    grouped = f"{number:,}".replace(",", mark)
    found = outcome(whole(), grouped, language)
    assert found in (number, f"{number}?")


@given(
    st.decimals(-(10**8), 10**8, places=9)
    | st.decimals(-(10**8), 10**8, places=2)
    | st.integers(-(10**8), 10**8).map(Decimal),
    st.sampled_from(["nl", "en"]),
)
@example(Decimal("0.000000001"), "nl")
def test_a_number_that_is_shown_is_read_again_as_the_same(number: Decimal, language: str) -> None:
    shown = typed_form(Answer(number), language)
    assert read_typed(broken(), shown, language).value == number


@given(st.dates())
@example(date(7, 1, 2))
def test_a_day_that_is_shown_is_read_again_as_the_same(day: date) -> None:
    assert read_typed(DAY, typed_form(Answer(day), "nl"), "nl").value == day


@given(ANYTHING)
def test_a_text_that_was_read_is_read_again_as_the_same(typed: str) -> None:
    for question in (LINE, PROSE):
        value = read_typed(question, typed, "nl").value
        if not isinstance(value, Missing):
            assert read_typed(question, str(value), "nl").value == value
            str(value).encode()


@pytest.mark.parametrize(
    ("typed", "clock"),
    [
        ("14:05", time(14, 5)),
        ("9:30", time(9, 30)),
        ("09.30", time(9, 30)),
        (" 14u05 ", time(14, 5)),
        ("14U05", time(14, 5)),
        ("14h05", time(14, 5)),
        ("0:00", time(0, 0)),
        ("23:59", time(23, 59)),
    ],
)
def test_a_time_is_read_in_the_ways_it_is_written(typed: str, clock: time) -> None:
    assert read_typed(CLOCK, typed, "nl") == Answer(clock)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("14", ComplaintKind.HOUR_ALONE),
        ("14u", ComplaintKind.HOUR_ALONE),
        ("2 uur", ComplaintKind.NOT_A_TIME),
        ("half drie", ComplaintKind.NOT_A_TIME),
        ("14:5", ComplaintKind.NOT_A_TIME),
        ("1405", ComplaintKind.NOT_A_TIME),
        ("14:05:30", ComplaintKind.NOT_A_TIME),
        ("-1:00", ComplaintKind.NOT_A_TIME),
        ("1４:05", ComplaintKind.NOT_A_TIME),
        ("24:00", ComplaintKind.NO_SUCH_TIME),
        ("14:60", ComplaintKind.NO_SUCH_TIME),
    ],
)
def test_a_time_that_is_not_certain_is_asked_again(typed: str, kind: ComplaintKind) -> None:
    with pytest.raises(InvalidAnswer) as refused:
        read_typed(CLOCK, typed, "nl")
    assert refused.value.complaint.kind is kind


@given(st.times())
def test_what_is_shown_of_a_time_is_read_as_that_time(clock: time) -> None:
    minute = clock.replace(second=0, microsecond=0, tzinfo=None)
    assert read_typed(CLOCK, f"{minute:%H:%M}", "en") == Answer(minute)

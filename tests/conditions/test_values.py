"""What conditions give: numbers, choices, texts, days and rows."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest

from conditions.samples import (
    DONT_KNOW,
    IN_CHECK,
    NOT_APPLICABLE,
    REFUSED,
    SAID,
    SYMBOLS,
    compiled,
    faults,
    outcome,
)
from hybridequiz.questionnaire.conditions import Kind, Scope, Symbol
from hybridequiz.questionnaire.states import Code

ROWS = [{"age": 3, "sex": 1}, {"age": 5, "sex": 2}, {"age": DONT_KNOW, "sex": 2}]
KNOWN = ROWS[:2]

NUMBERS = [
    ("1 + 2", 3),
    ("0.1 + 0.2 == 0.3", True),
    ("1 / 4", Decimal("0.25")),
    ("1 / 3 * 3 == 1", False),
    ("7 // 2", 3),
    ("-7 // 2", -4),
    ("-7 % 2", 1),
    ("7 % -2", -1),
    ("-7.5 // 2", -4),
    ("-7.5 % 2", Decimal("0.5")),
    ("7.5 % -2", Decimal("-0.5")),
    ("1 / 0", NOT_APPLICABLE),
    ("1 // 0", NOT_APPLICABLE),
    ("1 % 0", NOT_APPLICABLE),
    ("1.5 // 0", NOT_APPLICABLE),
    ("1 / 0 > 3", NOT_APPLICABLE),
    ("99999999999999999999 * 99999999999999999999", NOT_APPLICABLE),
    ("round(2.5)", 3),
    ("round(-2.5)", -3),
    ("round(2.345, 2)", Decimal("2.35")),
    ("round(7)", 7),
    ("abs(-2.5)", Decimal("2.5")),
    ("-(1 - 3)", 2),
    ("+5", 5),
    (".5 + 2.", Decimal("2.5")),
    ("sum(1, 2, 3.5)", Decimal("6.5")),
    ("sum([1, 2])", 3),
    ("mean(1, 2)", Decimal("1.5")),
    ("min(3, 1, 2)", 1),
    ("max([3, 1, 2])", 3),
    ("1 < 2 < 3", True),
    ("1 < 3 < 2", False),
    ("2 > 1 < 3 != 4", True),
    ("1 if 2 > 1 else 0", 1),
    ("2 in [1, 1 + 1]", True),
    ("count(1 > 0, 1 > 2, True)", 2),
]


@pytest.mark.parametrize(("source", "expected"), NUMBERS)
def test_numbers_are_reckoned_exactly(source: str, expected: object) -> None:
    result = outcome(source)
    assert result == expected
    assert not isinstance(result, float)


def test_a_choice_with_integer_codes_counts_as_a_number() -> None:
    assert outcome("mean(sat, other_sat)", sat=4, other_sat=5) == Decimal("4.5")
    assert outcome("sat > years", sat=4, years=3) is True


CHOICES = [
    ("97 in barriers", {1, 97}, True),
    ("97 in barriers", {1}, False),
    ("97 not in barriers", {1}, True),
    ("barriers == [2, 1]", {1, 2}, True),
    ("[1, 2] == barriers", {1, 2}, True),
    ("barriers == [1, 2]", {1}, False),
    ("barriers != [1, 2]", {1}, True),
    ("selected(barriers, 1, 2)", {2, 97}, True),
    ("selected(barriers, 1, 2)", {97}, False),
    ("count(barriers)", {2, 97}, 2),
    ("consent in barriers", {2, 97}, True),
    ("barriers == helped", {3}, True),
]


@pytest.mark.parametrize(("source", "chosen", "expected"), CHOICES)
def test_a_multiple_choice_is_a_set(source: str, chosen: set[int], expected: object) -> None:
    env = {"barriers": frozenset(chosen), "consent": 2, "helped": frozenset({3})}
    assert outcome(source, **env) == expected


TEXTS = [
    ('name == "Jan Klaassen"', True),
    ("name == 'jan klaassen'", False),
    ('lower(name) == "jan klaassen"', True),
    ('"Klaas" in name', True),
    ('"klaas" not in name', True),
    ('name in ["Jan", "Piet"]', False),
    ("len(name)", 12),
    ('matches(name, "Jan")', False),
    ('matches(name, "Jan .*")', True),
    (r'matches(name, "\w+ \w+")', True),
    (r'matches(name, "\\w+ \\w+")', True),
    (r'matches(name, ".*\bKlaassen")', True),
    ('matches(name, "(a+)+$")', False),
]


@pytest.mark.parametrize(("source", "expected"), TEXTS)
def test_texts_are_compared_and_matched(source: str, expected: object) -> None:
    assert outcome(source, name="Jan Klaassen") == expected


def test_a_backslash_takes_a_quote_and_otherwise_stands_for_itself() -> None:
    assert outcome(r'"\"" in name', name='a "word"') is True
    assert outcome(r"'\\d' == name", name="\\d") is True
    assert outcome(r"'\d' == name", name="\\d") is True
    assert outcome(r"'\x' == name", name="\\x") is True


def test_half_a_character_in_an_answer_fits_no_letter_and_breaks_nothing() -> None:
    assert outcome('matches(name, "[a-z]+")', name="a\ud800") is False


def test_a_text_in_another_script_is_compared_as_it_is() -> None:
    assert outcome('name == "Zoë 漢字"', name="Zoë 漢字") is True
    assert outcome('len(name) == 6 and name != "é"', name="Zoë 漢字") is True


DATES = [
    ('born < date("2000-03-01")', True),
    ('born == date("2000-02-29")', True),
    ("year(born)", 2000),
    ("today() - born", 366),
    ("years_between(born, today())", 1),
    ('years_between(born, date("2001-02-28"))', 0),
    ('years_between(born, date("2004-02-29"))', 4),
    ('years_between(today(), date("2000-03-01"))', -1),
]


@pytest.mark.parametrize(("source", "expected"), DATES)
def test_days_are_compared_and_counted(source: str, expected: object) -> None:
    env = {"born": date(2000, 2, 29), "today()": date(2001, 3, 1)}
    assert outcome(source, **env) == expected


KNOWN_ROWS = [
    ("any(t.age > 4 for t in trainee)", True),
    ("any(t.age > 5 for t in trainee)", False),
    ("all(t.age > 2 for t in trainee)", True),
    ("all(t.age > 3 for t in trainee)", False),
    ("any(t.age > 4 for t in trainee if t.sex == 1)", False),
    ("all(t.age > 4 for t in trainee if t.sex == 2)", True),
    ("count(trainee)", 2),
    ("count(t for t in trainee)", 2),
    ("count(t for t in trainee if t.sex == 2)", 1),
    ("count(t.age > 2 for t in trainee)", 2),
    ("count(t.age > 2 for t in trainee if t.sex == 1)", 1),
    ("sum(t.age for t in trainee)", 8),
    ("sum(t.age for t in trainee if t.sex == 2 if t.age > 5)", 0),
    ("min(t.age for t in trainee)", 3),
    ("max(t.age + years for t in trainee)", 15),
    ("mean(t.age for t in trainee)", 4),
    ("mean(t.age for t in trainee if t.age > 50)", NOT_APPLICABLE),
    ("min(t.age for t in trainee if t.age > 50)", NOT_APPLICABLE),
    ("any(answered(t.age) for t in trainee)", True),
]


@pytest.mark.parametrize(("source", "expected"), KNOWN_ROWS)
def test_rows_are_taken_together(source: str, expected: object) -> None:
    assert outcome(source, trainee=KNOWN, years=10) == expected


UNKNOWN_ROWS = [
    ("any(t.age > 4 for t in trainee)", True),
    ("any(t.age > 5 for t in trainee)", DONT_KNOW),
    ("all(t.age > 3 for t in trainee)", False),
    ("all(t.age > 2 for t in trainee)", DONT_KNOW),
    ("all(t.age > 2 for t in trainee if t.sex == 1)", True),
    ("any(t.sex == 2 for t in trainee if t.age > 5)", DONT_KNOW),
    ("any(t.sex == 1 for t in trainee if t.age > 5)", False),
    ("sum(t.age for t in trainee)", DONT_KNOW),
    ("sum(t.age for t in trainee if t.sex == 1)", 3),
    ("count(t.age > 4 for t in trainee)", DONT_KNOW),
    ("count(t.age > 4 for t in trainee if t.sex == 1)", 0),
    ("count(dont_know(t.age) for t in trainee)", 1),
]


@pytest.mark.parametrize(("source", "expected"), UNKNOWN_ROWS)
def test_an_unknown_in_a_row_matters_only_where_it_could(source: str, expected: object) -> None:
    assert outcome(source, trainee=ROWS) == expected


def test_no_rows_are_all_and_none() -> None:
    assert outcome("all(t.age > 2 for t in trainee)", trainee=[]) is True
    assert outcome("any(t.age > 2 for t in trainee)", trainee=[]) is False
    assert outcome("sum(t.age for t in trainee)", trainee=[]) == 0


def test_this_is_the_answer_that_a_check_looks_at() -> None:
    condition = compiled("this <= years + 10", IN_CHECK)
    assert condition.holds({"this": 12, "years": 2}) is True
    assert condition.references == {"years"}


def test_the_references_are_questions_session_values_and_rosters() -> None:
    rows = "any(t.age > 3 for t in trainee)"
    source = f'session_mode == "self" and years > 3 and {rows} and born < today()'
    assert compiled(source).references == {"session_mode", "years", "trainee", "born"}


KINDS = [
    ("years > 3", Kind.BOOLEAN),
    ("years + 3", Kind.NUMBER),
    ("sat", Kind.CODE),
    ("barriers", Kind.CHOICES),
    ("lower(name)", Kind.TEXT),
    ("today()", Kind.DATE),
    ("sat if flag else years", Kind.NUMBER),
    ("sat if flag else other_sat", Kind.CODE),
]


@pytest.mark.parametrize(("source", "kind"), KINDS)
def test_a_condition_knows_what_it_gives(source: str, kind: Kind) -> None:
    assert compiled(source).kind is kind


def test_a_condition_can_run_over_lines_with_remarks() -> None:
    source = "years > 3   # not counting the first\n  and\tsat == 3 # é\r\n"
    assert outcome(source, years=4, sat=3) is True


def test_a_sign_for_remarks_in_a_text_is_text() -> None:
    assert outcome('name == "a # b"', name="a # b") is True


def test_a_reason_of_a_used_part_stays_and_an_unused_part_does_not_count() -> None:
    assert outcome("years if flag else wage", flag=False, years=REFUSED, wage=3) == 3


WORDS: dict[Code, str] = {1: "Yes", 2: "No", 97: "Other, namely"}
WITH_WORDS = Scope(
    symbols={
        "kind": Symbol("kind", Kind.CODE, tuple(WORDS), missing=SAID, label=WORDS.__getitem__),
        "barriers": SYMBOLS["barriers"],
    }
)


@pytest.mark.parametrize(
    ("source", "held", "expected"),
    [
        ('label(kind) == "No"', 2, True),
        ('label(kind) == "No"', 1, False),
        ('"namely" in label(kind)', 97, True),
        ('lower(label(kind)) in ["yes", "no"]', 1, True),
        ("len(label(kind))", 2, 2),
        ("label(kind)", DONT_KNOW, DONT_KNOW),
        ('label(kind) == "No"', REFUSED, REFUSED),
    ],
)
def test_label_gives_the_words_of_the_chosen_option(
    source: str, held: object, expected: object
) -> None:
    assert compiled(source, WITH_WORDS).evaluate({"kind": held}) == expected


@pytest.mark.parametrize("source", ["label(barriers)", "label(1)", "label(label(kind))"])
def test_label_takes_a_question_of_which_one_option_is_chosen(source: str) -> None:
    (fault,) = faults(source, WITH_WORDS, None)
    assert fault.code == "wrong-arguments"
    assert "write label(question)" in fault.hint


@pytest.mark.parametrize(
    ("source", "held", "expected"),
    [
        ('begins < time("08:30")', time(8, 29), True),
        ('begins < time("08:30")', time(8, 30), False),
        ('time("08:00") <= begins <= time("17:00")', time(12, 0), True),
        ('begins in [time("08:00"), time("09:00")]', time(9, 0), True),
        ('begins == time("00:00")', time(0, 0), True),
        ('begins > time("08:30")', DONT_KNOW, DONT_KNOW),
    ],
)
def test_times_have_an_order(source: str, held: object, expected: object) -> None:
    scope = Scope(symbols={"begins": Symbol("begins", Kind.TIME, missing=SAID)})
    assert compiled(source, scope).evaluate({"begins": held}) == expected


@pytest.mark.parametrize(
    ("source", "code", "hint"),
    [
        ('begins < "08:30"', "type-mismatch", 'time("08:30")'),
        ("begins < 8", "type-mismatch", ""),
        ('begins < time("8:30")', "wrong-arguments", 'time("08:30")'),
        ('begins < time("25:00")', "wrong-arguments", 'time("08:30")'),
        ("begins < today()", "type-mismatch", ""),
        ('begins - time("08:00") == 1', "type-mismatch", ""),
    ],
)
def test_a_time_goes_with_times_only(source: str, code: str, hint: str) -> None:
    scope = Scope(symbols={"begins": Symbol("begins", Kind.TIME)})
    fault = faults(source, scope)[0]
    assert fault.code == code
    assert hint in fault.hint

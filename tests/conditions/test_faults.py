"""Every fault says where, what and how to mend it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import hybridequiz.questionnaire.conditions as package
from conditions.samples import IN_CHECK, SCOPE, compiled, faults
from hybridequiz.questionnaire.conditions import ConditionFaults, Kind, Scope, Symbol

FAULTS = [
    # the condition, the fault, the part that is underlined, something of the hint
    ("years >", "syntax", ">", ""),
    ("(years > 3", "syntax", "(", "close it with )"),
    ("years > 3)", "syntax", ")", ""),
    ("sat in [1, 2", "syntax", "[", "close it with ]"),
    ("years > 3 sat == 1", "syntax", "sat", ""),
    ('name == "Jan', "syntax", '"Jan', 'close it with "'),
    ("years > 007", "syntax", "007", "without zeros"),
    ("sat in [1 2]", "syntax", "1", "comma"),
    ("years > 3 § 4", "syntax", "§", ""),
    ("years > 3 \\ 4", "syntax", "\\", ""),
    ("", "syntax", "", ""),
    ("  \n # nothing", "syntax", "  \n # nothing", ""),
    ("YEARS > 3", "unknown-name", "YEARS", 'did you mean "years"?'),
    ("years = 3", "foreign-spelling", "=", "write =="),
    ("years === 3", "foreign-spelling", "===", "write =="),
    ("any(years = 3)", "foreign-spelling", "=", "write =="),
    ("flag && a", "foreign-spelling", "&&", "write and"),
    ("flag || a", "foreign-spelling", "||", "write or"),
    ("!flag", "foreign-spelling", "!", "write not"),
    ("years <> 3", "foreign-spelling", "<>", "write !="),
    ("years => 3", "foreign-spelling", "=>", "write >="),
    ("years =< 3", "foreign-spelling", "=<", "write <="),
    ("years > 30and flag", "syntax", "0and", "is a space missing"),
    ("${years} > 3", "foreign-spelling", "${years}", "write years"),
    ("{years} > 3", "foreign-spelling", "{years}", "write years"),
    ("flag AND a", "foreign-spelling", "AND", "write and"),
    ("flag OR a", "foreign-spelling", "OR", "write or"),
    ("NOT flag", "foreign-spelling", "NOT", "write not"),
    ("flag == true", "foreign-spelling", "true", "write True"),
    ("flag == FALSE", "foreign-spelling", "FALSE", "write False"),
    ("years mod 2 == 0", "foreign-spelling", "mod", "write %"),
    ('name == “Jan"', "foreign-spelling", "“", "straight quotes"),
    ("yaers > 3", "unknown-name", "yaers", '"years"'),
    ("xyzzy > 3", "unknown-name", "xyzzy", ""),
    ("today > born", "unknown-name", "today", "today()"),
    ("any(t.aeg > 3 for t in trainee)", "unknown-name", "t.aeg", '"age"'),
    ("any(t.age > 3 for t in trainees)", "unknown-name", "trainees", "trainee"),
    ("wishes == 3", "forward-reference", "wishes", "earlier"),
    ("any(t.age > 3 for t in wishes)", "forward-reference", "wishes", ""),
    ("answered(intro)", "unusable-name", "intro", ""),
    ('status == "complete"', "unknown-option", '"complete"', 'did you mean "completed"?'),
    ('status in ["stopped", "complete"]', "unknown-option", '"complete"', "current, completed"),
    ("sat == 7", "unknown-option", "7", "the options are: 1, 2, 3, 4, 5"),
    ("7 == sat", "unknown-option", "7", ""),
    ("sat == '3'", "unknown-option", "'3'", "without quotes"),
    ("status == 1", "unknown-option", "1", "the options are"),
    ("4 in barriers", "unknown-option", "4", ""),
    ("selected(barriers, 1, 4)", "unknown-option", "4", ""),
    ("barriers == [1, 4]", "unknown-option", "4", ""),
    ("answerd(sat)", "unknown-function", "answerd", "answered"),
    ("open('x')", "unknown-function", "open", ""),
    ("answered()", "wrong-arguments", "answered()", "answered(question)"),
    ("answered(sat, years)", "wrong-arguments", "answered(sat, years)", "answered(question)"),
    ("answered(sat > 3)", "wrong-arguments", "answered(sat > 3)", "answered(question)"),
    ('born > date("31-01-2026")', "wrong-arguments", 'date("31-01-2026")', "2026-01-31"),
    ('born > date("20260131")', "wrong-arguments", 'date("20260131")', "2026-01-31"),
    ("born > date(name)", "wrong-arguments", "date(name)", ""),
    ("round(years, 99) > 1", "wrong-arguments", "round(years, 99)", ""),
    ("matches(name, town)", "wrong-arguments", "town", ""),
    ('years == "complete"', "type-mismatch", 'years == "complete"', "without quotes"),
    ("years and flag", "type-mismatch", "years", "answered(years)"),
    ("not years", "type-mismatch", "years", ""),
    ("years", "type-mismatch", "years", "compare"),
    ("barriers == 1", "type-mismatch", "barriers == 1", "barriers == [1, 2]"),
    ("barriers in [1]", "type-mismatch", "barriers in [1]", "selected(barriers"),
    ("barriers > [1]", "type-mismatch", "barriers > [1]", "count(barriers)"),
    ("sat == [1, 2]", "type-mismatch", "sat == [1, 2]", "in"),
    ("sat == status", "type-mismatch", "sat == status", ""),
    ("sat in []", "type-mismatch", "[]", ""),
    ('status > "current"', "type-mismatch", 'status > "current"', "== or !="),
    ('name > "Jan"', "type-mismatch", 'name > "Jan"', ""),
    ('born > "2000-01-01"', "type-mismatch", 'born > "2000-01-01"', 'date("2000-01-01")'),
    ("born + 1 > 3", "type-mismatch", "born", ""),
    ('"a" * 1000000 == name', "type-mismatch", '"a"', ""),
    ("len(barriers) > 2", "type-mismatch", "barriers", "count(barriers)"),
    ("len(years) > 2", "type-mismatch", "years", ""),
    ("sum(name, 1) > 2", "type-mismatch", "name", ""),
    ("count(years) > 2", "type-mismatch", "count(years)", ""),
    ("selected(sat, 1)", "type-mismatch", "sat", "=="),
    ("sat in years", "type-mismatch", "years", "list"),
    ("[1, 2]", "type-mismatch", "[1, 2]", ""),
    ("1 if flag else name", "type-mismatch", "1 if flag else name", ""),
    ("trainee == 1", "type-mismatch", "trainee", "for row in trainee"),
    ("any(t > 3 for t in trainee)", "type-mismatch", "t", "t.age"),
    ("any(t.age > 3 for t in years)", "type-mismatch", "years", ""),
    ("(lambda: flag)()", "not-allowed", "(lambda: flag)()", ""),
    ("name.upper() == name", "not-allowed", "name.upper()", ""),
    ("name.upper == name", "not-allowed", "name.upper", ""),
    ("barriers[0] == 1", "not-allowed", "barriers[0]", "in barriers"),
    ("(x := years) > 3", "not-allowed", "x := years", "=="),
    ("f'{name}' == name", "not-allowed", "f'{name}'", ""),
    ("b'x' == name", "not-allowed", "b'x'", ""),
    ("'a' 'b' == name", "not-allowed", "'a' 'b'", "comma"),
    ("years is 3", "not-allowed", "years is 3", "write =="),
    ("years is not 3", "not-allowed", "years is not 3", "write !="),
    ("years ** 2 > 3", "not-allowed", "years ** 2", ""),
    ("flag & a", "not-allowed", "flag & a", "write and"),
    ("flag | a", "not-allowed", "flag | a", "write or"),
    ("~years > 3", "not-allowed", "~years", "write not"),
    ("sum(*barriers) > 3", "not-allowed", "*barriers", ""),
    ("{1: 2} == 3", "not-allowed", "{1: 2}", ""),
    ("years == None", "not-allowed", "None", "answered"),
    ("years == 0x10", "not-allowed", "0x10", "2.5"),
    ("years == 1e9", "not-allowed", "1e9", "2.5"),
    ("years == 1_000", "not-allowed", "1_000", ""),
    ("years == 1j", "not-allowed", "1j", ""),
    ("sat in (1, 2)", "not-allowed", "(1, 2)", "[1, 2]"),
    ("any([t.age > 3 for t in trainee])", "not-allowed", "[t.age > 3 for t in trainee]", ""),
    ("years == 123456789012345678901234", "too-long", "123456789012345678901234", ""),
    ('matches(name, "(a")', "bad-pattern", '"(a"', ""),
    ('matches(name, "(?<=a)b")', "bad-pattern", '"(?<=a)b"', "two patterns"),
    (r'matches(name, "(a)\1")', "bad-pattern", r'"(a)\1"', "again"),
    ('matches(name, "((a{900}){900}){900}")', "bad-pattern", '"((a{900}){900}){900}"', "1,000"),
    ('matches(name, "\ud800")', "bad-pattern", '"\ud800"', ""),
    ("this > 3", "this-outside-check", "this", "id"),
]


@pytest.mark.parametrize(("source", "code", "underlined", "hint"), FAULTS)
def test_a_fault_says_where_and_how_to_mend_it(
    source: str, code: str, underlined: str, hint: str
) -> None:
    (fault,) = faults(source)
    assert (fault.code, source[fault.start : fault.end]) == (code, underlined)
    assert hint in fault.hint


@pytest.mark.parametrize("source", [row[0] for row in FAULTS])
def test_no_fault_speaks_the_language_of_the_parser(source: str) -> None:
    for fault in faults(source):
        told = f"{fault.message} {fault.hint}".lower()
        assert not re.search(
            r"\b(ast|token|operand|expression|literal|node|parse|bool|int|str)\b", told
        )
        assert fault.message
        assert not fault.message.endswith(".")


def test_the_message_is_the_one_an_author_understands() -> None:
    (fault,) = faults('years == "complete"')
    assert fault.message == "'years' is a number and 'complete' is a text: they cannot be compared"
    (fault,) = faults('status == "complete"')
    assert fault.message == "'complete' is not an option of 'status'"


def test_all_faults_are_told_at_once_in_the_order_of_the_text() -> None:
    source = 'yaers > 3 and status == "complete" or not wishes and 4 in barriers'
    assert [fault.code for fault in faults(source)] == [
        "unknown-name",
        "unknown-option",
        "forward-reference",
        "unknown-option",
    ]


def test_all_foreign_spellings_are_told_at_once() -> None:
    source = "years = 3 && !flag || ${sat} <> 2"
    assert [source[one.start : one.end] for one in faults(source)] == [
        "=",
        "&&",
        "!",
        "||",
        "${sat}",
        "<>",
    ]


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("years > 3 && sat = 9", ["&&", "=", "9"]),
        ("!answered(wishes)", ["!", "wishes"]),
        ("${yaers} > 3 || {sat} == 9", ["${yaers}", "yaers", "||", "{sat}", "9"]),
        ("{sat} == 9", ["{sat}", "9"]),
        ("status == “complete”", ["“", "“complete”", "”"]),
        ("years = 3 and", ["="]),
    ],
)
def test_what_else_is_wrong_is_told_beside_a_foreign_spelling_at_its_own_place(
    source: str, told: list[str]
) -> None:
    assert [source[one.start : one.end] for one in faults(source)] == told


def test_foreign_signs_in_a_text_are_text() -> None:
    assert faults('name == "a && b = {c} “d”"') == ()


def test_a_place_counts_characters_and_not_bytes() -> None:
    source = 'name == "Zoë 漢字 👍" and\n  # naïve\n  yaers > 3'
    (fault,) = faults(source)
    assert source[fault.start : fault.end] == "yaers"


def test_a_place_counts_the_spaces_in_front() -> None:
    (fault,) = faults("   \n yaers > 3")
    assert (fault.start, fault.end) == (5, 10)


def test_a_letter_that_only_looks_like_another_is_no_name() -> None:
    (fault,) = faults("ｙears > 3")
    assert fault.code == "syntax"


def test_a_condition_that_is_too_long_is_refused_unread() -> None:
    (fault,) = faults("flag" + " " * 2_000)
    assert fault.code == "too-long"


@pytest.mark.parametrize(
    "source",
    [
        " and ".join(["flag"] * 200),
        "not " * 100 + "flag",
        "-" * 1_900 + "1 > 2",
        "[" * 90 + "1" + "]" * 90,
        "1" + "+1" * 90 + " > 2",
        "flag if a else " * 60 + "flag",
    ],
)
def test_a_condition_with_too_many_parts_is_refused(source: str) -> None:
    assert [fault.code for fault in faults(source)] == ["too-complex"]


def test_more_brackets_than_can_be_read_are_a_fault() -> None:
    assert len(faults("(" * 900 + "flag" + ")" * 900)) == 1


def test_this_can_be_used_in_a_check_only() -> None:
    assert faults("this > 3", IN_CHECK) == ()


WANTED = [
    ("years + 1", Kind.NUMBER, True),
    ("sat", Kind.NUMBER, True),
    ("status", Kind.NUMBER, False),
    ("status", Kind.TEXT, True),
    ("sat", Kind.TEXT, False),
    ("years > 1", Kind.NUMBER, False),
    ("today()", Kind.DATE, True),
    ("barriers", Kind.CHOICES, True),
]


@pytest.mark.parametrize(("source", "wanted", "fits"), WANTED)
def test_what_a_condition_gives_must_be_what_is_wanted(
    source: str, wanted: Kind, fits: bool
) -> None:
    assert [fault.code for fault in faults(source, wanted=wanted)] == (
        [] if fits else ["type-mismatch"]
    )


def test_a_choice_whose_options_are_not_known_takes_any_code() -> None:
    scope = Scope({"place": Symbol("place", Kind.CODE)})
    assert faults('place == "north"', scope) == ()
    assert faults("place in [1, 2]", scope) == ()


def test_the_faults_travel_in_one_exception() -> None:
    with pytest.raises(ConditionFaults, match="no question 'yaers'") as caught:
        compiled("yaers > 3", SCOPE)
    assert len(caught.value.faults) == 1


ESCAPES = [
    "__import__('os').system('true')",
    "().__class__.__bases__[0].__subclasses__()",
    "name.__class__",
    "name.format(name)",
    "'{0.__class__}'.format(name)",
    "(lambda: 1).__globals__",
    "[c for c in ().__class__.__mro__]",
    "any(t.__class__ for t in trainee)",
    "any(t.age.real > 1 for t in trainee)",
    "any(t.age for t in [1].__class__)",
    "exec('1')",
    "eval('1')",
    "getattr(name, 'x')",
    "globals()",
    "breakpoint()",
    "print(name)",
    "open('/etc/passwd')",
    "answered.__globals__",
    "answered(__builtins__)",
    "(yield)",
    "await name",
    "9 ** 9 ** 9",
    "'a' * 10 ** 9",
    "name % 3",
    "'%s' % name",
    "[1] * 1000000 == 3",
    "1 << 1000000",
    "{**{}}",
    "(x := 1)",
    "any(any(t.age > s.age for s in trainee) for t in trainee)",
    "any(t.age > 3 for t in trainee for s in trainee)",
    "any(t.age > 3 for t.age in trainee)",
    "import os",
    "flag; flag",
    "flag\n\nimport os",
    "flag) or (flag",
]


@pytest.mark.parametrize("source", ESCAPES)
def test_a_way_out_of_the_language_is_refused(source: str) -> None:
    assert faults(source, wanted=None)


def test_nothing_is_ever_executed() -> None:
    for module in Path(package.__file__).parent.glob("*.py"):
        assert not re.search(
            r"\b(eval|exec|compile|getattr|__import__)\(",
            module.read_text("utf-8").replace("re2.compile(", "").replace("re.compile(", ""),
        ), module


def test_this_is_a_near_match_in_a_check_only() -> None:
    assert "thiss" not in str(SCOPE.symbols)
    (inside,) = faults("thiss > 3", IN_CHECK)
    assert inside.hint == 'did you mean "this"?'
    (outside,) = faults("thiss > 3")
    assert "this" not in outside.hint.split('"')

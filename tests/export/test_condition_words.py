"""Conditions in words: every part of the language is said, in Dutch and English, and nothing trips it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from conditions.samples import SCOPE, SYMBOLS
from conditions.test_properties import PIECES, boolean_parts
from export.export_kit import instrument
from hybridequiz.export.condition_pieces import Named
from hybridequiz.export.condition_words import all_of, condition_words
from hybridequiz.export.plan import column_plan
from hybridequiz.questionnaire.conditions import Kind, Scope, Symbol, compile_condition
from hybridequiz.questionnaire.conditions.functions import TABLE
from hybridequiz.questionnaire.states import Code
from hybridequiz.values import frozen, replace
from hybridequiz.wording.interface import interface


@frozen
class Schools:
    """A list in a file."""

    file: str = "schools.csv"
    columns: tuple[str, ...] = ("code", "town")

    @property
    def places(self) -> dict[str, int]:
        return {"A1": 0}

    def cell(self, code: object, column: str, /) -> str:
        return f"{column} of {code}"


def _label(labels: dict[Code, str], code: Code) -> str:
    return labels.get(code, "")


TEXTS = {
    "sat": "Are you satisfied?",
    "status": "Are you still there?",
    "barriers": "What is hard?",
    "wishes": "What matters?",
    "flag": "Is it so?",
    "born": "When were you born?",
    "name": "What is your name?",
    "school": "Which school?",
    "age": "How old?",
    "sex": "Which sex?",
}
OPTIONS: dict[str, dict[Code, str]] = {
    "sat": {1: "Not at all", 4: "Rather", 5: "Very"},
    "status": {"current": "Yes, still", "completed": "Done"},
    "barriers": {1: "Time", 2: "Travel", 97: "Other"},
    "helped": {1: "Time", 2: "Travel", 97: "Other"},
    "wishes": {1: "A teacher", 2: "Near home"},
    "school": {"A1": "School A"},
    "sex": {1: "Woman", 2: "Man"},
}
SCOPE_HERE = Scope(
    symbols={
        **SYMBOLS,
        "sat": replace(SYMBOLS["sat"], label=str),
        "wishes": Symbol("wishes", Kind.RANKING, (1, 2, 3)),
        "school": Symbol("school", Kind.CODE, rows=Schools()),
        "begins": Symbol("begins", Kind.TIME),
    },
    rosters=SCOPE.rosters,
    this=SYMBOLS["years"],
)
NAMES = {
    **{
        name: Named(TEXTS.get(name, ""), symbol.kind, partial(_label, OPTIONS.get(name, {})))
        for name, symbol in {**SCOPE_HERE.symbols, **SCOPE.rosters["trainee"].fields}.items()
    },
    "trainee": Named("Trainees"),
}

SAID = [
    # numbers, codes and texts
    ("years == 3", "years is 3"),
    ("years != 3", "years is not 3"),
    ("years < 3", "years is less than 3"),
    ("years <= 3", "years is at most 3"),
    ("years > 3", "years is more than 3"),
    ("years >= 0.5", "years is at least 0.5"),
    ("3 < years", "years is more than 3"),
    ("1 < years <= 5", "years is more than 1, and years is at most 5"),
    ("sat == 4", "‘Are you satisfied?’ (sat) is “Rather”"),
    ("4 == sat", "‘Are you satisfied?’ (sat) is “Rather”"),
    ("sat >= 4", "‘Are you satisfied?’ (sat) is at least “Rather” (4)"),
    ("sat == 2", "‘Are you satisfied?’ (sat) is 2"),
    ('status == "completed"', "‘Are you still there?’ (status) is “Done”"),
    ('name == "Jan"', "‘What is your name?’ (name) is “Jan”"),
    ("sat in [1, 4, 5]", "‘Are you satisfied?’ (sat) is “Not at all”, “Rather” or “Very”"),
    ("sat not in [4, 5]", "‘Are you satisfied?’ (sat) is none of these: “Rather” and “Very”"),
    ("sat in [4]", "‘Are you satisfied?’ (sat) is “Rather”"),
    ("sat == other_sat", "‘Are you satisfied?’ (sat) is other_sat"),
    ('"park" in name', "“park” is a part of ‘What is your name?’ (name)"),
    ('"park" not in name', "“park” is no part of ‘What is your name?’ (name)"),
    ("this <= 60", "the answer is at most 60"),
    ("years > 3  # long\n", "years is more than 3"),
    # time
    ('born < date("2000-01-31")', "‘When were you born?’ (born) is before 2000-01-31"),
    ('born <= date("2000-01-31")', "‘When were you born?’ (born) is 2000-01-31 or earlier"),
    ("born > started", "‘When were you born?’ (born) is after started"),
    ("born >= today()", "‘When were you born?’ (born) is the day of the interview or later"),
    ('begins < time("08:30")', "begins is before 08:30"),
    ("year(born) == 2000", "the year of ‘When were you born?’ (born) is 2000"),
    (
        "years_between(born, today()) >= 18",
        "the whole years from ‘When were you born?’ (born) to the day of the interview is at least 18",
    ),
    # several options, rankings
    ("97 in barriers", "“Other” is chosen in ‘What is hard?’ (barriers)"),
    ("97 not in barriers", "“Other” is not chosen in ‘What is hard?’ (barriers)"),
    ("barriers == [1, 2]", "exactly “Time” and “Travel” is chosen in ‘What is hard?’ (barriers)"),
    ("[1] == barriers", "exactly “Time” is chosen in ‘What is hard?’ (barriers)"),
    (
        "barriers != [1]",
        "something else than exactly “Time” is chosen in ‘What is hard?’ (barriers)",
    ),
    ("barriers == helped", "the same is chosen in ‘What is hard?’ (barriers) and helped"),
    ("barriers != helped", "not the same is chosen in ‘What is hard?’ (barriers) and helped"),
    ("selected(barriers, 1, 2)", "“Time” or “Travel” is chosen in ‘What is hard?’ (barriers)"),
    ("count(barriers) >= 2", "how many are chosen in ‘What is hard?’ (barriers) is at least 2"),
    ("2 in wishes", "“Near home” is ranked in ‘What matters?’ (wishes)"),
    ("2 not in wishes", "“Near home” is not ranked in ‘What matters?’ (wishes)"),
    (
        "rank(wishes, 2) <= 2",
        "the place of “Near home” in ‘What matters?’ (wishes) is at most 2",
    ),
    (
        "at_rank(wishes, 1) == 2",
        "what is in place 1 of ‘What matters?’ (wishes) is “Near home”",
    ),
    # logic
    ("a", "a is true"),
    ("flag", "‘Is it so?’ (flag) is true"),
    ("True", "always"),
    ("False", "never"),
    ("not a", "not (a is true)"),
    ("not not a", "a is true"),
    ("not sat == 4", "‘Are you satisfied?’ (sat) is not “Rather”"),
    ("not years < 3", "years is at least 3"),
    ("not (1 < years < 3)", "not (years is more than 1, and years is less than 3)"),
    ("a and b and flag", "a is true, b is true, and ‘Is it so?’ (flag) is true"),
    ("a or b", "a is true, or b is true"),
    ("a and (b or flag)", "a is true, and (b is true, or ‘Is it so?’ (flag) is true)"),
    ("a == b", "both of these hold, or neither: (a is true) and (b is true)"),
    ("a != b", "just one of these two holds: (a is true) and (b is true)"),
    ("a if b else flag", "if (b is true) then (a is true), otherwise (‘Is it so?’ (flag) is true)"),
    ("(years if a else wage) > 3", "(if (a is true) then years, otherwise wage) is more than 3"),
    # states
    ("answered(years)", "years has an answer"),
    ("not answered(years)", "years has no answer"),
    ("given(years)", "years has an answer, or “don’t know” was said"),
    ("missing(years)", "years was asked and not answered"),
    ("dont_know(years)", "“don’t know” was said to years"),
    ("refused(years)", "“prefer not to say” was said to years"),
    ("not refused(years)", "“prefer not to say” was not said to years"),
    ("not_applicable(years)", "“not applicable” was said to years"),
    ("left_empty(years)", "years was left empty"),
    ("off_route(years)", "years was not asked"),
    ("not off_route(years)", "years was asked"),
    # what is worked out
    ("years + 2 * wage > 3", "years + 2 * wage is more than 3"),
    ("years // 2 == 1 and years % 2 == 1", "years // 2 is 1, and years % 2 is 1"),
    ("-years < -3", "-years is less than -3"),
    ("abs(years - 3) < 2", "the size of years - 3 is less than 2"),
    ("round(wage) == 3", "wage, rounded is 3"),
    ("round(wage, 1) == 3", "wage, rounded to 1 decimals is 3"),
    ("len(name) > 3", "the number of characters in ‘What is your name?’ (name) is more than 3"),
    ('lower(name) == "jan"', "‘What is your name?’ (name) in small letters is “jan”"),
    ('label(sat) != "Geen"', "the words of ‘Are you satisfied?’ (sat) is not “Geen”"),
    ('lookup(school, "town") == "Gouda"', "“town” of ‘Which school?’ (school) is “Gouda”"),
    ('matches(name, "[A-Z]+")', "‘What is your name?’ (name) fits the pattern “[A-Z]+”"),
    # several parts, and rows
    ("any(a, b)", "a is true, or b is true"),
    ("all([a, b])", "a is true, and b is true"),
    ("count(a, years > 3) == 1", "how many hold of: (a is true) and (years is more than 3) is 1"),
    ("sum(years, wage) > 3", "the sum of years and wage is more than 3"),
    ("min(years, wage) > 3", "the lowest of years and wage is more than 3"),
    ("max(years, wage) > 3", "the highest of years and wage is more than 3"),
    ("mean([years, wage]) > 3", "the mean of years and wage is more than 3"),
    ("count(trainee) > 3", "the number of rows of ‘Trainees’ (trainee) is more than 3"),
    ("count(t for t in trainee) > 3", None),
    (
        "any(t.sex == 1 for t in trainee if t.age > 3)",
        (
            "in at least one row of ‘Trainees’ (trainee), only those with"
            " (‘How old?’ (age) is more than 3): (‘Which sex?’ (sex) is “Woman”)"
        ),
    ),
    (
        "all(t.age > 3 for t in trainee)",
        "in every row of ‘Trainees’ (trainee): (‘How old?’ (age) is more than 3)",
    ),
    (
        "count(t.age > 3 for t in trainee) == 2",
        "the number of rows of ‘Trainees’ (trainee) with (‘How old?’ (age) is more than 3) is 2",
    ),
    (
        "sum(t.age for t in trainee) > 9",
        "the sum over the rows of ‘Trainees’ (trainee) of ‘How old?’ (age) is more than 9",
    ),
    ("min(t.age for t in trainee) > 9", None),
    ("max(t.age for t in trainee) > 9", None),
    ("mean(t.age for t in trainee) > 9", None),
]


def said(source: str, language: str = "en") -> str:
    return condition_words(source, NAMES, interface(language).say)


@pytest.mark.parametrize(("source", "words"), SAID)
def test_every_condition_of_the_language_is_said_in_words(source: str, words: str | None) -> None:
    assert words is None or said(source) == words
    assert said(source, "nl") not in ("", source) or source.startswith("-")


def test_the_samples_hold_every_part_and_function_of_the_language() -> None:
    trees = [ast.parse(source.strip(), mode="eval").body for source, _ in SAID]
    used = {type(node) for tree in trees for node in ast.walk(tree)}
    logic = {ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Not, ast.IfExp, ast.Constant, ast.Name}
    signs = {ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.In, ast.NotIn, ast.BinOp}
    parts = {ast.Compare, ast.List, ast.Call, ast.GeneratorExp, ast.Attribute}
    assert logic | signs | parts <= used
    assert set(TABLE) == set(_called(trees)), "a new function wants its words"


def _called(trees: list[ast.expr]) -> Iterator[str]:
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                yield node.func.id


@pytest.mark.parametrize(
    "source", [source for source, _ in SAID if "for t in trainee) > 3" not in source]
)
def test_the_samples_are_conditions(source: str) -> None:
    compile_condition(source, SCOPE_HERE)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("sat == 4", "‘Are you satisfied?’ (sat) is “Rather”"),
        ("not answered(sat)", "‘Are you satisfied?’ (sat) is niet beantwoord"),
        ("sat in [4, 5] or a", "‘Are you satisfied?’ (sat) is “Rather” of “Very”, of a is waar"),
        ("97 in barriers", "“Other” is gekozen bij ‘What is hard?’ (barriers)"),
        ("years >= 3", "years is minstens 3"),
        ('born < date("2000-01-31")', "‘When were you born?’ (born) is voor 2000-01-31"),
    ],
)
def test_conditions_are_said_in_dutch(source: str, words: str) -> None:
    assert said(source, "nl") == words


def test_several_conditions_must_all_hold() -> None:
    say = interface("en").say
    assert all_of([], say) == ""
    assert all_of(["a is 1"], say) == "a is 1"
    assert all_of(["a is 1", "b is 2"], say) == "(a is 1), and (b is 2)"


def test_a_long_question_is_cut_between_words() -> None:
    names = {"q": Named(" ".join(["word"] * 40), Kind.NUMBER)}
    words = condition_words("q > 3", names, interface("en").say)
    assert words.endswith("word …’ (q) is more than 3")
    assert len(words) < 120


def test_words_with_braces_stay_as_they_are() -> None:
    names = {"q": Named("Do you like {town}?", Kind.TEXT)}
    assert (
        condition_words('q == "{x}"', names, interface("en").say)
        == "‘Do you like {town}?’ (q) is “{x}”"
    )


@given(boolean_parts)
@settings(max_examples=200, deadline=None)
def test_any_condition_has_words(part: object) -> None:
    source = part.source  # type: ignore[attr-defined]
    for language in ("nl", "en"):
        assert said(source, language)


@given(
    st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join))
)
@example("any()")
@example("count(x for x in y for z in trainee if a if b)")
@example("len(x for x in trainee)")
@example("a is b")
@example("date(x) < time()")
@example("rank() == at_rank()")
@example("f(*x, **y)")
@example("a[0].b(1)")
@example("\ud800")
@example("'\ud800' in name")
@example("not " * 400 + "a")
@example("(" * 90 + "a" + ")" * 90)
@settings(max_examples=300, deadline=None)
def test_any_text_is_said_or_left_as_it_is(source: str) -> None:
    assert isinstance(said(source, "nl"), str)


def test_the_plan_says_when_a_question_is_asked_in_every_language(tmp_path: Path) -> None:
    one = instrument(tmp_path)
    plan = column_plan({one.hash: one}, translate=lambda tag, words: interface(tag).say(words))
    found = {column.name: column.condition_words for column in plan.columns}
    assert found["why__money"].in_language("en") == "‘Do you work?’ (job) is “Yes”"
    assert found["why__money"].in_language("nl") == "‘Hebt u werk?’ (job) is “Ja”"
    assert found["years"].in_language("en") == (
        "(“prefer not to say” was not said to ‘Do you work?’ (job)), and"
        " (‘Do you work?’ (job) is “Yes” or “No, {never}”)"
    )
    assert not list(found["job"])

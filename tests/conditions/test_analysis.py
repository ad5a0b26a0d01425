"""What is certain about a questionnaire before anybody answers it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import pytest

from conditions.samples import DONT_KNOW, LEFT_EMPTY, OFF_ROUTE, REFUSED
from hybridequiz.questionnaire.conditions import (
    Guard,
    Kind,
    Roster,
    Scope,
    Symbol,
    compile_condition,
)
from hybridequiz.questionnaire.conditions.analysis import Analysis, Leave, NoValue, Step, analyse

AGE = Symbol("age", Kind.NUMBER, (), Decimal(0), Decimal(120), frozenset({DONT_KNOW}), whole=True)
SYMBOLS = {
    symbol.name: symbol
    for symbol in (
        Symbol("consent", Kind.CODE, (1, 2)),
        Symbol("sat", Kind.CODE, (1, 2, 3, 4, 5)),
        Symbol("why", Kind.CODE, (1, 2, 3), missing=frozenset({DONT_KNOW, REFUSED})),
        Symbol("more", Kind.CODE, (1, 2), missing=frozenset({LEFT_EMPTY})),
        Symbol("barriers", Kind.CHOICES, (1, 2, 3, 97)),
        Symbol("many", Kind.CHOICES, tuple(range(1, 21))),
        Symbol("country", Kind.CODE, tuple(range(1000, 3000))),
        AGE,
        Symbol("wage", Kind.NUMBER, (), Decimal(0), Decimal(9999)),
        Symbol("name", Kind.TEXT, missing=frozenset({LEFT_EMPTY})),
        Symbol("born", Kind.DATE),
        Symbol("end", Kind.TEXT),
    )
}
ROSTERS = {"trainee": Roster("trainee", {"age": AGE, "sex": Symbol("sex", Kind.CODE, (1, 2))})}
SCOPE = Scope(
    {**SYMBOLS, "session_mode": Symbol("session_mode", Kind.CODE, ("self", "interview"))},
    rosters=ROSTERS,
)

Guards = str | Sequence[str]


def guard(source: str) -> Guard:
    shows = source.startswith("show: ")
    return Guard(compile_condition(source.removeprefix("show: "), SCOPE), shows)


def analysed(
    guards: Mapping[str, Guards],
    *,
    exits: Sequence[str] = (),
    always: Sequence[str] = (),
    mentions: Mapping[str, Sequence[str]] | None = None,
    limit: int = 4096,
) -> Analysis:
    """Analyse the sample questions, with these guards; `end` is the last one."""
    steps = []
    for name, symbol in SYMBOLS.items():
        given = guards.get(name, ())
        sources = [given] if isinstance(given, str) else given
        steps.append(
            Step(
                symbol,
                name,
                tuple(guard(source) for source in sources),
                name in always,
                frozenset((mentions or {}).get(name, ())),
            )
        )
    leaves = [Leave(compile_condition(source, SCOPE)) for source in exits]
    return analyse(steps, leaves, limit=limit)


def at(analysis: Analysis, name: str) -> object:
    return analysis.steps[list(SYMBOLS).index(name)]


def verdict_of(source: str, **guards: Guards) -> object:
    """Give what is always so about a condition before the last question."""
    found = analysed({**guards, "end": source})
    return found.steps[-1].guards[-1].always


ALWAYS = [
    ("sat >= 1", True),
    ("sat > 5", False),
    ("sat >= 3", None),
    ("sat in [1, 2, 3, 4, 5]", True),
    ("sat == 1 or sat != 1", True),
    ("sat == 1 and sat == 2", False),
    ("sat < 3 and sat > 1 and sat != 2", False),
    ("sat + 1 > 6", False),
    ("sat * 2 >= 2", True),
    ("sat == why or sat != why", None),
    ("answered(sat)", True),
    ("missing(sat)", False),
    ("answered(why) or missing(why)", True),
    ("answered(why) or dont_know(why)", None),
    ("left_empty(why)", False),
    ("given(why) or refused(why)", True),
    ("why >= 1", None),
    ("not answered(why) or why >= 1", True),
    ("age >= 0 or dont_know(age)", True),
    ("age >= 1 or dont_know(age)", None),
    ("age > 120", None),
    ("wage >= 0", True),
    ("wage < 0", False),
    ("wage > 18 and wage < 10", False),
    ("wage > 10 or wage <= 10", True),
    ("10 < wage < 11 or wage <= 10 or wage >= 11", True),
    ("answered(age) and age > 17 and age < 18", False),
    ("count(barriers) > 0", True),
    ("count(barriers) > 4", False),
    ("97 in barriers or selected(barriers, 1, 2, 3)", True),
    ("barriers == [1] and 97 in barriers", False),
    ("1 in many or 1 not in many", True),
    ("1 in many and many == [2]", False),
    ("country == 1500 and country == 1501", False),
    ("country >= 1000", True),
    ("country > 1500 and country < 1501", False),
    ("name == 'Jan' and name == 'Piet'", None),
    ("answered(name) and name == 'Jan' and name == 'Piet'", False),
    ("answered(name) and name == ''", False),
    ("born < date('2000-01-01') and born > date('2001-01-01')", False),
    ("born < date('2000-01-01') or born > date('1999-12-31')", True),
    ("year(born) > 2000", None),
    ("year(born) > 2000 or not year(born) > 2000", True),
    ("len(name) > 3 and len(name) < 2", None),
    ("wage / 0 > 3", None),
    ("any(t.age > 3 for t in trainee)", None),
    ("session_mode == 'self' or session_mode == 'interview'", True),
    ("True", True),
    ("1 > 2", False),
]


@pytest.mark.parametrize(("source", "always"), ALWAYS)
def test_always_and_never_are_said_where_they_are_certain(source: str, always: bool | None) -> None:
    assert verdict_of(source) is always


def test_a_chain_of_conditions_is_followed() -> None:
    assert verdict_of("answered(more) and sat == 3", more="sat == 4") is False
    assert verdict_of("off_route(more) or sat == 4", more="sat == 4") is True


def test_a_question_behind_a_question_that_nobody_comes_to_cannot_be_reached() -> None:
    found = analysed(
        {"why": "sat == 1", "more": "why == 2", "end": ["sat == 5", "more == 1"]}
    ).steps[-1]
    assert not found.reachable
    assert found.blocked_by is not None
    assert found.blocked_by.condition.source == "more == 1"
    assert found.guards[1].always is None
    assert found.guards[1].unknown == NoValue("more", OFF_ROUTE)


def test_a_guard_is_judged_only_by_those_who_come_to_it() -> None:
    found = analysed({"end": ["sat == 5", "sat > 3"]}).steps[-1]
    assert [one.always for one in found.guards] == [None, True]


def test_nothing_is_said_of_a_guard_that_nobody_comes_to() -> None:
    found = analysed({"end": ["sat > 5", "sat == 1"]}).steps[-1]
    assert [one.always for one in found.guards] == [False, None]
    assert found.blocked_by is not None
    assert found.blocked_by.condition.source == "sat > 5"


def test_after_an_exit_its_answers_do_not_come_to_later_questions() -> None:
    analysis = analysed({"end": "consent == 2", "sat": "consent == 1"}, exits=["consent == 2"])
    end = analysis.steps[-1]
    assert not end.reachable
    assert end.guards[0].always is False
    assert analysis.steps[1].guards[0].always is True
    assert analysis.leaves[0].always is None


def test_an_exit_that_looks_at_two_questions_ties_them_together() -> None:
    found = analysed({"end": "consent == 2 and sat == 5"}, exits=["consent == 2 and sat > 3"])
    assert not found.steps[-1].reachable


def test_what_is_always_asked_is_asked_after_an_exit_too() -> None:
    found = analysed({"end": "consent == 2"}, exits=["consent == 2"], always=["end"]).steps[-1]
    assert found.reachable
    assert found.guards[0].always is None


def test_what_is_always_asked_finds_other_questions_off_the_route() -> None:
    found = analysed({"end": "sat == 5"}, exits=["consent == 2"], always=["end"]).steps[-1]
    assert found.guards[0].unknown == NoValue("sat", OFF_ROUTE)


def test_an_exit_that_everybody_takes_closes_what_follows() -> None:
    analysis = analysed({}, exits=["sat >= 1"], always=["end"])
    assert analysis.leaves[0].always is True
    assert analysis.steps[1].reachable
    assert not analysis.steps[2].reachable
    assert analysis.steps[2].closed_by is not None
    assert analysis.steps[-1].reachable


def test_two_exits_can_leave_nobody() -> None:
    analysis = analysed({}, exits=["consent == 1", "consent == 2"])
    assert [leaf.always for leaf in analysis.leaves] == [None, True]
    assert not analysis.steps[-1].reachable


UNKNOWN = [
    ("why == 1", NoValue("why", DONT_KNOW)),
    ("sat == 1", None),
    ("answered(why) and why == 1", None),
    ("answered(why) and why == 1 or more == 2", NoValue("more", LEFT_EMPTY)),
    ("not answered(more) and why == 1", NoValue("why", DONT_KNOW)),
    ("dont_know(why) or why == 1", NoValue("why", REFUSED)),
    ("len(name) > 3", NoValue("name", LEFT_EMPTY)),
    ("answered(name) and len(name) > 3", None),
    ("wage * 2 > 500", None),
    ("any(t.sex == 1 for t in trainee)", None),
]


@pytest.mark.parametrize(("source", "example"), UNKNOWN)
def test_an_example_says_what_makes_a_condition_unknown(
    source: str, example: NoValue | None
) -> None:
    assert analysed({"end": source}).steps[-1].guards[0].unknown == example


@pytest.mark.parametrize(
    "source", ["wage / wage > 1", "sat / (sat - 1) > 2", "any(t.age > 3 for t in trainee)"]
)
def test_what_can_fail_by_itself_can_be_unknown(source: str) -> None:
    assert analysed({"end": source}).steps[-1].guards[0].unknown is not None


def test_a_question_shown_on_unknown_passes_those_who_did_not_say() -> None:
    hidden = analysed({"end": ["why > 3"]}).steps[-1]
    shown = analysed({"end": ["show: why > 3"]}).steps[-1]
    assert not hidden.reachable
    assert shown.reachable
    assert shown.guards[0].always is None


def no_value(name: str, guards: Mapping[str, Guards], **more: Sequence[str]) -> object:
    found = analysed(guards, mentions={"end": [name]}, **more).steps[-1]  # type: ignore[arg-type]  # exits only
    return found.no_value.get(name)


def test_a_mention_says_why_the_other_question_may_have_no_value() -> None:
    assert no_value("sat", {}) == frozenset()
    assert no_value("why", {}) == {DONT_KNOW, REFUSED}
    assert no_value("why", {"why": "sat == 1"}) == {DONT_KNOW, REFUSED, OFF_ROUTE}
    assert no_value("why", {"why": "sat == 1", "end": "sat == 1"}) == {DONT_KNOW, REFUSED}
    assert no_value("why", {"why": "sat == 1", "end": "answered(why)"}) == frozenset()
    assert no_value("why", {"why": "sat == 1", "end": "why == 2"}) == frozenset()
    assert no_value("why", {"why": "sat == 1", "end": "not why == 2"}) == frozenset()
    assert no_value("why", {"why": "sat == 1", "end": "show: why == 2"}) == {
        DONT_KNOW,
        REFUSED,
        OFF_ROUTE,
    }
    assert no_value("why", {"why": "sat > 5"}) == {OFF_ROUTE}
    assert no_value("why", {"why": "sat == 1"}, exits=["sat > 1"]) == {DONT_KNOW, REFUSED}
    assert no_value("why", {}, exits=["consent == 2"]) == {DONT_KNOW, REFUSED}
    assert no_value("why", {}, exits=["dont_know(why)"]) == {REFUSED}


def test_a_mention_of_what_is_no_earlier_question_says_nothing() -> None:
    assert no_value("end", {}) is None
    assert no_value("nothing", {}) is None


def test_beyond_the_limit_nothing_is_said() -> None:
    found = analysed({"end": "sat + why * more > 50"}, limit=10).steps[-1]
    assert not found.decided
    assert found.guards[0].always is None
    assert found.reachable


def test_a_long_chain_is_left_unsaid_in_no_time() -> None:
    symbols = {
        f"q{n}": Symbol(f"q{n}", Kind.CODE, (1, 2), missing=frozenset({DONT_KNOW}))
        for n in range(3_000)
    }
    scope = Scope(symbols)
    steps = [Step(symbols["q0"], "q0")]
    for n in range(1, 3_000):
        guard = Guard(compile_condition(f"q{n - 1} == 1", scope), shows_on_unknown=False)
        steps.append(
            Step(symbols[f"q{n}"], f"q{n}", (guard,), mentions=frozenset({"q0", f"q{n - 1}"}))
        )
    found = analyse(steps, [])
    assert found.steps[3].decided
    assert not found.steps[-1].decided


def test_a_note_has_guards_too() -> None:
    steps = [Step(SYMBOLS["sat"], "sat"), Step(None, "intro", (guard("sat > 5"),))]
    assert not analyse(steps, []).steps[1].reachable


def test_an_empty_questionnaire_has_nothing_to_say() -> None:
    assert analyse([], []) == Analysis((), ())

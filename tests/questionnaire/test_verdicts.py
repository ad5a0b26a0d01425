"""What `check` calls certain, holds in every interview; and what it did not see before."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from hybridequiz.interview.interview import Interview
from hybridequiz.problems import Problem
from hybridequiz.questionnaire.documents import Document
from hybridequiz.questionnaire.expand import Expanded
from hybridequiz.questionnaire.instrument import Instrument, Planned
from hybridequiz.questionnaire.lint_routes import route_problems
from hybridequiz.questionnaire.load import examine
from scenario import HEAD
from strategies import Case, Person, cases


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(cases())
def test_what_is_certain_holds_at_every_point_of_every_interview(case: Case) -> None:
    certain = verdicts(case.stored)
    person = Person(case.begin(), case.choices)
    going = True
    while going:
        interview = person.scenario.interview
        for planned in settled(interview):
            for code in certain.get(planned.id, ()):
                assert holds(code, interview, planned), (code, planned.id)
        going = person.step()


def verdicts(instrument: Instrument) -> dict[str, set[str]]:
    """Give by item what is certain about it, in whatever order it comes; conditions of sections are left out."""
    document = Document("x.toml", "", {})
    problems = route_problems(instrument, Expanded({}, document, None), frozenset(), {})
    found: dict[str, set[str]] = {}
    for planned in instrument.items:
        for problem in problems:
            if problem.place.key in places_of(planned):
                found.setdefault(planned.id, set()).add(problem.code)
    return found


def places_of(planned: Planned) -> tuple[str, str]:
    where = "".join(f".{one}" if isinstance(one, str) else f"[{one + 1}]" for one in planned.path)
    return f"{where[1:]}.show_if", f"{where[1:]}.id"


def settled(interview: Interview) -> list[Planned]:
    """Give the items of which it is decided whether they are asked: all before them is answered."""
    waiting = interview.next_open()
    ahead = len(interview.instrument.items) if waiting is None else waiting.index
    return [planned for planned in interview.instrument.items if planned.index <= ahead]


def holds(code: str, interview: Interview, planned: Planned) -> bool:
    """Tell whether a verdict is right in an interview."""
    route = interview.route
    if code == "unreachable":
        return planned.id not in route
    if code not in ("always-true", "always-false"):
        return True
    session = interview.session
    left = route.cut is not None and planned.index > route.cut and not planned.after_exit
    if left or session.mode not in planned.modes or session.form not in planned.forms:
        return True  # nobody comes to the condition
    *outer, own = planned.guards
    if any(one.condition.holds(interview.values) is not True for one in outer):
        return True
    return own.condition.holds(interview.values) is (code == "always-true")


ALONE = 'options = [{ code = 1, text = "a" }, { code = 2, text = "b" }, { code = 3, text = "c" }, '
ALONE += '{ code = 96, text = "none", exclusive = true }]'


def told(folder: Path, first: str, second: str) -> list[str]:
    """Give the codes of the problems of two questions."""
    text = HEAD + '[[section]]\nid = "s"\ntitle = "S"\n'
    for name, more in (("first", first), ("second", second)):
        text += f'[[section.question]]\nid = "{name}"\ntext = "?"\n{more}\n'
    file = folder / "test.toml"
    file.write_text(text, encoding="utf-8")
    problems: tuple[Problem, ...] = examine(file).problems
    return [one.code for one in problems]


@pytest.mark.parametrize(
    ("limits", "condition", "expected"),
    [
        ('mode = ["self"]', "off_route(first)", ["always-false"]),
        ('mode = ["self"]', "not off_route(first)", ["always-true"]),
        ('mode = ["self"]\nshow_if = "session_form == \'short\'"', "off_route(first)", []),
    ],
)
def test_a_question_of_another_mode_is_not_off_the_route(
    tmp_path: Path, limits: str, condition: str, expected: list[str]
) -> None:
    first = f'type = "text"\nrequired = true\n{limits}'
    second = f'type = "text"\nmode = ["self", "interview"]\nshow_if = "{condition}"'
    assert told(tmp_path, first, second) == expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("count(first) >= 3", ["always-false"]),
        ("count(first) <= 2", ["always-true"]),
        ("count(first) == 2", []),
        ("1 in first and 96 in first", ["always-false"]),
        ("96 in first and count(first) == 2", ["always-false"]),
        ("selected(first, 1, 2)", []),
        ("1 in first and 2 in first and 3 in first", ["always-false"]),
    ],
)
def test_how_many_may_be_chosen_and_what_stands_alone_are_taken_into_account(
    tmp_path: Path, condition: str, expected: list[str]
) -> None:
    first = f'type = "multiple"\nrequired = true\nmax_chosen = 2\n{ALONE}'
    second = f'type = "text"\nshow_if = "{condition}"'
    assert told(tmp_path, first, second) == expected


def test_at_least_so_many_are_chosen_or_the_one_that_stands_alone(tmp_path: Path) -> None:
    first = f'type = "multiple"\nrequired = true\nmin_chosen = 2\n{ALONE}'
    for condition, expected in (
        ("count(first) >= 2 or 96 in first", ["always-true"]),
        ("count(first) == 1", []),
        ("count(first) == 1 and 1 in first", ["always-false"]),
    ):
        second = f'type = "text"\nshow_if = "{condition}"'
        assert told(tmp_path, first, second) == expected


@pytest.mark.parametrize(
    ("condition", "why"),
    [
        ("10 / first > 2", "with some 'first' there is no outcome, as in a division by 0"),
        ("first > 2", "'first' may be left empty"),
    ],
)
def test_what_makes_a_condition_unknown_is_said_as_it_is(
    tmp_path: Path, condition: str, why: str
) -> None:
    required = "required = true\n" if "/" in condition else ""
    text = HEAD + '[[section]]\nid = "s"\ntitle = "S"\n'
    text += f'[[section.question]]\nid = "first"\ntype = "integer"\n{required}min = 0\nmax = 9\n'
    text += 'text = "?"\n[[section.question]]\nid = "second"\ntype = "text"\ntext = "?"\n'
    file = tmp_path / "test.toml"
    file.write_text(f'{text}show_if = "{condition}"\n', encoding="utf-8")
    (problem,) = examine(file).problems
    assert problem.code == "can-be-unknown"
    assert why in problem.message


def test_checks_of_two_questions_are_judged_each_by_its_own_question(tmp_path: Path) -> None:
    few = 'type = "integer"\nmin = 0\nmax = 9\n'
    many = 'type = "integer"\nmin = 0\nmax = 99\n'
    clock = 'type = "time"\n'
    small = '[[section.question.check]]\nthat = "this <= 10"\ntext = "?"\n'
    early = '[[section.question.check]]\nthat = \'this < time("09:00")\'\ntext = "?"\n'
    assert told(tmp_path, few + small, many + small) == ["always-true"]
    assert told(tmp_path, many + small, few + small) == ["always-true"]
    assert told(tmp_path, clock + early, many + small) == []

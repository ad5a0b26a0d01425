"""How an interview ended: worked examples of the rule in study 8.2."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from hybridequiz.interview.dispositions import Disposition, answered_share, disposition
from hybridequiz.questionnaire.states import Missing
from scenario import HEAD, Scenario, questionnaire

DK, RF, EMPTY = Missing.DONT_KNOW, Missing.REFUSED, Missing.LEFT_EMPTY
TEXTS = 'missing = ["dont_know", "refused", "not_applicable"]\ntext = "?"\n'


def number(name: str, more: str = "") -> str:
    bounds = f'id = "{name}"\ntype = "integer"\nmin = 0\nmax = 9\n'
    return f"\n[[section.question]]\n{bounds}{more}\n{TEXTS}"


EXIT = """
[[exit]]
when = "q1 == 0"
disposition = "not_eligible"
text = "Dank u."
"""
START = '[[section]]\nid = "s"\ntitle = "S"\n'
AFTER = '\n[[section]]\nid = "after"\ntitle = "Na afloop"\nafter_exit = true\n' + number("noise")


def ten(tmp_path: Path, *, keys: Sequence[str] = ("q1", "q2"), first: str = EXIT) -> Scenario:
    """Begin with ten questions, of which the last is answered alone."""
    names = [f"q{index}" for index in range(1, 10)]
    questions = "".join(map(number, names)) + number("q10", "self_block = true")
    head = HEAD + f"key_items = {list(keys)}\n"
    return Scenario.of(questionnaire(first + START + questions + AFTER, tmp_path, head=head))


def answered(person: Scenario, *values: object) -> Scenario:
    for value in values:
        person.answer(value)
    return person


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [
        ([1] * 10, 100, Disposition.COMPLETE),
        ([1] * 8 + [EMPTY] * 2, 80, Disposition.COMPLETE),
        ([EMPTY] * 2 + [1] * 8, 80, Disposition.COMPLETE),
        ([1] * 7 + [EMPTY] * 3, 70, Disposition.PARTIAL),
        ([1] * 5 + [EMPTY] * 5, 50, Disposition.PARTIAL),
        ([1] * 4 + [EMPTY] * 6, 40, Disposition.BROKE_OFF),
        ([DK] * 10, 100, Disposition.COMPLETE),
        ([RF] * 10, 100, Disposition.COMPLETE),
        ([DK] * 5 + [EMPTY] * 5, 50, Disposition.PARTIAL),
        ([Missing.NOT_APPLICABLE] * 5 + [EMPTY] * 5, 50, Disposition.PARTIAL),
        ([RF] * 5 + [EMPTY] * 5, 50, Disposition.BROKE_OFF),
        ([EMPTY] + [1] * 6 + [EMPTY] * 3, 60, Disposition.BROKE_OFF),
        ([1, RF] + [1] * 5 + [EMPTY] * 3, 70, Disposition.BROKE_OFF),
    ],
)
def test_who_came_to_the_end_is_judged_by_what_is_known(
    tmp_path: Path, values: list[object], share: int, expected: Disposition
) -> None:
    person = answered(ten(tmp_path), *values, 1)
    assert person.at == ""
    assert answered_share(person.interview) == share
    assert person.finish() == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], Disposition.BROKE_OFF),
        ([1] * 4, Disposition.BROKE_OFF),
        ([1] * 5, Disposition.PARTIAL),
        ([1] * 9, Disposition.PARTIAL),
        ([DK] * 5, Disposition.PARTIAL),
        ([RF] * 6, Disposition.BROKE_OFF),
        ([1] * 10, Disposition.PARTIAL),
    ],
)
def test_after_a_break_off_what_was_not_reached_counts_as_put(
    tmp_path: Path, values: list[object], expected: Disposition
) -> None:
    person = answered(ten(tmp_path), *values)
    person.conductor.end("")
    assert person.expect("noise").answer(1).finish() == expected


def test_what_the_interviewer_notes_afterwards_does_not_count(tmp_path: Path) -> None:
    person = answered(ten(tmp_path, keys=()), *[1] * 8, EMPTY, EMPTY, EMPTY)
    assert answered_share(person.interview) == 80
    person.back(expect="noise").answer(1)
    assert answered_share(person.interview) == 80


def test_a_share_is_rounded_down(tmp_path: Path) -> None:
    """79.9 per cent is not 80: 7 of 9 is 77."""
    text = START + "".join(number(f"q{index}") for index in range(1, 10))
    person = answered(Scenario.of(questionnaire(text, tmp_path)), *[1] * 7, EMPTY, EMPTY)
    assert answered_share(person.interview) == 77


def test_what_the_routing_passed_is_not_put(tmp_path: Path) -> None:
    extra = "".join(
        number(f"x{index}", 'show_if = "q1 == 1"\non_unknown = "hide"') for index in range(8)
    )
    text = START + number("q1") + number("q2") + extra
    person = answered(Scenario.of(questionnaire(text, tmp_path)), 2, 2)
    assert answered_share(person.interview) == 100
    person.jump("q1").answer(1)
    assert answered_share(person.interview) == 20


def test_a_key_item_that_was_not_put_asks_nothing(tmp_path: Path) -> None:
    extra = number("x", 'show_if = "q1 == 1"\non_unknown = "hide"')
    head = HEAD + 'key_items = ["x"]\n'
    text = START + number("q1") + extra + number("q2")
    person = Scenario.of(questionnaire(text, tmp_path, head=head)).answer(2).answer(EMPTY)
    assert person.finish() == Disposition.PARTIAL


@pytest.mark.parametrize(
    ("code", "word", "keep"),
    [(20, "refused", "disposition"), (40, "not_eligible", "answers")],
)
def test_an_exit_decides_by_itself(tmp_path: Path, code: int, word: str, keep: str) -> None:
    first = EXIT.replace("not_eligible", word).replace("text", f'keep = "{keep}"\ntext')
    person = ten(tmp_path, first=first).answer(0, next="noise").answer(1)
    assert disposition(person.interview) == code
    assert person.finish() == code
    assert person.journal.forgotten == (keep == "disposition")


def test_an_exit_outdoes_an_early_end(tmp_path: Path) -> None:
    person = ten(tmp_path).answer(0)
    person.conductor.end("weg")
    assert person.finish() == Disposition.NOT_ELIGIBLE


def test_what_was_jumped_over_and_never_asked_was_not_given(tmp_path: Path) -> None:
    person = answered(ten(tmp_path), *[1] * 5).jump("noise").answer(1)
    assert person.finish() == Disposition.PARTIAL

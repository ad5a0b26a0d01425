"""Checks of the questionnaire: hard ones block, soft ones ask, info ones tell; none fires on missing data."""

from __future__ import annotations

from pathlib import Path

import pytest

from hybridequiz.interview.complaints import ComplaintKind, InvalidAnswer
from hybridequiz.interview.events import EventKind
from hybridequiz.interview.outcomes import NeedsConfirmation
from hybridequiz.questionnaire.states import Missing
from scenario import Scenario, questionnaire

CHECKS = """
[[section]]
id = "s"
title = "S"
[[section.question]]
id = "age"
type = "integer"
min = 0
max = 120
missing = ["dont_know"]
text = "Hoe oud?"
[[section.question]]
id = "years"
type = "integer"
min = 0
max = 120
missing = ["dont_know"]
text = "Hoe lang werkt u?"
  [[section.question.check]]
  that = "this <= age"
  level = "hard"
  text = "U werkt langer dan u leeft."
  [[section.question.check]]
  that = "this <= age - 15"
  level = "soft"
  text = "Begon u zo jong?"
  [[section.question.check]]
  that = "this != 1"
  level = "info"
  text = "Dan bent u net begonnen."
"""


def at_years(tmp_path: Path, age: object = "40") -> Scenario:
    return Scenario.of(questionnaire(CHECKS, tmp_path)).answer(age, next="years")


def test_a_hard_check_refuses_the_answer_in_its_own_words(tmp_path: Path) -> None:
    person = at_years(tmp_path)
    with pytest.raises(InvalidAnswer) as refused:
        person.answer("50")
    complaint = refused.value.complaint
    assert complaint.kind is ComplaintKind.CHECK
    assert complaint.text is not None
    assert complaint.text.in_language("nl") == "U werkt langer dan u leeft."
    assert person.at == "years"
    assert "years" not in person.interview.given


def test_a_soft_check_saves_nothing_before_it_has_a_reason(tmp_path: Path) -> None:
    person = at_years(tmp_path)
    before = list(person.journal.events)
    for reason in ("", "  ", "\u200d", "\x00"):
        with pytest.raises(NeedsConfirmation) as asked:
            person.answer("30", why=reason)
        assert [one.number for one in asked.value.broken] == [1]
    assert person.journal.events == before


def test_the_reason_is_kept_beside_the_answer(tmp_path: Path) -> None:
    person = at_years(tmp_path).answer("30", why=" in de zaak\u202e ", next="")
    last = person.journal.events[-1]
    assert (last.kind, last.question) == (EventKind.CONFIRMED, "years")
    assert last.body == {"check": 1, "reason": "in de zaak"}
    assert person.interview.broken_checks("soft") == []
    person.reload()


def test_an_info_check_tells_and_does_not_stop(tmp_path: Path) -> None:
    person = at_years(tmp_path).answer("1", next="")
    assert [one.check.level for one in person.last.told] == ["info"]
    assert person.interview.broken_checks("soft", "hard") == []


@pytest.mark.parametrize("years", [Missing.DONT_KNOW, Missing.LEFT_EMPTY])
def test_no_check_fires_on_a_missing_answer(tmp_path: Path, years: object) -> None:
    person = at_years(tmp_path, age="10").answer(years, next="")
    assert person.interview.broken_checks("hard", "soft", "info") == []


def test_no_check_fires_on_a_missing_input(tmp_path: Path) -> None:
    person = at_years(tmp_path, age=Missing.DONT_KNOW).answer("99", next="")
    assert not person.conductor.finish_blocked()


def test_a_confirmation_lapses_when_a_value_that_it_looked_at_changes(tmp_path: Path) -> None:
    person = at_years(tmp_path).answer("30", why="klopt").jump("age").answer("41", next="years")
    assert [one.number for one in person.interview.broken_checks("soft")] == [1]
    person.back(expect="age").answer("40")
    assert person.interview.broken_checks("soft") == [], "the very values that were confirmed"


def test_a_confirmation_lapses_when_the_answer_changes(tmp_path: Path) -> None:
    person = at_years(tmp_path).answer("30", why="klopt").back(expect="years")
    with pytest.raises(NeedsConfirmation):
        person.answer("31")


def test_a_hard_check_that_a_later_answer_breaks_blocks_the_finish(tmp_path: Path) -> None:
    person = at_years(tmp_path).answer("20").jump("age").answer("18").go_on(next="")
    blocked = person.conductor.finish_blocked()
    assert [(one.planned.id, one.number) for one in blocked.broken] == [("years", 0)]
    with pytest.raises(ValueError, match="cannot be finished yet"):
        person.finish()
    person.jump("years").answer("3")
    assert person.finish() == 10


def test_a_required_question_that_is_open_blocks_the_finish(tmp_path: Path) -> None:
    text = CHECKS.replace('id = "years"\n', 'id = "years"\nrequired = true\n')
    person = Scenario.of(questionnaire(text, tmp_path)).answer("40", next="years")
    assert [one.id for one in person.conductor.finish_blocked().open] == ["years"]
    with pytest.raises(InvalidAnswer) as refused:
        person.answer(Missing.LEFT_EMPTY)
    assert refused.value.complaint.kind is ComplaintKind.REQUIRED
    assert person.answer(Missing.DONT_KNOW).finish() == 10


def test_an_early_end_is_blocked_by_nothing(tmp_path: Path) -> None:
    text = CHECKS.replace('id = "years"\n', 'id = "years"\nrequired = true\n')
    person = Scenario.of(questionnaire(text, tmp_path)).answer("40")
    person.conductor.end("")
    assert not person.conductor.finish_blocked()


def test_a_check_off_the_route_blocks_nothing(tmp_path: Path) -> None:
    text = CHECKS.replace(
        'id = "years"\n', 'id = "years"\nshow_if = "age >= 18"\non_unknown = "show"\n'
    )
    person = Scenario.of(questionnaire(text, tmp_path)).answer("40").answer("20")
    person.jump("age").answer("10", next="")
    assert not person.conductor.finish_blocked()

"""What a route may look at of the session itself: its day and its language."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from scenario import Scenario, questionnaire

YEAR = """
[[section]]
id = "s"
title = "S"
[[section.question]]
id = "festive"
type = "integer"
min = 0
max = 9
show_if = "year(today()) == 2026"
text = "?"
[[section.question]]
id = "last"
type = "integer"
min = 0
max = 9
text = "?"
"""


def test_the_day_that_conditions_see_is_the_day_on_which_it_began(tmp_path: Path) -> None:
    instrument = questionnaire(YEAR, tmp_path)
    assert Scenario.of(instrument, today=date(2026, 12, 31)).reload().at == "festive"
    assert Scenario.of(instrument, today=date(2027, 1, 1)).reload().at == "last"


def test_a_route_may_look_at_the_language_and_says_what_a_switch_set_aside(tmp_path: Path) -> None:
    head = (
        'id = "test"\nversion = "1"\naudience = "people"\nlanguages = ["nl", "en"]\ntitle = "T"\n'
    )
    text = """
    [[section]]
    id = "s"
    title = "S"
    [[section.question]]
    id = "dutch"
    type = "integer"
    min = 0
    max = 9
    show_if = 'session_language == "nl"'
    text = "?"
    """
    person = Scenario.of(questionnaire(text, tmp_path, head=head)).answer("3")
    assert person.conductor.switch_language("en").set_aside == ("dutch",)
    assert person.conductor.switch_language("nl").restored == ("dutch",)
    with pytest.raises(ValueError, match="fr"):
        person.conductor.switch_language("fr")

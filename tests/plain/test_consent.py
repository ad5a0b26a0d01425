"""Consent in plain lines, and as every client presents it: whose answer it is stands with the question."""

from __future__ import annotations

from pathlib import Path

import pytest

from hybridequiz.questionnaire.questions import Mode
from hybridequiz.wording.presentation import present
from plain.person import Person, begin, fieldwork_in
from scenario import Scenario, questionnaire

TEXT = """
id = "test"
version = "1"
audience = "people"
languages = ["nl", "en"]
title = "Test"
[[section]]
id = "s"
title = "S"
[[section.question]]
id = "again"
type = "single"
consent = "recontact"
grants = [1]
instruction = "Kies er een."
options = [{ code = 1, nl = "Ja", en = "Yes" }, { code = 2, nl = "Nee", en = "No" }]
text = "Mogen wij bellen?"
[[section.question]]
id = "more"
type = "single"
options = [{ code = 1, nl = "Ja", en = "Yes" }, { code = 2, nl = "Nee", en = "No" }]
text = "Nog iets?"
"""
SPOKEN = "De respondent geeft dit antwoord zelf, hardop; typ in wat er is gezegd."
OWN_KEY = "Dit antwoord geeft u zelf: druk zelf op een toets."


@pytest.mark.parametrize(
    ("mode", "words"),
    [("interview", SPOKEN), ("self", OWN_KEY), ("paper", "Typ over wat op het papier staat.")],
)
def test_whose_answer_a_consent_is_stands_behind_the_questions_own_words(
    mode: Mode, words: str, tmp_path: Path
) -> None:
    person = Scenario.of(questionnaire(TEXT, tmp_path), mode=mode)
    again, more = person.interview.instrument.items
    assert present(person.interview, again).instruction == f"Kies er een. {words}"
    assert present(person.interview, more).instruction == ""


def test_it_is_read_out_in_plain_lines_and_nothing_is_chosen_beforehand(tmp_path: Path) -> None:
    person = Person("", "", "1", "/klaar")
    with fieldwork_in(tmp_path) as fieldwork:
        sitting = begin(fieldwork, questionnaire(TEXT, tmp_path), mode="interview")
        person.sit(sitting)
    assert f"Mogen wij bellen?\nKies er een. {SPOKEN}" in person.heard
    assert sitting.interview.answers["again"].missing == "left_empty"

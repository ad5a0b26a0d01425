"""The table of keys in the help, on the smallest terminal: nothing stands where a key stands but keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from hybridequiz.questionnaire.questions import Mode
from hybridequiz.tui.interview_texts import HELP_WIDTH, help_on
from plain.person import begin, fieldwork_in
from plain.test_pausing import SMALL
from scenario import questionnaire

KEYS = ("Enter", "1 2 3", "Page", "Shift+", "Delete", "Ctrl+Q", "Ctrl+B", "F")


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("mode", ["interview", "self"])
def test_what_does_not_fit_beside_a_key_goes_on_below_what_it_does(
    mode: Mode, language: str, tmp_path: Path
) -> None:
    with fieldwork_in(tmp_path) as fieldwork:
        sitting = begin(fieldwork, questionnaire(SMALL, tmp_path), mode=mode, language=language)
        _, content = help_on(sitting.interview, None)
        sitting.journal.close()
    _, *lines = content.plain.split("\n")
    assert len(lines) > 14
    assert max(map(len, lines)) <= HELP_WIDTH
    assert [one for one in lines if not one.startswith((*KEYS, " " * 20))] == []

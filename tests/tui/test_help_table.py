"""The table of keys in the help, on the smallest terminal: nothing stands where a key stands but keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from hybridequiz.questionnaire.questions import Mode
from hybridequiz.tui.interview_texts import HELP_WIDTH, help_on
from hybridequiz.tui.item_keys import Reach, item_keys
from hybridequiz.wording.presentation import Shape
from plain.person import begin, fieldwork_in
from plain.test_pausing import SMALL
from scenario import questionnaire

SCALE = """
[[section]]
id = "s"
title = "S"
[[section.question]]
id = "mark"
type = "scale"
min = 0
max = 10
low = "slecht"
high = "goed"
text = "Welk cijfer?"
"""
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


def test_the_arrows_that_move_a_mark_along_its_scale_are_told(tmp_path: Path) -> None:
    with fieldwork_in(tmp_path) as fieldwork:
        sitting = begin(fieldwork, questionnaire(SCALE, tmp_path))
        planned = sitting.conductor.current
        assert planned is not None
        keys = item_keys(sitting.conductor, planned, Reach(), Shape.SCALE)
        _, help_words = help_on(sitting.interview, planned)
        sitting.journal.close()
    assert "←→" in [one.key for one in keys]
    assert "←→" in help_words.plain

"""The shipped questionnaires, from the first key to the end, in every mode."""

from __future__ import annotations

from pathlib import Path

import pytest

from hybridequiz.questionnaire.questions import Mode
from hybridequiz.tui.summary_screen import SummaryScreen
from tui.driver import answer, app_for, interview_screen, shipped, shown


@pytest.mark.parametrize("mode", ["interview", "self"])
@pytest.mark.parametrize("name", ["participants", "schools", "employers"])
async def test_it_can_be_answered_by_keyboard_alone(name: str, mode: Mode, tmp_path: Path) -> None:
    app = app_for(shipped(name), tmp_path, mode=mode, language="nl", location=3)
    async with app.run_test(size=(80, 24)) as pilot:
        sitting = interview_screen(app).sitting
        for _ in range(200):
            if sitting.interview.finished is not None:
                break
            await answer(pilot, app)
        assert sitting.interview.finished == 10, shown(app)
        await pilot.pause()
        if mode == "interview":
            assert isinstance(app.screen, SummaryScreen)
        else:
            assert sitting.interview.session.code in shown(app)

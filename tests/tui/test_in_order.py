"""Keys are handled in the order in which they were typed, however fast they come."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import Paste
from textual.pilot import Pilot

from hybridequiz.tui.app import HybridequizApp
from hybridequiz.tui.contents import contents
from scenario import questionnaire
from tui.bursts import burst, settled
from tui.driver import app_for, interview_screen, shown
from tui.test_keys_reach import AGE, HEAD, LIST, SMOKE, WHY

YEAR = AGE.replace("999", "9999")
SOFT = """
[[section.question.check]]
level = "soft"
that = "this < 100"
text = "Older than a hundred?"
"""
MARK = """
[[section.question]]
id = "mark"
type = "scale"
min = 1
max = 10
low = "bad"
high = "good"
text = "Which mark?"
"""


def _app(folder: Path, *questions: str, mode: str = "self") -> HybridequizApp:
    instrument = questionnaire(HEAD + "".join(questions), folder)
    return app_for(instrument, folder / "data", mode="self" if mode == "self" else "interview")


def _values(app: HybridequizApp) -> dict[str, object]:
    return {name: one.value for name, one in interview_screen(app).interview.answers.items()}


async def _past_the_card(pilot: Pilot[int]) -> None:
    """Answer the first question, and read the card with the code."""
    await pilot.press("1", "enter", "enter")
    await pilot.pause()


async def test_digits_do_not_overtake_the_backspaces_before_them(tmp_path: Path) -> None:
    app = _app(tmp_path, YEAR)
    async with app.run_test() as pilot:
        await pilot.press(*"3000")
        burst(app, *["backspace"] * 4, *"2018")
        await settled(pilot)
        assert interview_screen(app).page.line.value == "2018"


async def test_a_line_that_is_cleared_and_typed_anew_in_one_go_is_the_answer(
    tmp_path: Path,
) -> None:
    app = _app(tmp_path, YEAR, SMOKE)
    async with app.run_test() as pilot:
        await pilot.press(*"3000")
        burst(app, "ctrl+u", *"2020", "enter")
        await settled(pilot)
        assert _values(app) == {"age": 2020}


async def test_what_is_typed_after_enter_is_for_the_next_question(tmp_path: Path) -> None:
    app = _app(tmp_path, SMOKE, YEAR, MARK, YEAR.replace('"age"', '"since"'))
    async with app.run_test() as pilot:
        await _past_the_card(pilot)
        burst(app, *"2020", "enter", "7", "enter", *"31", "left", "2")
        await settled(pilot)
        assert _values(app) == {"smoke": 1, "age": 2020, "mark": 7}
        assert interview_screen(app).page.line.value == "321"


async def test_whole_answers_of_every_kind_can_be_typed_ahead(tmp_path: Path) -> None:
    brands = LIST.format(options='  { code = 1, en = "One" }, { code = 2, en = "Two" },')
    app = _app(tmp_path, SMOKE, YEAR, WHY, brands, MARK)
    async with app.run_test() as pilot:
        await _past_the_card(pilot)
        keys = [*"44", "enter", *"a", "backspace", *"bc", "enter", *"d", "ctrl+d"]
        burst(app, *keys, "1", "a", *"no", "backspace", "x", "enter", "1", "0", "enter")
        await settled(pilot)
        assert _values(app) == {
            "smoke": 1,
            "age": 44,
            "why": "bc\nd",
            "brands": frozenset({1, 97}),
            "mark": 10,
        }
        assert interview_screen(app).interview.answers["brands"].other_text(97) == "nx"


async def test_what_is_typed_ahead_goes_into_the_dialog_that_opens(tmp_path: Path) -> None:
    app = _app(tmp_path, SMOKE, YEAR, SOFT, MARK)
    async with app.run_test() as pilot:
        await _past_the_card(pilot)
        burst(app, *"102", "enter", *"yes", "enter", "8", "enter")
        await settled(pilot)
        assert _values(app) == {"smoke": 1, "age": 102, "mark": 8}
        reasons = [reason for reason, _ in interview_screen(app).interview.confirmed.values()]
        assert reasons == ["yes"]


async def test_the_contents_can_be_opened_walked_and_left_in_one_go(tmp_path: Path) -> None:
    app = _app(tmp_path, SMOKE, YEAR, MARK)
    async with app.run_test() as pilot:
        await _past_the_card(pilot)
        entries = contents(interview_screen(app).conductor)
        assert len(entries) > 1
        burst(app, *"4", "f7", "home", "enter", "2", "enter")
        await settled(pilot)
        assert _values(app) == {"smoke": 2}
        assert "How old are you?" in shown(app)


async def test_a_paste_comes_after_the_keys_before_it(tmp_path: Path) -> None:
    app = _app(tmp_path, SMOKE, YEAR, MARK)
    async with app.run_test() as pilot:
        await _past_the_card(pilot)
        burst(app, *"19", "backspace")
        app.post_message(Paste("8"))
        burst(app, "enter", "6")
        await settled(pilot)
        assert _values(app) == {"smoke": 1, "age": 18}
        assert interview_screen(app).page.ruler.value == 6


@pytest.mark.parametrize("key", ["f8", "ctrl+q"])
async def test_the_keys_that_blank_or_leave_wait_for_their_turn_and_come(
    key: str, tmp_path: Path
) -> None:
    app = _app(tmp_path, SMOKE, YEAR, MARK)
    async with app.run_test() as pilot:
        await _past_the_card(pilot)
        burst(app, *"18", "enter", *"5", key, *"77")
        await settled(pilot)
        answers = interview_screen(app).interview.answers
        assert answers["age"].value == 18
        assert "mark" not in answers
        assert "Which mark?" not in shown(app) or app.return_code == 0

"""The line for "namely": one comes back from it with a key that the footer tells, and the question stays in sight."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from hybridequiz.tui.app import HybridequizApp
from scenario import questionnaire
from tui.bursts import settled
from tui.driver import app_for, interview_screen, shipped, shown
from tui.test_keys_reach import AGE, HEAD, LIST, SMOKE

SIZES = pytest.mark.parametrize("size", [(80, 24), (60, 20)])
PLACE = LIST.replace('"multiple"', '"single"').replace('"brands"', '"place"')


def _app(folder: Path, question: str = PLACE) -> HybridequizApp:
    options = "\n".join(f'  {{ code = {code}, en = "Place {code}" }},' for code in range(1, 10))
    instrument = questionnaire(HEAD + question.format(options=options) + AGE, folder)
    return app_for(instrument, folder / "data")


async def _press(pilot: Pilot[int], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


def _footer(app: HybridequizApp) -> str:
    bar = interview_screen(app).keys
    return "\n".join(f"{key.key} {key.does}" for line in bar._lines(bar.size.width) for key in line)


@SIZES
async def test_the_question_stays_in_sight_where_something_is_named(
    size: tuple[int, int], tmp_path: Path
) -> None:
    app = _app(tmp_path)
    async with app.run_test(size=size) as pilot:
        await _press(pilot, "a", *"parking")
        page = interview_screen(app).page
        assert "Which brands?" in shown(app)
        assert "parking" in shown(app)
        assert "●  Another, namely …" in shown(app), "and what is named"
        assert page.max_scroll_y == 0


@SIZES
@pytest.mark.parametrize(("back", "row"), [("escape", 9), ("up", 8)])
async def test_a_wrong_key_on_the_last_option_is_undone_from_the_line(
    size: tuple[int, int], back: str, row: int, tmp_path: Path
) -> None:
    app = _app(tmp_path)
    async with app.run_test(size=size) as pilot:
        await _press(pilot, "a")
        assert "Esc options" in _footer(app)
        assert "↑↓ choose" not in _footer(app)
        await _press(pilot, back)
        page = interview_screen(app).page
        assert page.choices.has_focus
        assert page.choices.cursor == row
        assert "↑↓ choose" in _footer(app)
        assert "Which brands?" in shown(app)
        await _press(pilot, "3", "enter")
        assert interview_screen(app).interview.answers["place"].value == 3


async def test_what_was_named_stays_while_one_looks_at_the_options(tmp_path: Path) -> None:
    app = _app(tmp_path)
    async with app.run_test(size=(60, 20)) as pilot:
        await _press(pilot, "a", *"fair", "up", "end", "down", *"y", "enter")
        answer = interview_screen(app).interview.answers["place"]
    assert (answer.value, answer.other_text(97)) == (97, "fairy")


async def test_of_several_one_that_was_chosen_by_mistake_is_taken_back_from_the_line(
    tmp_path: Path,
) -> None:
    app = _app(tmp_path, LIST)
    async with app.run_test(size=(60, 20)) as pilot:
        await _press(pilot, "2", "a", "escape", "space", "enter")
        answer = interview_screen(app).interview.answers["brands"]
    assert answer.value == frozenset({2})


@SIZES
async def test_the_list_has_its_room_again_after_something_was_named(
    size: tuple[int, int], tmp_path: Path
) -> None:
    app = _app(tmp_path)
    async with app.run_test(size=size) as pilot:
        await _press(pilot, "a", *"x", "enter", "enter", "shift+tab", "escape")
        choices = interview_screen(app).page.choices
        assert choices.max_scroll_y == 0


PROBES = """
[[section.question]]
id = "why"
type = "long_text"
missing = ["dont_know", "refused", "not_applicable"]
probes = ["Can you tell more about that?", "What do you mean?", "Is there anything else?"]
text = "What was the main reason?"
"""


async def test_probes_below_what_is_seen_are_told_and_reached_from_the_text(tmp_path: Path) -> None:
    app = app_for(questionnaire(HEAD + PROBES + SMOKE, tmp_path), tmp_path / "d", mode="interview")
    async with app.run_test(size=(60, 20)) as pilot:
        await settled(pilot)
        await _press(pilot, *"a", "enter", *"b", "up")
        footer = _footer(app)
        assert "PgDn more" in footer
        assert "F5 remark" in footer
        assert "anything else?" not in shown(app)
        await _press(pilot, "pagedown", "pagedown")
        assert "anything else?" in shown(app)
        assert "PgUp more" in _footer(app)
        await _press(pilot, "c")
        assert "bc" in shown(app), "what is typed is in sight"
        assert interview_screen(app).page.prose.text == "a\nbc"


async def test_at_a_long_list_the_contents_are_told_on_a_usual_terminal(tmp_path: Path) -> None:
    app = app_for(shipped("participants"), tmp_path, mode="interview", language="nl", location=3)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await _press(pilot, "enter", "1", "enter", "a", "escape")
        assert "locatie" in shown(app)
        assert "PgDn meer" in _footer(app)
        assert "F7 inhoud" in _footer(app)


async def test_the_review_tells_the_key_of_the_help(tmp_path: Path) -> None:
    app = _app(tmp_path)
    async with app.run_test(size=(60, 20)) as pilot:
        await _press(pilot, "f9")
        assert "F1 keys" in _footer(app)
        await _press(pilot, "f1")
        assert "Help" in shown(app)

"""The tour by its clients: on the smallest screen, where everything can be read, and in plain lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from hybridequiz.plain import Outcome
from hybridequiz.questionnaire.questions import Mode
from hybridequiz.questionnaire.states import Missing
from hybridequiz.tui.app import HybridequizApp
from hybridequiz.wording.presentation import CHOICES, Presented, Shape
from plain.person import Person, begin, fieldwork_in
from questionnaires.tour_kit import NAMED, NOTE, STORY, tour
from tui.driver import app_for, interview_screen, shown

MOST_PAGES = 4


def keys_for(presented: Presented) -> list[str]:
    """Give the keys that answer an item as the story says."""
    value = STORY[presented.planned.id]
    if value is NOTE:
        return ["enter"]
    if presented.grid is not None:
        column = next(one for one in presented.grid.columns if one.is_meant_by(value))
        return [column.key.lower(), "enter"]
    if presented.shape is Shape.PROSE:
        return [*str(value), "ctrl+d"]
    if presented.shape not in CHOICES:
        return [*str(value), "enter"]
    codes = value if isinstance(value, list) else [value]
    keys = {option.code: option.key for option in presented.options}
    pressed = [keys[code] for code in codes]
    return [*pressed, *(NAMED if 97 in codes else ""), "enter"]


async def everything_shown(pilot: Pilot[int], app: HybridequizApp) -> set[str]:
    """Page to the end of what is shown, and back; give all words that came into sight."""
    words = {*shown(app).split()}
    for _ in range(MOST_PAGES):
        if not interview_screen(app).page.can_scroll:
            break
        await pilot.press("pagedown")
        await pilot.pause()
        words |= {*shown(app).split()}
    for _ in range(MOST_PAGES):
        await pilot.press("pageup")
    await pilot.pause()
    return words


def words_of(presented: Presented) -> set[str]:
    """Give the words that an item must show."""
    texts = [presented.before, presented.text, presented.instruction, presented.low, presented.high]
    texts += [option.label for option in presented.options]
    texts += [reason.label for reason in presented.reasons]
    if presented.grid is not None:
        texts += [presented.grid.stem, *(item.label for item in presented.grid.items)]
        texts += [column.label for column in presented.grid.columns]
    return {word for text in texts for word in text.split()}


@pytest.mark.parametrize(("mode", "language"), [("interview", "nl"), ("self", "en")])
async def test_on_the_smallest_screen_all_of_every_item_can_be_read(
    mode: Mode, language: str, tmp_path: Path
) -> None:
    app = app_for(tour(), tmp_path, mode=mode, language=language, location=1)
    asked: set[str] = set()
    async with app.run_test(size=(60, 20)) as pilot:
        for _ in range(3 * len(STORY)):
            await pilot.pause()
            screen = interview_screen(app)
            if screen.interview.finished is not None:
                break
            presented = screen.page.presented
            if presented is None:
                await pilot.press("enter")
                continue
            name = presented.planned.id
            assert name not in asked, shown(app)
            asked.add(name)
            missing = words_of(presented) - await everything_shown(pilot, app)
            assert not missing, (name, missing, shown(app))
            for key in keys_for(presented):
                now = screen.page.presented
                if now is not None and now.planned.id == name:
                    await pilot.press(key)
                    await pilot.pause()
        assert screen.interview.finished == 10, shown(app)
    assert asked == STORY.keys() - ({"went"} if mode == "self" else set())


def line_for(name: str, value: object) -> list[str]:
    """Give the lines that answer an item as the story says."""
    if value is NOTE:
        return [""]
    if isinstance(value, Missing):
        return ["/nvt"]
    if isinstance(value, list):
        return [" ".join(map(str, value)), *([NAMED] if 97 in value else [])]
    return [str(value), *(["."] if name == "improve" else [])]


def test_in_plain_lines_the_story_is_told_to_its_end(tmp_path: Path) -> None:
    asked = {
        name: value
        for name, value in STORY.items()
        if name not in ("went", "recontact", "part_signs")
    }
    person = Person(
        *(line for name, value in asked.items() for line in line_for(name, value)), "/klaar"
    )
    with fieldwork_in(tmp_path) as fieldwork:
        sitting = begin(fieldwork, tour(), mode="paper")
        result = person.sit(sitting)
    assert (result.outcome, result.disposition) == (Outcome.FINISHED, 10), person.heard
    assert person.left_to_type == 0
    assert "Samen is uw gezelschap 79 jaar oud." in person.heard

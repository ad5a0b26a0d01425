"""Scrolling: nothing moves by and by, and what is kept in sight does not hold the page where it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from hybridequiz.tui.app import HybridequizApp
from scenario import questionnaire
from tui.driver import app_for, interview_screen, shown
from tui.test_keys_reach import HEAD, LIST

SIZES = pytest.mark.parametrize("size", [(80, 24), (60, 20)])


def naming_app(folder: Path) -> HybridequizApp:
    """Make an app at a list that is longer than the window, with "namely" as its last option."""
    options = "\n".join(f'  {{ code = {code}, en = "Brand {code}" }},' for code in range(1, 14))
    return app_for(questionnaire(HEAD + LIST.format(options=options), folder), folder / "data")


@SIZES
async def test_scrolling_away_from_namely_does_not_end_the_program(
    size: tuple[int, int], tmp_path: Path
) -> None:
    app = naming_app(tmp_path)
    async with app.run_test(size=size) as pilot:
        await pilot.press("e")
        await pilot.pause()
        page = interview_screen(app).page
        page.scroll_up()
        await pilot.pause()
        page.scroll_up()
        page.scroll_home()
        await pilot.pause(0.3)
        assert "Which brands?" in shown(app), "what was scrolled to stays in sight"
        await pilot.press("x")
        await pilot.pause()
        assert page.other.region.bottom <= page.region.bottom, "until something is typed"


async def test_a_scroll_within_a_scroll_is_done_and_ends_nothing(tmp_path: Path) -> None:
    app = naming_app(tmp_path)
    async with app.run_test(size=(60, 20)) as pilot:
        page = interview_screen(app).page

        def stay() -> None:
            if page.scroll_y == 5:
                page.scroll_to(y=2, animate=False, immediate=True)

        page.watch(page, "scroll_y", stay, init=False)
        page.scroll_to(y=5, animate=True, duration=0.2, immediate=True)
        await pilot.pause(0.3)
        assert page.scroll_y == 2

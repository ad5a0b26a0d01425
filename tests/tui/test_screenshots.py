"""The pictures in the README are what the program shows.

`HYBRIDEQUIZ_DRAW=1 python -m pytest tests/tui/test_screenshots.py` draws them again.
"""

from __future__ import annotations

import html
import os
import re
from pathlib import Path

import pytest

from hybridequiz.store import fieldwork
from hybridequiz.store.clock import SystemClock
from hybridequiz.store.stored_journal import StoredJournal
from hybridequiz.tui.app import HybridequizApp
from tui.driver import answer, app_for, interview_screen, shipped

IMAGES = Path(__file__).parents[2] / "docs" / "images"
TEXT = re.compile(r"<text[^>]*>([^<]*)</text>")


class StillClock(SystemClock):
    """A clock that stands still, so that pictures do."""

    def now(self) -> str:
        return "2026-02-03T10:00:00+01:00"

    def elapsed(self) -> int:
        return 0


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> HybridequizApp:
    monkeypatch.setattr(fieldwork, "SystemClock", StillClock)
    monkeypatch.setattr(fieldwork, "new_code", lambda _: "WMGZQHZC")
    return app_for(shipped("participants"), tmp_path, mode="interview", language="nl", location=3)


def said(svg: str) -> list[str]:
    """Give the words of a picture; its colours and places may differ between versions of Textual."""
    return [html.unescape(words).strip() for words in TEXT.findall(svg) if words.strip()]


def compare(app: HybridequizApp, name: str) -> None:
    drawn = app.export_screenshot(title="hybridequiz")
    path = IMAGES / f"{name}.svg"
    if os.environ.get("HYBRIDEQUIZ_DRAW"):
        path.write_text(drawn, encoding="utf-8")
    assert said(drawn) == said(path.read_text(encoding="utf-8"))


async def test_the_question_in_the_readme_is_what_the_screen_shows(app: HybridequizApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = interview_screen(app)
        while screen.page.presented is None or screen.page.presented.planned.id != "sat_overall":
            await answer(pilot, app)
        await pilot.press("down", "down", "down", "down")
        compare(app, "question")


async def test_the_summary_in_the_readme_is_what_the_screen_shows(
    app: HybridequizApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(StoredJournal, "saved_files", lambda _: [])
    async with app.run_test(size=(80, 36)) as pilot:
        screen = interview_screen(app)
        while screen.interview.finished is None:
            await answer(pilot, app)
        await pilot.pause(0.3)
        compare(app, "summary")

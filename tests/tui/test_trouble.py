"""When the disk does not do what it should: nothing is claimed that is not so, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from hybridequiz.interview.half_answers import HalfAnswer
from hybridequiz.store.data import DataFolder
from hybridequiz.store.errors import StorageError
from hybridequiz.store.stored_journal import StoredJournal
from hybridequiz.tui.app import HybridequizApp
from scenario import questionnaire
from tui.driver import app_for, interview_screen, shown

TWO = """
id = "two"
version = "1"
audience = "people"
languages = ["en", "nl"]
title = "Two"

[[exit]]
when = "leave == 1"
disposition = "refused"
keep = "disposition"
text = "Goodbye"

[[section]]
id = "only"
title = "Only"

[[section.question]]
id = "word"
type = "text"
required = true
text = "A word?"

[[section.question]]
id = "leave"
type = "single"
required = true
text = "Leave?"
options = [ { code = 1, text = "Yes" }, { code = 2, text = "No" } ]
"""


@pytest.fixture
def app(tmp_path: Path) -> HybridequizApp:
    return app_for(questionnaire(TWO, tmp_path), tmp_path / "first", mode="interview")


class FullDisk:
    """A disk that is full until there is room."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.is_full = True
        monkeypatch.setattr(StoredJournal, "append", self._guarded(StoredJournal.append))
        monkeypatch.setattr(StoredJournal, "keep_draft", self._guarded(StoredJournal.keep_draft))

    def _guarded(self, method: object) -> object:
        disk = self

        def call(journal: StoredJournal, *arguments: object) -> None:
            if disk.is_full and journal.data_folder.name == "first":
                raise StorageError("The disk is full.")
            method(journal, *arguments)  # type: ignore[operator]  # a method of StoredJournal

        return call


def words(app: HybridequizApp) -> object:
    return interview_screen(app).interview.given.get("word")


async def test_an_answer_that_is_not_saved_stays_and_is_saved_when_there_is_room(
    app: HybridequizApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        disk = FullDisk(monkeypatch)
        await pilot.press(*"owl", "enter")
        await pilot.pause()
        assert "This answer is NOT saved" in shown(app)
        assert words(app) is None
        await pilot.press("escape")
        await pilot.pause()
        assert "owl" in shown(app)
        assert "NOT SAVED" in shown(app)
        disk.is_full = False
        await pilot.press("enter")
        await pilot.pause()
        assert "saved" in shown(app)
        assert "NOT SAVED" not in shown(app)
        assert words(app) is not None


async def test_what_is_typed_on_chooses_no_folder_and_is_not_lost(
    app: HybridequizApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        FullDisk(monkeypatch)
        await pilot.press(*"my boss")
        await pilot.pause(0.8)
        assert "NOT SAVED" in shown(app)
        await pilot.press(*" is")
        assert interview_screen(app).page.line.value == "my boss is"


async def test_it_goes_on_in_another_folder_and_a_refusal_leaves_nothing_in_the_first(
    app: HybridequizApp, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"zanglijster", "enter", "enter")
        disk = FullDisk(monkeypatch)
        await pilot.pause(0.2)
        await pilot.press("1", "enter")
        await pilot.pause()
        await pilot.press("down", "down", "enter")
        await pilot.pause()
        await pilot.press(*str(tmp_path / "second"), "enter")
        await pilot.pause()
        disk.is_full = False
        assert "Goodbye" in shown(app)
        await pilot.press("1")
        await pilot.pause()
        assert interview_screen(app).interview.finished == 20
    for folder in ("first", "second"):
        for path in (tmp_path / folder).rglob("*"):
            assert not path.is_file() or b"zanglijster" not in path.read_bytes(), path
    with DataFolder(tmp_path / "second") as data:
        [row] = data.live.responses()
        assert row.disposition == 20


@pytest.mark.parametrize("key", ["f5", "f6", "f8"])
async def test_no_key_claims_that_something_was_saved(
    key: str, app: HybridequizApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"owl", "enter", "enter")
        FullDisk(monkeypatch)
        await pilot.press(key)
        await pilot.pause()
        if key == "f5":
            await pilot.press(*"a remark", "enter")
            await pilot.pause()
        text = shown(app)
        assert "NOT" in text
        assert "All is saved" not in text
        assert "✓" not in text


async def test_leaving_without_saving_takes_two_keys_and_tells_the_shell(
    app: HybridequizApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        FullDisk(monkeypatch)
        await pilot.press(*"owl", "ctrl+q")
        await pilot.pause()
        assert "press Ctrl+Q again" in shown(app)
        await pilot.press("ctrl+q")
        await pilot.pause()
    assert app.unsaved


def test_a_half_answer_comes_back_as_it_was_and_anything_else_is_none() -> None:
    half = HalfAnswer("a [b]", frozenset({1, 97}), None, {97: "more"})
    assert HalfAnswer.from_text(half.to_text()) == half
    for text in ("", "half a tale", "{", '{"a": 1}', "[]", "null", '{"typed": 1, "codes": 3}'):
        assert HalfAnswer.from_text(text) is None

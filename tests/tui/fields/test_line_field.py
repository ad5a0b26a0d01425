from __future__ import annotations

import pytest
from textual.widgets import Input

from hybridequiz.tui.fields import LineField, TooLong
from tui.fields.field_app import FieldApp, paste, screen_lines, type_text


def field_and_app(max_length: int = 200) -> tuple[LineField, FieldApp]:
    field = LineField(max_length=max_length)
    return field, FieldApp(field)


def too_long(app: FieldApp) -> list[tuple[int, int]]:
    return [(m.kept, m.dropped) for m in app.heard if isinstance(m, TooLong)]


@pytest.mark.parametrize(
    "text", ["café", "می\u200cخواهم", "a\u00a0b", "10\u202f000", "👩\u200d👩", "[/nope]", "@€[]"]
)
async def test_what_is_typed_is_kept(text: str) -> None:
    field, app = field_and_app()
    async with app.run_test() as pilot:
        await type_text(pilot, text)
        assert field.value == text
        assert app.export_screenshot()


async def test_marks_that_turn_the_line_and_control_codes_are_not_typed() -> None:
    field, app = field_and_app()
    async with app.run_test() as pilot:
        await type_text(pilot, "a\u202eb\x07\x9bc")
        assert field.value == "abc"


async def test_the_lines_of_a_paste_are_joined_and_nothing_is_submitted() -> None:
    field, app = field_and_app()
    async with app.run_test() as pilot:
        await paste(pilot, "12 High St\r\n  Springfield\r\rUSA\n")
        assert field.value == "12 High St Springfield USA"
    assert not any(isinstance(m, Input.Submitted) for m in app.heard)


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("a\tb\x07c", "a bc"),
        ("\ud83dhalf", "half"),
        ("  spaces  ", "  spaces  "),
        ("e\u0301", "é"),
        ("\n\n", ""),
        ("", ""),
        ("red\u202egreen\u2069", "redgreen"),
        ("een\u2028twee", "een twee"),
    ],
)
async def test_a_paste_is_cleaned(pasted: str, kept: str) -> None:
    field, app = field_and_app()
    async with app.run_test() as pilot:
        await paste(pilot, pasted)
        assert field.value == kept


async def test_a_paste_replaces_the_selection_and_goes_in_at_the_cursor() -> None:
    field, app = field_and_app()
    async with app.run_test() as pilot:
        field.show("een drie", max_length=50)
        field.cursor_position = 4
        await paste(pilot, "twee ")
        assert field.value == "een twee drie"
        assert field.cursor_position == 9
        field.select_all()
        await paste(pilot, "nul")
        assert field.value == "nul"


async def test_a_paste_that_is_too_long_is_cut_and_told() -> None:
    field, app = field_and_app(max_length=10)
    async with app.run_test() as pilot:
        await type_text(pilot, "abc")
        await paste(pilot, "d" * 1_000_000)
        assert field.value == "abcddddddd"
        assert too_long(app) == [(7, 999_993)]


async def test_a_character_too_many_is_not_taken_and_told() -> None:
    field, app = field_and_app(max_length=2)
    async with app.run_test() as pilot:
        await type_text(pilot, "abc")
        assert field.value == "ab"
        assert too_long(app) == [(0, 1)]


async def test_a_cut_splits_no_joined_emoji() -> None:
    field, app = field_and_app(max_length=4)
    async with app.run_test() as pilot:
        await paste(pilot, "abc👩\u200d👩")
        assert field.value == "abc"


async def test_a_paste_from_within_the_program_is_treated_alike() -> None:
    field, app = field_and_app(max_length=6)
    async with app.run_test() as pilot:
        app.copy_to_clipboard("een\ntwee")
        await pilot.press("ctrl+v")
        assert field.value == "een tw"
        assert too_long(app) == [(6, 2)]


async def test_enter_submits() -> None:
    field, app = field_and_app()
    async with app.run_test() as pilot:
        await type_text(pilot, "ja")
        await pilot.press("enter")
        last = app.last()
        assert isinstance(last, Input.Submitted)
        assert last.value == "ja"
        assert last.control is field


async def test_deleting_is_left_to_the_screen_only_in_an_empty_field() -> None:
    field, app = field_and_app()
    async with app.run_test() as pilot:
        await type_text(pilot, "ab")
        await pilot.press("backspace", "home", "delete")
        assert field.value == ""
        assert app.keys == []
        await pilot.press("backspace", "delete")
        assert app.keys == ["backspace", "delete"]


async def test_keys_of_the_screen_are_left_to_it() -> None:
    field, app = field_and_app()
    async with app.run_test() as pilot:
        await pilot.press("ctrl+d", "ctrl+c", "f1", "f6", "f7", "up", "down", "escape")
        await pilot.press("pageup", "pagedown", "question_mark", "x", "1")
        assert app.keys[:8] == ["ctrl+d", "ctrl+c", "f1", "f6", "f7", "up", "down", "escape"]
        assert app.keys[8:] == ["pageup", "pagedown"]
        assert field.value == "?x1"


async def test_another_text_is_shown_without_a_message() -> None:
    field, app = field_and_app()
    async with app.run_test(size=(40, 5)) as pilot:
        field.show("een\ntwee\x07 [b]", max_length=100)
        await pilot.pause()
        assert field.value == "een twee [b]"
        assert field.cursor_position == len(field.value)
        assert app.heard == []
        assert "een twee [b]" in screen_lines(app)[1]
        await type_text(pilot, "!")
        assert field.value == "een twee [b]!"


async def test_a_text_stays_whole_when_the_field_is_entered_again() -> None:
    field, app = field_and_app()
    async with app.run_test() as pilot:
        field.show("antwoord", max_length=100)
        app.screen.set_focus(None)
        field.focus()
        await pilot.pause()
        await type_text(pilot, "!")
        assert field.value == "antwoord!"


async def test_the_cursor_stands_still_where_animations_are_off() -> None:
    field, app = field_and_app()
    app.animation_level = "none"
    async with app.run_test():
        assert field.cursor_blink is False

from __future__ import annotations

import pytest
from textual.widgets import TextArea

from hybridequiz.tui.fields import LineField, TooLong
from hybridequiz.tui.fields.prose import ProseField
from tui.fields.field_app import FieldApp, paste, type_text


def field_and_app(max_length: int = 4_000) -> tuple[ProseField, FieldApp]:
    field = ProseField(max_length=max_length)
    return field, FieldApp(field)


def too_long(app: FieldApp) -> list[tuple[int, int]]:
    return [(m.kept, m.dropped) for m in app.heard if isinstance(m, TooLong)]


async def test_enter_is_a_new_line() -> None:
    field, app = field_and_app()
    async with app.run_test() as pilot:
        await pilot.press("a", "enter", "b")
        assert field.text == "a\nb"
        assert field.length == 3
        assert "enter" not in app.keys


async def test_ctrl_d_is_done_and_deletes_nothing() -> None:
    field, app = field_and_app()
    async with app.run_test() as pilot:
        await pilot.press("a", "home", "ctrl+d")
        last = app.last()
        assert isinstance(last, ProseField.Done)
        assert last.control is field
        assert field.text == "a"


async def test_keys_of_the_screen_are_left_to_it() -> None:
    field, app = field_and_app()
    async with app.run_test() as pilot:
        await pilot.press("escape", "f1", "f6", "f7", "ctrl+c")
        assert app.keys == ["escape", "f1", "f6", "f7", "ctrl+c"]
        assert field.text == ""


async def test_deleting_is_left_to_the_screen_only_in_an_empty_field() -> None:
    field, app = field_and_app()
    async with app.run_test() as pilot:
        await pilot.press("a", "backspace")
        assert app.keys == []
        await pilot.press("backspace", "delete")
        assert app.keys == ["backspace", "delete"]
        assert field.text == ""


@pytest.mark.parametrize("text", ["می\u200cخواهم", "a\u00a0b", "👩\u200d👩", "[/nope] [x]", "漢字"])
async def test_what_is_typed_is_kept(text: str) -> None:
    field, app = field_and_app()
    async with app.run_test() as pilot:
        await type_text(pilot, text)
        assert field.text == text
        assert app.export_screenshot()


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("een\r\ntwee\rdrie\n", "een\ntwee\ndrie\n"),
        ("een\u2028twee\x0cdrie\x1cvier", "een\ntwee\ndrievier"),
        ("a\tb\x07\x1b[31mc", "a b[31mc"),
        ("a\ud83d", "a"),
        ("e\u0301", "é"),
        ("links\u202erechts", "linksrechts"),
    ],
)
async def test_a_paste_is_cleaned(pasted: str, kept: str) -> None:
    field, app = field_and_app()
    async with app.run_test() as pilot:
        await paste(pilot, pasted)
        assert field.text == kept
        assert app.keys == []
        assert app.export_screenshot()


async def test_a_megabyte_is_cut_before_it_reaches_the_document() -> None:
    field, app = field_and_app()
    async with app.run_test() as pilot:
        await type_text(pilot, "ab")
        await paste(pilot, "woord " * 170_000)
        assert field.length == 4_000
        assert too_long(app) == [(3_998, 1_020_000 - 3_998)]


async def test_a_full_text_takes_no_more_but_can_be_replaced() -> None:
    field, app = field_and_app(max_length=5)
    async with app.run_test() as pilot:
        await paste(pilot, "12345")
        await pilot.press("6", "enter")
        assert field.text == "12345"
        assert too_long(app) == [(0, 1), (0, 1)]
        field.select_all()
        await paste(pilot, "abcdefg")
        assert field.text == "abcde"
        assert too_long(app)[-1] == (5, 2)


async def test_a_paste_from_within_the_program_is_treated_alike() -> None:
    field, app = field_and_app(max_length=3)
    async with app.run_test() as pilot:
        app.copy_to_clipboard("a\x07bcd")
        await pilot.press("ctrl+v")
        assert field.text == "abc"


async def test_another_text_is_shown_without_a_message_or_a_way_back_to_the_first() -> None:
    field, app = field_and_app()
    async with app.run_test() as pilot:
        await type_text(pilot, "van een ander")
        await pilot.pause()
        app.heard.clear()
        field.show("een\r\ntwee \x1b", max_length=100)
        await pilot.pause()
        assert app.heard == []
        await pilot.press("ctrl+z")
        assert field.text == "een\ntwee "
        await pilot.press("!")
        assert field.text == "een\ntwee !"
        assert isinstance(app.last(), TextArea.Changed)


async def test_long_lines_wrap_at_forty_columns() -> None:
    field, app = field_and_app()
    async with app.run_test(size=(80, 12)) as pilot:
        field.show("woord " * 12, max_length=1_000)
        await pilot.resize_terminal(40, 12)
        await pilot.pause()
        assert field.wrapped_document.height > 1
        assert field.virtual_size.width <= 40


async def test_the_cursor_stands_still_where_animations_are_off() -> None:
    field, app = field_and_app()
    app.animation_level = "none"
    async with app.run_test():
        assert field.cursor_blink is False


async def test_tab_moves_on_and_inserts_nothing() -> None:
    field, other = ProseField(), LineField()
    app = FieldApp(field, other)
    async with app.run_test() as pilot:
        await pilot.press("a", "tab")
        assert other.has_focus
        assert field.text == "a"

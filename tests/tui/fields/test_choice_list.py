from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.containers import VerticalScroll
from textual.events import MouseScrollDown
from textual.widgets import Static

from hybridequiz.tui.fields import ChoiceList, ChoiceRow
from tui.fields.field_app import FieldApp, screen_lines, type_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.pilot import Pilot
    from textual.strip import Strip

PLAIN = [ChoiceRow("1", "Slecht"), ChoiceRow("2", "Matig"), ChoiceRow("3", "Goed")]
APART = [ChoiceRow("F2", "Weet ik niet", apart=True), ChoiceRow("F3", "Geen antwoord", apart=True)]
LONG = "Het kon er mee door, al had ik van de begeleiding meer verwacht"


class ObedientApp(FieldApp):
    """Does with what is chosen what a screen does."""

    def __init__(
        self,
        rows: Sequence[ChoiceRow],
        *,
        multiple: bool = False,
        chosen: Sequence[int] = (),
        cursor: int = 0,
        ascii_only: bool = False,
    ) -> None:
        self.choices = ChoiceList(ascii=ascii_only)
        super().__init__(self.choices)
        self.shown = rows
        self.multiple = multiple
        self.first_chosen = chosen
        self.first_cursor = cursor

    def on_mount(self) -> None:
        super().on_mount()
        self.choices.show(
            self.shown, multiple=self.multiple, chosen=self.first_chosen, cursor=self.first_cursor
        )

    def on_choice_list_chosen(self, message: ChoiceList.Chosen) -> None:
        picked = {message.index}
        now = set(self.choices.chosen) ^ picked if self.multiple else picked
        self.choices.set_chosen(now)

    def asked(self) -> list[tuple[int, str]]:
        return [(m.index, m.by) for m in self.heard if isinstance(m, ChoiceList.Chosen)]


async def test_a_single_choice_shows_keys_marks_and_the_cursor() -> None:
    app = ObedientApp([*PLAIN, *APART], chosen=[1], cursor=2)
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        assert screen_lines(app)[:6] == [
            "   1  ○  Slecht",
            "   2  ●  Matig",
            "❯  3  ○  Goed",
            "",
            "  F2  ○  Weet ik niet",
            "  F3  ○  Geen antwoord",
        ]


async def test_a_multiple_choice_shows_boxes_and_what_was_typed_at_namely() -> None:
    rows = [ChoiceRow("1", "Tijd"), ChoiceRow("2", "Anders, namelijk", other=True, note="parkeren")]
    app = ObedientApp(rows, multiple=True, chosen=[1])
    async with app.run_test(size=(50, 6)) as pilot:
        await pilot.pause()
        assert screen_lines(app)[:2] == ["❯ 1  [ ]  Tijd", "  2  [x]  Anders, namelijk  parkeren"]


async def test_an_other_without_a_note_says_that_it_asks_more() -> None:
    app = ObedientApp([ChoiceRow("1", "Anders", other=True), ChoiceRow("2", "Anders:", other=True)])
    async with app.run_test(size=(40, 6)) as pilot:
        await pilot.pause()
        assert screen_lines(app)[:2] == ["❯ 1  ○  Anders …", "  2  ○  Anders:"]


async def test_ascii_only_draws_no_other_signs() -> None:
    app = ObedientApp([*PLAIN, ChoiceRow("4", "Anders", other=True)], chosen=[0], ascii_only=True)
    async with app.run_test(size=(40, 6)) as pilot:
        await pilot.pause()
        assert screen_lines(app)[:4] == [
            "> 1  (*)  Slecht",
            "  2  ( )  Matig",
            "  3  ( )  Goed",
            "  4  ( )  Anders ...",
        ]


async def test_arrows_home_and_end_move_the_cursor_and_choose_nothing() -> None:
    app = ObedientApp([*PLAIN, *APART])
    async with app.run_test() as pilot:
        await pilot.press("down", "down", "up")
        assert app.choices.cursor == 1
        await pilot.press("end")
        assert app.choices.cursor == 4
        await pilot.press("home")
        assert app.choices.cursor == 0
        assert app.asked() == []


async def test_arrows_at_an_end_are_left_to_what_scrolls() -> None:
    app = ObedientApp(PLAIN)
    async with app.run_test() as pilot:
        await pilot.press("up", "end", "down")
    assert app.keys == ["up", "down"]


async def test_space_chooses_the_row_under_the_cursor() -> None:
    app = ObedientApp(PLAIN)
    async with app.run_test() as pilot:
        await pilot.press("down", "space")
        assert app.asked() == [(1, "space")]
        assert app.choices.chosen == (1,)


async def test_space_toggles_in_a_multiple_choice() -> None:
    app = ObedientApp(PLAIN, multiple=True, chosen=[0])
    async with app.run_test() as pilot:
        await pilot.press("down", "space")
        both = app.choices.chosen
        await pilot.press("space")
        assert (both, app.choices.chosen) == ((0, 1), (0,))


async def test_the_key_of_a_row_chooses_it_and_takes_the_cursor_along() -> None:
    app = ObedientApp([*PLAIN, ChoiceRow("a", "Anders")])
    async with app.run_test() as pilot:
        await pilot.press("3", "A")
        assert app.asked() == [(2, "key"), (3, "key")]
        assert app.choices.cursor == 3
        assert app.keys == []


async def test_rows_whose_keys_differ_by_case_only_are_told_apart() -> None:
    app = ObedientApp([ChoiceRow("a", "klein"), ChoiceRow("A", "groot")])
    async with app.run_test() as pilot:
        await pilot.press("A", "a")
    assert app.asked() == [(1, "key"), (0, "key")]


async def test_the_list_draws_only_what_it_is_told_is_chosen() -> None:
    choices = ChoiceList()
    app = FieldApp(choices)
    async with app.run_test() as pilot:
        choices.show(PLAIN, multiple=False, chosen=[0])
        await pilot.press("2")
        assert choices.chosen == (0,)


async def test_keys_that_belong_to_the_screen_are_left_to_it() -> None:
    app = ObedientApp([*PLAIN, *APART], cursor=-1)
    async with app.run_test() as pilot:
        await pilot.press("enter", "backspace", "delete", "f2", "question_mark", "x")
    assert app.keys == ["enter", "backspace", "delete", "f2", "question_mark", "x"]


async def test_enter_chooses_only_where_that_changes_no_answer() -> None:
    app = ObedientApp(PLAIN)
    async with app.run_test() as pilot:
        await pilot.press("down", "enter", "down", "enter")
        assert app.asked() == [(1, "enter")]
        assert app.choices.chosen == (1,)
        assert app.keys == ["enter"]


async def test_enter_in_a_multiple_choice_is_left_to_the_screen() -> None:
    app = ObedientApp(PLAIN, multiple=True)
    async with app.run_test() as pilot:
        await pilot.press("down", "enter")
    assert app.asked() == []
    assert app.keys == ["enter"]


async def test_a_click_on_any_line_of_a_row_chooses_it() -> None:
    app = ObedientApp([PLAIN[0], ChoiceRow("2", LONG), *APART])
    async with app.run_test(size=(30, 12)) as pilot:
        await pilot.click(ChoiceList, offset=(12, 2))
        assert app.asked() == [(1, "mouse")]
        await pilot.click(ChoiceList, offset=(0, 0))
        assert app.choices.chosen == (0,)


async def test_a_click_on_the_blank_line_or_below_chooses_nothing() -> None:
    app = ObedientApp([*PLAIN, *APART])
    async with app.run_test(size=(40, 20)) as pilot:
        await pilot.click(ChoiceList, offset=(3, 3))
        await pilot.click(VerticalScroll, offset=(3, 15))
    assert app.asked() == []


async def test_labels_wrap_with_a_hanging_indent_and_anew_at_another_width() -> None:
    app = ObedientApp([ChoiceRow("1", LONG)])
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.pause()
        assert screen_lines(app)[:2] == [f"❯ 1  ○  {LONG}", ""]
        await pilot.resize_terminal(40, 10)
        await pilot.pause()
        assert screen_lines(app)[:4] == [
            "❯ 1  ○  Het kon er mee door, al had ik",
            "        van de begeleiding meer verwacht",
            "",
            "",
        ]
        assert app.choices.size.height == 2


@pytest.mark.parametrize(
    ("label", "drawn"),
    [
        ("[/nope] [red]x[/]", "[/nope] [red]x[/]"),
        ("Other [specify]", "Other [specify]"),
        ("a\x1b[31mb\x07\x9bc\x7f", "a␛[31mb␇�c␡"),
        ("een\ntwee\tdrie", "een twee drie"),
        ("links\u202erechts\u2066", "links�rechts�"),
        ("half \ud83d paar", "half � paar"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
async def test_a_label_is_drawn_as_it_stands_and_harmlessly(label: str, drawn: str) -> None:
    app = ObedientApp([ChoiceRow("1", label)])
    async with app.run_test(size=(60, 5)) as pilot:
        await pilot.pause()
        assert screen_lines(app)[0] == f"❯ 1  ○  {drawn}"
        assert app.export_screenshot()


@pytest.mark.parametrize(
    "label", ["漢字かな交じり文" * 6, "👩‍👩‍👧 " * 30, "e\u0301" * 70, "x" * 200]
)
async def test_no_line_is_wider_than_the_screen(label: str) -> None:
    app = ObedientApp([ChoiceRow("1", label)])
    async with app.run_test(size=(40, 30)) as pilot:
        await pilot.pause()
        strips = app.screen._compositor.render_strips()
        assert {strip.cell_length for strip in strips} == {40}
        assert "".join("".join(line.split()) for line in screen_lines(app)).endswith(
            "".join(label.split())[-3:]
        )


async def test_a_list_filled_before_it_was_mounted_shows_its_answer_on_focus() -> None:
    choices = ChoiceList()
    rows = [ChoiceRow(str(n), f"Antwoord {n}") for n in range(40)]
    choices.show(rows, multiple=False, chosen=[12], cursor=12)
    app = FieldApp(Static("vraag\n" * 8), choices)
    async with app.run_test(size=(40, 10)) as pilot:
        choices.focus()
        await pilot.pause()
        await pilot.wait_for_scheduled_animations()
        assert any("❯ 12" in line for line in screen_lines(app))


@pytest.mark.parametrize("max_height", [None, "100%"], ids=["the container", "the list"])
async def test_what_scrolls_keeps_the_cursor_in_view(max_height: str | None) -> None:
    app = ObedientApp([ChoiceRow(str(n), f"Antwoord {n}") for n in range(40)])
    app.choices.styles.max_height = max_height
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        await pilot.press("end")
        assert "Antwoord 39" in screen_lines(app)[-1]
        await pilot.press("home")
        assert "Antwoord 0" in screen_lines(app)[0]


async def test_a_list_below_a_long_text_scrolls_with_it() -> None:
    rows = [ChoiceRow(str(n), f"Antwoord {n}") for n in range(20)]
    choices = ChoiceList()
    app = FieldApp(Static("\n".join(f"tekst {n}" for n in range(8))), choices)
    async with app.run_test(size=(40, 10)) as pilot:
        choices.show(rows, multiple=False, chosen=[])
        choices.focus()
        await pilot.pause()
        assert choices.size.height == 20
        await pilot.press("down", "down", "down", "down")
        assert screen_lines(app)[-1].startswith("❯  4")
        await pilot.press("end")
        assert screen_lines(app)[-1].startswith("❯ 19")
        await pilot.press("home", "up")
        assert screen_lines(app)[0].lstrip().startswith("tekst")


async def test_an_answer_far_down_is_in_view_when_it_is_shown() -> None:
    rows = [ChoiceRow(str(n), f"Antwoord {n}") for n in range(40)]
    app = ObedientApp(rows, chosen=[30], cursor=30)
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        assert any("❯ 30" in line for line in screen_lines(app))


async def test_page_keys_and_the_wheel_scroll_and_leave_the_cursor() -> None:
    rows = [ChoiceRow(str(n), f"Antwoord {n}") for n in range(40)]
    app = ObedientApp(rows)
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        await pilot.press("pagedown")
        await pilot.wait_for_scheduled_animations()
        assert "Antwoord 10" in screen_lines(app)[0]
        assert app.choices.cursor == 0
        await pilot.press("pageup")
        await pilot.wait_for_scheduled_animations()
        assert "Antwoord 0" in screen_lines(app)[0]
        app.post_message(MouseScrollDown(None, 5, 5, 0, 1, 0, False, False, False, 5, 5))
        await pilot.pause()
        await pilot.wait_for_scheduled_animations()
        assert "Antwoord 0" not in screen_lines(app)[0]
        assert app.choices.cursor == 0


class Counting(ChoiceList):
    """Counts the lines that are drawn."""

    drawn: int = 0

    def render_line(self, y: int) -> Strip:
        self.drawn += 1
        return super().render_line(y)


QUIET = 6
"""Pauses in a row in which nothing was drawn."""


async def settled(pilot: Pilot[None], choices: Counting) -> None:
    """Wait until it was drawn, and then until nothing has been drawn for a while: not even by a slow machine."""
    quiet = drawn = 0
    while not drawn or quiet < QUIET:
        await pilot.pause(0.05)
        quiet = quiet + 1 if drawn == choices.drawn else 0
        drawn = choices.drawn


async def test_a_cursor_move_draws_two_rows_and_five_thousand_rows_only_the_visible() -> None:
    choices = Counting()
    app = FieldApp(choices)
    async with app.run_test(size=(40, 20)) as pilot:
        choices.show([ChoiceRow(str(n), f"A {n}") for n in range(5_000)], multiple=True, chosen=[])
        choices.drawn = 0
        await settled(pilot, choices)
        assert choices.drawn <= 3 * 20
        choices.drawn = 0
        await pilot.press("down")
        assert choices.drawn == 2
        choices.drawn = 0
        choices.set_chosen([3])
        await pilot.pause()
        assert choices.drawn == 1


async def test_other_rows_replace_the_first_without_a_trace() -> None:
    app = ObedientApp([ChoiceRow(str(n), f"Antwoord {n}") for n in range(40)], chosen=[39])
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.press("end")
        app.choices.show(PLAIN, multiple=True, chosen=[2])
        await pilot.pause()
        assert [line for line in screen_lines(app) if line] == [
            "❯ 1  [ ]  Slecht",
            "  2  [ ]  Matig",
            "  3  [x]  Goed",
        ]
        app.choices.show([], multiple=False, chosen=[])
        assert app.choices.cursor == -1
        await pilot.press("space", "1")
        assert app.asked() == []


async def test_the_cursor_is_shown_only_where_keys_go() -> None:
    app = ObedientApp(PLAIN)
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        app.screen.set_focus(None)
        await pilot.pause()
        assert screen_lines(app)[0] == "  1  ○  Slecht"


async def test_without_colour_the_cursor_and_the_chosen_row_still_differ(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = ObedientApp(PLAIN, chosen=[1])
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        under_cursor, chosen, other = (app.choices.render_line(y) for y in range(3))
        assert any(s.style is not None and s.style.underline for s in under_cursor)
        assert all(s.style is not None and s.style.bold for s in chosen if s.text.strip())
        assert not any(s.style is not None and s.style.underline for s in other)


async def test_a_character_that_is_no_key_chooses_nothing() -> None:
    app = ObedientApp(PLAIN)
    async with app.run_test() as pilot:
        await type_text(pilot, "é9\u200c")
    assert app.asked() == []

from __future__ import annotations

import pytest

from hybridequiz.tui.fields import Ruler
from hybridequiz.tui.fields.scale import Scale, ScaleLayout
from tui.fields.field_app import FieldApp, paste, screen_lines


class RulerApp(FieldApp):
    def __init__(self, value: int | None = None, *, low: int = 0, high: int = 10) -> None:
        self.ruler = Ruler()
        super().__init__(self.ruler)
        self.arguments = (low, high, value, "Helemaal niet", "Helemaal wel")

    def on_mount(self) -> None:
        super().on_mount()
        self.ruler.show(*self.arguments)

    def typed(self) -> list[str]:
        return [m.text for m in self.heard if isinstance(m, Ruler.Typed)]


async def test_the_chosen_number_stands_in_brackets_between_the_labels() -> None:
    app = RulerApp(7)
    async with app.run_test(size=(80, 8)) as pilot:
        await pilot.pause()
        line = screen_lines(app)[0]
        assert line.split() == [
            "Helemaal",
            "niet",
            *"0123456",
            "[7]",
            "8",
            "9",
            "10",
            "Helemaal",
            "wel",
        ]
        chosen = [s for s in app.ruler.render_line(0) if s.text == "[7]"]
        assert chosen[0].style is not None
        assert chosen[0].style.bold


async def test_the_labels_go_below_when_it_is_narrow() -> None:
    app = RulerApp(10)
    async with app.run_test(size=(80, 8)) as pilot:
        await pilot.resize_terminal(40, 8)
        await pilot.pause()
        assert screen_lines(app)[:2] == [
            " 0  1  2  3  4  5  6  7  8  9 [10]",
            "Helemaal niet           Helemaal wel",
        ]


async def test_arrows_step_and_stop_at_the_ends() -> None:
    app = RulerApp()
    async with app.run_test() as pilot:
        await pilot.press("right", "right", "left", "left")
        assert app.ruler.value == 0
        assert app.typed() == ["0", "1", "0"]
        app.ruler.show(0, 10, None, "", "")
        await pilot.press("left")
        assert app.ruler.value == 10
    assert app.keys == []


async def test_typed_digits_make_one_number_and_stay_visible() -> None:
    app = RulerApp()
    async with app.run_test(size=(80, 8)) as pilot:
        await pilot.press("1")
        assert "[1]" in screen_lines(app)[0]
        await pilot.press("0")
        assert "[10]" in screen_lines(app)[0]
        assert screen_lines(app)[2] == "❯ 10_"
        assert app.typed() == ["1", "10"]
        assert app.ruler.value == 10


async def test_what_is_no_number_of_the_scale_stays_visible_as_typed() -> None:
    app = RulerApp(7)
    async with app.run_test(size=(80, 8)) as pilot:
        await pilot.press("7", "comma", "5")
        assert app.typed() == ["7", "7,", "7,5"]
        assert app.ruler.value is None
        assert screen_lines(app)[2] == "❯ 7,5_"
        assert "[" not in screen_lines(app)[0]
        await pilot.press("minus", "full_stop")
        assert app.ruler.typed == "7,5-."


async def test_backspace_deletes_what_is_typed_and_then_is_left_to_the_screen() -> None:
    app = RulerApp(7)
    async with app.run_test() as pilot:
        await pilot.press("1", "0", "backspace")
        assert app.ruler.value == 1
        await pilot.press("backspace")
        assert app.typed()[-1] == ""
        assert app.keys == []
        await pilot.press("backspace")
        assert app.keys == ["backspace"]


async def test_backspace_after_an_arrow_is_left_to_the_screen() -> None:
    app = RulerApp(7)
    async with app.run_test() as pilot:
        await pilot.press("1", "right", "backspace")
        assert app.ruler.value == 2
        assert app.keys == ["backspace"]


async def test_other_keys_are_left_to_the_screen() -> None:
    app = RulerApp()
    async with app.run_test() as pilot:
        await pilot.press("enter", "delete", "f2", "up", "down", "x", "question_mark")
    assert app.keys == ["enter", "delete", "f2", "up", "down", "x", "question_mark"]


async def test_a_click_picks_the_number_it_is_on() -> None:
    app = RulerApp()
    async with app.run_test(size=(80, 8)) as pilot:
        await pilot.pause()
        await pilot.click(Ruler, offset=(screen_lines(app)[0].index("6"), 0))
        assert app.typed() == ["6"]
        await pilot.click(Ruler, offset=(1, 0))
        await pilot.click(Ruler, offset=(20, 2))
        assert app.typed() == ["6"]


async def test_a_pasted_number_is_typed_and_anything_else_refused() -> None:
    app = RulerApp()
    async with app.run_test() as pilot:
        await paste(pilot, " 8\n")
        assert app.ruler.value == 8
        await paste(pilot, "1e5")
        await paste(pilot, "9" * 1_000)
        assert app.typed() == ["8"]


async def test_what_was_half_typed_can_be_shown_again() -> None:
    app = RulerApp()
    async with app.run_test(size=(80, 8)) as pilot:
        app.ruler.show(0, 10, 3, "", "", typed="7,")
        await pilot.pause()
        assert app.ruler.value is None
        assert screen_lines(app)[2] == "❯ 7,_"
        assert app.heard == []


async def test_a_long_scale_is_a_track_with_the_number_where_it_lies() -> None:
    app = RulerApp(50, high=100)
    async with app.run_test(size=(40, 8)) as pilot:
        await pilot.pause()
        line = screen_lines(app)[0]
        assert line.startswith("0 ──")
        assert line.endswith("── 100")
        assert abs(line.index("[50]") - 18) <= 2
        app.ruler.show(0, 100, None, "", "")
        await pilot.pause()
        await pilot.click(Ruler, offset=(2, 0))
        assert app.ruler.value == 0


async def test_ascii_only_and_out_of_focus() -> None:
    ruler = Ruler(ascii=True)
    app = FieldApp(ruler)
    async with app.run_test(size=(40, 8)) as pilot:
        ruler.show(0, 100, 3, "a", "b", typed="5")
        await pilot.pause()
        assert "".join(screen_lines(app)).isascii()
        app.screen.set_focus(None)
        await pilot.pause()
        assert "  5" in screen_lines(app)


@pytest.mark.parametrize(
    "label", ["[/nope]", "Other [specify]", "漢字" * 20, "x" * 90, "a\x1b\n\u202eb"]
)
async def test_no_label_breaks_the_screen(label: str) -> None:
    ruler = Ruler()
    app = FieldApp(ruler)
    async with app.run_test(size=(40, 24)) as pilot:
        ruler.show(-5, 5, 0, label, label)
        await pilot.pause()
        assert {strip.cell_length for strip in app.screen._compositor.render_strips()} == {40}
        assert app.export_screenshot()


@pytest.mark.parametrize("width", range(1, 120, 7))
@pytest.mark.parametrize(("low", "high"), [(0, 10), (1, 5), (-100, 100), (0, 1), (0, 1_000_000)])
def test_every_number_can_be_found_where_it_is_drawn(width: int, low: int, high: int) -> None:
    layout = ScaleLayout(Scale(low, high, "Niet", "Wel"), width)
    for value in {low, low + 1, (low + high) // 2, high}:
        drawn = "".join(part.text for part in layout.parts(0, value))
        assert f"[{value}]" in drawn
        found = layout.number_at(drawn.index(f"[{value}]") + 1)
        if width >= 30 and high - low <= 10:
            assert found == value
    assert layout.number_at(10_000) is None

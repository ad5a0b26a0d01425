"""The cursor goes over what is seen as one sign, and stands where it is seen to stand."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from hybridequiz.tui.fields import LineField
from hybridequiz.tui.fields.characters import erased_from, left_of, right_of
from hybridequiz.tui.fields.prose import ProseField
from tui.fields.field_app import FieldApp

WORKER = "👩\u200d🔧"
FLAGS = "🇳🇱🇧🇪"
SIGNS = [
    "é",
    "e\u0301",
    "漢",
    WORKER,
    "❤\ufe0f",
    "👍🏽",
    "🇳🇱",
    "1\ufe0f\u20e3",
    "ی\u200c",
    "q\u0303",
]
ANYTHING = st.text(st.sampled_from("ae\u0301漢👩\u200d🔧🇳🇱\u200c🏽\ufe0f "), max_size=20)


@pytest.mark.parametrize("sign", SIGNS)
def test_a_step_goes_over_one_sign_either_way(sign: str) -> None:
    text = f"a{sign}b"
    assert right_of(text, 1) == 1 + len(sign)
    assert left_of(text, 1 + len(sign)) == 1


def test_two_flags_are_two_signs() -> None:
    assert right_of(FLAGS, 0) == 2
    assert right_of(FLAGS, 2) == 4
    assert left_of(FLAGS, 4) == 2


def test_backspace_takes_a_picture_whole_but_an_accent_alone() -> None:
    for picture in (WORKER, "❤\ufe0f", "👍🏽", "🇳🇱", "1\ufe0f\u20e3"):
        assert erased_from(f"a{picture}", 1 + len(picture)) == 1
    assert erased_from("aq\u0303", 3) == 2
    assert erased_from("می\u200c", 3) == 2
    assert erased_from("", 0) == 0


@given(ANYTHING)
def test_steps_come_to_the_end_and_back_over_the_same_places(text: str) -> None:
    there, back = [0], [len(text)]
    while there[-1] < len(text):
        there.append(right_of(text, there[-1]))
    while back[-1] > 0:
        back.append(left_of(text, back[-1]))
    assert there == back[::-1]
    assert left_of(text, 0) == 0
    assert right_of(text, len(text)) == len(text)


@pytest.mark.parametrize("field", [LineField(max_length=80), ProseField(max_length=80)])
async def test_the_cursor_is_drawn_at_the_cells_of_what_stands_before_it(
    field: LineField | ProseField,
) -> None:
    app = FieldApp(field)
    async with app.run_test(size=(60, 20)) as pilot:
        field.show(f"a漢{WORKER}字b", max_length=80)
        await pilot.pause()
        edge = field.content_region.x
        for before in (f"a漢{WORKER}字", f"a漢{WORKER}", "a漢", "a", ""):
            await pilot.press("left")
            x, _ = app.cursor_position
            assert x - edge == cell_len(before), before
        await pilot.press("delete", "right", "right", "backspace")
        kept = field.value if isinstance(field, LineField) else field.text
        assert kept == "漢字b"
        await pilot.press("shift+right", "x")
        kept = field.value if isinstance(field, LineField) else field.text
        assert unicodedata.normalize("NFC", kept) == "漢xb"

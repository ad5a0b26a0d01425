"""A grid on the screen: what the columns mean, and the items with their columns beside or below them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from hybridequiz.tui.fields.grid_layout import GridColumn, GridLayout, GridRow

COLUMNS = [
    GridColumn("1", "Ontevreden"),
    GridColumn("2", "Tevreden"),
    GridColumn("F2", "Weet ik niet"),
]
ROWS = [
    GridRow("de lessen", 1, frozenset({0, 1, 2})),
    GridRow("de begeleiding door de docenten", None, frozenset({0, 1})),
]


def drawn(width: int, current: int = 0, cursor: int | None = None) -> list[str]:
    layout = GridLayout(COLUMNS, ROWS, width)
    lines = [layout.parts(line, current, cursor, "❯") for line in range(layout.height)]
    return ["".join(part.text for part in parts).rstrip() for parts in lines]


def test_the_columns_stand_beside_the_items_where_there_is_room() -> None:
    assert drawn(60, current=1, cursor=0) == [
        "1 Ontevreden   2 Tevreden   F2 Weet ik niet",
        "",
        "  de lessen                         1 [2] F2",
        "❯ de begeleiding door de docenten  (1) 2",
    ]


def test_a_long_item_goes_on_below_and_the_meanings_too() -> None:
    assert drawn(34) == [
        "1 Ontevreden   2 Tevreden",
        "F2 Weet ik niet",
        "",
        "❯ de lessen              1 [2] F2",
        "  de begeleiding door    1  2",
        "  de docenten",
    ]


def test_where_it_is_narrow_the_columns_stand_below() -> None:
    assert drawn(26)[3:] == [
        "❯ de lessen",
        "   1 [2] F2",
        "  de begeleiding door de",
        "  docenten",
        "   1  2",
    ]


def test_a_click_meets_what_is_drawn_there() -> None:
    for width in (60, 34, 26):
        layout = GridLayout(COLUMNS, ROWS, width)
        met = set()
        for line in range(layout.height):
            text = "".join(part.text for part in layout.parts(line, 0, None, "❯"))
            place = layout.place(line)
            for x in range(width):
                column = layout.column_at(place, x) if place else None
                if place is not None and column is not None:
                    met.add((place.row, column))
                    assert COLUMNS[column].key in text[max(0, x - 3) : x + 4]
        assert met == {(0, 0), (0, 1), (0, 2), (1, 0), (1, 1)}


labels = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=60)


@given(
    st.lists(labels, min_size=1, max_size=8), st.lists(labels, min_size=1, max_size=4), st.data()
)
def test_no_line_is_wider_than_the_window_and_every_item_has_its_lines(
    meanings: list[str], items: list[str], data: st.DataObject
) -> None:
    columns = [GridColumn(str(number), label) for number, label in enumerate(meanings)]
    offered = frozenset(range(len(columns)))
    rows = [GridRow(label, data.draw(st.sampled_from([None, 0])), offered) for label in items]
    width = data.draw(st.integers(2 + 3 * len(columns), 120))
    layout = GridLayout(columns, rows, width)
    met = []
    for line in range(layout.height):
        text = "".join(part.text for part in layout.parts(line, 0, 0, ">"))
        assert cell_len(text.rstrip()) <= max(width, 4)
        place = layout.place(line)
        met += [place.row] if place and place.line == 0 else []
    assert met == list(range(len(rows)))
    assert layout.place(layout.height) is None

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from hybridequiz.characters import clean_text, only_text
from hybridequiz.tui.fields.characters import (
    composed,
    displayable,
    fitting,
    harmless,
    harmless_line,
    is_typed,
)
from hybridequiz.tui.fields.wrapping import line_spans, lines

ANY_TEXT = st.text(st.characters(), max_size=80)
ODD_TEXT = st.text(
    st.sampled_from("ab \u00a0\t\n\r\x1b\x85\u2028\u202e\u200d\u0301漢👩\ud800é"), max_size=40
)


@given(ANY_TEXT | ODD_TEXT)
def test_what_is_cleaned_can_be_written_and_needs_no_cleaning(text: str) -> None:
    for clean in (displayable, harmless, harmless_line):
        once = clean(text)
        once.encode()
        assert clean(once) == once
    assert "\n" not in displayable(text)
    assert "\n" not in harmless_line(text)
    assert not {"\x1b", "\r", "\x85", "\u202e"} & set(harmless(text) + displayable(text))


@given(ANY_TEXT | ODD_TEXT)
def test_a_field_takes_exactly_what_an_answer_keeps(text: str) -> None:
    """Otherwise a person would see characters in the field that the answer loses."""
    assert clean_text(harmless(text)) == composed(harmless(text))
    assert composed(harmless(text)) == clean_text(text).replace("\t", " ")
    for character in set(text) - set("\n\t"):
        assert is_typed(character) == (only_text(character) == character)


@given(ANY_TEXT | ODD_TEXT, st.integers(min_value=-3, max_value=90))
def test_what_fits_is_a_start_of_the_text_and_no_longer_than_the_room(text: str, room: int) -> None:
    taken = fitting(text, room)
    assert text.startswith(taken)
    assert len(taken) <= max(0, room)


def test_a_cut_keeps_an_accent_with_its_letter() -> None:
    assert fitting("ae\u0301", 2) == "a"
    assert fitting("ae\u0301", 3) == "ae\u0301"


@given(ANY_TEXT | ODD_TEXT, st.integers(min_value=2, max_value=40))
def test_wrapping_loses_nothing_but_spaces_and_keeps_within_the_width(
    text: str, width: int
) -> None:
    line = displayable(text)
    spans = line_spans(line, width)
    kept = "".join(line[start:end] for start, end in spans)
    assert kept.replace(" ", "") == line.replace(" ", "")
    assert all(cell_len(piece) <= width for piece in lines(line, width))


def test_lines_break_at_spaces_but_not_at_a_no_break_space() -> None:
    assert lines("een twee drie", 8) == ["een twee", "drie"]
    assert lines("kost 10\u00a0euro", 9) == ["kost", "10\u00a0euro"]
    assert lines("onafscheidelijk", 6) == ["onafsc", "heidel", "ijk"]
    assert lines("", 10) == [""]


def test_text_is_what_a_keyboard_can_make_of_it() -> None:
    assert all(map(is_typed, "aé漢 \u00a0\u202f\u200c\u200d"))
    assert not any(
        map(is_typed, [None, "", "ab", "\n", "\t", "\x1b", "\u200f", "\u202e", "\ud800", "\u2028"])
    )


def test_length_is_counted_in_composed_characters() -> None:
    assert composed("e\u0301") == "é"

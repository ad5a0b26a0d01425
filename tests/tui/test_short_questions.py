"""Questions in the contents and the review are shortened at words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hybridequiz.characters import show_text
from hybridequiz.store.data import DataFolder
from hybridequiz.store.fieldwork import Fieldwork
from hybridequiz.store.setup import Setup
from hybridequiz.tui.interview_texts import SHORT, _begin, short
from hybridequiz.wording.rendering import text_words
from tui.driver import shipped

ITEMS = ("sat_content", "sat_trainer")


@pytest.mark.parametrize("name", ["participants", "schools", "employers", "tour"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_shipped_question_is_cut_within_a_word(name: str, language: str, tmp_path: Path) -> None:
    setup = Setup("self", "extended", language, 1)
    interview = Fieldwork(DataFolder(tmp_path)).begin(shipped(name), setup).interview
    for planned in interview.instrument.items:
        told, whole = short(interview, planned), show_text(text_words(interview, planned.text))
        assert len(told) <= SHORT + 3
        assert set(told.split()) <= {*whole.split(), "…"}, "whole words"


@given(st.text(alphabet="ab ", max_size=40), st.integers(1, 30))
def test_what_is_left_of_a_text_is_its_begin_in_whole_words(text: str, most: int) -> None:
    text = " ".join(text.split())
    begin = _begin(text, most)
    assert text.startswith(begin)
    assert len(begin) <= most
    if " " in text[:most]:
        assert set(begin.split()) <= set(text.split())


def test_what_differs_between_the_items_of_a_grid_is_told_in_whole_words(tmp_path: Path) -> None:
    setup = Setup("interview", "extended", "nl", 1)
    interview = Fieldwork(DataFolder(tmp_path)).begin(shipped("participants"), setup).interview
    told = [short(interview, interview.instrument.by_id[one]) for one in ITEMS]
    assert told == [
        "Hoe tevreden bent u over de lessen … lesgeven en begeleiden",
        "Hoe tevreden bent u over de … de docenten van de opleiding",
    ]

"""Beginning interviews: codes that are free, and facts of a session that are clean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, repeat
from pathlib import Path

import pytest

from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.load import load
from hybridequiz.store.data import DataFolder
from hybridequiz.store.errors import CodeTaken
from hybridequiz.store.fieldwork import DRAWS, LONGEST_CODE, Fieldwork
from hybridequiz.store.setup import Setup

QUESTIONNAIRE = """\
id = "small"
version = "1"
audience = "people"
languages = ["en"]
title = "Small"

[[section]]
id = "one"
title = "One"

[[section.question]]
id = "age"
type = "integer"
min = 0
max = 120
text = "How old are you?"
"""


@pytest.fixture
def instrument(tmp_path: Path) -> Instrument:
    path = tmp_path / "small.toml"
    path.write_text(QUESTIONNAIRE, encoding="utf-8")
    return load(path)


class Draws:
    """Chance that draws the same symbol seven times, then the next one."""

    def __init__(self, symbols: Iterator[str]) -> None:
        self._symbols = chain.from_iterable(repeat(symbol, 7) for symbol in symbols)

    def __call__(self, symbols: Sequence[str], /) -> str:
        symbol = next(self._symbols)
        assert symbol in symbols
        return symbol


def test_a_code_that_is_in_use_is_drawn_again(instrument: Instrument, tmp_path: Path) -> None:
    fieldwork = Fieldwork(DataFolder(tmp_path / "data"), choose=Draws(iter("AABB")))
    with fieldwork:
        codes = []
        for _ in range(2):
            sitting = fieldwork.begin(instrument, Setup("self", "extended", "en"))
            sitting.journal.close()
            codes.append(sitting.interview.session.code)
    assert [code[:4] for code in codes] == ["AAAA", "BBBB"]


def test_when_every_draw_is_in_use_that_is_told_and_nothing_is_begun(
    instrument: Instrument, tmp_path: Path
) -> None:
    fieldwork = Fieldwork(DataFolder(tmp_path / "data"), choose=Draws(repeat("A", DRAWS + 3)))
    with fieldwork:
        setup = Setup("self", "extended", "en")
        fieldwork.begin(instrument, setup).journal.close()
        with pytest.raises(CodeTaken):
            fieldwork.begin(instrument, setup)
        assert len(list(fieldwork.data.live.responses())) == 1


def test_codes_of_lists_made_elsewhere_are_one_line_that_no_terminal_obeys(
    instrument: Instrument, tmp_path: Path
) -> None:
    case = " P-17\x1b[2J\n" + "é" * 99
    with Fieldwork(DataFolder(tmp_path / "data")) as fieldwork:
        sitting = fieldwork.begin(
            instrument, Setup("self", "extended", "en", case=case, interviewer="K\tL\ud800")
        )
        sitting.journal.close()
    session = sitting.interview.session
    assert session.case.startswith("P-17[2J é")
    assert len(session.case) == LONGEST_CODE
    assert session.interviewer == "K L"

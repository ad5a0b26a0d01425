"""`run` on the screen: the set-up of the home screen for what is not known, and one interview."""

from __future__ import annotations

from pathlib import Path

import pytest

from hybridequiz.store.data import DataFolder
from hybridequiz.store.fieldwork import Fieldwork
from terminal.screen import Terminal

RUN = ("run", "participants", "--mode", "interview", "--language", "nl")


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
def test_r08_run_asks_who_and_where_and_the_location_is_confirmed_in_words(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """The code is asked once a day, and the program ends with the one interview that it began."""
    data, (columns, lines) = tmp_path / "data", size
    with Terminal(*RUN, data=data, columns=columns, lines=lines) as terminal:
        terminal.see("Uw interviewercode")
        terminal.press("K7", "enter").see("Op welke locatie bent u?")
        terminal.press("3").see("Klopt dit?", "[locatie 03]", "K7")
        terminal.press("1").see("Dit onderzoek gaat over")
        terminal.press("\x11")
        assert terminal.end() == 0
        assert "Ga later verder met" in terminal.text
    with Terminal(*RUN, "--location", "4", data=data, columns=columns, lines=lines) as terminal:
        terminal.see("Klopt dit?", "[locatie 04]", "Interviewer: K7, bent u dat niet?")
        terminal.press("1").see("Dit onderzoek gaat over")
        terminal.press("\x11")
        assert terminal.end() == 0
    with DataFolder(data) as folder:
        sessions = [one.session for one in Fieldwork(folder).data.rehearsal.responses()]
    found = sorted((one["location"], one["interviewer"]) for one in sessions)
    assert found == [(3, "K7"), (4, "K7")]

"""A case list that knows a ranking, a row of a list or a part of a date; and what is filled in is taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hybridequiz.batch.case_list import CaseList, read_case_list
from hybridequiz.interview.answers import Answer
from hybridequiz.interview.events import Json
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.partial_dates import PartialDate
from hybridequiz.questionnaire.states import Missing
from hybridequiz.store.data import DataFolder
from hybridequiz.store.field_book import Case
from hybridequiz.store.fieldwork import Fieldwork, Sitting
from hybridequiz.store.prefilling import prefilled_events
from hybridequiz.store.setup import Setup
from hybridequiz.tui.app import HybridequizApp, Start
from kinds import meeting
from plain.person import Person
from scenario import Scenario, StillClock, questionnaire
from tui.driver import interview_screen, shown


def read(instrument: Instrument, column: str, cell: str) -> CaseList:
    content = f'code,audience,{column}\nA-1,people,"{cell}"\n'
    return read_case_list("list.csv", content.encode(), [instrument])


@pytest.mark.parametrize(
    ("column", "cell", "kept"),
    [
        ("wishes", "3|1|2", [3, 1, 2]),
        ("town", "02EF", "02EF"),
        ("since", "2019", "2019"),
        ("since", "05-2019", "2019-05"),
    ],
)
def test_a_case_list_knows_an_order_a_row_of_a_list_and_a_part_of_a_date(
    column: str, cell: str, kept: Any, tmp_path: Path
) -> None:
    found = read(meeting(tmp_path), column, cell)
    assert not found.problems
    assert found.cases[0].prefilled == {column: {"value": kept}}


@pytest.mark.parametrize(
    ("column", "cell", "rule"),
    [
        ("wishes", "3|9", "not-offered"),
        ("wishes", "3|1|3", "twice"),
        ("town", "Haarlem", "not-offered"),
        ("since", "1999", "date-out-of-range"),
        ("since", "soon", "not-a-date"),
        ("words", "x" * 5_000, "too-long"),
        ("sea", "1", "in-a-grid"),
        ("name", "An", "not-a-question"),
    ],
)
def test_what_cannot_be_the_answer_is_told_when_the_list_is_loaded(
    column: str, cell: str, rule: str, tmp_path: Path
) -> None:
    found = read(meeting(tmp_path), column, cell)
    assert rule in [one.code for one in found.problems] or column == "name"
    assert found.problems
    assert not found.cases


def begun(folder: Path, **prefilled: Any) -> tuple[Fieldwork, Sitting]:
    """Begin an interview of a case of which something is known, and take part."""
    fieldwork = Fieldwork(DataFolder(folder / "data"))
    known = {name: {"value": value} for name, value in prefilled.items()}
    fieldwork.data.live.field.keep_cases([Case("A-1", "people", None, prefilled=known)])
    sitting = fieldwork.begin(meeting(folder), Setup("self", "extended", "en", case="A-1"))
    sitting.conductor.answer(Answer(1))
    return fieldwork, sitting


def test_what_no_longer_fits_the_questionnaire_is_asked_as_if_nothing_was_known(
    tmp_path: Path,
) -> None:
    _, sitting = begun(tmp_path, town="99ZZ", since="1999", wishes=[3, 1, 7], words="x" * 5_000)
    assert sitting.interview.prefilled == {}
    _, sitting = begun(tmp_path / "other", town="01CD", since="2019-05", wishes=[3, 1, 2])
    assert sitting.interview.prefilled["since"].value == PartialDate(2019, 5)
    assert set(sitting.interview.prefilled) == {"town", "since", "wishes"}


async def test_delete_takes_away_what_was_filled_in_so_that_it_can_be_left_empty(
    tmp_path: Path,
) -> None:
    fieldwork, sitting = begun(tmp_path, wishes=[3, 1, 2])
    app = HybridequizApp(fieldwork, [], start=Start(sitting=sitting))
    async with app.run_test(size=(60, 20)) as pilot:
        assert "Filled in beforehand" in shown(app)
        await pilot.press("delete")
        await pilot.pause()
        assert "Filled in beforehand" not in shown(app)
        assert "[1]" not in shown(app)
        await pilot.press("enter", "enter")
        await pilot.pause()
        answers = interview_screen(app).interview.answers
        assert answers["wishes"].missing is Missing.LEFT_EMPTY


def test_in_plain_lines_a_command_takes_away_what_was_filled_in(tmp_path: Path) -> None:
    _, sitting = begun(tmp_path, wishes=[3, 1, 2])
    person = Person("/clear", "", "", "/leave")
    person.sit(sitting)
    assert "The answer was taken back." in person.heard
    assert sitting.interview.answers["wishes"].missing is Missing.LEFT_EMPTY


UNIT = """
[[section]]
id = "s"
title = "S"

[[section.question]]
id = "share"
type = "integer"
min = 0
max = 100
unit = "%"
text = "Which share?"
"""


async def test_the_unit_stands_with_what_is_asked_and_not_behind_what_is_to_be_confirmed(
    tmp_path: Path,
) -> None:
    fieldwork = Fieldwork(DataFolder(tmp_path / "data"))
    known = Case("A-1", "people", None, prefilled={"share": {"value": 41}})
    fieldwork.data.live.field.keep_cases([known])
    setup = Setup("self", "extended", "nl", case="A-1")
    sitting = fieldwork.begin(questionnaire(UNIT, tmp_path), setup)
    app = HybridequizApp(fieldwork, [], start=Start(sitting=sitting))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        assert "100. (%)" in shown(app)
        assert "Vooraf ingevuld" in shown(app)
        assert "41" in shown(app)


CONSENT = """
[[section]]
id = "s"
title = "S"
[[section.question]]
id = "agree"
type = "single"
consent = "recontact"
grants = [1]
options = [{ code = 1, nl = "Ja" }, { code = 2, nl = "Nee" }]
text = "Mogen wij bellen?"
[[section.question]]
id = "word"
type = "text"
text = "Woord?"
"""


def test_a_consent_is_never_given_beforehand(tmp_path: Path) -> None:
    instrument = questionnaire(CONSENT, tmp_path)
    found = read(instrument, "agree", "1")
    assert [one.code for one in found.problems] == ["is-a-consent"]
    interview = Scenario.of(instrument).interview
    known: dict[str, Json] = {"agree": {"value": 1}, "word": {"value": "mus"}}
    events = prefilled_events(interview, known, StillClock())
    assert [one.question for one in events] == ["word"]

"""A disk that does not do what it should: it is said, nothing is lost, it can be tried again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from hybridequiz.interview.events import Event, EventKind
from hybridequiz.plain import Departure, Outcome
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.store.answer_file import write_answer_file
from hybridequiz.store.errors import StorageError
from hybridequiz.store.fieldwork import Sitting
from hybridequiz.store.stored_journal import StoredJournal
from plain.person import Person, begin, fieldwork_in
from scenario import questionnaire

ONE = """
id = "one"
version = "1"
audience = "people"
languages = ["en"]
title = "One"

[[section]]
id = "only"
title = "Only"
[[section.question]]
id = "job"
type = "text"
text = "What is your occupation?"
[[section.question]]
id = "years"
type = "integer"
min = 0
max = 60
text = "How many years?"
"""


@pytest.fixture
def one(tmp_path: Path) -> Instrument:
    return questionnaire(ONE, tmp_path)


class FullDisk:
    """Refuses to save so many times, then saves."""

    def __init__(self, journal: StoredJournal, times: int) -> None:
        self._append = journal.append
        self.times = times

    def __call__(self, events: Sequence[Event]) -> None:
        if self.times:
            self.times -= 1
            raise StorageError("The disk is full.", hint="Make room.")
        self._append(events)


def fill_disk(sitting: Sitting, times: int, monkeypatch: pytest.MonkeyPatch) -> FullDisk:
    disk = FullDisk(sitting.journal, times)
    monkeypatch.setattr(sitting.journal, "append", disk)
    return disk


def test_an_answer_that_could_not_be_saved_is_tried_again_without_typing_it_again(
    one: Instrument, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = Person("teacher", "what?", "1", "1", "7", "/finish")
    with fieldwork_in(tmp_path) as fieldwork:
        sitting = begin(fieldwork, one, language="en")
        fill_disk(sitting, 2, monkeypatch)
        result = person.sit(sitting)

    told = [person.transcript.index(line) for line in ("The disk is full.", "Saved.")]
    assert told == sorted(told)
    assert "2  Go on in another folder" not in person.transcript
    assert (result.outcome, result.saved) == (Outcome.FINISHED, True)
    assert sitting.interview.answers["job"].value == "teacher"


def test_another_folder_is_asked_for_until_one_can_be_written(
    one: Instrument, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = Person("teacher", "2", "/nowhere", "2", "", "2", "/mnt/stick", "/leave")
    named = []
    with fieldwork_in(tmp_path) as fieldwork:
        sitting = begin(fieldwork, one, language="en")
        disk = fill_disk(sitting, 99, monkeypatch)

        def rescue(folder: str) -> None:
            named.append(folder)
            if folder != "/mnt/stick":
                raise PermissionError(f"{folder} cannot be written")
            disk.times = 0

        result = person.sit(sitting, rescue=rescue)

    assert named == ["/nowhere", "/mnt/stick"]
    assert "/nowhere cannot be written" in person.transcript
    assert result.saved
    assert sitting.interview.answers["job"].value == "teacher"


@pytest.mark.parametrize("line", ["3", "/leave", EOFError(), KeyboardInterrupt()])
def test_whoever_leaves_without_saving_is_told_and_so_is_the_shell(
    line: str | BaseException, one: Instrument, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = Person("teacher", line)
    with fieldwork_in(tmp_path) as fieldwork:
        sitting = begin(fieldwork, one, language="en")
        fill_disk(sitting, 99, monkeypatch)
        result = person.sit(sitting)

    assert (result.outcome, result.saved, result.exit_code) == (Outcome.LEFT, False, 6)
    told = "NOT SAVED: what you did last. What was saved before is still there."
    assert told in person.transcript
    assert "Saved." not in person.transcript


def test_saved_is_said_only_after_the_answer_can_be_read_back(
    one: Instrument, tmp_path: Path
) -> None:
    kept: list[EventKind] = []
    with fieldwork_in(tmp_path) as fieldwork:
        sitting = begin(fieldwork, one, language="en")

        class Watching(Person):
            def write(self, line: str) -> None:
                if line == "Saved.":
                    events = sitting.journal.store.events(sitting.journal.response)
                    kept.append(events[-1].kind)
                super().write(line)

        result = Watching("teacher", "7").sit(sitting)

    assert kept == [EventKind.ANSWERED, EventKind.ANSWERED]
    assert result.departure is Departure.END_OF_INPUT


def test_a_finish_whose_answer_file_could_not_be_written_is_tried_again(
    one: Instrument, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []

    def write_second_time(folder: Path, response_id: str, document: str) -> Path:
        calls.append(response_id)
        if len(calls) == 1:
            raise StorageError("The disk is full.")
        return write_answer_file(folder, response_id, document)

    monkeypatch.setattr("hybridequiz.store.journal.write_answer_file", write_second_time)
    person = Person("teacher", "7", "/finish", "1")
    with fieldwork_in(tmp_path) as fieldwork:
        result = person.sit(begin(fieldwork, one, language="en"))

    assert result.outcome is Outcome.FINISHED

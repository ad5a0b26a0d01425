"""Rankings and partial dates in plain lines: numbers in their order, a date as far as it is known."""

from __future__ import annotations

from pathlib import Path

import pytest

from hybridequiz.questionnaire.partial_dates import PartialDate
from plain.person import Person, begin, fieldwork_in
from scenario import questionnaire

TYPES = """
id = "test"
version = "1"
audience = "people"
languages = ["nl"]
title = "Test"
[[section]]
id = "s"
title = "S"
[[section.question]]
id = "wishes"
type = "ranking"
max_ranked = 3
options = [
  { code = 1, nl = "Docent" },
  { code = 2, nl = "Dichtbij" },
  { code = 3, nl = "Groep" },
  { code = 97, nl = "Anders …", other = true },
]
missing = ["dont_know"]
text = "Wat eerst?"
[[section.question]]
id = "start"
type = "date"
partial = true
text = "Sinds wanneer?"
"""


def heard(folder: Path, *lines: str) -> tuple[str, dict[str, object]]:
    person = Person(*lines)
    with fieldwork_in(folder) as fieldwork:
        sitting = begin(fieldwork, questionnaire(TYPES, folder))
        person.sit(sitting)
    answers = sitting.interview.answers
    return person.heard, {name: answer.value for name, answer in answers.items()}


def test_numbers_in_order_are_a_ranking_and_a_date_is_typed_as_far_as_it_is_known(
    tmp_path: Path,
) -> None:
    said, values = heard(tmp_path, "3 1, 2", "mei 2019", "/terug", "/terug", "", "", "/klaar")
    assert values == {"wishes": (3, 1, 2), "start": PartialDate(2019, 5)}
    assert "nummer 1 eerst, bijvoorbeeld: 3 2 1" in said
    assert "1. Groep; 2. Docent; 3. Dichtbij" in said
    assert "mei 2019" in said


def test_namely_is_asked_of_what_is_ranked(tmp_path: Path) -> None:
    said, values = heard(tmp_path, "97 3 1", "koffie", "/terug", "/inhoud")
    assert values == {"wishes": (97, 3, 1)}
    assert "1. Anders: koffie; 2. Groep; 3. Docent" in said


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("3 1", "nog 1 te gaan"),
        ("3 3 1", "“3” heeft al een plaats"),
        ("1 2 3 97", "Het aantal plaatsen is 3"),
        ("4 1 2", "“4” is geen van de keuzes"),
        ("312", "“312” is geen van de keuzes"),
        ("1>2>3", "“1>2>3” is geen van de keuzes"),
        ("٣ 1 2", "“٣” is geen van de keuzes"),
        ("３ 1 2", "“３” is geen van de keuzes"),
        ("😀", "“😀” is geen van de keuzes"),
        ("3\x002\x001", "is geen van de keuzes"),
        ("9" * 20_000, "is geen van de keuzes"),
        ("1 " * 10_000, "“1” heeft al een plaats"),
    ],
)
def test_what_is_no_ranking_is_told_and_asked_again(tmp_path: Path, typed: str, told: str) -> None:
    said, values = heard(tmp_path, typed, "1 2 3", "/stoppen")
    assert told in said
    assert values == ({} if "97" in typed else {"wishes": (1, 2, 3)})

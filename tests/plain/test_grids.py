"""Grids in plain lines: what they share is read once, each item by itself."""

from __future__ import annotations

from pathlib import Path

from plain.person import Person, begin, fieldwork_in
from scenario import questionnaire

GRID = """
id = "test"
version = "1"
audience = "people"
languages = ["nl"]
title = "Test"
[[section]]
id = "s"
title = "S"
[[section.question]]
id = "about"
type = "grid"
options = [ { code = 1, nl = "Slecht" }, { code = 2, nl = "Goed" } ]
missing = ["dont_know"]
before = "Eerst dit."
text = "Hoe vindt u …"
items = [ { id = "lessons", nl = "de lessen" }, { id = "group", nl = "de groep" } ]
"""


def test_what_the_items_share_is_read_once(tmp_path: Path) -> None:
    person = Person("2", "/weet-niet", "/terug", "1", "/klaar")
    with fieldwork_in(tmp_path) as fieldwork:
        sitting = begin(fieldwork, questionnaire(GRID, tmp_path))
        person.sit(sitting)
    heard = person.heard
    shared = "Eerst dit.\nHoe vindt u …\n1  Slecht\n2  Goed\n/weet-niet  Weet ik niet\n"
    assert f"{shared}de lessen\nAntwoord: «2»" in heard
    assert "\nde groep\nEen van: 1 2 /weet-niet\nAntwoord: «/weet-niet»" in heard
    assert f"{shared}de groep\n" in heard, "whoever comes back hears all of it"
    answers = sitting.interview.answers
    assert {name: answer.value for name, answer in answers.items()} == {"lessons": 2, "group": 1}


def test_the_contents_name_each_item_with_what_it_is_asked_about(tmp_path: Path) -> None:
    person = Person("2", "/inhoud")
    with fieldwork_in(tmp_path) as fieldwork:
        person.sit(begin(fieldwork, questionnaire(GRID, tmp_path)))
    assert "1  Hoe vindt u de lessen: Goed" in person.heard
    assert "2  Hoe vindt u de groep: open" in person.heard

"""Rosters in plain lines: the section line names the row; rows come and go by command."""

from __future__ import annotations

from pathlib import Path

from interview.test_roster_rows import SOFT
from interview.test_rosters import CHOSEN, COUNTED
from plain.person import Person, begin, fieldwork_in, resume
from scenario import questionnaire


def answered(folder: Path, *lines: str, text: str = COUNTED) -> tuple[str, dict[str, object]]:
    """Type lines; give what was heard and the answers."""
    person = Person(*lines)
    with fieldwork_in(folder) as fieldwork:
        sitting = begin(fieldwork, questionnaire(text, folder))
        person.sit(sitting)
    answers = sitting.interview.answers
    return person.heard, {name: answer.value for name, answer in answers.items()}


def test_every_row_is_announced(tmp_path: Path) -> None:
    heard, _ = answered(tmp_path, "2", "An", "12", "Bo", "11", "/stoppen")
    assert "Opleiders · Opleider 1: …" in heard
    assert "Opleiders · Opleider 2: …" in heard
    assert "Hoe oud is Bo?" in heard


def test_a_row_is_added_and_taken_away_by_command(tmp_path: Path) -> None:
    heard, values = answered(
        tmp_path,
        "1",
        "An",
        "12",
        "/ga 2",
        "/rij",
        "Bo",
        "40",
        "1",
        "/ga 2",
        "/rij-weg",
        "ja",
        "/stoppen",
    )
    assert "Opleider 1: An weghalen, met de antwoorden?" in heard
    assert values["people"] == 1
    assert values["name[1]"] == "Bo"


def test_no_means_that_the_row_stays(tmp_path: Path) -> None:
    _, values = answered(tmp_path, "1", "An", "/rij-weg", "nee", "/stoppen")
    assert (values["people"], values["name[1]"]) == (1, "An")


def test_outside_rows_that_is_told(tmp_path: Path) -> None:
    heard, values = answered(tmp_path, "/rij", "0", "/rij-weg", "/stoppen")
    assert heard.count("Hier worden geen vragen per rij gesteld.") == 2
    assert values["people"] == 0


def test_a_row_too_many_is_told(tmp_path: Path) -> None:
    heard, values = answered(tmp_path, "5", "/rij", "/stoppen")
    assert "Hier kan geen rij bij." in heard
    assert values["people"] == 5


def test_a_row_that_a_soft_check_doubts_is_added_with_a_reason(tmp_path: Path) -> None:
    lines = ("1", "/rij", "nee", "/rij", "ja", "samen", "/stoppen")
    heard, values = answered(tmp_path, *lines, text=SOFT)
    assert heard.count("Zoveel?") == 2
    assert values["people"] == 2


def test_the_row_of_the_only_option_says_where_to_change_it(tmp_path: Path) -> None:
    heard, values = answered(tmp_path, "1", "/rij-weg", "/stoppen", text=CHOSEN)
    assert "Deze rij hoort bij een antwoord op: 1  " in heard
    assert "weghalen, met de antwoorden?" not in heard
    assert values["tools"] == {1}


def test_what_is_half_typed_in_a_row_goes_with_it_and_is_no_other_rows(tmp_path: Path) -> None:
    text = COUNTED.replace(
        'id = "age"\ntype = "integer"\nmin = 0\nmax = 120', 'id = "age"\ntype = "long_text"'
    )
    text = text.replace('show_if = "answered(age) and age >= 18"\n', "")
    text = text[: text.index('[[section]]\nid = "close"')]
    person = Person(
        "2", "An", "kort", ".", "1", "Bo", "zanglijster", "/rij-weg", "ja", "/rij", "Cy"
    )
    with fieldwork_in(tmp_path) as fieldwork:
        sitting = begin(fieldwork, questionnaire(text, tmp_path))
        person.sit(sitting)
        again = Person("oud", ".")
        again.sit(resume(fieldwork, sitting.interview.session.code))
    assert "Hoe oud is Cy?" in person.heard
    assert "zanglijster" not in person.heard.replace("«zanglijster»", "") + again.heard
    assert b"zanglijster" not in b"".join(
        one.read_bytes() for one in tmp_path.rglob("*") if one.is_file()
    )

"""A lookup in plain lines: what is found is numbered, and a number or the code chooses."""

from __future__ import annotations

from pathlib import Path

import pytest

from lookups import SCHOOLS, lookup_questionnaire
from plain.person import Person, begin, fieldwork_in


def sat(folder: Path, *lines: str, schools: str = SCHOOLS) -> tuple[str, object]:
    """Answer the province, then type lines; give what was heard and what was chosen."""
    person = Person("1", *lines, "/leave")
    with fieldwork_in(folder) as fieldwork:
        sitting = begin(fieldwork, lookup_questionnaire(folder, schools=schools))
        person.sit(sitting)
    answer = sitting.interview.answers.get("school")
    return person.heard, None if answer is None else answer.value


def test_words_are_looked_for_and_a_number_chooses(tmp_path: Path) -> None:
    heard, value = sat(tmp_path, "rotter", "2")
    assert "2 gevonden\n1  Zadkine Rotterdam (00AB)\n2  Rotterdam Academie (3)\n" in heard
    assert value == "3"


@pytest.mark.parametrize("typed", ["01CD", "01cd"])
def test_the_code_itself_chooses(tmp_path: Path, typed: str) -> None:
    heard, value = sat(tmp_path, typed)
    assert "mboRijnland (01CD)" in heard
    assert value == "01CD"


def test_the_only_row_that_is_found_is_not_chosen_by_itself(tmp_path: Path) -> None:
    heard, value = sat(tmp_path, "rijnland")
    assert "1 gevonden\n1  mboRijnland (01CD)" in heard
    assert value is None


def test_a_number_means_what_was_read_out_before_it_means_a_code(tmp_path: Path) -> None:
    assert sat(tmp_path, "3")[1] == "3"
    (tmp_path / "other").mkdir()
    schools = SCHOOLS + "x,Derde Rotterdam,Third,1,\n"
    assert sat(tmp_path / "other", "rotter", "3", schools=schools)[1] == "x"


def test_nothing_found_and_more_than_nine_are_said(tmp_path: Path) -> None:
    many = "".join(f"k{n},Vakschool {n},School {n},1,\n" for n in range(1_200))
    heard, value = sat(tmp_path, "qqq", "vaks", "9", schools=SCHOOLS + many)
    assert "Niets gevonden." in heard
    assert "1.200 gevonden, de eerste 9" in heard
    assert "\n9  Vakschool 8 (k8)\n" in heard
    assert value == "k8"

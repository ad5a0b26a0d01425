"""Questions that ask for consent say what for and which answers give it; `check` finds what cannot be a consent."""

from __future__ import annotations

from pathlib import Path

import pytest

from hybridequiz.problems import Severity
from hybridequiz.questionnaire.load import examine
from scenario import HEAD

BEGIN = """
[[exit]]
when = "ask == 2"
disposition = "refused"
text = "Goed."
[[section]]
id = "s"
title = "S"
[[section.question]]
id = "words"
type = "text"
text = "In een zin?"
[[section.question]]
id = "ask"
type = "single"
required = true
text = "Mag dat?"
options = [{ code = 1, nl = "Ja" }, { code = 2, nl = "Nee" }]
"""
RIGHT = 'consent = "participation"\ngrants = [1]\n'


def told(tmp_path: Path, keys: str, *, begin: str = BEGIN) -> list[tuple[str, str]]:
    """Give code and message of every problem."""
    path = tmp_path / "test.toml"
    path.write_text(HEAD + begin + keys, encoding="utf-8")
    return [(one.code, one.message) for one in examine(path).problems]


def test_a_consent_with_the_codes_that_give_it_is_right(tmp_path: Path) -> None:
    assert told(tmp_path, RIGHT) == []


@pytest.mark.parametrize(
    ("keys", "problem"),
    [
        ('consent = "recontact"\n', ("missing-key", "'consent' needs 'grants'")),
        ("grants = [1]\n", ("missing-key", "'grants' needs 'consent'")),
        (
            'consent = "quotation"\ngrants = [1]\n',
            ("missing-key", "a consent to quotation needs 'about'"),
        ),
        (
            'consent = "recontact"\ngrants = [3]\n',
            ("unknown-option", "'ask' has no option 3"),
        ),
        (
            'consent = "recontact"\ngrants = [1, 2]\n',
            ("one-sided-consent", "every option gives the consent: nobody can say no"),
        ),
    ],
)
def test_what_cannot_be_a_consent_is_told(
    keys: str, problem: tuple[str, str], tmp_path: Path
) -> None:
    assert told(tmp_path, keys) == [problem]


def test_a_purpose_that_nobody_knows_is_told_with_those_that_there_are(tmp_path: Path) -> None:
    [(code, _)] = told(tmp_path, 'consent = "quoting"\ngrants = [1]\n')
    assert code == "wrong-value"


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        ('consent = "recontact"\ngrant = [1]\n', "unknown-key"),
        ('consents = "recontact"\ngrants = [1]\n', "unknown-key"),
        ('consent = "recontact"\ngrants = ["a b"]\n', "bad-id"),
        ('consent = "recontact"\ngrants = []\n', "wrong-value"),
        ('consent = "recontact"\ngrants = 1\n', "wrong-type"),
    ],
)
def test_a_key_that_is_wrong_is_told_once(keys: str, code: str, tmp_path: Path) -> None:
    assert [found for found, _ in told(tmp_path, keys)] == [code]


def test_the_program_never_consents_for_somebody(tmp_path: Path) -> None:
    listed = 'options = [{ code = 1, nl = "Ja" }, { code = 2, nl = "Nee" }]'
    begin = BEGIN.replace(
        '[[section.question]]\nid = "ask"',
        f'[[section.question]]\nid = "many"\ntype = "multiple"\ntext = "?"\n{listed}\n'
        '[[section.question]]\nid = "ask"',
    )
    keys = RIGHT + 'chosen_in = "many"\nderive = "only_choice"\nshow_if = "answered(many)"\n'
    assert "one-sided-consent" in {code for code, _ in told(tmp_path, keys, begin=begin)}


def test_who_does_not_take_part_and_is_asked_on_is_warned_about(tmp_path: Path) -> None:
    path = tmp_path / "test.toml"
    path.write_text(HEAD + "[[section]]" + BEGIN.split("[[section]]")[1] + RIGHT, encoding="utf-8")
    [problem] = examine(path).problems
    assert (problem.code, problem.severity) == ("consent-without-exit", Severity.WARNING)


def test_an_exit_that_cannot_be_read_is_not_taken_for_none(tmp_path: Path) -> None:
    codes = {code for code, _ in told(tmp_path, RIGHT, begin=BEGIN.replace("ask == 2", "ask ="))}
    assert "consent-without-exit" not in codes

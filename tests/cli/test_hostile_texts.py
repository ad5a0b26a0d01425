"""Texts of a study come in from elsewhere: whatever stands in them, no terminal obeys it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.quote_kit import PEOPLE, STUDY, interviewed
from hybridequiz.cli import talk
from hybridequiz.cli.program import program

HOSTILE = "\\u001b[31m\\u009b2J\\u202e"
"""Turns what follows red, clears the screen, turns the direction of writing, as TOML writes it."""
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
OBEYED = re.compile(f"{CONTROLS.pattern}|[\u202a-\u202e]")


def hostile(text: str) -> str:
    """Put what a terminal would obey into every text for people."""
    words = r'\b(title|text|name|en|nl)( = ")'
    return re.sub(words, lambda found: found[1] + found[2] + HOSTILE, text)


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "questionnaires"
    folder.mkdir()
    places = '\n[[location]]\ncode = 1\nen = "North"\nnl = "Noord"\n'
    broken_down = STUDY.replace(
        "for = { people = {} }",
        'by = ["town"]\nfor = { people = {} }\n[[breakdown]]\nid = "town"\nname = "Town"\nof = "town"',
    )
    (folder / "study.toml").write_text(hostile(broken_down + places), encoding="utf-8")
    (folder / "people.toml").write_text(hostile(PEOPLE), encoding="utf-8")
    for _ in range(12):
        interviewed(tmp_path, "Good.", 3, location=1)
    return tmp_path


@pytest.mark.parametrize(
    "command",
    [
        ("report",),
        ("report", "--internal", "--language", "nl"),
        ("report", "--trace", "I1"),
        ("quotes",),
        ("quotes", "list", "--json"),
        ("quotes", "log"),
        ("quotes", "review", "--by", "R2"),
        ("status",),
        ("list",),
        ("leads",),
        ("check", "questionnaires"),
    ],
    ids=" ".join,
)
def test_no_terminal_obeys_a_text_of_a_study(study: Path, command: tuple[str, ...]) -> None:
    given = [*command, "--data", str(study / "data")] if command[0] != "check" else [*command]
    result = CliRunner().invoke(program, given, input="1\n5\n", color=True)
    assert result.exit_code == 0, result.stderr
    found = OBEYED.search(result.stdout + result.stderr)
    assert not found, found


@pytest.mark.parametrize(
    ("command", "form"),
    [
        *(("report", form) for form in ("html", "csv", "json")),
        ("codebook", "md"),
        ("codebook", "html"),
    ],
)
def test_a_page_and_a_table_hold_no_control_character_of_a_study(
    study: Path, command: str, form: str
) -> None:
    of = ["people"] if command == "codebook" else []
    given = [command, *of, "--format", form, "--data", str(study / "data")]
    result = CliRunner().invoke(program, given, color=True)
    assert result.exit_code == 0, result.stderr
    pages = [path.read_text("utf-8") for path in study.glob("people-codebook*")]
    assert (command == "codebook") == bool(pages)
    found = CONTROLS.search("".join([result.stdout, *pages]))
    assert not found, found


def test_what_reads_a_file_on_a_terminal_obeys_nothing_in_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    talk.write("Right \u200f to left", raw=True)
    monkeypatch.setattr(talk, "is_read_here", lambda: True)
    talk.write("Right \u200f to left", raw=True)
    assert capsys.readouterr().out == "Right \u200f to left\nRight \ufffd to left\n"

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages import Message
from babel.messages.pofile import read_po

import hybridequiz
from hybridequiz.wording.interface import INTERFACE_LANGUAGES, LOCALE, interface
from hybridequiz.wording.notation import month_names

ROOT = Path(__file__).parents[2]
SOURCE = Path(hybridequiz.__file__).parent
CATALOGUES = sorted(LOCALE.glob("*/LC_MESSAGES/hybridequiz.po"))
DUTCH_BY_RIGHT = {
    SOURCE / "plain" / "commands.py",
    SOURCE / "interview" / "date_typing.py",
    SOURCE / "synthetic" / "golden_tables.py",
}
"""What people type as commands, and the names of months, are known in every language at once; answers are data."""
DUTCH = re.compile(
    r"\b(antwoord(en)?|bedankt|bewaard?|deze|een|geen|het|hoe|januari|klopt|naar|niet|opgeslagen"
    r"|opmerking|opnieuw|taal|terug|uw|verder|voor|vra(ag|gen)|welke?|wordt|worden|zijn)\b",
    re.IGNORECASE,
)


def messages() -> Iterator[Message]:
    for path in CATALOGUES:
        with path.open("rb") as file:
            yield from (one for one in read_po(file, locale=path.parts[-3]) if one.id)


def texts(message: str | list[str] | tuple[str, ...] | None) -> list[str]:
    return [message or ""] if message is None or isinstance(message, str) else list(message)


def parts(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def spoken(path: Path) -> Iterator[str]:
    """Give the texts in a source file that are no docstrings."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        said = [] if isinstance(node, ast.Expr) else ast.iter_child_nodes(node)
        constants = (one.value for one in said if isinstance(one, ast.Constant))
        yield from (one for one in constants if isinstance(one, str))


def test_every_language_that_the_program_speaks_has_a_catalogue() -> None:
    assert [path.parts[-3] for path in CATALOGUES] == sorted({*INTERFACE_LANGUAGES} - {"en"})


def test_no_message_is_missing_obsolete_fuzzy_or_not_compiled() -> None:
    command = [sys.executable, "tools/catalogues.py", "--check"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (run.stdout, run.stderr, run.returncode) == ("", "", 0)


def test_every_plural_form_is_translated() -> None:
    several = [one for one in messages() if one.pluralizable]
    assert several
    assert [one.id for one in several if len(texts(one.string)) != 2] == []
    assert [one.id for one in several if not all(texts(one.string))] == []


def test_a_translation_fills_in_what_its_message_fills_in() -> None:
    wrong = [
        (one.id, text)
        for one in messages()
        for text, message in zip(texts(one.string), texts(one.id), strict=True)
        if parts(text) != parts(message)
    ]
    assert wrong == []


def test_a_prompt_ends_as_its_message_ends() -> None:
    """What is typed stands right behind it."""
    wrong = [
        one.id
        for one in messages()
        if texts(one.id)[0].endswith(" ") != texts(one.string)[0].endswith(" ")
    ]
    assert wrong == []


def test_no_translation_has_straight_quotes_or_three_dots() -> None:
    wrong = [
        text for one in messages() for text in texts(one.string) if re.search(r"[\"']|\.\.\.", text)
    ]
    assert wrong == []


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_a_year_has_twelve_months(language: str) -> None:
    assert len(set(month_names(language))) == 12


def test_months_are_dutch_in_small_letters() -> None:
    assert month_names("nl")[2] == "maart"


@pytest.mark.parametrize(
    ("message", "dutch"),
    [
        ("Don’t know", "Weet ik niet"),
        ("Prefer not to say", "Zeg ik liever niet"),
        ("Not applicable", "Niet van toepassing"),
        ("REHEARSAL – does not count", "OEFENING – telt niet mee"),
        ("Is this right?", "Klopt dit?"),
    ],
)
def test_the_study_prescribes_some_words(message: str, dutch: str) -> None:
    assert interface("nl").say(message) == dutch


def test_a_language_without_a_catalogue_is_said_in_english() -> None:
    assert interface("fy").say("Not applicable") == "Not applicable"


def test_no_dutch_stands_in_the_source() -> None:
    found = [
        (path.relative_to(SOURCE).as_posix(), text)
        for path in sorted(SOURCE.rglob("*.py"))
        if path not in DUTCH_BY_RIGHT
        for text in spoken(path)
        if DUTCH.search(text)
    ]
    assert found == []

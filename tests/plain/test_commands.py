"""The words behind a slash."""

from __future__ import annotations

import pytest

from hybridequiz.plain.actions import ACTIONS
from hybridequiz.plain.commands import (
    MEANINGS,
    WORDS,
    Call,
    Command,
    UnknownCommand,
    answer_text,
    command_word,
    read_call,
)


def test_no_word_means_two_things_whatever_the_language() -> None:
    meanings: dict[str, set[Command]] = {}
    for words in WORDS.values():
        for command, spellings in words.items():
            for word in spellings:
                meanings.setdefault(word, set()).add(command)
    assert {word: found for word, found in meanings.items() if len(found) > 1} == {}


@pytest.mark.parametrize("language", WORDS)
def test_every_command_has_a_word_a_meaning_and_an_action(language: str) -> None:
    assert set(WORDS[language]) == set(Command) == set(MEANINGS)
    assert set(ACTIONS) == set(Command) - {Command.NEXT}


@pytest.mark.parametrize(
    ("line", "call"),
    [
        ("/back", Call(Command.BACK)),
        ("  /TERUG ", Call(Command.BACK)),
        ("/j 12", Call(Command.JUMP, "12")),
        ("/opmerking hij /zei/ niets", Call(Command.REMARK, "hij /zei/ niets")),
        ("/?", Call(Command.HELP)),
        ("7", None),
        ("31/1/2026", None),
        ("//back", None),
        ("", None),
    ],
)
def test_a_line_is_a_command_only_behind_one_slash(line: str, call: Call | None) -> None:
    assert read_call(line) == call


@pytest.mark.parametrize("line", ["/", "/ back", "/nonsense"])
def test_an_unknown_word_is_never_taken_for_an_answer(line: str) -> None:
    if line == "/ back":
        assert read_call(line) == Call(Command.BACK)
        return
    with pytest.raises(UnknownCommand):
        read_call(line)


def test_two_slashes_stand_for_one_in_an_answer() -> None:
    assert answer_text("//etc") == "/etc"
    assert answer_text("a//b") == "a//b"


def test_a_language_without_words_of_its_own_has_the_english_ones() -> None:
    assert command_word(Command.BACK, "fy") == "/back"
    assert command_word(Command.BACK, "nl") == "/terug"

"""What `run` asks before an interview: where it is and who interviews, as the home screen does."""

from __future__ import annotations

import pytest

from cli.command_line import Invoke
from hybridequiz.problems import ExitCode

PLACES = "At which location are you?"
WHO = "Your own code as an interviewer"
RUN = ("run", "participants", "--language", "en", "--plain")


def test_an_interview_asks_who_and_where_and_says_the_location_in_words(invoke: Invoke) -> None:
    result = invoke(*RUN, "--mode", "interview", typed="K7\n3\nyes\n/leave\n")
    assert result.exit_code == ExitCode.DONE, result.output
    assert result.stdout.index(WHO) < result.stdout.index(PLACES)
    assert "An interviewer asks and types. Form: Extended. [location 03]. English." in result.stdout
    assert "Case code" not in result.stdout
    assert "Which form?" not in result.stdout


def test_the_interviewer_is_asked_once_a_day_and_can_be_another(invoke: Invoke) -> None:
    invoke(*RUN, "--mode", "interview", typed="K7\n3\nyes\n1\n/leave\n")
    result = invoke(*RUN, "--mode", "interview", typed="\n4\nyes\n1\n/leave\n")
    assert "Interviewer: K7. Enter if that is you" in result.stdout
    assert WHO not in result.stdout


def test_a_respondent_who_is_alone_is_asked_where_and_not_who(invoke: Invoke) -> None:
    result = invoke(*RUN, "--mode", "self", typed="3\nyes\n/leave\n")
    assert PLACES in result.stdout
    assert "[location 03]" in result.stdout
    assert WHO not in result.stdout


@pytest.mark.parametrize(
    "options",
    [
        ("--mode", "interview", "--location", "3", "--interviewer", "K7"),
        ("--mode", "interview", "--location", "3", "--interviewer", ""),
        ("--mode", "self", "--location", "3"),
        ("--mode", "interview", "--yes"),
        ("--mode", "self", "--yes"),
        ("--mode", "paper", "--yes"),
    ],
)
def test_options_answer_all_that_is_asked(invoke: Invoke, options: tuple[str, ...]) -> None:
    result = invoke(*RUN, *options, typed="/leave\n")
    assert result.exit_code == ExitCode.DONE
    for asked in (PLACES, WHO, "Begin?"):
        assert asked not in result.stdout


def test_a_script_that_asks_nothing_knows_who_interviews_today(invoke: Invoke) -> None:
    invoke(*RUN, "--mode", "interview", typed="K7\n3\nyes\n1\n/leave\n")
    result = invoke(*RUN, "--mode", "interview", "--yes", typed="1\n/leave\n")
    assert "Interviewer:" not in result.stdout
    again = invoke(*RUN, "--mode", "interview", "--location", "2", typed="\nyes\n1\n/leave\n")
    assert "Interviewer: K7" in again.stdout


def test_live_is_refused_before_anything_is_asked(invoke: Invoke) -> None:
    for options in ((), ("--mode", "interview"), ("--kiosk",)):
        result = invoke(*RUN[:4], *options, "--live", typed="K7\n3\nyes\n")
        assert result.exit_code == ExitCode.INVALID
        assert "rehearse without --live" in result.stderr
        assert result.stdout == ""


def test_what_is_asked_before_is_in_the_language_that_was_asked_for(invoke: Invoke) -> None:
    run = ("run", "participants", "--language", "nl", "--plain", "--mode", "interview")
    result = invoke(*run, typed="K7\n3\nja\n/stoppen\n")
    assert result.exit_code == ExitCode.DONE, result.output
    assert "Een interviewer vraagt en typt" in result.stdout
    for english in (PLACES, WHO, "Begin? (yes or no)", "An interviewer asks"):
        assert english not in result.stdout


def test_at_the_end_nothing_is_open_and_yes_is_no_command(invoke: Invoke) -> None:
    run = ("run", "small", "--language", "nl", "--plain", "--mode", "self", "--yes")
    result = invoke(*run, typed="7\nWaarom\nja\n/klaar\n")
    assert result.exit_code == ExitCode.DONE, result.output
    assert "Er staat geen vraag meer open." in result.stdout
    assert "nog 0 vragen" not in result.stdout
    assert "Bedoelt u /j?" not in result.stdout
    assert "Hier is niets te beantwoorden." in result.stdout

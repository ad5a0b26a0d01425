"""Beginning, filling, listing, showing, exporting: what goes in with one command comes out with another."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cli.command_line import SMALL, Invoke, Start
from hybridequiz.cli.locating import shipped_folder
from hybridequiz.problems import ExitCode

GOOD = '{"mark": 7, "why": "CANARY", "_case": "A-17"}\n'
BAD = '{"mark": 99}\n'


def interviews(invoke: Invoke, *options: str) -> list[dict[str, Any]]:
    """Give what `list` says."""
    listed = json.loads(invoke("list", "--codes", "--json", *options).stdout)
    assert listed["schema"] == 1
    found: list[dict[str, Any]] = listed["interviews"]
    return found


# run and resume


def test_an_interview_is_held_in_plain_prompts_where_there_is_no_terminal(invoke: Invoke) -> None:
    result = invoke("run", "small", "--mode", "self", typed="7\nnice\n/finish\n")
    assert result.exit_code == 0
    (one,) = interviews(invoke)
    assert one["questionnaire"] == "small"
    assert one["rehearsal"] is False


def test_an_interview_that_was_left_goes_on_with_its_code(invoke: Invoke) -> None:
    invoke("run", "small", "--mode", "self", typed="7\n")
    (before,) = interviews(invoke)
    assert before["state"] == "open"
    result = invoke("resume", before["code"].lower(), typed="yes\nnice\n/finish\n")
    assert result.exit_code == 0
    assert "Which mark?" not in result.stdout
    (after,) = interviews(invoke)
    assert (after["state"], after["result"]) == ("finished", "Complete")


def test_without_a_terminal_a_kiosk_says_where_its_pin_comes_from(invoke: Invoke) -> None:
    result = invoke("run", "small", "--kiosk", "--plain")
    assert result.exit_code == ExitCode.USAGE
    assert "HYBRIDEQUIZ_PIN" in result.stderr


def test_a_kiosk_in_plain_lines_is_left_with_its_pin(
    invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HYBRIDEQUIZ_PIN", "4711")
    typed = "1\n7\n/next-person\n/leave\n0000\n4711\nnot read any more\n"
    result = invoke("run", "small", "--kiosk", "--plain", typed=typed)
    assert result.exit_code == ExitCode.DONE
    assert result.stdout.count("1  Begin – English") == 2
    assert "That is not the PIN." in result.stdout


def test_the_code_is_asked_where_it_is_not_given(invoke: Invoke) -> None:
    invoke("run", "small", "--mode", "self", typed="7\n")
    (one,) = interviews(invoke)
    assert "Why?" in invoke("resume", "--yes", typed=f"{one['code']}\n").stdout


def test_nothing_is_opened_when_it_is_not_the_right_interview(invoke: Invoke) -> None:
    invoke("run", "small", "--mode", "self", typed="7\n")
    (one,) = interviews(invoke)
    result = invoke("resume", one["code"], typed="no\n")
    assert result.exit_code == ExitCode.USAGE
    assert "A small one" in result.stderr
    assert "Why?" not in result.stdout


@pytest.mark.parametrize("code", ["", "AAAA", "22222222", "2222-222B"])
def test_a_code_that_leads_nowhere_is_a_usage_error(code: str, invoke: Invoke) -> None:
    for command in ("resume", "summary"):
        result = invoke(command, code)
        assert result.exit_code == ExitCode.USAGE
        assert "Traceback" not in result.stderr


def test_the_input_that_ends_before_the_code_is_a_usage_error(invoke: Invoke) -> None:
    assert invoke("resume").exit_code == ExitCode.USAGE


def test_what_is_typed_behind_the_yes_reaches_the_interview(folder: Path, invoke: Invoke) -> None:
    invoke("run", "small", "--mode", "self", typed="7\n")
    (one,) = interviews(invoke)
    command = [sys.executable, "-m", "hybridequiz", "resume", "--plain", one["code"]]
    typed = "yes\nBecause it helps\n/leave\n"
    done = subprocess.run(
        command, input=typed, text=True, capture_output=True, cwd=folder, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Because it helps" in invoke("summary", one["code"]).stdout


def test_nothing_in_a_title_is_obeyed_by_the_terminal(folder: Path, invoke: Invoke) -> None:
    hostile = SMALL.replace("A small one", "A \\u001b]0;PWNED\\u0007 \\u009b31m\\u202e one")
    assert hostile != SMALL
    (folder / "hostile.toml").write_text(hostile, encoding="utf-8")
    invoke("run", "hostile.toml", "--mode", "self", typed="7\n")
    (one,) = interviews(invoke)
    asked = invoke("resume", one["code"], typed="no\n").stderr
    assert "PWNED" in asked
    assert not set("\x1b\x07\x9b\u202e") & set(asked)


def test_the_setup_is_asked_where_the_mode_is_not_given(invoke: Invoke) -> None:
    result = invoke("run", "small", "--language", "nl", typed="2\nyes\n7\nja\n/finish\n")
    assert result.exit_code == 0
    assert "Wie vult de vragenlijst in?" in result.stdout
    assert len(interviews(invoke)) == 1


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--language", "de"], "its languages are: en, nl"),
        (["--location", "1"], "it has none"),
        (["--mode", "phone"], "'interview', 'self', 'paper'"),
        (["--form", "long"], "'short', 'extended'"),
    ],
)
def test_an_option_that_the_questionnaire_does_not_have_is_told_with_those_it_has(
    options: list[str], words: str, invoke: Invoke, folder: Path
) -> None:
    result = invoke("run", "small", *options)
    assert result.exit_code == ExitCode.USAGE
    assert words in result.stderr
    assert not (folder / "data").exists()


def test_a_questionnaire_with_errors_is_not_run(invoke: Invoke, folder: Path) -> None:
    (folder / "bad.toml").write_text(SMALL.replace("min = 1", "min = 11"), encoding="utf-8")
    result = invoke("run", "bad.toml", "--mode", "self")
    assert result.exit_code == ExitCode.INVALID
    assert "error[" in result.stderr


def test_live_answers_are_refused_while_the_study_is_not_live(invoke: Invoke) -> None:
    for command in (["run", "participants", "--mode", "self"], ["fill", "participants", "-"]):
        result = invoke(*command, "--live", typed='{"consent": 1}')
        assert result.exit_code == ExitCode.INVALID
        assert "rehearse without --live" in result.stderr


# fill


def test_good_lines_are_kept_and_bad_ones_told(invoke: Invoke, folder: Path) -> None:
    (folder / "a.jsonl").write_text(GOOD + BAD + GOOD, encoding="utf-8")
    result = invoke("fill", "small", "a.jsonl")
    assert result.exit_code == ExitCode.INVALID
    assert result.stdout == ""
    assert "a.jsonl:2: error[out-of-range] 'mark': Type a number from 1 to 10." in result.stderr
    assert result.stderr.endswith("2 responses kept, 1 line refused\n")
    assert [one["result"] for one in interviews(invoke)] == ["Complete", "Complete"]


def test_lines_come_from_the_standard_input_too(invoke: Invoke) -> None:
    result = invoke("fill", "small", "-", typed=GOOD)
    assert result.exit_code == 0
    assert result.stderr == "1 response kept\n"
    assert "-:1:" in invoke("fill", "small", "-", typed=BAD).stderr


def test_atomic_keeps_nothing_when_a_line_is_bad(invoke: Invoke) -> None:
    result = invoke("fill", "small", "-", "--atomic", typed=GOOD + BAD)
    assert result.exit_code == ExitCode.INVALID
    assert "Nothing was kept." in result.stderr
    assert interviews(invoke) == []
    assert invoke("fill", "small", "-", "--atomic", typed=GOOD + GOOD).exit_code == 0
    assert len(interviews(invoke)) == 2


def test_the_codes_of_what_was_kept_are_told_when_asked(invoke: Invoke) -> None:
    told = invoke("fill", "small", "-", "--codes", typed=BAD + GOOD).stdout
    (one,) = interviews(invoke)
    assert told == f"2\t{one['code']}\tA-17\n"


def test_a_file_that_is_not_there_is_a_usage_error(invoke: Invoke) -> None:
    assert invoke("fill", "small", "nothing.jsonl").exit_code == ExitCode.USAGE


def test_an_empty_file_is_done_at_once(invoke: Invoke) -> None:
    result = invoke("fill", "small", "-")
    assert result.exit_code == 0
    assert result.stderr == "0 responses kept\n"


def test_a_storage_that_fails_is_told_with_how_far_it_came(invoke: Invoke, folder: Path) -> None:
    (folder / "data").write_text("in the way", encoding="utf-8")
    result = invoke("fill", "small", "-", typed=GOOD)
    assert result.exit_code == ExitCode.STORAGE
    assert "It stopped after line 0" in result.stderr


def test_answers_of_a_study_that_is_not_live_are_rehearsals(invoke: Invoke) -> None:
    result = invoke("fill", "participants", "-", typed='{"consent": 1, "p_status": 1}')
    assert result.stderr == "1 rehearsal kept\n"
    assert interviews(invoke) == []
    assert len(interviews(invoke, "--rehearsal")) == 1


# list


def test_a_list_of_nothing_says_what_to_do(invoke: Invoke, folder: Path) -> None:
    result = invoke("list")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "hybridequiz run" in result.stderr
    assert not (folder / "data").exists()


def test_a_list_masks_codes_and_has_no_answers(invoke: Invoke) -> None:
    invoke("fill", "small", "-", typed=GOOD)
    (one,) = interviews(invoke)
    shown = invoke("list")
    assert one["code"] not in shown.stdout
    assert f"{one['code'][:2]}**-****" in shown.stdout
    assert "Complete" in shown.stdout
    assert "CANARY" not in shown.stdout + json.dumps(one)
    assert one["code"] in invoke("list", "--codes").stdout


def test_rehearsals_are_listed_apart_with_their_location(invoke: Invoke) -> None:
    invoke("fill", "small", "-", typed=GOOD)
    line = '{"consent": 1, "p_status": 1, "_location": 1}'
    invoke("fill", "participants", "-", typed=line)
    live, rehearsal = invoke("list"), invoke("list", "--rehearsal")
    assert "participants" not in live.stdout
    assert "with --rehearsal" in live.stderr
    assert "small" not in rehearsal.stdout
    assert "locatie 01" in rehearsal.stdout


# summary


def test_a_summary_shows_a_finished_response_and_an_open_one(invoke: Invoke) -> None:
    invoke("fill", "small", "-", typed=GOOD)
    invoke("run", "small", "--mode", "self", typed="7\n")
    finished, still_open = interviews(invoke)
    shown = invoke("summary", finished["code"]).stdout
    assert "CANARY" in shown
    assert "Complete" in shown
    assert "Which mark?" in invoke("summary", still_open["code"], "--ascii").stdout


def test_a_summary_of_who_refused_shows_that_nothing_is_left(invoke: Invoke) -> None:
    invoke("fill", "participants", "-", typed='{"consent": 2, "_language": "en"}')
    (one,) = interviews(invoke, "--rehearsal")
    result = invoke("summary", one["code"])
    assert result.exit_code == 0
    assert "The answers were deleted." in result.stdout


def test_a_summary_as_json_has_a_schema(invoke: Invoke) -> None:
    invoke("fill", "small", "-", typed=GOOD)
    (one,) = interviews(invoke)
    data = json.loads(invoke("summary", one["code"], "--json").stdout)
    assert data["schema"] == 1


# export


def test_answers_come_out_of_the_export_as_they_went_in(invoke: Invoke, folder: Path) -> None:
    invoke("fill", "small", "-", typed=GOOD)
    result = invoke("export", "--format", "csv", "--out", "out")
    assert result.exit_code == 0
    written = [Path(line) for line in result.stdout.splitlines()]
    assert folder / "out" / "small.csv" in [path.resolve() for path in written]
    with (folder / "out" / "small.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["mark"], row["why"]) == ("7", "CANARY")


def test_an_export_of_records_keeps_each_document(invoke: Invoke, folder: Path) -> None:
    invoke("fill", "small", "-", typed=GOOD + GOOD)
    invoke("export", "small", "--format", "jsonl", "--out", "out")
    lines = (folder / "out" / "small.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["answers"]["mark"] for line in lines] == [{"value": 7}] * 2


REFUSING = """
id = "refusing"
version = "1"
audience = "people"
languages = ["en"]
title = "Refusing"
[[exit]]
when = "consent == 2"
disposition = "refused"
keep = "disposition"
text = "Goodbye."
[[section]]
id = "all"
title = "All"
[[section.question]]
id = "consent"
type = "single"
options = [{ code = 1, text = "Yes" }, { code = 2, text = "No" }]
text = "Do you take part?"
[[section.question]]
id = "name"
type = "text"
text = "Which bird?"
[[section]]
id = "about"
title = "About the interview"
after_exit = true
[[section.question]]
id = "quiet"
type = "single"
options = [{ code = 1, text = "Yes" }, { code = 2, text = "No" }]
text = "Was it quiet?"
"""


def test_who_refused_has_a_row_with_the_disposition_and_what_the_interviewer_noted(
    invoke: Invoke, folder: Path
) -> None:
    (folder / "questionnaires" / "refusing.toml").write_text(REFUSING, encoding="utf-8")
    lines = '{"consent": 2, "quiet": 1, "_case": "CANARY"}\n{"consent": 1, "name": "wren"}\n'
    invoke("fill", "refusing", "-", typed=lines)
    invoke("fill", "refusing", "-", typed='{"consent": 1, "name": "owl"}\n')
    last = interviews(invoke)[-1]["code"]
    invoke("withdraw", last, "--yes")
    invoke("export", "refusing", "--format", "csv", "--out", "out")
    invoke("export", "refusing", "--format", "jsonl", "--out", "out")
    with (folder / "out" / "refusing.csv").open(encoding="utf-8-sig", newline="") as file:
        answered, refused = csv.DictReader(file)
    assert (answered["disposition"], answered["name"], answered["quiet"]) == ("10", "wren", "-95")
    assert (refused["disposition"], refused["consent"], refused["quiet"]) == ("20", "-91", "1")
    assert (refused["name"], refused["name__miss"]) == ("", "-91")
    assert refused["status"] == "finished"
    assert (refused["case_code"], refused["respondent_code"], refused["started"]) == ("", "", "")
    assert refused["finished"]
    records = (folder / "out" / "refusing.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(records) == 2, "what was withdrawn leaves with no export"
    assert json.loads(records[1])["answers"]["quiet"] == {"value": 1}
    assert "CANARY" not in records[1]


def test_nothing_to_export_is_told_and_is_no_error(invoke: Invoke, folder: Path) -> None:
    result = invoke("export", "--out", "out")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "nothing" in result.stderr or "no finished responses" in result.stderr
    assert not (folder / "out").exists()


def test_a_questionnaire_is_exported_by_its_file_too(invoke: Invoke) -> None:
    invoke("fill", "small", "-", typed=GOOD)
    done = invoke("export", "questionnaires/small.toml", "--out", "answers")
    assert done.exit_code == 0
    assert done.stdout.endswith("answers/small.zip\n")


def test_a_questionnaire_that_nobody_answered_is_told_with_those_that_were(
    invoke: Invoke,
) -> None:
    invoke("fill", "small", "-", typed=GOOD)
    result = invoke("export", "smal", "--out", "out")
    assert result.exit_code == ExitCode.USAGE
    assert 'did you mean "small"?' in result.stderr


# init


def test_a_study_of_ones_own_begins_with_copies_that_are_right(
    invoke: Invoke, folder: Path
) -> None:
    result = invoke("init", "mine")
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 4
    assert "cd mine" in result.stderr
    assert "hybridequiz check\n" in result.stderr
    assert "tour" not in result.stdout, "answers to it never count"
    assert "hybridequiz run tour" in result.stderr
    copied = folder / "mine" / "study.toml"
    assert copied.read_bytes() == (shipped_folder() / "study.toml").read_bytes()
    assert invoke("check", "mine").exit_code == 0


def test_nothing_is_overwritten(invoke: Invoke, folder: Path) -> None:
    (folder / "mine").mkdir()
    (folder / "mine" / "study.toml").write_text("mine", encoding="utf-8")
    result = invoke("init", "mine")
    assert result.exit_code == ExitCode.USAGE
    assert (folder / "mine" / "study.toml").read_text(encoding="utf-8") == "mine"
    assert not (folder / "mine" / "schools.toml").exists()


def test_a_place_where_nothing_can_be_written_is_told(invoke: Invoke, folder: Path) -> None:
    (folder / "file").write_text("x", encoding="utf-8")
    assert invoke("init", "file/mine").exit_code == ExitCode.STORAGE


# a process of its own


def test_the_data_folder_may_stand_before_the_command_or_after_it(
    start: Start, folder: Path
) -> None:
    assert start("--data", "one", "fill", "small", "-", typed=GOOD).returncode == 0
    assert start("list", "--data", "one").stdout.count("small") == 1
    assert not (folder / "data").exists()


def test_a_damaged_store_is_told_and_what_can_be_read_is_saved_to_a_file(
    tmp_path: Path, invoke: Invoke
) -> None:
    data = tmp_path / "damaged"
    small, answers = tmp_path / "small.toml", tmp_path / "answers.jsonl"
    small.write_text(SMALL, encoding="utf-8")
    answers.write_text('{"mark": 8, "why": "a canary"}\n', encoding="utf-8")
    assert invoke("fill", str(small), str(answers), "--data", str(data)).exit_code == 0
    [store] = data.glob("*/hybridequiz.db")
    for beside in store.parent.glob("hybridequiz.db-*"):
        beside.unlink()
    whole = bytearray(store.read_bytes())
    whole[0:8] = b"junkjunk"
    store.write_bytes(bytes(whole))
    done = invoke("list", "--data", str(data))
    assert done.exit_code == 5
    assert "is damaged" in done.stderr
    [saved] = store.parent.glob("salvaged-*.jsonl")
    assert str(saved) in done.stderr
    assert "a canary" in saved.read_text(encoding="utf-8")
    assert store.read_bytes() == bytes(whole)
    assert str(saved) in invoke("list", "--data", str(data)).stderr
    assert list(store.parent.glob("salvaged-*.jsonl")) == [saved]


def test_who_withdraws_is_deleted_and_counted(invoke: Invoke) -> None:
    invoke("fill", "small", "-", typed='{"mark": 7, "why": "nice", "_language": "en"}')
    (one,) = interviews(invoke)
    refused = invoke("withdraw", one["code"])
    assert refused.exit_code == ExitCode.USAGE
    assert "--yes" in refused.stderr
    assert interviews(invoke)[0]["state"] == "finished"

    done = invoke("withdraw", one["code"].lower(), "--yes")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "deleted from this computer" in done.stderr
    (left,) = interviews(invoke)
    assert (left["state"], left["disposition"], left["code"]) == ("forgotten", 22, None)
    assert "—     small          Withdrawn afterwards" in invoke("list").stdout
    for command in ("withdraw", "resume", "summary"):
        again = invoke(command, one["code"], *(["--plain"] if command == "resume" else []))
        assert again.exit_code == ExitCode.USAGE
    assert "There are no finished responses" in invoke("export", "--out", "answers").stderr

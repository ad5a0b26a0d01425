"""`cases` and `status`: what is loaded, tried and counted, on the command line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from cases.kit import CANARY, LIST, ONE, THREE, TWO
from cli.command_line import Invoke
from hybridequiz.problems import ExitCode
from hybridequiz.store.codes import is_code, read_code

WHOLE = {"consent": 1, "age": 40, "trades": [1], "bird": CANARY}


def listed(invoke: Invoke, *options: str) -> list[dict[str, Any]]:
    """Give what `cases list` says."""
    found: list[dict[str, Any]] = json.loads(
        invoke("cases", "list", "--codes", "--json", *options).stdout
    )["cases"]
    return found


def standings(invoke: Invoke) -> dict[str, str]:
    """Give where each case stands."""
    return {one["code"]: one["standing"] for one in listed(invoke)}


def load(invoke: Invoke, folder: Path, text: str = LIST, *options: str) -> Any:
    """Import a case list."""
    (folder / "list.csv").write_text(text, encoding="utf-8")
    return invoke("cases", "import", "list.csv", *options)


def fill(invoke: Invoke, questionnaire: str, *lines: Mapping[str, object]) -> Any:
    """Take in lines of answers."""
    written = "".join(json.dumps(line) + "\n" for line in lines)
    return invoke("fill", questionnaire, "-", typed=written)


# import


def test_a_list_is_loaded_once_however_often_it_is_imported(invoke: Invoke, folder: Path) -> None:
    assert "3 cases added" in load(invoke, folder).stderr
    before = listed(invoke)
    again = load(invoke, folder)
    assert again.exit_code == ExitCode.DONE
    assert "0 cases added, 3 were there already" in again.stderr
    assert listed(invoke) == before


def test_every_problem_is_told_with_its_line_and_nothing_is_changed(
    invoke: Invoke, folder: Path
) -> None:
    load(invoke, folder)
    before = listed(invoke)
    bad = f"""\
code,audience,location,age,trades
A-1,people,1,,
A-2,peeple,1,,
A-3,people,9,,
a 1,people,2,,
,people,2,,
A-6,people,,,
A-7,people,2,old,
A-8,people,2,999,
A-9,people,2,,1|7
A-10,people
{"x" * 41},people,1,,
"""
    result = load(invoke, folder, bad)
    assert result.exit_code == ExitCode.INVALID
    told = result.stderr
    for line, rule in (
        (3, "unknown-audience"),
        (4, "unknown-location"),
        (5, "code-twice"),
        (6, "code-missing"),
        (7, "unknown-location"),
        (8, "not-whole"),
        (9, "out-of-range"),
        (10, "not-offered"),
        (11, "row-length"),
        (12, "code-too-long"),
    ):
        assert f"list.csv:{line}: error[{rule}]" in told, (line, rule, told)
    assert "list.csv:2:" not in told
    assert 'did you mean "people"?' in told
    assert listed(invoke) == before


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "there is no column 'code'"),
        ("code,audience\n", None),
        ("code;audience;location\nA-1;people;1\n", None),
        ("\ufeffcode,audience,location\r\nA-1,people,Haarlem\r\n", None),
        ("code,audience,location,e_mail\nA-1,people,1,x@y\n", "a laptop holds codes only"),
        ("code,code,audience\nA,B,people\n", "the column 'code' is there twice"),
        ('code,audience,location\n"A-1,people,1\n', "this is not CSV"),
        ("code,audience,location,agge\nA-1,people,1,3\n", 'did you mean "age"?'),
    ],
)
def test_what_a_spreadsheet_writes_is_read_or_told(
    invoke: Invoke, folder: Path, text: str, told: str | None
) -> None:
    result = load(invoke, folder, text)
    assert (result.exit_code == ExitCode.DONE) == (told is None), result.stderr
    assert told is None or told in result.stderr


def test_bytes_that_are_no_text_are_told_with_their_line(invoke: Invoke, folder: Path) -> None:
    (folder / "old.csv").write_bytes(b"code,audience,location\nA-1,people,1\nB\xe9,people,1\n")
    result = invoke("cases", "import", "old.csv")
    assert result.exit_code == ExitCode.INVALID
    assert "old.csv:3: error[not-utf-8]" in result.stderr


def test_codes_of_another_list_are_taken_as_they_are_and_what_is_lost_is_said(
    invoke: Invoke, folder: Path
) -> None:
    result = load(invoke, folder, "code,audience,location\nZ/9 b,people,1\n")
    assert result.exit_code == ExitCode.DONE
    assert "1 code was made elsewhere, without a check symbol" in result.stderr
    assert [one["code"] for one in listed(invoke)] == ["Z/9 b"]
    assert fill(invoke, "people", {**WHOLE, "_case": "z/9B"}).exit_code == ExitCode.DONE
    assert standings(invoke) == {"Z/9 b": "complete"}


def test_other_facts_of_a_case_are_a_problem_until_they_are_meant(
    invoke: Invoke, folder: Path
) -> None:
    load(invoke, folder)
    changed = LIST.replace(f"{ONE},people,1", f"{ONE},people,3")
    result = load(invoke, folder, changed)
    assert result.exit_code == ExitCode.INVALID
    assert "list.csv:2: error[case-changed]" in result.stderr
    told = load(invoke, folder, changed + "A-1,nobody,1,\n").stderr
    assert told.index("list.csv:2: error[case-changed]") < told.index("nobody")
    assert load(invoke, folder, changed, "--update").exit_code == ExitCode.DONE
    assert listed(invoke)[0]["location"] == "Deventer"
    fill(invoke, "people", {**WHOLE, "_case": ONE})
    assert "error[case-fixed]" in load(invoke, folder, LIST, "--update").stderr
    assert listed(invoke)[0]["location"] == "Deventer"


# new, cards


def test_r07_codes_that_are_made_here_have_a_check_symbol(invoke: Invoke, folder: Path) -> None:
    made = invoke(
        "cases", "new", 40, "--audience", "people", "--location", 2, "--organisation", "O"
    )
    assert made.exit_code == ExitCode.DONE
    rows = [line.split(",") for line in made.stdout.splitlines()[1:]]
    assert len({row[0] for row in rows}) == 40
    assert all(is_code(read_code(row[0])) for row in rows)
    again = load(invoke, folder, made.stdout)
    assert "0 cases added, 40 were there already" in again.stderr


def test_what_the_study_does_not_have_gets_no_codes(invoke: Invoke) -> None:
    for options in (
        ["--audience", "peeple", "--location", "1"],
        ["--audience", "people", "--location", "9"],
        ["--audience", "people"],
    ):
        assert invoke("cases", "new", "1", *options).exit_code == ExitCode.USAGE
    assert listed(invoke) == []


@pytest.mark.parametrize(("language", "words"), [("nl", "Bewaar deze code"), ("en", "Keep this")])
def test_cards_hold_the_open_codes_and_fit_on_paper(
    invoke: Invoke, folder: Path, language: str, words: str
) -> None:
    load(invoke, folder)
    fill(invoke, "people", {**WHOLE, "_case": ONE})
    invoke("cases", "new", 12, "--audience", "firms", "--location", 1)
    result = invoke("cases", "cards", "--language", language, "--out", "cards.txt")
    assert result.exit_code == ExitCode.DONE
    assert result.stdout == ""
    text = (folder / "cards.txt").read_text(encoding="utf-8")
    assert TWO in text
    assert ONE not in text
    assert words in text
    pages = text.split("\f")
    assert len(pages) == 2
    assert all(len(page.strip("\n").splitlines()) <= 66 for page in pages)
    assert max(len(line) for line in text.splitlines()) < 80
    assert invoke("cases", "cards", "--out", "cards.txt").exit_code == ExitCode.USAGE
    assert TWO in invoke("cases", "cards", "--audience", "people").stdout
    assert TWO not in invoke("cases", "cards", "--audience", "firms").stdout


def test_the_list_masks_codes_unless_they_are_asked_for(invoke: Invoke, folder: Path) -> None:
    load(invoke, folder, LIST + "A-17,people,1,\n")
    shown = invoke("cases", "list").stdout
    assert "KE**-****" in shown
    assert ONE not in shown
    assert "A-17" not in shown
    assert ONE in invoke("cases", "list", "--codes").stdout


# attempts


def test_attempts_and_appointments_are_the_story_of_a_case(invoke: Invoke, folder: Path) -> None:
    load(invoke, folder)
    invoke("cases", "attempt", ONE.lower(), "--result", "not_reached", "--at", "2026-11-20 9:05")
    result = invoke(
        "cases", "attempt", ONE, "--result", "appointment", "--at", "2036-12-01 14:00",
        "--note", "at the desk", "--interviewer", "K7",
    )  # fmt: skip
    assert "appointment, 2036-12-01 14:00" in result.stderr
    story = invoke("cases", "show", ONE).stdout
    assert "Questions to people" in story
    assert "Haarlem" in story
    assert "2026-11-20 09:05  not reached" in story
    assert "appointment: 2036-12-01 14:00 (K7) – at the desk" in story
    data = json.loads(invoke("cases", "show", ONE, "--json").stdout)
    assert [one["result"] for one in data["attempts"]] == ["not_reached", "appointment"]
    assert data["appointment"].startswith("2036-12-01T14:00")
    assert data["disposition"] is None


@pytest.mark.parametrize("at", ["tomorrow", "2026-13-01 10:00", "1-12-2026 10:00", "2026-12-01"])
def test_a_moment_that_is_none_is_refused(invoke: Invoke, folder: Path, at: str) -> None:
    load(invoke, folder)
    result = invoke("cases", "attempt", ONE, "--result", "appointment", "--at", at)
    assert result.exit_code == ExitCode.USAGE
    assert standings(invoke)[ONE] == "open"


def test_an_appointment_is_for_a_moment(invoke: Invoke, folder: Path) -> None:
    load(invoke, folder)
    result = invoke("cases", "attempt", ONE, "--result", "appointment")
    assert result.exit_code == ExitCode.USAGE
    assert "--at" in result.stderr


@pytest.mark.parametrize(
    ("result", "code"),
    [("not_reached", 30), ("refused", 20), ("other", 31), ("not_eligible", 40)],
)
def test_r14_the_last_line_counts_and_a_mistake_is_followed_by_the_right_one(
    invoke: Invoke, folder: Path, result: str, code: int
) -> None:
    load(invoke, folder)
    invoke("cases", "attempt", ONE, "--result", result)
    assert next(one for one in listed(invoke) if one["code"] == ONE)["disposition"] == code
    invoke("cases", "attempt", ONE, "--result", "not_reached", "--note", "wrong code keyed")
    data = json.loads(invoke("cases", "show", ONE, "--json").stdout)
    assert data["standing"] == "not_reached"
    assert [one["result"] for one in data["attempts"]] == [result, "not_reached"]


def test_the_interview_decides_and_no_attempt_after_it(invoke: Invoke, folder: Path) -> None:
    load(invoke, folder)
    invoke("cases", "attempt", ONE, "--result", "refused")
    invoke("cases", "attempt", ONE, "--result", "other", "--note", "changed their mind")
    fill(invoke, "people", {**WHOLE, "_case": ONE})
    assert standings(invoke)[ONE] == "complete"
    result = invoke("cases", "attempt", ONE, "--result", "refused")
    assert result.exit_code == ExitCode.USAGE
    assert standings(invoke)[ONE] == "complete"
    story = invoke("cases", "show", ONE).stdout
    assert "Interview ended: Complete" in story
    assert CANARY not in story


def test_a_code_that_no_case_has_is_told_without_naming_another(
    invoke: Invoke, folder: Path
) -> None:
    load(invoke, folder)
    for typed in ("A-17", "KE4W-QZYR", TWO[::-1]):
        for command in (["show", typed], ["attempt", typed, "--result", "refused"]):
            result = invoke("cases", *command)
            assert result.exit_code == ExitCode.USAGE
            assert not any(code in result.output for code in (ONE, TWO, THREE))


# fill


def test_r09_a_line_of_another_audience_is_refused(invoke: Invoke, folder: Path) -> None:
    load(invoke, folder)
    result = fill(invoke, "people", {**WHOLE, "_case": THREE}, {**WHOLE, "_case": ONE}, WHOLE)
    assert result.exit_code == ExitCode.INVALID
    assert "-:1: error[case]" in result.stderr
    assert "-:3: error[case]" in result.stderr
    assert standings(invoke) == {ONE: "complete", TWO: "open", THREE: "open"}


def test_r08_a_line_at_another_location_than_its_case_is_refused(
    invoke: Invoke, folder: Path
) -> None:
    load(invoke, folder)
    result = fill(invoke, "people", {**WHOLE, "_case": ONE, "_location": 2})
    assert "another location" in result.stderr
    assert standings(invoke)[ONE] == "open"


def test_r08_the_respondents_own_location_is_compared_with_that_of_the_case(
    invoke: Invoke, folder: Path
) -> None:
    load(invoke, folder, f"code,audience,location\n{ONE},participants,3\n")
    said = {"_case": ONE, "_mode": "paper", "consent": 1, "p_status": 1, "p_start_year": 2018}
    doubted = fill(invoke, "participants", {**said, "location": 4})
    assert doubted.exit_code == ExitCode.INVALID
    assert "-:1: error" in doubted.stderr
    assert "'location'" in doubted.stderr
    certain = {**said, "location": 4, "_confirm": {"location": "moved"}}
    result = fill(invoke, "participants", certain)
    assert "'location'" not in result.stderr, result.stderr


def test_one_case_is_filled_in_once(invoke: Invoke, folder: Path) -> None:
    load(invoke, folder)
    result = fill(invoke, "people", {**WHOLE, "_case": ONE}, {**WHOLE, "_case": ONE})
    assert "-:2: error[case]" in result.stderr
    (folder / "two.jsonl").write_text(
        "".join(json.dumps({**WHOLE, "_case": TWO}) + "\n" for _ in range(2)), encoding="utf-8"
    )
    assert invoke("fill", "people", "two.jsonl", "--atomic").exit_code == ExitCode.INVALID
    assert standings(invoke) == {ONE: "complete", TWO: "open", THREE: "open"}


def test_r39_a_refusal_from_paper_is_a_disposition_with_location_and_audience(
    invoke: Invoke, folder: Path
) -> None:
    load(invoke, folder)
    assert fill(invoke, "people", {"consent": 2, "_case": TWO}).exit_code == ExitCode.DONE
    assert standings(invoke)[TWO] == "refused"
    (row,) = json.loads(invoke("list", "--codes", "--json").stdout)["interviews"]
    assert (row["code"], row["location"], row["disposition"]) == (None, "The Hague", 20)


# status


def test_status_counts_every_invited_case_once_by_location_and_audience(
    invoke: Invoke, folder: Path
) -> None:
    load(invoke, folder)
    fill(invoke, "people", {**WHOLE, "_case": ONE}, {"consent": 2, "_case": TWO})
    invoke("cases", "attempt", THREE, "--result", "not_reached")
    result = invoke("status", "--json")
    data = json.loads(result.stdout)
    assert data["case_list"] is True
    told = [
        (one["location"], one["audience"], one["invited"], one["complete"], one["refused"])
        for one in data["cells"]
    ]
    assert told == [
        ("Haarlem", "people", 1, 1, 0),
        ("The Hague", "firms", 1, 0, 0),
        ("The Hague", "people", 1, 0, 1),
    ]
    assert data["total"]["invited"] == 3
    assert data["total"]["not_reached"] == 1
    assert data["not_on_the_list"] == 0


def test_status_holds_no_code_and_no_answer(invoke: Invoke, folder: Path) -> None:
    load(invoke, folder)
    fill(invoke, "people", {**WHOLE, "_case": ONE})
    for options in ([], ["--json"]):
        told = invoke("status", *options).output
        for secret in (ONE, TWO, THREE, CANARY, "O-1"):
            assert secret not in told
    words = invoke("status").stdout
    assert words.splitlines()[:3] == [
        "Haarlem",
        "  Questions to people",
        "    1 invited: 1 complete",
    ]


def test_without_a_case_list_status_counts_interviews_and_says_so(
    invoke: Invoke, folder: Path
) -> None:
    fill(invoke, "people", {**WHOLE, "_location": 3}, {"consent": 2, "_location": 3})
    result = invoke("status")
    assert "No case list is loaded" in result.stderr
    assert result.stdout == "Deventer\n  Questions to people\n    1 complete, 1 refused\n"
    data = json.loads(invoke("status", "--json").stdout)
    assert data["total"]["invited"] is None
    load(invoke, folder)
    assert "1 interview is of no case on the list" in invoke("status").stderr


def test_with_nothing_there_status_says_so(invoke: Invoke) -> None:
    result = invoke("status")
    assert result.exit_code == ExitCode.DONE
    assert result.stdout == ""
    assert "There are no interviews here yet." in result.stderr


# run, in plain lines


def test_r08_plain_lines_ask_the_code_and_say_the_location_in_words(
    invoke: Invoke, folder: Path
) -> None:
    load(invoke, folder)
    typed = f"K7\n{TWO.lower()}\nyes\n1\n40\n1\n{CANARY}\n/finish\n"
    result = invoke("run", "people", "--mode", "interview", typed=typed)
    assert result.exit_code == ExitCode.DONE, result.output
    assert (
        "Questions to people. An interviewer asks and types. The Hague. English." in result.stdout
    )
    assert "At which location" not in result.stdout
    assert standings(invoke)[TWO] == "complete"


def test_r07_r09_plain_lines_refuse_and_ask_again(invoke: Invoke, folder: Path) -> None:
    load(invoke, folder)
    typed = f"K7\nKE4W-QZYR\n{THREE}\n\n{ONE}\nno\n/leave\n"
    result = invoke("run", "people", "--mode", "interview", typed=typed)
    assert "a letter or digit is wrong" in result.stdout
    assert "This code belongs to another questionnaire: Questions to firms." in result.stdout
    assert "begins with the code of its case" in result.stdout
    assert TWO not in result.stdout
    assert standings(invoke)[ONE] == "open"


def test_r03_plain_lines_go_on_with_what_is_under_way_after_a_check(
    invoke: Invoke, folder: Path
) -> None:
    load(invoke, folder)
    invoke("run", "people", "--mode", "interview", typed=f"K7\n{ONE}\nyes\n1\n40\n/leave\n")
    assert standings(invoke)[ONE] == "in_progress"
    typed = f"\n{ONE}\nyes\n2\n{CANARY}\n/finish\n"
    result = invoke("run", "people", "--mode", "interview", typed=typed)
    told = result.stdout.split("Which trades?")[0]
    assert "under way already" in told
    assert "Questions to people. Haarlem." in told
    assert "40" not in told, "nothing of the answers shows"
    assert standings(invoke)[ONE] == "complete"


def test_the_interviewer_is_asked_once_a_day(invoke: Invoke, folder: Path) -> None:
    load(invoke, folder)
    invoke("run", "people", "--mode", "interview", typed=f"K7\n{ONE}\nyes\n/leave\n")
    result = invoke("run", "people", "--mode", "interview", typed=f"\n{TWO}\nyes\n/leave\n")
    assert "Interviewer: K7. Enter if that is you" in result.stdout
    rows = invoke("summary", TWO, "--json").stdout
    assert "K7" in rows
    alone = invoke("run", "people", "--mode", "self", typed="/leave\n")
    assert "K7" not in alone.stdout


def test_a_script_names_the_case_and_is_asked_nothing(invoke: Invoke, folder: Path) -> None:
    load(invoke, folder)
    without = invoke("run", "people", "--mode", "self", "--yes", typed="")
    assert without.exit_code == ExitCode.USAGE
    assert "begins with the code of its case" in without.stderr
    options = ["--mode", "self", "--yes", "--case", ONE]
    result = invoke("run", "people", *options, typed=f"1\n40\n1\n{CANARY}\n/finish\n")
    assert result.exit_code == ExitCode.DONE
    assert standings(invoke)[ONE] == "complete"
    again = invoke("run", "people", *options)
    assert again.exit_code == ExitCode.USAGE


def test_a_withdrawal_stays_counted_at_its_case(invoke: Invoke, folder: Path) -> None:
    load(invoke, folder)
    fill(invoke, "people", {**WHOLE, "_case": ONE})
    assert invoke("withdraw", ONE, "--yes").exit_code == ExitCode.DONE
    assert standings(invoke)[ONE] == "withdrawn"
    result = invoke("cases", "attempt", ONE, "--result", "not_reached")
    assert result.exit_code == ExitCode.USAGE


def test_a_list_can_be_imported_again_after_a_withdrawal(invoke: Invoke, folder: Path) -> None:
    text = f"code,audience,location,bird\n{ONE},people,1,{CANARY}\n{TWO},people,2,\n"
    load(invoke, folder, text)
    fill(invoke, "people", {**WHOLE, "_case": ONE})
    invoke("withdraw", ONE, "--yes")
    again = load(invoke, folder, text)
    assert again.exit_code == ExitCode.DONE, again.stderr
    assert standings(invoke) == {ONE: "withdrawn", TWO: "open"}
    story = invoke("cases", "show", ONE).stdout
    assert "filled in beforehand" not in story


def test_a_command_that_is_not_there_is_told_with_what_it_resembles(invoke: Invoke) -> None:
    result = invoke("cases", "atempt", ONE)
    assert result.exit_code == ExitCode.USAGE
    assert 'did you mean "attempt"?' in result.stderr


def test_a_long_code_of_another_list_fits_on_its_card(invoke: Invoke, folder: Path) -> None:
    load(invoke, folder, f"code,audience,location\n{'w' * 40},people,1\n{ONE},people,1\n")
    cards = invoke("cases", "cards").stdout
    assert max(map(len, cards.splitlines())) < 80
    assert "Keep this code: with it you begin." in cards


# what is prefilled, in plain lines


def test_what_is_prefilled_is_shown_to_be_confirmed_with_enter(
    invoke: Invoke, folder: Path
) -> None:
    load(invoke, folder, f"code,audience,location,age,trades\n{ONE},people,1,41,1|2\n")
    typed = f"K7\n{ONE}\nyes\n1\n\n2\n{CANARY}\n/finish\n"
    result = invoke("run", "people", "--mode", "interview", typed=typed)
    assert result.exit_code == ExitCode.DONE, result.output
    assert "Filled in beforehand; Enter confirms it:" in result.stdout
    invoke("export", "--format", "jsonl", "--out", "out")
    (line,) = (folder / "out" / "people.jsonl").read_text(encoding="utf-8").splitlines()
    record = json.loads(line)
    assert record["answers"]["age"] == {"value": 41}
    assert record["answers"]["trades"] == {"value": [2]}


def test_what_is_prefilled_is_not_counted_where_nobody_confirmed_it(
    invoke: Invoke, folder: Path
) -> None:
    load(invoke, folder, f"code,audience,location,age\n{ONE},people,1,41\n")
    fill(invoke, "people", {"consent": 1, "_case": ONE})
    invoke("export", "--format", "jsonl", "--out", "out")
    (line,) = (folder / "out" / "people.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["answers"]["age"] == {"missing": "left_empty"}

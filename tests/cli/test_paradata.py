"""Paradata, consents and leads on the command line: beside the exports, masked, and never an answer (R17, R29)."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from cli.command_line import Invoke
from hybridequiz.problems import ExitCode
from hybridequiz.store.clock import SystemClock

PEOPLE = """
id = "people"
version = "1"
audience = "people"
languages = ["en", "nl"]
title = "People"
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
consent = "participation"
grants = [1]
required = true
options = [{ code = 1, text = "Yes" }, { code = 2, text = "No" }]
text = { en = "Do you take part?", nl = "Doet u mee?" }
[[section.question]]
id = "sat"
type = "grid"
missing = ["dont_know"]
options = [{ code = 1, text = "Bad" }, { code = 2, text = "Good" }]
text = "How good is …"
items = [
  { id = "a", text = "a" }, { id = "b", text = "b" },
  { id = "c", text = "c" }, { id = "d", text = "d" },
]
[[section.question]]
id = "words"
type = "text"
text = "In a sentence?"
[[section.question]]
id = "perm"
type = "single"
consent = "quotation"
grants = [1]
about = "words"
show_if = "answered(words)"
options = [{ code = 1, text = "Yes" }, { code = 2, text = "No" }]
text = { en = "May we quote it?", nl = "Mogen wij dat citeren?" }
[[section.question]]
id = "more"
type = "text"
text = "More?"
"""


@pytest.fixture(autouse=True)
def _by_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be day: at night every interview has a lead."""
    monkeypatch.setattr(SystemClock, "now", lambda _self: "2026-02-03T10:00:00+01:00")


def fill(invoke: Invoke, folder: Path, *lines: dict[str, Any]) -> None:
    (folder / "questionnaires" / "people.toml").write_text(PEOPLE, encoding="utf-8")
    result = invoke("fill", "people", "-", typed="".join(json.dumps(one) + "\n" for one in lines))
    assert result.exit_code == 0, result.stderr


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


YES = {"consent": 1, "words": "ROBIN", "perm": 1, "more": "SECRET", "_mode": "self"}
NO = {"consent": 1, "words": "SECRET", "perm": 2, "_language": "nl"}
GONE = {"consent": 2}


def test_r29_an_export_has_the_paradata_beside_it(invoke: Invoke, folder: Path) -> None:
    fill(invoke, folder, YES, GONE)
    assert (
        invoke("export", "people", "--format", "csv", "--paradata", "--out", "out").exit_code == 0
    )
    [answered, _refused] = table(folder / "out" / "people.csv")
    rows = table(folder / "out" / "people-paradata.csv")
    assert {row["response_id"] for row in rows} == {answered["response_id"]}
    assert [row["question"] for row in rows][:2] == ["consent", "a"]
    assert {row["typist"] for row in rows} == {"respondent"}
    assert all(row["active_s"].count(".") == 1 for row in rows)
    assert "SECRET" not in (folder / "out" / "people-paradata.csv").read_text(encoding="utf-8")


def test_paradata_of_records_are_lines_too(invoke: Invoke, folder: Path) -> None:
    fill(invoke, folder, YES, GONE)
    invoke("export", "people", "--format", "jsonl", "--paradata", "--out", "out")
    one, two = (folder / "out" / "people-paradata.jsonl").read_text(encoding="utf-8").splitlines()
    assert {item["row"] for item in json.loads(one)["items"]} == {0}
    assert json.loads(two)["items"] == []
    again = invoke("export", "people", "--format", "jsonl", "--paradata", "--out", "out")
    assert again.exit_code == 0, "an earlier export of its own is replaced"


def test_without_paradata_there_is_no_file_of_it(invoke: Invoke, folder: Path) -> None:
    fill(invoke, folder, YES)
    invoke("export", "people", "--format", "csv", "--out", "out")
    assert not list((folder / "out").glob("*paradata*"))


def test_r17_an_export_says_who_consented_to_what_under_which_text(
    invoke: Invoke, folder: Path
) -> None:
    fill(invoke, folder, YES, NO, GONE)
    invoke("export", "people", "--format", "csv", "--out", "out")
    rows = table(folder / "out" / "people-consents.csv")
    assert [(row["purpose"], row["state"], row["way"]) for row in rows] == [
        ("participation", "granted", "own_key"),
        ("quotation", "granted", "own_key"),
        ("participation", "granted", "paper"),
        ("quotation", "not_granted", "paper"),
        ("participation", "refused", ""),
    ]
    texts = {row["text"]: row for row in table(folder / "out" / "people-consent-texts.csv")}
    assert texts[rows[0]["text"]]["wording"].startswith("Do you take part?")
    assert texts[rows[2]["text"]]["wording"].startswith("Doet u mee?")
    assert (rows[4]["text"], rows[4]["at"], rows[4]["language"]) == ("", "", "")


def test_r17_an_export_for_quotation_has_only_what_was_permitted(
    invoke: Invoke, folder: Path
) -> None:
    fill(invoke, folder, YES, NO, GONE)
    for form in ("csv", "jsonl"):
        done = invoke("export", "people", "--for", "quotation", "--format", form, "--out", "out")
        assert "people: 1 response" in done.stderr
    [row] = table(folder / "out" / "people.csv")
    assert (row["words"], row["more"], row["more__miss"]) == ("ROBIN", "", "-91")
    for path in (folder / "out").iterdir():
        assert "SECRET" not in path.read_text(encoding="utf-8"), path


def test_r17_a_text_can_be_left_out_of_a_use(invoke: Invoke, folder: Path) -> None:
    fill(invoke, folder, YES)
    invoke("export", "people", "--format", "csv", "--out", "out")
    [consent] = [
        row for row in table(folder / "out" / "people-consents.csv") if row["question"] == "perm"
    ]
    done = invoke(
        "export",
        "people",
        "--for",
        "quotation",
        "--not-under",
        consent["text"][:12],
        "--format",
        "csv",
        "--out",
        "without",
    )
    assert "No response is chosen by all of this" in done.stderr
    assert not (folder / "without").exists()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--not-under", "0123456789abcdef"], "together with --for"),
        (["--for", "quotation", "--not-under", "zzz"], "…-consent-texts.csv"),
        (["--for", "quoting"], "participation"),
    ],
)
def test_a_use_that_cannot_be_meant_is_told(
    options: list[str], words: str, invoke: Invoke, folder: Path
) -> None:
    fill(invoke, folder, YES)
    result = invoke("export", "people", *options, "--out", "out")
    assert result.exit_code == ExitCode.USAGE
    assert words in result.stderr


def straight(code: int, **more: object) -> dict[str, Any]:
    return {"consent": 1, **dict.fromkeys("abcd", code), "_mode": "self", **more}


def test_r29_leads_are_listed_with_masked_codes_and_no_answers(
    invoke: Invoke, folder: Path
) -> None:
    fill(invoke, folder, straight(2, more="SECRET"), {**straight(1), "b": 2})
    result = invoke("leads")
    assert result.exit_code == 0
    assert "The same answer to all items in 1 of 1 grids (4 items)." in result.stdout
    assert "Perhaps:" in result.stdout
    assert "1 of 2 responses have leads." in result.stderr
    assert "no verdict" in result.stderr
    assert "SECRET" not in result.stdout
    [code] = [
        one["code"] for one in json.loads(invoke("list", "--json", "--codes").stdout)["interviews"]
    ][:1]
    assert code not in result.stdout
    assert code in invoke("leads", "people", "--codes").stdout


def test_leads_as_json_have_every_response_and_the_numbers(invoke: Invoke, folder: Path) -> None:
    fill(invoke, folder, straight(2), {**straight(1), "b": 2})
    told = json.loads(invoke("leads", "--json").stdout)
    assert told["schema"] == 1
    first, second = told["responses"]
    assert (first["leads"][0]["kind"], first["leads"][0]["items"]) == ("straight", 4)
    assert second["leads"] == []


def test_a_question_that_many_do_not_know_is_listed(invoke: Invoke, folder: Path) -> None:
    unknown = {"missing": "dont_know"}
    fill(
        invoke, folder, *[{**straight(1), "b": 2, "c": unknown}] * 3, *[{**straight(1), "b": 2}] * 9
    )
    result = invoke("leads", "people")
    assert "25 % don’t know: 3 of 12." in result.stdout


def test_leads_of_nothing_and_of_what_nobody_answered(invoke: Invoke, folder: Path) -> None:
    assert "no finished responses" in invoke("leads").stderr
    fill(invoke, folder, YES)
    result = invoke("leads", "poeple")
    assert result.exit_code == ExitCode.USAGE
    assert 'did you mean "people"?' in result.stderr
    assert invoke("leads", "questionnaires/people.toml").exit_code == 0


def test_r29_the_summary_of_one_response_tells_its_leads(invoke: Invoke, folder: Path) -> None:
    fill(invoke, folder, straight(2), {**straight(1), "b": 2})
    codes = [
        one["code"] for one in json.loads(invoke("list", "--json", "--codes").stdout)["interviews"]
    ]
    first, second = (json.loads(invoke("summary", code, "--json").stdout) for code in codes)
    assert [one["kind"] for one in first["leads"]] == ["straight"]
    assert second["leads"] == []
    assert "Leads" in invoke("summary", codes[0]).stdout


def test_r29_interviews_at_night_are_told_with_the_interviewer(
    invoke: Invoke, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SystemClock, "now", lambda _self: "2026-02-03T23:40:00+01:00")
    fill(invoke, folder, {**straight(1), "b": 2, "_mode": "interview"})
    told = json.loads(invoke("leads", "--json").stdout)
    [lead] = told["responses"][0]["leads"]
    assert (lead["kind"], lead["hour"], lead["minute"]) == ("night", 23, 40)
    assert told["interviewers"][0]["at_night"] == 1


def test_leads_look_into_the_rows_of_rosters(invoke: Invoke, folder: Path) -> None:
    text = """\
id = "rows"
version = "1"
audience = "people"
languages = ["en"]
title = "Rows"
[[section]]
id = "s"
title = "S"
[[section.question]]
id = "people"
type = "integer"
min = 0
max = 3
text = "How many?"
[[section]]
id = "each"
title = "Each"
repeat = "people"
[[section.question]]
id = "age"
type = "integer"
min = 0
max = 99
missing = ["dont_know"]
text = "How old?"
[[section.question]]
id = "views"
type = "grid"
options = [{ code = 1, en = "Bad" }, { code = 2, en = "Good" }]
text = "How about …"
items = [{ id = "a", en = "a" }, { id = "b", en = "b" }, { id = "c", en = "c" }, { id = "d", en = "d" }]
"""
    (folder / "rows.toml").write_text(text, encoding="utf-8")
    row = '{"age": {"missing": "dont_know"}, "a": 2, "b": 2, "c": 2, "d": 2}'
    line = f'{{"_mode": "self", "people": 2, "each": [{row}, {row}]}}\n'
    assert invoke("fill", "rows.toml", "-", typed=line * 12).exit_code == 0
    told = invoke("leads", "rows").stdout
    assert "2 of 2 grids" in told
    assert "age" in told

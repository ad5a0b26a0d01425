"""Where the kinds of questions meet: on the screen, in plain lines and from a file an interview is the same answers."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from click.testing import CliRunner, Result

from cases.kit import ONE, THREE, TWO
from export.bundle_kit import faults, unpacked
from hybridequiz.batch.fill import Kept, fill
from hybridequiz.batch.lines import read_lines
from hybridequiz.cli.program import program
from hybridequiz.interview.events import Json
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.store.data import DataFolder
from hybridequiz.store.field_book import Case
from hybridequiz.store.fieldwork import Fieldwork, Sitting
from hybridequiz.store.setup import Setup
from hybridequiz.tui.app import HybridequizApp, Start
from kinds import meeting
from plain.person import Person
from tui.driver import interview_screen, shown

CODES = {"screen": ONE, "plain": TWO, "file": THREE}
THOUGHT: dict[str, Json] = {
    "wishes": {"value": [3, 1, 2]},
    "town": {"value": "01CD"},
    "since": {"value": "2019-05"},
    "people": {"value": 2},
}
"""What the case list thinks: the town and the number are confirmed, the others changed."""
STEPS: list[tuple[str, list[str], list[str]]] = [
    ("consent", ["1", "enter", "enter"], ["1"]),
    ("wishes", ["2", "a", *"coffee", "enter"], ["3 1 97", "coffee"]),
    ("province", ["2", "enter"], ["2"]),
    ("town", ["enter"], [""]),
    ("since", [*["backspace"] * 10, *"05-2021", "enter"], ["05-2021"]),
    ("late", [*"Work", "enter"], ["Work"]),
    ("sea", ["shift+tab"], ["/back"]),
    ("late", ["shift+tab"], ["/back"]),
    ("since", [*["backspace"] * 10, *"2018", "enter"], ["2018", "yes"]),
    ("sea", ["1"], ["1"]),
    ("sky", ["f2", "enter"], ["/know"]),
    ("people", ["enter"], [""]),
    ("name[1]", [*"An", "enter"], ["An"]),
    ("skills[1]", ["3", "1", "2", "enter"], ["3 1 2"]),
    ("home[1]", [*"hague", "enter"], ["hague", "1"]),
    ("born[1]", [*"1980", "enter"], ["1980"]),
    ("talk[1]", ["2"], ["2"]),
    ("walk[1]", ["1", "enter"], ["1"]),
    ("name[2]", [*"Bo", "enter"], ["Bo"]),
    ("skills[2]", ["2", "3", "1", "enter"], ["2 3 1"]),
    ("home[2]", ["f2", "enter"], ["/know"]),
    ("born[2]", [*"05-2001", "enter"], ["05-2001"]),
    ("young[2]", [*"Yes", "enter"], ["Yes"]),
    ("talk[2]", ["1"], ["1"]),
    ("walk[2]", ["1", "enter"], ["1"]),
    ("words", [*"So it is.", "ctrl+d"], ["So it is.", "."]),
    ("quote", ["1", "enter"], ["1"]),
]
"""The item where one is, the keys that answer it on the screen, and the lines that do so in plain prompts."""
LINE = {
    "_case": THREE,
    "_mode": "self",
    "consent": 1,
    "wishes": [3, 1, 97],
    "wishes.97": "coffee",
    "province": 2,
    "town": "01CD",
    "since": "2018",
    "sea": 1,
    "sky": {"missing": "dont_know"},
    "people": 2,
    "trainers": [
        {"name": "An", "skills": [3, 1, 2], "home": "00AB", "born": "1980", "talk": 2, "walk": 1},
        {
            "name": "Bo",
            "skills": [2, 3, 1],
            "home": {"missing": "dont_know"},
            "born": "2001-05",
            "young": "Yes",
            "talk": 1,
            "walk": 1,
        },
    ],
    "words": "So it is.",
    "quote": 1,
}
OWN = ("response_id", "respondent_code", "case_code", "started", "finished", "active_s")
"""Columns in which responses differ by themselves."""
WAY = ("active_s", "visits", "returns", "answers", "changes")
"""Columns of paradata about the way to an answer: a line of a file has none."""


def begin(fieldwork: Fieldwork, instrument: Instrument, client: str) -> Sitting:
    return fieldwork.begin(instrument, Setup("self", "extended", "en", case=CODES[client]))


async def on_the_screen(sitting: Sitting, fieldwork: Fieldwork) -> None:
    app = HybridequizApp(fieldwork, [], start=Start(sitting=sitting))
    async with app.run_test(size=(60, 20)) as pilot:
        screen = interview_screen(app)
        for item, keys, _ in STEPS:
            await pilot.pause()
            current = screen.conductor.current
            assert (current.id if current else "") == item, shown(app)
            await pilot.press(*keys)
        await pilot.pause()
        assert "last question" in shown(app)
        await pilot.press("1", "enter")
        await pilot.pause()
        assert screen.interview.finished == 10


def in_plain_lines(sitting: Sitting) -> str:
    person = Person(*(line for _, _, lines in STEPS for line in lines), "/finish")
    person.sit(sitting)
    assert person.left_to_type == 0
    assert sitting.interview.finished == 10, person.heard
    return person.heard


def from_a_file(fieldwork: Fieldwork, instrument: Instrument) -> None:
    stream = io.BytesIO(json.dumps(LINE).encode())
    (kept,) = fill(fieldwork, instrument, read_lines(stream))
    assert isinstance(kept, Kept), kept


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Hold the interview in the three clients, once; give the data folder, which is only read."""
    folder = tmp_path_factory.mktemp("meeting")
    instrument = meeting(folder / "study")
    with Fieldwork(DataFolder(folder / "data")) as fieldwork:
        cases = [Case(code, "people", None, prefilled=THOUGHT) for code in CODES.values()]
        fieldwork.data.live.field.keep_cases(cases)
        await on_the_screen(begin(fieldwork, instrument, "screen"), fieldwork)
        heard = in_plain_lines(begin(fieldwork, instrument, "plain"))
        assert heard.count("Filled in beforehand; Enter confirms it:") == len(THOUGHT)
        assert "Going on confirms it." not in heard, "it is told once, where the answer stands"
        assert "1 answer is set aside" in heard
        from_a_file(fieldwork, instrument)
    return folder / "data"


def run(data: Path, *arguments: str) -> Result:
    result = CliRunner().invoke(program, [*arguments, "--data", str(data)])
    assert result.exit_code == 0, result.output
    return result


def tables(folder: Path) -> dict[str, list[dict[str, str]]]:
    found = {}
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as lines:
            found[path.stem] = list(csv.DictReader(lines))
    return found


def apart(rows: list[dict[str, str]], without: Sequence[str] = OWN) -> list[list[dict[str, str]]]:
    """Give the rows of each response, without what is its own."""
    groups = groupby(rows, key=lambda row: row["response_id"])
    return [
        [{key: cell for key, cell in row.items() if key not in without} for row in group]
        for _, group in groups
    ]


def are_equal(responses: list[Any]) -> bool:
    assert len(responses) == len(CODES)
    for one in responses[1:]:
        assert one == responses[0]
    return True


def test_the_same_interview_is_the_same_answers_in_every_client(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(data, "export", "meeting", "--format", "csv", "--out", str(out), "--paradata")
    found = tables(out)
    assert are_equal(apart(found["meeting"]))
    assert are_equal(apart(found["meeting.trainers"], (*OWN, "skills__order")))
    orders = {row["skills__order"] for row in found["meeting.trainers"][4:]}
    assert orders == {""}, "a line has the order of the file"
    assert are_equal(apart(found["meeting-consents"], (*OWN, "at")))
    screen, plain, line = apart(found["meeting-paradata"], (*OWN, *WAY))
    assert screen == plain
    keyed = [row for row in screen if row["question"] != "late"]
    assert line == keyed, "the question that was set aside is not in the line"
    ways = apart(found["meeting-paradata"], OWN)
    assert ways[0] == ways[1], "as many visits, returns and changes"


def test_the_records_of_every_client_have_the_same_answers(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(data, "export", "meeting", "--out", str(out), "--format", "jsonl")
    lines = (out / "meeting.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    for key in ("answers", "rosters", "rows", "remarks", "confirmed", "disposition"):
        assert are_equal([record.get(key) for record in records])
    told = [
        [
            (event["question"], event["body"]["prefilled"])
            for event in record["events"]
            if "prefilled" in event.get("body", {})
        ]
        for record in records
    ]
    assert told[0] == told[1]
    assert dict(told[0]) == {
        "wishes": "changed",
        "town": "confirmed",
        "since": "changed",
        "people": "confirmed",
    }
    assert "2021-05" not in str(records[0]["answers"])
    assert "Work" not in "".join(lines), "what was set aside is blanked at the finish"


def test_for_quotation_the_words_of_rows_and_other_questions_are_withheld(
    data: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    for form in ("csv", "jsonl"):
        run(data, "export", "meeting", "--out", str(out), "--for", "quotation", "--format", form)
    found = tables(out)
    assert are_equal(apart(found["meeting"]))
    assert are_equal(apart(found["meeting.trainers"], (*OWN, "skills__order")))
    assert found["meeting"][0]["words"] == "So it is."
    names = {(row["name"], row["name__miss"]) for row in found["meeting.trainers"]}
    assert names == {("", "-91")}
    for path in out.glob("meeting*"):
        text = path.read_text(encoding="utf-8")
        assert not any(word in text for word in ("coffee", '"An"', ",An,", "Bo,")), path


def test_a_bundle_of_every_kind_is_valid(data: Path, tmp_path: Path) -> None:
    run(data, "export", "meeting", "--out", str(tmp_path / "out"), "--values", "both")
    out = unpacked(tmp_path / "out" / "meeting.zip")
    assert faults(out) == []
    assert list((out / "lists").iterdir()), "the lists that it chooses from"


def test_leads_summaries_and_counts_know_the_kinds(data: Path) -> None:
    told = run(data, "leads", "--codes").output
    assert "of 3 responses" in told
    assert "3" in run(data, "status").output
    for code in CODES.values():
        words = " ".join(run(data, "summary", code).output.split())
        for part in ("1. Group", "coffee", "Haarlem", "2018", "Trainer 2: Bo", "May 2001"):
            assert part in words, (code, part, words)
        assert "Work" not in words


def test_status_without_a_case_list_reads_the_questionnaires_with_their_lists(
    tmp_path: Path,
) -> None:
    with Fieldwork(DataFolder(tmp_path / "data")) as fieldwork:
        sitting = fieldwork.begin(meeting(tmp_path / "study"), Setup("self", "extended", "en"))
        sitting.journal.close()
    assert "Meeting" in run(tmp_path / "data", "status").output

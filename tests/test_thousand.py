"""A thousand made-up respondents a questionnaire: filled in, exported, read back by another reader, equal."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from export.export_kit import rows_by_duckdb
from hybridequiz.cli.locating import shipped_folder
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.load import load
from hybridequiz.questionnaire.questions import (
    ChoiceQuestion,
    LongTextQuestion,
    MultipleQuestion,
    Question,
    TextQuestion,
)
from hybridequiz.questionnaire.states import EXPORT_CODES, Missing
from walks import Line, as_json_line, walks

RESPONDENTS = 1_000
NOT_SAID = {
    str(EXPORT_CODES[state])
    for state in (Missing.LEFT_EMPTY, Missing.OFF_ROUTE, Missing.NOT_IN_MODE)
}

WITHHELD = str(EXPORT_CODES[Missing.WITHHELD])


def respondents(instrument: Instrument) -> list[Line]:
    """Make up respondents who follow the route, each with a case code."""
    made: list[Line] = []

    @settings(
        max_examples=RESPONDENTS,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(line=walks(instrument, leaves_early=20))
    def make(line: Line) -> None:
        made.append({**line, "_case": f"R{len(made):05}"})

    make()
    while len(made) < RESPONDENTS:
        made.append({**made[len(made) % 97], "_case": f"R{len(made):05}"})
    return made


def program(*arguments: str, typed: str = "") -> str:
    """Run the program; give what it wrote."""
    command = [sys.executable, "-m", "hybridequiz", *arguments]
    done = subprocess.run(command, input=typed, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def cells(row: dict[str, str], question: Question) -> tuple[object, dict[str, str]]:
    """Give what the export says of a question: a value, a set of codes or a state; and what was typed."""
    name = question.id
    typed = {
        column.removeprefix(f"{name}__").removesuffix("__txt"): text
        for column, text in row.items()
        if column.startswith(f"{name}__") and column.endswith("__txt") and text
    }
    if isinstance(question, MultipleQuestion):
        flags = {str(code): row[f"{name}__{code}"] for code in question.codes}
        states = set(flags.values()) - {"0", "1"}
        if states:
            return states.pop(), typed
        return {code for code, flag in flags.items() if flag == "1"}, typed
    if isinstance(question, (TextQuestion, LongTextQuestion)) and not row[name]:
        return row[f"{name}__miss"], typed
    return row[name], typed


def said(line: Line, question: Question) -> object:
    """Give what a respondent was made to say."""
    value: Any = line[question.id]
    if isinstance(value, dict):
        return str(EXPORT_CODES[Missing(value["missing"])])
    if isinstance(question, MultipleQuestion):
        return {str(code) for code in value}
    return str(value)


@pytest.mark.parametrize("name", ["participants", "schools", "employers"])
def test_what_a_thousand_respondents_said_is_what_the_export_says(
    name: str, tmp_path: Path
) -> None:
    instrument = load(shipped_folder() / f"{name}.toml")
    lines = respondents(instrument)
    data, out = ["--data", str(tmp_path / "data")], tmp_path / "out"
    program("fill", name, "-", *data, typed="\n".join(map(as_json_line, lines)))
    for form in ("csv", "jsonl"):
        program("export", name, "--rehearsal", "--format", form, "--out", str(out), *data)

    path = out / f"rehearsal-{name}.csv"
    read = rows_by_duckdb(path)
    assert len(read) == RESPONDENTS
    rows = {row["case_code"]: row for row in read if row["case_code"]}
    kept = [line for line in lines if line["_case"] in rows]
    assert len(rows) == len(kept) > RESPONDENTS * 0.8
    for row in read:
        if not row["case_code"]:  # who refused or was not eligible: nothing that leads back to them
            assert row["disposition"] in ("20", "40")
            assert cells(row, instrument.question("consent"))[0] == WITHHELD
    for line in kept:
        for planned in instrument.items:
            question = planned.question
            if question is None:
                continue
            found, typed = cells(rows[line["_case"]], question)
            if question.id in line:
                assert found == said(line, question), (line["_case"], question.id)
            else:
                derived = isinstance(question, ChoiceQuestion) and question.chosen_in
                assert derived or found in NOT_SAID, (line["_case"], question.id)
            for code, text in typed.items():
                assert line[f"{question.id}.{code}"] == text
    records = (out / f"rehearsal-{name}.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(records) == RESPONDENTS
    assert {json.loads(one)["session"]["case"] for one in records} == {*rows, ""}

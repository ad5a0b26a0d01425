"""Whatever people say to the tour is exported, and reads back."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from export.export_kit import rows_by_duckdb
from hybridequiz.batch.fill import Kept, fill
from hybridequiz.batch.lines import read_lines
from hybridequiz.export.export import export
from hybridequiz.export.formats import ExportRequest
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.questions import (
    ComputedQuestion,
    DecimalQuestion,
    MultipleQuestion,
    Question,
    RankingQuestion,
)
from hybridequiz.questionnaire.states import EXPORT_CODES, Missing
from hybridequiz.store.data import DataFolder
from hybridequiz.store.fieldwork import Fieldwork
from questionnaires.tour_kit import tour
from walks import Line, as_json_line, walks


def said(line: Line, question: Question) -> object:
    """Give what a respondent was made to say, as a table has it."""
    value: Any = line.get(question.id)
    if value is None:
        return None
    if isinstance(value, dict):
        return str(EXPORT_CODES[Missing(value["missing"])])
    if isinstance(question, (MultipleQuestion, RankingQuestion)):
        return [str(code) for code in value]
    return float(value) if isinstance(question, DecimalQuestion) else str(value)


def cell(row: Mapping[str, str], question: Question) -> object:
    """Give what a table has of a question: a value, the codes in their order, or the code of a reason."""
    name = question.id
    if isinstance(question, (MultipleQuestion, RankingQuestion)):
        places = {str(code): int(row[f"{name}__{code}"]) for code in question.codes}
        if max(places.values()) < 0:
            return str(min(places.values()))
        return sorted((code for code in places if places[code] > 0), key=places.__getitem__)
    if not row[name]:
        return row[f"{name}__miss"]
    reason = row[name] in map(str, EXPORT_CODES.values())
    return float(row[name]) if isinstance(question, DecimalQuestion) and not reason else row[name]


NOT_SAID: Final = {
    str(EXPORT_CODES[one]) for one in (Missing.LEFT_EMPTY, Missing.OFF_ROUTE, Missing.NOT_IN_MODE)
}


def assert_said(of: Instrument, line: Line, row: Mapping[str, str]) -> None:
    """Assert that a row holds what a line says, and nothing else that a person could have said."""
    for planned in of.items:
        question = planned.question
        names = {name.partition("__")[0] for name in row}
        if question is None or isinstance(question, ComputedQuestion) or question.id not in names:
            continue
        wanted, found = said(line, question), cell(row, question)
        if isinstance(question, MultipleQuestion) and isinstance(wanted, list):
            assert isinstance(found, list)
            assert sorted(found) == sorted(wanted), question.id
        elif wanted is not None:
            assert found == wanted, question.id
        else:
            assert found in NOT_SAID or question.id == "best", question.id
        for key in (key for key in line if key.startswith(f"{question.id}.")):
            assert row[key.replace(".", "__") + "__txt"] == line[key]


def told_rows(line: Line, roster: str) -> dict[str, Line]:
    """Give the rows of a line by what tells them apart in the table."""
    rows: Any = line.get(roster, [])
    if isinstance(rows, dict):
        return rows
    return {str(number): one for number, one in enumerate(rows, 1)}


@settings(
    max_examples=12, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)
@given(data=st.data())
def test_whatever_people_say_is_exported_and_reads_back(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    of, folder = tour(), tmp_path_factory.mktemp("tour")
    drawn = data.draw(st.lists(walks(of), min_size=1, max_size=4))
    lines = {f"R{number}": {**line, "_case": f"R{number}"} for number, line in enumerate(drawn)}
    written_lines = "\n".join(map(as_json_line, lines.values())).encode()
    with Fieldwork(DataFolder(folder / "data")) as fieldwork:
        done = list(fill(fieldwork, of, read_lines(io.BytesIO(written_lines))))
        assert all(isinstance(one, Kept) for one in done), done
        documents = [
            text for store in fieldwork.data.existing() for _, text in store.documents("tour")
        ]
    export(documents, {of.hash: of}, folder / "out", ExportRequest("tour", rehearsal=True))
    kept = {
        row["response_id"]: row
        for row in rows_by_duckdb(folder / "out" / "rehearsal-tour.csv")
        if row["case_code"]
    }
    for row in kept.values():
        assert_said(of, lines[row["case_code"]], row)
    for roster, told_by in (("companion", "row"), ("tried", "workshops")):
        for row in rows_by_duckdb(folder / "out" / f"rehearsal-tour.{roster}.csv"):
            line = lines[kept[row["response_id"]]["case_code"]]
            told = told_rows(line, roster).get(row[told_by], {})
            assert_said(of, told, {key: row[key] for key in row if key != "workshops"})

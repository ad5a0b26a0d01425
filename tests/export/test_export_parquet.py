"""Parquet: typed columns, and why there is no value beside them; read by programs of other makers."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from export.answer_sets import ANSWERS, as_text
from export.export_kit import LEFT_EMPTY, answers_of, document, instrument
from hybridequiz.export.errors import ExportFailed, ExportRefused
from hybridequiz.export.export import export
from hybridequiz.export.formats import ExportRequest
from hybridequiz.export.plan import column_plan
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.states import EXPORT_CODES, Missing

LIVE = ExportRequest("people", rehearsal=False, format="parquet")


def written(folder: Path, one: Instrument, answers: Sequence[Mapping[str, Any]]) -> Path:
    documents = [document(one, each, number=n) for n, each in enumerate(answers, 1)]
    return export(documents, {one.hash: one}, folder / "out", LIVE)[0]


def by_duckdb(path: Path) -> list[dict[str, Any]]:
    found = duckdb.execute("FROM read_parquet(?)", [str(path)])
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def by_pyarrow(path: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pq.read_table(path).to_pylist()
    return rows


def in_codes(row: Mapping[str, Any]) -> dict[str, str]:
    """Put the two columns of a value and its state together again, as a text in codes."""
    cells = {name: "" if cell is None else str(cell) for name, cell in row.items()}
    return {name: cell or cells.get(f"{name}__miss", "") for name, cell in cells.items()}


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ANSWERS, max_size=4))
def test_any_answers_are_read_back_the_same_per_state_by_two_readers(
    given_answers: list[dict[str, Any]],
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one = instrument(folder)
        path = written(folder, one, given_answers)
        plan = column_plan({one.hash: one})
        for read in (by_duckdb, by_pyarrow):
            rows = read(path)
            texts = [one for row in rows for one in _texts_with_a_state(row)]
            assert texts == []
            found = [as_text(answers_of(in_codes(row), plan)) for row in rows]
            assert found == [as_text(answers) for answers in given_answers]


def _texts_with_a_state(row: Mapping[str, Any]) -> list[str]:
    """Name the columns that have both a value and a reason why there is none."""
    return [
        name
        for name, cell in row.items()
        if cell is not None and row.get(f"{name}__miss") is not None
    ]


def test_numbers_decimals_and_days_have_their_types(tmp_path: Path) -> None:
    one = instrument(tmp_path)
    answers = {
        "job": {"value": 1},
        "years": {"value": 12},
        "share": {"value": "12.5"},
        "born": {"value": "1990-02-03"},
        "mark": {"missing": "refused"},
    }
    (row,) = by_duckdb(written(tmp_path, one, [answers]))
    assert (row["job"], row["years"], row["share"]) == (1, 12, Decimal("12.50"))
    assert row["born"] == date(1990, 2, 3)
    assert (row["mark"], row["mark__miss"]) == (None, EXPORT_CODES[Missing.REFUSED])
    assert (row["years"], row["years__miss"]) == (12, None)


def test_an_export_without_responses_has_all_columns_in_their_types(tmp_path: Path) -> None:
    one = instrument(tmp_path)
    path = written(tmp_path, one, [])
    kinds = {one.name: str(one.type) for one in pq.read_schema(path)}
    assert by_duckdb(path) == []
    assert kinds["born"] == "date32[day]"
    assert kinds["share"] == "decimal128(38, 2)"
    assert kinds["mark__miss"] == "int16"


def test_the_file_says_what_its_columns_are(tmp_path: Path) -> None:
    one = instrument(tmp_path)
    path = written(tmp_path, one, [{"job": LEFT_EMPTY}])
    about = json.loads(pq.read_metadata(path).metadata[b"hybridequiz"])
    columns = {column["name"]: column for column in about["columns"]}
    assert [*columns] == pq.read_schema(path).names
    assert columns["job"]["label"] == {"nl": "Hebt u werk?", "en": "Do you work?"}
    assert columns["job"]["values"][0] == {"code": 1, "label": {"nl": "Ja", "en": "Yes"}}
    refused = {
        "code": -98,
        "label": {"nl": "Prefer not to say", "en": "Prefer not to say"},
    }
    assert refused in columns["job__miss"]["missing"]


def test_the_same_answers_give_the_same_bytes(tmp_path: Path) -> None:
    one = instrument(tmp_path)
    answers = [{"mark": {"value": n % 11}} for n in range(50)]
    first = written(tmp_path / "a", one, answers).read_bytes()
    assert written(tmp_path / "b", one, answers).read_bytes() == first


def test_without_polars_the_command_that_installs_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = instrument(tmp_path)

    def absent(name: str) -> None:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr("hybridequiz.export.extras.import_module", absent)
    with pytest.raises(ExportRefused) as caught:
        written(tmp_path, one, [])
    assert "hybridequiz[analysis]" in str(caught.value.hint)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "error",
    [
        OSError(28, "No space left on device"),
        "polars: No space left on device (os error 28)",
    ],
)
def test_a_full_disk_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError | str
) -> None:
    import polars as pl

    raised = pl.exceptions.ComputeError(error) if isinstance(error, str) else error

    def full(*_: object, **__: object) -> None:
        raise raised

    one = instrument(tmp_path)
    monkeypatch.setattr("polars.LazyFrame.sink_parquet", full)
    with pytest.raises(ExportFailed, match="no room left"):
        written(tmp_path, one, [{}])
    assert not (tmp_path / "out").exists()

"""Lookups in exports: the code and its words; the codebook names the list and does not write it out."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from hybridequiz.batch.fill import Kept, Refused, fill
from hybridequiz.batch.lines import read_lines
from hybridequiz.export.export import export
from hybridequiz.export.formats import ExportRequest
from hybridequiz.export.pages import PagedRecords, RecordPage
from hybridequiz.store.data import DataFolder
from hybridequiz.store.fieldwork import Fieldwork
from lookups import SCHOOLS, lookup_questionnaire

LINES: list[dict[str, object]] = [
    {"province": 1, "school": "00AB", "why": "=x"},
    {"province": 2, "school": "02EF"},
    {"province": 2, "school": {"missing": "refused"}},
    {"province": 2},
]


def filled(folder: Path, lines: list[dict[str, object]]) -> tuple[Fieldwork, list[Kept | Refused]]:
    written = "\n".join(json.dumps(line) for line in lines).encode()
    fieldwork = Fieldwork(DataFolder(folder / "data"))
    instrument = lookup_questionnaire(folder)
    return fieldwork, list(fill(fieldwork, instrument, read_lines(io.BytesIO(written))))


def test_fill_takes_codes_of_rows_that_are_offered(tmp_path: Path) -> None:
    _, done = filled(tmp_path, LINES)
    assert all(isinstance(one, Kept) for one in done)
    wrong: list[dict[str, object]] = [
        {"province": 1, "school": "02EF"},
        {"province": 1, "school": "zz"},
        {"province": 1, "school": 3},
        {"province": 1, "school": ["3"]},
    ]
    _, refused = filled(tmp_path, wrong)
    rules = [one.faults[0].rule for one in refused if isinstance(one, Refused)]
    assert rules == ["not_offered", "not_offered", "wrong-type", "wrong-type"]


def test_the_table_has_the_code_and_its_words(tmp_path: Path) -> None:
    fieldwork, _ = filled(tmp_path, LINES)
    instrument = lookup_questionnaire(tmp_path)
    documents = (document for _, document in fieldwork.data.live.documents("test"))
    request = ExportRequest("test", rehearsal=False, values="both", language="en")
    paths = export(documents, {instrument.hash: instrument}, tmp_path / "out", request)
    tables = {path.name: path.read_text(encoding="utf-8") for path in paths}
    codes = list(csv.DictReader(io.StringIO(tables["test.csv"])))
    assert [(row["school"], row["school__label"]) for row in codes] == [
        ("00AB", "Zadkine of Rotterdam"),
        ("02EF", "College of São Paulo"),
        ("-98", ""),
        ("-95", ""),
    ]
    labels = list(csv.DictReader(io.StringIO(tables["test-labels.csv"])))
    assert labels[1]["school"] == "College of São Paulo"
    listed = next(iter(instrument.lists.values()))
    number = SCHOOLS.count("\n") - 1
    for name in ("test-codebook.csv", "test-codebook.md"):
        words = tables[name].replace("\\", "")
        assert f"schools.csv: {number} rows, SHA-256 {listed.hash}" in words
        assert "mboRijnland" not in words


def test_the_words_are_in_the_language_that_is_asked_for_whatever_was_kept_of_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hybridequiz.export.pages.LEAST", 1)
    fieldwork, _ = filled(tmp_path, LINES)
    instrument = lookup_questionnaire(tmp_path)
    documents = [document for _, document in fieldwork.data.live.documents("test")]
    pages = [RecordPage(0, len(documents), "mark", lambda: documents)]
    kept = PagedRecords(tmp_path / "reading", pages, list)
    dutch, english = ["Zadkine Rotterdam", "São Paulo College"], ["Zadkine of Rotterdam"]
    for language, words in (("nl", dutch), ("en", english), ("nl", dutch)):
        for paged in (None, kept):
            request = ExportRequest("test", rehearsal=False, language=language)
            out = tmp_path / f"out-{language}"
            paths = export(documents, {instrument.hash: instrument}, out, request, paged=paged)
            table = next(path for path in paths if path.name == "test.csv")
            with table.open(encoding="utf-8", newline="") as file:
                found = list(csv.DictReader(file))
            labels = [row["school__label"] for row in found]
            assert (labels[: len(words)], labels[2:]) == (words, ["", ""])
            assert [row["school"] for row in found] == ["00AB", "02EF", "-98", "-95"]

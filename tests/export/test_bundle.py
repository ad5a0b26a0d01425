"""The bundle: one zip with everything, whole or not there, the same bytes again, and every file in its list."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import tempfile
import tracemalloc
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from export.answer_sets import ANSWERS, TYPED, as_text
from export.bundle_kit import (
    BUNDLE,
    bundled,
    faults,
    files_in,
    happened,
    in_words,
    package,
    unpacked,
)
from export.export_kit import EVERY_TYPE, answers_of, instrument, rows, rows_by_duckdb
from export.readers import needs_program
from hostile import HOSTILE
from hybridequiz.export import bounds, tallies
from hybridequiz.export.bundle_zip import BundleZip, beginning
from hybridequiz.export.errors import ExportRefused, UnreadableRecord
from hybridequiz.export.export import export
from hybridequiz.export.formats import ExportRequest
from hybridequiz.export.plan import column_plan
from hybridequiz.questionnaire.stored import load_stored, no_lists

DUTCH = {"README.txt": "LEESMIJ.txt", "Withheld": "Achtergehouden"}


def translate(language: str, message: str) -> str:
    return DUTCH.get(message, message) if language == "nl" else message


TEXTS = [*HOSTILE.values(), "x" * 20_000, "\ud800", "a\0b", "-99", "=1+1", "\t\r\n x"]
RECORDS = st.lists(
    st.fixed_dictionaries(
        {
            "answers": ANSWERS,
            "remarks": st.dictionaries(st.sampled_from(["job", "years", "tell"]), TYPED),
            "reason": TYPED,
        }
    ),
    max_size=4,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(RECORDS)
def test_any_answers_make_a_package_that_is_valid_and_reads_back_the_same(
    given_records: list[dict[str, Any]],
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one = instrument(folder)
        records = [
            happened(
                one,
                each["answers"],
                number=number,
                remarks=each["remarks"],
                confirmed=[{"question": "years", "check": 1, "reason": each["reason"]}],
            )
            for number, each in enumerate(given_records, 1)
        ]
        out = unpacked(bundled(one, records, folder / "out", in_words()))
        assert faults(out) == []
        plan = column_plan({one.hash: one})
        for read in (rows, rows_by_duckdb):
            found = [as_text(answers_of(row, plan)) for row in read(out / "people.csv")]
            assert found == [as_text(each["answers"]) for each in given_records]
            remarks = [(row["question"], row["remark"]) for row in read(out / "people-remarks.csv")]
            assert remarks == [
                pair for each in given_records for pair in sorted(each["remarks"].items())
            ]
            reasons = [row["reason"] for row in read(out / "people-checks.csv")]
            assert reasons == [each["reason"] for each in given_records]


def test_what_people_and_malice_type_stays_valid_and_whole(tmp_path: Path) -> None:
    longest = EVERY_TYPE.replace('type = "long_text"', 'type = "long_text"\nmax_length = 20000')
    one = instrument(tmp_path, longest)
    records = [
        happened(one, {"tell": {"value": text}}, number=number, remarks={"tell": text * 2})
        for number, text in enumerate(TEXTS, 1)
    ]
    out = unpacked(bundled(one, records, tmp_path / "out", in_words()))
    assert faults(out) == []
    for read in (rows, rows_by_duckdb):
        assert [row["tell"] for row in read(out / "people.csv")] == list(map(_cleaned, TEXTS))
        found = [row["remark"] for row in read(out / "people-remarks.csv")]
        assert found == [_cleaned(text * 2) for text in TEXTS]


def _cleaned(text: str) -> str:
    return "".join("\ufffd" if one == "\0" or "\ud800" <= one <= "\udfff" else one for one in text)


@needs_program("sha256sum", "apt-get install coreutils")
def test_every_file_is_in_the_sums_and_these_are_right(tmp_path: Path) -> None:
    one = instrument(tmp_path)
    out = unpacked(bundled(one, [happened(one, {})], tmp_path / "out", in_words()))
    run = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"],
        cwd=out,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout
    assert {line.partition(": ")[0] for line in run.stdout.splitlines()} == files_in(out) - {
        "SHA256SUMS"
    }


def test_the_readme_names_every_file_and_says_what_it_is(tmp_path: Path) -> None:
    one = instrument(tmp_path)
    out = unpacked(bundled(one, [], tmp_path / "out", in_words()))
    lines = (out / "README.txt").read_text(encoding="utf-8").splitlines()
    told = {line.split("  ")[0] for line in lines if "  " in line}
    assert files_in(out) - {"README.txt"} <= told
    assert "  -91 Withheld" in lines


def test_the_package_lists_every_table_with_its_size_and_hash(tmp_path: Path) -> None:
    one = instrument(tmp_path)
    out = unpacked(bundled(one, [happened(one, {})], tmp_path / "out", in_words()))
    described = {each["path"]: each for each in package(out)["resources"]}
    tables = {name for name in files_in(out) if name.startswith("people")}
    assert set(described) == tables
    for name, each in described.items():
        content = (out / name).read_bytes()
        assert each["bytes"] == len(content)
        assert each["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_the_readme_is_in_the_language_of_the_export(tmp_path: Path) -> None:
    one = instrument(tmp_path)
    request = replace(BUNDLE, language="nl")
    (path,) = export([], {one.hash: one}, tmp_path / "out", request, translate=translate)
    out = unpacked(path)
    assert "-91 Achtergehouden" in (out / "LEESMIJ.txt").read_text(encoding="utf-8")
    assert not (out / "README.txt").exists()


def test_the_questionnaires_are_there_as_they_were_answered_and_can_be_read_back(
    tmp_path: Path,
) -> None:
    old = instrument(tmp_path, EVERY_TYPE.split('[[section.question]]\nid = "tell"')[0])
    new = instrument(tmp_path, version="1.1")
    versions = {old.hash: old, new.hash: new}
    records = [happened(old, {}), happened(new, {}, number=2)]
    (path,) = export(records, versions, tmp_path / "out", BUNDLE)
    out = unpacked(path)
    for one in versions.values():
        name = f"people-{one.questionnaire.version}-{one.hash[:8]}.json"
        document = (out / "questionnaire" / name).read_text(encoding="utf-8")
        assert load_stored(document, texts=no_lists).hash == one.hash
    assert faults(out) == []


def test_the_same_answers_give_the_same_bytes_whenever_and_wherever(tmp_path: Path) -> None:
    one = instrument(tmp_path)
    records = [happened(one, {"job": {"value": 1}}, number=number) for number in range(20)]
    first = bundled(one, records, tmp_path / "a", in_words()).read_bytes()
    assert bundled(one, records, tmp_path / "b" / "c", in_words()).read_bytes() == first
    with zipfile.ZipFile(io.BytesIO(first)) as bundle:
        assert {each.date_time for each in bundle.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {each.external_attr >> 16 for each in bundle.infolist()} == {0o600}
        assert bundle.namelist()[-1] == "SHA256SUMS"


def test_an_earlier_bundle_is_replaced_and_a_zip_of_somebody_else_is_not(tmp_path: Path) -> None:
    one = instrument(tmp_path)
    path = bundled(one, [], tmp_path / "out")
    assert path.read_bytes().startswith(beginning())
    assert bundled(one, [happened(one, {})], tmp_path / "out") == path
    with zipfile.ZipFile(path, "w") as mine:
        mine.writestr(zipfile.ZipInfo("README.txt"), "mine")
    before = path.read_bytes()
    with pytest.raises(ExportRefused, match="was not touched"):
        bundled(one, [], tmp_path / "out")
    assert path.read_bytes() == before


def test_what_happened_that_cannot_be_read_is_told_and_nothing_is_exported(tmp_path: Path) -> None:
    one = instrument(tmp_path)
    record = json.loads(happened(one, {}))
    record["events"][0]["body"] = {}
    with pytest.raises(UnreadableRecord, match="cannot be read"):
        bundled(one, [json.dumps(record)], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_zip_counts_what_is_written_to_it_in_pieces() -> None:
    file = io.BytesIO()
    with BundleZip(file) as bundle:
        with bundle.new_text("a.txt") as text:
            for number in range(10_000):
                text.write(f"é{number}\r\n")
        with bundle.new_bytes("b") as raw:
            raw.write(b"x" * 100_000)
        bundle.add_sums()
    with zipfile.ZipFile(file) as found:
        for name, written in bundle.files.items():
            content = found.read(name)
            assert written.size == len(content)
            assert written.sha256 == hashlib.sha256(content).hexdigest()


def test_ten_times_as_many_responses_take_no_more_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (bounds, tallies):
        monkeypatch.setattr(module, "AT_ONCE", 50)
    one = instrument(tmp_path)

    def peak(number: int) -> int:
        records = (happened(one, {}, number=each) for each in range(number))
        tracemalloc.start()
        export(records, {one.hash: one}, tmp_path / str(number), BUNDLE)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(10)  # what is imported and worked out once
    assert peak(1_000) < 2 * peak(100), "all records together take ten times that"


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ANSWERS, min_size=1, max_size=4))
def test_duckdb_reads_the_records_with_the_answers_that_went_in(
    given_answers: list[dict[str, Any]],
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one = instrument(folder)
        records = [happened(one, each, number=n) for n, each in enumerate(given_answers, 1)]
        request = ExportRequest("people", rehearsal=False, format="jsonl")
        (path,) = export(records, {one.hash: one}, folder / "out", request)
        query = "SELECT json->'answers' FROM read_ndjson_objects(?)"
        found = duckdb.execute(query, [str(path)]).fetchall()
        assert [json.loads(answers) for (answers,) in found] == given_answers

"""What stands on the disk: whole or not at all, never in the place of another's file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from export.export_kit import document, instrument
from hybridequiz.export.errors import ExportRefused, UnreadableRecord
from hybridequiz.export.export import export
from hybridequiz.export.formats import ExportRequest
from hybridequiz.problems import ExitCode
from hybridequiz.questionnaire.instrument import Instrument

GOLDEN = Path(__file__).parents[1] / "golden"
LIVE = ExportRequest("people", rehearsal=False)
BOTH = ExportRequest("people", rehearsal=False, values="both", language="nl")
DUTCH = {"Yes": "Ja", "No": "Nee", "Left empty": "Opengelaten", "codebook": "codeboek"}


def translate(language: str, message: str) -> str:
    return DUTCH.get(message, message) if language == "nl" else message


def golden_records(one: Instrument) -> list[str]:
    return [
        document(
            one,
            {
                "job": {"value": 97, "other": {"97": 'zzp\'er, "soms"'}},
                "why": {"value": ["fun", "other"], "other": {"other": "=1+1"}},
                "years": {"value": 12},
                "share": {"value": "12.50"},
                "mark": {"value": 10},
                "born": {"value": "1990-02-03"},
                "place": {"value": "’s-Hertogenbosch"},
                "tell": {"value": "Eén regel,\nen nog een; 🙂"},
            },
            case="C-1",
        ),
        document(
            one,
            {
                "job": {"missing": "dont_know"},
                "why": {"missing": "off_route"},
                "years": {"missing": "not_in_mode"},
                "share": {"missing": "refused"},
                "mark": {"missing": "not_applicable"},
                "born": {"missing": "not_reached"},
                "place": {"missing": "withheld"},
            },
            number=2,
            mode="self",
            interviewer="",
        ),
    ]


@pytest.mark.parametrize(
    "request_", [BOTH, ExportRequest("people", rehearsal=False, format="jsonl")]
)
def test_the_files_are_these_bytes(tmp_path: Path, request_: ExportRequest) -> None:
    one = instrument(tmp_path)
    one.canonical.hash = "0123456789abcdef" * 4
    paths = export(
        golden_records(one), {one.hash: one}, tmp_path / "out", request_, translate=translate
    )
    for path in paths:
        assert path.read_bytes() == (GOLDEN / f"export-{path.name}").read_bytes()


def test_the_same_answers_give_the_same_bytes_again(tmp_path: Path) -> None:
    one = instrument(tmp_path)
    first = export(golden_records(one), {one.hash: one}, tmp_path / "a", BOTH)
    second = export(golden_records(one), {one.hash: one}, tmp_path / "b", BOTH)
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_the_table_is_utf8_without_a_mark_with_crlf_and_one_row_of_names(tmp_path: Path) -> None:
    one = instrument(tmp_path)
    path = export([], {one.hash: one}, tmp_path / "out", LIVE)[0]
    content = path.read_bytes()
    assert content.startswith(b"response_id,")
    assert content.count(b"\r\n") == 1
    assert content.endswith(b"\r\n")


def test_a_new_folder_has_the_files_and_nothing_else(tmp_path: Path) -> None:
    one = instrument(tmp_path)
    folder = tmp_path / "new" / "out"
    paths = export(golden_records(one), {one.hash: one}, folder, BOTH)
    assert sorted(paths) == sorted(folder.iterdir())
    assert {path.name for path in paths} == {
        "people.csv",
        "people-labels.csv",
        "people-codebook.csv",
        "people-codebook.md",
    }
    if os.name == "posix":
        assert {path.stat().st_mode & 0o777 for path in paths} == {0o600}
    assert not list(folder.parent.glob(".*"))


def test_a_second_export_replaces_the_first_and_leaves_other_files_alone(tmp_path: Path) -> None:
    one = instrument(tmp_path)
    folder = tmp_path / "out"
    export(golden_records(one), {one.hash: one}, folder, LIVE)
    (folder / "notes.txt").write_text("mine")
    path = export([], {one.hash: one}, folder, LIVE)[0]
    assert path.read_bytes().count(b"\r\n") == 1
    assert (folder / "notes.txt").read_text() == "mine"
    assert sorted(each.name for each in folder.iterdir()) == [
        "notes.txt",
        "people-codebook.csv",
        "people-codebook.md",
        "people.csv",
    ]


def test_a_list_of_somebody_else_under_our_name_is_not_replaced(tmp_path: Path) -> None:
    one = instrument(tmp_path)
    (tmp_path / "people.csv").write_text("name,phone\nJan,06\n")
    with pytest.raises(ExportRefused, match="was not touched") as caught:
        export([], {one.hash: one}, tmp_path, LIVE)
    assert caught.value.exit_code is ExitCode.USAGE
    assert (tmp_path / "people.csv").read_text() == "name,phone\nJan,06\n"
    assert not (tmp_path / "people-codebook.csv").exists()


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    one = instrument(tmp_path)
    (tmp_path / "out").write_text("")
    with pytest.raises(ExportRefused, match="not a folder"):
        export([], {one.hash: one}, tmp_path / "out", LIVE)


def test_rehearsals_have_names_of_their_own(tmp_path: Path) -> None:
    one = instrument(tmp_path)
    request = replace(LIVE, rehearsal=True)
    records = [document(one, {}, rehearsal=True)]
    paths = export(records, {one.hash: one}, tmp_path / "out", request)
    assert all(path.name.startswith("rehearsal-people") for path in paths)


def test_a_language_that_the_questionnaire_has_not_is_refused(tmp_path: Path) -> None:
    one = instrument(tmp_path)
    with pytest.raises(ExportRefused, match="'de'"):
        export([], {one.hash: one}, tmp_path / "out", replace(LIVE, language="de"))


def test_progress_is_told_after_each_record_while_the_next_is_not_read_yet(tmp_path: Path) -> None:
    one = instrument(tmp_path)
    seen: list[str] = []

    def documents() -> Iterator[str]:
        for number in (1, 2):
            seen.append(f"read {number}")
            yield document(one, {}, number=number)

    def told(done: int) -> None:
        seen.append(f"done {done}")

    export(documents(), {one.hash: one}, tmp_path / "out", LIVE, progress=told)
    assert seen == ["read 1", "done 1", "read 2", "done 2"]


# ---------------------------------------------------------------- what an earlier export left


def told_by(folder: Path, request: ExportRequest, one: Instrument) -> list[str]:
    """Export, and give what is told of earlier exports."""
    told: list[str] = []
    export(
        [],
        {one.hash: one},
        folder,
        request,
        told=lambda note: told.append(note[0].format(**note[1])),
    )
    return told


def test_what_an_earlier_export_in_the_format_had_more_is_removed_and_told(tmp_path: Path) -> None:
    one, out = instrument(tmp_path), tmp_path / "out"
    assert told_by(out, replace(LIVE, values="both"), one) == []
    (out / "people-paradata.csv").write_bytes(b"response_id,question,row,active_s\r\n")
    assert told_by(out, LIVE, one) == [
        "Removed, as they are of an earlier export: people-labels.csv, people-paradata.csv."
    ]
    assert names(out) == ["people-codebook.csv", "people-codebook.md", "people.csv"]
    assert told_by(out, replace(LIVE, long=True), one) == [
        "Removed, as they are of an earlier export: people.csv."
    ]
    excel = replace(LIVE, values="labels", dialect="excel-nl")
    assert told_by(out, excel, one) == [
        "Removed, as they are of an earlier export: people-long.csv."
    ]
    assert told_by(out, LIVE, one) == [
        "Removed, as they are of an earlier export: people-labels.csv."
    ]
    (out / "people-paradata.jsonl").write_bytes(b'{"items":[]}\n')
    assert told_by(out, replace(LIVE, format="jsonl"), one) == [
        "Removed, as they are of an earlier export: people-paradata.jsonl.",
        _left("people.csv"),
    ]


def test_files_of_others_stay_also_where_their_name_is_that_of_an_export(tmp_path: Path) -> None:
    one, out = instrument(tmp_path), tmp_path / "out"
    out.mkdir()
    (out / "people-labels.csv").write_text("mine,too\r\n", encoding="utf-8")
    (out / "people-long.csv").touch()
    (out / "people-notes.txt").write_text("mine", encoding="utf-8")
    (out / "peoples.csv").write_text("response_id,a\r\n", encoding="utf-8")
    (out / "people-paradata.csv").symlink_to(out / "peoples.csv")
    before = names(out)
    assert told_by(out, LIVE, one) == [_left("people-paradata.csv")]
    assert set(before) < set(names(out))
    assert (out / "people-labels.csv").read_text(encoding="utf-8") == "mine,too\n"


def test_exports_in_other_formats_and_tables_of_other_versions_stay_and_are_told(
    tmp_path: Path,
) -> None:
    one, out = instrument(tmp_path), tmp_path / "out"
    for form in ("csv", "xlsx", "bundle", "parquet", "dta"):
        told_by(out, replace(LIVE, format=form), one)
    (out / "people.child.csv").write_text("response_id,child\r\n", encoding="utf-8")
    (out / "people-public.csv").write_text("response_id,child\r\n", encoding="utf-8")
    (out / "rehearsal-people.csv").write_text("response_id,child\r\n", encoding="utf-8")
    before = names(out)
    others = "people.csv, people.dta, people.parquet, people.xlsx, people.zip"
    told = told_by(out, replace(LIVE, format="sav"), one)
    assert told == [_left(f"people.child.csv, {others}")]
    assert set(before) < set(names(out))


def _left(files: str) -> str:
    return (
        f"Of another export, and left as they are: {files}."
        " What was withdrawn since may be in them."
    )


def test_nothing_is_removed_where_the_new_export_could_not_be_written(
    tmp_path: Path,
) -> None:
    one, out = instrument(tmp_path), tmp_path / "out"
    told_by(out, replace(LIVE, values="both"), one)
    before = names(out)
    broken = {"job": {"value": "no code"}}
    with pytest.raises(UnreadableRecord):
        export([document(one, broken)], {one.hash: one}, out, LIVE)
    assert names(out) == before


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())

"""Tables that are kept beside the store: the same rows as those read anew, and read once."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from export.answer_sets import ANSWERS
from export.export_kit import canonical, document, instrument
from hybridequiz.export import pages as pages_module
from hybridequiz.export.errors import ExportFailed
from hybridequiz.export.export import export
from hybridequiz.export.formats import ExportRequest, FormatName
from hybridequiz.export.pages import PagedRecords, Pages, RecordPage
from hybridequiz.export.plan import column_plan
from hybridequiz.export.record import Record
from hybridequiz.export.rows import readings
from hybridequiz.values import replace

LIVE = ExportRequest("people", rehearsal=False)
BOTH = ExportRequest("people", rehearsal=False, values="both", paradata=True)
PARQUET = ExportRequest("people", rehearsal=False, format="parquet")


@pytest.fixture(autouse=True)
def _large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages_module, "LEAST", 0)


class Kept:
    """Documents by pages, and how often each page was read."""

    def __init__(self, folder: Path, *parts: Sequence[str]) -> None:
        self.folder = folder
        self.parts = [list(part) for part in parts]
        self.read: list[int] = []

    @property
    def records(self) -> PagedRecords:
        at_pages = [
            RecordPage(place, len(part), str(hash(tuple(part))), partial(self._documents, place))
            for place, part in enumerate(self.parts)
        ]
        return PagedRecords(self.folder, at_pages, list)

    def _documents(self, place: int) -> Iterator[str]:
        self.read.append(place)
        yield from self.parts[place]


def with_history(record: str) -> str:
    """Let the first event tell what the session is, as every journal does."""
    made = json.loads(record)
    made["events"][0]["body"] = made["session"]
    return canonical(made)


def contents(paths: Sequence[Path]) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in paths}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.lists(ANSWERS, min_size=1, max_size=3), max_size=3),
    st.sampled_from([LIVE, BOTH, PARQUET]),
)
def test_what_is_kept_gives_the_same_bytes_as_what_is_read_anew(
    given_answers: list[list[dict[str, Any]]], request: ExportRequest
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one = instrument(folder)
        parts = [
            [with_history(document(one, answers)) for answers in part] for part in given_answers
        ]
        kept = Kept(folder / "kept", *parts)
        plain = export([*chain(*parts)], {one.hash: one}, folder / "a", request)
        paged = export([], {one.hash: one}, folder / "b", request, paged=kept.records)
        again = export([], {one.hash: one}, folder / "c", request, paged=kept.records)

        assert contents(paged) == contents(plain)
        assert contents(again) == contents(plain)


def three(folder: Path) -> tuple[Any, Kept]:
    one = instrument(folder)
    said = ["=1+1", ' leading, and "quoted"', "", "a\r\nb", "\tTab", "-", "1e5", "ſ🙂"]
    texts = [
        with_history(document(one, {"tell": {"value": text}} if text else {}, number=place))
        for place, text in enumerate(said, 1)
    ]
    return one, Kept(folder / "kept", texts[:3], texts[3:5], texts[5:])


def test_a_page_is_read_once_whatever_is_exported_of_it_later(tmp_path: Path) -> None:
    one, kept = three(tmp_path)
    export([], {one.hash: one}, tmp_path / "a", LIVE, paged=kept.records)
    assert kept.read == [0, 1, 2]
    export([], {one.hash: one}, tmp_path / "b", LIVE, paged=kept.records)
    assert kept.read == [0, 1, 2]


def test_whole_records_need_no_page_and_are_read_from_the_store(tmp_path: Path) -> None:
    one, kept = three(tmp_path)
    documents = [*chain(*kept.parts)]
    request = ExportRequest("people", rehearsal=False, format="jsonl")
    (path,) = export(documents, {one.hash: one}, tmp_path / "a", request, paged=kept.records)
    assert path.read_text(encoding="utf-8").splitlines() == documents
    assert not kept.folder.exists()


def test_only_the_page_that_changed_is_read_again_and_its_old_table_goes(tmp_path: Path) -> None:
    one, kept = three(tmp_path)
    export([], {one.hash: one}, tmp_path / "a", LIVE, paged=kept.records)
    before = {path.name for path in kept.folder.iterdir()}
    kept.parts[1].pop()
    kept.read.clear()
    export([], {one.hash: one}, tmp_path / "b", LIVE, paged=kept.records)
    after = {path.name for path in kept.folder.iterdir()}
    assert kept.read == [1]
    assert len(after) == len(before) == 6, "a table and its counts, of each page"
    assert len(after & before) == 4


def test_another_version_makes_all_tables_anew(tmp_path: Path) -> None:
    one, kept = three(tmp_path)
    export([], {one.hash: one}, tmp_path / "a", LIVE, paged=kept.records)
    kept.read.clear()
    newer = instrument(tmp_path, version="2.0")
    versions = {one.hash: one, newer.hash: newer}
    export([], versions, tmp_path / "b", LIVE, paged=kept.records)
    assert kept.read == [0, 1, 2]
    assert len(list(kept.folder.glob("*.arrow"))) == 3


def test_a_table_that_is_asked_for_later_reads_for_itself_and_the_others_stay(
    tmp_path: Path,
) -> None:
    one, kept = three(tmp_path)
    export([], {one.hash: one}, tmp_path / "a", LIVE, paged=kept.records)
    before = {path: path.stat().st_mtime_ns for path in kept.folder.iterdir()}
    export([], {one.hash: one}, tmp_path / "b", BOTH, paged=kept.records)
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert len(list(kept.folder.glob("*.arrow"))) == 6


@pytest.mark.parametrize("damage", [b"", b"ARROW1", b"not a table at all"])
def test_a_page_that_lost_its_end_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    one, kept = three(tmp_path)
    first = export([], {one.hash: one}, tmp_path / "a", LIVE, paged=kept.records)
    broken = sorted(kept.folder.glob("*.arrow"))[1]
    broken.write_bytes(damage)
    kept.read.clear()
    second = export([], {one.hash: one}, tmp_path / "b", LIVE, paged=kept.records)
    assert kept.read == [1]
    assert contents(second) == contents(first)


def test_a_page_with_other_bytes_within_is_made_anew(tmp_path: Path) -> None:
    one, kept = three(tmp_path)
    first = export([], {one.hash: one}, tmp_path / "a", LIVE, paged=kept.records)
    damaged = sorted(kept.folder.glob("*.arrow"))[1]
    content = bytearray(damaged.read_bytes())
    content[len(content) // 3] ^= 0x5A
    damaged.write_bytes(content)
    kept.read.clear()
    second = export([], {one.hash: one}, tmp_path / "b", LIVE, paged=kept.records)
    assert kept.read == [1]
    assert contents(second) == contents(first)


def test_counts_beside_a_page_that_were_lost_are_made_anew(tmp_path: Path) -> None:
    one, kept = three(tmp_path)
    first = export([], {one.hash: one}, tmp_path / "a", LIVE, paged=kept.records)
    sorted(kept.folder.glob("*.json"))[2].write_bytes(b"")
    kept.read.clear()
    second = export([], {one.hash: one}, tmp_path / "b", LIVE, paged=kept.records)
    assert kept.read == [2]
    assert contents(second) == contents(first)


def test_where_the_disk_takes_no_page_records_are_read_anew_and_no_page_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, kept = three(tmp_path)
    documents = [*chain(*kept.parts)]
    plain = export(documents, {one.hash: one}, tmp_path / "plain", LIVE)
    written: list[object] = []

    def full(*_: object, **__: object) -> None:
        written.append(1)
        if len(written) > 1:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("polars.DataFrame.write_ipc", full)
    paths = export(documents, {one.hash: one}, tmp_path / "out", LIVE, paged=kept.records)
    assert contents(paths) == contents(plain)
    assert not kept.folder.exists(), "the last room of the disk is for answers"


@pytest.mark.parametrize("made", [LIVE, PARQUET])
def test_a_disk_that_is_full_while_polars_writes_is_told_in_words_of_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: ExportRequest
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError("No space left on device (os error 28)")

    one, kept = three(tmp_path)
    for sink in ("csv", "parquet"):
        monkeypatch.setattr(f"polars.LazyFrame.sink_{sink}", full)
    with pytest.raises(ExportFailed, match="there is no room left on the disk"):
        export([], {one.hash: one}, tmp_path / "out", made, paged=kept.records)
    assert not (tmp_path / "out").exists()


def test_pages_are_for_the_owner_only(tmp_path: Path) -> None:
    one, kept = three(tmp_path)
    export([], {one.hash: one}, tmp_path / "a", LIVE, paged=kept.records)
    assert kept.folder.stat().st_mode & 0o077 == 0
    assert {path.stat().st_mode & 0o077 for path in kept.folder.iterdir()} == {0}


FORMS = [replace(BOTH, format=form) for form in get_args(FormatName) if form != "jsonl"]
FORMS += [replace(LIVE, format="jsonl", public=True), replace(LIVE, public=True)]


def one_more(kept: Kept, one: Any, out: Path, request: ExportRequest) -> None:
    """Let a response come in, and export again: all that was laid out of its page is old now."""
    before = set(kept.folder.iterdir())
    more = with_history(document(one, {"tell": {"value": "more"}}, number=40))
    newer = Kept(kept.folder, *kept.parts[:-1], [*kept.parts[-1], more])
    export([], {one.hash: one}, out, request, paged=newer.records)
    assert before - set(kept.folder.iterdir()), "pages that the other has open are removed"


@pytest.mark.parametrize("request_", FORMS, ids=lambda one: f"{one.format}-{one.public}")
def test_an_export_whose_pages_another_one_removes_reads_anew_and_is_whole(
    tmp_path: Path, request_: ExportRequest
) -> None:
    one = instrument(tmp_path)
    texts = [with_history(document(one, {"tell": {"value": "a"}}, number=n)) for n in range(1, 31)]
    kept = Kept(tmp_path / "kept", texts[:12], texts[12:24], texts[24:])
    plain = export(texts, {one.hash: one}, tmp_path / "plain", request_)
    hooked: list[str] = []

    def rest() -> list[str]:
        """Is asked for when the pages are found, and before anything of them is read."""
        one_more(kept, one, tmp_path / "other", request_)
        hooked.append("once")
        return []

    paged = replace(kept.records, rest=rest)
    told: list[object] = []
    paths = export(
        texts, {one.hash: one}, tmp_path / "out", request_, paged=paged, told=told.append
    )
    assert contents(paths) == contents(plain)
    assert hooked == ["once"]
    assert len(told) == len(set(map(str, told))), "nothing is told twice"
    assert {path.name for path in (tmp_path / "out").iterdir()} == {p.name for p in paths}


def test_pages_that_went_and_came_again_are_not_taken_for_those_that_were_found(
    tmp_path: Path,
) -> None:
    one, kept = three(tmp_path)

    def opened() -> Pages:
        tables = readings(column_plan({one.hash: one}))
        found = Pages(kept.records, tables, (one.hash,), tmp_path / "spooled")
        assert found.are_kept(partial(map, Record.read))
        return found

    first = opened()
    assert first.are_there()
    opened()
    assert first.are_there(), "who reads them too leaves them alone"
    shutil.rmtree(kept.folder)
    assert not first.are_there()
    second = opened()
    assert not first.are_there()
    assert second.are_there()


@pytest.mark.parametrize("form", ["xlsx", "bundle", "csv"])
def test_an_export_whose_pages_go_halfway_is_whole_too(tmp_path: Path, form: Any) -> None:
    one, kept = three(tmp_path)
    texts = [*chain(*kept.parts)]
    request = replace(BOTH, format=form)
    plain = export(texts, {one.hash: one}, tmp_path / "plain", request)
    gone: list[str] = []

    def withdrawn(_done: int, _of: int) -> None:
        """Remove all that was laid out, as a withdrawal does, when a part of it is written."""
        if not gone:
            shutil.rmtree(kept.folder)
            gone.append("once")

    paths = export(
        texts, {one.hash: one}, tmp_path / "out", request, paged=kept.records, wrote=withdrawn
    )
    assert gone
    assert contents(paths) == contents(plain)


def test_where_pages_are_gone_and_the_disk_is_full_that_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, kept = three(tmp_path)
    texts = [*chain(*kept.parts)]

    def full(*_: object, **__: object) -> None:
        shutil.rmtree(kept.folder, ignore_errors=True)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("polars.LazyFrame.sink_parquet", full)
    with pytest.raises(ExportFailed, match="there is no room left on the disk"):
        export(texts, {one.hash: one}, tmp_path / "out", PARQUET, paged=kept.records)
    assert not (tmp_path / "out").exists()

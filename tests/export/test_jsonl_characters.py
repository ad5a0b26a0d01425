"""JSON lines hold no NUL and no half characters, whatever other programs wrote; all else is as it was."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from export.export_kit import document, instrument
from hybridequiz.export.coded import clean
from hybridequiz.export.export import export
from hybridequiz.export.formats import ExportRequest
from hybridequiz.export.jsonl_writer import write_line

JSONL = ExportRequest("people", rehearsal=False, format="jsonl")
TEXTS = st.text(st.characters() | st.sampled_from("\0\\u\ud800\udc00\udfff\U0001f6420dD8"))


def written(text: str) -> str:
    file = io.StringIO()
    write_line(file, text)
    return file.getvalue().removesuffix("\n")


def cleaned(data: Any) -> Any:
    """Clean every text of a document, as other formats clean theirs."""
    if isinstance(data, dict):
        return {clean(name): cleaned(one) for name, one in data.items()}
    if isinstance(data, list):
        return [cleaned(one) for one in data]
    return clean(data) if isinstance(data, str) else data


@given(
    st.recursive(TEXTS, lambda one: st.lists(one) | st.dictionaries(TEXTS, one), max_leaves=9),
    st.booleans(),
)
def test_every_text_is_what_it_is_in_other_formats(data: Any, ascii_only: bool) -> None:
    line = written(json.dumps(data, ensure_ascii=ascii_only))
    line.encode()
    assert json.loads(line) == cleaned(data)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0")), st.booleans())
def test_a_line_without_them_keeps_its_bytes(text: str, ascii_only: bool) -> None:
    line = json.dumps({"a": text, "\\u0000": "\\\\ud800"}, ensure_ascii=ascii_only)
    assert written(line) == line


def test_other_readers_read_what_another_program_wrote(tmp_path: Path) -> None:
    one = instrument(tmp_path)
    line = document(one, {"place": {"value": "HERE"}}).replace("HERE", r"\ud800\u0000\ud83d\ude42x")
    export([line], {one.hash: one}, tmp_path / "out", JSONL)
    path = tmp_path / "out" / "people.jsonl"
    (row,) = duckdb.read_json(str(path)).select("answers.place.value").fetchall()
    assert row == ("��🙂x",)
    assert pl.read_ndjson(path)["answers"][0]["place"]["value"] == "��🙂x"

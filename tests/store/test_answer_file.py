from __future__ import annotations

import json
import os
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from hybridequiz.store.answer_file import canonical, read_answer_file, write_answer_file
from hybridequiz.store.errors import StorageError, StoreDamaged

RESPONSE = "00000000-0000-4000-8000-000000000001"
integers = st.integers(-(2**53) + 1, 2**53 - 1)
scalars = st.none() | st.booleans() | integers | st.text()
documents = st.recursive(
    scalars, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20
)


@given(documents)
def test_canonical_json_is_that_of_another_maker(document: Any) -> None:
    assert canonical(document).encode() == rfc8785.dumps(document)


@given(documents)
def test_canonical_json_keeps_what_it_writes(document: Any) -> None:
    assert json.loads(canonical(document)) == document


def test_names_stand_in_the_order_of_utf_16() -> None:
    assert canonical({"\ufb33": 1, "\U0001f600": 2}) == '{"\U0001f600":2,"\ufb33":1}'


@pytest.mark.parametrize("value", [1.5, Decimal("1.5"), {1: 2}, {"a": {1, 2}}, [b"x"], (1.0,)])
def test_what_is_not_json_without_floats_is_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        canonical(value)


@pytest.mark.parametrize("value", [2**53, -(2**53), "\ud800", {"\udfff": 1}])
def test_what_other_readers_would_change_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match=r"too large|surrogates"):
        canonical(value)


def test_an_answer_file_is_named_by_its_content_and_for_its_owner_only(tmp_path: Path) -> None:
    path = write_answer_file(tmp_path / "answers", RESPONSE, '{"a":"é"}')
    assert path.name == f"{RESPONSE}-b3a092a6af48807f.json"
    assert path.read_bytes() == '{"a":"é"}'.encode()
    assert read_answer_file(path) == '{"a":"é"}'
    if os.name != "nt":
        assert path.stat().st_mode & 0o777 == 0o600
        assert path.parent.stat().st_mode & 0o777 == 0o700


def test_writing_again_changes_nothing_and_leaves_nothing_else(tmp_path: Path) -> None:
    path = write_answer_file(tmp_path, RESPONSE, "{}")
    before = path.stat()
    assert write_answer_file(tmp_path, RESPONSE, "{}") == path
    assert path.stat() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_damaged_answer_file_is_reported_and_left_as_it_is(tmp_path: Path) -> None:
    path = write_answer_file(tmp_path, RESPONSE, '{"a":1}')
    path.write_bytes(b'{"a":2}')
    with pytest.raises(StoreDamaged, match=path.name):
        read_answer_file(path)
    with pytest.raises(StoreDamaged, match=path.name):
        write_answer_file(tmp_path, RESPONSE, '{"a":1}')
    assert path.read_bytes() == b'{"a":2}'


def test_a_file_of_another_name_is_not_an_answer_file(tmp_path: Path) -> None:
    with pytest.raises(StoreDamaged, match="not the name"):
        read_answer_file(tmp_path / "answers.json")


def test_a_response_id_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not the id"):
        write_answer_file(tmp_path, "../../x", "{}")


def test_a_folder_that_cannot_be_made_is_told_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="file") as caught:
        write_answer_file(tmp_path / "file" / "answers", RESPONSE, "{}")
    assert caught.value.exit_code == 6
    assert "--data" in caught.value.hint

from __future__ import annotations

from pathlib import Path

import pytest

from hybridequiz.store.data import DataFolder, default_data_folder
from store.store_kit import STARTED, head


def test_the_data_folder_is_that_of_the_environment_else_that_of_the_platform(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HYBRIDEQUIZ_DATA", str(tmp_path))
    assert default_data_folder() == tmp_path
    monkeypatch.delenv("HYBRIDEQUIZ_DATA")
    assert default_data_folder().name == "hybridequiz"


def test_a_code_is_found_in_both_stores_and_looking_makes_none(tmp_path: Path) -> None:
    with DataFolder(tmp_path / "data") as data:
        assert data.find(head(1).code) is None
        assert not data.path.exists()
        for number, store in ((1, data.rehearsal), (2, data.live)):
            store.keep_questionnaire(hash="aa", id="participants", version="1.0", document="{}")
            store.begin(head(number), [STARTED])
    with DataFolder(tmp_path / "data") as data:
        for number, rehearsal in ((1, True), (2, False)):
            found = data.find(head(number).code)
            assert found is not None
            store, row = found
            assert (store.rehearsal, row.id) == (rehearsal, head(number).id)


def test_a_data_folder_that_was_closed_opens_again(tmp_path: Path) -> None:
    data = DataFolder(tmp_path)
    assert data.live.counts() == []
    data.close()
    assert data.live.counts() == []
    data.close()

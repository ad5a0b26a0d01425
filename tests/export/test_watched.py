"""What is told while tables are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from export.export_kit import document, instrument
from hybridequiz.export import watched
from hybridequiz.export.export import export
from hybridequiz.export.formats import ExportRequest


@pytest.mark.parametrize("form", ["xlsx", "sav"])
def test_it_is_told_how_many_rows_are_written_up_to_the_last(
    tmp_path: Path, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watched, "AT_ONCE", 2)
    one = instrument(tmp_path)
    request = ExportRequest("people", rehearsal=False, format=form)  # type: ignore[arg-type]  # one of the names
    told: list[tuple[int, int]] = []
    export(
        [document(one, {}, number=number) for number in range(1, 6)],
        {one.hash: one},
        tmp_path / "out",
        request,
        wrote=lambda done, total: told.append((done, total)),
    )
    assert told[-1] == (5, 5)
    assert [done for done, _ in told] == sorted(done for done, _ in told)

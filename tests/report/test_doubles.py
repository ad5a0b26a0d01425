"""Of a case that was answered twice one response counts, whether pages or the store say which."""

from __future__ import annotations

from pathlib import Path

from golden_study import STUDIES, keep
from hybridequiz.cli.exporting import StoredAnswers
from hybridequiz.cli.selecting import Selection
from hybridequiz.export.plan import column_plan
from hybridequiz.export.rows import readings
from hybridequiz.export.sources import Belonging, Sources
from hybridequiz.report.doubles import doubles_in
from hybridequiz.store.data import DataFolder


def test_pages_and_the_store_name_the_same_responses(tmp_path: Path) -> None:
    study = STUDIES["golden"]()
    first, second, third, *_ = study["participants"]
    study["participants"] += [first, first, {**second, "_case": third["_case"]}]
    keep(tmp_path / "data", study)
    (tmp_path / "rows").mkdir()
    with DataFolder(tmp_path / "data") as data:
        answers = StoredAnswers(data.synthetic, Selection())
        versions = answers.versions("participants")
        plan = column_plan(versions)
        sources = Sources(
            list(answers.records("participants")),
            None,
            tuple(versions),
            Belonging("participants", rehearsal=True, synthetic=True),
        )
        source = sources.of(readings(plan)[:1], tmp_path / "rows")
        told = {one.response for one in data.synthetic.field.doubles()}
        assert len(told) == 3
        assert doubles_in(source, plan) == told

"""The tables as Parquet: typed columns, the labels in the file itself.

Every file has its part of the codebook with it, as JSON in its metadata under `hybridequiz`: names, labels, values and
states, in all languages of the questionnaire.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from hybridequiz.export.coded import clean
from hybridequiz.export.columns import Column, ColumnPlan, Kind, Table
from hybridequiz.export.extras import needed
from hybridequiz.export.files import new_path
from hybridequiz.export.formats import Job, answers_and_consents
from hybridequiz.export.frames import frame_errors
from hybridequiz.export.losses import Loss
from hybridequiz.export.source import Source
from hybridequiz.export.typed import has_miss, miss_name, typed
from hybridequiz.export.words import best_wording
from hybridequiz.questionnaire.states import EXPORT_CODES
from hybridequiz.questionnaire.texts import Text

BEGINNING: Final = b"PAR1"
METADATA: Final = "hybridequiz"
ROWS_A_GROUP: Final = 65_536
"""Rows that stand together in a file: so that its bytes do not depend on the machine."""


class ParquetFormat:
    """The tables as Parquet.

    Args:
        job: What is to be exported.

    Raises:
        ExportRefused: polars is not installed.
    """

    def __init__(self, job: Job) -> None:
        needed("polars", "parquet")
        self._plan: Final = job.plan
        self.readings: Final = answers_and_consents(job)
        self._tables: Final[Mapping[str, Table]] = {
            f"{job.request.stem}{one.table.ending}.parquet": one.table for one in self.readings
        }

    @property
    def files(self) -> Mapping[str, bytes]:
        """Give the tables."""
        return dict.fromkeys(self._tables, BEGINNING)

    def write(self, stage: Path, source: Source) -> Iterable[Loss]:
        """Write the tables; Parquet carries all of them."""
        for name, table in self._tables.items():
            write_parquet(stage / name, source, table, self._plan)
        return ()


def write_parquet(path: Path, source: Source, table: Table, plan: ColumnPlan) -> None:
    """Write a table, which is read meanwhile.

    Raises:
        ExportFailed: It could not be written.
    """
    import polars as pl

    with new_path(path), frame_errors(path):
        pl.concat(source.lazy_parts(table)).select(typed(table.columns)).sink_parquet(
            path,
            row_group_size=ROWS_A_GROUP,
            maintain_order=True,
            metadata={METADATA: described(table, plan)},
        )


def described(table: Table, plan: ColumnPlan) -> str:
    """Describe a table for who reads the file alone.

    Returns:
        JSON: the questionnaire, the language of the source, and every column in order: `name`, `label` by language,
        `type`, `measure`, `source`; where it has them `values` and `missing`, each a list of `code` and `label`.
    """
    about = {
        "questionnaire": plan.questionnaire,
        "title": _words(table.title, plan),
        "languages": list(plan.languages),
        "columns": [one for column in table.columns for one in _columns(column, plan)],
    }
    return json.dumps(about, ensure_ascii=False)


def _columns(column: Column, plan: ColumnPlan) -> Iterator[dict[str, Any]]:
    states = [
        {"code": EXPORT_CODES[state], "label": _words(plan.states[state], plan)}
        for state in column.states
    ]
    about: dict[str, Any] = {
        "name": column.name,
        "label": _words(column.label, plan),
        "type": column.kind,
        "measure": column.measure,
        "source": column.source,
    }
    values: Sequence[tuple[object, Text]] = column.values
    if values:
        about["values"] = [{"code": code, "label": _words(said, plan)} for code, said in values]
    if has_miss(column):
        yield about
        missing = {"name": miss_name(column), "label": about["label"], "source": column.source}
        yield {**missing, "type": Kind.CHOICE, "measure": "nominal", "missing": states}
    else:
        yield {**about, "missing": states} if states else about


def _words(text: Text, plan: ColumnPlan) -> dict[str, str]:
    return {language: clean(best_wording(text, language)) for language in plan.languages}

"""Reading what was exported for SPSS and Stata, with programs of other makers."""

from __future__ import annotations

import csv
import io
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, Literal

import pyreadstat

from hybridequiz.export.columns import Column, ColumnPlan, Kind, Role
from hybridequiz.export.export import export
from hybridequiz.export.formats import ExportRequest
from hybridequiz.problems import Problem
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.states import EXPORT_CODES

Form = Literal["sav", "dta"]
LETTERS: Final = dict(zip("abcdefghi", sorted(EXPORT_CODES.values()), strict=True))
STATES: Final = {code: {"missing": state.value} for state, code in EXPORT_CODES.items()}


def exported(
    one: Instrument, documents: Iterable[str], folder: Path, form: Form, **request: Any
) -> list[Problem]:
    """Export records; give what the format could not carry."""
    lost: list[Problem] = []
    asked = ExportRequest("people", rehearsal=False, format=form, **request)
    export(documents, {one.hash: one}, folder, asked, lost=lost.append)
    return lost


def read(path: Path) -> tuple[list[dict[str, Any]], Any]:
    """Read a file with pyreadstat: rows with states as they stand there, and what it says of the variables."""
    reader = pyreadstat.read_sav if path.suffix == ".sav" else pyreadstat.read_dta
    frame, about = reader(path, user_missing=True, output_format="polars")
    return frame.to_dicts(), about


def answers_back(row: Mapping[str, Any], plan: ColumnPlan) -> dict[str, Any]:
    """Make the answers of a row again, as a record has them."""
    return {one.id: _answer(row, one.columns) for one in plan.questions}


def _answer(row: Mapping[str, Any], columns: Sequence[Column]) -> dict[str, Any]:
    first, *more = columns
    cell = row[first.name]
    why = row.get(f"{first.name}__miss")
    if first.kind in (Kind.TEXT, Kind.DATE, Kind.TIME, Kind.PARTIAL_DATE):
        if why is not None:
            return STATES[int(why)]
        return {"value": str(cell) if isinstance(cell, date) else cell}
    if isinstance(cell, str):
        return STATES[LETTERS[cell]]
    if int(cell) in STATES:
        return STATES[int(cell)]
    flags = [one for one in columns if one.role is Role.CHOSEN]
    typed = {
        str(one.code): row[one.name] for one in more if one.role is Role.NAMELY and row[one.name]
    }
    value = [one.code for one in flags if row[one.name] == 1] if flags else _value(first, cell)
    return {"value": value, "other": typed} if typed else {"value": value}


def _value(column: Column, cell: float) -> Any:
    if column.kind is Kind.DECIMAL:
        return Decimal(repr(cell))
    return int(cell)


def comparable(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Give answers so that what is equal is equal: decimals as numbers, chosen codes in order."""
    return {name: _comparable(name, answer) for name, answer in answers.items()}


def _comparable(name: str, answer: Mapping[str, Any]) -> Mapping[str, Any]:
    if "value" not in answer:
        return answer
    value = answer["value"]
    if name == "share":
        value = Decimal(value)
    return {**answer, "value": sorted(value) if isinstance(value, list) else value}


def pspp(script: str, folder: Path) -> str:
    """Run a script of SPSS with PSPP in a folder; give what it prints, with what it complains of."""
    path = folder / "test.sps"
    path.write_text(script, encoding="utf-8")
    return run_in(folder, "pspp", "--batch", "-O", "format=csv", "test.sps")


def r(script: str, folder: Path) -> str:
    """Run a script of R in a folder; give what it prints, with what it complains of."""
    path = folder / "test.R"
    path.write_text(script, encoding="utf-8")
    return run_in(folder, "Rscript", "test.R")


def run_in(folder: Path, *command: str) -> str:
    """Run a command in a folder; give what it prints."""
    done = subprocess.run(
        command, cwd=folder, capture_output=True, check=False, env=ENVIRONMENT, timeout=120
    )
    said = (done.stdout + done.stderr).decode()
    assert done.returncode == 0, said
    return said


ENVIRONMENT: Final = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": "/tmp"}  # noqa: S108


def printed_rows(said: str) -> list[list[str]]:
    """Give the cells that PSPP printed."""
    return list(csv.reader(io.StringIO(said)))

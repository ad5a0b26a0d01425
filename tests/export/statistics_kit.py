"""Reading what was exported for SPSS and Stata, with programs of other makers."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, Literal

import pyreadstat

from hybridequiz.export.columns import Column, ColumnPlan, Kind, Role
from hybridequiz.export.export import export
from hybridequiz.export.formats import ExportRequest
from hybridequiz.export.losses import Loss
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.states import EXPORT_CODES

Form = Literal["sav", "dta"]
LETTERS: Final = dict(zip("abcdefghi", sorted(EXPORT_CODES.values()), strict=True))
STATES: Final = {code: {"missing": state.value} for state, code in EXPORT_CODES.items()}


def exported(
    one: Instrument, documents: Iterable[str], folder: Path, form: Form, **request: Any
) -> list[Loss]:
    """Export records; give what the format could not carry."""
    lost: list[Loss] = []
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


def read_by_pspp(path: Path, plan: ColumnPlan) -> list[dict[str, Any]]:
    """Read a table for SPSS with PSPP, whose reader is another maker's."""
    written = path.with_suffix(".csv")
    said = pspp(
        f"GET FILE='{path.name}'.\n"
        f"SAVE TRANSLATE /OUTFILE='{written.name}' /TYPE=CSV\n"
        "  /REPLACE /FIELDNAMES /CELLS=VALUES /MISSING=IGNORE.\n",
        path.parent,
    )
    assert not said
    return typed_rows(written, plan, "%m/%d/%Y")


READ_BY_R: Final = """
library(readstata13)
found <- suppressWarnings(read.dta13("{name}", convert.factors = FALSE, missing.type = TRUE))
letters_of <- attr(found, "missing")
cells <- lapply(names(found), function(name) {{
  made <- found[[name]]
  if (inherits(made, "Date")) return(ifelse(is.na(made), "", format(made, "%Y-%m-%d")))
  if (is.character(made)) return(made)
  ifelse(is.na(made), ifelse(letters_of[[name]] %in% 1:26, letters[letters_of[[name]]], ""), sprintf("%.17g", made))
}})
names(cells) <- names(found)
written <- as.data.frame(cells, stringsAsFactors = FALSE)
write.csv(written, "{written}", row.names = FALSE, fileEncoding = "UTF-8")
"""


def read_by_readstata13(path: Path, plan: ColumnPlan) -> list[dict[str, Any]]:
    """Read a table for Stata with readstata13 in R, whose reader is another maker's."""
    written = path.with_suffix(".csv")
    r(READ_BY_R.format(name=path.name, written=written.name), path.parent)
    return typed_rows(written, plan, "%Y-%m-%d")


def typed_rows(path: Path, plan: ColumnPlan, day: str) -> list[dict[str, Any]]:
    """Read a CSV with the types that the variables have."""
    kinds = {column.name: column.kind for column in plan.columns}
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        {name: _typed(kinds.get(name, Kind.INTEGER), cell, day) for name, cell in row.items()}
        for row in rows
    ]


def _typed(kind: Kind, cell: str, day: str) -> Any:
    if kind is Kind.TEXT:
        return cell
    if not cell.strip():
        return None
    if kind is Kind.DATE:
        return datetime.strptime(cell, day).date()  # noqa: DTZ007 - a day
    return cell if cell in LETTERS else float(cell)


def without_last_spaces(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Give answers as SPSS has them: no text ends with a space."""
    return dict(json.loads(json.dumps(answers), object_hook=_without_last_spaces))


def _without_last_spaces(found: dict[str, Any]) -> dict[str, Any]:
    return {
        key: value.rstrip(" ") if isinstance(value, str) else value for key, value in found.items()
    }


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


ENVIRONMENT: Final = {**os.environ, "LC_ALL": "C.UTF-8"}


def printed_rows(said: str) -> list[list[str]]:
    """Give the cells that PSPP printed."""
    return list(csv.reader(io.StringIO(said)))

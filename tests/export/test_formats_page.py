"""What docs/formats.md says of limits and dialects is what the program does."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from hybridequiz.export.dialects import DIALECTS
from hybridequiz.export.formats import FormatName
from hybridequiz.export.long_rows import long_table
from hybridequiz.export.words import Words
from hybridequiz.export.workbook import LONGEST_CELL, LONGEST_SHEET_NAME, MOST_COLUMNS, MOST_ROWS
from hybridequiz.export.xlsx_format import EXACT, FIRST_DAY

PAGE = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")


def test_the_page_names_every_format() -> None:
    for name in get_args(FormatName):
        assert f"`{name}`" in PAGE or f"--format {name}`" in PAGE


def test_the_page_names_the_limits_of_workbooks() -> None:
    for limit in (LONGEST_CELL, MOST_ROWS, MOST_ROWS - 1, MOST_COLUMNS):
        assert f"{limit:,}" in PAGE
    assert f"{LONGEST_SHEET_NAME} characters" in PAGE
    assert f"{EXACT} digits" in PAGE
    assert f"{FIRST_DAY:%-d %B %Y}" in PAGE


def test_the_page_names_the_dialects_and_the_columns_of_the_long_table() -> None:
    for dialect in DIALECTS:
        assert f"--dialect {dialect}" in PAGE
    for name in long_table(Words(("en",))).names:
        assert f"`{name}`" in PAGE

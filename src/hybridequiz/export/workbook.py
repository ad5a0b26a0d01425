"""Workbooks for spreadsheets: sheets with a head that stays, cells that are what they say, never a formula or a link.

Written row by row in constant memory. Nothing in the file tells when it was made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory
from traceback import walk_tb
from typing import TYPE_CHECKING, Final
from zipfile import ZipFile

from hybridequiz.export.coded import clean
from hybridequiz.export.files import disk_errors, new_bytes
from hybridequiz.export.losses import Loss, Said
from hybridequiz.values import frozen, replace

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

BEGINNING: Final = b"PK\x03\x04\x14\x00\x00\x00\x08\x00\x00\x00\x3f\x00"
"""How a workbook of this program begins: an archive whose first file has the day that all of them have."""
MOST_ROWS: Final = 1_048_576
"""Rows of a sheet, with the row of names (Excel specifications and limits)."""
MOST_COLUMNS: Final = 16_384
LONGEST_CELL: Final = 32_767
"""UTF-16 units in a cell, at most (the same)."""
LONGEST_SHEET_NAME: Final = 31

_MADE: Final = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_NO_NAME: Final = str.maketrans(dict.fromkeys(r"[]:*?/\\"))
_OPTIONS: Final = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}

Cell = int | float | str | None


@frozen
class Shown:
    """A cell that is shown in a form of its own.

    Attributes:
        number: The number that the cell holds.
        form: How it is shown, such as `yyyy-mm-dd`.
    """

    number: float
    form: str


Put = Callable[[Cell | Shown], Cell | Shown]
"""Gives what is written for a cell."""


@frozen
class Head:
    """The head of a column.

    Attributes:
        name: What stands above it.
        width: How wide it is, in characters.
        wrap: Whether long texts are shown on several lines.
        text: Whether anything may have been typed in its cells.
        put: Gives what is written for a cell, where that is not the cell itself.
    """

    name: str
    width: int = 12
    wrap: bool = False
    text: bool = False
    put: Put | None = None

    def of_texts(self) -> Head:
        """Give the same column where its cells are in words."""
        return replace(self, text=True)


class Book:
    """A workbook that is being written.

    Args:
        workbook: The workbook.
    """

    def __init__(self, workbook: Workbook) -> None:
        self._workbook: Final = workbook
        self._forms: Final[dict[str, Format]] = {}
        self._taken: Final[set[str]] = set()
        self.cut = 0
        """How many texts were too long for a cell."""

    def sheet(
        self, name: str, heads: Sequence[Head], rows: Iterable[Sequence[Cell | Shown]]
    ) -> None:
        """Write a sheet.

        Args:
            name: Its name; changed where a spreadsheet would not take it.
            heads: The columns.
            rows: The cells.
        """
        sheet = self._workbook.add_worksheet(self._free(name))
        bold = self._form("head")
        wrapped = self._form("wrap")
        for place, head in enumerate(heads):
            sheet.set_column(place, place, head.width, wrapped if head.wrap else None)
        for place, head in enumerate(heads):
            sheet.write_string(0, place, clean(head.name), bold)
        sheet.freeze_panes(1, 1)
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{MOST_ROWS}"})
        last = _Rows(self, sheet, heads).write(rows)
        sheet.autofilter(0, 0, last, max(0, len(heads) - 1))

    def shown(self, sheet: Worksheet, row: int, column: int, cell: Shown) -> None:
        """Write a number in a form of its own."""
        sheet.write_number(row, column, cell.number, self._form(cell.form))

    def tagged(self, sheet: Worksheet, row: int, column: int, text: str) -> None:
        """Write a text that xlsxwriter takes for one that it made itself: `<r>…</r>` is no plain string to it."""
        sheet.write_rich_string(row, column, text[:1], self._form("plain"), text[1:])

    def losses(self, said: Said, questionnaire: str, *, hint: str, name: str = "") -> list[Loss]:
        """Tell of the texts that were too long for a cell.

        Args:
            said: What is said of them; `{most}` in it is how long a cell can be, `{name}` the workbook.
            questionnaire: The questionnaire's id.
            hint: Where they are whole.
            name: The name of the workbook.

        Returns: One loss, or nothing where all fitted.
        """
        if not self.cut:
            return []
        parts = {"most": LONGEST_CELL, "name": name}
        return [Loss("cell-cut", said, self.cut, questionnaire, parts=parts, hint=hint)]

    def _form(self, name: str) -> Format:
        if name not in self._forms:
            made = {
                "head": {"bold": True, "bottom": 1, "valign": "top"},
                "wrap": {"text_wrap": True, "valign": "top"},
                "plain": {},
            }
            self._forms[name] = self._workbook.add_format(made.get(name, {"num_format": name}))
        return self._forms[name]

    def _free(self, name: str) -> str:
        """Give a name that a spreadsheet takes and no other sheet has."""
        whole = clean(name).translate(_NO_NAME).strip("' ") or "sheet"
        free = whole[:LONGEST_SHEET_NAME]
        number = 1
        while free.casefold() in self._taken or free.casefold() == "history":
            number += 1
            ending = f"~{number}"
            free = f"{whole[: LONGEST_SHEET_NAME - len(ending)]}{ending}"
        self._taken.add(free.casefold())
        return free


class _Rows:
    """Writes the rows of a sheet: whole rows at once, and what needs more care cell by cell."""

    def __init__(self, book: Book, sheet: Worksheet, heads: Sequence[Head]) -> None:
        self._book = book
        self._sheet = sheet
        self._put = [(place, one.put) for place, one in enumerate(heads) if one.put is not None]
        self._texts = [place for place, one in enumerate(heads) if one.text]

    def write(self, rows: Iterable[Sequence[Cell | Shown]]) -> int:
        """Write the rows; give the number of the last one."""
        number = 0
        for number, row in enumerate(rows, 1):
            self._write(number, row)
        return number

    def _write(self, number: int, row: Sequence[Cell | Shown]) -> None:
        cells = list(row)
        apart: list[tuple[int, Shown | str]] = []
        for place, put in self._put:
            cell = put(cells[place])
            cells[place] = cell
            if isinstance(cell, Shown):
                apart.append((place, cell))
                cells[place] = None
        for place in self._texts:
            cell = cells[place]
            if isinstance(cell, str):
                cells[place] = cell = self._whole(cell)
                if cell.startswith("<r>") and cell.endswith("</r>"):
                    apart.append((place, cell))
                    cells[place] = None
        self._sheet.write_row(number, 0, cells)
        for place, special in apart:
            if isinstance(special, Shown):
                self._book.shown(self._sheet, number, place, special)
            else:
                self._book.tagged(self._sheet, number, place, special)

    def _whole(self, text: str) -> str:
        """Cut a text that is longer than a cell may be; a character is never cut in two."""
        if len(text) <= LONGEST_CELL // 2:
            return text
        units = text.encode("utf-16-le")
        if len(units) <= 2 * LONGEST_CELL:
            return text
        self._book.cut += 1
        return units[: 2 * LONGEST_CELL].decode("utf-16-le", "ignore")


@contextmanager
def new_workbook(path: Path, title: str) -> Iterator[Book]:
    """Make a new workbook for its owner only; on the disk when the block is left.

    Args:
        path: Where to.
        title: What it holds.

    Raises:
        ExportFailed: It could not be written.
    """
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    with (
        new_bytes(path) as file,
        disk_errors(path),
        TemporaryDirectory(prefix=".sheets-", dir=path.parent) as sheets,
    ):
        workbook = Workbook(file, {**_OPTIONS, "tmpdir": sheets})
        workbook.use_zip64()
        workbook.set_properties({"title": clean(title)[:255], "created": _MADE})
        try:
            yield Book(workbook)
            workbook.close()
        except (FileCreateError, OSError) as error:
            cause = error.args[0] if isinstance(error, FileCreateError) else error
            _close_parts(cause)
            raise OSError(*cause.args) from error
        finally:
            _let_go(workbook)


def _let_go(workbook: Workbook) -> None:
    """Close what is open after an error: else the workbook would be written when it is forgotten."""
    workbook.fileclosed = True
    for sheet in workbook.worksheets():
        if sheet.row_data_fh is not None:
            with suppress(OSError):
                sheet.row_data_fh.close()


def _close_parts(error: BaseException) -> None:
    """Close what could not be written: xlsxwriter leaves it open, and Windows removes no open file."""
    for frame, _ in walk_tb(error.__traceback__):
        part = getattr(frame.f_locals.get("self"), "fh", None)
        for one in (part, *frame.f_locals.values()):
            if isinstance(one, (TextIOWrapper, ZipFile)):
                with suppress(OSError, ValueError):
                    one.close()

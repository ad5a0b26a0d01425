"""Reading the lists of codes that a questionnaire names: CSV files beside it. Every problem of a list is told."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from hybridequiz.characters import is_text
from hybridequiz.problems import Place, Problem, did_you_mean
from hybridequiz.questionnaire.code_lists import (
    ANY_LANGUAGE,
    CODE,
    CodeList,
    Line,
    csv_lines,
)
from hybridequiz.questionnaire.states import RESERVED

LARGEST: Final = 100_000_000
"""Bytes of a list."""
LONGEST_CODE: Final = 64
"""Characters of a code."""
MOST_TOLD: Final = 20
"""Rows of a list that are told of one kind of problem."""
LONGEST_LINE: Final = 2_000
"""Characters. A longer line is not shown with a problem."""
RESERVED_CODES: Final = frozenset(map(str, RESERVED))
"""What stands for 'no answer' in exports."""


class CodeListFiles:
    """Reads the lists beside one questionnaire, each once.

    Attributes:
        problems: What is wrong with them, or with their names.
        read: The lists that could be used, with the files they were read from.

    Args:
        questionnaire: The questionnaire's file.
        languages: The languages in which every code needs words.
    """

    def __init__(self, questionnaire: Path, languages: Sequence[str]) -> None:
        self._folder: Final = questionnaire.parent
        self._languages: Final = languages
        self._known: dict[str, CodeList | None] = {}
        self.problems: list[Problem] = []
        self.read: list[tuple[Path, CodeList]] = []

    def take(self, name: str, place: Callable[[], Place]) -> CodeList | None:
        """Give the list with this name, or tell why there is none; `place`: where it is named."""
        path = self._folder / name
        if not name or path.parent != self._folder or not path.is_file():
            names = [one.name for one in sorted(self._folder.glob("*.csv"))]
            message = f"there is no file '{name[:80]}' beside the questionnaire"
            hint = did_you_mean(name, names, noun="the files")
            self.problems.append(Problem("unknown-file", message, place(), hint))
            return None
        if name not in self._known:
            self._known[name] = self._taken(path)
        return self._known[name]

    def _taken(self, path: Path) -> CodeList | None:
        """Read a list and look it through; nothing where something is wrong with it."""
        text = self._text(path)
        if isinstance(text, Problem):
            self.problems.append(text)
            return None
        problems = list(_Examination(str(path), text, self._languages).problems())
        self.problems += problems
        if problems:
            return None
        found = CodeList.of(path.name, text)
        self.read.append((path, found))
        return found

    def _text(self, path: Path) -> str | Problem:
        """Read the text of a list, with or without a byte order mark."""
        file = str(path)
        try:
            with path.open("rb") as opened:
                raw = opened.read(LARGEST + 1)
        except OSError as error:
            reason = error.strerror or str(error)
            return Problem("cannot-read", f"the file cannot be read: {reason}", Place(file))
        if len(raw) > LARGEST:
            return Problem("too-large", f"a list has at most {LARGEST:,} bytes", Place(file))
        return decoded(file, raw)


def decoded(file: str, raw: bytes) -> str | Problem:
    """Decode the bytes of a list, or say where they are not UTF-8."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        message = f"byte {error.start + 1} (0x{raw[error.start]:02x}) is not UTF-8"
        hint = "save the list as 'CSV UTF-8'; a spreadsheet offers that beside plain CSV"
        return Problem("not-utf8", message, Place(file, line), hint)


class _Examination:
    """Looks one list through."""

    def __init__(self, file: str, text: str, languages: Sequence[str]) -> None:
        self._file = file
        self._text = text
        self._languages = languages
        self._told: Counter[str] = Counter()
        self._lines: list[str] = []

    def problems(self) -> Iterator[Problem]:
        """Give everything that is wrong; of one kind some, and how many more there are."""
        held_back: dict[str, Problem] = {}
        for problem in self._all():
            self._told[problem.code] += 1
            if self._told[problem.code] <= MOST_TOLD:
                yield problem
            else:
                held_back.setdefault(problem.code, problem)
        for code, problem in held_back.items():
            more = self._told[code] - MOST_TOLD
            message = f"{problem.message}; and {more:,} such problems from here on"
            yield Problem(code, message, problem.place, problem.hint)

    def _all(self) -> Iterator[Problem]:
        lines = csv_lines(self._text)
        try:
            header = next(lines, None)
            if header is None:
                yield self._problem("empty-list", 1, "the list is empty", "write a header and rows")
                return
            yield from self._header_problems(header)
            yield from self._row_problems(header.cells, lines)
        except csv.Error as error:
            message = f"this is no CSV: {error}"
            hint = 'a cell with a quotation mark in it has quotes around it: "a ""b"" c"'
            yield self._problem("bad-row", self._text.count("\n") + 1, message, hint)

    def _header_problems(self, header: Line) -> Iterator[Problem]:
        names = header.cells
        for name in dict.fromkeys(name for name in names if names.count(name) > 1 or not name):
            what = f"the column '{name}' stands twice" if name else "a column has no name"
            hint = "give every column a name of its own"
            yield self._problem("bad-row", header.number, what, hint)
        if CODE not in names:
            hint = did_you_mean(CODE, names, noun="the columns")
            yield self._missing(header, "there is no column 'code'", hint)
        for language in self._languages:
            if language not in names and ANY_LANGUAGE not in names:
                message = f"there is no column with the words in '{language}'"
                hint = (
                    f"add a column '{language}', or one named '{ANY_LANGUAGE}' for every language"
                )
                yield self._missing(header, message, hint)

    def _missing(self, header: Line, message: str, hint: str) -> Problem:
        return self._problem("missing-column", header.number, message, hint)

    def _row_problems(self, names: Sequence[str], lines: Iterator[Line]) -> Iterator[Problem]:
        """Look at every row: as many cells as there are columns, a code of its own, words in every language."""
        seen: dict[str, int] = {}
        code_at = names.index(CODE) if CODE in names else None
        labels = self._label_places(names)
        rows = 0
        for line in lines:
            rows += 1
            if len(line.cells) != len(names):
                message = f"this row has {len(line.cells)} cells, the header {len(names)}"
                hint = "a cell that holds what stands between cells has quotes around it"
                yield self._problem("bad-row", line.number, message, hint)
                continue
            for name, at in labels.items():
                if not line.cells[at]:
                    message = f"the cell under '{name}' is empty"
                    hint = "every code has words in every language"
                    yield self._problem("missing-label", line.number, message, hint)
            if code_at is not None:
                yield from self._code_problems(line, line.cells[code_at], seen)
        if not rows:
            yield self._problem(
                "empty-list", 1, "the list has no rows", "write a row for each code"
            )

    def _label_places(self, names: Sequence[str]) -> dict[str, int]:
        """Give the columns with words that are used, with their places."""
        used = [name if name in names else ANY_LANGUAGE for name in self._languages]
        return {name: names.index(name) for name in used if name in names}

    def _code_problems(self, line: Line, code: str, seen: dict[str, int]) -> Iterator[Problem]:
        if not code or len(code) > LONGEST_CODE or not all(map(is_text, code)) or "\n" in code:
            what = "this row has no code"
            if code:
                what = f"a code is one line of at most {LONGEST_CODE} characters"
            yield self._problem("bad-row", line.number, what, "give every row a code")
        elif code in RESERVED_CODES:
            message = f"the code {code} stands for 'no answer' in exports"
            yield self._problem("reserved-numbers", line.number, message, "choose another code")
        elif code in seen:
            message = f"the code {code} is used twice: the first one is on line {seen[code]}"
            hint = "give every row a code of its own"
            yield self._problem("duplicate-code", line.number, message, hint)
        seen.setdefault(code, line.number)

    def _problem(self, code: str, line: int, message: str, hint: str) -> Problem:
        """Tell a problem with the line that it is on."""
        self._lines = self._lines or self._text.replace("\r\n", "\n").split("\n")
        text = self._lines[line - 1] if line <= len(self._lines) else ""
        shown = text if len(text) <= LONGEST_LINE else ""
        return Problem(code, message, Place(self._file, line, text=shown), hint)

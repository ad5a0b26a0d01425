"""Tables beside the answers: consents, with the texts under which they were given, and paradata.

They are long: a row a response and question. Times are seconds with a point and three decimals, as `active_s` of the
answers' own table is.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path
from typing import Final, Protocol, TextIO

from hybridequiz.export.csv_writer import clean, csv_rows
from hybridequiz.export.files import disk_errors, new_file
from hybridequiz.export.formats import Format, Sink
from hybridequiz.export.jsonl_writer import write_line
from hybridequiz.export.record import Record
from hybridequiz.export.system import FIRST
from hybridequiz.interview.consents import consent_questions, shown_text, text_hash
from hybridequiz.interview.events import Json
from hybridequiz.interview.paradata import ItemParadata, paradata
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.values import frozen

Instruments = Mapping[str, Instrument]
"""The versions of the questionnaire by hash, oldest first."""

CONSENT: Final = (
    FIRST,
    "question",
    "purpose",
    "state",
    "language",
    "at",
    "way",
    "text",
    "about",
    "about_text",
)
"""The columns of the consents: who said what, to which text, when and how."""
CONSENT_TEXT: Final = ("text", "question", "purpose", "language", "versions", "wording")
"""The columns of the texts: the hash by which consents name one, and what it says."""
PARADATA: Final = (
    FIRST,
    "question",
    "row",
    "active_s",
    "visits",
    "returns",
    "answers",
    "changes",
    "language",
    "helped",
    "probes",
    "pauses",
    "resumes",
    "typist",
)
"""The columns of the paradata, see `interview.paradata.ItemParadata`."""


class Table(Protocol):
    """A file beside the answers."""

    @property
    def name(self) -> str:
        """Give the file's name."""

    @property
    def beginning(self) -> bytes:
        """Give how the file begins: so it is known again."""

    def begin(self, file: TextIO) -> Callable[[Record], None]:
        """Write what comes first; give what writes a record's part."""


@frozen
class Consents:
    """The consents that were asked for, a row each."""

    stem: str

    @property
    def name(self) -> str:
        """Give the file's name."""
        return f"{self.stem}-consents.csv"

    @property
    def beginning(self) -> bytes:
        """Give how the file begins."""
        return ",".join(CONSENT[:3]).encode()

    def begin(self, file: TextIO) -> Callable[[Record], None]:
        """Write the names of the columns; give what writes a record's consents."""
        write = csv_rows(file)
        write(CONSENT)

        def rows(record: Record) -> None:
            for consent in record.consents:
                parts = consent.to_json()
                cells = [str(parts.get(column, "")) for column in CONSENT[1:]]
                write([record.session.response, *cells])

        return rows


@frozen
class ConsentTexts:
    """The texts under which consents are asked for, in every version and language."""

    stem: str
    instruments: Instruments

    @property
    def name(self) -> str:
        """Give the file's name."""
        return f"{self.stem}-consent-texts.csv"

    @property
    def beginning(self) -> bytes:
        """Give how the file begins."""
        return ",".join(CONSENT_TEXT[:3]).encode()

    def begin(self, file: TextIO) -> Callable[[Record], None]:
        """Write all of it: it follows from the questionnaire alone."""
        write = csv_rows(file)
        write(CONSENT_TEXT)
        for row in self._rows():
            write(map(clean, row))
        return lambda _record: None

    def _rows(self) -> Iterator[list[str]]:
        versions: dict[tuple[str, str, str, str], list[str]] = {}
        for instrument in self.instruments.values():
            for planned, question, purpose in consent_questions(instrument):
                for language in instrument.questionnaire.languages:
                    wording = shown_text(instrument, question, language)
                    key = (planned.id, purpose, language, wording)
                    versions.setdefault(key, []).append(instrument.questionnaire.version)
        for (name, what_for, language, wording), found in versions.items():
            named = " ".join(dict.fromkeys(found))
            yield [text_hash(wording), name, what_for, language, named, wording]


@frozen
class ParadataTable:
    """How the interviews went, a row a question or note that was visited."""

    stem: str
    instruments: Instruments

    @property
    def name(self) -> str:
        """Give the file's name."""
        return f"{self.stem}-paradata.csv"

    @property
    def beginning(self) -> bytes:
        """Give how the file begins."""
        return ",".join(PARADATA[:3]).encode()

    def begin(self, file: TextIO) -> Callable[[Record], None]:
        """Write the names of the columns; give what writes a record's rows."""
        write = csv_rows(file)
        write(PARADATA)

        def rows(record: Record) -> None:
            for item in _items(record, self.instruments):
                seconds = f"{Decimal(item.active).scaleb(-3):f}"
                counts = [item.visits, item.returns, item.answers, item.changes]
                later = [item.helped, item.probes, item.pauses, item.resumes]
                cells = [item.row, seconds, *counts, item.language, *later, item.typist]
                write([record.session.response, item.item, *map(str, cells)])

        return rows


@frozen
class ParadataLines:
    """How the interviews went, a JSON line a response; times in whole milliseconds."""

    stem: str
    instruments: Instruments

    @property
    def name(self) -> str:
        """Give the file's name."""
        return f"{self.stem}-paradata.jsonl"

    @property
    def beginning(self) -> bytes:
        """Give how the file begins: the names are in order."""
        return b'{"items":'

    def begin(self, file: TextIO) -> Callable[[Record], None]:
        """Give what writes a record's line."""

        def line(record: Record) -> None:
            items: list[Json] = [_as_json(item) for item in _items(record, self.instruments)]
            whole = {"items": items, "response": record.session.response}
            write_line(file, json.dumps(whole, sort_keys=True, separators=(",", ":")))

        return line


def _items(record: Record, instruments: Instruments) -> tuple[ItemParadata, ...]:
    """Give the paradata of a record; of one without answers there are none."""
    return paradata(instruments[record.session.hash], record.happened).items


def _as_json(item: ItemParadata) -> Json:
    return {
        "question": item.item,
        "row": item.row,
        "active_ms": item.active,
        "visits": item.visits,
        "returns": item.returns,
        "answers": item.answers,
        "changes": item.changes,
        "language": item.language,
        "helped": item.helped,
        "probes": item.probes,
        "pauses": item.pauses,
        "resumes": item.resumes,
        "typist": item.typist,
    }


class WithTables:
    """A format with tables beside its own files.

    Args:
        inner: The format of the answers.
        tables: What comes beside them.
    """

    def __init__(self, inner: Format, tables: Sequence[Table]) -> None:
        self._inner: Final = inner
        self._tables: Final = tuple(tables)

    @property
    def files(self) -> Mapping[str, bytes]:
        """Give the files of the answers, then those beside them."""
        return {**self._inner.files, **{table.name: table.beginning for table in self._tables}}

    def begin(self, stage: Path, opened: ExitStack) -> Sink:
        """Open all files that records are written to."""
        inner = self._inner.begin(stage, opened)
        writers: list[Callable[[Record], None]] = []
        for table in self._tables:
            file = opened.enter_context(new_file(stage / table.name))
            with disk_errors(stage / table.name):
                writers.append(table.begin(file))

        def sink(document: str, record: Record) -> None:
            inner(document, record)
            with disk_errors(stage):
                for write in writers:
                    write(record)

        return sink

    def explain(self, stage: Path) -> None:
        """Write the files that explain the answers."""
        self._inner.explain(stage)


def tables_beside(
    stem: str, instruments: Instruments, *, lines: bool, with_paradata: bool
) -> list[Table]:
    """Say what comes beside the answers.

    Args:
        stem: What the file names begin with.
        instruments: The versions of the questionnaire.
        lines: Whether the answers are JSON lines; the records then hold their consents themselves.
        with_paradata: Whether to write how the interviews went.
    """
    tables: list[Table] = []
    asks = any(True for one in instruments.values() for _ in consent_questions(one))
    if asks and not lines:
        tables += [Consents(stem), ConsentTexts(stem, instruments)]
    if with_paradata:
        kind = ParadataLines if lines else ParadataTable
        tables.append(kind(stem, instruments))
    return tables

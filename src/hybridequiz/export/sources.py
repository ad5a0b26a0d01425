"""From records to what is written from them, or counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from hybridequiz.export.errors import UnreadableRecord
from hybridequiz.export.pages import PagedRecords, Pages, is_large
from hybridequiz.export.record import Record
from hybridequiz.export.source import Reading, Source, Spool
from hybridequiz.problems import say
from hybridequiz.values import field, frozen


class Counter:
    """Counts records over all the times that some are read, and tells of it."""

    def __init__(self, told: Callable[[int], None] | None) -> None:
        self._told = told
        self._number = 0

    def count(self) -> None:
        """Count one more."""
        self._number += 1
        if self._told:
            self._told(self._number)


@frozen
class Belonging:
    """Which records belong together: live answers, rehearsals and what was made up never mix.

    Attributes:
        questionnaire: The id of the questionnaire that they answer.
        rehearsal: Whether they are rehearsals.
        synthetic: Whether they were made up by a program.
        with_forgotten: Whether those of which only the end is kept belong to them.
        counter: Told of every record.
    """

    questionnaire: str
    rehearsal: bool
    synthetic: bool = False
    with_forgotten: bool = True
    counter: Counter = field(default_factory=lambda: Counter(None))

    def read(self, documents: Iterable[str]) -> Iterator[tuple[str, Record]]:
        """Read records from their documents, and give both.

        Raises:
            UnreadableRecord: One is damaged, or of another questionnaire or kind.
        """
        for document in documents:
            record = self._checked(Record.read(document))
            if self.with_forgotten or not record.is_forgotten:
                yield document, record
            self.counter.count()

    def records(self, documents: Iterable[str]) -> Iterator[Record]:
        """Read records from their documents, see `read`."""
        return (record for _, record in self.read(documents))

    def _checked(self, record: Record) -> Record:
        session = record.session
        if session.questionnaire != self.questionnaire:
            raise UnreadableRecord(
                say("Response {response} answers the questionnaire '{other}', not '{name}'."),
                response=session.response,
                other=session.questionnaire,
                name=self.questionnaire,
            )
        if session.rehearsal != self.rehearsal:
            message = (
                say("Response {response} is a rehearsal: it has a place elsewhere.")
                if session.rehearsal
                else say("Response {response} is not a rehearsal: it has a place elsewhere.")
            )
            raise UnreadableRecord(message, response=session.response)
        if session.synthetic != self.synthetic:
            message = (
                say("Response {response} is made up by a program: it has a place elsewhere.")
                if session.synthetic
                else say("Response {response} is not made up: it has a place elsewhere.")
            )
            raise UnreadableRecord(message, response=session.response)
        return record


class Sources:
    """Makes what a format is written from, or figures are counted from.

    Args:
        documents: The records.
        paged: The same by pages, if their tables may be kept.
        versions: The hashes of the versions of the questionnaire, oldest first.
        belonging: Which records belong to them.
    """

    def __init__(
        self,
        documents: Iterable[str],
        paged: PagedRecords | None,
        versions: tuple[str, ...],
        belonging: Belonging,
    ) -> None:
        self._documents: Final = documents
        self._paged: Final = paged
        self._versions: Final = versions
        self._belonging: Final = belonging
        self._pages: Pages | None = None

    def of(self, readings: Sequence[Reading], folder: Path) -> Source:
        """Lay out the tables that are read so.

        Args:
            readings: The tables.
            folder: A folder that is there as long as the source is used.

        Raises:
            ExportFailed: The disk does not take them.
            UnreadableRecord: A record is damaged, or of another questionnaire or kind.
        """
        if readings and self._paged is not None and is_large(self._paged):
            pages = Pages(self._paged, readings, self._versions, folder)
            if pages.are_kept(self._belonging.records):
                self._pages = pages
                pages.fill(self._belonging.records)
                return pages
        spool = Spool(folder, readings)
        if readings:
            spool.fill(self._belonging.records(self._documents))
        return spool

    def without_pages(self) -> Sources:
        """Give the same, read anew."""
        return Sources(self._documents, None, self._versions, self._belonging)

    @property
    def lost_pages(self) -> bool:
        """Tell whether pages that were laid out are no longer there."""
        return self._pages is not None and not self._pages.are_there()

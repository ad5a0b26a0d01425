"""Where an export has its records from: a store, or a folder of answer files."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from hybridequiz.cli.consents_now import ConsentsNow
from hybridequiz.cli.kinds import Kind
from hybridequiz.cli.known_versions import KnownVersions
from hybridequiz.cli.locating import UnknownName, id_of
from hybridequiz.cli.selecting import Facts, Selection
from hybridequiz.cli.using import Counted
from hybridequiz.export.errors import UnreadableRecord
from hybridequiz.export.pages import PagedRecords, RecordPage
from hybridequiz.export.plan import column_plan
from hybridequiz.export.record import Record
from hybridequiz.export.rows import readings
from hybridequiz.interview.dispositions import Disposition
from hybridequiz.interview.record import forgotten_record
from hybridequiz.problems import InvalidFile, Problem, Said, offers, say
from hybridequiz.store.answer_file import canonical
from hybridequiz.store.answer_folder import AnswerFolder, FoundRecord
from hybridequiz.store.kept import kept_instrument
from hybridequiz.store.reading import Answered, Page
from hybridequiz.store.rows import ResponseState
from hybridequiz.values import frozen

if TYPE_CHECKING:
    from hybridequiz.export.source import Reading
    from hybridequiz.questionnaire.instrument import Instrument
    from hybridequiz.store.data import DataFolder
    from hybridequiz.store.journal import Store
    from hybridequiz.store.rows import ResponseRow

Instruments = Mapping[str, "Instrument"]


class Answers(Protocol):
    """Finished responses, those that are chosen of them."""

    @property
    def chosen(self) -> Mapping[str, int]:
        """Give the questionnaires with responses that are chosen, and how many there are."""

    @property
    def everything(self) -> Sequence[Facts]:
        """Give what there is to choose from."""

    def named(self, names: Sequence[str]) -> list[str]:
        """Give the questionnaires to export, those of these names or all; those without answers are passed over.

        Raises:
            UnknownName: Nothing here is an answer to a questionnaire that was named.
        """

    def versions(self, questionnaire: str) -> Instruments:
        """Give the versions of a questionnaire that the chosen responses answer, by hash, oldest first."""

    def records(
        self, questionnaire: str, *, with_forgotten: bool = True, as_stored: bool = False
    ) -> Iterator[str]:
        """Go through the records of the chosen responses as canonical JSON.

        Args:
            questionnaire: The id of the questionnaire.
            with_forgotten: Whether those of which nothing is left but how they ended come after the others.
            as_stored: Whether consents stand there as they were given in the interview, not as they are now.
        """

    def paged(self, questionnaire: str) -> PagedRecords | None:
        """Give the records by pages, where their tables may be kept."""


class StoredAnswers:
    """The finished responses of a store.

    Args:
        store: The store.
        selection: Which of them are chosen.
    """

    def __init__(self, store: Store, selection: Selection) -> None:
        self._store = store
        self._selection = selection
        self._now: Final = ConsentsNow([store])
        self._pages: Final[dict[str, Sequence[Page]]] = {}
        self._taken: Final = Counter(self._answered()) if selection else None
        self._versions: Final[Sequence[Answered]] = (
            store.pages.answered() if self._taken is None else tuple(self._taken)
        )

    @cached_property
    def chosen(self) -> Mapping[str, int]:
        """Give the questionnaires with responses that are chosen, and how many there are."""
        names = dict.fromkeys(one.questionnaire_id for one in self._versions)
        return {name: self._number(name) for name in names}

    def _number(self, questionnaire: str) -> int:
        if self._taken is not None:
            taken = self._taken.items()
            return sum(number for one, number in taken if one.questionnaire_id == questionnaire)
        on_pages = sum(page.number for page in self._pages_of(questionnaire))
        return on_pages + len(self._ended_without_answers(questionnaire))

    def _answered(self) -> Iterator[Answered]:
        """Give for each chosen response which version it answers."""
        for row in self._store.responses():
            if self._takes(row):
                yield Answered(row.questionnaire_id, row.questionnaire_hash)

    def _pages_of(self, questionnaire: str) -> Sequence[Page]:
        if questionnaire not in self._pages:
            self._pages[questionnaire] = self._store.pages.pages(questionnaire)
        return self._pages[questionnaire]

    @property
    def everything(self) -> list[Facts]:
        """Give what there is to choose from."""
        return [_facts(row) for row in self._store.responses() if _has_row(row)]

    def named(self, names: Sequence[str]) -> list[str]:
        """Give the questionnaires to export; a name may be that of a file."""
        if not names:
            return list(self.chosen)
        known = sorted({count.questionnaire_id for count in self._store.counts()})
        return _named(names, known, self.chosen)

    def versions(self, questionnaire: str) -> Instruments:
        """Give the versions, by the start of their first response."""
        return {
            one.hash: kept_instrument(self._store, one.hash)
            for one in self._versions
            if one.questionnaire_id == questionnaire
        }

    def records(
        self, questionnaire: str, *, with_forgotten: bool = True, as_stored: bool = False
    ) -> Iterator[str]:
        """Give the records by start; then those of which the answers were deleted."""
        for row, document in self._store.documents(questionnaire):
            if self._selection.takes(_facts(row)):
                yield document if as_stored else self._now.record(row.id, document)
        if with_forgotten:
            yield from self._forgotten(questionnaire)

    def paged(self, questionnaire: str) -> PagedRecords | None:
        """Give the records by pages, where all are chosen and the folder of the store takes files."""
        pages = self._store.pages
        if self._selection or not os.access(self._store.path.parent, os.W_OK):
            return None
        return PagedRecords(
            folder=pages.folder / questionnaire,
            pages=[
                RecordPage(
                    page.place,
                    page.number,
                    page.mark,
                    partial(self._documents, questionnaire, page),
                )
                for page in self._pages_of(questionnaire)
            ],
            rest=partial(self._forgotten, questionnaire),
        )

    def _documents(self, questionnaire: str, page: Page) -> Iterator[str]:
        for response, document in self._store.pages.documents(questionnaire, page):
            yield self._now.record(response, document)

    def _forgotten(self, questionnaire: str) -> Iterator[str]:
        """Give the records of which the answers were deleted at the end of the interview."""
        rows = self._ended_without_answers(questionnaire)
        versions = self.versions(questionnaire) if rows else {}
        for row in rows:
            (event,) = self._store.events(row.id)
            yield canonical(forgotten_record(versions[row.questionnaire_hash], event))

    def _ended_without_answers(self, questionnaire: str) -> list[ResponseRow]:
        return [row for row in self._store.pages.forgotten(questionnaire) if self._takes(row)]

    def _takes(self, row: ResponseRow) -> bool:
        return _has_row(row) and self._selection.takes(_facts(row))


@frozen
class Kept:
    """What there is of a questionnaire.

    Attributes:
        questionnaire: Its id.
        versions: Its versions by hash, oldest first.
        records: The records of its finished responses as canonical JSON; can be gone through again.
        paged: The same by pages, where their tables may be kept.
    """

    questionnaire: str
    versions: Instruments
    records: Iterable[str] = ()
    paged: PagedRecords | None = None


def kept(store: Store, questionnaire: str) -> Kept:
    """Give what a store has of the finished responses to a questionnaire; no version where there is none."""
    answers = StoredAnswers(store, Selection())
    records = Counted(lambda: answers.records(questionnaire))
    versions = answers.versions(questionnaire)
    return Kept(questionnaire, versions, records, answers.paged(questionnaire))


def _has_row(row: ResponseRow) -> bool:
    """Tell whether a response is exported: it came to its end, and was not withdrawn afterwards."""
    return row.state is not ResponseState.OPEN and row.disposition != Disposition.WITHDRAWN


def _facts(row: ResponseRow) -> Facts:
    location = row.session.get("location")
    return Facts(
        day=row.started_at[:10],
        location=location if isinstance(location, int) else None,
        disposition=row.disposition,
        version=row.questionnaire_version,
    )


def ids_of(names: Sequence[str]) -> list[str]:
    """Give the ids of questionnaires that were named by id or by file."""
    return [id_of(Path(name)) if Path(name).is_file() else name for name in names]


def records_in(
    folder: Path, data: DataFolder, kind: Kind
) -> tuple[AnswerFolder, list[FoundRecord], int]:
    """Look through a folder of answer files.

    Returns: What was read; the records of the kind that is meant, without those that were withdrawn; and how many
        were withdrawn.
    """
    read = AnswerFolder(folder)
    stones = [stone for store in data.every() for stone in store.tombstones()]
    there = [one for one in read.records if kind.has(one.data["session"])]
    left = [one for one in there if not any(stone.is_of_response(one.response) for stone in stones)]
    return read, left, len(there) - len(left)


def _named(names: Sequence[str], known: list[str], chosen: Mapping[str, int]) -> list[str]:
    ids = ids_of(names)
    for name in ids:
        if known and name not in known:
            hints, parts = offers(name, known, say("questionnaires with responses are: {known}"))
            message = say("There are no responses to a questionnaire '{name}'.")
            raise UnknownName(message, hint=hints, name=name, **parts)
    return [name for name in dict.fromkeys(ids) if name in chosen]


class FolderAnswers:
    """The records in a folder of answer files.

    Args:
        folder: The folder.
        data: Where questionnaires are kept that the records may answer, and what was withdrawn.
        selection: Which of them are chosen.
        kind: Which are meant; the others are passed over.
        files: Questionnaires that were named, by file or id.

    Attributes:
        chosen: The questionnaires with records that are chosen, and how many there are.
        withdrawn: How many records are passed over, as their answers were withdrawn.

    Raises:
        InvalidFile: Something is wrong with some files: all of it. Nothing of the folder is taken then.
    """

    def __init__(
        self,
        folder: Path,
        data: DataFolder,
        selection: Selection,
        kind: Kind,
        *,
        files: Sequence[str] = (),
    ) -> None:
        self._selection = selection
        read, left, self.withdrawn = records_in(folder, data, kind)
        self.everything = [_facts_of(one) for one in left]
        self._records = [one for one in left if selection.takes(_facts_of(one))]
        self.chosen: dict[str, int] = {}
        for one in self._records:
            self.chosen[_questionnaire(one)] = self.chosen.get(_questionnaire(one), 0) + 1
        self._now: Final = ConsentsNow(data.every())
        self._known = KnownVersions(data, files)
        problems = [*read.problems, *self._problems()]
        if problems:
            raise InvalidFile(problems)

    def named(self, names: Sequence[str]) -> list[str]:
        """Give the questionnaires to export; a name may be that of a file."""
        return _named(names, sorted(self.chosen), self.chosen) if names else list(self.chosen)

    def versions(self, questionnaire: str) -> Instruments:
        """Give the versions, by the start of their first record."""
        found: dict[str, Instrument] = {}
        for one in self._records:
            instrument = self._known.instrument(one)
            if _questionnaire(one) == questionnaire and instrument is not None:
                found.setdefault(instrument.hash, instrument)
        return found

    def records(
        self,
        questionnaire: str,
        *,
        with_forgotten: bool = True,  # noqa: ARG002 - answer files are of those who have answers
        as_stored: bool = False,
    ) -> Iterator[str]:
        """Give the records by start; what respondents said afterwards is known from this computer."""
        for one in self._records:
            if _questionnaire(one) == questionnaire:
                yield one.read() if as_stored else self._now.record(one.response, one.read())

    def paged(self, questionnaire: str) -> None:
        """Give no pages."""

    def _problems(self) -> Iterator[Problem]:
        """Find the records that cannot be exported."""
        known = []
        for one in self._records:
            if self._known.instrument(one) is not None:
                known.append(one)
            else:
                about = one.data["questionnaire"]
                message = Said(
                    say("the questionnaire that this answers is not here: {name} {version}"),
                    name=about["id"],
                    version=about.get("version", ""),
                )
                hint = Said(
                    say(
                        "put its file into questionnaires/, or name it: the hash of its content is {hash}"
                    ),
                    hash=about["hash"][:12],
                )
                yield Problem("unknown-questionnaire", message, one.place, hint)
        tables = {
            name: readings(column_plan(versions))
            for name in self.chosen
            if (versions := self.versions(name))
        }
        for one in known:
            if problem := _unreadable(one, tables[_questionnaire(one)]):
                yield problem


def _questionnaire(one: FoundRecord) -> str:
    return str(one.data["questionnaire"]["id"])


def _facts_of(one: FoundRecord) -> Facts:
    session: Mapping[str, Any] = one.data["session"]
    location = session.get("location")
    return Facts(
        day=str(one.data["began"])[:10],
        location=location if isinstance(location, int) else None,
        disposition=one.data["disposition"],
        version=str(one.data["questionnaire"].get("version", "")),
    )


def _unreadable(one: FoundRecord, tables: Sequence[Reading]) -> Problem | None:
    """Tell why a record cannot be exported; None if it can."""
    try:
        record = Record.read(one.read())
        for one_table in tables:
            list(one_table.rows(record))
    except UnreadableRecord as error:
        return Problem("unreadable-record", error.said, one.place, error.said_hint)
    return None

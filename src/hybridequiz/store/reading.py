"""What an export reads of a store: its finished responses by pages, and the folder where these are laid out.

What is laid out follows from the journal and is never asked instead of it: every page has a mark of what it holds, and
a page whose mark is not that of the store is made anew.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Final

from hybridequiz.disk import sync_folder
from hybridequiz.interview.dispositions import Disposition
from hybridequiz.store import queries
from hybridequiz.store.database import sqlite_errors
from hybridequiz.store.files import storage_errors
from hybridequiz.store.log_table import LogTable
from hybridequiz.store.rows import ResponseRow
from hybridequiz.values import frozen

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence
    from pathlib import Path

FOLDER: Final = "reading"
"""The name of the folder beside the database."""
SIZE: Final = 4_096
"""Keys a page: so many responses that began one after another, those of other questionnaires among them."""

_VERSIONS: Final = "SELECT hash FROM questionnaire WHERE id = ?"
_SPAN: Final = "SELECT min(key) / :size, max(key) / :size FROM response"
_PART: Final = """
    FROM response INDEXED BY response_by_questionnaire
    WHERE questionnaire = :version AND state = 'finished' AND key >= :first AND key < :after
"""
_PAGE: Final = f"""
    SELECT count(*), (SELECT min(key) {_PART}), (SELECT max(key) {_PART}), sum(key) {_PART}
"""
"""Asked apart, the first and the last key are found without going through all of them."""
_ANSWERED: Final = """
    SELECT id, hash FROM (
        SELECT q.id, q.hash,
            (SELECT min(key) FROM (
                SELECT min(key) AS key FROM response r WHERE r.questionnaire = q.hash AND r.state = 'open'
                UNION ALL
                SELECT min(key) FROM response r WHERE r.questionnaire = q.hash AND r.state = 'finished'
                UNION ALL
                SELECT min(key) FROM response r WHERE r.questionnaire = q.hash AND r.state = 'forgotten'
            )) AS first
        FROM questionnaire q
        WHERE EXISTS (SELECT 1 FROM response r WHERE r.questionnaire = q.hash AND r.state = 'finished')
            OR EXISTS (SELECT 1 FROM response r WHERE r.questionnaire = q.hash AND r.state = 'forgotten'
                AND r.disposition IS NOT :withdrawn)
    ) ORDER BY first
"""


_SAID_LATER: Final = """
    SELECT response / :size, count(*), max(key) FROM quotation WHERE decision IN (:revoked, :approved) GROUP BY 1
"""
"""Which pages have responses with a consent that was taken back, or given, after the interview."""


@frozen
class Answered:
    """A version of a questionnaire to which responses came to their end and were not withdrawn afterwards.

    Attributes:
        questionnaire_id: The questionnaire's id.
        hash: The hash of the version.
    """

    questionnaire_id: str
    hash: str


@frozen
class Page:
    """Some finished responses of a questionnaire, in the order in which they began.

    Attributes:
        place: Its place among all pages, from 0; where nobody finished there is none.
        number: How many responses it holds.
        mark: What tells its content from every other: a finished response never changes, it can only come or go; and
            its respondent can take back a permission, or approve a quotation.
    """

    place: int
    number: int
    mark: str


class StorePages:
    """The pages of a store.

    Args:
        path: Its database file.
        connection: The connection to it.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path: Final = path
        self._connection: Final = connection
        self._log: Final = LogTable(path, connection, "quotation")

    @property
    def folder(self) -> Path:
        """Give where pages are laid out; it need not be there."""
        return self._path.parent / FOLDER

    def answered(self) -> list[Answered]:
        """Give the versions of which there is something to export, in the order in which the first answers began."""
        with sqlite_errors(self._path):
            rows = self._connection.execute(_ANSWERED, {"withdrawn": int(Disposition.WITHDRAWN)})
            return [Answered(*row) for row in rows]

    def forgotten(self, questionnaire_id: str) -> Iterator[ResponseRow]:
        """Give the responses to a questionnaire of which nothing is kept but how they ended."""
        with sqlite_errors(self._path):
            yield from queries.forgotten(self._connection, questionnaire_id)

    def pages(self, questionnaire_id: str) -> Sequence[Page]:
        """Give the pages of a questionnaire: each is asked for by itself, as one question would sort all keys."""
        with sqlite_errors(self._path):
            versions = [row[0] for row in self._connection.execute(_VERSIONS, (questionnaire_id,))]
            first, last = self._connection.execute(_SPAN, {"size": SIZE}).fetchone()
            places = () if first is None else range(first, last + 1)
            later = self._said_later()
            found = (self._page(place, versions, later.get(place, "")) for place in places)
            return [page for page in found if page is not None]

    def _said_later(self) -> dict[int, str]:
        """Give by page a mark of what its respondents said after their interviews; lines are only added to that."""
        if not self._log.is_there():
            return {}
        from hybridequiz.store.quotation_log import Decision  # no interview needs it

        what = {"size": SIZE, "revoked": Decision.REVOKED, "approved": Decision.APPROVED}
        rows = self._connection.execute(_SAID_LATER, what)
        return {place: f" {number} {last}" for place, number, last in rows}

    def _page(self, place: int, versions: Sequence[str], later: str) -> Page | None:
        span = {"first": place * SIZE, "after": (place + 1) * SIZE}
        asked = ({"version": one, **span} for one in versions)
        parts = [self._connection.execute(_PAGE, one).fetchone() for one in asked]
        found = [part for part in parts if part[0]]
        if not found:
            return None
        numbers, firsts, lasts, totals = zip(*found, strict=True)
        number, total = sum(numbers), sum(totals)
        mark = f"{number} {total} {self._id(min(firsts))} {self._id(max(lasts))}{later}"
        return Page(place, number, mark)

    def documents(self, questionnaire_id: str, page: Page) -> Iterator[tuple[str, str]]:
        """Give the ids and the documents of the responses on a page, by start."""
        with sqlite_errors(self._path):
            yield from queries.documents_between(
                self._connection, questionnaire_id, page.place * SIZE, (page.place + 1) * SIZE
            )

    def _id(self, key: int) -> str:
        row = self._connection.execute("SELECT id FROM response WHERE key = ?", (key,)).fetchone()
        return str(row[0])


def remove_pages(store_folder: Path) -> None:
    """Remove all that was laid out of a store: something in it is to be forgotten.

    Raises:
        StorageError: It could not be removed.
    """
    folder = store_folder / FOLDER
    with storage_errors(folder):
        if folder.exists():
            shutil.rmtree(folder)
            sync_folder(store_folder)

"""What a store knows of the fieldwork beside its responses: who is invited, what was tried, who interviews today."""

from __future__ import annotations

import json
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from hybridequiz.characters import clean_text
from hybridequiz.interview.dispositions import Disposition
from hybridequiz.store import queries
from hybridequiz.store.codes import read_code, show_code
from hybridequiz.store.database import sqlite_errors, transaction
from hybridequiz.store.errors import CodeError
from hybridequiz.store.rows import from_text, to_text
from hybridequiz.values import field, frozen

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from hybridequiz.interview.events import Json
    from hybridequiz.store.rows import ResponseRow
    from hybridequiz.store.tallies import Double, Tally

Words = dict[str, dict[str, str]]
"""Wordings by language, of the audience and of the location."""

_HYPHENS: Final = {ord(one): None for one in "-\u2010\u2011\u2012\u2013\u2014\u2212"}
_INTERVIEWER: Final = "interviewer"


class Standing(StrEnum):
    """Where a case stands; all but the first three end as a disposition of the same name."""

    OPEN = "open"
    """Nothing was tried yet."""
    APPOINTMENT = "appointment"
    """Somebody is expected."""
    IN_PROGRESS = "in_progress"
    """An interview is under way."""
    NOT_REACHED = "not_reached"
    OTHER = "other"
    COMPLETE = "complete"
    PARTIAL = "partial"
    REFUSED = "refused"
    BROKE_OFF = "broke_off"
    NOT_ELIGIBLE = "not_eligible"
    WITHDRAWN = "withdrawn"

    @classmethod
    def of(cls, disposition: int | None) -> Standing:
        """Give where a case stands whose interview ended so.

        Raises:
            ValueError: when it has not ended, or was a test: that is no result of a case.
        """
        return cls(Disposition(disposition or 0).name.lower())

    @property
    def disposition(self) -> Disposition | None:
        """Give the disposition; None while nothing has come of the case."""
        return Disposition.__members__.get(self.name)

    @property
    def may_begin(self) -> bool:
        """Tell whether an interview can begin."""
        return self in (
            Standing.OPEN,
            Standing.APPOINTMENT,
            Standing.NOT_REACHED,
            Standing.OTHER,
        )


@frozen
class Case:
    """Somebody who is invited, known by a code.

    Attributes:
        shown: The code as people read it.
        audience: Whom the questionnaire asks that is for this case.
        location: The location's code, where the study has locations.
        organisation: The code of the organisation: to count organisations, for nothing else.
        words: Audience and location in words, by language.
        prefilled: What is thought to be the answer to some questions, as `Answer.to_json` gives it.
    """

    shown: str
    audience: str
    location: int | None = None
    organisation: str = ""
    words: Words = field(default_factory=dict)
    prefilled: Mapping[str, Json] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Give the code as it is compared."""
        return fold_case(self.shown)

    @property
    def facts(self) -> tuple[object, ...]:
        """Give what a list says of the case; the words come from its questionnaire."""
        return (self.audience, self.location, self.organisation, dict(self.prefilled))

    @property
    def is_own(self) -> bool:
        """Tell whether the code has a check symbol, and so can be the code of the interview too."""
        return is_own_code(self.shown)


@frozen
class Attempt:
    """One line of the log of a case.

    Attributes:
        key: The code of the case, as it is compared.
        result: What came of it.
        at: When, ISO 8601; of what an interview left, the day only.
        appointment: For when, where somebody is expected.
        interviewer: Who tried, by code.
        note: What is good to know next time.
    """

    key: str
    result: Standing
    at: str
    appointment: str = ""
    interviewer: str = ""
    note: str = ""


def fold_case(typed: str) -> str:
    """Give a case code as it is compared: upper and lower case, spaces and hyphens do not matter."""
    return "".join(clean_text(typed).upper().translate(_HYPHENS).split())


def is_own_code(text: str) -> bool:
    """Tell whether a code was made here, or as here."""
    try:
        read_code(text)
    except CodeError:
        return False
    return True


def shown_case(typed: str) -> str:
    """Give a case code as people read it; one of a list made elsewhere as it stands there."""
    return (
        show_code(read_code(typed)) if is_own_code(typed) else " ".join(clean_text(typed).split())
    )


class FieldBook:
    """The case list, the log of attempts and the interviewer of the day, in one store.

    Every method raises `StorageError` and `StoreDamaged` as those of the store do.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path: Final = path
        self._connection: Final = connection

    # The case list

    def has_cases(self) -> bool:
        """Tell whether a case list was loaded; a store of an earlier version that may not be written has none."""
        with self._errors():
            return self._has("invited") and bool(
                self._connection.execute("SELECT 1 FROM invited LIMIT 1").fetchone()
            )

    def cases(self) -> list[Case]:
        """Give the cases, in the order in which they were added."""
        with self._errors():
            if not self._has("invited"):
                return []
            rows = self._connection.execute(f"{_CASE} ORDER BY rowid")
            return [_read_case(row) for row in rows]

    def case(self, key: str) -> Case | None:
        """Give the case with this code, as `fold_case` gave it."""
        with self._errors():
            row = None
            if self._has("invited"):
                row = self._connection.execute(f"{_CASE} WHERE code = ?", (key,)).fetchone()
            return None if row is None else _read_case(row)

    def keep_cases(self, cases: Sequence[Case]) -> None:
        """Add cases, in one commit; one that is there takes the new facts."""
        with self._errors(), transaction(self._connection):
            for case in cases:
                self._connection.execute(
                    _KEEP_CASE,
                    (
                        case.key,
                        case.shown,
                        case.audience,
                        case.location,
                        case.organisation,
                        json.dumps(case.words),
                        to_text(case.prefilled),
                    ),
                )

    def drop_prefilled(self, key: str) -> None:
        """Delete what was thought to be the answers of somebody who withdrew."""
        with self._errors():
            if self._has("invited"):
                self._connection.execute(
                    "UPDATE invited SET prefilled = '{}' WHERE code = ?", (key,)
                )

    # What was tried

    def attempts(self, key: str | None = None) -> list[Attempt]:
        """Give the log, of a case or of all, the oldest first."""
        with self._errors():
            if not self._has("attempt"):
                return []
            rows = self._connection.execute(_ATTEMPTS, (key,))
            return [Attempt(code, Standing(result), *rest) for code, result, *rest in rows]

    def log(self, attempt: Attempt) -> None:
        """Add a line to the log; nothing in it is ever changed."""
        with self._errors():
            self._connection.execute(_LOG, _attempt_row(attempt))

    def log_ending(self, case: str, disposition: int, day: str) -> None:
        """Note what an interview came to of which nothing leads back to its case.

        Args:
            case: The code of the case.
            disposition: How the interview ended.
            day: On which day; with the moment it could be told which interview it was.
        """
        ending = Attempt(fold_case(case), Standing.of(disposition), day)
        if self.attempts(ending.key)[-1:] != [ending]:
            self.log(ending)

    def close_withdrawn(self, attempt: Attempt) -> None:
        """Let one line take the place of the log of somebody who withdrew: notes are about a person."""
        with self._errors(), transaction(self._connection):
            self._connection.execute("DELETE FROM attempt WHERE code = ?", (attempt.key,))
            self._connection.execute(_LOG, _attempt_row(attempt))

    def responses_of(self, case: Case) -> list[ResponseRow]:
        """Give the interviews of a case, in the order in which they began."""
        with self._errors():
            return queries.responses_of_case(self._connection, case.shown)

    def answered_questionnaires(self) -> list[str]:
        """Give the hashes of the questionnaires that were answered, in the order in which they first were."""
        with self._errors():
            return [content for (content,) in self._connection.execute(_ANSWERED)]

    def tallies(self) -> list[Tally]:
        """Count the responses by questionnaire, location, state and disposition."""
        from hybridequiz.store.tallies import tallies  # no interview needs it

        with self._errors():
            return tallies(self._connection)

    def doubles(self) -> list[Double]:
        """Give the usable responses of cases that have another one, which is the one that counts."""
        from hybridequiz.store.tallies import doubles  # no interview needs it

        with self._errors():
            return doubles(self._connection)

    # The interviewer of the day

    def interviewer_on(self, day: date) -> str:
        """Give the code that the interviewer typed on this day, or nothing."""
        with self._errors():
            row = None
            if self._has("setting"):
                query = "SELECT value FROM setting WHERE name = ?"
                row = self._connection.execute(query, (_INTERVIEWER,)).fetchone()
        known = from_text(row[0]) if row else {}
        return str(known.get("code", "")) if known.get("day") == day.isoformat() else ""

    def remember_interviewer(self, code: str, day: date) -> None:
        """Remember who interviews on this day."""
        if self.interviewer_on(day) == code:
            return
        value = to_text({"code": code, "day": day.isoformat()})
        with self._errors():
            self._connection.execute(
                "INSERT OR REPLACE INTO setting VALUES (?, ?)", (_INTERVIEWER, value)
            )

    def forget_interviewer(self) -> None:
        """Forget who interviews today; it is asked again."""
        with self._errors():
            if self._has("setting"):
                self._connection.execute("DELETE FROM setting WHERE name = ?", (_INTERVIEWER,))

    @contextmanager
    def _errors(self) -> Iterator[None]:
        with sqlite_errors(self._path):
            yield

    def _has(self, table: str) -> bool:
        query = "SELECT 1 FROM sqlite_schema WHERE name = ?"
        return self._connection.execute(query, (table,)).fetchone() is not None


_CASE: Final = "SELECT shown, audience, location, organisation, words, prefilled FROM invited"
_KEEP_CASE: Final = """
    INSERT INTO invited VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (code) DO UPDATE SET
        shown = excluded.shown, audience = excluded.audience, location = excluded.location,
        organisation = excluded.organisation, words = excluded.words, prefilled = excluded.prefilled
"""
_ATTEMPTS: Final = """
    SELECT code, result, at, appointment, interviewer, note FROM attempt
    WHERE code = coalesce(?, code) ORDER BY key
"""
_LOG: Final = """
    INSERT INTO attempt (code, result, at, appointment, interviewer, note)
    VALUES (?, ?, ?, ?, ?, ?)
"""
_ANSWERED: Final = "SELECT questionnaire FROM response GROUP BY questionnaire ORDER BY min(key)"


def _attempt_row(attempt: Attempt) -> tuple[str, ...]:
    return (
        attempt.key,
        attempt.result.value,
        attempt.at,
        attempt.appointment,
        attempt.interviewer,
        attempt.note,
    )


def _read_case(row: tuple[str, str, int | None, str, str, str]) -> Case:
    shown, audience, location, organisation, words, prefilled = row
    kept: Words = from_text(words)  # type: ignore[assignment]  # written by `keep_cases`
    return Case(shown, audience, location, organisation, kept, from_text(prefilled))

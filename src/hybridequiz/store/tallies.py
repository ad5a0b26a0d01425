"""Counts of the responses in a store, and which of them are of a case that was answered before."""

from __future__ import annotations

import sqlite3
from typing import Final

from hybridequiz.store.rows import ResponseState
from hybridequiz.values import frozen

_TALLIES: Final = """
    SELECT questionnaire, json_extract(session, '$.location') AS place, state, disposition, count(*)
    FROM response GROUP BY questionnaire, place, state, disposition
    ORDER BY questionnaire, place, state, disposition
"""
_DOUBLES: Final = """
    WITH usable AS (
        SELECT q.id AS questionnaire, json_extract(r.session, '$.case') AS code, r.id AS id, r.questionnaire AS content,
            json_extract(r.session, '$.location') AS place, r.disposition AS disposition, r.started_at AS started
        FROM response r JOIN questionnaire q ON q.hash = r.questionnaire
        WHERE r.state = 'finished' AND r.disposition IN (10, 11) AND json_extract(r.session, '$.case') <> ''
    )
    SELECT questionnaire, code, id, content, place, disposition FROM usable
    WHERE (questionnaire, code) IN (SELECT questionnaire, code FROM usable GROUP BY 1, 2 HAVING count(*) > 1)
    ORDER BY disposition, started, id
"""


@frozen
class Tally:
    """How many responses there are of one kind.

    Attributes:
        questionnaire_hash: The content that they answer.
        location: Where they were given.
        state: Where they stand.
        disposition: How they ended; None where they have not.
        responses: How many.
    """

    questionnaire_hash: str
    location: int | None
    state: ResponseState
    disposition: int | None
    responses: int


@frozen
class Double:
    """A usable response of a case that has another one, which counts.

    Attributes:
        response: Its id.
        questionnaire_hash: The content that it answers.
        location: Where it was given.
        disposition: How it ended.
    """

    response: str
    questionnaire_hash: str
    location: int | None
    disposition: int


def tallies(connection: sqlite3.Connection) -> list[Tally]:
    """Count the responses by questionnaire, location, state and disposition."""
    return [
        Tally(content, place, ResponseState(state), *rest)
        for content, place, state, *rest in connection.execute(_TALLIES)
    ]


def doubles(connection: sqlite3.Connection) -> list[Double]:
    """Give the usable responses of cases that have another one, which is the one that counts.

    That is the first complete one, or else the first (requirement R18 of the field).
    """
    seen: set[tuple[str, str]] = set()
    found = []
    for questionnaire, case, *double in connection.execute(_DOUBLES):
        if (questionnaire, case) in seen:
            found.append(Double(*double))
        seen.add((questionnaire, case))
    return found

"""The responses of a store, as leads are looked for in them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from hybridequiz.cli.locating import UnknownName
from hybridequiz.export.record import Record
from hybridequiz.interview.leads import Case, case_of
from hybridequiz.problems import offers, say
from hybridequiz.questionnaire.rosters import unrolled
from hybridequiz.store.kept import kept_instrument

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hybridequiz.questionnaire.instrument import Instrument
    from hybridequiz.store.journal import Store


def cases_of(store: Store, questionnaire: str = "") -> Iterator[tuple[str, Case]]:
    """Give the finished responses that have answers, each with its code.

    Args:
        store: Where they are.
        questionnaire: The id of the questionnaire; all if empty.

    Raises:
        UnknownName: Nothing here is an answer to the questionnaire that is named.
    """

    @cache
    def instrument(content: str) -> Instrument:
        return unrolled(kept_instrument(store, content))

    known = sorted({count.questionnaire_id for count in store.counts()})
    if questionnaire and questionnaire not in known:
        hints, parts = offers(
            questionnaire, known, say("questionnaires with responses are: {known}")
        )
        message = say("There are no responses to a questionnaire '{name}'.")
        raise UnknownName(message, hint=hints, name=questionnaire, **parts)
    for name in [questionnaire] if questionnaire else known:
        for row, document in store.documents(name):
            record = Record.read(document)
            found = instrument(row.questionnaire_hash)
            yield row.code, case_of(found, record.session, record.by_address, record.happened)

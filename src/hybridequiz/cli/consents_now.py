"""Consents as they are now: what respondents said after their interviews stands in the log of quotations."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from hybridequiz.store.answer_file import canonical
from hybridequiz.store.quotation_state import afterwards

if TYPE_CHECKING:
    from hybridequiz.interview.afterwards import Afterwards
    from hybridequiz.store.journal import Store


class ConsentsNow:
    """Gives records with their consents as they are now.

    Args:
        stores: Have the logs; they are read when the first record is asked for.
    """

    def __init__(self, stores: Iterable[Store]) -> None:
        self._stores = tuple(stores)

    def record(self, response: str, document: str) -> str:
        """Give the record of a response as canonical JSON; the one that is kept is not changed.

        Args:
            response: The id of the response.
            document: The record as it is kept.
        """
        if response not in self._responses:
            return document
        return canonical(self._afterwards.record(json.loads(document)))

    @cached_property
    def _afterwards(self) -> Afterwards:
        return afterwards(chain.from_iterable(one.quotations.all() for one in self._stores))

    @cached_property
    def _responses(self) -> frozenset[str]:
        return self._afterwards.responses

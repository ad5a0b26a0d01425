"""The questionnaires that records from elsewhere answer: from the stores here, from files, or among those at hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hybridequiz.cli.locating import available, find_questionnaire
from hybridequiz.problems import HybridequizError
from hybridequiz.questionnaire.load import load
from hybridequiz.store.errors import NotInStore
from hybridequiz.store.kept import kept_instrument

if TYPE_CHECKING:
    from hybridequiz.questionnaire.instrument import Instrument
    from hybridequiz.store.answer_folder import FoundRecord
    from hybridequiz.store.data import DataFolder


class KnownVersions:
    """The questionnaires at hand, by the hash of their content.

    Args:
        data: Has the stores that keep what was answered.
        files: Questionnaires that were named, by file or id.
    """

    def __init__(self, data: DataFolder, files: Sequence[str]) -> None:
        self._stores = list(data.every())
        self._files = files
        self._found: dict[str, Instrument | None] = {}

    def instrument(self, one: FoundRecord) -> Instrument | None:
        """Give what a record answers; None where it is not here."""
        content = str(one.data["questionnaire"]["hash"])
        if content not in self._found:
            self._found[content] = self._look_for(content, str(one.data["questionnaire"]["id"]))
        return self._found[content]

    def _look_for(self, content: str, name: str) -> Instrument | None:
        for store in self._stores:
            try:
                return kept_instrument(store, content)
            except NotInStore:
                continue
        for path in self._paths(name):
            try:
                instrument = load(path)
            except HybridequizError:
                continue  # whatever is wrong with it: it is not what was answered
            if instrument.hash == content:
                return instrument
        return None

    def _paths(self, name: str) -> list[Path]:
        named = [find_questionnaire(one) for one in self._files]
        here = available()
        return [*named, *([here[name]] if name in here else [])]

"""Who answered: what the chapter on the method says of an audience, with what would tell of few left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from hybridequiz.questionnaire.conditions.naming import TODAY
from hybridequiz.questionnaire.texts import Text
from hybridequiz.report.figures import Audience
from hybridequiz.report.organisations import CASE, organisations_told
from hybridequiz.report.responses import Alike
from hybridequiz.report.suppression import Rules, told_alone

if TYPE_CHECKING:
    from hybridequiz.report.making import Asked

VERSION: Final = "version"
MODE: Final = "session_mode"
_MONTH: Final = len("2026-11")

Names = tuple[str, ...]


class Answered:
    """What is known of the responses of an audience as a whole.

    Args:
        asked: The audience with its responses.
        name: What it is called.
        rules: What is too small.
        with_groups: Whether its groups may be shown.
    """

    def __init__(self, asked: Asked, name: Text, rules: Rules, *, with_groups: bool) -> None:
        self._asked: Final = asked
        self._name: Final = name
        self._rules: Final = rules
        self._with_groups: Final = with_groups
        self._version: Final = asked.fact(VERSION)
        self._case: Final[Names] = (asked.fact(CASE),) if asked.organisations else ()

    @property
    def wanted(self) -> list[Names]:
        """Name what is looked at together, as `audience` takes it."""
        return [(), (self._version,), (MODE,), (TODAY,), self._case]

    def audience(self, found: Sequence[Sequence[Alike]]) -> Audience:
        """Say who answered.

        Args:
            found: The responses, by what they say of all that is wanted.
        """
        everybody, versions, modes, days, cases = found
        number = sum(one.number for one in everybody)
        if number < self._rules.threshold:
            versions_told = self._shown(numbers_of(versions, self._version))
            return Audience(self._asked.id, self._name, None, versions_told)
        months = sorted({str(one.said[TODAY])[:_MONTH] for one in days})
        audience = Audience(
            id=self._asked.id,
            title=self._name,
            number=number,
            versions=self._shown(numbers_of(versions, self._version)),
            modes=self._shown(numbers_of(modes, MODE)),
            period=(months[0], months[-1]) if months else None,
        )
        if self._case:
            (name,) = self._case
            told = self._rules if self._with_groups else None
            known = self._asked.organisations
            return organisations_told(audience, numbers_of(cases, name), known, told)
        return audience

    def _shown(self, numbers: Mapping[str, int]) -> tuple[tuple[str, int | None], ...]:
        """Give the numbers of a partition that may be shown."""
        return tuple(told_alone(dict(sorted(numbers.items())), self._rules).items())


def numbers_of(found: Sequence[Alike], name: str) -> Counter[str]:
    """Count by what a name stands for."""
    numbers: Counter[str] = Counter()
    for one in found:
        numbers[str(one.said[name])] += one.number
    return numbers

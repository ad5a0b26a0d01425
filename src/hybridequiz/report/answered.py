"""Who answered: what the chapter on the method says of an audience, with what would tell of few left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from hybridequiz.interview.dispositions import Disposition
from hybridequiz.questionnaire.conditions.naming import TODAY
from hybridequiz.questionnaire.states import Missing
from hybridequiz.questionnaire.texts import Text
from hybridequiz.report.alternatives import private
from hybridequiz.report.by_mode import MODE
from hybridequiz.report.combinations import DISPOSITION
from hybridequiz.report.figures import Audience, Unsure
from hybridequiz.report.numbers import percentage
from hybridequiz.report.organisations import CASE, organisations_told
from hybridequiz.report.reading import why_name
from hybridequiz.report.responses import Alike
from hybridequiz.report.suppression import Rules, told_alone
from hybridequiz.report.tables import share
from hybridequiz.values import frozen, replace

if TYPE_CHECKING:
    from hybridequiz.report.audience_report import Asked

VERSION: Final = "version"
HAS_VALUE: Final = "1"
"""What is known of an answer that there is."""
_MONTH: Final = len("2026-11")

Names = tuple[str, ...]


@frozen
class Offering:
    """A question to which "don't know" can be said.

    Attributes:
        id: Its id.
        text: What is asked.
        is_delicate: Whether it is asked in private.
        follows: Whether it is asked depending on what is asked in private: how many answered it tells of that.
    """

    id: str
    text: Text
    is_delicate: bool
    follows: bool


def offering(asked: Asked) -> Iterator[Offering]:
    """Give the questions to which "don't know" can be said, in any version; those of rosters left out."""
    in_private = private(asked.instruments).names
    for planned in asked.plan.questions:
        found = [known for one in asked.instruments if (known := one.by_id.get(planned.id))]
        offers = any(
            one.question is not None and Missing.DONT_KNOW in one.question.missing for one in found
        )
        if offers:
            is_delicate = any(one.item.self_block for one in found)
            follows = any((one.looks_at | one.depends_on) & in_private for one in found)
            yield Offering(planned.id, planned.text, is_delicate, follows)


class Answered:
    """What is known of the responses of an audience as a whole.

    Args:
        asked: The audience with its responses.
        name: What it is called.
        rules: What is too small.
        flag: The share of "don't know", in percent, above which a question is named.
        with_groups: Whether its groups may be shown.
    """

    def __init__(
        self, asked: Asked, name: Text, rules: Rules, flag: int, *, with_groups: bool
    ) -> None:
        self._flag: Final = flag
        self._asked: Final = asked
        self._name: Final = name
        self._rules: Final = rules
        self._with_groups: Final = with_groups
        self._version: Final = asked.plan.fact(VERSION)
        self._disposition: Final = asked.plan.fact(DISPOSITION)
        self._offering: Final = tuple(offering(asked))
        self._case: Final[Names] = (asked.plan.fact(CASE),) if asked.organisations else ()

    @property
    def wanted(self) -> list[Names]:
        """Name what is looked at together, as `audience` takes it."""
        return [
            (),
            (self._version,),
            (MODE,),
            (TODAY,),
            self._case,
            (self._disposition,),
            *self._unknown,
        ]

    @property
    def _unknown(self) -> list[Names]:
        return [(why_name(one.id),) for one in self._offering]

    def audience(self, found: Sequence[Sequence[Alike]]) -> Audience:
        """Say who answered.

        Args:
            found: The responses, by what they say of all that is wanted.
        """
        everybody, versions, _, days, cases, endings, *unknown = found
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
            modes=self._shown(self.modes(found)),
            period=(months[0], months[-1]) if months else None,
            complete=self._complete(numbers_of(endings, self._disposition)),
        )
        audience = self._with_unknown(audience, unknown)
        if self._case:
            (name,) = self._case
            told = self._rules if self._with_groups else None
            known = self._asked.organisations
            return organisations_told(audience, numbers_of(cases, name), known, told)
        return audience

    def _complete(self, endings: Mapping[str, int]) -> int | None:
        """Give how many are complete; None where that would tell of a few, of these or of the others."""
        told = dict(self._shown(endings))
        complete = str(Disposition.COMPLETE.value)
        return None if None in told.values() else told.get(complete, 0)

    def _with_unknown(self, audience: Audience, found: Sequence[Sequence[Alike]]) -> Audience:
        """Say how often "don't know" was said, and to which questions by many.

        Questions that few answered are left out: a figure of who gave an answer is hidden then; and those that are
        asked depending on what was said in private. That itself is not in the share of all: it would undo its bound.
        """
        given = unknown = 0
        unsure = []
        for one, alike in zip(self._offering, found, strict=True):
            reasons = numbers_of(alike, why_name(one.id))
            said, valued = reasons[Missing.DONT_KNOW], reasons[HAS_VALUE]
            base = said + valued
            if one.follows or min(base, valued or base) < self._rules.threshold:
                continue
            if not one.is_delicate:
                given, unknown = given + base, unknown + said
            if 100 * said > self._flag * base:
                figure = share(said, base, self._rules, is_delicate=one.is_delicate)
                unsure.append(Unsure(one.id, one.text, figure))
        percent = percentage(unknown, given) if given else None
        return replace(audience, dont_know=percent, unsure=tuple(unsure))

    def modes(self, found: Sequence[Sequence[Alike]]) -> Mapping[str, int]:
        """Count by mode.

        Args:
            found: The responses, by what they say of all that is wanted.
        """
        return numbers_of(found[self.wanted.index((MODE,))], MODE)

    def _shown(self, numbers: Mapping[str, int]) -> tuple[tuple[str, int | None], ...]:
        """Give the numbers of a partition that may be shown: none beside an earlier report, if few came in since."""
        if not self._with_groups and len(numbers) > 1:
            return tuple((name, None) for name in sorted(numbers))
        return tuple(told_alone(dict(sorted(numbers.items())), self._rules).items())


def numbers_of(found: Sequence[Alike], name: str) -> Counter[str]:
    """Count by what a name stands for."""
    numbers: Counter[str] = Counter()
    for one in found:
        numbers[str(one.said[name])] += one.number
    return numbers

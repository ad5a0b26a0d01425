"""Public reports after each other: whoever has two of them can take one from the other.

So groups are shown again only when enough respondents came in since the last report that showed groups, or none did:
then it is the same report. Groups that are cut otherwise than before are other groups of the same people. What was
published stands in the log of exports, as a hash over who was in it and how the groups were cut.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from hybridequiz.cli.export_logging import Logged
from hybridequiz.values import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hybridequiz.questionnaire.indicators import Breakdown
    from hybridequiz.report.audience_report import Asked
    from hybridequiz.store.journal import Store

PUBLISHED: Final = "report --public"
"""How the options of a public report begin in the log."""
GROUPS: Final = "groups:"
"""Stands before the hash of whose groups were shown."""


@frozen
class Cases:
    """The cases that a report is of.

    Attributes:
        number: How many there are.
        digest: A hash over their ids and the groups: the same for the same, and it tells nothing else.
    """

    number: int
    digest: str


def cases_of(asked: Asked, breakdowns: Iterable[Breakdown], details: Sequence[str] = ()) -> Cases:
    """Give the cases of an audience.

    Args:
        asked: The audience.
        breakdowns: The breakdowns of the study.
        details: What is said of who is quoted.
    """
    ids = sorted(asked.responses.ids())
    cuts = [
        repr((one.id, one.of, [(group.id, group.where) for group in one.groups]))
        for one in breakdowns
        if one.concerns(asked.id)
    ]
    cuts += [repr(("quotations", tuple(details)))] if details else []
    digest = hashlib.sha256("\n".join([*ids, *cuts]).encode()).hexdigest()[:16]
    return Cases(len(ids), digest)


class Publishing:
    """A public report of what counts, beside those before it.

    Args:
        store: Where it is logged what was published.
        asked: The audiences.
        least: How many respondents must have come in since groups were shown.
        breakdowns: How the study cuts audiences into groups.
        details: What is said of who is quoted, by audience: those who have it in common are a group too.

    Attributes:
        withheld: The audiences whose groups it must not show.
    """

    def __init__(
        self,
        store: Store,
        asked: Sequence[Asked],
        least: int,
        breakdowns: Sequence[Breakdown],
        details: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self._store: Final = store
        said = details or {}
        self._cases: Final = [
            (one, cases_of(one, breakdowns, said.get(one.id, ()))) for one in asked
        ]
        last = _last(store)
        self.withheld: Final = frozenset(
            one.id
            for one, now in self._cases
            if (before := last.get(one.plan.questionnaire)) is not None
            and now.digest != before.digest
            and now.number - before.number < least
        )

    def log(self, form: str) -> None:
        """Write into the log what was published.

        Raises:
            StorageError: It cannot be written.
        """
        for one, cases in self._cases:
            how = [PUBLISHED, f"--format {form}"]
            if one.id not in self.withheld:
                how.append(f"{GROUPS}{cases.digest}")
            name = one.plan.questionnaire
            self._store.exports.add(Logged(name, cases.number, how, from_files=False).line())


def _last(store: Store) -> Mapping[str, Cases]:
    """Give by questionnaire the cases of the last public report that showed groups."""
    found: dict[str, Cases] = {}
    for one in store.exports.all():
        _, mark, digest = one.options.partition(GROUPS)
        if mark and one.options.startswith(PUBLISHED):
            found[one.questionnaire] = Cases(one.number, digest)
    return found

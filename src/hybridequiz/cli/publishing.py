"""Public reports after each other: whoever has two of them can take one from the other.

So groups are shown again only when enough respondents came in since the last report that showed groups, or none did:
then it is the same report. What was published stands in the log of exports, as a hash over who was in it.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from hybridequiz.cli.export_logging import Logged
from hybridequiz.values import frozen

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from hybridequiz.report.making import Asked
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
        digest: A hash over their ids: the same for the same cases, and it tells nothing else.
    """

    number: int
    digest: str


def cases_of(asked: Asked) -> Cases:
    """Give the cases of an audience."""
    ids = sorted(asked.responses.ids())
    digest = hashlib.sha256("\n".join(ids).encode()).hexdigest()[:16]
    return Cases(len(ids), digest)


def groups_to_withhold(store: Store, asked: Sequence[Asked], least: int) -> frozenset[str]:
    """Name the audiences whose groups a new public report must not show.

    Args:
        store: Where it is logged what was published.
        asked: The audiences.
        least: How many respondents must have come in since.
    """
    last = _last(store)
    withheld = set()
    for one in asked:
        before = last.get(one.plan.questionnaire)
        if before is None:
            continue
        now = cases_of(one)
        if now.digest != before.digest and now.number - before.number < least:
            withheld.add(one.id)
    return frozenset(withheld)


def log_report(store: Store, asked: Sequence[Asked], withheld: Collection[str], form: str) -> None:
    """Write into the log what was published.

    Raises:
        StorageError: It cannot be written.
    """
    for one in asked:
        cases = cases_of(one)
        how = [PUBLISHED, f"--format {form}"]
        if one.id not in withheld:
            how.append(f"{GROUPS}{cases.digest}")
        name = one.plan.questionnaire
        store.exports.add(Logged(name, cases.number, how, from_files=False).line())


def _last(store: Store) -> Mapping[str, Cases]:
    """Give by questionnaire the cases of the last public report that showed groups."""
    found: dict[str, Cases] = {}
    for one in store.exports.all():
        _, mark, digest = one.options.partition(GROUPS)
        if mark and one.options.startswith(PUBLISHED):
            found[one.questionnaire] = Cases(one.number, digest)
    return found

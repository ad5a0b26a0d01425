"""Figures by how a questionnaire was filled in: an interview can make an answer another one (decision 0041).

They are of the figures behind the sentences of a report, and are protected as groups of a breakdown are. Nobody asked
for these rows: where they would hide another, or a mode cannot be shown, an indicator has none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from hybridequiz.questionnaire.claim_words import claim_fills, named_in
from hybridequiz.questionnaire.indicators import Breakdown, Indicator
from hybridequiz.questionnaire.study_file import StudyFile
from hybridequiz.questionnaire.texts import Text
from hybridequiz.report.figures import Row
from hybridequiz.values import frozen

MODE: Final = "session_mode"
"""The fact of a response, and the breakdown by it that no study has."""

Rows = tuple[Row, ...]


@frozen
class Told:
    """The rows of every indicator.

    Attributes:
        rows: The rows, by the place of the indicator.
        is_blurred: Whether some figures are told by a bound for another indicator.
    """

    rows: Sequence[Rows]
    is_blurred: bool


Tell = Callable[[frozenset[int]], Told]
"""Gives the rows of every indicator, those at some places by mode too."""


def mode_breakdown(study: StudyFile) -> Breakdown:
    """Give the breakdown by mode: nothing is shown of it before every mode has enough."""
    return Breakdown(id=MODE, name=Text(), of=MODE, least=study.remarks.modes_from)


def in_sentences(study: StudyFile) -> frozenset[str]:
    """Name the indicators behind the sentences of a study; all of them where it has no sentences."""
    shown = {name for claim in study.claim for name in claim.shows}
    filled = {
        named_in(fill.name)[0]
        for claim in study.claim
        for _, wording in claim.text
        for fill in claim_fills(wording)
    }
    known = frozenset(one.id for one in study.indicator)
    return known & (shown | filled) if study.claim else known


def may_be_split(one: Indicator, breakdowns: Mapping[str, Breakdown]) -> bool:
    """Tell whether an indicator can be shown by mode: it is one figure, and is not by mode already."""
    own = any(name == MODE or breakdowns[name].of == MODE for name in one.by)
    return one.kind != "shares" and not own


def is_split(numbers: Mapping[str, int], least: int) -> bool:
    """Tell whether an audience is large enough in every mode that occurs, and there are several.

    Args:
        numbers: By mode the number of responses.
        least: How many every mode must have.
    """
    return len(numbers) > 1 and min(numbers.values()) >= least


def told_with_modes(places: Iterable[int], tell: Tell) -> Told:
    """Give the rows of every indicator; of those where it does no harm by mode too.

    Args:
        places: The places of the indicators that may be shown by mode.
        tell: Gives the rows.
    """
    plain = told = tell(frozenset())
    split = frozenset(places)
    while split:
        told = tell(split)
        spoilt = {one for one in split if not _does_no_harm(told.rows[one], plain.rows[one])}
        if not spoilt:
            return told
        split -= spoilt
    return plain


def _does_no_harm(rows: Rows, plain: Rows) -> bool:
    """Tell whether all modes are shown, and all other rows are as they are without them."""
    modes = modes_of(rows)
    return len(modes) > 1 and without_modes(rows) == plain and _are_all(modes, rows[0])


def _are_all(modes: Rows, whole: Row) -> bool:
    return sum(row.base or 0 for row in modes) == whole.base


def modes_of(rows: Rows) -> Rows:
    """Give the rows of modes that somebody is in and that are shown."""
    return tuple(row for row in _by_mode(rows) if not row.is_hidden and not row.merged)


def without_modes(rows: Rows) -> Rows:
    """Give the rows that are of no mode."""
    return tuple(row for row in rows if row.breakdown != MODE)


def _by_mode(rows: Rows) -> Iterator[Row]:
    return (row for row in rows if row.breakdown == MODE)

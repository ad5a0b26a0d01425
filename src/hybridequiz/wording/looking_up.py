"""What a client shows of a lookup: the rows that were found, and how many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hybridequiz.interview.interview import Interview
from hybridequiz.questionnaire.instrument import Planned
from hybridequiz.values import frozen
from hybridequiz.wording.interface import interface
from hybridequiz.wording.notation import count_words

if TYPE_CHECKING:
    from hybridequiz.questionnaire.code_lists import CodeList, Where
    from hybridequiz.questionnaire.code_search import Found


@frozen
class PresentedRow:
    """A row of a list as it is shown: its words, and its code."""

    code: str
    label: str


@frozen
class PresentedLookup:
    """The list that a lookup chooses from, in one language.

    Attributes:
        listed: The list.
        where: What the rows must have that are offered now.
        language: The language of the words.
    """

    listed: CodeList
    where: Where
    language: str

    def find(self, typed: str) -> Found:
        """Give the rows in which every word that was typed occurs; all that are offered where nothing was."""
        return self.listed.search(self.language, self.where).find(typed)

    def rows(self, found: Found, number: int, start: int = 0) -> list[PresentedRow]:
        """Give so many of the rows that were found, from a rank on."""
        return [self.row(self.listed.code_at(place)) for place in found.first(number, start)]

    def row(self, code: str) -> PresentedRow:
        """Give the row with a code."""
        return PresentedRow(code, self.listed.label(code, self.language))

    def exact(self, typed: str) -> PresentedRow | None:
        """Give the row whose code was typed, in either case, if it is offered."""
        written = typed.strip()
        for code in (written, written.upper(), written.lower()):
            if self.listed.fits(code, self.where):
                return self.row(code)
        return None

    def is_offered(self, code: object) -> bool:
        """Tell whether a code is among the rows that are offered."""
        return self.listed.fits(code, self.where)


def presented_lookup(interview: Interview, planned: Planned) -> PresentedLookup | None:
    """Give the list that an item chooses from; None where it is no lookup."""
    if planned.listed is None:
        return None
    return PresentedLookup(planned.listed, interview.rows_wanted(planned), interview.language)


def found_words(number: int, first: int, last: int, language: str) -> str:
    """Say how many rows were found, and which of them are shown.

    Args:
        number: How many were found.
        first: The rank of the first that is shown, from 1.
        last: The rank of the last that is shown.
        language: The reader's language.
    """
    ui, many = interface(language), count_words(number, language)
    if number == 0:
        return ui.say("Nothing found. Type fewer letters, or other words.")
    if first == 1 and last >= number:
        return ui.say_number("{number} found", "{number} found", number)
    if first == 1:
        return ui.say("{many} found, the first {last}", many=many, last=last)
    parts = {"first": count_words(first, language), "last": count_words(last, language)}
    return ui.say("{many} found, {first} to {last}", many=many, **parts)


def row_words(row: PresentedRow) -> str:
    """Say a row: its words, and its code where they are not the same."""
    return row.label if row.label == row.code else f"{row.label} ({row.code})"

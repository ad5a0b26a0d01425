"""A lookup on a page: words are typed, the rows that were found are shown, and one of them is taken."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from hybridequiz.tui.page_fields import PageFields
from hybridequiz.tui.selection import Selection
from hybridequiz.wording.interface import interface

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hybridequiz.questionnaire.code_search import Found
    from hybridequiz.tui.fields.lookup import LookupField, Match, MatchList
    from hybridequiz.wording.looking_up import PresentedLookup
    from hybridequiz.wording.presentation import Presented


class PageLookup(PageFields):
    """Holds the line and the rows of a lookup."""

    presented: Presented | None
    selection: Selection
    language: str

    @cached_property
    def matches(self) -> MatchList:
        """The rows that were found."""
        from hybridequiz.tui.fields.lookup import MatchList

        return self._mounted(MatchList(id="matches", ascii=self._ascii), before="#counter")

    @cached_property
    def lookup(self) -> LookupField:
        """The line in which words are typed."""
        from hybridequiz.tui.fields.lookup import LookupField

        return self._mounted(LookupField(self.matches, id="lookup"), before="#matches")

    def _take(self, selection: Selection, decided_by: str = "") -> None:
        """Take a new selection and show it."""
        raise NotImplementedError

    def show_lookup(self, lookup: PresentedLookup) -> None:
        """Put what was typed into the line, and what is found by it below."""
        from hybridequiz.tui.fields.lookup import LENGTH

        self.lookup.show(self.selection.typed, max_length=LENGTH)
        self.show_matches(lookup)
        self.call_after_refresh(lookup.find, "")  # the index is made while the question is read

    def show_matches(self, lookup: PresentedLookup) -> None:
        """Show the rows that were found; where nothing is typed, the one that is chosen, or else all.

        The first one is under the cursor once a word was typed: Enter takes it. Nothing is chosen by itself.
        """
        from hybridequiz.tui.fields.lookup import Match, Matches
        from hybridequiz.wording.looking_up import found_words

        selection = self.selection
        typed, code = selection.typed.strip(), next(iter(selection.codes), None)
        if code is not None and not typed:
            row = lookup.row(str(code))
            words = interface(self.language).say("Chosen. Type to look for another.")
            one = [Match(row.label, row.code, chosen=True)]
            chosen = Matches(1, lambda number, start: one[start : start + number], lambda *_: words)
            self.matches.show(chosen, cursor=-1)
            return
        found = lookup.find(typed)
        matches = Matches(
            len(found),
            partial(self._rows, lookup, found, code),
            lambda first, last: found_words(len(found), first, last, self.language),
        )
        cursor = 0 if found.by_words and selection.reason is None else -1
        self.matches.show(matches, cursor=cursor)

    def _rows(
        self, lookup: PresentedLookup, found: Found, code: object, number: int, start: int
    ) -> Sequence[Match]:
        from hybridequiz.tui.fields.lookup import Match

        rows = lookup.rows(found, number, start)
        return [Match(row.label, row.code, chosen=row.code == code) for row in rows]

    def takes_match(self) -> bool:
        """Take the row under the cursor; tell whether there is one."""
        if self.presented is None or self.presented.lookup is None:
            return False
        match = self.matches.highlighted
        if match is not None:
            self._look_up(match.code, "enter")
        return match is not None

    def on_match_list_clicked(self, event: MatchList.Clicked) -> None:
        """Choose the row that was clicked; Enter goes on."""
        event.stop()
        self._look_up(event.code, "")

    def _look_up(self, code: str, decided_by: str) -> None:
        from hybridequiz.tui.fields.lookup import LENGTH

        self.lookup.show("", max_length=LENGTH)
        self._take(self.selection.look_up(code), decided_by)

"""The list of choices of a page: also as a ranking, in which each row shows its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.message import Message

from hybridequiz.tui.fields.choices import ChoiceList
from hybridequiz.values import replace

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from hybridequiz.tui.fields.rows import ChoiceRow

UP: Final = "shift+up,ctrl+up,alt+up,plus"
DOWN: Final = "shift+down,ctrl+down,alt+down,minus"
"""Not every terminal sends arrows with Shift, or with Ctrl: some scroll with them. Plus and minus always arrive."""


class RankingList(ChoiceList):
    """Rows to choose from, or to rank: then the place stands where else the mark does, `[1]`, or `[ ]` without one.

    A key of a row, and Space, ask for it as in every list (`Chosen`); Shift and an arrow ask to move the row under the
    cursor (`Moved`). Whoever listens says what is ranked then, with `set_chosen`, in its order.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(UP, "move(-1)", "Up", show=False),
        Binding(DOWN, "move(1)", "Down", show=False),
    ]

    _places: dict[int, int] | None = None
    """The place of each row that has one; None where the rows are chosen from, not ranked."""

    class Moved(Message):
        """The row under the cursor is to have another place.

        Attributes:
            ranking: The list.
            index: The row.
            places: How many places further back; below 0: further to the front.
            shown: Which showing of rows it was.
        """

        def __init__(self, ranking: RankingList, index: int, places: int) -> None:
            super().__init__()
            self.ranking = ranking
            self.index = index
            self.places = places
            self.shown = ranking.shown

        @property
        def control(self) -> RankingList:
            """The list, for `on` with a selector."""
            return self.ranking

    def show(
        self,
        rows: Sequence[ChoiceRow],
        *,
        multiple: bool,
        chosen: Collection[int],
        cursor: int = 0,
        marked: bool = True,
    ) -> None:
        """Show rows to choose from, as `ChoiceList` does."""
        self._places = None
        super().show(rows, multiple=multiple, chosen=chosen, cursor=cursor, marked=marked)

    def show_ranking(
        self, rows: Sequence[ChoiceRow], *, ranked: Sequence[int], cursor: int = 0
    ) -> None:
        """Show rows to rank.

        Args:
            rows: The rows, in order; those that stand apart ("don't know") have no place.
            ranked: The indices of the rows that are ranked, the first place first, or of one that stands apart.
            cursor: The index of the row under the cursor; -1 for none yet.
        """
        self.show(rows, multiple=True, chosen=ranked, cursor=cursor)
        self._places = self._places_of(ranked)
        wide = len(str(sum(not row.apart for row in rows)))
        empty = f"[{'':{wide}}]"
        self._glyphs = replace(self._glyphs, chosen_many=empty, other_many=empty)
        self._laid_out = None
        if self.is_attached:
            self._measure()

    def set_chosen(self, chosen: Collection[int]) -> None:
        """Draw these rows, and no others, as chosen; in a ranking, with their places in this order."""
        if self._places is not None:
            self._places = self._places_of(chosen)
            for index in range(len(self._rows)):
                self._refresh_row(index)
        super().set_chosen(chosen)

    def action_move(self, places: int) -> None:
        """Ask to move the row under the cursor; where nothing is ranked, leave the key to others."""
        if self._places is None or self.cursor < 0:
            raise SkipAction
        self.post_message(self.Moved(self, self.cursor, places))

    def _places_of(self, ranked: Collection[int]) -> dict[int, int]:
        """Give the place of each row, from 1."""
        rows = [index for index in ranked if not self._rows[index].apart]
        return {index: place for place, index in enumerate(rows, 1)}

    def _mark(self, index: int) -> str:
        """Return what stands before the label of a row: in a ranking its place, or nothing between the brackets."""
        if self._places is None:
            return super()._mark(index)
        inside = len(self._glyphs.chosen_many) - 2
        shown = "x" if self._rows[index].apart and index in self._chosen else ""
        return f"[{self._places.get(index, shown):>{inside}}]"

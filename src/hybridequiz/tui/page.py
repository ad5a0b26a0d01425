"""The slot in which one thing is shown at a time: a question, a note, or a menu. Its widgets stay; contents change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from hybridequiz.interview.answers import Answer
from hybridequiz.interview.complaints import InvalidAnswer
from hybridequiz.questionnaire.questions import (
    LINE_LENGTH,
    ChoiceQuestion,
    ScaleQuestion,
)
from hybridequiz.questionnaire.states import Missing
from hybridequiz.tui.fields import ChoiceList, ChoiceRow, RankingList, Ruler, TooLong
from hybridequiz.tui.page_messages import Changed, Complained, Done, Picked, Wanted
from hybridequiz.tui.page_naming import PageNaming
from hybridequiz.tui.selection import Selection
from hybridequiz.wording.interface import interface
from hybridequiz.wording.presentation import CHOICES, Presented, PresentedGrid, Shape

if TYPE_CHECKING:
    from textual.widgets import TextArea

    from hybridequiz.tui.fields.grid import Grid
    from hybridequiz.tui.fields.prose import ProseField

NUMBER_LENGTH = 40
"""Characters that fit where a number or a day is typed: more than any needs, so that a mistake stays visible."""


class Page(PageNaming, can_focus=True):
    """Shows one question, note or menu, and holds what is being chosen or typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step_up", show=False),
        Binding("down", "step_down", show=False),
        Binding("escape", "leave_naming", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("pagedown", "page_down", show=False),
    ]

    def __init__(self, *, ascii_only: bool = False) -> None:
        super().__init__(ascii_only=ascii_only)
        self.presented: Presented | None = None
        self.selection = Selection()
        self.language = "en"
        self._menu = False

    # What is shown

    def show_question(self, presented: Presented, language: str, draft: str = "") -> None:
        """Show a question or a note, with the answer so far or a draft."""
        beside = not self._menu and presented.is_beside(self.presented)
        self._menu = False
        self.presented, self.language = presented, language
        self.selection = Selection.of(presented, draft)
        self._naming = None
        unit = f" ({presented.unit})" if presented.unit else ""
        self._put("before", presented.before)
        self._put("question", presented.grid.stem if presented.grid else presented.text)
        told = (presented.instruction + unit, presented.to_confirm)
        self._put("instruction", "\n".join(filter(None, told)))
        self._show_field(presented)
        if not beside:  # else all stays as it is around the grid
            self._show_choices(presented)
            self._show_naming()
            self.show_only(self._widgets_for(presented))
            self._home()
        self.give_keys_to(self._field_for(presented))

    def show_menu(
        self, heading: str, body: str, rows: Sequence[ChoiceRow] = (), *, cursor: int = 0
    ) -> None:
        """Show a heading, a text, and rows to pick from."""
        self._clear(heading, body)
        self.choices.show(rows, multiple=False, chosen=(), cursor=cursor, marked=False)
        self.show_only({self.choices} if rows else set())
        self._home()
        self.give_keys_to(self.choices if rows else self)

    def show_line(
        self, heading: str, body: str, value: str = "", *, max_length: int = LINE_LENGTH
    ) -> None:
        """Show a heading, a text, and one line to type."""
        self._clear(heading, body)
        self.line.show(value, max_length=max_length)
        self.show_only({self.line})
        self._home()
        self.give_keys_to(self.line)

    def _clear(self, heading: str, body: str) -> None:
        self._menu = True
        self.presented = None
        self.selection = Selection()
        self._put("before", "")
        self._put("question", heading)
        self._put("instruction", body)

    def _widgets_for(self, presented: Presented) -> set[Widget]:
        """Name the widgets that this kind of question needs."""
        shown: set[Widget] = set()
        if presented.shape is Shape.GRID:
            return {self.grid}
        if presented.shape in CHOICES or presented.reasons:
            shown.add(self.choices)
        if presented.shape is not Shape.NOTE and presented.shape not in CHOICES:
            shown.add(self._field_for(presented))
        if presented.shape is Shape.PROSE:
            shown.add(self.texts["counter"])
        if presented.lookup is not None:
            shown.add(self.matches)
        if self._naming is not None:
            shown |= {self.other, self.texts["namely"]}
        return shown

    def _field_for(self, presented: Presented) -> Widget:
        """Give the widget in which this kind of question is answered."""
        if presented.shape is Shape.NOTE:
            return self
        if presented.shape in CHOICES:
            return self.choices
        if presented.shape in (Shape.SCALE, Shape.GRID):
            return self.ruler if presented.shape is Shape.SCALE else self.grid
        if presented.lookup is not None:
            return self.lookup
        return self.line if presented.shape is Shape.LINE else self.prose

    def _show_field(self, presented: Presented) -> None:
        """Put what was typed into the field."""
        typed, question = self.selection.typed, presented.question
        if presented.grid is not None:
            self._show_grid(presented, presented.grid)
        elif isinstance(question, ScaleQuestion):
            self.ruler.show(
                question.min, question.max, None, presented.low, presented.high, typed=typed
            )
        elif presented.lookup is not None:
            self.show_lookup(presented.lookup)
        elif presented.shape is Shape.LINE:
            self.line.show(typed, max_length=presented.most or NUMBER_LENGTH)
        elif presented.shape is Shape.PROSE:
            self.prose.show(typed, max_length=presented.most)
            self._count()

    def _show_grid(self, presented: Presented, grid: PresentedGrid) -> None:
        """Put the items into the grid."""
        from hybridequiz.tui.fields.grid_layout import GridColumn, GridRow

        columns = [GridColumn(one.key, one.label) for one in grid.columns]
        items = [GridRow(one.label, one.chosen, one.offered) for one in grid.items]
        self.grid.show(columns, items, grid.number_of(presented.planned))
        self.grid.set_chosen(self._chosen_column(grid))

    def _chosen_column(self, grid: PresentedGrid) -> int | None:
        """Give the number of the column that is chosen for the item that is being answered."""
        selection = self.selection
        chosen = next(iter(selection.codes), None) if selection.reason is None else selection.reason
        return next((n for n, one in enumerate(grid.columns) if one.is_meant_by(chosen)), None)

    def _show_choices(self, presented: Presented) -> None:
        """Put the options, and what may be said instead, into the list."""
        rows = [self._option_row(number) for number in range(len(presented.options))]
        rows += [ChoiceRow(one.key, one.label, apart=True) for one in presented.reasons]
        chosen = self._chosen_rows(presented)
        cursor = chosen[0] if chosen and presented.shape in CHOICES else -1
        if presented.shape is Shape.RANKING:
            self.choices.show_ranking(rows, ranked=chosen, cursor=cursor)
            return
        multiple = presented.shape is Shape.MULTIPLE
        self.choices.show(rows, multiple=multiple, chosen=chosen, cursor=cursor)

    def _option_row(self, number: int) -> ChoiceRow:
        assert self.presented is not None  # noqa: S101 - rows are made of what is shown
        option = self.presented.options[number]
        note = self.selection.others.get(option.code, "") if option.other else option.typed
        return ChoiceRow(option.key, option.label, other=option.other, note=note)

    def _chosen_rows(self, presented: Presented) -> list[int]:
        """Give the numbers of the rows that are chosen; in a ranking in its order."""
        codes, reason = self.selection.codes, self.selection.reason
        rows = [n for n, option in enumerate(presented.options) if option.code in codes]
        if isinstance(codes, tuple):
            rows.sort(key=lambda n: codes.index(presented.options[n].code))
        first = len(presented.options)
        return rows + [first + n for n, one in enumerate(presented.reasons) if one.reason is reason]

    # What the person does

    def answer(self, *, unnamed: bool = False) -> Answer:
        """Give the answer as it is chosen or typed now; `unnamed`: also where "namely" is passed over.

        Raises:
            InvalidAnswer: when it is not certain what was typed.
        """
        question = self.presented.question if self.presented else None
        if question is None:
            raise ValueError("no question is shown")
        return self.selection.answer(question, self.language, unnamed=unnamed)

    def say(self, reason: Missing) -> bool:
        """Say a reason instead of an answer; tell whether it is offered here."""
        presented = self.presented
        if presented is None or not any(one.reason is reason for one in presented.reasons):
            return False
        typed = bool(self.selection.typed.strip())
        fresh = self.selection.reason is not reason
        decided_by = "key" if presented.grid is None else "item"
        self._take(self.selection.say(reason), decided_by if fresh and not typed else "")
        if fresh and typed:
            said = interface(self.language).say("Go on, and what you typed is left out.")
            self.post_message(Complained(None, said))
        return True

    @property
    def has_more(self) -> bool:
        """Tell whether there is text below what is seen; a grid shows the item that waits by itself."""
        if self.presented is not None and self.presented.grid is not None:
            return False
        return self.has_below

    def reads_on(self) -> bool:
        """Scroll on if there is text below; tell whether there was."""
        if not self.has_more:
            return False
        self.scroll_page_down(animate=False)
        return True

    @on(ChoiceList.Chosen)
    def _row_chosen(self, event: ChoiceList.Chosen) -> None:
        event.stop()
        presented = self.presented
        if event.shown != self.choices.shown:
            return  # a key that was pressed for the rows before
        if presented is None:
            self.post_message(Picked(event.index))
            return
        options = len(presented.options)
        if event.index >= options:
            self.say(presented.reasons[event.index - options].reason)
            return
        question = presented.question
        if not isinstance(question, ChoiceQuestion):
            return
        option = presented.options[event.index]
        try:
            selection = self.selection.choose(question, option.code)
        except InvalidAnswer as error:
            self.post_message(Complained(error.complaint))
            return
        decided = presented.shape is Shape.SINGLE and not option.other
        self._take(selection, event.by if decided else "")
        if option.other and option.code in selection.codes:
            self.name_missing()

    @on(RankingList.Moved)
    def _row_moved(self, event: RankingList.Moved) -> None:
        """Give a ranked option another place."""
        event.stop()
        options = self.presented.options if self.presented else ()
        if event.shown == self.choices.shown and event.index < len(options):
            self._take(self.selection.move(options[event.index].code, event.places))

    def on_grid_chosen(self, event: Grid.Chosen) -> None:
        """Take a column that was asked for: of another item, only once that item waits."""
        event.stop()
        grid = self.presented.grid if self.presented else None
        if grid is None or event.shown != self.grid.shown:
            return  # a key that was pressed for the items before
        item = grid.items[event.row].planned
        if self.presented is not None and item is not self.presented.planned:
            self.post_message(Wanted(item, event.column))
        else:
            self.choose_column(event.column)

    def draw_column(self) -> None:
        """Draw what is chosen in a grid; where the next item follows at once, that draws it."""
        if self.presented is not None and self.presented.grid is not None:
            self.grid.set_chosen(self._chosen_column(self.presented.grid))

    def choose_column(self, number: int) -> None:
        """Choose a column for the item of a grid that is being answered."""
        presented = self.presented
        if presented is None or presented.grid is None:
            return
        means = presented.grid.columns[number].means
        if isinstance(means, Missing):
            self.say(means)
        elif isinstance(presented.question, ChoiceQuestion):
            self._take(self.selection.choose(presented.question, means), "item")

    def on_grid_wanted(self, event: Grid.Wanted) -> None:
        """Tell that another item is to be answered."""
        event.stop()
        if self.presented is not None and self.presented.grid is not None:
            self.post_message(Wanted(self.presented.grid.items[event.row].planned))

    def _take(self, selection: Selection, decided_by: str = "") -> None:
        """Take a new selection and show it."""
        self.selection = selection
        presented = self.presented
        if presented is not None and presented.grid is not None:
            if decided_by != "item" or presented.is_last:
                self.draw_column()
        elif presented is not None:
            self.choices.set_chosen(self._chosen_rows(presented))
            self._show_naming()
            if presented.lookup is not None:
                self.show_matches(presented.lookup)
        self.post_message(Changed(self.presented, decided_by))

    @on(Ruler.Typed)
    def _scale_typed(self, event: Ruler.Typed) -> None:
        event.stop()
        self._take(self.selection.write(event.text))

    @on(Input.Changed, "#line, #lookup")
    def _line_typed(self, event: Input.Changed) -> None:
        event.stop()
        if not self._menu:
            self._take(self.selection.write(event.value))

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Take what was typed into the field for a long text."""
        event.stop()
        if self.presented is not None:
            self._count()
            event.text_area.scroll_visible(animate=False)
            self._take(self.selection.write(event.text_area.text))

    @on(Input.Submitted)
    def _line_done(self, event: Input.Submitted | ProseField.Done) -> None:
        event.stop()
        if not self.takes_match():
            self.post_message(Done())

    def on_prose_field_done(self, event: ProseField.Done) -> None:
        """Take Ctrl+D in the field for a long text."""
        self._line_done(event)

    @on(TooLong)
    def _too_long(self, event: TooLong) -> None:
        event.stop()
        said = interface(self.language).say_number(
            "{number} character did not fit and was left out.",
            "{number} characters did not fit and were left out.",
            event.dropped,
        )
        self.post_message(Complained(None, said))

    def _count(self) -> None:
        self.count_left(self.presented.most if self.presented else 0, self.language)

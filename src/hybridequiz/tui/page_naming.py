"""The line for "namely" on a page: it opens below the options, and one comes back from it to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.actions import SkipAction
from textual.widgets import Input

from hybridequiz.questionnaire.questions import OTHER_LENGTH
from hybridequiz.tui.page_lookup import PageLookup
from hybridequiz.tui.page_messages import Changed

if TYPE_CHECKING:
    from hybridequiz.questionnaire.states import Code

TIGHT = "-tight"
"""The class of a list that makes room for the line below it: it scrolls by itself then."""


class PageNaming(PageLookup):
    """Holds the line in which something is named, where an option that asks it is chosen."""

    _naming: Code | None = None
    """The option that is being named."""

    @property
    def is_naming(self) -> bool:
        """Tell whether the keys go to the line for "namely"."""
        return self._naming is not None and self.other.has_focus

    def _show_naming(self) -> None:
        """Show the line for "namely" while an option that asks it is chosen."""
        presented = self.presented
        others = [
            option
            for option in (presented.options if presented else ())
            if option.other and option.code in self.selection.codes
        ]
        unnamed = [one for one in others if not self.selection.others.get(one.code)]
        option = next(reversed(unnamed or others), None)
        self._naming = None if option is None else option.code
        self.texts["namely"].display = option is not None
        if option is not None:
            self._put("namely", option.label)
            self.other.show(self.selection.others.get(option.code, ""), max_length=OTHER_LENGTH)
        if "other" in vars(self):
            self.other.display = option is not None
        self._make_room()

    def name_missing(self) -> None:
        """Go to the line where "namely" waits to be typed."""
        if self._naming is not None:
            self.other.focus(scroll_visible=False)
            self.call_after_refresh(self.keep_in_sight)

    def keep_in_sight(self) -> None:
        """Scroll to the line for "namely" when it opens, and while something is typed there."""
        if self.is_naming:
            self.scroll_to_widget(self.other, animate=False, force=True)

    def on_descendant_focus(self) -> None:
        """Let the options make room for the line while something is typed there, so that the question stays."""
        self._make_room()

    def _make_room(self) -> None:
        tight = self.is_naming
        if tight == self.choices.has_class(TIGHT):
            return
        self.choices.styles.max_height = self.choices.virtual_size.height if tight else None
        self.choices.set_class(tight, TIGHT)

    # What the keys do

    def action_step_up(self) -> None:
        """From the line for "namely" go to the option above; else scroll."""
        if not self._back_to_options(-1):
            self.scroll_up()

    def action_step_down(self) -> None:
        """From the last option go to the line for "namely"; else scroll."""
        if self._naming is not None and self.choices.has_focus:
            self.name_missing()
        else:
            self.scroll_down()

    def action_leave_naming(self) -> None:
        """Go back to the options, and leave what was typed as it is."""
        if not self._back_to_options(0):
            raise SkipAction

    def _back_to_options(self, rows: int) -> bool:
        """Go to the option that is being named, or some rows from it; tell whether one was."""
        options = self.presented.options if self.presented else ()
        named = next((n for n, one in enumerate(options) if one.code == self._naming), None)
        if named is None or not self.is_naming:
            return False
        self.choices.cursor = named + rows
        self.choices.focus(scroll_visible=False)
        return True

    @on(Input.Changed, "#other")
    def _other_typed(self, event: Input.Changed) -> None:
        event.stop()
        if self._naming is not None:
            self.selection = self.selection.name(self._naming, event.value)
            self.keep_in_sight()
            self.post_message(Changed(self.presented))

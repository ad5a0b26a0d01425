"""The widgets of a page: each is mounted when it is first needed, and stays."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from hybridequiz.characters import show_text
from hybridequiz.interview.probes import mark_at
from hybridequiz.questionnaire.questions import LINE_LENGTH, OTHER_LENGTH
from hybridequiz.tui.fields import LineField, RankingList, Ruler
from hybridequiz.wording.interface import interface

if TYPE_CHECKING:
    from hybridequiz.tui.fields.grid import Grid
    from hybridequiz.tui.fields.prose import ProseField

F = TypeVar("F", bound=Widget)


class PageFields(VerticalScroll):
    """Holds texts and fields; shows those that are wanted.

    Args:
        ascii_only: Whether to draw with ASCII signs only.
    """

    def __init__(self, *, ascii_only: bool) -> None:
        super().__init__(id="page")
        self._ascii = ascii_only
        names = ("before", "question", "instruction", "counter", "namely", "probes")
        self.texts = {name: Static(id=name, markup=False) for name in names}
        self.choices = RankingList(id="choices", ascii=ascii_only)
        self._put_texts: dict[str, str] = {}
        self._keys_go_to: Widget = self
        self._resting = False
        below = ("counter", "namely", "probes")
        self._fields: list[Widget] = [self.choices, *(self.texts[name] for name in below)]

    def compose(self) -> ComposeResult:
        """Mount what most questions need; the fields to type in follow."""
        yield self.texts["before"]
        yield self.texts["question"]
        yield self.texts["instruction"]
        yield self.texts["counter"]
        yield self.choices
        yield self.texts["namely"]
        yield self.texts["probes"]

    def mount_fields(self) -> None:
        """Mount what is not there yet: done when the first thing is on the screen, which then need not wait for it."""
        if self.is_attached:  # who leaves at once is gone before
            _ = self.ruler, self.line, self.prose, self.other

    @cached_property
    def ruler(self) -> Ruler:
        """The field for a mark on a scale."""
        return self._mounted(Ruler(id="ruler", ascii=self._ascii), before="#counter")

    @cached_property
    def grid(self) -> Grid:
        """The field for the items of a grid."""
        from hybridequiz.tui.fields.grid import Grid

        return self._mounted(Grid(id="grid", ascii=self._ascii), before="#counter")

    @cached_property
    def line(self) -> LineField:
        """The field for one line."""
        return self._mounted(LineField(id="line", max_length=LINE_LENGTH), before="#counter")

    @cached_property
    def prose(self) -> ProseField:
        """The field for a long text."""
        from hybridequiz.tui.fields.prose import ProseField

        return self._mounted(ProseField(id="prose"), before="#counter")

    @cached_property
    def other(self) -> LineField:
        """The field for "namely"."""
        return self._mounted(LineField(id="other", max_length=OTHER_LENGTH))

    def _mounted(self, field: F, before: str | None = None) -> F:
        """Mount a field in its place, hidden; from then on it stays."""
        field.display = False
        self._fields.append(field)
        self.mount(field, before=before)
        return field

    def _home(self) -> None:
        self.scroll_home(animate=False, immediate=True)

    def _put(self, name: str, text: str) -> None:
        """Show a text, or nothing; never parsed, never with control codes."""
        if self._put_texts.get(name) == text:
            return  # drawing it again would lay out the page again
        self._put_texts[name] = text
        widget = self.texts[name]
        widget.display = bool(text)
        widget.update(Content(show_text(text)))

    def count_left(self, most: int, language: str) -> None:
        """Tell how many characters still fit in the long text, once that matters."""
        left = most - self.prose.length
        near = left <= most // 4
        words = interface(language).say_number(
            "room for {number} more character", "room for {number} more characters", left
        )
        self.texts["counter"].update(Content(words if near else ""))

    def show_only(self, shown: Collection[Widget]) -> None:
        """Show these of the fields, and hide the others."""
        for widget in self._fields:
            widget.display = widget in shown

    def tell_probes(self, words: str) -> None:
        """Tell an interviewer, below the field, how to ask on; nothing where there is nothing to tell."""
        self.texts["probes"].update(Content(words))
        self.texts["probes"].display = bool(words)

    def put_mark(self) -> None:
        """Put the mark of a probe where something is being typed."""
        for name in ("line", "prose"):
            field = vars(self).get(name)
            if field is not None and field.has_focus:
                field.put(mark_at(field.before_cursor))

    def give_keys_to(self, widget: Widget) -> None:
        """Let the keys go to a field, or to the page itself where there is none."""
        self._keys_go_to, self._resting = widget, False
        if not widget.has_focus:  # else Textual draws all of it anew
            widget.focus(scroll_visible=False)

    def next_stop(self) -> bool:
        """Let the keys go to the next field that is shown: Tab.

        From a long text they can also rest on the page, so that Enter goes on.

        Returns:
            Whether they rest now.
        """
        stops = [one for one in self.children if one.display and one.can_focus]
        if self._keys_go_to is vars(self).get("prose"):
            stops.append(self)
        here = self.screen.focused
        at = stops.index(here) + 1 if here in stops else 0
        target = stops[at % len(stops)] if stops else self._keys_go_to
        self._resting = target is self and bool(stops)
        target.focus()
        return self._resting

    def on_focus(self) -> None:
        """Hand the keys back to the field: a click beside it, or a dialog that closed, must not leave it deaf."""
        if not self._resting and self._keys_go_to is not self:
            self._keys_go_to.focus(scroll_visible=False)

    @property
    def can_scroll(self) -> bool:
        """Tell whether there is more than fits."""
        return self.max_scroll_y > 0

    @property
    def has_below(self) -> bool:
        """Tell whether there is something below what is seen."""
        return self.max_scroll_y > self.scroll_y

    @property
    def is_typing(self) -> bool:
        """Tell whether the keys go to a field to type in."""
        focused = self.screen.focused
        chosen_in = (self.choices, vars(self).get("grid"))
        return focused in self._fields and focused not in chosen_in

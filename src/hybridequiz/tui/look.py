"""How the screens look: their colours, and whether one thing is shown at a time with room around it.

The person changes both while the program runs; nothing of it is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual import work
from textual.app import App

from hybridequiz.problems import say
from hybridequiz.tui.chrome import Header, KeyBar
from hybridequiz.tui.dialogs import PickDialog
from hybridequiz.tui.fields import ChoiceList
from hybridequiz.tui.fields.choices import LARGE
from hybridequiz.tui.in_order import OrderlyApp
from hybridequiz.tui.interview_texts import rows
from hybridequiz.tui.screens import PageScreen
from hybridequiz.tui.still import StillAnimator
from hybridequiz.tui.themes import DARK, ON_LIGHT, OWN, THEMES, drawable
from hybridequiz.wording.interface import interface

if TYPE_CHECKING:
    from textual.screen import Screen

COLOURS: Final = {
    "dark": say("Light on dark"),
    "light": say("Dark on light"),
    "high-contrast": say("High contrast, light on dark"),
    "high-contrast-light": say("High contrast, dark on light"),
    "terminal": say("The colours of the terminal"),
}
"""What the themes are called where the person chooses one."""
ROOM: Final = say("One thing at a time, with more room")


class LookingApp(OrderlyApp):
    """An app whose look the person can change.

    Attributes:
        is_large: Whether one thing is shown at a time, with room around it.
    """

    def __init__(self) -> None:
        super().__init__()
        self._animator = StillAnimator(self)

    def begin_look(self, theme: str, *, large: bool, ascii_only: bool) -> None:
        """Begin with a look, before anything is drawn.

        Args:
            theme: One of `THEMES`.
            large: Whether to show one thing at a time.
            ascii_only: Whether to draw with ASCII signs only.
        """
        self._first_look = theme, large
        self.set_class(ascii_only, "-ascii")
        self.set_class(large, LARGE)
        for one in OWN:
            self.register_theme(one)
        self._begin_with(THEMES.get(theme, DARK.name))

    def _begin_with(self, theme: str) -> None:
        """Begin with a theme; setting `theme` would have every style parsed twice before the first paint.

        The terminal's own colours need more than that: other filters.
        """
        chosen = next((one for one in OWN if one.name == theme), None)
        if chosen is None:
            self.theme = theme
            return
        self.set_reactive(App.theme, theme)
        self.set_class(chosen.dark, "-dark-mode")
        self.set_class(not chosen.dark, "-light-mode")
        self.stylesheet.set_variables(self.get_css_variables())

    def on_mount(self) -> None:
        """Let what is drawn for terminals too be read on a light screen."""
        self.ansi_theme_light = ON_LIGHT

    @property
    def is_large(self) -> bool:
        """Tell whether one thing is shown at a time."""
        return self.has_class(LARGE)

    @work(exclusive=True, group="look")
    async def change_look(self, language: str) -> None:
        """Let the person choose colours and room, and see what it is like, until they close it."""
        ui, names = interface(language), list(COLOURS)
        labels = [ui.say(one) for one in (*COLOURS.values(), ROOM)]
        cursor = names.index(self._theme_name)
        while True:
            marked = {names.index(self._theme_name), *([len(names)] if self.is_large else [])}
            dialog = PickDialog(
                ui.say("Colours and room"), rows(labels), language, cursor=cursor, marked=marked
            )
            picked = await self.push_screen_wait(dialog)
            if picked is None:
                return
            cursor = picked
            if picked < len(names):
                self.theme = THEMES[drawable(names[picked])]
            else:
                self.show_large(not self.is_large)

    @property
    def _theme_name(self) -> str:
        return next(name for name, theme in THEMES.items() if theme == self.theme)

    def show_large(self, large: bool) -> None:  # noqa: FBT001 - what it is set to
        """Show one thing at a time, or as much as fits."""
        self.set_class(large, LARGE)
        for screen in self.screen_stack:
            _lay_out_anew(screen)

    def look_as_begun(self) -> None:
        """Take back what a person chose: the next one is another."""
        theme, large = self._first_look
        if self._theme_name != theme:
            self.theme = THEMES[theme]
        if self.is_large != large:
            self.show_large(large)


def _lay_out_anew(screen: Screen[object]) -> None:
    """Lay out what takes another room now."""
    for widget in screen.query(Header).results():
        widget.refresh(layout=True)
    for bar in screen.query(KeyBar).results():
        bar.refresh(layout=True)
    for choices in screen.query(ChoiceList).results():
        choices.lay_out_anew()
    if isinstance(screen, PageScreen):
        screen.look_changed()

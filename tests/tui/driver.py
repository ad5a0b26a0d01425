"""Drives the screens as a person does: by keys, reading what is shown."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.load import load
from hybridequiz.questionnaire.questions import Mode
from hybridequiz.store.data import DataFolder
from hybridequiz.store.fieldwork import Fieldwork
from hybridequiz.store.setup import Setup
from hybridequiz.tui.app import HybridequizApp, Options, Start
from hybridequiz.tui.interview_screen import InterviewScreen
from hybridequiz.wording.presentation import Presented, Shape

SHIPPED = Path(__file__).parents[2] / "questionnaires"


class Time:
    """Time that goes on when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def app_for(
    instrument: Instrument,
    data: Path,
    *,
    mode: Mode = "self",
    language: str = "",
    location: int | None = None,
    options: Options | None = None,
) -> HybridequizApp:
    """Make the app as `run` does: straight to the first question."""
    setup = Setup(mode, "extended", language or instrument.questionnaire.languages[0], location)
    fieldwork = Fieldwork(DataFolder(data))
    sitting = fieldwork.begin(instrument, setup)
    return HybridequizApp(fieldwork, [], start=Start(sitting=sitting), options=options)


def shipped(name: str) -> Instrument:
    """Load one of the questionnaires that come with the program."""
    return load(SHIPPED / f"{name}.toml")


def interview_screen(app: HybridequizApp) -> InterviewScreen:
    """Give the interview that is shown."""
    screen = app.screen_stack[0]
    assert isinstance(screen, InterviewScreen)
    return screen


def shown(app: HybridequizApp) -> str:
    """Give what stands on the screen, line by line."""
    lines = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in line).rstrip() for line in lines)


def keys_for(presented: Presented) -> list[str]:
    """Give keys that answer a question: the last option, the middle of a scale, a few words."""
    question = presented.question
    if presented.shape is Shape.NOTE:
        return ["enter"]
    if presented.shape is Shape.SCALE:
        return [*str(getattr(question, "max", 1) - 1), "enter"]
    if presented.shape is Shape.PROSE:
        return [*"Goed zo", "ctrl+d"]
    if presented.shape is Shape.LINE:
        return [*str(getattr(question, "min", 0) + 1), "enter"]
    option = next(one for one in presented.options if not one.exclusive and not one.other)
    return [option.key, "enter"]


async def answer(pilot: Pilot[int], app: HybridequizApp) -> str:
    """Answer what is shown; give the id of the item, or nothing where it was a menu."""
    screen = interview_screen(app)
    presented = screen.page.presented
    if presented is None:
        await pilot.press("enter")
        return ""
    name = presented.planned.id
    for key in keys_for(presented):
        if screen.page.presented is not None and screen.page.presented.planned.id == name:
            await pilot.press(key)
    return name

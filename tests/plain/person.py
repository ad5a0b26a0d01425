"""A person at plain prompts: types what the test says, and remembers everything that was said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hybridequiz.plain import PlainResult, run_plain
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.questions import Mode
from hybridequiz.store.data import DataFolder
from hybridequiz.store.fieldwork import Fieldwork, Sitting
from hybridequiz.store.setup import Setup


class Person:
    """Types line after line; where they run out, the input ends."""

    def __init__(self, *lines: str | BaseException) -> None:
        self._lines = list(lines)
        self.transcript: list[str] = []

    def read(self, prompt: str) -> str:
        if not self._lines:
            raise EOFError
        line = self._lines.pop(0)
        if isinstance(line, BaseException):
            raise line
        self.transcript.append(f"{prompt}«{line}»")
        return line

    def write(self, line: str) -> None:
        self.transcript.append(line)

    def sit(self, sitting: Sitting, *, rescue: Callable[[str], None] | None = None) -> PlainResult:
        result = run_plain(sitting, read=self.read, write=self.write, rescue=rescue)
        sitting.journal.close()
        return result

    @property
    def heard(self) -> str:
        return "\n".join(self.transcript)

    @property
    def left_to_type(self) -> int:
        return len(self._lines)


def fieldwork_in(folder: Path) -> Fieldwork:
    return Fieldwork(DataFolder(folder / "data"))


def begin(
    fieldwork: Fieldwork, instrument: Instrument, *, mode: Mode = "self", language: str = "nl"
) -> Sitting:
    return fieldwork.begin(instrument, Setup(mode=mode, form="extended", language=language))


def resume(fieldwork: Fieldwork, code: str) -> Sitting:
    return fieldwork.resume(fieldwork.look_up(code), by="respondent")


class PersonAtTerminal(Person):
    """Sits before a terminal that can be cleared: `screen` is what can still be read there."""

    def __init__(self, *lines: str | BaseException, kiosk: bool = False) -> None:
        super().__init__(*lines)
        self._kiosk = kiosk
        self.screen: list[str] = []
        self.screens: list[str] = []
        self.hidden: list[str] = []

    def read(self, prompt: str) -> str:
        self.screen.append(prompt)
        typed = super().read(prompt)
        self.screen.append(typed)
        return typed

    def read_hidden(self, prompt: str) -> str:
        typed = super().read(prompt)
        self.hidden.append(typed)
        return typed

    def write(self, line: str) -> None:
        super().write(line)
        self.screen.append(line)

    def clear(self) -> bool:
        self.screens.append(self.shown)
        self.screen.clear()
        return True

    def is_open(self) -> bool:
        return False

    @property
    def shown(self) -> str:
        return "\n".join(self.screen)

    def sit(self, sitting: Sitting, *, rescue: Callable[[str], None] | None = None) -> PlainResult:
        result = run_plain(
            sitting,
            read=self.read,
            write=self.write,
            rescue=rescue,
            clear=self.clear,
            kiosk=self._kiosk,
        )
        sitting.journal.close()
        return result

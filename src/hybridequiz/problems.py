"""What can be wrong, where, and how to mend it; and the exit codes of the program."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from difflib import get_close_matches
from enum import IntEnum, StrEnum
from errno import errorcode
from typing import Final, Self

from hybridequiz.characters import show_text
from hybridequiz.values import frozen


class ExitCode(IntEnum):
    """What the program tells the shell."""

    DONE = 0
    UNEXPECTED = 1
    """A defect of the program itself."""
    USAGE = 2
    """The command line is not understood."""
    INVALID = 3
    """The questionnaire or the answers are not valid."""
    CONFLICTS = 4
    """Done, with conflicts or with files set apart."""
    INTEGRITY = 5
    """Something stored is damaged, or not what it claims to be."""
    STORAGE = 6
    """The storage is full, locked, or may not be written."""
    HUNG_UP = 129
    INTERRUPTED = 130
    TERMINATED = 143


class Severity(StrEnum):
    """An error stops; a warning tells."""

    ERROR = "error"
    WARNING = "warning"


@frozen
class Place:
    """Where a problem is. What is not known is not invented.

    Attributes:
        file: The path as the person named it.
        line: Line, from 1; None where it cannot be known.
        column: Column in characters, from 1; None where it cannot be known.
        length: How many characters the caret underlines.
        text: The source line itself, without its end.
        key: The dotted key, told where there is no line.
    """

    file: str
    line: int | None = None
    column: int | None = None
    length: int = 1
    text: str = ""
    key: str = ""

    def __str__(self) -> str:
        """Give `file:line:column`, as far as it is known."""
        known = [str(part) for part in (self.line, self.column) if part is not None]
        return ":".join([self.file, *known])


@frozen
class Problem:
    """One thing that is wrong: where, what, and how to mend it."""

    code: str
    message: str
    place: Place
    hint: str = ""
    severity: Severity = Severity.ERROR

    def as_json(self) -> dict[str, object]:
        """Give the problem as plain data, for `--json`."""
        return {**asdict(self), "severity": self.severity.value}

    def __str__(self) -> str:
        """Show the problem with its source line, a caret and the hint."""
        return self.shown(self.severity, "hint:")

    def shown(self, severity: str, hint: str) -> str:
        """Show the problem; how severe it is, and what stands before the hint, in the words of a language."""
        lines = [f"{self.place}: {severity}[{self.code}] {self.message}"]
        place = self.place
        if place.line is not None and place.text:
            text, column, length = _window(place)
            lines.append(f"{place.line:>5} | {text}")
            if column is not None:
                before = text[: column - 1]
                indent = "".join("\t" if character == "\t" else " " for character in before)
                lines.append(f"{'':>5} | {indent}{'^' * max(1, length)}")
        elif place.line is None and place.key:
            lines.append(f"  at: {place.key}")
        if self.hint:
            lines.append(f"  {hint} {self.hint}")
        return "\n".join(show_line(line) for line in lines)


WIDEST: Final = 160
"""Characters of a source line that are shown at most."""


def _window(place: Place) -> tuple[str, int | None, int]:
    """Give what is shown of a long source line, with the column and the length of the caret in it."""
    text, column = place.text, place.column
    if len(text) <= WIDEST:
        return text, column, place.length
    start = max(0, (column or 1) - 1 - WIDEST // 2)
    cut = text[start : start + WIDEST]
    shown = ("…" if start else "") + cut + ("…" if start + WIDEST < len(text) else "")
    if column is None:
        return shown, None, place.length
    column -= start - bool(start)
    return shown, column, min(place.length, len(shown) - column + 1)


def show_line(text: str) -> str:
    """Show a source line as it is, but for what a terminal would obey; tabs stay, so that the caret fits."""
    return "\t".join(show_text(part) for part in text.split("\t"))


class HybridequizError(Exception):
    """Something that the person can mend: told in their words, never with a traceback.

    Attributes:
        exit_code: What the program tells the shell.
        message: What is wrong; `{name}` in it stands for a part. The catalogues translate it.
        parts: What is filled in, in the message and in the hint. A part that is a `Reason` is translated too.
        hints: What to do about it, if anything; parts are filled in here too.
    """

    exit_code: ExitCode = ExitCode.UNEXPECTED

    def __init__(self, message: str, *, hint: str | Sequence[str] = "", **parts: object) -> None:
        super().__init__(message.format(**parts) if parts else message)
        self.message = message
        self.parts = parts
        self.hints = tuple(one for one in ([hint] if isinstance(hint, str) else hint) if one)

    @property
    def said(self) -> Said:
        """Give what is wrong as a sentence of a problem."""
        return Said(self.message, **self.parts)

    @property
    def said_hint(self) -> str:
        """Give what to do about it, as a sentence of a problem; if there is more, the first."""
        return Said(self.hints[0], **self.parts) if self.hints else ""

    @property
    def hint(self) -> str:
        """Give what to do about it, in English, or nothing."""
        return "  ".join(one.format(**self.parts) if self.parts else one for one in self.hints)


def say(message: str) -> str:
    """Mark a message for the catalogues."""
    return message


class Said(str):
    """A sentence of the program in English, with all that is filled in; the catalogues translate it.

    Attributes:
        message: The sentence; `{name}` in it stands for a part.
        parts: What is filled in; a part can be said in the same way.
    """

    __slots__ = ("message", "parts")
    message: str
    parts: Mapping[str, object]

    def __new__(cls, message: str, **parts: object) -> Self:
        """Fill the parts in; without any, the sentence is taken as it is."""
        made = super().__new__(cls, message.format(**parts) if parts else message)
        made.message, made.parts = message, parts
        return made


class Reason(str):
    """Why the operating system did not do it: a message that the catalogues translate."""

    __slots__ = ()

    @classmethod
    def of(cls, error: OSError) -> Self:
        """Say an error of the operating system; one that is rare in its own words."""
        known = _REASONS.get(errorcode.get(error.errno or 0, ""))
        return cls(known or error.strerror or error)


_REASONS: Final = {
    "ENOSPC": say("there is no room left on the disk"),
    "EDQUOT": say("no more room on the disk is yours"),
    "EACCES": say("you may not do that there"),
    "EPERM": say("you may not do that there"),
    "EROFS": say("the disk can only be read"),
    "ENOENT": say("it is not there"),
    "ENOTDIR": say("part of the path is a file, not a folder"),
    "EISDIR": say("it is a folder, not a file"),
    "EIO": say("the disk does not work well"),
    "ENAMETOOLONG": say("the name is too long"),
}


class InvalidFile(HybridequizError):
    """A questionnaire or a study file with problems: all of them."""

    exit_code = ExitCode.INVALID

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


def near_match(word: str, known: Iterable[object]) -> str:
    """Give the known word that `word` probably stands for, or an empty string."""
    words = {str(one).casefold(): str(one) for one in known}
    matches = get_close_matches(word.casefold(), words, n=1, cutoff=0.6)
    return words[matches[0]] if matches else ""


def offers(word: str, known: Sequence[object], listing: str) -> tuple[list[str], dict[str, str]]:
    """Give the hints of an error that name the near match, and the known words if they are few.

    Args:
        word: What was typed.
        known: What it could have been.
        listing: The message that lists these, as `{known}`.

    Returns:
        The hints, and the parts that are filled in.
    """
    match = near_match(word, known)
    hints = [say('did you mean "{near}"?')] if match else []
    if 0 < len(known) <= MOST_LISTED:
        hints.append(listing)
    return hints, {"near": match, "known": ", ".join(map(str, known))}


MOST_LISTED: Final = 16
"""More words would not be read."""


def did_you_mean(word: str, known: Sequence[object], *, noun: str = "the names") -> str:
    """Give a hint that names the near match, and the known words if they are few."""
    parts = []
    if match := near_match(word, known):
        parts.append(f'did you mean "{match}"?')
    if 0 < len(known) <= MOST_LISTED:
        parts.append(f"{noun} are: {', '.join(str(one) for one in known)}")
    return "  ".join(parts)

"""Read a TOML file into plain data, or say what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import tomli

from hybridequiz.problems import InvalidFile, Place, Problem
from hybridequiz.questionnaire.parts import Key
from hybridequiz.questionnaire.places import Places, Span
from hybridequiz.questionnaire.states import WHOLE_NUMBERS
from hybridequiz.values import frozen

LARGEST: Final = 5_000_000
"""Bytes. A larger file is no questionnaire."""

MOST_PARTS: Final = 500_000
"""Keys and values of a file; a questionnaire of a thousand questions has ten thousand."""

DEEPEST: Final = 32
"""Tables and lists within each other; a questionnaire needs ten."""

LONGEST_LINE: Final = 2_000
"""Characters. A longer line is not shown with a problem."""

TOO_LONG: Final = "[0-9][0-9_]{4000,}"
"""A whole number that Python does not read."""

HALF_CHARACTER: Final = re.compile(r"\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})$")
"""An escape at the end: TOML's reader stops behind one that stands for no character."""

MOST_DIGITS: Final = 28
"""Digits of a number with a decimal point."""


IN_QUESTIONNAIRES: Final = frozenset({"section", "version", "audience"})
IN_STUDIES: Final = frozenset(
    {"values", "location", "core", "indicator", "threshold", "live", "texts", "options", "invited"}
    | {"quotations"}
)
"""Keys by which the two kinds of files are told apart."""

TOO_DEEP: Final = "tables or lists are nested too deeply"
NO_NUMBER: Final = "this is no number that a questionnaire can hold"


@frozen
class Document:
    """A TOML file as it was read.

    Attributes:
        file: The path as the person named it.
        text: The file's characters.
        data: What the TOML says.
    """

    file: str
    text: str
    data: dict[str, Any]

    @cached_property
    def places(self) -> Places:
        """Scan the text for positions: worked out only when there is a problem."""
        return Places(self.text)

    def written(self, path: Key) -> Key:
        """Give a path as the file writes it: in an option the languages of its text stand beside the code."""
        for number, part in enumerate(path):
            if part == "text" and self.places.key(path[: number + 1]) is None:
                return path[:number] + path[number + 1 :]
        return path

    def place(self, path: Key, *, key: bool = False) -> Place:
        """Say where a value (or its key) is written; what is not written, by the nearest part that is."""
        path = self.written(path)
        span = self.places.key(path) if key else self.places.value(path)
        return self._at(span or self.places.nearest(path), path)

    def place_within(self, path: Key, start: int, end: int) -> Place:
        """Say where characters `start` to `end` of a string are written."""
        path = self.written(path)
        span = self.places.within(path, start, end)
        return self._at(span, path) if span else self.place(path)

    def _at(self, span: Span | None, path: Key) -> Place:
        if span is None:
            return Place(self.file, key=dotted(path))
        text = _shown(self.places.line_text(span.line))
        return Place(self.file, span.line, span.column, span.length, text, dotted(path))


def _shown(line: str) -> str:
    """Give a line as a problem shows it: none that nobody would read."""
    return line if len(line) <= LONGEST_LINE else ""


def dotted(path: Key) -> str:
    """Give a path as people write it: `section[2].question[5].show_if`, counted from 1."""
    parts = []
    for part in path:
        if isinstance(part, int):
            parts.append(f"[{part + 1}]")
        else:
            parts.append(f".{part}" if parts else part)
    return "".join(parts)


def is_study(data: Mapping[str, object]) -> bool:
    """Tell whether a file describes a study: it asks nothing, and has what studies have."""
    return not data.keys() & IN_QUESTIONNAIRES and bool(data.keys() & IN_STUDIES)


def read_document(path: Path) -> Document:
    """Read a TOML file.

    Raises:
        InvalidFile: with one problem, when it is no file, too large, not UTF-8 or not TOML.
    """
    file = str(path)
    text = _decode(file, _read_bytes(file, path))
    try:
        document = Document(file, text, tomli.loads(text, parse_float=_decimal))
    except tomli.TOMLDecodeError as error:
        raise InvalidFile([_syntax_problem(file, text, error)]) from None
    except RecursionError:
        raise _refused("too-deep", TOO_DEEP, file) from None
    except ValueError:
        raise InvalidFile([_long_number_problem(file, text)]) from None
    if problem := _beyond_bounds(document):
        raise InvalidFile([problem])
    return document


def _beyond_bounds(document: Document) -> Problem | None:
    """Find the first part that lies too deep, or a number that is no number or too large; or too many parts."""
    if _is_within_bounds(document.data):
        return None
    waiting: list[tuple[Key, Any]] = [((), document.data)]
    parts = 0
    while waiting:
        path, value = waiting.pop()
        parts += len(value)
        if parts > MOST_PARTS:
            message = f"a questionnaire has at most {MOST_PARTS:,} keys and values"
            return Problem("too-large", message, Place(document.file))
        if len(path) > DEEPEST:
            return Problem("too-deep", TOO_DEEP, document.place(path))
        for name, part in value.items() if isinstance(value, dict) else enumerate(value):
            if isinstance(part, dict | list):
                waiting.append(((*path, name), part))
            elif isinstance(part, int | Decimal) and not _can_be_held(part):
                return Problem("not-toml", NO_NUMBER, document.place((*path, name)))
    return None


def _is_within_bounds(data: Mapping[str, Any]) -> bool:
    """Tell whether there is nothing to find: the quick way, which does not look where things stand."""
    level: list[Any] = [data]
    parts = 0
    for _ in range(DEEPEST + 1):
        deeper = []
        for value in level:
            parts += len(value)
            for part in value.values() if value.__class__ is dict else value:
                kind = part.__class__
                if kind is dict or kind is list:
                    deeper.append(part)
                elif (kind is int or kind is Decimal) and not _can_be_held(part):
                    return False
        if not deeper:
            return parts <= MOST_PARTS
        level = deeper
    return False


def _can_be_held(number: int | Decimal) -> bool:
    """Tell whether a number can be reckoned with and stored."""
    if isinstance(number, int):
        return number in WHOLE_NUMBERS
    if not number.is_finite():
        return False
    return abs(number.adjusted()) < MOST_DIGITS and len(number.as_tuple().digits) <= MOST_DIGITS


def _read_bytes(file: str, path: Path) -> bytes:
    """Read the bytes of a file that is not too large."""
    try:
        if path.is_dir():
            hint = "name a file in it, or run 'hybridequiz check' on the folder"
            raise _refused("not-a-file", "this is a folder, not a file", file, hint)
        with path.open("rb") as opened:
            raw = opened.read(LARGEST + 1)
    except FileNotFoundError:
        raise _refused("no-such-file", "there is no such file", file) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise _refused("cannot-read", f"the file cannot be read: {reason}", file) from None
    if len(raw) > LARGEST:
        raise _refused("too-large", f"a questionnaire has at most {LARGEST:,} bytes", file)
    return raw


def _decode(file: str, raw: bytes) -> str:
    """Decode UTF-8, with or without a byte order mark."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        message = f"byte {error.start + 1} (0x{raw[error.start]:02x}) is not UTF-8"
        hint = "save the file as UTF-8; Windows editors may call it 'UTF-8' or '65001'"
        raise InvalidFile([Problem("not-utf8", message, Place(file, line), hint)]) from None


def _decimal(digits: str) -> Decimal:
    """Keep a TOML float exact."""
    try:
        return Decimal(digits)
    except InvalidOperation:  # an exponent beyond all bounds
        return Decimal("nan")


def _long_number_problem(file: str, text: str) -> Problem:
    """Say where a whole number stands that has too many digits for Python to read."""
    found = re.search(TOO_LONG, text)
    if found is None:
        return Problem("not-toml", NO_NUMBER, Place(file))
    line = text.count("\n", 0, found.start()) + 1
    column = found.start() - text.rfind("\n", 0, found.start())
    return Problem("not-toml", NO_NUMBER, Place(file, line, column))


def _refused(code: str, message: str, file: str, hint: str = "") -> InvalidFile:
    return InvalidFile([Problem(code, message, Place(file), hint)])


NAMED_TABLE: Final = re.compile(r"Cannot (declare|mutate immutable namespace) \((.*)\)(?: twice)?")
"""What tomli says of a table, with its name as Python writes it."""


def _syntax_problem(file: str, text: str, error: tomli.TOMLDecodeError) -> Problem:
    """Say where the TOML breaks, in tomli's words."""
    lines = text.replace("\r\n", "\n").split("\n")
    line = min(error.lineno, len(lines))
    column = error.colno if line == error.lineno else len(lines[line - 1]) + 1
    if half := HALF_CHARACTER.search(lines[line - 1][: column - 1]):
        column = half.start() + 1
    length = len(half[0]) if half else 1
    place = Place(file, line, column, length, _shown(lines[line - 1]))
    from hybridequiz.questionnaire.unclosed import unclosed  # needed for wrong files only

    known = unclosed(error.msg, lines, line, column)
    message, hint = known or (_syntax_message(error.msg), _syntax_hint(error.msg))
    return Problem("not-toml", message, place, hint)


def _syntax_message(message: str) -> str:
    """Say what breaks in a file's words: a table is named as it is written."""
    if found := NAMED_TABLE.fullmatch(message):
        name = ".".join(re.findall(r"['\"](.*?)['\"]", found[2]))
        if found[1] == "declare":
            return f"the table '{name}' stands twice"
        return f"'{name}' has its value already: nothing can be added to it"
    return message[:1].lower() + message[1:]


def _syntax_hint(message: str) -> str:
    """Say what usually causes a syntax error."""
    if "scalar value" in message:
        return "this stands for half a character, or none: write the whole character itself"
    if "Invalid value" in message:
        return 'a text stands between quotes: title = "…"; yes and no are true and false'
    if "Illegal character" in message and r"'\n'" not in message:
        return "take the character out; most editors do not show it"
    if "Illegal character" in message:
        return (
            "is the closing quote missing?  "
            'a text of several lines stands between three quotes: """ … """'
        )
    if "Unterminated string" in message or 'Expected "\'"' in message:
        return "a text is opened and never closed: its closing quote is missing"
    if "overwrite" in message or NAMED_TABLE.fullmatch(message):
        return (
            "every key stands once in its table; a list of tables has double brackets: [[section]]"
        )
    return "a line is: key = value, [table], [[list of tables]], or a comment after #"

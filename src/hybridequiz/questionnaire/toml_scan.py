"""Find where the keys, tables and values of a TOML 1.1 file are written.

A TOML reader gives the values and forgets where they stood. This scanner is the other half: it
gives offsets and no values. It judges nothing, for it is meant for text that the reader has
accepted. In other text it stops at the first thing that it does not understand. One pass, without
recursion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

Range = tuple[int, int]
"""Offsets in the text: of the first character, and of the one after the last."""

# The quantifiers are possessive (`++`, `*+`): they never go back, so time is linear in the text.
_BASIC = r'"(?:[^"\\\n]++|\\.)*+"'
_LITERAL = r"'[^'\n]*+'"
_LONG_BASIC = r'"""(?:[^"\\]++|\\[\s\S]|"(?!""))*+"{3,5}'  # 4 or 5: the string ends with quotes
_LONG_LITERAL = r"'''(?:[^']++|'(?!''))*+'{3,5}"
_STRING = f"(?:{_LONG_BASIC}|{_LONG_LITERAL}|{_BASIC}|{_LITERAL})"
_BARE = r"[^\s,\]}#]++"
_DATE_BEFORE = r"(?<=[0-9]{4}-[0-9]{2}-[0-9]{2})"

_TRIVIA: Final = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
_NAME: Final = re.compile(rf"[ \t]*+([A-Za-z0-9_-]++|{_BASIC}|{_LITERAL})[ \t]*+")
_EQUALS: Final = re.compile(r"=[ \t]*+")
_SCALAR: Final = re.compile(rf"{_STRING}|{_BARE}(?:{_DATE_BEFORE} [0-9]{{2}}:{_BARE})?+")
_UP_TO_COMMENT: Final = re.compile(rf"(?:{_STRING}|[^\"'#\n])*+")
_NEWLINE: Final = re.compile(r"\r?\n")

_LITERAL_PIECE: Final = re.compile(r"\r\n|[\s\S]")
_BASIC_PIECE: Final = re.compile(
    r"""
      \\x [0-9A-Fa-f]{2}
    | \\u [0-9A-Fa-f]{4}
    | \\U 00(?:0[0-9A-Fa-f]|10) [0-9A-Fa-f]{4}
    | \\ [ \t]* \r?\n [ \t\r\n]*      # a line-ending backslash, and all that it takes away
    | \\ [\s\S]
    | \r\n
    | [\s\S]
    """,
    re.VERBOSE,
)
_ESCAPES: Final = {
    r"\b": "\b",
    r"\t": "\t",
    r"\n": "\n",
    r"\f": "\f",
    r"\r": "\r",
    r"\e": "\x1b",
    r"\"": '"',
    r"\\": "\\",
}


class _NotUnderstoodError(Exception):
    """The text is not TOML from here on."""


@dataclass(slots=True)
class Entry:
    """A key, a table or an array element as it is written, with what is inside it.

    Attributes:
        key: Where its own name is written, quotes included: one part of a dotted key or of a
            header. None for an array element.
        value: Where its value is written; for a table or an array of tables its (first) header.
            None for a table that only dotted keys or headers of tables inside it imply.
        items: The entries inside it, by name or by index.
    """

    key: Range | None = None
    value: Range | None = None
    items: dict[str | int, Entry] = field(default_factory=dict)

    def child(self, name: str, where: Range) -> Entry:
        """Give the entry called `name`, a new one written at `where` if there is none."""
        if name not in self.items:
            self.items[name] = Entry(where)
        return self.items[name]

    def latest(self) -> Entry:
        """Give the last table of an array of tables; of anything else, the entry itself."""
        return self.items.get(len(self.items) - 1, self)


class _Scanner:
    """One walk through a text; `root` fills as it goes."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.root = Entry()

    def file(self) -> None:
        """Read headers and key/value pairs up to the end."""
        table = self.root
        while self._next_character():
            if self.text[self.at] == "[":
                table = self._header()
            else:
                self._value(self._key_of_pair(table))

    def _header(self) -> Entry:
        """Read `[table]` or `[[array of tables]]`; give the table that it opens."""
        start = self.at
        repeated = self.text.startswith("[[", start)
        self.at += 2 if repeated else 1
        parent, name, where = self._dotted_key(self.root)
        self._expect("]]" if repeated else "]")
        entry, header = parent.child(name, where), (start, self.at)
        if not repeated:
            entry.key, entry.value = where, header  # rather than where an earlier header implied it
            return entry
        entry.value = entry.value or header
        element = entry.items[len(entry.items)] = Entry(value=header)
        return element

    def _key_of_pair(self, table: Entry) -> Entry:
        """Read `key =` up to the value; give the entry of the key."""
        parent, name, where = self._dotted_key(table)
        self._skip(_EQUALS)
        return parent.child(name, where)

    def _dotted_key(self, table: Entry) -> tuple[Entry, str, Range]:
        """Read a key; give the table that it leads to, its last name, and where that is written."""
        name, where = self._name()
        while self.text.startswith(".", self.at):
            self.at += 1
            table = table.child(name, where).latest()
            name, where = self._name()
        return table, name, where

    def _name(self) -> tuple[str, Range]:
        """Read one part of a key and the blanks around it."""
        match = _NAME.match(self.text, self.at)
        if match is None:
            raise _NotUnderstoodError
        self.at = match.end()
        name: str = match[1]
        if name[0] in "\"'":
            name = "".join(character for character, _ in characters(self.text, match.span(1)))
        return name, match.span(1)

    def _value(self, entry: Entry) -> None:
        """Read the value of `entry`, and all values inside it."""
        unclosed: list[Entry] = []
        self._start_of_value(entry, unclosed)
        while unclosed and self._next_character():
            container = unclosed[-1]
            character = self.text[self.at]
            if character in "]}":
                self._close(unclosed.pop())
            elif character == ",":
                self.at += 1
            elif self._is_array(container):
                element = container.items[len(container.items)] = Entry()
                self._start_of_value(element, unclosed)
            else:
                self._start_of_value(self._key_of_pair(container), unclosed)

    def _start_of_value(self, entry: Entry, unclosed: list[Entry]) -> None:
        """Read a whole scalar, or the bracket that opens an array or an inline table."""
        if self.text.startswith(("[", "{"), self.at):
            entry.value = (self.at, self.at + 1)
            self.at += 1
            unclosed.append(entry)
            return
        start = self.at
        self._skip(_SCALAR)
        entry.value = (start, self.at)

    def _close(self, container: Entry) -> None:
        """Read the bracket that closes an array or an inline table."""
        self.at += 1
        if container.value is not None:
            container.value = (container.value[0], self.at)

    def _is_array(self, container: Entry) -> bool:
        return container.value is not None and self.text[container.value[0]] == "["

    def _next_character(self) -> bool:
        """Skip blanks, line ends and comments; tell whether any text is left."""
        self._skip(_TRIVIA)
        return self.at < len(self.text)

    def _skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self.text, self.at)
        if match is None:
            raise _NotUnderstoodError
        self.at = match.end()

    def _expect(self, mark: str) -> None:
        if not self.text.startswith(mark, self.at):
            raise _NotUnderstoodError
        self.at += len(mark)


def scan(text: str) -> Entry:
    """Give the top-level table of `text`, with where everything in it is written.

    Args:
        text: TOML without a byte order mark, line ends as they are in the file.
    """
    scanner = _Scanner(text)
    with suppress(_NotUnderstoodError):  # what was understood so far is still where it is
        scanner.file()
    return scanner.root


def is_string(text: str, where: Range) -> bool:
    """Tell whether the value written at `where` is a string of any of the four kinds."""
    return text.startswith(('"', "'"), where[0])


def characters(text: str, where: Range) -> Iterator[tuple[str, Range]]:
    """Give each character of the string written at `where`, with the source that stands for it.

    A line end is one character, a newline, however the file writes it. What stands for no character
    (a line-ending backslash, the line end after the opening quotes) is left out.
    """
    start, end = where
    quote = text[start]
    edge = 3 if text.startswith(quote * 3, start, end) else 1
    start, end = start + edge, end - edge
    if edge > 1 and (newline := _NEWLINE.match(text, start, end)):
        start = newline.end()
    pieces = _BASIC_PIECE if quote == '"' else _LITERAL_PIECE
    for piece in pieces.finditer(text, start, end):
        if character := _decoded(piece[0]):
            yield character, piece.span()


def _decoded(piece: str) -> str:
    """Give the character that a piece of a string stands for: none for a line-ending backslash."""
    if len(piece) == 1:
        return piece
    if piece == "\r\n":
        return "\n"
    if len(piece) > len(r"\n") and piece[1] in "xuU":
        digits = piece[2:]
        return chr(int(digits, 16))
    return _ESCAPES.get(piece, "")


def end_before_comment(text: str, where: Range) -> int:
    """Give where the value written at `where` ends, or where a line end or a comment breaks it.

    A multi-line string counts as one thing here: it is never broken.
    """
    match = _UP_TO_COMMENT.match(text, *where)
    return match.end() if match else where[1]

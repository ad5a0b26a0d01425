"""Tell the line and the column of anything in a questionnaire file.

Made only when there is a problem to show. What cannot be known is None, never a guess.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from hybridequiz.questionnaire.parts import Key
from hybridequiz.questionnaire.toml_scan import (
    Entry,
    Range,
    characters,
    end_before_comment,
    is_string,
    scan,
)
from hybridequiz.values import frozen


@frozen
class Span:
    """A stretch of one line.

    Attributes:
        line: Line, from 1.
        column: Column, from 1, in characters; a tab is one, a byte order mark none.
        length: How many characters, on this line only; 0 for a line end or an empty range.
    """

    line: int
    column: int
    length: int


class Places:
    """Where things are written in a TOML 1.1 file.

    Lookups never raise, whatever the text; they are exact for text that the TOML reader accepts.
    The file is scanned once, at the first lookup.

    Args:
        text: The decoded file, line ends untouched, with or without a byte order mark.
    """

    def __init__(self, text: str) -> None:
        self._text = text.removeprefix("\ufeff")
        self._line_starts = [0, *(end.end() for end in re.finditer("\n", self._text))]

    def line_text(self, line: int) -> str:
        """Give a line without its end; nothing where the file has no such line."""
        if not 1 <= line <= len(self._line_starts):
            return ""
        return self._text[self._line_starts[line - 1] : self._line_end(line)]

    def key(self, path: Key) -> Span | None:
        """Give where the last name of `path` is written: one part of a dotted key or of a header.

        A table's own `[header]` goes before headers and dotted keys that merely pass through it.
        An array element has no name: this is the element, and for an array of tables its
        `[[header]]`.
        """
        entry = self._entry(path)
        return self._name_of(entry) if entry else None

    def value(self, path: Key) -> Span | None:
        """Give where the value of `path` is written, or its first line without a comment.

        For a table this is its `[header]` or its braces, for an array of tables the first
        `[[header]]`. A table that is only implied has no place of its own: None.
        """
        entry = self._entry(path)
        return self._first_line(entry.value) if entry and entry.value else None

    def within(self, path: Key, start: int, end: int) -> Span | None:
        """Give where the characters `start` up to `end` of a string value are written.

        Escapes count as the character that they stand for. A range that goes on after a line end
        is cut there; an empty one is the point before `start`.

        Returns:
            None if the value is not a string, or has no such characters.
        """
        entry = self._entry(path)
        if entry is None or entry.value is None or not is_string(self._text, entry.value):
            return None
        pieces = [where for _, where in characters(self._text, entry.value)]
        if not 0 <= start <= end <= len(pieces):
            return None
        if start < end:
            return self._span((pieces[start][0], pieces[end - 1][1]))
        point = pieces[start][0] if start < len(pieces) else self._end_of_content(entry.value)
        return self._span((point, point))

    def nearest(self, path: Key) -> Span | None:
        """Give where `path` is written, or else the longest beginning of it that is in the file."""
        entry = self._root
        for step in path:
            if step not in entry.items:
                break
            entry = entry.items[step]
        return self._name_of(entry)

    @cached_property
    def _root(self) -> Entry:
        return scan(self._text)

    def _entry(self, path: Key) -> Entry | None:
        entry: Entry | None = self._root
        for step in path:
            entry = entry.items.get(step) if entry else None
        return entry

    def _name_of(self, entry: Entry) -> Span | None:
        """Give the name of an entry; an array element has none and shows itself."""
        if entry.key:
            return self._span(entry.key)
        return self._first_line(entry.value) if entry.value else None

    def _end_of_content(self, string: Range) -> int:
        """Give the offset of the quotes that close a string."""
        start, end = string
        quote = self._text[start]
        return end - (3 if self._text.startswith(quote * 3, start, end) else 1)

    def _first_line(self, where: Range) -> Span:
        """Give the first line of a range, without a comment and the blanks before it."""
        start = where[0]
        line = self._span((start, end_before_comment(self._text, where)))
        written = self._text[start : start + line.length].rstrip()
        return Span(line.line, line.column, len(written))

    def _span(self, where: Range) -> Span:
        """Turn offsets into a line and a column, and cut at the line's end."""
        start, end = where
        line = bisect_right(self._line_starts, start)
        column = start - self._line_starts[line - 1] + 1
        return Span(line, column, max(0, min(end, self._line_end(line)) - start))

    def _line_end(self, line: int) -> int:
        """Give the offset at which a line's text ends, before LF or CRLF."""
        if line == len(self._line_starts):
            return len(self._text)
        end = self._line_starts[line] - 1
        return end - 1 if self._text.endswith("\r", 0, end) else end

"""Random documents, written as TOML 1.1 in a random style, with a note of where it all went."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from random import Random
from typing import Any

from hypothesis import strategies as st

from hybridequiz.questionnaire.parts import Key

Range = tuple[int, int]
SHORT_ESCAPES = {
    "\b": "b",
    "\t": "t",
    "\n": "n",
    "\f": "f",
    "\r": "r",
    "\x1b": "e",
    '"': '"',
    "\\": "\\",
}


def is_printable(text: str) -> bool:
    return not re.search(r"[\x00-\x08\x0a-\x1f\x7f]", text)


@dataclass
class Writer:
    """TOML in the making, and where each thing in it is: keys, values, characters of strings."""

    random: Random
    text: str = ""
    keys: dict[Key, Range] = field(default_factory=dict)
    values: dict[Key, Range] = field(default_factory=dict)
    characters: dict[Key, list[Range]] = field(default_factory=dict)

    def put(self, text: str) -> Range:
        self.text += text
        return len(self.text) - len(text), len(self.text)

    def maybe(self, chance: float = 0.5) -> bool:
        return self.random.random() < chance

    def blank(self) -> None:
        self.put(self.random.choice(["", "", " ", "\t", "  "]))

    def line_end(self) -> Range:
        return self.put(self.random.choice(["\n", "\r\n"]))

    def end_of_statement(self) -> None:
        self.blank()
        if self.maybe(0.3):
            self.put(self.random.choice(["# [a] = '", '#"""', "#"]))
        self.line_end()

    def gap(self) -> None:
        """Write what may stand between the elements of an array or an inline table."""
        self.blank()
        while self.maybe(0.2):
            self.end_of_statement()
            self.blank()

    def table(self, path: Key, table: dict[str, Any]) -> None:
        self.body(path, *self.apart(table))

    def apart(self, table: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        """Choose what gets a header of its own."""
        headed = {name: value for name, value in table.items() if self.can_have_header(value)}
        headed = {name: value for name, value in headed.items() if self.maybe(0.7)}
        return {name: value for name, value in table.items() if name not in headed}, headed

    @staticmethod
    def can_have_header(value: object) -> bool:
        if isinstance(value, list):
            return bool(value) and all(isinstance(element, dict) for element in value)
        return isinstance(value, dict)

    def body(self, path: Key, plain: dict[str, Any], headed: dict[str, Any]) -> None:
        for name, value in plain.items():
            self.statement(path, (*path, name), value)
        for name, value in headed.items():
            self.headed((*path, name), value)

    def headed(self, path: Key, value: dict[str, Any] | list[dict[str, Any]]) -> None:
        if isinstance(value, list):
            for index, element in enumerate(value):
                self.header((*path, index))
                self.table((*path, index), element)
            return
        plain, headed = self.apart(value)
        if headed and self.maybe(0.3):  # what is inside goes first, and may imply this table
            self.body(path, {}, headed)
            headed = {}
        if plain or headed or path not in self.keys or self.maybe():
            self.header(path)
        self.body(path, plain, headed)

    def header(self, path: Key) -> None:
        self.blank()
        is_element = isinstance(path[-1], int)
        start, _ = self.put("[[" if is_element else "[")
        last = self.names((), path)
        whole = (start, self.put("]]" if is_element else "]")[1])
        self.values[path] = whole
        if is_element:
            self.values.setdefault(path[:-1], whole)
        else:
            self.keys[path] = last
        self.end_of_statement()

    def names(self, table: Key, path: Key) -> Range:
        """Write the dotted key that leads from a table to a path; give where its last name is."""
        where = (0, 0)
        for length in range(len(table) + 1, len(path) + 1):
            name = path[length - 1]
            if isinstance(name, int):
                continue
            if length > len(table) + 1:
                self.put(".")
            self.blank()
            where = self.name(name)
            self.keys.setdefault(path[:length], where)
            self.blank()
        return where

    def name(self, name: str) -> Range:
        start = len(self.text)
        if re.fullmatch(r"[A-Za-z0-9_-]+", name) and self.maybe(0.8):
            self.put(name)
        elif is_printable(name) and "'" not in name and self.maybe():
            self.put(f"'{name}'")
        else:
            self.basic(name)
        return start, len(self.text)

    def statement(self, table: Key, path: Key, value: object) -> None:
        """Write a key and its value, or one dotted key for each thing inside the value."""
        if isinstance(value, dict) and value and self.maybe():
            for name, inner in value.items():
                self.statement(table, (*path, name), inner)
            return
        self.pair(table, path, value)
        self.end_of_statement()

    def pair(self, table: Key, path: Key, value: object) -> None:
        self.names(table, path)
        self.put("=")
        self.blank()
        self.value(path, value)

    def value(self, path: Key, value: object) -> None:
        start = len(self.text)
        if isinstance(value, str):
            self.string(path, value)
        elif isinstance(value, dict):
            self.inline_table(path, value)
        elif isinstance(value, list):
            self.array(path, value)
        elif isinstance(value, bool):
            self.put(str(value).lower())
        elif isinstance(value, datetime):
            self.put(value.isoformat(sep=self.random.choice("T ")))
        elif isinstance(value, date | time):
            self.put(value.isoformat())
        else:
            self.put(repr(value))
        self.values[path] = (start, len(self.text))

    def array(self, path: Key, array: list[Any]) -> None:
        self.put("[")
        for index, element in enumerate(array):
            self.gap()
            self.value((*path, index), element)
            self.gap()
            if index + 1 < len(array) or self.maybe():
                self.put(",")
        self.gap()
        self.put("]")

    def inline_table(self, path: Key, table: dict[str, Any]) -> None:
        leaves = list(self.leaves(path, table))
        self.put("{")
        for index, (inner, value) in enumerate(leaves):
            self.gap()
            self.pair(path, inner, value)
            self.gap()
            if index + 1 < len(leaves) or self.maybe():
                self.put(",")
        self.gap()
        self.put("}")

    def leaves(self, path: Key, table: dict[str, Any]) -> Iterator[tuple[Key, Any]]:
        """Choose which tables in an inline table are written with dotted keys."""
        for name, value in table.items():
            if isinstance(value, dict) and value and self.maybe():
                yield from self.leaves((*path, name), value)
            else:
                yield (*path, name), value

    def string(self, path: Key, value: str) -> None:
        kinds = [self.basic, self.long_basic]
        if is_printable(value) and "'" not in value:
            kinds.append(self.literal)
        if is_printable(value.replace("\n", "")) and "'''" not in value:
            kinds.append(self.long_literal)
        self.characters[path] = self.random.choice(kinds)(value)

    def basic(self, value: str) -> list[Range]:
        self.put('"')
        written = [self.basic_character(character) for character in value]
        self.put('"')
        return written

    def basic_character(self, character: str) -> Range:
        if is_printable(character) and character not in '"\\' and self.maybe(0.7):
            return self.put(character)
        return self.escape(character)

    def escape(self, character: str) -> Range:
        number = ord(character)
        ways = [f"U{number:08x}"]
        if number <= 0xFFFF:
            ways.append(f"u{number:04X}")
        if number <= 0xFF:
            ways.append(f"x{number:02x}")
        if character in SHORT_ESCAPES:
            ways.append(SHORT_ESCAPES[character])
        return self.put("\\" + self.random.choice(ways))

    def long_basic(self, value: str) -> list[Range]:
        self.put('"""')
        if value.startswith("\n") or self.maybe():
            self.line_end()
        written = []
        for index, character in enumerate(value):
            joined = self.maybe(0.1)
            if joined:
                self.line_ending_backslash()
            preceding = "" if joined else value[max(0, index - 2) : index]
            written.append(self.long_character(character, preceding, joined=joined))
        self.put('"""')
        return written

    def long_character(self, character: str, preceding: str, *, joined: bool) -> Range:
        """Write a character; not as it is where it would be taken away, or end the string."""
        if character == '"' and preceding != '""' and self.maybe():
            return self.put('"')
        if joined and character in " \t\n":
            return self.escape(character)
        if character == "\n":
            return self.line_end()
        return self.basic_character(character)

    def line_ending_backslash(self) -> None:
        self.put("\\")
        self.blank()
        self.line_end()
        while self.maybe():
            self.blank()
            self.line_end()
        self.blank()

    def literal(self, value: str) -> list[Range]:
        self.put("'")
        written = [self.put(character) for character in value]
        self.put("'")
        return written

    def long_literal(self, value: str) -> list[Range]:
        self.put("'''")
        if value.startswith("\n") or self.maybe():
            self.line_end()
        written = [
            self.line_end() if character == "\n" else self.put(character) for character in value
        ]
        self.put("'''")
        return written


NAMES = st.sampled_from(["a", "b", "nl", "text", "1", "-", "a b", ""]) | st.text(max_size=3)
TEXTS = st.text(
    st.sampled_from("ab \t\n\r\"\"''\\\\#=[]{},é\u2028\x85\x1b\x00\x7f😀")
    | st.characters(exclude_categories=["Cs"]),
    max_size=12,
)
SCALARS = (
    TEXTS
    | st.integers(-(2**63), 2**63 - 1)
    | st.booleans()
    | st.floats(allow_nan=False)
    | st.dates()
    | st.times()
    | st.datetimes()
)


def containers(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    tables = st.dictionaries(NAMES, values, max_size=4)
    return tables | st.lists(tables, max_size=3) | st.lists(values, max_size=4)


DOCUMENTS = st.dictionaries(NAMES, st.recursive(SCALARS, containers, max_leaves=12), max_size=5)


@st.composite
def written(draw: st.DrawFn) -> tuple[dict[str, Any], Writer]:
    document = draw(DOCUMENTS)
    writer = Writer(Random(draw(st.integers(0, 2**32))))  # noqa: S311 - a style, not a secret
    writer.table((), document)
    return document, writer


def everything(value: object, path: Key = ()) -> Iterator[tuple[Key, Any]]:
    """Give each path of a document with its value."""
    if path:
        yield path, value
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from everything(inner, (*path, name))
    if isinstance(value, list):
        for index, inner in enumerate(value):
            yield from everything(inner, (*path, index))

"""Texts in several languages, and what is filled into them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, Literal

from hybridequiz.values import field, frozen

if TYPE_CHECKING:
    from pydantic_core import CoreSchema

LANGUAGE: Final = re.compile(r"[a-z]{2,3}")
_PIECE: Final = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
_NAME: Final = re.compile(r"[a-z][a-z0-9_]*")


@lru_cache(maxsize=64)
def is_language(tag: object) -> bool:
    """Tell whether something is a language tag: two or three small letters."""
    return isinstance(tag, str) and LANGUAGE.fullmatch(tag) is not None


Lookup = Callable[[str], str | None]
"""Gives the words for a name in a text, or None where there are none."""


@frozen
class Fill:
    """One `{name|fallback}` in a text.

    Attributes:
        name: The question, study value or session value that is filled in.
        fallback: What stands there when the name has no value; None where nothing was given.
        start: Where the braces begin, in characters of the text.
        end: Where they end.
    """

    name: str
    fallback: str | None
    start: int
    end: int


@frozen
class Text:
    """A text: one wording a language, or one wording for all.

    Attributes:
        wordings: Wording by language tag; the tag `""` serves every language.
    """

    wordings: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, raw: object) -> Text:
        """Read a text from TOML: a string, or a table of languages.

        Raises:
            NotAText: when it is something else.
        """
        if isinstance(raw, str):
            return cls({"": raw})
        if not isinstance(raw, Mapping) or not raw:
            raise NotAText("text_type")
        for tag, wording in raw.items():
            if not is_language(tag):
                raise NotAText("text_language")
            if not isinstance(wording, str):
                raise NotAText("text_wording")
        return cls(raw)

    def in_language(self, language: str) -> str:
        """Give the wording in a language; the loader has seen to it that there is one."""
        wordings = self.wordings
        return wordings[language] if language in wordings else wordings.get("", "")

    def __contains__(self, language: str) -> bool:
        """Tell whether there is a wording in this language."""
        return language in self.wordings or "" in self.wordings

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Go through (language tag, wording)."""
        return iter(self.wordings.items())

    def after(self, stem: Text) -> Text:
        """Give this text behind the stem that it goes on from: `How satisfied are you with … the lessons`."""
        tags = self.wordings.keys() | stem.wordings.keys()
        if len(tags) > 1:
            tags -= {""}
        return Text({tag: _joined(stem.in_language(tag), self.in_language(tag)) for tag in tags})

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> CoreSchema:
        """Tell pydantic to read a text with `of`."""
        from pydantic_core import PydanticCustomError
        from pydantic_core.core_schema import no_info_plain_validator_function

        def read(raw: object) -> Text:
            try:
                return cls.of(raw)
            except NotAText as error:
                raise PydanticCustomError(error.kind, "no text") from None

        return no_info_plain_validator_function(read)


def _joined(stem: str, words: str) -> str:
    """Join what a grid asks and one of its items to a sentence."""
    for dots in ("…", "..."):
        if stem.rstrip().endswith(dots):
            return f"{stem.rstrip().removesuffix(dots).rstrip()} {words}"
    return f"{stem} – {words}"


class NotAText(ValueError):
    """A value that is no text, nor a table of languages.

    Attributes:
        kind: What is wrong: `text_type`, or with a wording `text_language` or `text_wording`.
    """

    def __init__(self, kind: Literal["text_type", "text_language", "text_wording"]) -> None:
        super().__init__(kind)
        self.kind = kind


class FillError(ValueError):
    """A brace in a text that is no fill.

    Attributes:
        start: Where it is, in characters of the text.
    """

    def __init__(self, message: str, start: int) -> None:
        super().__init__(message)
        self.start = start


def fills(wording: str) -> list[Fill]:
    """Find what is filled into a wording.

    Raises:
        FillError: at a lone brace, or at braces without a name.
    """
    if "{" not in wording and "}" not in wording:
        return []
    found = []
    for piece in _PIECE.finditer(wording):
        if piece.group() in ("{{", "}}"):
            continue
        inside = piece.group(1)
        if inside is None:
            raise FillError(f"a lone '{piece.group()}'", piece.start())
        name, bar, fallback = inside.partition("|")
        if not _NAME.fullmatch(name):
            raise FillError(f"'{piece.group()}' names nothing", piece.start())
        found.append(Fill(name, fallback if bar else None, piece.start(), piece.end()))
    return found


def render(wording: str, lookup: Lookup) -> str:
    """Fill a wording in: `{name|fallback}` by what `lookup` gives, `{{` by a brace."""
    if "{" not in wording and "}" not in wording:
        return wording

    def words(piece: re.Match[str]) -> str:
        inside = piece.group(1)
        if inside is None:
            return piece.group()[:1]
        name, _, fallback = inside.partition("|")
        found = lookup(name)
        return fallback if found is None else found

    return _PIECE.sub(words, wording)

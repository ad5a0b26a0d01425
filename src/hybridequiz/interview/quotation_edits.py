"""How the text of a quotation may be edited: whole words are cut, `[…]`, or replaced, `[…naam…]`, and nothing else.

Whoever reads a quotation can so tell what the respondent said from what the editor did. Runs of white space are alike,
and `[...]` is `[…]`; the interviewer's `[+]` before what came after a probe is nobody's word, and is not printed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from hybridequiz.interview.probes import PROBE_MARK
from hybridequiz.problems import ExitCode, HybridequizError, say
from hybridequiz.values import frozen

CUT: Final = "[…]"
"""Stands where words were left out."""
LONGEST_STAND_IN: Final = 30
"""Characters that may stand in the place of what was cut: a word or two, "naam", "name of a firm"."""

_DOTS: Final = r"(?:…|\.\.\.)"
_MARK: Final = re.compile(rf"\[\s*{_DOTS}(?:([^\[\]…]*?){_DOTS})?\s*\]")
_STAND_IN: Final = re.compile(r"[^\W\d_]+(?:[ \-'’][^\W\d_]+)*")
_WORD: Final = re.compile(r"[^\W_][\w\u0300-\u036f]*(?:['’][\w\u0300-\u036f]+)*")
_SHOWN: Final = 4
"""Words that an error shows of a text."""


class NotFromOriginal(HybridequizError):
    """An edited text that is not the original with cuts and replacements."""

    exit_code = ExitCode.INVALID


@frozen
class _Token:
    """A word, or another sign, of a text.

    Attributes:
        text: What it is.
        spaced: Whether white space stands before it.
        at: Where it begins.
    """

    text: str
    spaced: bool
    at: int


@frozen
class _Fragment:
    """What was kept between two marks.

    Attributes:
        tokens: The words.
        marks: How many marks stand before it.
    """

    tokens: tuple[_Token, ...]
    marks: int


def as_printed(original: str) -> str:
    """Give the text of an answer as it is printed without an edit.

    Args:
        original: The answer.
    """
    composed = unicodedata.normalize("NFC", original.replace(PROBE_MARK, " "))
    return " ".join(composed.split())


def printed_text(original: str, edited: str) -> str:
    """Give an edited text as it is printed, if it is made from the original by cuts and replacements alone.

    Args:
        original: The answer.
        edited: The text as somebody edited it.

    Raises:
        NotFromOriginal: It is not; the error shows from where on.
    """
    printed = _MARK.sub(_one_mark, as_printed(edited))
    kept = _Original(list(_tokens(as_printed(original))))
    fragments = list(_fragments(printed))
    if not any(_is_word(token) for one in fragments for token in one.tokens):
        raise NotFromOriginal(
            say("Nothing of the text is left."),
            hint=say("What may not be printed at all is rejected."),
        )
    kept.follow(fragments, printed)
    return printed


def _one_mark(found: re.Match[str]) -> str:
    """Write a mark as it is printed.

    Raises:
        NotFromOriginal: What stands in it is more than a word or two.
    """
    words = found[1]
    if words is None or not words.strip():
        return CUT
    stand_in = " ".join(words.split())
    if len(stand_in) > LONGEST_STAND_IN or not _STAND_IN.fullmatch(stand_in):
        raise NotFromOriginal(
            say("“{stand_in}” cannot stand in the place of what was cut."),
            hint=say("A word or two in letters, at most {most} characters: […name…], […firm…]"),
            stand_in=stand_in,
            most=LONGEST_STAND_IN,
        )
    return f"[…{stand_in}…]"


def _tokens(text: str, start: int = 0) -> Iterator[_Token]:
    """Give the words and signs of a text in which white space is single spaces."""
    at, spaced = 0, False
    while at < len(text):
        if text[at] == " ":
            at, spaced = at + 1, True
            continue
        word = _WORD.match(text, at)
        found = word[0] if word else text[at]
        yield _Token(found, spaced, start + at)
        at, spaced = at + len(found), False


def _fragments(printed: str) -> Iterator[_Fragment]:
    """Give what was kept, between the marks; nothing at the beginning or the end too."""
    marks, at = 0, 0
    for found in _MARK.finditer(printed):
        tokens = tuple(_tokens(printed[at : found.start()], at))
        if tokens or not marks:
            yield _Fragment(tokens, marks)
            marks = 0
        marks, at = marks + 1, found.end()
    yield _Fragment(tuple(_tokens(printed[at:], at)), marks)


def _is_word(token: _Token) -> bool:
    return _WORD.match(token.text) is not None


class _Original:
    """An original, along which an edited text is followed.

    Args:
        tokens: Its words and signs.
    """

    def __init__(self, tokens: Sequence[_Token]) -> None:
        self._tokens: Final = tokens

    def follow(self, fragments: Sequence[_Fragment], printed: str) -> None:
        """Find every fragment in its place, the first at the beginning and the last at the end.

        A mark stands for one word or sign at least. The leftmost place of a fragment leaves most for those behind it.

        Raises:
            NotFromOriginal: A fragment is not there.
        """
        at = 0
        for number, one in enumerate(fragments):
            is_last = number == len(fragments) - 1
            found = self._place(one, at, is_last=is_last)
            if found is None:
                raise self._departure(one, at, printed)
            at = found + len(one.tokens)
        if at < len(self._tokens):
            raise NotFromOriginal(
                say("The original goes on behind the text: “{rest}”"),
                hint=say("Write […] where words are left out."),
                rest=self._words(at),
            )

    def _place(self, one: _Fragment, at: int, *, is_last: bool) -> int | None:
        """Give where a fragment is, from a place on; one without a mark before it is there or nowhere."""
        if not one.marks:
            return at if self._agree(one.tokens, at) == len(one.tokens) else None
        end = len(self._tokens) - len(one.tokens)
        places = range(max(at + one.marks, end) if is_last else at + one.marks, end + 1)
        return next((p for p in places if self._agree(one.tokens, p) == len(one.tokens)), None)

    def _agree(self, tokens: Sequence[_Token], at: int) -> int:
        """Count how many words are the same from a place on; how the first is set off does not matter."""
        for number, (here, there) in enumerate(zip(tokens, self._tokens[at:], strict=False)):
            if here.text != there.text or (number and here.spaced != there.spaced):
                return number
        return min(len(tokens), len(self._tokens) - at)

    def _departure(self, one: _Fragment, at: int, printed: str) -> NotFromOriginal:
        """Say from where on a fragment is not in the original."""
        if one.marks and self._agree(one.tokens, at) == len(one.tokens):
            return NotFromOriginal(
                say("Before “{here}” there is a mark, and nothing was left out."),
                hint=say("Take the mark away."),
                here=_some(printed, one.tokens[0].at) if one.tokens else CUT,
            )
        starts = range(at + one.marks, len(self._tokens)) if one.marks else (at,)
        agreed, place = max(
            ((self._agree(one.tokens, start), -start) for start in starts), default=(0, 0)
        )
        if one.tokens and agreed == len(one.tokens):
            return NotFromOriginal(
                say("The original goes on behind the text: “{rest}”"),
                hint=say("Write […] where words are left out."),
                rest=self._words(agreed - place),
            )
        here = one.tokens[agreed].at if agreed < len(one.tokens) else len(printed)
        return NotFromOriginal(
            say("From “{here}” on this is not the original."),
            hint=say(
                "Words are only left out, […], or replaced, […name…]; whole words, and no others are added."
            ),
            here=_some(printed, here),
        )

    def _words(self, at: int) -> str:
        some = self._tokens[at : at + _SHOWN]
        text = "".join(f" {one.text}" if one.spaced else one.text for one in some).strip()
        return text if at + _SHOWN >= len(self._tokens) else f"{text} …"


def _some(printed: str, at: int) -> str:
    """Give the first words of a text from a place on."""
    words = printed[at:].split()
    return " ".join(words[:_SHOWN]) + (" …" if len(words) > _SHOWN else "")

"""How the text of a quotation may be edited: whole words are cut, `[…]`, or replaced, `[…naam…]`, and nothing else.

Whoever reads a quotation can so tell what the respondent said from what the editor did. A mark stands for one word at
least, not for a comma alone; a number and a word with hyphens are one word, as what is left of them would say another
thing. Runs of white space are alike, and `[...]` is `[…]`; the interviewer's `[+]` before what came after a probe is
nobody's word, and is not printed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from hybridequiz.interview.probes import PROBE_MARK
from hybridequiz.problems import ExitCode, HybridequizError, say
from hybridequiz.values import frozen

CUT: Final = "[…]"
"""Stands where words were left out."""
LONGEST_STAND_IN: Final = 20
"""Characters that may stand in the place of what was cut: a word or two, "naam", "een collega"; a sentence has more."""
MOST_STAND_IN: Final = 2
"""Words that may stand there, those between hyphens too."""

_DOTS: Final = r"(?:…|\.\.\.)"
_MARK: Final = re.compile(rf"\[\s*{_DOTS}(?:([^\[\]…]*?){_DOTS})?\s*\]")
_STAND_IN: Final = re.compile(r"[^\W\d_]+(?:[ \-'’][^\W\d_]+)*")
_LETTERS: Final = r"[^\W_][\w\u0300-\u036f]*"
_SIGN: Final = r"(?<![^\s(\[])[-+−±<>≤≥~€$£]+(?=\d)"
_JOINT: Final = r"(?:['’&@\-\u2010\u2011]|(?<=\d)[.,:/](?=\d))"
_WORD: Final = re.compile(rf"(?:{_SIGN})?{_LETTERS}(?:{_JOINT}{_LETTERS})*(?:(?<=\d)[%‰°€])?")
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
        is_word: Whether it is one.
    """

    text: str
    spaced: bool
    at: int
    is_word: bool


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


def has_words(text: str) -> bool:
    """Tell whether an answer says anything: marks and signs alone are nobody's words.

    Args:
        text: The answer.
    """
    return any(one.is_word for one in _tokens(_MARK.sub(" ", as_printed(text))))


def printed_text(original: str, edited: str) -> str:
    """Give an edited text as it is printed, if it is made from the original by cuts and replacements alone.

    Args:
        original: The answer.
        edited: The text as somebody edited it.

    Raises:
        NotFromOriginal: It is not; the error shows from where on.
    """
    printed = _MARK.sub(_one_mark, as_printed(edited))
    kept = _Original(list(_tokens(as_printed(original), marks=True)))
    fragments = list(_fragments(printed))
    if not any(token.is_word for one in fragments for token in one.tokens):
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
    is_short = (
        len(stand_in) <= LONGEST_STAND_IN and len(re.split("[ -]", stand_in)) <= MOST_STAND_IN
    )
    if not is_short or not _STAND_IN.fullmatch(stand_in):
        raise NotFromOriginal(
            say("“{stand_in}” cannot stand in the place of what was cut."),
            hint=say("A word or two in letters, at most {most} characters: […name…], […firm…]"),
            stand_in=stand_in,
            most=LONGEST_STAND_IN,
        )
    return f"[…{stand_in}…]"


def _tokens(text: str, start: int = 0, *, marks: bool = False) -> Iterator[_Token]:
    """Give the words and signs of a text in which white space is single spaces.

    Args:
        text: The text.
        start: Where it begins in another.
        marks: Whether what looks like a mark is a word: it was said so.
    """
    at, spaced = 0, False
    while at < len(text):
        if text[at] == " ":
            at, spaced = at + 1, True
            continue
        word = (marks and _MARK.match(text, at)) or _WORD.match(text, at)
        found = word[0] if word else text[at]
        yield _Token(found, spaced, start + at, is_word=bool(word))
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


class _Original:
    """An original, along which an edited text is followed.

    Args:
        tokens: Its words and signs.
    """

    def __init__(self, tokens: Sequence[_Token]) -> None:
        self._tokens: Final = tokens

    def follow(self, fragments: Sequence[_Fragment], printed: str) -> None:
        """Find every fragment in its place, the first at the beginning and the last at the end.

        A mark stands for one word at least. The leftmost place of a fragment leaves most for those behind it.

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
        first = self._behind(one.marks, at)
        places = range(max(first, end) if is_last else first, end + 1)
        return next((p for p in places if self._agree(one.tokens, p) == len(one.tokens)), None)

    def _behind(self, words: int, at: int) -> int:
        """Give the first place that has so many words before it, from a place on; where there are fewer, none."""
        places = (place for place in range(at, len(self._tokens)) if self._tokens[place].is_word)
        last = next(islice(places, words - 1, None), len(self._tokens))
        return last + 1

    def _agree(self, tokens: Sequence[_Token], at: int) -> int:
        """Count how many words are the same from a place on; how the first is set off does not matter."""
        for number, (here, there) in enumerate(zip(tokens, self._tokens[at:], strict=False)):
            if here.text != there.text or (number and here.spaced != there.spaced):
                return number
        return min(len(tokens), len(self._tokens) - at)

    def _departure(self, one: _Fragment, at: int, printed: str) -> NotFromOriginal:
        """Say from where on a fragment is not in the original."""
        first = min(self._behind(one.marks, at), len(self._tokens) + 1) if one.marks else at
        without = (self._agree(one.tokens, place) for place in range(at, first))
        if one.marks and len(one.tokens) in without:
            return NotFromOriginal(
                say("Before “{here}” there is a mark, and no word was left out."),
                hint=say("Take the mark away."),
                here=_some(printed, one.tokens[0].at) if one.tokens else CUT,
            )
        starts = range(first, len(self._tokens)) if one.marks else (at,)
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

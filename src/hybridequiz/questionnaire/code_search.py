"""Finding rows of a long list by words: every word must occur, whatever its case and accents.

Words are compared as Unicode's compatibility decomposition (NFKD, Unicode Standard Annex 15) without combining marks,
case-folded: 'sao' finds 'São'. Fifty thousand rows take some milliseconds for the first letter, and less from then
on: what is found with more letters is among what was found with fewer.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import compress, islice, repeat
from operator import contains
from typing import Final

MOST_KEPT: Final = 64
"""Results that are kept, to go on from when another letter is typed or taken back."""

_MARKS: Final = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
_BETWEEN: Final = re.compile(r"[^\w\n]+")
_UNDECOMPOSED: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)
"""Letters that Unicode does not take apart, and that people type without."""


def plain(text: str) -> str:
    """Give a text as it is compared: small letters without accents, with one space for what is no letter or digit."""
    small = text.casefold()
    if not small.isascii():
        parted = unicodedata.normalize("NFKD", small).translate(_UNDECOMPOSED)
        small = _MARKS.sub("", parted)
    return _BETWEEN.sub(" ", small)


class SearchIndex:
    """The rows of a list as they are compared.

    Args:
        codes: The code of each row.
        labels: The words of each row.
    """

    def __init__(self, codes: Sequence[str], labels: Sequence[str]) -> None:
        compared = _each_plain(codes)
        pairs = zip(compared, _each_plain(labels), strict=True)
        self.lines: Final = tuple([f" {code} {label} " for code, label in pairs])
        self.codes: Final = {code: place for place, code in enumerate(compared)}


def _each_plain(texts: Sequence[str]) -> list[str]:
    """Give texts as they are compared: all at once, which is ten times as fast as one by one."""
    whole = "\n".join(texts)
    if whole.count("\n") >= len(texts):
        whole = "\n".join([text.replace("\n", " ") for text in texts])
    return plain(whole).split("\n") if texts else []


class Found:
    """The rows in which all words occur.

    Those in which every word is the beginning of a word come first, among these a row whose code is what was typed
    before all; else the order is that of the list.

    Args:
        index: The rows as they are compared.
        places: The rows, in the order of the list.
        words: The words; signs alone are none, and find all rows.
    """

    def __init__(self, index: SearchIndex, places: Sequence[int], words: Sequence[str]) -> None:
        self.places: Final = places
        self.by_words: Final = bool(words)
        self._ranked: list[int] = []
        self._rest: Final = _by_rank(index, places, words)

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.places)

    def first(self, number: int, start: int = 0) -> list[int]:
        """Give the places of so many rows from a rank on; no more are put in order than are asked for."""
        lacking = start + number - len(self._ranked)
        if lacking > 0:
            self._ranked += islice(self._rest, lacking)
        return self._ranked[start : start + number]


def _by_rank(index: SearchIndex, places: Sequence[int], words: Sequence[str]) -> Iterator[int]:
    """Give rows in order, one at a time."""
    if not words:
        yield from places
        return
    exact = index.codes.get(" ".join(words))
    at = len(places) if exact is None else bisect_left(places, exact)
    if at < len(places) and places[at] == exact:
        yield exact
    else:
        exact = None
    lines = index.lines
    starts = [f" {word}" for word in words]
    later = []
    for place in places:
        line = lines[place]
        if place == exact:
            continue
        if all(start in line for start in starts):
            yield place
        else:
            later.append(place)
    yield from later


class Search:
    """Finds rows among some of a list; remembers what it found with fewer letters.

    Args:
        index: The rows of the list as they are compared.
        places: The rows that are looked through.
    """

    def __init__(self, index: SearchIndex, places: Sequence[int]) -> None:
        self._index: Final = index
        self._kept: Final[dict[str, Sequence[int]]] = {"": places}
        self._last: tuple[str, Found] | None = None

    def find(self, typed: str) -> Found:
        """Give the rows in which every word that was typed occurs; all where nothing was."""
        text = " ".join(plain(typed).split())
        if self._last is None or self._last[0] != text:
            words = text.split()
            self._last = (text, Found(self._index, self._with(text, words), words))
        return self._last[1]

    def _with(self, text: str, words: Sequence[str]) -> Sequence[int]:
        """Give the rows in which the words occur, from what was found with the longest beginning of the text.

        What is kept are arrays: the collector of garbage need not look through them.
        """
        if text in self._kept:
            return self._kept[text]
        begun = next(text[:end] for end in range(len(text) - 1, -1, -1) if text[:end] in self._kept)
        places = self._kept[begun]
        known = set(begun.split()[:-1])  # the last of them may go on
        lines = self._index.lines
        for word in sorted({*words} - known, key=len, reverse=True):
            if len(places) == len(lines):
                places = array("L", compress(places, map(contains, lines, repeat(word))))
            else:
                places = array("L", [place for place in places if word in lines[place]])
        if len(self._kept) > MOST_KEPT:
            everything = self._kept[""]
            self._kept.clear()
            self._kept[""] = everything
        self._kept[text] = places
        return places

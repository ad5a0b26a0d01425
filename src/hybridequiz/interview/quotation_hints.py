"""What in a text may lead to a person, a firm or a place. Hints for whoever reviews it: reading stays their work."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

_WORD: Final = re.compile(r"[^\s“”\"«»()\[\],;:!?…]+")
_SENTENCE_END: Final = re.compile(r"[.!?…:]['’\"”)\]]*\s+$")
_LEAST_KNOWN: Final = 3
"""Characters that a known name has at least: shorter ones stand in every text."""


def worth_a_look(text: str, known: Collection[str] = ()) -> list[str]:
    """Give the words of a text that may be the name of a person, a firm or a place, each once, as they come.

    That are words with a capital inside a sentence, with a digit or an `@`, and names that are known. A name with which
    a sentence begins looks like every other word there, and is none of them.

    Args:
        text: The text.
        known: Names of locations and organisations.
    """
    found = [*_strange(text), *_known(text, known)]
    return list(dict.fromkeys(word for _, word in sorted(found)))


def _strange(text: str) -> Iterator[tuple[int, str]]:
    for one in _WORD.finditer(text):
        word = one[0].rstrip(".'’")
        inside = text[: one.start()].strip() and not _SENTENCE_END.search(text[: one.start()])
        has_capital = inside and any(letter.isupper() for letter in word)
        abbreviated = sum(letter.isupper() for letter in word) > 1
        if has_capital or abbreviated or "@" in word or any(letter.isdigit() for letter in word):
            yield one.start(), word


def _known(text: str, known: Collection[str]) -> Iterator[tuple[int, str]]:
    for name in known:
        if len(name.strip()) >= _LEAST_KNOWN:
            pattern = rf"(?<!\w){re.escape(name.strip())}(?!\w)"
            for one in re.finditer(pattern, text, re.IGNORECASE):
                yield one.start(), one[0]

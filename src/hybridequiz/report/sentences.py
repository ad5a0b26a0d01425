"""What a sentence of a study has beside something that is filled in: it decides how that is written there."""

from __future__ import annotations

import re
from typing import Final

from hybridequiz.values import frozen

_ENDED: Final = re.compile(r"(?:^|(?:\w\w|[)}%”’\"'])[.!?]\s+)[“‘\"'(]?$")
"""How a text ends behind which a sentence begins; a single letter with a point is an abbreviation."""


@frozen
class Beside:
    """What a sentence has before and behind something that is filled in.

    Attributes:
        before: What stands before it.
        behind: What stands behind it.
    """

    before: str
    behind: str

    def written(self, words: str) -> str:
        """Give words as they are written there: a sentence begins with a capital; in Dutch `ij` is one letter."""
        if _ENDED.search(self.before) is None:
            return words
        first = 2 if words.startswith("ij") else 1
        return words[:first].upper() + words[first:]

    def with_base(self, figure: str, base: str) -> str:
        """Give a figure with its base, without brackets in brackets."""
        is_in_brackets = self.before.endswith("(") and self.behind.startswith(")")
        return f"{figure}, {base}" if is_in_brackets else f"{figure} ({base})"

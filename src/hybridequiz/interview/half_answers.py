"""What is half typed or half chosen when an interview is left: one form for all clients, and never an answer."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

from hybridequiz.questionnaire.states import Code, Missing
from hybridequiz.values import field, frozen


@frozen
class HalfAnswer:
    """What was being typed or chosen at a question.

    Attributes:
        typed: What was typed, as it was typed.
        codes: The options that were chosen; those of a ranking as a tuple, in their order.
        reason: What was said instead of an answer.
        others: What was typed at "other, namely", by code.
    """

    typed: str = ""
    codes: Collection[Code] = frozenset()
    reason: Missing | None = None
    others: Mapping[Code, str] = field(default_factory=dict)

    def to_text(self) -> str:
        """Give it as the text that a journal keeps."""
        ordered = {"ranked": True} if isinstance(self.codes, tuple) and self.codes else {}
        return json.dumps(
            {
                "typed": self.typed,
                "codes": list(self.codes) if ordered else sorted(self.codes, key=str),
                "reason": self.reason,
                "others": [[code, text] for code, text in self.others.items()],
                **ordered,
            }
        )

    @classmethod
    def from_text(cls, text: str) -> HalfAnswer | None:
        """Read back what `to_text` gave; anything else is nothing."""
        try:
            kept = json.loads(text)
            return cls(
                typed=str(kept["typed"]),
                codes=_codes(kept),
                reason=Missing(kept["reason"]) if kept["reason"] else None,
                others={code: str(words) for code, words in kept["others"]},
            )
        except (ValueError, TypeError, KeyError):
            return None


def _codes(kept: Mapping[str, Any]) -> frozenset[Code] | tuple[Code, ...]:
    """Give the codes that were kept, in their order where that counts."""
    codes = tuple(code for code in kept["codes"] if isinstance(code, int | str))
    return codes if kept.get("ranked") else frozenset(codes)

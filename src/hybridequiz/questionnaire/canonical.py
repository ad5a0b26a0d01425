"""A questionnaire as canonical JSON: what is hashed, and kept beside the answers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from functools import cached_property
from typing import Any, Final

TAKEN_IN: Final = ("options", "texts")
"""Tables whose parts stand where they are used."""

NOT_CONTENT: Final = ("live",)
"""Keys of the study that say how the fieldwork goes, not what is asked."""


class Canonical:
    """A questionnaire's self-contained table, as the text that is its identity.

    The text is written when it is first asked for: checking a file does without.

    Args:
        table: The table, as TOML gives it, with everything taken in.
    """

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._table = table

    @classmethod
    def of(cls, document: str) -> Canonical:
        """Give what was written before."""
        kept = cls({})
        kept.document = document
        return kept

    @cached_property
    def document(self) -> str:
        """Give the canonical JSON; numbers, days and times keep their type."""
        content = {key: part for key, part in self._table.items() if key not in TAKEN_IN}
        if isinstance(study := content.get("study"), dict):
            content["study"] = {key: study[key] for key in study if key not in NOT_CONTENT}
        self._table = {}  # not needed again: the text says it all
        return json.dumps(
            content, default=_typed, sort_keys=True, separators=(",", ":"), ensure_ascii=False
        )

    @cached_property
    def hash(self) -> str:
        """Give the SHA-256 of the document, in hexadecimal."""
        return hashlib.sha256(self.document.encode()).hexdigest()


def _typed(value: object) -> dict[str, str]:
    if isinstance(value, Decimal):
        return {"$decimal": str(value)}
    if isinstance(value, date):
        return {"$date": value.isoformat()}
    if isinstance(value, time):
        return {"$time": value.isoformat()}
    raise TypeError(f"no questionnaire has a {type(value).__name__}")

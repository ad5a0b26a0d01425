"""A questionnaire as canonical JSON: what is hashed, kept beside the answers, and read back for a resume."""

from __future__ import annotations

import hashlib
import json
from datetime import date, time
from decimal import Decimal
from typing import Any

from hybridequiz.questionnaire.conditions import Fault
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.parts import Key
from hybridequiz.questionnaire.planning import plan
from hybridequiz.questionnaire.revive import questionnaire_of

TAKEN_IN = ("options", "texts")
"""Tables whose parts stand where they are used."""

NOT_CONTENT = ("live",)
"""Keys of the study that say how the fieldwork goes, not what is asked."""


def canonical_document(data: dict[str, Any]) -> str:
    """Give a questionnaire's self-contained table as canonical JSON; numbers, days and times keep their type."""
    content = {key: data[key] for key in data if key not in TAKEN_IN}
    if isinstance(study := content.get("study"), dict):
        content["study"] = {key: study[key] for key in study if key not in NOT_CONTENT}
    return json.dumps(
        content, default=_typed, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )


def document_hash(document: str) -> str:
    """Give the SHA-256 of a document, in hexadecimal."""
    return hashlib.sha256(document.encode()).hexdigest()


def load_stored(document: str, *, live: bool = False) -> Instrument:
    """Read a questionnaire back that was checked when it was stored; it is not checked again.

    Args:
        document: Canonical JSON, as `canonical_document` gave it.
        live: Whether its study is live, which is not part of the content.

    Raises:
        ValueError: when the document is not what this version of the program stores.
    """
    table = json.loads(document, object_hook=_revive)
    if live and "study" in table:
        table["study"]["live"] = True
    questionnaire = questionnaire_of(table)
    return plan(questionnaire, hash=document_hash(document), document=document, report=_refuse)


def _typed(value: object) -> dict[str, str]:
    if isinstance(value, Decimal):
        return {"$decimal": str(value)}
    if isinstance(value, date):
        return {"$date": value.isoformat()}
    if isinstance(value, time):
        return {"$time": value.isoformat()}
    raise TypeError(f"no questionnaire has a {type(value).__name__}")


def _revive(table: dict[str, Any]) -> Any:
    if table.keys() == {"$decimal"}:
        return Decimal(table["$decimal"])
    if table.keys() == {"$date"}:
        return date.fromisoformat(table["$date"])
    if table.keys() == {"$time"}:
        return time.fromisoformat(table["$time"])
    return table


def _refuse(path: Key, source: str, fault: Fault) -> None:
    raise ValueError(f"{path}: {fault.message} in {source!r}")

"""Reading a questionnaire back that was kept beside its answers, for a resume."""

from __future__ import annotations

import json
from datetime import date, time
from decimal import Decimal
from typing import Any

from hybridequiz.questionnaire.canonical import Canonical
from hybridequiz.questionnaire.conditions import Fault
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.parts import Key
from hybridequiz.questionnaire.planning import plan
from hybridequiz.questionnaire.revive import questionnaire_of


def load_stored(document: str, *, live: bool = False) -> Instrument:
    """Read a questionnaire back that was checked when it was stored; it is not checked again.

    Args:
        document: Canonical JSON, as `Canonical` gave it.
        live: Whether its study is live, which is not part of the content.

    Raises:
        ValueError: when the document is not what this version of the program stores.
    """
    table = json.loads(document, object_hook=_revive)
    if live and "study" in table:
        table["study"]["live"] = True
    questionnaire = questionnaire_of(table)
    return plan(questionnaire, Canonical.of(document), report=_refuse)


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

"""Reading a questionnaire back that was kept beside its answers, for a resume."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hybridequiz.questionnaire.canonical import Canonical
from hybridequiz.questionnaire.conditions import Fault
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.model import Questionnaire
from hybridequiz.questionnaire.parts import Key
from hybridequiz.questionnaire.planning import plan
from hybridequiz.questionnaire.questions import LookupQuestion
from hybridequiz.questionnaire.revive import questionnaire_of

if TYPE_CHECKING:
    from hybridequiz.questionnaire.code_lists import CodeList

Texts = Callable[[str], str]
"""Gives the text of a list of codes by its hash."""


def no_lists(content: str) -> str:
    """Give the text of no list: for questionnaires without.

    Raises:
        ValueError: always.
    """
    raise ValueError(f"the list of codes {content} was not kept")


def load_stored(document: str, *, texts: Texts, live: bool = False) -> Instrument:
    """Read a questionnaire back that was checked when it was stored; it is not checked again.

    Args:
        document: Canonical JSON, as `Canonical` gave it.
        texts: Gives the texts of the lists of codes that it names; `no_lists` where it can have none.
        live: Whether its study is live, which is not part of the content.

    Raises:
        ValueError: when the document is not what this version of the program stores, or a list is not there.
    """
    table = json.loads(document, object_hook=_revive)
    if live and "study" in table:
        table["study"]["live"] = True
    questionnaire = questionnaire_of(table)
    lists = dict(_lists(questionnaire, texts))
    canonical = Canonical.of(document)
    return plan(questionnaire, canonical, report=_refuse, lists=lists, checked=True)


def _lists(questionnaire: Questionnaire, texts: Texts) -> Iterator[tuple[str, CodeList]]:
    """Give the lists of codes that a questionnaire names, by hash; they are taken apart when they are needed."""
    for section in questionnaire.section:
        for item in section.question:
            if isinstance(item, LookupQuestion):
                from hybridequiz.questionnaire.code_lists import CodeList  # most have none

                text = texts(item.list.hash)
                yield item.list.hash, CodeList(item.list.file, item.list.hash, text)


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

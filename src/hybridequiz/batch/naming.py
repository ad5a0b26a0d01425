"""What questions in rows are called in a line: by the row as the line gives it, not by the address in a journal."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from hybridequiz.batch.faults import Fault
from hybridequiz.questionnaire.addresses import parted
from hybridequiz.questionnaire.instrument import Instrument, Planned
from hybridequiz.questionnaire.repetition import Row
from hybridequiz.values import replace

_NAMED: Final = re.compile(r"(_remarks\.|_confirm\.)?([a-z]\w*\[\d+\])(.*)", re.ASCII | re.DOTALL)


def row_key(row: Row) -> str:
    """Name a row as a line does: `trainers[1]`, or where rows belong to options `uses.97`."""
    name = row.repetition.id
    return f"{name}[{row.number}]" if row.code is None else f"{name}.{row.code}"


def line_key(planned: Planned) -> str:
    """Name a question as a line does: `age`, in a row `trainers[1].age` or `uses.97.often`."""
    if planned.row is None:
        return planned.id
    return f"{row_key(planned.row)}.{parted(planned.id)[0]}"


def addresses_by_key(instrument: Instrument) -> Mapping[str, str]:
    """Give the addresses of questions in rows by what a line calls them."""
    return {line_key(one): one.id for one in instrument.items if one.row is not None}


def in_words_of_line(fault: Fault, instrument: Instrument) -> Fault:
    """Give a fault with its key as it stands in the line."""
    found = _NAMED.fullmatch(fault.key)
    planned = instrument.by_id.get(found[2]) if found else None
    if found is None or planned is None:
        return fault
    return replace(fault, key=f"{found[1] or ''}{line_key(planned)}{found[3]}")

"""What the sentences and the rules of claims can name: the figures of a study, each by the id of its indicator."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from hybridequiz.questionnaire.conditions import Kind, Scope, Symbol
from hybridequiz.questionnaire.indicators import Indicator
from hybridequiz.questionnaire.texts import Fill, FillError

OWN_WORD: Final = "word"
"""`{word}`: the words of the claim itself; behind an indicator, `{I11_word}`: its share in words."""
FIRST: Final = "first"
"""Behind an indicator with a share for every option: the option that comes first."""
LEAD: Final = "lead"
"""How many percentage points the first option is ahead of the second; in rules only."""
KEPT: Final = frozenset({OWN_WORD, FIRST, LEAD})
"""No id of what stands beside a figure."""

_PIECE: Final = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


def claim_fills(wording: str) -> list[Fill]:
    """Find what is filled into a sentence: `{I11}`, `{I11_word}`, `{I11_expected}`, `{I12_first}`, `{word}`.

    Raises:
        FillError: at a lone brace, at braces without a name, and at a fallback: a sentence of which a figure is hidden
            is not said at all.
    """
    found = []
    for piece in _PIECE.finditer(wording):
        name = piece.group(1)
        if name is None and piece.group() in ("{{", "}}"):
            continue
        if name is None:
            raise FillError(f"a lone '{piece.group()}'", piece.start())
        if not _NAME.fullmatch(name):
            raise FillError(f"'{piece.group()}' names nothing", piece.start())
        found.append(Fill(name, None, piece.start(), piece.end()))
    return found


def named_in(name: str) -> tuple[str, str]:
    """Split the name of a figure: the indicator, and which part of it; the part is empty for the figure itself."""
    indicator, _, part = name.partition("_")
    return indicator, part


def fills_of(indicator: Indicator) -> list[str]:
    """Name what a sentence can say of an indicator."""
    own = {"share": [indicator.id, f"{indicator.id}_{OWN_WORD}"], "shares": [_first(indicator)]}
    return [*own.get(indicator.kind, [indicator.id]), *_beside(indicator)]


def figure_scope(indicators: Iterable[Indicator]) -> Scope:
    """Give what the rule of a claim's word can name, every figure as a number.

    A share is its whole percentage, a balance its percentage points, a mean itself. Of an indicator with a share for
    every option `I12_first` is the code of the first, and `I12_lead` how many points that is ahead of the second.
    """
    symbols: dict[str, Symbol] = {}
    unusable: dict[str, str] = {}
    for one in indicators:
        for name in _beside(one):
            symbols[name] = _number(name, 0, 100)
        if one.kind == "shares":
            first, lead = _first(one), f"{one.id}_{LEAD}"
            symbols[first] = Symbol(first, Kind.CODE)
            symbols[lead] = _number(lead, 0, 100)
            unusable[one.id] = (
                f"it has a share for every option: {first} is the code of the first, "
                f"{lead} its lead in points"
            )
        elif one.kind == "mean":
            symbols[one.id] = Symbol(one.id, Kind.NUMBER)
        else:
            symbols[one.id] = _number(one.id, 0 if one.kind == "share" else -100, 100)
    return Scope(symbols, unusable=unusable)


def by_id(indicators: Iterable[Indicator]) -> Mapping[str, Indicator]:
    """Give the indicators by their id; of two with the same the first."""
    found: dict[str, Indicator] = {}
    for one in indicators:
        found.setdefault(one.id, one)
    return found


def _beside(indicator: Indicator) -> list[str]:
    return [f"{indicator.id}_{one.id}" for one in indicator.beside if one.id not in KEPT]


def _first(indicator: Indicator) -> str:
    return f"{indicator.id}_{FIRST}"


def _number(name: str, low: int, high: int) -> Symbol:
    return Symbol(name, Kind.NUMBER, minimum=Decimal(low), maximum=Decimal(high))

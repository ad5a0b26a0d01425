"""What a condition names, and the pieces that words are made of."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from typing import Final

from hybridequiz.questionnaire.conditions import Kind
from hybridequiz.questionnaire.conditions.spelling import TOKEN
from hybridequiz.questionnaire.states import Code
from hybridequiz.values import field, frozen

Say = Callable[[str], str]
"""Gives an English message in a language."""

LONGEST: Final = 90
"""Characters of the text of a question that are shown at most."""


@frozen
class Named:
    """What a condition can name.

    Attributes:
        text: The words of the question, or the title of a section that is repeated.
        kind: What it holds; None for a section.
        label: Gives the words of an option; nothing where there are none.
    """

    text: str = ""
    kind: Kind | None = None
    label: Callable[[Code], str] = field(default=lambda _code: "", compare=False, repr=False)


def called(node: ast.Call) -> str:
    """Give the name of the function that is called."""
    return node.func.id if isinstance(node.func, ast.Name) else ""


def together(arguments: Sequence[ast.expr]) -> Sequence[ast.expr]:
    """Give the parts that are taken together: also where they stand in a list."""
    first = arguments[0]
    return first.elts if len(arguments) == 1 and isinstance(first, ast.List) else arguments


def is_constant(node: ast.expr) -> bool:
    """Tell whether a part is a value that is written out."""
    return isinstance(node, ast.Constant)


def joined(parts: Sequence[str], last: str) -> str:
    """Join parts: commas between them, and a word before the last."""
    if len(parts) < 2:  # noqa: PLR2004 - nothing to join
        return "".join(parts)
    return last.format(first=", ".join(parts[:-1]), last=parts[-1])


def short(text: str) -> str:
    """Give a text on one line, cut between words where it is long."""
    line = " ".join(text.split())
    if len(line) <= LONGEST:
        return line
    cut = line[:LONGEST].rpartition(" ")[0] or line[:LONGEST]
    return f"{cut} …"


def on_one_line(source: str) -> str:
    """Give a piece of a condition on one line, without remarks; texts in it stay as they are."""
    pieces = [
        " " if one.lastgroup in ("space", "comment") else one.group()
        for one in TOKEN.finditer(source)
    ]
    squeezed = [
        one for place, one in enumerate(pieces) if one != " " or pieces[place - 1 :][:1] != [" "]
    ]
    return "".join(squeezed).strip()

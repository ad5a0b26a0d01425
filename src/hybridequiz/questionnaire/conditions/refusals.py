"""What is no part of the language, though the reader knows it: said in plain words."""

from __future__ import annotations

import ast
from typing import Final

_OPERATORS: Final[dict[type[ast.AST], tuple[str, str]]] = {
    ast.Pow: ("there is no '**' in conditions", "write the multiplication out"),
    ast.BitAnd: ("there is no '&' in conditions", "write and"),
    ast.BitOr: ("there is no '|' in conditions", "write or"),
    ast.BitXor: ("there is no '^' in conditions", "write (a or b) and not (a and b)"),
    ast.Invert: ("there is no '~' in conditions", "write not"),
    ast.LShift: ("there is no '<<' in conditions", "write <"),
    ast.RShift: ("there is no '>>' in conditions", "write >"),
    ast.MatMult: ("there is no '@' in conditions", ""),
}
_PARTS: Final[dict[type[ast.AST], tuple[str, str]]] = {
    ast.Attribute: (
        "a dot can stand only after the name that follows 'for'",
        "as in: any(t.age > 3 for t in trainee)",
    ),
    ast.Subscript: (
        "square brackets cannot stand after a name",
        "to ask what was chosen, write: 1 in barriers",
    ),
    ast.Tuple: (
        "values with commas between them stand in square brackets",
        "as in: status in [1, 2]",
    ),
    ast.ListComp: ("'for' cannot stand in square brackets", "leave the square brackets out"),
    ast.SetComp: (
        "'for' cannot stand in braces",
        "write it inside a function: any(t.age > 3 for t in trainee)",
    ),
    ast.DictComp: (
        "'for' cannot stand in braces",
        "write it inside a function: any(t.age > 3 for t in trainee)",
    ),
    ast.NamedExpr: ("nothing can be given a name in a condition", "to compare, write =="),
    ast.Lambda: ("there is no 'lambda' in conditions", ""),
    ast.Starred: ("there is no '*' before a name in conditions", ""),
    ast.Dict: ("there are no braces in conditions", "a list stands in square brackets: [1, 2]"),
    ast.JoinedStr: (
        "a text cannot have a letter before its quotes",
        "write the text in quotes, without the letter",
    ),
    ast.Call: ("only a function from the list can be called", ""),
    ast.Await: ("there is no 'await' in conditions", ""),
    ast.Yield: ("there is no 'yield' in conditions", ""),
    ast.YieldFrom: ("there is no 'yield' in conditions", ""),
}


def refusal(node: ast.AST) -> tuple[str, str, str]:
    """Say that a part is no part of the language.

    Returns:
        The code, the message and the hint.
    """
    if isinstance(node, ast.Set):
        name = node.elts[0].id if isinstance(node.elts[0], ast.Name) else ""
        hint = f"write {name}" if name else "a list stands in square brackets: [1, 2]"
        return "foreign-spelling", "braces are for texts, not for conditions", hint
    if isinstance(node, ast.Constant):
        return "not-allowed", *_constant(node)
    if isinstance(node, (ast.BinOp, ast.UnaryOp)):
        return "not-allowed", *_OPERATORS[type(node.op)]
    message, hint = _PARTS.get(type(node), ("this cannot stand in a condition", ""))
    return "not-allowed", message, hint


def _constant(node: ast.Constant) -> tuple[str, str]:
    if node.value is None:
        return (
            "there is no 'None' in conditions",
            "to ask whether there is an answer, write answered(…)",
        )
    if isinstance(node.value, (int, float, complex)):
        return (
            "a number is written with digits and a point only",
            "write it out, as in: 1000 or 2.5",
        )
    if isinstance(node.value, (str, bytes)):
        return "a text is written in one pair of quotes", "is a comma missing between two texts?"
    return "this cannot stand in a condition", ""

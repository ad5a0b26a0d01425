"""Words that no id may be: they mean something in the condition language, in SPSS or in Stata."""

from __future__ import annotations

from typing import Final

CONDITION_WORDS: Final = frozenset(
    """and or not in if else for true false none this answered missing given dont_know refused
    not_applicable left_empty off_route count selected sum min max mean len lower matches year today
    years_between date time abs round any all lookup label is row rank at_rank""".split()  # noqa: SIM905 - reads as the list that it is
)
SPSS_WORDS: Final = frozenset(
    {"all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with"}
)
"""Reserved words of SPSS (Command Syntax Reference, "Variable names")."""

STATA_WORDS: Final = frozenset(
    """_all _b byte _coef _cons double float if in int long _n _pi _pred _rc _skip str using with
    strl""".split()  # noqa: SIM905 - the same
)
"""Reserved names of Stata (User's Guide, 11.3 "Naming conventions")."""


def why_reserved(name: str) -> str:
    """Say why a name cannot be an id, or give an empty string."""
    if name in CONDITION_WORDS:
        return "a word of the condition language"
    if name in SPSS_WORDS:
        return "a reserved word of SPSS"
    if name in STATA_WORDS or (name.startswith("str") and name[3:].isdigit()):
        return "a reserved word of Stata"
    if name.startswith("session_"):
        return "kept for facts of the session"
    if "__" in name:
        return "written with '__', which separates a question from its option in exports"
    return ""

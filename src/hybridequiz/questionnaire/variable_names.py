"""The names that the columns of a question get in exports, and which programs cannot take them as they are.

`export.question_columns` makes the columns; a test holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hybridequiz.questionnaire.instrument import Instrument, Planned
from hybridequiz.questionnaire.questions import (
    ChoiceQuestion,
    ComputedQuestion,
    DateQuestion,
    LongTextQuestion,
    LookupQuestion,
    MultipleQuestion,
    Question,
    RankingQuestion,
    SingleQuestion,
    TextQuestion,
)

LONGEST_NAME: Final = 32
"""Characters of a name in Stata (User's Guide, 11.3). SPSS takes 64 bytes, SQL databases 63 or more."""
R_WORDS: Final = frozenset(
    "break else for function if in next repeat while".split()  # noqa: SIM905 - reads as the list that it is
)
"""Reserved words of R (`?Reserved`) that are written in small letters, but for numbers that have none."""
SQL_WORDS: Final = frozenset(
    """add all alter analyse analyze and anti any array as asc asof asymmetric at authorization autoincrement
    between binary both by case cast check collate collation column commit concurrently constraint create
    cross current_catalog current_date current_role current_schema current_time current_timestamp current_user
    default deferrable delete desc describe distinct do drop else end escape except exists false fetch for foreign
    freeze from full glob grant group having ilike in index indexed inner initially insert intersect into is isnull
    join lambda lateral leading left like limit localtime localtimestamp natural not nothing notnull null
    offset on only or order outer overlaps pivot pivot_longer pivot_wider placing positional primary qualify
    references returning right select semi session_user set show similar some summarize symmetric
    system_user table tablesample then to trailing transaction true union unique unpack unpivot update user
    using values variadic verbose when where window with""".split()  # noqa: SIM905 - the same
)
"""Words that PostgreSQL (documentation, appendix C), DuckDB or SQLite do not take as the name of a column."""


def why_awkward(name: str) -> str:
    """Say in which program an id must be put in quotes wherever it is used, or give an empty string."""
    where = [program for program, words in (("R", R_WORDS), ("SQL", SQL_WORDS)) if name in words]
    return " and of ".join(where)


def variable_names(planned: Planned, instrument: Instrument) -> Iterator[str]:
    """Give the names of the columns of a question; of a note there are none."""
    question = planned.question
    if question is None:
        return
    if not isinstance(question, MultipleQuestion | RankingQuestion):
        yield question.id
    if isinstance(question, ChoiceQuestion):
        yield from _names_of_options(question)
    section = instrument.sections[planned.section]
    together = section.shuffle or (planned.grid is not None and planned.grid.shuffle)
    for ending, is_there in {
        "label": isinstance(question, LookupQuestion),
        "derived": isinstance(question, SingleQuestion) and question.derive,
        "prec": isinstance(question, DateQuestion) and question.partial,
        "miss": _is_text(question),
        "order": getattr(question, "shuffle", False),
        "place": together,
    }.items():
        if is_there:
            yield f"{question.id}__{ending}"


def _names_of_options(question: ChoiceQuestion) -> Iterator[str]:
    """Give the names of the columns that only some options have."""
    for option in question.options:
        if isinstance(question, MultipleQuestion | RankingQuestion):
            yield f"{question.id}__{option.code}"
        if option.other:
            yield f"{question.id}__{option.code}__txt"


def _is_text(question: Question) -> bool:
    """Tell whether the cells of a question are texts, so that why there is none stands beside them."""
    computed = isinstance(question, ComputedQuestion) and question.gives == "text"
    partial = isinstance(question, DateQuestion) and question.takes_spans
    return computed or partial or isinstance(question, TextQuestion | LongTextQuestion)

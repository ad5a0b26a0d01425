"""The codebook to be read: question by question, in every language of the questionnaire."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final, TextIO

from hybridequiz.export.asked_if import limited_words
from hybridequiz.export.codebook import list_words
from hybridequiz.export.codebook_about import about
from hybridequiz.export.coded import clean_page
from hybridequiz.export.columns import (
    Column,
    ColumnPlan,
    Kind,
    PlannedQuestion,
    PlannedRoster,
    Role,
)
from hybridequiz.export.counts import Count, Counts, entry_states
from hybridequiz.export.dialects import Dialect
from hybridequiz.export.words import best_wording
from hybridequiz.problems import say
from hybridequiz.questionnaire.states import EXPORT_CODES, Missing
from hybridequiz.questionnaire.texts import Text

_SPECIAL: Final = re.compile(r"[\\`*_{}\[\]<>#|~&]")

Row = tuple[Sequence[str], Text, str]
"""The first cells of a row of a table, a text that gets a cell in each language, and how often that stands there."""


def write_markdown(
    file: TextIO,
    plan: ColumnPlan,
    language: str,
    counts: Counts | None = None,
    dialect: Dialect | None = None,
) -> None:
    """Write the codebook.

    Args:
        file: Where to.
        plan: The columns.
        language: The language of what the program itself says.
        counts: What stands in the columns; without it nothing is said of that.
        dialect: How the tables beside it are written, where they are CSV.
    """
    codebook = _Codebook(plan, language, counts, dialect)
    file.writelines(f"{clean_page(line)}\n" for line in codebook.lines())


class _Codebook:
    """The codebook line by line; what the program says is in one language."""

    def __init__(
        self, plan: ColumnPlan, language: str, counts: Counts | None, dialect: Dialect | None
    ) -> None:
        self._plan = plan
        self._language = language
        self._counts = counts
        self._dialect = dialect

    def lines(self) -> Iterator[str]:
        """Give the lines, without their ends; every block begins with an empty one."""
        plan = self._plan
        yield f"# {plan.questionnaire}: {self._say(say('codebook'))}"
        yield from self._wordings(plan.title)
        yield f"- {self._say(say('versions'))}: {', '.join(plan.versions.values())}"
        for note in plan.notes:
            yield f"- {_plain(best_wording(note, self._language))}"
        yield ""
        yield from (f"- {_plain(self._say(sentence))}" for sentence in about(plan, self._dialect))
        yield from (f"- {_plain(best_wording(one, self._language))}" for one in plan.exits)
        yield from self._heading(2, self._say(say("No value")))
        states = [((str(EXPORT_CODES[state]),), text, "") for state, text in plan.states.items()]
        yield from self._table([say("code")], states)
        yield from self._heading(2, self._say(say("The response")))
        yield from self._columns(plan.system)
        for column in plan.system:
            if column.values:
                yield from self._heading(3, _code(column.name))
                yield from self._values(column)
        for _, group in groupby(plan.questions, lambda one: one.section):
            yield from self._section(list(group))
        for roster in plan.rosters:
            yield from self._roster(roster)

    def _roster(self, roster: PlannedRoster) -> Iterator[str]:
        """Give the table of a roster: its keys, then its questions."""
        title = best_wording(roster.title, self._language)
        table = self._say(say("the table {name}")).replace("{name}", _code(roster.id))
        yield from self._heading(2, f"{_plain(title)}: {table}")
        yield ""
        yield _plain(self._say(say("One row for every row of the response.")))
        yield from self._columns(roster.keys)
        for column in roster.keys:
            if column.values:
                yield from self._heading(3, _code(column.name))
                yield from self._values(column)
        for question in roster.questions:
            yield from self._question(question)

    def _section(self, questions: Sequence[PlannedQuestion]) -> Iterator[str]:
        title = best_wording(questions[0].section_title, self._language)
        yield from self._heading(2, _plain(title))
        for question in questions:
            yield from self._question(question)

    def _question(self, question: PlannedQuestion) -> Iterator[str]:
        column = question.telling
        yield from self._heading(3, _code(question.id))
        yield from self._wordings(question.text)
        yield from (f"- {self._say(name)}: {words}" for name, words in self._facts(question))
        if column.values and column.role is Role.ANSWER:
            yield from self._values(column)
        if len(question.columns) > 1:
            yield from self._columns(question.columns)

    def _facts(self, question: PlannedQuestion) -> Iterator[tuple[str, str]]:
        """Give what there is to know of a question, each with its name."""
        column = question.telling
        yield say("kind"), f"{column.kind}, {column.measure}"
        for listed in column.lists:
            yield say("list"), _plain(list_words(listed, self._plan, self._language))
        yield from self._routing(question)
        if column.kind is Kind.DECIMAL:
            yield say("decimals at most"), str(column.decimals)
        if column.max_length is not None:
            yield say("characters at most"), str(column.max_length)
        if column.withheld:
            yield say("values withheld"), str(column.withheld)
        yield say("in the versions"), ", ".join(column.versions)
        count = self._count(column)
        states = column.states if count is None else entry_states(column, count)
        yield say("no value"), ", ".join(self._state(state, count) for state in states)
        if count is not None:
            of = f" ({_code(column.name)})" if column.offer else ""
            yield say("answered"), f"{count.answered} / {count.rows}{of}"

    def _routing(self, question: PlannedQuestion) -> Iterator[tuple[str, str]]:
        """Say whom a question is asked, and whom its options are offered."""
        column = question.telling
        if question.condition_words.wordings:
            yield say("asked if"), self._base(question.condition_words, question.condition)
        for one in question.columns:
            if one.offer and one.role in (Role.CHOSEN, Role.PLACE):
                said = self._base(one.offer_words, one.offer)
                yield say("offered if"), f"{_code(one.name)}: {said}"
        if column.modes:
            yield say("only in the mode"), limited_words(column.modes, ", ")
        if column.forms:
            yield say("only in the form"), limited_words(column.forms, ", ")

    def _base(self, words: Text, condition: str) -> str:
        """Say whom something is asked, in every language and in the file's words."""
        said = [_plain(best_wording(words, tag)) for tag in self._plan.languages]
        return "; ".join([*said, *([_code(condition)] if condition else [])])

    def _count(self, column: Column) -> Count | None:
        return None if self._counts is None else self._counts.get((column.table, column.name))

    def _state(self, state: Missing, count: Count | None) -> str:
        words = _plain(best_wording(self._plan.states[state], self._language))
        number = "" if count is None else f": {count.states.get(state, 0)}"
        return f"{EXPORT_CODES[state]} {words}{number}"

    def _columns(self, columns: Iterable[Column]) -> Iterator[str]:
        rows = [
            ((_code(column.name), column.kind), column.label, self._answered(column))
            for column in columns
        ]
        yield from self._table([say("column"), say("kind")], rows, say("answered"))

    def _answered(self, column: Column) -> str:
        """Say in how many rows a column has a value, and of an option how many chose it."""
        count = self._count(column)
        if count is None:
            return ""
        chosen = f" (1: {count.values.get('1', 0)})" if column.role is Role.CHOSEN else ""
        return f"{count.answered}{chosen}"

    def _values(self, column: Column) -> Iterator[str]:
        count = self._count(column)
        rows = [
            ((str(code),), text, "" if count is None else str(count.values.get(str(code), 0)))
            for code, text in column.values
        ]
        yield from self._table([say("code")], rows, say("number"))

    def _table(self, heads: Sequence[str], rows: Iterable[Row], counted: str = "") -> Iterator[str]:
        """Give a table: its last columns have one text in each language, and where that is counted a number."""
        numbers = [self._say(counted)] if counted and self._counts is not None else []
        names = [*(self._say(head) for head in heads), *self._plan.languages, *numbers]
        yield ""
        yield _row(names)
        yield _row("---" for _ in names)
        for cells, text, number in rows:
            wordings = (_plain(best_wording(text, tag)) for tag in self._plan.languages)
            yield _row([*cells, *wordings, *([number] if numbers else [])])

    def _wordings(self, text: Text) -> Iterator[str]:
        """Give a text in each language, as a list."""
        yield ""
        yield from (f"- {tag}: {_plain(best_wording(text, tag))}" for tag in self._plan.languages)

    def _heading(self, level: int, words: str) -> Iterator[str]:
        yield from ("", f"{'#' * level} {words}")

    def _say(self, message: str) -> str:
        return self._plan.words.translate(self._language, message)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _plain(text: str) -> str:
    """Give a text on one line, without anything that Markdown would read."""
    return _SPECIAL.sub(r"\\\g<0>", " ".join(text.split()))


def _code(source: str) -> str:
    """Give a piece of source as Markdown shows it, also where it has a backtick."""
    fence = "``" if "`" in source else "`"
    space = " " if "`" in source else ""
    return f"{fence}{space}{' '.join(source.split())}{space}{fence}"

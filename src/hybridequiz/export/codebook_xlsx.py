"""The codebook as a workbook: a row a variable, a row a value, the reasons for no value, and what it is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hybridequiz.export.asked_if import limited_words
from hybridequiz.export.codebook import list_words
from hybridequiz.export.codebook_about import about
from hybridequiz.export.codebook_entries import Entry, ValueEntry, entries
from hybridequiz.export.coded import clean
from hybridequiz.export.columns import TEXTS, ColumnPlan, Kind
from hybridequiz.export.counts import Counts, counted
from hybridequiz.export.losses import Loss, say_number
from hybridequiz.export.words import best_wording
from hybridequiz.export.workbook import Book, Cell, Head, new_workbook
from hybridequiz.problems import say
from hybridequiz.questionnaire.states import EXPORT_CODES
from hybridequiz.questionnaire.texts import Text

if TYPE_CHECKING:
    from hybridequiz.export.formats import Job
    from hybridequiz.export.source import Source

VARIABLES: Final = say("Variables")
VALUES: Final = say("Values")
ABOUT_SHEET: Final = say("About")
_WIDE: Final = 50
_NARROW: Final = 10
_NAME: Final = 24


_CELL_CUT: Final = say_number(
    "{number} text in {name} is longer than a cell can be ({most} characters) and was cut",
    "{number} texts in {name} are longer than a cell can be ({most} characters) and were cut",
)
_WHOLE: Final = say("nothing is cut in the codebook as a page (html) or as a text (md)")


def write_codebook_xlsx(
    path: Path, job: Job, source: Source | None, counts: Counts | None = None, *, name: str = ""
) -> list[Loss]:
    """Write the codebook as a workbook.

    Args:
        path: Where to.
        job: What is exported, in which language.
        source: The answers; without them nothing is counted.
        counts: What stands in them, where that was counted already.
        name: The name that the file gets.

    Returns: What did not fit in it.

    Raises:
        ExportFailed: It could not be written.
    """
    with new_workbook(path, best_wording(job.plan.title, job.language)) as book:
        write_codebook_sheets(book, job, source, counts)
    return book.losses(_CELL_CUT, job.plan.questionnaire, hint=_WHOLE, name=name or path.name)


def write_codebook_sheets(
    book: Book, job: Job, source: Source | None, counts: Counts | None = None
) -> None:
    """Write the sheets of the codebook to a workbook."""
    if counts is None and source is not None:
        counts = counted(source)
    found = list(entries(job.plan, source, counts))
    sheets = _Sheets(job.plan, job.language, has_counts=counts is not None)
    book.sheet(sheets.say(VARIABLES), sheets.variable_heads(), map(sheets.variable, found))
    book.sheet(sheets.say(VALUES), sheets.value_heads(), sheets.values(found))
    book.sheet(sheets.say(ABOUT_SHEET), sheets.about_heads(), sheets.about(found))


class _Sheets:
    """Makes the rows; what the program says is in one language."""

    def __init__(self, plan: ColumnPlan, language: str, *, has_counts: bool) -> None:
        self._plan: Final = plan
        self._has_counts: Final = has_counts
        self.say: Final = partial(plan.words.translate, language)
        self._language: Final = language

    # ---------------------------------------------------------------- variables

    def variable_heads(self) -> list[Head]:
        """Give the heads of the sheet with a row a variable."""
        heads = [
            Head(self.say(say("variable")), _NAME),
            Head(self.say(say("table")), _NARROW),
            Head(self.say(say("section")), _NAME, text=True),
            Head(self.say(say("question")), _NAME),
            *self._in_languages(say("text")),
            *self._in_languages(say("asked if")),
            Head(self.say(say("condition")), _NAME, wrap=True, text=True),
            Head(self.say(say("kind")), _NARROW),
            Head(self.say(say("measure")), _NARROW),
            Head(self.say(say("only in the mode")), _NAME),
            Head(self.say(say("only in the form")), _NAME),
            Head(self.say(say("decimals at most")), _NARROW),
            Head(self.say(say("characters at most")), _NARROW),
            Head(self.say(say("list")), _NAME, wrap=True, text=True),
            Head(self.say(say("in the versions")), _NAME, text=True),
        ]
        if self._has_counts:
            heads += [
                Head(self.say(say("rows")), _NARROW),
                Head(self.say(say("answered")), _NARROW),
                *(Head(self._state(state), _NARROW) for state in EXPORT_CODES),
            ]
        return heads

    def variable(self, entry: Entry) -> list[Cell]:
        """Give the row of a variable."""
        column, plan = entry.column, self._plan
        cells: list[Cell] = [
            column.name,
            entry.table.id,
            ""
            if entry.question is None
            else best_wording(entry.question.section_title, self._language),
            "" if entry.question is None else entry.question.id,
            *self._wordings(column.label),
            *self._wordings(column.condition_words),
            column.condition,
            column.kind.value,
            column.measure.value,
            limited_words(column.modes, ", "),
            limited_words(column.forms, ", "),
            column.decimals if column.kind is Kind.DECIMAL else None,
            column.max_length,
            "; ".join(list_words(one, plan, self._language) for one in column.lists),
            ", ".join(column.versions),
        ]
        if entry.count is not None:
            cells += [entry.count.rows, entry.count.answered]
            cells += [entry.count.states.get(state) for state in EXPORT_CODES]
        return _cleaned(cells)

    # ---------------------------------------------------------------- values

    def value_heads(self) -> list[Head]:
        """Give the heads of the sheet with a row a value."""
        number = [Head(self.say(say("number")), _NARROW)] if self._has_counts else []
        return [
            Head(self.say(say("variable")), _NAME),
            Head(self.say(say("table")), _NARROW),
            Head(self.say(say("code")), _NARROW),
            *self._in_languages(say("words")),
            Head(self.say(say("no value")), _NAME),
            *number,
        ]

    def values(self, found: Sequence[Entry]) -> Iterator[list[Cell]]:
        """Give the rows of all values, and of the reasons for none."""
        for entry in found:
            reasons = [] if entry.column.kind in TEXTS else entry.reasons
            for one in [*entry.values, *reasons]:
                yield self._value(entry, one)

    def _value(self, entry: Entry, one: ValueEntry) -> list[Cell]:
        cells: list[Cell] = [
            entry.column.name,
            entry.table.id,
            one.code,
            *self._wordings(one.text),
            "" if one.state is None else one.state.value,
        ]
        return _cleaned([*cells, one.number] if self._has_counts else cells)

    # ---------------------------------------------------------------- about

    def about_heads(self) -> list[Head]:
        """Give the heads of the sheet on what it is about."""
        return [Head(self.say(ABOUT_SHEET), _NAME), Head("", 100, wrap=True, text=True)]

    def about(self, found: Sequence[Entry]) -> Iterator[list[Cell]]:
        """Give what the codebook is about: the questionnaire, its versions, the tables, the reasons for no value."""
        plan = self._plan
        yield _cleaned([self.say(say("questionnaire")), plan.questionnaire])
        for tag, title in plan.title:
            yield _cleaned([f"{self.say(say('title'))} ({tag})", title])
        yield _cleaned([self.say(say("in the versions")), ", ".join(plan.versions.values())])
        counts = {one.table.id: one.count for one in found}
        for table, count in counts.items():
            if count is not None:
                yield _cleaned([f"{self.say(say('rows'))} {table}".strip(), count.rows])
        for note in plan.notes:
            yield _cleaned(["", best_wording(note, self._language)])
        for sentence in about(plan):
            yield _cleaned(["", self.say(sentence)])
        for text in plan.exits:
            yield _cleaned(["", best_wording(text, self._language)])
        for state, text in plan.states.items():
            yield _cleaned([EXPORT_CODES[state], best_wording(text, self._language)])

    def _state(self, state: object) -> str:
        text = next(text for one, text in self._plan.states.items() if one is state)
        return best_wording(text, self._language)

    def _in_languages(self, message: str) -> list[Head]:
        return [
            Head(f"{self.say(message)} ({tag})", _WIDE, wrap=True, text=True)
            for tag in self._plan.languages
        ]

    def _wordings(self, text: Text) -> list[str]:
        return [best_wording(text, tag) for tag in self._plan.languages]


def _cleaned(cells: Sequence[Cell]) -> list[Cell]:
    return [clean(cell) if isinstance(cell, str) else cell for cell in cells]

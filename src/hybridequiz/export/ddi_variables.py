"""The variables of a DDI-Codebook, a column each; the elements stand in the order that its schema asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final
from xml.etree import ElementTree as ET

from hybridequiz.characters import REPLACEMENT
from hybridequiz.export.asked_if import limited_words
from hybridequiz.export.bounds import NUMBERS, Bounds
from hybridequiz.export.codebook import list_words
from hybridequiz.export.coded import clean, written
from hybridequiz.export.columns import TEXTS, Column, Kind, Measure, Role, Table
from hybridequiz.export.counts import Count, entry_states
from hybridequiz.export.formats import Job
from hybridequiz.export.limits import limits
from hybridequiz.export.words import best_wording
from hybridequiz.questionnaire.questions import Question
from hybridequiz.questionnaire.states import EXPORT_CODES, Missing
from hybridequiz.questionnaire.texts import Text

_NO_XML: Final = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no place for."""
_CODES: Final = (Kind.CHOICE, Kind.FLAG, Kind.PLACE)
_MOMENTS: Final[Mapping[Kind, str]] = {
    Kind.DATE: "date",
    Kind.TIME: "time",
    Kind.PARTIAL_DATE: "date",
}
_ASKED: Final = (Role.ANSWER, Role.CHOSEN, Role.PLACE)
"""Roles of the columns that are what a question was answered with."""


def add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    """Add an element with its text; what XML cannot have is replaced."""
    found = ET.SubElement(parent, tag, {name: _xml(one) for name, one in attributes.items()})
    if text:
        found.text = _xml(text)
    return found


def add_texts(parent: ET.Element, tag: str, text: Text, languages: Iterable[str]) -> None:
    """Add an element for a text in each language."""
    for language in languages:
        found = add(parent, tag, best_wording(text, language))
        found.set("xml:lang", language)


def id_of(table: Table, column: Column | None = None) -> str:
    """Give the id of a table, or of a column in it."""
    return f"F{table.ending}" if column is None else f"V{table.ending}.{column.name}"


class Variables:
    """Makes variables.

    Args:
        job: What is exported.
    """

    def __init__(self, job: Job) -> None:
        self._job: Final = job
        self._plan: Final = job.plan
        self._newest_first: Final = tuple(reversed(tuple(job.plan.asked.values())))

    def variable(
        self, table: Table, column: Column, count: Count, bounds: Bounds | None
    ) -> ET.Element:
        """Describe a column.

        Args:
            table: Where it stands.
            column: The column.
            count: What stands in it.
            bounds: The lowest and the highest number in it.
        """
        found = ET.Element(
            "var",
            {
                "ID": id_of(table, column),
                "name": column.name,
                "files": id_of(table),
                "intrvl": "contin" if column.measure is Measure.SCALE else "discrete",
                "representationType": _representation(column),
                **({"dcml": str(column.decimals)} if column.kind is Kind.DECIMAL else {}),
                **({} if column.measure is Measure.SCALE else {"nature": column.measure.value}),
            },
        )
        add_texts(found, "labl", column.label, self._plan.languages)
        self._question(found, column)
        self._ranges(found, column)
        if column.is_conditional:
            add_texts(found, "universe", column.condition_words, self._plan.languages)
        _sums(found, count, bounds)
        for listed in column.lists:
            words = list_words(listed, self._plan, self._job.language)
            add(found, "txt", words)
        self._categories(found, column, count)
        for version in column.versions:
            add(add(found, "verStmt"), "version", version)
        _format(found, column)
        self._notes(found, column)
        return found

    def _question(self, variable: ET.Element, column: Column) -> None:
        """Add what was read and asked, as the newest version has it."""
        asked = next(
            (one[column.source] for one in self._newest_first if column.source in one), None
        )
        if asked is None or column.role not in _ASKED:
            return
        question = add(variable, "qstn", ID=f"{variable.get('ID')}.q")
        texts: list[tuple[str, Text | None]] = [
            ("preQTxt", asked.before),
            ("qstnLit", self._text(asked)),
            ("ivuInstr", asked.instruction),
        ]
        for tag, text in texts:
            if text is not None:
                add_texts(question, tag, self._plan.words.label(text), self._plan.languages)

    def _text(self, asked: Question) -> Text:
        """Give what is asked; an item of a grid comes after what the grid asks."""
        planned = [*self._plan.questions, *(x for one in self._plan.rosters for x in one.questions)]
        return next((one.text for one in planned if one.id == asked.id), asked.text)

    def _ranges(self, variable: ET.Element, column: Column) -> None:
        lowest, highest = limits(column, self._plan)
        ends = {"min": lowest, "max": highest}
        known = {name: written(bound) for name, bound in ends.items() if bound is not None}
        units = "REAL" if column.kind is Kind.DECIMAL else "INT"
        if known and column.kind in NUMBERS:
            add(add(variable, "valrng"), "range", UNITS=units, **known)
        if column.states and column.kind not in TEXTS:
            invalid = add(variable, "invalrng")
            for state in column.states:
                add(invalid, "item", UNITS=units, VALUE=str(EXPORT_CODES[state]))

    def _categories(self, variable: ET.Element, column: Column, count: Count) -> None:
        """Add the codes, then why there is no value, with how often each occurs."""
        for code, text in column.values:
            self._category(variable, code, text, count.values.get(str(code), 0))
        for state in () if column.kind in TEXTS else entry_states(column, count):
            text, number = self._plan.states[state], count.states.get(state, 0)
            self._category(variable, EXPORT_CODES[state], text, number, why=state)

    def _category(
        self,
        variable: ET.Element,
        code: int | str,
        text: Text,
        number: int,
        *,
        why: Missing | None = None,
    ) -> None:
        missing = {} if why is None else {"missing": "Y", "missType": why.value}
        found = add(variable, "catgry", **missing)
        add(found, "catValu", str(code))
        add_texts(found, "labl", text, self._plan.languages)
        add(found, "catStat", str(number), type="freq")

    def _notes(self, variable: ET.Element, column: Column) -> None:
        """Add what the schema has no place of its own for."""
        add(variable, "notes", column.role.value, type="role")
        if column.condition:
            add(variable, "notes", column.condition, type="condition")
        if column.modes:
            add(variable, "notes", limited_words(column.modes, " "), type="modes")
        if column.forms:
            add(variable, "notes", limited_words(column.forms, " "), type="forms")
        if column.max_length is not None:
            add(variable, "notes", str(column.max_length), type="max_length")


def _sums(variable: ET.Element, count: Count, bounds: Bounds | None) -> None:
    add(variable, "sumStat", str(count.answered), type="vald")
    add(variable, "sumStat", str(count.rows - count.answered), type="invd")
    if bounds is not None:
        for name, value in zip(("min", "max"), bounds, strict=True):
            add(variable, "sumStat", written(value), type=name)


def _representation(column: Column) -> str:
    if column.kind in _CODES:
        return "code"
    if column.kind in _MOMENTS:
        return "datetime"
    return "numeric" if column.kind in NUMBERS else "text"


def _format(variable: ET.Element, column: Column) -> None:
    numeric = column.is_number or column.kind is Kind.DECIMAL
    category = {"category": _MOMENTS[column.kind]} if column.kind in _MOMENTS else {}
    add(variable, "varFormat", type="numeric" if numeric else "character", **category)


def _xml(text: str) -> str:
    return _NO_XML.sub(REPLACEMENT, clean(text))

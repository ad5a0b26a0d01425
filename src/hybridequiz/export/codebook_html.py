"""The codebook as a page: one file, read in any browser, by any reader, in light and dark, and on paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Final, TextIO

from hybridequiz.export.asked_if import limited_words
from hybridequiz.export.codebook import list_words
from hybridequiz.export.codebook_about import about
from hybridequiz.export.codebook_entries import Entry, ValueEntry, entries
from hybridequiz.export.codebook_style import STYLE
from hybridequiz.export.coded import clean_page
from hybridequiz.export.columns import ColumnPlan, Kind, Role, Table
from hybridequiz.export.counts import Counts, counted
from hybridequiz.export.words import best_wording
from hybridequiz.problems import say
from hybridequiz.questionnaire.states import EXPORT_CODES
from hybridequiz.questionnaire.texts import Text

if TYPE_CHECKING:
    from hybridequiz.export.formats import Job
    from hybridequiz.export.source import Source

BEGINNING: Final = "<!doctype html>\n<!-- hybridequiz codebook -->\n"
"""How the page begins."""

_WHOLE: Final = (Role.ANSWER, Role.SYSTEM, Role.OPTION)
"""Columns whose values are told: of an option only how many chose it."""


def write_codebook_html(
    file: TextIO, job: Job, source: Source | None, counts: Counts | None = None
) -> None:
    """Write the codebook as one self-contained page.

    Args:
        file: Where to.
        job: What is exported, in which language.
        source: The answers; without them nothing is counted.
        counts: What stands in them, where that was counted already.
    """
    if counts is None and source is not None:
        counts = counted(source)
    page = _Page(job.plan, job.language, list(entries(job.plan, source, counts)))
    file.write(BEGINNING)
    file.writelines(f"{clean_page(line)}\n" for line in page.lines())


class _Page:
    """The page line by line; what the program says is in one language."""

    def __init__(self, plan: ColumnPlan, language: str, found: Sequence[Entry]) -> None:
        self._plan: Final = plan
        self._language: Final = language
        self._say: Final = partial(plan.words.translate, language)
        self._found: Final = found
        self._has_counts: Final = any(one.count is not None for one in found)

    def lines(self) -> Iterator[str]:
        """Give the lines of the page."""
        title = best_wording(self._plan.title, self._language) or self._plan.questionnaire
        heading = escape(f"{title}: {self._say(say('codebook'))}")
        yield f'<html lang="{escape(self._language)}">'
        yield '<head><meta charset="utf-8">'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield f"<title>{heading}</title>"
        yield f"<style>{STYLE}</style></head>"
        yield f'<body><a class="skip" href="#main">{self._said(say("To the variables"))}</a>'
        yield f"<header><h1>{heading}</h1>"
        yield from self._about()
        yield "</header>"
        yield from self._contents()
        yield '<main id="main">'
        for table, group in groupby(self._found, lambda one: one.table):
            yield from self._table(table, list(group))
        yield "</main></body></html>"

    def _about(self) -> Iterator[str]:
        plan = self._plan
        facts = [
            (say("questionnaire"), _code(plan.questionnaire)),
            (say("in the versions"), escape(", ".join(plan.versions.values()))),
        ]
        yield from self._texts(plan.title, "p")
        yield from self._facts(facts)
        yield "<ul>"
        yield from (f"<li>{escape(best_wording(one, self._language))}</li>" for one in plan.notes)
        yield from (f"<li>{self._said(sentence)}</li>" for sentence in about(plan))
        yield from (f"<li>{escape(best_wording(one, self._language))}</li>" for one in plan.exits)
        yield "</ul>"
        yield f"<h2>{self._said(say('No value'))}</h2>"
        rows = [ValueEntry(EXPORT_CODES[state], text, state) for state, text in plan.states.items()]
        yield from self._values(self._say(say("No value")), rows, counted=False)

    def _contents(self) -> Iterator[str]:
        label = self._said(say("Contents"))
        yield f'<nav aria-label="{label}"><h2>{label}</h2><ul>'
        for table, group in groupby(self._found, lambda one: one.table):
            for (number, title), _ in groupby(self._sections(list(group)), lambda one: one[:2]):
                yield f'<li><a href="#{_anchor(table, number)}">{escape(title)}</a></li>'
        yield "</ul></nav>"

    def _sections(self, found: Sequence[Entry]) -> Iterator[tuple[int, str, list[Entry]]]:
        """Part the variables of the responses by section, the session first; a roster is one part."""

        def section(entry: Entry) -> str:
            if entry.question is None or entry.table.id:
                return ""
            return entry.question.section

        for number, (_, group) in enumerate(groupby(found, section)):
            parts = list(group)
            question = parts[0].question
            title = parts[0].table.title if question is None else question.section_title
            words = best_wording(title, self._language)
            if question is None and not parts[0].table.id:
                words = self._say(say("The response"))
            elif parts[0].table.id:
                words = (
                    f"{words}: {self._say(say('the table {name}')).format(name=parts[0].table.id)}"
                )
            yield number, words, parts

    def _table(self, table: Table, found: Sequence[Entry]) -> Iterator[str]:
        for number, title, group in self._sections(found):
            anchor = _anchor(table, number)
            yield f'<section aria-labelledby="{anchor}"><h2 id="{anchor}">{escape(title)}</h2>'
            for _, some in groupby(group, lambda one: one.question and one.question.id):
                variables = list(some)
                if variables[0].question is None:
                    for entry in variables:
                        yield from self._variables([entry], entry.column.label, entry.column.name)
                else:
                    question = variables[0].question
                    yield from self._variables(variables, question.text, question.id)
            yield "</section>"

    def _variables(self, some: Sequence[Entry], text: Text, name: str) -> Iterator[str]:
        """Give a question with the variables that it fills."""
        first = next((one for one in some if one.is_telling), some[0])
        yield f"<article><h3>{_code(name)}</h3>"
        yield from self._texts(text, "p")
        yield from self._facts(self._facts_of(first, some))
        values = first.values if first.column.role in _WHOLE else []
        if values or first.reasons:
            about = first.column.name if first.column.offer else name
            yield from self._values(about, values, first.reasons, counted=self._has_counts)
        if len(some) > 1:
            yield from self._columns(name, some)
        yield "</article>"

    def _facts_of(self, entry: Entry, some: Sequence[Entry]) -> Iterator[tuple[str, str]]:
        """Give what there is to know of a variable, each with its name, as HTML.

        Args:
            entry: The variable.
            some: All variables of its question.
        """
        column, asked = entry.column, entry.question or entry.column
        yield say("kind"), escape(f"{column.kind}, {column.measure}")
        if asked.condition_words.wordings:
            yield say("asked if"), self._inline(asked.condition_words)
        if asked.condition:
            yield say("condition"), _code(asked.condition)
        offers = [one.column for one in some if one.column.role in (Role.CHOSEN, Role.PLACE)]
        for one in (one for one in offers if one.offer):
            said = f"{_code(one.name)}: {_code(one.offer)}<br>{self._inline(one.offer_words)}"
            yield say("offered if"), said
        for listed in column.lists:
            yield say("list"), escape(list_words(listed, self._plan, self._language))
        if column.modes:
            yield say("only in the mode"), escape(limited_words(column.modes, ", "))
        if column.forms:
            yield say("only in the form"), escape(limited_words(column.forms, ", "))
        if column.kind is Kind.DECIMAL:
            yield say("decimals at most"), str(column.decimals)
        if column.max_length is not None:
            yield say("characters at most"), str(column.max_length)
        yield say("in the versions"), escape(", ".join(column.versions))
        if entry.count is not None:
            of = f" ({_code(column.name)})" if column.offer else ""
            yield say("answered"), f"{entry.count.answered} / {entry.count.rows}{of}"

    def _facts(self, facts: Iterable[tuple[str, str]]) -> Iterator[str]:
        yield "<dl>"
        yield from (f"<dt>{self._said(name)}</dt><dd>{words}</dd>" for name, words in facts)
        yield "</dl>"

    def _values(
        self,
        caption: str,
        values: Sequence[ValueEntry],
        reasons: Sequence[ValueEntry] = (),
        *,
        counted: bool,
    ) -> Iterator[str]:
        """Give a table of values, and under a head of their own the reasons for none."""
        heads = [self._say(say("code")), *self._plan.languages]
        if counted:
            heads.append(self._say(say("number")))
        yield from self._head(caption, heads)
        yield from (self._value(one, counted=counted) for one in values)
        if reasons:
            yield "</tbody><tbody>"
            words = self._said(say("no value"))
            yield f'<tr><th scope="rowgroup" colspan="{len(heads)}">{words}</th></tr>'
            yield from (self._value(one, counted=counted) for one in reasons)
        yield "</tbody></table></div>"

    def _value(self, one: ValueEntry, *, counted: bool) -> str:
        cells = [f'<th scope="row">{_code(str(one.code))}</th>', *self._cells(one.text)]
        if counted:
            cells.append(f'<td class="n">{one.number}</td>')
        return f"<tr>{''.join(cells)}</tr>"

    def _columns(self, caption: str, some: Sequence[Entry]) -> Iterator[str]:
        """Give the variables of a question, with how many chose each option."""
        heads = [self._say(say("variable")), self._say(say("kind")), *self._plan.languages]
        if self._has_counts:
            heads += [self._say(say("answered")), "1"]
        yield from self._head(caption, heads)
        for entry in some:
            cells = [
                f'<th scope="row">{_code(entry.column.name)}</th>',
                f"<td>{escape(entry.column.kind)}</td>",
                *self._cells(entry.column.label),
            ]
            if entry.count is not None:
                chosen = entry.column.role is Role.CHOSEN
                ones = str(entry.count.values.get("1", 0)) if chosen else ""
                cells += [
                    f'<td class="n">{entry.count.answered}</td>',
                    f'<td class="n">{ones}</td>',
                ]
            yield f"<tr>{''.join(cells)}</tr>"
        yield "</tbody></table></div>"

    def _head(self, caption: str, heads: Sequence[str]) -> Iterator[str]:
        label = escape(caption)
        yield f'<div class="wide" role="region" tabindex="0" aria-label="{label}"><table>'
        yield f"<caption>{label}</caption><thead><tr>"
        yield "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
        yield "</tr></thead><tbody>"

    def _cells(self, text: Text) -> Iterator[str]:
        for tag in self._plan.languages:
            yield f'<td lang="{escape(tag)}">{escape(best_wording(text, tag))}</td>'

    def _texts(self, text: Text, element: str) -> Iterator[str]:
        """Give a text in each language that has it."""
        for tag in self._plan.languages:
            words = escape(best_wording(text, tag))
            yield f'<{element} lang="{escape(tag)}"><b>{escape(tag)}</b> {words}</{element}>'

    def _inline(self, text: Text) -> str:
        return "<br>".join(
            f'<span lang="{escape(tag)}"><b>{escape(tag)}</b> {escape(best_wording(text, tag))}</span>'
            for tag in self._plan.languages
        )

    def _said(self, message: str) -> str:
        return escape(self._say(message))


def _anchor(table: Table, number: int) -> str:
    return f"{table.id or 'responses'}-{number}"


def _code(source: str) -> str:
    return f"<code>{escape(source)}</code>"

"""The report as JSON, for other programs: everything that it says, in every language of the study.

A text is a table of languages; one that serves every language has the tag `""`. Means and intervals are strings, as in
all that the program writes, so that no reader rounds them. What is hidden is null, and `hidden` says so.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Final

from hybridequiz.export.coded import clean_page
from hybridequiz.questionnaire.texts import Text
from hybridequiz.report.distributions import Distribution
from hybridequiz.report.figure_words import kind_of, parts_with
from hybridequiz.report.figures import (
    Audience,
    ClaimSaid,
    Figure,
    IndicatorTable,
    Part,
    Quotation,
    Report,
    Row,
    SetAside,
)
from hybridequiz.report.response_json import response_json

SCHEMA: Final = 1
"""Goes up when what is written here changes in a way that a reader must know."""

Json = Mapping[str, object]


def json_report(report: Report) -> str:
    """Write a report as JSON: sorted names, two spaces, a line end at the end.

    Args:
        report: The report.
    """
    said = {
        "schema": SCHEMA,
        "program": report.version,
        "study": report.study,
        "title": _text(report.title),
        "languages": list(report.languages),
        "level": report.level.value,
        "threshold": report.threshold,
        "rehearsal": report.rehearsal,
        "synthetic": report.synthetic,
        "audiences": [_audience(one) for one in report.audiences],
        "chapters": [_named(*one) for one in report.chapters],
        "breakdowns": [_named(*one) for one in report.breakdowns],
        "indicators": [_table(one) for one in report.tables],
        "claims": [_claim(one) for one in report.claims],
        "differences": [dict(vars(one)) for one in report.differences],
        "notes": _texts(report.notes),
        "set_aside": [_set_aside(one) for one in report.set_aside],
        "response": None if report.response is None else response_json(report.response),
        "remarks": dict(vars(report.remarks)),
        "quotations": [_quotation(one) for one in report.quotations],
        "quotations_waiting": report.quotations_waiting,
        "distributions": [_distribution(one) for one in report.distributions],
        "questionnaires": [
            {"audience": one.audience, "version": one.version, "hash": one.hash}
            for one in report.questionnaires
        ],
    }
    written = json.dumps(said, ensure_ascii=False, indent=2, sort_keys=True)
    return f"{clean_page(written)}\n"


def _set_aside(one: SetAside) -> Json:
    return {
        "audience": one.audience,
        "question": one.question,
        "text": _text(one.text),
        "why": _text(one.why),
        "indicators": list(one.indicators),
        "breakdowns": list(one.breakdowns),
    }


def _text(text: Text) -> dict[str, str]:
    return dict(text)


def _texts(texts: Sequence[Text]) -> list[dict[str, str]]:
    return [_text(one) for one in texts]


def _named(id_: str, name: Text) -> Json:
    return {"id": id_, "name": _text(name)}


def _counts(name: str, counts: Sequence[tuple[str, int | None]]) -> list[Json]:
    return [{name: one, "number": number, "hidden": number is None} for one, number in counts]


def _audience(one: Audience) -> Json:
    return {
        "id": one.id,
        "title": _text(one.title),
        "number": one.number,
        "hidden": one.number is None,
        "versions": _counts("version", one.versions),
        "modes": _counts("mode", one.modes),
        "period": None if one.period is None else list(one.period),
        "organisations": one.organisations,
        "organisations_hidden": one.organisations_hidden,
        "without_organisation": one.without_organisation,
        "complete": one.complete,
        "dont_know": one.dont_know,
        "unsure": [
            {"question": each.question, "text": _text(each.text), **figure_json(each.figure)}
            for each in one.unsure
        ],
    }


def _table(table: IndicatorTable) -> Json:
    one = table.indicator
    return {
        "indicator": one.id,
        "name": _text(one.name),
        "kind": one.kind,
        "chapter": one.chapter,
        "audience": table.audience,
        "base": {"words": _text(table.base), "condition": table.condition},
        "minus": one.minus,
        "shares": one.shares,
        "parts": [_part(part) for part in table.parts],
        "rows": [_row(table, row) for row in table.rows],
        "notes": _texts(table.notes),
        "versions": list(table.versions),
        "modes": [_row(table, row) for row in table.modes],
    }


def _part(part: Part) -> Json:
    return {
        "id": part.id,
        "name": _text(part.name),
        "kind": part.kind,
        "decimals": part.decimals,
        "count": part.count,
    }


def _row(table: IndicatorTable, row: Row) -> Json:
    return {
        "line": row.line,
        "name": _text(row.name),
        "breakdown": row.breakdown or None,
        "merged": _texts(row.merged),
        "hidden": row.is_hidden,
        "base": row.base,
        "dont_know": None if row.is_hidden else row.dont_know,
        "figures": [
            {"part": part.id, **figure_json(figure)} for part, figure in parts_with(table, row)
        ],
    }


def figure_json(figure: Figure | None) -> Json:
    """Give a figure; None is one that is hidden."""
    if figure is None:
        return {"hidden": True, **dict.fromkeys(_FIELDS)}
    low, high = figure.interval or (None, None)
    return {
        "hidden": False,
        "kind": kind_of(figure),
        "base": figure.base,
        "count": figure.count,
        "percent": figure.percent,
        "mean": None if figure.mean is None else format(figure.mean, "f"),
        "bound": None if figure.bound is None else figure.bound.value,
        "words": None if figure.words is None else _text(figure.words),
        "low": None if low is None else format(low, "f"),
        "high": None if high is None else format(high, "f"),
        "population": figure.population,
    }


_FIELDS: Final = (
    "kind",
    "base",
    "count",
    "percent",
    "mean",
    "bound",
    "words",
    "low",
    "high",
    "population",
)


def _claim(claim: ClaimSaid) -> Json:
    return {
        "id": claim.id,
        "text": None if claim.text is None else _text(claim.text),
        "unsaid": None if claim.unsaid is None else claim.unsaid.value,
        "lines": [
            {
                "name": _text(name),
                "figures": [{"indicator": one, **figure_json(figure)} for one, figure in figures],
            }
            for name, figures in claim.lines
        ],
    }


def _quotation(one: Quotation) -> Json:
    return {
        "audience": one.audience,
        "text": one.text,
        "language": one.language,
        "details": _texts(one.details),
    }


def _distribution(one: Distribution) -> Json:
    """Give how a question was answered; of what is hidden what was asked, and no number."""
    numbers = one.numbers
    return {
        "audience": one.audience,
        "section": _named(one.section, one.section_title),
        "question": one.question,
        "text": _text(one.text),
        "sort": one.sort,
        "asked": _text(one.asked),
        "modes": list(one.modes),
        "forms": list(one.forms),
        "versions": list(one.versions),
        "hidden": one.is_hidden,
        "base": one.base,
        "base_of": "asked" if one.of_asked else "answered",
        "answers": [
            {
                "code": each.code,
                "name": _text(each.name),
                "hidden": one.is_hidden or each.count is None,
                "count": None if one.is_hidden else each.count,
                "percent": None if one.is_hidden else each.percent,
                "first": None if one.is_hidden else each.first,
                "merged": _texts(each.merged),
            }
            for each in one.answers
        ],
        "reasons": []
        if one.is_hidden
        else [
            {"state": state, "name": _text(name), "count": count}
            for state, name, count in one.reasons
        ],
        "numbers": None
        if numbers is None or one.is_hidden
        else {name: format(number, "f") for name, number in vars(numbers).items()},
    }

"""The description of a bundle for programs: Data Package, version 2 (https://datapackage.org).

A field has its type and the codes with their labels (`categories`); a table has why there can be no value
(`missingValues`, each with its words), which its columns of texts do not take over: there a cell is empty, and what
was typed may look like a code. Tables are joined by keys that are declared. What was chosen
and what was withheld is the `description` of the package, in paragraphs.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from hybridequiz.export.bundle_zip import Written
from hybridequiz.export.coded import clean, written
from hybridequiz.export.columns import TEXTS, Column, Kind, Measure, Table
from hybridequiz.export.formats import Job
from hybridequiz.export.limits import Bound, limits
from hybridequiz.export.words import REHEARSALS, best_wording
from hybridequiz.problems import say
from hybridequiz.questionnaire.states import EXPORT_CODES
from hybridequiz.questionnaire.texts import Text
from hybridequiz.values import frozen

PROFILE: Final = "https://datapackage.org/profiles/2.0/datapackage.json"
_RESOURCE_PROFILE: Final = "https://datapackage.org/profiles/2.0/dataresource.json"
_SCHEMA_PROFILE: Final = "https://datapackage.org/profiles/2.0/tableschema.json"
_DIALECT: Final = {
    "$schema": "https://datapackage.org/profiles/2.0/tabledialect.json",
    "delimiter": ",",
    "lineTerminator": "\r\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "header": True,
}
_TYPES: Final[Mapping[Kind, str]] = {
    Kind.DECIMAL: "number",
    Kind.DATE: "date",
    Kind.TIME: "time",
}

Json = dict[str, Any]


@frozen
class Resource:
    """A table in a file.

    Attributes:
        name: Its name.
        path: The file in the bundle.
        table: The table.
        in_words: Whether words stand in it instead of codes.
    """

    name: str
    path: str
    table: Table
    in_words: bool = False


def datapackage(job: Job, resources: Sequence[Resource], files: Mapping[str, Written]) -> str:
    """Give `datapackage.json`.

    Args:
        job: What is exported.
        resources: The tables, the responses first.
        files: The sizes and hashes of their files.
    """
    title = clean(best_wording(job.plan.title, job.language))
    package = {
        "$schema": PROFILE,
        "name": job.request.stem,
        "title": title,
        **_description(job),
        "version": ", ".join(job.plan.versions.values()),
        "resources": [_resource(job, one, resources[0], files[one.path]) for one in resources],
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _description(job: Job) -> Json:
    """Say what was chosen, and what was withheld; nothing where all is there."""
    said = [job.plan.words.translate(job.language, REHEARSALS)] if job.request.rehearsed else []
    said += [_words(job, note) for note in job.plan.notes]
    return {"description": "\n\n".join(said)} if said else {}


def _resource(job: Job, one: Resource, root: Resource, file: Written) -> Json:
    field = _words_field if one.in_words else _field
    schema: Json = {
        "$schema": _SCHEMA_PROFILE,
        "fields": [field(job, column, one.table) for column in one.table.columns],
        "missingValues": [""] if one.in_words or one.table.beside else _states(job),
    }
    if one.table.key:
        schema["primaryKey"] = list(one.table.key)
    first = root.table.columns[0].name
    if one is not root and one.table.columns[0].name == first:
        reference = {"resource": root.name, "fields": [first]}
        schema["foreignKeys"] = [{"fields": [first], "reference": reference}]
    return {
        "$schema": _RESOURCE_PROFILE,
        "name": one.name,
        "type": "table",
        "path": one.path,
        "title": clean(best_wording(one.table.title, job.language)),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "dialect": _DIALECT,
        "schema": schema,
    }


def _states(job: Job) -> list[Json]:
    """Give what stands where there is no value. Any answer may be withheld: all columns of codes have them all."""
    empty = {"value": "", "label": job.plan.words.translate(job.language, say("No value"))}
    return [
        empty,
        *(
            {"value": str(EXPORT_CODES[one]), "label": _words(job, text)}
            for one, text in job.plan.states.items()
        ),
    ]


def _words_field(job: Job, column: Column, table: Table) -> Json:
    """Describe a column of words: whatever it holds, it is a text."""
    field: Json = {"name": column.name, "type": "string", "title": _words(job, column.label)}
    return {**field, "constraints": {"required": True}} if column.name in table.key else field


def _field(job: Job, column: Column, table: Table) -> Json:
    field: Json = {
        "name": column.name,
        "type": "integer" if column.is_number else _TYPES.get(column.kind, "string"),
        "title": _words(job, column.label),
    }
    if column.kind is Kind.TIME:
        field["format"] = "%H:%M"
    if column.is_conditional:
        asked = job.plan.words.translate(job.language, say("asked if"))
        source = f" [{clean(column.condition)}]" if column.condition else ""
        field["description"] = f"{asked}: {_words(job, column.condition_words)}{source}"
    if has_categories(column):
        field["categories"] = [
            {"value": code, "label": _words(job, text)} for code, text in column.values
        ]
        field["categoriesOrdered"] = column.measure is Measure.ORDINAL
    if constraints := _constraints(job, column, table):
        field["constraints"] = constraints
    if column.kind in TEXTS and not table.beside:
        field["missingValues"] = [""]
    return field


def has_categories(column: Column) -> bool:
    """Tell whether every value of a column is one of its labelled codes."""
    return column.kind in (Kind.CHOICE, Kind.FLAG) and bool(column.values)


def _constraints(job: Job, column: Column, table: Table) -> Json:
    found: Json = {}
    if column.name in table.key:
        found["required"] = True
    if has_categories(column):
        found["enum"] = [code for code, _ in column.values]
    if column.kind is Kind.TEXT and column.max_length is not None:
        found["maxLength"] = column.max_length
    if column.kind is Kind.PLACE:
        found["minimum"] = 0
    lowest, highest = limits(column, job.plan)
    for name, bound in (("minimum", lowest), ("maximum", highest)):
        if bound is not None:
            found[name] = _as_json(bound)
    return found


def _as_json(bound: Bound) -> int | float | str:
    if isinstance(bound, Decimal):
        return int(bound) if bound == int(bound) else float(bound)
    return bound if isinstance(bound, int) else written(bound)


def _words(job: Job, text: Text) -> str:
    return clean(best_wording(text, job.language))

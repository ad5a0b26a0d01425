"""The description of an export for archives: DDI-Codebook 2.5 (https://ddialliance.org).

One `codeBook`: what it describes, a file a table, a variable a column, with question, universe, codes, missing states
and how often they occur. Ids follow from the names: they are the same in the next export.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Final
from xml.etree import ElementTree as ET

from hybridequiz import __version__
from hybridequiz.export.bounds import bounds
from hybridequiz.export.columns import PlannedQuestion, Role, Table
from hybridequiz.export.counts import Count, Counts, counts_of
from hybridequiz.export.ddi_variables import Variables, add, add_texts, id_of
from hybridequiz.export.formats import Job
from hybridequiz.export.source import Source
from hybridequiz.questionnaire.texts import Text

NAMESPACE: Final = "ddi:codebook:2_5"
LOCATION: Final = "http://www.ddialliance.org/Specification/DDI-Codebook/2.5/XMLSchema/codebook.xsd"
"""Where the schema is published."""


def ddi(job: Job, source: Source, names: Mapping[str, str], counts: Counts | None = None) -> bytes:
    """Give the description as an XML document.

    Args:
        job: What is exported.
        source: Has the tables and their rows, which are counted.
        names: The names of the files, by the ending of their table.
        counts: What stands in the tables of answers, where that was counted already.
    """
    root = ET.Element(
        "codeBook",
        {
            "xmlns": NAMESPACE,
            "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
            "xsi:schemaLocation": f"{NAMESPACE} {LOCATION}",
            "version": "2.5",
            "xml:lang": job.language,
        },
    )
    _document(root, job)
    _study(root, job)
    for table in source.tables:
        _file(root, job, table, source.number(table), names[table.ending])
    data = add(root, "dataDscr")
    _groups(data, job)
    variables = Variables(job)
    for table in source.tables:
        found, ends = _counted(source, table, counts), bounds(source, table)
        for column in table.columns:
            made = variables.variable(table, column, found[column.name], ends.get(column.name))
            data.append(made)
    ET.indent(root)
    file = BytesIO()
    ET.ElementTree(root).write(file, encoding="utf-8", xml_declaration=True)
    return file.getvalue() + b"\n"


def _counted(source: Source, table: Table, counts: Counts | None) -> Mapping[str, Count]:
    if counts is None or table.beside:
        return counts_of(source, table)
    return {name: counts[table.id, name] for name in table.names}


def _document(root: ET.Element, job: Job) -> None:
    """Say what this document is."""
    citation = add(add(root, "docDscr"), "citation")
    _titles(citation, job, job.plan.title)
    made = add(citation, "prodStmt")
    add(made, "software", "hybridequiz", version=__version__)


def _study(root: ET.Element, job: Job) -> None:
    """Say what was asked."""
    study = add(root, "stdyDscr")
    citation = add(study, "citation")
    statement = _titles(citation, job, job.plan.title)
    add(statement, "IDNo", job.request.stem)
    for version in dict.fromkeys(job.plan.versions.values()):
        add(add(citation, "verStmt"), "version", version)
    for note in (*job.plan.notes, *job.plan.exits):
        add_texts(study, "notes", note, [job.language])


def _titles(citation: ET.Element, job: Job, title: Text) -> ET.Element:
    """Add a title, and those in other languages beside it."""
    languages = [job.language, *(one for one in job.plan.languages if one != job.language)]
    statement = add(citation, "titlStmt")
    add_texts(statement, "titl", title, languages[:1])
    add_texts(statement, "parTitl", title, languages[1:])
    return statement


def _file(root: ET.Element, job: Job, table: Table, number: int, name: str) -> None:
    """Describe the file of a table."""
    text = add(add(root, "fileDscr", ID=id_of(table)), "fileTxt")
    add(text, "fileName", name)
    add_texts(text, "fileCont", table.title, [job.language])
    sizes = add(text, "dimensns")
    add(sizes, "caseQnty", str(number))
    add(sizes, "varQnty", str(len(table.columns)))
    add(text, "fileType", "text/csv", charset="utf-8")


def _groups(data: ET.Element, job: Job) -> None:
    """Tell which variables belong together: those of a section, and those of a multiple choice."""
    responses, *rosters = job.plan.tables
    inside = [(responses, job.plan.questions)]
    inside += [(table, one.questions) for table, one in zip(rosters, job.plan.rosters, strict=True)]
    for table, questions in inside:
        sections: dict[str, list[PlannedQuestion]] = {}
        for one in questions:
            sections.setdefault(one.section, []).append(one)
        for section, found in sections.items():
            name = f"S{table.ending}.{section}"
            _group(data, job, name, "section", found[0].section_title, _ids(table, found))
        for one in questions:
            if any(column.role is Role.CHOSEN for column in one.columns):
                name = f"Q{table.ending}.{one.id}"
                _group(data, job, name, "multipleResp", one.text, _ids(table, [one]))


def _group(
    data: ET.Element, job: Job, name: str, kind: str, label: Text, ids: Sequence[str]
) -> None:
    group = add(data, "varGrp", ID=name, type=kind, var=" ".join(ids))
    add_texts(group, "labl", label, job.plan.languages)


def _ids(table: Table, questions: Iterable[PlannedQuestion]) -> list[str]:
    return [id_of(table, column) for one in questions for column in one.columns]

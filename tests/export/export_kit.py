"""What the tests of the export begin with: a questionnaire, records of it, and reading back."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from hybridequiz.export.coded import Coded, state_of
from hybridequiz.export.columns import ColumnPlan, Kind, Role
from hybridequiz.export.record import Record
from hybridequiz.export.rows import readings
from hybridequiz.interview.session import Session
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.load import load
from hybridequiz.questionnaire.states import EXPORT_CODES, Missing

HEAD = """\
id = "people"
version = "{version}"
audience = "people"
languages = ["nl", "en"]
title.nl = "Mensen"
title.en = "People"
"""

EVERY_TYPE = """
[[section]]
id = "work"
title.nl = "Werk"
title.en = "Work"

[[section.question]]
id = "intro"
type = "note"
text = "Hallo"

[[section.question]]
id = "job"
type = "single"
options = [
  { code = 1, nl = "Ja", en = "Yes" },
  { code = 2, nl = "Nee, {{nooit}}", en = "No, {{never}}" },
  { code = 97, nl = "Anders, namelijk …", en = "Other, namely …", other = true },
]
missing = ["dont_know", "refused"]
text.nl = "Hebt u werk?"
text.en = "Do you work?"

[[section.question]]
id = "why"
type = "multiple"
show_if = "job == 1"
options = [
  { code = "money", nl = "Geld", en = "Money" },
  { code = "fun", nl = "Plezier, | of zo", en = "Fun, | or so" },
  { code = "other", nl = "Anders", en = "Other", other = true },
]
missing = ["dont_know"]
text.nl = "Waarom?"
text.en = "Why?"

[[section]]
id = "rest"
show_if = "not refused(job)"
title.nl = "Overige"
title.en = "Other things"

[[section.question]]
id = "years"
type = "integer"
min = 0
max = 60
mode = ["interview"]
show_if = "job in [1, 2]"
text.nl = "Hoeveel jaar?"
text.en = "How many years?"

[[section.question]]
id = "share"
type = "decimal"
min = 0
max = 1000
decimals = 2
text.nl = "Hoeveel procent?"
text.en = "What per cent?"

[[section.question]]
id = "mark"
type = "scale"
min = 0
max = 10
low.nl = "Heel slecht"
low.en = "Very bad"
high.nl = "Heel goed"
high.en = "Very good"
text.nl = "Welk cijfer?"
text.en = "Which mark?"

[[section.question]]
id = "born"
type = "date"
text.nl = "Wanneer geboren?"
text.en = "When born?"

[[section.question]]
id = "place"
type = "text"
max_length = 80
text.nl = "Waar?"
text.en = "Where?"

[[section.question]]
id = "tell"
type = "long_text"
form = "extended"
text.nl = "Vertel *eens* <meer>."
text.en = "Tell us *more*, <please>."
"""

HOUSEHOLD = """
[[section]]
id = "household"
title = "Household"

[[section.question]]
id = "many"
type = "integer"
min = 0
max = 5
text = "How many?"

[[section]]
id = "member"
title = "Member"
repeat = "many"

[[section.question]]
id = "age"
type = "integer"
min = 0
max = 120
text = "How old?"
"""

FACTS: Mapping[str, Any] = {
    "code": "ABCD-EFGH",
    "mode": "interview",
    "form": "extended",
    "language": "nl",
    "today": date(2026, 2, 3),
    "location": None,
    "interviewer": "I7",
    "rehearsal": False,
    "tool": "0.1.0",
}
LEFT_EMPTY = {"missing": "left_empty"}


def instrument(folder: Path, text: str = EVERY_TYPE, *, version: str = "1.0") -> Instrument:
    """Load a questionnaire that stands in the test; the head is added."""
    path = folder / f"people-{version}.toml"
    path.write_text(HEAD.format(version=version) + text, encoding="utf-8")
    return load(path)


def document(of: Instrument, answers: Mapping[str, Any], *, number: int = 1, **facts: Any) -> str:
    """Give the record of a finished response; what is not answered was left empty."""
    questionnaire = of.questionnaire
    session = Session(
        response=f"00000000-0000-4000-8000-{number:012}",
        questionnaire=questionnaire.id,
        version=questionnaire.version,
        hash=of.hash,
        audience=questionnaire.audience,
        **{**FACTS, **facts},
    )
    questions = [one.id for one in of.items if one.question]
    record = {
        "format": 1,
        "response": session.response,
        "parents": [],
        "questionnaire": {"id": session.questionnaire, "version": session.version, "hash": of.hash},
        "session": session.to_json(),
        "language": session.language,
        "disposition": 10,
        "sittings": 2,
        "answers": {name: answers.get(name, LEFT_EMPTY) for name in questions},
        "remarks": {"job": "telefoon"},
        "confirmed": [{"question": "years", "check": 1, "reason": "klopt"}],
        "events": [
            {"kind": "started", "at": "2026-02-03T10:00:00+01:00", "elapsed": 250},
            {"kind": "paused", "at": "2026-02-03T10:01:00+01:00", "elapsed": 60_250},
            {"kind": "resumed", "at": "2026-02-03T11:00:00+01:00", "elapsed": 5},
            {"kind": "finished", "at": "2026-02-03T11:00:30+01:00", "elapsed": 30_511},
        ],
    }
    return canonical(record)


def canonical(record: object) -> str:
    return json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def rows(path: Path) -> list[dict[str, str]]:
    """Read a table with Python's own reader."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def rows_by_duckdb(path: Path) -> list[dict[str, str]]:
    """Read a table with a reader of another maker."""
    query = "FROM read_csv(?, all_varchar=true, header=true, delim=',', quote='\"', escape='\"')"
    found = duckdb.execute(query, [str(path)])
    names = [column[0] for column in found.description or ()]
    return [
        {name: cell or "" for name, cell in zip(names, row, strict=True)}
        for row in found.fetchall()
    ]


def answers_of(row: Mapping[str, str], plan: ColumnPlan) -> dict[str, Any]:
    """Make the answers of a row again, as a record has them."""
    states = {str(code): {"missing": state.value} for state, code in EXPORT_CODES.items()}
    answers: dict[str, Any] = {}
    for question in plan.questions:
        first, *more = question.columns
        cell = row[first.name]
        if first.kind is Kind.TEXT:
            why = row[more[-1].name]
            answers[question.id] = states[why] if why else {"value": cell}
            continue
        if cell in states:
            answers[question.id] = states[cell]
            continue
        flags = [one for one in question.columns if one.role is Role.CHOSEN]
        chosen = [one.code for one in flags if row[one.name] == "1"]
        typed = {
            str(one.code): row[one.name]
            for one in more
            if one.role is Role.NAMELY and row[one.name]
        }
        answer: dict[str, Any] = {"value": chosen if flags else cell}
        answers[question.id] = {**answer, "other": typed} if typed else answer
    return answers


def cells_of(document: str, plan: ColumnPlan) -> dict[str, Coded | Missing]:
    """Give the row that a record has in the table of responses, by column, in codes; states by name."""
    table, *_ = readings(plan)
    (row,) = table.rows(Record.read(document))
    return {
        column.name: state_of(column, cell) or cell
        for column, cell in zip(plan.columns, row, strict=True)
    }


def household(folder: Path) -> tuple[Instrument, str]:
    """Give a questionnaire with a roster, and a record with two rows: 40 years, and who would not say."""
    one = instrument(folder, HOUSEHOLD)
    record = json.loads(document(one, {"many": {"value": 2}}))
    ages = [{"value": 40}, {"missing": "refused"}]
    record["rosters"] = {
        "member": [{"row": row, "answers": {"age": age}} for row, age in enumerate(ages, 1)]
    }
    return one, canonical(record)

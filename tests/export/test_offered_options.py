"""Options that were not offered to somebody: their columns say so; a zero is of who could have said yes."""

from __future__ import annotations

import json
import tempfile
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from export.export_kit import HOUSEHOLD, canonical, cells_of, document, instrument
from hybridequiz.export.coded import Coded
from hybridequiz.export.plan import column_plan
from hybridequiz.export.record import Record
from hybridequiz.export.rows import readings
from hybridequiz.interview.record import response_record
from hybridequiz.interview.route import offered_options
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.questions import Mode
from hybridequiz.questionnaire.states import Missing
from hybridequiz.report.reading import readers
from scenario import Scenario

DRINKS = """
[[section]]
id = "s"
title = "S"
[[section.question]]
id = "age"
type = "integer"
min = 0
max = 120
missing = ["refused"]
text = "Age?"
[[section.question]]
id = "m"
type = "{type}"
options = [
  {{ code = 1, nl = "water", en = "water" }},
  {{ code = 2, nl = "melk", en = "milk" }},
  {{ code = 3, nl = "bier", en = "beer", show_if = "age >= 18" }},
]
text = "What do you drink?"
"""
CHOSEN = """
[[section.question]]
id = "best"
type = "{type}"
chosen_in = "m"
options = [
  {{ code = 1, nl = "water", en = "water" }},
  {{ code = 2, nl = "melk", en = "milk" }},
  {{ code = 3, nl = "bier", en = "beer" }},
]
text = "And what at school?"
"""
OFF = Missing.OFF_ROUTE
TYPES = pytest.mark.parametrize("type_", ["multiple", "ranking"])


def flags(one: Instrument, name: str, **answers: Any) -> list[Coded | Missing]:
    found = cells_of(document(one, answers), column_plan({one.hash: one}))
    return [found[f"{name}__{code}"] for code in (1, 2, 3)]


@TYPES
def test_an_option_that_its_condition_did_not_offer_was_not_asked(
    tmp_path: Path, type_: str
) -> None:
    one = instrument(tmp_path, DRINKS.format(type=type_))
    water = {"value": [1]}
    assert flags(one, "m", age={"value": 12}, m=water) == [1, 0, OFF]
    assert flags(one, "m", age={"value": 18}, m=water) == [1, 0, 0]
    assert flags(one, "m", age={"missing": "refused"}, m=water) == [1, 0, 0], (
        "an option stays where its condition is unknown"
    )
    refused = {"missing": "refused"}
    assert flags(one, "m", age={"value": 12}, m=refused) == [Missing.REFUSED] * 3


@TYPES
def test_an_option_that_was_not_chosen_before_was_not_asked(tmp_path: Path, type_: str) -> None:
    text = DRINKS.format(type="multiple") + CHOSEN.format(type=type_)
    one = instrument(tmp_path, text)
    said = {"age": {"value": 30}, "m": {"value": [1, 3]}, "best": {"value": [3]}}
    assert flags(one, "best", **said) == [0, OFF, 1]


@TYPES
def test_a_state_in_one_flag_says_nothing_of_the_others(tmp_path: Path, type_: str) -> None:
    one = instrument(tmp_path, DRINKS.format(type=type_))
    plan = column_plan({one.hash: one})
    reader = readers(plan)["m"]
    found = cells_row(one, age={"value": 12}, m={"value": [2, 1]})
    value = reader.read([found[name] for name in reader.columns])
    assert value == (frozenset({1, 2}) if type_ == "multiple" else (2, 1))


def cells_row(one: Instrument, **answers: Any) -> dict[str, Coded]:
    plan = column_plan({one.hash: one})
    (row,) = readings(plan)[0].rows(Record.read(document(one, answers)))
    return dict(zip(plan.tables[0].names, row, strict=True))


def test_what_was_answered_to_the_same_question_before_does_not_decide_on_the_next_record(
    tmp_path: Path,
) -> None:
    """What an answer puts in the cells is worked out once for all who gave it."""
    one = instrument(tmp_path, DRINKS.format(type="multiple"))
    plan = column_plan({one.hash: one})
    rows = readings(plan)[0].rows
    place = plan.tables[0].names.index("m__3")
    ages: list[dict[str, object]] = [{"value": 12}, {"value": 40}, {"value": 12}]
    records = [Record.read(document(one, {"age": age, "m": {"value": [1]}})) for age in ages]
    assert [row[place] for record in records for row in rows(record)] == [-96, 0, -96]


def test_in_rows_each_row_decides_for_itself(tmp_path: Path) -> None:
    head = '[[section]]\nid = "h"\ntitle = "H"\n'
    many = '[[section.question]]\nid = "many"\ntype = "integer"\nmin = 0\nmax = 3\ntext = "?"\n'
    inside = DRINKS.format(type="multiple").replace('id = "s"', 'id = "s"\nrepeat = "many"')
    inside += CHOSEN.format(type="multiple")
    one = instrument(tmp_path, head + many + inside)
    record = json.loads(document(one, {"many": {"value": 2}}))
    best = {"best": {"value": [1]}}
    record["rosters"] = {
        "s": [
            {"row": 1, "answers": {"age": {"value": 12}, "m": {"value": [1]}, **best}},
            {"row": 2, "answers": {"age": {"value": 40}, "m": {"value": [1, 2]}, **best}},
        ]
    }
    plan = column_plan({one.hash: one})
    table = readings(plan)[1]
    names = table.table.names
    found = [
        dict(zip(names, row, strict=True)) for row in table.rows(Record.read(canonical(record)))
    ]
    assert [[row[f"m__{code}"] for code in (1, 2, 3)] for row in found] == [[1, 0, -96], [1, 1, 0]]
    assert [[row[f"best__{code}"] for code in (1, 2, 3)] for row in found] == [
        [1, -96, -96],
        [1, 0, -96],
    ]


def test_what_an_option_looks_at_may_stand_in_rows(tmp_path: Path) -> None:
    text = HOUSEHOLD + DRINKS.format(type="multiple").replace('id = "age"', 'id = "own"')
    text = text.replace("age >= 18", "any(one.age >= 18 for one in member)")
    one = instrument(tmp_path, text)
    for ages, expected in (([12, 17], OFF), ([12, 40], 0)):
        record = json.loads(document(one, {"many": {"value": 2}, "m": {"value": [1]}}))
        rows = [{"row": row, "answers": {"age": {"value": age}}} for row, age in enumerate(ages, 1)]
        record["rosters"] = {"member": rows}
        found = cells_of(canonical(record), column_plan({one.hash: one}))
        assert found["m__3"] == expected


def test_the_day_of_the_interview_may_decide_on_an_option(tmp_path: Path) -> None:
    text = DRINKS.format(type="multiple").replace("age >= 18", "year(today()) > 2025")
    one = instrument(tmp_path, text)
    plan = column_plan({one.hash: one})
    answers = {"m": {"value": [1]}}
    days = (date(2025, 12, 31), date(2026, 1, 1))
    found = [cells_of(document(one, answers, today=day), plan)["m__3"] for day in days]
    assert found == [OFF, 0]


def test_it_follows_from_the_record_as_the_interview_had_it(tmp_path: Path) -> None:
    text = DRINKS.format(type="multiple").replace("age >= 18", "session_mode == 'self'")
    one = instrument(tmp_path, text)
    modes: tuple[tuple[Mode, object], ...] = (("self", 0), ("interview", OFF))
    for mode, expected in modes:
        walk = Scenario.of(one, mode=mode, form="extended").answer(30).answer([1])
        disposition = walk.finish()
        record = canonical(response_record(walk.interview, walk.journal.events, disposition))
        found = cells_of(record, column_plan({one.hash: one}))
        assert found["m__3"] == expected


def test_such_a_column_is_one_that_may_not_be_asked(tmp_path: Path) -> None:
    one = instrument(tmp_path, DRINKS.format(type="multiple"))
    states = {column.name: column.states for column in column_plan({one.hash: one}).columns}
    assert OFF in states["m__3"]
    assert OFF not in states["m__1"]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 30), st.randoms(use_true_random=False))
def test_what_was_offered_follows_from_the_record_alone(age: int, chance: Random) -> None:
    with tempfile.TemporaryDirectory() as name:
        text = DRINKS.format(type="multiple") + CHOSEN.format(type="ranking")
        one = instrument(
            Path(name), text.replace('chosen_in = "m"', 'chosen_in = "m"\nmin_ranked = 1')
        )
    walk = Scenario.of(one, mode="self", form="short").answer(age)
    expected: dict[str, Coded | Missing] = {}
    for question in ("m", "best"):
        offered = [
            option.code for option in offered_options(one.by_id[question], walk.interview.values)
        ]
        chosen = chance.sample(offered, chance.randint(1, len(offered)))
        walk.answer(chosen)
        for code in (1, 2, 3):
            place = chosen.index(code) + 1 if code in chosen else 0
            value = place if question == "best" else min(place, 1)
            expected[f"{question}__{code}"] = value if code in offered else OFF
    ended = walk.finish()
    record = canonical(response_record(walk.interview, walk.journal.events, ended))
    found = cells_of(record, column_plan({one.hash: one}))
    assert {name: found[name] for name in expected} == expected

"""What may leave, attacked by brute force: through rosters, days, exits, checks, versions, modes and break-offs."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from export.attack_kit import DAYS, World, attack, crowds

SECTION = """
[[section]]
id = "whole"
title = "Alles"
"""
YES_NO = """options = [{ code = 1, text = "Ja" }, { code = 2, text = "Nee" }]
text = "?"
"""
JOB = f"""
[[section.question]]
id = "job"
type = "single"
identifying = true
{YES_NO}
"""
MORE_JOBS = JOB.replace("}]", '}, { code = 3, text = "Soms" }]')
NUMBER = """
[[section.question]]
id = "n"
type = "integer"
min = 0
max = 2
text = "?"
"""
TRIP = """
[[section]]
id = "trip"
title = "Reis"
repeat = "n"
{gate}
[[section.question]]
id = "far"
type = "single"
{yes_no}
"""
PLAIN = f"""
[[section.question]]
id = "plain"
type = "single"
{YES_NO}
"""


def trip(gate: str) -> str:
    return TRIP.format(gate=gate, yes_no=YES_NO)


def dated(name: str, *keys: str) -> str:
    return "\n".join(
        ["[[section.question]]", f'id = "{name}"', 'type = "date"', *keys, 'text = "?"', ""]
    )


def computed(name: str, gives: str, value: str) -> str:
    return dated(name, f'gives = "{gives}"', f"value = '{value}'").replace("date", "computed", 1)


def behind(condition: str) -> str:
    return PLAIN.replace('type = "single"', f"type = \"single\"\nshow_if = '{condition}'")


def leaving(when: str, keep: str) -> str:
    return f"""
[[exit]]
when = '{when}'
disposition = "not_eligible"
keep = "{keep}"
text = "Dag"
"""


ONE_TWO = (1, 2)
JOBS = {"job": ONE_TWO}
TRIPS = {**JOBS, "n": (0, 2), "far": ONE_TWO}
ON_27 = 'today() >= date("2026-02-20")'
WORLDS: dict[str, Callable[[], World]] = {
    "rows only after an answer": lambda: World(
        [SECTION + JOB + NUMBER + trip('show_if = "job == 1"')], TRIPS, ["job"]
    ),
    "rows only in a place": lambda: World(
        [SECTION + JOB + NUMBER + trip('show_if = "session_location == 2"')],
        {**TRIPS, "location": ONE_TWO},
        ["job"],
    ),
    "rows in a mode that decides on an answer": lambda: World(
        [
            SECTION
            + JOB.replace("identifying", 'mode = ["self"]\nidentifying')
            + NUMBER
            + trip('mode = ["self"]')
        ],
        {**TRIPS, "mode": ("self", "paper")},
        ["job"],
    ),
    "rows unless somebody left": lambda: World(
        [leaving("job == 1", "answers") + SECTION + NUMBER + JOB + trip("")], TRIPS, ["job"]
    ),
    "rows in some versions": lambda: World(
        [SECTION + JOB + NUMBER, SECTION + MORE_JOBS + NUMBER + trip("")],
        {**TRIPS, "job": (1, 2, 3)},
        ["job"],
    ),
    "rows from a certain day": lambda: World(
        [SECTION + JOB + NUMBER + trip(f"show_if = '{ON_27}'")], {**TRIPS, "day": DAYS}, ["job"]
    ),
    "rows that say how many": lambda: World(
        [
            SECTION
            + JOB
            + NUMBER
            + trip('show_if = "job == 1"')
            + SECTION.replace("whole", "last")
            + computed("some", "yes_no", "count(row.far == 1 for row in trip) >= 1")
        ],
        TRIPS,
        ["job"],
    ),
    "the day itself": lambda: World(
        [SECTION + JOB + computed("now", "date", "today()")], {**JOBS, "day": DAYS}, ["job"]
    ),
    "a question from a certain day": lambda: World(
        [SECTION + JOB + behind(ON_27)], {**JOBS, "plain": ONE_TWO, "day": DAYS}, ["job"]
    ),
    "a yes or no about the day": lambda: World(
        [SECTION + JOB + computed("late", "yes_no", ON_27) + behind("late == 1")],
        {**JOBS, "plain": ONE_TWO, "day": DAYS},
        ["job"],
    ),
    "an answer that may not lie after the day": lambda: World(
        [SECTION + JOB + dated("moved", 'check = [{ that = "this <= today()", text = "!" }]')],
        {**JOBS, "moved": ("2026-01-09", "2026-02-03", "2026-02-20", "2026-03-01"), "day": DAYS},
        ["job"],
    ),
    "an age": lambda: World(
        [
            SECTION
            + JOB
            + dated("born")
            + computed("age", "integer", "years_between(born, today())")
            + behind("age >= 18")
        ],
        {
            **JOBS,
            "born": ("2008-02-01", "2008-02-20", "2008-03-31", "1990-01-01", "1990-04-01"),
            "plain": ONE_TWO,
            "day": DAYS,
        },
        ["job"],
    ),
    "a day that identifies": lambda: World(
        [SECTION + dated("born", "identifying = true") + behind('born >= date("2008-02-15")')],
        {"born": ("2008-02-10", "2008-02-20", "1990-02-10"), "plain": ONE_TWO},
        ["born"],
    ),
    "a check on what identifies": lambda: World(
        [
            SECTION
            + JOB
            + NUMBER.replace(
                "text", 'check = [{ that = "job == 1 or this < 2", text = "!" }]\ntext'
            )
        ],
        {**JOBS, "n": (0, 2)},
        ["job"],
    ),
    "who may not have answered so": lambda: World(
        [leaving("job == 1 and n == 2", "disposition") + SECTION + JOB + NUMBER],
        {**JOBS, "n": (0, 2)},
        ["job"],
    ),
    "how it ended": lambda: World(
        [SECTION + JOB + NUMBER + behind("job == 1")],
        {**JOBS, "n": (0, 2, None), "plain": (1, None)},
        ["job"],
    ),
    "what only one version takes": lambda: World(
        [
            SECTION + JOB + NUMBER,
            SECTION + MORE_JOBS + NUMBER.replace("max = 2", "max = 3"),
        ],
        {"job": (1, 2, 3), "n": (1, 2, 3)},
        ["job"],
    ),
    "who left before": lambda: World(
        [SECTION + NUMBER + JOB + PLAIN],
        {**JOBS, "n": (1,), "plain": (1,), "leaves": ("", "n", "job", "plain")},
        ["job"],
    ),
    "who left before, in any order": lambda: World(
        [SECTION + "shuffle = true\n" + JOB + PLAIN + NUMBER + JOB.replace('"job"', '"role"')],
        {
            "seed": ("a", "b", "c", "d", "e"),
            "job": ONE_TWO,
            "n": (1,),
            "role": ONE_TWO,
            "plain": (1,),
            "leaves": ("", "n", "job", "role", "plain"),
        },
        ["job", "role"],
    ),
}


@pytest.mark.parametrize("name", WORLDS)
def test_an_attacker_finds_enough_rows_or_none(name: str) -> None:
    world = WORLDS[name]()

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def attacked(data: st.DataObject) -> None:
        people = data.draw(crowds(world))
        with tempfile.TemporaryDirectory() as folder:
            found = world.exported(people, Path(folder))
        assert attack(world, found) == []

    attacked()

"""The story that the tests of the tour tell: who answers what, in the order in which it is asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.load import load
from hybridequiz.questionnaire.states import Code, Missing
from scenario import Scenario

SHIPPED: Final = Path(__file__).parents[2] / "questionnaires"
NOTE: Final = None
NAMED: Final = "Een vogelhuis"
"""What is typed where the story chooses "something else, namely"."""
STORY: Final[dict[str, Any]] = {
    "welcome": NOTE,
    "consent": 1,
    "came_as": "student",
    "visit_day": "31-1-2026",
    "arrived": "8:30",
    "province": 26,
    "town": "utr",
    "by_train": 1,
    "distance": "12",
    "companions": "2",
    "first_name[1]": "Noor",
    "age[1]": "8",
    "first_name[2]": "oma",
    "age[2]": "71",
    "for_kids": 1,
    "together": NOTE,
    "workshops": [2, 97],
    "mark[2]": "9",
    "made[2]": "een krukje",
    "mark[6]": "7",
    "best": 2,
    "matters": [3, 1],
    "learn": [1, 2],
    "first_tool": "5-2010",
    "never_lend": 2,
    "part_welcome": 3,
    "part_coffee": Missing.NOT_APPLICABLE,
    "part_train": 2,
    "part_signs": 3,
    "recommend": "9",
    "improve": "Meer hamers.",
    "quote_perm": 1,
    "broke": 2,
    "you_job": 2,
    "you_pupil": 2,
    "recontact": 1,
    "went": 3,
}
"""Answers by item, in the order of the file: a code, a list of codes, what is typed, or a reason."""


def tour() -> Instrument:
    return load(SHIPPED / "tour.toml")


def tell(person: Scenario, name: str) -> Scenario:
    """Answer the item as the story says."""
    value = STORY[person.expect(name).at]
    if value is NOTE:
        return person.read()
    other: dict[Code, str] | None = {97: NAMED} if isinstance(value, list) and 97 in value else None
    return person.answer(value, other=other)

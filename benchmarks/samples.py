"""Questionnaires of any size to measure with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

PER_SECTION: Final = 10
HEAD: Final = """\
id = "sample"
version = "1"
audience = "people"
languages = ["nl", "en"]
title = { nl = "Proef", en = "Sample" }

[options]
agreement = [
  { code = 1, nl = "Helemaal eens", en = "Agree strongly" },
  { code = 2, nl = "Eens", en = "Agree" },
  { code = 3, nl = "Oneens", en = "Disagree" },
  { code = 4, nl = "Helemaal oneens", en = "Disagree strongly" },
]
"""
SECTION: Final = """
[[section]]
id = "part_{number}"
title = {{ nl = "Deel {number}", en = "Part {number}" }}
"""
QUESTION: Final = """
[[section.question]]
id = "q{number}"
required = true
text.nl = "Vraag {number}: hoe kijkt u hier tegenaan?"
text.en = "Question {number}: how do you look at this?"
"""
KINDS: Final = (
    'type = "single"\noptions = "agreement"\n',
    'type = "multiple"\noptions = "agreement"\nmin_chosen = 1\n',
    'type = "integer"\nmin = 0\nmax = 40\n',
    'type = "text"\nhelp.nl = "Een paar woorden."\nhelp.en = "A few words."\n',
    'type = "scale"\nmin = 0\nmax = 10\nlow = "0"\nhigh = "10"\n',
)
GRID: Final = """
[[section.question]]
id = "grid_{number}"
type = "grid"
options = "agreement"
text = {{ nl = "Hoe kijkt u aan tegen …", en = "How do you look at …" }}
"""
GRID_ITEM: Final = """
  [[section.question.items]]
  id = "item_{number}"
  nl = "Vraag {number}: een onderdeel van het traject"
  en = "Question {number}: a part of the programme"
"""
ROSTER: Final = """
[[section]]
id = "start"
title = {{ nl = "Begin", en = "Start" }}
[[section.question]]
id = "people"
type = "integer"
required = true
min = 0
max = {rows}
text = {{ nl = "Hoeveel mensen?", en = "How many people?" }}

[[section]]
id = "persons"
title = {{ nl = "Mensen", en = "People" }}
repeat = "people"
"""
ROW_QUESTION: Final = """
[[section.question]]
id = "q{number}"
required = true
text.nl = "Vraag {number}: hoe kijkt persoon {{row}} hier tegenaan?"
text.en = "Question {number}: how does person {{row}} look at this?"
"""
COUNT: Final = """
[[section.question]]
id = "{name}"
type = "integer"
required = true
min = 0
max = {rows}
text = {{ nl = "Hoeveel {name}?", en = "How many {name}?" }}
"""
ROWS: Final = """
[[section]]
id = "{name}"
title = {{ nl = "{name}", en = "{name}" }}
repeat = "{source}"
"""
LOOKS: Final = {
    "hours": KINDS[2],
    "more": KINDS[0] + 'show_if = "hours > 3"\n',
    "rooms": KINDS[2],
    "full": KINDS[0]
    + 'show_if = "sum(p.hours for p in persons) > rooms or any(p.more == 2 for p in persons)"\n',
    "fits": KINDS[0]
    + 'show_if = "any(d.rooms > 3 for d in dwellings) and sum(d.rooms for d in dwellings) > 9"\n',
}
"""Questions in the rows of two rosters, which go through all rows of the other."""
LOOKUP: Final = """
[[section.question]]
id = "q1"
type = "lookup"
list = "list.csv"
text.nl = "Vraag 1: welke is het?"
text.en = "Question 1: which one is it?"
"""
LIST_FILE: Final = "list.csv"
NAMES: Final = ("Zadkine", "Albeda", "Rijnland", "Noorderpoort", "Da Vinci", "Horizon", "São João")
KINDS_OF_ROWS: Final = ("College", "mbo", "Techniekschool", "Vakschool", "Campus")
TOWNS: Final = ("Rotterdam", "Gouda", "Utrecht", "Zwolle", "Leeuwarden", "Zürich", "Assen", "Breda")
SIDES: Final = ("Noord", "Zuid", "Oost", "West")
LAST_ROW: Final = "00004"
"""What is on the screen once a list is shown."""
LAST_OPTION: Final = "Helemaal oneens"
"""What is on the screen once a single choice is shown in Dutch."""


def choices(questions: int) -> str:
    """Write single choices only; every fourth looks at the answer before it."""
    return _written(questions, lambda number: KINDS[0] + _looks_back(number, number - 1))


def grids(number: int, items: int) -> str:
    """Write grids of so many items, a section each."""
    parts = [HEAD]
    for grid in range(number):
        parts += [SECTION.format(number=grid + 1), GRID.format(number=grid + 1)]
        first = grid * items + 1
        parts += [GRID_ITEM.format(number=one) for one in range(first, first + items)]
    return "".join(parts)


def roster(rows: int, questions: int) -> str:
    """Write a count, and single choices that are asked in so many rows; every fourth looks at the one before it."""
    inside = [
        ROW_QUESTION.format(number=number) + KINDS[0] + _looks_back(number, number - 1)
        for number in range(1, questions + 1)
    ]
    return HEAD + ROSTER.format(rows=rows) + "".join(inside)


def rosters(rows: int) -> str:
    """Write two rosters of so many rows; conditions in each go through all rows of the other."""
    parts = [HEAD, SECTION.format(number=1)]
    parts += [COUNT.format(name=name, rows=rows) for name in ("people", "homes")]
    inside = {"persons": ("hours", "more"), "dwellings": ("rooms", "full"), "again": ("fits",)}
    for name, questions in inside.items():
        parts.append(ROWS.format(name=name, source="homes" if name == "dwellings" else "people"))
        parts += [_named(question) + LOOKS[question] for question in questions]
    return "".join(parts)


def lookup() -> str:
    """Write one lookup in `LIST_FILE`."""
    return HEAD + SECTION.format(number=1) + LOOKUP


def rows(number: int) -> str:
    """Write the list of a lookup: so many rows, of which every name, kind, town and side is in many."""
    parts = (NAMES, KINDS_OF_ROWS, TOWNS, SIDES)
    lines = ["code,label"]
    for row in range(number):
        mixed_up = (
            row * 2_654_435_761 % 2**32
        )  # Knuth's multiplicative hash: no row looks like the next
        words = [part[(mixed_up >> 6 * at + 3) % len(part)] for at, part in enumerate(parts)]
        lines.append(f"{row:05},{' '.join(words)} {row % 97}")
    return "\n".join(lines) + "\n"


def mixed(questions: int) -> str:
    """Write questions of five types in turn; every fifth has a condition on a choice before it."""
    return _written(questions, _mixed)


def chain(questions: int) -> str:
    """Write single choices, each asked only where the one before it was answered with 1."""
    return _written(
        questions,
        lambda number: KINDS[0] + (f'show_if = "q{number - 1} == 1"\n' if number > 1 else ""),
    )


def saved(text: str, folder: Path, name: str = "sample.toml") -> Path:
    """Write a questionnaire to a file."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def _named(question: str) -> str:
    return ROW_QUESTION.format(number=1).replace('"q1"', f'"{question}"')


def _mixed(number: int) -> str:
    kind = (number - 1) % len(KINDS)
    condition = ""
    if number > len(KINDS) and kind == 2:
        condition = f'show_if = "q{number - 2} in [1, 2]"\n'
    return KINDS[kind] + condition


def _looks_back(number: int, at: int) -> str:
    return f'show_if = "q{at} != 4"\n' if number % 4 == 0 else ""


def _written(questions: int, body: Callable[[int], str]) -> str:
    return HEAD + "".join(_parts(questions, body))


def _parts(questions: int, body: Callable[[int], str]) -> Iterator[str]:
    for number in range(1, questions + 1):
        if (number - 1) % PER_SECTION == 0:
            yield SECTION.format(number=number // PER_SECTION + 1)
        yield QUESTION.format(number=number) + body(number)

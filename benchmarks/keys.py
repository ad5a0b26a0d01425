"""From a key to the screen that it leads to, beside other prompts in terminals of the same size."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks import samples
from benchmarks.measure import Row
from benchmarks.peers import PROGRAMS, need, node_folder, node_version
from benchmarks.terminal import Terminal

DOWN: Final = b"\x1b[B"
UP: Final = b"\x1b[A"
ENTER: Final = b"\r"
OPTIONS: Final = ("Helemaal eens", "Eens", "Oneens", samples.LAST_OPTION)
MANY: Final = "1000"
"""Prompts that a peer has ready; more than are answered."""
START: Final = "at question 1 of 40"
NEXT: Final = "a next question"
IN_GRID: Final = "in a grid of 30 items"
IN_ROSTER: Final = "in row 100 of a roster of 200"
ROUNDS: Final = 3
"""So often all is measured in new processes: a short questionnaire has no more answers to give."""
WARM: Final = 2
"""The first keys of a process do not count."""
BEFORE_ROW: Final = 1 + 99 * 5
"""Questions before row 100: the count, and five in each row."""


@dataclass(frozen=True, slots=True)
class Program:
    """A program that asks one single choice after another.

    Attributes:
        name: What the table calls it.
        command: How it is started.
        answer: The keys that answer with the first option; the last of them is timed.
        first: What it shows first.
        aside: Keys that lead past what comes once, after the first answer: the card with the code.
        ready: Keys that bring the cursor, where there is none at first.
    """

    name: str
    command: Sequence[str]
    answer: Sequence[bytes]
    first: str = "Vraag 1:"
    aside: Sequence[bytes] = ()
    ready: Sequence[bytes] = ()


@dataclass(frozen=True, slots=True)
class Times:
    """What was measured in one process, or in several: milliseconds, and MiB.

    Attributes:
        moves: From ↓ or ↑ to the cursor at its new place.
        answers: From the key that answers to the next question.
        memories: What the process holds at the end.
    """

    moves: Sequence[float]
    answers: Sequence[float]
    memories: Sequence[float]

    @property
    def move(self) -> float:
        """Give the median of the moves."""
        return statistics.median(self.moves)

    @property
    def go_on(self) -> float:
        """Give the median of the answers."""
        return statistics.median(self.answers)

    @property
    def memory(self) -> float:
        """Give the median of the memories."""
        return statistics.median(self.memories)


def _together(rounds: Sequence[Times]) -> Times:
    """Put what was measured in several processes of a program together."""
    moves, answers, memories = (
        [value for one in rounds for value in values(one)]
        for values in (attrgetter("moves"), attrgetter("answers"), attrgetter("memories"))
    )
    return Times(moves, answers, memories)


def measure(*, quick: bool = False) -> list[Row]:
    """Measure two keys of each program in turn: the cursor, and the answer that leads to the next question."""
    moves, answers = (4, 3) if quick else (40, 28)  # fewer than the items of a grid
    peers = [] if quick else [_questionary(), _clack()]
    rounds: list[Mapping[str, Times]] = []
    for _ in range(1 if quick else ROUNDS):
        with TemporaryDirectory() as name:
            ours = _ours(Path(name))
            rounds.append(_measured([*ours, *peers], moves, answers))
    found = {name: _together([one[name] for one in rounds]) for name in rounds[0]}
    rows = [row for peer in peers for row in _beside(found, ours[0], peer)]
    short, long, grid, roster = ours
    rows += _later(found, short, long) + _in_grid(found, short, grid)
    return rows + _in_roster(found, short, roster)


def _ours(folder: Path) -> list[Program]:
    """Give our screens at the first question of a short questionnaire, half-way a long one, in a grid, in a roster."""
    short = samples.saved(samples.choices(40), folder, "short.toml")
    long = samples.saved(samples.choices(1_000), folder, "long.toml")
    grid = samples.saved(samples.grids(3, 30), folder, "grid.toml")
    roster = samples.saved(samples.roster(200, 5), folder, "roster.toml")
    command = [sys.executable, "-m", "benchmarks.programs.at_question"]
    keys = [b"1", ENTER]
    return [
        Program(
            START,
            [*command, str(short), str(folder / "a"), "1"],
            keys,
            aside=[*keys, ENTER],
            ready=[DOWN],
        ),
        Program(
            "at question 500 of 1,000",
            [*command, str(long), str(folder / "b"), "500"],
            keys,
            "Vraag 500:",
            ready=[DOWN],
        ),
        Program(
            IN_GRID,
            [*command, str(grid), str(folder / "c"), "1"],
            [b"1"],
            aside=[b"1", ENTER],
        ),
        Program(
            IN_ROSTER,
            [*command, str(roster), str(folder / "d"), str(BEFORE_ROW + 1)],
            keys,
            "persoon 100",
            ready=[DOWN],
        ),
    ]


def _questionary() -> Program:
    version = need("questionary")
    program = str(PROGRAMS / "questionary_select.py")
    return Program(version, [sys.executable, program, MANY, *OPTIONS], [ENTER])


def _clack() -> Program:
    program = str(node_folder() / "clack_select.mjs")
    return Program(node_version("@clack/prompts"), ["node", program, MANY, *OPTIONS], [ENTER])


def _measured(programs: Sequence[Program], moves: int, answers: int) -> Mapping[str, Times]:
    """Measure all programs, each in a terminal of its own, a key at a time in turn."""
    with ExitStack() as held:
        terminals = {one.name: held.enter_context(Terminal(one.command)) for one in programs}
        for one in programs:
            terminals[one.name].wait_for(one.first, samples.LAST_OPTION)
            terminals[one.name].settle()
            for key in one.ready:
                terminals[one.name].press(key)
        moved = _in_turn(terminals, {one.name: [DOWN, UP] for one in programs}, moves)
        gone_on = _answered(programs, terminals, answers)
        return {
            name: Times(moved[name], gone_on[name], [terminal.memory()])
            for name, terminal in terminals.items()
        }


def _in_turn(
    terminals: Mapping[str, Terminal], keys: Mapping[str, Sequence[bytes]], times: int
) -> dict[str, list[float]]:
    """Press keys in every terminal in turn; give the milliseconds until the screen is as it will be."""
    took: dict[str, list[float]] = {name: [] for name in terminals}
    for number in range(times):
        for name, terminal in terminals.items():
            took[name].append(terminal.press(keys[name][number % len(keys[name])]) * 1_000)
    return {name: values[WARM:] for name, values in took.items()}


def _answered(
    programs: Sequence[Program], terminals: Mapping[str, Terminal], times: int
) -> dict[str, list[float]]:
    """Answer questions in every terminal in turn; give the milliseconds until the next is there."""
    took: dict[str, list[float]] = {one.name: [] for one in programs}
    for one in programs:
        for key in one.aside:
            terminals[one.name].press(key)
    for _ in range(times):
        for one in programs:
            for key in one.answer:
                last = terminals[one.name].press(key)
            took[one.name].append(last * 1_000)
    return {name: values[WARM:] for name, values in took.items()}


def _beside(found: Mapping[str, Times], ours: Program, peer: Program) -> list[Row]:
    """Compare with a peer; only questionary is a limit, the other tells what is possible."""
    limit = 1.0 if peer.name.startswith("questionary") else None
    mine, theirs = found[ours.name], found[peer.name]
    return [
        Row("key to cursor moved", mine.move, theirs.move, peer.name, "ms", limit),
        Row(
            "key to next question (ours saves the answer first)",
            mine.go_on,
            theirs.go_on,
            peer.name,
            "ms",
            limit,
        ),
    ]


def _later(found: Mapping[str, Times], first: Program, later: Program) -> list[Row]:
    """Compare half-way a long questionnaire with the beginning of a short one."""
    near, far = found[first.name], found[later.name]
    return [
        Row(f"key to cursor moved {later.name}", far.move, near.move, first.name, "ms", 1.2),
        Row(f"key to next question {later.name}", far.go_on, near.go_on, first.name, "ms", 1.2),
        Row(f"memory {later.name}", far.memory, near.memory, first.name, "MiB"),
    ]


def _in_grid(found: Mapping[str, Times], single: Program, grid: Program) -> list[Row]:
    """Compare an item of a grid with a question by itself: ↓ and ↑ go to an item, a key answers it."""
    one, many = found[single.name], found[grid.name]
    return [
        Row(f"key to another item {grid.name}", many.move, one.go_on, NEXT, "ms", 1.3),
        Row(f"key to next item {grid.name}", many.go_on, one.go_on, NEXT, "ms", 1.3),
    ]


def _in_roster(found: Mapping[str, Times], single: Program, roster: Program) -> list[Row]:
    """Compare a question in a row with one of a questionnaire without rows."""
    one, many = found[single.name], found[roster.name]
    return [
        Row(f"key to cursor moved {roster.name}", many.move, one.move, single.name, "ms", 1.3),
        Row(f"key to next question {roster.name}", many.go_on, one.go_on, single.name, "ms", 1.3),
    ]

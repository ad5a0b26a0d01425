"""How long a line is waited for before an interview is covered, with time that goes on when it is told to."""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from hybridequiz.cli.console import Console, watch_for
from hybridequiz.plain import CoverWanted
from hybridequiz.questionnaire.questions import MODES, Mode
from hybridequiz.store.idle import LIMITS, IdleWatch
from tui.driver import Time

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no select for files")


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Let stdin be a pipe; give the end that is typed into."""
    reading, writing = os.pipe()
    with open(reading, encoding="utf-8") as stdin:  # noqa: PTH123 - a descriptor is no path
        monkeypatch.setattr(sys, "stdin", stdin)
        yield writing
    os.close(writing)


def waits(time: Time, seconds: float, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Let every look for a line take so many seconds; give the moments of the looks."""
    looks: list[float] = []

    def look(*_: Any) -> Any:
        looks.append(time.now)
        time.now += seconds
        return ([], [], [])

    monkeypatch.setattr(select, "select", look)
    return looks


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.usefixtures("typing")
def test_r04_a_line_is_waited_for_as_long_as_a_key_on_the_screens(
    mode: Mode, monkeypatch: pytest.MonkeyPatch
) -> None:
    time = Time()
    looks = waits(time, 30, monkeypatch)
    with pytest.raises(CoverWanted) as wanted:
        Console(IdleWatch(clock=time), lambda: mode).read("")
    assert (wanted.value.by, wanted.value.waited) == ("idle", LIMITS[mode] * 1000)
    assert len(looks) == LIMITS[mode] / 30


def test_a_line_begins_the_time_anew_and_where_nothing_is_to_be_covered_it_is_waited_for(
    typing: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    time = Time()
    watched: list[Mode | None] = [None, None, "self"]
    console = Console(IdleWatch(100, clock=time), lambda: watched.pop(0))
    os.write(typing, b"one\n")
    assert console.read("") == "one"
    time.now += 1_000
    waits(time, 100, monkeypatch)
    with pytest.raises(CoverWanted) as wanted:
        console.read("")
    assert wanted.value.waited == 300_000
    assert watched == []


@pytest.mark.usefixtures("typing")
def test_a_program_that_feeds_lines_takes_as_long_as_it_wants() -> None:
    watch = watch_for(0.000001)
    assert not watch.is_over("self")

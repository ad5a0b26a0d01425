"""Lines of the input: whole, in order, whatever pieces they come in, and never deaf to a signal."""

from __future__ import annotations

import os
import select
import signal
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hybridequiz.cli.prompting import _Lines

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no select for files")


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    reading, writing = os.pipe()
    yield reading, writing
    os.close(reading)


def _all(lines: _Lines) -> Iterator[str]:
    with suppress(EOFError):
        while True:
            yield lines.next()


@given(st.lists(st.binary(max_size=9), max_size=6))
def test_lines_come_whole_and_in_order_whatever_pieces_they_come_in(pieces: list[bytes]) -> None:
    reading, writing = os.pipe()
    for piece in pieces:
        os.write(writing, piece)
    os.close(writing)
    read = list(_all(_Lines(reading)))
    os.close(reading)
    whole = b"".join(pieces)
    wanted = whole.removesuffix(b"\n").split(b"\n") if whole else []
    assert [one.encode("utf-8", "surrogateescape") for one in read] == [
        one.removesuffix(b"\r") for one in wanted
    ]


def test_the_next_line_does_not_wait_for_more_than_it_needs(pipe: tuple[int, int]) -> None:
    reading, writing = pipe
    os.write(writing, b"one\ntwo\nthr")
    lines = _Lines(reading)
    assert [lines.next(), lines.next()] == ["one", "two"]
    os.write(writing, b"ee\n")
    assert lines.next() == "three"
    os.close(writing)


def test_a_signal_that_comes_just_before_the_read_is_heard(
    pipe: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is ever typed: without a look around the read would wait for ever."""
    reading, writing = pipe
    waits: list[float] = []
    real = select.select

    def just_before(*arguments: Any) -> Any:
        """Be the moment between the last look for signals and the read: the wait is not interrupted."""
        waits.append(arguments[3])
        if len(waits) == 1:
            return ([], [], [])  # the wait ran out; the signal came meanwhile
        signal.raise_signal(signal.SIGTERM)
        return real(*arguments)

    def heard(_number: int, _frame: object) -> None:
        raise InterruptedError

    monkeypatch.setattr(select, "select", just_before)
    before = signal.signal(signal.SIGTERM, heard)
    try:
        with pytest.raises(InterruptedError):
            _Lines(reading).next()
    finally:
        signal.signal(signal.SIGTERM, before)
        os.close(writing)
    assert all(0 < wait < 1 for wait in waits), "no wait is so long that a signal goes unheard"

"""A chain of conditions computed anew after an answer, beside SurveyJS on the same chain."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, cast

from benchmarks import samples
from benchmarks.measure import Row, medians, timed
from benchmarks.peers import node_folder, node_version
from hybridequiz.interview.answers import Answer
from hybridequiz.interview.events import Event, EventKind
from hybridequiz.interview.interview import Interview, begin
from hybridequiz.interview.session import Session
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.load import load

Ask = Callable[[str], float]
"""Has a peer do one thing; gives the milliseconds it took."""
WHEN: Final = "2026-02-03T10:00:00+01:00"
SLOW: Final = 10
"""How many times fewer the closing of the whole chain is measured: the peer needs a second for it."""


def measure(*, quick: bool = False) -> list[Row]:
    """Measure a chain of 1,000 (quick: 50, without the peer)."""
    questions, runs = (50, 5) if quick else (1_000, 100)
    with TemporaryDirectory() as folder:
        instrument = load(samples.saved(samples.chain(questions), Path(folder)))
    interview = _answered(instrument)
    work = {"stay": _staying(interview), "close": _closing(interview)}
    titles = {
        "stay": f"a chain of {questions:,} conditions, an answer that changes none",
        "close": f"a chain of {questions:,} conditions, an answer that closes all",
    }
    if quick:
        found = medians(work, runs)
        return [Row(titles[name], found[name], None, "", "ms") for name in work]
    with _survey(questions) as ask:
        return [
            _row(
                titles[name], work[name], partial(ask, name), runs // (1 + SLOW * (name == "close"))
            )
            for name in work
        ]


def _row(title: str, ours: Callable[[], float], theirs: Callable[[], float], runs: int) -> Row:
    found = medians({"ours": ours, "theirs": theirs}, runs, warm=3)
    return Row(title, found["ours"], found["theirs"], node_version("survey-core"), "ms", 1.0)


def _answered(instrument: Instrument) -> Interview:
    """Give an interview in which every question is answered with 1; its route is known, as in a real one."""
    questionnaire = instrument.questionnaire
    session = Session(
        response="",
        code="",
        questionnaire=questionnaire.id,
        version=questionnaire.version,
        hash=instrument.hash,
        audience=questionnaire.audience,
        mode="self",
        form="extended",
        language="nl",
        today=date(2026, 2, 3),
    )
    events = [_answer(planned.id, 1) for planned in instrument.items]
    answered = begin(instrument, session).apply_all(events)
    if len(answered.route.items) != len(instrument.items):
        raise ValueError("not every question of the chain is open")
    return answered


def _answer(question: str, code: int) -> Event:
    body = {"answer": Answer(code).to_json(), "language": "nl"}
    return Event(EventKind.ANSWERED, WHEN, 0, question, 0, cast(dict[str, object], body))  # type: ignore[arg-type]


def _staying(interview: Interview) -> Callable[[], float]:
    last = _answer(interview.instrument.items[-1].id, 2)
    return lambda: _computed(interview, last, len(interview.instrument.items))


def _closing(interview: Interview) -> Callable[[], float]:
    first = _answer(interview.instrument.items[0].id, 2)
    return lambda: _computed(interview, first, 1)


def _computed(interview: Interview, event: Event, expected: int) -> float:
    """Give the milliseconds until the route is known after an answer."""
    took = timed(lambda: interview.apply(event).route)
    if (found := len(interview.apply(event).route.items)) != expected:
        raise ValueError(f"{found} questions on the route instead of {expected}")
    return took * 1_000


@contextmanager
def _survey(questions: int) -> Iterator[Ask]:
    """Run SurveyJS on the same chain, in a process of its own."""
    folder = node_folder()
    command = ["node", str(folder / "survey_chain.mjs"), str(questions)]
    expected = {"stay": questions, "close": 1}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=folder
    ) as process:
        assert process.stdin is not None  # noqa: S101 - both are pipes
        assert process.stdout is not None  # noqa: S101 - the same
        stdin, stdout = process.stdin, process.stdout

        def ask(what: str) -> float:
            print(what, file=stdin, flush=True)
            answer = json.loads(stdout.readline())
            if answer["asked"] != expected[what]:
                raise ValueError(f"SurveyJS has {answer['asked']} questions on the route")
            return float(answer["took"])

        yield ask

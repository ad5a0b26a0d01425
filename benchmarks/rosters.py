"""One answer in two rosters whose conditions go through each other's rows, beside fewer rows and a roster by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks import samples
from benchmarks.measure import Row, medians, timed
from benchmarks.saving import begun
from hybridequiz.interview.answers import Answer
from hybridequiz.interview.progress import progress
from hybridequiz.questionnaire.instrument import Planned
from hybridequiz.questionnaire.load import load
from hybridequiz.store.fieldwork import Sitting

IN_ROW: Final = 4
"""Questions in a row of the roster by itself; the last looks at the one before it."""


def measure(*, quick: bool = False) -> list[Row]:
    """Measure an answer half-way a roster: saved, with the route and the progress after it."""
    many, few, runs = (20, 5, 5) if quick else (200, 50, 200)
    alone = samples.roster(many, IN_ROW), 1 + many // 2 * IN_ROW + IN_ROW - 1
    with TemporaryDirectory() as name, ExitStack() as held:
        folder = Path(name)
        work = {
            "many": held.enter_context(_answers(folder / "many", *_two(many))),
            "few": held.enter_context(_answers(folder / "few", *_two(few))),
            "alone": held.enter_context(_answers(folder / "alone", *alone)),
        }
        found = medians(work, runs, warm=3)
    what = f"an answer in two rosters of {many} rows that look at each other"
    fewer, single = f"in two rosters of {few} rows", f"in one roster of {many} rows"
    return [
        Row(what, found["many"], found["few"], fewer, "ms", None if quick else many / few),
        Row(what, found["many"], found["alone"], single, "ms"),
    ]


def _two(rows: int) -> tuple[str, int]:
    """Give two rosters, and the number of the first question in the middle row: two counts stand before them."""
    return samples.rosters(rows), 2 + rows // 2 * 2 + 1


@contextmanager
def _answers(folder: Path, text: str, at: int) -> Iterator[Callable[[], float]]:
    """Give what answers a question anew, each time with another number; it gives the milliseconds."""
    folder.mkdir()
    sitting = begun(load(samples.saved(text, folder)), folder / "data", at=at)
    target = sitting.conductor.current
    if target is None or target.row is None:
        raise ValueError("the interview is not in a row")
    progress(sitting.interview)
    answers = cycle([Answer(1), Answer(2)])
    yield lambda: _answered(sitting, target, next(answers))
    sitting.journal.close()
    sitting.journal.store.close()


def _answered(sitting: Sitting, target: Planned, answer: Answer) -> float:
    sitting.conductor.jump(target)
    took = timed(lambda: (sitting.conductor.answer(answer), progress(sitting.interview)))
    if sitting.interview.given[target.id] != answer:
        raise ValueError(f"{target.id} was not answered")
    return took * 1_000

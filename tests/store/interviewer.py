"""A process that keeps answers and says which were kept, until it is killed or done.

Usage, in the folder of the tests: python -m store.interviewer FOLDER NUMBER BATCHES. After each call it
writes how many events are kept. A call that fails is made again.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from hybridequiz.interview.events import Event
from hybridequiz.store.errors import StorageError
from store.store_kit import FINISHED, STARTED, answered, head, open_store

TRIES = 3


def batches(count: int) -> list[list[Event]]:
    """Give what is kept: batches of one, two and three events, which belong together."""
    return [
        [
            answered(number, [number, part, "x" * (number % 7 * 100)])
            for part in range(number % 3 + 1)
        ]
        for number in range(count)
    ]


def tried(call: Callable[[], object]) -> None:
    for left in reversed(range(TRIES)):
        try:
            call()
        except StorageError:
            if not left:
                raise
        else:
            return


def main(folder: Path, number: int, work: Sequence[Sequence[Event]]) -> None:
    """Do an interview from the making of the store to the answer file."""
    tried(lambda: open_store(folder))
    store = open_store(folder)
    response = head(number)
    tried(lambda: store.begin(response, [STARTED]))
    kept = 1
    os.write(1, b"1\n")
    for batch in work:
        tried(lambda: store.keep_draft(response.id, "q", 0, "half"))
        tried(lambda batch=batch: store.append(response.id, batch, drop_draft=True))  # type: ignore[misc]  # bound now
        kept += len(batch)
        os.write(1, b"%d\n" % kept)
    tried(lambda: store.finish(response.id, [FINISHED], disposition=10, document="{}"))
    os.write(1, b"%d\n" % (kept + 1))
    tried(store.file_answers)
    os.write(1, b"filed\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), batches(int(sys.argv[3])))

"""What there is of the other kind, where nothing is to be exported: live responses, or rehearsals."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from hybridequiz.cli.exporting import StoredAnswers, ids_of, records_in
from hybridequiz.cli.selecting import Selection
from hybridequiz.cli.talk import say_here
from hybridequiz.store.errors import StorageError, StoreDamaged, StoreNewer

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from hybridequiz.store.data import DataFolder


def nothing_here(
    data: DataFolder, folder: Path | None, names: Sequence[str], *, rehearsal: bool
) -> Iterator[str]:
    """Say that there is nothing to export; then, if there is something of the other kind, how much and how to get it.

    Args:
        data: Where responses are kept.
        folder: The folder of answer files that is exported instead, if any.
        names: The questionnaires that were named, by file or id; all if none was.
        rehearsal: Whether rehearsals were asked for.
    """
    ui = say_here()
    ids = set(ids_of(names))
    if folder is None:
        number = _kept(data, ids, rehearsal=not rehearsal)
    else:
        number = _in_files(folder, data, ids, rehearsal=not rehearsal)
    if rehearsal:
        yield ui.say("There are no finished rehearsals to export.")
        one = ui.say_number(
            "There is {number} finished response; leave out --rehearsal to export it.",
            "There are {number} finished responses; leave out --rehearsal to export them.",
            number,
        )
    else:
        yield ui.say("There are no finished responses to export.")
        one = ui.say_number(
            "There is {number} finished rehearsal; to export it: --rehearsal",
            "There are {number} finished rehearsals; to export them: --rehearsal",
            number,
        )
    if number:
        yield one


def _kept(data: DataFolder, ids: Collection[str], *, rehearsal: bool) -> int:
    """Count what a store has; nothing where it cannot be read: it was not asked for."""
    with suppress(StorageError, StoreDamaged, StoreNewer):
        for store in data.existing():
            if store.rehearsal == rehearsal:
                chosen = StoredAnswers(store, Selection()).chosen
                return sum(number for name, number in chosen.items() if not ids or name in ids)
    return 0


def _in_files(folder: Path, data: DataFolder, ids: Collection[str], *, rehearsal: bool) -> int:
    """Count the answer files in a folder, without those that were withdrawn."""
    _, left, _ = records_in(folder, data, rehearsal=rehearsal)
    return sum(not ids or one.data["questionnaire"]["id"] in ids for one in left)

"""What there is of the other kind, where nothing is to be exported: live responses, or rehearsals."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from hybridequiz.cli.exporting import StoredAnswers, ids_of, records_in
from hybridequiz.cli.kinds import LIVE, REHEARSED, SYNTHETIC, Kind
from hybridequiz.cli.selecting import Selection
from hybridequiz.cli.talk import say_here
from hybridequiz.store.errors import StorageError, StoreDamaged, StoreNewer

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from hybridequiz.store.data import DataFolder


def nothing_here(
    data: DataFolder, folder: Path | None, names: Sequence[str], kind: Kind
) -> Iterator[str]:
    """Say that there is nothing to export; then, if there is something of the other kind, how much and how to get it.

    Args:
        data: Where responses are kept.
        folder: The folder of answer files that is exported instead, if any.
        names: The questionnaires that were named, by file or id; all if none was.
        kind: What was asked for.
    """
    ui = say_here()
    ids = set(ids_of(names))

    def number(other: Kind) -> int:
        return _in_files(folder, data, ids, other) if folder else _kept(data, ids, other)

    if kind == SYNTHETIC:
        yield ui.say("There are no finished synthetic responses to export.")
        yield ui.say("To make some up: hybridequiz simulate QUESTIONNAIRE")
        return
    if kind == REHEARSED:
        yield ui.say("There are no finished rehearsals to export.")
        yield from _said(
            ui.say_number(
                "There is {number} finished response; leave out --rehearsal to export it.",
                "There are {number} finished responses; leave out --rehearsal to export them.",
                there := number(LIVE),
            ),
            there,
        )
    else:
        yield ui.say("There are no finished responses to export.")
        yield from _said(
            ui.say_number(
                "There is {number} finished rehearsal; to export it: --rehearsal",
                "There are {number} finished rehearsals; to export them: --rehearsal",
                there := number(REHEARSED),
            ),
            there,
        )
    yield from _said(
        ui.say_number(
            "There is {number} synthetic response; to export it: --synthetic",
            "There are {number} synthetic responses; to export them: --synthetic",
            there := number(SYNTHETIC),
        ),
        there,
    )


def _said(words: str, number: int) -> list[str]:
    return [words] if number else []


def _kept(data: DataFolder, ids: Collection[str], kind: Kind) -> int:
    """Count what a store has; nothing where it cannot be read: it was not asked for."""
    with suppress(StorageError, StoreDamaged, StoreNewer):
        store = kind.store(data)
        if store is not None:
            chosen = StoredAnswers(store, Selection()).chosen
            return sum(number for name, number in chosen.items() if not ids or name in ids)
    return 0


def _in_files(folder: Path, data: DataFolder, ids: Collection[str], kind: Kind) -> int:
    """Count the answer files in a folder, without those that were withdrawn."""
    _, left, _ = records_in(folder, data, kind)
    return sum(not ids or one.data["questionnaire"]["id"] in ids for one in left)

"""What there is of another kind, where there is nothing: live responses, rehearsals, or what was made up."""

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
    """Say that there is nothing; then, if there is something of another kind, how much and how to get it.

    Args:
        data: Where responses are kept.
        folder: The folder of answer files that is looked at instead, if any.
        names: The questionnaires that were named, by file or id; all if none was.
        kind: What was asked for.
    """
    ui = say_here()
    ids = set(ids_of(names))

    def number(other: Kind) -> int:
        return _in_files(folder, data, ids, other) if folder else _kept(data, ids, other)

    if kind == SYNTHETIC:
        yield ui.say("There are no finished synthetic responses.")
        yield ui.say("To make some up: hybridequiz simulate QUESTIONNAIRE")
        return
    if kind == REHEARSED:
        yield ui.say("There are no finished rehearsals.")
        yield from _said(
            ui.say_number(
                "There is {number} finished response: leave out --rehearsal.",
                "There are {number} finished responses: leave out --rehearsal.",
                there := number(LIVE),
            ),
            there,
        )
    else:
        yield ui.say("There are no finished responses.")
        yield from _said(
            ui.say_number(
                "There is {number} finished rehearsal: add --rehearsal.",
                "There are {number} finished rehearsals: add --rehearsal.",
                there := number(REHEARSED),
            ),
            there,
        )
    yield from _said(
        ui.say_number(
            "There is {number} synthetic response: add --synthetic.",
            "There are {number} synthetic responses: add --synthetic.",
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

"""The data folder of a person: live answers, rehearsals and what was made up, each in a store of its own."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, Final

from hybridequiz.store.files import make_folder, storage_errors
from hybridequiz.store.journal import STORE_FILE, Store

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from typing import Self

    from hybridequiz.store.rows import ResponseRow

VARIABLE: Final = "HYBRIDEQUIZ_DATA"
"""The environment variable that names the data folder."""

SYNTHETIC: Final = "synthetic"
"""The folder of what was made up, in a data folder."""


def default_data_folder() -> Path:
    """Give the folder that `HYBRIDEQUIZ_DATA` names, else the platform's place for data."""
    if named := os.environ.get(VARIABLE):
        return Path(named).expanduser()
    from platformdirs import user_data_path

    return user_data_path("hybridequiz", appauthor=False)


class SyntheticStore(Store):
    """A store of what a program made up: it holds trials, and nobody's answers."""

    def __init__(self, path: Path, connection: sqlite3.Connection, *, rehearsal: bool) -> None:
        super().__init__(path, connection, rehearsal=rehearsal)
        self._writer.synthetic = True


class DataFolder:
    """The stores of a data folder, each opened when it is first needed.

    Interviews are held in two of them. What a program made up has a third one, in which only what asks for it looks.

    Attributes:
        path: The folder.
    """

    def __init__(self, path: Path) -> None:
        self.path: Final = path

    @cached_property
    def live(self) -> Store:
        """The store of what people answered."""
        return Store.open(self.path / "live")

    @cached_property
    def rehearsal(self) -> Store:
        """The store of trials."""
        return Store.open(self.path / "rehearsal", rehearsal=True)

    @cached_property
    def synthetic(self) -> Store:
        """The store of what nobody answered: made up by `simulate` and `demo`."""
        return SyntheticStore.open(self.path / SYNTHETIC, rehearsal=True)

    def existing(self) -> Iterator[Store]:
        """Give the stores of interviews that are there, the live one first, and make none.

        Raises:
            StorageError: What is named as the folder is something else.
        """
        if self.path.exists() and not self.path.is_dir():
            make_folder(self.path)  # says so
        if (self.path / "live" / STORE_FILE).exists():
            yield self.live
        if (self.path / "rehearsal" / STORE_FILE).exists():
            yield self.rehearsal

    def every(self) -> Iterator[Store]:
        """Give all stores that are there, that of what was made up last, and make none.

        Raises:
            StorageError: What is named as the folder is something else.
        """
        yield from self.existing()
        if (self.path / SYNTHETIC / STORE_FILE).exists():
            yield self.synthetic

    def of_kind(self, *, rehearsal: bool = False, synthetic: bool = False) -> Store | None:
        """Give the store of a kind, if it is there.

        Args:
            rehearsal: Whether rehearsals are meant.
            synthetic: Whether what was made up is meant, whatever `rehearsal` says.

        Raises:
            StorageError: What is named as the folder is something else.
        """
        if synthetic:
            return next((one for one in self.every() if isinstance(one, SyntheticStore)), None)
        return next((one for one in self.existing() if one.rehearsal == rehearsal), None)

    def clear_synthetic(self) -> None:
        """Delete what was made up, all of it.

        Raises:
            StorageError: It could not be deleted.
        """
        if store := self.__dict__.pop("synthetic", None):
            store.close()
        folder = self.path / SYNTHETIC
        with storage_errors(folder):
            if folder.exists():
                rmtree(folder)

    def find(self, code: str) -> tuple[Store, ResponseRow] | None:
        """Give the response with this code, as `read_code` gave it, and the store it is in."""
        for store in self.every():
            if row := store.find(code):
                return store, row
        return None

    def was_withdrawn(self, code: str) -> bool:
        """Tell whether the answers with this code, as `read_code` gave it, were withdrawn."""
        stones = (stone for store in self.every() for stone in store.tombstones())
        return any(stone.is_of_code(code) for stone in stones)

    def close(self) -> None:
        """Close what was opened."""
        for name in ("live", "rehearsal", "synthetic"):
            if store := self.__dict__.pop(name, None):
                store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

"""Which responses a command looks at: those that count, rehearsals, or what was made up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import TYPE_CHECKING, Any, Self

import click

from hybridequiz.values import frozen

if TYPE_CHECKING:
    from hybridequiz.store.data import DataFolder
    from hybridequiz.store.journal import Store

Command = Callable[..., int]


@frozen
class Kind:
    """A kind of responses.

    Attributes:
        rehearsal: Whether they are trials; what is made up is a trial too.
        synthetic: Whether a program made them up.
    """

    rehearsal: bool = False
    synthetic: bool = False

    @classmethod
    def of(cls, *, rehearsal: bool, synthetic: bool) -> Self:
        """Give the kind that options name.

        Raises:
            UsageError: Two kinds are named.
        """
        if rehearsal and synthetic:
            raise click.UsageError("--rehearsal does not go with --synthetic: they are kept apart.")
        return cls(rehearsal or synthetic, synthetic)

    def store(self, data: DataFolder) -> Store | None:
        """Give the store of such responses, if it is there."""
        return data.of_kind(rehearsal=self.rehearsal, synthetic=self.synthetic)

    def has(self, session: Mapping[str, object]) -> bool:
        """Tell whether a response is of this kind, by the facts of its session."""
        return (
            session.get("rehearsal") is self.rehearsal
            and bool(session.get("synthetic")) is self.synthetic
        )


LIVE = Kind()
REHEARSED = Kind(rehearsal=True)
SYNTHETIC = Kind(rehearsal=True, synthetic=True)


def kind_options(rehearsal: str, synthetic: str) -> Callable[[Command], Command]:
    """Add `--rehearsal` and `--synthetic`; the command gets what they name as `kind`.

    Args:
        rehearsal: Says in `--help` what the first one does.
        synthetic: Says what the second one does.
    """

    def added(command: Command) -> Command:
        @wraps(command)
        def looking(*args: Any, **options: Any) -> int:
            named = {name: options.pop(name) for name in ("rehearsal", "synthetic")}
            return command(*args, kind=Kind.of(**named), **options)

        second = click.option("--synthetic", is_flag=True, help=synthetic)(looking)
        return click.option("--rehearsal", is_flag=True, help=rehearsal)(second)

    return added

"""What answers are to be used for: only those stay for which consent was given."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import wraps
from typing import TYPE_CHECKING, Any, Final

import click

from hybridequiz.cli.talk import say_here
from hybridequiz.interview.consents import for_use
from hybridequiz.problems import say
from hybridequiz.questionnaire.questions import PURPOSES, Purpose
from hybridequiz.store.answer_file import canonical
from hybridequiz.values import frozen

if TYPE_CHECKING:
    from hybridequiz.export.words import Note
    from hybridequiz.questionnaire.instrument import Instrument

FOR: Final[Mapping[Purpose, str]] = {
    "participation": say("Only responses with consent to take part."),
    "quotation": say(
        "Only responses with consent to be quoted; of what was said in words only what may be quoted."
    ),
    "recontact": say("Only responses with consent to be contacted again."),
}
"""What an export for a purpose has in it."""
NOT_UNDER: Final = say("A consent that was given under one of these texts does not count: {texts}.")
SHORTEST_HASH: Final = 8
"""Characters of a hash that are enough to name a text."""


@frozen
class Use:
    """A use of answers.

    Attributes:
        purpose: What they are to be used for.
        not_under: Hashes of texts, or their first characters, under which consents do not hold for it.
    """

    purpose: Purpose
    not_under: tuple[str, ...]

    def notes(self) -> tuple[Note, ...]:
        """Say what is left of the answers."""
        named = ", ".join(self._texts())
        left_out: tuple[Note, ...] = ((NOT_UNDER, {"texts": named}),) if named else ()
        return ((FOR[self.purpose], {}), *left_out)

    def options(self) -> Iterator[str]:
        """Give the use as it is typed."""
        yield f"--for {self.purpose}"
        yield from (f"--not-under {one}" for one in self._texts())

    def _texts(self) -> list[str]:
        """Give the texts in an order that does not depend on how they were typed."""
        return sorted(set(self.not_under))

    def permitted(
        self, records: Iterable[str], versions: Mapping[str, Instrument]
    ) -> Iterator[str]:
        """Give what may be used of records, as canonical JSON.

        Args:
            records: The records as canonical JSON.
            versions: The versions of their questionnaire, by hash.
        """
        for document in records:
            record = json.loads(document)
            instrument = versions[record["questionnaire"]["hash"]]
            kept = for_use(record, instrument, self.purpose, not_under=self.not_under)
            if kept is not None:
                yield canonical(kept)


class Counted:
    """Records, counted on their way; they can be gone through again.

    Args:
        records: Gives them, each time from the first.

    Attributes:
        number: How many there were the last time.
    """

    def __init__(self, records: Callable[[], Iterable[str]]) -> None:
        self._records: Final = records
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        self.number = 0
        for record in self._records():
            self.number += 1
            yield record


def use_options(command: Callable[..., int]) -> Callable[..., int]:
    """Add the options on what answers are to be used for; the command gets them as `use`, or None."""

    @wraps(command)
    def using(*args: Any, **options: Any) -> int:
        purpose, not_under = options.pop("purpose"), options.pop("not_under")
        if not_under and purpose is None:
            message = say_here().say("--not-under says something together with --for only.")
            raise click.UsageError(message)
        use = None if purpose is None else Use(purpose, not_under)
        return command(*args, use=use, **options)

    for option in (
        click.option(
            "--not-under",
            multiple=True,
            metavar="HASH",
            callback=_hashes,
            help="With --for: a consent that was given under this text does not hold.",
        ),
        click.option(
            "--for",
            "purpose",
            type=click.Choice(PURPOSES),
            help="Only what may be used for this, by the consents that were given.",
        ),
    ):
        using = option(using)
    return using


def _hashes(
    _ctx: click.Context, _parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[str, ...]:
    """Read what names texts.

    Raises:
        click.BadParameter: It is no hash, or too short to name one text.
    """
    for value in values:
        if not re.fullmatch(rf"[0-9a-f]{{{SHORTEST_HASH},64}}", value):
            message = say_here().say(
                "{value} is no hash of a text (at least {least} of its characters);"
                " they stand in …-consent-texts.csv",
                value=repr(value),
                least=SHORTEST_HASH,
            )
            raise click.BadParameter(message)
    return values

"""Which of the finished responses a command is about: by the day of the start, location, disposition and version."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import wraps
from shlex import quote
from typing import TYPE_CHECKING, Any, Final

import click

from hybridequiz.cli.talk import say_here
from hybridequiz.problems import say
from hybridequiz.values import frozen

if TYPE_CHECKING:
    from hybridequiz.export.words import Note

SINCE: Final = say("Only responses that began on {day} or later.")
UNTIL: Final = say("Only responses that began on {day} or earlier.")
LOCATIONS: Final = say("Only responses with the location: {chosen}.")
DISPOSITIONS: Final = say("Only responses that ended with the disposition: {chosen}.")
VERSIONS: Final = say("Only responses to the version: {chosen}.")
KNOWN_LOCATIONS: Final = say("The locations that responses have are: {known}")
KNOWN_DISPOSITIONS: Final = say("The dispositions that responses have are: {known}")
KNOWN_VERSIONS: Final = say("The versions that responses have are: {known}")
KNOWN_DAYS: Final = say("The first began on {first}, the last on {last}.")


@frozen
class Facts:
    """What of a response decides whether it is chosen.

    Attributes:
        day: The day on which it began, by the clock of the computer that it began on; ISO 8601.
        location: The location of the session.
        disposition: How it ended.
        version: The version of the questionnaire.
    """

    day: str
    location: int | None
    disposition: int | None
    version: str


@frozen
class Selection:
    """What is chosen; what is empty chooses everything.

    Attributes:
        since: The first day of a start.
        until: The last day of a start.
        locations: The codes of locations.
        dispositions: The codes of dispositions.
        versions: The versions.
    """

    since: date | None = None
    until: date | None = None
    locations: tuple[int, ...] = ()
    dispositions: tuple[int, ...] = ()
    versions: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether anything is left out."""
        return self != Selection()

    @property
    def is_of_months(self) -> bool:
        """Tell whether it is of whole months, or not of days at all."""
        return (self.since is None or self.since.day == 1) and (
            self.until is None or (self.until + timedelta(days=1)).day == 1
        )

    def takes(self, facts: Facts) -> bool:
        """Tell whether a response is chosen."""
        return (
            (self.since is None or facts.day >= self.since.isoformat())
            and (self.until is None or "" < facts.day <= self.until.isoformat())
            and (not self.locations or facts.location in self.locations)
            and (not self.dispositions or facts.disposition in self.dispositions)
            and (not self.versions or facts.version in self.versions)
        )

    def notes(self) -> tuple[Note, ...]:
        """Say what is chosen."""
        found: list[Note] = []
        for message, day in ((SINCE, self.since), (UNTIL, self.until)):
            found += [(message, {"day": day.isoformat()})] if day is not None else []
        chosen: Sequence[tuple[str, Sequence[object]]] = (
            (LOCATIONS, self.locations),
            (DISPOSITIONS, self.dispositions),
            (VERSIONS, self.versions),
        )
        found += [(message, {"chosen": _listed(some)}) for message, some in chosen if some]
        return tuple(found)

    def options(self) -> Iterator[str]:
        """Give what is chosen as it is typed."""
        for name, day in (("--from", self.since), ("--until", self.until)):
            if day is not None:
                yield f"{name} {day.isoformat()}"
        yield from (f"--location {one}" for one in self.locations)
        yield from (f"--disposition {one}" for one in self.dispositions)
        yield from (f"--version {quote(one)}" for one in self.versions)

    def unmet(self, everything: Iterable[Facts]) -> Iterator[Note]:
        """Say what there would have been to choose from, where nothing was chosen."""
        facts = list(everything)
        days = sorted(one.day for one in facts if one.day)
        if days and (self.since or self.until):
            yield KNOWN_DAYS, {"first": days[0], "last": days[-1]}
        known: Sequence[tuple[str, Sequence[object], set[Any]]] = (
            (KNOWN_LOCATIONS, self.locations, {one.location for one in facts} - {None}),
            (KNOWN_DISPOSITIONS, self.dispositions, {one.disposition for one in facts} - {None}),
            (KNOWN_VERSIONS, self.versions, {one.version for one in facts}),
        )
        for message, chosen, there in known:
            if chosen and there:
                yield message, {"known": _listed(sorted(there))}


def _listed(some: Iterable[object]) -> str:
    return ", ".join(map(str, some))


def selection_options(command: Callable[..., int]) -> Callable[..., int]:
    """Add the options on which responses are meant; the command gets them as `selection`."""

    @wraps(command)
    def selecting(*args: Any, **options: Any) -> int:
        since, until = options.pop("since"), options.pop("until")
        if since and until and until < since:
            message = say_here().say("--until is earlier than --from: no day is in both.")
            raise click.UsageError(message)
        selection = Selection(
            since,
            until,
            options.pop("location"),
            options.pop("disposition"),
            options.pop("version"),
        )
        return command(*args, selection=selection, **options)

    for option in _OPTIONS:
        selecting = option(selecting)
    return selecting


def _day_of(_ctx: click.Context, _parameter: click.Parameter, typed: str | None) -> date | None:
    """Read a day.

    Raises:
        click.BadParameter: It is none, or is written in another way; it says how.
    """
    found = _day(typed or "")
    if typed is None or found is not None:
        return found
    turned = _day("-".join(reversed(re.split(r"[-/.]", typed))))
    message = say_here().say(
        "“{typed}” is no day: write the year, the month and the day, such as {day}.",
        typed=typed,
        day=turned or "2026-03-31",
    )
    raise click.BadParameter(message)


def _day(typed: str) -> date | None:
    """Read a day; None where it is none, or is written in another way."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", typed):
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


_OPTIONS: Final = (
    click.option(
        "--version",
        multiple=True,
        metavar="VERSION",
        help="Only this version; may be said again.",
    ),
    click.option(
        "--disposition",
        multiple=True,
        type=int,
        metavar="CODE",
        help="Only what ended so, such as 10 for complete; may be said again.",
    ),
    click.option(
        "--location",
        multiple=True,
        type=int,
        metavar="CODE",
        help="Only this location; may be said again.",
    ),
    click.option(
        "--until", callback=_day_of, metavar="DATE", help="Only what began on this day or earlier."
    ),
    click.option(
        "--from",
        "since",
        callback=_day_of,
        metavar="DATE",
        help="Only what began on this day or later.",
    ),
)

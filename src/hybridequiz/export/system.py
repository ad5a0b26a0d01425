"""The columns on the session and on the interview as a whole; they come first.

The names that conditions use of a session (`session_mode`, …) are the names here too: no question
can have them, so a question `location` and the location of the session stand side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from hybridequiz.export.columns import Column, Kind, Measure, Role
from hybridequiz.export.record import Record
from hybridequiz.export.versions import merged
from hybridequiz.export.words import NO, YES, Words
from hybridequiz.interview.dispositions import Disposition
from hybridequiz.problems import say
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.model import Location
from hybridequiz.questionnaire.states import Code, Missing
from hybridequiz.values import frozen

Fact = str | int | Decimal | Missing

FIRST: Final = "response_id"
"""The name of the first column of every table."""
LOCATION: Final = "session_location"


@frozen
class SystemColumn:
    """A column on the session: what it holds, and how it is read from a record."""

    name: str
    kind: Kind
    label: str
    read: Callable[[Record], Fact]
    values: tuple[tuple[Code, str], ...] = ()
    states: tuple[Missing, ...] = ()
    decimals: int = 0

    @property
    def measure(self) -> Measure:
        """Give the level of measurement."""
        return Measure.SCALE if self.kind in (Kind.INTEGER, Kind.DECIMAL) else Measure.NOMINAL


_MODES: Final = (
    ("interview", say("Interview")),
    ("self", say("The respondent alone")),
    ("paper", say("On paper, keyed in later")),
)
_FORMS: Final = (("short", say("Short")), ("extended", say("Extended")))
_STATUS: Final = (("open", say("Open")), ("finished", say("Finished")))
_DISPOSITIONS: Final = (
    (Disposition.COMPLETE.value, say("Complete")),
    (Disposition.PARTIAL.value, say("Partial, usable")),
    (Disposition.REFUSED.value, say("Refused")),
    (Disposition.BROKE_OFF.value, say("Broke off, not usable")),
    (Disposition.WITHDRAWN.value, say("Withdrawn afterwards")),
    (Disposition.NOT_REACHED.value, say("Not reached")),
    (Disposition.OTHER.value, say("Other non-response")),
    (Disposition.NOT_ELIGIBLE.value, say("Not eligible")),
    (Disposition.TEST.value, say("Test or duplicate")),
)

SYSTEM: Final = (
    SystemColumn(FIRST, Kind.TEXT, say("Response"), lambda one: one.session.response),
    SystemColumn(
        "respondent_code", Kind.TEXT, say("Code of the response"), lambda one: one.session.code
    ),
    SystemColumn(
        "case_code",
        Kind.TEXT,
        say("Case code of a list made elsewhere"),
        lambda one: one.session.case,
    ),
    SystemColumn(
        "questionnaire", Kind.TEXT, say("Questionnaire"), lambda one: one.session.questionnaire
    ),
    SystemColumn(
        "version", Kind.TEXT, say("Version of the questionnaire"), lambda one: one.session.version
    ),
    SystemColumn(
        "q_hash",
        Kind.TEXT,
        say("Hash of the questionnaire’s content"),
        lambda one: one.session.hash,
    ),
    SystemColumn("audience", Kind.TEXT, say("Whom it asks"), lambda one: one.session.audience),
    SystemColumn("session_mode", Kind.CHOICE, say("Mode"), lambda one: one.session.mode, _MODES),
    SystemColumn("session_form", Kind.CHOICE, say("Form"), lambda one: one.session.form, _FORMS),
    SystemColumn(
        "session_language", Kind.TEXT, say("Language at the end"), lambda one: one.language
    ),
    SystemColumn(
        LOCATION,
        Kind.CHOICE,
        say("Location of the session"),
        lambda one: Missing.LEFT_EMPTY if one.session.location is None else one.session.location,
        states=(Missing.LEFT_EMPTY,),
    ),
    SystemColumn(
        "session_interviewer", Kind.TEXT, say("Interviewer"), lambda one: one.session.interviewer
    ),
    SystemColumn(
        "rehearsal",
        Kind.FLAG,
        say("Rehearsal, not a real answer"),
        lambda one: int(one.session.rehearsal),
        ((0, NO), (1, YES)),
    ),
    SystemColumn(
        "status",
        Kind.CHOICE,
        say("Open or finished"),
        lambda one: "finished" if one.finished else "open",
        _STATUS,
    ),
    SystemColumn(
        "disposition",
        Kind.CHOICE,
        say("How it ended"),
        lambda one: Missing.NOT_REACHED if one.disposition is None else one.disposition,
        _DISPOSITIONS,
        (Missing.NOT_REACHED,),
    ),
    SystemColumn("started", Kind.TEXT, say("Start (ISO 8601)"), lambda one: one.started),
    SystemColumn("finished", Kind.TEXT, say("Finish (ISO 8601)"), lambda one: one.finished),
    SystemColumn(
        "active_s",
        Kind.DECIMAL,
        say("Seconds at work, all sittings together"),
        lambda one: one.active_seconds,
        decimals=3,
    ),
    SystemColumn("sittings", Kind.INTEGER, say("Times begun or resumed"), lambda one: one.sittings),
    SystemColumn(
        "n_missing",
        Kind.INTEGER,
        say("Questions asked that have no value"),
        lambda one: one.without_value,
    ),
    SystemColumn("n_remarks", Kind.INTEGER, say("Remarks"), lambda one: len(one.remarks)),
    SystemColumn(
        "n_confirmed", Kind.INTEGER, say("Soft checks confirmed"), lambda one: len(one.confirmed)
    ),
)

ORDER: Final = SystemColumn(
    "section_order",
    Kind.TEXT,
    say("Order of the sections that are shuffled"),
    lambda one: " ".join(one.order.get("sections", ())),
)
"""Only where sections are shuffled."""

SYNTHETIC: Final = SystemColumn(
    "synthetic",
    Kind.FLAG,
    say("Synthetic: made up by a program"),
    lambda one: int(one.session.synthetic),
    ((0, NO), (1, YES)),
)
"""Only where answers were made up."""

READ: Final[Mapping[str, Callable[[Record], Fact]]] = {
    one.name: one.read for one in (*SYSTEM, ORDER, SYNTHETIC)
}
"""How each fact is read from a record."""


def system_columns(
    newest_first: Sequence[Instrument], words: Words, *, synthetic: bool = False
) -> tuple[Column, ...]:
    """Give the columns on the session.

    A name that a question has as its id gets `session_` before it, which no id has.
    """
    taken = {planned.id for instrument in newest_first for planned in instrument.items}
    locations = tuple((one.code, words.label(one.text)) for one in _locations(newest_first))
    versions = tuple(_versions(newest_first))
    shuffled = any(instrument.questionnaire.shuffle for instrument in newest_first)

    return tuple(
        Column(
            name=_free_name(fact.name, taken),
            kind=fact.kind,
            role=Role.SYSTEM,
            label=words.said(fact.label),
            measure=fact.measure,
            source=fact.name,
            values=locations
            if fact.name == LOCATION
            else tuple((code, words.said(label)) for code, label in fact.values),
            states=fact.states,
            decimals=fact.decimals,
            versions=versions,
        )
        for fact in (*SYSTEM, *([ORDER] if shuffled else []), *([SYNTHETIC] if synthetic else []))
    )


def _versions(newest_first: Sequence[Instrument]) -> Iterator[str]:
    """Name the versions, oldest first, each once."""
    yield from dict.fromkeys(one.questionnaire.version for one in reversed(newest_first))


def _free_name(name: str, taken: Collection[str]) -> str:
    return f"session_{name}" if name in taken else name


def _locations(newest_first: Sequence[Instrument]) -> Iterator[Location]:
    """Give the locations of all versions, in the words of the newest that has them."""
    lists = [
        {one.code: one for one in instrument.questionnaire.study.location}
        for instrument in newest_first
        if instrument.questionnaire.study
    ]
    for code in merged(lists):
        yield next(one[code] for one in lists if code in one)

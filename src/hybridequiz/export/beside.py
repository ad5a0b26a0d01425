"""Tables beside the answers: consents and their texts, remarks, confirmed checks, what was done, and paradata.

They are long: a row a response and question, or a row a thing that happened. Nothing of an answer stands in what was
done or in the paradata. Times are seconds with a point and three decimals, as `active_s` of the answers' own table is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Final

from hybridequiz.export.coded import CodedRow, clean
from hybridequiz.export.columns import Column, Kind, Measure, Role, Table
from hybridequiz.export.errors import CHANGED, UnreadableRecord
from hybridequiz.export.record import Record
from hybridequiz.export.source import Reading
from hybridequiz.export.system import FIRST
from hybridequiz.export.words import Words, best_wording
from hybridequiz.interview.consents import consent_questions, shown_text, text_hash
from hybridequiz.interview.events import Event, EventKind, Json
from hybridequiz.interview.paradata import ItemParadata, paradata
from hybridequiz.problems import say
from hybridequiz.questionnaire.addresses import parted
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.values import frozen

Instruments = Mapping[str, Instrument]
"""The versions of the questionnaire by hash, oldest first."""

_QUESTION: Final = {
    FIRST: (Kind.TEXT, say("Response")),
    "question": (Kind.TEXT, say("Question")),
    "row": (Kind.INTEGER, say("Row of a roster; 0 outside one")),
}
CONSENTS: Final = {
    FIRST: (Kind.TEXT, say("Response")),
    "question": (Kind.TEXT, say("Question")),
    "purpose": (Kind.TEXT, say("What the consent is for")),
    "state": (Kind.TEXT, say("What was said")),
    "language": (Kind.TEXT, say("Language in which it was asked")),
    "at": (Kind.TEXT, say("Moment (ISO 8601)")),
    "way": (Kind.TEXT, say("How it was given")),
    "text": (Kind.TEXT, say("Hash of the text that was shown")),
    "about": (Kind.TEXT, say("Question whose answer it is about")),
    "about_text": (Kind.TEXT, say("Hash of that answer")),
}
"""Who said what, to which text, when and how."""
CONSENT_TEXTS: Final = {
    "text": (Kind.TEXT, say("Hash of the text")),
    "question": (Kind.TEXT, say("Question")),
    "purpose": (Kind.TEXT, say("What the consent is for")),
    "language": (Kind.TEXT, say("Language")),
    "versions": (Kind.TEXT, say("Versions that have it")),
    "wording": (Kind.TEXT, say("The text")),
}
"""The texts that consents name by their hashes."""
REMARKS: Final = {
    **_QUESTION,
    "at": (Kind.TEXT, say("Moment (ISO 8601)")),
    "remark": (Kind.TEXT, say("Remark")),
}
CHECKS: Final = {
    **_QUESTION,
    "check": (Kind.INTEGER, say("Number of the check of that question, from 1")),
    "at": (Kind.TEXT, say("Moment (ISO 8601)")),
    "complaint": (Kind.TEXT, say("What the check asks")),
    "reason": (Kind.TEXT, say("Why it is right all the same")),
}
ACTIONS: Final = {
    FIRST: (Kind.TEXT, say("Response")),
    "number": (Kind.INTEGER, say("Number of what happened, from 1")),
    "kind": (Kind.TEXT, say("What happened")),
    "at": (Kind.TEXT, say("Moment (ISO 8601)")),
    "elapsed_s": (Kind.DECIMAL, say("Seconds since this sitting began")),
    "question": (Kind.TEXT, say("Question")),
    "row": (Kind.INTEGER, say("Row of a roster; 0 outside one")),
    "by": (Kind.TEXT, say("By what")),
    "language": (Kind.TEXT, say("Language")),
}
PARADATA: Final = {
    **_QUESTION,
    "active_s": (Kind.DECIMAL, say("Seconds at it, all visits together")),
    "visits": (Kind.INTEGER, say("Times visited")),
    "returns": (Kind.INTEGER, say("Times gone back to")),
    "answers": (Kind.INTEGER, say("Times answered")),
    "changes": (Kind.INTEGER, say("Times changed")),
    "language": (Kind.TEXT, say("Language of the last answer")),
    "helped": (Kind.INTEGER, say("Times its help was opened")),
    "probes": (Kind.INTEGER, say("Probes marked in its answer")),
    "pauses": (Kind.INTEGER, say("Times left there")),
    "resumes": (Kind.INTEGER, say("Times come back there")),
    "typist": (Kind.TEXT, say("Who had the keyboard")),
}
"""See `interview.paradata.ItemParadata`."""

_Specified = Mapping[str, tuple[Kind, str]]


@frozen
class Beside:
    """Makes the tables beside the answers to a questionnaire.

    Attributes:
        instruments: Its versions.
        words: Says things in its languages.
    """

    instruments: Instruments
    words: Words

    @property
    def asks_consent(self) -> bool:
        """Tell whether any version asks for a consent."""
        return any(True for one in self.instruments.values() for _ in consent_questions(one))

    def consents(self) -> Reading:
        """Give the consents that were asked for, a row each."""
        table = self._table("consents", say("Consents"), CONSENTS, key=(FIRST, "question"))
        names = list(CONSENTS)[1:]

        def rows(record: Record) -> Iterator[CodedRow]:
            for consent in record.consents:
                parts = consent.to_json()
                yield [record.session.response, *(_text(parts.get(name)) for name in names)]

        return Reading(table, rows)

    def consent_texts(self) -> Reading:
        """Give the texts under which consents are asked for, in every version and language."""
        table = self._table("consent-texts", say("Texts of the consents"), CONSENT_TEXTS)
        fixed: list[CodedRow] = [list(map(_text, row)) for row in self._consent_texts()]
        return Reading(table, lambda _record: (), fixed)

    def remarks(self) -> Reading:
        """Give the remarks, a row each."""
        table = self._table("remarks", say("Remarks"), REMARKS, key=(FIRST, "question", "row"))

        def rows(record: Record) -> Iterator[CodedRow]:
            for address, text in record.remarks.items():
                at = _last(record.happened, EventKind.REMARKED, address)
                yield [record.session.response, *parted(address), at, _text(text)]

        return Reading(table, rows)

    def checks(self) -> Reading:
        """Give the soft checks that were confirmed, a row each."""
        key = (FIRST, "question", "row", "check")
        table = self._table("checks", say("Confirmed checks"), CHECKS, key=key)

        def rows(record: Record) -> Iterator[CodedRow]:
            for one in record.confirmed:
                address, number = one["question"], one["check"]
                at = _last(record.happened, EventKind.CONFIRMED, address, check=number - 1)
                asks = self._complaint(record, address, number)
                facts: CodedRow = [number, at, _text(asks), _text(one["reason"])]
                yield [record.session.response, *parted(address), *facts]

        return Reading(table, rows)

    def actions(self) -> Reading:
        """Give what happened, a row each; what was said does not stand there."""
        table = self._table("actions", say("What was done"), ACTIONS, key=(FIRST, "number"))

        def rows(record: Record) -> Iterator[CodedRow]:
            for number, event in enumerate(record.happened, 1):
                where: CodedRow = [_text(event.question), event.row]
                told: CodedRow = [_text(event.body.get(name)) for name in ("by", "language")]
                what: CodedRow = [
                    number,
                    event.kind.value,
                    _text(event.at),
                    _seconds(event.elapsed),
                ]
                yield [record.session.response, *what, *where, *told]

        return Reading(table, rows)

    def paradata(self) -> Reading:
        """Give how the interviews went, a row a question or note that was visited."""
        key = (FIRST, "question", "row")
        table = self._table("paradata", say("How the interviews went"), PARADATA, key=key)

        def rows(record: Record) -> Iterator[CodedRow]:
            for item in items_of(record, self.instruments):
                counts: CodedRow = [item.visits, item.returns, item.answers, item.changes]
                later: CodedRow = [item.helped, item.probes, item.pauses, item.resumes]
                about: CodedRow = [item.item, item.row, _seconds(item.active)]
                said: CodedRow = [*later, item.typist]
                yield [record.session.response, *about, *counts, _text(item.language), *said]

        return Reading(table, rows)

    def _table(
        self, name: str, title: str, specified: _Specified, *, key: tuple[str, ...] = ()
    ) -> Table:
        columns = tuple(
            Column(
                name=column,
                kind=kind,
                role=Role.SYSTEM,
                label=self.words.said(label),
                measure=Measure.SCALE if kind is not Kind.TEXT else Measure.NOMINAL,
                source=column,
                decimals=3 if kind is Kind.DECIMAL else 0,
                table=name,
            )
            for column, (kind, label) in specified.items()
        )
        return Table(name, self.words.said(title), columns, key, beside=True)

    def _consent_texts(self) -> Iterator[list[str]]:
        versions: dict[tuple[str, str, str, str], list[str]] = {}
        for instrument in self.instruments.values():
            for planned, question, purpose in consent_questions(instrument):
                for language in instrument.questionnaire.languages:
                    wording = shown_text(instrument, question, language)
                    key = (planned.id, purpose, language, wording)
                    versions.setdefault(key, []).append(instrument.questionnaire.version)
        for (name, what_for, language, wording), found in versions.items():
            named = " ".join(dict.fromkeys(found))
            yield [text_hash(wording), name, what_for, language, named, wording]

    def _complaint(self, record: Record, address: str, number: int) -> str:
        """Give what a check asks, in the language at the end; nothing where the questionnaire does not have it."""
        instrument = self.instruments[record.session.hash]
        name = parted(address)[0]
        found = (one.question for one in instrument.items if one.id in (name, address))
        checks = getattr(next(found, None), "check", ())
        if number > len(checks):
            return ""
        return best_wording(self.words.label(checks[number - 1].text), record.language)


def items_of(record: Record, instruments: Instruments) -> tuple[ItemParadata, ...]:
    """Give the paradata of a record; of one without answers there are none.

    Raises:
        UnreadableRecord: what happened cannot be gone through again.
    """
    try:
        return paradata(instruments[record.session.hash], record.happened).items
    except (LookupError, ValueError, TypeError, AttributeError) as error:
        raise UnreadableRecord(
            say("What happened in response {response} cannot be read: {reason}."),
            hint=CHANGED,
            response=record.session.response,
            reason=f"{type(error).__name__} {error}",
        ) from error


def paradata_line(record: Record, instruments: Instruments) -> str:
    """Give how an interview went as a line of JSON; times in whole milliseconds."""
    items: list[Json] = [_as_json(item) for item in items_of(record, instruments)]
    whole = {"items": items, "response": record.session.response}
    return json.dumps(whole, sort_keys=True, separators=(",", ":"))


def _as_json(item: ItemParadata) -> Json:
    return {
        "question": item.item,
        "row": item.row,
        "active_ms": item.active,
        "visits": item.visits,
        "returns": item.returns,
        "answers": item.answers,
        "changes": item.changes,
        "language": item.language,
        "helped": item.helped,
        "probes": item.probes,
        "pauses": item.pauses,
        "resumes": item.resumes,
        "typist": item.typist,
    }


def _last(
    events: Iterable[Event], kind: EventKind, address: str, *, check: int | None = None
) -> str | None:
    """Give the moment of the last event of a kind at an address; of a check, where one is meant."""
    moments = [
        event.at
        for event in events
        if event.kind is kind
        and event.address == address
        and (check is None or event.body.get("check") == check)
    ]
    return moments[-1] if moments else None


def _seconds(milliseconds: int) -> str:
    return f"{Decimal(milliseconds).scaleb(-3):f}"


def _text(value: Json) -> str | None:
    """Give a text as a cell: None where there is nothing in it."""
    return clean(str(value)) if value else None

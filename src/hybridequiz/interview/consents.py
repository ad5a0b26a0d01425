"""Consents: who agreed to what, under which text, in which language, when and how. A pure reading of the events.

The General Data Protection Regulation (art. 7(1)) wants a consent to be demonstrable, for each purpose by itself
(recital 32), and never by silence: no answer, and every answer that does not grant, is no consent.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any, Final, Literal, cast

from hybridequiz.interview.answers import Answer
from hybridequiz.interview.events import Event, EventKind, Json
from hybridequiz.interview.interview import Interview
from hybridequiz.questionnaire.conditions import Kind
from hybridequiz.questionnaire.instrument import Instrument, Planned, kind_of
from hybridequiz.questionnaire.questions import (
    LongTextQuestion,
    Mode,
    Purpose,
    SingleQuestion,
    TextQuestion,
)
from hybridequiz.questionnaire.states import Missing
from hybridequiz.questionnaire.telling import in_records, telling
from hybridequiz.questionnaire.texts import render
from hybridequiz.values import frozen, replace

Way = Literal["own_key", "spoken", "paper"]
"""How it was given: the person's own key press, said to the interviewer who keyed it, written on paper."""


class ConsentState(StrEnum):
    """What was said when consent was asked for."""

    GRANTED = "granted"
    NOT_GRANTED = "not_granted"
    """An answer that does not give it: no, or not before something else has happened."""
    NO_ANSWER = "no_answer"
    """Asked, and nothing was chosen: that counts as no."""
    REFUSED = "refused"
    """Refused to take part: nothing else is kept."""
    APPROVED = "approved"
    """Given afterwards, for the text as it was approved; no record says this, see `afterwards`."""
    WITHDRAWN = "withdrawn"
    """Taken back afterwards, see `afterwards`."""


GIVEN: Final = (ConsentState.GRANTED, ConsentState.APPROVED)
"""The states of a consent that was given."""


@frozen
class Consent:
    """One consent that was asked for.

    Attributes:
        question: The question that asked.
        purpose: What for.
        state: What was said.
        language: The language in which it was asked; empty where only a refusal is kept.
        at: When it was answered, ISO 8601; empty in the same case.
        way: How it was given; empty in the same case.
        text: The SHA-256 of the text that was shown, see `shown_text`; empty in the same case.
        about: The question whose answer it is about, if any.
        about_text: The SHA-256 of that answer; another answer has no consent.
        approved: The text that was approved afterwards, if that is how it was given: no other words are.
    """

    question: str
    purpose: Purpose
    state: ConsentState
    language: str = ""
    at: str = ""
    way: Way | Literal[""] = ""
    text: str = ""
    about: str = ""
    about_text: str = ""
    approved: str = ""

    def to_json(self) -> dict[str, Json]:
        """Give the consent as JSON; empty parts are left out."""
        parts: dict[str, Json] = {
            "question": self.question,
            "purpose": self.purpose,
            "state": self.state.value,
            "language": self.language,
            "at": self.at,
            "way": self.way,
            "text": self.text,
            "about": self.about,
            "about_text": self.about_text,
            "approved": self.approved,
        }
        return {name: part for name, part in parts.items() if part}

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Consent:
        """Read a consent back that `to_json` gave.

        Raises:
            ValueError: when its state is none.
            TypeError: when a part is missing, or there is one too many.
        """
        return cls(**{**record, "state": ConsentState(record["state"])})


def consent_questions(instrument: Instrument) -> Iterator[tuple[Planned, SingleQuestion, Purpose]]:
    """Go through the questions that ask for consent, each with what for."""
    for planned in instrument.items:
        question = planned.question
        if isinstance(question, SingleQuestion) and question.consent is not None:
            yield planned, question, question.consent


def consents(interview: Interview, events: Iterable[Event]) -> tuple[Consent, ...]:
    """Give the consents that were asked for, in file order; for one that was not, there is none.

    Args:
        interview: The interview, open or finished.
        events: Its events.
    """
    answered = {one.question: one for one in events if one.kind is EventKind.ANSWERED}
    return tuple(
        _consent(interview, planned, question, purpose, answered[planned.id])
        for planned, question, purpose in consent_questions(interview.instrument)
        if planned.id in interview.answers and planned.id in answered
    )


def refused_consents(instrument: Instrument) -> tuple[Consent, ...]:
    """Give what is kept of somebody who refused to take part: that they refused, and nothing more."""
    return tuple(
        Consent(planned.id, purpose, ConsentState.REFUSED)
        for planned, _, purpose in consent_questions(instrument)
        if purpose == "participation"
    )


def _consent(
    interview: Interview,
    planned: Planned,
    question: SingleQuestion,
    purpose: Purpose,
    event: Event,
) -> Consent:
    language = str(event.body["language"])
    about = interview.answers.get(question.about) if question.about else None
    return Consent(
        question=planned.id,
        purpose=purpose,
        state=_state(question, interview.answers[planned.id]),
        language=language,
        at=event.at,
        way=way_of(planned, interview.session.mode),
        text=text_hash(shown_text(interview.instrument, question, language)),
        about=question.about or "",
        about_text="" if about is None else answer_hash(about.to_json()),
    )


def _state(question: SingleQuestion, answer: Answer) -> ConsentState:
    if isinstance(answer.value, Missing) or answer.derived:
        return ConsentState.NO_ANSWER
    return ConsentState.GRANTED if answer.value in question.grants else ConsentState.NOT_GRANTED


def way_of(planned: Planned, mode: Mode) -> Way:
    """Say how a consent is given: in an interview it is spoken, unless the respondent has the keyboard."""
    if mode == "paper":
        return "paper"
    return "spoken" if mode == "interview" and not planned.item.self_block else "own_key"


def shown_text(instrument: Instrument, question: SingleQuestion, language: str) -> str:
    """Give the text under which a consent is given: what is read first, the question, and its options.

    What is the same for everybody is filled in. What is a person's own, such as an earlier answer, stays a name in
    braces: so everybody who was shown the same text has the same hash, and it says nothing about a person.
    """
    study = instrument.questionnaire.study

    def same_for_all(name: str) -> str:
        words = study.words(name, language) if study else None
        return f"{{{name}}}" if words is None else words

    parts = [question.before, question.text, question.instruction]
    lines = [render(one.in_language(language), same_for_all) for one in parts if one is not None]
    lines += [
        f"{option.code} {render(option.text.in_language(language), same_for_all)}"
        for option in question.options
    ]
    return "\n".join(line.strip() for line in lines)


def text_hash(text: str) -> str:
    """Give the SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def answer_hash(record: Mapping[str, Json]) -> str:
    """Give the hash by which an answer is known, from its JSON: of a text its own, else that of the JSON."""
    value = record.get("value")
    return text_hash(value if isinstance(value, str) else json.dumps(record, sort_keys=True))


_WITHHELD: Final[dict[str, Json]] = Answer(Missing.WITHHELD).to_json()
_SAID_BESIDE: Final[Mapping[str, dict[str, Json]]] = {
    EventKind.REMARKED.value: {"text": ""},
    EventKind.CONFIRMED.value: {"reason": ""},
    EventKind.ENDED.value: {"reason": ""},
}
"""What stands in an event in the place of words that are no answer."""


def for_use(
    record: Mapping[str, Json],
    instrument: Instrument,
    purpose: Purpose,
    *,
    not_under: Collection[str] = (),
) -> dict[str, Json] | None:
    """Give a record as it may be used for a purpose, or None where it may not be used at all.

    To quote is to use words: of what was said freely, only the texts stay for which that was granted, as they were
    then; other texts, what was typed at "namely", remarks and reasons are withheld, in the answers and in the events.
    Of a text that was approved afterwards there are the words that were approved, and no others.

    Args:
        record: What `record.response_record` gave, or `Afterwards.record`.
        instrument: The questionnaire that it answers.
        purpose: What it is to be used for.
        not_under: Hashes of texts, or their first characters, under which a consent does not hold for this use.
    """
    answers = cast("dict[str, dict[str, Json]]", record["answers"])
    good = [
        one
        for one in consents_of(record)
        if one.purpose == purpose and holds(one, answers, not_under)
    ]
    if not good or purpose != "quotation":
        return dict(record) if good else None
    approved = {one.about: one.approved for one in good if one.state is ConsentState.APPROVED}
    granted = {one.about for one in good} - approved.keys()
    held_back = _withheld(instrument, granted) - approved.keys()
    hashes = {one.about: one.about_text for one in good}
    return _Quotable(held_back, approved, hashes).record(record, answers)


@frozen
class _Quotable:
    """What may be used of a record where only some texts may be quoted.

    Attributes:
        held_back: The questions whose words are withheld.
        approved: By question the words that may be used, where these are others than those of the answer.
        hashes: By question the hash of the answer that may be quoted; an earlier one may not.
    """

    held_back: frozenset[str]
    approved: Mapping[str, str]
    hashes: Mapping[str, str]

    def record(
        self, record: Mapping[str, Json], answers: Mapping[str, dict[str, Json]]
    ) -> dict[str, Json]:
        """Give the record without words that may not be used."""
        rosters = cast("dict[str, list[dict[str, Json]]]", record.get("rosters", {}))
        rows: dict[str, Json] = {
            name: [self._row(row) for row in rosters[name]] for name in rosters
        }
        events = cast("list[dict[str, Json]]", record["events"])
        return {
            **record,
            **({"rosters": rows} if rows else {}),
            "answers": self._answers(answers),
            "consents": [self._consent(one).to_json() for one in consents_of(record)],
            "remarks": {},
            "confirmed": [],
            "events": [self._event(one) for one in events],
        }

    def _answers(self, answers: Mapping[str, dict[str, Json]]) -> dict[str, Json]:
        return {name: self._answer(name, answer) for name, answer in answers.items()}

    def _answer(self, name: str, answer: dict[str, Json]) -> Json:
        rest: dict[str, Json] = {key: part for key, part in answer.items() if key != "other"}
        if name in self.hashes and "value" in answer:
            if answer_hash(answer) != self.hashes[name]:
                return _WITHHELD
            return {**rest, "value": self.approved[name]} if name in self.approved else rest
        return _WITHHELD if name in self.held_back and "value" in answer else rest

    def _consent(self, consent: Consent) -> Consent:
        """Give a consent, about the words that are there."""
        words = self.approved.get(consent.about)
        if words is None or consent.state is not ConsentState.APPROVED:
            return consent
        return replace(consent, about_text=text_hash(words))

    def _row(self, row: dict[str, Json]) -> Json:
        return {**row, "answers": self._answers(cast("dict[str, dict[str, Json]]", row["answers"]))}

    def _event(self, event: dict[str, Json]) -> Json:
        body = cast("dict[str, Json]", event.get("body", {}))
        if event["kind"] == EventKind.ANSWERED:
            said = cast("dict[str, Json]", body["answer"])
            answer = self._answer(str(event["question"]), said)
            return {**event, "body": {**body, "answer": answer}}
        blank = _SAID_BESIDE.get(str(event["kind"]))
        return {**event, "body": {**body, **blank}} if blank else event


def consents_of(record: Mapping[str, Json]) -> tuple[Consent, ...]:
    """Read the consents of a record back."""
    listed = cast("list[dict[str, Json]]", record.get("consents", []))
    return tuple(Consent.from_json(one) for one in listed)


def holds(
    consent: Consent, answers: Mapping[str, Mapping[str, Json]], not_under: Collection[str]
) -> bool:
    """Tell whether a consent was given, to this answer, under a text that is good for this use."""
    if consent.state not in GIVEN or not is_about(consent, answers):
        return False
    return not any(consent.text.startswith(start) for start in not_under)


def is_about(consent: Consent, answers: Mapping[str, Mapping[str, Json]]) -> bool:
    """Tell whether what was said of an answer was said of the one that stands there now."""
    return not consent.about or consent.about_text == answer_hash(answers[consent.about])


def _in_words(instrument: Instrument) -> frozenset[str]:
    """Name the questions that are answered in a person's own words."""
    return frozenset(
        planned.id
        for planned in instrument.items
        if isinstance(planned.question, TextQuestion | LongTextQuestion)
    )


def _withheld(instrument: Instrument, quoted: Collection[str]) -> frozenset[str]:
    """Name the questions whose words may not be quoted, with the texts that are worked out from those."""
    words = _in_words(instrument) - frozenset(quoted)
    made = telling(instrument, words) - words
    texts = (name for name in made if kind_of(instrument.question(name)) is Kind.TEXT)
    return in_records(words.union(texts) - frozenset(quoted))

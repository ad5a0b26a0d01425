"""Texts that may be quoted: which a respondent gave permission for, and how far it goes. A pure reading of a record."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from typing import Final, cast

from hybridequiz.interview.consents import Consent, ConsentState, consents_of, holds, is_about
from hybridequiz.interview.events import EventKind, Json
from hybridequiz.interview.quotation_edits import has_words
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.questions import SingleQuestion
from hybridequiz.questionnaire.states import Code
from hybridequiz.values import frozen

HANDLE: Final = 8
"""Characters of a handle that are shown."""

Answers = Mapping[str, Mapping[str, Json]]


@frozen
class Quotable:
    """A text that its respondent lets be quoted.

    Attributes:
        response: The id of the response.
        question: The question that it is the answer to.
        permission: The question that asked for permission.
        option: The option that was chosen there.
        text: The text, as it was answered.
        text_hash: Its hash; another text has no permission.
        language: The language in which it was said.
        needs_approval: Whether the respondent wants to approve first what is printed.
        is_detailed: Whether details may be said of the respondent.
        interviewer: The interviewer's own code, if there was one.
        is_interview: Whether somebody asked the questions.
    """

    response: str
    question: str
    permission: str
    option: Code
    text: str
    text_hash: str
    language: str
    needs_approval: bool = False
    is_detailed: bool = False
    interviewer: str = ""
    is_interview: bool = False

    @property
    def is_by_nobody_known(self) -> bool:
        """Tell whether somebody held the interview, and it is not known who."""
        return self.is_interview and not is_code(self.interviewer)

    @property
    def handle(self) -> str:
        """Give what names this text, and tells nothing of it: for another text it is another."""
        return handle_of(self.response, self.question, self.text_hash)


def is_code(code: str) -> bool:
    """Tell whether a code of a person has anything that tells persons apart."""
    return bool(plain_code(code))


def plain_code(code: str) -> str:
    """Give a code of a person as it is compared: KL-007, kl 007 and KL007 are the same.

    Args:
        code: As it was typed.
    """
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", code).casefold()))


def handle_of(response: str, question: str, text_hash: str) -> str:
    """Give the handle of a text: of the response, the question and the hash of the answer."""
    return hashlib.sha256(f"{response}/{question}/{text_hash}".encode()).hexdigest()[:HANDLE]


def quotables(record: Mapping[str, Json], instrument: Instrument) -> Iterator[Quotable]:
    """Give the texts of a record with a permission that holds for them as they are.

    Args:
        record: What `record.response_record` gave.
        instrument: The questionnaire in the version that was answered: another may mean something else by a code.
    """
    answers = cast("Answers", record["answers"])
    session = cast("Mapping[str, Json]", record["session"])
    for one in consents_of(record):
        chosen = answers.get(one.question, {}).get("value")
        said = answers.get(one.about, {}).get("value")
        if one.purpose != "quotation" or not isinstance(said, str) or not has_words(said):
            continue
        planned = instrument.by_id.get(one.question)
        question = planned.question if planned else None
        if not isinstance(question, SingleQuestion):
            continue
        later = _may_be_approved(one, chosen, answers, question.approve_first)
        if isinstance(chosen, int | str) and (later or holds(one, answers, ())):
            yield Quotable(
                response=str(session["response"]),
                question=one.about,
                permission=one.question,
                option=chosen,
                text=said,
                text_hash=one.about_text,
                language=_language(record, one),
                needs_approval=later,
                is_detailed=chosen in question.detailed,
                interviewer=str(session.get("interviewer") or ""),
                is_interview=session.get("mode") == "interview",
            )


def _may_be_approved(
    consent: Consent, chosen: Json, answers: Answers, approve_first: Collection[Code]
) -> bool:
    """Tell whether the respondent lets the text be quoted once it is approved; nothing is granted before."""
    asked = consent.state is ConsentState.NOT_GRANTED and chosen in approve_first
    return asked and is_about(consent, answers)


def _language(record: Mapping[str, Json], consent: Consent) -> str:
    """Give the language in which the text was answered last; where that is not known, that of the permission."""
    events = cast("list[Mapping[str, Json]]", record["events"])
    for event in reversed(events):
        if event.get("question") == consent.about and event["kind"] == EventKind.ANSWERED:
            body = cast("Mapping[str, Json]", event.get("body", {}))
            return str(body.get("language") or consent.language)
    return consent.language

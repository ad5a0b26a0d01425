"""What the case list thinks to be the answer to some questions: shown to be confirmed, and no answer before that."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from hybridequiz.interview.answers import Answer, answer_from_json
from hybridequiz.interview.complaints import InvalidAnswer
from hybridequiz.interview.events import Event, EventKind, Json
from hybridequiz.interview.route import codes_of
from hybridequiz.interview.validation import validate_typed
from hybridequiz.questionnaire.questions import ChoiceQuestion, ComputedQuestion, is_consent

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hybridequiz.interview.interview import Interview
    from hybridequiz.interview.ports import Clock
    from hybridequiz.questionnaire.instrument import Planned
    from hybridequiz.questionnaire.questions import Question


def prefilled_events(
    interview: Interview, prefilled: Mapping[str, Json], clock: Clock
) -> list[Event]:
    """Give the events by which an interview knows what the case list thinks.

    What does not fit the questionnaire (another version of it than when the list was made) is passed over: it is asked
    as if nothing was known.

    Args:
        interview: The interview at its beginning.
        prefilled: By question, as `Answer.to_json` gives it.
        clock: The time.
    """
    return [
        Event(
            EventKind.PREFILLED,
            clock.now(),
            clock.elapsed(),
            name,
            body={"answer": answer.to_json()},
        )
        for name, answer in _fitting(interview, prefilled)
    ]


def _fitting(interview: Interview, prefilled: Mapping[str, Json]) -> Iterator[tuple[str, Answer]]:
    for name, record in prefilled.items():
        planned = interview.instrument.by_id.get(name)
        question = None if planned is None else planned.question
        if question is None or isinstance(question, ComputedQuestion) or is_consent(question):
            continue
        try:
            answer = answer_from_json(question, cast("dict[str, Json]", record))
        except ValueError:
            continue
        if planned is not None and _fits(planned, question, answer):
            yield name, answer


def _fits(planned: Planned, question: Question, answer: Answer) -> bool:
    """Tell whether a value can be an answer to a question as it is now."""
    if isinstance(question, ChoiceQuestion):
        return codes_of(answer.value) <= {*question.codes}
    if planned.listed is not None:
        return answer.value in planned.listed
    try:
        validate_typed(question, answer)
    except InvalidAnswer:
        return False
    return True

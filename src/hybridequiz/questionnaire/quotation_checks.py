"""What a study says of quotations beside its questionnaires: details that have words, and that others can share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hybridequiz.problems import Problem, did_you_mean
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.parts import Key
from hybridequiz.questionnaire.questions import SingleQuestion
from hybridequiz.questionnaire.studied import Studied


def quotation_problems(
    studied: Studied, questionnaires: Sequence[Sequence[Instrument]], *, complete: bool
) -> Iterator[Problem]:
    """Find what is wrong between what a study says of quotations and its questionnaires.

    Args:
        studied: The study.
        questionnaires: Its questionnaires, each in its versions.
        complete: Whether these are all of them, so that what none of them has is known to be nowhere.
    """
    if studied.is_wrong(("quotations",)):
        return
    everything = [one for versions in questionnaires for one in versions]
    for audience, names in studied.study.quotations.details.items():
        asked = [one for one in everything if one.questionnaire.audience == audience]
        path: Key = ("quotations", "details", audience)
        if not asked and complete:
            known = list(dict.fromkeys(one.questionnaire.audience for one in everything))
            message = f"no questionnaire of the study has the audience '{audience}'"
            hint = did_you_mean(audience, known, noun="the audiences")
            place = studied.document.place(path, key=True)
            yield Problem("unknown-name", message, place, hint)
        for number, name in enumerate(names if asked else ()):
            yield from _detail_problems(studied, asked, name, (*path, number))


def permissions(instrument: Instrument) -> list[SingleQuestion]:
    """Give the questions of a questionnaire that ask for permission to quote."""
    questions = (planned.question for planned in instrument.items)
    return [
        one for one in questions if isinstance(one, SingleQuestion) and one.consent == "quotation"
    ]


def _detail_problems(
    studied: Studied, asked: Sequence[Instrument], name: str, path: Key
) -> Iterator[Problem]:
    """Check that a question has one option as its answer, in the newest version that has it: others share that.

    Where an older one asked otherwise, the answers cannot be counted together, and the report leaves the question out.
    """
    place = studied.document.place(path)
    found = [one.by_id[name] for one in asked if name in one.by_id]
    if not found:
        known = list(dict.fromkeys(planned.id for one in asked for planned in one.items))
        hint = did_you_mean(name, known, noun="the questions")
        yield Problem("unknown-name", f"there is no question '{name}'", place, hint)
    elif not isinstance(found[-1].question, SingleQuestion) or found[-1].repetition:
        hint = "name a question of type single, outside repeated sections"
        message = f"the answer to '{name}' is not one option that can be said of somebody"
        yield Problem("type-mismatch", message, place, hint)

"""What a study says of quotations beside its questionnaires: options of permissions, and details that have words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hybridequiz.problems import Problem, did_you_mean
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.parts import Key
from hybridequiz.questionnaire.questions import SingleQuestion
from hybridequiz.questionnaire.states import Code
from hybridequiz.questionnaire.studied import Studied


def quotation_problems(
    studied: Studied, instruments: Sequence[Instrument], *, complete: bool
) -> Iterator[Problem]:
    """Find what is wrong between what a study says of quotations and its questionnaires.

    Args:
        studied: The study.
        instruments: Its questionnaires.
        complete: Whether these are all of them, so that what none of them has is known to be nowhere.
    """
    if studied.is_wrong(("quotations",)):
        return
    if complete:
        yield from _option_problems(studied, instruments)
    for audience, names in studied.study.quotations.details.items():
        asked = [one for one in instruments if one.questionnaire.audience == audience]
        path: Key = ("quotations", "details", audience)
        if not asked and complete:
            known = list(dict.fromkeys(one.questionnaire.audience for one in instruments))
            message = f"no questionnaire of the study has the audience '{audience}'"
            hint = did_you_mean(audience, known, noun="the audiences")
            place = studied.document.place(path, key=True)
            yield Problem("unknown-name", message, place, hint)
        for number, name in enumerate(names):
            yield from _detail_problems(studied, asked, name, (*path, number))


def permissions(instrument: Instrument) -> list[SingleQuestion]:
    """Give the questions of a questionnaire that ask for permission to quote."""
    questions = (planned.question for planned in instrument.items)
    return [
        one for one in questions if isinstance(one, SingleQuestion) and one.consent == "quotation"
    ]


def _option_problems(studied: Studied, instruments: Sequence[Instrument]) -> Iterator[Problem]:
    """Check that the options are such as they are said to be, in one of the questionnaires at least."""
    asked = [one for instrument in instruments for one in permissions(instrument)]
    codes = list(dict.fromkeys(code for one in asked for code in one.codes))
    granting = {code for one in asked for code in one.grants}
    quotations = studied.study.quotations
    for key in ("detailed", "approve_first"):
        for number, code in enumerate(getattr(quotations, key)):
            found = _option_fault(key, code, codes, granting, quotations.approve_first)
            if found is not None:
                message, hint = found
                place = studied.document.place(("quotations", key, number))
                yield Problem("quotation-option", message, place, hint)


def _option_fault(
    key: str, code: Code, codes: Sequence[Code], granting: set[Code], later: Sequence[Code]
) -> tuple[str, str] | None:
    """Say what is wrong with an option, and what to do about it."""
    if not codes:
        hint = 'a question of type single asks for it: consent = "quotation"'
        return "no questionnaire of the study asks for permission to quote", hint
    if code not in codes:
        hint = did_you_mean(str(code), codes, noun="the options")
        return f"no permission to quote has an option {code}", hint
    if key == "approve_first" and code in granting:
        hint = "take it out of 'grants' in the questionnaire, or out of 'approve_first' here"
        return f"option {code} gives the permission at once: there is nothing to approve", hint
    if key == "detailed" and code not in granting and code not in later:
        hint = "name an option that stands in 'grants' or in 'approve_first'"
        return f"option {code} gives no permission, so nothing is said with it", hint
    return None


def _detail_problems(
    studied: Studied, asked: Sequence[Instrument], name: str, path: Key
) -> Iterator[Problem]:
    """Check that a question has one option as its answer: that has words, and others have the same."""
    for instrument in asked:
        planned = instrument.by_id.get(name)
        place = studied.document.place(path)
        if planned is None:
            message = f"there is no question '{name}'"
            known = [one.id for one in instrument.items]
            yield Problem(
                "unknown-name", message, place, did_you_mean(name, known, noun="the questions")
            )
            return
        if not isinstance(planned.question, SingleQuestion) or planned.repetition is not None:
            hint = "name a question of type single, outside repeated sections"
            message = f"the answer to '{name}' is not one option that can be said of somebody"
            yield Problem("type-mismatch", message, place, hint)
            return

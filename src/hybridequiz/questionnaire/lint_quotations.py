"""What the options of a permission to quote mean beyond yes and no: it fits what they grant."""

from __future__ import annotations

from collections.abc import Iterator

from hybridequiz.problems import Problem, did_you_mean
from hybridequiz.questionnaire.expand import Expanded
from hybridequiz.questionnaire.parts import Key
from hybridequiz.questionnaire.questions import SingleQuestion
from hybridequiz.questionnaire.states import Code


def permission_problems(
    question: SingleQuestion, path: Key, expanded: Expanded
) -> Iterator[Problem]:
    """Find what is wrong with what a question says of its options as permissions to quote.

    Args:
        question: The question.
        path: Where it is in the questionnaire.
        expanded: Where its parts are written.
    """
    document, written = expanded.origin(path)
    for key in ("detailed", "approve_first"):
        codes: tuple[Code, ...] = getattr(question, key)
        if codes and question.consent != "quotation":
            place = document.place((*written, key), key=True)
            hint = 'it is said of a permission to quote: consent = "quotation"'
            yield Problem("missing-key", f"'{key}' needs 'consent'", place, hint)
            continue
        for number, code in enumerate(codes):
            place = document.place((*written, key, number))
            if code not in question.codes:
                hint = did_you_mean(str(code), list(question.codes), noun="the options")
                message = f"'{question.id}' has no option {code}"
                yield Problem("unknown-option", message, place, hint)
            elif found := _fault(question, key, code):
                yield Problem("quotation-option", found[0], place, found[1])


def _fault(question: SingleQuestion, key: str, code: Code) -> tuple[str, str] | None:
    """Say what is wrong with an option that there is, and what to do about it."""
    if key == "approve_first" and code in question.grants:
        hint = "take it out of 'grants', or out of 'approve_first'"
        return f"option {code} gives the permission at once: there is nothing to approve", hint
    if key == "detailed" and code not in (*question.grants, *question.approve_first):
        hint = "name an option that stands in 'grants' or in 'approve_first'"
        return f"option {code} gives no permission, so nothing is said with it", hint
    return None

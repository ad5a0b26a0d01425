"""Questions that ask for consent: they can be answered with no, and say what for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hybridequiz.problems import Problem, Severity, did_you_mean
from hybridequiz.questionnaire.expand import Expanded
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.lint_quotations import permission_problems
from hybridequiz.questionnaire.parts import Key
from hybridequiz.questionnaire.questions import SingleQuestion
from hybridequiz.values import names_of


def consent_problems(
    instrument: Instrument, expanded: Expanded, broken: frozenset[str]
) -> list[Problem]:
    """Find what is wrong with the questions that ask for consent.

    Args:
        instrument: The questionnaire, as far as it could be compiled.
        expanded: Where its parts are written.
        broken: Ids of questions that are reported already.
    """
    exits = frozenset().union(*(one.when.references for one in instrument.exits))
    wrong_exit = len(instrument.exits) < len(instrument.questionnaire.exit)
    return [
        problem
        for planned in instrument.items
        if isinstance(planned.question, SingleQuestion) and planned.id not in broken
        for problem in (
            *_own_problems(planned.question, planned.path, expanded),
            *permission_problems(planned.question, planned.path, expanded),
            *_exit_problems(planned.question, planned.path, expanded, exits, known=not wrong_exit),
        )
    ]


def _own_problems(question: SingleQuestion, path: Key, expanded: Expanded) -> Iterator[Problem]:
    """Check what the question says of itself."""
    document, written = expanded.origin(path)
    keys = _keys(expanded, path)
    doubtful = bool(
        keys - names_of(SingleQuestion)
    )  # a misspelled key may be the one that is missed
    if question.grants and question.consent is None:
        if doubtful or "consent" in keys:
            return
        hint = 'say what for: consent = "participation", "quotation" or "recontact"'
        place = document.place((*written, "grants"), key=True)
        yield Problem("missing-key", "'grants' needs 'consent'", place, hint)
        return
    if question.consent is None:
        return
    place = document.place((*written, "consent"))
    if not question.grants and not doubtful and "grants" not in keys:
        hint = "name the codes that give the consent: grants = [1]"
        yield Problem("missing-key", "'consent' needs 'grants'", place, hint)
    if question.derive is not None:
        message = "the program never gives a consent for somebody: 'derive' cannot stand here"
        place = document.place((*written, "derive"))
        yield Problem("one-sided-consent", message, place, "leave 'derive' out")
    if (
        question.consent == "quotation"
        and question.about is None
        and not doubtful
        and "about" not in keys
    ):
        hint = 'name the question whose answer would be quoted: about = "…"'
        yield Problem("missing-key", "a consent to quotation needs 'about'", place, hint)
    codes = [str(code) for code in question.codes]
    for number, code in enumerate(question.grants):
        if code not in question.codes:
            place = document.place((*written, "grants", number))
            message = f"'{question.id}' has no option {code}"
            hint = did_you_mean(str(code), codes, noun="the options")
            yield Problem("unknown-option", message, place, hint)
    if question.grants and {*question.codes} <= {*question.grants}:
        message = "every option gives the consent: nobody can say no"
        hint = "add an option that does not, or take its code out of 'grants'"
        place = document.place((*written, "grants"))
        yield Problem("one-sided-consent", message, place, hint)


def _keys(expanded: Expanded, path: Key) -> frozenset[str]:
    """Give the keys of a question as they are written, right or wrong."""
    table: Any = expanded.data
    for part in path:
        table = table[part]
    return frozenset(table)


def _exit_problems(
    question: SingleQuestion,
    path: Key,
    expanded: Expanded,
    exits: frozenset[str],
    *,
    known: bool,
) -> Iterator[Problem]:
    """Warn where a refusal to take part has no consequence."""
    if question.consent != "participation" or question.id in exits or not known:
        return
    document, written = expanded.origin(path)
    message = f"no exit looks at '{question.id}': who does not take part is asked on"
    refusing = [code for code in question.codes if code not in question.grants]
    shown = repr(refusing[0]) if refusing else "…"
    hint = f'add an [[exit]]: when = "{question.id} == {shown}", keep = "disposition"'
    place = document.place((*written, "consent"))
    yield Problem("consent-without-exit", message, place, hint, Severity.WARNING)

"""What can be wrong in the report part of a study by itself: ids, keys that exclude each other, names, order.

What its conditions say is only known beside the questionnaires of the study: `indicator_members`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, Final, Protocol

from hybridequiz.problems import Problem, did_you_mean
from hybridequiz.questionnaire.claim_checks import claim_problems
from hybridequiz.questionnaire.claim_words import KEPT, by_id
from hybridequiz.questionnaire.documents import Document
from hybridequiz.questionnaire.findings import Finding
from hybridequiz.questionnaire.indicators import Breakdown, Indicator
from hybridequiz.questionnaire.parts import Key
from hybridequiz.questionnaire.reserved import CONDITION_WORDS
from hybridequiz.questionnaire.studied import Studied
from hybridequiz.questionnaire.study_file import StudyFile

FIGURES: Final = ("count", "shares", "mean")
"""Keys of an indicator of which there is one."""
KINDS: Final = {
    "mean": "a mean",
    "shares": "a share for every option",
    "balance": "a difference of shares",
}
FOR_BASES: Final = frozenset({"of", "base_kind", "base"})


class Named(Protocol):
    """A part with an id."""

    @property
    def id(self) -> str:
        """Give its id."""


def study_problems(studied: Studied) -> list[Problem]:
    """Find what is wrong in the report part of a study, the questionnaires left out of account.

    Args:
        studied: The study, with stand-ins for what is known to be wrong in it.
    """
    study = studied.study
    findings = [
        *_id_findings(studied),
        *(
            finding
            for number, one in enumerate(study.indicator)
            for finding in _indicator_findings(one, number, studied)
        ),
        *(
            finding
            for number, one in enumerate(study.breakdown)
            for finding in _breakdown_findings(one, ("breakdown", number), studied)
        ),
        *_word_findings(study, studied),
        *_difference_findings(study, studied),
        *_quotation_findings(study),
    ]
    return [studied.placed(one) for one in findings] + claim_problems(studied)


def _id_findings(studied: Studied) -> Iterator[Finding]:
    """Every id once."""
    study, document = studied.study, studied.document
    lists: list[tuple[str, Key, Sequence[Named]]] = [
        ("indicator", ("indicator",), study.indicator),
        ("breakdown", ("breakdown",), study.breakdown),
        ("chapter", ("chapter",), study.chapter),
        ("claim", ("claim",), study.claim),
    ]
    for kind, path, parts in lists:
        yield from _twice(f"the {kind} id '{{}}'", f"every {kind}", path, parts, document)
    for number, one in enumerate(study.breakdown):
        path = ("breakdown", number, "groups")
        noun = f"the group id '{{}}' of '{one.id}'"
        yield from _twice(noun, "every group", path, one.groups, document)
    for number, indicator in enumerate(study.indicator):
        path = ("indicator", number, "beside")
        noun = f"the id '{{}}' beside '{indicator.id}'"
        yield from _twice(noun, "every share", path, indicator.beside, document)
        yield from _reserved(indicator, ("indicator", number))


def _twice(
    noun: str, every: str, path: Key, parts: Iterable[Named], document: Document
) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for number, one in enumerate(parts):
        if one.id in seen:
            line = document.place((*path, seen[one.id], "id")).line
            where = "" if line is None else f": the first one is on line {line}"
            message = f"{noun.format(one.id)} is used twice{where}"
            hint = f"give {every} an id of its own"
            yield Finding("duplicate-id", (*path, number, "id"), message, hint)
        seen.setdefault(one.id, number)


def _reserved(indicator: Indicator, path: Key) -> Iterator[Finding]:
    """Ids that claims would understand otherwise."""
    if indicator.id in CONDITION_WORDS:
        message = f"'{indicator.id}' cannot be an id: it is a word of the condition language"
        yield Finding("reserved-word", (*path, "id"), message, "choose another id")
    for number, one in enumerate(indicator.beside):
        if one.id in KEPT:
            message = (
                f"'{one.id}' cannot be an id: in claims '{indicator.id}_{one.id}' is something else"
            )
            yield Finding(
                "reserved-word", (*path, "beside", number, "id"), message, "choose another id"
            )


def _indicator_findings(one: Indicator, number: int, studied: Studied) -> Iterator[Finding]:
    """Check what an indicator says of itself, and what it names in the study."""
    path: Key = ("indicator", number)
    if not studied.is_doubtful(path):
        written = list(studied.written(path))
        yield from _figure_findings(one, path, written)
        yield from _base_findings(one, path, written)
    if not one.for_ and not studied.is_wrong((*path, "for")):
        hint = "say which audiences it is for: for = { participants = {} }"
        yield Finding("wrong-value", (*path, "for"), "'for' is empty", hint)
    yield from repeated((*path, "by"), one.by, "by")
    yield from repeated((*path, "of"), one.questions, "of")
    breakdowns = [each.id for each in studied.study.breakdown]
    for place, name in enumerate(one.by):
        if not studied.is_known("breakdown", name):
            message = f"there is no breakdown '{name}'"
            hint = did_you_mean(name, breakdowns, noun="the breakdowns")
            yield Finding("unknown-name", (*path, "by", place), message, hint)
    if one.chapter is not None and not studied.is_known("chapter", one.chapter):
        chapters = [each.id for each in studied.study.chapter]
        hint = did_you_mean(one.chapter, chapters, noun="the chapters")
        message = f"there is no chapter '{one.chapter}'"
        yield Finding("unknown-name", (*path, "chapter"), message, hint)


def _figure_findings(one: Indicator, path: Key, written: list[str]) -> Iterator[Finding]:
    """An indicator is one figure."""
    said = [key for key in written if key in FIGURES]
    if not said and one.minus is None:
        message = f"the indicator '{one.id}' has no figure"
        hint = 'a share: count = "…"  a share for every option: shares = "…"  a mean: mean = "…"'
        yield Finding("either-or", path, message, hint)
    for key in said[1:]:
        message = f"the indicator '{one.id}' has '{said[0]}' and '{key}'"
        hint = "an indicator is one figure: make two of it"
        yield Finding("either-or", (*path, key), message, hint)
    if one.minus is not None and "count" not in said:
        message = f"the indicator '{one.id}' has 'minus' without 'count'"
        hint = "a difference of shares: who is counted stands in 'count', who is counted off in 'minus'"
        yield Finding("either-or", (*path, "minus"), message, hint)


def _base_findings(one: Indicator, path: Key, written: list[str]) -> Iterator[Finding]:
    """The base is said once."""
    said = [key for key in written if key in FOR_BASES]
    if not said:
        message = f"the indicator '{one.id}' does not say its base"
        hint = 'of = "question" with base_kind = "all" or "valid"; or base = "condition"'
        yield Finding("either-or", path, message, hint)
    elif "base" in said:
        for key in said:
            if key != "base":
                message = f"the indicator '{one.id}' says its base twice: '{key}' and 'base'"
                hint = "leave one out: 'of' with 'base_kind', or 'base'"
                yield Finding("either-or", (*path, key), message, hint)
    elif len(said) == 1:
        other = "base_kind" if said == ["of"] else "of"
        message = f"the indicator '{one.id}' has '{said[0]}' without '{other}'"
        hint = 'of names the questions; base_kind = "valid": answered, "all": or “don\'t know”'
        yield Finding("either-or", (*path, said[0]), message, hint)
    elif not one.questions:
        hint = "name the questions that its base is derived from"
        yield Finding("wrong-value", (*path, "of"), "'of' is empty", hint)


def _breakdown_findings(one: Breakdown, path: Key, studied: Studied) -> Iterator[Finding]:
    """A breakdown has its groups from one place."""
    if studied.is_doubtful(path):
        return
    named = "this" if studied.is_wrong((*path, "id")) else f"the breakdown '{one.id}'"
    if one.of is not None and one.groups:
        message = f"{named} has 'of' and 'groups'"
        hint = "leave one out: the options of a question are groups, or the groups that are written"
        yield Finding("either-or", (*path, "groups"), message, hint)
    if one.of is None and not one.groups:
        message = f"{named} has no groups"
        hint = 'the options of a question: of = "…"  or groups: groups = [{ id = "…", … }]'
        yield Finding("either-or", path, message, hint)
    yield from repeated((*path, "for"), one.for_, "for")


def _word_findings(study: StudyFile, studied: Studied) -> Iterator[Finding]:
    """Words for shares go from high to low: a lower one before would always be said."""
    for number, (before, one) in enumerate(pairwise(study.share_word), 1):
        path: Key = ("share_word", number, "from")
        wrong = studied.is_wrong(path) or studied.is_wrong(("share_word", number - 1, "from"))
        if one.from_ >= before.from_ and not wrong:
            message = (
                f"'from' is {one.from_}, and {before.from_} before it: these words are never said"
            )
            yield Finding("bounds", path, message, "put them in order, the highest 'from' first")


def _difference_findings(study: StudyFile, studied: Studied) -> Iterator[Finding]:
    """Differences are looked at between shares."""
    known = by_id(study.indicator)
    yield from repeated(("differences", "indicators"), study.differences.indicators, "indicators")
    for number, name in enumerate(study.differences.indicators):
        path: Key = ("differences", "indicators", number)
        if not studied.is_known("indicator", name):
            message = f"there is no indicator '{name}'"
            hint = did_you_mean(name, list(known), noun="the indicators")
            yield Finding("unknown-name", path, message, hint)
        elif name in known and not studied.is_doubtful_id("indicator", name):
            kind = known[name].kind
            if kind != "share":
                message = f"'{name}' is {KINDS[kind]}: differences are looked at between shares"
                yield Finding("type-mismatch", path, message)


def _quotation_findings(study: StudyFile) -> Iterator[Finding]:
    """Nothing is named twice; what the names stand for is known beside the questionnaires."""
    for audience, names in study.quotations.details.items():
        yield from repeated(("quotations", "details", audience), names, audience)


def repeated(path: Key, names: Sequence[Any], key: str) -> Iterator[Finding]:
    """Find what stands twice in a list of names."""
    for number, name in enumerate(names):
        if name in names[:number]:
            yield Finding("wrong-value", (*path, number), f"'{name}' stands twice in '{key}'")

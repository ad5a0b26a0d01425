"""What can be wrong in a questionnaire that is valid part by part."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from hybridequiz.problems import Problem, did_you_mean
from hybridequiz.questionnaire.documents import Document
from hybridequiz.questionnaire.expand import Expanded
from hybridequiz.questionnaire.findings import Finding
from hybridequiz.questionnaire.instrument import Instrument, Planned
from hybridequiz.questionnaire.lint_consents import consent_problems
from hybridequiz.questionnaire.lint_live import live_problems
from hybridequiz.questionnaire.lint_lookups import lookup_problems
from hybridequiz.questionnaire.lint_names import name_findings
from hybridequiz.questionnaire.lint_rosters import roster_problems
from hybridequiz.questionnaire.lint_routes import route_problems
from hybridequiz.questionnaire.lint_shuffling import shuffle_problems
from hybridequiz.questionnaire.lint_texts import text_problems, wording_problems
from hybridequiz.questionnaire.lint_types import (
    DONE,
    chosen_findings,
    date_findings,
    numbers_of_choices,
    ranking_findings,
)
from hybridequiz.questionnaire.mend import is_stand_in
from hybridequiz.questionnaire.model import Section
from hybridequiz.questionnaire.parts import Key
from hybridequiz.questionnaire.questions import (
    ChoiceQuestion,
    ComputedQuestion,
    DateQuestion,
    DecimalQuestion,
    GridQuestion,
    IntegerQuestion,
    Item,
    MultipleQuestion,
    Option,
    Question,
    RankingQuestion,
    ScaleQuestion,
    SingleQuestion,
    TimeQuestion,
)
from hybridequiz.questionnaire.reserved import why_reserved
from hybridequiz.questionnaire.states import RESERVED
from hybridequiz.questionnaire.study_file import StudyFile


def lint(
    instrument: Instrument,
    expanded: Expanded,
    broken: frozenset[str] = frozenset(),
    doubtful: frozenset[str] = frozenset(),
) -> list[Problem]:
    """Find what is wrong between the parts of a questionnaire.

    Args:
        instrument: The questionnaire, as far as it could be compiled.
        expanded: Where its parts are written, and the study whose values texts may use.
        broken: Ids of questions that are reported already; nothing more is said about them.
        doubtful: Ids of questions of which it is not known who is asked them, or what answers they can have.
    """
    own = [(planned.id, one) for planned in instrument.items for one in _question_findings(planned)]
    doubtful |= {name for name, finding in own if finding.code == "bounds"}
    findings = [
        *_language_findings(instrument.questionnaire.languages),
        *_id_findings(instrument, expanded),
        *_list_findings(instrument, broken),
        *(
            finding
            for number, section in enumerate(instrument.sections)
            for finding in _mode_findings(section, ("section", number))
        ),
        *(finding for _, finding in own),
        *_reference_findings(instrument, broken),
        *name_findings(instrument, broken),
        *_named_list_findings(instrument.questionnaire.options),
    ]
    problems = [placed(finding, expanded) for finding in findings]
    found, mentions = text_problems(instrument, expanded, broken)
    problems += found + consent_problems(instrument, expanded, broken)
    problems += lookup_problems(instrument, expanded, broken)
    problems += shuffle_problems(instrument, expanded, broken)
    problems += roster_problems(instrument, expanded)
    problems += route_problems(instrument, expanded, broken | doubtful, mentions)
    return problems


def lint_study(study: StudyFile, document: Document) -> list[Problem]:
    """Find what is wrong between the parts of a study file."""
    expanded = Expanded(document.data, document, None)
    findings = [
        *_language_findings(study.languages),
        *_code_findings([place.code for place in study.location], ("location",)),
        *_named_list_findings(study.options),
    ]
    problems = [placed(one, expanded) for one in findings]
    problems += live_problems(study, document)
    return [*problems, *wording_problems(study, expanded)]


def placed(finding: Finding, expanded: Expanded) -> Problem:
    """Say where a finding is written."""
    document, path = expanded.origin(finding.path)
    place = document.place(path)
    return Problem(finding.code, finding.message, place, finding.hint, finding.severity)


def _language_findings(languages: Sequence[str]) -> Iterator[Finding]:
    for number, language in enumerate(languages):
        if language in languages[:number]:
            yield Finding(
                "wrong-value", ("languages", number), f"'{language}' stands twice in 'languages'"
            )


def _named_list_findings(lists: Mapping[str, Sequence[Option]]) -> Iterator[Finding]:
    for name, options in lists.items():
        yield from _option_findings(options, ("options", name))


def _id_findings(instrument: Instrument, expanded: Expanded) -> Iterator[Finding]:
    """Every id once, and none that means something elsewhere."""
    seen: dict[str, Key] = {}
    for name, path in _placed_ids(instrument):
        if is_stand_in(name):
            continue
        if name in seen:
            where = _where(seen[name], expanded)
            message = f"the id '{name}' is used twice{where}"
            yield Finding("duplicate-id", path, message, "give every question an id of its own")
        if reason := why_reserved(name):
            message = f"'{name}' cannot be an id: it is {reason}"
            yield Finding("reserved-word", path, message, "choose another id")
        seen.setdefault(name, path)
    sections: dict[str, Key] = {}
    for number, section in enumerate(instrument.sections):
        path = ("section", number, "id")
        if section.id in sections:
            where = _where(sections[section.id], expanded)
            message = f"the section id '{section.id}' is used twice{where}"
            yield Finding("duplicate-id", path, message, "give every section an id of its own")
        sections.setdefault(section.id, path)


def _placed_ids(instrument: Instrument) -> Iterator[tuple[str, Key]]:
    """Give the id of every question, note and grid with its place."""
    for planned in instrument.items:
        if planned.grid is not None and planned.path[-1] == 0:
            yield planned.grid.id, (*planned.path[:-2], "id")
        yield planned.id, (*planned.path, "id")


def _where(first: Key, expanded: Expanded) -> str:
    """Say on which line the first of two stands, if that is known."""
    document, path = expanded.origin(first)
    line = document.place(path).line
    return "" if line is None else f": the first one is on line {line}"


def _list_findings(instrument: Instrument, broken: frozenset[str]) -> Iterator[Finding]:
    """Check lists of ids at the top of the file."""
    known = _referable(instrument.items)
    for number, name in enumerate(instrument.questionnaire.key_items):
        path: Key = ("key_items", number)
        if name in broken or is_stand_in(name):
            continue
        if name not in instrument.by_id:
            message = f"there is no question '{name}'"
            yield Finding("unknown-name", path, message, did_you_mean(name, known))
        elif instrument.by_id[name].question is None:
            yield Finding("unusable-name", path, f"'{name}' is a note: it has no answer")


def _referable(items: Iterable[Planned]) -> list[str]:
    """Give the ids of questions that a hint may name."""
    return [one.id for one in items if one.question and not is_stand_in(one.id)]


def _question_findings(planned: Planned) -> Iterator[Finding]:
    """Check what one question says of itself."""
    item, path = planned.item, planned.path
    if planned.grid is not None:
        yield from _mode_findings(item, path)
        yield from _reason_findings(item, path)
        if path[-1] != 0:
            return  # what they share is told at the first
        item, path = planned.grid, path[:-2]
    yield from _mode_findings(item, path)
    if isinstance(item, ChoiceQuestion):
        yield from _option_findings(item.options, (*path, "options"))
    if own := OWN_FINDINGS.get(type(item)):
        yield from own(item, path)
    yield from _reason_findings(item, path)


def _reason_findings(item: Item, path: Key) -> Iterator[Finding]:
    """A reason for no answer is offered once."""
    reasons = item.missing if isinstance(item, (Question, GridQuestion)) else ()
    if len(set(reasons)) < len(reasons):
        yield Finding("wrong-value", (*path, "missing"), "a reason stands twice in 'missing'")


def _grid_findings(grid: GridQuestion, path: Key) -> Iterator[Finding]:
    """The options of a grid are columns: there is no room to type in one."""
    yield from _option_findings(grid.options, (*path, "options"))
    for number, option in enumerate(grid.options):
        for key in ("other", "exclusive"):
            if getattr(option, key):
                where = (*path, "options", number, key)
                hint = "leave the key out, or make the question a single or multiple choice"
                yield Finding("wrong-value", where, f"'{key}' has no meaning in a grid", hint)


NOT_ASKED: Final = (
    "required",
    "missing",
    "probes",
    "check",
    "about",
    "before",
    "instruction",
    "help",
    "self_block",
)
"""Keys that say something of asking."""


def _computed_findings(item: ComputedQuestion, path: Key) -> Iterator[Finding]:
    """What is worked out is not asked: keys that say how have nothing to say."""
    for key in NOT_ASKED:
        if getattr(item, key):
            message = f"'{key}' says nothing here: a computed value is not asked"
            yield Finding("wrong-value", (*path, key), message, "leave the key out")


def _time_findings(item: TimeQuestion, path: Key) -> Iterator[Finding]:
    """Bounds are in order, and of whole minutes: that is what is answered."""
    for key, bound in (("min", item.min), ("max", item.max)):
        if bound is not None and (bound.second or bound.microsecond):
            yield Finding("bounds", (*path, key), f"'{key}' is not a whole minute")
    if item.min is not None and item.max is not None and item.min > item.max:
        low, high = f"{item.min:%H:%M}", f"{item.max:%H:%M}"
        hint = "a time has no day: for one after midnight leave the bounds out"
        yield Finding("bounds", (*path, "min"), f"'min' {low} is later than 'max' {high}", hint)


def _mode_findings(part: Item | Section, path: Key) -> Iterator[Finding]:
    """A list of modes names at least one: an empty one would mean none, or all."""
    if part.mode is not None and not part.mode:
        hint = "leave the key out: it is then asked in every mode"
        yield Finding("wrong-value", (*path, "mode"), "'mode' is empty", hint)


def _option_findings(options: Sequence[Option], path: Key) -> Iterator[Finding]:
    codes = [option.code for option in options]
    yield from _code_findings(codes, path)
    if len({type(code) for code in codes}) > 1:
        message = "this list mixes numbers and names as codes"
        yield Finding("mixed-codes", path, message, "use one kind of code in a list")


def _code_findings(codes: Sequence[int | str], path: Key) -> Iterator[Finding]:
    seen: set[int | str] = set()
    for number, code in enumerate(codes):
        if code in seen:
            message = f"the code {code} is used twice"
            hint = "give every option a code of its own"
            yield Finding("duplicate-code", (*path, number, "code"), message, hint)
        seen.add(code)


def choices_beside_wrong_codes(expanded: Expanded, wrong: Collection[Key]) -> Iterator[Problem]:
    """Check how many may be chosen where an option has a wrong code: that question is left out of the questionnaire.

    Args:
        expanded: Where its parts are written.
        wrong: The paths of what is wrong.
    """
    for path in {key[:-3] for key in wrong if key[-3:-2] == ("options",) and key[-1] == "code"}:
        table: Any = expanded.data
        for key in path:
            table = table[key]
        done = DONE.get(str(table.get("type")), "")
        fewest, most = table.get(f"min_{done}", 1), table.get(f"max_{done}")
        if done and {type(fewest), type(most)} <= {int, type(None)}:
            for one in numbers_of_choices(len(table["options"]), fewest, most, path, done):
                yield placed(one, expanded)


def _bound_findings(
    question: IntegerQuestion | DecimalQuestion | ScaleQuestion, path: Key
) -> Iterator[Finding]:
    """Check that bounds are in order and leave the reserved numbers alone."""
    low, high = question.min, question.max
    if low > high:
        yield Finding("bounds", (*path, "min"), f"'min' {low} is more than 'max' {high}")
    elif low <= RESERVED[-1] and high >= RESERVED[0]:
        message = (
            f"answers between {RESERVED[0]} and {RESERVED[-1]} stand for 'no answer' in exports"
        )
        hint = "choose bounds outside that range, or ask in another unit"
        yield Finding("reserved-numbers", (*path, "min"), message, hint)
    elif isinstance(question, ScaleQuestion) and high - low > 20:  # noqa: PLR2004 - one line of the screen
        message = f"a scale has at most 21 points, this one has {high - low + 1}"
        yield Finding("bounds", (*path, "max"), message, 'use type = "integer"')


OWN_FINDINGS: Final[Mapping[type[Item], Callable[[Any, Key], Iterator[Finding]]]] = {
    MultipleQuestion: chosen_findings,
    RankingQuestion: ranking_findings,
    IntegerQuestion: _bound_findings,
    DecimalQuestion: _bound_findings,
    ScaleQuestion: _bound_findings,
    DateQuestion: date_findings,
    TimeQuestion: _time_findings,
    ComputedQuestion: _computed_findings,
    GridQuestion: _grid_findings,
}
"""What only questions of one type can say wrongly of themselves."""


def _reference_findings(instrument: Instrument, broken: frozenset[str]) -> Iterator[Finding]:
    """Check the keys that name another question."""
    for planned in instrument.items:
        question = planned.question
        if question is None:
            continue
        if question.about is not None:
            yield from _earlier(instrument, planned, "about", question.about, broken)
        if isinstance(question, ChoiceQuestion) and question.chosen_in is not None:
            yield from _earlier(instrument, planned, "chosen_in", question.chosen_in, broken)
            yield from _source_findings(instrument, planned, question)
        elif isinstance(question, SingleQuestion) and question.derive:
            path: Key = (*planned.path, "derive")
            hint = 'name the multiple choice: chosen_in = "…"'
            yield Finding("missing-key", path, "'derive' needs 'chosen_in'", hint)


def _earlier(
    instrument: Instrument, planned: Planned, key: str, name: str, broken: frozenset[str]
) -> Iterator[Finding]:
    """A named question exists, is a question, and comes earlier."""
    path: Key = (*planned.path, key)
    found = instrument.by_id.get(name)
    if name in broken:
        return
    if found is None:
        hint = did_you_mean(name, _referable(instrument.items[: planned.index]))
        yield Finding("unknown-name", path, f"there is no question '{name}'", hint)
    elif found.question is None:
        yield Finding("unusable-name", path, f"'{name}' is a note: it has no answer")
    elif found.index >= planned.index:
        message = f"'{name}' comes later than this question"
        yield Finding("forward-reference", path, message, "name a question that was asked before")


def _source_findings(
    instrument: Instrument, planned: Planned, question: ChoiceQuestion
) -> Iterator[Finding]:
    """`chosen_in` names a multiple choice that has the same codes."""
    source = instrument.by_id.get(question.chosen_in or "")
    if source is None or source.question is None:
        return
    path: Key = (*planned.path, "chosen_in")
    if not isinstance(source.question, MultipleQuestion):
        yield Finding("type-mismatch", path, f"'{source.id}' is not a multiple choice")
        return
    unknown = [str(code) for code in question.codes if source.question.option(code) is None]
    if unknown:
        message = f"'{source.id}' has no option {_listed(unknown)}"
        yield Finding("unknown-option", path, message, "let both questions use the same list")


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)

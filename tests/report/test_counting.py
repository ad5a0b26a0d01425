"""What is counted from tables is what a plain look at every interview gives: any questionnaire, any answers."""

from __future__ import annotations

import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from export.export_kit import canonical
from export.test_pages import Kept
from hybridequiz.export import pages as pages_module
from hybridequiz.export.plan import column_plan
from hybridequiz.export.rows import readings
from hybridequiz.export.sources import Belonging, Sources
from hybridequiz.interview.record import final_answers, response_record
from hybridequiz.questionnaire.canonical import Canonical
from hybridequiz.questionnaire.conditions import compile_condition
from hybridequiz.questionnaire.indicator_scope import report_scope
from hybridequiz.questionnaire.indicators import Breakdown, Indicator, OfAudience
from hybridequiz.questionnaire.instrument import Instrument, Planned
from hybridequiz.questionnaire.questions import (
    ChoiceQuestion,
    DecimalQuestion,
    IntegerQuestion,
    MultipleQuestion,
    RankingQuestion,
    ScaleQuestion,
    SingleQuestion,
)
from hybridequiz.questionnaire.states import Missing, Value
from hybridequiz.questionnaire.texts import Text
from hybridequiz.report.compiled import Compiler
from hybridequiz.report.counting import CountedCells, count
from hybridequiz.report.reading import why_name
from hybridequiz.report.responses import Responses
from strategies import Case, Person, cases, text

Said = Mapping[str, Value | Missing]
COMPLETE = 10
PARTIAL = 11
BROKE_OFF = 21
NUMBERS = (IntegerQuestion, ScaleQuestion, DecimalQuestion)


@pytest.fixture(autouse=True)
def _large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages_module, "LEAST", 0)


def second_version(document: str) -> str:
    """Give a questionnaire a second version: with a question and options that the first did not have."""
    made = json.loads(document)
    questions = [one for section in made["section"] for one in section["question"]]
    sources = {one.get("chosen_in") for one in questions}
    for one in questions:
        is_free = "chosen_in" not in one and one["id"] not in sources
        if one["type"] in ("single", "multiple") and is_free:
            one["options"].insert(0, {"code": 5, "text": text("option 5")})
    extra = {"id": "added", "type": "single", "text": text("?"), "options": made_options()}
    made["section"].append({"id": "more", "title": text("More"), "question": [extra]})
    return Canonical({**made, "version": "2"}).document


def made_options() -> list[dict[str, Any]]:
    return [{"code": code, "text": text(f"option {code}")} for code in (1, 2, 3)]


def walked(case: Case, choices: bytes, number: int, disposition: int) -> tuple[str, Said]:
    """Let somebody answer; give the record, and what the interview itself says."""
    scenario = case.begin()
    person = Person(scenario, choices)
    while person.step():
        pass
    interview = scenario.interview
    record = response_record(interview, scenario.journal.events, disposition)
    response = f"00000000-0000-4000-8000-{number:012}"
    session: dict[str, Any] = {**record["session"], "response": response}  # type: ignore[dict-item]
    events: Any = record["events"]
    events[0]["body"] = session
    answers = {name: one.value for name, one in final_answers(interview).items()}
    said = {**interview.session.values(interview.language), **answers}
    return canonical({**record, "response": response, "session": session}), said


def comparisons(planned: Planned) -> Iterator[str]:
    """Give conditions about a question."""
    name, question = planned.id, planned.question
    yield from (f"answered({name})", f"given({name})", f"off_route({name})", f"left_empty({name})")
    if isinstance(question, RankingQuestion):
        yield from (f"1 in {name}", f"rank({name}, 1) <= 2", f"at_rank({name}, 1) == 2")
    elif isinstance(question, MultipleQuestion):
        yield from (f"1 in {name}", f"count({name}) >= 2")
    elif isinstance(question, ChoiceQuestion):
        yield from (f"{name} == 1", f"{name} in [2, 3]", f"{name} != 1")
    yield from (guard.condition.source for guard in planned.guards)


def looked_at(instrument: Instrument) -> list[Planned]:
    """Give the questions that a report can look at."""
    return [one for one in instrument.items if one.symbol is not None and one.repetition is None]


@st.composite
def indicators(draw: st.DrawFn, instrument: Instrument) -> tuple[Indicator, tuple[Breakdown, ...]]:
    """Draw an indicator, and a breakdown by a question."""
    planned = looked_at(instrument)
    unusable = report_scope(instrument).unusable
    sources = [
        source
        for one in planned
        for source in comparisons(one)
        if not any(re.search(rf"\b{name}\b", source) for name in unusable)
    ]
    facts: dict[str, Any] = {"base": draw(st.sampled_from(sources))}
    choices = [
        one.id
        for one in planned
        if isinstance(one.question, ChoiceQuestion)
        and not isinstance(one.question, RankingQuestion)
    ]
    numbers = [one.id for one in planned if isinstance(one.question, NUMBERS)]
    single = [one.id for one in planned if isinstance(one.question, SingleQuestion)]
    kind = draw(
        st.sampled_from(["count", "minus", *["shares"] * bool(choices), *["mean"] * bool(numbers)])
    )
    if kind == "shares":
        facts["shares"] = draw(st.sampled_from(choices))
    elif kind == "mean":
        facts["mean"] = draw(st.sampled_from(numbers))
    else:
        facts["count"] = draw(st.sampled_from(sources))
        if kind == "minus":
            facts["minus"] = draw(st.sampled_from(sources))
    by = draw(st.sampled_from(single)) if single else None
    breakdowns = () if by is None else (Breakdown(id="by", name=Text({"": "by"}), of=by),)
    where = draw(st.none() | st.sampled_from(sources))
    indicator = Indicator(
        id="I1",
        name=Text({"": "I1"}),
        for_={"people": OfAudience(where=where)},
        by=("by",) if breakdowns else (),
        **facts,
    )
    return indicator, breakdowns


def naive(
    indicator: Indicator,
    breakdowns: Sequence[Breakdown],
    people: Sequence[Said],
    instrument: Instrument,
    codes: Sequence[Any],
) -> dict[Any, tuple[int, list[Any]]]:
    """Count one after the other: by group how many are in the base, and what they add."""
    scope = report_scope(instrument)
    found: dict[Any, tuple[int, list[Any]]] = {}

    def holds(source: str | None, said: Said) -> bool:
        return source is None or compile_condition(source, scope).holds(said) is True

    for said in people:
        where = indicator.for_["people"].where
        if not (holds(where, said) and holds(indicator.base, said)):
            continue
        if indicator.mean is not None:
            value = said[indicator.mean]
            if isinstance(value, Missing):
                continue
            added: list[Any] = [value]
        elif indicator.shares is not None:
            chosen = said[indicator.shares]
            several = chosen if isinstance(chosen, frozenset) else {chosen}
            added = [int(code in several) for code in codes]
        else:
            added = [int(holds(indicator.count, said))]
            if indicator.minus is not None:
                added[0] -= int(holds(indicator.minus, said))
        group = said[breakdowns[0].of or ""] if breakdowns else None
        key = None if isinstance(group, Missing) else group
        base, sums = found.get(key, (0, [0] * len(added)))
        found[key] = base + 1, [one + more for one, more in zip(sums, added, strict=True)]
    return found


def as_found(cells: CountedCells, codes: Sequence[Any]) -> dict[Any, tuple[int, list[Any]]]:
    """Give what was counted by group, as `naive` does."""
    found = {}
    for place, sums in zip(cells.places, cells.sums, strict=True):
        key = codes[place[0]] if place and place[0] < len(codes) else None
        found[key] = sums.base, list(sums.parts)
    return found


@settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(st.data())
def test_tables_give_what_a_look_at_every_interview_gives(data: st.DataObject) -> None:
    first = data.draw(cases())
    second = Case(second_version(first.document), first.mode, first.form, b"", first.seed)
    versions = (first.stored, second.stored)
    drawn = data.draw(
        st.lists(
            st.tuples(
                st.integers(0, 1),
                st.binary(min_size=20, max_size=120),
                st.sampled_from([COMPLETE, PARTIAL, BROKE_OFF]),
            ),
            min_size=1,
            max_size=5,
        )
    )
    answered = [
        (disposition, *walked((first, second)[version], choices, number, disposition))
        for number, (version, choices, disposition) in enumerate(drawn)
    ]
    newest = versions[-1]
    names = [one.id for one in looked_at(newest)]
    nothing = dict.fromkeys(names, Missing.NOT_IN_VERSION)
    people = [{**nothing, **said} for ended, _, said in answered if ended != BROKE_OFF]
    indicator, breakdowns = data.draw(indicators(newest))
    counted = Compiler(versions, {}).indicator(
        indicator, "people", {one.id: one for one in breakdowns}
    )
    codes = [_code(one.id) for one in counted.breakdowns[0].groups] if breakdowns else []
    options = [_code(part.part.id.removeprefix("option_")) for part in counted.parts]
    expected = naive(indicator, breakdowns, people, newest, options)
    documents = [document for _, document, _ in answered]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plan = column_plan({one.hash: one for one in versions})
        kept = Kept(folder / "kept", documents[:2], documents[2:])
        for paged in (None, kept.records, kept.records):
            sources = Sources(
                documents if paged is None else [],
                paged,
                tuple(one.hash for one in versions),
                Belonging("random", rehearsal=True),
            )
            stage = Path(tempfile.mkdtemp(dir=folder))
            responses = Responses(plan, sources.of(readings(plan)[:1], stage))
            (found,) = responses.tally([counted.names])
            assert as_found(count(counted, found), codes) == expected
            (again,) = responses.tally([counted.names])
            assert again == found
            why = [why_name(one) for one in names]
            for one, alike in zip(names, responses.tally([(each,) for each in why]), strict=True):
                known = Counter(_why(said[one]) for said in people)
                told = [each.said[why_name(one)] for each in alike for _ in range(each.number)]
                assert Counter(told) == known


def _why(value: Value | Missing) -> Value | Missing:
    """Give why there is no value, or 1."""
    return value if isinstance(value, Missing) else 1


def _code(code: str) -> Any:
    return int(code) if code.isdigit() else code

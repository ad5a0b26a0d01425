"""Walks of made-up respondents: lines for `hybridequiz fill` that follow the route of any questionnaire."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any

from hypothesis import reject
from hypothesis import strategies as st

from hybridequiz.characters import clean_text
from hybridequiz.interview.answers import Answer
from hybridequiz.interview.complaints import InvalidAnswer
from hybridequiz.interview.outcomes import NeedsConfirmation
from hybridequiz.interview.typing_rules import chosen
from hybridequiz.questionnaire.instrument import Instrument, Planned
from hybridequiz.questionnaire.model import Questionnaire
from hybridequiz.questionnaire.partial_dates import PartialDate
from hybridequiz.questionnaire.questions import (
    FORMS,
    MODES,
    OTHER_LENGTH,
    ChoiceQuestion,
    DateQuestion,
    DecimalQuestion,
    IntegerQuestion,
    LongTextQuestion,
    LookupQuestion,
    MultipleQuestion,
    Option,
    Question,
    RankingQuestion,
    ScaleQuestion,
    SingleQuestion,
    TextQuestion,
    TimeQuestion,
)
from hybridequiz.questionnaire.states import Missing
from hybridequiz.store.clock import SystemClock
from scenario import Scenario

TRIES = 20
LAST_MINUTE = time(23, 59)
SHORT = 12

Line = dict[str, Any]
"""A line, before it is written as JSON; decimals are floats of few digits."""

LETTERS = st.characters(
    exclude_categories=["Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"], max_codepoint=0x1F6FF
)


def as_json_line(line: Mapping[str, Any]) -> str:
    """Write a line as it stands in the file."""
    return json.dumps(line, ensure_ascii=False)


def walks(
    instrument: Instrument, *, leaves_early: int = 5, today: date | None = None
) -> st.SearchStrategy[Line]:
    """Draw respondents who answer every question on the route in some way that it allows.

    Args:
        instrument: The questionnaire.
        leaves_early: An answer that leads to an exit is kept once in so many times.
        today: The day that conditions see; the real one if not said.
    """

    @st.composite
    def walk(draw: st.DrawFn) -> Line:
        line = draw(_facts(instrument.questionnaire))
        scenario = Scenario.of(
            instrument,
            mode=line["_mode"],
            form=line["_form"],
            language=line["_language"],
            location=line["_location"],
            today=today or SystemClock().today(),
        )
        walker = _Walker(draw, scenario, line, leaves_early)
        while (planned := scenario.conductor.current) is not None:
            walker.pass_by(planned)
        return line

    return walk()


def _facts(questionnaire: Questionnaire) -> st.SearchStrategy[Line]:
    """Draw the facts of a session."""
    study = questionnaire.study
    places = [place.code for place in study.location] if study else []
    return st.fixed_dictionaries(
        {
            "_mode": st.sampled_from(MODES),
            "_form": st.sampled_from(FORMS),
            "_language": st.sampled_from(questionnaire.languages),
            "_case": st.sampled_from(["", "A-17"]),
            "_location": st.sampled_from([None, *places]),
        }
    )


class _Walker:
    """Walks one respondent through the questionnaire, writing down what is answered."""

    def __init__(self, draw: st.DrawFn, scenario: Scenario, line: Line, leaves_early: int) -> None:
        self._draw = draw
        self._scenario = scenario
        self._line = line
        self._leaves_early = leaves_early

    def pass_by(self, planned: Planned) -> None:
        """Read a note, or answer a question."""
        question = planned.question
        if question is None:
            self._scenario.read()
            return
        if self._draw(st.integers(0, 29)) == 1:
            self._line.setdefault("_remarks", {})[question.id] = self._draw(_texts(SHORT))
        before = self._scenario.interview
        for _ in range(TRIES):
            entries, answer = self._draw_answer(planned, question)
            if self._accepted(planned, answer, entries):
                if self._stays():
                    self._write(planned, entries)
                    return
                self._scenario.conductor.interview = before
        reject()

    def _write(self, planned: Planned, entries: Line) -> None:
        """Write what was answered where a line has it: in its row, or at the top."""
        row = planned.row
        if row is None:
            self._line.update(entries)
            return
        self._line |= {key: value for key, value in entries.items() if key.startswith("_")}
        inside = {
            key.replace(f"[{row.number}]", "", 1): value
            for key, value in entries.items()
            if not key.startswith("_")
        }
        name = row.repetition.id
        if row.code is not None:
            self._line.setdefault(name, {}).setdefault(str(row.code), {}).update(inside)
            return
        rows = self._line.setdefault(name, [])
        rows.extend({} for _ in range(row.number - len(rows)))
        rows[row.number - 1].update(inside)

    def _stays(self) -> bool:
        """Tell whether an answer is kept though it may lead out."""
        leaves = self._scenario.interview.route.exit is not None
        return not leaves or self._draw(st.integers(1, self._leaves_early)) == 1

    def _accepted(self, planned: Planned, answer: Answer, entries: Line) -> bool:
        """Try an answer; what a soft check doubts is confirmed."""
        self._line.get("_confirm", {}).pop(planned.id, None)
        conductor = self._scenario.conductor
        try:
            conductor.answer(answer)
        except InvalidAnswer:
            return False
        except NeedsConfirmation:
            reason = self._draw(_texts(SHORT))
            conductor.answer(answer, reasons=dict.fromkeys(range(len(planned.checks)), reason))
            entries["_confirm"] = {**self._line.get("_confirm", {}), planned.id: reason}
        return True

    def _draw_answer(self, planned: Planned, question: Question) -> tuple[Line, Answer]:
        """Draw an answer: mostly a value, sometimes a reason, sometimes nothing."""
        kind = self._draw(st.integers(0, 9))
        if kind == 0 and not question.required:
            return {}, Answer(Missing.LEFT_EMPTY)
        if kind == 1 and question.missing:
            reason = Missing(self._draw(st.sampled_from(question.missing)))
            return {question.id: {"missing": reason.value}}, Answer(reason)
        if isinstance(question, ChoiceQuestion):
            return self._draw_choice(question, self._scenario.interview.options(planned))
        if isinstance(question, LookupQuestion):
            return self._draw_row(planned)
        return self._draw_value(question)

    def _draw_choice(
        self, question: ChoiceQuestion, offered: tuple[Option, ...]
    ) -> tuple[Line, Answer]:
        """Draw options, and a text where one asks "namely"."""
        picked = self._draw(_picks(question, offered))
        if not picked:
            return {}, Answer(Missing.LEFT_EMPTY)
        typed = {
            option.code: self._draw(_texts(OTHER_LENGTH, one_line=True))
            for option in picked
            if option.other and question.chosen_in is None
        }
        codes = [option.code for option in picked]
        raw = codes[0] if isinstance(question, SingleQuestion) else codes
        texts = {f"{question.id}.{code}": text for code, text in typed.items()}
        return {question.id: raw, **texts}, chosen(question, codes, typed)

    def _draw_row(self, planned: Planned) -> tuple[Line, Answer]:
        """Draw a row of a list, of those that are offered."""
        assert planned.listed is not None
        where = self._scenario.interview.rows_wanted(planned)
        listed = planned.listed
        codes = [code for code in listed.places if listed.fits(code, where)]
        if not codes:
            return {}, Answer(Missing.LEFT_EMPTY)
        code = self._draw(st.sampled_from(codes))
        return {planned.id: code}, Answer(code)

    def _draw_value(self, question: Question) -> tuple[Line, Answer]:
        """Draw a number, a day or a text within its bounds."""
        match question:
            case IntegerQuestion() | ScaleQuestion():
                number = self._draw(st.integers(question.min, question.max))
                return {question.id: number}, Answer(number)
            case DecimalQuestion():
                exact = self._draw(_decimals(question))
                return {question.id: float(exact)}, Answer(exact)
            case DateQuestion():
                first, last = question.min or date(1900, 1, 1), question.max or date(2100, 1, 1)
                day = self._draw(st.dates(first, last))
                if question.takes_spans:
                    known = PartialDate.of(day, self._draw(st.sampled_from(question.precisions)))
                    return {question.id: known.isoformat()}, Answer(known)
                return {question.id: day.isoformat()}, Answer(day)
            case TimeQuestion():
                clock = self._draw(st.times(question.min or time.min, question.max or LAST_MINUTE))
                clock = clock.replace(second=0, microsecond=0)
                return {question.id: f"{clock:%H:%M}"}, Answer(clock)
            case TextQuestion() | LongTextQuestion():
                one_line = isinstance(question, TextQuestion)
                text = self._draw(_texts(question.max_length, one_line=one_line))
                return {question.id: text}, Answer(text)
            case _:
                raise TypeError(f"no walk knows how to answer '{question.id}'")


def _picks(
    question: ChoiceQuestion, offered: tuple[Option, ...]
) -> st.SearchStrategy[list[Option]]:
    """Draw options that go together."""
    if isinstance(question, RankingQuestion):
        fewest, most = question.fewest(len(offered)), question.most(len(offered))
        orders = st.permutations(offered).flatmap(
            lambda order: st.integers(fewest, most).map(lambda number: list(order[:number]))
        )
        return orders if 0 < fewest <= most else st.just([])
    if not isinstance(question, MultipleQuestion):
        return st.sampled_from([[option] for option in offered]) if offered else st.just([])
    alone = [[option] for option in offered if option.exclusive]
    together = [option for option in offered if not option.exclusive]
    ways: list[st.SearchStrategy[list[Option]]] = []
    if len(together) >= question.min_chosen:
        ways.append(
            st.lists(
                st.sampled_from(together),
                unique_by=lambda option: option.code,
                min_size=question.min_chosen,
                max_size=min(question.max_chosen or SHORT, len(together)),
            )
        )
    if alone:
        ways.append(st.sampled_from(alone))
    return st.one_of(ways) if ways else st.just([])


@st.composite
def _decimals(draw: st.DrawFn, question: DecimalQuestion) -> Decimal:
    """Draw a number with at most as many decimals as the question takes."""
    scale = 10**question.decimals
    low, high = (int(Decimal(bound) * scale) for bound in (question.min, question.max))
    number: int = draw(st.integers(low, high))
    return Decimal(number) / Decimal(scale)


def _texts(most: int, *, one_line: bool = False) -> st.SearchStrategy[str]:
    """Draw texts that are kept as they are: what is typed is cleaned and trimmed."""
    letters = LETTERS if one_line else LETTERS | st.just("\n")
    drawn = st.text(letters, min_size=1, max_size=min(most, SHORT))
    trimmed = drawn.map(lambda text: _clean(text, one_line=one_line))
    return trimmed.filter(lambda text: 0 < len(text) <= most)


def _clean(text: str, *, one_line: bool) -> str:
    cleaned = clean_text(text)
    return " ".join(cleaned.split()) if one_line else cleaned.strip()

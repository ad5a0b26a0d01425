"""The columns that the answers to one question fill."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from hybridequiz.export.asked_if import Base, asked_if, forms_of, modes_of, offered_if
from hybridequiz.export.columns import TEXTS, Column, Kind, Measure, PlannedQuestion, Role
from hybridequiz.export.routing_words import Routing
from hybridequiz.export.versions import Asked, options_of
from hybridequiz.export.words import (
    DERIVED,
    NAMELY,
    NO,
    ORDER,
    PLACE,
    PRECISE,
    PRECISION_WORDS,
    ROW_NUMBER,
    UNRANKED,
    WHY_EMPTY,
    YES,
    Words,
)
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.partial_dates import Precision
from hybridequiz.questionnaire.questions import (
    FORMS,
    LONGEST,
    MODES,
    OTHER_LENGTH,
    ChoiceQuestion,
    ComputedQuestion,
    DateQuestion,
    DecimalQuestion,
    Gives,
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
from hybridequiz.questionnaire.states import EXPORT_CODES, Code, Missing
from hybridequiz.questionnaire.texts import Text
from hybridequiz.values import frozen, replace

ROW: Final = "row"
"""The name of the column with the number of a row; no question can have it as its id."""
PRECISION_CODES: Final[dict[Precision, int]] = {"year": 1, "month": 2, "day": 3}
"""The codes for how exact a date is: more is more exact."""


@frozen
class QuestionPlanner:
    """Plans the columns of questions.

    Attributes:
        versions: The versions of the questionnaire.
        words: Says things in its languages.
        routing: Says conditions in words.
    """

    versions: Sequence[Instrument]
    words: Words
    routing: Routing

    def question(self, history: Sequence[Asked]) -> PlannedQuestion:
        """Plan one question, from how each version asks it, newest first."""
        newest = history[0]
        condition, words = self.routing.told(history, asked_if)
        return PlannedQuestion(
            id=newest.question.id,
            section=newest.section.id,
            section_title=self.words.label(newest.section.title),
            text=self.words.label(newest.planned.text),
            columns=tuple(self._columns(history)),
            condition=condition,
            condition_words=words,
        )

    def row_number(self, history: Sequence[Asked]) -> Column:
        """Plan the column with the number of a row."""
        return Column(
            name=ROW,
            kind=Kind.INTEGER,
            role=Role.SYSTEM,
            label=self.words.said(ROW_NUMBER),
            measure=Measure.NOMINAL,
            source=ROW,
            versions=self._answer(history).versions,
            table=history[0].roster,
        )

    def row_option(self, history: Sequence[Asked], roster: str) -> Column:
        """Plan the column with the option that a row belongs to."""
        answer = self._answer(history)
        return replace(answer, kind=Kind.CHOICE, role=Role.OPTION, states=(), table=roster)

    def _columns(self, history: Sequence[Asked]) -> Iterator[Column]:
        question = history[0].question
        answer = self._answer(history)
        if not isinstance(question, MultipleQuestion | RankingQuestion):
            yield answer
        if answer.lists:
            yield self._listed(answer)
        for option in options_of(history):
            having = [asked for asked in history if offers(asked.question, option.code)]
            if isinstance(question, MultipleQuestion):
                yield self._flag(self._offered(having, option.code), option)
            if isinstance(question, RankingQuestion):
                yield self._place(self._offered(having, option.code), option)
            typed = [one for one in having if offers(one.question, option.code, other=True)]
            if typed:
                yield self._namely(self._answer(typed), option)
        if any(getattr(asked.question, "derive", None) for asked in history):
            yield self._derived(answer)
        if len({one for asked in history for one in _precisions(asked.question)}) > 1:
            yield self._precision(answer)
        if answer.kind in TEXTS:
            name = f"{question.id}__miss"
            label = self.words.label(history[0].planned.text, self.words.said(WHY_EMPTY))
            yield replace(
                answer, name=name, kind=Kind.CHOICE, role=Role.STATE, label=label, max_length=None
            )
        yield from self._order_columns(history, answer)

    def _derived(self, answer: Column) -> Column:
        """Plan the column that tells whether nobody was asked, as one choice was all there was."""
        return replace(
            answer,
            name=f"{answer.source}__derived",
            kind=Kind.FLAG,
            role=Role.DERIVED,
            label=self.words.label(answer.label, self.words.said(DERIVED)),
            values=((0, self.words.said(NO)), (1, self.words.said(YES))),
        )

    def _order_columns(self, history: Sequence[Asked], answer: Column) -> Iterator[Column]:
        """Plan the columns that tell in which order options and questions came, where these are shuffled."""
        found = {
            Role.ORDER: any(getattr(asked.question, "shuffle", False) for asked in history),
            Role.POSITION: any(
                asked.section.shuffle
                or (asked.planned.grid is not None and asked.planned.grid.shuffle)
                for asked in history
            ),
        }
        ends = {Role.ORDER: "order", Role.POSITION: "place"}
        kinds = {Role.ORDER: Kind.TEXT, Role.POSITION: Kind.INTEGER}
        words = {Role.ORDER: ORDER, Role.POSITION: PLACE}
        for role in (one for one, applies in found.items() if applies):
            yield replace(
                answer,
                name=f"{answer.source}__{ends[role]}",
                kind=kinds[role],
                role=role,
                measure=Measure.SCALE if role is Role.POSITION else Measure.NOMINAL,
                label=self.words.label(answer.label, self.words.said(words[role])),
                values=(),
                states=(),
                max_length=None,
                lists=(),
            )

    def _answer(self, history: Sequence[Asked]) -> Column:
        newest = history[0]
        question = newest.question
        condition, words = self.routing.told(history, asked_if)
        return Column(
            name=question.id,
            kind=kind_of(question),
            role=Role.ANSWER,
            label=self.words.label(newest.planned.text),
            measure=_measure(question),
            source=question.id,
            section=newest.section.id,
            values=self._values(history),
            states=self._states(history),
            condition=condition,
            condition_words=words,
            modes=modes_of(history),
            forms=forms_of(history),
            decimals=max(_decimals(asked.question) for asked in history),
            max_length=max((_length(asked.question) for asked in history), default=0) or None,
            lists=tuple(
                {
                    asked.planned.listed.hash: asked.planned.listed
                    for asked in history
                    if asked.planned.listed is not None
                }.values()
            ),
            versions=tuple(
                dict.fromkeys(asked.instrument.questionnaire.version for asked in reversed(history))
            ),
            table=newest.roster,
        )

    def _offered(self, having: Sequence[Asked], code: Code) -> Column:
        """Give what the column of an option shares with the others of its question, and when it is offered."""
        answer = self._answer(having)
        offer, words = self.routing.told(having, lambda one: offered_if(one, code))
        if not offer:
            return answer

        def whole(asked: Asked) -> Base:
            base = asked_if(asked)
            return replace(base, clauses=base.clauses + offered_if(asked, code).clauses)

        condition, condition_words = self.routing.told(having, whole)
        states = {*answer.states, Missing.OFF_ROUTE}
        return replace(
            answer,
            condition=condition,
            condition_words=condition_words,
            offer=offer,
            offer_words=words,
            states=tuple(one for one in EXPORT_CODES if one in states),
        )

    def _flag(self, answer: Column, option: Option) -> Column:
        """Plan the column that tells whether an option of a multiple choice was chosen."""
        return replace(
            answer,
            name=f"{answer.source}__{option.code}",
            kind=Kind.FLAG,
            role=Role.CHOSEN,
            label=self.words.label(answer.label, option.text),
            code=option.code,
            values=((0, self.words.said(NO)), (1, self.words.said(YES))),
        )

    def _place(self, answer: Column, option: Option) -> Column:
        """Plan the column that tells the place of an option of a ranking."""
        return replace(
            answer,
            name=f"{answer.source}__{option.code}",
            role=Role.PLACE,
            label=self.words.label(answer.label, option.text),
            code=option.code,
            values=((0, self.words.said(UNRANKED)),),
        )

    def _precision(self, answer: Column) -> Column:
        """Plan the column that tells how exact a date is."""
        return replace(
            answer,
            name=f"{answer.source}__prec",
            kind=Kind.CHOICE,
            role=Role.PRECISION,
            measure=Measure.ORDINAL,
            label=self.words.label(answer.label, self.words.said(PRECISE)),
            values=tuple(
                (number, self.words.said(PRECISION_WORDS[name]))
                for name, number in PRECISION_CODES.items()
            ),
        )

    def _namely(self, answer: Column, option: Option) -> Column:
        """Plan the column with what was typed at an option."""
        return replace(
            answer,
            name=f"{answer.source}__{option.code}__txt",
            kind=Kind.TEXT,
            role=Role.NAMELY,
            label=self.words.label(answer.label, option.text, self.words.said(NAMELY)),
            code=option.code,
            values=(),
            max_length=OTHER_LENGTH,
        )

    def _listed(self, answer: Column) -> Column:
        """Plan the column with the words of a code of a list in a file."""
        return replace(
            answer,
            name=f"{answer.source}__label",
            kind=Kind.TEXT,
            role=Role.LABEL,
            label=self.words.label(answer.label, self.words.said(NAMELY)),
        )

    def _values(self, history: Sequence[Asked]) -> tuple[tuple[Code, Text], ...]:
        """Give the codes with their labels: the options, or the two ends of a scale."""
        question = history[0].question
        if isinstance(question, ScaleQuestion):
            ends = ((question.min, question.low), (question.max, question.high))
            return tuple((code, self.words.label(text)) for code, text in ends)
        if isinstance(question, ComputedQuestion) and question.gives == "yes_no":
            return ((0, self.words.said(NO)), (1, self.words.said(YES)))
        return tuple((option.code, self.words.label(option.text)) for option in options_of(history))

    def _states(self, history: Sequence[Asked]) -> tuple[Missing, ...]:
        """Say why there can be no value, in the order of the codes."""
        possible = {Missing.NOT_REACHED}
        for asked in history:
            possible |= _own_states(asked)
        if len(history) < len(self.versions):
            possible.add(Missing.NOT_IN_VERSION)
        return tuple(state for state in EXPORT_CODES if state in possible)


def _own_states(asked: Asked) -> set[Missing]:
    """Say why one version's question can have no value."""
    question, planned = asked.question, asked.planned
    states = {Missing(reason) for reason in question.missing}
    if planned.computed and planned.symbol:
        states |= planned.symbol.missing | {Missing.NOT_APPLICABLE}
    if planned.asked and not question.required:
        states.add(Missing.LEFT_EMPTY)
    base = asked_if(asked)
    if base.clauses or base.after_exit:
        states.add(Missing.OFF_ROUTE)
    if any(one.exit.keep == "disposition" for one in asked.instrument.exits):
        states.add(Missing.WITHHELD)
    if len(planned.modes) < len(MODES) or len(planned.forms) < len(FORMS):
        states.add(Missing.NOT_IN_MODE)
    return states


def kind_of(question: Question) -> Kind:
    """Say what the cells of a question's columns hold."""
    if isinstance(question, SingleQuestion | LookupQuestion):
        return Kind.CHOICE
    if isinstance(question, MultipleQuestion):
        return Kind.FLAG
    if isinstance(question, TextQuestion | LongTextQuestion):
        return Kind.TEXT
    if isinstance(question, RankingQuestion):
        return Kind.PLACE
    if isinstance(question, DateQuestion):
        return Kind.PARTIAL_DATE if question.takes_spans else Kind.DATE
    if isinstance(question, TimeQuestion):
        return Kind.TIME
    if isinstance(question, ComputedQuestion):
        return _COMPUTED[question.gives]
    return Kind.DECIMAL if isinstance(question, DecimalQuestion) else Kind.INTEGER


def _measure(question: Question) -> Measure:
    if isinstance(question, ScaleQuestion | RankingQuestion):
        return Measure.ORDINAL
    numeric = (Kind.INTEGER, Kind.DECIMAL, Kind.DATE, Kind.TIME)
    return Measure.SCALE if kind_of(question) in numeric else Measure.NOMINAL


def _precisions(question: Question) -> tuple[Precision, ...]:
    """Say how exact an answer may be; nothing where no date is asked."""
    return question.precisions if isinstance(question, DateQuestion) else ()


def offers(question: Question, code: Code, *, other: bool = False) -> bool:
    """Tell whether a question has an option with this code; `other`: one that asks "namely"."""
    option = question.option(code) if isinstance(question, ChoiceQuestion) else None
    return option is not None and (option.other or not other)


_COMPUTED: Final[dict[Gives, Kind]] = {
    "integer": Kind.INTEGER,
    "decimal": Kind.DECIMAL,
    "text": Kind.TEXT,
    "date": Kind.DATE,
    "time": Kind.TIME,
    "yes_no": Kind.CHOICE,
}


def _decimals(question: Question) -> int:
    if (
        isinstance(question, DecimalQuestion | ComputedQuestion)
        and kind_of(question) is Kind.DECIMAL
    ):
        return question.decimals
    return 0


def _length(question: Question) -> int:
    if isinstance(question, ComputedQuestion) and question.gives == "text":
        return LONGEST
    return question.max_length if isinstance(question, TextQuestion | LongTextQuestion) else 0

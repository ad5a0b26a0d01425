"""What a table of a file of weights says of one question."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from hybridequiz.characters import clean_text
from hybridequiz.problems import did_you_mean, near_match
from hybridequiz.questionnaire.code_lists import CodeList
from hybridequiz.questionnaire.questions import (
    ChoiceQuestion,
    LongTextQuestion,
    MultipleQuestion,
    Question,
    TextQuestion,
)
from hybridequiz.questionnaire.states import SAID, Code, Missing
from hybridequiz.synthetic.domains import Domain, domain_of
from hybridequiz.synthetic.weights import QuestionWeights, Span
from hybridequiz.values import frozen

Chances = Mapping[str, Decimal]
REASONS: Final[dict[str, Missing]] = {one.value: one for one in (*SAID, Missing.LEFT_EMPTY)}


@frozen
class WeightFault:
    """One thing that is wrong.

    Attributes:
        code: The code of the problem.
        message: What is wrong.
        hint: How to mend it.
        key: The key in the question's table; None for the table as a whole.
    """

    code: str
    message: str
    hint: str = ""
    key: str | None = None


class NotRight(Exception):
    """What is said of a question cannot be.

    Attributes:
        faults: Everything that is wrong.
    """

    def __init__(self, faults: Sequence[WeightFault]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = tuple(faults)


def read_question(
    questions: Sequence[Question], chances: Chances, listed: CodeList | None, first_day: date
) -> QuestionWeights:
    """Read what is said of a question.

    Args:
        questions: The question; or the items of a grid, which have the same options.
        chances: What stands in its table: a chance for each answer.
        listed: The list that it chooses from, if it is a lookup.
        first_day: The day on which fieldwork begins.

    Raises:
        NotRight: with everything that is wrong.
    """
    return _Reading(questions, listed, first_day).read(chances)


class _Reading:
    """Reads one table."""

    def __init__(
        self, questions: Sequence[Question], listed: CodeList | None, first_day: date
    ) -> None:
        self._question = questions[0]
        self._listed = listed
        self._domain = domain_of(self._question, first_day)
        self._states = [one for one in REASONS if _may_be(questions, one)]
        self._faults: list[WeightFault] = []

    def read(self, chances: Chances) -> QuestionWeights:
        """Read it."""
        question, codes = self._question, self._codes()
        states = [key for key in chances if key in self._states and key not in codes]
        values = {key: one for key, one in chances.items() if key not in states}
        for key in [one for one in values if one in REASONS and one not in codes]:
            self._tell_not_offered(key)
            del values[key]
        named, spans, texts = dict[Code, Decimal](), dict[Span, Decimal](), dict[str, Decimal]()
        if isinstance(question, TextQuestion | LongTextQuestion):
            texts = self._texts(values, question.max_length)
        elif self._domain is not None:
            spans = self._spans(values, self._domain)
        else:
            named = self._named(values, codes)
        if self._faults:  # what is wrong adds up to nothing
            raise NotRight(self._faults)
        left = self._left(chances, states)
        if left and self._is_exhausted(named, spans):
            self._tell_sum(left)
        if self._faults:
            raise NotRight(self._faults)
        return QuestionWeights(
            states={REASONS[key]: float(chances[key]) for key in states},
            codes=self._spread(named, left),
            spans=tuple((span, float(one)) for span, one in spans.items()),
            texts=tuple((text, float(one)) for text, one in texts.items()),
            rest=0.0 if isinstance(question, ChoiceQuestion) else float(left),
        )

    def _left(self, chances: Chances, states: Sequence[str]) -> Decimal:
        """Give what chance is left for what is not named; options that are chosen each by itself leave none."""
        if isinstance(self._question, MultipleQuestion):
            self._tell_most(self._question, chances, states)
            return Decimal(0)
        left = 1 - sum(chances.values(), Decimal(0))
        if left < 0:
            self._tell_sum(left)
        return max(left, Decimal(0))

    def _tell_most(
        self, question: MultipleQuestion, chances: Chances, states: Sequence[str]
    ) -> None:
        """Tell where an option is likelier than can be: who says why not, or chooses one alone, does not choose it."""
        alone = [str(one.code) for one in question.options if one.exclusive]
        gone = sum((chances.get(key, Decimal(0)) for key in (*states, *alone)), Decimal(0))
        likeliest = max(chances, key=lambda key: (key not in (*states, *alone), chances[key]))
        most = Decimal(0) if likeliest in (*states, *alone) else chances[likeliest]
        if gone + most > 1:
            words = f"{gone} choose nothing, or something that goes alone, and {most} '{likeliest}': more than all"
            self._faults.append(WeightFault("wrong-sum", words))

    def _spread(self, named: Mapping[Code, Decimal], left: Decimal) -> dict[Code, float]:
        """Give every option its chance: what is left is shared by those that are not named."""
        question = self._question
        if not isinstance(question, ChoiceQuestion):
            return {code: float(one) for code, one in named.items()}
        unnamed = sum(code not in named for code in question.codes)
        even = left / unnamed if unnamed else Decimal(0)
        return {code: float(named.get(code, even)) for code in question.codes}

    def _codes(self) -> dict[str, Code]:
        """Give the codes that can be named."""
        question = self._question
        if isinstance(question, ChoiceQuestion):
            return {str(code): code for code in question.codes}
        return dict.fromkeys(self._listed.places, "") if self._listed else {}

    def _named(self, others: Chances, codes: Mapping[str, Code]) -> dict[Code, Decimal]:
        """Read options, or codes of a list."""
        named: dict[Code, Decimal] = {}
        for key, chance in others.items():
            if key in codes:
                named[codes[key] or key] = chance
            else:
                known = [*codes, *self._states]
                hint = did_you_mean(key, known, noun="the answers")
                words = f"'{key}' is no answer to '{self._question.id}'"
                self._faults.append(WeightFault("unknown-name", words, hint, key))
        return named

    def _spans(self, others: Chances, domain: Domain) -> dict[Span, Decimal]:
        """Read values and spans of them."""
        found: dict[Span, Decimal] = {}
        for key, chance in others.items():
            try:
                span = domain.span(key)
            except ValueError:
                near = near_match(key, self._states)
                hint = f'values are written so: "{domain.example}" = 0.5'
                hint = f'did you mean "{near}"?  {hint}' if near else hint
                words = f"'{key}' is no answer to '{self._question.id}'"
                self._faults.append(WeightFault("unknown-name", words, hint, key))
                continue
            within = Span(
                max(span.low, domain.whole.low), min(span.high, domain.whole.high), span.precision
            )
            if within.low > within.high:
                words = f"'{key}' is out of the bounds of '{self._question.id}'"
                hint = f"its answers lie in {domain.bounds}"
                self._faults.append(WeightFault("bounds", words, hint, key))
            else:
                found[within] = found.get(within, Decimal(0)) + chance
        return found

    def _texts(self, others: Chances, most: int) -> dict[str, Decimal]:
        """Read texts."""
        for key in others:
            if not key.strip() or len(key) > most:
                words = f"a text has 1 to {most} characters"
                self._faults.append(WeightFault("bounds", words, key=key))
        one_line = isinstance(self._question, TextQuestion)
        texts = {key: clean_text(key).strip() for key in others}
        return {
            " ".join(text.split()) if one_line else text: others[key] for key, text in texts.items()
        }

    def _is_exhausted(self, named: Mapping[Code, Decimal], spans: Collection[Span]) -> bool:
        """Tell whether every answer is named, so that none is left to share the rest."""
        question = self._question
        if isinstance(question, MultipleQuestion):
            return False
        if isinstance(question, ChoiceQuestion):
            return len(named) == len(question.codes)
        if self._listed is not None:
            return len(named) == len(self._listed)
        domain = self._domain
        return domain is not None and not domain.precisions and _covered(domain.whole, spans)

    def _tell_sum(self, left: Decimal) -> None:
        words = f"the chances add up to {1 - left}, not to 1"
        hint = "every answer is named here: none shares what is left" if left > 0 else ""
        self._faults.append(WeightFault("wrong-sum", words, hint))

    def _tell_not_offered(self, key: str) -> None:
        words = f"'{key}' is not offered at '{self._question.id}'"
        offered = ", ".join(self._states)
        if key == Missing.LEFT_EMPTY.value:
            words = f"'{self._question.id}' is required: it cannot be left empty"
        hint = f"offered are: {offered}" if offered else "take it out"
        self._faults.append(WeightFault("unknown-name", words, hint, key))


def _may_be(questions: Sequence[Question], reason: str) -> bool:
    """Tell whether any of some questions can be without a value for a reason."""
    if reason == Missing.LEFT_EMPTY.value:
        return any(not one.required for one in questions)
    return any(reason in one.missing for one in questions)


def _covered(whole: Span, spans: Collection[Span]) -> bool:
    """Tell whether spans leave nothing of all values."""
    reached = whole.low
    for span in sorted(spans, key=lambda one: one.low):
        if span.low > reached:
            return False
        reached = max(reached, span.high + 1)
    return reached > whole.high

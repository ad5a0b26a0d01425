"""Draws answers: each that a question takes can come, as likely as the weights say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final

from hybridequiz.interview.answers import Answer
from hybridequiz.interview.interview import Interview
from hybridequiz.interview.typing_rules import chosen
from hybridequiz.problems import say
from hybridequiz.questionnaire.addresses import parted
from hybridequiz.questionnaire.code_lists import CODE
from hybridequiz.questionnaire.instrument import Planned
from hybridequiz.questionnaire.questions import (
    OTHER_LENGTH,
    ChoiceQuestion,
    LongTextQuestion,
    LookupQuestion,
    MultipleQuestion,
    Option,
    Question,
    RankingQuestion,
    TextQuestion,
)
from hybridequiz.questionnaire.states import Code, Missing, Value
from hybridequiz.synthetic.chance import Chance
from hybridequiz.synthetic.domains import Domain, domain_of
from hybridequiz.synthetic.weights import QuestionWeights, Span, Weights
from hybridequiz.wording.interface import interface

REDRAWS: Final = 30
"""How often something is drawn anew that cannot be an answer."""
CHOSEN: Final = 0.3
ALONE: Final = 0.05
"""How likely an option of a multiple choice is about which nothing is said; and one that goes with no other."""
SENTENCES: Final = (
    say("Made-up answer: nobody said this."),
    say("Made-up answer on the explanation and the examples."),
    say("Made-up answer on the time and the planning."),
    say("Made-up answer: there is nothing special to tell."),
)
"""What is "typed" where nothing is said of a text: it says of itself that nobody typed it."""

Draw = Callable[[Chance, Interview, Planned], Answer | None]


class Drawer:
    """Draws the answers to one questionnaire.

    Args:
        weights: How likely answers are.
        first_day: The day on which fieldwork begins.
    """

    def __init__(self, weights: Weights, first_day: date) -> None:
        self._weights = weights
        self._first_day = first_day
        self._known: dict[str, Draw] = {}

    def is_weighed(self, planned: Planned) -> bool:
        """Tell whether something is said of how likely the answers to a question are."""
        return self._said_of(planned) is not None

    def draw(self, chance: Chance, interview: Interview, planned: Planned) -> Answer | None:
        """Draw an answer.

        Args:
            chance: What is drawn from.
            interview: The interview as it is.
            planned: The question that is asked now.

        Returns:
            An answer of the question's kind, which a check may still refuse; None where none came.
        """
        name, _ = parted(planned.id)
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = self._made(planned)
        return found(chance, interview, planned)

    def _said_of(self, planned: Planned) -> QuestionWeights | None:
        name, _ = parted(planned.id)
        said = self._weights.questions
        if name in said or planned.grid is None:
            return said.get(name)
        return said.get(parted(planned.grid.id)[0])

    def _made(self, planned: Planned) -> Draw:
        """Make what draws the answers to a question."""
        question, said = planned.question, self._said_of(planned)
        if question is None:
            raise TypeError(f"{planned.id} is read, not answered")
        states = _states(question, self._weights.states if said is None else said.states)
        value = self._value(question, said)

        def draw(chance: Chance, interview: Interview, planned: Planned) -> Answer | None:
            if states:
                reached = chance.share()
                for state, likely in states:
                    if reached < likely:
                        return Answer(state)
                    reached -= likely
            return value(chance, interview, planned)

        return draw

    def _value(self, question: Question, said: QuestionWeights | None) -> Draw:
        if isinstance(question, MultipleQuestion):
            return _several(question, said)
        if isinstance(question, ChoiceQuestion):
            return _one_or_ranked(question, said)
        if isinstance(question, LookupQuestion):
            return _looked_up(said)
        if isinstance(question, TextQuestion | LongTextQuestion):
            return _text(question.max_length, said)
        domain = domain_of(question, self._first_day)
        if domain is None:
            raise TypeError(f"nobody knows how to draw an answer to '{question.id}'")
        return _in_a_row(domain, said)


def _states(question: Question, chances: Mapping[Missing, float]) -> list[tuple[Missing, float]]:
    """Give the reasons for no value that a question allows, with how likely they are."""
    allowed = {Missing(one) for one in question.missing}
    if not question.required:
        allowed.add(Missing.LEFT_EMPTY)
    return [(one, likely) for one, likely in chances.items() if likely and one in allowed]


def _typed(chance: Chance, interview: Interview, options: Sequence[Option]) -> dict[Code, str]:
    """Give what is typed at options that ask "namely"."""
    language = interview.language
    return {one.code: _sentence(chance, language)[:OTHER_LENGTH] for one in options if one.other}


def _sentence(chance: Chance, language: str) -> str:
    return interface(language).say(chance.one_of(SENTENCES))


def _answer(
    chance: Chance, interview: Interview, question: ChoiceQuestion, options: Sequence[Option]
) -> Answer:
    typed = {} if question.chosen_in else _typed(chance, interview, options)
    return chosen(question, [one.code for one in options], typed)


def _one_or_ranked(question: ChoiceQuestion, said: QuestionWeights | None) -> Draw:
    """Draw one option; or of a ranking one place after the other."""

    def draw(chance: Chance, interview: Interview, planned: Planned) -> Answer | None:
        offered = interview.options(planned)
        if not offered:
            return None
        weights = [1.0 if said is None else said.codes[one.code] for one in offered]
        if not isinstance(question, RankingQuestion):
            return _answer(chance, interview, question, [chance.weighed(offered, weights)])
        fewest, most = question.fewest(len(offered)), question.most(len(offered))
        if not 0 < fewest <= most:
            return None
        number = fewest + chance.below(most - fewest + 1)
        return _answer(chance, interview, question, chance.order(offered, weights, number))

    return draw


def _several(question: MultipleQuestion, said: QuestionWeights | None) -> Draw:
    """Draw each option by itself; where none came, the one that says "none of these", if there is one."""
    left = 1.0  # of those who say no reason, and none of the options that go alone
    if said is not None:
        gone = [said.codes[one.code] for one in question.options if one.exclusive]
        left -= sum(gone) + sum(said.states.values())

    def likely(option: Option) -> float:
        if said is None:
            return ALONE if option.exclusive else CHOSEN
        return said.codes[option.code] / left if left > 0 else 0.0

    def draw(chance: Chance, interview: Interview, planned: Planned) -> Answer | None:
        offered = interview.options(planned)
        alone = [one for one in offered if one.exclusive]
        others = [one for one in offered if not one.exclusive]
        if option := _alone(chance, alone, said):
            return _answer(chance, interview, question, [option])
        most = len(others) if question.max_chosen is None else question.max_chosen
        for _ in range(REDRAWS):
            picked = [one for one in others if chance.happens(likely(one))]
            if question.min_chosen <= len(picked) <= most:
                return _answer(chance, interview, question, picked)
            if not picked and said is not None:
                return _none(chance, interview, question, alone)
        weights = [likely(one) for one in others]
        picked = chance.order(others, weights, question.min_chosen)
        if len(picked) < question.min_chosen:
            return _none(chance, interview, question, alone)
        return _answer(chance, interview, question, picked)

    return draw


def _alone(chance: Chance, alone: Sequence[Option], said: QuestionWeights | None) -> Option | None:
    """Draw whether an option is chosen that goes with no other, and which."""
    some = 1.0 - (sum(said.states.values()) if said else 0.0)
    reached = chance.share() * some
    for option in alone:
        likely = said.codes[option.code] if said else ALONE
        if reached < likely:
            return option
        reached -= likely
    return None


def _none(
    chance: Chance, interview: Interview, question: MultipleQuestion, alone: Sequence[Option]
) -> Answer | None:
    """Say that nothing was chosen: by an option that says so, or by leaving it empty."""
    if alone:
        return _answer(chance, interview, question, [alone[0]])
    return None if question.required else Answer(Missing.LEFT_EMPTY)


def _is_named(chance: Chance, said: QuestionWeights) -> bool:
    """Draw whether the value is one of those that weights name, where there is a value."""
    named = sum(likely for _, likely in (*said.spans, *said.texts)) + sum(said.codes.values())
    return named > 0 and chance.share() * (named + said.rest) >= said.rest


def _looked_up(said: QuestionWeights | None) -> Draw:
    """Draw a code of a list, of the rows that are offered."""

    def draw(chance: Chance, interview: Interview, planned: Planned) -> Answer | None:
        listed = planned.listed
        if listed is None:
            return None
        where = interview.rows_wanted(planned)
        if said is not None and _is_named(chance, said):
            named = [code for code in said.codes if listed.fits(code, where)]
            if named:
                drawn = chance.weighed(named, [said.codes[one] for one in named])
                return Answer(str(drawn))
        places = listed.matching(where)
        if not places:
            return None
        at = listed.columns.index(CODE)
        code = listed.rows[chance.one_of(places)][at]
        return Answer(code)

    return draw


def _text(most: int, said: QuestionWeights | None) -> Draw:
    """Draw a text."""

    def draw(chance: Chance, interview: Interview, _planned: Planned) -> Answer | None:
        text = _sentence(chance, interview.language)
        if said is not None and _is_named(chance, said):
            texts = [one for one, _ in said.texts]
            text = chance.weighed(texts, [likely for _, likely in said.texts])
        return Answer(text[:most].strip())

    return draw


def _in_a_row(domain: Domain, said: QuestionWeights | None) -> Draw:
    """Draw a number, a day or a time."""
    named = [] if said is None else [span for span, _ in said.spans]
    weights = [] if said is None else [likely for _, likely in said.spans]

    def value(chance: Chance, span: Span) -> Value:
        precision = span.precision
        if domain.precisions and not precision:
            precision = chance.one_of(domain.precisions)
        return domain.value(span.low + chance.below(span.high - span.low + 1), precision)

    def draw(chance: Chance, _interview: Interview, _planned: Planned) -> Answer | None:
        if domain.whole.low > domain.whole.high:
            return None
        if said is not None and _is_named(chance, said):
            return Answer(value(chance, chance.weighed(named, weights)))
        return Answer(value(chance, _between(chance, domain.whole, named)))

    return draw


def _between(chance: Chance, whole: Span, named: Sequence[Span]) -> Span:
    """Draw one of all values, if that can be one that is not named."""
    at = whole.low
    for _ in range(REDRAWS):
        at = whole.low + chance.below(whole.high - whole.low + 1)
        if not any(at in span for span in named):
            break
    return Span(at, at)

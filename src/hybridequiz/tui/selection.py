"""What is being chosen or typed at a question, before it is an answer."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from hybridequiz.characters import is_blank
from hybridequiz.interview.answers import Answer
from hybridequiz.interview.complaints import ComplaintKind, refuse
from hybridequiz.interview.half_answers import HalfAnswer
from hybridequiz.interview.ranking import moved, placed
from hybridequiz.interview.typing_rules import chosen, read_typed
from hybridequiz.questionnaire.questions import (
    ChoiceQuestion,
    LookupQuestion,
    MultipleQuestion,
    Question,
    RankingQuestion,
)
from hybridequiz.questionnaire.states import Code, Missing
from hybridequiz.values import field, frozen, replace
from hybridequiz.wording.presentation import Presented, Shape


@frozen
class Selection:
    """What is being chosen or typed.

    Attributes:
        codes: The chosen options; those of a ranking as a tuple, in their order.
        reason: What is said instead of an answer.
        others: What was typed at "other, namely", by code; kept while the option is not chosen.
        typed: What was typed.
    """

    codes: Collection[Code] = frozenset()
    reason: Missing | None = None
    others: Mapping[Code, str] = field(default_factory=dict)
    typed: str = ""

    @classmethod
    def of(cls, presented: Presented, draft: str = "") -> Selection:
        """Start from a draft, or else from the answer so far."""
        if draft and (kept := _from_draft(presented, draft)):
            return kept
        asking = [option for option in presented.options if option.other and option.typed]
        others = {option.code: option.typed for option in asking}
        return cls(presented.chosen, presented.reason, others, presented.typed)

    def draft(self) -> str:
        """Give it as text, to be kept while it is no answer yet."""
        return HalfAnswer(self.typed, self.codes, self.reason, self.others).to_text()

    def choose(self, question: ChoiceQuestion, code: Code) -> Selection:
        """Choose an option; in a multiple choice, or take it away; in a ranking, give it the next place, or none.

        Raises:
            InvalidAnswer: when no more may be chosen.
        """
        if isinstance(question, RankingQuestion):
            return self._rank(question, code)
        if not isinstance(question, MultipleQuestion):
            return replace(self, codes=frozenset({code}), reason=None)
        if code in self.codes:
            return replace(self, codes=frozenset(self.codes) - {code}, reason=None)
        option = question.option(code)
        if option is not None and option.exclusive:
            return replace(self, codes=frozenset({code}), reason=None)
        exclusive = {one.code for one in question.options if one.exclusive}
        codes = (frozenset(self.codes) - exclusive) | {code}
        if question.max_chosen is not None and len(codes) > question.max_chosen:
            raise refuse(ComplaintKind.TOO_MANY, most=question.max_chosen)
        return replace(self, codes=codes, reason=None)

    def _rank(self, question: RankingQuestion, code: Code) -> Selection:
        """Give an option the next place, or take its place away.

        Raises:
            InvalidAnswer: when there is no place left.
        """
        order = placed(tuple(self.codes), code)
        if question.max_ranked is not None and len(order) > question.max_ranked:
            raise refuse(ComplaintKind.TOO_MANY_RANKED, most=question.max_ranked)
        return replace(self, codes=order, reason=None)

    def move(self, code: Code, places: int) -> Selection:
        """Give a ranked option a place further back; below 0: further to the front."""
        return replace(self, codes=moved(tuple(self.codes), code, places))

    def say(self, reason: Missing) -> Selection:
        """Say a reason instead of an answer; said again, it is taken back."""
        taken = None if self.reason is reason else reason
        return replace(self, codes=frozenset(), reason=taken)

    def write(self, typed: str) -> Selection:
        """Type an answer."""
        return replace(self, typed=typed, reason=None)

    def name(self, code: Code, text: str) -> Selection:
        """Type what is meant at "other, namely"."""
        return replace(self, others={**self.others, code: text})

    def answer(self, question: Question, language: str, *, unnamed: bool = False) -> Answer:
        """Make the answer; `unnamed`: also where "namely" is passed over.

        Raises:
            InvalidAnswer: when it is not certain what was typed.
        """
        if self.reason is not None:
            return Answer(self.reason)
        if isinstance(question, LookupQuestion):
            return self._looked_up()
        if isinstance(question, ChoiceQuestion):
            return chosen(question, self.codes, self.others, unnamed=self.codes if unnamed else ())
        return read_typed(question, self.typed, language)

    def look_up(self, code: str) -> Selection:
        """Choose a row of a list; what was typed to find it goes."""
        return Selection(codes=frozenset({code}))

    def _looked_up(self) -> Answer:
        """Make the answer to a lookup: words that were typed are none.

        Raises:
            InvalidAnswer: when words were typed and no row was chosen.
        """
        if not is_blank(self.typed):
            raise refuse(ComplaintKind.NOT_CHOSEN, typed=self.typed)
        code = next(iter(self.codes), None)
        return Answer(Missing.LEFT_EMPTY if code is None else code)


def _from_draft(presented: Presented, draft: str) -> Selection | None:
    """Read a draft back, as far as it still fits the question."""
    half = HalfAnswer.from_text(draft)
    if half is None:
        return None
    offered = {option.code for option in presented.options}
    if presented.lookup is not None:
        offered = {code for code in half.codes if presented.lookup.is_offered(code)}
    reasons = {one.reason for one in presented.reasons}
    asking = {option.code for option in presented.options if option.other}
    others = {code: text for code, text in half.others.items() if code in asking}
    reason = half.reason if half.reason in reasons else None
    codes = tuple(code for code in dict.fromkeys(half.codes) if code in offered)
    ranked = presented.shape is Shape.RANKING
    return Selection(codes if ranked else frozenset(codes), reason, others, half.typed)

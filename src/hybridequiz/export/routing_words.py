"""When a question is asked, in words, with the words of the version that asks it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from hybridequiz.export.condition_pieces import Named
from hybridequiz.export.condition_words import all_of, condition_words
from hybridequiz.export.system import LOCATION, SYSTEM
from hybridequiz.export.words import NO, YES, Words, best_wording
from hybridequiz.questionnaire.conditions import Kind
from hybridequiz.questionnaire.instrument import Instrument, Planned
from hybridequiz.questionnaire.questions import ChoiceQuestion, ComputedQuestion
from hybridequiz.questionnaire.states import Code
from hybridequiz.questionnaire.texts import Text

Names = Mapping[str, Named]


class Routing:
    """Says conditions in words.

    Args:
        words: Says things in the languages of the questionnaire.
    """

    def __init__(self, words: Words) -> None:
        self._words = words
        self._known: dict[tuple[str, str], Names] = {}

    def said(self, conditions: Sequence[str], instrument: Instrument) -> Text:
        """Say in every language that some conditions must hold; nothing where there are none.

        Args:
            conditions: The conditions, as the file writes them.
            instrument: The version that they stand in.
        """
        if not conditions:
            return Text()
        told = {}
        for language in self._words.languages:
            say = partial(self._words.translate, language)
            names = self._names(instrument, language)
            told[language] = all_of([condition_words(one, names, say) for one in conditions], say)
        return Text(told)

    def _names(self, instrument: Instrument, language: str) -> Names:
        key = (instrument.hash, language)
        if key not in self._known:
            self._known[key] = dict(_named(instrument, language, self._words))
        return self._known[key]


def _named(instrument: Instrument, language: str, words: Words) -> Iterator[tuple[str, Named]]:
    """Give what conditions of a version can name, in the words of a language."""

    def worded(text: Text) -> str:
        return words.label(text).in_language(language)

    for fact in SYSTEM:
        labels = {code: words.translate(language, label) for code, label in fact.values}
        text = words.translate(language, fact.label)
        if fact.name == LOCATION and instrument.questionnaire.study:
            places = instrument.questionnaire.study.location
            labels = {one.code: worded(one.text) for one in places}
        yield fact.name, Named(text, Kind.CODE, _of(labels))
    for section in instrument.sections:
        if section.repeat is not None:
            yield section.id, Named(worded(section.title))
    for planned in instrument.items:
        if planned.question is not None and planned.symbol is not None:
            label = _labels(planned, language, words)
            yield planned.id, Named(worded(planned.text), planned.symbol.kind, label)


def _labels(planned: Planned, language: str, words: Words) -> Callable[[Code], str]:
    """Give what gives the words of the options of a question."""
    question = planned.question
    if planned.listed is not None:
        return partial(planned.listed.label, language=language)
    labels: dict[Code, str] = {}
    if isinstance(question, ChoiceQuestion):
        labels = {
            one.code: best_wording(words.label(one.text), language) for one in question.options
        }
    elif isinstance(question, ComputedQuestion) and question.gives == "yes_no":
        labels = {code: words.translate(language, label) for code, label in ((0, NO), (1, YES))}
    return _of(labels)


def _of(labels: Mapping[Code, str]) -> Callable[[Code], str]:
    return lambda code: labels.get(code, "")

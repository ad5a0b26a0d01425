"""When a question is asked, in words, with the words of the version that asks it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from hybridequiz.export import condition_phrases as phrases
from hybridequiz.export.asked_if import ALWAYS, Base, Clause, by_version
from hybridequiz.export.condition_pieces import Named, Say
from hybridequiz.export.condition_words import all_of, condition_words, is_compound
from hybridequiz.export.system import LOCATION, SYSTEM
from hybridequiz.export.versions import Asked
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

    def told(self, history: Sequence[Asked], of: Callable[[Asked], Base]) -> tuple[str, Text]:
        """Say whom something is asked: in the words of files, and in those of people in every language.

        Args:
            history: How each version asks it, newest first.
            of: Gives whom a version asks it.

        Returns:
            Both; nothing where it is asked always. Where versions differ, each is said.
        """
        groups = by_version(history, of)
        if len(groups) == 1:
            ((base, _, some),) = groups
            return base.source, self.said(base, some[0].instrument)
        sources = [f"{versions}: {base.source or ALWAYS}" for base, versions, _ in groups]
        parts = [
            (versions, len(some), self.said(base, some[0].instrument))
            for base, versions, some in groups
        ]
        told = {}
        for language in self._words.languages:
            say = partial(self._words.translate, language)
            told[language] = "; ".join(
                say(phrases.IN_VERSIONS if number > 1 else phrases.IN_VERSION).format(
                    versions=versions, words=words.in_language(language) or say(phrases.ALWAYS)
                )
                for versions, number, words in parts
            )
        has_source = any(base.source for base, _, _ in groups)
        return "; ".join(sources) if has_source else "", Text(told)

    def said(self, base: Base, instrument: Instrument) -> Text:
        """Say in every language whom something is asked; nothing where that is everybody.

        Args:
            base: Whom it is asked.
            instrument: The version that says so.
        """
        if not (base.clauses or base.after_exit):
            return Text()
        told = {}
        for language in self._words.languages:
            say = partial(self._words.translate, language)
            names = self._names(instrument, language)
            words = all_of([_clause_words(one, names, say) for one in base.clauses], say)
            if base.after_exit:
                after = phrases.AND_AFTER_EXIT if words else phrases.AFTER_EXIT
                words = say(after).format(condition=words)
            told[language] = words
        return Text(told)

    def exits(self, newest_first: Sequence[Instrument]) -> tuple[Text, ...]:
        """Say in every language when a questionnaire ends early, an exit each; with the versions where these differ."""
        found: dict[str, list[Instrument]] = {}
        for instrument in newest_first:
            for one in instrument.exits:
                having = found.setdefault(one.exit.when, [])
                having += [] if instrument in having else [instrument]
        return tuple(self._exit(when, having, newest_first) for when, having in found.items())

    def _exit(self, when: str, having: Sequence[Instrument], every: Sequence[Instrument]) -> Text:
        words = self.said(Base((Clause(when),)), having[0])
        message = phrases.EXIT if len(having) == len(every) else phrases.EXIT_IN_VERSION
        versions = ", ".join(one.questionnaire.version for one in reversed(having))
        return Text(
            {
                tag: self._words.translate(tag, message).format(condition=said, versions=versions)
                for tag, said in words
            }
        )

    def _names(self, instrument: Instrument, language: str) -> Names:
        key = (instrument.hash, language)
        if key not in self._known:
            self._known[key] = dict(_named(instrument, language, self._words))
        return self._known[key]


def _clause_words(clause: Clause, names: Names, say: Say) -> str:
    """Say a condition; where what is unknown shows, too."""
    words = condition_words(clause.source, names, say)
    if not clause.on_unknown:
        return words
    whole = f"({words})" if is_compound(clause.source) else words
    return say(phrases.OR_UNKNOWN).format(condition=whole)


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

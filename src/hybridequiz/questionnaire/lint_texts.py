"""Texts: every language is there, and what is filled in exists."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from functools import cache
from typing import Any, Final, cast, get_args, get_type_hints

from hybridequiz.problems import Place, Problem, did_you_mean
from hybridequiz.questionnaire.expand import Expanded
from hybridequiz.questionnaire.instrument import Instrument, Planned
from hybridequiz.questionnaire.mend import is_stand_in
from hybridequiz.questionnaire.model import Questionnaire, Section
from hybridequiz.questionnaire.parts import Key, Part, written_key
from hybridequiz.questionnaire.questions import Option
from hybridequiz.questionnaire.roster_planning import ROW, answered_in
from hybridequiz.questionnaire.study_file import StudyFile
from hybridequiz.questionnaire.texts import Fill, FillError, Text, fills
from hybridequiz.questionnaire.validation import ValidationError, validated
from hybridequiz.values import frozen, names_of, replace


@frozen(kw_only=True)
class RowTitle(Part):
    """What a row of a section is called, apart from the section's other texts."""

    row_title: Text


Mentions = Mapping[str, frozenset[str]]
"""By the id of an item: the names that its texts fill in, with nothing to say where they have no value."""
BRACE: Final = re.compile("[{}]")
LOCATION: Final = "session_location"
"""What a text says of the place: there may be none, for a place need not be chosen."""


def texts_of(part: Part, path: Key) -> list[tuple[Key, Text]]:
    """Gather the texts of a part of a file, questions inside it excepted."""
    found: list[tuple[Key, Text]] = []
    _gather(part, path, found)
    return found


def texts_asked(planned: Planned) -> list[tuple[Key, Text]]:
    """Gather the texts that are shown with an item; with an item of a grid what stands at the grid too."""
    if planned.grid is None:
        return texts_of(planned.item, planned.path)
    items = planned.path[:-1]
    shared = texts_of(planned.grid, items[:-1])
    own = [((*planned.path, "text"), planned.item.text)]
    return [one for one in shared if one[0][: len(items)] != items] + own


def _gather(part: Part, path: Key, found: list[tuple[Key, Text]]) -> None:
    for name, key in _fields_with_texts(cast("type", part.__class__)):
        value = getattr(part, name)
        if value.__class__ is Text:
            found.append(((*path, key), value))
        elif value:
            _gather_in(value, (*path, key), found)


@cache
def _fields_with_texts(kind: type) -> tuple[tuple[str, str], ...]:
    """Name the fields of a model that can hold texts, with their keys, questions inside it excepted."""
    types = get_type_hints(kind)
    return tuple(
        (name, written_key(name))
        for name in names_of(kind)
        if name != "question" and _holds_texts(types[name])
    )


def _holds_texts(annotation: Any) -> bool:
    """Tell whether a value of this type can be a text, or a part with texts in it."""
    if isinstance(annotation, type) and issubclass(annotation, (Text, Part)):
        return True
    return any(_holds_texts(part) for part in get_args(annotation))


def _gather_in(value: Any, path: Key, found: list[tuple[Key, Text]]) -> None:
    """Gather the texts of a value of any kind that a key can have."""
    if isinstance(value, Text):
        found.append((path, value))
    elif isinstance(value, Part):
        _gather(value, path, found)
    elif isinstance(value, tuple):
        for number, one in enumerate(value):
            if not isinstance(one, str):
                _gather_in(one, (*path, number), found)
    elif isinstance(value, dict):
        for key, one in value.items():
            _gather_in(one, (*path, key), found)


def text_problems(
    instrument: Instrument, expanded: Expanded, broken: frozenset[str]
) -> tuple[list[Problem], Mentions]:
    """Check every text of a questionnaire.

    Returns:
        What is wrong, and what the texts of each item fill in.
    """
    checker = _TextChecker(instrument, expanded, broken)
    return list(checker.problems()), checker.mentions


def wording_problems(study: StudyFile, expanded: Expanded) -> list[Problem]:
    """Check that a study's texts have every language of the study, if it is known which those are."""
    if expanded.data.get("languages") != list(study.languages):
        return []
    languages = frozenset(study.languages)
    found: list[Problem] = []
    for path, text in texts_of(study, ()):
        found += _language_problems(path, text, languages, expanded)
    return found


def texts_beside_wrong_codes(
    instrument: Instrument, expanded: Expanded, wrong: Collection[Key]
) -> Iterator[Problem]:
    """Check the languages of the options beside one with a wrong code: their list is left out of the questionnaire.

    Args:
        instrument: What is left of the questionnaire.
        expanded: Where its parts are written.
        wrong: The paths of what is wrong.
    """
    languages = frozenset(instrument.questionnaire.languages)
    if expanded.data.get("languages") != list(instrument.questionnaire.languages):
        return
    for path in {key[:-2] for key in wrong if key[-1:] == ("code",)}:
        for number, option in enumerate(_listed(expanded.data, path)):
            place = (*path, number)
            with suppress(ValidationError):  # it is told what is wrong with it
                for where, text in texts_of(validated(Option, option), place):
                    yield from _language_problems(where, text, languages, expanded)


def _listed(data: Any, path: Key) -> list[Any]:
    """Give the list that stands at a path, or an empty one."""
    for key in path:
        data = data[key]
    return data if isinstance(data, list) else []


def has_braces(text: Text) -> bool:
    """Tell whether something may be filled into a text."""
    return any(map(BRACE.search, text.wordings.values()))


def safe_fills(text: Text) -> list[Fill]:
    """Give the fills of all wordings; a wording with a lone brace counts for nothing."""
    found: list[Fill] = []
    for _, wording in text:
        if "{" in wording or "}" in wording:
            try:
                found += fills(wording)
            except FillError:
                continue
    return found


def _always_known(expanded: Expanded) -> frozenset[str]:
    """Name what a text can say of the session and of the study, whether or not the study is valid."""
    if expanded.study is None:
        return frozenset({"session_code"})
    values = expanded.study.data.get("values")
    named = frozenset(values) if isinstance(values, dict) else frozenset()
    place = {LOCATION} if expanded.study.data.get("location") else frozenset()
    return named | place | {"session_code", "threshold"}


def placed_fills(text: Text) -> Iterator[tuple[str, Fill]]:
    """Give the fills of a text with the language of the wording that they are in."""
    for language, wording in text:
        for fill in safe_fills(Text.of(wording)):
            yield language, fill


def without_fallback(expanded: Expanded, where: tuple[Key, str, Fill], why: str) -> Problem:
    """Say that what is filled in may not be there, and nothing is said for then."""
    path, language, fill = where
    document, written = expanded.origin((*path, language) if language else path)
    place = document.place_within(written, fill.start, fill.end)
    message = f"'{fill.name}' {why}, and nothing is said for then"
    hint = f"give the words for then: {{{fill.name}|…}}"
    return Problem("fill-without-fallback", message, place, hint)


class _TextChecker:
    """Goes through the texts of a questionnaire in file order, knowing what came before."""

    def __init__(self, instrument: Instrument, expanded: Expanded, broken: frozenset[str]) -> None:
        questionnaire = instrument.questionnaire
        self._instrument = instrument
        self._expanded = expanded
        self._languages = frozenset(questionnaire.languages)
        written = expanded.data.get("languages")
        self._no_others = written == list(questionnaire.languages)
        self._languages_known = isinstance(written, list) and self._languages <= {
            one for one in written if isinstance(one, str)
        }
        self._always = _always_known(expanded)
        self._broken = broken
        self._asked: set[str] = set()
        self._inside: set[str] = set()
        self._rows_from = ""
        self.mentions: dict[str, frozenset[str]] = {}

    def problems(self) -> Iterator[Problem]:
        questionnaire = self._instrument.questionnaire
        yield from self._of_text(("title",), questionnaire.title)
        yield from self._lone_fills(("title",), questionnaire.title)
        section = -1
        for planned in self._instrument.items:
            if planned.section > section:
                section = planned.section
                self._leave_rows()
                yield from self._of_section(questionnaire.section[section], section)
            if planned.question and not is_stand_in(planned.id):
                self._asked.add(planned.id)
            yield from self._of_item(planned)
        self._leave_rows()
        yield from self._of_part(questionnaire.screens, ("screens",))
        for number, one in enumerate(questionnaire.exit):
            yield from self._of_part(one, ("exit", number))
        yield from self._of_lists(questionnaire)

    def _of_section(self, section: Section, number: int) -> Iterator[Problem]:
        """Check the texts of a section; what a row is called can say what is answered in it."""
        path: Key = ("section", number)
        self._rows_from = section.repeat or ""
        yield from self._of_part(replace(section, row_title=None), path)
        if section.repeat is None:
            return
        self._inside = {ROW, *answered_in(section)}
        if section.row_title is not None:
            asked = set(self._asked)
            self._asked |= self._inside - {ROW}
            yield from self._of_part(RowTitle(row_title=section.row_title), path)
            self._asked = asked
        self._rows_from = ""

    def _leave_rows(self) -> None:
        """What is asked once a row cannot be filled in behind its section."""
        self._asked -= self._inside
        self._inside = set()

    def _of_item(self, planned: Planned) -> Iterator[Problem]:
        """Check the texts of an item."""
        for where, text in texts_asked(planned):
            if text.wordings.keys() != self._languages:
                yield from self._languages_of(where, text)
            if has_braces(text):
                yield from self._of_fills(where, text)
                self._note_mentions(planned.id, text)

    def _of_part(self, part: Part, path: Key) -> Iterator[Problem]:
        """Check the texts of what is shown whatever was asked."""
        for where, text in texts_of(part, path):
            yield from self._languages_of(where, text)
            if has_braces(text):
                yield from self._of_fills(where, text)
                yield from self._lone_fills(where, text)

    def _note_mentions(self, name: str, text: Text) -> None:
        """Note what is filled into a text of an item without a word for where it is not there."""
        named = {fill.name for fill in safe_fills(text) if fill.fallback is None}
        self.mentions[name] = self.mentions.get(name, frozenset()) | named

    def _of_lists(self, questionnaire: Questionnaire) -> Iterator[Problem]:
        """Check the languages of texts and options with a name, used or not."""
        found: list[tuple[Key, Text]] = []
        for key in ("texts", "options"):
            _gather_in(getattr(questionnaire, key), (key,), found)
        for path, text in found:
            yield from self._languages_of(path, text)

    def _of_text(self, path: Key, text: Text) -> Iterator[Problem]:
        yield from self._languages_of(path, text)
        yield from self._of_fills(path, text)

    def _of_fills(self, path: Key, text: Text) -> Iterator[Problem]:
        for language, wording in text:
            if "{" in wording or "}" in wording:
                yield from self._fill_problems((*path, language) if language else path, wording)

    def _languages_of(self, path: Key, text: Text) -> Iterator[Problem]:
        """Check the languages of a text; where some tag of the file is wrong, a text may well be in another."""
        if self._languages_known:
            told = _language_problems(path, text, self._languages, self._expanded)
            yield from (one for one in told if self._no_others or one.code != "unknown-language")

    def _lone_fills(self, path: Key, text: Text) -> Iterator[Problem]:
        """Find answers without a fallback in a text that is shown whether or not they are there."""
        for language, fill in placed_fills(text):
            may_lack = fill.name in self._asked - {self._rows_from} or self._is_place(fill.name)
            if fill.fallback is None and may_lack:
                yield without_fallback(self._expanded, (path, language, fill), "may have no value")

    def _is_place(self, name: str) -> bool:
        """Tell whether a name stands for the place of the session, in a study that has places."""
        return name == LOCATION and name in self._always

    def _fill_problems(self, path: Key, wording: str) -> Iterator[Problem]:
        document, written = self._expanded.origin(path)
        try:
            found = fills(wording)
        except FillError as error:
            place = document.place_within(written, error.start, error.start + 1)
            hint = "{name} or {name|fallback} fills something in; write {{ for a brace itself"
            yield Problem("bad-fill", str(error), place, hint)
            return
        for fill in found:
            known = fill.name in self._always or fill.name in self._asked
            if known or fill.name in self._broken or (fill.name == ROW and ROW in self._inside):
                continue
            if fill.name not in self._instrument.by_id and self._expanded.study_unread:
                continue
            place = document.place_within(written, fill.start, fill.end)
            yield self._unknown(fill.name, place)

    def _unknown(self, name: str, place: Place) -> Problem:
        planned = self._instrument.by_id.get(name)
        if planned is not None and planned.question is None:
            message = f"'{name}' is a note: it has no answer to fill in"
            return Problem("unusable-name", message, place)
        if planned is not None and planned.repetition and name not in self._inside:
            message = f"'{name}' is asked once a row of '{planned.repetition.id}'"
            return Problem("unusable-name", message, place, "a computed value can sum the rows up")
        if planned is not None:
            message = f"'{name}' is not answered yet where this text is shown"
            return Problem("forward-reference", message, place, "fill in an earlier answer")
        known = sorted(self._always | self._asked)
        message = f"nothing is called '{name}'"
        return Problem("unknown-name", message, place, did_you_mean(name, known))


def _language_problems(
    path: Key, text: Text, languages: frozenset[str], expanded: Expanded
) -> Iterator[Problem]:
    """Every language of the file has a wording, and no other has one."""
    tags = text.wordings.keys()
    if tags == languages or "" in tags:
        return
    document, written = expanded.origin(path)
    for language in sorted(languages - tags):
        message = f"there is no text in '{language}'"
        hint = f"add the wording in '{language}'; a missing one is never replaced silently"
        yield Problem("missing-translation", message, document.place(written), hint)
    if document is not expanded.document:
        return  # a study can have more languages than one of its questionnaires
    for tag in sorted(tags - languages):
        message = f"'{tag}' is not among the languages of this file"
        hint = did_you_mean(tag, sorted(languages), noun="the languages")
        place = document.place((*written, tag), key=True)
        yield Problem("unknown-language", message, place, hint)

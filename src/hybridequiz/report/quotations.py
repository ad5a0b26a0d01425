"""The quotations of a report, and the texts that may become one.

Permission, hash and disposition are looked at in the record itself each time: what was decided yesterday holds for the
text as it was, and for as long as it may be used.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from hybridequiz.characters import show_text
from hybridequiz.interview.quotations import Quotable, quotables
from hybridequiz.questionnaire.questions import Option, SingleQuestion
from hybridequiz.questionnaire.quotation_checks import permissions
from hybridequiz.questionnaire.states import Code, Missing
from hybridequiz.questionnaire.texts import Text
from hybridequiz.report.combinations import USABLE
from hybridequiz.report.figures import Quotation
from hybridequiz.store.quotation_state import Lines, Standing, State, by_text, standing
from hybridequiz.values import frozen

if TYPE_CHECKING:
    from hybridequiz.questionnaire.instrument import Instrument
    from hybridequiz.questionnaire.study_file import StudyFile
    from hybridequiz.report.audience_report import Asked
    from hybridequiz.store.journal import Store

VERSION: Final = "q_hash"
"""The fact of a session which version, by its content, was answered."""
Words = tuple[tuple[object, tuple[tuple[str, str], ...]], ...]
"""Answers with their words in every language."""
DECIDED: Final = (State.PASSED, State.REJECTED, State.REVOKED)


@frozen
class Permitted:
    """A text with a permission that holds, of a response that counts.

    Attributes:
        text: The text.
        standing: Where it stands.
        audience: The audience of whoever said it.
        title: What that is called.
        words: The option that was chosen as permission, in words.
        details: What may be said of whoever said it, beside the audience; nothing where that is known of too few.
    """

    text: Quotable
    standing: Standing
    audience: str
    title: Text
    words: Text
    details: tuple[Text, ...] = ()


class QuotedTexts:
    """Finds the texts of a study that may be quoted, with where they stand.

    For `quotations` and `waiting` only records of which something was decided are read.

    Args:
        study: Says how quotations are printed.
        asked: The audiences with responses.
        store: Has the answers and the log.
        without_groups: The audiences whose groups may not be shown: details are groups too.
    """

    def __init__(
        self,
        study: StudyFile,
        asked: Sequence[Asked],
        store: Store,
        without_groups: Collection[str] = (),
    ) -> None:
        self._without_groups: Final = without_groups
        self._study: Final = study
        self._asked: Final = asked
        self._store: Final = store
        self._versions: Final[Mapping[str, tuple[Asked, Instrument]]] = {
            instrument.hash: (one, instrument) for one in asked for instrument in one.instruments
        }
        self._log: Final = store.quotations.all()
        self._lines: Final[Lines] = by_text(self._log)
        self._responses: Final = {one.id: one.responses for one in asked}
        self._plans: Final = {one.id: one.plan for one in asked}
        self._alike: Final = cache(self._numbers)

    @property
    def is_asked_for(self) -> bool:
        """Tell whether any questionnaire asks for permission to quote."""
        return any(permissions(instrument) for _, instrument in self._versions.values())

    def all(self) -> Iterator[Permitted]:
        """Give all of them, audience by audience; only records of those who gave permission are read."""
        for one in self._asked:
            version = one.plan.fact(VERSION)
            found: dict[str, None] = dict.fromkeys(self._unsure(one))
            for name, options in self._asking(one).items():
                for response, said in one.responses.each([name, version]):
                    if said[name] in options.get(str(said[version]), ()):
                        found[response] = None
            texts = [text for response in found for text in self._of(response)]
            yield from sorted(texts, key=lambda text: (text.text.text, text.text.handle))

    def logged(self) -> Iterator[Permitted]:
        """Give those of responses of which something was decided, in no order that tells anything of them."""
        for response in sorted({one.response for one in self._log}):
            yield from self._of(response)

    def quotations(self) -> tuple[Quotation, ...]:
        """Give what is printed, in an order that tells neither when it was said nor by which code."""
        order = {one.id: place for place, one in enumerate(self._asked)}
        passed = [
            (order[one.audience], _quotation(one))
            for one in self.logged()
            if one.standing.state is State.PASSED
        ]
        passed.sort(key=lambda one: (one[0], one[1].text, [tuple(each) for each in one[1].details]))
        return tuple(one for _, one in passed)

    def waiting(self) -> int:
        """Count the texts that wait for a review, or for an approval: permissions without what was decided."""
        done = sum(one.standing.state in DECIDED for one in self.logged())
        return max(0, self._permitted() - done)

    def _asking(self, asked: Asked) -> dict[str, dict[str, frozenset[Code]]]:
        """Give the questions that ask an audience for permission: by version the options that give it, now or later."""
        found: dict[str, dict[str, frozenset[Code]]] = {}
        for instrument in asked.instruments:
            for one in permissions(instrument):
                if one.id in asked.responses:
                    options = frozenset((*one.grants, *one.approve_first))
                    found.setdefault(one.id, {})[instrument.hash] = options
        return found

    def _unsure(self, asked: Asked) -> Iterator[str]:
        """Give the responses that are looked at one by one: all, where a permission was changed under its name."""
        names = {one.id for instrument in asked.instruments for one in permissions(instrument)}
        if names & asked.set_aside.keys():
            yield from asked.responses.ids()

    def _permitted(self) -> int:
        """Count the permissions that were given."""
        number = 0
        for one in self._asked:
            number += sum(
                text.text.permission in one.set_aside
                for response in self._unsure(one)
                for text in self._of(response)
            )
            version = one.plan.fact(VERSION)
            asking = self._asking(one)
            tallies = one.responses.tally([[name, version] for name in asking])
            for (name, options), tally in zip(asking.items(), tallies, strict=True):
                number += sum(
                    alike.number
                    for alike in tally
                    if alike.said[name] in options.get(str(alike.said[version]), ())
                )
        return number

    def _of(self, response: str) -> Iterator[Permitted]:
        """Give the texts of a response that counts."""
        document = self._store.document(response)
        record: Mapping[str, Any] = json.loads(document) if document else {}
        if record.get("disposition") not in USABLE:
            return
        asked, instrument = self._versions.get(record["questionnaire"]["hash"], (None, None))
        if asked is None or instrument is None or response in asked.responses.doubles:
            return
        for text in quotables(record, instrument):
            option = _option(instrument, text.permission, text.option)
            yield Permitted(
                text=text,
                standing=standing(text, self._lines),
                audience=asked.id,
                title=self._study.audiences.get(asked.id, asked.plan.title),
                words=option.text if option else Text({"": str(text.option)}),
                details=self._details(text, asked, instrument, record["answers"]),
            )

    def _details(
        self,
        text: Quotable,
        asked: Asked,
        instrument: Instrument,
        answers: Mapping[str, Mapping[str, Any]],
    ) -> tuple[Text, ...]:
        """Give what may be said of somebody, in words; nothing where too few others have the same."""
        quotations = self._study.quotations
        names = tuple(one for one in quotations.details.get(asked.id, ()) if one in asked.responses)
        if not text.is_detailed or not names or asked.id in self._without_groups:
            return ()
        said = [_said(answers.get(name, {})) for name in names]
        if self._alike(asked.id, names)[_words(instrument, names, said)] < quotations.least_alike:
            return ()
        options = (
            _option(instrument, name, value)
            for name, value in zip(names, said, strict=True)
            if not isinstance(value, Missing)
        )
        return tuple(one.text for one in options if one is not None and not one.other)

    def _numbers(self, audience: str, names: tuple[str, ...]) -> Counter[Words]:
        """Count how many respondents of an audience answered the same in the same words, whatever the version."""
        version = self._plans[audience].fact(VERSION)
        (tally,) = self._responses[audience].tally([[*names, version]])
        found: Counter[Words] = Counter()
        for alike in tally:
            _, instrument = self._versions[str(alike.said[version])]
            said = [alike.said[name] for name in names]
            found[_words(instrument, names, said)] += alike.number
        return found


def _said(answer: Mapping[str, Any]) -> Code | Missing:
    """Read an answer of one option back; what this version did not ask has no value for that reason."""
    if "value" in answer:
        value: Code = answer["value"]
        return value
    return Missing(answer.get("missing", Missing.NOT_IN_VERSION))


def _words(instrument: Instrument, names: Sequence[str], said: Sequence[object]) -> Words:
    """Give what stands for answers beside those of others: codes with their words, as the version has them."""
    options = [_option(instrument, name, value) for name, value in zip(names, said, strict=True)]
    return tuple(
        (value, () if one is None else tuple(sorted(one.text)))
        for value, one in zip(said, options, strict=True)
    )


def _option(instrument: Instrument, name: str, code: object) -> Option | None:
    """Give the option that an answer is, as a version has it; None where it is no option there."""
    planned = instrument.by_id.get(name)
    question = planned.question if planned else None
    options = question.options if isinstance(question, SingleQuestion) else ()
    return next((one for one in options if one.code == code), None)


def _quotation(one: Permitted) -> Quotation:
    return Quotation(
        audience=one.audience,
        title=one.title,
        text=show_text(one.standing.printed),
        language=one.text.language,
        details=one.details,
    )

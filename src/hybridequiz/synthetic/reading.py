"""Reads a file of weights: how likely the answers of made-up respondents are. All problems are told in one run."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, cast

from hybridequiz.problems import InvalidFile, Problem, did_you_mean
from hybridequiz.questionnaire.documents import Document, read_document
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.parts import Key
from hybridequiz.questionnaire.questions import FORMS, MODES, ComputedQuestion, Question
from hybridequiz.questionnaire.states import Code
from hybridequiz.synthetic.question_weights import NotRight, read_question
from hybridequiz.synthetic.weights import (
    DAYS,
    FIRST_DAY,
    STATES,
    QuestionWeights,
    Weights,
    WeightsFile,
)

TOP: Final = ("seed", "first_day", "days")
FACTS: Final = ("_mode", "_form", "_language", "_location")
CHANCES: Final = ("_break_off", "_leave", *(f"_{state.value}" for state in STATES))
"""Keys of a questionnaire's table that are no question."""
MOST_DAYS: Final = 1_000


def read_weights(
    path: Path, instruments: Sequence[Instrument], others: Collection[str] = ()
) -> WeightsFile:
    """Read a file of weights.

    Args:
        path: The file.
        instruments: The questionnaires that are simulated.
        others: The ids of questionnaires that there are beside these: what is said of them is passed over.

    Raises:
        InvalidFile: with everything that is wrong.
    """
    reader = _Reader(read_document(path), {one.questionnaire.id: one for one in instruments})
    found = reader.read(others)
    if reader.problems:
        raise InvalidFile(sorted(reader.problems, key=lambda one: one.place.line or 0))
    return found


@dataclass
class _Reader:
    """Reads one file and gathers its problems."""

    document: Document
    instruments: Mapping[str, Instrument]
    problems: list[Problem] = field(default_factory=list)
    first_day: date = FIRST_DAY

    def read(self, others: Collection[str]) -> WeightsFile:
        """Read all of it."""
        data = self.document.data
        self.first_day = self._first_day()
        known = list(dict.fromkeys([*self.instruments, *others]))
        for key in data:
            if key not in TOP and key not in known:
                words = f"there is no questionnaire '{key}', and no such key"
                self._tell("unknown-key", words, (key,), _near(key, [*known, *TOP]), key=True)
        return WeightsFile(
            seed=self._whole("seed", None, 0, 2**63),
            first_day=self.first_day,
            days=cast("int", self._whole("days", DAYS, 1, MOST_DAYS)),
            of={
                name: self._weights(one, data[name], name)
                for name, one in self.instruments.items()
                if name in data
            },
        )

    def _first_day(self) -> date:
        found = self.document.data.get("first_day", FIRST_DAY)
        if isinstance(found, date) and not isinstance(found, datetime):
            return found
        self._tell("wrong-type", "a day is wanted", ("first_day",), "first_day = 2026-01-05")
        return FIRST_DAY

    def _whole(self, key: str, usual: int | None, least: int, most: int) -> int | None:
        found = self.document.data.get(key, usual)
        is_number = isinstance(found, int) and not isinstance(found, bool)
        if found is None or (is_number and least <= found <= most):
            return cast("int | None", found)
        words = f"a whole number of {least} or more is wanted, at most {most}"
        self._tell("wrong-value", words, (key,), f"{key} = 7")
        return usual

    def _weights(self, instrument: Instrument, table: object, name: str) -> Weights:
        """Read what is said of one questionnaire."""
        if not isinstance(table, dict):
            self._tell("wrong-type", "a table is wanted", (name,), f"[{name}.sat_overall]")
            return Weights()
        asked = _asked(instrument)
        self._tell_unknown(instrument, table, name, asked)
        states = {
            state: self._chance(table, f"_{state.value}", usual, name)
            for state, usual in STATES.items()
        }
        return Weights(
            questions={
                one: found
                for one, questions in asked.items()
                if one in table
                and (found := self._question(instrument, questions, table[one], (name, one)))
            },
            facts={
                key[1:]: self._shares(codes, table[key], (name, key))
                for key, codes in _facts(instrument).items()
                if key in table
            },
            break_off=self._chance(table, "_break_off", Weights().break_off, name),
            leaving=self._chance(table, "_leave", Weights().leaving, name),
            states=states,
        )

    def _tell_unknown(
        self,
        instrument: Instrument,
        table: Mapping[str, object],
        name: str,
        asked: Collection[str],
    ) -> None:
        """Tell which keys are no question, and which are one that nobody is asked."""
        unasked = {one.id for one in instrument.items if one.question is None or one.computed}
        known = [*asked, *FACTS, *CHANCES]
        for key in table:
            if key in unasked:
                hint = "take the table out: this is read or worked out, not asked"
                self._tell("unknown-key", f"nobody is asked '{key}'", (name, key), hint, key=True)
            elif key not in known:
                kind = "key" if key.startswith("_") else "question"
                words = f"there is no {kind} '{key}' in {name}"
                self._tell("unknown-key", words, (name, key), _near(key, known), key=True)

    def _question(
        self, instrument: Instrument, questions: Sequence[Question], table: object, path: Key
    ) -> QuestionWeights | None:
        """Read what is said of a question, or of a grid: its items have the same options."""
        if not isinstance(table, dict) or not table:
            first = next(iter(_codes_of(questions[0])), "dont_know")
            hint = f"{path[-1]} = {{ {first} = 0.5 }}"
            self._tell("wrong-type", "a table with a chance for each answer is wanted", path, hint)
            return None
        chances = {key: self._number(chance, (*path, key)) for key, chance in table.items()}
        listed = instrument.by_id[questions[0].id].listed if len(questions) == 1 else None
        try:
            return read_question(questions, chances, listed, self.first_day)
        except NotRight as error:
            for one in error.faults:
                place = path if one.key is None else (*path, one.key)
                self._tell(one.code, one.message, place, one.hint, key=True)
            return None

    def _shares(self, codes: Sequence[Code], table: object, path: Key) -> dict[Code, float]:
        """Read how often each mode, form, language or location occurs; what is not named shares the rest."""
        if not isinstance(table, dict) or not table:
            hint = f"{path[-1]} = {{ {codes[0] if codes else 'code'} = 0.5 }}"
            self._tell("wrong-type", "a table with a share for each is wanted", path, hint)
            return {}
        by_name: dict[str, Code] = {str(code): code for code in codes}
        found: dict[Code, Decimal] = {}
        for key, share in table.items():
            number = self._number(share, (*path, key))
            if key in by_name:
                found[by_name[key]] = number
            else:
                words = f"'{key}' is not one of them"
                self._tell("unknown-name", words, (*path, key), _near(key, list(by_name)), key=True)
        unnamed = [code for code in codes if code not in found]
        left = 1 - sum(found.values())
        if left < 0 or (left and not unnamed):
            words = f"the shares add up to {1 - left}, not to 1"
            hint = "all are named here: none shares what is left" if left > 0 else ""
            self._tell("wrong-sum", words, path, hint, key=True)
        even = left / len(unnamed) if unnamed else Decimal(0)
        return {code: float(found.get(code, even)) for code in codes}

    def _chance(self, table: Mapping[str, Any], key: str, usual: float, name: str) -> float:
        """Read a chance of the questionnaire as a whole."""
        return float(self._number(table[key], (name, key))) if key in table else usual

    def _number(self, found: object, path: Key) -> Decimal:
        """Read a chance; 0 where it is none, which is told."""
        if isinstance(found, (int, Decimal)) and not isinstance(found, bool):
            if 0 <= found <= 1:
                return Decimal(found)
            hint = "54 % is 0.54"
            self._tell("wrong-value", "a chance is a number from 0 to 1", path, hint)
        else:
            hint = f"{path[-1]} = 0.5"
            self._tell("wrong-type", "a chance is a number from 0 to 1", path, hint)
        return Decimal(0)

    def _tell(
        self, code: str, message: str, path: Key, hint: str = "", *, key: bool = False
    ) -> None:
        self.problems.append(Problem(code, message, self.document.place(path, key=key), hint))


def _asked(instrument: Instrument) -> dict[str, list[Question]]:
    """Give the questions that somebody is asked, by what weights call them: a grid by its id too."""
    found: dict[str, list[Question]] = {}
    for planned in instrument.items:
        question = planned.question
        if question is None or isinstance(question, ComputedQuestion):
            continue
        found[question.id] = [question]
        if planned.grid is not None:
            found.setdefault(planned.grid.id, []).append(question)
    return found


def _facts(instrument: Instrument) -> dict[str, Sequence[Code]]:
    """Give what a session can be, by the key that weighs it."""
    questionnaire = instrument.questionnaire
    places = questionnaire.study.location if questionnaire.study else ()
    codes = [place.code for place in places]
    return dict(zip(FACTS, (MODES, FORMS, questionnaire.languages, codes), strict=True))


def _codes_of(question: Question) -> Iterable[Code]:
    return getattr(question, "codes", ())


def _near(word: str, known: Sequence[str]) -> str:
    """Say what was probably meant."""
    return did_you_mean(word, known)

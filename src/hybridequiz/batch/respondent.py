"""What a line says: the facts of the session, and an answer to each question that it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar, cast

from hybridequiz.batch.conversion import read_answer
from hybridequiz.batch.faults import TOLD_IN, BadLine, Fault
from hybridequiz.batch.lines import quoted
from hybridequiz.batch.naming import addresses_by_key, row_key
from hybridequiz.characters import character_name, clean_text, is_text, with_newlines
from hybridequiz.interview.answers import Answer
from hybridequiz.interview.complaints import InvalidAnswer
from hybridequiz.problems import did_you_mean, near_match
from hybridequiz.questionnaire.addresses import parted
from hybridequiz.questionnaire.instrument import Instrument, Planned
from hybridequiz.questionnaire.questions import FORMS, MODES, ChoiceQuestion, Form, Mode, Question
from hybridequiz.questionnaire.rosters import unrolled
from hybridequiz.questionnaire.states import Code
from hybridequiz.store.fieldwork import LONGEST_CODE
from hybridequiz.store.setup import Setup
from hybridequiz.values import frozen
from hybridequiz.wording.complaints import complaint_words

FACTS: Final = ("_case", "_mode", "_form", "_language", "_location", "_confirm", "_remarks")
"""Keys that are no question."""
PAPER: Final[Mode] = "paper"
WHOLE: Final[Form] = "extended"

T = TypeVar("T")


@frozen
class Respondent:
    """What a line says.

    Attributes:
        setup: How the interview begins.
        answers: The answers by question.
        reasons: Why an answer is right though a soft check doubts it, by question.
        remarks: Remarks by item.
    """

    setup: Setup
    answers: Mapping[str, Answer]
    reasons: Mapping[str, str]
    remarks: Mapping[str, str]


def read_respondent(data: Mapping[str, Any], instrument: Instrument, *, live: bool) -> Respondent:
    """Read what a line says, before the route is known.

    Args:
        data: The line, as JSON.
        instrument: The questionnaire.
        live: Whether the answers must count, see `Setup`.

    Raises:
        BadLine: with every key that is unknown, and every value that its question cannot have.
    """
    whole = unrolled(instrument)
    outside = {planned.id: planned for planned in whole.items if planned.row is None}
    reader = _Reader(data, whole, outside, rows=_rows(whole))
    respondent = Respondent(
        setup=reader.setup(live=live),
        answers={**reader.answers(), **reader.rosters()},
        reasons=reader.texts("_confirm"),
        remarks=reader.texts("_remarks"),
    )
    if reader.faults:
        raise BadLine(reader.faults)
    return respondent


@dataclass
class _Reader:
    """Reads one line, or a row of a roster in it, and gathers the faults.

    Attributes:
        data: The line, or the row.
        instrument: The questionnaire, every row with questions of its own.
        known: What can be named: the items outside rosters, or those of the row by the id in the file.
        rows: The rows of rosters that can be named in it; none in a row.
        within: The row, as faults name it; empty for the line itself.
        language: The language of the line.
        faults: What is wrong.
    """

    data: Mapping[str, Any]
    instrument: Instrument
    known: Mapping[str, Planned]
    rows: Mapping[str, Mapping[str, Mapping[str, Planned]]] = field(default_factory=dict)
    within: str = ""
    language: str = ""
    faults: list[Fault] = field(default_factory=list)

    def setup(self, *, live: bool) -> Setup:
        """Read the facts of the session; what is not said is as for a paper form."""
        questionnaire = self.instrument.questionnaire
        self.language = self._one_of(
            "_language", questionnaire.languages, questionnaire.languages[0]
        )
        return Setup(
            mode=self._one_of("_mode", MODES, PAPER),
            form=self._one_of("_form", FORMS, WHOLE),
            language=self.language,
            location=self._location(),
            case=self._case(),
            live=live,
        )

    def answers(self) -> dict[str, Answer]:
        """Read the answers."""
        typed = self._typed_at_other()
        found = {}
        for key, raw in self.data.items():
            if key.startswith("_"):
                if self.within or key not in FACTS:
                    self._unknown(key, () if self.within else FACTS)
            elif "." not in key and key not in self.rows and (question := self._question(key)):
                answer = self._answer(question, raw, typed.pop(question.id, {}))
                if answer is not None:
                    found[question.id] = answer
        for name in typed:
            self._fault("not-chosen", f"{name}.…", f"'{name}' has no answer to go with it")
        return found

    def rosters(self) -> dict[str, Answer]:
        """Read the answers in the rows of rosters: a list of rows, or a row for each option by its code."""
        found: dict[str, Answer] = {}
        for name, rows in self.rows.items():
            if name not in self.data:
                continue
            for key, raw in self._listed(name, self.data[name], rows):
                if not isinstance(raw, dict):
                    self._fault("wrong-type", key, "an object is wanted: {question: answer}")
                    continue
                row = _Reader(
                    raw,
                    self.instrument,
                    rows[key],
                    within=key,
                    language=self.language,
                    faults=self.faults,
                )
                found |= row.answers()
        return found

    def _listed(
        self, name: str, raw: object, rows: Mapping[str, object]
    ) -> Iterator[tuple[str, object]]:
        """Give the rows of a roster that the line has; one that there cannot be is a fault."""
        by_option = not any(key == f"{name}[1]" for key in rows)
        entries: list[tuple[str, object]] = []
        if by_option and isinstance(raw, dict):
            entries = [(f"{name}.{code}", row) for code, row in raw.items()]
        elif not by_option and isinstance(raw, list):
            entries = [(f"{name}[{number}]", row) for number, row in enumerate(raw, 1)]
        else:
            wanted = "an object: {code: row}" if by_option else "a list of rows: [{…}, {…}]"
            self._fault("wrong-type", name, f"{wanted} is wanted")
        for key, row in entries:
            if key in rows:
                yield key, row
            else:
                hint = did_you_mean(key, list(rows), noun="the rows") if by_option else ""
                self._fault("unknown-key", key, "there cannot be such a row", hint)

    def texts(self, key: str) -> dict[str, str]:
        """Read a table of texts by item; one in a row is named with its row, or by its address."""
        raw = self.data.get(key, {})
        if not isinstance(raw, dict):
            self._fault("wrong-type", key, "an object is wanted: {question: text}")
            return {}
        in_rows = addresses_by_key(self.instrument)
        for name, text in raw.items():
            if name not in self.instrument.by_id and name not in in_rows:
                others = [one.id for one in self.instrument.items if one.row is None]
                self._unknown(name, [*others, *in_rows], within=key)
            elif not isinstance(text, str) or not clean_text(text).strip():
                self._fault("wrong-type", f"{key}.{name}", "a text is wanted")
            else:
                self._is_text(f"{key}.{name}", text)
        texts = {name: clean_text(text) for name, text in raw.items() if isinstance(text, str)}
        return {in_rows.get(name, name): text for name, text in texts.items()}

    def _answer(self, question: Question, raw: object, typed: Mapping[Code, str]) -> Answer | None:
        """Read one answer, or note why it is none."""
        if isinstance(raw, str) and not self._is_text(question.id, raw):
            return None
        try:
            return read_answer(question, raw, typed, self.language)
        except BadLine as error:
            self.faults += error.faults
        except InvalidAnswer as error:
            words = complaint_words(error.complaint, TOLD_IN)
            self._fault(error.complaint.kind.value, question.id, words)
        return None

    def _typed_at_other(self) -> dict[str, dict[Code, str]]:
        """Gather what was typed at "other, namely": `barriers.97`."""
        typed: dict[str, dict[Code, str]] = {}
        for key, text in self.data.items():
            name, dot, written = key.partition(".")
            if key.startswith("_") or not dot or not (question := self._question(name, key)):
                continue
            name = question.id
            others = _others(question)
            if written not in others:
                hint = did_you_mean(key, [f"{name}.{code}" for code in others], noun="such keys")
                self._fault("unknown-key", key, "nothing is typed at this option", hint)
            elif not isinstance(text, str):
                self._fault("wrong-type", key, "a text is wanted")
            elif self._is_text(key, text):
                typed.setdefault(name, {})[others[written]] = text
        return typed

    def _question(self, name: str, key: str = "") -> Question | None:
        """Find a question, or note that there is none."""
        planned = self.known.get(name)
        if planned is None:
            if (hint := self._in_rows(name)) is not None:
                self._fault("unknown-key", key or name, "this is asked once a row", hint)
            else:
                self._unknown(key or name, [*self.known, *self.rows])
        elif planned.question is None:
            self._fault("unknown-key", key or name, "this is a note: it has no answer")
        return planned.question if planned else None

    def _in_rows(self, name: str) -> str | None:
        """Say where an answer belongs that is given in the rows of a roster; None where none has the question."""
        for roster, rows in self.rows.items():
            if any(name in items for items in rows.values()):
                answer = f'{{"{name}": …}}'
                row = next(iter(rows)).removeprefix(roster)
                listed = f"[{answer}, …]" if row[:1] == "[" else f'{{"{row[1:]}": {answer}, …}}'
                return f'it belongs in the rows of “{roster}”: "{roster}": {listed}'
        return None

    def _one_of(self, key: str, known: Sequence[T], usual: T) -> T:
        """Read a fact that is one of a few words."""
        raw = self.data.get(key, usual)
        if raw in known:
            return cast(T, raw)
        hint = did_you_mean(quoted(raw), known, noun="the words")
        self._fault("unknown-word", key, f"“{quoted(raw)}” is not one of the words", hint)
        return usual

    def _location(self) -> int | None:
        raw = self.data.get("_location")
        study = self.instrument.questionnaire.study
        codes = [place.code for place in study.location] if study else []
        if raw is None or (raw in codes and not isinstance(raw, bool)):
            return cast(int | None, raw)
        hint = f"the codes are: {', '.join(map(str, codes))}" if codes else ""
        self._fault("unknown-location", "_location", f"there is no location “{quoted(raw)}”", hint)
        return None

    def _case(self) -> str:
        raw = self.data.get("_case", "")
        if isinstance(raw, str) and len(raw) <= LONGEST_CODE:
            self._is_text("_case", raw)
            return clean_text(raw).strip()
        self._fault("wrong-type", "_case", f"a text of at most {LONGEST_CODE} characters is wanted")
        return ""

    def _is_text(self, key: str, text: str) -> bool:
        """Tell whether a text can be kept as it stands; note the first character that cannot."""
        found = next((one for one in with_newlines(text) if not is_text(one)), None)
        if found is not None:
            words = f"{character_name(found)} cannot stand in an answer"
            self._fault(
                "bad-character", key, words, "take it out, or send the text as it was meant"
            )
        return found is None

    def _unknown(self, key: str, known: Iterable[str], *, within: str = "") -> None:
        near = near_match(key, known)
        hint = f'did you mean "{near}"?' if near else ""
        self._fault("unknown-key", within or quoted(key), _no_such(key, within), hint)

    def _fault(self, rule: str, key: str, message: str, hint: str = "") -> None:
        inside = self.within and not key.startswith(self.within) and "[" not in key
        self.faults.append(Fault(rule, message, f"{self.within}.{key}" if inside else key, hint))


def _rows(instrument: Instrument) -> dict[str, dict[str, dict[str, Planned]]]:
    """Give by roster and row, as a line names it, the items of that row, by the id in the file."""
    found: dict[str, dict[str, dict[str, Planned]]] = {}
    for planned in instrument.items:
        if (row := planned.row) is not None:
            name = row.repetition.id
            items = found.setdefault(name, {}).setdefault(row_key(row), {})
            items[parted(planned.id)[0]] = planned
    return found


def _no_such(key: str, within: str) -> str:
    return f"there is no question “{quoted(key)}”" if within else "there is no such key"


def _others(question: Question) -> dict[str, Code]:
    """Give the options that ask "namely", by their code as it is written in a key."""
    if not isinstance(question, ChoiceQuestion) or question.chosen_in:
        return {}
    return {str(option.code): option.code for option in question.options if option.other}

"""Reading a case list: a CSV file with a row a case. All rows are looked at before anything is kept."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO
from typing import Final

from hybridequiz.batch.lines import quoted
from hybridequiz.characters import clean_text, is_text
from hybridequiz.interview.answers import Answer
from hybridequiz.interview.complaints import InvalidAnswer
from hybridequiz.interview.events import Json
from hybridequiz.interview.typing_rules import chosen, read_typed
from hybridequiz.interview.validation import validate_typed
from hybridequiz.problems import Place, Problem, did_you_mean
from hybridequiz.questionnaire.code_lists import CodeList
from hybridequiz.questionnaire.instrument import Instrument, Planned
from hybridequiz.questionnaire.model import Location
from hybridequiz.questionnaire.questions import (
    ChoiceQuestion,
    ComputedQuestion,
    MultipleQuestion,
    Question,
    RankingQuestion,
    is_consent,
)
from hybridequiz.questionnaire.states import Code
from hybridequiz.questionnaire.texts import Text
from hybridequiz.store.field_book import Case, fold_case, shown_case
from hybridequiz.store.fieldwork import LONGEST_CODE
from hybridequiz.values import frozen
from hybridequiz.wording.complaints import complaint_words

COLUMNS: Final = ("code", "audience", "location", "organisation")
"""The columns that are no question; the first two are needed."""
NEEDED: Final = COLUMNS[:2]
BETWEEN_CODES: Final = "|"
"""Stands between the codes of a multiple choice."""
TOLD_IN: Final = "en"
CONTACT: Final = (
    "name",
    "email",
    "e_mail",
    "mail",
    "phone",
    "telephone",
    "address",
    "naam",
    "adres",
)
"""Headings of what has no place on a laptop in the field."""


@frozen
class CaseList:
    """What a file holds.

    Attributes:
        cases: The cases of the rows that are right.
        problems: Everything that is wrong.
        lines: The line of each code, as it is compared.
    """

    cases: tuple[Case, ...]
    problems: tuple[Problem, ...]
    lines: Mapping[str, int]


def read_case_list(name: str, content: bytes, instruments: Sequence[Instrument]) -> CaseList:
    """Read a case list.

    Args:
        name: The file as the person named it.
        content: What is in it: UTF-8, with commas or semicolons between the cells.
        instruments: The questionnaires that the cases can be for.
    """
    reader = _Reader(name, {one.questionnaire.audience: one for one in reversed(instruments)})
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        reader.fault(line, "not-utf-8", "this is not UTF-8", hint="save the file as CSV UTF-8")
        return CaseList((), tuple(reader.problems), {})
    cases = tuple(reader.read(text))
    return CaseList(cases, tuple(reader.problems), reader.lines)


@dataclass
class _Reader:
    """Reads one file and gathers its problems."""

    name: str
    instruments: Mapping[str, Instrument]
    problems: list[Problem] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)

    def read(self, text: str) -> Iterator[Case]:
        """Give the cases that are right."""
        rows = self._rows(text)
        line, head = next(rows, (1, []))
        names = [clean_text(one).strip().lower() for one in head]
        if not self._head_is_right(line, names):
            return
        for line, cells in rows:
            if len(cells) != len(names):
                words = f"this row has {len(cells)} cells, the first one has {len(names)}"
                self.fault(line, "row-length", words)
                continue
            row = dict(zip(names, (cell.strip() for cell in cells), strict=True))
            before = len(self.problems)
            case = self._case(line, row)
            if case is not None and len(self.problems) == before:
                yield case

    def fault(self, line: int, rule: str, message: str, *, key: str = "", hint: str = "") -> None:
        """Note a problem at a line."""
        told = f"'{key}': {message}" if key else message
        self.problems.append(Problem(rule, told, Place(self.name, line, key=key), hint))

    def _rows(self, text: str) -> Iterator[tuple[int, list[str]]]:
        """Give the rows that hold something, each with the line at which it begins."""
        first = text.split("\n", 1)[0]
        semicolons = first.count(";") > first.count(",")
        reader = csv.reader(StringIO(text), delimiter=";" if semicolons else ",", strict=True)
        at = 1
        try:
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    yield at, cells
                at = reader.line_num + 1
        except csv.Error as error:
            self.fault(at, "not-csv", f"this is not CSV: {error}")

    def _head_is_right(self, line: int, names: list[str]) -> bool:
        """Tell whether the headings can be read; note what is wrong with them."""
        before = len(self.problems)
        for name in NEEDED:
            if name not in names:
                hint = f"a case list begins with a row of headings: {', '.join(COLUMNS)}"
                self.fault(line, "column-missing", f"there is no column '{name}'", hint=hint)
        for name in dict.fromkeys(one for one in names if names.count(one) > 1):
            self.fault(line, "column-twice", f"the column '{name}' is there twice")
        questions = {name for one in self.instruments.values() for name in one.by_id}
        for name in dict.fromkeys(names):
            if name not in COLUMNS and name not in questions:
                self._unknown_column(line, name, questions)
        return len(self.problems) == before

    def _unknown_column(self, line: int, name: str, questions: set[str]) -> None:
        if name in CONTACT:
            hint = "who a code belongs to is kept elsewhere: a laptop holds codes only"
        else:
            hint = did_you_mean(name, [*COLUMNS, *sorted(questions)], noun="the columns")
        words = f"'{quoted(name)}' is no column of a case list, and no question"
        self.fault(line, "unknown-column", words, hint=hint)

    def _case(self, line: int, row: Mapping[str, str]) -> Case | None:
        """Read a row; everything that is wrong with it is noted."""
        code = self._code(line, row["code"])
        organisation = self._organisation(line, row.get("organisation", ""))
        instrument = self.instruments.get(row["audience"])
        if instrument is None:
            hint = did_you_mean(row["audience"], list(self.instruments), noun="the audiences")
            words = f"there is no questionnaire for '{quoted(row['audience'])}'"
            self.fault(line, "unknown-audience", words, key="audience", hint=hint)
            return None
        place = self._place(line, row.get("location", ""), instrument)
        words_of = {"audience": _wordings(instrument.questionnaire.title)}
        if place is not None:
            words_of["location"] = _wordings(place.text)
        return Case(
            shown=code,
            audience=instrument.questionnaire.audience,
            location=None if place is None else place.code,
            organisation=organisation,
            words=words_of,
            prefilled=self._prefilled(line, row, instrument),
        )

    def _code(self, line: int, typed: str) -> str:
        key = fold_case(typed)
        if not key:
            self.fault(line, "code-missing", "there is no code in this row", key="code")
        elif len(typed) > LONGEST_CODE:
            words = f"a code has at most {LONGEST_CODE} characters"
            self.fault(line, "code-too-long", words, key="code")
        elif not all(map(is_text, typed)) or not key.isprintable():
            self.fault(line, "bad-character", "this cannot stand in a code", key="code")
        elif key in self.lines:
            words = f"this code stands in line {self.lines[key]} too"
            hint = "case, spaces and hyphens make no difference; two audiences are two codes"
            self.fault(line, "code-twice", words, key="code", hint=hint)
        self.lines.setdefault(key, line)
        return shown_case(typed)

    def _organisation(self, line: int, typed: str) -> str:
        code = " ".join(clean_text(typed).split())
        if len(code) > LONGEST_CODE:
            words = f"a code has at most {LONGEST_CODE} characters"
            self.fault(line, "code-too-long", words, key="organisation")
        return code

    def _place(self, line: int, typed: str, instrument: Instrument) -> Location | None:
        """Find a location by its code or by its name."""
        study = instrument.questionnaire.study
        places = study.location if study is not None else ()
        wanted = typed.casefold()
        for place in places:
            names = {wording.casefold() for _, wording in place.text}
            if typed == str(place.code) or typed.lstrip("0") == str(place.code) or wanted in names:
                return place
        if typed or places:
            known = ", ".join(str(place.code) for place in places)
            hint = f"the locations are: {known}" if known else "leave it empty: it has none"
            words = f"there is no location '{quoted(typed)}'" if typed else "no location is given"
            self.fault(line, "unknown-location", words, key="location", hint=hint)
        return None

    def _prefilled(
        self, line: int, row: Mapping[str, str], instrument: Instrument
    ) -> dict[str, Json]:
        """Read what is thought to be the answers; an empty cell says nothing."""
        found: dict[str, Json] = {}
        for name, typed in row.items():
            if name in COLUMNS or not typed:
                continue
            planned = instrument.by_id.get(name)
            question = None if planned is None else planned.question
            if planned is None or question is None or isinstance(question, ComputedQuestion):
                words = f"{instrument.questionnaire.id} has no such question to fill in"
                self.fault(line, "not-a-question", words, key=name, hint="leave the cell empty")
            elif is_consent(question):
                words = "a consent is given by the person, and never filled in beforehand"
                self.fault(line, "is-a-consent", words, key=name, hint="leave the cell empty")
            elif planned.grid is not None or planned.repetition is not None:
                kind = (
                    "an item of a grid" if planned.grid else "a question that is asked once a row"
                )
                words = f"{kind} cannot be filled in beforehand"
                self.fault(line, "in-a-grid", words, key=name, hint="leave the cell empty")
            elif (answer := self._answer(line, planned, question, typed)) is not None:
                found[name] = answer.to_json()
        return found

    def _answer(self, line: int, planned: Planned, question: Question, typed: str) -> Answer | None:
        """Read a value as it would be typed; a choice, and a row of a list, by its code."""
        try:
            if isinstance(question, ChoiceQuestion):
                return self._chosen(line, question, typed)
            if planned.listed is not None:
                return self._looked_up(line, question, planned.listed, typed)
            answer = read_typed(question, typed, TOLD_IN)
            if answer.missing is None:
                validate_typed(question, answer)
        except InvalidAnswer as error:
            words = complaint_words(error.complaint, TOLD_IN)
            self.fault(line, error.complaint.kind.value.replace("_", "-"), words, key=question.id)
            return None
        return None if answer.missing is not None else answer

    def _looked_up(
        self, line: int, question: Question, listed: CodeList, typed: str
    ) -> Answer | None:
        """Take a code of the list that a lookup chooses from."""
        if typed in listed:
            return Answer(typed)
        hint = did_you_mean(typed[:LONGEST_CODE], list(listed.places), noun="the codes")
        words = f"'{quoted(typed)}' is no code of {listed.file}"
        self.fault(line, "not-offered", words, key=question.id, hint=hint)
        return None

    def _chosen(self, line: int, question: ChoiceQuestion, typed: str) -> Answer | None:
        """Read codes, those of a ranking in their order."""
        several = isinstance(question, MultipleQuestion | RankingQuestion)
        marks = [one.strip() for one in typed.split(BETWEEN_CODES)] if several else [typed]
        known: dict[str, Code] = {str(code): code for code in question.codes}
        unknown = [mark for mark in marks if mark not in known]
        if unknown:
            words = f"'{quoted(unknown[0])}' is not one of the codes"
            hint = did_you_mean(unknown[0], list(known), noun="the codes")
            if several:
                hint += f"  several codes stand with '{BETWEEN_CODES}' between them"
            self.fault(line, "not-offered", words, key=question.id, hint=hint.strip())
            return None
        if len(set(marks)) < len(marks):
            self.fault(line, "twice", "a code stands twice in this cell", key=question.id)
            return None
        return chosen(question, [known[mark] for mark in marks])


def _wordings(text: Text) -> dict[str, str]:
    """Give the wordings of a text by language; one that serves every language as English."""
    return {tag or "en": " ".join(wording.split()) for tag, wording in text}

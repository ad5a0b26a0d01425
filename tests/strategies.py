"""Random questionnaires and random people who fill them in, for the laws of the core."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any, Final

from hypothesis import strategies as st

from hybridequiz.interview.answers import Answer
from hybridequiz.interview.complaints import InvalidAnswer
from hybridequiz.interview.conductor import NeedsConfirmation
from hybridequiz.interview.typing_rules import chosen
from hybridequiz.questionnaire.canonical import Canonical
from hybridequiz.questionnaire.instrument import Instrument, Planned
from hybridequiz.questionnaire.questions import (
    FORMS,
    MODES,
    ChoiceQuestion,
    DateQuestion,
    DecimalQuestion,
    Form,
    IntegerQuestion,
    Mode,
    MultipleQuestion,
    Question,
    ScaleQuestion,
    TimeQuestion,
)
from hybridequiz.questionnaire.states import SAID, Code, Missing
from hybridequiz.questionnaire.stored import load_stored
from scenario import Scenario

Table = dict[str, Any]
LANGUAGES: Final = ("nl", "en")
CODES: Final = (1, 2, 3, 4)
OTHER: Final = 97
ALONE: Final = 96
FIRST_DAY: Final = date(2026, 1, 1)
ITEM_TYPES: Final = (
    "single",
    "single",
    "multiple",
    "multiple",
    "integer",
    "scale",
    "decimal",
    "text",
    "long_text",
    "date",
    "time",
    "computed",
    "note",
)


def text(words: str) -> dict[str, str]:
    return {language: f"{words} ({language})" for language in LANGUAGES}


@dataclass(frozen=True)
class Case:
    """A questionnaire, how the interview is held, and what the person does.

    Attributes:
        document: The questionnaire, as it is stored.
        mode: The mode.
        form: The form.
        choices: What is done, step by step: see `Person`.
    """

    document: str
    mode: Mode
    form: Form
    choices: bytes

    @cached_property
    def instrument(self) -> Instrument:
        return load_stored(self.document)

    def begin(self) -> Scenario:
        return Scenario.of(self.instrument, mode=self.mode, form=self.form)


def cases() -> st.SearchStrategy[Case]:
    """Draw questionnaires with people who walk through them at random."""
    return st.builds(
        Case,
        documents(),
        st.sampled_from(MODES),
        st.sampled_from(FORMS),
        st.binary(min_size=60, max_size=240),
    )


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Draw a questionnaire with guards, exits, modes, forms, checks, and answers that lean on earlier ones."""
    writer = _Writer(draw)
    sections = [writer.section(number) for number in range(draw(st.integers(1, 3)))]
    exits = writer.exits()
    questions = [item["id"] for item in writer.items if item["type"] != "note"]
    return Canonical(
        {
            "id": "random",
            "version": "1",
            "audience": "people",
            "languages": list(LANGUAGES),
            "title": text("Random"),
            "key_items": questions[:1],
            "exit": exits,
            "section": sections,
        }
    ).document


REASONS: Final = st.lists(st.sampled_from([one.value for one in SAID]), unique=True)


class _Writer:
    """Writes items one after the other; a condition looks at earlier ones only."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw
        self.items: list[Table] = []

    def section(self, number: int) -> Table:
        section: Table = {"id": f"s{number}", "title": text("Section")}
        section |= self._guard(20)
        if number and self._chance(25):
            section["after_exit"] = True
        section |= self._limits(10)
        section["question"] = [self.item() for _ in range(self._draw(st.integers(2, 5)))]
        return section

    def exits(self) -> list[Table]:
        """Write exits; they look at any question, and so after all of them."""
        number = self._draw(st.integers(0, 2))
        return [
            {"when": condition, "disposition": "not_eligible", "text": text("Thanks")}
            for _ in range(number)
            if (condition := self._condition())
        ]

    def item(self) -> Table:
        return self._grid() if self._chance(10) else self._question_or_note()

    def _grid(self) -> Table:
        """Write a grid; each of its items is a question that later conditions can look at."""
        shared = self._draw(REASONS)
        grid: Table = {"id": f"g{len(self.items)}", "type": "grid", "text": text("How about …")}
        grid |= self._guard(30) | self._limits(10)
        grid |= {"required": self._chance(30), "missing": shared, "self_block": self._chance(15)}
        grid["options"] = [{"code": code, "text": text(f"option {code}")} for code in CODES]
        grid["items"] = []
        for _ in range(self._draw(st.integers(1, 3))):
            item = {"id": f"q{len(self.items)}", "text": text("?")}
            item |= self._guard(40) | self._limits(10)
            if self._chance(20):
                item["missing"] = self._draw(REASONS)
            grid["items"].append(item)
            self.items.append({"missing": shared, **item, "type": "single"})
        return grid

    def _question_or_note(self) -> Table:
        kind = self._draw(st.sampled_from(ITEM_TYPES))
        item: Table = {"id": f"q{len(self.items)}", "type": kind, "text": text("?")}
        item |= self._guard(50) | self._limits(10)
        item["self_block"] = kind != "computed" and self._chance(15)
        if kind != "note":
            item |= self._facts(kind)
        if kind not in ("note", "computed"):
            item |= self._question()
        if self._chance(25) and (checks := self._checks(kind)):
            item["check"] = checks
        self.items.append(item)
        return item

    def _guard(self, likely: int) -> Table:
        if not self._chance(likely) or not (condition := self._condition()):
            return {}
        guard = {"show_if": condition}
        said = self._draw(st.sampled_from(["", "show", "hide"]))
        return guard | ({"on_unknown": said} if said else {})

    def _limits(self, likely: int) -> Table:
        limits: Table = {}
        if self._chance(likely):
            modes = st.lists(st.sampled_from(MODES), min_size=1, unique=True)
            limits["mode"] = self._draw(modes)
        if self._chance(likely):
            limits["form"] = self._draw(st.sampled_from(FORMS))
        return limits

    def _question(self) -> Table:
        facts: Table = {"required": self._chance(30), "missing": self._draw(REASONS)}
        earlier = [item["id"] for item in self.items if item["type"] not in ("note", "computed")]
        if earlier and self._chance(15):
            facts["about"] = self._draw(st.sampled_from(earlier))
        return facts

    def _facts(self, kind: str) -> Table:
        if kind in ("single", "multiple"):
            return self._choice(kind)
        if kind == "computed":
            return self._computed()
        if kind in ("integer", "scale", "decimal"):
            ends = {"low": text("low"), "high": text("high")} if kind == "scale" else {}
            return {"min": 0, "max": 5, **ends}
        return {}

    def _choice(self, kind: str) -> Table:
        lists = [item for item in self.items if item["type"] == "multiple"]
        options: list[Table] = [{"code": code, "text": text(f"option {code}")} for code in CODES]
        options.append({"code": OTHER, "text": text("other"), "other": True})
        if kind == "multiple":
            options.append({"code": ALONE, "text": text("none"), "exclusive": True})
        facts: Table = {"options": options}
        if lists and self._chance(50):
            source = self._draw(st.sampled_from(lists))
            facts["chosen_in"] = source["id"]
            if kind == "single" and self._chance(70):
                facts["derive"] = "only_choice"
            if kind == "single":
                options.append({"code": ALONE, "text": text("none")})
        elif self._chance(20) and (condition := self._condition()):
            options[0]["show_if"] = condition
        if kind == "single" and "derive" not in facts and self._chance(15):
            facts |= {"consent": "recontact", "grants": [1]}
        return facts

    def _computed(self) -> Table:
        """Work something out of what comes before."""
        numbers = [
            one["id"] for one in self.items if one["type"] in ("integer", "scale", "decimal")
        ]
        if numbers and self._chance(60):
            one, other = (self._draw(st.sampled_from(numbers)) for _ in range(2))
            sign = self._draw(st.sampled_from("+-*/"))
            return {"gives": "decimal", "value": f"{one} {sign} {other}"}
        return {"gives": "yes_no", "value": self._condition() or 'session_mode == "self"'}

    def _checks(self, kind: str) -> list[Table]:
        that = {"integer": "this <= 3", "scale": "this >= 2", "single": "this != 2"}.get(kind)
        if that is None:
            return []
        earlier = [item["id"] for item in self.items if item["type"] in ("integer", "scale")]
        if kind == "integer" and earlier:
            that = f"this >= {self._draw(st.sampled_from(earlier))}"
        level = self._draw(st.sampled_from(["hard", "soft", "soft", "info"]))
        return [{"that": that, "level": level, "text": text("Right?")}]

    def _condition(self) -> str:
        """Write a condition on what comes before; nothing where nothing does."""
        usable = [item for item in self.items if item["type"] != "note"]
        if not usable:
            return self._draw(st.sampled_from(["", 'session_mode == "self"']))
        parts = [
            self._test(self._draw(st.sampled_from(usable)))
            for _ in range(self._draw(st.integers(1, 2)))
        ]
        return self._draw(st.sampled_from([" and ", " or "])).join(parts)

    def _test(self, item: Table) -> str:
        """Write one yes-or-no part about an item."""
        name, kind = item["id"], item["type"]
        tests = [f"answered({name})", f"off_route({name})"]
        tests += [f"{word}({name})" for word in ("left_empty", *item.get("missing", ()))]
        if kind == "single":
            tests += [f"{name} == 1", f"{name} in [1, 2]", f"{name} != 3"] * 2
        elif kind == "multiple":
            tests += [f"1 in {name}", f"count({name}) >= 2", f"{ALONE} not in {name}"] * 2
        elif kind in ("integer", "scale", "decimal") or item.get("gives") == "decimal":
            tests += [f"{name} > 2", f"{name} <= 3"] * 2
        elif item.get("gives") == "yes_no":
            tests += [f"{name} == 1"]
        elif kind == "time":
            tests += [f'{name} < time("12:00")', f'{name} >= time("08:30")'] * 2
        tests += ['session_language == "nl"'] if self._chance(4) else []
        part = self._draw(st.sampled_from(tests))
        return f"not ({part})" if self._chance(25) else part

    def _chance(self, likely: int) -> bool:
        return self._draw(st.integers(0, 99)) >= 100 - likely


def canary(name: str) -> str:
    """Give the words that are typed at a question and nowhere else."""
    return f"canary_{name}_"


class Person:
    """Walks at random: every byte decides something, and when they run out the walk ends."""

    def __init__(self, scenario: Scenario, choices: bytes) -> None:
        self.scenario = scenario
        self._choices = iter(choices)
        self._texts = 0

    def pick(self, options: Sequence[Any]) -> Any:
        """Take one of a few."""
        return options[next(self._choices) % len(options)]

    def step(self) -> bool:
        """Do one thing; tell whether there is more to do."""
        try:
            self.pick(self._acts())()
        except StopIteration:
            return False
        return True

    def forward(self) -> bool:
        """Do the next thing that is open, going back to what was passed over; tell whether there is any."""
        planned = self.scenario.interview.next_open()
        if planned is None:
            return False
        if planned is not self.scenario.conductor.current:
            self.scenario.conductor.jump(planned)
        self.put()
        return True

    def _acts(self) -> list[Callable[[], object]]:
        conductor = self.scenario.conductor
        return [
            self.put,
            self.put,
            self.put,
            self.put,
            conductor.back,
            conductor.back,
            self._jump,
            self._clear,
            self._switch,
            lambda: conductor.remark(self.pick(["", "a remark"])),
        ]

    def _jump(self) -> None:
        items = self.scenario.interview.route.items
        if items:
            self.scenario.conductor.jump(self.pick(items))

    def _clear(self) -> None:
        current = self.scenario.conductor.current
        if current is not None and current.question is not None:
            self.scenario.conductor.clear()

    def _switch(self) -> None:
        self.scenario.conductor.switch_language(self.pick(LANGUAGES))

    def put(self) -> None:
        """Read the note or answer the question at hand, in some way that it may allow."""
        conductor = self.scenario.conductor
        planned = conductor.current
        if planned is None:
            return
        if planned.question is None:
            conductor.read_note()
            return
        answer = self._answer(planned, planned.question)
        try:
            conductor.answer(answer)
        except InvalidAnswer:
            return
        except NeedsConfirmation as needed:
            why = canary(planned.id) + "why"
            conductor.answer(answer, reasons={one.number: why for one in needed.broken})

    def _answer(self, planned: Planned, question: Question) -> Answer:
        if self.pick(range(5)) == 1:
            reasons = [Missing.LEFT_EMPTY, *map(Missing, question.missing)]
            return Answer(self.pick(reasons))
        if isinstance(question, ChoiceQuestion):
            return self._choose(planned, question)
        return Answer(self._value(question))

    def _choose(self, planned: Planned, question: ChoiceQuestion) -> Answer:
        offered = [option.code for option in self.scenario.interview.options(planned)]
        if not offered:
            return Answer(Missing.LEFT_EMPTY)
        codes = {self.pick(offered)}
        if isinstance(question, MultipleQuestion) and ALONE not in codes:
            codes |= {self.pick(offered) for _ in range(2)} - {ALONE}
        typed: dict[Code, str] = {} if question.chosen_in else {OTHER: self._words(question)}
        return chosen(question, frozenset(codes), typed)

    def _value(self, question: Question) -> Any:
        match question:
            case IntegerQuestion() | ScaleQuestion():
                return self.pick(range(6))
            case DecimalQuestion():
                return Decimal(self.pick(range(51))) / 10
            case DateQuestion():
                return FIRST_DAY + timedelta(days=self.pick(range(300)))
            case TimeQuestion():
                return time(self.pick(range(24)), self.pick(range(60)))
            case _:
                return self._words(question)

    def _words(self, question: Question) -> str:
        self._texts += 1
        return canary(question.id) + str(self._texts % 3)

"""Random questionnaires and random people who fill them in, for the laws of the core."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from functools import cached_property, partial
from itertools import count
from typing import Any, Final

from hypothesis import strategies as st

from hybridequiz.interview.answers import Answer
from hybridequiz.interview.complaints import InvalidAnswer
from hybridequiz.interview.outcomes import NeedsConfirmation
from hybridequiz.interview.typing_rules import chosen
from hybridequiz.questionnaire.canonical import Canonical
from hybridequiz.questionnaire.code_lists import hash_of
from hybridequiz.questionnaire.instrument import Instrument, Planned
from hybridequiz.questionnaire.partial_dates import PartialDate
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
    RankingQuestion,
    ScaleQuestion,
    TimeQuestion,
)
from hybridequiz.questionnaire.shuffling import in_order
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
    "ranking",
    "integer",
    "scale",
    "decimal",
    "lookup",
    "text",
    "long_text",
    "date",
    "partial_date",
    "time",
    "computed",
    "note",
)


LIST: Final = (
    "code,label,group\na,Albeda,1\nb,Brink,1\nc,Curio,2\nd,Da Vinci,3\ne,Ede,4\nf,Firda,\n"
)
LISTS: Final = {hash_of(LIST): LIST}
SEEDS: Final = ("0f", "a1", "7c")


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
        seed: Gives the order of what is shuffled; nothing for the order of the file.
    """

    document: str
    mode: Mode
    form: Form
    choices: bytes
    seed: str

    @cached_property
    def stored(self) -> Instrument:
        return load_stored(self.document, texts=LISTS.__getitem__)

    @cached_property
    def instrument(self) -> Instrument:
        return in_order(self.stored, self.seed, self.mode)

    def begin(self) -> Scenario:
        return Scenario.of(self.instrument, mode=self.mode, form=self.form, seed=self.seed)


def cases() -> st.SearchStrategy[Case]:
    """Draw questionnaires with people who walk through them at random."""
    return st.builds(
        Case,
        documents(),
        st.sampled_from(MODES),
        st.sampled_from(FORMS),
        st.binary(min_size=60, max_size=240),
        st.sampled_from(["", *SEEDS]),
    )


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Draw a questionnaire with guards, exits, modes, forms, checks, and answers that lean on earlier ones."""
    writer = _Writer(draw)
    sections, together = writer.sections(draw(st.integers(1, 3)))
    exits = writer.exits()
    questions = [item["id"] for item in writer.items if item["type"] not in ("note", "roster")]
    return Canonical(
        {
            "id": "random",
            "version": "1",
            "audience": "people",
            "languages": list(LANGUAGES),
            "title": text("Random"),
            "key_items": questions[:1],
            "exit": exits,
            "shuffle": together,
            "section": sections,
        }
    ).document


REASONS: Final = st.lists(st.sampled_from([one.value for one in SAID]), unique=True)


class _Writer:
    """Writes items one after the other; a condition looks at earlier ones only."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw
        self._ids = count()
        self.items: list[Table] = []

    def sections(self, number: int) -> tuple[list[Table], list[str]]:
        """Write sections; sometimes the last of them are shuffled: they know nothing of each other then."""
        first = self._draw(st.sampled_from([0, number - 2])) if number > 1 else number
        first = first if self._chance(30) else number
        alone = [self.section(at) for at in range(first)]
        together = self._apart([partial(self.section, at) for at in range(first, number)])
        return alone + together, [one["id"] for one in together]

    def _apart(self, writers: Sequence[Callable[[], Table]]) -> list[Table]:
        """Write parts that are shuffled: no condition of one looks at another."""
        before, written, parts = self.items, list[Table](), []
        for write in writers:
            self.items = list(before)
            parts.append(write())
            written += self.items[len(before) :]
        self.items = before + written
        return parts

    def section(self, number: int) -> Table:
        section: Table = {"id": f"s{number}", "title": text("Section")}
        section |= self._guard(20)
        if number and self._chance(25):
            section["after_exit"] = True
        section |= self._limits(10)
        sources = [one["id"] for one in self.items if one["type"] in ("integer", "multiple")]
        repeated = bool(sources) and self._chance(60)
        if repeated:
            section["repeat"] = self._draw(st.sampled_from(sources))
        before = len(self.items)
        section["shuffle"] = self._chance(25)
        writers = [self.item] * self._draw(st.integers(2, 5))
        section["question"] = (
            self._apart(writers) if section["shuffle"] else [write() for write in writers]
        )
        if repeated:
            self._close(section["id"], before)
        return section

    def _close(self, roster: str, before: int) -> None:
        """After a roster its questions are looked at through its rows only."""
        inside, self.items = self.items[before:], self.items[:before]
        numeric = [one["id"] for one in inside if one["type"] in ("integer", "scale", "decimal")]
        asked = [one["id"] for one in inside if one["type"] != "note"]
        self.items.append({"id": roster, "type": "roster", "numeric": numeric, "asked": asked})

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
        grid: Table = {"id": f"g{next(self._ids)}", "type": "grid", "text": text("How about …")}
        grid |= self._guard(30) | self._limits(10)
        grid |= {"required": self._chance(30), "missing": shared, "self_block": self._chance(15)}
        grid["options"] = [{"code": code, "text": text(f"option {code}")} for code in CODES]
        grid["shuffle"] = self._chance(25)
        writers = [partial(self._grid_item, shared)] * self._draw(st.integers(1, 3))
        grid["items"] = self._apart(writers) if grid["shuffle"] else [write() for write in writers]
        return grid

    def _grid_item(self, shared: Sequence[str]) -> Table:
        item: Table = {"id": f"q{next(self._ids)}", "text": text("?")}
        item |= self._guard(40) | self._limits(10)
        if self._chance(20):
            item["missing"] = self._draw(REASONS)
        self.items.append({"missing": shared, **item, "type": "single"})
        return item

    def _question_or_note(self) -> Table:
        kind = self._draw(st.sampled_from(ITEM_TYPES))
        type_ = "date" if kind == "partial_date" else kind
        item: Table = {"id": f"q{next(self._ids)}", "type": type_, "text": text("?")}
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
        unasked = ("note", "computed", "roster")
        earlier = [item["id"] for item in self.items if item["type"] not in unasked]
        if earlier and self._chance(15):
            facts["about"] = self._draw(st.sampled_from(earlier))
        return facts

    def _facts(self, kind: str) -> Table:
        if kind in ("single", "multiple", "ranking"):
            return self._choice(kind)
        if kind == "partial_date":
            return self._draw(st.sampled_from([{"partial": True}, {"precision": "month"}]))
        if kind == "computed":
            return self._computed()
        if kind == "lookup":
            return self._lookup()
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
        facts: Table = {"options": options, "shuffle": self._chance(25)}
        if kind == "ranking":
            facts |= self._draw(st.sampled_from([{}, {"max_ranked": 2}, {"min_ranked": 1}]))
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

    def _lookup(self) -> Table:
        """Choose from a list, sometimes only from the rows that go with an earlier answer."""
        facts: Table = {"list": {"file": "list.csv", "hash": hash_of(LIST)}}
        earlier = [one["id"] for one in self.items if one["type"] == "single"]
        if earlier and self._chance(60):
            facts["where"] = {"group": self._draw(st.sampled_from(earlier))}
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
        if kind == "roster":
            return self._test_rows(item)
        tests = [f"answered({name})", f"off_route({name})"]
        tests += [f"{word}({name})" for word in ("left_empty", *item.get("missing", ()))]
        if kind == "single":
            tests += [f"{name} == 1", f"{name} in [1, 2]", f"{name} != 3"] * 2
        elif kind == "multiple":
            tests += [f"1 in {name}", f"count({name}) >= 2", f"{ALONE} not in {name}"] * 2
        elif kind == "ranking":
            tests += [f"1 in {name}", f"count({name}) >= 2", f"rank({name}, 1) <= 2"] * 2
            tests += [f"at_rank({name}, 1) == 1", f"at_rank({name}, 2) in [1, 2]"]
        elif item.get("partial") or item.get("precision"):
            tests += [f'{name} < date("2026-05-10")', f'{name} == date("2026-05-01")'] * 2
            tests += [f'years_between({name}, date("2027-03-01")) < 1', f"year({name}) == 2026"]
        elif kind in ("integer", "scale", "decimal") or item.get("gives") == "decimal":
            tests += [f"{name} > 2", f"{name} <= 3"] * 2
        elif item.get("gives") == "yes_no":
            tests += [f"{name} == 1"]
        elif kind == "lookup":
            tests += [f'{name} == "b"', f'lookup({name}, "group") == "1"'] * 2
        elif kind == "time":
            tests += [f'{name} < time("12:00")', f'{name} >= time("08:30")'] * 2
        tests += ['session_language == "nl"'] if self._chance(4) else []
        part = self._draw(st.sampled_from(tests))
        return f"not ({part})" if self._chance(25) else part

    def _test_rows(self, roster: Table) -> str:
        """Write one yes-or-no part about the rows of a roster."""
        name = roster["id"]
        tests = [f"count({name}) >= 2"]
        tests += [f"any(answered(one.{asked}) for one in {name})" for asked in roster["asked"]]
        tests += [f"all(one.{number} > 1 for one in {name})" for number in roster["numeric"]]
        tests += [f"sum(one.{number} for one in {name}) > 5" for number in roster["numeric"]]
        outside = [one["id"] for one in self.items if one["type"] in ("integer", "decimal")]
        if outside and roster["numeric"]:
            inside, beside = f"one.{roster['numeric'][0]}", self._draw(st.sampled_from(outside))
            tests += [f"any({inside} > {beside} for one in {name})"] * 2
            tests += [f"sum({inside} for one in {name} if {inside} <= {beside}) == {beside}"] * 2
        return self._draw(st.sampled_from(tests))

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
            self._change_rows,
        ]

    def _change_rows(self) -> None:
        """Add a row, or take one away, where the person is in one."""
        conductor = self.scenario.conductor
        row = conductor.current.row if conductor.current else None
        if row is None:
            return
        try:
            if self.pick((True, False)):
                conductor.add_row(row.repetition)
            else:
                conductor.remove_row(row)
        except (InvalidAnswer, NeedsConfirmation):
            return

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
        if planned.listed is not None:
            return Answer(self.pick(list(planned.listed.places)))
        return Answer(self._value(question))

    def _choose(self, planned: Planned, question: ChoiceQuestion) -> Answer:
        offered = [option.code for option in self.scenario.interview.options(planned)]
        if not offered:
            return Answer(Missing.LEFT_EMPTY)
        if isinstance(question, RankingQuestion):
            order = [self.pick(offered) for _ in range(self.pick(range(1, 7)))]
            words: dict[Code, str] = {} if question.chosen_in else {OTHER: self._words(question)}
            return chosen(question, tuple(dict.fromkeys(order)), words)
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
            case DateQuestion(takes_spans=True):
                day = FIRST_DAY + timedelta(days=self.pick(range(250)))
                return PartialDate.of(day, self.pick(question.precisions))
            case DateQuestion():
                return FIRST_DAY + timedelta(days=self.pick(range(300)))
            case TimeQuestion():
                return time(self.pick(range(24)), self.pick(range(60)))
            case _:
                return self._words(question)

    def _words(self, question: Question) -> str:
        self._texts += 1
        return canary(question.id) + str(self._texts % 3)

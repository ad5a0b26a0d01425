"""What a client shows of an item (design, sections 3 and 7), and answers and complaints in the reader's notation."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from hybridequiz.interview.answers import Answer
from hybridequiz.questionnaire.questions import Option
from hybridequiz.questionnaire.states import Code, Missing
from hybridequiz.questionnaire.validation import validated
from hybridequiz.wording.notation import day_typed, day_words, duration_words, number_words
from hybridequiz.wording.presentation import (
    Presented,
    Shape,
    option_keys,
    present,
    shape_of,
    typed_form,
)
from hybridequiz.wording.rendering import answer_words, text_words
from scenario import Scenario, questionnaire

HEAD = """\
id = "test"
version = "1"
audience = "people"
languages = ["nl", "en"]
title = "T"
"""

ITEMS = """
[[section]]
id = "s"
title = "S"
[[section.question]]
id = "hello"
type = "note"
text = { nl = "Welkom, {{vriend}}", en = "Welcome, {{friend}}" }
[[section.question]]
id = "name"
type = "text"
before = { nl = "Eerst dit.", en = "This first." }
text = { nl = "Uw naam?", en = "Your name?" }
help = { nl = "Uw voornaam", en = "Your first name" }
[[section.question]]
id = "colour"
type = "single"
missing = ["not_applicable", "dont_know"]
probes = [{ nl = "Nog iets?", en = "Anything else?" }]
options = [
  { code = 1, nl = "Rood", en = "Red" },
  { code = 2, nl = "Groen", en = "Green", show_if = "answered(name)" },
  { code = 97, nl = "Anders, namelijk…", en = "Other, namely…", other = true },
]
text = { nl = "{name|U}, welke kleur?", en = "{name|You}, which colour?" }
[[section.question]]
id = "hobbies"
type = "multiple"
options = [
  { code = 1, nl = "Lezen", en = "Reading" },
  { code = 2, nl = "Sport", en = "Sports" },
  { code = 97, nl = "Anders, namelijk…", en = "Other, namely…", other = true },
  { code = 96, nl = "Niets", en = "Nothing", exclusive = true },
]
text = { nl = "Wat doet u?", en = "What do you do?" }
[[section.question]]
id = "best"
type = "single"
chosen_in = "hobbies"
show_if = "answered(hobbies)"
options = [
  { code = 1, nl = "Lezen", en = "Reading" },
  { code = 2, nl = "Sport", en = "Sports" },
  { code = 97, nl = "Anders, namelijk…", en = "Other, namely…", other = true },
]
text = { nl = "Wat het liefst?", en = "What best?" }
[[section.question]]
id = "mark"
type = "scale"
min = 0
max = 10
low = { nl = "Slecht", en = "Bad" }
high = { nl = "Goed", en = "Good" }
text = { nl = "Cijfer?", en = "Mark?" }
[[section.question]]
id = "length"
type = "decimal"
min = 0.5
max = 2.5
unit = { nl = "meter", en = "metres" }
text = { nl = "Hoe lang?", en = "How long?" }
[[section.question]]
id = "born"
type = "date"
text = { nl = "Geboren?", en = "Born?" }
[[section.question]]
id = "story"
type = "long_text"
max_length = 500
instruction = { nl = "Een paar zinnen.", en = "A few sentences." }
text = { nl = "Vertel.", en = "Tell." }
"""


@pytest.fixture
def person(tmp_path: Path) -> Scenario:
    return Scenario.of(questionnaire(ITEMS, tmp_path, head=HEAD))


def shown(person: Scenario, name: str) -> Presented:
    return present(person.interview, person.interview.instrument.by_id[name])


def test_every_type_has_its_shape(person: Scenario) -> None:
    shapes = [shape_of(planned.question) for planned in person.interview.instrument.items]
    assert shapes == [
        Shape.NOTE,
        Shape.LINE,
        Shape.SINGLE,
        Shape.MULTIPLE,
        Shape.SINGLE,
        Shape.SCALE,
        Shape.LINE,
        Shape.LINE,
        Shape.PROSE,
    ]


def test_a_note_is_its_text_with_the_braces_written_once(person: Scenario) -> None:
    note = shown(person, "hello")
    assert note.text == "Welkom, {vriend}"
    assert (note.question, note.reasons, note.options, note.instruction) == (None, (), (), "")


def test_a_fill_has_the_answer_or_its_fallback_and_follows_the_language(person: Scenario) -> None:
    assert shown(person, "colour").text == "U, welke kleur?"
    person.read().answer("{naam} Zoë")
    assert shown(person, "colour").text == "{naam} Zoë, welke kleur?"
    person.conductor.switch_language("en")
    assert shown(person, "colour").text == "{naam} Zoë, which colour?"
    assert shown(person, "name").before == "This first."


def test_what_is_filled_in_cannot_command_the_terminal(person: Scenario) -> None:
    person.read().conductor.answer(Answer("\x1b[2J\u202eZoë"))
    assert shown(person, "colour").text == "␛[2J\ufffdZoë, welke kleur?"


def test_reasons_stand_in_their_fixed_order_with_their_keys(person: Scenario) -> None:
    reasons = [(one.reason, one.key) for one in shown(person, "colour").reasons]
    assert reasons == [(Missing.DONT_KNOW, "F2"), (Missing.NOT_APPLICABLE, "F4")]


def test_an_option_keeps_its_key_when_another_is_not_offered(person: Scenario) -> None:
    person.read().answer(Missing.LEFT_EMPTY, next="colour")
    options = shown(person, "colour").options
    assert [(one.code, one.key, one.label) for one in options] == [
        (1, "1", "Rood"),
        (97, "a", "Anders, namelijk…"),
    ]


def test_the_answer_so_far_is_shown(person: Scenario) -> None:
    person.read().answer("Zoë").answer(97, other={97: "paars"}).answer([1, 97], other={97: "dans"})
    colour, hobbies, best = (shown(person, name) for name in ("colour", "hobbies", "best"))
    assert colour.chosen == {97}
    assert [one.typed for one in colour.options] == ["", "", "paars"]
    assert hobbies.chosen == {1, 97}
    assert [(one.code, one.typed, one.other) for one in best.options] == [
        (1, "", False),
        (97, "dans", False),
    ], "the text at other comes from the list, and is not asked again"
    assert shown(person, "name").typed == "Zoë"


def test_a_reason_that_was_said_is_shown_and_an_empty_answer_is_not(person: Scenario) -> None:
    person.read().answer(Missing.LEFT_EMPTY).answer(Missing.DONT_KNOW)
    assert shown(person, "colour").reason is Missing.DONT_KNOW
    assert shown(person, "colour").chosen == frozenset()
    assert shown(person, "name").reason is None


def test_numbers_days_and_units_stand_in_the_readers_notation(person: Scenario) -> None:
    person.read().answer("Zoë").answer(1).answer([1]).answer(1).answer("7")
    person.answer("1,8").answer("3-2-2001")
    assert shown(person, "mark").typed == "7"
    assert (shown(person, "mark").low, shown(person, "mark").high) == ("Slecht", "Goed")
    assert (shown(person, "length").typed, shown(person, "length").unit) == ("1,8", "meter")
    assert "0,5" in shown(person, "length").instruction
    assert shown(person, "born").typed == "03-02-2001"
    person.conductor.switch_language("en")
    assert shown(person, "length").typed == "1.8"
    assert "0.5" in shown(person, "length").instruction


def test_the_questionnaires_own_instruction_goes_before_the_usual_one(person: Scenario) -> None:
    story = shown(person, "story")
    assert (story.instruction, story.most) == ("Een paar zinnen.", 500)
    assert shown(person, "name").instruction == ""
    assert shown(person, "hobbies").instruction
    assert shown(person, "born").instruction


def test_what_waits_aside_is_not_shown(tmp_path: Path) -> None:
    instrument = questionnaire(ITEMS, tmp_path, head=HEAD)
    person = Scenario.of(instrument).read().answer("Zoë").answer(2).back(expect="colour")
    person.back(expect="name").answer(Missing.LEFT_EMPTY, next="colour")
    assert shown(person, "colour").chosen == frozenset()


@pytest.mark.parametrize(
    ("codes", "keys"),
    [
        ([0, 1, 5, 9], ["0", "1", "5", "9"]),
        ([1, 2, 96, 97], ["1", "2", "a", "b"]),
        ([0, 1, 10], ["a", "1", "b"]),
        (["yes", "no"], ["a", "b"]),
        ([5, 4, 3], ["5", "4", "3"]),
        (list(range(100, 128)), [*"abcdefghijklmnopqrstuvwxyz", "", ""]),
    ],
)
def test_the_key_is_the_code_where_all_codes_are_digits(codes: list[Code], keys: list[str]) -> None:
    options = [validated(Option, {"code": code, "nl": "x"}) for code in codes]
    assert option_keys(options) == keys


@pytest.mark.parametrize(
    ("value", "typed"),
    [
        (Missing.DONT_KNOW, ""),
        (frozenset({1}), ""),
        (7, "7"),
        (Decimal("7.50"), "7,50"),
        (Decimal("1E+3"), "1000"),
        (Decimal("1E-9"), "0,000000001"),
        (date(7, 2, 3), "03-02-0007"),
        ("Zoë", "Zoë"),
    ],
)
def test_an_answer_is_shown_as_it_would_be_typed(value: Any, typed: str) -> None:
    assert typed_form(Answer(value), "nl") == typed
    assert typed_form(None, "nl") == ""


def test_answers_in_words(person: Scenario) -> None:
    person.read().answer("Zoë").answer(97, other={97: "paars\t"}).answer(
        [97, 1], other={97: "dans"}
    )
    said = {
        name: answer_words(person.interview, person.interview.instrument.by_id[name], answer)
        for name, answer in person.interview.answers.items()
    }
    assert said["colour"] == "Anders, namelijk: paars"
    assert said["hobbies"] == "Lezen; Anders, namelijk: dans"
    length = person.interview.instrument.by_id["length"]
    assert answer_words(person.interview, length, Answer(Decimal("1.8"))) == "1,8 meter"
    born = person.interview.instrument.by_id["born"]
    assert answer_words(person.interview, born, Answer(date(2026, 2, 3))).startswith("3 ")


def test_a_study_names_its_values_and_places(tmp_path: Path) -> None:
    (tmp_path / "study.toml").write_text(
        'id = "study"\ntitle = "Studie"\nlanguages = ["nl"]\nvalues = { client = "Het fonds", contact = "" }\n'
        '[[location]]\ncode = 3\nnl = "Breda"\n',
        encoding="utf-8",
    )
    text = """
id = "test"
version = "1"
audience = "people"
study = "study.toml"
languages = ["nl"]
title = "T"
[[section]]
id = "s"
title = "S"
[[section.question]]
id = "hello"
type = "note"
text = "{client} in {session_location|een plaats}, code {session_code}, {contact}, {threshold}"
"""
    instrument = questionnaire(text, tmp_path)
    note = instrument.by_id["hello"].item.text
    there = Scenario.of(instrument, location=3).interview
    assert text_words(there, note) == "Het fonds in Breda, code AAAA-AAAA, [contact], 10"
    assert "een plaats" in text_words(Scenario.of(instrument).interview, note)


def test_notation() -> None:
    assert number_words(1234567, "nl") == "1234567"
    assert number_words(Decimal("0.5"), "nl") == "0,5"
    assert number_words(Decimal("0.5"), "en") == "0.5"
    assert day_typed(date(2026, 2, 3)) == "03-02-2026"
    assert day_words(date(2026, 2, 3), "en") == "3 February 2026"
    assert duration_words(61_000, "en") == "1 min 1 s"

"""The prompts before an interview: what begins, or what goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from hybridequiz.plain import NewInterview, Resumption, choose_setup
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.store.fieldwork import LONGEST_CODE, Fieldwork
from hybridequiz.store.setup import Preset, Setup
from plain.person import Person, begin, fieldwork_in
from scenario import questionnaire

STUDY = """
id = "study"
languages = ["nl", "en"]
title.nl = "Studie"
title.en = "Study"
live = false

[[location]]
code = 3
nl = "Haarlem"
en = "Haarlem"

[[location]]
code = 4
nl = "Den Haag"
en = "The Hague"
"""

QUESTIONNAIRE = """
id = "{id}"
version = "1"
audience = "{id}"
study = "study.toml"
languages = ["nl", "en"]
title.nl = "Vragen aan {id}"
title.en = "Questions to {id}"

[[section]]
id = "one"
title.nl = "Een"
title.en = "One"

[[section.question]]
id = "job"
type = "text"
text.nl = "Beroep?"
text.en = "Occupation?"

[[section.question]]
id = "more"
type = "text"
form = "extended"
text.nl = "Meer?"
text.en = "More?"
"""


@pytest.fixture
def instruments(tmp_path: Path) -> list[Instrument]:
    (tmp_path / "study.toml").write_text(STUDY, encoding="utf-8")
    return [
        questionnaire(QUESTIONNAIRE.replace("{id}", name), tmp_path, name=f"{name}.toml")
        for name in ("schools", "employers")
    ]


def ask(
    person: Person,
    instruments: list[Instrument],
    fieldwork: Fieldwork | None = None,
    preset: Preset | None = None,
) -> NewInterview | Resumption | None:
    look_up = fieldwork.look_up if fieldwork is not None else None
    return choose_setup(
        instruments,
        read=person.read,
        write=person.write,
        language="en",
        look_up=look_up,
        preset=preset,
    )


def test_a_new_interview_is_chosen_in_words_and_confirmed_before_it_begins(
    instruments: list[Instrument],
) -> None:
    person = Person("5", "2", "nl", "1", "KL", "1", "4", "P-17", "yes")
    chosen = ask(person, instruments)

    assert chosen == NewInterview(
        instruments[1],
        Setup(
            mode="interview",
            form="extended",
            language="nl",
            location=4,
            interviewer="KL",
            case="P-17",
        ),
    )
    assert "4  The Hague" in person.transcript
    assert "Type what stands before one of them." in person.transcript
    assert (
        "Questions to employers. An interviewer asks and types. Form: Extended. The Hague. Nederlands."
        " Interviewer: KL. Case: P-17." in person.transcript
    )


def test_back_goes_to_the_step_before_and_no_begins_nothing(
    instruments: list[Instrument],
) -> None:
    person = Person(
        *("1", "en", "1", "/back", "2", "2", "-", "", "no"),
        *("/back", "3", "/back", "-", "", "yes"),
    )
    chosen = ask(person, instruments)

    assert chosen == NewInterview(
        instruments[0], Setup(mode="self", form="short", language="en", location=None)
    )
    assert person.left_to_type == 0


def test_r11_letters_of_an_old_code_page_in_a_code_are_told_and_not_dropped(
    instruments: list[Instrument], tmp_path: Path
) -> None:
    foreign = "JÓ-007".encode("cp850").decode("utf-8", "surrogateescape")
    person = Person("2", "nl", "1", foreign, "JO-007", "1", "4", foreign, "P-17", "yes")
    chosen = ask(person, instruments)
    assert isinstance(chosen, NewInterview)
    assert (chosen.setup.interviewer, chosen.setup.case) == ("JO-007", "P-17")
    assert person.heard.count("Some letters did not come through") == 2

    with fieldwork_in(tmp_path) as fieldwork:
        sitting = begin(fieldwork, instruments[0])
        sitting.journal.close()
        code = sitting.interview.session.code
        person = Person("2", f"{code}\udc90", code, "1", "-")
        assert isinstance(ask(person, instruments, fieldwork), Resumption)
    assert person.heard.count("Some letters did not come through") == 1


def test_what_the_command_line_says_is_not_asked(instruments: list[Instrument]) -> None:
    preset = Preset(mode="self", form="short", language="en", location=3, case="A7")
    person = Person("yes")
    chosen = ask(person, instruments[:1], preset=preset)

    expected = Setup(mode="self", form="short", language="en", location=3, case="A7")
    assert chosen == NewInterview(instruments[0], expected)


def test_a_code_of_a_list_made_elsewhere_is_not_longer_than_a_code_can_be(
    instruments: list[Instrument],
) -> None:
    preset = Preset(mode="self", form="short", language="en", location=3)
    person = Person("x" * (LONGEST_CODE + 1), "A7", "yes")
    chosen = ask(person, instruments[:1], preset=preset)

    assert isinstance(chosen, NewInterview)
    assert chosen.setup.case == "A7"
    assert f"at most {LONGEST_CODE} characters" in "\n".join(person.transcript)


@pytest.mark.parametrize("lines", [(), ("/leave",), ("1", "/help", "/quit")])
def test_whoever_leaves_the_setup_begins_nothing(
    lines: tuple[str, ...], instruments: list[Instrument]
) -> None:
    assert ask(Person(*lines), instruments) is None


def test_going_on_takes_the_code_and_what_goes_with_it(
    instruments: list[Instrument], tmp_path: Path
) -> None:
    with fieldwork_in(tmp_path) as fieldwork:
        setup = Setup(mode="self", form="short", language="nl", location=3)
        sitting = fieldwork.begin(instruments[1], setup)
        sitting.journal.close()
        code = sitting.interview.session.code
        wrong = ("2", "XXXX", code, "1", "3", code, "2", "4")
        person = Person(*wrong, code.lower(), "2", "3")
        chosen = ask(person, instruments, fieldwork)

    assert isinstance(chosen, Resumption)
    assert chosen.waiting.session.code == code
    mismatch = "That does not go together with this code. Look at the code again."
    assert person.transcript.count(mismatch) == 2
    assert "A code has 8 letters and digits; this has 4." in person.transcript

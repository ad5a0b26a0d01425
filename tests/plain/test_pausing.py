"""A pause in plain lines, nobody at the keyboard, the next person: nothing stays to be read, nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from hybridequiz.interview.events import Event, EventKind
from hybridequiz.plain import CoverWanted, Departure
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.questions import Mode
from hybridequiz.store.errors import StorageError
from hybridequiz.store.fieldwork import Fieldwork, Sitting
from plain.person import Person, PersonAtTerminal, begin, fieldwork_in, resume
from scenario import questionnaire

CANARY = "zanglijster"
SMALL = """
id = "small"
version = "1"
audience = "people"
languages = ["nl", "en"]
title = { en = "Small", nl = "Klein" }

[[section]]
id = "one"
title = { en = "One", nl = "Een" }

[[section.question]]
id = "bird"
type = "text"
text = { en = "Which bird?", nl = "Welke vogel?" }

[[section.question]]
id = "alone"
type = "text"
self_block = true
text = { en = "Your boss?", nl = "Uw baas?" }

[[section.question]]
id = "age"
type = "integer"
min = 0
max = 120
text = { en = "How old are you?", nl = "Hoe oud bent u?" }

[[section.question]]
id = "story"
type = "long_text"
text = { en = "Tell us.", nl = "Vertel eens." }
"""
SOON = CoverWanted("idle", 180_000)
ASIDE = CoverWanted("key")


@pytest.fixture
def small(tmp_path: Path) -> Instrument:
    return questionnaire(SMALL, tmp_path)


STORY = '[[section.question]]\nid = "story"'
NAMELY = """
[[section.question]]
id = "which"
type = "single"
text = "Which?"
options = [ { code = 97, nl = "Anders, namelijk …", en = "Other, namely …", other = true } ]

"""


@pytest.fixture
def fieldwork(tmp_path: Path) -> Fieldwork:
    return fieldwork_in(tmp_path)


class Sits:
    """An interview of which the code can be typed before the person is there."""

    def __init__(self, fieldwork: Fieldwork, instrument: Instrument, mode: Mode = "self") -> None:
        self.sitting: Sitting = begin(fieldwork, instrument, mode=mode, language="en")
        self.code = self.sitting.interview.session.code

    @property
    def events(self) -> list[Event]:
        return self.sitting.journal.store.events(self.sitting.journal.response)

    def kinds(self) -> list[EventKind]:
        return [event.kind for event in self.events]


@pytest.mark.parametrize("word", ["/pause", "/pauze"])
def test_a_pause_clears_at_once_and_the_code_goes_on_at_the_same_question(
    word: str, small: Instrument, fieldwork: Fieldwork
) -> None:
    sits = Sits(fieldwork, small)
    person = PersonAtTerminal(
        CANARY, "fine", word, "", "AAAA-AAAA", sits.code.lower(), "42", "/leave"
    )
    person.sit(sits.sitting)
    covered = person.screens[1].splitlines()
    assert CANARY in person.screens[0]
    assert covered[:3] == ["Paused. All is saved.", "Type the code to go on, or /leave.", "Code: "]
    assert "That is not the code of this interview." in covered
    assert CANARY not in person.screens[1]
    assert covered.index(sits.code.lower()) < covered.index("How old are you?")
    assert sits.sitting.interview.answers["age"].value == 42
    paused = [event for event in sits.events if event.kind is EventKind.PAUSED]
    assert [event.body for event in paused] == [{"by": "key"}, {"by": "key"}]
    assert sits.kinds().count(EventKind.RESUMED) == 1


def test_r04_plain_lines_are_cleared_when_nobody_types_and_that_wait_is_no_time_at_the_question(
    small: Instrument, fieldwork: Fieldwork
) -> None:
    sits = Sits(fieldwork, small)
    person = PersonAtTerminal(CANARY, SOON, SOON, sits.code, "fine", "/leave")
    person.sit(sits.sitting)
    assert CANARY in person.screens[0]
    assert CANARY not in person.screens[1] + person.screens[2]
    paused = [event.body for event in sits.events if event.kind is EventKind.PAUSED]
    assert paused == [{"by": "idle", "idle": 180_000}, {"by": "key"}]
    assert sits.sitting.interview.answers["alone"].value == "fine"


def test_before_the_first_answer_a_pause_tells_the_code_and_nobody_is_kept_out_by_a_limit(
    small: Instrument, fieldwork: Fieldwork
) -> None:
    sits = Sits(fieldwork, small)
    person = PersonAtTerminal(SOON, "/pause", "", sits.code, "owl")
    person.sit(sits.sitting)
    assert f"Your code is {sits.code}" in person.screens[1]
    assert sits.sitting.interview.answers["bird"].value == "owl"
    assert sits.kinds().count(EventKind.PAUSED) == 2


def test_a_pause_before_the_first_answer_clears_before_it_tells_the_code(
    tmp_path: Path, fieldwork: Fieldwork
) -> None:
    text = SMALL.replace('id = "bird"\ntype = "text"', 'id = "bird"\ntype = "long_text"')
    sits = Sits(fieldwork, questionnaire(text, tmp_path))
    person = PersonAtTerminal(CANARY, ASIDE, "", sits.code, ".")
    person.sit(sits.sitting)
    assert CANARY in person.screens[0]
    assert sits.code in person.screens[1]
    assert CANARY not in person.screens[1]
    assert sits.sitting.interview.answers["bird"].value == CANARY


def test_r11_a_code_with_letters_of_an_old_code_page_is_told_and_uncovers_nothing(
    small: Instrument, fieldwork: Fieldwork
) -> None:
    sits = Sits(fieldwork, small)
    person = PersonAtTerminal("owl", "/pause", f"{sits.code}\udc90", sits.code)
    person.sit(sits.sitting)
    assert "Some letters did not come through" in "\n".join([*person.screens, person.shown])
    assert person.left_to_type == 0


@pytest.mark.parametrize("stop", ["/pause", ASIDE, SOON])
def test_a_half_typed_text_waits_for_the_code(
    stop: str | BaseException, small: Instrument, fieldwork: Fieldwork
) -> None:
    sits = Sits(fieldwork, small)
    typed = ("owl", "fine", "42", f"It was a {CANARY}", stop, sits.code, "in spring", ".")
    person = PersonAtTerminal(*typed)
    person.sit(sits.sitting)
    assert f"It was a {CANARY}" not in person.screens[1].split(sits.code)[0]
    assert sits.sitting.interview.answers["story"].value == f"It was a {CANARY}\nin spring"


def test_lines_of_a_long_text_are_kept_as_they_come_also_where_one_goes_elsewhere_and_leaves(
    small: Instrument, fieldwork: Fieldwork
) -> None:
    sits = Sits(fieldwork, small)
    lines = (f"It was a {CANARY}", "in spring")
    Person("owl", "fine", "42", *lines, "/jump 3", "/next-person").sit(sits.sitting)
    again = Person("", "in a tree", ".")
    again.sit(resume(fieldwork, sits.code))
    assert f"> It was a {CANARY}\n> in spring" in again.heard


@pytest.mark.parametrize("stop", ["/pause", ASIDE, SOON])
def test_an_answer_that_is_being_asked_about_is_not_lost_by_a_pause(
    stop: str | BaseException, tmp_path: Path, fieldwork: Fieldwork
) -> None:
    check = '[[section.question.check]]\nthat = "this < 99"\nlevel = "soft"\ntext = "Zo oud?"\n\n'
    before = '[[section.question]]\nid = "story"'
    sits = Sits(fieldwork, questionnaire(SMALL.replace(before, check + before), tmp_path))
    person = PersonAtTerminal("owl", "fine", "", "101", stop, sits.code, "/next-person")
    person.sit(sits.sitting)
    assert "> 101" in person.screens[-1]
    again = Person("101", "yes", "born in 1925")
    again.sit(resume(fieldwork, sits.code))
    assert "Begun, not saved as an answer. Type it again:\n> 101" in again.heard


@pytest.mark.parametrize("stop", ["/pause", ASIDE, SOON])
def test_a_choice_that_waits_for_its_namely_need_not_be_typed_again_after_a_pause(
    stop: str | BaseException, tmp_path: Path, fieldwork: Fieldwork
) -> None:
    sits = Sits(fieldwork, questionnaire(SMALL.replace(STORY, NAMELY + STORY), tmp_path))
    person = PersonAtTerminal(
        "owl", "fine", "42", "97", stop, sits.code, "", "a barn", "/next-person"
    )
    person.sit(sits.sitting)
    answer = sits.sitting.interview.answers["which"]
    assert (answer.value, answer.other) == (97, ((97, "a barn"),))


def test_a_choice_that_waits_for_its_namely_waits_until_one_comes_back(
    tmp_path: Path, fieldwork: Fieldwork
) -> None:
    sits = Sits(fieldwork, questionnaire(SMALL.replace(STORY, NAMELY + STORY), tmp_path))
    PersonAtTerminal("owl", "fine", "42", "97", "/leave").sit(sits.sitting)
    again = Person("", "a barn", "/leave")
    sitting = resume(fieldwork, sits.code)
    again.sit(sitting)
    assert "Begun, not saved as an answer. Enter goes on with it:\n> 97" in again.heard
    assert sitting.interview.answers["which"].other == ((97, "a barn"),)


@pytest.mark.parametrize(
    ("text", "asked"),
    [("Zo oud?", "Zo oud? (yes or no) "), ("Oud.", "Is this right? (yes or no) ")],
)
def test_a_check_that_asks_by_itself_is_asked_once(
    text: str, asked: str, tmp_path: Path, fieldwork: Fieldwork
) -> None:
    check = f'[[section.question.check]]\nthat = "this < 99"\nlevel = "soft"\ntext = "{text}"\n\n'
    before = '[[section.question]]\nid = "story"'
    sits = Sits(fieldwork, questionnaire(SMALL.replace(before, check + before), tmp_path))
    person = Person("owl", "fine", "101", "yes", "born in 1925")
    person.sit(sits.sitting)
    assert f"{asked}«yes»" in person.transcript
    assert person.heard.count("(yes or no)") == 1
    assert person.heard.count(text) == 1
    assert sits.sitting.interview.answers["age"].value == 101


def test_where_the_terminal_cannot_clear_a_pause_says_so(
    small: Instrument, fieldwork: Fieldwork
) -> None:
    sits = Sits(fieldwork, small)
    person = Person("owl", "/pause", sits.code)
    person.sit(sits.sitting)
    assert "stays readable above" in person.heard


def test_a_command_leaves_from_a_pause_and_the_pause_counts_once(
    small: Instrument, fieldwork: Fieldwork
) -> None:
    sits = Sits(fieldwork, small)
    person = PersonAtTerminal("owl", "/pause", "/leave")
    result = person.sit(sits.sitting)
    assert result.departure is Departure.COMMAND
    assert sits.kinds()[-2:] == [EventKind.ANSWERED, EventKind.PAUSED]


def test_what_could_not_be_saved_is_not_lost_by_a_pause(
    small: Instrument, fieldwork: Fieldwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    sits = Sits(fieldwork, small)
    answer = sits.sitting.conductor.answer
    full = [True]

    def sometimes(*args: object, **options: object) -> object:
        if full.pop() if full else False:
            raise StorageError("the disk is full")
        return answer(*args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(sits.sitting.conductor, "answer", sometimes)
    person = PersonAtTerminal(CANARY, SOON, sits.code, "1")
    person.sit(sits.sitting)
    assert "NOT saved" in person.screens[1]
    assert CANARY not in person.screens[1]
    assert sits.sitting.interview.answers["bird"].value == CANARY


@pytest.mark.parametrize("mode", ["self", "interview"])
@pytest.mark.parametrize("way", ["/leave", "/next-person", EOFError(), KeyboardInterrupt()])
def test_r05_r13_every_way_out_of_plain_lines_saves_and_clears(
    way: str | BaseException, mode: Mode, small: Instrument, fieldwork: Fieldwork
) -> None:
    sits = Sits(fieldwork, small, mode)
    person = PersonAtTerminal(CANARY, way)
    result = person.sit(sits.sitting)
    assert result.saved
    assert CANARY not in person.shown
    assert "Which bird?" not in person.shown
    assert sits.kinds()[-1] is EventKind.PAUSED
    assert (sits.code in person.shown) is (way != "/next-person")


def test_r05_after_the_end_only_thanks_and_the_code_are_to_be_read(
    small: Instrument, fieldwork: Fieldwork
) -> None:
    sits = Sits(fieldwork, small)
    person = PersonAtTerminal(CANARY, "fine", "42", "", "", "/finish", "yes")
    person.sit(sits.sitting)
    assert person.shown.splitlines() == [
        "Finished. The answers are saved.",
        "Thank you for taking part.",
        f"Your code: {sits.code}",
    ]


def test_r04_the_next_person_is_told_no_code_of_who_was_there_before(
    small: Instrument, fieldwork: Fieldwork
) -> None:
    for word in ("/next-person", "/volgende-persoon", "/vp"):
        sits = Sits(fieldwork, small)
        person = PersonAtTerminal(CANARY, word)
        result = person.sit(sits.sitting)
        assert result.departure is Departure.NEXT_PERSON
        assert result.exit_code == 0
        assert sits.events[-1].body == {"by": "next person"}
        assert person.shown == "The answers are saved. You can go on later."
        assert fieldwork.look_up(sits.code).session.code == sits.code


def test_r30_what_was_typed_alone_is_cleared_before_the_interviewer_looks(
    small: Instrument, fieldwork: Fieldwork
) -> None:
    sits = Sits(fieldwork, small, "interview")
    person = PersonAtTerminal("owl", "", CANARY, "", "/contents")
    person.sit(sits.sitting)
    handed_back = next(one for one in person.screens if "give the laptop back" in one)
    assert CANARY not in handed_back
    assert "stays readable above" not in person.heard


def test_r30_after_a_pause_the_keyboard_is_handed_over_once_more_and_nothing_alone_is_read_again(
    small: Instrument, fieldwork: Fieldwork
) -> None:
    sits = Sits(fieldwork, small, "interview")
    person = PersonAtTerminal("owl", "", "/pause", sits.code, "", CANARY, "", "/pause", sits.code)
    typed = ("/back", "/jump 2", "/contents")
    for line in typed:
        person._lines.append(line)
    person.sit(sits.sitting)
    after = person.heard.rpartition(f"«{sits.code}»")[2]
    assert person.heard.count("answers the next questions alone") == 2
    assert CANARY not in after
    assert "That question cannot be shown here." in after

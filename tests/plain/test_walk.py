"""A whole interview in plain prompts: every type, back, reasons, remarks, wrong input."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from hybridequiz.plain import Outcome
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.states import Missing
from plain.person import Person, begin, fieldwork_in
from plain.test_pausing import SMALL
from scenario import questionnaire

EVERY_TYPE = """
id        = "everything"
version   = "1"
audience  = "people"
languages = ["nl", "en"]
title.nl  = "Alles"
title.en  = "Everything"

[screens]
code_card.nl = "Uw code is {session_code}."
code_card.en = "Your code is {session_code}."
end.nl       = "Dank u wel."
end.en       = "Thanks a lot."

[[section]]
id       = "choices"
title.nl = "Keuzes"
title.en = "Choices"

[[section.question]]
id      = "welcome"
type    = "note"
text.nl = "Welkom."
text.en = "Welcome."

[[section.question]]
id        = "satisfied"
type      = "single"
missing   = ["dont_know", "refused"]
before.nl = "Eerst dit."
before.en = "This first."
text.nl   = "Hoe tevreden bent u?"
text.en   = "How satisfied are you?"
help.nl   = "Alles bij elkaar."
help.en   = "All in all."
options = [
  { code = 1, nl = "Zeer ontevreden", en = "Very dissatisfied" },
  { code = 5, nl = "Zeer tevreden",   en = "Very satisfied" },
]

[[section.question]]
id         = "barriers"
type       = "multiple"
max_chosen = 2
text.nl    = "Wat zat in de weg?"
text.en    = "What was in the way?"
options = [
  { code = 1,  nl = "Tijd",               en = "Time" },
  { code = 3,  nl = "Geld",               en = "Money" },
  { code = 4,  nl = "Reizen",             en = "Travel" },
  { code = 97, nl = "Anders, namelijk …", en = "Other, namely …", other = true },
  { code = 98, nl = "Niets",              en = "Nothing", exclusive = true },
]

[[section]]
id       = "numbers"
title.nl = "Getallen"
title.en = "Numbers"

[[section.question]]
id       = "years"
type     = "integer"
min      = 0
max      = 60
required = true
unit.nl  = "jaar"
unit.en  = "years"
text.nl  = "Hoe lang werkt u?"
text.en  = "How long have you worked?"

  [[section.question.check]]
  that    = "this <= 40"
  level   = "soft"
  text.nl = "Dat is lang."
  text.en = "That is long."

[[section.question]]
id       = "hours"
type     = "decimal"
min      = 0
max      = 80
decimals = 1
text.nl  = "Hoeveel uur?"
text.en  = "How many hours?"

[[section.question]]
id      = "mark"
type    = "scale"
min     = 0
max     = 10
low.nl  = "heel slecht"
low.en  = "very bad"
high.nl = "heel goed"
high.en = "very good"
text.nl = "Welk cijfer geeft u?"
text.en = "Which mark do you give?"

[[section.question]]
id      = "since"
type    = "date"
text.nl = "Sinds wanneer?"
text.en = "Since when?"

[[section]]
id       = "words"
title.nl = "Woorden"
title.en = "Words"

[[section.question]]
id      = "job"
type    = "text"
text.nl = "Wat is uw beroep?"
text.en = "What is your occupation?"

[[section.question]]
id      = "story"
type    = "long_text"
text.nl = "Vertel."
text.en = "Tell us."
"""


@pytest.fixture
def everything(tmp_path: Path) -> Instrument:
    return questionnaire(EVERY_TYPE, tmp_path)


def test_a_dutch_interview_with_every_type_goes_from_the_welcome_to_the_code(
    everything: Instrument, tmp_path: Path
) -> None:
    person = Person(
        "",  # the note
        "/weet-niet",
        "/terug",
        "5",
        "1, 97",
        "parkeren",
        "41",
        "ja",
        "al mijn hele leven",
        "/opmerking hij twijfelde",
        "7,5",
        "7",
        "31-1-2026",
        "//docent",
        "/taal en",
        "First line",
        "",
        "..",
        ".",
        "/finish",
    )
    with fieldwork_in(tmp_path) as fieldwork:
        sitting = begin(fieldwork, everything, mode="paper")
        result = person.sit(sitting)

    answers = sitting.interview.answers
    assert (result.outcome, result.disposition, result.exit_code) == (Outcome.FINISHED, 10, 0)
    assert person.left_to_type == 0
    assert {name: answer.value for name, answer in answers.items()} == {
        "satisfied": 5,
        "barriers": frozenset({1, 97}),
        "years": 41,
        "hours": Decimal("7.5"),
        "mark": 7,
        "since": date(2026, 1, 31),
        "job": "/docent",
        "story": "First line\n\n.",
    }
    assert answers["barriers"].other_text(97) == "parkeren"
    assert sitting.interview.remarks == {"hours": "hij twijfelde"}
    assert sitting.interview.confirmed["years", 0][0] == "al mijn hele leven"
    code = sitting.interview.session.code
    assert person.transcript.count(f"Uw code is {code}.") == 1
    assert "Thanks a lot." in person.transcript


def test_an_item_is_read_out_one_line_a_thing_in_reading_order(
    everything: Instrument, tmp_path: Path
) -> None:
    person = Person("", "5")
    with fieldwork_in(tmp_path) as fieldwork:
        person.sit(begin(fieldwork, everything, language="en"))

    start = person.transcript.index("Welcome.") - 1
    assert person.transcript[start : start + 16] == [
        "Section 1 of 3: Choices, 8 questions left",
        "Welcome.",
        "Press Enter to go on: «»",
        "This first.",
        "How satisfied are you?",
        "1  Very dissatisfied",
        "5  Very satisfied",
        "/know  Don’t know",
        "/refuse  Prefer not to say",
        "Answer: «5»",
        "Saved.",
        f"Your code is {_code_in(person)}.",
        "What was in the way?",
        "Choose at most 2.",
        "Type what stands before the options, such as: 1 3",
        "1  Time",
    ]


def _code_in(person: Person) -> str:
    line = next(one for one in person.transcript if one.startswith("Your code is"))
    return line.removeprefix("Your code is ").rstrip(".")


def test_wrong_input_of_every_kind_is_told_and_asked_again(
    everything: Instrument, tmp_path: Path
) -> None:
    person = Person(
        "hello",  # at a note
        "",
        *("9", "1 5", "one", "/na", "/nonsense", "/bakc", "5"),
        *("2", "1 98", "1 3 4", "97", "", "x" * 101, "parking"),
        *("", "lots", "7,5", "9" * 40, "9" * 5000, "61", "41", "perhaps", "no", "7"),
        *("7,5", "1.25", "1.5"),
        *("11", "10"),
        *("31-2-2026", "yesterday", "2026-01-31"),
        *("y" * 201, "teacher"),
        *("z", ".", "/finish"),
    )
    with fieldwork_in(tmp_path) as fieldwork:
        sitting = begin(fieldwork, everything, language="en")
        result = person.sit(sitting)

    assert result.outcome is Outcome.FINISHED
    assert person.left_to_type == 0
    for complaint in (
        "There is nothing to answer here.",
        "“9” is not one of the options.",
        "“1 5” is not one of the options.",
        "“one” is not one of the options.",
        "That cannot be said at this question.",
        "There is no command “/nonsense”. /commands names them all.",
        "Did you mean /back?",
        "“Nothing” does not go together with another choice.",
        "Choose at most 2. Take one away first.",
        "Type what you mean at “Other, namely”.",
        "That is too long: 101 characters, at most 100 fit.",
        "This question needs an answer before we can go on.",
        "“lots” is not a whole number. Type digits only.",
        "Type a number from 0 to 60.",
        "Type yes or no.",
        "Not saved. Answer again.",
        "Did you mean 7.5? Type it like that.",
        "That is too precise: at most 1 digits after the mark.",
        "Type a number from 0 to 10.",
        "There is no day “31-2-2026”. Look at the day and the month.",
        "“yesterday” is not a date. Type day-month-year, such as 31-01-2026.",
        "That is too long: 201 characters, at most 200 fit.",
    ):
        assert complaint in person.transcript, complaint
    assert person.transcript.count("Type a number from 0 to 60.") == 3
    assert person.transcript.count("Saved.") == 8
    assert sitting.interview.answers["hours"].value == Decimal("1.5")


def test_enter_keeps_an_answer_and_asks_once_before_a_question_is_left_empty(
    everything: Instrument, tmp_path: Path
) -> None:
    person = Person("", "1", "/back", "", "", "", "/back", "/clear", "3", "/back", "/back", "/x")
    with fieldwork_in(tmp_path) as fieldwork:
        sitting = begin(fieldwork, everything, language="en")
        person.sit(sitting)

    asked = "Nothing was typed. Press Enter once more to leave this question empty."
    assert person.transcript.count(asked) == 1
    assert "> Very dissatisfied" in person.transcript
    assert "> Left empty" in person.transcript
    assert person.transcript.count("The answer was taken back.") == 2
    assert "satisfied" not in sitting.interview.answers
    assert sitting.interview.answers["barriers"].value == frozenset({3})


def test_reasons_remarks_help_and_contents_work_at_any_question(
    everything: Instrument, tmp_path: Path
) -> None:
    lines = ("", "?", "/refuse", "/back", "/remark", "shaky", "/remark", "", "/remark", "-")
    person = Person(
        *lines, "/contents", "/jump 8", "/jump 4", "7", "/jump 8", "?", "/jump 99", "/review"
    )
    with fieldwork_in(tmp_path) as fieldwork:
        sitting = begin(fieldwork, everything, mode="paper", language="en")
        person.sit(sitting)

    assert "All in all." in person.transcript
    assert "The remark stays as it was." in person.transcript
    assert sitting.interview.answers["satisfied"].value is Missing.REFUSED
    assert "> shaky" in person.transcript
    assert sitting.interview.remarks == {}
    assert "2  How satisfied are you?: Prefer not to say" in person.transcript
    blocked = person.transcript.index("First answer:")
    assert person.transcript[blocked + 1] == "4  How long have you worked?"
    assert sitting.interview.answers["job"].value == "?"
    assert "Type a number of the list behind it; /contents gives the list." in person.transcript
    review = person.transcript.index("5 questions are still open.")
    assert person.transcript[review + 2] == "5  How many hours?"


def test_a_question_that_was_jumped_over_is_asked_about_before_the_finish(
    everything: Instrument, tmp_path: Path
) -> None:
    early = ("", "1", "1", "7", "/finish")
    person = Person(*early, "/jump 9", "text", ".", "/finish", "no", "/finish", "yes")
    with fieldwork_in(tmp_path) as fieldwork:
        result = person.sit(begin(fieldwork, everything, language="en"))

    refused = "5 questions are still to come. Enter goes on; /end ends the interview here."
    assert refused in person.transcript
    asked = "4 questions were passed over and count as left empty. Finish? (yes or no) «no»"
    assert asked in person.transcript
    assert result.outcome is Outcome.FINISHED


def test_hostile_answers_never_reach_the_terminal_or_pass_for_the_programs_words(
    everything: Instrument, tmp_path: Path
) -> None:
    at_words = ("", "1", "1", "7", "2", "7", "31-1-2026")
    hostile = "[bold red]{name}\x1b[2J\x1b]0;title\x07\u202e\ud800 ok"
    person = Person(*at_words, hostile, "Saved.", "[/]\x9b31m", ".", "/back", "/back", "/contents")
    with fieldwork_in(tmp_path) as fieldwork:
        sitting = begin(fieldwork, everything, language="en")
        person.sit(sitting)

    said = [line for line in person.transcript if "«" not in line]
    controls = [character for line in said for character in line if ord(character) < 0x20]
    assert controls == []
    assert not any("\x9b" in line or "\u202e" in line or "\ud800" in line for line in said)
    assert sitting.interview.answers["job"].value == "[bold red]{name}[2J]0;title ok"
    assert "> [bold red]{name}[2J]0;title ok" in said
    assert said[said.index("> Saved.") + 1] == "> [/]31m"
    assert "".join(said).encode()


def test_named_codes_are_typed_by_what_stands_before_them(tmp_path: Path) -> None:
    instrument = questionnaire(
        """
        [[section]]
        id = "one"
        title = "One"
        [[section.question]]
        id = "status"
        type = "single"
        text = "Status?"
        options = [
          { code = "b", nl = "Bezig" }, { code = "a", nl = "Af" }, { code = "stopped", nl = "Gestopt" },
        ]
        """,
        tmp_path,
    )
    person = Person("a", "/back", "STOPPED")
    with fieldwork_in(tmp_path) as fieldwork:
        sitting = begin(fieldwork, instrument)
        person.sit(sitting)

    assert "a  Bezig" in person.transcript
    assert "> Bezig" in person.transcript
    assert sitting.interview.answers["status"].value == "stopped"


def test_a_respondent_alone_is_not_asked_for_remarks(
    everything: Instrument, tmp_path: Path
) -> None:
    person = Person("", "/remark secret", "/commands", "/leave")
    with fieldwork_in(tmp_path) as fieldwork:
        sitting = begin(fieldwork, everything, language="en")
        person.sit(sitting)

    assert "Remarks are for an interviewer." in person.transcript
    assert not [line for line in person.transcript if line.startswith("/remark")]
    assert sitting.interview.remarks == {}


def test_r11_letters_of_an_old_code_page_are_told_in_plain_lines_and_none_is_dropped(
    tmp_path: Path,
) -> None:
    foreign = "café".encode("latin-1").decode("utf-8", "surrogateescape")
    person = Person("owl", "/back", foreign, "café", "fine", "42", "een", foreign, "café", ".")
    with fieldwork_in(tmp_path) as fieldwork:
        sitting = begin(fieldwork, questionnaire(SMALL, tmp_path))
        person.sit(sitting)
    assert person.heard.count("Sommige letters zijn niet goed aangekomen") == 2
    answers = sitting.interview.answers
    assert (answers["bird"].value, answers["story"].value) == ("café", "een\ncafé")


def test_what_was_typed_at_other_is_read_where_it_is_one_of_those_chosen(tmp_path: Path) -> None:
    text = """
id = "few"
version = "1"
audience = "people"
languages = ["nl"]
title = "Klein"

[options]
value = [
  { code = 1, text = "Vakkennis" },
  { code = 2, text = "Praktijk" },
  { code = 97, text = "Iets anders, namelijk …", other = true },
]

[[section]]
id = "one"
title = "Een"

[[section.question]]
id = "list"
type = "multiple"
options = "value"
text = "Wat?"

[[section.question]]
id = "main"
type = "single"
options = "value"
chosen_in = "list"
show_if = "answered(list)"
text = "En het belangrijkst?"
"""
    person = Person("2 97", "humor")
    with fieldwork_in(tmp_path) as fieldwork:
        person.sit(begin(fieldwork, questionnaire(text, tmp_path)))
    asked = person.transcript[person.transcript.index("En het belangrijkst?") :]
    assert asked[1:3] == ["2  Praktijk", "97  Iets anders, namelijk: humor"]

"""Complaints in words: what is wrong and what to do, for every rule, harmless to a terminal."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest

from hybridequiz.interview.complaints import Complaint, ComplaintKind, InvalidAnswer
from hybridequiz.interview.typing_rules import read_typed
from hybridequiz.questionnaire.partial_dates import PartialDate
from hybridequiz.questionnaire.texts import Text
from hybridequiz.wording.complaints import complaint_words
from scenario import Scenario, questionnaire

LABEL = Text({"nl": "Anders, namelijk…", "en": "Other, namely…"})
ABOUT: dict[ComplaintKind, dict[str, object]] = {
    ComplaintKind.NOT_WHOLE: {"typed": "7,5"},
    ComplaintKind.NOT_A_NUMBER: {"typed": "veel"},
    ComplaintKind.TOO_MANY_DECIMALS: {"most": 2},
    ComplaintKind.DID_YOU_MEAN: {"typed": "1.000", "number": "1000"},
    ComplaintKind.OUT_OF_RANGE: {"min": Decimal("0.5"), "max": 40},
    ComplaintKind.NO_SUCH_DAY: {"typed": "31-2-2026"},
    ComplaintKind.NOT_A_DAY: {"typed": "gisteren"},
    ComplaintKind.NOT_A_TIME: {"typed": "half drie"},
    ComplaintKind.NOT_A_DATE: {"typed": "gisteren"},
    ComplaintKind.NO_SUCH_MONTH: {"typed": "13-2026"},
    ComplaintKind.MONTH_LACKS: {"typed": "2026"},
    ComplaintKind.YEAR_LACKS: {"typed": "5-26"},
    ComplaintKind.DATE_OUT_OF_RANGE: {"min": PartialDate(2020, 1), "max": None},
    ComplaintKind.HOUR_ALONE: {"typed": "14"},
    ComplaintKind.NO_SUCH_TIME: {"typed": "24:00"},
    ComplaintKind.TIME_OUT_OF_RANGE: {"min": time(8, 0), "max": None},
    ComplaintKind.DAY_OUT_OF_RANGE: {"min": date(2020, 1, 1), "max": None},
    ComplaintKind.TOO_LONG: {"length": 120, "most": 100},
    ComplaintKind.TOO_FEW: {"least": 2},
    ComplaintKind.TOO_MANY: {"most": 3},
    ComplaintKind.TOO_FEW_RANKED: {"left": 2},
    ComplaintKind.TOO_MANY_RANKED: {"most": 3},
    ComplaintKind.RANKED_TWICE: {"typed": "3"},
    ComplaintKind.EXCLUSIVE: {"label": LABEL},
    ComplaintKind.NOT_OFFERED: {"typed": 4},
    ComplaintKind.NOT_CHOSEN: {"typed": "zadk"},
    ComplaintKind.OTHER_NEEDED: {"label": LABEL},
    ComplaintKind.REASON_NOT_OFFERED: {"reason": "refused"},
    ComplaintKind.REQUIRED: {},
    ComplaintKind.WRONG_TYPE: {"typed": "x"},
    ComplaintKind.OFF_ROUTE: {},
}


def test_every_rule_but_a_check_has_words_of_its_own() -> None:
    assert ABOUT.keys() == set(ComplaintKind) - {ComplaintKind.CHECK}
    said = [complaint_words(Complaint(kind, about), "en") for kind, about in ABOUT.items()]
    assert len(set(said)) == len(said)


@pytest.mark.parametrize("kind", ABOUT)
@pytest.mark.parametrize("language", ["nl", "en", "fy"])
def test_no_hole_is_left_in_a_sentence(kind: ComplaintKind, language: str) -> None:
    words = complaint_words(Complaint(kind, ABOUT[kind]), language)
    assert words
    assert "{" not in words
    assert "None" not in words


@pytest.mark.parametrize("kind", ABOUT)
def test_dutch_readers_get_dutch(kind: ComplaintKind) -> None:
    complaint = Complaint(kind, ABOUT[kind])
    assert complaint_words(complaint, "nl") != complaint_words(complaint, "en")


@pytest.mark.parametrize(
    ("kind", "parts"),
    [
        (ComplaintKind.NOT_WHOLE, ["7,5"]),
        (ComplaintKind.DID_YOU_MEAN, ["1000"]),
        (ComplaintKind.OUT_OF_RANGE, ["0,5", "40"]),
        (ComplaintKind.TOO_LONG, ["120", "100"]),
        (ComplaintKind.EXCLUSIVE, ["Anders, namelijk”"]),
        (ComplaintKind.DAY_OUT_OF_RANGE, ["01-01-2020"]),
    ],
)
def test_a_complaint_says_what_it_is_about_in_the_readers_notation(
    kind: ComplaintKind, parts: list[str]
) -> None:
    words = complaint_words(Complaint(kind, ABOUT[kind]), "nl")
    assert [part for part in parts if part not in words] == []


@pytest.mark.parametrize(
    ("low", "high"),
    [
        (date(2020, 1, 1), None),
        (None, date(2026, 12, 31)),
        (date(2020, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_range_of_days_names_the_ends_that_it_has(low: date | None, high: date | None) -> None:
    about = {"min": low, "max": high}
    words = complaint_words(Complaint(ComplaintKind.DAY_OUT_OF_RANGE, about), "en")
    assert ("01-01-2020" in words) == (low is not None)
    assert ("31-12-2026" in words) == (high is not None)


def test_what_was_typed_is_shortened_and_cannot_command_the_terminal() -> None:
    typed = "\x1b[2J\u202e{number}[b]" + "x" * 500
    words = complaint_words(Complaint(ComplaintKind.NOT_WHOLE, {"typed": typed}), "en")
    assert "\x1b" not in words
    assert "\u202e" not in words
    assert "␛[2J" in words
    assert "{number}" in words, "braces in what was typed are no holes"
    assert len(words) < 150


@pytest.mark.parametrize(
    ("asked", "right", "wrong"), [("month", "01-2026", "31-01"), ("year", "2026", "-2026")]
)
def test_an_example_of_a_date_is_as_exact_as_what_is_asked(
    asked: str, right: str, wrong: str, tmp_path: Path
) -> None:
    text = '[[section]]\nid = "s"\ntitle = "S"\n[[section.question]]\nid = "d"\ntype = "date"\n'
    text += f'precision = "{asked}"\ntext = "Wanneer?"\n'
    (planned,) = questionnaire(text, tmp_path).items
    assert planned.question is not None
    for typed in ("gisteren", "mei") if asked == "year" else ("gisteren",):
        with pytest.raises(InvalidAnswer) as refused:
            read_typed(planned.question, typed, "nl")
        words = complaint_words(refused.value.complaint, "nl")
        assert right in words
        assert wrong not in words


CHECKED = """
[[section]]
id = "s"
title = "S"
[[section.question]]
id = "born"
type = "integer"
min = 1900
max = 2020
text = "Geboren?"
[[section.question]]
id = "started"
type = "integer"
min = 1900
max = 2030
text = "Begonnen?"
  [[section.question.check]]
  that = "this > born"
  text = "U bent van {born|vroeger} {{dus later}}."
[[section.question]]
id = "place"
type = "multiple"
options = [{ code = 1, nl = "A" }, { code = 2, nl = "Niet in {started|toen}", exclusive = true }]
text = "Waar?"
"""


def refused(person: Scenario, value: object) -> Complaint:
    with pytest.raises(InvalidAnswer) as error:
        person.answer(value)
    return error.value.complaint


def test_a_check_speaks_in_its_own_words_filled_in(tmp_path: Path) -> None:
    person = Scenario.of(questionnaire(CHECKED, tmp_path)).answer("1980")
    complaint = refused(person, "1970")
    words = complaint_words(complaint, "nl", interview=person.interview)
    assert words == "U bent van 1980 {dus later}."


def test_a_label_is_filled_in_too(tmp_path: Path) -> None:
    person = Scenario.of(questionnaire(CHECKED, tmp_path)).answer("1980").answer("1999")
    complaint = refused(person, [1, 2])
    assert "Niet in 1999" in complaint_words(complaint, "nl", interview=person.interview)

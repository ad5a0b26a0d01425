"""How rankings and partial dates are asked, and said, in the reader's words."""

from __future__ import annotations

from pathlib import Path

import pytest

from hybridequiz.interview.answers import Answer
from hybridequiz.questionnaire.partial_dates import PartialDate
from hybridequiz.wording.instructions import default_instruction
from hybridequiz.wording.presentation import Shape, present, shape_of, typed_form
from hybridequiz.wording.rendering import answer_words, text_words
from scenario import Scenario, questionnaire

RANKING = """
[[section]]
id = "s"
title = "S"
[[section.question]]
id = "wishes"
type = "ranking"
text = "?"
{keys}
options = [
  { code = "a", nl = "Docent" },
  { code = "b", nl = "Dichtbij" },
  { code = "c", nl = "Groep", show_if = 'session_mode != "paper"' },
]
[[section.question]]
id = "last"
type = "text"
text = "U koos {wishes|niets}."
"""
DATE = """
[[section]]
id = "s"
title = "S"
[[section.question]]
id = "start"
type = "date"
text = "?"
{keys}
"""


def scenario(text: str, keys: str, folder: Path) -> Scenario:
    return Scenario.of(questionnaire(text.replace("{keys}", keys), folder))


@pytest.mark.parametrize(
    ("keys", "offered", "said"),
    [
        ("", 3, "Zet deze op volgorde: nummer 1 komt eerst."),
        ("max_ranked = 2", 3, "Kies er 2, op volgorde: nummer 1 komt eerst."),
        ("max_ranked = 2", 2, "Zet deze op volgorde: nummer 1 komt eerst."),
        ("max_ranked = 3", 2, "Zet deze op volgorde: nummer 1 komt eerst."),
        ("min_ranked = 2", 3, "Kies er minstens 2, op volgorde: nummer 1 komt eerst."),
        ("min_ranked = 1\nmax_ranked = 2", 3, "Kies er hoogstens 2, op volgorde: nummer 1 komt eerst."),
        ("min_ranked = 1\nmax_ranked = 3", 5, "Kies er hoogstens 3, op volgorde: nummer 1 komt eerst."),
        ("min_ranked = 2\nmax_ranked = 3", 5, "Kies er 2 tot 3, op volgorde: nummer 1 komt eerst."),
    ],
)  # fmt: skip
def test_a_ranking_says_how_many_places_there_are_among_what_is_offered(
    tmp_path: Path, keys: str, offered: int, said: str
) -> None:
    question = scenario(RANKING, keys, tmp_path).interview.instrument.question("wishes")
    assert default_instruction(question, "nl", offered) == said


def test_a_ranking_is_presented_in_its_order(tmp_path: Path) -> None:
    person = scenario(RANKING, "", tmp_path).answer(["c", "a", "b"], next="last")
    interview = person.interview
    planned = interview.instrument.by_id["wishes"]
    shown = present(interview, planned)
    assert (shown.shape, shown.chosen, shown.typed) == (Shape.RANKING, ("c", "a", "b"), "")
    assert shown.instruction == "Zet deze op volgorde: nummer 1 komt eerst."
    words = "1. Groep; 2. Docent; 3. Dichtbij"
    assert answer_words(interview, planned, interview.answers["wishes"]) == words
    last = interview.instrument.by_id["last"].item
    assert text_words(interview, last.text) == f"U koos {words}."


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("", "31-01-2026."),
        ("partial = true", "01-2026, of 2026."),
        ('precision = "month"', "Maand-jaar, zoals 01-2026."),
        ('precision = "month"\npartial = true', "Weet u de maand niet: 2026."),
        ('precision = "year"', "Een jaar, zoals 2026."),
    ],
)
def test_a_date_says_how_much_of_it_is_asked(tmp_path: Path, keys: str, said: str) -> None:
    question = scenario(DATE, keys, tmp_path).interview.instrument.question("start")
    assert default_instruction(question, "nl").endswith(said)
    assert shape_of(question) is Shape.LINE


@pytest.mark.parametrize(
    ("date", "typed", "dutch"),
    [
        (PartialDate(2019), "2019", "2019"),
        (PartialDate(2019, 5), "05-2019", "mei 2019"),
        (PartialDate(2019, 5, 7), "07-05-2019", "7 mei 2019"),
    ],
)
def test_a_partial_date_is_shown_as_it_is_typed_and_as_it_is_said(
    tmp_path: Path, date: PartialDate, typed: str, dutch: str
) -> None:
    interview = scenario(DATE, "partial = true", tmp_path).interview
    answer = Answer(date)
    assert typed_form(answer, "nl") == typed
    assert answer_words(interview, interview.instrument.by_id["start"], answer) == dutch

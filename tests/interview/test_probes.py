"""Probes are marked in what is written down, and counted from there."""

from __future__ import annotations

from pathlib import Path

import pytest

from hybridequiz.interview.probes import asks_on, count_probes, mark_at, probes_used
from hybridequiz.questionnaire.questions import Mode
from scenario import Scenario, questionnaire

WORDS = """
[[section]]
id = "s"
title = "S"

[[section.question]]
id = "why"
type = "long_text"
text = "Waarom?"

[[section.question]]
id = "word"
type = "text"
text = "Welk woord?"

[[section.question]]
id = "alone"
type = "text"
self_block = true
text = "Alleen?"

[[section.question]]
id = "age"
type = "integer"
min = 0
max = 9
text = "Hoe oud?"
"""


@pytest.mark.parametrize(
    ("answer", "number"),
    [("", 0), ("goed", 0), ("goed [+] omdat", 1), ("[+] a\n[+] b", 2), ("[ + ] [+[+]", 1)],
)
def test_every_mark_counts_once(answer: str, number: int) -> None:
    assert count_probes(answer) == number


@pytest.mark.parametrize(
    ("before", "mark"), [("", "[+] "), ("goed", " [+] "), ("goed ", "[+] "), ("goed\u00a0", "[+] ")]
)
def test_a_mark_stands_apart_from_the_words(before: str, mark: str) -> None:
    assert mark_at(before) == mark


def test_the_number_of_probes_of_each_answer_follows_from_the_answers(tmp_path: Path) -> None:
    walk = Scenario.of(questionnaire(WORDS, tmp_path), mode="interview")
    walk.answer("goed [+] de groep [+] de sfeer", next="word").answer("fijn")
    assert probes_used(walk.interview) == {"why": 2}
    assert walk.interview.answers["why"].value == "goed [+] de groep [+] de sfeer"


@pytest.mark.parametrize(("mode", "where"), [("interview", {"why", "word"}), ("self", set())])
def test_probes_are_marked_where_an_interviewer_writes_down_what_is_said(
    mode: Mode, where: set[str], tmp_path: Path
) -> None:
    interview = Scenario.of(questionnaire(WORDS, tmp_path), mode=mode).interview
    assert {one.id for one in interview.route.items if asks_on(interview, one)} == where

"""An interview with some of everything that a summary tells."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from hybridequiz.interview.interview import Interview
from hybridequiz.questionnaire.questions import Mode
from hybridequiz.questionnaire.states import Missing
from hybridequiz.wording.summary import summarise
from hybridequiz.wording.summary_parts import Summary
from scenario import Scenario, questionnaire

WORKSHOP = """
id = "workshop"
version = "1.2"
audience = "trainees"
languages = ["en", "nl"]
title = { en = "What the workshop brought", nl = "Wat de workshop bracht" }

[[exit]]
when = "consent == 2"
disposition = "refused"
keep = "disposition"
text = "Thank you."

[[section]]
id = "start"
title = "Taking part"
  [[section.question]]
  id = "consent"
  type = "single"
  required = true
  text = "Do you take part?"
  options = [{ code = 1, text = "Yes" }, { code = 2, text = "No" }]

[[section]]
id = "you"
title = "About you"
  [[section.question]]
  id = "years"
  type = "integer"
  min = 0
  max = 80
  unit = "years"
  missing = ["dont_know", "refused"]
  text = "How long have you worked in your trade? Count only the years in which you were paid."
    [[section.question.check]]
    that = "this <= 50"
    level = "soft"
    text = "That is a long time. Is it right?"
    [[section.question.check]]
    that = "this >= 5"
    level = "info"
    text = "Most people have more."
  [[section.question]]
  id = "grade"
  type = "integer"
  min = 1
  max = 10
  missing = ["dont_know", "refused"]
  text = "Which mark do you give?"
  [[section.question]]
  id = "grade_why"
  type = "long_text"
  text = "Why this mark?"
  show_if = "grade <= 5"
  on_unknown = "hide"
  [[section.question]]
  id = "began"
  type = "date"
  mode = ["paper"]
  text = "When did you begin?"

[[section]]
id = "alone"
title = "Between you and the laptop"
  [[section.question]]
  id = "boss"
  type = "multiple"
  self_block = true
  missing = ["refused"]
  text = "What does your employer hinder?"
  options = [{ code = 1, text = "Time" }, { code = 97, text = "Else, namely …", other = true }]
  [[section.question]]
  id = "boss_most"
  type = "single"
  chosen_in = "boss"
  derive = "only_choice"
  show_if = "answered(boss)"
  text = "What most?"
  options = [{ code = 1, text = "Time" }, { code = 97, text = "Else, namely …" }]
  [[section.question]]
  id = "retold"
  type = "text"
  text = "You named {boss|something}. What would help?"

[[section]]
id = "last"
title = "Finally"
  [[section.question]]
  id = "advice"
  type = "text"
  text = "What do you advise?"

[[section]]
id = "notes"
title = "For the interviewer"
after_exit = true
  [[section.question]]
  id = "where"
  type = "text"
  text = "Where was it?"
"""


def walk(folder: Path, *, mode: Mode = "interview") -> Scenario:
    """Give an interview at its first question."""
    return Scenario.of(questionnaire(WORKSHOP, folder), mode=mode, today=date(2026, 2, 3))


def full_walk(folder: Path, *, mode: Mode = "interview") -> Scenario:
    """Give an interview at its end, with some of everything."""
    person = walk(folder, mode=mode)
    person.answer(1, next="years").answer(61, why="began at nine", next="grade")
    person.answer(4, next="grade_why")
    person.conductor.remark("Hesitated [bold]long[/bold].")
    person.answer("Too much at once.\nAnd too fast.", next="boss")
    person.answer([97], other={97: "jealousy"}, next="retold").answer("a talk", next="advice")
    person.conductor.pause("key")
    person.jump("grade").answer(Missing.DONT_KNOW)
    person.jump("advice").answer(Missing.LEFT_EMPTY, next="where")
    return person.answer("in the canteen", next="")


def named(interview: Interview) -> Interview:
    """Give the interview an interviewer and a case."""
    session = replace(interview.session, interviewer="AB", case="K-0012")
    return replace(interview, session=session)


def summary_of(person: Scenario, *, mask: bool = True, saved: tuple[str, ...] = ()) -> Summary:
    """Sum up an interview."""
    return summarise(
        named(person.interview), person.journal.events, saved=saved, mask_self_block=mask
    )

"""A small study whose respondents say something that may be quoted, for the tests of quotations."""

from __future__ import annotations

from pathlib import Path

from hybridequiz.interview.answers import Answer
from hybridequiz.interview.session import Session
from hybridequiz.questionnaire.load import load
from hybridequiz.questionnaire.questions import Mode
from hybridequiz.store.data import DataFolder
from hybridequiz.store.fieldwork import Fieldwork
from hybridequiz.store.setup import Setup

STUDY = """\
id = "works"
title = "How it works"
languages = ["en", "nl"]
live = true

[audiences]
people = { en = "People", nl = "Mensen" }

[[indicator]]
id = "I1"
name = "Teachers"
of = "job"
base_kind = "all"
count = "job == 1"
for = { people = {} }

[quotations]
least_alike = 5
details.people = ["job", "town"]
"""
PEOPLE = """\
id = "people"
version = "1"
audience = "people"
languages = ["en", "nl"]
title = "People"
study = "study.toml"

[options]
job = [
  { code = 1, en = "Teacher", nl = "Docent" },
  { code = 2, en = "Fitter", nl = "Monteur" },
  { code = 97, en = "Other, namely", nl = "Anders, namelijk", other = true },
]
town = [ { code = 1, en = "Northwich", nl = "Noorderdam" }, { code = 2, en = "Southwich", nl = "Zuiderdam" } ]
permission = [
  { code = 1, en = "No", nl = "Nee" },
  { code = 2, en = "Yes, without job or town", nl = "Ja, zonder functie of plaats" },
  { code = 3, en = "Yes, with job and town", nl = "Ja, met functie en plaats" },
  { code = 4, en = "Yes, once I approved it", nl = "Ja, na mijn akkoord" },
]

[[section]]
id = "all"
title = "All"

[[section.question]]
id = "job"
type = "single"
options = "job"
missing = ["dont_know"]
text = "What do you do?"

[[section.question]]
id = "town"
type = "single"
options = "town"
text = "Where?"

[[section.question]]
id = "said"
type = "long_text"
text = "What would you say of it?"

[[section.question]]
id = "may_we"
type = "single"
options = "permission"
consent = "quotation"
grants = [2, 3]
detailed = [3]
approve_first = [4]
about = "said"
show_if = "answered(said)"
text = "May we quote that?"
"""
GRANTS = 'consent = "quotation"\ngrants = [2, 3]\ndetailed = [3]\napprove_first = [4]\n'
"""What the permission says of its options."""
NAMED = "I worked for Jansen Techniek in Northwich. That was good."


def write_study(folder: Path) -> None:
    """Put the study where commands find it."""
    there = folder / "questionnaires"
    there.mkdir(exist_ok=True)
    (there / "study.toml").write_text(STUDY, encoding="utf-8")
    (there / "people.toml").write_text(PEOPLE, encoding="utf-8")


def interviewed(  # noqa: PLR0913 - what an interview is made of
    folder: Path,
    text: str,
    permission: int = 2,
    *,
    job: Answer | None = None,
    town: int = 1,
    interviewer: str = "",
    language: str = "en",
    mode: Mode = "interview",
    location: int | None = None,
) -> Session:
    """Hold an interview in which a text is said; give its session."""
    instrument = load(folder / "questionnaires" / "people.toml")
    setup = Setup(mode, "extended", language, location=location, interviewer=interviewer)
    with Fieldwork(DataFolder(folder / "data")) as fieldwork:
        sitting = fieldwork.begin(instrument, setup)
        for answer in (job or Answer(1), Answer(town), Answer(text), Answer(permission)):
            sitting.conductor.answer(answer)
        sitting.conductor.finish()
        sitting.journal.close()
        return sitting.interview.session

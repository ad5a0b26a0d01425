"""A study with three locations and two audiences, and its cases."""

from __future__ import annotations

from pathlib import Path

from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.load import load
from hybridequiz.store.data import DataFolder
from hybridequiz.store.field_book import Case
from hybridequiz.store.fieldwork import Fieldwork, Sitting
from hybridequiz.store.setup import Setup

CANARY = "zanglijster"
STUDY = """
id = "study"
languages = ["en", "nl"]
title.en = "Study"
title.nl = "Studie"
live = true

[[location]]
code = 1
en = "Haarlem"
nl = "Haarlem"

[[location]]
code = 2
en = "The Hague"
nl = "Den Haag"

[[location]]
code = 3
en = "Deventer"
nl = "Deventer"
"""
QUESTIONNAIRE = """
id = "{id}"
version = "1"
audience = "{id}"
study = "study.toml"
languages = ["en", "nl"]
title.en = "Questions to {id}"
title.nl = "Vragen aan {id}"

[[exit]]
when = "consent == 2"
disposition = "refused"
keep = "disposition"
text.en = "Then we stop."
text.nl = "Dan stoppen wij."

[[exit]]
when = "age < 18"
disposition = "not_eligible"
keep = "disposition"
text.en = "This is for adults."
text.nl = "Dit is voor volwassenen."

[[section]]
id = "one"
title.en = "One"
title.nl = "Een"

[[section.question]]
id = "consent"
type = "single"
required = true
text.en = "Do you take part?"
text.nl = "Doet u mee?"
options = [ { code = 1, en = "Yes", nl = "Ja" }, { code = 2, en = "No", nl = "Nee" } ]

[[section.question]]
id = "age"
type = "integer"
min = 0
max = 120
text.en = "How old are you?"
text.nl = "Hoe oud bent u?"

[[section.question]]
id = "trades"
type = "multiple"
text.en = "Which trades?"
text.nl = "Welke vakken?"
options = [ { code = 1, en = "Wood", nl = "Hout" }, { code = 2, en = "Metal", nl = "Metaal" } ]

[[section.question]]
id = "bird"
type = "text"
text.en = "Which bird?"
text.nl = "Welke vogel?"
"""
ONE, TWO, THREE = "KE4W-QZYQ", "TJYW-5Y23", "5NSP-3NM6"
"""Codes with their check symbols."""
LIST = f"""\
code,audience,location,organisation
{ONE},people,1,O-1
{TWO},people,2,O-1
{THREE},firms,2,O-2
"""


def write_study(folder: Path) -> None:
    """Write the study and its questionnaires."""
    folder.mkdir(exist_ok=True)
    (folder / "study.toml").write_text(STUDY, encoding="utf-8")
    for name in ("people", "firms"):
        text = QUESTIONNAIRE.replace("{id}", name)
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")


def study(folder: Path) -> dict[str, Instrument]:
    """Give the questionnaires by audience."""
    write_study(folder)
    return {name: load(folder / f"{name}.toml") for name in ("people", "firms")}


def case(code: str, audience: str = "people", location: int | None = 1) -> Case:
    """Make a case."""
    words = {
        "audience": {"en": f"Questions to {audience}"},
        "location": {"en": {1: "Haarlem", 2: "The Hague", 3: "Deventer"}.get(location or 0, "")},
    }
    return Case(code, audience, location, words=words)


CASES = (case(ONE), case(TWO, location=2), case(THREE, "firms", 2))


def fieldwork_with_cases(folder: Path, *cases: Case) -> Fieldwork:
    """Give a data folder with a case list."""
    fieldwork = Fieldwork(DataFolder(folder / "data"))
    fieldwork.data.live.field.keep_cases(cases or CASES)
    return fieldwork


def begin(fieldwork: Fieldwork, instrument: Instrument, code: str) -> Sitting:
    """Begin an interview of a case."""
    return fieldwork.begin(instrument, Setup("interview", "extended", "en", case=code))

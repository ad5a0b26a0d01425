"""A questionnaire with a lookup, and the list beside it, for the tests of every client."""

from __future__ import annotations

from pathlib import Path

from hybridequiz.questionnaire.instrument import Instrument
from scenario import questionnaire

SCHOOLS = """\
code,nl,en,province,town
00AB,Zadkine Rotterdam,Zadkine of Rotterdam,1,Rotterdam
01CD,mboRijnland,mboRijnland,1,Gouda
02EF,São Paulo College,College of São Paulo,2,
3,Rotterdam Academie,Rotterdam Academy,1,Rotterdam
"""
ASKED = """
id = "test"
version = "1"
audience = "people"
languages = ["nl", "en"]
title = "Test"

[[section]]
id = "s"
title = "S"

[[section.question]]
id = "province"
type = "single"
missing = ["dont_know"]
options = [{ code = 1, text = "Zuid-Holland" }, { code = 2, text = "Utrecht" }]
text = "Welke provincie?"

[[section.question]]
id = "school"
type = "lookup"
list = "schools.csv"
where = { province = "province" }
missing = ["refused"]
text = "Welke school?"

[[section.question]]
id = "why"
type = "text"
show_if = 'lookup(school, "town") == "Gouda" or label(school) == "Zadkine Rotterdam"'
on_unknown = "hide"
text = "Waarom {school|…}?"
"""


def lookup_questionnaire(folder: Path, text: str = ASKED, schools: str = SCHOOLS) -> Instrument:
    """Write the questionnaire and its list to a folder, and load them."""
    (folder / "schools.csv").write_text(schools, encoding="utf-8")
    return questionnaire(text, folder)

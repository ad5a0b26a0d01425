"""One questionnaire in which the kinds of questions meet: rankings, lookups, partial dates, rows, grids, consents."""

from __future__ import annotations

from pathlib import Path

from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.load import load

TOWNS = """\
code,en,nl,province
00AB,The Hague,Den Haag,1
01CD,Haarlem,Haarlem,2
02EF,Hoorn,Hoorn,2
"""
MEETING = """
id = "meeting"
version = "1"
audience = "people"
languages = ["en", "nl"]
title = "Meeting"

[options]
wish = [
  { code = 1, text = "Teacher" }, { code = 2, text = "Near" }, { code = 3, text = "Group" },
  { code = 97, text = "Other, namely …", other = true },
]
level = [ { code = 1, text = "Low" }, { code = 2, text = "High" } ]
yesno = [ { code = 1, text = "Yes" }, { code = 2, text = "No" } ]

[[exit]]
when = "consent == 2"
disposition = "refused"
keep = "disposition"
text = "Then we stop."

[[section]]
id = "start"
title = "Start"

[[section.question]]
id = "consent"
type = "single"
consent = "participation"
grants = [1]
required = true
options = "yesno"
text = "Do you take part?"

[[section.question]]
id = "wishes"
type = "ranking"
options = "wish"
max_ranked = 3
missing = ["dont_know"]
text = "What first?"

[[section.question]]
id = "province"
type = "single"
options = [ { code = 1, text = "South" }, { code = 2, text = "North" } ]
text = "Which province?"

[[section.question]]
id = "town"
type = "lookup"
list = "towns.csv"
where = { province = "province" }
missing = ["refused"]
text = "Which town?"

[[section.question]]
id = "since"
type = "date"
partial = true
min = 2000-01-01
text = "Since when?"

[[section.question]]
id = "late"
type = "text"
show_if = "year(since) >= 2020"
on_unknown = "hide"
text = "Why so late?"

[[section.question]]
id = "levels"
type = "grid"
options = "level"
missing = ["dont_know"]
text = "How high is …"
items = [ { id = "sea", text = "the sea" }, { id = "sky", text = "the sky" } ]

[[section.question]]
id = "people"
type = "integer"
min = 0
max = 3
text = "How many trainers?"

[[section]]
id = "trainers"
title = "Trainers"
repeat = "people"
row_title = "Trainer {row}: {name|…}"

[[section.question]]
id = "name"
type = "text"
text = "What is trainer {row} called?"

[[section.question]]
id = "skills"
type = "ranking"
shuffle = true
options = [ { code = 1, text = "Wood" }, { code = 2, text = "Metal" }, { code = 3, text = "Cloth" } ]
text = "What is {name|this trainer} best at?"

[[section.question]]
id = "home"
type = "lookup"
list = "towns.csv"
missing = ["dont_know"]
text = "Where does {name|this trainer} live?"

[[section.question]]
id = "born"
type = "date"
partial = true
text = "When was {name|this trainer} born?"

[[section.question]]
id = "young"
type = "text"
show_if = "year(born) >= 2000"
on_unknown = "hide"
text = "So young?"

[[section.question]]
id = "marks"
type = "grid"
options = "level"
text = "How good is {name|this trainer} at …"
items = [ { id = "talk", text = "talking" }, { id = "walk", text = "walking" } ]

[[section]]
id = "close"
title = "End"

[[section.question]]
id = "words"
type = "long_text"
text = "In a few words?"

[[section.question]]
id = "quote"
type = "single"
consent = "quotation"
grants = [1]
about = "words"
show_if = "answered(words)"
options = "yesno"
text = "May we quote that?"
"""


def meeting(folder: Path) -> Instrument:
    """Write the questionnaire and its list to a folder, and load it."""
    folder.mkdir(exist_ok=True)
    (folder / "towns.csv").write_text(TOWNS, encoding="utf-8")
    path = folder / "meeting.toml"
    path.write_text(MEETING, encoding="utf-8")
    return load(path)

"""The golden study and what differs from it, as lines for `fill`: what the tests of figures are held against.

Everything here is made up. `STUDIES` gives each by name; `keep` keeps it in a data folder, as synthetic responses.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from hybridequiz.cli.locating import shipped_folder
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.load import load
from hybridequiz.store.clock import SystemClock
from hybridequiz.store.data import DataFolder
from hybridequiz.store.journal import Store
from hybridequiz.store.withdrawal import withdraw
from hybridequiz.synthetic.demo import keep_lines
from hybridequiz.synthetic.golden import Line, golden_lines
from hybridequiz.synthetic.golden_tables import TABLES

Study = dict[str, list[Line]]
"""The lines of each questionnaire."""

DONT_KNOW: Final = {"missing": "dont_know"}
REFUSED: Final = {"missing": "refused"}
WITHOUT: Final = r'\[\[section\.question\]\]\nid      = "shortage"\n.*?\n\n'
"""The question that version 1.0 did not have, in its file."""


def golden() -> Study:
    """50 participants, 20 schools, 25 employers. Locations of participants: 9 8 7 7 6 5 5 3."""
    return {name: golden_lines(name) for name in TABLES}


def twenty_three() -> Study:
    """23 participants: 22 with new knowledge and skills, 16 who work or want to work as a hybrid trainer."""
    lines = golden()["participants"]
    works = [one for one in lines if has_both(one) and works_or_wants(one)]
    others = [one for one in lines if has_both(one) and not works_or_wants(one)]
    neither = [one for one in lines if not has_both(one) and not works_or_wants(one)]
    return {"participants": works[:8] + works[-8:] + others[:3] + others[-3:] + neither[:1]}


def has_both(line: Line) -> bool:
    return line["new_knowledge"] in (2, 3) and line["new_skills"] in (2, 3)


def works_or_wants(line: Line) -> bool:
    return line["p_hto_work"] == 1 or line.get("p_hto_want") in (4, 5)


def changed(questionnaire: str, case: str, **answers: Any) -> Study:
    """The golden study with other answers of one respondent; None takes an answer away."""
    study = golden()
    line = next(one for one in study[questionnaire] if one["_case"] == case)
    line.update(answers)
    for name in [name for name, answer in answers.items() if answer is None]:
        del line[name]
    return study


def duplicate() -> Study:
    """The first participant is there twice, under one case code."""
    study = golden()
    study["participants"].append(dict(study["participants"][0]))
    return study


STUDIES: Final[Mapping[str, Callable[[], Study]]] = {
    "golden": golden,
    "twenty-three": twenty_three,
    "climate-dont-know": lambda: changed("employers", "E01", climate=DONT_KNOW, e_climate_how=None),
    "work-dont-know": lambda: changed(
        "participants", "P01", p_hto_work=DONT_KNOW, p_hto_level=None, p_hto_stay=None
    ),
    "placement-only": lambda: changed(
        "participants", "P01", p_hto_work=3, p_hto_level=None, p_hto_stay=None, p_hto_want=2
    ),
    "want-refused": lambda: changed("participants", "P24", p_hto_want=REFUSED),
    "stopped-dissatisfied": lambda: changed("participants", "P45", sat_overall=2),
    "duplicate": duplicate,
}
"""The studies by name; withdrawal and versions are made by `keep_withdrawn` and `keep_versions`."""


def keep(folder: Path, study: Study) -> None:
    """Keep a study in a data folder."""
    with DataFolder(folder) as data:
        for name, lines in study.items():
            keep_lines(data.synthetic, load(shipped_folder() / f"{name}.toml"), lines)


def keep_withdrawn(folder: Path, case: str = "P01") -> None:
    """Keep the golden study, of which one participant withdrew."""
    keep(folder, golden())
    with DataFolder(folder) as data:
        store = data.synthetic
        row = next(one for one in store.responses("participants") if one.session["case"] == case)
        withdraw(store, row, SystemClock())


def keep_versions(folder: Path, sources: Path) -> None:
    """Keep the golden participants, half of whom answered version 1.0, which did not ask for `shortage`.

    Args:
        folder: The data folder.
        sources: Where the two versions of the questionnaire are written.
    """
    lines = golden()["participants"]
    first = [{key: one[key] for key in one if key != "shortage"} for one in lines[::2]]
    with DataFolder(folder) as data:
        keep_lines(data.synthetic, _version(sources / "old", "1.0"), first, seed="1.0")
        keep_lines(data.synthetic, _version(sources / "new", "1.1"), lines[1::2], seed="1.1")


def _version(folder: Path, version: str) -> Instrument:
    """Write the participants' questionnaire in a version, and load it."""
    folder.mkdir(parents=True)
    text = (shipped_folder() / "participants.toml").read_text(encoding="utf-8")
    text = text.replace('version   = "1.0"', f'version   = "{version}"')
    if version == "1.0":
        text, times = re.subn(WITHOUT, "", text, flags=re.DOTALL)
        assert times == 1
    study = (shipped_folder() / "study.toml").read_text(encoding="utf-8")
    (folder / "study.toml").write_text(study, encoding="utf-8")
    path = folder / "participants.toml"
    path.write_text(text, encoding="utf-8")
    return load(path)


def answers(store: Store, questionnaire: str) -> list[dict[str, Any]]:
    """Give what is in the records of finished responses: by question the value, or the name of the reason."""
    found = []
    for _, document in store.documents(questionnaire):
        record = json.loads(document)
        found.append(
            {name: one.get("value", one.get("missing")) for name, one in record["answers"].items()}
        )
    return found

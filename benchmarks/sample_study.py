"""A study of 32 indicators over the questionnaire of a large store, all by the options of its first question."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from benchmarks.large_store import QUESTIONS

FILE: Final = "sample_study.toml"
HEAD: Final = """\
id = "sample_study"
title = "Sample"
languages = ["nl", "en"]
[threshold]
public = 10
[[breakdown]]
id = "group"
name = "Group"
of = "q1"
"""
KINDS: Final = {
    0: 'of = "{name}"\nbase_kind = "valid"\ncount = "{name} in [3, 4]"\n',
    1: 'of = "{name}"\nbase_kind = "all"\nshares = "{name}"\n',
    2: 'of = "{name}"\nbase_kind = "valid"\nmean = "{name}"\n',
    4: 'of = "{name}"\nbase_kind = "valid"\ncount = "{name} >= 9"\nminus = "{name} <= 6"\n',
}
"""By the place of a question among the five types: its indicator; texts have none."""


def write_study(folder: Path) -> None:
    """Write the study file."""
    parts = [
        f'[[indicator]]\nid = "I{place}"\nname = "q{place}"\nfor = {{ people = {{}} }}\nby = ["group"]\n'
        + KINDS[(place - 1) % 5].format(name=f"q{place}")
        for place in range(1, QUESTIONS + 1)
        if (place - 1) % 5 in KINDS
    ]
    (folder / FILE).write_text(HEAD + "".join(parts), encoding="utf-8")

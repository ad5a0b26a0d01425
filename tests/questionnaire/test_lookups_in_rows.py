"""Lookups beside rosters: what `where` names is one answer."""

from __future__ import annotations

from pathlib import Path

from hybridequiz.questionnaire.load import examine
from scenario import HEAD

TEXT = """
[[section]]
id = "s"
title = "S"
[[section.question]]
id = "n"
type = "integer"
min = 0
max = 2
text = "Hoeveel?"
[[section]]
id = "kid"
title = "K"
repeat = "n"
[[section.question]]
id = "prov"
type = "single"
options = [{ code = 1, text = "Noord" }, { code = 2, text = "Zuid" }]
text = "Waar?"
%s
[[section.question]]
id = "school"
type = "lookup"
list = "schools.csv"
where = { province = "prov" }
text = "School?"
"""
BEHIND = '[[section]]\nid = "after"\ntitle = "A"\n'


def test_where_names_a_question_of_its_own_row_and_of_no_other(tmp_path: Path) -> None:
    (tmp_path / "schools.csv").write_text("code,label,province\na,A,1\nb,B,2\n", encoding="utf-8")
    path = tmp_path / "test.toml"
    path.write_text(HEAD + TEXT % "", encoding="utf-8")
    assert not examine(path).problems
    path.write_text(HEAD + TEXT % BEHIND, encoding="utf-8")
    (problem,) = examine(path).problems
    assert problem.code == "unusable-name"
    line = path.read_text(encoding="utf-8").splitlines()[(problem.place.line or 1) - 1]
    assert line.startswith("where")

"""A question may be called like what is known of a session: the report does not take the one for the other."""

from __future__ import annotations

from pathlib import Path

import pytest

from report.kept_study import PEOPLE, Kept, answers_of, rows_of

STUDY = """\
id = "s"
title = "S"
languages = ["en"]
live = true
[[indicator]]
id = "I1"
name = "Yes"
of = "{name}"
base_kind = "all"
count = "{name} == 1"
for = {{ people = {{}} }}
"""
QUESTION = """\
[[section.question]]
id = "{name}"
type = "single"
options = [{{ code = 1, en = "A" }}, {{ code = 2, en = "B" }}]
missing = ["dont_know"]
text = "T?"
"""


@pytest.mark.parametrize(
    "name", ["disposition", "started", "version", "mode", "case", "status", "organisation"]
)
def test_a_question_called_like_a_fact_of_the_session_is_counted_as_a_question(
    tmp_path: Path, name: str
) -> None:
    kept = Kept(tmp_path, STUDY.format(name=name), people=PEOPLE + QUESTION.format(name=name))
    kept.fill({name: 1 if at < 10 else 2} for at in range(30))
    report = kept.data()
    figures = rows_of(report, "I1")["people"]["figures"]
    assert (figures[0]["count"], figures[0]["base"]) == (10, 30)
    assert [one["count"] for one in answers_of(report, name)["answers"]] == [10, 20]
    (audience,) = report["audiences"]
    assert (audience["number"], audience["complete"]) == (30, 30)
    assert "I1" in kept.run("report", str(tmp_path / "study.toml"), "--trace", "I1", "--internal")


def test_two_questionnaires_of_one_audience_are_refused_and_not_told_as_one(
    tmp_path: Path,
) -> None:
    study, people = STUDY.format(name="yes"), PEOPLE + QUESTION.format(name="yes")
    kept = Kept(
        tmp_path, study, people=people, after=people.replace('id = "people"', 'id = "after"')
    )
    kept.fill({"yes": 1} for _ in range(20))
    assert rows_of(kept.data(), "I1")["people"]["base"] == 20, "nobody answered the other"
    kept.fill(({"yes": 2} for _ in range(14)), "after")
    refused = kept.invoke("report", str(tmp_path / "study.toml"))
    assert refused.exit_code == 3
    assert "shared-audience" in refused.stderr
    assert "'after', 'people'" in refused.stderr

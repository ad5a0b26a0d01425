"""Of how many organisations the responses are: told where it tells of nobody, and never of which (decision 0041)."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from hybridequiz.cli.program import program
from hybridequiz.questionnaire.texts import Text
from hybridequiz.report.figures import Audience
from hybridequiz.report.organisations import organisations_told
from hybridequiz.report.suppression import Rules

THRESHOLD = 10
STUDY = """\
id = "firms"
title.nl = "Bedrijven"
title.en = "Firms"
languages = ["nl", "en"]
live = true
"""
QUESTIONS = """\
id = "employers"
version = "1"
audience = "employers"
study = "study.toml"
languages = ["nl", "en"]
title.nl = "Werkgevers"
title.en = "Employers"
[[section]]
id = "all"
title.nl = "Alles"
title.en = "All"
[[section.question]]
id = "yes"
type = "single"
options = [{ code = 1, nl = "ja", en = "yes" }, { code = 2, nl = "nee", en = "no" }]
text.nl = "Ja?"
text.en = "Yes?"
"""


def told(sizes: Sequence[int], unknown: int = 0, threshold: int = THRESHOLD) -> Audience:
    """Say of how many organisations responses are, of which so many people answered each."""
    of = [f"O{place}" for place, size in enumerate(sizes) for _ in range(size)]
    organisations = {f"C{number}": one for number, one in enumerate(of)}
    cases = Counter([*organisations, *[""] * unknown])
    audience = Audience("employers", Text({"": "Employers"}), sum(cases.values()))
    return organisations_told(audience, cases, organisations, Rules(threshold))


@pytest.mark.parametrize(
    ("sizes", "unknown", "expected"),
    [
        ([2] * 10, 0, (10, False, 0)),
        ([2] * 9 + [3], 0, (10, False, 0)),
        ([3] * 9, 0, (None, True, None)),
        ([2] * 9 + [1] * 20, 0, (None, True, None)),
        ([1] * 20, 0, (None, True, None)),
        ([2] * 12, 3, (12, False, None)),
        ([2] * 12, 10, (12, False, 10)),
        ([], 20, (None, False, 0)),
    ],
    ids=["enough", "more", "few", "few more", "none more", "few unknown", "unknown", "no list"],
)
def test_organisations_are_told_where_neither_they_nor_colleagues_nor_the_unknown_are_few(
    sizes: list[int], unknown: int, expected: tuple[int | None, bool, int | None]
) -> None:
    found = told(sizes, unknown)
    assert (
        found.organisations,
        found.organisations_hidden,
        found.without_organisation,
    ) == expected


@given(st.lists(st.integers(1, 5), max_size=40), st.integers(0, 15))
def test_whoever_has_a_colleague_among_those_who_answered_is_one_of_many_or_none_is_told(
    sizes: list[int], unknown: int
) -> None:
    found = told(sizes, unknown)
    if found.organisations is not None:
        assert found.organisations == len(sizes) >= THRESHOLD
        assert sum(size for size in sizes if size > 1) > THRESHOLD
    assert found.without_organisation in {None, 0, unknown}
    assert not 0 < (found.without_organisation or 0) < THRESHOLD


@given(st.integers(0, THRESHOLD - 1))
def test_how_few_have_a_colleague_makes_no_difference_to_what_is_told(colleagues: int) -> None:
    assert told([2] * colleagues + [1] * (40 - 2 * colleagues)) == told([1] * 40)


def test_where_no_groups_may_be_shown_no_organisations_are_told() -> None:
    audience = Audience("employers", Text({"": "Employers"}), 24)
    organisations = {f"C{number}": f"O{number // 2}" for number in range(24)}
    found = organisations_told(audience, Counter(organisations.keys()), organisations, None)
    assert found.organisations_hidden


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "questionnaires"
    folder.mkdir()
    (folder / "study.toml").write_text(STUDY, encoding="utf-8")
    (folder / "employers.toml").write_text(QUESTIONS, encoding="utf-8")

    def invoke(*arguments: str) -> Result:
        given = [*arguments, "--data", str(tmp_path / "data")]
        result = CliRunner().invoke(program, given, catch_exceptions=False)
        assert result.exit_code == 0, result.stderr
        return result

    return invoke


def filled(run: Callable[..., Result], folder: Path, organisations: Sequence[str]) -> None:
    """Let one case of each organisation answer; one without is on the list without."""
    lines = [f"C-{at},employers,{one}" for at, one in enumerate(organisations)]
    listed = folder / "cases.csv"
    listed.write_text("\n".join(["code,audience,organisation", *lines]) + "\n", encoding="utf-8")
    run("cases", "import", str(listed))
    answers = folder / "lines.jsonl"
    said = (json.dumps({"_case": f"C-{at}", "yes": 1}) for at, _ in enumerate(organisations))
    answers.write_text("\n".join(said) + "\n", encoding="utf-8")
    run("fill", "employers", str(answers))


def audience_of(run: Callable[..., Result]) -> dict[str, Any]:
    (found,) = json.loads(run("report", "--format", "json").stdout)["audiences"]
    return dict(found)


def test_the_case_list_says_of_how_many_organisations_the_responses_are(
    run: Callable[..., Result], tmp_path: Path
) -> None:
    filled(run, tmp_path, [f"ORG-{at // 2}" for at in range(24)])
    found = audience_of(run)
    assert (found["number"], found["organisations"], found["without_organisation"]) == (24, 12, 0)
    screen = " ".join(run("report", "--language", "nl").stdout.split())
    assert "Organisaties 12 " in screen
    page = run("report", "--format", "html", "--language", "nl").stdout
    assert "Organisaties 12 " in " ".join(re.sub("<[^>]*>", " ", page).split())
    assert "ORG-" not in screen + page

"""The chapter on the method: how complete, how much "don't know", modes, and of how many a sample."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from report.kept_study import Kept, Line

STUDY = """\
id = "small"
title.nl = "Klein"
title.en = "Small"
languages = ["nl", "en"]
live = true
invited = { people = 100 }
[remarks]
modes_from = 20
[[breakdown]]
id = "sort"
name.nl = "Soort"
name.en = "Sort"
of = "kind"
[[indicator]]
id = "I1"
name.nl = "Zegt ja"
name.en = "Says yes"
of = "yes"
base_kind = "all"
count = "yes == 1"
for = { people = {} }
by = ["sort"]
[[indicator]]
id = "I2"
name.nl = "Zegt nee"
name.en = "Says no"
of = "yes"
base_kind = "all"
count = "yes == 2"
for = { people = {} }
[[indicator]]
id = "I3"
name.nl = "Zegt ja, van de enen"
name.en = "Says yes, of the ones"
base = "kind == 1"
count = "yes == 1"
for = { people = {} }
[[claim]]
id = "C1"
text.nl = "{I1} zegt ja."
text.en = "{I1} say yes."
lines = ["people"]
shows = ["I3"]
"""
QUESTIONS = """\
id = "people"
version = "1"
audience = "people"
study = "study.toml"
languages = ["nl", "en"]
title.nl = "Mensen"
title.en = "People"
key_items = ["yes"]
[[section]]
id = "all"
title.nl = "Alles"
title.en = "All"
[[section.question]]
id = "kind"
type = "single"
options = [{ code = 1, nl = "een", en = "one" }, { code = 2, nl = "twee", en = "two" }]
text.nl = "Soort?"
text.en = "Sort?"
[[section.question]]
id = "yes"
type = "single"
missing = ["dont_know"]
options = [{ code = 1, nl = "ja", en = "yes" }, { code = 2, nl = "nee", en = "no" }]
text.nl = "Zegt u ja?"
text.en = "Do you say yes?"
[[section.question]]
id = "why"
type = "text"
missing = ["dont_know"]
text.nl = "Waarom?"
text.en = "Why?"
"""
Report = Callable[..., dict[str, Any]]
DONT_KNOW = {"missing": "dont_know"}


def answers(number: int, mode: str, yes: int, kind: int = 0, why: object = "zo") -> list[Line]:
    """Let so many say yes and the others no, in a mode; of one sort or by turns of both."""
    return [
        {
            "_mode": mode,
            "kind": kind or at % 2 + 1,
            "yes": 1 if at < yes else 2,
            "why": why,
        }
        for at in range(number)
    ]


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path, STUDY, people=QUESTIONS)


def table_of(report: dict[str, Any], indicator: str) -> dict[str, Any]:
    (found,) = (one for one in report["indicators"] if one["indicator"] == indicator)
    return dict(found)


def modes_of(report: dict[str, Any], indicator: str) -> dict[str, tuple[int, int]]:
    return {
        row["line"]: (row["figures"][0]["count"], row["base"])
        for row in table_of(report, indicator)["modes"]
    }


def bare(page: str) -> str:
    return " ".join(re.sub("<[^>]*>", " ", page).split())


# By mode


def test_a_figure_of_a_sentence_is_shown_by_mode_where_every_mode_has_enough(kept: Kept) -> None:
    kept.fill([*answers(40, "self", 20), *answers(20, "interview", 18)])
    report = kept.data()
    by_mode = {"people/session_mode/interview": (18, 20), "people/session_mode/self": (20, 40)}
    assert modes_of(report, "I1") == by_mode
    assert modes_of(report, "I2") == {}, "no sentence says it"
    screen = kept.report("screen").replace("\xa0", " ")
    page = bare(kept.report("html"))
    assert re.search(r"I1 Zegt ja +90 % \(n = 20\) +50 % \(n = 40\)", screen)
    assert "Naar hoe het is ingevuld" in page
    assert "people/session_mode/interview" in kept.report("csv")


def test_a_base_that_is_too_small_in_a_mode_is_not_shown_by_mode(kept: Kept) -> None:
    kept.fill([*answers(40, "self", 20), *answers(20, "interview", 18)])
    assert modes_of(kept.data(), "I3") == {}, "ten of the twenty interviews are in its base"


@pytest.mark.parametrize(
    "lines",
    [
        [*answers(60, "self", 20)],
        [*answers(41, "self", 20), *answers(19, "interview", 18)],
        [*answers(30, "self", 20), *answers(25, "interview", 18), *answers(5, "paper", 2)],
    ],
    ids=["one mode", "one too few", "a third mode of a few"],
)
def test_without_enough_in_every_mode_nothing_is_shown_by_mode(
    kept: Kept, lines: list[Line]
) -> None:
    kept.fill(lines)
    assert modes_of(kept.data(), "I1") == {}


def test_modes_hide_no_group_that_the_study_asks_for(kept: Kept) -> None:
    """All interviews but three are of the first sort: the modes would tell of these three."""
    kept.fill(
        [*answers(30, "interview", 20, 1), *answers(3, "self", 1, 1), *answers(27, "self", 9, 2)]
    )
    report = kept.data()
    bases = {row["line"]: row["base"] for row in table_of(report, "I1")["rows"]}
    assert bases == {"people": 60, "people/sort/1": 33, "people/sort/2": 27}
    assert modes_of(report, "I1") == {}


def test_after_a_report_with_few_answers_less_nothing_is_shown_by_mode(kept: Kept) -> None:
    kept.fill([*answers(30, "self", 20), *answers(30, "interview", 18)])
    assert modes_of(kept.data(), "I1")
    kept.fill(answers(1, "self", 1))
    assert modes_of(kept.data(), "I1") == {}


# How complete, how much "don't know"


def test_the_share_of_dont_know_is_of_all_answers_where_it_can_be_said(kept: Kept) -> None:
    kept.fill([*answers(30, "self", 20), *answers(10, "self", 5, why=DONT_KNOW)])
    (found,) = kept.data()["audiences"]
    assert (found["dont_know"], found["complete"]) == (13, 40)
    (unsure,) = found["unsure"]
    assert (unsure["question"], unsure["percent"], unsure["base"]) == ("why", 25, 40)
    for told in (bare(kept.report("html")), kept.report("screen")):
        said = " ".join(told.replace("\xa0", " ").split())
        assert "13 % van de antwoorden" in said
        assert "Waarom? 25 % (n = 40)" in said


def test_a_question_that_few_did_not_know_is_not_named(kept: Kept) -> None:
    kept.fill([*answers(34, "self", 20), *answers(6, "self", 5, why=DONT_KNOW)])
    (found,) = kept.data()["audiences"]
    assert (found["dont_know"], found["unsure"]) == (8, [])


def test_of_too_few_nothing_is_told(kept: Kept) -> None:
    kept.fill(answers(9, "self", 5, why=DONT_KNOW))
    (found,) = kept.data()["audiences"]
    assert [found[name] for name in ("number", "complete", "dont_know", "unsure")] == [
        None,
        None,
        None,
        [],
    ]


# Of how many they are a sample


def test_an_interval_reckons_with_the_number_invited_where_the_response_tells_it(
    kept: Kept,
) -> None:
    kept.fill(answers(50, "self", 48))
    report = kept.data()
    figure = table_of(report, "I1")["rows"][0]["figures"][0]
    assert (figure["low"], figure["high"], figure["population"]) == ("90.1", "98.4", 100)
    groups = [row["figures"][0]["population"] for row in table_of(report, "I1")["rows"][1:]]
    assert groups == [None, None], "nobody knows how many of each sort were invited"
    assert table_of(report, "I3")["rows"][0]["figures"][0]["population"] is None
    assert "(N = 100)" in bare(kept.report("html")).replace("\xa0", " ")


def test_where_all_who_were_invited_answered_nothing_is_uncertain(tmp_path: Path) -> None:
    kept = Kept(tmp_path, STUDY.replace("people = 100", "people = 50"), people=QUESTIONS)
    kept.fill(answers(50, "self", 48))
    figure = table_of(kept.data(), "I1")["rows"][0]["figures"][0]
    assert (figure["low"], figure["high"], figure["population"]) == ("96.0", "96.0", 50)
    assert "allen antwoordden" in kept.report("html")


@pytest.mark.parametrize("invited", ["", "invited = { people = 49 }"], ids=["unknown", "too few"])
def test_without_a_number_invited_that_can_be_right_the_interval_is_of_a_sample_of_many(
    tmp_path: Path, invited: str
) -> None:
    kept = Kept(tmp_path, STUDY.replace("invited = { people = 100 }", invited), people=QUESTIONS)
    kept.fill(answers(50, "self", 48))
    figure = table_of(kept.data(), "I1")["rows"][0]["figures"][0]
    assert (figure["low"], figure["high"], figure["population"]) == ("86.5", "98.9", None)

"""Sentences of a report: what is filled in, which word its rules give, and when nothing is said."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from textwrap import dedent

import pytest

from export.export_kit import document, instrument
from hybridequiz.export.plan import column_plan
from hybridequiz.export.rows import readings
from hybridequiz.export.sources import Belonging, Sources
from hybridequiz.questionnaire.indicators import Breakdown, Group, Indicator, OfAudience
from hybridequiz.questionnaire.load import examine_study
from hybridequiz.questionnaire.study_file import StudyFile
from hybridequiz.questionnaire.texts import Text
from hybridequiz.report.claims import Figures, claims_said
from hybridequiz.report.compiled import Compiler
from hybridequiz.report.counting import count
from hybridequiz.report.figure_words import FigureWords
from hybridequiz.report.figures import Bound, ClaimSaid, Figure, IndicatorTable, Part, Row, Unsaid
from hybridequiz.report.html import html_report
from hybridequiz.report.json_report import json_report
from hybridequiz.report.responses import Responses
from hybridequiz.values import replace
from report.report_kit import golden_report, share

HEAD = """\
id = "study"
title = "Study"
languages = ["en"]

[[indicator]]
id = "I01"
name = "Satisfied"
of = "sat"
base_kind = "valid"
count = "sat >= 4"
for.people = {}

[[indicator]]
id = "I10"
name = "Motivation"
of = "change"
base_kind = "valid"
count = "change >= 4"
minus = "change <= 2"
for.people = {}

[[indicator]]
id = "I12"
name = "Main value"
of = "main"
base_kind = "all"
shares = "main"
for.people = {}

"""
PEOPLE = Text({"": "People"})
ALONE = (Part("", Text(), "share"),)
FRESH = (
    Part("option_fresh", Text({"": "Fresh knowledge"}), "share"),
    Part("option_network", Text({"": "Their network"}), "share"),
)


def study_of(folder: Path, claims: str) -> StudyFile:
    path = folder / "study.toml"
    path.write_text(HEAD + dedent(claims), encoding="utf-8")
    _, study, problems = examine_study(path)
    assert study is not None, problems
    return study


def told(
    folder: Path, claim: str, figures: Mapping[str, Sequence[Figure] | None], *, base: int = 50
) -> str | None:
    """Give a sentence where these are the figures of an audience; None for one that is not said."""
    said = claim_said(folder, claim, figures, base=base)
    assert (said.text is None) is (said.unsaid is not None)
    return None if said.text is None else said.text.in_language("en")


def claim_said(
    folder: Path, claim: str, figures: Mapping[str, Sequence[Figure] | None], *, base: int = 50
) -> ClaimSaid:
    """Give what becomes of a claim where these are the figures of an audience."""
    study = study_of(folder, f'[[claim]]\nid = "C1"\nlines = ["people"]\n{dedent(claim)}')
    tables = {}
    for indicator in study.indicator:
        shown = figures.get(indicator.id)
        if indicator.id not in figures:
            continue
        row = Row("people", PEOPLE)
        if shown is not None:
            row = replace(row, base=base, figures=tuple(shown))
        parts = FRESH if indicator.shares else ALONE
        tables[indicator.id, "people"] = IndicatorTable(
            indicator, "people", parts, PEOPLE, "", (row,)
        )
    (said,) = claims_said(study, Figures(tables))
    return said


def balance(points: int) -> Figure:
    return Figure(base=50, percent=points)


@pytest.mark.parametrize(
    ("points", "shown"), [(12, "+12 (n = 50)"), (-12, "−12 (n = 50)"), (0, "0 (n = 50)")]
)
def test_a_balance_in_a_sentence_has_its_sign(tmp_path: Path, points: int, shown: str) -> None:
    said = told(tmp_path, 'text = "Balance: {I10}."', {"I10": [balance(points)]})
    assert said == f"Balance: {shown}."


FIRST = """\
text = "{word}: {I12_first}."
word = [
  { when = "I12_first == 'fresh' and I12_lead >= 10", words = "Mainly" },
  { words = "Among others" },
]
"""


@pytest.mark.parametrize(
    ("fresh", "network", "said"),
    [
        (30, 20, "Mainly: Fresh knowledge."),
        (25, 25, "Among others: Fresh knowledge / Their network."),
        (20, 30, "Among others: Their network."),
    ],
)
def test_a_code_that_is_a_name_can_come_first(
    tmp_path: Path, fresh: int, network: int, said: str
) -> None:
    figures = {"I12": [share(fresh, 50), share(network, 50)]}
    assert told(tmp_path, FIRST, figures) == said


def test_a_rule_about_a_figure_that_nobody_has_says_no_word_and_no_sentence(tmp_path: Path) -> None:
    rule = 'text = "{word} satisfied."\nword = [{ when = "I10 >= 1", words = "Very" }]\n'
    assert told(tmp_path, rule, {"I01": [share(48, 50)]}) is None


def test_a_word_with_a_rule_needs_enough_respondents(tmp_path: Path) -> None:
    rule = """\
    text = "{word} satisfied."
    least = 30
    word = [{ when = "I01 >= 90", words = "Extremely" }, { words = "Simply" }]
    """
    too_few = told(tmp_path, rule, {"I01": [share(29, 29)]}, base=29)
    assert too_few is None, "that it does not hold cannot be said either"
    assert told(tmp_path, rule, {"I01": [share(10, 29)]}, base=29) == "Simply satisfied."
    assert told(tmp_path, rule, {"I01": [share(30, 30)]}, base=30) == "Extremely satisfied."


@pytest.mark.parametrize("figures", [{}, {"I01": None}])
def test_a_sentence_with_a_hidden_figure_is_not_said(
    tmp_path: Path, figures: Mapping[str, Sequence[Figure] | None]
) -> None:
    assert told(tmp_path, 'text = "{I01} are satisfied."', figures) is None


RULED = """\
text = "{word} satisfied: {I01}."
least = 30
word = [{ when = "I01 >= 90", words = "Extremely" }]
"""
BELOW = Figure(base=12, percent=90, bound=Bound.AT_LEAST)


@pytest.mark.parametrize(
    ("claim", "figures", "why"),
    [
        (RULED, {"I01": [share(29, 29)]}, Unsaid.TOO_FEW),
        (RULED, {"I01": [share(10, 29)]}, Unsaid.NO_RULE),
        (RULED, {"I01": None}, Unsaid.HIDDEN),
        (RULED, {"I01": [BELOW]}, Unsaid.HIDDEN),
        (RULED, {}, Unsaid.NO_FIGURE),
        ('text = "{I01_word} are."', {"I01": [BELOW]}, Unsaid.HIDDEN),
        ('text = "{I12_first} is first."', {"I12": None}, Unsaid.HIDDEN),
        ('text = "{I01} and {I10}."', {"I01": None}, Unsaid.NO_FIGURE),
    ],
)
def test_why_a_sentence_is_not_said_is_what_there_is_of_its_figures(
    tmp_path: Path,
    claim: str,
    figures: Mapping[str, Sequence[Figure] | None],
    why: Unsaid,
) -> None:
    assert claim_said(tmp_path, claim, figures, base=29).unsaid is why


def test_a_sentence_of_too_few_names_how_many_its_rule_asks_for_and_hides_nothing(
    tmp_path: Path,
) -> None:
    said = claim_said(tmp_path, f'{RULED}shows = ["I01"]', {"I01": [share(29, 29)]}, base=29)
    report = replace(golden_report(), claims=(said,))
    for language, words in (
        ("en", "C1 cannot be said: its rule asks for 30 respondents, and a group in it has fewer."),
        (
            "nl",
            "C1 kan niet worden gezegd: de regel vraagt 30 respondenten, en een groep heeft er minder.",
        ),
    ):
        assert FigureWords(report, language).unsaid(said) == words
        assert words in html_report(report, language)
    assert json.loads(json_report(report))["claims"][0]["unsaid"] == "too_few"


QUESTIONS = """\
[[section]]
id = "s"
title = "S"
[[section.question]]
id = "sat"
type = "single"
text = "Satisfied?"
options = [{ code = 1, text = "no" }, { code = 2, text = "yes" }]
"""


def test_a_group_by_the_day_has_those_who_began_on_it(tmp_path: Path) -> None:
    of = instrument(tmp_path, QUESTIONS)
    documents = [
        document(of, {"sat": {"value": 2}}, number=number).replace(
            "2026-02-03T10:00:00", f"{day}T10:00:00"
        )
        for number, day in enumerate(("2026-09-30", "2026-09-30", "2026-10-01", "2026-11-15"), 1)
    ]
    breakdown = Breakdown(
        id="when",
        name=Text({"": "When"}),
        groups=(
            Group(id="early", name=Text({"": "early"}), where="today() < date('2026-10-01')"),
            Group(id="late", name=Text({"": "late"}), where="today() >= date('2026-10-01')"),
        ),
    )
    indicator = Indicator(
        id="I1",
        name=Text({"": "I1"}),
        for_={"people": OfAudience()},
        base="answered(sat)",
        count="sat == 2",
        by=("when",),
    )
    counted = Compiler([of], {}).indicator(indicator, "people", {"when": breakdown})
    plan = column_plan({of.hash: of})
    sources = Sources(documents, None, (of.hash,), Belonging(of.questionnaire.id, rehearsal=False))
    responses = Responses(plan, sources.of(readings(plan)[:1], tmp_path))
    (found,) = responses.tally([counted.names])
    cells = count(counted, found)
    assert {place: sums.base for place, sums in zip(cells.places, cells.sums, strict=True)} == {
        (0,): 2,
        (1,): 2,
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{I01_word} ({I01}) is.", "A part (62%, n = 50) is."),
        ("Good: {I01_word}, {I01}.", "Good: a part, 62% (n = 50)."),
        ("All ({I01_word}, {I01}).", "All (a part, 62% (n = 50))."),
        ("{I01}. {I01_word} is.", "62% (n = 50). A part is."),
        ("It is so! “{I01_word}” is.", "It is so! “A part” is."),
        ("Of e.g. {I01_word}.", "Of e.g. a part."),
        ("{{{I01_word}", "{a part"),
        ("Of {I01_word}? {word}.", "Of a part? Ijsberg."),
        ("{word}, of {word}.", "Ijsberg, of ijsberg."),
    ],
)
def test_words_begin_a_sentence_with_a_capital_and_brackets_stand_in_no_brackets(
    tmp_path: Path, text: str, said: str
) -> None:
    figure = replace(share(31, 50), words=Text({"": "a part"}))
    claim = f'text = "{text}"\nword = [{{ words = "ijsberg" }}]\n'
    found = told(tmp_path, claim, {"I01": [figure]})
    assert found is not None
    assert found.replace("\u00a0", " ").replace("IJ", "Ij") == said

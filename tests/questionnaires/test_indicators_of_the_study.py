"""The shipped study says every figure that it publishes, each with its base, for the audiences that it is of."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest

from hybridequiz.cli.examining import examine_files
from hybridequiz.questionnaire.conditions import Condition, Kind, compile_condition
from hybridequiz.questionnaire.indicator_scope import report_scope
from hybridequiz.questionnaire.indicators import Indicator
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.load import examine_study, load
from hybridequiz.questionnaire.states import Missing
from hybridequiz.questionnaire.study_file import StudyFile

SHIPPED: Final = Path(__file__).parents[2] / "questionnaires"
AUDIENCES: Final = {"P": "participants", "S": "schools", "E": "employers"}
FED: Final = """
    I01 PSE sat_overall; I01 P sat_content sat_trainer sat_placement sat_load; I01 SE sat_info sat_contact
    I01 S sat_match sat_prepared; I01 E sat_schedule; I02 PSE sat_overall; I03 PSE sat_grade
    I04 PSE new_knowledge new_skills; I05 P p_explain_then p_explain_now p_group_then p_group_now
    I06 P p_hto_work p_hto_want p_hto_stay; I06 SE hto_deploy; I07 PE applied_company; I08 PE applied_where
    I09 PE personal_growth; I10 PE motivation_change; I10 E e_enthusiasm; I11 PE climate
    I12 PSE value_list value_main; I12 S s_current_tech; I13 S s_students s_share; I14 E e_reason e_reason_main
    I15 PSE edu_quality shortage; I15 E e_future_workers; I16 SE coop_change coop_without; I17 PSE barriers
    I19 E e_time e_balance; I20 P p_support; I20 S s_mentor s_autonomy; I21 P p_motive; I22 S s_tasks; I23 PSE recommend
"""
"""Which questions feed which figures, of whom: the study's list of items."""
DK: Final = Missing.DONT_KNOW
REFUSED: Final = Missing.REFUSED
OFF: Final = Missing.OFF_ROUTE


@cache
def study() -> StudyFile:
    _, study, problems = examine_study(SHIPPED / "study.toml")
    assert problems == []
    assert study is not None
    return study


@cache
def instrument(audience: str) -> Instrument:
    return load(SHIPPED / f"{audience}.toml")


def indicator(name: str) -> Indicator:
    return next(one for one in study().indicator if one.id == name)


def condition(source: str, audience: str, wanted: Kind = Kind.BOOLEAN) -> Condition:
    return compile_condition(source, report_scope(instrument(audience)), wanted=wanted)


def of_figure(one: Indicator) -> set[str]:
    """Give the names that a figure is of; not those of its base."""
    sources = [one.count or "", one.minus or "", one.mean or "", one.shares or ""]
    return set(re.findall(r"[a-z_]+", " ".join(sources)))


def test_the_shipped_studies_fit_their_questionnaires_without_a_warning() -> None:
    assert examine_files(sorted(SHIPPED.glob("*.toml"))).problems == ()


def test_every_question_feeds_the_figures_that_it_was_asked_for() -> None:
    for line in re.split(r"[;\n]", FED.strip()):
        prefix, letters, *names = line.split()
        for audience in (AUDIENCES[letter] for letter in letters):
            figures = [
                one
                for one in study().indicator
                if one.id.startswith(prefix) and audience in one.for_
            ]
            missing = set(names) - set().union(*map(of_figure, figures))
            assert not missing, f"{prefix} of {audience}"


def test_every_figure_is_there_and_in_a_chapter_of_the_report() -> None:
    numbers = {one.id[:3] for one in study().indicator}
    compared = {"I18"}  # the differences between audiences
    assert numbers | compared == {f"I{number:02}" for number in range(1, 24)}
    assert {one.chapter for one in study().indicator} == {one.id for one in study().chapter}
    assert study().differences.indicators == (
        *("I01", "I04a", "I07", "I09", "I11", "I12d", "I15a", "I15b"),
    )


def test_the_claims_are_those_of_the_headline_card() -> None:
    claims = {one.id: one for one in study().claim}
    assert list(claims) == ["C8", "C9", "C10", "C11", "C12a", "C12b", "C12c", "I11"]
    assert claims["C8"].lines == (
        *("participants/status/current", "participants/status/former", "schools", "employers"),
    )
    assert claims["C11"].lines == ("schools",)
    assert {word.from_: word.words.in_language("nl") for word in study().share_word} == {
        90: "vrijwel alle",
        75: "een zeer groot deel",
        60: "een ruime meerderheid",
        50: "iets meer dan de helft",
        25: "een minderheid",
        0: "een klein deel",
    }


def counted(name: str, audience: str, **answers: Any) -> tuple[bool, bool]:
    """Tell whether somebody is in the base of a figure, and whether counted."""
    one = indicator(name)
    where = one.for_[audience].where or "True"
    base = f"({where}) and ({one.base_condition})"
    assert one.count is not None
    return (
        condition(base, audience).holds(answers) is True,
        condition(one.count, audience).holds(answers) is True,
    )


@pytest.mark.parametrize(
    ("work", "want", "wanted"),
    [
        (1, OFF, (True, True)),
        (2, 4, (True, True)),
        (3, 5, (True, True)),
        (3, 3, (True, False)),
        (3, DK, (True, False)),
        (3, REFUSED, (False, False)),
        (2, Missing.LEFT_EMPTY, (False, False)),
        (4, OFF, (True, False)),
        (DK, OFF, (True, False)),
        (REFUSED, OFF, (False, False)),
    ],
)
def test_who_works_or_wants_to_is_of_everybody_who_said_so(
    work: Any, want: Any, wanted: tuple[bool, bool]
) -> None:
    assert counted("I06a", "participants", p_hto_work=work, p_hto_want=want) == wanted


@pytest.mark.parametrize(
    ("name", "audience", "answers", "wanted"),
    [
        ("I11", "employers", {"climate": DK}, (True, False)),
        ("I11", "employers", {"climate": 2}, (True, True)),
        ("I11", "employers", {"climate": 4}, (True, False)),
        ("I11", "employers", {"climate": Missing.NOT_APPLICABLE}, (False, False)),
        ("I11", "participants", {"climate": 1, "p_employ": 1}, (True, True)),
        ("I11", "participants", {"climate": 1, "p_employ": DK}, (False, True)),
        ("I01", "schools", {"sat_overall": DK}, (False, False)),
        (
            "I04a",
            "participants",
            {"new_knowledge": 2, "new_skills": 3, "p_status": 3},
            (True, True),
        ),
        (
            "I04a",
            "participants",
            {"new_knowledge": 2, "new_skills": DK, "p_status": 1},
            (True, False),
        ),
        (
            "I04b",
            "participants",
            {"new_knowledge": 2, "new_skills": DK, "p_status": 1},
            (True, True),
        ),
        ("I04a", "schools", {"new_knowledge": 2, "new_skills": REFUSED}, (False, False)),
        ("I07", "participants", {"applied_company": 2, "p_employ": 2}, (True, True)),
        ("I07", "participants", {"applied_company": 2, "p_employ": 3}, (False, True)),
        ("I08a", "employers", {"applied_company": 1, "applied_where": OFF}, (True, False)),
        (
            "I08a",
            "employers",
            {"applied_company": 3, "applied_where": frozenset({4})},
            (True, True),
        ),
        ("I14c", "employers", {"e_reason": frozenset({1, 7})}, (True, True)),
        ("I14n", "employers", {"e_reason": frozenset({1, 2, 97})}, (True, True)),
        ("I14n", "employers", {"e_reason": frozenset({96})}, (True, False)),
        ("I16b", "schools", {"coop_change": 4, "coop_without": REFUSED}, (True, False)),
        ("I16b", "schools", {"coop_change": 3, "coop_without": OFF}, (False, False)),
        ("I12d", "schools", {"value_main": 1}, (True, True)),
        ("I12d", "schools", {"value_main": OFF, "value_list": DK}, (False, False)),
    ],
)
def test_dont_know_stays_in_a_base_of_all_and_a_base_can_be_any_condition(
    name: str, audience: str, answers: dict[str, Any], wanted: tuple[bool, bool]
) -> None:
    assert counted(name, audience, **answers) == wanted


def test_none_of_the_reasons_is_no_reason() -> None:
    mean = condition(indicator("I14m").mean or "", "employers", Kind.NUMBER)
    assert mean.evaluate({"e_reason": frozenset({96})}) == 0
    assert mean.evaluate({"e_reason": frozenset({1, 2})}) == 2
    assert mean.evaluate({"e_reason": DK}) is DK

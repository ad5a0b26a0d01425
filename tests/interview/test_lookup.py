"""Lookups in an interview: only rows that are offered count, and those follow an earlier answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from hybridequiz.interview.complaints import InvalidAnswer
from hybridequiz.questionnaire.states import Missing
from lookups import lookup_questionnaire
from scenario import Scenario


def test_a_code_of_another_province_is_refused(tmp_path: Path) -> None:
    scenario = Scenario.of(lookup_questionnaire(tmp_path)).answer(1, next="school")
    for code in ("02EF", "nothing", 3):
        with pytest.raises(InvalidAnswer):
            scenario.answer(code if code != 3 else "4")
    scenario.answer("01CD", next="why")


def test_an_answer_waits_aside_while_the_province_does_not_fit_and_comes_back_with_it(
    tmp_path: Path,
) -> None:
    scenario = Scenario.of(lookup_questionnaire(tmp_path)).answer(1).answer("00AB", next="why")
    scenario.back(expect="school").back(expect="province").answer(2, next="school")
    assert scenario.last.set_aside == ("school",)
    assert scenario.interview.values["school"] is Missing.NOT_REACHED
    scenario.back(expect="province").answer(1)
    assert scenario.last.restored == ("school",)
    assert scenario.reload().interview.answers["school"].value == "00AB"


def test_an_earlier_answer_without_a_value_limits_nothing(tmp_path: Path) -> None:
    scenario = Scenario.of(lookup_questionnaire(tmp_path)).answer(Missing.DONT_KNOW)
    scenario.answer("02EF")
    assert scenario.at == ""
    scenario.back(expect="school").back(expect="province").answer(1, next="school")
    assert scenario.last.set_aside == ("school",)


def test_conditions_see_the_words_and_the_columns_of_the_row(tmp_path: Path) -> None:
    instrument = lookup_questionnaire(tmp_path)
    for province, code, at in (
        (1, "00AB", "why"),
        (1, "01CD", "why"),
        (1, "3", ""),
        (2, "02EF", ""),
    ):
        assert Scenario.of(instrument).answer(province).answer(code).at == at

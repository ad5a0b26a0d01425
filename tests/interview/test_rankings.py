"""Rankings: an order of codes without ties, whole or the first few, that follows what is offered."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hybridequiz.interview.answers import Answer, answer_from_json
from hybridequiz.interview.complaints import ComplaintKind, InvalidAnswer
from hybridequiz.interview.half_answers import HalfAnswer
from hybridequiz.interview.ranking import moved, placed
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.states import Missing
from scenario import Scenario, questionnaire

LIST = """
[options]
w = [
  { code = 1, nl = "Docent" },
  { code = 2, nl = "Dichtbij" },
  { code = 3, nl = "Groep" },
  { code = 97, nl = "Anders …", other = true },
]
[[section]]
id = "s"
title = "S"
"""
ALONE = (
    LIST
    + """
[[section.question]]
id = "wishes"
type = "ranking"
options = "w"
missing = ["dont_know"]
text = "?"
{}
[[section.question]]
id = "last"
type = "text"
text = "?"
"""
)
AFTER = (
    LIST
    + """
[[section.question]]
id = "helped"
type = "multiple"
options = "w"
text = "?"
[[section.question]]
id = "wishes"
type = "ranking"
options = "w"
chosen_in = "helped"
show_if = "answered(helped)"
text = "?"
{}
[[section.question]]
id = "last"
type = "text"
text = "?"
"""
)

orders = st.lists(st.integers(1, 9), unique=True).map(tuple)


def ranking(folder: Path, *keys: str, text: str = ALONE) -> Instrument:
    return questionnaire(text.replace("{}", "\n".join(keys)), folder)


def refusal(scenario: Scenario, value: object, **more: Any) -> tuple[ComplaintKind, dict[str, Any]]:
    with pytest.raises(InvalidAnswer) as caught:
        scenario.answer(value, **more)
    return caught.value.complaint.kind, dict(caught.value.complaint.about)


def test_all_that_is_offered_is_ranked_where_nothing_else_is_said(tmp_path: Path) -> None:
    scenario = Scenario.of(ranking(tmp_path)).expect("wishes")
    assert refusal(scenario, [3, 1]) == (ComplaintKind.TOO_FEW_RANKED, {"left": 2})
    scenario.answer([3, 97, 1, 2], other={97: "koffie"}, next="last")
    answer = scenario.interview.answers["wishes"]
    assert answer.value == (3, 97, 1, 2)
    assert answer.other_text(97) == "koffie"
    scenario.reload()


@pytest.mark.parametrize(
    ("keys", "right", "wrong"),
    [
        (["max_ranked = 2"], [[1, 2], [2, 1]], [[1], [1, 2, 3]]),
        (["max_ranked = 3", "min_ranked = 1"], [[1], [1, 2], [3, 2, 1]], [[1, 2, 3, 97]]),
        (["min_ranked = 2"], [[1, 2], [1, 2, 3]], [[1]]),
    ],
)
def test_so_many_places_are_given_as_the_file_says(
    tmp_path: Path, keys: list[str], right: list[list[int]], wrong: list[list[int]]
) -> None:
    instrument = ranking(tmp_path, *keys)
    for codes in right:
        Scenario.of(instrument).answer(codes, next="last")
    for codes in wrong:
        kind, _ = refusal(Scenario.of(instrument), codes, other={97: "koffie"})
        assert kind in (ComplaintKind.TOO_FEW_RANKED, ComplaintKind.TOO_MANY_RANKED)


@pytest.mark.parametrize("value", [(1, 1, 2, 3), frozenset({1, 2, 3}), (), 1, (1, 2, 3, 4), "1"])
def test_what_is_no_order_of_what_is_offered_is_refused(tmp_path: Path, value: Any) -> None:
    scenario = Scenario.of(ranking(tmp_path, "min_ranked = 1"))
    with pytest.raises(InvalidAnswer):
        scenario.conductor.answer(Answer(value))
    assert "wishes" not in scenario.interview.answers


def test_nothing_ranked_is_no_answer(tmp_path: Path) -> None:
    scenario = Scenario.of(ranking(tmp_path)).answer([], next="last")
    assert scenario.interview.answers["wishes"].value is Missing.LEFT_EMPTY
    assert refusal(Scenario.of(ranking(tmp_path, "required = true")), [])[0] == "required"


def test_an_option_that_is_ranked_and_not_offered_any_more_sets_the_order_aside(
    tmp_path: Path,
) -> None:
    scenario = Scenario.of(ranking(tmp_path, text=AFTER)).answer([1, 2, 3], next="wishes")
    scenario.answer([3, 1, 2], next="last").back(expect="wishes").back(expect="helped")
    scenario.answer([1, 2], next="wishes")
    assert scenario.last.set_aside == ("wishes",)
    scenario.back(expect="helped").answer([1, 2, 3])
    assert scenario.last.restored == ("wishes",)
    assert scenario.interview.answers["wishes"].value == (3, 1, 2)
    scenario.reload()


def test_an_order_that_lacks_a_new_option_is_asked_again(tmp_path: Path) -> None:
    scenario = Scenario.of(ranking(tmp_path, text=AFTER)).answer([1, 2], next="wishes")
    scenario.answer([2, 1], next="last").back(expect="wishes").back(expect="helped")
    scenario.answer([1, 2, 3], next="wishes")
    assert scenario.last.set_aside == ("wishes",)
    assert scenario.interview.is_open(scenario.interview.instrument.by_id["wishes"])


def test_the_first_few_stay_where_another_option_comes_or_goes(tmp_path: Path) -> None:
    instrument = ranking(tmp_path, "max_ranked = 2", text=AFTER)
    scenario = Scenario.of(instrument).answer([1, 2, 3], next="wishes").answer([3, 1], next="last")
    scenario.back(expect="wishes").back(expect="helped").answer([1, 3])
    assert scenario.last.set_aside == ()
    assert scenario.interview.answers["wishes"].value == (3, 1)


def test_what_was_typed_where_it_was_chosen_is_not_typed_again(tmp_path: Path) -> None:
    scenario = Scenario.of(ranking(tmp_path, text=AFTER))
    scenario.answer([2, 97], other={97: "koffie"}, next="wishes").answer([97, 2], next="last")
    assert scenario.interview.answers["wishes"].other == ()


def test_a_check_looks_at_the_ranking_that_is_answered(tmp_path: Path) -> None:
    check = """
[[section.question.check]]
that = "at_rank(this, 1) != 3 and 1 in this and rank(this, 1) <= 2"
level = "hard"
text = "Nee."
"""
    instrument = ranking(tmp_path, "max_ranked = 3", "required = true", check)
    for wrong in ([3, 1, 2], [2, 3, 97], [2, 3, 1]):
        assert refusal(Scenario.of(instrument), wrong, other={97: "x"})[0] == "check"
    Scenario.of(instrument).answer([2, 1, 3], next="last")


@given(orders, st.integers(1, 9))
def test_a_key_gives_the_next_place_and_takes_it_back(order: tuple[int, ...], code: int) -> None:
    once = placed(order, code)
    assert (once[-1] == code) if code not in order else (code not in once)
    assert [one for one in once if one != code] == [one for one in order if one != code]
    assert placed(placed((), code), code) == ()


@given(orders, st.integers(1, 9), st.sampled_from([-1, 1]))
def test_moving_swaps_two_places_and_moving_back_undoes_it(
    order: tuple[int, ...], code: int, step: int
) -> None:
    after = moved(order, code, step)
    assert sorted(after) == sorted(order)
    if after != order:
        assert order.index(code) + step == after.index(code)
        assert moved(after, code, -step) == order


@given(orders.filter(bool))
def test_an_order_travels_as_json_and_as_a_half_answer(order: tuple[int, ...]) -> None:
    half = HalfAnswer(codes=order)
    again = HalfAnswer.from_text(half.to_text())
    assert again is not None
    assert again.codes == order


@pytest.mark.parametrize("raw", [[1, 1], [], [[1]], {"1": 2}, 1, "31", None, [{"a": 1}]])
def test_no_ranking_is_read_from_other_json(tmp_path: Path, raw: Any) -> None:
    question = ranking(tmp_path).question("wishes")
    with pytest.raises(ValueError, match="wishes"):
        answer_from_json(question, {"value": raw})
    whole = answer_from_json(question, json.loads('{"value": [3, 1]}'))
    assert whole.to_json() == {"value": [3, 1]}

"""Shuffled interviews: the order is drawn once, kept with the session, and told in the record and in exports."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from export.export_kit import cells_of
from hybridequiz.batch.fill import Kept, fill
from hybridequiz.batch.lines import read_lines
from hybridequiz.cli.locating import shipped_folder
from hybridequiz.export.columns import Role
from hybridequiz.export.plan import column_plan
from hybridequiz.interview.record import response_record
from hybridequiz.questionnaire.load import load
from hybridequiz.questionnaire.questions import ChoiceQuestion, Mode
from hybridequiz.questionnaire.shuffling import in_order, order_of, shuffles
from hybridequiz.store.answer_file import canonical
from hybridequiz.store.data import DataFolder
from hybridequiz.store.fieldwork import Fieldwork
from hybridequiz.store.setup import Setup
from hybridequiz.wording.presentation import present
from questionnaire.test_shuffling import EVERYTHING, section, single
from scenario import Scenario, questionnaire

SEED = "0123456789abcdef"


def seeds(folder: Path, mode: Mode, text: str = EVERYTHING) -> list[str]:
    fieldwork = Fieldwork(DataFolder(folder / "data"))
    instrument = questionnaire(text, folder)
    sittings = [fieldwork.begin(instrument, Setup(mode, "extended", "nl")) for _ in range(3)]
    return [one.interview.session.seed for one in sittings]


def test_a_seed_is_drawn_for_every_interview_where_something_is_shuffled(tmp_path: Path) -> None:
    drawn = seeds(tmp_path, "self")
    assert len(set(drawn)) == 3
    assert all(len(seed) == 16 for seed in drawn)


def test_a_paper_form_has_the_order_in_which_it_was_printed(tmp_path: Path) -> None:
    assert seeds(tmp_path, "paper") == ["", "", ""]


def test_where_nothing_is_shuffled_nothing_is_drawn_or_told(tmp_path: Path) -> None:
    text = section("a", single("a1"))
    assert seeds(tmp_path, "self", text) == ["", "", ""]
    session = Scenario.of(questionnaire(text, tmp_path)).interview.session
    assert "seed" not in session.to_json()


def test_an_interview_goes_on_in_its_own_order(tmp_path: Path) -> None:
    fieldwork = Fieldwork(DataFolder(tmp_path / "data"))
    instrument = questionnaire(EVERYTHING, tmp_path)
    for _ in range(4):
        sitting = fieldwork.begin(instrument, Setup("self", "extended", "nl"))
        began = [one.id for one in sitting.interview.instrument.items]
        sitting.journal.close()
        waiting = fieldwork.look_up(sitting.interview.session.code)
        again = fieldwork.resume(waiting, by="respondent")
        assert [one.id for one in again.interview.instrument.items] == began
        again.journal.close()


def test_the_route_goes_through_the_sections_in_the_order_of_the_seed(tmp_path: Path) -> None:
    scenario = Scenario.of(questionnaire(EVERYTHING, tmp_path), seed=SEED)
    order = [one.id for one in scenario.interview.instrument.items]
    assert scenario.route() == order
    assert order != [one.id for one in questionnaire(EVERYTHING, tmp_path).items]
    for name in order:
        scenario.expect(name).answer([1] if name == "c1" else 1)
    assert scenario.at == ""
    scenario.back(expect=order[-1]).back(expect=order[-2]).reload()


def test_a_number_key_stays_with_its_code(tmp_path: Path) -> None:
    scenario = Scenario.of(questionnaire(EVERYTHING, tmp_path), seed=SEED)
    presented = present(scenario.interview, scenario.interview.instrument.by_id["c1"])
    keys = {one.code: one.key for one in presented.options}
    assert {code: keys[code] for code in (1, 2, 3, 4, 5)} == {n: str(n) for n in range(1, 6)}
    assert [one.code for one in presented.options][:4] != [1, 2, 3, 4]


def finished(folder: Path, seed: str) -> dict[str, Any]:
    scenario = Scenario.of(questionnaire(EVERYTHING, folder), seed=seed)
    while scenario.at:
        scenario.answer([1] if scenario.at == "c1" else 1)
    result = scenario.finish()
    return response_record(scenario.interview, scenario.journal.events, result)


def test_the_record_and_the_export_tell_the_order(tmp_path: Path) -> None:
    record = finished(tmp_path, SEED)
    order = record["order"]
    instrument = questionnaire(EVERYTHING, tmp_path)
    plan = column_plan({instrument.hash: instrument})
    cells = cells_of(canonical(record), plan)
    assert cells["c1__order"] == " ".join(map(str, order["options"]["c1"]))
    assert {cells[f"b{n}__place"] for n in range(1, 5)} == {1, 2, 3, 4}
    assert cells["i2__place"] == order["places"]["i2"]
    assert cells["section_order"] == " ".join(order["sections"])
    assert "d1__place" not in cells
    assert {one.role for one in plan.columns} >= {Role.ORDER, Role.POSITION}


def test_an_interview_in_file_order_tells_no_order(tmp_path: Path) -> None:
    record = finished(tmp_path, "")
    assert "order" not in record
    instrument = questionnaire(EVERYTHING, tmp_path)
    plan = column_plan({instrument.hash: instrument})
    cells = cells_of(canonical(record), plan)
    assert (cells["c1__order"], cells["b1__place"], cells["section_order"]) == (None, None, None)


def test_what_is_filled_in_from_a_file_has_no_order_of_its_own(tmp_path: Path) -> None:
    names = ["a1", "b1", "b2", "b3", "b4", "i1", "i2", "i3", "d1", "e1"]
    line = json.dumps({"_mode": "self", "c1": [1], **dict.fromkeys(names, 1)})
    path = tmp_path / "in.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    fieldwork = Fieldwork(DataFolder(tmp_path / "data"))
    with path.open("rb") as file:
        (kept,) = fill(fieldwork, questionnaire(EVERYTHING, tmp_path), read_lines(file))
    assert isinstance(kept, Kept)
    ((_, document),) = fieldwork.data.live.documents("test")
    assert "order" not in json.loads(document)


ALONE = EVERYTHING.replace("shuffle = true", 'shuffle = "self"')
ONLY_ALONE = ALONE.replace('shuffle = ["b", "c", "d"]\n', "")


def test_what_is_shuffled_for_who_is_alone_has_the_order_of_the_card_in_an_interview(
    tmp_path: Path,
) -> None:
    """One of both is shuffled in an interview too, so that it has a seed."""
    instrument = questionnaire(ALONE, tmp_path)
    alone = Scenario.of(instrument, mode="self", seed=SEED).interview
    asked = Scenario.of(instrument, mode="interview", seed=SEED).interview
    both = Scenario.of(questionnaire(EVERYTHING, tmp_path), mode="interview", seed=SEED).interview
    assert order_of(alone.instrument) == order_of(both.instrument)
    assert order_of(asked.instrument) == {"sections": order_of(alone.instrument)["sections"]}
    written = instrument.question("c1")
    shown = [one.instrument.question("c1") for one in (asked, alone)]
    assert [one.codes == written.codes for one in shown] == [True, False]  # type: ignore[attr-defined]  # a choice


def test_where_only_who_is_alone_sees_another_order_an_interview_draws_nothing(
    tmp_path: Path,
) -> None:
    assert seeds(tmp_path, "interview", ONLY_ALONE) == ["", "", ""]
    assert len(set(seeds(tmp_path / "data", "self", ONLY_ALONE))) == 3


def test_an_export_tells_the_order_only_of_who_saw_one(tmp_path: Path) -> None:
    instrument = questionnaire(ONLY_ALONE, tmp_path)
    plan = column_plan({instrument.hash: instrument})
    (shown,) = [one.name for one in plan.columns if one.role is Role.ORDER]
    for mode, seed, told in (("self", SEED, True), ("interview", "", False)):
        scenario = Scenario.of(instrument, mode=mode, seed=seed)  # type: ignore[arg-type]  # one of the modes
        record = response_record(scenario.interview, scenario.journal.events, 10)
        cell = cells_of(canonical(record), plan)[shown]
        assert (cell is not None) is told


def test_in_the_study_long_lists_are_shuffled_for_who_is_alone_and_other_and_none_stay_last() -> (
    None
):
    for name, long in STUDY.items():
        instrument = load(shipped_folder() / f"{name}.toml")
        for mode, moves in (("self", True), ("interview", False), ("paper", False)):
            assert shuffles(instrument.questionnaire, mode) is moves  # type: ignore[arg-type]  # one of the modes
        shown = in_order(instrument, SEED, "self")
        for one in long:
            before, after = instrument.question(one), shown.question(one)
            assert isinstance(before, ChoiceQuestion)
            assert isinstance(after, ChoiceQuestion)
            last = [option.code for option in before.options if option.code in (96, 97)]
            assert sorted(after.codes) == sorted(before.codes)
            assert list(after.codes)[-len(last) :] == last
            assert after.codes != before.codes


STUDY = {
    "participants": ["p_motive", "applied_where", "barriers", "value_list", "value_main"],
    "schools": ["s_tasks", "barriers", "value_list", "value_main"],
    "employers": ["applied_where", "barriers", "value_list", "value_main", "e_reason"],
}
"""Their lists of more than five options that have no order of their own."""

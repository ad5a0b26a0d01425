"""Rankings and partial dates from a file: a list in its order, a text; what is something else is told."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hybridequiz.batch.fill import Kept, fill, refused
from hybridequiz.batch.lines import read_lines
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.store.data import DataFolder
from hybridequiz.store.fieldwork import Fieldwork
from scenario import questionnaire
from walks import as_json_line, walks

TYPES = """
[options]
w = [
  { code = 1, nl = "Docent" },
  { code = 2, nl = "Dichtbij" },
  { code = 97, nl = "Anders …", other = true },
]
[[section]]
id = "s"
title = "S"
[[section.question]]
id = "helped"
type = "multiple"
options = "w"
text = "?"
[[section.question]]
id = "order"
type = "ranking"
options = "w"
chosen_in = "helped"
show_if = "answered(helped)"
text = "?"
[[section.question]]
id = "top"
type = "ranking"
options = "w"
max_ranked = 2
missing = ["dont_know"]
show_if = "not (rank(order, 1) == 2)"
on_unknown = "show"
text = "?"
[[section.question]]
id = "start"
type = "date"
partial = true
min = 2010-05-01
text = "?"
[[section.question]]
id = "month"
type = "date"
precision = "month"
show_if = 'start < date("2020-05-05")'
on_unknown = "show"
text = "?"
[[section.question]]
id = "ago"
type = "computed"
gives = "integer"
value = "years_between(start, today())"
text = "?"
"""
GOOD: dict[str, Any] = {
    "helped": [1, 2], "order": [2, 1], "start": "2019-05", "month": "5-2019",
}  # fmt: skip


@pytest.fixture(scope="module")
def instrument(tmp_path_factory: pytest.TempPathFactory) -> Instrument:
    return questionnaire(TYPES, tmp_path_factory.mktemp("types"))


def told(instrument: Instrument, line: dict[str, Any]) -> dict[str, str]:
    (bad,) = refused(instrument, read_lines(io.BytesIO(as_json_line(line).encode())))
    return {} if bad is None else {fault.key: fault.rule for fault in bad.faults}


def kept(instrument: Instrument, folder: Path, *lines: dict[str, Any]) -> list[dict[str, Any]]:
    written = b"\n".join(as_json_line(line).encode() for line in lines)
    with Fieldwork(DataFolder(folder)) as fieldwork:
        results = list(fill(fieldwork, instrument, read_lines(io.BytesIO(written))))
        assert all(isinstance(one, Kept) for one in results), results
        stores = fieldwork.data.existing()
        return [json.loads(text) for store in stores for _, text in store.documents("test")]


def test_a_ranking_is_a_list_in_its_order_and_a_date_is_kept_as_iso(
    instrument: Instrument, tmp_path: Path
) -> None:
    (record,) = kept(instrument, tmp_path, GOOD)
    values = {name: answer.get("value") for name, answer in record["answers"].items()}
    assert values["order"] == [2, 1]
    assert (values["start"], values["month"]) == ("2019-05", "2019-05")


@pytest.mark.parametrize(
    ("line", "faults"),
    [
        (GOOD, {}),
        (GOOD | {"order": [1, 1]}, {"order": "twice"}),
        (GOOD | {"order": [1]}, {"order": "too_few_ranked"}),
        (GOOD | {"order": [1, 97]}, {"order": "not_offered"}),
        (GOOD | {"order": [1, 3]}, {"order": "not_offered"}),
        (GOOD | {"order": ["1", 2]}, {"order": "not_offered"}),
        (GOOD | {"order": "12"}, {"order": "wrong-type"}),
        (GOOD | {"order": 1}, {"order": "wrong-type"}),
        (GOOD | {"order": [[1, 2]]}, {"order": "wrong-type"}),
        (GOOD | {"order": [True, 2]}, {"order": "wrong-type"}),
        (GOOD | {"order": {"1": 2}}, {"order": "unknown-reason"}),
        (GOOD | {"order.97": "x"}, {"order.97": "unknown-key"}),
        (GOOD | {"start": "2019-13"}, {"start": "no_such_month"}),
        (GOOD | {"start": "4-2010"}, {"start": "date_out_of_range"}),
        (GOOD | {"start": 2019}, {"start": "wrong-type"}),
        (GOOD | {"start": "٢٠١٩"}, {"start": "not_a_date"}),
        (GOOD | {"start": "2019\u202e"}, {"start": "bad-character"}),
        (GOOD | {"start": "😀" * 20_000}, {"start": "not_a_date"}),
        (GOOD | {"month": "17-5-2019"}, {"month": "did_you_mean"}),
        (GOOD | {"month": "2019"}, {"month": "month_lacks"}),
        (GOOD | {"ago": 7}, {"ago": "derived"}),
        ({"helped": [1], "order": [1], "top": [97, 1], "top.97": "x", "start": "2019"}, {}),
        ({"helped": [1], "order": [1], "top": [97], "top.97": "x"}, {"top": "too_few_ranked"}),
        ({"helped": [1], "order": [1], "top": [1, 2, 97], "top.97": "x"}, {"top": "too_many_ranked"}),
        ({"helped": [1], "order": [1], "top": [1, 2], "top.97": "x"}, {"top.97": "not-chosen"}),
        ({"helped": [1], "order": [1], "top": {"missing": "dont_know"}, "start": "2021"},
         {}),
    ],
)  # fmt: skip
def test_a_bad_answer_is_told_by_its_key(
    instrument: Instrument, line: dict[str, Any], faults: dict[str, str]
) -> None:
    assert told(instrument, line) == faults


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_walk_along_the_route_has_no_faults(
    instrument: Instrument, data: st.DataObject
) -> None:
    line = data.draw(walks(instrument))
    assert told(instrument, line) == {}

"""The description for programs: types, codes, missing values, bounds and keys by the Data Package standard."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from export.bundle_kit import BUNDLE, bundled, faults, happened, package, unpacked
from export.export_kit import EVERY_TYPE, instrument, rows
from hybridequiz.export.export import export
from hybridequiz.interview.record import response_record
from hybridequiz.questionnaire.states import EXPORT_CODES
from hybridequiz.store.answer_file import canonical
from hybridequiz.values import replace
from interview.test_rosters import COUNTED
from scenario import Scenario, questionnaire


def described(out: Path, table: str = "people") -> dict[str, Any]:
    (found,) = [one for one in package(out)["resources"] if one["name"] == table]
    schema: dict[str, Any] = found["schema"]
    return schema


def fields(out: Path, table: str = "people") -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in described(out, table)["fields"]}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    one = instrument(tmp_path)
    return unpacked(bundled(one, [happened(one, {})], tmp_path / "out"))


def test_every_column_has_the_type_of_what_it_holds(out: Path) -> None:
    found = {name: one["type"] for name, one in fields(out).items()}
    assert list(found) == list(rows(out / "people.csv")[0])
    assert {name: found[name] for name in ("job", "why__fun", "years", "mark")} == dict.fromkeys(
        ("job", "why__fun", "years", "mark"), "integer"
    )
    assert (found["share"], found["born"], found["place"]) == ("number", "date", "string")
    assert (found["session_mode"], found["active_s"]) == ("string", "number")


def test_codes_have_their_labels_and_scales_do_not_pretend_to_be_categories(out: Path) -> None:
    found = fields(out)
    assert found["job"]["categories"] == [
        {"value": 1, "label": "Ja"},
        {"value": 2, "label": "Nee, {nooit}"},
        {"value": 97, "label": "Anders, namelijk …"},
    ]
    assert found["job"]["constraints"] == {"enum": [1, 2, 97]}
    assert "categories" not in found["mark"]
    assert found["mark"]["constraints"] == {"minimum": 0, "maximum": 10}


def test_every_reason_for_no_value_has_its_words_and_a_typed_number_is_no_reason(out: Path) -> None:
    states = described(out)["missingValues"]
    assert {one["value"] for one in states} == {"", *map(str, EXPORT_CODES.values())}
    assert all(one["label"] for one in states)
    assert fields(out)["place"]["missingValues"] == [""]
    assert "missingValues" not in fields(out)["place__miss"]


def test_a_question_says_when_it_is_asked(out: Path) -> None:
    asked = fields(out)["why__fun"]["description"]
    assert asked == "asked if: ‘Hebt u werk?’ (job) is “Ja” [job == 1]"


def test_bounds_are_those_of_all_versions_together(tmp_path: Path) -> None:
    old = instrument(tmp_path, EVERY_TYPE.replace("max = 60", "max = 90"))
    new = instrument(tmp_path, version="1.1")
    records = [happened(old, {"years": {"value": 90}})]
    (path,) = export(records, {old.hash: old, new.hash: new}, tmp_path / "out", BUNDLE)
    out = unpacked(path)
    assert fields(out)["years"]["constraints"]["maximum"] == 90
    assert faults(out) == []


def rostered(folder: Path) -> Path:
    """Give a bundle with two rows of one response in a table of their own."""
    one = questionnaire(COUNTED, folder)
    person = Scenario.of(one)
    for answer in (2, "An", 30, 1, "Bo", 12, "ja"):
        person.answer(answer)
    record = response_record(person.interview, person.journal.events, person.finish())
    request = replace(BUNDLE, questionnaire="test", rehearsal=True)
    (path,) = export([canonical(record)], {one.hash: one}, folder / "out", request)
    return unpacked(path)


def test_tables_are_joined_by_keys_that_hold(tmp_path: Path) -> None:
    out = rostered(tmp_path)
    assert faults(out) == []
    schema = described(out, "rehearsal-test.trainers")
    assert schema["primaryKey"] == ["response_id", "row"]
    reference = {"resource": "rehearsal-test", "fields": ["response_id"]}
    assert schema["foreignKeys"] == [{"fields": ["response_id"], "reference": reference}]


@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        (b"\r\n00000000-", b"\r\n11111111-", "foreign-key"),
        (b",2,Bo", b",1,Bo", "primary-key"),
        (b",12,", b",twaalf,", "type-error"),
        (b",12,", b",1200,", "constraint-error"),
    ],
)
def test_what_would_break_the_description_is_seen_by_the_validator(
    tmp_path: Path, was: bytes, becomes: bytes, told: str
) -> None:
    out = rostered(tmp_path)
    table = out / "rehearsal-test.trainers.csv"
    assert was in table.read_bytes()
    table.write_bytes(table.read_bytes().replace(was, becomes, 1))
    about = package(out)
    for resource in about["resources"]:
        del resource["hash"], resource["bytes"]
    (out / "datapackage.json").write_text(json.dumps(about), encoding="utf-8")
    assert told in {kind for _, kind, *_ in faults(out)}

"""The shipped questionnaires ask what the study wants to know, and all of it.

The files are read raw, without the loader: what the loader refuses has tests of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import pytest
import tomli

HERE: Final = Path(__file__).parent
SHIPPED: Final = HERE.parents[1] / "questionnaires"
AUDIENCES: Final = {"P": "participants", "S": "schools", "E": "employers"}
REASONS: Final = {"D": "dont_know", "R": "refused", "N": "not_applicable"}
SAME: Final = ("type", "required", "form", "max_chosen", "min", "max", "max_length")
"""Keys that an item and its question write alike."""

Table = dict[str, Any]

every_audience = pytest.mark.parametrize("audience", AUDIENCES)


@cache
def read(path: Path) -> Table:
    return tomli.loads(path.read_text(encoding="utf-8"))


def study() -> Table:
    return read(SHIPPED / "study.toml")


def questionnaire(audience: str) -> Table:
    return read(SHIPPED / f"{AUDIENCES[audience]}.toml")


def items(audience: str) -> dict[str, Table]:
    listed = read(HERE / "items.toml")["items"]
    return {item["id"]: item for item in listed if audience in item["audiences"]}


def asked(audience: str) -> list[tuple[Table, Table]]:
    sections = questionnaire(audience)["section"]
    return [
        (section, question)
        for section in sections
        for written in section["question"]
        for question in questions_of(written)
    ]


def questions_of(written: Table) -> list[Table]:
    """Give a question, or those that the items of a grid are."""
    if written["type"] != "grid":
        return [written]
    shared = {key: value for key, value in written.items() if key not in ("id", "items")}
    return [{**shared, "type": "single", **item} for item in written["items"]]


def questions(audience: str) -> dict[str, Table]:
    return {question["id"]: question for _, question in asked(audience)}


def options(audience: str, question: Table) -> list[Table]:
    lists = {**study()["options"], **questionnaire(audience)["options"]}
    found: list[Table] = lists[question["options"]] if "options" in question else []
    return found


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)


def bilingual(value: object) -> Iterator[Table]:
    """Find the tables that have a wording in any language."""
    if isinstance(value, dict):
        if value.keys() & {"nl", "en"}:
            yield value
        for one in value.values():
            yield from bilingual(one)
    elif isinstance(value, list):
        for one in value:
            yield from bilingual(one)


@every_audience
def test_every_item_of_the_study_is_asked_once_and_nothing_else_is(audience: str) -> None:
    ids = [question["id"] for _, question in asked(audience)]

    assert sorted(ids) == sorted(items(audience))


@every_audience
def test_a_question_has_the_type_bounds_and_form_of_its_item(audience: str) -> None:
    found = questions(audience)
    for name, item in items(audience).items():
        expected = {key: item[key] for key in SAME if key in item}

        assert {key: found[name][key] for key in SAME if key in found[name]} == expected, name


@every_audience
def test_a_question_offers_the_codes_of_its_item_in_the_same_order(audience: str) -> None:
    found = questions(audience)
    for name, item in items(audience).items():
        offered = [option["code"] for option in options(audience, found[name])]

        assert offered == item.get("codes", []), name


@every_audience
def test_a_multiple_choice_has_the_exclusive_codes_of_its_item(audience: str) -> None:
    found = questions(audience)
    for name, item in items(audience).items():
        if item["type"] == "multiple":
            offered = options(audience, found[name])
            exclusive = [option["code"] for option in offered if option.get("exclusive")]

            assert exclusive == item.get("exclusive", []), name


@every_audience
def test_a_question_offers_the_missing_states_of_its_item(audience: str) -> None:
    found = questions(audience)
    for name, item in items(audience).items():
        expected = [REASONS[letter] for letter in item["missing"]]

        assert found[name].get("missing", []) == expected, name


@every_audience
def test_only_the_interviewers_own_questions_are_kept_from_self_completion(audience: str) -> None:
    inventory = items(audience)
    for section, question in asked(audience):
        mode = question.get("mode", section.get("mode"))

        assert mode == inventory[question["id"]].get("mode"), question["id"]
        assert section.get("after_exit", False) == (mode == ["interview"]), section["id"]


@every_audience
def test_the_laptop_is_handed_over_for_the_sensitive_items_only(audience: str) -> None:
    inventory = items(audience)
    for _, question in asked(audience):
        expected = audience in inventory[question["id"]].get("self_block", "")

        assert question.get("self_block", False) == expected, question["id"]


def test_the_self_block_is_one_stretch_so_that_there_is_one_hand_over() -> None:
    marks = [(section["id"], question.get("self_block", False)) for section, question in asked("P")]
    hand_overs = [after for before, after in pairwise(marks) if after[1] and not before[1]]

    assert len(hand_overs) == 1
    assert len({section for section, inside in marks if inside}) == 1


@every_audience
def test_probes_stand_where_the_study_allows_them(audience: str) -> None:
    inventory = items(audience)
    for name, question in questions(audience).items():
        assert ("probes" in question) == inventory[name].get("probes", False), name


@every_audience
def test_the_short_form_is_as_long_as_the_study_promises(audience: str) -> None:
    short = [
        question["id"]
        for section, question in asked(audience)
        if "form" not in question and "mode" not in section
    ]

    assert len(short) == {"P": 31, "S": 26, "E": 32}[audience]


def test_the_core_is_in_all_three_with_the_same_type_and_codes() -> None:
    assert len(study()["core"]) == 17
    for name in study()["core"]:
        answers = []
        for audience in AUDIENCES:
            question = questions(audience)[name]
            codes = [option["code"] for option in options(audience, question)]
            answers.append((question["type"], codes, question.get("min"), question.get("max")))

        assert answers[0] == answers[1] == answers[2], name


@every_audience
def test_key_items_are_questions_of_the_short_form(audience: str) -> None:
    for name in questionnaire(audience)["key_items"]:
        assert "form" not in questions(audience)[name], name


@every_audience
def test_whoever_declines_or_is_not_meant_leaves_a_disposition_and_no_answers(
    audience: str,
) -> None:
    exits = questionnaire(audience)["exit"]

    assert [one["disposition"] for one in exits] == ["refused", "not_eligible"]
    assert {one["keep"] for one in exits} == {"disposition"}
    assert exits[0]["when"] == "consent == 2"


CONSENTS: Final = {
    "consent": ("participation", [1], None),
    "quote_perm": ("quotation", [2, 3], "quote_text"),
    "coop_perm": ("quotation", [2, 3], "coop_example"),
    "recontact": ("recontact", [1], None),
}
"""What each consent is for, which codes grant it, and what it is about; 4 waits for an approval (study, R40)."""


@every_audience
def test_the_three_consents_are_asked_apart_and_none_is_given_by_silence(audience: str) -> None:
    found = questions(audience)
    for name in CONSENTS.keys() & found.keys():
        question = found[name]

        assert (question["consent"], question["grants"], question.get("about")) == CONSENTS[name]
    asked_for = {question["consent"] for question in found.values() if "consent" in question}
    assert asked_for == {"participation", "quotation", "recontact"}
    assert sum("consent" in question for question in found.values()) == len(
        CONSENTS.keys() & found.keys()
    )


@pytest.mark.parametrize("name", ["study", *AUDIENCES.values()])
def test_every_text_is_there_in_dutch_and_in_english(name: str) -> None:
    for text in bilingual(read(SHIPPED / f"{name}.toml")):
        assert text.get("nl", "").strip(), text
        assert text.get("en", "").strip(), text


@pytest.mark.parametrize("name", ["study", *AUDIENCES.values()])
def test_both_languages_fill_in_the_same_values(name: str) -> None:
    for text in bilingual(read(SHIPPED / f"{name}.toml")):
        dutch, english = (sorted(re.findall(r"\{(\w+)", text[tag])) for tag in ("nl", "en"))

        assert dutch == english, text


@pytest.mark.parametrize("name", ["study", *AUDIENCES.values()])
def test_a_namely_option_asks_for_the_text(name: str) -> None:
    for listed in read(SHIPPED / f"{name}.toml")["options"].values():
        for option in listed:
            assert ("namelijk …" in option["nl"]) == option.get("other", False), option


def test_no_text_and_no_list_of_the_study_is_left_over() -> None:
    used = {text for audience in AUDIENCES for text in strings(questionnaire(audience))}
    single = {
        name
        for name in study()["options"]
        if sum(name in listed_names(audience) for audience in AUDIENCES) < 2
    }

    assert {f"@{name}" for name in study()["texts"]} <= used
    assert not single, "a list that one questionnaire uses belongs in its own file"


def listed_names(audience: str) -> set[str]:
    return {question.get("options", "") for question in questions(audience).values()}


def test_the_question_about_the_location_offers_the_locations_of_the_study() -> None:
    offered = [option for option in study()["options"]["locations"] if not option.get("other")]

    assert offered == study()["location"]


def test_the_study_ships_as_a_rehearsal() -> None:
    assert study()["live"] is False
    assert not any(study()["values"].values())

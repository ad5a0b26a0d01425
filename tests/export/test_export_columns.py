"""The column plan: names, kinds, values, states; versions side by side."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

from export.export_kit import EVERY_TYPE, document, instrument, rows
from hybridequiz.export.columns import LONGEST_NAME, Column, ColumnPlan, Kind, Measure, Role
from hybridequiz.export.errors import ExportConflict, ExportRefused
from hybridequiz.export.export import export
from hybridequiz.export.formats import ExportRequest
from hybridequiz.export.plan import column_plan
from hybridequiz.problems import ExitCode
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.load import load
from hybridequiz.questionnaire.states import Missing

SHIPPED = Path(__file__).parents[2] / "questionnaires"
SECTION = '[[section]]\nid = "s"\ntitle = "S"\n'


def plan_of(*instruments: Instrument) -> ColumnPlan:
    return column_plan({one.hash: one for one in instruments})


def column(plan: ColumnPlan, name: str) -> Column:
    return next(one for one in plan.columns if one.name == name)


def names(plan: ColumnPlan) -> list[str]:
    return [one.name for question in plan.questions for one in question.columns]


def question(id: str, type: str, more: str = "") -> str:  # noqa: A002 - the words of the file
    return f'[[section.question]]\nid = "{id}"\ntype = "{type}"\ntext = "?"\n{more}\n'


def single(id: str, *codes: int) -> str:  # noqa: A002 - the words of the file
    options = ", ".join(f'{{ code = {code}, text = "option {code}" }}' for code in codes)
    return question(id, "single", f"options = [{options}]")


def test_columns_are_the_question_ids_in_file_order_with_flags_and_typed_texts(
    tmp_path: Path,
) -> None:
    assert names(plan_of(instrument(tmp_path))) == [
        "job",
        "job__97__txt",
        "why__money",
        "why__fun",
        "why__other",
        "why__other__txt",
        "years",
        "share",
        "mark",
        "born",
        "place",
        "place__miss",
        "tell",
        "tell__miss",
    ]


def test_each_type_of_question_has_its_kind_and_level_of_measurement(tmp_path: Path) -> None:
    plan = plan_of(instrument(tmp_path))
    found = {one.name: (one.kind, one.measure) for one in plan.columns if one.source != one.name}
    found |= {one.name: (one.kind, one.measure) for one in plan.columns if one.role is Role.ANSWER}
    assert found == {
        "job": (Kind.CHOICE, Measure.NOMINAL),
        "job__97__txt": (Kind.TEXT, Measure.NOMINAL),
        "why__money": (Kind.FLAG, Measure.NOMINAL),
        "why__fun": (Kind.FLAG, Measure.NOMINAL),
        "why__other": (Kind.FLAG, Measure.NOMINAL),
        "why__other__txt": (Kind.TEXT, Measure.NOMINAL),
        "years": (Kind.INTEGER, Measure.SCALE),
        "share": (Kind.DECIMAL, Measure.SCALE),
        "mark": (Kind.INTEGER, Measure.ORDINAL),
        "born": (Kind.DATE, Measure.SCALE),
        "place": (Kind.TEXT, Measure.NOMINAL),
        "place__miss": (Kind.CHOICE, Measure.NOMINAL),
        "tell": (Kind.TEXT, Measure.NOMINAL),
        "tell__miss": (Kind.CHOICE, Measure.NOMINAL),
    }


def test_a_column_tells_its_labels_condition_and_why_it_may_have_no_value(tmp_path: Path) -> None:
    plan = plan_of(instrument(tmp_path))
    years = column(plan, "years")
    assert years.label.in_language("en") == "How many years?"
    assert years.condition == "(not refused(job)) and (job in [1, 2])"
    assert years.modes == (("", ("interview",)),)
    assert years.states == (
        Missing.OFF_ROUTE,
        Missing.LEFT_EMPTY,
        Missing.NOT_REACHED,
        Missing.NOT_IN_MODE,
    )
    fun = column(plan, "why__fun")
    assert fun.label.in_language("en") == "Why? – Fun, | or so"
    assert fun.condition == "job == 1"
    assert Missing.DONT_KNOW in fun.states
    assert column(plan, "share").decimals == 2
    assert column(plan, "place").max_length == 80
    labels = {code: text.in_language("nl") for code, text in column(plan, "job").values}
    assert labels == {1: "Ja", 2: "Nee, {nooit}", 97: "Anders, namelijk …"}


def test_the_items_of_a_grid_are_columns_that_tell_what_the_grid_asks(tmp_path: Path) -> None:
    options = '[{ code = 1, text = "Bad" }, { code = 2, text = "Good" }]'
    items = '[{ id = "a", text = "the classes", show_if = "years > 3" }, { id = "b", text = "it" }]'
    grid = f'show_if = "years > 1"\non_unknown = "hide"\noptions = {options}\nitems = {items}'
    asked = question("years", "integer", "min = 0\nmax = 9") + question("about", "grid", grid)
    head = SECTION.replace('"S"', '{ nl = "S", en = "S" }')
    plan = plan_of(instrument(tmp_path, head + asked.replace('"?"', '"What of …"')))
    assert names(plan) == ["years", "a", "b"]
    first, second = column(plan, "a"), column(plan, "b")
    assert (first.kind, first.values) == (Kind.CHOICE, second.values)
    assert first.label.in_language("en") == "What of the classes"
    assert first.condition == "(years > 1) and (years > 3)"
    assert second.condition == "years > 1"
    assert Missing.OFF_ROUTE in second.states


def test_system_columns_come_first_and_a_question_never_takes_their_name(tmp_path: Path) -> None:
    file = SECTION + single("version", 1) + single("location", 1) + single("case_code", 1)
    plan = plan_of(instrument(tmp_path, file))
    found = [one.name for one in plan.columns]
    assert found[0] == "response_id"
    assert found[-3:] == ["version", "location", "case_code"]
    assert {"session_version", "session_location", "session_case_code"} <= set(found)
    assert len(set(found)) == len(found)


def test_names_are_valid_in_spss_stata_r_and_sql_as_they_are() -> None:
    for name in ("participants", "schools", "employers"):
        plan = plan_of(load(SHIPPED / f"{name}.toml"))
        found = [one.name for one in plan.columns]
        assert all(re.fullmatch(r"[a-z][a-z0-9_]*", one) for one in found)
        assert max(map(len, found)) <= LONGEST_NAME
        table = ", ".join(f'1 AS "{one}"' for one in found)
        duckdb.execute(f"SELECT {', '.join(found)} FROM (SELECT {table})")  # noqa: S608 - our own names


def test_no_name_is_too_long_for_spss(
    tmp_path: Path,
) -> None:
    longest = "x" * 24
    options = f'options = [{{ code = "{longest}", text = "A", other = true }}]'
    plan = plan_of(instrument(tmp_path, SECTION + question(longest, "multiple", options)))
    assert max(len(one.name) for one in plan.columns) == 55


def test_two_versions_give_the_union_in_the_order_and_words_of_the_newest(tmp_path: Path) -> None:
    old = SECTION + single("a", 1, 2) + single("gone", 1) + single("b", 1)
    new = SECTION + single("new", 1) + single("a", 1, 2, 3) + single("b", 1)
    new = new.replace("option 1", "first option", 1)
    plan = plan_of(
        instrument(tmp_path, old, version="1.0"), instrument(tmp_path, new, version="1.1")
    )
    assert names(plan) == ["new", "a", "gone", "b"]
    assert [code for code, _ in column(plan, "a").values] == [1, 2, 3]
    assert column(plan, "gone").versions == ("1.0",)
    assert column(plan, "a").versions == ("1.0", "1.1")
    assert Missing.NOT_IN_VERSION in column(plan, "gone").states
    assert Missing.NOT_IN_VERSION not in column(plan, "a").states
    assert column(plan, "new").values[0][1].in_language("nl") == "first option"


def test_an_option_that_a_later_version_has_is_not_in_the_earlier_one(tmp_path: Path) -> None:
    old = SECTION + single("a", 1).replace("single", "multiple")
    new = SECTION + single("a", 1, 2).replace("single", "multiple")
    plan = plan_of(instrument(tmp_path, old), instrument(tmp_path, new, version="2"))
    assert Missing.NOT_IN_VERSION in column(plan, "a__2").states
    assert Missing.NOT_IN_VERSION not in column(plan, "a__1").states


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (single("a", 1, 2), question("a", "integer", "min = 0\nmax = 9"), "changed-type"),
        (single("a", 1, 2), single("a", 1, 2).replace("single", "multiple"), "changed-type"),
        (
            question("a", "scale", 'min = 0\nmax = 5\nlow = "l"\nhigh = "h"'),
            question("a", "scale", 'min = 0\nmax = 10\nlow = "l"\nhigh = "h"'),
            "changed-type",
        ),
        (single("a", 1, 2), single("a", 1, 3), "changed-codes"),
    ],
)
def test_a_question_that_changed_under_its_id_is_refused_with_both_versions_named(
    tmp_path: Path, old: str, new: str, code: str
) -> None:
    first = instrument(tmp_path, SECTION + old + single("same", 1), version="1.0")
    second = instrument(tmp_path, SECTION + new + single("same", 1), version="1.1")
    with pytest.raises(ExportConflict) as caught:
        plan_of(first, second)
    assert caught.value.exit_code is ExitCode.INVALID
    assert [problem.code for problem in caught.value.problems] == [code]
    assert "1.0" in str(caught.value)
    assert "1.1" in str(caught.value)


def test_a_line_of_text_may_become_a_long_text(tmp_path: Path) -> None:
    first = instrument(tmp_path, SECTION + question("a", "text", "max_length = 50"))
    second = instrument(tmp_path, SECTION + question("a", "long_text"), version="2")
    assert column(plan_of(first, second), "a").max_length == 4000


def test_names_that_clash_between_versions_are_refused(tmp_path: Path) -> None:
    """Within one version `check` refuses them."""
    old = 'options = [{ code = "x", text = "X", other = true }]'
    new = 'options = [{ code = "x", text = "X" }, { code = "x__txt", text = "Y" }]'
    one = instrument(tmp_path, SECTION + question("a", "multiple", old))
    two = instrument(tmp_path, SECTION + question("a", "multiple", new), version="1.1")
    with pytest.raises(ExportConflict, match="name-clash"):
        column_plan({one.hash: one, two.hash: two})


def test_without_any_version_there_is_nothing_to_export() -> None:
    with pytest.raises(ExportRefused):
        column_plan({})


def test_what_the_program_says_is_said_in_every_language(tmp_path: Path) -> None:
    one = instrument(tmp_path, EVERY_TYPE)
    plan = column_plan({one.hash: one}, translate=lambda language, text: f"{text} [{language}]")
    assert plan.states[Missing.REFUSED].in_language("nl") == "Prefer not to say [nl]"
    assert column(plan, "why__fun").values[1][1].in_language("en") == "Yes [en]"


def test_what_was_filled_in_is_marked_beside_its_value(tmp_path: Path) -> None:
    text = """
[[section]]
id = "s"
title = "S"
[[section.question]]
id = "tools"
type = "multiple"
options = [{ code = 1, nl = "Boor", en = "Drill" }, { code = 2, nl = "Zaag", en = "Saw" }]
text = "?"
[[section.question]]
id = "best"
type = "single"
chosen_in = "tools"
derive = "only_choice"
options = [{ code = 1, nl = "Boor", en = "Drill" }, { code = 2, nl = "Zaag", en = "Saw" }]
text = "?"
"""
    one = instrument(tmp_path, text)
    both = {"value": [1, 2]}
    records = [
        document(one, {"tools": {"value": [1]}, "best": {"value": 1, "derived": True}}),
        document(one, {"tools": both, "best": {"value": 2}}, number=2),
        document(one, {"tools": both, "best": {"missing": "left_empty"}}, number=3),
    ]
    export(records, {one.hash: one}, tmp_path / "out", ExportRequest("people", rehearsal=False))
    found = [(row["best"], row["best__derived"]) for row in rows(tmp_path / "out" / "people.csv")]
    assert found == [("1", "1"), ("2", "0"), ("-95", "-95")]


def test_what_was_typed_at_an_option_is_of_the_versions_that_ask_it(tmp_path: Path) -> None:
    typed = 'options = [{ code = 1, text = "X" }, { code = 97, text = "Y", other = true }]'
    one = instrument(tmp_path, SECTION + question("m", "multiple", typed), version="1")
    asked = question("m", "multiple", typed.replace(", other = true", ""))
    plan = plan_of(one, instrument(tmp_path, SECTION + asked, version="2"))
    assert column(plan, "m__97").versions == ("1", "2")
    assert column(plan, "m__97__txt").versions == ("1",)

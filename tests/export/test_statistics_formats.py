"""What SPSS and Stata get: every answer and state as it was given, read back by programs of other makers."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from export.answer_sets import ANSWERS
from export.export_kit import EVERY_TYPE, document, instrument
from export.readers import needs_program
from export.statistics_kit import (
    Form,
    answers_back,
    comparable,
    exported,
    printed_rows,
    pspp,
    r,
    read,
    read_by_pspp,
    read_by_readstata13,
    without_last_spaces,
)
from export.test_export_trouble import room_for
from hostile import HOSTILE
from hybridequiz.export.columns import ColumnPlan
from hybridequiz.export.errors import ExportFailed, ExportRefused
from hybridequiz.export.plan import column_plan
from hybridequiz.problems import ExitCode

FORMS: tuple[Form, ...] = ("sav", "dta")
needs_pspp = needs_program("pspp", "apt-get install pspp")
needs_readstata13 = needs_program(
    "Rscript", "apt-get install r-base-core r-cran-readstata13", "readstata13"
)
needs_r = needs_program("Rscript", "apt-get install r-base-core r-cran-haven", "haven")


Read = Callable[[Path, ColumnPlan], list[dict[str, Any]]]


def _come_back(form: Form, given_answers: list[dict[str, Any]], reader: Read) -> None:
    """Hold what is read back against what was put in."""
    days = [one["born"].get("value", "2000") for one in given_answers]
    assume(all(day > "1582-11" for day in days))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one = instrument(folder)
        documents = [document(one, answers) for answers in given_answers]
        assert not exported(one, documents, folder / "out", form)
        plan = column_plan({one.hash: one})
        found = [answers_back(row, plan) for row in reader(folder / "out" / f"people.{form}", plan)]
    expected = [without_last_spaces(one) if form == "sav" else one for one in given_answers]
    assert [comparable(one) for one in found] == [comparable(one) for one in expected]


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(given_answers=st.lists(ANSWERS, max_size=4))
def test_any_answers_are_read_back_the_same_state_by_state(
    form: Form, given_answers: list[dict[str, Any]]
) -> None:
    _come_back(form, given_answers, lambda path, _: read(path)[0])


@needs_pspp
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ANSWERS, min_size=1, max_size=8))
def test_any_answers_are_read_back_the_same_by_pspp(given_answers: list[dict[str, Any]]) -> None:
    _come_back("sav", given_answers, read_by_pspp)


@needs_readstata13
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ANSWERS, min_size=1, max_size=8))
def test_any_answers_are_read_back_the_same_by_readstata13(
    given_answers: list[dict[str, Any]],
) -> None:
    _come_back("dta", given_answers, read_by_readstata13)


@pytest.mark.parametrize("form", FORMS)
def test_labels_states_measures_and_formats_stand_with_the_variables(
    tmp_path: Path, form: Form
) -> None:
    one = instrument(tmp_path)
    records = [document(one, {"job": {"missing": "refused"}, "share": {"value": "12.50"}})]
    exported(one, records, tmp_path / "out", form, language="en")
    (row,), about = read(tmp_path / "out" / f"people.{form}")
    assert about.file_label == "People"
    assert about.column_names_to_labels["why__fun"] == "Why? – Fun, | or so"
    refused: Any = -98.0 if form == "sav" else "b"
    assert row["job"] == refused
    labels = about.variable_value_labels["job"]
    assert (labels[1], labels[2], labels[refused]) == ("Yes", "No, {never}", "Prefer not to say")
    assert about.variable_value_labels["place__miss"][-95.0] == "Left empty"
    assert about.variable_value_labels["session_mode"][row["session_mode"]] == "Interview"
    if form == "dta":
        assert about.variable_to_label["job"] == "job"
    assert about.original_variable_types["share"] == ("F8.2" if form == "sav" else "%9.2f")
    if form == "sav":
        assert about.missing_ranges["job"] == [{"lo": -99.0, "hi": -91.0}]
        assert "place__miss" not in about.missing_ranges, "why is a value there, to be counted"
        assert about.variable_measure["years"] == "scale"
        assert about.variable_measure["mark"] == "ordinal"
        assert about.variable_measure["job"] == "nominal"


ROSTER = """
[[section]]
id = "count"
title = "Aantal"
[[section.question]]
id = "children"
type = "integer"
min = 0
max = 5
text.nl = "Hoeveel kinderen?"
text.en = "How many children?"
[[section]]
id = "child"
repeat = "children"
title = "Kind"
[[section.question]]
id = "age"
type = "integer"
min = 0
max = 30
text.nl = "Hoe oud?"
text.en = "How old?"
"""


@pytest.mark.parametrize("form", FORMS)
def test_every_table_is_a_file_also_the_one_of_a_roster_without_rows(
    tmp_path: Path, form: Form
) -> None:
    one = instrument(tmp_path, ROSTER)
    exported(one, [], tmp_path / "out", form, paradata=True)
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {f"people.{form}", f"people.child.{form}", f"people-paradata.{form}"}
    assert read(tmp_path / "out" / f"people.child.{form}")[0] == []


@pytest.mark.parametrize("form", FORMS)
def test_hostile_texts_come_back_as_they_were_stored(tmp_path: Path, form: Form) -> None:
    one = instrument(tmp_path)
    texts = [*HOSTILE.values(), "x" * 40_000]
    records = [
        document(one, {"place": {"value": text}, "tell": {"value": text}}, number=number)
        for number, text in enumerate(texts)
    ]
    lost = exported(one, records, tmp_path / "out", form)
    found, _ = read(tmp_path / "out" / f"people.{form}")
    for text, row in zip(texts, found, strict=True):
        whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        whole = whole.replace("\0", "\ufffd")
        if form == "sav":
            whole = whole.encode()[:32_767].decode(errors="ignore").rstrip(" ")
        assert row["place"] == row["tell"] == whole
    told = [str(problem) for problem in lost]
    if form == "dta":
        assert not told
        return
    assert len(told) == 2
    assert "warning[text-cut]" in told[0]
    long = sum(len(text.encode("utf-16", "surrogatepass")) > 60_000 for text in texts)
    assert long == 1
    assert told[0].endswith("1 text in 'place' is too long for SPSS and was cut")


def _with_labels(label: str) -> str:
    said = json.dumps(label, ensure_ascii=False)
    return (
        EVERY_TYPE.replace('"Hebt u werk?"', said)
        .replace('nl = "Ja"', f"nl = {said}")
        .replace('title.nl = "Werk"', f"title.nl = {said}")
    )


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("label", ["é" * 200, "a" * 255 + "🙂", "漢" * 500, "'\"`$x\\\n\ty"])
def test_a_long_or_hostile_label_is_cut_between_two_characters_and_told(
    tmp_path: Path, form: Form, label: str
) -> None:
    one = instrument(tmp_path, _with_labels(label))
    lost = exported(one, [document(one, {})], tmp_path / "out", form)
    _, about = read(tmp_path / "out" / f"people.{form}")
    line = " ".join(label.split())
    size, most = (len(line.encode()), 256) if form == "sav" else (len(line), 80)
    found = about.column_names_to_labels["job"]
    codes = {problem.code for problem in lost}
    assert ("label-cut" in codes) == (size > most)
    if size <= most:
        assert found == line
    else:
        assert found.endswith("…")
        assert line.startswith(found[:-1])
        assert most - 4 <= (len(found.encode()) if form == "sav" else len(found)) <= most
    value = about.variable_value_labels["job"][1]
    assert line.startswith(value.removesuffix("…"))
    assert ("value-label-cut" in codes) == (value != line)


LONG = """
[[section]]
id = "work"
title = "Werk"
[[section.question]]
id = "a_question_with_a_long_id"
type = "multiple"
options = [
  { code = "an_option_with_a_long_id", text = "Een" },
  { code = "an_option_with_a_long_ie", text = "Twee", other = true },
]
text = "Wat?"
[[section.question]]
id = "big"
type = "decimal"
min = 0
max = 999999999999
decimals = 8
text = "Hoeveel?"
[[section.question]]
id = "born"
type = "date"
text = "Wanneer?"
""".replace("a_question_with_a_long_id", "a_question_with_long_ids")


def test_names_that_are_too_long_for_stata_stay_apart_and_keep_their_labels(tmp_path: Path) -> None:
    one = instrument(tmp_path, LONG)
    chosen = {"value": ["an_option_with_a_long_ie"], "other": {"an_option_with_a_long_ie": "x"}}
    records = [document(one, {"a_question_with_long_ids": chosen})]
    lost = exported(one, records, tmp_path / "out", "dta")
    (row,), about = read(tmp_path / "out" / "people.dta")
    new = [name for name in row if name.startswith("a_question")]
    assert len(set(new)) == 3
    assert [row[name] for name in new] == [0.0, 1.0, "x"]
    assert all(len(name) <= 32 for name in row)
    assert about.variable_value_labels[new[0]][1] == "Yes"
    assert about.variable_to_label[new[0]] == new[0]
    told = [problem.message for problem in lost if problem.code == "renamed"]
    assert len(told) == 3
    assert new[0] in told[0]
    exported(one, records, tmp_path / "out", "sav")
    (row,), _ = read(tmp_path / "out" / "people.sav")
    assert "a_question_with_long_ids__an_option_with_a_long_ie__txt" in row


@pytest.mark.parametrize("form", FORMS)
def test_what_a_number_or_a_day_of_the_program_cannot_hold_is_told_with_how_often(
    tmp_path: Path, form: Form
) -> None:
    one = instrument(tmp_path, LONG)
    values = ["123456789012.12345678", "12345678901.23456", "0.10000000", "1.2"]
    records = [
        document(one, {"big": {"value": value}, "born": {"value": "0050-01-01"}}, number=number)
        for number, value in enumerate(values)
    ]
    lost = {one.code: one.message for one in exported(one, records, tmp_path / "out", form)}
    assert lost["inexact-number"].startswith("1 number in 'big' has ")
    assert lost["day-out-of-range"].startswith("4 days in 'born' are ")
    found, _ = read(tmp_path / "out" / f"people.{form}")
    assert [row["big"] for row in found] == [float(value) for value in values]
    assert found[0]["born"] is None


@pytest.mark.parametrize("form", FORMS)
def test_the_same_answers_give_the_same_bytes_without_the_time_of_making(
    tmp_path: Path, form: Form
) -> None:
    one = instrument(tmp_path)
    records = [document(one, {"tell": {"value": "é" * 3_000}})]
    exported(one, records, tmp_path / "out", form)
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    exported(one, records, tmp_path / "out", form)
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before
    _, about = read(tmp_path / "out" / f"people.{form}")
    assert str(about.creation_time).startswith(("1980-01-01 00:00", "2080-01-01 00:00"))


@pytest.mark.parametrize("form", FORMS)
def test_a_file_that_was_saved_by_another_program_is_not_replaced(
    tmp_path: Path, form: Form
) -> None:
    import polars as pl
    import pyreadstat

    one = instrument(tmp_path)
    exported(one, [], tmp_path / "out", form)
    path = tmp_path / "out" / f"people.{form}"
    write = pyreadstat.write_sav if form == "sav" else pyreadstat.write_dta
    write(pl.DataFrame({"mine": [1.0]}), path)
    before = path.read_bytes()
    with pytest.raises(ExportRefused):
        exported(one, [], tmp_path / "out", form)
    assert path.read_bytes() == before


@pytest.mark.parametrize("form", FORMS)
def test_without_the_library_the_error_names_the_command_that_installs_it(
    tmp_path: Path, form: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = instrument(tmp_path)
    monkeypatch.setitem(sys.modules, "pyreadstat", None)
    with pytest.raises(ExportRefused) as caught:
        exported(one, [], tmp_path / "out", form)
    assert "python -m pip install 'hybridequiz[analysis]'" in caught.value.hint
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("size", [0, 100, 4_096, 8_192, 12_288, 40_000, 45_056, 49_152, 50_001])
def test_a_disk_that_fills_half_way_leaves_no_half_file(
    tmp_path: Path, form: Form, size: int
) -> None:
    one = instrument(tmp_path)
    exported(one, [], tmp_path / "out", form)
    path = tmp_path / "out" / f"people.{form}"
    before = path.read_bytes()
    many = [
        document(one, {"tell": {"value": f"{number}-é" * 50}}, number=number)
        for number in range(200)
    ]
    with room_for(size), pytest.raises(ExportFailed) as caught:
        exported(one, many, tmp_path / "out", form)
    assert caught.value.exit_code is ExitCode.STORAGE
    assert path.read_bytes() == before
    assert [one.name for one in (tmp_path / "out").iterdir()] == [path.name]


def _records(one: Any) -> list[str]:
    answers: list[dict[str, Any]] = [
        {
            "job": {"value": 97, "other": {"97": "dak\nwerk"}},
            "why": {"value": ["fun"]},
            "share": {"value": "12.50"},
            "born": {"value": "1990-02-03"},
            "place": {"value": '\'s-Gravenhage "é" 🙂'},
            "years": {"missing": "refused"},
        },
        {"job": {"missing": "dont_know"}, "tell": {"value": "漢" * 5_000}, "years": {"value": 4}},
    ]
    return [document(one, each, number=number) for number, each in enumerate(answers)]


@needs_pspp
def test_pspp_reads_the_file_with_its_labels_and_what_is_missing(tmp_path: Path) -> None:
    one = instrument(tmp_path)
    exported(one, _records(one), tmp_path, "sav", language="en")
    said = pspp(
        "GET FILE='people.sav'.\n"
        "DISPLAY DICTIONARY /VARIABLES=job share born why__fun.\n"
        "LIST /VARIABLES=job why__fun years share born born__miss place.\n"
        "FREQUENCIES /VARIABLES=years job.\n"
        "COMPUTE long = LENGTH(RTRIM(tell)).\nLIST /VARIABLES=long.\n",
        tmp_path,
    )
    assert "error" not in said
    assert "warning" not in said
    rows = printed_rows(said)
    assert ["97.00", "1", "-98", "12.50", "1990/02/03", ".", '\'s-Gravenhage "é" 🙂'] in [
        [row[0].replace("97", "97.00"), *row[1:]] for row in rows if row
    ]
    assert "Do you work?" in said
    assert "Why? – Fun, | or so" in said
    assert "-99 THRU -91" in said
    assert any(row[:1] == ["Missing"] and "Prefer not to say" in row for row in rows)
    assert ["15000.00"] in rows


@needs_r
def test_haven_reads_both_files_with_every_state(tmp_path: Path) -> None:
    one = instrument(tmp_path)
    for form in FORMS:
        exported(one, _records(one), tmp_path, form, language="en")
    said = r(
        "library(haven)\n"
        "x <- read_sav('people.sav', user_na = TRUE)\n"
        "cat(class(x$years)[1], unclass(x$years), attr(x$years, 'na_range'), is.na(x$years), '\\n')\n"
        "cat(class(x$born), format(x$born), x$born__miss, nchar(x$tell), x$place[1], '\\n')\n"
        "cat(names(attr(x$job, 'labels')), sep = '; '); cat('\\n')\n"
        "cat(attr(x$why__fun, 'label'), unclass(x$why__fun), '\\n')\n"
        "y <- read_dta('people.dta')\n"
        "cat(na_tag(y$years), y$years, na_tag(y$why__fun), class(y$born), nchar(y$tell), '\\n')\n"
        "cat(as.character(as_factor(y$years)), '\\n')\n",
        tmp_path,
    ).splitlines()
    assert said[0].split() == ["haven_labelled_spss", "-98", "4", "-99", "-91", "TRUE", "FALSE"]
    assert said[1].strip() == 'Date 1990-02-03 NA NA -95 0 5000 \'s-Gravenhage "é" 🙂'
    assert "Don’t know; Prefer not to say; Left empty; Not reached; Yes; No, {never}" in said[2]
    assert said[3].strip() == "Why? – Fun, | or so 1 -95"
    assert said[4].split() == ["b", "NA", "NA", "4", "NA", "e", "Date", "0", "5000"]
    assert said[5].strip() == "Prefer not to say 4"


@pytest.mark.parametrize(("number", "told"), [(3, 3), (4, 1)])
def test_many_labels_that_were_cut_are_told_in_one_message_with_their_names(
    tmp_path: Path, number: int, told: int
) -> None:
    questions = "".join(
        f'[[section.question]]\nid = "q{place}"\ntype = "date"\ntext = "{"x" * 100}"\n'
        for place in range(number)
    )
    head = '[[section]]\nid = "one"\ntitle = "One"\n'
    one = instrument(tmp_path, head + questions)
    lost = exported(one, [document(one, {})], tmp_path / "out", "dta")
    found = [problem.message for problem in lost if problem.code == "label-cut"]
    assert len(found) == told
    assert all(any(f"q{place}" in said for said in found) for place in range(number))

"""Rosters in exports: a table of their own, one row for every row."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from export.export_kit import rows
from hybridequiz.export.errors import ExportConflict
from hybridequiz.export.export import export
from hybridequiz.export.formats import ExportRequest
from hybridequiz.export.plan import column_plan
from hybridequiz.interview.record import response_record
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.store.answer_file import canonical
from interview.test_rosters import CHOSEN, COUNTED
from scenario import Scenario, questionnaire

CSV = ExportRequest("test", rehearsal=True, format="csv", values="both")


def exported(
    text: str, folder: Path, walk: Callable[[Scenario], object], request: ExportRequest = CSV
) -> Path:
    instrument = questionnaire(text, folder)
    person = Scenario.of(instrument)
    walk(person)
    record = response_record(person.interview, person.journal.events, person.finish())
    versions = {instrument.hash: instrument}
    export([canonical(record)], versions, folder / "out", request)
    return folder / "out"


def two_trainers(person: Scenario) -> None:
    person.answer(2).answer("An").answer(30).answer(1).answer("Bo").answer(12).answer("ja")


def test_a_roster_has_a_table_with_a_row_for_each_of_its_rows(tmp_path: Path) -> None:
    out = exported(COUNTED, tmp_path, two_trainers)
    response = "00000000-0000-4000-8000-000000000000"
    assert rows(out / "rehearsal-test.trainers.csv") == [
        {
            "response_id": response,
            "row": "1",
            "name": "An",
            "name__miss": "",
            "age": "30",
            "licence": "1",
        },
        {
            "response_id": response,
            "row": "2",
            "name": "Bo",
            "name__miss": "",
            "age": "12",
            "licence": "-96",
        },
    ]


def test_the_table_of_responses_has_no_column_of_a_row(tmp_path: Path) -> None:
    out = exported(COUNTED, tmp_path, two_trainers)
    (row,) = rows(out / "rehearsal-test.csv")
    assert (row["people"], row["adults"]) == ("2", "1")
    assert not {"name", "age", "licence", "row"} & row.keys()


def test_labels_stand_in_the_rows_too(tmp_path: Path) -> None:
    out = exported(COUNTED, tmp_path, two_trainers)
    found = [row["licence"] for row in rows(out / "rehearsal-test.trainers-labels.csv")]
    assert found == ["Ja", "Not asked"]


def test_rows_of_options_tell_the_option(tmp_path: Path) -> None:
    out = exported(
        CHOSEN,
        tmp_path,
        lambda one: one.answer([2, 97], other={97: "schaaf"}).answer(5).answer(6).answer("nee"),
    )
    found = [
        (row["row"], row["tools"], row["often"]) for row in rows(out / "rehearsal-test.uses.csv")
    ]
    assert found == [("2", "2", "5"), ("3", "97", "6")]


def test_nobody_with_rows_leaves_a_table_with_its_names_only(tmp_path: Path) -> None:
    out = exported(COUNTED, tmp_path, lambda one: one.answer(0).answer("ja"))
    names = "response_id,row,name,name__miss,age,licence\r\n"
    assert (out / "rehearsal-test.trainers.csv").read_bytes() == names.encode()


def test_a_reader_of_another_maker_joins_the_tables(tmp_path: Path) -> None:
    out = exported(COUNTED, tmp_path, two_trainers)
    query = (
        "SELECT p.people, count(*), max(t.age) FROM read_csv(?) p JOIN read_csv(?) t"
        " USING (response_id) GROUP BY p.people"
    )
    paths = [str(out / name) for name in ("rehearsal-test.csv", "rehearsal-test.trainers.csv")]
    assert duckdb.execute(query, paths).fetchall() == [(2, 2, 30)]


def test_the_codebook_says_in_which_table_a_variable_stands(tmp_path: Path) -> None:
    out = exported(COUNTED, tmp_path, two_trainers)
    tables = {row["variable"]: row["table"] for row in rows(out / "rehearsal-test-codebook.csv")}
    assert tables["people"] == ""
    assert {name: tables[name] for name in ("row", "name", "age")} == dict.fromkeys(
        ("row", "name", "age"), "trainers"
    )
    assert "## Opleiders: the table `trainers`" in (out / "rehearsal-test-codebook.md").read_text(
        "utf-8"
    )


def test_the_records_hold_the_rows(tmp_path: Path) -> None:
    request = ExportRequest("test", rehearsal=True, format="jsonl")
    out = exported(COUNTED, tmp_path, two_trainers, request)
    assert '"rosters":{"trainers":[{"answers":{"age":' in (out / "rehearsal-test.jsonl").read_text(
        "utf-8"
    )


def test_a_question_that_moved_into_a_roster_does_not_fit_in_one_table(tmp_path: Path) -> None:
    def version(text: str, number: str) -> Instrument:
        head = 'id = "test"\naudience = "people"\nlanguages = ["nl"]\ntitle = "T"\n'
        name = f"{number}.toml"
        return questionnaire(f'version = "{number}"\n{head}{text}', tmp_path, name=name)

    old = version(
        COUNTED.replace('repeat = "people"\n', "").split("row_title")[0]
        + """
[[section.question]]
id = "age"
type = "integer"
min = 0
max = 120
text = "Hoe oud?"
""",
        "1",
    )
    new = version(COUNTED, "2")
    with pytest.raises(ExportConflict, match="in each row of 'trainers'"):
        column_plan({old.hash: old, new.hash: new})


def repeated_by(source: str, folder: Path, number: str, *, field: str = "often") -> Instrument:
    """Give a version of a questionnaire that repeats one section by one of two questions, or by a second count."""
    head = f'id = "test"\nversion = "{number}"\naudience = "p"\nlanguages = ["nl"]\ntitle = "T"\n'
    counts = "".join(
        f'[[section.question]]\nid = "{name}"\ntype = "integer"\nmin = 0\nmax = 4\ntext = "?"\n'
        for name in ("people", "others")
    )
    text = CHOSEN.replace('[[section]]\nid = "uses"', f'{counts}\n[[section]]\nid = "uses"')
    text = text.replace('repeat = "tools"', f'repeat = "{source}"').replace('"often"', f'"{field}"')
    return questionnaire(head + text, folder, name=f"{number}.toml")


@pytest.mark.parametrize("field", ["often", "rare"])
def test_rows_that_are_counted_and_rows_of_options_do_not_fit_in_one_table(
    tmp_path: Path, field: str
) -> None:
    """Also where no question of the row is in both versions: the third row would be a third tool, or a third person."""
    old = repeated_by("people", tmp_path, "1")
    new = repeated_by("tools", tmp_path, "2", field=field)
    for first, last in ((old, new), (new, old)):
        with pytest.raises(ExportConflict) as caught:
            column_plan({one.hash: one for one in (first, last)})
        (problem,) = caught.value.problems
        assert (problem.code, problem.place.key) == ("changed-type", "uses")
        assert "are counted in version" in problem.message
        assert "belong to the options of 'tools' in version" in problem.message
        assert "--format jsonl" in problem.hint


def test_rows_that_another_question_counts_fit_in_one_table(tmp_path: Path) -> None:
    versions = [repeated_by(name, tmp_path, str(n)) for n, name in enumerate(("people", "others"))]
    (roster,) = column_plan({one.hash: one for one in versions}).rosters
    assert [column.name for column in roster.columns] == ["response_id", "row", "often"]

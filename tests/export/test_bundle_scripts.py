"""The scripts in a bundle read its tables as it was unpacked, by the programs that they are for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from export.bundle_kit import BUNDLE, bundled, happened, unpacked
from export.export_kit import instrument
from export.readers import needs_program
from export.statistics_kit import r, read, run_in
from hybridequiz.export.export import export
from hybridequiz.export.formats import ExportRequest
from hybridequiz.export.losses import Loss
from hybridequiz.export.pages import PagedRecords, RecordPage
from hybridequiz.interview.record import response_record
from hybridequiz.store.answer_file import canonical
from interview.test_rosters import COUNTED
from scenario import HEAD, Scenario, questionnaire

TOLD = "Eén regel,\nnog een; “en” 'zo'"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    one = instrument(tmp_path)
    answers = {"job": {"value": 1}, "tell": {"value": TOLD}, "mark": {"missing": "refused"}}
    records = [happened(one, answers), happened(one, {}, number=2)]
    return unpacked(bundled(one, records, tmp_path / "out"))


def test_a_table_whose_texts_have_line_breaks_is_there_a_second_time_for_spss(
    folder: Path,
) -> None:
    assert [path.name for path in (folder / "spss").iterdir()] == ["people.csv"]
    lines = (folder / "spss" / "people.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 3
    assert "spss/people.csv" in (folder / "import.sps").read_text(encoding="utf-8")
    assert "spss/" not in (folder / "import.R").read_text(encoding="utf-8")


@needs_program("pspp", "apt-get install pspp")
def test_pspp_reads_all_tables_by_the_script(folder: Path) -> None:
    assert not run_in(folder, "pspp", "--batch", "import.sps"), "neither error nor warning"
    rows, about = read(folder / "people.sav")
    assert [row["tell"] for row in rows] == [TOLD.replace("\n", " "), ""]
    assert [row["mark"] for row in rows] == [-98, -95]
    assert about.variable_value_labels["job"][1] == "Ja"
    assert (folder / "people-paradata.sav").exists()


@needs_program("Rscript", "apt-get install r-base-core r-cran-haven", "haven")
def test_r_reads_all_tables_by_the_script(folder: Path) -> None:
    code = (
        'source("import.R", chdir = TRUE); '
        'cat(nrow(people), unclass(people$mark), people$tell[1], exists("people_paradata"))'
    )
    assert r(code, folder).strip() == f"2 -98 -95 {TOLD} TRUE"


NAMED = [
    *((word, word) for word in ("text", "number", "codes", "states", "read_codes", "c", "list")),
    *((word, f"{word}.") for word in ("function", "repeat")),
]


def trained(folder: Path, *, name: str, roster: str) -> Path:
    """Unpack a bundle of a questionnaire of this name, with a roster of two rows."""
    text = HEAD.replace('id = "test"', f'id = "{name}"') + COUNTED.replace("trainers", roster)
    one = questionnaire(text, folder)
    person = Scenario.of(one)
    person.answer(2).answer("An").answer(30).answer(1).answer("Bo").answer(12).answer("ja")
    record = response_record(person.interview, person.journal.events, person.finish())
    line = canonical(record).replace('"rehearsal":true', '"rehearsal":false')
    return unpacked(bundled(one, [line], folder / "out", replace(BUNDLE, questionnaire=name)))


@needs_program("Rscript", "apt-get install r-base-core r-cran-haven", "haven")
@pytest.mark.parametrize("roster", ["remarks", "consents", "checks", "actions", "paradata"])
def test_r_has_a_data_frame_for_every_table_whatever_a_section_is_called(
    roster: str, tmp_path: Path
) -> None:
    folder = trained(tmp_path, name="sysid", roster=roster)
    tables = [path.stem for path in folder.glob("sysid*.csv")]
    code = f"""
    source("import.R", chdir = TRUE)
    frames <- ls(pattern = "^sysid")
    stopifnot(all(sapply(mget(frames), is.data.frame)))
    cat(frames, nrow(get(grep("[.]{roster}$", frames, value = TRUE))))
    """
    said = r(code, folder).split()
    assert said[-1] == "2"
    assert sorted(said[:-1]) == sorted(one.replace("-", "_") for one in tables)


@needs_program("Rscript", "apt-get install r-base-core r-cran-haven", "haven")
@pytest.mark.parametrize(("name", "frame"), NAMED)
def test_r_reads_a_questionnaire_whatever_it_is_called_and_nothing_else_stays(
    name: str, frame: str, tmp_path: Path
) -> None:
    folder = trained(tmp_path, name=name, roster="function")
    code = f"""
    before <- c(ls(all.names = TRUE), "before")
    source("import.R", chdir = TRUE)
    made <- mget(setdiff(ls(all.names = TRUE), before))
    stopifnot(all(sapply(made, is.data.frame)), made[["{frame}"]]$people == 2)
    cat(names(made))
    """
    assert {frame, f"{name}.function"} < set(r(code, folder).split())


def early(folder: Path, *, kept: bool = False) -> tuple[Path, list[Loss]]:
    """Give a bundle with days before and after the first that SPSS knows, and what was told of it."""
    one = instrument(folder)
    said: list[dict[str, str]] = [
        {"value": "1582-10-14"},
        {"value": "1582-10-15"},
        {"value": "0099-01-01"},
        {"missing": "refused"},
    ]
    records = [happened(one, {"born": day}, number=number) for number, day in enumerate(said, 1)]
    told: list[Loss] = []
    request = ExportRequest("people", rehearsal=False, format="bundle")
    pages = [RecordPage(0, len(records), "mark", lambda: records)]
    paged = PagedRecords(folder / "kept", pages, list) if kept else None
    versions = {one.hash: one}
    (path,) = export(records, versions, folder / "out", request, lost=told.append, paged=paged)
    return unpacked(path), told


@pytest.mark.parametrize("kept", [False, True])
def test_days_that_are_too_early_for_spss_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, kept: bool
) -> None:
    monkeypatch.setattr("hybridequiz.export.pages.LEAST", 0)
    _, told = early(tmp_path, kept=kept)
    assert [(one.code, one.column, one.number) for one in told] == [("day-out-of-range", "born", 2)]
    assert told[0].message == (
        "2 days in 'born' are too early for SPSS: import.sps leaves them empty"
    )


@needs_program("pspp", "apt-get install pspp")
def test_days_that_are_too_early_are_no_errors_in_pspp(tmp_path: Path) -> None:
    folder, _ = early(tmp_path)
    assert not run_in(folder, "pspp", "--batch", "import.sps"), "neither error nor warning"
    rows, _ = read(folder / "people.sav")
    assert [str(row["born"] or "") for row in rows] == ["", "1582-10-15", "", ""]

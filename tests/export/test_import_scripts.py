"""The scripts that read the tables in codes give in SPSS and R what `.sav` gives; for Stata their form is looked at."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from export.readers import needs_program
from export.statistics_kit import r, read, run_in
from hybridequiz.batch.fill import Kept, fill
from hybridequiz.batch.lines import read_lines
from hybridequiz.export.columns import Table
from hybridequiz.export.csv_writer import csv_rows
from hybridequiz.export.export import export
from hybridequiz.export.formats import ExportRequest, Job, answers_and_consents
from hybridequiz.export.lines import has_breaks, write_joined
from hybridequiz.export.list_words import ListWords
from hybridequiz.export.plan import column_plan
from hybridequiz.export.record import Record
from hybridequiz.export.scripts import import_scripts
from hybridequiz.export.source import Spool
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.store.data import DataFolder
from hybridequiz.store.fieldwork import Fieldwork
from lookups import SCHOOLS
from scenario import questionnaire

needs_pspp = needs_program("pspp", "apt-get install pspp")
needs_r = needs_program("Rscript", "apt-get install r-base-core r-cran-haven", "haven")

HOSTILE_LABEL = (
    'a\'b "c" "\'d\'" `e\' `"f" $g ${{h}} \\i \\` \\$ é漢🙂 <k> // l /* m */ * n . %s {{o}}'
)
WIDE = """
id = "wide"
version = "1"
audience = "people"
languages = ["nl"]
title = HOSTILE

[[section]]
id = "s"
title = "S"

[[section.question]]
id = "status"
type = "single"
missing = ["dont_know"]
options = [
  { code = "current", text = "Nu" },
  { code = "stopped", text = HOSTILE, other = true },
]
text = HOSTILE

[[section.question]]
id = "school"
type = "lookup"
list = "schools.csv"
missing = ["refused"]
text = "Welke school?"

[[section.question]]
id = "at"
type = "time"
missing = ["dont_know"]
text = "Hoe laat?"

[[section.question]]
id = "born"
type = "date"
partial = true
missing = ["refused"]
text = "Geboren?"

[[section.question]]
id = "day"
type = "date"
missing = ["refused"]
text = "Welke dag?"

[[section.question]]
id = "first"
type = "ranking"
min_ranked = 1
options = [{ code = "x", text = "X" }, { code = "y", text = "Y" }]
missing = ["dont_know"]
text = "Wat eerst?"

[[section.question]]
id = "share"
type = "decimal"
min = 0
max = 100
decimals = 2
missing = ["dont_know"]
text = "Hoeveel?"

[[section.question]]
id = "mark"
type = "scale"
min = 0
max = 10
low = "Laag"
high = "Hoog"
text = "Cijfer?"

[[section.question]]
id = "tools"
type = "multiple"
options = [{ code = 1, text = "Zaag" }, { code = 2, text = "Boor" }]
missing = ["dont_know"]
text = "Gereedschap?"

[[section.question]]
id = "tell"
type = "long_text"
text = "Vertel."

[[section]]
id = "uses"
title = "Gebruik"
repeat = "tools"
row_title = "{row}"

[[section.question]]
id = "often"
type = "integer"
min = 0
max = 9
missing = ["dont_know"]
text = "Hoe vaak?"
""".replace("HOSTILE", json.dumps(HOSTILE_LABEL, ensure_ascii=False))
LINES: list[dict[str, object]] = [
    {
        "status": "stopped",
        "status.stopped": '\'n "ding", ja',
        "school": "00AB",
        "at": "9:05",
        "born": "1990-02",
        "day": "2026-01-31",
        "first": ["y", "x"],
        "share": 12.5,
        "mark": 10,
        "tools": [1, 2],
        "tell": 'een\ntwee; drie, "vier" 🙂\r\n',
        "uses": {"1": {"often": 3}, "2": {"often": {"missing": "dont_know"}}},
    },
    {
        "status": {"missing": "dont_know"},
        "school": {"missing": "refused"},
        "at": {"missing": "dont_know"},
        "born": {"missing": "refused"},
        "day": {"missing": "refused"},
        "first": {"missing": "dont_know"},
        "share": {"missing": "dont_know"},
        "tools": {"missing": "dont_know"},
        "tell": "=1+1",
    },
    {"status": "current", "mark": 0},
]


@dataclass(frozen=True)
class Made:
    """What the scripts are given, and the same as `.sav` and `.dta`."""

    folder: Path
    job: Job
    tables: list[Table]
    scripts: dict[str, str]

    @property
    def names(self) -> list[str]:
        return [f"wide{table.ending}" for table in self.tables]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("scripts")
    (folder / "schools.csv").write_text(SCHOOLS, encoding="utf-8")
    one = questionnaire(WIDE, folder)
    fieldwork = Fieldwork(DataFolder(folder / "data"))
    lines = "\n".join(json.dumps(line) for line in LINES).encode()
    done = list(fill(fieldwork, one, read_lines(io.BytesIO(lines))))
    assert all(isinstance(each, Kept) for each in done), done
    documents = [document for _, document in fieldwork.data.live.documents("wide")]
    for form in ("sav", "dta"):
        request = ExportRequest("wide", rehearsal=False, format=form, paradata=True)
        export(documents, {one.hash: one}, folder / form, request)
    return _laid_out(folder / "csv", one, documents)


def _laid_out(folder: Path, one: Instrument, documents: list[str]) -> Made:
    """Lay out the tables in codes with the scripts, as a bundle does."""
    folder.mkdir()
    request = ExportRequest("wide", rehearsal=False, paradata=True)
    job = Job(request, column_plan({one.hash: one}), {one.hash: one}, "nl")
    readings = [*answers_and_consents(job), job.beside.actions(), job.beside.remarks()]
    (folder / "spool").mkdir()
    spool = Spool(folder / "spool", readings)
    spool.fill(Record.read(document) for document in documents)
    source = ListWords(spool, job.language)
    for table in source.tables:
        with (folder / f"wide{table.ending}.csv").open("w", encoding="utf-8", newline="") as file:
            write = csv_rows(file)
            for row in (table.names, *source.rows(table)):
                write(row)
        assert has_breaks(source, table) == (table.id == "")
        write_joined(folder / f"wide{table.ending}-lines.csv", source, table)
    tables = list(source.tables)
    scripts = import_scripts(
        job,
        tables,
        lambda table: f"wide{table.ending}.csv",
        lambda table: f"wide{table.ending}-lines.csv",
    )
    for name, text in scripts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return Made(folder, job, tables, scripts)


@needs_pspp
def test_import_sps_runs_in_pspp_and_gives_what_the_sav_gives(made: Made) -> None:
    assert not run_in(made.folder, "pspp", "--batch", "import.sps"), "neither error nor warning"
    for name in made.names[:3]:
        found, about = read(made.folder / f"{name}-lines.sav")
        expected, wanted = read(made.folder.parent / "sav" / f"{name}.sav")
        for row in expected:
            for cell in ("tell",):
                if cell in row:
                    row[cell] = re.sub(r"[\r\n]", " ", row[cell]).rstrip(" ")
        assert found == expected
        for part in (
            "column_names_to_labels",
            "variable_value_labels",
            "missing_ranges",
            "variable_measure",
        ):
            assert getattr(about, part) == getattr(wanted, part), (name, part)
    sets = read(made.folder / "wide-lines.sav")[1].mr_sets
    assert sets["tools"]["variable_list"] == ["tools__1", "tools__2"]


@needs_pspp
def test_a_column_that_has_a_word_of_spss_as_its_name_is_called_otherwise(made: Made) -> None:
    run_in(made.folder, "pspp", "--batch", "import.sps")
    rows, _ = read(made.folder / "wide-actions-lines.sav")
    assert {"by_x", "kind", "number"} <= rows[0].keys()


COMPARED = """
source("import.R")
same <- function(name, made) {
  wanted <- haven::read_sav(file.path("..", "sav", paste0(name, ".sav")), user_na = TRUE)
  stopifnot(identical(names(made), names(wanted)), nrow(made) == nrow(wanted))
  for (column in names(wanted)) {
    left <- made[[column]]
    right <- wanted[[column]]
    stopifnot(identical(attr(left, "label"), attr(right, "label")))
    if (is.character(right)) {
      stopifnot(identical(sub(" +$", "", as.vector(left)), as.vector(right)))
    } else {
      stopifnot(isTRUE(all.equal(as.numeric(left), as.numeric(right))))
      labels <- attr(right, "labels")
      stopifnot(identical(sort(attr(left, "labels")), sort(labels)) || is.null(labels))
      stopifnot(identical(as.numeric(attr(left, "na_range")), as.numeric(attr(right, "na_range"))))
    }
  }
  cat(name, class(made$share)[1], "is the same\\n")
}
same("wide", wide)
same("wide.uses", wide.uses)
same("wide-paradata", wide_paradata)
cat(attr(wide$status, "measure"), attr(wide$share, "measure"), class(wide$day), "\\n")
"""


@needs_r
@pytest.mark.parametrize("with_haven", [True, False])
def test_import_r_gives_what_haven_reads_of_the_sav_also_without_haven(
    made: Made, with_haven: bool
) -> None:
    masked = "" if with_haven else "requireNamespace <- function(...) FALSE\n"
    said = r(masked + COMPARED, made.folder).splitlines()
    kind = "haven_labelled_spss" if with_haven else "numeric"
    assert said == [
        f"wide {kind} is the same",
        "wide.uses NULL is the same",
        "wide-paradata NULL is the same",
        "nominal scale Date ",
    ]


@needs_r
def test_import_r_runs_by_itself_in_any_locale(made: Made) -> None:
    assert made.scripts["import.R"].isascii()
    assert not run_in(made.folder, "env", "LC_ALL=C", "Rscript", "import.R")


TEXT = r"`\"(?:[^\"`$]|\"(?!')|`macval\(words\)')*\"'"
NAME = r"[a-z][a-z0-9_]{0,31}"
COMMANDS = [
    r"\*.*",
    r"version 14|set more off|clear|drop csv__text",
    (
        rf"import delimited( {NAME})+ using {TEXT}, delimiters\(\",\"\) rowrange\(2\) varnames\(nonames\)"
        r" stringcols\(_all\) bindquotes\(strict\) maxquotedrows\(unlimited\) encoding\(\"UTF-8\"\)"
    ),
    rf"generate double {NAME} = (real|daily|clock)\([a-z_0-9]+(, \"(YMD|hm)\")?\)( if inlist\(.*\))?",
    rf"replace {NAME} = \"\d*\" if (!missing\({NAME}\)|{NAME} == \"[a-z0-9_]+\")",
    rf"rename {NAME} csv__text",
    rf"format {NAME} %(td|tcHH:MM:SS|12\.\d+f)",
    rf"destring( {NAME})+, replace",
    rf"recast double( {NAME})+",
    rf"mvdecode( {NAME})+, mv\(-99=\.a( \\ -9\d=\.[b-i]){{8}}\)",
    rf"order( {NAME})+",
    rf"label (data|variable {NAME}) {TEXT}",
    rf"label define {NAME} (\.[a-i]|-?\d+) {TEXT}, add",
    rf"label values ({NAME}) \1",
    r"local words = (\"[^\"`$]*\"|char\((96|36|34)\))( \+ (\"[^\"`$]*\"|char\((96|36|34)\)))*",
    rf"save {TEXT}, replace|use {TEXT}, clear",
]


def test_every_command_of_import_do_has_a_form_that_stata_knows(made: Made) -> None:
    script = re.sub(r" ///\n +", " ", made.scripts["import.do"])
    for line in filter(None, script.splitlines()):
        assert any(re.fullmatch(form, line) for form in COMMANDS), line


def test_import_do_names_variables_and_labels_as_the_dta_does(made: Made) -> None:
    script = re.sub(r" ///\n +", " ", made.scripts["import.do"])
    for name, part in zip(made.names, script.split("\nclear\n")[1:], strict=True):
        if not (made.folder.parent / "dta" / f"{name}.dta").exists():
            continue
        _, about = read(made.folder.parent / "dta" / f"{name}.dta")
        order = re.search(r"^order (.*)$", part, re.MULTILINE)
        assert order is not None
        assert order[1].split() == about.column_names
        for variable, labels in about.variable_value_labels.items():
            planned = re.findall(rf"^label define {variable} (\S+) ", part, re.MULTILINE)
            assert {one.removeprefix(".") for one in planned} == {str(code) for code in labels}


@pytest.mark.parametrize("name", ["import.sps", "import.R", "import.do"])
def test_a_hostile_label_is_nowhere_taken_for_a_command(
    made: Made, name: str, read_label: Callable[[str, str], str]
) -> None:
    expected = HOSTILE_LABEL.replace("{{", "{").replace("}}", "}")
    found = read_label(name, made.scripts[name])
    if name == "import.do":
        expected = expected.replace("\"'", "”'").replace('`"', "`”")
    assert found == expected


@pytest.fixture
def read_label() -> Callable[[str, str], str]:
    """Give what reads the label of `status` as the language of a script does."""

    def of(name: str, script: str) -> str:
        if name == "import.sps":
            command = re.search(r"^VARIABLE LABELS status\n((?:  .*\n)+)", script, re.MULTILINE)
            assert command is not None
            literals = re.findall(r"'((?:[^']|'')*)'", command[1])
            return "".join(literals).replace("''", "'")
        if name == "import.R":
            command = re.search(r'"status" = .*?label = "((?:[^"\\]|\\.)*)"', script)
            assert command is not None
            escaped = re.sub(r"\\U([0-9a-f]{8})", r"\\U\1", command[1])
            return str(json.loads(f'"{_pairs(escaped)}"'))
        command = re.search(r"^local words = (.*)\nlabel variable status", script, re.MULTILINE)
        assert command is not None
        parts = re.findall(r'"([^"]*)"|char\((\d+)\)', command[1])
        return "".join(text or chr(int(code)) for text, code in parts)

    return of


def _pairs(text: str) -> str:
    r"""Write `\U` as JSON does: as a pair of surrogates."""

    def pair(found: re.Match[str]) -> str:
        encoded = chr(int(found[1], 16)).encode("utf-16-be").hex()
        return f"\\u{encoded[:4]}\\u{encoded[4:]}"

    return re.sub(r"\\U([0-9a-f]{8})", pair, text)


@pytest.mark.parametrize("form", ["sav", "dta"])
def test_named_codes_lists_times_and_partial_dates_have_a_place_in_both(
    made: Made, form: str
) -> None:
    rows, about = read(made.folder.parent / form / f"wide.{form}")
    by_status = {row["status"]: row for row in rows}
    first, second = by_status[2.0], by_status[-99.0 if form == "sav" else "a"]
    assert set(by_status) == {1.0, 2.0, second["status"]}
    assert about.variable_value_labels["status"][1] == "Nu"
    assert (first["school"], first["school__label"]) == ("00AB", "Zadkine Rotterdam")
    assert (second["school"], second["school__miss"]) == ("", -98.0)
    assert about.variable_value_labels["school__miss"][-98.0] == "Prefer not to say"
    assert str(first["at"]).endswith("09:05:00")
    assert (second["at"], second["at__miss"]) == (None, -99.0)
    assert (str(first["day"]), second["day"], second["day__miss"]) == ("2026-01-31", None, -98.0)
    assert (first["born"], first["born__prec"]) == ("1990-02", 2.0)
    assert (second["born"], second["born__miss"]) == ("", -98.0)
    assert (first["first__x"], first["first__y"]) == (2.0, 1.0)
    table, _ = read(made.folder.parent / form / f"wide.uses.{form}")
    refused = -99.0 if form == "sav" else "a"
    assert [(row["tools"], row["often"]) for row in table] == [(1.0, 3.0), (2.0, refused)]


@needs_r
def test_haven_reads_times_and_named_codes_of_the_dta(made: Made) -> None:
    said = r(
        "x <- haven::read_dta('../dta/wide.dta')\n"
        "cat(sort(format(x$at, '%H:%M')), as.character(haven::as_factor(x$status))[3], '\\n')\n"
        "cat(sort(haven::na_tag(x$status)), class(x$day), '\\n')\n",
        made.folder,
    )
    assert "09:05" in said
    assert said.endswith("a Date \n")

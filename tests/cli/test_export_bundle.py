"""The bundle by the command: what it gives without a format, from small stores and large, and what may not be in it."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest

from cli import test_paradata
from cli.command_line import Invoke
from cli.test_paradata import GONE, NO, PEOPLE, YES, fill
from export.bundle_kit import faults, files_in, package, unpacked
from hybridequiz.export import pages
from hybridequiz.store import reading
from hybridequiz.store.clock import SystemClock

LINES = '{"mark": 7, "why": "CANARY", "_remarks": {"mark": "WREN"}}\n{"mark": 3, "why": "=1+1"}\n'
CONTACT = """
[[section.question]]
id = "again"
type = "single"
consent = "recontact"
grants = [1]
options = [{ code = 1, text = "Yes" }, { code = 2, text = "No" }]
text = { en = "May we call?", nl = "Mogen wij bellen?" }
"""


@pytest.fixture
def _asks_for_recontact(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(test_paradata, "PEOPLE", PEOPLE + CONTACT)


@pytest.fixture(autouse=True)
def _by_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be day, and always the same moment."""
    monkeypatch.setattr(SystemClock, "now", lambda _self: "2026-02-03T10:00:00+01:00")


def contents(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as bundle:
        return {name: bundle.read(name) for name in bundle.namelist()}


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def test_without_a_format_it_is_one_zip_that_is_valid(invoke: Invoke, folder: Path) -> None:
    invoke("fill", "small", "-", typed=LINES)
    result = invoke("export", "--out", "out")
    assert result.exit_code == 0
    assert [Path(line).name for line in result.stdout.splitlines()] == ["small.zip"]
    assert [path.name for path in (folder / "out").iterdir()] == ["small.zip"]
    found = contents(folder / "out" / "small.zip")
    assert [row["mark"] for row in table(found["small.csv"])] == ["7", "3"]
    assert [row["remark"] for row in table(found["small-remarks.csv"])] == ["WREN"]
    assert {row["question"] for row in table(found["small-paradata.csv"])} == {"mark", "why"}
    for beside in ("small-actions.csv", "small-paradata.csv"):
        assert b"CANARY" not in found[beside]
    assert faults(unpacked(folder / "out" / "small.zip")) == []


def test_a_large_store_gives_the_same_bytes_as_a_small_one(
    invoke: Invoke, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("polars", reason="python -m pip install polars")
    invoke("fill", "small", "-", typed=LINES * 5)
    invoke("export", "small", "--values", "both", "--out", "out")
    first = (folder / "out" / "small.zip").read_bytes()
    monkeypatch.setattr(pages, "LEAST", 1)
    monkeypatch.setattr(reading, "SIZE", 2)
    for _ in range(2):
        invoke("export", "small", "--values", "both", "--out", "out")
        assert (folder / "out" / "small.zip").read_bytes() == first
    assert list((folder / "data").rglob("*.arrow")), "it was read from pages"


def test_for_a_purpose_the_bundle_has_only_what_was_permitted(invoke: Invoke, folder: Path) -> None:
    fill(invoke, folder, YES, NO, GONE)
    done = invoke("export", "people", "--for", "quotation", "--out", "out")
    assert "people: 1 response" in done.stderr
    found = contents(folder / "out" / "people.zip")
    [row] = table(found["people.csv"])
    assert (row["words"], row["more"], row["more__miss"]) == ("ROBIN", "", "-91")
    assert not [name for name, content in found.items() if b"SECRET" in content]
    assert faults(unpacked(folder / "out" / "people.zip")) == []


def in_workbook(content: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return "\n".join(
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
    )


@pytest.mark.usefixtures("_asks_for_recontact")
def test_what_it_was_exported_for_stands_in_codebooks_description_and_log(
    invoke: Invoke, folder: Path
) -> None:
    fill(invoke, folder, {**YES, "again": 1})
    texts = [f"{digit * 8}" for digit in "ba"]
    left_out = [part for text in texts for part in ("--not-under", text)]
    use = ("--for", "recontact", *left_out, "--language", "en")
    done = invoke("export", "people", *use, "--out", "out")
    assert done.exit_code == 0, done.stderr
    said = [
        "Only responses with consent to be contacted again.",
        "A consent that was given under one of these texts does not count: aaaaaaaa, bbbbbbbb.",
    ]
    assert all(one in " ".join(done.stderr.split()) for one in said)
    found = contents(folder / "out" / "people.zip")
    books = {name: found[name].decode() for name in ("codebook.md", "codebook.html", "README.txt")}
    books["codebook.xlsx"] = in_workbook(found["codebook.xlsx"])
    assert [name for name, book in books.items() if not all(one in book for one in said)] == []
    out = unpacked(folder / "out" / "people.zip")
    assert package(out)["description"].split("\n\n") == said
    assert faults(out) == []
    [logged] = json.loads(invoke("exports", "--json").stdout)["exports"]
    assert logged["options"].split(" --")[1:] == [
        "language en",
        "for recontact",
        "not-under aaaaaaaa",
        "not-under bbbbbbbb",
    ]
    swapped = ("--not-under", texts[1], "--not-under", texts[0], *use[:2], *use[-2:])
    invoke("export", "people", *swapped, "--out", "again")
    assert (folder / "again" / "people.zip").read_bytes() == (
        folder / "out" / "people.zip"
    ).read_bytes()


@pytest.mark.usefixtures("_asks_for_recontact")
@pytest.mark.parametrize(
    ("purpose", "said"),
    [
        ("participation", "Alleen interviews met toestemming om mee te doen."),
        ("quotation", "Alleen interviews met toestemming om te citeren;"),
        ("recontact", "Alleen interviews met toestemming om nog eens contact op te nemen."),
    ],
)
def test_every_purpose_is_said_in_the_language_of_the_labels(
    invoke: Invoke, folder: Path, purpose: str, said: str
) -> None:
    fill(invoke, folder, {**YES, "again": 1})
    use = ("--for", purpose, "--language", "nl", "--format", "csv")
    assert invoke("export", "people", *use, "--out", "out").exit_code == 0
    assert said in (folder / "out" / "people-codebook.md").read_text(encoding="utf-8")


def test_who_refused_is_in_a_bundle_that_is_valid(invoke: Invoke, folder: Path) -> None:
    fill(invoke, folder, YES, GONE)
    invoke("export", "people", "--values", "both", "--language", "nl", "--out", "out")
    out = unpacked(folder / "out" / "people.zip")
    assert faults(out) == []
    readme = (out / "LEESMIJ.txt").read_text(encoding="utf-8")
    assert {name for name in files_in(out) if name != "LEESMIJ.txt" and name not in readme} == set()


def test_rehearsals_say_so_in_the_bundle(invoke: Invoke, folder: Path) -> None:
    invoke("fill", "participants", "-", typed='{"consent": 2, "_language": "en"}\n')
    invoke("export", "--rehearsal", "--language", "en", "--out", "out")
    out = unpacked(folder / "out" / "rehearsal-participants.zip")
    assert "rehearsals" in (out / "README.txt").read_text(encoding="utf-8").splitlines()[1]
    assert package(out)["description"] == "These are rehearsals, no real answers."
    assert faults(out) == []


def test_a_program_reads_what_was_chosen_in_the_language_of_the_labels(
    invoke: Invoke, folder: Path
) -> None:
    fill(invoke, folder, YES)
    invoke("export", "people", "--language", "nl", "--out", "out")
    assert "description" not in package(unpacked(folder / "out" / "people.zip"))
    chosen = ("--from", "2026-01-02", "--version", "1")
    result = invoke("export", "people", *chosen, "--language", "nl", "--out", "part")
    assert result.exit_code == 0, result.output
    out = unpacked(folder / "part" / "people.zip")
    assert package(out)["description"] == (
        "Alleen interviews die op 2026-01-02 of later zijn begonnen.\n\n"
        "Alleen interviews met de versie: 1."
    )
    assert faults(out) == []


def test_a_program_reads_what_was_withheld(invoke: Invoke, folder: Path) -> None:
    invoke("fill", "small", "-", typed=LINES * 20)
    result = invoke("export", "--public", "--out", "out")
    assert result.exit_code == 0, result.output
    out = unpacked(folder / "out" / "small-public.zip")
    said = package(out)["description"].split("\n\n")
    readme = (out / "README.txt").read_text(encoding="utf-8").splitlines()
    assert said
    assert said == readme[1 : 1 + len(said)]
    assert faults(out) == []


def test_a_description_for_archives_is_one_file(invoke: Invoke, folder: Path) -> None:
    invoke("fill", "small", "-", typed=LINES)
    for _ in range(2):
        result = invoke("export", "--format", "ddi", "--out", "out")
        assert result.exit_code == 0, result.stderr
    assert [path.name for path in (folder / "out").iterdir()] == ["small-ddi.xml"]
    assert b"CANARY" not in (folder / "out" / "small-ddi.xml").read_bytes()


ESSAY = """
id = "essay"
version = "1"
audience = "people"
languages = ["en"]
title = "Essay"

[[section]]
id = "s"
title = "S"

[[section.question]]
id = "tell"
type = "long_text"
max_length = 20000
text = "%s"
""" % ("Tell us all of it. " * 20)


@pytest.mark.parametrize(
    ("language", "number", "told"),
    [
        (
            "en",
            2,
            """\
essay: warning[text-cut] 2 texts in 'tell' are too long for import.sps, which cuts them in SPSS
  hint: nothing is cut in the tables of the bundle
""",
        ),
        (
            "nl",
            1,
            """\
essay: waarschuwing[text-cut] 1 tekst in ‘tell’ is te lang voor import.sps en wordt in SPSS afgekapt
  tip: in de tabellen van de bundel is niets afgekapt
""",
        ),
    ],
)
@pytest.mark.parametrize("least", [1_000, 1])
def test_texts_that_its_script_for_spss_cuts_are_told_and_labels_are_not(
    invoke: Invoke,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    least: int,
    language: str,
    number: int,
    told: str,
) -> None:
    pytest.importorskip("polars", reason="python -m pip install polars")
    monkeypatch.setattr(pages, "LEAST", least)
    monkeypatch.setenv("LANG", f"{language}.UTF-8")
    (folder / "questionnaires" / "essay.toml").write_text(ESSAY, encoding="utf-8")
    lines = [f'{{"tell": "{text}"}}\n' for text in ["é" * 16_383, *["é" * 16_384] * number]]
    done = invoke("fill", "essay", "-", typed="".join(lines))
    assert done.exit_code == 0, done.output
    result = invoke("export", "essay", "--out", "out")
    assert told in result.stderr
    assert result.stderr.count("[") == 1
    assert bool(list((folder / "data").rglob("*.arrow"))) == (least == 1)

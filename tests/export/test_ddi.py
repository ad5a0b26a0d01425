"""The description for archives: valid by the published schema, and true of the tables."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from export.answer_sets import ANSWERS
from export.bundle_kit import bundled, happened, unpacked
from export.export_kit import EVERY_TYPE, instrument, rows
from export.readers import needs_program
from hostile import HOSTILE
from hybridequiz.export.export import export
from hybridequiz.export.formats import ExportRequest
from hybridequiz.interview.record import response_record
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.states import EXPORT_CODES
from hybridequiz.store.answer_file import canonical
from interview.test_rosters import COUNTED
from scenario import Scenario, questionnaire

DDI = ExportRequest("people", rehearsal=False, format="ddi", paradata=True)
NAME = "{ddi:codebook:2_5}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
SCHEMA = os.environ.get("DDI_SCHEMA", "")
PUBLISHED: Final = (
    "DDI_SCHEMA does not name codebook.xsd: take DDI-Codebook 2.5 with the schemas that it imports"
    " from ddialliance.org, unpack it anywhere, and set DDI_SCHEMA to schemas/codebook.xsd in it"
)
ORDER: Final = {
    "codeBook": "docDscr stdyDscr fileDscr dataDscr otherMat",
    "citation": "titlStmt rspStmt prodStmt distStmt serStmt verStmt biblCit holdings notes",
    "titlStmt": "titl subTitl altTitl parTitl IDNo",
    "fileTxt": "fileName fileCitation fileCont fileStrc dimensns fileType format notes",
    "dimensns": "caseQnty varQnty logRecL recPrCas recNumTot",
    "dataDscr": "varGrp nCubeGrp var nCube notes",
    "var": "location labl imputation security embargo respUnit anlysUnit qstn valrng invalrng undocCod universe"
    " TotlResp sumStat txt stdCatgry catgryGrp catgry codInstr verStmt concept derivation varFormat geoMap catLevel"
    " notes",
    "catgry": "catValu labl txt catStat mrow",
    "varGrp": "labl txt concept defntn universe notes",
}
"""What the specification says of the order of elements in an element."""


def described(
    one: Instrument, records: list[str], out: Path, request: ExportRequest = DDI
) -> ET.Element:
    (path,) = export(records, {one.hash: one}, out, request)
    return ET.parse(path).getroot()  # noqa: S314 - our own document


def variables(root: ET.Element) -> dict[str, ET.Element]:
    return {one.get("ID", ""): one for one in root.iter(f"{NAME}var")}


def texts(element: ET.Element, tag: str) -> dict[str, str]:
    return {one.get(LANGUAGE, ""): one.text or "" for one in element.iter(f"{NAME}{tag}")}


def frequencies(variable: ET.Element) -> dict[str, int]:
    return {
        one.findtext(f"{NAME}catValu", ""): int(one.findtext(f"{NAME}catStat", "0"))
        for one in variable.iter(f"{NAME}catgry")
    }


def sums(variable: ET.Element) -> dict[str, str]:
    return {one.get("type", ""): one.text or "" for one in variable.iter(f"{NAME}sumStat")}


def check_structure(root: ET.Element) -> None:
    """Look at what the specification asks of every document: order, ids, and what refers to them."""
    assert root.tag == f"{NAME}codeBook"
    assert root.get("version") == "2.5"
    for element in root.iter():
        assert element.tag.startswith(NAME)
        order = ORDER.get(element.tag.removeprefix(NAME), "").split()
        if order:
            places = [order.index(child.tag.removeprefix(NAME)) for child in element]
            assert places == sorted(places), element.tag
    ids = [one.get("ID") for one in root.iter() if one.get("ID")]
    assert len(ids) == len(set(ids))
    for element in root.iter():
        for name in ("files", "var"):
            assert set(element.get(name, "").split()) <= set(ids)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ANSWERS, max_size=4))
def test_what_it_counts_is_what_stands_in_the_tables(given_answers: list[dict[str, Any]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one = instrument(folder)
        records = [happened(one, each, number=n) for n, each in enumerate(given_answers, 1)]
        root = described(one, records, folder / "out")
        check_structure(root)
        export(records, {one.hash: one}, folder / "csv", ExportRequest("people", rehearsal=False))
        table = rows(folder / "csv" / "people.csv")
        found = variables(root)
        states = set(map(str, EXPORT_CODES.values()))
        for column in ("job", "why__fun", "years", "mark", "place__miss", "share", "born"):
            cells = [row[column] for row in table]
            variable = found[f"V.{column}"]
            counted = frequencies(variable)
            for code, number in Counter(cells).items():
                assert counted.get(code, number) == number
                assert code in counted or code not in states
            valid = [cell for cell in cells if cell and cell not in states]
            assert sums(variable)["vald"] == str(len(valid))
            assert sums(variable)["invd"] == str(len(cells) - len(valid))
            if column in ("years", "share") and valid:
                ends = (min(valid, key=float), max(valid, key=float))
                assert (sums(variable)["min"], sums(variable)["max"]) == ends


def test_a_variable_has_its_question_codes_bounds_and_condition_in_every_language(
    tmp_path: Path,
) -> None:
    intro = 'text.nl = "Hoeveel jaar?"'
    more = (
        f'before.nl = "Nu uw werk."\nbefore.en = "Now your work."\ninstruction = "Heel."\n{intro}'
    )
    one = instrument(tmp_path, EVERY_TYPE.replace(intro, more))
    root = described(one, [happened(one, {"years": {"value": 7}})], tmp_path / "out")
    years = variables(root)["V.years"]
    assert texts(years, "qstnLit") == {"nl": "Hoeveel jaar?", "en": "How many years?"}
    assert texts(years, "preQTxt") == {"nl": "Nu uw werk.", "en": "Now your work."}
    assert texts(years, "ivuInstr") == {"nl": "Heel.", "en": "Heel."}
    bounds = years.find(f"{NAME}valrng/{NAME}range")
    assert bounds is not None
    assert (bounds.get("min"), bounds.get("max")) == ("0", "60")
    universe = texts(years, "universe")
    assert "‘Hebt u werk?’" in universe["nl"]
    assert "‘Do you work?’ (job) is “Yes” or “No" in universe["en"]
    conditions = [one.text for one in years.iter(f"{NAME}notes") if one.get("type") == "condition"]
    assert conditions == ["(not refused(job)) and (job in [1, 2])"]
    assert years.findtext(f"{NAME}verStmt/{NAME}version") == "1.0"
    job = variables(root)["V.job"]
    first = job.find(f"{NAME}catgry")
    assert first is not None
    assert texts(first, "labl") == {"nl": "Ja", "en": "Yes"}
    missing = {
        each.findtext(f"{NAME}catValu"): each.get("missType")
        for each in job.iter(f"{NAME}catgry")
        if each.get("missing") == "Y"
    }
    assert missing["-99"] == "dont_know"
    (group,) = [each for each in root.iter(f"{NAME}varGrp") if each.get("type") == "multipleResp"]
    assert group.get("var") == "V.why__money V.why__fun V.why__other V.why__other__txt"


def test_the_table_of_a_roster_is_a_file_of_its_own(tmp_path: Path) -> None:
    one = questionnaire(COUNTED, tmp_path)
    person = Scenario.of(one)
    for answer in (2, "An", 30, 1, "Bo", 12, "ja"):
        person.answer(answer)
    record = response_record(person.interview, person.journal.events, person.finish())
    request = ExportRequest("test", rehearsal=True, format="ddi")
    root = described(one, [canonical(record)], tmp_path / "out", request)
    check_structure(root)
    cases = {
        each.findtext(f"{NAME}fileTxt/{NAME}fileName"): each.findtext(f".//{NAME}caseQnty")
        for each in root.iter(f"{NAME}fileDscr")
    }
    assert cases == {"rehearsal-test.csv": "1", "rehearsal-test.trainers.csv": "2"}
    assert sums(variables(root)["V.trainers.age"]) == {
        "vald": "2",
        "invd": "0",
        "min": "12",
        "max": "30",
    }


def test_the_same_answers_give_the_same_document_again(tmp_path: Path) -> None:
    one = instrument(tmp_path)
    records = [happened(one, {})]
    for name in ("a", "b"):
        described(one, records, tmp_path / name)
    first, second = (tmp_path / name / "people-ddi.xml" for name in ("a", "b"))
    assert first.read_bytes() == second.read_bytes()


def hostile(folder: Path) -> tuple[Instrument, list[str]]:
    """Give a questionnaire whose own texts are as bad as its file takes, and answers that are worse."""
    words = "a \\u0007\\u001b[31m <b>&amp; ]]> {{x}} \\uFFFE \\U0001F642"
    one = instrument(folder, EVERY_TYPE.replace("Waar?", words))
    records = [
        happened(one, {"place": {"value": text}}, number=number, remarks={"job": text})
        for number, text in enumerate(HOSTILE.values(), 1)
    ]
    return one, records


def test_characters_that_xml_cannot_have_are_replaced(tmp_path: Path) -> None:
    one, records = hostile(tmp_path)
    root = described(one, records, tmp_path / "out")
    check_structure(root)
    label = texts(variables(root)["V.place"], "qstnLit")["nl"]
    assert label == "a \ufffd\ufffd[31m <b>&amp; ]]> {x} \ufffd 🙂"


@needs_program("xmllint", "apt-get install libxml2-utils")
def test_another_maker_finds_the_document_well_formed(tmp_path: Path) -> None:
    one, records = hostile(tmp_path)
    out = unpacked(bundled(one, records, tmp_path / "bundle"))
    described(one, records, tmp_path / "out")
    for path in (out / "ddi.xml", tmp_path / "out" / "people-ddi.xml"):
        run = subprocess.run(["xmllint", "--noout", "--nonet", str(path)], check=False)
        assert run.returncode == 0


@needs_program("xmllint", "apt-get install libxml2-utils")
@pytest.mark.skipif(not Path(SCHEMA).is_file(), reason=PUBLISHED)
def test_the_document_is_valid_by_the_published_schema(tmp_path: Path) -> None:
    one, records = hostile(tmp_path)
    out = unpacked(bundled(one, records, tmp_path / "bundle"))
    described(one, records, tmp_path / "out")
    for path in (out / "ddi.xml", tmp_path / "out" / "people-ddi.xml"):
        run = subprocess.run(
            ["xmllint", "--noout", "--nonet", "--schema", SCHEMA, str(path)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 0, run.stderr

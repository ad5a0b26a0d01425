"""The report for other programs: JSON with everything, and a tidy table in CSV."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from io import StringIO
from pathlib import Path

from hybridequiz.questionnaire.texts import Text
from hybridequiz.report.csv_report import COLUMNS, csv_report
from hybridequiz.report.figures import Figure, Report
from hybridequiz.report.json_report import json_report
from hybridequiz.values import replace
from report.report_kit import SATISFIED, golden_report, hidden, main_part, share, table, total

CANARIES = (7919, 6997)


def rows(report: Report, language: str = "nl") -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(csv_report(report, language), newline="")))


def leaves(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        for one in value.values():
            yield from leaves(one)
    elif isinstance(value, list):
        for one in value:
            yield from leaves(one)
    else:
        yield value


def told(value: object) -> Iterator[object]:
    """Give all that a value of a report holds, as JSON has it."""
    if isinstance(value, Text):
        yield from (wording for _, wording in value)
    elif isinstance(value, Decimal):
        yield format(value, "f")
    elif isinstance(value, tuple):
        for one in value:
            yield from told(one)
    elif hasattr(value, "__shape__"):
        for one in vars(value).values():
            yield from told(one)
    else:
        yield value


def test_everything_of_the_report_is_in_the_json() -> None:
    report = golden_report()
    said = set(leaves(json.loads(json_report(report))))
    wanted = {
        one
        for part in (
            report.title,
            report.audiences,
            report.claims,
            report.differences,
            report.notes,
        )
        for one in told(part)
    }
    for one in report.tables:
        wanted |= set(told((one.parts, one.rows, one.base, one.condition, one.notes, one.versions)))
    assert wanted - said <= {""}


def test_json_has_a_figure_for_every_part_and_says_what_is_hidden() -> None:
    for one in json.loads(json_report(golden_report()))["indicators"]:
        for row in one["rows"]:
            assert [figure["part"] for figure in row["figures"]] == [
                part["id"] for part in one["parts"]
            ]
            for figure in row["figures"]:
                assert figure["hidden"] == row["hidden"] == (row["base"] is None)
                rest = {
                    key: value for key, value in figure.items() if key not in ("part", "hidden")
                }
                assert not row["hidden"] or set(rest.values()) == {None}


def test_json_is_sorted_and_the_same_every_time() -> None:
    first = json_report(golden_report())
    again = json.dumps(json.loads(first), ensure_ascii=False, indent=2, sort_keys=True)
    assert first == json_report(golden_report()) == f"{again}\n"


def test_csv_has_a_line_for_every_figure_in_the_order_of_the_report() -> None:
    report = golden_report()
    wanted = [
        (one.indicator.id, row.line, part.id)
        for one in report.tables
        for row in (*one.rows, *one.modes)
        for part in one.parts
    ]
    found = [one for one in rows(report) if one["indicator"]]
    assert [(one["indicator"], one["line"], one["part"]) for one in found] == wanted


def test_csv_has_a_line_for_every_answer_and_reason_and_for_a_question_that_is_hidden() -> None:
    report = golden_report()
    found = [one for one in rows(report) if one["question"]]
    assert {one["question"] for one in found} == {one.question for one in report.distributions}
    assert [one["count"] for one in found if one["part"] == "dont_know"] == ["2"]
    assert [one["hidden"] for one in found if one["question"] == "p_stay"] == ["1"]
    assert [one["mean"] for one in found if one["question"] == "s_hours"] == ["3.6", "2", "3", "5"]


def test_csv_has_a_line_for_every_fact_of_who_answered_and_none_of_what_is_hidden() -> None:
    found = {
        (one["line"], one["part"]): (one["base"], one["count"], one["percent"], one["hidden"])
        for one in rows(golden_report())
        if one["kind"] == "fact"
    }
    assert found["participants", "responses"] == ("", "50", "", "0")
    assert found["participants", "complete"] == ("50", "46", "92", "0")
    assert found["participants", "mode_self"] == ("", "30", "", "0")
    assert found["participants", "dont_know"] == ("", "", "4", "0")
    assert found["participants", "dont_know_climate"] == ("31", "5", "16", "0")
    assert found["employers", "organisations"] == ("", "14", "", "0")
    assert ("participants", "organisations") not in found
    for line in (
        ("schools", "organisations"),
        ("schools", "version_1.0"),
        ("employers", "complete"),
        ("employers", "without_organisation"),
    ):
        assert found[line] == ("", "", "", "1")


def test_csv_has_the_response_of_audiences_places_and_groups_with_the_base_of_every_rate() -> None:
    found = {
        (one["line"], one["part"]): (one["base"], one["count"], one["percent"], one["hidden"])
        for one in rows(golden_report())
        if one["kind"] in ("response", "rate")
    }
    assert found["participants", "invited"] == ("", "72", "", "0")
    assert found["participants/session_location/2", "response_rate"] == ("42", "21", "50", "0")
    assert found["participants/status/former", "response_rate"] == ("42", "27", "64", "0")
    assert found["participants/progress", ""] == ("", "", "", "1")
    assert ("schools", "invited") not in found
    assert ("schools", "response_rate") not in found
    assert not [line for line, _ in found if line.startswith("participants/progress/")]


def test_csv_has_the_numbers_with_points_whatever_the_language() -> None:
    for language in ("nl", "en"):
        found = {
            (one["indicator"], one["line"], one["part"]): one
            for one in rows(golden_report(), language)
        }
        satisfied = found["I01", "participants", ""]
        wanted = {"base": "50", "count": "47", "percent": "94", "low": "89.2", "high": "96.7"}
        wanted |= {"population": "72"}
        assert {key: satisfied[key] for key in wanted} == wanted
        assert found["I03", "participants", ""]["mean"] == "8.1"
        assert found["I24", "schools/location/1", ""]["bound"] == "at_most"


def test_the_page_for_admins_names_every_column() -> None:
    page = (Path(__file__).parents[2] / "docs" / "report.md").read_text("utf-8")
    section = page.partition("## CSV")[2].partition("## JSON")[0]
    heads = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    assert tuple(re.findall(r"`(\w+)`", "".join(heads))) == COLUMNS


def test_csv_lines_end_as_rfc_4180_says() -> None:
    text = csv_report(golden_report(), "nl")
    assert text.startswith(",".join(COLUMNS) + "\r\n")
    assert text.count("\n") == text.count("\r\n")


def test_a_spreadsheet_takes_no_name_for_a_formula_and_a_negative_number_stays_one() -> None:
    name = Text({"": "=1+1"})
    indicator = replace(SATISFIED, name=name, count="a", minus="b")
    row = replace(total("participants", 50, Figure(base=50, percent=-4)), name=name)
    report = replace(
        golden_report(),
        tables=(table(indicator, "participants", (main_part(indicator),), row),),
    )
    line = rows(report)[0]
    assert (line["name"], line["group"], line["part_name"]) == ("'=1+1",) * 3
    assert line["percent"] == "-4"


def test_nothing_of_a_hidden_row_is_in_json_or_csv() -> None:
    spilled = replace(
        hidden("participants/location/1", Text({"": "Nowhere"})),
        figures=(share(CANARIES[1], CANARIES[0]),),
        dont_know=CANARIES[1],
    )
    whole = total("participants", 50, share(47, 50))
    report = replace(
        golden_report(),
        tables=(table(SATISFIED, "participants", (main_part(SATISFIED),), whole, spilled),),
    )
    for text in (json_report(report), csv_report(report, "nl")):
        assert "Nowhere" in text
        assert not [one for one in CANARIES if str(one) in text]

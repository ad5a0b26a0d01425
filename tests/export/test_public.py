"""What may leave: nobody is found in it, whatever is known of them, and nothing of what is dropped is anywhere."""

from __future__ import annotations

import json
import re
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, get_args

import duckdb
import pyreadstat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from export.export_kit import canonical, document, instrument, rows
from hybridequiz.export.errors import ExportRefused
from hybridequiz.export.export import export
from hybridequiz.export.formats import ExportRequest, FormatName
from hybridequiz.questionnaire.instrument import Instrument

LEAST = 5
STUDY = f"""\
id = "study"
languages = ["nl", "en"]
title.nl = "Studie"
title.en = "Study"
threshold = {{ public = {LEAST}, internal = 5 }}

[[location]]
code = 1
nl = "Noord"
en = "North"

[[location]]
code = 2
nl = "Zuid"
en = "South"
"""
OPTIONS = """options = [
  { code = 1, nl = "Een", en = "One" },
  { code = 2, nl = "Twee", en = "Two" },
]
text = "?"
"""
QUESTIONS = f"""
study = "study.toml"

[[section]]
id = "whole"
title.nl = "Alles"
title.en = "All"

[[section.question]]
id = "member"
type = "single"
{OPTIONS}
[[section.question]]
id = "size"
type = "single"
identifying = true
show_if = "member == 1"
{OPTIONS}
[[section.question]]
id = "first"
type = "computed"
gives = "yes_no"
value = "size == 1"
text = "?"

[[section.question]]
id = "more"
type = "single"
show_if = "size == 1"
{OPTIONS}
[[section.question]]
id = "other"
type = "single"
{OPTIONS}
"""
ASKED = ("member", "size", "more", "other")
UNITS = ("session_location", "started", "member", "size", "first")
MONTHS = ("2026-02", "2026-03")

Person = Mapping[str, str]
"""What a table without secrets would have of somebody: by column."""


def person(
    location: int, month: str, said: Sequence[int], reached: int, *, version: str = "1.0"
) -> Person:
    """Give what somebody would have who says these numbers and breaks off after so many questions."""
    cells: dict[str, str] = {}
    for place, (name, value) in enumerate(zip(ASKED, said, strict=True)):
        route = {"size": cells.get("member") == "1", "more": cells.get("size") == "1"}
        on_route = route.get(name, True)
        cells[name] = ("-94" if place >= reached else str(value)) if on_route else "-96"
        if name == "size":
            known = cells["size"] in ("1", "2")
            cells["first"] = str(int(cells["size"] == "1")) if known else cells["size"]
    return {
        **cells,
        "session_location": str(location),
        "started": month,
        "version": version,
    }


EVERYBODY = sorted(
    {
        canonical(person(location, month, said, reached))
        for location, month in product((1, 2), MONTHS)
        for said in product((1, 2), repeat=len(ASKED))
        for reached in (0, 1, 2, len(ASKED))
    }
)
PEOPLE = st.lists(
    st.tuples(
        st.sampled_from((1, 1, 1, 2)),
        st.sampled_from((MONTHS[0], *MONTHS)),
        st.tuples(*([st.sampled_from((1, 1, 2))] * len(ASKED))),
        st.sampled_from((4, 4, 4, 4, 4, 4, 0, 1, 2)),
    ).map(lambda drawn: person(*drawn)),
    min_size=LEAST,
    max_size=45,
)


def asked(folder: Path, text: str = QUESTIONS, **named: str) -> Instrument:
    (folder / "study.toml").write_text(STUDY, encoding="utf-8")
    return instrument(folder, text, **named)


STATES = {"-94": "not_reached", "-96": "off_route"}


def record(of: Instrument, one: Person, number: int) -> str:
    answers: dict[str, Any] = {}
    for name in (*ASKED, "first"):
        cell = one[name]
        answers[name] = {"missing": STATES[cell]} if cell in STATES else {"value": int(cell)}
    text = document(of, answers, number=number, location=int(one["session_location"]))
    return text.replace("2026-02-03T", f"{one['started']}-{number % 28 + 1:02}T")


@cache
def asked_of_all() -> Instrument:
    with tempfile.TemporaryDirectory() as name:
        return asked(Path(name))


def exported(folder: Path, people: Sequence[Person]) -> list[dict[str, str]]:
    of = asked_of_all()
    records = [record(of, one, number) for number, one in enumerate(people, 1)]
    out = folder / "out"
    request = ExportRequest("people", rehearsal=False, public=True)
    try:
        export(records, {of.hash: of}, out, request)
    except ExportRefused:
        return []
    return rows(out / "people-public.csv")


def matches(row: Mapping[str, str], one: Person) -> bool:
    """Tell whether a row can be of somebody: what is shown is theirs."""
    return all(
        row[name] == cell or row[name] == "-91" or (name == "started" and not row[name])
        for name, cell in one.items()
        if name in row
    )


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(PEOPLE)
def test_whoever_knows_all_that_identifies_somebody_finds_enough_rows_or_none(
    people: list[Person],
) -> None:
    """By brute force over everybody that there could be: also what can be concluded from the other answers."""
    with tempfile.TemporaryDirectory() as name:
        found = exported(Path(name), people)
    could_be = [
        frozenset(_known(one) for one in map(json.loads, EVERYBODY) if matches(row, one))
        for row in found
    ]
    for target in {_known(one) for one in people if not _left_out(one, people)}:
        number = sum(target in possible for possible in could_be)
        assert number == 0 or number >= LEAST, target
    for row in found:
        alike = [other for other in found if _known(other) == _known(row)]
        assert len(alike) >= LEAST


def _left_out(one: Person, people: Sequence[Person]) -> bool:
    """Tell whether too few broke off as early as somebody did."""
    return sum(_reached(other) == _reached(one) for other in people) < LEAST


def _reached(one: Person) -> int:
    """Count the identifying questions before the first that was not reached."""
    cells = [one[name] for name in ASKED]
    return min(2, cells.index("-94")) if "-94" in cells else 2


def _known(one: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(one[name] for name in UNITS)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(PEOPLE, st.randoms())
def test_the_order_of_the_responses_and_their_ids_are_nowhere_in_it(
    people: list[Person], random: Any
) -> None:
    shuffled = list(people)
    random.shuffle(shuffled)
    with tempfile.TemporaryDirectory() as name, tempfile.TemporaryDirectory() as other:
        assert exported(Path(name), people) == exported(Path(other), shuffled)


def test_what_follows_from_a_withheld_answer_is_withheld_with_it(tmp_path: Path) -> None:
    common = [person(1, MONTHS[0], (1, 2, 1, number % 2 + 1), 4) for number in range(12)]
    rare = person(1, MONTHS[0], (1, 1, 2, 1), 4)
    found = exported(tmp_path, [*common, rare])
    assert len(found) == 13
    assert all(row["size"] == row["first"] == row["more"] == "-91" for row in found)
    assert all(row["other"] in ("1", "2") and row["member"] == "1" for row in found)
    assert {row["session_location"] for row in found} == {"1"}
    book = (tmp_path / "out" / "people-public-codebook.md").read_text(encoding="utf-8")
    assert f"ten minste {LEAST}" in book or f"at least {LEAST}" in book
    assert "values withheld: 13" in book


def test_of_too_few_responses_nothing_leaves(tmp_path: Path) -> None:
    of = asked(tmp_path)
    one = person(1, MONTHS[0], (1, 1, 1, 1), 4)
    records = [record(of, one, number) for number in range(1, LEAST)]
    request = ExportRequest("people", rehearsal=False, public=True)
    with pytest.raises(ExportRefused, match="at least 5 responses must be alike"):
        export(records, {of.hash: of}, tmp_path / "out", request)
    assert not (tmp_path / "out").exists()


TYPED = (
    QUESTIONS
    + """
[[section.question]]
id = "place"
type = "text"
max_length = 80
text = "?"

[[section.question]]
id = "job"
type = "single"
options = [
  { code = 1, nl = "Ja", en = "Yes" },
  { code = 97, nl = "Anders", en = "Other", other = true },
]
text = "?"

[[section.question]]
id = "born"
type = "date"
text = "?"

[[section.question]]
id = "days"
type = "computed"
gives = "integer"
value = "today() - born"
text = "?"

[[section.question]]
id = "moved"
type = "date"
partial = true
text = "?"

[[section.question]]
id = "people"
type = "integer"
min = 0
max = 3
text = "?"

[[section]]
id = "person"
title.nl = "Persoon"
title.en = "Person"
repeat = "people"

[[section.question]]
id = "age"
type = "integer"
min = 0
max = 99
identifying = true
text = "?"

[[section.question]]
id = "adult"
type = "single"
show_if = "age >= 18"
options = [{ code = 1, nl = "Ja", en = "Yes" }, { code = 2, nl = "Nee", en = "No" }]
text = "?"

[[section.question]]
id = "likes"
type = "single"
options = [{ code = 1, nl = "Ja", en = "Yes" }, { code = 2, nl = "Nee", en = "No" }]
text = "?"
"""
)


def typed_records(of: Instrument, number: int = 12) -> Iterator[str]:
    one = person(1, MONTHS[0], (1, 2, 1, 1), 4)
    for place in range(1, number + 1):
        data = json.loads(record(of, one, place))
        said = {
            "place": "CANARY-PLACE",
            "born": f"1990-07-{place + 10}",
            "days": 13_000 + place,
            "moved": "2019-11-23",
            "people": 1,
        }
        data["answers"] |= {name: {"value": value} for name, value in said.items()}
        data["answers"]["job"] = {"value": 97, "other": {"97": "CANARY-JOB"}}
        inside = {"age": {"value": 71}, "adult": {"value": 1}, "likes": {"value": 2}}
        for name in inside:
            del data["answers"][name]
        data["rosters"] = {"person": [{"row": 1, "answers": inside}]}
        data["session"] |= {"interviewer": "CANARY-I7", "case": "CANARY-CASE"}
        data["remarks"] = {"job": "CANARY-REMARK"}
        data["confirmed"] = [{"question": "job", "check": 1, "reason": "CANARY-REASON"}]
        yield canonical(data)


def content(path: Path) -> bytes:
    """Give all that is in a file, also where it is packed."""
    packed = b""
    if path.suffix == ".parquet":
        packed = str(duckdb.read_parquet(str(path)).fetchall()).encode()
        packed += str(
            duckdb.execute("FROM parquet_kv_metadata(?)", [str(path)]).fetchall()
        ).encode()
    if path.suffix in (".sav", ".dta"):
        read = pyreadstat.read_sav if path.suffix == ".sav" else pyreadstat.read_dta
        frame, about = read(path, output_format="dict")
        packed = f"{frame} {vars(about)}".encode()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            packed = b"".join(archive.read(name) for name in archive.namelist())
    return path.read_bytes() + packed


@pytest.mark.parametrize("form", get_args(FormatName))
def test_nothing_of_what_is_dropped_is_in_any_file(tmp_path: Path, form: Any) -> None:
    of = asked(tmp_path, TYPED)
    records = list(typed_records(of))
    request = ExportRequest("people", rehearsal=False, format=form, values="both", public=True)
    paths = export(records, {of.hash: of}, tmp_path / "out", request)
    whole = b"".join(map(content, paths))
    assert form == "ddi" or (b"1990-07" in whole and b"2019-11" in whole)
    gone = [
        "CANARY",
        "ABCD",
        "-4000-8000-",
        "1990-07-",
        "2019-11-",
        "2026-02-",
        ",71,",
        ":71",
        "13001",
    ]
    assert [one for one in gone if one.encode() in whole] == []
    assert {path.name for path in paths} == {p.name for p in (tmp_path / "out").iterdir()}


@pytest.mark.parametrize("form", get_args(FormatName))
def test_no_file_speaks_of_tables_that_may_not_leave(tmp_path: Path, form: Any) -> None:
    of = asked(tmp_path, TYPED)
    request = ExportRequest("people", rehearsal=False, format=form, values="both", public=True)
    paths = export(list(typed_records(of)), {of.hash: of}, tmp_path / "out", request)
    whole = b"".join(map(content, paths))
    beside = ["remarks", "checks", "actions", "paradata", "consents", "consent-texts"]
    endings = [f"people-public-{one}" for one in beside]
    assert [one for one in endings if one.encode() in whole] == []
    assert [path.name for path in paths if any(one in path.name for one in beside)] == []
    if form == "bundle":
        with zipfile.ZipFile(paths[0]) as bundle:
            tables = [name for name in bundle.namelist() if re.match("people-public", name)]
        ends = ("", ".person", "-labels", ".person-labels")
        assert sorted(tables) == sorted(f"people-public{end}.csv" for end in ends)


def test_what_identifies_in_a_row_is_always_withheld_and_the_rest_of_the_row_is_there(
    tmp_path: Path,
) -> None:
    of = asked(tmp_path, TYPED)
    request = ExportRequest("people", rehearsal=False, public=True)
    export(list(typed_records(of)), {of.hash: of}, tmp_path / "out", request)
    found = rows(tmp_path / "out" / "people-public.person.csv")
    assert len(found) == 12
    assert {row["response_id"] for row in found} == {str(one) for one in range(1, 13)}
    assert all(row["age"] == row["adult"] == "-91" and row["likes"] == "2" for row in found)


def test_rows_of_a_roster_go_where_their_number_tells_of_what_is_withheld(tmp_path: Path) -> None:
    text = TYPED.replace(
        'id = "people"\ntype = "integer"', 'id = "people"\nidentifying = true\ntype = "integer"'
    )
    of = asked(tmp_path, text)
    records = list(typed_records(of))
    records[:LEAST] = [one.replace("2026-02", "2026-03") for one in records[:LEAST]]
    rare = json.loads(records[0])
    rare["answers"]["people"] = {"value": 2}
    rare["rosters"]["person"].append({**rare["rosters"]["person"][0], "row": 2})
    records[0] = canonical(rare)
    request = ExportRequest("people", rehearsal=False, public=True)
    export(records, {of.hash: of}, tmp_path / "out", request)
    found = rows(tmp_path / "out" / "people-public.csv")
    gone = {row["response_id"] for row in found if row["people"] == "-91"}
    assert len(gone) == LEAST
    inside = rows(tmp_path / "out" / "people-public.person.csv")
    assert not gone & {row["response_id"] for row in inside}
    assert len(inside) == 12 - LEAST


TRIP = f"""
study = "study.toml"

[[section]]
id = "whole"
title = "All"

[[section.question]]
id = "job"
type = "integer"
min = 1
max = 3
identifying = true
text = "?"

[[section.question]]
id = "n"
type = "integer"
min = 0
max = 3
text = "?"

[[section]]
id = "trip"
title = "Trip"
repeat = "n"
show_if = "SHOWN"
on_unknown = "hide"

[[section.question]]
id = "far"
type = "single"
{OPTIONS}
"""


def travellers(of: Instrument, jobs: Sequence[int], places: Sequence[int]) -> Iterator[str]:
    """Give records of whom the third job, or the second place, gives rows."""
    for number, (job, place) in enumerate(zip(jobs, places, strict=True), 1):
        answers = {"job": {"value": job}, "n": {"value": 2}}
        data = json.loads(document(of, answers, number=number, location=place))
        del data["answers"]["far"]
        there = (1, 2) if job == 3 or place == 2 else ()
        data["rosters"] = {
            "trip": [{"row": row, "answers": {"far": {"value": 1}}} for row in there]
        }
        yield canonical(data)


@pytest.mark.parametrize(
    ("shown", "jobs", "places"),
    [
        ("job == 3", [1] * 14 + [2] * 4 + [3], [1] * 19),
        ("session_location == 2", [1] * 19, [1] * 18 + [2]),
    ],
)
def test_rows_of_a_roster_go_with_the_answer_that_they_stand_behind(
    tmp_path: Path, shown: str, jobs: list[int], places: list[int]
) -> None:
    of = asked(tmp_path, TRIP.replace("SHOWN", shown))
    records = list(travellers(of, jobs, places))
    request = ExportRequest("people", rehearsal=False, public=True)
    export(records, {of.hash: of}, tmp_path / "out", request)
    assert rows(tmp_path / "out" / "people-public.trip.csv") == []
    found = rows(tmp_path / "out" / "people-public.csv")
    name = "job" if "job" in shown else "session_location"
    gone = sum(row[name] == "-91" for row in found)
    assert gone in (5, 19)
    book = rows(tmp_path / "out" / "people-public-codebook.csv")
    (counted,) = {one["withheld"] for one in book if one["variable"] == "row"}
    assert counted == str(gone), "it is counted of whom rows are withheld, not how many rows"


DAYS = """
study = "study.toml"

[[section]]
id = "whole"
title = "All"

[[section.question]]
id = "now"
type = "computed"
gives = "date"
value = "today()"
text = "?"

[[section.question]]
id = "late"
type = "computed"
gives = "yes_no"
value = 'today() >= date("2026-02-15")'
text = "?"

[[section.question]]
id = "more"
type = "integer"
min = 0
max = 9
show_if = "late == 1"
text = "?"

[[section.question]]
id = "born"
type = "date"
text = "?"

[[section.question]]
id = "age"
type = "computed"
gives = "integer"
value = "years_between(born, today())"
text = "?"

[[section.question]]
id = "moved"
type = "date"
check = [{ that = "this <= today()", text = "!" }]
text = "?"
"""


def test_the_day_of_the_session_is_told_by_no_answer_that_follows_from_it(tmp_path: Path) -> None:
    of = asked(tmp_path, DAYS)
    answers = {
        "now": {"value": "2026-02-03"},
        "late": {"value": 0},
        "more": {"missing": "off_route"},
        "born": {"value": "1990-07-02"},
        "age": {"value": 35},
        "moved": {"value": "2025-12-01"},
    }
    records = [document(of, answers, number=one, location=1) for one in range(1, 9)]
    records[:3] = [one.replace("2026-02-03T", "2026-03-03T") for one in records[:3]]
    request = ExportRequest("people", rehearsal=False, public=True)
    export(records, {of.hash: of}, tmp_path / "out", request)
    found = rows(tmp_path / "out" / "people-public.csv")
    assert {row["started"] for row in found} == {""}, "too few began in March"
    told = ("now__miss", "more", "born__miss", "age", "moved__miss")
    assert {tuple(row[name] for name in told) for row in found} == {("-91",) * 5}
    assert "late" not in found[0], "it is computed from days, and might say which"
    records[:3] = [one.replace("2026-03-03T", "2026-02-03T") for one in records[:3]]
    request = ExportRequest("people", rehearsal=False, public=True)
    export(records, {of.hash: of}, tmp_path / "out", request)
    found = rows(tmp_path / "out" / "people-public.csv")
    assert {tuple(row[name] for name in told) for row in found} == {("-91", "-91", "-91", "35", "")}
    assert {row["moved"] for row in found} == {"2025-12"}

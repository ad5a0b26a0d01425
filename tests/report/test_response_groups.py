"""The response by groups: on the right base or without a rate, all groups of a breakdown or none."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from cases.kit import STUDY, study
from hybridequiz.cli.commands.export import translate
from hybridequiz.cli.kinds import LIVE
from hybridequiz.cli.program import program
from hybridequiz.cli.reporting import responses_to
from hybridequiz.interview.answers import Answer
from hybridequiz.interview.dispositions import Disposition
from hybridequiz.interview.events import Json
from hybridequiz.problems import ExitCode
from hybridequiz.questionnaire.load import examine_study
from hybridequiz.questionnaire.states import Missing, Value
from hybridequiz.questionnaire.study_file import StudyFile
from hybridequiz.questionnaire.texts import Text
from hybridequiz.report.figures import Level
from hybridequiz.report.hiding import hidden_groups
from hybridequiz.report.response import (
    AudienceResponse,
    BrokenDown,
    Cell,
    NoRate,
    Rate,
    ResponseLine,
    ResponseTable,
    Source,
)
from hybridequiz.report.response_grouping import known_groups
from hybridequiz.report.response_groups import (
    Cut,
    Groups,
    KnownBreakdowns,
    KnownGroup,
    KnownGroups,
    Seen,
    broken_down,
    hidden_breakdowns,
    with_groups,
)
from hybridequiz.report.response_json import response_json
from hybridequiz.report.response_source import known_response, response_table
from hybridequiz.report.response_view import response_view
from hybridequiz.report.suppression import Rules
from hybridequiz.store.data import DataFolder
from hybridequiz.store.field_book import Attempt, Case, Standing, fold_case
from hybridequiz.store.fieldwork import Fieldwork
from hybridequiz.store.setup import Setup
from report.kept_study import Kept
from report.report_kit import golden_report
from report.test_method import QUESTIONS as QUESTIONS_BY_SORT
from report.test_method import STUDY as STUDY_BY_SORT
from report.test_method import answers

AGES = """
[[breakdown]]
id = "age"
name.en = "Age"
name.nl = "Leeftijd"
groups = [
  { id = "young", where = "age < 30", name = { en = "Young", nl = "Jong" } },
  { id = "old", where = "age >= 30", name = { en = "Old", nl = "Oud" } },
]
"""
Answers = tuple[Value | Missing, ...]
RULES = Rules(10)


def whole(age: int) -> Answers:
    return (1, age, frozenset({1}), "merel")


def half(age: int) -> Answers:
    return (1, age, Missing.LEFT_EMPTY, Missing.LEFT_EMPTY)


@pytest.fixture
def fieldwork(tmp_path: Path) -> Iterator[Fieldwork]:
    with Fieldwork(DataFolder(tmp_path / "data")) as fieldwork:
        yield fieldwork


def study_with(tmp_path: Path, invited: str = "") -> StudyFile:
    path = tmp_path / "study" / "study.toml"
    path.write_text(f"{STUDY}{AGES}{invited}", encoding="utf-8")
    _, found, problems = examine_study(path)
    assert not problems
    assert found is not None
    return found


class Field:
    """People who are interviewed, and the response by groups that comes of it."""

    def __init__(self, tmp_path: Path, fieldwork: Fieldwork) -> None:
        self._people = study(tmp_path / "study")["people"]
        self._fieldwork = fieldwork

    def listed(self, number: int, age: int | None, prefix: str) -> list[str]:
        """Put cases on the list, of which an age may be known."""
        known: dict[str, Json] = {} if age is None else {"age": {"value": age}}
        cases = [Case(f"{prefix}-{one:03}", "people", 1, prefilled=known) for one in range(number)]
        self._fieldwork.data.live.field.keep_cases(cases)
        return [one.shown for one in cases]

    def interview(self, answers: Answers, code: str = "") -> None:
        setup = Setup("interview", "extended", "en", case=code, location=1)
        sitting = self._fieldwork.begin(self._people, setup)
        for answer in answers:
            sitting.conductor.answer(Answer(answer))
        sitting.conductor.finish()
        sitting.journal.close()

    def refuse(self, code: str) -> None:
        line = Attempt(fold_case(code), Standing.REFUSED, "2026-11-02T10:00:00+01:00")
        self._fieldwork.data.live.field.log(line)

    def told(
        self, of: StudyFile, level: Level = Level.PUBLIC, withheld: Sequence[str] = ()
    ) -> ResponseTable:
        data = self._fieldwork.data
        known = known_response(data, of)
        table = response_table(known, of, level)
        with responses_to(of, data.live, LIVE, translate) as asked:
            groups = known_groups(data, of, known, asked)
        return with_groups(table, Groups(groups, {}, withheld))

    def by_age(self, of: StudyFile, level: Level = Level.PUBLIC) -> BrokenDown:
        (one,) = self.told(of, level).audiences
        (groups,) = one.groups
        return groups


@pytest.fixture
def field(tmp_path: Path, fieldwork: Fieldwork) -> Field:
    return Field(tmp_path, fieldwork)


def counts(line: ResponseLine) -> dict[str, int]:
    return {one.name.lower(): number for one, number in line.counts or ()}


def test_where_the_list_knows_the_groups_everybody_is_counted_in_that_of_the_list(
    field: Field, tmp_path: Path
) -> None:
    young, old = field.listed(20, 25, "Y"), field.listed(30, 50, "O")
    for code in young[:15]:
        field.interview(whole(25), code)
    for code in young[15:18]:
        field.refuse(code)
    for code in old[:12]:
        field.interview(half(50), code)
    by_age = field.by_age(study_with(tmp_path))
    assert by_age.source is Source.CASE_LIST
    first, second = by_age.lines
    assert (first.group, first.invited, first.no_result) == ("young", 20, 2)
    assert (counts(first)["complete"], counts(first)["refused"]) == (15, 3)
    assert first.rates is not None
    assert (first.rates.response, first.rates.cooperation) == (Rate(15, 20, 75), Rate(15, 18, 83))
    assert (second.group, second.invited, counts(second)["partial"]) == ("old", 30, 12)


@pytest.mark.parametrize(("changed", "is_hidden"), [(0, False), (1, True), (9, True), (10, False)])
def test_groups_of_the_list_are_not_told_where_they_tell_of_a_few_who_answered_otherwise(
    field: Field,
    tmp_path: Path,
    changed: int,
    is_hidden: bool,
) -> None:
    """The figures are by what people answered: one number from the other leaves those who changed."""
    young, old = field.listed(20, 25, "Y"), field.listed(30, 50, "O")
    for code in young[changed:]:
        field.interview(whole(25), code)
    for code in [*young[:changed], *old]:
        field.interview(whole(50), code)
    assert field.by_age(study_with(tmp_path)).is_hidden is is_hidden


@pytest.mark.parametrize(("unknown", "names"), [(9, []), (12, ["Jong", "Oud", "Niet bekend"])])
def test_who_is_listed_without_a_group_has_a_line_of_his_own_or_hides_the_others(
    field: Field, tmp_path: Path, unknown: int, names: list[str]
) -> None:
    field.listed(20, 25, "Y")
    field.listed(30, 50, "O")
    field.listed(unknown, None, "N")
    field.interview(whole(25), "Y-001")
    lines = field.by_age(study_with(tmp_path)).lines
    assert [line.name.in_language("nl") for line in lines] == names


def test_a_list_that_knows_no_groups_says_nothing_of_them(field: Field, tmp_path: Path) -> None:
    field.listed(40, None, "N")
    field.interview(whole(25), "N-001")
    (one,) = field.told(study_with(tmp_path)).audiences
    assert one.groups == ()


INVITED = "[invited.people]\n1 = 50\nage = { young = 20, old = 30 }\n"


def test_the_study_file_knows_who_was_invited_and_answers_who_responded(
    field: Field, tmp_path: Path
) -> None:
    for age in (25,) * 15 + (50,) * 12:
        field.interview(whole(age))
    by_age = field.by_age(study_with(tmp_path, INVITED))
    assert by_age.source is Source.STUDY_FILE
    first, second = by_age.lines
    assert (first.invited, counts(first)) == (20, {"complete": 15, "partial": 0})
    assert first.rates is not None
    assert (first.rates.response, first.rates.cooperation) == (Rate(15, 20, 75), None)
    assert second.rates is not None
    assert second.rates.strict == Rate(12, 30, 40)


def test_who_is_not_eligible_is_in_no_group_so_there_is_no_rate_by_group(
    field: Field, tmp_path: Path
) -> None:
    for age in (25,) * 15 + (50,) * 12:
        field.interview(whole(age))
    field.interview((1, 12))
    (one,) = field.told(study_with(tmp_path, INVITED)).audiences
    assert one.total.rates is not None
    assert one.total.rates.response == Rate(27, 49, 55)
    (by_age,) = one.groups
    assert [line.reason for line in by_age.lines] == [NoRate.NOT_ELIGIBLE_UNKNOWN] * 2
    assert all(line.rates is None for line in by_age.lines)


def test_more_answers_than_invited_in_a_group_leave_no_rate_in_any(
    field: Field, tmp_path: Path
) -> None:
    for age in (25,) * 21 + (50,) * 12:
        field.interview(whole(age))
    by_age = field.by_age(study_with(tmp_path, INVITED))
    assert [line.reason for line in by_age.lines] == [NoRate.MORE_THAN_INVITED] * 2


@pytest.mark.parametrize(("nowhere", "is_hidden"), [(3, True), (10, False)])
def test_who_names_no_group_leaves_no_rates_and_a_few_of_them_no_groups(
    field: Field,
    tmp_path: Path,
    nowhere: int,
    is_hidden: bool,
) -> None:
    for age in (25,) * 12 + (50,) * 12:
        field.interview(whole(age))
    for _ in range(nowhere):
        field.interview((1, Missing.LEFT_EMPTY, frozenset({1}), "merel"))
    by_age = field.by_age(study_with(tmp_path, INVITED))
    assert by_age.is_hidden is is_hidden
    assert all(line.reason is NoRate.GROUP_UNKNOWN for line in by_age.lines)


def test_numbers_by_group_of_others_than_are_listed_are_not_taken(
    field: Field, tmp_path: Path
) -> None:
    field.listed(40, None, "N")
    for code in range(30):
        field.interview(whole(25), f"N-{code:03}")
    (one,) = field.told(study_with(tmp_path, INVITED)).audiences
    assert (one.total.invited, one.other_number, one.groups) == (40, 50, ())


def test_groups_are_withheld_after_a_report_that_showed_them(field: Field, tmp_path: Path) -> None:
    for age in (25,) * 15 + (50,) * 12:
        field.interview(whole(age))
    of = study_with(tmp_path, INVITED)
    (one,) = field.told(of, withheld=["people"]).audiences
    assert [each.is_hidden for each in one.groups] == [True]


def test_a_small_group_hides_all_groups_in_public_and_is_told_to_researchers(
    field: Field, tmp_path: Path
) -> None:
    for age in (25,) * 8 + (50,) * 12:
        field.interview(whole(age))
    of = study_with(tmp_path, "[invited.people]\nage = { young = 9, old = 30 }\n")
    assert field.by_age(of).is_hidden
    assert [line.invited for line in field.by_age(of, Level.INTERNAL).lines] == [9, 30]


def known(sizes: Sequence[Sequence[int]], least: int | None = None) -> KnownBreakdowns:
    """Give cases by location and group of one breakdown."""
    cuts = [
        Cut(place, (group,), size)
        for place, some in enumerate(sizes)
        for group, size in enumerate(some)
    ]
    groups = [
        KnownGroup(
            f"g{group}",
            Text({"": f"Group {group}"}),
            Cell("people", None, {Disposition.COMPLETE: size}, 0, size),
        )
        for group, size in enumerate(map(sum, zip(*sizes, strict=True)))
    ]
    one = KnownGroups("status", Text({"": "Status"}), groups, least)
    return KnownBreakdowns(Source.CASE_LIST, (one,), [cut for cut in cuts if cut.size])


def shown(of: KnownBreakdowns, seen: Seen) -> bool:
    (one,) = broken_down("people", of, seen)
    return not one.is_hidden


def test_a_group_within_a_place_is_not_told_beside_it() -> None:
    """25 in the first group less the 20 of a place that has nobody else are 5 at the other."""
    sizes = [[20, 0], [5, 30]]
    assert shown(known(sizes), Seen((), RULES))
    assert not shown(known(sizes), Seen((0, 1), RULES))


def test_a_breakdown_may_ask_for_more_in_every_group() -> None:
    assert shown(known([[15, 20]]), Seen((), RULES))
    assert not shown(known([[15, 20]], least=16), Seen((), RULES))


def test_a_breakdown_of_which_figures_are_hidden_is_not_told_here() -> None:
    assert not shown(known([[15, 20]]), Seen((), RULES, hidden={"status"}))


def test_of_two_breakdowns_that_would_give_a_few_away_together_the_first_is_told() -> None:
    """Former participants less who completed are the five who stopped."""
    sizes = {(0, 0): 20, (1, 1): 25, (1, 2): 5}
    cell = [{0: 20, 1: 30}, {0: 45, 1: 5}]
    cuts = [Cut(None, (a, 0 if b < 2 else 1), size) for (a, b), size in sizes.items()]
    breakdowns = [
        KnownGroups(
            name,
            Text({"": name}),
            [
                KnownGroup(str(at), Text({"": str(at)}), Cell("people", None, {}, size, size))
                for at, size in some.items()
            ],
        )
        for name, some in zip(("status", "stopped"), cell, strict=True)
    ]
    both = KnownBreakdowns(Source.CASE_LIST, breakdowns, cuts)
    assert [one.is_hidden for one in broken_down("people", both, Seen((), RULES))] == [False, True]


SIZES = st.lists(st.lists(st.integers(0, 25), min_size=2, max_size=2), min_size=2, max_size=3)


@settings(max_examples=300)
@given(SIZES)
def test_no_few_are_left_where_rows_of_places_and_groups_are_added_and_taken_off(
    sizes: list[list[int]],
) -> None:
    places = {place: sum(some) for place, some in enumerate(sizes)}
    hidden = hidden_groups(places, 5)
    seen = Seen([place for place in places if place not in hidden], Rules(5))
    if not shown(known(sizes), seen):
        return
    cells = [(p, g) for p, some in enumerate(sizes) for g, size in enumerate(some) if size]
    rows = [[1] * len(cells)]
    rows += [
        [int(p == place) for p, _ in cells] for place in seen.locations if isinstance(place, int)
    ]
    rows += [[int(g == group) for _, g in cells] for group in range(2)]
    for factors in product((-1, 0, 1), repeat=len(rows)):
        found = [
            sum(f * row[at] for f, row in zip(factors, rows, strict=True))
            for at in range(len(cells))
        ]
        if any(found) and set(found) <= {0, 1}:
            size = sum(sizes[p][g] for (p, g), one in zip(cells, found, strict=True) if one)
            assert size >= 5


def a_table(lines: tuple[ResponseLine, ...]) -> ResponseTable:
    total = ResponseLine("people", Text({"": "People"}), is_total=True, invited=50, counts=())
    groups = BrokenDown("age", Text({"en": "Age", "nl": "Leeftijd"}), Source.STUDY_FILE, lines)
    one = AudienceResponse("people", Source.STUDY_FILE, total, groups=(groups,))
    return ResponseTable(Level.PUBLIC, 10, False, ("en", "nl"), (one,))


def drawn(table: ResponseTable, language: str) -> str:
    out = io.StringIO()
    Console(file=out, width=60).print(response_view(table, language, width=60))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


def test_what_is_not_known_of_a_group_is_said_and_stands_in_no_row(
    field: Field, tmp_path: Path
) -> None:
    for age in (25,) * 15 + (50,) * 12:
        field.interview(whole(age))
    view = drawn(field.told(study_with(tmp_path, INVITED)), "nl")
    by_age = view[view.index("Leeftijd") :]
    assert "1: Jong · 2: Oud" in by_age
    table, _, notes = by_age.partition("Hoeveel mensen")
    rows = [line.split() for line in table.splitlines()]
    assert ["respons", "75", "%", "40", "%"] in rows
    assert ["uitgenodigd", "20", "30"] in rows
    assert "geweigerd" not in table
    assert "medewerking" not in table
    assert "daarom is de medewerking hier niet te berekenen" in " ".join(notes.split())


def test_hidden_groups_are_named_by_their_breakdown_only() -> None:
    table = a_table(())
    assert "Leeftijd" in drawn(table, "nl")
    (one,) = response_json(table)["audiences"]
    assert one["breakdowns"] == [
        {
            "breakdown": "age",
            "name": {"en": "Age", "nl": "Leeftijd"},
            "groups_from": "study_file",
            "groups": [],
            "groups_hidden": True,
        }
    ]
    assert json.dumps(one)


BY_SORT = STUDY_BY_SORT.replace(
    "invited = { people = 100 }", "invited = { people = { sort = { 1 = 50, 2 = 50 } } }"
)


@pytest.mark.parametrize(("of_two", "hidden"), [(20, False), (9, True)])
def test_the_report_has_the_response_by_group_where_its_figures_have(
    tmp_path: Path, of_two: int, hidden: bool
) -> None:
    """Fewer than ten of a group answered, and its figures are hidden: how many they were stays so as well."""
    kept = Kept(tmp_path, BY_SORT, people=QUESTIONS_BY_SORT)
    kept.fill([*answers(20, "paper", 10, kind=1), *answers(of_two, "paper", 5, kind=2)])
    (one,) = kept.data()["response"]["audiences"][0]["breakdowns"]
    assert (one["breakdown"], one["groups_hidden"]) == ("sort", hidden)
    told = [(group["group"], group["counts"]["complete"]) for group in one["groups"]]
    assert told == ([] if hidden else [("1", 20), ("2", 20)])
    for form in ("html", "csv"):
        assert ("people/sort/2" in kept.report("csv")) or hidden
        assert "Soort" in kept.report(form)
    assert kept.report("csv").count("people/sort/2,twee,complete,compleet,response,,20") == (
        not hidden
    )


def test_a_report_is_refused_where_an_audience_is_invited_that_nobody_asks(tmp_path: Path) -> None:
    wrong = STUDY_BY_SORT.replace("invited = { people = 100 }", "invited = { peolpe = 100 }")
    kept = Kept(tmp_path, wrong, people=QUESTIONS_BY_SORT)
    kept.fill(answers(20, "paper", 10))
    given = ["report", str(tmp_path / "study.toml"), "--data", str(tmp_path / "data")]
    result = CliRunner().invoke(program, given, catch_exceptions=False)
    assert result.exit_code == ExitCode.INVALID
    assert "study.toml:6:13" in result.stderr
    assert "invited-audience" in result.stderr


def test_a_breakdown_is_hidden_with_figures_of_nearly_all_and_not_with_those_of_others() -> None:
    report = golden_report()
    tables = [one for one in report.tables if one.audience == "participants"][:1]
    assert hidden_breakdowns(tables, {"participants": 50}, 10) == {
        "participants": frozenset({"location"})
    }
    assert hidden_breakdowns(tables, {"participants": 60}, 10) == {}

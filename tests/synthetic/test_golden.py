"""The golden study gives every figure of its table, counted here without the program's own counting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from golden_study import STUDIES, answers, keep, keep_versions, keep_withdrawn
from hybridequiz.interview.dispositions import Disposition
from hybridequiz.store.data import DataFolder
from hybridequiz.synthetic.golden import column, golden_lines
from hybridequiz.synthetic.golden_tables import TABLES, TEXTS

Person = Mapping[str, Any]
Test = Callable[[Person], bool]
Figure = tuple[int, int, int]
"""How many, of how many, and the whole percentage."""

NOT_GIVEN = {"refused", "not_applicable", "left_empty", "off_route", "not_reached"}
REASONS = NOT_GIVEN | {"dont_know"}


def share(people: Iterable[Person], base: Test, count: Test) -> Figure:
    """Count; half a per cent goes up, in whole numbers."""
    within = [one for one in people if base(one)]
    k, n = sum(map(count, within)), len(within)
    return k, n, (200 * k + n) // (2 * n)


def given(*names: str) -> Test:
    """Tell whether all were answered, or not known."""
    return lambda one: not any(is_in(one[name], NOT_GIVEN) for name in names)


def valid(name: str) -> Test:
    return lambda one: not is_in(one[name], REASONS)


def among(name: str, *codes: int) -> Test:
    return lambda one: one[name] in codes


def chosen(name: str, *codes: int) -> Test:
    """Tell whether any of some options was chosen."""
    return lambda one: isinstance(one[name], list) and bool(set(codes) & set(one[name]))


def is_in(value: Any, words: set[str]) -> bool:
    return isinstance(value, str) and value in words


def of_status(people: list[Person], *codes: int) -> list[Person]:
    return [one for one in people if one["p_status"] in codes]


def both_new(one: Person) -> bool:
    return one["new_knowledge"] in (2, 3) and one["new_skills"] in (2, 3)


def either_new(one: Person) -> bool:
    return one["new_knowledge"] in (2, 3) or one["new_skills"] in (2, 3)


def works_or_wants(one: Person) -> bool:
    return one["p_hto_work"] == 1 or one["p_hto_want"] in (4, 5)


def asked_of_work(one: Person) -> bool:
    """Tell whether somebody is in the base of I06a."""
    if not given("p_hto_work")(one):
        return False
    return one["p_hto_work"] not in (2, 3) or given("p_hto_want")(one)


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Person]]:
    folder = tmp_path_factory.mktemp("golden")
    keep(folder, STUDIES["golden"]())
    return kept(folder)


def kept(folder: Path) -> dict[str, list[Person]]:
    with DataFolder(folder) as data:
        return {name: list(answers(data.synthetic, name)) for name in TABLES}


def test_every_row_of_the_golden_table_comes_out_of_the_participants_answers(
    people: dict[str, list[Person]],
) -> None:
    everybody = people["participants"]
    current, former = of_status(everybody, 1), of_status(everybody, 2, 3)
    assert [len(of_status(everybody, code)) for code in (1, 2, 3)] == [24, 20, 6]
    new = given("new_knowledge", "new_skills")
    assert share(everybody, new, both_new) == (48, 50, 96)
    assert share(everybody, new, either_new) == (49, 50, 98)
    assert share(everybody, asked_of_work, works_or_wants) == (35, 50, 70)
    satisfied, very, said = (
        among("sat_overall", 4, 5),
        among("sat_overall", 5),
        valid("sat_overall"),
    )
    assert share(everybody, said, satisfied) == (47, 50, 94)
    assert share(current, said, satisfied) == (23, 24, 96)
    assert share(former, said, satisfied) == (24, 26, 92)
    assert share(everybody, said, very) == (27, 50, 54)
    assert share(current, said, very) == (13, 24, 54)
    assert share(former, said, very) == (14, 26, 54)


def test_eighteen_work_seventeen_of_the_others_want_to_and_two_went_into_education(
    people: dict[str, list[Person]],
) -> None:
    everybody = people["participants"]
    work = Counter(one["p_hto_work"] for one in everybody)
    assert work[1] == 18
    assert work[4] == 2
    assert work[2] + work[3] == 30
    assert sum(one["p_hto_want"] in (4, 5) for one in everybody) == 17


def test_every_row_of_the_golden_table_comes_out_of_the_schools_answers(
    people: dict[str, list[Person]],
) -> None:
    schools = people["schools"]
    said = valid("sat_overall")
    assert share(schools, said, among("sat_overall", 4, 5)) == (18, 20, 90)
    assert share(schools, said, among("sat_overall", 5)) == (11, 20, 55)
    assert share(schools, given("value_list"), among("value_main", 1)) == (12, 20, 60)


def test_every_row_of_the_golden_table_comes_out_of_the_employers_answers(
    people: dict[str, list[Person]],
) -> None:
    firms = people["employers"]
    said = valid("sat_overall")
    assert share(firms, said, among("sat_overall", 4, 5)) == (23, 25, 92)
    assert share(firms, said, among("sat_overall", 5)) == (13, 25, 52)
    assert share(firms, given("climate"), among("climate", 1, 2)) == (22, 25, 88)
    assert share(firms, given("personal_growth"), among("personal_growth", 3, 4, 5)) == (23, 25, 92)
    assert share(firms, given("applied_company"), among("applied_company", 2, 3, 4)) == (21, 25, 84)
    assert share(firms, valid("e_enthusiasm"), among("e_enthusiasm", 4, 5)) == (19, 25, 76)
    motivation = "motivation_change"
    assert share(firms, valid(motivation), among(motivation, 4, 5)) == (18, 25, 72)
    for codes, expected in (
        ((1, 2), (20, 25, 80)),
        ((3, 4), (19, 25, 76)),
        ((5, 6, 7), (22, 25, 88)),
    ):
        assert share(firms, given("e_reason"), chosen("e_reason", *codes)) == expected


def test_what_the_words_are_decided_by_comes_out_too(people: dict[str, list[Person]]) -> None:
    firms, base = people["employers"], given("climate")
    assert share(firms, base, among("climate", 1)) == (14, 25, 56)
    assert share(firms, base, among("climate", 2)) == (8, 25, 32)
    assert Counter(one["climate"] for one in firms) == {1: 14, 2: 8, 3: 2, "dont_know": 1}
    main = Counter(one["value_main"] for one in people["schools"])
    assert main.most_common(2) == [(1, 12), (4, 3)]
    derived = sum(len(one["value_list"]) == 1 for one in people["schools"])
    assert derived == 3


def test_locations_of_participants_have_the_sizes_that_must_be_suppressed(
    people: dict[str, list[Person]],
) -> None:
    sizes = Counter(one["location"] for one in people["participants"])
    assert sorted(sizes.values(), reverse=True) == [9, 8, 7, 7, 6, 5, 5, 3]


def changed_figures(folder: Path, name: str) -> dict[str, list[Person]]:
    keep(folder, STUDIES[name]())
    return kept(folder)


def test_twenty_three_participants_give_the_same_percentages_of_another_number(
    tmp_path: Path,
) -> None:
    everybody = changed_figures(tmp_path, "twenty-three")["participants"]
    assert share(everybody, given("new_knowledge", "new_skills"), both_new) == (22, 23, 96)
    assert share(everybody, asked_of_work, works_or_wants) == (16, 23, 70)


def test_a_dont_know_on_the_climate_lowers_the_figure_and_stays_in_its_base(
    tmp_path: Path,
) -> None:
    firms = changed_figures(tmp_path, "climate-dont-know")["employers"]
    assert share(firms, given("climate"), among("climate", 1, 2)) == (21, 25, 84)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("work-dont-know", (34, 50, 68)),
        ("placement-only", (34, 50, 68)),
        ("want-refused", (35, 49, 71)),
    ],
)
def test_who_does_not_know_stays_in_the_base_of_working_and_who_refuses_leaves_it(
    tmp_path: Path, name: str, expected: Figure
) -> None:
    everybody = changed_figures(tmp_path, name)["participants"]
    assert share(everybody, asked_of_work, works_or_wants) == expected


def test_a_dissatisfied_one_who_stopped_lowers_the_former_and_not_the_current(
    tmp_path: Path,
) -> None:
    everybody = changed_figures(tmp_path, "stopped-dissatisfied")["participants"]
    said, satisfied = valid("sat_overall"), among("sat_overall", 4, 5)
    assert share(of_status(everybody, 2, 3), said, satisfied) == (23, 26, 88)
    assert share(of_status(everybody, 1), said, satisfied) == (23, 24, 96)


def test_a_duplicate_is_another_response_under_the_same_case_code(tmp_path: Path) -> None:
    keep(tmp_path, STUDIES["duplicate"]())
    with DataFolder(tmp_path) as data:
        rows = list(data.synthetic.responses("participants"))
    cases = Counter(str(row.session["case"]) for row in rows)
    assert len(rows) == 51
    assert [case for case, times in cases.items() if times == 2] == ["P01"]


def test_who_withdrew_is_counted_as_that_and_nothing_of_the_answers_is_left(tmp_path: Path) -> None:
    keep_withdrawn(tmp_path)
    with DataFolder(tmp_path) as data:
        rows = list(data.synthetic.responses("participants"))
        assert len(answers(data.synthetic, "participants")) == 49
    withdrawn = [row for row in rows if row.disposition == Disposition.WITHDRAWN]
    assert len(withdrawn) == 1
    assert withdrawn[0].session["synthetic"] is True


def test_half_answered_a_version_that_did_not_ask_about_the_shortage(tmp_path: Path) -> None:
    keep_versions(tmp_path / "data", tmp_path / "sources")
    with DataFolder(tmp_path / "data") as data:
        rows = Counter(row.questionnaire_version for row in data.synthetic.responses())
        found = answers(data.synthetic, "participants")
    assert rows == {"1.0": 25, "1.1": 25}
    assert sum("shortage" in one for one in found) == 25


@pytest.mark.parametrize("name", list(TABLES))
def test_a_column_has_an_answer_for_everybody_in_each_group(name: str) -> None:
    number, table = TABLES[name]
    assert len(golden_lines(name)) == number
    for question, written in table.items():
        groups = written.split("|")
        if len(groups) > 1:
            sizes = [len(column(question, group, _answers_in(group))) for group in groups]
            assert sizes == [24, 20, 6], question


def _answers_in(group: str) -> int:
    return sum(int(part.partition("*")[2] or 1) for part in group.split())


def test_every_text_says_that_nobody_typed_it() -> None:
    assert all(text.startswith("Verzonnen ") for text in TEXTS.values())

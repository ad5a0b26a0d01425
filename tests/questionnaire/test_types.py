"""Rankings and partial dates in a file: what can be wrong with them is told, the rest comes back as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from hybridequiz.questionnaire.core import Member, core_problems
from hybridequiz.questionnaire.load import Loaded, examine, examine_study, load
from hybridequiz.questionnaire.questions import DateQuestion, RankingQuestion
from hybridequiz.questionnaire.stored import load_stored, no_lists

HEAD = """id = "test"
version = "1"
audience = "people"
languages = ["nl"]
title = "Test"
[options]
w = [
  { code = 1, nl = "A" },
  { code = 2, nl = "B" },
  { code = 3, nl = "C", exclusive = true },
]
[[section]]
id = "s"
title = "S"
"""
SOURCE = """
[[section.question]]
id = "helped"
type = "multiple"
options = "w"
text = "?"
"""
RANKING = """
[[section.question]]
id = "order"
type = "ranking"
options = [ { code = 1, nl = "A" }, { code = 2, nl = "B" }, { code = 3, nl = "C" } ]
text = "?"
"""
DATE = """
[[section.question]]
id = "start"
type = "date"
text = "?"
"""
AFTER = '[[section.question]]\nid = "last"\ntype = "text"\ntext = "?"\n'


def examined(folder: Path, *parts: str) -> Loaded:
    path = folder / "test.toml"
    path.write_text(HEAD + "".join(parts), encoding="utf-8")
    return examine(path)


def told(folder: Path, *parts: str) -> list[tuple[str, str]]:
    return [(one.code, one.message) for one in examined(folder, *parts).problems]


@pytest.mark.parametrize(
    ("keys", "code", "message"),
    [
        ("max_ranked = 4", "bounds", "'max_ranked' is 4, but there are 3 options"),
        ("min_ranked = 4", "bounds", "'min_ranked' is 4, but at most 3 can be ranked"),
        ("min_ranked = 2\nmax_ranked = 1", "bounds", "'min_ranked' is 2, but at most 1 can be ranked"),
        ("min_ranked = 0", "wrong-value", "'min_ranked'"),
        ("max_chosen = 2", "unknown-key", "there is no key 'max_chosen' here"),
        ('derive = "only_choice"', "unknown-key", "there is no key 'derive' here"),
        ('chosen_in = "last"', "unknown-name", "there is no question 'last'"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_ranking_is_told(
    tmp_path: Path, keys: str, code: str, message: str
) -> None:
    found = told(tmp_path, RANKING, keys)
    assert [one for one, _ in found] == [code]
    assert message in found[0][1]


def test_exclusive_says_nothing_in_a_ranking_unless_the_list_is_its_sources(tmp_path: Path) -> None:
    alone = RANKING.replace("options = [ { code = 1, nl = \"A\" }, { code = 2, nl = \"B\" }, "
                            "{ code = 3, nl = \"C\" } ]", 'options = "w"')  # fmt: skip
    assert told(tmp_path, alone) == [("wrong-value", "'exclusive' has no meaning in a ranking")]
    after = alone + 'chosen_in = "helped"\nshow_if = "answered(helped)"\n'
    assert told(tmp_path, SOURCE, after) == []


def test_a_wrong_code_does_not_hide_how_many_may_be_ranked(tmp_path: Path) -> None:
    found = told(tmp_path, RANKING.replace("code = 3", "code = -3"), "max_ranked = 4")
    assert sorted(code for code, _ in found) == ["bounds", "wrong-value"]


@pytest.mark.parametrize(
    ("keys", "problems"),
    [
        ('chosen_in = "helped"\nshow_if = "answered(helped)"', []),
        ('chosen_in = "helped"', ["no-options"]),
        ('chosen_in = "helped"\nmin_ranked = 2\nshow_if = "answered(helped)"', ["no-options"]),
        ('chosen_in = "helped"\nmin_ranked = 2\nshow_if = "count(helped) >= 2"\non_unknown = "hide"', []),
    ],
)  # fmt: skip
def test_a_ranking_that_may_lack_options_is_told(
    tmp_path: Path, keys: str, problems: list[str]
) -> None:
    assert [code for code, _ in told(tmp_path, SOURCE, RANKING, keys)] == problems


@pytest.mark.parametrize(
    ("condition", "problems"),
    [
        ("rank(order, 1) == 1", []),
        ("1 in order", ["always-true"]),
        ("rank(order, 1) > 3", ["always-false"]),
        ("at_rank(order, 1) == 2 or at_rank(order, 2) == 2 or at_rank(order, 3) == 2", ["always-true"]),
    ],
)  # fmt: skip
def test_conditions_on_a_whole_ranking_are_analysed(
    tmp_path: Path, condition: str, problems: list[str]
) -> None:
    after = f'{AFTER}show_if = "{condition}"\n'
    ranking = RANKING + "required = true\n"
    assert [code for code, _ in told(tmp_path, ranking, after)] == problems


@pytest.mark.parametrize("key", ['min_ranked = "1"', "max_ranked = -1", "min_rank = 1"])
def test_a_wrong_number_of_places_says_nothing_of_what_is_ranked(tmp_path: Path, key: str) -> None:
    after = f'{AFTER}show_if = "1 in order"\n'
    found = told(tmp_path, RANKING, "required = true\n", f"{key}\n", after)
    assert len(found) == 1
    assert found[0][0] in ("wrong-type", "wrong-value", "unknown-key")


def test_a_place_that_may_not_be_given_is_told_in_words_of_rankings(tmp_path: Path) -> None:
    ranking = RANKING + "required = true\nmax_ranked = 2\n"
    ((code, message),) = told(tmp_path, ranking, AFTER, 'show_if = "rank(order, 1) == 1"')
    assert code == "can-be-unknown"
    assert "as where an option is not ranked" in message


@pytest.mark.parametrize(
    ("keys", "problems"),
    [
        ('precision = "month"', []),
        ('precision = "year"', []),
        ("partial = true", []),
        ('precision = "month"\npartial = true', []),
        ('precision = "year"\npartial = true', ["wrong-value"]),
        ('precision = "week"', ["wrong-value"]),
        ('partial = "yes"', ["wrong-type"]),
        ("min = 2026-01-01\nmax = 2025-01-01\npartial = true", ["bounds"]),
    ],
)
def test_what_is_wrong_with_a_date_is_told(tmp_path: Path, keys: str, problems: list[str]) -> None:
    assert [code for code, _ in told(tmp_path, DATE, keys)] == problems


def test_a_date_that_may_leave_a_condition_open_is_told(tmp_path: Path) -> None:
    date = DATE + "required = true\npartial = true\n"
    after = AFTER + "show_if = 'start < date(\"2020-05-05\")'\n"
    ((code, message),) = told(tmp_path, date, after)
    assert code == "can-be-unknown"
    assert "as where its day is not known" in message
    assert told(tmp_path, date, AFTER + "show_if = 'year(start) < 2020'\n") == []
    assert told(tmp_path, date, after, 'on_unknown = "hide"\n') == []


def test_a_computed_day_is_no_partial_date(tmp_path: Path) -> None:
    computed = '[[section.question]]\nid = "day"\ntype = "computed"\ngives = "date"\nvalue = "start"\ntext = "?"\n'
    assert [code for code, _ in told(tmp_path, DATE, "partial = true\n", computed)] == [
        "type-mismatch"
    ]
    assert told(tmp_path, DATE, computed) == []


@pytest.mark.parametrize("name", ["rank", "at_rank"])
def test_a_function_is_no_id(tmp_path: Path, name: str) -> None:
    found = told(tmp_path, RANKING.replace('"order"', f'"{name}"'))
    assert [code for code, _ in found] == ["reserved-word"]


def test_they_come_back_from_the_store_as_they_were(tmp_path: Path) -> None:
    date = DATE + 'precision = "month"\npartial = true\nmin = 2016-01-01\n'
    loaded = examined(tmp_path, SOURCE, RANKING, "max_ranked = 2\nmin_ranked = 1\n", date)
    assert loaded.instrument is not None
    stored = load_stored(loaded.instrument.document, texts=no_lists)
    for name, kind in (("order", RankingQuestion), ("start", DateQuestion)):
        assert isinstance(stored.question(name), kind)
        assert stored.question(name) == loaded.instrument.question(name)
        assert stored.by_id[name].symbol == loaded.instrument.by_id[name].symbol


CORE = 'id = "study"\ntitle = "Study"\nlanguages = ["nl"]\ncore = ["start"]\n'


@pytest.mark.parametrize(
    ("keys", "here"),
    [
        ('precision = "month"\n', "a date to the month"),
        ("partial = true\n", "a date to the day or less"),
    ],
)
def test_a_core_date_is_as_exact_everywhere(tmp_path: Path, keys: str, here: str) -> None:
    (tmp_path / "study.toml").write_text(CORE, encoding="utf-8")
    _, study, _ = examine_study(tmp_path / "study.toml")
    assert study is not None
    members = []
    for name, more in (("one", ""), ("two", keys)):
        head = HEAD.replace('id = "test"', f'id = "{name}"\nstudy = "study.toml"', 1)
        path = tmp_path / f"{name}.toml"
        path.write_text(head + DATE + more, encoding="utf-8")
        members.append(Member(path, load(path)))
    (problem,) = core_problems(study, members)
    assert problem.code == "core-differs"
    assert f"has {here}, and a date to the day in" in problem.message
    assert core_problems(study, members[:1]) == []

"""Whole reports do not tell what all of a few said in private, whichever way a study goes about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from report.kept_study import PEOPLE, Kept, answers_of, rows_of

HEAD = 'id = "s"\ntitle = "S"\nlanguages = ["en"]\nlive = true\n'


def indicator(name: str, base: str, count: str, more: str = "") -> str:
    return (
        f'[[indicator]]\nid = "{name}"\nname = "{name}"\nbase = "{base}"\n'
        f'count = "{count}"\nfor = {{ people = {{}} }}\n{more}\n'
    )


def question(name: str, more: str, options: int = 3, kind: str = "single") -> str:
    codes = ", ".join(f'{{ code = {one}, en = "{one}" }}' for one in range(1, options + 1))
    unknown = 'on_unknown = "hide"\n' if "show_if" in more else ""
    return (
        f'[[section.question]]\nid = "{name}"\ntype = "{kind}"\noptions = [{codes}]\n'
        f'text = "{name}?"\n{unknown}{more}\n'
    )


PRIVATE = "self_block = true"


def kept(folder: Path, indicators: str, *questions: str) -> Kept:
    return Kept(folder, HEAD + indicators, people=PEOPLE + "".join(questions))


def is_told(report: Mapping[str, Any], name: str) -> bool:
    """Tell whether how many are in the base of an indicator is told."""
    return rows_of(report, name)["people"]["base"] is not None


def test_what_is_worked_out_from_an_answer_in_private_is_private_too(tmp_path: Path) -> None:
    worked_out = (
        '[[section.question]]\nid = "poor"\ntype = "computed"\ngives = "yes_no"\n'
        'value = "work in [1, 2]"\ntext = "Poor"\n'
    )
    one = kept(
        tmp_path,
        indicator("I1", "answered(work)", "poor == 1"),
        question("work", PRIVATE),
        worked_out,
    )
    one.fill({"work": 1 + at % 2} for at in range(14))
    (figure,) = rows_of(one.data(), "I1")["people"]["figures"]
    assert (figure["bound"], figure["count"]) == ("at_least", None)


NEXT = (
    '[[section.question]]\nid = "next"\ntext = "N?"\nshow_if = "work == 1"\non_unknown = "hide"\n'
)
FOLLOWED: Mapping[str, tuple[str, dict[str, object]]] = {
    "an option": (question("next", 'show_if = "work == 1"'), {"next": 1}),
    "several": (
        question("next", 'show_if = "work == 1"\nmin_chosen = 2', kind="multiple"),
        {"next": [1, 2]},
    ),
    "a number": (f'{NEXT}type = "integer"\nmin = 0\nmax = 9\n', {"next": 4}),
    "a day": (
        f'{NEXT}type = "date"\nmin = 2026-01-01\nmax = 2026-12-31\n',
        {"next": "2026-02-03"},
    ),
}


@pytest.mark.parametrize("follows", FOLLOWED)
def test_how_many_are_asked_next_does_not_tell_that_all_said_so(
    tmp_path: Path, follows: str
) -> None:
    asked, answer = FOLLOWED[follows]
    one = kept(
        tmp_path,
        indicator("I1", "answered(work)", "work == 1")
        + indicator("I2", "answered(next)", "not off_route(next)"),
        question("work", PRIVATE),
        asked,
    )
    one.fill({"work": 1, **answer} for _ in range(14))
    report = one.data()
    (figure,) = rows_of(report, "I1")["people"]["figures"]
    assert figure["bound"] == "at_least"
    assert not is_told(report, "I2")
    assert all(found["base"] is None for found in report["distributions"])


def test_a_base_that_was_said_in_private_is_not_told_where_all_are_in_it(tmp_path: Path) -> None:
    one = kept(
        tmp_path,
        indicator("I1", "work == 1", "also == 1"),
        question("work", PRIVATE),
        question("also", ""),
    )
    one.fill({"work": 1, "also": 1 + at % 2} for at in range(14))
    assert not is_told(one.data(), "I1")
    one.fill({"work": 2, "also": 1 + at % 2} for at in range(14))
    assert is_told(one.data(), "I1"), "half of them are in it"


def test_nothing_is_broken_down_by_what_a_few_said_in_private(tmp_path: Path) -> None:
    by = '[[breakdown]]\nid = "work"\nname = "Work"\nof = "work"\n'
    one = kept(
        tmp_path,
        by + indicator("I1", "answered(also)", "also == 1", 'by = ["work"]'),
        question("work", PRIVATE),
        question("also", ""),
    )
    one.fill({"work": 1, "also": 1 + at % 2} for at in range(14))
    assert list(rows_of(one.data(), "I1")) == ["people"]


def reasons(told: str) -> Iterator[str]:
    lines = (line for line in told.splitlines() if "not in the base" in line)
    yield from (word for line in lines for word in line.split() if word.isdigit())


def test_a_public_trace_does_not_tell_that_nobody_was_left_out(tmp_path: Path) -> None:
    one = kept(
        tmp_path,
        indicator("I1", "answered(work)", "work == 2") + indicator("I2", "next == 2", "next == 2"),
        question("work", PRIVATE),
        question("next", f'show_if = "work == 2"\n{PRIVATE}', 2),
    )
    one.fill({"work": 2, "next": 1 + at % 2} for at in range(24))
    told = one.run("report", str(tmp_path / "study.toml"), "--trace", "I2", "--language", "en")
    assert list(reasons(told)) == []


def test_a_sentence_says_no_option_is_first_where_bounds_leave_that_open(tmp_path: Path) -> None:
    claim = (
        '[[claim]]\nid = "C1"\ntext = "First: {I1_first}. {word}"\nlines = ["people"]\nshows = ["I1"]\n'
        'least = 5\nword = [{ when = "I1_first == 2 and I1_lead >= 5", words = "clearly" }, { words = "not" }]\n'
    )
    shares = (
        '[[indicator]]\nid = "I1"\nname = "I1"\nbase = "answered(work)"\nshares = "work"\n'
        "for = { people = {} }\n"
    )
    one = kept(tmp_path, shares + claim, question("work", PRIVATE, 4))
    one.fill({"work": code} for code, number in ((1, 9), (2, 6), (3, 5)) for _ in range(number))
    report = one.data()
    bounds = [figure["bound"] for figure in rows_of(report, "I1")["people"]["figures"]]
    assert len([bound for bound in bounds if bound]) > 1, "one is told by a bound for another"
    (said,) = report["claims"]
    assert said["text"] is None or "First: 1." in str(said["text"])


def test_an_answer_that_only_some_could_give_is_not_told_in_the_annex_beside_its_bound(
    tmp_path: Path,
) -> None:
    one = kept(
        tmp_path,
        indicator("I1", "answered(work)", "work == 1"),
        question("work", PRIVATE),
        question("doctor", 'show_if = "work == 1"'),
    )
    one.fill({"work": 1, "doctor": 1 + at % 2} if at < 24 else {"work": 2} for at in range(25))
    assert answers_of(one.data(), "doctor")["base"] is None

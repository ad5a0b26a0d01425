"""Where a figure comes from: all responses and codes for the researchers only; in public no more than the report."""

from __future__ import annotations

from pathlib import Path

import pytest

from golden_study import REFUSED, STUDIES, Study, keep
from hybridequiz.report.figure_words import FigureWords
from hybridequiz.report.figures import Level
from hybridequiz.report.trace_words import trace_words
from hybridequiz.report.tracing import REASONS, Fate, Traced, TracedLine
from report.reported import figure_of, report_of, row_of, shown, table_of, trace_of
from report.test_differencing import NEARLY, with_more


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("traced")
    study = STUDIES["golden"]()
    for one in [one for one in study["participants"] if "p_hto_want" in one][:2]:
        one["p_hto_want"] = REFUSED
    keep(folder, study)
    return folder


def line(traced: Traced, fate: str) -> TracedLine:
    return next(one for one in traced.lines if one.fate == fate)


def numbers(traced: Traced) -> list[tuple[str, int | None]]:
    return [(one.fate, one.number) for one in traced.lines if one.fate not in REASONS]


def staying(answer: int, *others: int) -> Study:
    """The golden study, in which all who are asked in private whether they stay say the same, but for some."""
    study = STUDIES["golden"]()
    asked = [one for one in study["participants"] if one.get("p_hto_stay") is not None]
    for one in asked:
        one["p_hto_stay"] = answer
    for one, other in zip(asked, others, strict=False):
        one["p_hto_stay"] = other
    return study


@pytest.mark.parametrize("indicator", ["I06a", "I06x", "I06s", "I01c", "I20a", "I03", "I23"])
def test_every_response_has_one_fate_and_those_of_the_base_are_those_of_the_report(
    folder: Path, indicator: str
) -> None:
    lines = trace_of(folder, indicator, Level.INTERNAL).lines
    apart = [one for one in lines if one.fate != Fate.BASE]
    assert sum(one.number or 0 for one in apart) == 50
    assert [len(one.codes) for one in apart] == [one.number for one in apart]
    assert len({code for one in apart for code in one.codes}) == 50
    base = row_of(report_of(folder, Level.INTERNAL), indicator, "participants").base
    assert [one.number for one in lines if one.fate == Fate.BASE] == [base]


def test_who_is_counted_is_as_many_as_the_report_says(folder: Path) -> None:
    traced = trace_of(folder, "I06a", Level.INTERNAL)
    report = report_of(folder, Level.INTERNAL)
    assert line(traced, Fate.COUNTED).number == shown(report, "I06a", "participants")[0]
    assert line(traced, "refused").number == 2


def test_a_balance_is_of_those_for_it_and_those_against_it(folder: Path) -> None:
    table = table_of(report_of(folder), "I23", "participants")
    _, plus, minus = (figure.count for figure in table.total.figures)
    for level in Level:
        traced = trace_of(folder, "I23", level)
        assert line(traced, Fate.PLUS).number == plus
        assert line(traced, Fate.MINUS).number == minus
        assert line(traced, Fate.BASE).number == 50


def test_the_sides_of_a_balance_that_the_report_does_not_tell_are_for_the_researchers(
    folder: Path,
) -> None:
    base = figure_of(report_of(folder), "I10c", "participants").base
    assert numbers(trace_of(folder, "I10c", Level.PUBLIC)) == [(Fate.BASE, base)]
    fates = [fate for fate, _ in numbers(trace_of(folder, "I10c", Level.INTERNAL))]
    assert fates[:2] == [Fate.PLUS, Fate.MINUS]


@pytest.mark.parametrize("level", list(Level))
def test_shares_by_option_have_a_line_an_option(folder: Path, level: Level) -> None:
    table = table_of(report_of(folder, level), "I12a", "participants")
    counted = [one for one in trace_of(folder, "I12a", level).lines if one.fate == Fate.COUNTED]
    assert [one.name for one in counted] == [part.name for part in table.parts]
    assert [one.number for one in counted] == [one.count for one in table.total.figures]
    assert all(bool(one.codes) == (level is Level.INTERNAL and one.number != 0) for one in counted)


def test_a_mean_is_of_all_in_its_base(folder: Path) -> None:
    assert numbers(trace_of(folder, "I03", Level.PUBLIC)) == [(Fate.COUNTED, 50), (Fate.BASE, 50)]


@pytest.mark.parametrize("indicator", ["I06a", "I06s", "I01", "I12a", "I23"])
def test_codes_are_for_the_researchers_only(folder: Path, indicator: str) -> None:
    assert not any(one.codes for one in trace_of(folder, indicator, Level.PUBLIC).lines)


def test_few_are_not_told_in_public_and_none_neither(folder: Path) -> None:
    traced = trace_of(folder, "I06a", Level.PUBLIC)
    assert line(traced, "refused").number is None
    assert [one.fate for one in traced.lines if one.fate in REASONS] == list(REASONS)
    words = FigureWords(report_of(folder), "en")
    assert list(trace_words(traced, words))[-1] == (
        "not in the base for another reason",
        "not shown",
        "",
    )


@pytest.mark.parametrize("number", [0, 1])
def test_a_trace_of_what_the_report_tells_by_a_bound_does_not_tell_one_from_none(
    tmp_path: Path, number: int
) -> None:
    keep(tmp_path, staying(1, *[5] * number))
    report = report_of(tmp_path)
    assert shown(report, "I06s", "participants") == (None, 18, 10)
    traced = trace_of(tmp_path, "I06s", Level.PUBLIC)
    assert numbers(traced) == [(Fate.COUNTED, None), (Fate.BASE, 18)]
    said = list(trace_words(traced, FigureWords(report, "en")))
    assert [value.replace("\N{NO-BREAK SPACE}", " ") for _, value, _ in said[:2]] == ["≤ 10%", "18"]


def test_a_trace_says_no_more_of_a_figure_that_another_one_would_tell_of_few_by(
    tmp_path: Path,
) -> None:
    keep(tmp_path / "data", STUDIES["golden"]())
    path = with_more(tmp_path / "study", NEARLY)
    report = report_of(tmp_path / "data", path=path)
    base = figure_of(report, "X1", "participants").base
    share = trace_of(tmp_path / "data", "X1", Level.PUBLIC, path=path)
    assert numbers(share) == [(Fate.COUNTED, None), (Fate.BASE, base)]
    assert line(share, Fate.COUNTED).bound == figure_of(report, "X1", "participants")
    mean = trace_of(tmp_path / "data", "X2", Level.PUBLIC, path=path)
    assert {one.number for one in mean.lines} == {None}, "the row is hidden"
    inside = trace_of(tmp_path / "data", "X1", Level.INTERNAL, path=path)
    assert (line(inside, Fate.COUNTED).number or 0) > 0, "researchers have the answers"

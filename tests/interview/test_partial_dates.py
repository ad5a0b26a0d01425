"""Dates of which a part may be unknown: typed in many ways, never guessed, kept as ISO 8601."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hybridequiz.interview.answers import answer_from_json
from hybridequiz.interview.complaints import ComplaintKind, InvalidAnswer
from hybridequiz.interview.date_typing import MONTHS, read_partial_date
from hybridequiz.questionnaire.partial_dates import PRECISIONS, PartialDate, Precision
from hybridequiz.questionnaire.questions import DateQuestion
from hybridequiz.questionnaire.texts import Text
from hybridequiz.wording.notation import date_typed, date_words
from scenario import Scenario, questionnaire

ANY = DateQuestion(type="date", id="d", text=Text.of("?"), partial=True)
MONTH = DateQuestion(type="date", id="d", text=Text.of("?"), precision="month")
YEAR = DateQuestion(type="date", id="d", text=Text.of("?"), precision="year")
MONTH_OR_YEAR = DateQuestion(
    type="date", id="d", text=Text.of("?"), precision="month", partial=True
)
FOUR_DIGITS = 1000
QUESTIONNAIRE = """
[[section]]
id = "s"
title = "S"
[[section.question]]
id = "start"
type = "date"
text = "?"
{}
[[section.question]]
id = "last"
type = "text"
text = "?"
"""

partial_dates = st.builds(PartialDate.of, st.dates(), st.sampled_from(PRECISIONS))


def complaint(question: DateQuestion, typed: str) -> tuple[ComplaintKind, object]:
    with pytest.raises(InvalidAnswer) as caught:
        read_partial_date(question, typed)
    return caught.value.complaint.kind, caught.value.complaint.about.get("number")


@given(partial_dates)
def test_iso_and_what_is_typed_are_read_back(day: PartialDate) -> None:
    assert PartialDate.fromisoformat(day.isoformat()) == day
    assert read_partial_date(ANY, day.isoformat()) == day
    assert read_partial_date(ANY, date_typed(day)) == day
    if day.year >= FOUR_DIGITS:
        assert read_partial_date(ANY, date_words(day, "en")) == day
        assert read_partial_date(ANY, date_words(day, "nl")) == day


@given(st.dates(), st.sampled_from(PRECISIONS))
def test_a_span_holds_the_days_that_look_like_it_and_no_others(
    day: date, precision: Precision
) -> None:
    span = PartialDate.of(day, precision)
    assert span.precision == precision
    assert span.first <= day <= span.last
    for edge, step in ((span.first, -1), (span.last, 1)):
        assert PartialDate.of(edge, precision) == span
        if edge not in (date.min, date.max):
            assert PartialDate.of(edge + timedelta(days=step), precision) != span


@pytest.mark.parametrize("text", ["2019-5", "2019-00", "2019-13", "2019-02-30", "0000", "19", "",
                                  "2019-05-1", "+2019", "2019-05-17T00:00", "٢٠١٩", "2019\n"])  # fmt: skip
def test_other_iso_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the standard library's words for some
        PartialDate.fromisoformat(text)


@pytest.mark.parametrize("typed", ["5-2019", "05-2019", "5/2019", "05.2019", "5 2019", "2019-05",
                                   "2019-5", "mei 2019", "Mei 2019", "MAY 2019", "mei-2019"])  # fmt: skip
def test_a_month_is_typed_in_the_readers_notation(typed: str) -> None:
    for question in (ANY, MONTH, MONTH_OR_YEAR):
        assert read_partial_date(question, typed) == PartialDate(2019, 5)


@pytest.mark.parametrize("typed", ["17-5-2019", "17/05/2019", "17.5.2019", "2019-05-17",
                                   "17 mei 2019", "17 May 2019", "17-mei-2019"])  # fmt: skip
def test_a_whole_day_is_typed_as_at_other_dates_and_in_words(typed: str) -> None:
    assert read_partial_date(ANY, typed) == PartialDate(2019, 5, 17)


def test_every_month_has_its_names_and_no_name_stands_for_two() -> None:
    names = [name for one in MONTHS for name in one]
    assert len(set(names)) == len(names)
    for number, own in enumerate(MONTHS, 1):
        for name in own:
            assert read_partial_date(ANY, f"{name} 2019") == PartialDate(2019, number)
            assert read_partial_date(ANY, f"{name.title()}. 2019") == PartialDate(2019, number)


@pytest.mark.parametrize(
    ("question", "typed", "meant"),
    [
        (MONTH, "17-5-2019", "05-2019"),
        (YEAR, "17-5-2019", "2019"),
        (YEAR, "mei 2019", "2019"),
        (MONTH_OR_YEAR, "2019-05-17", "05-2019"),
        (ANY, "00-5-2019", "05-2019"),
        (ANY, "?-5-2019", "05-2019"),
        (ANY, "xx-05-2019", "05-2019"),
        (YEAR, "??/05/2019", "2019"),
        (ANY, "201905", "05-2019"),
        (ANY, "20190517", "17-05-2019"),
        (MONTH, "20190517", "05-2019"),
        (ANY, "2019 mei", "05-2019"),
        (ANY, "2019/05", "05-2019"),
    ],
)
def test_what_is_probably_meant_is_asked_back(
    question: DateQuestion, typed: str, meant: str
) -> None:
    kind, number = complaint(question, typed)
    assert kind == ComplaintKind.DID_YOU_MEAN
    assert isinstance(number, PartialDate)
    assert date_typed(number) == meant
    assert read_partial_date(question, meant) == number


@pytest.mark.parametrize(
    ("question", "typed", "kind"),
    [
        (MONTH, "2019", ComplaintKind.MONTH_LACKS),
        (ANY, "mei", ComplaintKind.YEAR_LACKS),
        (ANY, "17 mei", ComplaintKind.YEAR_LACKS),
        (ANY, "5-19", ComplaintKind.YEAR_LACKS),
        (ANY, "17-5-19", ComplaintKind.YEAR_LACKS),
        (ANY, "5", ComplaintKind.YEAR_LACKS),
        (ANY, "13-2019", ComplaintKind.NO_SUCH_MONTH),
        (ANY, "0-2019", ComplaintKind.NO_SUCH_MONTH),
        (ANY, "0000", ComplaintKind.NO_SUCH_MONTH),
        (ANY, "30-2-2019", ComplaintKind.NO_SUCH_DAY),
        (ANY, "5-17-2019", ComplaintKind.NO_SUCH_DAY),
        (ANY, "29-2-2019", ComplaintKind.NO_SUCH_DAY),
        (ANY, "gisteren", ComplaintKind.NOT_A_DATE),
        (ANY, "mee 2019", ComplaintKind.NOT_A_DATE),
        (ANY, "3 maanden geleden", ComplaintKind.NOT_A_DATE),
        (ANY, "199", ComplaintKind.NOT_A_DATE),
        (ANY, "20195", ComplaintKind.NOT_A_DATE),
        (ANY, "201913", ComplaintKind.NOT_A_DATE),
        (ANY, "2019-2020", ComplaintKind.NOT_A_DATE),
        (ANY, "1e kwartaal 2019", ComplaintKind.NOT_A_DATE),
    ],
)
def test_what_is_no_date_is_told(question: DateQuestion, typed: str, kind: ComplaintKind) -> None:
    assert complaint(question, typed)[0] == kind


@pytest.mark.parametrize("typed", ["٢٠١٩", "２０１９", "5-２０１９", "\u200f2019", "20\u200d19", "2019\u202e",
                                   "5\n2019", "2019\r\n5", "😀", "mei\u00a02019", "2" * 20_000, "x" * 20_000,
                                   "mei " * 5_000, "ſept 2019", "5-2019\x00", "−5-2019", "½ 2019"])  # fmt: skip
def test_strange_characters_are_no_date_and_break_nothing(tmp_path: Path, typed: str) -> None:
    assert complaint(ANY, typed)[0] == ComplaintKind.NOT_A_DATE
    scenario = Scenario.of(questionnaire(QUESTIONNAIRE.format("partial = true"), tmp_path))
    with pytest.raises(InvalidAnswer):
        scenario.answer(typed)
    assert not scenario.interview.answers


BOUNDS = ["partial = true", "min = 2016-05-15", "max = 2019-03-10"]


@pytest.mark.parametrize(
    "typed", ["2016", "5-2016", "15-5-2016", "2017", "2019", "3-2019", "10-3-2019"]
)
def test_a_date_of_which_a_day_is_within_bounds_is_right(tmp_path: Path, typed: str) -> None:
    text = QUESTIONNAIRE.format("\n".join(BOUNDS))
    Scenario.of(questionnaire(text, tmp_path)).answer(typed, next="last").reload()


@pytest.mark.parametrize("typed", ["2015", "4-2016", "14-5-2016", "2020", "4-2019", "11-3-2019"])
def test_a_date_of_which_no_day_is_within_bounds_is_refused(tmp_path: Path, typed: str) -> None:
    scenario = Scenario.of(questionnaire(QUESTIONNAIRE.format("\n".join(BOUNDS)), tmp_path))
    with pytest.raises(InvalidAnswer) as caught:
        scenario.answer(typed)
    assert caught.value.complaint.kind == ComplaintKind.DATE_OUT_OF_RANGE


def test_bounds_are_told_as_exactly_as_is_asked(tmp_path: Path) -> None:
    keys = 'precision = "month"\nmin = 2016-05-15'
    scenario = Scenario.of(questionnaire(QUESTIONNAIRE.format(keys), tmp_path))
    with pytest.raises(InvalidAnswer) as caught:
        scenario.answer("4-2016")
    assert caught.value.complaint.about["min"] == PartialDate(2016, 5)
    scenario.answer("5-2016", next="last")


def test_an_answer_is_kept_as_it_was_given(tmp_path: Path) -> None:
    instrument = questionnaire(QUESTIONNAIRE.format("partial = true"), tmp_path)
    scenario = Scenario.of(instrument).answer("mei 2019", next="last")
    answer = scenario.interview.answers["start"]
    assert answer.value == PartialDate(2019, 5)
    assert answer.to_json() == {"value": "2019-05"}
    assert answer_from_json(instrument.question("start"), {"value": "2019-05"}) == answer
    with pytest.raises(ValueError):  # noqa: PT011 - any will do
        answer_from_json(instrument.question("start"), {"value": "mei 2019"})


def test_a_day_is_as_before_where_nothing_is_said(tmp_path: Path) -> None:
    instrument = questionnaire(QUESTIONNAIRE.format('precision = "day"'), tmp_path)
    scenario = Scenario.of(instrument).answer("17-5-2019", next="last")
    assert scenario.interview.answers["start"].value == date(2019, 5, 17)
    with pytest.raises(InvalidAnswer) as caught:
        Scenario.of(instrument).answer("5-2019")
    assert caught.value.complaint.kind == ComplaintKind.NOT_A_DAY


def test_a_check_does_not_fire_where_the_span_leaves_it_open(tmp_path: Path) -> None:
    check = """
partial = true
[[section.question.check]]
that = "this <= today()"
level = "hard"
text = "Dat is later dan vandaag."
"""
    instrument = questionnaire(QUESTIONNAIRE.format(check), tmp_path)
    for right in ("2026", "2-2026", "3-2-2026", "2025"):  # today is 3 February 2026
        Scenario.of(instrument).answer(right, next="last")
    for wrong in ("2027", "3-2026", "4-2-2026"):
        with pytest.raises(InvalidAnswer):
            Scenario.of(instrument).answer(wrong)

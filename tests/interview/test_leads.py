"""Leads: what is worth a look, in numbers, and never a verdict (R29)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hybridequiz.interview.leads import (
    Case,
    Lead,
    LeadKind,
    case_of,
    find_leads,
    leads_among,
    own_leads,
)
from hybridequiz.questionnaire.questions import Mode
from hybridequiz.questionnaire.states import Missing
from hybridequiz.values import replace
from hybridequiz.wording.leads import lead_words, may_explain
from scenario import Scenario, questionnaire

DAY = "2026-02-03T10:00:00+01:00"
ORDINARY = Case("r", "q", "self", "extended", "", DAY, active=60_000, answered=10)
GRIDS = """
[options]
three = [{ code = 1, nl = "1" }, { code = 2, nl = "2" }, { code = 3, nl = "3" }]
[[section]]
id = "s"
title = "S"
[[section.question]]
id = "sat"
type = "grid"
options = "three"
missing = ["dont_know"]
text = "Hoe tevreden bent u over …"
items = [
  { id = "a", nl = "a" }, { id = "b", nl = "b" }, { id = "c", nl = "c" },
  { id = "d", nl = "d" }, { id = "e", nl = "e" },
]
[[section.question]]
id = "boss"
type = "grid"
options = "three"
self_block = true
text = "Hoe vindt u …"
items = [{ id = "k", nl = "k" }, { id = "l", nl = "l" }, { id = "m", nl = "m" }, { id = "n", nl = "n" }]
[[section.question]]
id = "short"
type = "grid"
options = "three"
text = "Hoe vaak …"
items = [{ id = "x", nl = "x" }, { id = "y", nl = "y" }, { id = "z", nl = "z" }]
"""


def case(**facts: Any) -> Case:
    return replace(ORDINARY, **facts)


def many(number: int, **facts: Any) -> list[Case]:
    return [case(response=f"r{n}", **facts) for n in range(number)]


def walked(tmp_path: Path, answers: Sequence[object], *, mode: Mode = "self") -> Case:
    person = Scenario.of(questionnaire(GRIDS, tmp_path), mode=mode)
    for answer in answers:
        person.answer(Missing.DONT_KNOW if answer is None else answer)
    given_ = {name: one.to_json() for name, one in person.interview.answers.items()}
    return case_of(
        person.interview.instrument, person.interview.session, given_, person.journal.events
    )


def kinds(leads: tuple[Lead, ...]) -> list[LeadKind]:
    return [one.kind for one in leads]


def test_r29_less_than_a_third_of_the_middle_time_a_question_is_a_lead() -> None:
    peers = many(8)
    fast = case(response="fast", active=19_000)
    [lead] = leads_among(fast, [*peers, fast])
    assert lead == Lead(LeadKind.FAST, {"pace": 1_900, "middle": 6_000, "among": 9})
    assert leads_among(case(active=20_000), [*peers, fast]) == ()


def test_who_was_asked_less_is_not_fast_for_that() -> None:
    short = case(response="short", active=12_000, answered=2)
    assert leads_among(short, [*many(8), short]) == ()


def test_with_few_others_there_is_nothing_to_compare_with() -> None:
    fast = case(response="fast", active=1)
    assert leads_among(fast, [*many(3), fast]) == ()
    assert kinds(leads_among(fast, [*many(4), fast])) == [LeadKind.FAST]


def test_only_the_same_questionnaire_mode_and_form_are_compared() -> None:
    fast = case(response="fast", active=1)
    others = [
        *many(3),
        *many(4, mode="interview"),
        *many(4, form="short"),
        *many(4, questionnaire="o"),
    ]
    assert find_leads([fast, *others]).responses[0] == (fast, ())


def test_the_time_of_paper_that_was_keyed_in_says_nothing() -> None:
    fast = case(response="fast", mode="paper", active=1, started="2026-02-03T03:00:00+01:00")
    assert leads_among(fast, [*many(9, mode="paper"), fast]) == ()


def test_r29_the_same_code_on_all_items_of_a_grid_is_a_lead(tmp_path: Path) -> None:
    [lead] = own_leads(walked(tmp_path, [2] * 5 + [1, 2, 1, 2] + [1, 1, 1]))
    assert lead == Lead(LeadKind.STRAIGHT, {"straight": 1, "grids": 2, "items": 5})


def test_several_grids_are_counted_together(tmp_path: Path) -> None:
    [lead] = own_leads(walked(tmp_path, [2] * 5 + [1] * 4 + [1, 1, 1]))
    assert lead.numbers == {"straight": 2, "grids": 2, "items": 9}


def test_one_other_answer_and_a_short_grid_are_none(tmp_path: Path) -> None:
    assert own_leads(walked(tmp_path, [2, 2, 2, 2, 3, 1, 2, 2, 2, 1, 1, 1])) == ()


def test_items_without_an_answer_do_not_make_a_line(tmp_path: Path) -> None:
    assert own_leads(walked(tmp_path, [2, 2, 2, None, None])) == ()
    assert kinds(own_leads(walked(tmp_path, [2, 2, 2, 2, None]))) == [LeadKind.STRAIGHT]


def test_r30_a_lead_says_nothing_of_what_was_answered_alone_in_an_interview(tmp_path: Path) -> None:
    answers = [1, 2, 1, 2, 1] + [3] * 4
    assert own_leads(walked(tmp_path, answers, mode="interview")) == ()
    assert kinds(own_leads(walked(tmp_path, answers))) == [LeadKind.STRAIGHT]


@pytest.mark.parametrize(
    ("clock", "night"),
    [("22:59", False), ("23:00", True), ("00:30", True), ("05:59", True), ("06:00", False)],
)
def test_r29_night_is_on_the_clock_of_the_place(clock: str, night: bool) -> None:
    begun = case(started=f"2026-02-03T{clock}:00-05:00")
    assert (kinds(own_leads(begun)) == [LeadKind.NIGHT]) is night


def unsure(share: Mapping[bool, int], name: str = "climate") -> list[Case]:
    return [
        case(response=f"{said}{n}", unsure={name: said})
        for said, number in share.items()
        for n in range(number)
    ]


def test_more_than_fifteen_per_cent_dont_know_is_a_lead_on_the_question() -> None:
    [found] = find_leads(unsure({True: 4, False: 21})).questions
    assert (found.questionnaire, found.question) == ("q", "climate")
    assert found.lead.numbers == {"share": 16, "said": 4, "asked": 25}
    assert find_leads(unsure({True: 3, False: 17})).questions == (), "fifteen is not more"
    assert find_leads(unsure({True: 4, False: 5})).questions == (), "too few to say"


def test_an_interviewers_work_is_summed_up_without_a_verdict() -> None:
    night = "2026-02-03T23:30:00+01:00"
    cases = [
        *many(3, mode="interview", interviewer="I7"),
        *many(2, mode="interview", interviewer="I9", started=night, active=40_000),
        *many(4),
    ]
    first, second = find_leads(cases).interviewers
    assert (first.interviewer, first.interviews, first.with_leads) == ("I7", 3, 0)
    assert (second.interviewer, second.middle, second.with_leads, second.at_night) == (
        "I9",
        40_000,
        2,
        2,
    )


@given(
    st.lists(
        st.builds(
            case,
            response=st.uuids().map(str),
            active=st.integers(0, 10**7),
            answered=st.integers(0, 60),
            interviewer=st.sampled_from(["", "I1", "I2"]),
            mode=st.sampled_from(["self", "interview", "paper"]),
        ),
        max_size=20,
    )
)
def test_every_response_is_there_and_the_order_changes_no_lead(cases: list[Case]) -> None:
    found = find_leads(cases)
    assert [one for one, _ in found.responses] == cases
    turned = find_leads(cases[::-1])
    assert list(turned.responses)[::-1] == list(found.responses)
    assert turned.interviewers == found.interviewers


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    "lead",
    [
        Lead(LeadKind.FAST, {"pace": 1_940, "middle": 6_000, "among": 9}),
        Lead(LeadKind.STRAIGHT, {"straight": 1, "grids": 2, "items": 5}),
        Lead(LeadKind.NIGHT, {"hour": 0, "minute": 5}),
        Lead(LeadKind.DONT_KNOW, {"share": 16, "said": 4, "asked": 25}),
    ],
)
def test_a_lead_says_what_was_seen_and_what_may_explain_it(lead: Lead, language: str) -> None:
    assert any(sign.isdigit() for sign in lead_words(lead, language))
    assert may_explain(lead, language).startswith({"nl": "Misschien", "en": "Perhaps"}[language])


def test_numbers_stand_in_the_readers_notation() -> None:
    lead = Lead(LeadKind.FAST, {"pace": 1_940, "middle": 6_000, "among": 9})
    assert "1,9 s" in lead_words(lead, "nl")
    assert "1.9 s" in lead_words(lead, "en")


IN_ROWS = """
[options]
three = [{ code = 1, nl = "1" }, { code = 2, nl = "2" }, { code = 3, nl = "3" }]
[[section]]
id = "s"
title = "S"
[[section.question]]
id = "much"
type = "integer"
min = 0
max = 2
text = "?"
[[section]]
id = "r"
title = "R"
repeat = "much"
[[section.question]]
id = "sat"
type = "grid"
options = "three"
text = "Hoe tevreden bent u over …"
items = [{ id = "a", nl = "a" }, { id = "b", nl = "b" }, { id = "c", nl = "c" }, { id = "d", nl = "d" }]
"""


def test_a_grid_is_looked_at_row_by_row(tmp_path: Path) -> None:
    person = Scenario.of(questionnaire(IN_ROWS, tmp_path)).answer(2)
    for code in (1, 1, 1, 1, 2, 2, 2, 2):
        person.answer(code)
    interview = person.interview
    answers = {name: one.to_json() for name, one in interview.answers.items()}
    case = case_of(interview.instrument, interview.session, answers, person.journal.events)
    assert case.grids == ((1, 1, 1, 1), (2, 2, 2, 2))
    assert [one.numbers["straight"] for one in own_leads(case)] == [2]

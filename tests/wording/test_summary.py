from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from hybridequiz.interview.dispositions import Disposition
from hybridequiz.interview.events import Event, EventKind, Json
from hybridequiz.interview.interview import begin
from hybridequiz.interview.paradata import active_time
from hybridequiz.questionnaire.states import Missing
from hybridequiz.wording.summary import disposition_words, recognisable, summarise
from hybridequiz.wording.summary_parts import AnswerLine, SectionSummary, Summary
from interview.test_rosters import COUNTED
from scenario import Scenario, questionnaire
from wording.summary_kit import full_walk, named, summary_of, walk

GOLDEN = Path(__file__).parent.parent / "golden"


def line(summary: Summary, name: str) -> AnswerLine:
    lines = [one for section in summary.sections for one in section.lines]
    return next(one for one in lines if one.question.id == name)


def nothing_else(summary: Summary) -> bool:
    return not any((summary.missing, summary.remarks, summary.checks, summary.aside))


def test_a_finished_interview_tells_who_when_and_how_it_ended(tmp_path: Path) -> None:
    person = full_walk(tmp_path)
    person.finish()
    summary = summary_of(person)
    facts, timing = summary.facts, summary.timing
    assert (facts.title, facts.version) == ("What the workshop brought", "1.2")
    assert (facts.interviewer, facts.case, facts.code) == ("AB", "K-0012", "AAAA-AAAA")
    assert facts.rehearsal
    assert timing.day == date(2026, 2, 3)
    assert timing.started == "2026-02-03T10:00:00+01:00"
    assert timing.finished == person.journal.events[-1].at
    assert (timing.sittings, timing.pauses) == (1, 1)
    assert summary.outcome.disposition == Disposition.COMPLETE
    assert summary.outcome.words == "Complete"
    assert not summary.is_open


def test_answers_stand_in_words_by_section_with_counts(tmp_path: Path) -> None:
    summary = summary_of(full_walk(tmp_path), mask=False)
    counts = {one.id: (one.answered, one.asked) for one in summary.sections}
    assert counts == {
        "start": (1, 1),
        "you": (2, 2),
        "alone": (2, 2),
        "last": (0, 1),
        "notes": (1, 1),
    }
    assert line(summary, "years").words == "61 years"
    assert line(summary, "boss").words == "Else, namely: jealousy"
    assert line(summary, "grade").missing is Missing.DONT_KNOW


def test_a_derived_answer_is_marked_and_not_counted(tmp_path: Path) -> None:
    assert line(summary_of(full_walk(tmp_path), mask=False), "boss_most").derived


def test_a_long_question_is_known_by_its_first_question(tmp_path: Path) -> None:
    shown = line(summary_of(full_walk(tmp_path)), "years").question.text
    assert shown == "How long have you worked in your trade?"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Short.", "Short."),
        ("And? " + "word " * 30, "And? " + "word " * 15 + "word…"),
        ("x" * 200, "x" * 87 + "…"),
        ("“Is it so that you were satisfied?” asks nobody", None),
    ],
)
def test_recognisable_stops_between_words(text: str, shown: str | None) -> None:
    assert recognisable(text) == (shown or text)


def test_what_was_answered_alone_shows_nowhere_in_an_interview(tmp_path: Path) -> None:
    person = full_walk(tmp_path)
    boss = person.interview.instrument.by_id["boss"]
    person.conductor.remark("typed by the respondent: jealousy", item=boss)
    summary = summary_of(person)
    told = json.dumps(summary.to_json())
    assert "jealousy" not in told
    assert line(summary, "boss").words == "••• (answered alone)"
    assert line(summary, "boss_most").masked, "what is filled in from it would tell it"
    assert line(summary, "retold").question.text == "You named something. What would help?"


def lines_alone(folder: Path, value: object) -> SectionSummary:
    person = walk(folder).answer(1).answer(7).answer(8, next="boss")
    person.answer(value, other={97: "else"} if value == [1, 97] else None)
    if person.at == "boss_most":
        person.answer(1)
    person.expect("retold").answer("a talk", next="advice")
    return next(one for one in summary_of(person).sections if one.id == "alone")


def test_what_was_answered_alone_cannot_be_told_from_what_was_asked_next(tmp_path: Path) -> None:
    one, two, none = (lines_alone(tmp_path, value) for value in ([1], [1, 97], Missing.REFUSED))
    assert one == two == none
    assert [line.masked for line in one.lines] == [True, True, False]


def test_a_reason_that_was_given_alone_is_not_listed_as_missing(tmp_path: Path) -> None:
    person = walk(tmp_path).answer(1).answer(7).answer(8, next="boss").answer(Missing.REFUSED)
    summary = summary_of(person)
    assert line(summary, "boss").missing is None
    assert "boss" not in [one.id for group in summary.missing for one in group.questions]


def test_progress_counts_what_was_answered_alone(tmp_path: Path) -> None:
    person = full_walk(tmp_path)
    masked, plain = summary_of(person), summary_of(person, mask=False)
    assert masked.outcome.progress == plain.outcome.progress
    assert all(one.answered == one.asked for one in masked.sections if one.id == "alone")


def test_without_an_interviewer_nothing_is_masked(tmp_path: Path) -> None:
    summary = summary_of(full_walk(tmp_path, mode="self"), mask=True)
    assert line(summary, "boss").words == "Else, namely: jealousy"


def test_what_has_no_value_is_grouped_by_its_reason(tmp_path: Path) -> None:
    person = full_walk(tmp_path)
    person.finish()
    groups = {
        group.reason: [one.id for one in group.questions] for group in summary_of(person).missing
    }
    assert groups == {
        Missing.DONT_KNOW: ["grade"],
        Missing.LEFT_EMPTY: ["advice"],
        Missing.OFF_ROUTE: ["grade_why"],
        Missing.NOT_IN_MODE: ["began"],
    }


def test_after_a_break_off_what_was_not_reached_is_counted_and_named(tmp_path: Path) -> None:
    person = walk(tmp_path).answer(1).answer(7, next="grade")
    person.conductor.end("had to leave")
    person.answer("at the gate", next="")
    person.finish()
    summary = summary_of(person)
    assert summary.outcome.ended_early
    assert summary.outcome.reason == "had to leave"
    counts = {one.id: (one.answered, one.asked) for one in summary.sections}
    assert counts["you"] == (1, 2)
    not_reached = next(one for one in summary.missing if one.reason is Missing.NOT_REACHED)
    assert [one.id for one in not_reached.questions] == ["grade", "boss", "retold", "advice"]


def test_checks_tell_the_reason_of_a_confirmation_and_what_was_only_noted(tmp_path: Path) -> None:
    confirmed = summary_of(full_walk(tmp_path)).checks
    assert [(one.level, one.confirmed, one.reason) for one in confirmed] == [
        ("soft", True, "began at nine")
    ]
    noted = summary_of(walk(tmp_path).answer(1).answer(2)).checks
    assert [(one.level, one.confirmed, one.text) for one in noted] == [
        ("info", False, "Most people have more.")
    ]


def test_a_confirmation_of_an_answer_that_was_changed_is_not_told(tmp_path: Path) -> None:
    person = full_walk(tmp_path).jump("years").answer(30)
    assert summary_of(person).checks == ()


def test_answers_set_aside_are_named(tmp_path: Path) -> None:
    assert [one.id for one in summary_of(full_walk(tmp_path)).aside] == ["grade_why"]


def test_the_time_between_two_sittings_does_not_count() -> None:
    sittings = [
        Event(EventKind.STARTED, "", 5),
        Event(EventKind.PAUSED, "", 60_005),
        Event(EventKind.RESUMED, "", 2),
        Event(EventKind.FINISHED, "", 30_002),
    ]
    assert active_time(sittings) == 90_000
    assert active_time([]) == 0


def test_languages_are_told_in_the_order_of_their_use(tmp_path: Path) -> None:
    person = walk(tmp_path).answer(1)
    for language in ("nl", "en"):
        person.conductor.switch_language(language)
    assert summary_of(person).facts.languages == ("en", "nl")


def test_an_interview_that_just_began_has_a_summary(tmp_path: Path) -> None:
    summary = summary_of(walk(tmp_path))
    assert summary.is_open
    assert summary.outcome.progress is not None
    assert nothing_else(summary)
    assert not any(section.lines for section in summary.sections)
    assert summarise(walk(tmp_path).interview, [], mask_self_block=True).timing.started == ""


def refuses(person: Scenario) -> Scenario:
    person.conductor.remark("a private matter")
    person.answer(2, next="where").answer("at the gate", next="")
    person.finish()
    return person


def test_a_forgotten_interview_tells_only_how_it_ended_and_the_notes(tmp_path: Path) -> None:
    summary = summary_of(refuses(walk(tmp_path)))
    assert summary.outcome.forgotten
    assert summary.outcome.words == "Refused"
    assert [one.id for one in summary.sections] == ["notes"]
    assert summary.facts.code == summary.facts.case == summary.facts.interviewer == ""
    assert nothing_else(summary)
    assert (summary.timing.started, summary.timing.active) == ("", 0)


def test_a_forgotten_interview_is_the_same_from_the_one_event_that_is_left(tmp_path: Path) -> None:
    person = refuses(walk(tmp_path))
    last = person.journal.events[-1]
    notes: Json = {"where": person.interview.answers["where"].to_json()}
    left = Event(
        EventKind.FORGOTTEN, last.at, last.elapsed, body={"disposition": 20, "notes": notes}
    )
    session = replace(person.interview.session, code="")
    again = summarise(begin(person.interview.instrument, session), [left], mask_self_block=True)
    assert again == summary_of(person)


def test_hostile_texts_are_harmless_in_every_part(tmp_path: Path) -> None:
    instrument = questionnaire(
        '[[section]]\nid="s"\ntitle="T\\u001b[2J"\n[[section.question]]\nid="q"\ntype="text"\n'
        'text="[red]Q\\u009b31m\\u202e[/red]"\n',
        tmp_path,
    )
    person = Scenario.of(instrument)
    person.conductor.remark("\x1b]0;owned\x07")
    person.answer("fine")
    session = replace(person.interview.session, interviewer="\x1b[31mme", case="a\nb")
    summary = summarise(
        replace(person.interview, session=session),
        person.journal.events,
        saved=["/data/\x1b[2J.json"],
        mask_self_block=True,
    )
    told = json.dumps(summary.to_json(), ensure_ascii=False)
    assert "\\u001b" not in told
    assert not {"\x1b", "\x9b", "\u202e", "\x07"} & set(told)
    assert summary.facts.case == "a b"


def test_every_disposition_has_words() -> None:
    assert len({disposition_words(one, "en") for one in Disposition}) == len(Disposition)


def test_the_summary_as_json_is_byte_for_byte_what_it_was(tmp_path: Path) -> None:
    person = full_walk(tmp_path)
    person.finish()
    summary = summarise(
        named(person.interview),
        person.journal.events,
        saved=["/data/answers/one.json"],
        mask_self_block=True,
    )
    written = json.dumps(summary.to_json(), ensure_ascii=False, indent=2) + "\n"
    assert written.encode() == (GOLDEN / "summary.json").read_bytes()


def test_what_is_open_in_rows_is_told_with_its_row(tmp_path: Path) -> None:
    person = Scenario.of(questionnaire(COUNTED, tmp_path))
    person.answer(2).answer("An").answer(Missing.LEFT_EMPTY).answer("Bo").answer(Missing.LEFT_EMPTY)
    person.answer("klaar").finish()
    summary = summary_of(person)
    (left,) = (one for one in summary.missing if one.reason is Missing.LEFT_EMPTY)
    assert [one.text for one in left.questions][:2] == [
        "Opleider 1: An · Hoe oud is An?",
        "Opleider 2: Bo · Hoe oud is Bo?",
    ]
    assert line(summary, "age[2]").question.text == "Hoe oud is Bo?"

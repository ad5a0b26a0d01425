"""Where a person is: on, back, jumps, resuming, and the block that a respondent answers alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from hybridequiz.interview.answers import Answer
from hybridequiz.interview.events import Event, EventKind
from hybridequiz.interview.interview import fold
from hybridequiz.questionnaire.states import Missing
from scenario import MemoryJournal, Scenario, questionnaire

YES_NO = 'options = [{ code = 1, nl = "Ja" }, { code = 2, nl = "Nee" }]'


def single(name: str, more: str = "") -> str:
    return f"""
[[section.question]]
id = "{name}"
type = "single"
{YES_NO}
{more}
text = "{name}?"
"""


SECTION = '[[section]]\nid = "s"\ntitle = "S"\n'
NOTE = '[[section.question]]\nid = "hello"\ntype = "note"\ntext = "Welkom"\n'
FOUR = (
    '[[exit]]\nwhen = "adult == 2"\ndisposition = "not_eligible"\ntext = "Te jong."\n'
    + SECTION
    + NOTE
    + single("first")
    + single("needed", "required = true")
    + single("adult")
    + single("last")
)


def test_a_note_is_read_and_comes_again_on_the_way_back(tmp_path: Path) -> None:
    person = Scenario.of(questionnaire(FOUR, tmp_path)).expect("hello").read(next="first")
    person.back(expect="hello").reload().read(next="first")
    with pytest.raises(ValueError, match="note"):
        person.conductor.read_note()


def test_back_stops_at_the_beginning(tmp_path: Path) -> None:
    person = Scenario.of(questionnaire(FOUR, tmp_path))
    assert not person.conductor.back()
    assert person.at == "hello"


def test_going_on_past_an_answer_changes_nothing_but_the_place(tmp_path: Path) -> None:
    person = Scenario.of(questionnaire(FOUR, tmp_path)).read().answer(1).answer(2)
    given = person.interview.given
    person.back(expect="needed").back(expect="first").go_on(next="needed").go_on(next="adult")
    assert person.interview.given == given
    with pytest.raises(ValueError, match="no answer yet"):
        person.conductor.go_on()


def test_nothing_can_be_answered_past_the_end_or_at_a_note(tmp_path: Path) -> None:
    person = Scenario.of(questionnaire(FOUR, tmp_path))
    with pytest.raises(ValueError, match="no question"):
        person.conductor.answer(Answer(1))
    person.read().answer(1).answer(1).answer(1).answer(1).expect("")
    for act in (person.conductor.go_on, person.conductor.clear, person.conductor.read_note):
        with pytest.raises(ValueError, match="there is no"):
            act()


@pytest.mark.parametrize(
    ("answers", "target", "open_ones"),
    [
        ([], "first", []),
        ([], "needed", []),
        ([], "adult", ["needed"]),
        ([], "last", ["needed", "adult"]),
        ([1, 1], "last", ["adult"]),
        ([1, 1, Missing.LEFT_EMPTY], "last", []),
    ],
)
def test_a_jump_ahead_past_what_is_required_or_decides_an_exit_is_refused(
    tmp_path: Path, answers: list[object], target: str, open_ones: list[str]
) -> None:
    person = Scenario.of(questionnaire(FOUR, tmp_path)).read()
    for value in answers:
        person.answer(value)
    before = person.at
    blocked = person.conductor.jump(person.interview.instrument.by_id[target])
    assert [one.id for one in blocked.open] == open_ones
    assert person.at == (before if open_ones else target)


def test_a_jump_back_is_never_refused_and_leaves_no_hole(tmp_path: Path) -> None:
    person = Scenario.of(questionnaire(FOUR, tmp_path)).read().answer(1).answer(1, next="adult")
    person.jump("first").go_on(next="needed").go_on(next="adult")


def test_no_jump_leads_off_the_route(tmp_path: Path) -> None:
    text = (
        SECTION + single("first") + single("extra", 'show_if = "first == 1"\non_unknown = "hide"')
    )
    person = Scenario.of(questionnaire(text, tmp_path)).answer(2, next="")
    person.conductor.jump(person.interview.instrument.by_id["extra"])
    assert person.at == ""


def test_a_resume_goes_on_where_it_stopped(tmp_path: Path) -> None:
    person = Scenario.of(questionnaire(FOUR, tmp_path)).read().answer(1)
    here = person.at
    person.conductor.pause("hang-up")
    person.reload().expect(here)
    person.conductor.come_back()
    person.reload().expect(here)
    assert person.interview.sittings == 2


def test_r03_a_resume_shows_no_answer_that_was_gone_back_to(tmp_path: Path) -> None:
    person = (
        Scenario.of(questionnaire(FOUR, tmp_path)).read().answer(1).answer(1).back(expect="needed")
    )
    person.conductor.pause("hang-up")
    person.conductor.come_back()
    person.reload()
    assert person.at != "needed"
    assert person.at not in person.interview.answers


def test_r30_what_was_answered_alone_is_sealed_when_the_interview_is_left(tmp_path: Path) -> None:
    person = Scenario.of(questionnaire(BLOCK, tmp_path), mode="interview")
    person.answer(1, next="alone_a").answer(1, next="alone_b").back(expect="alone_a")
    person.conductor.pause("key")
    person.conductor.come_back()
    person.reload().expect("alone_b")
    assert person.conductor.back_target() is person.interview.instrument.by_id["before"]
    assert not person.conductor.may_visit(person.interview.instrument.by_id["alone_a"])


def test_an_interview_begins_with_its_session() -> None:
    event = Event(EventKind.SEEN, "2026-02-03T10:00:00+01:00", 0, "hello")
    for events in ([], [event]):
        with pytest.raises(ValueError, match="begins with its session"):
            fold(None, events)  # type: ignore[arg-type]  # it is refused before the questionnaire is needed


BLOCK = (
    SECTION
    + single("before")
    + single("alone_a", "self_block = true")
    + single("alone_b", "self_block = true")
    + single("alone_c", 'self_block = true\nshow_if = "before == 2"\non_unknown = "hide"')
    + single("after")
)


def through_the_block(tmp_path: Path) -> Scenario:
    person = Scenario.of(questionnaire(BLOCK, tmp_path), mode="interview").answer(1, next="alone_a")
    return person.answer(1, next="alone_b").answer(1, next="after")


def test_an_interviewer_pages_over_the_block_in_both_directions(tmp_path: Path) -> None:
    person = through_the_block(tmp_path).back(expect="before")
    person.go_on(next="after").reload().expect("after")


def test_an_interviewer_cannot_jump_into_the_block(tmp_path: Path) -> None:
    person = through_the_block(tmp_path)
    planned = person.interview.instrument.by_id["alone_a"]
    assert not person.conductor.may_visit(planned)
    person.conductor.jump(planned)
    assert person.at == "after"


def test_from_the_end_an_interviewer_does_not_land_in_the_block(tmp_path: Path) -> None:
    text = BLOCK.split('\n[[section.question]]\nid = "after"')[0]
    person = Scenario.of(questionnaire(text, tmp_path), mode="interview").answer(1)
    person.answer(1).answer(1, next="").back(expect="before").go_on(next="")


def test_inside_the_block_the_respondent_goes_back_and_on(tmp_path: Path) -> None:
    person = Scenario.of(questionnaire(BLOCK, tmp_path), mode="interview").answer(1).answer(1)
    person.expect("alone_b").back(expect="alone_a").reload().expect("alone_a")
    person.go_on(next="alone_b").answer(1, next="after")


def test_a_question_of_the_block_that_newly_comes_is_put_alone(tmp_path: Path) -> None:
    person = through_the_block(tmp_path).back(expect="before").answer(2, next="alone_c")
    person.answer(1, next="after").back(expect="before")


def test_who_answers_alone_anyway_pages_freely(tmp_path: Path) -> None:
    person = Scenario.of(questionnaire(BLOCK, tmp_path), mode="self").answer(1).answer(1).answer(1)
    person.expect("after").back(expect="alone_b").back(expect="alone_a").back(expect="before")
    person.go_on(next="alone_a").go_on(next="alone_b").go_on(next="after")


class FullDisk(MemoryJournal):
    """A journal that cannot save."""

    def append(self, events: Sequence[Event]) -> None:
        raise OSError(28, "No space left on device", str(len(events)))


def test_what_was_not_saved_did_not_happen(tmp_path: Path) -> None:
    person = Scenario.of(questionnaire(FOUR, tmp_path)).read()
    before = person.interview
    person.conductor.save_elsewhere(FullDisk())
    with pytest.raises(OSError, match="No space"):
        person.answer(1)
    assert person.interview is before
    person.conductor.save_elsewhere(person.journal)
    person.answer(1, next="needed").reload()


def test_all_that_an_answer_brings_about_is_saved_in_one_piece(tmp_path: Path) -> None:
    text = (
        SECTION + single("first") + single("extra", 'show_if = "first == 1"\non_unknown = "hide"')
    )
    person = Scenario.of(questionnaire(text, tmp_path)).answer(1).answer(1).jump("first")
    pieces: list[list[EventKind]] = []

    class Noting(MemoryJournal):
        def append(self, events: Sequence[Event]) -> None:
            pieces.append([event.kind for event in events])

    person.conductor.save_elsewhere(Noting())
    person.answer(2)
    assert pieces == [[EventKind.ANSWERED, EventKind.SET_ASIDE]]


def test_nothing_follows_the_end(tmp_path: Path) -> None:
    person = (
        Scenario.of(questionnaire(FOUR, tmp_path)).read().answer(1).answer(1).answer(1).answer(1)
    )
    assert person.finish() == 10
    with pytest.raises(ValueError, match="is finished"):
        person.conductor.back()
    with pytest.raises(ValueError, match="is finished"):
        person.finish()


def test_help_language_remarks_and_drafts_leave_the_place_alone(tmp_path: Path) -> None:
    head = (
        'id = "test"\nversion = "1"\naudience = "people"\nlanguages = ["nl", "en"]\ntitle = "T"\n'
    )
    text = FOUR.replace("options = [", "options = [").replace(
        '{ code = 1, nl = "Ja" }, { code = 2, nl = "Nee" }',
        '{ code = 1, nl = "Ja", en = "Yes" }, { code = 2, nl = "Nee", en = "No" }',
    )
    person = Scenario.of(questionnaire(text, tmp_path, head=head)).read().expect("first")
    person.conductor.help_opened()
    person.conductor.switch_language("en")
    person.conductor.keep_draft("hal")
    person.conductor.remark(" keek weg\x00 ")
    person.answer(1, next="needed").reload()
    assert person.journal.draft == ("first", "hal")
    assert person.interview.remarks == {"first": "keek weg"}
    said = [one.body for one in person.journal.events if one.kind is EventKind.ANSWERED]
    assert said[-1]["language"] == "en"
    person.jump("first").conductor.remark("\u200d ")
    assert person.interview.remarks == {}

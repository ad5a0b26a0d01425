from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from hybridequiz.questionnaire.states import Missing
from hybridequiz.wording.summary_parts import Named, RemarkLine, SectionSummary, Summary
from hybridequiz.wording.summary_view import summary_view
from interview.test_rosters import COUNTED
from scenario import Scenario, questionnaire
from wording.summary_kit import full_walk, summary_of, walk

GOLDEN = Path(__file__).parent.parent / "golden"
SAVED = (
    "/home/ab/.local/share/hybridequiz/live/answers/00000000-0000-4000-8000-000000000000.json",
)


def drawn(summary: Summary, width: int, *, ascii_only: bool = False) -> str:
    paper = io.StringIO()
    console = Console(file=paper, width=200, color_system=None, legacy_windows=False)
    console.print(summary_view(summary, width=width, ascii=ascii_only))
    return paper.getvalue()


@pytest.fixture
def finished(tmp_path: Path) -> Summary:
    person = full_walk(tmp_path)
    person.finish()
    return summary_of(person, saved=SAVED)


@pytest.mark.parametrize("width", [60, 80])
def test_the_picture_is_byte_for_byte_what_it_was(finished: Summary, width: int) -> None:
    assert drawn(finished, width).encode() == (GOLDEN / f"summary-{width}.txt").read_bytes()


def test_the_picture_without_box_characters_is_byte_for_byte_what_it_was(
    finished: Summary,
) -> None:
    picture = drawn(finished, 80, ascii_only=True)
    assert picture.encode() == (GOLDEN / "summary-ascii.txt").read_bytes()
    assert not set("─│╭╮╰╯━·•█░") & set(picture)


def test_an_open_interview_is_byte_for_byte_what_it_was(tmp_path: Path) -> None:
    person = walk(tmp_path).answer(1).answer(2, next="grade")
    assert drawn(summary_of(person), 80).encode() == (GOLDEN / "summary-open.txt").read_bytes()


def test_a_forgotten_interview_is_byte_for_byte_what_it_was(tmp_path: Path) -> None:
    person = walk(tmp_path).answer(2).answer("at the gate")
    person.finish()
    picture = drawn(summary_of(person), 80)
    assert picture.encode() == (GOLDEN / "summary-forgotten.txt").read_bytes()


@pytest.mark.parametrize("width", [60, 76, 80, 120])
def test_no_line_is_wider_than_asked(finished: Summary, width: int) -> None:
    long = Named("q", "Donaudampfschifffahrtsgesellschaft" * 5)
    summary = replace(finished, remarks=(RemarkLine(long, "語" * 300),), aside=(long,))
    assert max(cell_len(line) for line in drawn(summary, width).splitlines()) <= width


def test_markup_in_answers_and_remarks_is_shown_as_it_was_typed(finished: Summary) -> None:
    assert "Hesitated [bold]long[/bold]." in drawn(finished, 120)


def test_control_characters_never_reach_the_terminal(finished: Summary) -> None:
    hostile = "\x1b[2J\x9b31m\u202e\x07"
    named = Named("q", hostile)
    summary = replace(
        finished,
        facts=replace(finished.facts, title=hostile, interviewer=hostile),
        sections=(SectionSummary("s", hostile, 1, 1, ()),),
        remarks=(RemarkLine(named, hostile),),
        aside=(named,),
        saved=(hostile,),
    )
    assert not {"\x1b", "\x9b", "\u202e", "\x07"} & set(drawn(summary, 80))


def test_an_answer_that_the_program_filled_in_says_so(tmp_path: Path) -> None:
    picture = drawn(summary_of(full_walk(tmp_path), mask=False), 120)
    assert "Else, namely: jealousy (filled in by the program)" in picture


def test_an_interview_without_answers_says_so(tmp_path: Path) -> None:
    assert "There are no answers yet." in drawn(summary_of(walk(tmp_path)), 60)


def test_a_very_long_answer_is_cut_and_says_so(finished: Summary) -> None:
    section = finished.sections[1]
    long = replace(section.lines[0], words="word " * 200)
    picture = drawn(replace(finished, sections=(replace(section, lines=(long,)),)), 120)
    assert "[600 more characters]" in " ".join(picture.split())


def test_a_bar_is_full_only_when_nothing_is_left(finished: Summary) -> None:
    section = replace(finished.sections[0], answered=999, asked=1000, lines=())
    bar = next(
        line
        for line in drawn(replace(finished, sections=(section,)), 80).splitlines()
        if "━" in line
    )
    assert "━·" in bar


def test_no_background_is_set_so_that_it_reads_on_light_and_dark(finished: Summary) -> None:
    paper = io.StringIO()
    console = Console(file=paper, width=80, color_system="truecolor", force_terminal=True)
    for segment in console.render(summary_view(finished, width=80)):
        assert segment.style is None or segment.style.bgcolor is None
        assert (
            segment.style is None
            or segment.style.color is None
            or segment.style.color.number in range(16)
        )


def test_what_was_not_asked_is_named_in_words_with_its_row(tmp_path: Path) -> None:
    person = Scenario.of(questionnaire(COUNTED, tmp_path))
    person.answer(2).answer("An").answer(Missing.LEFT_EMPTY).answer("Bo").answer(Missing.LEFT_EMPTY)
    person.answer("klaar").finish()
    picture = drawn(summary_of(person), 80)
    _, _, not_asked = picture.partition("Niet gevraagd (3)")
    assert "Opleider 2: Bo · Heeft Bo een rijbewijs?" in not_asked
    assert "[2]" not in picture

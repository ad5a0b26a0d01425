"""Progress: the section among those that this person sees, and the questions left as a range."""

from __future__ import annotations

from pathlib import Path

from hybridequiz.interview.progress import Progress, progress
from scenario import Scenario, questionnaire

YES_NO = 'options = [{ code = 1, nl = "Ja" }, { code = 2, nl = "Nee" }]'


def single(name: str, more: str = "") -> str:
    return f'\n[[section.question]]\nid = "{name}"\ntype = "single"\n{YES_NO}\n{more}\ntext = "?"\n'


def section(name: str, *questions: str, more: str = "") -> str:
    return f'\n[[section]]\nid = "{name}"\ntitle = "{name}"\n{more}\n' + "".join(questions)


IF_YES = 'show_if = "work == 1"\non_unknown = "hide"'
BRANCHING = (
    section("start", single("work"))
    + section("job", single("boss"), single("pay"), more=IF_YES)
    + section("close", single("last", 'show_if = "answered(work)"'), single("thanks"))
)


def test_what_may_come_counts_in_the_most_and_what_must_come_in_the_fewest(tmp_path: Path) -> None:
    person = Scenario.of(questionnaire(BRANCHING, tmp_path))
    assert progress(person.interview) == Progress(section=1, sections=3, fewest=2, most=5)


def test_an_answer_narrows_the_range(tmp_path: Path) -> None:
    instrument = questionnaire(BRANCHING, tmp_path)
    yes, no = Scenario.of(instrument).answer(1), Scenario.of(instrument).answer(2)
    assert progress(yes.interview) == Progress(section=2, sections=3, fewest=4, most=4)
    assert progress(no.interview) == Progress(section=2, sections=2, fewest=2, most=2)


def test_at_the_end_nothing_is_left(tmp_path: Path) -> None:
    person = Scenario.of(questionnaire(BRANCHING, tmp_path)).answer(2).answer(1).answer(1)
    assert progress(person.interview) == Progress(section=0, sections=2, fewest=0, most=0)


def test_the_range_holds_for_who_stays_and_anew_for_who_leaves(tmp_path: Path) -> None:
    leaves = '[[exit]]\nwhen = "work == 2"\ndisposition = "not_eligible"\ntext = "Dank u."\n'
    text = leaves + section("start", single("work"), single("pay"), single("boss"))
    instrument = questionnaire(
        text + section("after", single("noise"), more="after_exit = true"), tmp_path
    )
    person = Scenario.of(instrument)
    assert progress(person.interview) == Progress(section=1, sections=2, fewest=4, most=4)
    person.answer(1)
    assert progress(person.interview) == Progress(section=1, sections=2, fewest=3, most=3)
    person.back(expect="work").answer(2)
    assert progress(person.interview) == Progress(section=2, sections=2, fewest=1, most=1)


def test_who_may_still_undo_an_exit_may_come_to_what_lies_behind_it(tmp_path: Path) -> None:
    leaves = (
        '[[exit]]\nwhen = "pay == 2 and not answered(work)"\n'
        'disposition = "not_eligible"\ntext = "Dank u."\n'
    )
    text = leaves + section("start", single("work"), single("pay"), single("boss"))
    person = Scenario.of(questionnaire(text, tmp_path))
    person.answer(1).answer(2).jump("work")
    person.conductor.clear()
    assert progress(person.interview).most == 2, "work, and then boss"


def test_what_will_fill_itself_in_is_not_promised(tmp_path: Path) -> None:
    many = single("many").replace('"single"', '"multiple"')
    main = single("main", 'chosen_in = "many"\nderive = "only_choice"')
    person = Scenario.of(questionnaire(section("s", many, main), tmp_path))
    assert progress(person.interview) == Progress(section=1, sections=1, fewest=1, most=2)
    person.answer([1])
    assert progress(person.interview) == Progress(section=0, sections=1, fewest=0, most=0)


def test_after_an_early_end_only_what_is_asked_after_it_is_left(tmp_path: Path) -> None:
    text = BRANCHING + section("after", single("noise"), more="after_exit = true")
    person = Scenario.of(questionnaire(text, tmp_path)).answer(1)
    person.conductor.end("")
    assert progress(person.interview) == Progress(section=2, sections=2, fewest=1, most=1)


def test_notes_are_no_questions(tmp_path: Path) -> None:
    note = '\n[[section.question]]\nid = "hello"\ntype = "note"\ntext = "Welkom"\n'
    person = Scenario.of(questionnaire(section("s", note, single("work")), tmp_path))
    assert progress(person.interview) == Progress(section=1, sections=1, fewest=1, most=1)


def test_what_was_passed_over_is_still_to_come(tmp_path: Path) -> None:
    text = section("s", single("one"), single("two"), single("three"))
    person = Scenario.of(questionnaire(text, tmp_path)).jump("three").answer(1)
    assert progress(person.interview) == Progress(section=0, sections=1, fewest=2, most=2)


def test_an_answer_that_may_come_back_may_not_be_asked_again(tmp_path: Path) -> None:
    text = """
[[section]]
id = "s"
title = "S"
[[section.question]]
id = "tools"
type = "multiple"
options = [{ code = 1, nl = "Boor" }, { code = 2, nl = "Zaag" }]
text = "Welke?"
[[section.question]]
id = "best"
type = "single"
chosen_in = "tools"
options = [{ code = 1, nl = "Boor" }, { code = 2, nl = "Zaag" }]
text = "De beste?"
"""
    person = Scenario.of(questionnaire(text, tmp_path)).answer([1, 2]).answer(2)
    person.jump("tools").conductor.clear()
    now = progress(person.interview)
    assert (now.fewest, now.most) == (1, 2)

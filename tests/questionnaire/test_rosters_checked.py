"""What can be wrong with a section that is repeated, told where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from hybridequiz.questionnaire.load import examine, load
from hybridequiz.questionnaire.rosters import unrolled
from hybridequiz.questionnaire.stored import load_stored, no_lists
from interview.test_rosters import CHOSEN, COUNTED
from scenario import HEAD

EXTRA = """
[[section.question]]
id = "extra"
type = "single"
options = [{ code = 1, nl = "Ja" }]
text = "Extra?"
"""


def written(text: str, folder: Path, *, head: str = HEAD) -> Path:
    file = folder / "test.toml"
    file.write_text(head + text, encoding="utf-8")
    return file


def told(text: str, folder: Path, *, head: str = HEAD) -> list[tuple[str, str]]:
    """Give the codes of the problems with the words that they point at."""
    file = written(text, folder, head=head)
    lines = (head + text).splitlines()
    found = []
    for one in examine(file).problems:
        assert one.place.line is not None
        assert one.place.column is not None
        column = one.place.column - 1
        found.append((one.code, lines[one.place.line - 1][column : column + one.place.length]))
    return found


@pytest.mark.parametrize("text", [COUNTED, CHOSEN])
def test_a_right_roster_has_no_problems(tmp_path: Path, text: str) -> None:
    assert told(text, tmp_path) == []


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ('"persons"', "unknown-name"),
        ('"last"', "forward-reference"),
        ('"name"', "forward-reference"),
        ('"session_mode"', "type-mismatch"),
        ("5", "wrong-type"),
    ],
)
def test_what_rows_are_counted_by_is_an_earlier_count_or_choice(
    tmp_path: Path, source: str, code: str
) -> None:
    text = COUNTED.replace('repeat = "people"', f"repeat = {source}")
    assert [one for one, _ in told(text, tmp_path)] == [code]


def test_more_rows_than_there_can_be_are_refused(tmp_path: Path) -> None:
    text = COUNTED.replace("max = 5", "max = 251")
    assert told(text, tmp_path) == [("bounds", "people")]


def test_a_name_of_a_row_is_used_through_its_rows_behind_the_section(tmp_path: Path) -> None:
    text = COUNTED.replace('text = "Nog iets?"', 'show_if = "age > 3"\ntext = "Nog iets?"')
    assert told(text, tmp_path) == [("unusable-name", "age")]


def test_a_text_behind_the_section_cannot_fill_in_a_row(tmp_path: Path) -> None:
    text = COUNTED.replace("Nog iets?", "Nog iets, {name|u}, {row}?")
    assert told(text, tmp_path) == [("unusable-name", "{name|u}"), ("unknown-name", "{row}")]


def test_the_rows_cannot_be_gone_through_inside_themselves(tmp_path: Path) -> None:
    text = COUNTED.replace("answered(age) and age >= 18", "count(trainers) > 1")
    assert told(text, tmp_path) == [("unusable-name", "trainers")]


def test_what_a_row_is_called_needs_words_for_before_it_is_answered(tmp_path: Path) -> None:
    text = COUNTED.replace("{row}: {name|…}", "{row}: {name}")
    assert told(text, tmp_path) == [("fill-without-fallback", "{name}")]


def test_a_row_title_without_rows_is_told(tmp_path: Path) -> None:
    text = COUNTED.replace('title = "Slot"', 'title = "Slot"\nrow_title = "{{"')
    assert told(text, tmp_path) == [("wrong-value", '"{{"')]


def test_key_items_and_references_from_outside_do_not_name_a_row(tmp_path: Path) -> None:
    about = (
        COUNTED + '\n[[section.question]]\nid = "why"\ntype = "text"\nabout = "name"\ntext = "?"\n'
    )
    assert told(about, tmp_path) == [("unusable-name", '"name"')]
    head = HEAD + 'key_items = ["name"]\n'
    assert told(COUNTED, tmp_path, head=head) == [("unusable-name", '"name"')]


def test_the_id_of_a_roster_is_no_question(tmp_path: Path) -> None:
    text = COUNTED.replace('id = "trainers"', 'id = "last"')
    assert ("duplicate-id", '"last"') in told(text, tmp_path)


def test_row_is_no_id(tmp_path: Path) -> None:
    text = COUNTED.replace('id = "last"', 'id = "row"')
    assert told(text, tmp_path) == [("reserved-word", '"row"')]


def test_a_condition_in_a_row_can_look_at_its_number(tmp_path: Path) -> None:
    text = COUNTED.replace("answered(age) and age >= 18", "row > 1")
    assert told(text, tmp_path) == []


def test_a_condition_that_can_be_unknown_in_a_row_is_told_once(tmp_path: Path) -> None:
    text = COUNTED.replace("answered(age) and age >= 18", "age >= 18")
    assert [one for one, _ in told(text, tmp_path)] == ["can-be-unknown"]


def test_an_exit_can_look_through_the_rows(tmp_path: Path) -> None:
    leave = """
[[exit]]
when = "answered(people) and any(answered(one.age) and one.age < 3 for one in trainers)"
disposition = "not_eligible"
text = "Dag"
"""
    assert told(leave + COUNTED, tmp_path) == []


def test_a_condition_on_rows_that_may_not_be_counted_can_be_unknown(tmp_path: Path) -> None:
    text = COUNTED.replace('on_unknown = "hide"\n', "")
    (problem,) = examine(written(text, tmp_path)).problems
    assert "'people' may be 'don't know'" in problem.message


def test_a_value_of_a_row_that_may_be_missing_leaves_a_condition_open(tmp_path: Path) -> None:
    text = COUNTED.replace('missing = ["dont_know"]', "required = true")
    text = text.replace("answered(one.age) and one.age", "one.age")
    text = text.replace('on_unknown = "hide"\n', "")
    (problem,) = examine(written(text, tmp_path)).problems
    assert "can be unknown" in problem.message
    assert "trainers" in problem.message


def test_a_stored_roster_is_the_same_when_it_is_read_back(tmp_path: Path) -> None:
    first = load(written(COUNTED, tmp_path))
    again = load_stored(first.document, texts=no_lists)
    assert again.hash == first.hash
    assert again.questionnaire == first.questionnaire
    assert [one.id for one in unrolled(again).items] == [one.id for one in unrolled(first).items]


def test_unrolling_twice_changes_nothing(tmp_path: Path) -> None:
    whole = unrolled(load(written(COUNTED, tmp_path)))
    assert unrolled(whole) is whole
    assert [planned.index for planned in whole.items] == list(range(len(whole.items)))


def test_the_title_of_a_row_can_say_how_many_there_are(tmp_path: Path) -> None:
    text = COUNTED.replace("{row}: {name|…}", "{row} van {people}")
    assert told(text, tmp_path) == []
    text = text.replace('title = "Opleiders"', 'title = "Opleiders ({people})"')
    assert told(text, tmp_path) == []


def messages(text: str, folder: Path, *, head: str = HEAD) -> list[tuple[str, str, str]]:
    found = examine(written(text, folder, head=head)).problems
    return [(one.code, one.message, one.hint) for one in found]


def test_a_condition_with_row_hides_no_other_problem(tmp_path: Path) -> None:
    text = COUNTED.replace("answered(age) and age >= 18", "row > 1 and age >= 18")
    assert [one for one, _ in told(text, tmp_path)] == ["can-be-unknown"]
    text = COUNTED.replace("answered(age) and age >= 18", "row > 5")
    assert [one for one, _ in told(text, tmp_path)] == ["always-false"]
    text = COUNTED.replace("answered(age) and age >= 18", "row <= people")
    assert told(text, tmp_path) == [], "which rows there are follows from it: nothing is said"


def test_a_count_that_is_never_one_is_raised(tmp_path: Path) -> None:
    ((code, _, hint),) = messages(COUNTED.replace("max = 5", "max = 0"), tmp_path)[:1]
    assert (code, hint) == ("bounds", "raise its 'max'")


def test_a_roster_within_itself_is_told_as_that(tmp_path: Path) -> None:
    text = COUNTED.replace("answered(age) and age >= 18", "any(one.age > 3 for one in trainers)")
    ((code, message, _),) = messages(text, tmp_path)
    assert code == "unusable-name"
    assert "its rows are gone through after it" in message


def test_a_choice_of_which_no_option_can_be_a_row_is_told(tmp_path: Path) -> None:
    head, _, rest = COUNTED.partition('type = "integer"')
    choice = 'type = "multiple"\noptions = [{ code = 1, nl = "Geen", exclusive = true }]'
    text = head + choice + rest.replace("min = 0\nmax = 5\n", "", 1)
    assert any(
        "every option of 'people' is exclusive" in one for _, one, _ in messages(text, tmp_path)
    )
    assert all("order" not in one for _, one, _ in messages(text, tmp_path))


def test_rosters_do_not_stand_in_rosters(tmp_path: Path) -> None:
    inner = """
[[section]]
id = "inner"
title = "Binnen"
repeat = "age"
[[section.question]]
id = "toy"
type = "text"
text = "?"
"""
    found = messages(COUNTED + inner, tmp_path)
    assert [one for one, _, _ in found] == ["unusable-name"]
    assert "rosters cannot stand in rosters" in found[0][1]


def test_a_roster_that_is_shuffled_with_its_reader_may_come_after_it(tmp_path: Path) -> None:
    head = HEAD + 'shuffle = ["trainers", "close"]\n'
    codes = {one for one, _ in told(COUNTED, tmp_path, head=head)}
    assert codes == {"shuffled"}

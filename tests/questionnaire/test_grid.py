"""Grids: their items are questions of their own, and what is wrong with them is told where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from hybridequiz.problems import Place
from hybridequiz.questionnaire.load import examine, load
from hybridequiz.questionnaire.questions import GridQuestion, SingleQuestion
from hybridequiz.questionnaire.stored import load_stored, no_lists

GRID = """\
id = "people"
version = "1"
audience = "people"
languages = ["nl", "en"]
title = "Test"
[options]
sat = [
  { code = 1, nl = "Ontevreden", en = "Dissatisfied" },
  { code = 2, nl = "Tevreden", en = "Satisfied" },
]
[[section]]
id = "s"
title = "S"
[[section.question]]
id = "about"
type = "grid"
options = "sat"
missing = ["dont_know"]
help = "Hulp"
text = { nl = "Hoe tevreden bent u over …", en = "How satisfied are you with …" }
items = [
  { id = "lessons", nl = "de lessen", en = "the classes" },
  { id = "group", show_if = "lessons == 2", on_unknown = "hide", missing = ["refused"],
    nl = "de groep", en = "the group" },
  { id = "place", form = "extended", nl = "de plek", en = "the place" },
]
[[section.question]]
id = "last"
type = "text"
text = { nl = "Waarom?", en = "Why?" }
show_if = "place == 1"
on_unknown = "hide"
"""
PLACE = '{ id = "place", form = "extended", en = "the place" }'


def told(text: str, folder: Path) -> list[tuple[str, str]]:
    """Give the codes of the problems with what stands in the file where they point."""
    file = folder / "people.toml"
    file.write_text(text, encoding="utf-8")
    return [(one.code, under(one.place, text)) for one in examine(file).problems]


def under(place: Place, text: str) -> str:
    assert place.line is not None
    assert place.column is not None
    line = text.splitlines()[place.line - 1]
    return line[place.column - 1 : place.column - 1 + place.length]


def changed(*pairs: tuple[str, str]) -> str:
    text = GRID
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def test_its_items_are_single_choices_with_what_the_grid_says(tmp_path: Path) -> None:
    file = tmp_path / "people.toml"
    file.write_text(GRID, encoding="utf-8")
    instrument = load(file)
    assert [one.id for one in instrument.items] == ["lessons", "group", "place", "last"]
    lessons, group, place, last = instrument.items
    assert isinstance(lessons.grid, GridQuestion)
    assert lessons.grid is group.grid is place.grid
    assert last.grid is None
    assert isinstance(group.question, SingleQuestion)
    assert group.question.missing == ("refused",)
    assert lessons.question is not None
    assert lessons.question.missing == ("dont_know",)
    assert lessons.item.help == lessons.grid.help
    assert [guard.condition.source for guard in group.guards] == ["lessons == 2"]
    assert place.forms == {"extended"}
    assert lessons.text.in_language("nl") == "Hoe tevreden bent u over de lessen"
    assert lessons.item.text.in_language("en") == "the classes"


def test_it_is_the_same_when_it_is_read_back(tmp_path: Path) -> None:
    file = tmp_path / "people.toml"
    file.write_text(GRID, encoding="utf-8")
    instrument = load(file)
    again = load_stored(instrument.document, texts=no_lists)
    assert again.questionnaire.section == instrument.questionnaire.section


def test_a_stem_without_dots_is_set_apart(tmp_path: Path) -> None:
    file = tmp_path / "people.toml"
    file.write_text(changed(("u over …", "u over:")), encoding="utf-8")
    assert load(file).items[0].text.in_language("nl") == "Hoe tevreden bent u over: – de lessen"


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ((), []),
        ([("place == 1", "about == 1")], [("unusable-name", "about")]),
        ([("place == 1", "place == 3")], [("unknown-option", "3")]),
        (
            [('id = "lessons"', 'id = "last"')],
            [("unknown-name", "lessons"), ("duplicate-id", '"last"')],
        ),
        ([('id = "about"', 'id = "last"')], [("duplicate-id", '"last"')]),
        ([("lessons == 2", "lesson == 2")], [("unknown-name", "lesson")]),
        ([("lessons == 2", "place == 2")], [("forward-reference", "place")]),
        ([('nl = "de plek", ', "")], [("missing-translation", PLACE)]),
        ([('"de groep"', '"de {groep}"')], [("unknown-name", "{groep}")]),
        ([("u over …", "u, {last}, over …")], [("forward-reference", "{last}")]),
        ([('"de plek"', '"de {lessons}"')], [("fill-without-fallback", "{lessons}")]),
        ([('{ id = "place"', '3, { id = "place"')], [("wrong-type", "3")]),
        ([('id = "place"', 'id = "Place"')], [("bad-id", '"Place"'), ("unknown-name", "place")]),
        ([('form = "extended"', 'form = "long"')], [("wrong-value", '"long"')]),
        ([('form = "extended"', "required = true")], [("unknown-key", "required")]),
        ([('missing = ["dont_know"]', 'missing = ["nope"]')], [("wrong-value", '"nope"')]),
        ([("code = 2,", "code = 2, other = true,")], [("wrong-value", "true")]),
        ([("code = 1,", "code = 1.5,")], [("wrong-type", "1.5")]),
        ([('["refused"]', '["refused", "refused"]')], [("wrong-value", '["refused", "refused"]')]),
        ([('help = "Hulp"', 'show_if = "lessons == 1"')], [("forward-reference", "lessons")]),
        (
            [('help = "Hulp"', 'show_if = "1 == 2"')],
            [("always-false", '"1 == 2"'), ("unreachable", '"last"')],
        ),
        ([('help = "Hulp"', "min = 3")], [("unknown-key", "min")]),
    ],
)
def test_what_is_wrong_is_told_once_and_in_its_place(
    pairs: list[tuple[str, str]],
    expected: list[tuple[str, str]],
    tmp_path: Path,
) -> None:
    assert told(changed(*pairs), tmp_path) == expected

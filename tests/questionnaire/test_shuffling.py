"""Shuffling: the order follows from the seed, and nothing may lean on an order that there is not."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from hybridequiz.problems import Severity
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.load import examine
from hybridequiz.questionnaire.questions import ChoiceQuestion
from hybridequiz.questionnaire.shuffling import in_order, order_of, shuffled, shuffles
from scenario import HEAD, questionnaire

OPTIONS = """options = [
  { code = 1, text = "a" }, { code = 2, text = "b" }, { code = 3, text = "c" }, { code = 4, text = "d" },
  { code = 5, text = "e", fixed = true }, { code = 96, text = "none", exclusive = true },
  { code = 97, text = "other", other = true },
]
"""


def asked(name: str, more: str) -> str:
    return f'[[section.question]]\nid = "{name}"\ntext = "?"\n{more}\n'


def single(name: str, more: str = "") -> str:
    options = 'options = [{ code = 1, text = "a" }, { code = 2, text = "b" }]'
    return asked(name, f'type = "single"\nrequired = true\n{options}\n{more}')


def section(name: str, *questions: str, more: str = "") -> str:
    return f'[[section]]\nid = "{name}"\ntitle = "{name}"\n{more}\n' + "".join(questions)


GRID = """type = "grid"
shuffle = true
options = [{ code = 1, text = "a" }, { code = 2, text = "b" }]
items = [{ id = "i1", text = "1" }, { id = "i2", text = "2" }, { id = "i3", text = "3" }]
"""
EVERYTHING = (
    'shuffle = ["b", "c", "d"]\n'
    + section("a", single("a1"))
    + section("b", *(single(f"b{n}") for n in range(1, 5)), more="shuffle = true")
    + section("c", asked("c1", f'type = "multiple"\nshuffle = true\n{OPTIONS}'))
    + section("d", asked("grid", GRID), single("d1"))
    + section("e", single("e1"))
)


def codes(instrument: Instrument, name: str) -> tuple[object, ...]:
    question = instrument.question(name)
    assert isinstance(question, ChoiceQuestion)
    return question.codes


def test_the_order_of_a_seed_is_the_same_on_every_machine(tmp_path: Path) -> None:
    """What stands here was computed once: it must never change, or interviews would go on in another order."""
    ordered = in_order(questionnaire(EVERYTHING, tmp_path), "0123456789abcdef", "self")
    assert [one.id for one in ordered.sections] == ["a", "c", "b", "d", "e"]
    assert order_of(ordered) == ORDER


ORDER = {
    "sections": ["c", "b", "d"],
    "places": {"b1": 3, "b2": 1, "b3": 4, "b4": 2, "i1": 1, "i2": 2, "i3": 3},
    "options": {"c1": [2, 3, 4, 1, 5, 96, 97]},
}


def test_what_is_not_shuffled_keeps_its_place(tmp_path: Path) -> None:
    instrument = questionnaire(EVERYTHING, tmp_path)
    for seed in ("1", "2", "3", "4", "5"):
        ordered = in_order(instrument, seed, "self")
        ids = [one.id for one in ordered.items]
        assert (ids[0], ids[-1]) == ("a1", "e1")
        assert sorted(ids) == sorted(one.id for one in instrument.items)
        assert [one.index for one in ordered.items] == list(range(len(ids)))
        assert codes(ordered, "c1")[4:] == (5, 96, 97), "fixed, alone and other stay at the end"
        places = [one.section for one in ordered.items]
        assert places == sorted(places)
        assert ordered.sections[ordered.by_id["b1"].section].id == "b"
        assert ordered.hash == instrument.hash


def test_without_a_seed_all_is_as_in_the_file(tmp_path: Path) -> None:
    instrument = questionnaire(EVERYTHING, tmp_path)
    assert in_order(instrument, "", "self") is instrument
    plain = questionnaire(section("a", single("a1")), tmp_path)
    assert not shuffles(plain.questionnaire)
    assert in_order(plain, "1", "self") is plain


def test_every_order_is_as_likely_as_any_other() -> None:
    """Chi-squared over the 24 orders of four parts: 49.7 is exceeded once in a thousand times."""
    seeds = 4_800
    times = Counter("".join(shuffled(f"{n:x}", "q", "abcd", str)) for n in range(seeds))
    expected = seeds / 24
    assert sum((seen - expected) ** 2 / expected for seen in times.values()) < 49.7
    assert len(times) == 24


def test_two_lists_of_one_interview_have_orders_of_their_own() -> None:
    orders = {
        ("".join(shuffled(seed, "one", "abcd", str)), "".join(shuffled(seed, "two", "abcd", str)))
        for seed in map(str, range(200))
    }
    assert len(orders) > 100


def test_a_part_that_is_added_leaves_the_others_in_their_order() -> None:
    for seed in map(str, range(50)):
        with_five = shuffled(seed, "q", "abcde", str)
        assert [one for one in with_five if one != "e"] == shuffled(seed, "q", "abcd", str)


SHUFFLED = "shuffle = true"
BEFORE = section("first", single("base"))


@pytest.mark.parametrize(
    "text",
    [
        BEFORE + section("s", single("x"), single("y", 'show_if = "x == 1"'), more=SHUFFLED),
        BEFORE + section("s", single("x"), single("y", 'about = "x"'), more=SHUFFLED),
        BEFORE
        + section(
            "s", single("x"), asked("y", 'type = "note"').replace('"?"', '"{x}"'), more=SHUFFLED
        ),
        'shuffle = ["s", "t"]\n'
        + section("s", single("x"))
        + section("t", single("y"), more='show_if = "x == 1"'),
        'shuffle = ["s", "t"]\n'
        + section("s", single("x"), single("z", 'show_if = "x == 1"'))
        + section("t", single("y", 'show_if = "x == 1"')),
        section("s", asked("g", GRID.replace('text = "3"', 'text = "3", show_if = "i1 == 1"'))),
        BEFORE
        + section(
            "s",
            single("x"),
            asked("y", 'type = "computed"\ngives = "yes_no"\nvalue = "x == 1"').replace(
                'text = "?"', 'text = "?"'
            ),
            more=SHUFFLED,
        ),
    ],
    ids=["show_if", "about", "text", "section", "known elsewhere", "grid", "computed"],
)
def test_nothing_looks_at_what_may_come_later(tmp_path: Path, text: str) -> None:
    path = tmp_path / "test.toml"
    path.write_text(HEAD + text, encoding="utf-8")
    (problem,) = examine(path).problems
    assert problem.code == "shuffled"
    assert "are shuffled" in problem.message
    assert problem.place.line is not None


@pytest.mark.parametrize(
    "text",
    [
        BEFORE + section("s", single("x", 'show_if = "base == 1"'), single("y"), more=SHUFFLED),
        section("s", single("x"), single("y"), more=SHUFFLED)
        + section("t", single("z", 'show_if = "x == 1 and y == 2"')),
        'shuffle = ["s", "t"]\n'
        + section("s", single("x"), single("z", 'show_if = "x == 1"'))
        + section("t", single("y"))
        + section("u", single("v", 'show_if = "x == 1 and y == 1"')),
    ],
    ids=["before", "after", "inside one block"],
)
def test_what_comes_before_in_every_order_may_be_looked_at(tmp_path: Path, text: str) -> None:
    path = tmp_path / "test.toml"
    path.write_text(HEAD + text, encoding="utf-8")
    errors = [one for one in examine(path).problems if one.severity is Severity.ERROR]
    assert errors == []


THREE = section("s", single("x")) + section("t", single("y")) + section("u", single("z"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('shuffle = ["s", "v"]\n' + THREE, "unknown-name"),
        ('shuffle = ["s", "s", "t"]\n' + THREE, "wrong-value"),
        ('shuffle = ["s"]\n' + THREE, "wrong-value"),
        ('shuffle = ["s", "u"]\n' + THREE, "wrong-value"),
        ("shuffle = true\n" + THREE, "wrong-type"),
        (section("s", single("x"), more=SHUFFLED), "wrong-value"),
        (section("s", single("x", 'shuffle = "paper"')), "wrong-value"),
        (section("s", single("x", 'shuffle = ["self"]')), "wrong-value"),
        (
            section("s", asked("x", 'type = "integer"\nmin = 0\nmax = 9\nshuffle = true')),
            "unknown-key",
        ),
        (
            section("s", single("x", SHUFFLED).replace('text = "b"', 'text = "b", fixed = true')),
            "wrong-value",
        ),
    ],
)
def test_what_cannot_be_shuffled_is_told(tmp_path: Path, text: str, code: str) -> None:
    path = tmp_path / "test.toml"
    path.write_text(HEAD + text, encoding="utf-8")
    assert [problem.code for problem in examine(path).problems] == [code]

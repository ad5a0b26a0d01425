"""The report part of a study beside its questionnaires: audiences, conditions and groups are what these have."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import dedent
from typing import Final

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from hybridequiz.cli.examining import examine_files
from hybridequiz.problems import Problem
from hybridequiz.questionnaire.conditions import Kind, compile_condition
from hybridequiz.questionnaire.indicator_scope import report_scope
from hybridequiz.questionnaire.indicators import (
    Beside,
    Breakdown,
    Claim,
    ClaimWord,
    Group,
    Indicator,
    OfAudience,
    ShareWord,
)
from hybridequiz.questionnaire.load import examine, load
from hybridequiz.questionnaire.parts import written_key
from hybridequiz.values import names_of

PEOPLE: Final = """\
id = "people"
version = "1"
audience = "people"
study = "study.toml"
languages = ["nl"]
title = "Mensen"

[[section]]
id = "first"
title = "Eerst"

[[section.question]]
id = "hello"
type = "note"
text = "Dag!"

[[section.question]]
id = "sat"
type = "single"
missing = ["dont_know"]
options = [{ code = 1, text = "Ontevreden" }, { code = 2, text = "Tevreden" }, { code = 3, text = "Zeer tevreden" }]
text = "Hoe tevreden bent u?"

[[section.question]]
id = "parts"
type = "grid"
options = [{ code = 1, text = "Slecht" }, { code = 2, text = "Goed" }]
items = [{ id = "part_a", text = "de les" }, { id = "part_b", text = "de stage" }]
text = "Hoe was …"

[[section.question]]
id = "worth"
type = "multiple"
options = [{ code = 1, text = "Kennis" }, { code = 2, text = "Lol" }, { code = 9, text = "Niets", exclusive = true }]
text = "Wat nam u mee?"

[[section.question]]
id = "children"
type = "integer"
min = 0
max = 3
text = "Hoeveel kinderen hebt u?"

[[section]]
id = "child"
title = "Kind"
repeat = "children"

[[section.question]]
id = "age"
type = "integer"
min = 0
max = 30
text = "Hoe oud?"

[[section]]
id = "last"
title = "Laatst"

[[section.question]]
id = "oldest"
type = "computed"
gives = "integer"
value = "max(one.age for one in child)"
text = "De oudste"
"""
GRADE: Final = """
[[section.question]]
id = "grade"
type = "integer"
min = 1
max = 10
text = "Welk cijfer?"
"""
BOSSES: Final = PEOPLE.replace("people", "bosses") + GRADE
STUDY: Final = """\
id = "study"
title = "Studie"
languages = ["nl"]

[[location]]
code = 1
text = "Utrecht"

[[breakdown]]
id = "kind"
name = "Soort"
groups = [
  { id = "low", name = "Laag", where = "sat == 1" },
  { id = "high", name = "Hoog", where = "sat in [2, 3]" },
]

[[breakdown]]
id = "place"
name = "Plaats"
of = "session_location"

[[indicator]]
id = "I1"
name = "Tevreden"
of = ["sat", "part_a"]
base_kind = "all"
count = "sat in [2, 3]"
for = { people = { where = "children > 0 and oldest < 20" }, bosses = {} }
by = ["kind", "place"]
beside = [{ id = "very", name = "zeer", count = "sat == 3" }]

[[indicator]]
id = "I2"
name = "Cijfer"
of = "grade"
base_kind = "valid"
mean = "grade"
for = { bosses = {} }

[[indicator]]
id = "I3"
name = "Waarde"
base = "given(worth) and session_mode != 'paper'"
shares = "worth"
for = { people = {}, bosses = {} }

[[claim]]
id = "C1"
text = "{I1} is tevreden."
lines = ["people/place/1", "bosses"]
"""
GROUPS: Final = STUDY[STUDY.index('where = "sat == 1"') : STUDY.index("\n]\n\n[[breakdown]]")]
FILES: Final = {"people.toml": PEOPLE, "bosses.toml": BOSSES, "study.toml": STUDY}


@pytest.fixture(autouse=True)
def _in_its_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def examined(files: dict[str, str], *given: str) -> list[Problem]:
    """Examine files, or those of them that are given."""
    for name, text in files.items():
        Path(name).write_text(text, encoding="utf-8")
    return list(examine_files([Path(name) for name in given or files]).problems)


def changed(*changes: tuple[str, str]) -> str:
    """Give what is told after changes in the study."""
    text = STUDY
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return shown(examined({**FILES, "study.toml": text}))


def shown(problems: list[Problem]) -> str:
    return "".join(f"{told(problem)}\n" for problem in problems)


def told(problem: Problem) -> str:
    """Give the line, the code and what the caret is under; the message; the hint."""
    place = problem.place
    start = (place.column or 1) - 1
    pointed = place.text[start : start + place.length]
    hint = f"\n  hint: {problem.hint}" if problem.hint else ""
    code = problem.code if problem.severity == "error" else f"{problem.severity} {problem.code}"
    return f"{place.file}:{place.line} {code}: {pointed}\n  {problem.message}{hint}"


def lines(text: str) -> str:
    """Give an expectation as it is told."""
    return dedent(text).removeprefix("\n")


def test_a_report_that_fits_its_questionnaires_has_no_problem() -> None:
    assert examined(FILES) == []


def test_an_audience_without_a_questionnaire_is_told_wherever_it_is_named() -> None:
    assert changed(
        ("for = { bosses = {} }", "for = { bossses = {} }"),
        ('id = "kind"', 'id = "kind"\nfor = ["peple"]'),
        ('"bosses"]\n', '"bosses"]\nalso = ["nobody"]\n'),
    ) == lines(
        """
        study.toml:11 unknown-name: "peple"
          no questionnaire of the study has the audience 'peple'
          hint: did you mean "people"?  the audiences are: people, bosses
        study.toml:39 unknown-name: bossses
          no questionnaire of the study has the audience 'bossses'
          hint: did you mean "bosses"?  the audiences are: people, bosses
        study.toml:52 unknown-name: "nobody"
          no questionnaire of the study has the audience 'nobody'
          hint: the audiences are: people, bosses
        """
    )


def test_an_audience_is_only_unknown_where_all_questionnaires_are_seen() -> None:
    study = STUDY.replace("for = { bosses = {} }", "for = { bosses = {}, others = {} }")
    files = {**FILES, "study.toml": study}
    assert [one.code for one in examined(files)] == ["unknown-name"]
    assert examined(files, "people.toml", "study.toml") == []
    assert examined(files, "study.toml") == []
    broken = {**files, "bosses.toml": BOSSES.replace('type = "note"', 'type = "nota"')}
    assert {one.place.file for one in examined(broken)} == {"bosses.toml"}


@pytest.mark.parametrize(
    ("old", "new", "problems"),
    [
        (
            'of = ["sat", "part_a"]',
            'of = ["satt", "part_a"]',
            """
            study.toml:25 unknown-name: "satt"
              for people, bosses: there is no question 'satt'
              hint: did you mean "sat"?
            """,
        ),
        (
            'of = "grade"',
            'of = "parts"',
            """
            study.toml:35 unusable-name: "parts"
              for bosses: 'parts' cannot be used here: a grid has no answer of its own; its items have: part_a, part_b
            """,
        ),
        (
            'of = "grade"',
            'of = "hello"',
            """
            study.toml:35 unusable-name: "hello"
              for bosses: 'hello' cannot be used here: a note is read, it has no answer
            """,
        ),
        (
            'of = "grade"',
            'of = "age"',
            """
            study.toml:35 unusable-name: "age"
              for bosses: 'age' cannot be used here: it is asked once a row of 'child', and a report looks at no rows
              hint: say what is needed of the rows in a computed question behind that section
            """,
        ),
        (
            "for = { bosses = {} }",
            "for = { people = {}, bosses = {} }",
            """
            study.toml:35 unknown-name: "grade"
              for people: there is no question 'grade'
              hint: the questions are: sat, part_a, part_b, worth, children, oldest
            study.toml:37 unknown-name: grade
              for people: there is no question 'grade'
              hint: a text stands in quotes; an id is written as in the file
            """,
        ),
        (
            'sat in [2, 3]"\nfor',
            'sat in [2, 7]"\nfor',
            """
            study.toml:27 unknown-option: 7
              for people, bosses: '7' is not an option of 'sat'
              hint: the options are: 1, 2, 3
            """,
        ),
        (
            "children > 0",
            "any(one.age > 3 for one in child)",
            """
            study.toml:28 unusable-name: child
              for people: 'child' cannot be used here: it is repeated, and a report looks at no rows
              hint: say what is needed of the rows in a computed question behind that section
            """,
        ),
        (
            "children > 0",
            "count(child) > 3",
            """
            study.toml:28 unusable-name: child
              for people: 'child' cannot be used in a condition: it is repeated, and a report looks at no rows
              hint: say what is needed of the rows in a computed question behind that section
            """,
        ),
        (
            "sat == 3",
            "sat",
            """
            study.toml:30 type-mismatch: sat
              for people, bosses: this gives a choice of one option; true or false is wanted here
              hint: compare it with something, or ask whether there is an answer: answered(question)
            """,
        ),
        (
            "sat == 3",
            "sat = 3",
            """
            study.toml:30 foreign-spelling: =
              for people, bosses: '=' is not spelled like that here
              hint: write ==
            """,
        ),
        (
            'mean = "grade"',
            'mean = "grade > 3"',
            """
            study.toml:37 type-mismatch: grade > 3
              for bosses: this gives true or false; a number is wanted here
            """,
        ),
        (
            'mean = "grade"',
            'count = "grade > 3"\nminus = "grad < 3"',
            """
            study.toml:38 unknown-name: grad
              for bosses: there is no question 'grad'
              hint: did you mean "grade"?
            """,
        ),
        (
            "given(worth)",
            "given(worht)",
            """
            study.toml:43 unknown-name: worht
              for people, bosses: there is no question 'worht'
              hint: did you mean "worth"?
            """,
        ),
        (
            'shares = "worth"',
            'shares = "children"',
            """
            study.toml:44 type-mismatch: "children"
              for people, bosses: 'children' has no options to give the shares of
              hint: shares are of the options of a question of type single or multiple
            """,
        ),
        (
            'shares = "worth"',
            'shares = "session_location"',
            """
            study.toml:44 type-mismatch: "session_location"
              for people, bosses: 'session_location' has no options to give the shares of
              hint: shares are of the options of a question of type single or multiple
            """,
        ),
        (
            "session_mode != 'paper'",
            "session_location == 2",
            """
            study.toml:43 unknown-option: 2
              for people, bosses: '2' is not an option of 'session_location'
              hint: the options are: 1
            """,
        ),
    ],
)
def test_conditions_and_names_are_those_of_each_questionnaire(
    old: str, new: str, problems: str
) -> None:
    assert changed((old, new)) == lines(problems)


@pytest.mark.parametrize(
    ("old", "new", "problems"),
    [
        (
            'of = "session_location"',
            'of = "session_place"',
            """
            study.toml:20 unknown-name: "session_place"
              for people, bosses: there is no question 'session_place'
              hint: did you mean "session_language"?
            """,
        ),
        (
            'of = "session_location"',
            'of = "worth"',
            """
            study.toml:20 type-mismatch: "worth"
              for people, bosses: the options of 'worth' are no groups of which everybody is in one
              hint: name a question of type single, or write the groups: groups = [{ id = …, where = … }]
            """,
        ),
        ('of = "session_location"', 'of = "sat"', ""),
        (
            "people/place/1",
            "people/place/2",
            """
            study.toml:50 unknown-option: 2
              for people: '2' is not an option of 'session_location'
              hint: the options are: 1
            """,
        ),
        (
            '"sat == 1"',
            '"grade < 6"',
            """
            study.toml:13 unknown-name: grade
              for people: there is no question 'grade'
              hint: say which audiences the breakdown is for: for = ["bosses"]
            """,
        ),
        (
            '"sat == 1"',
            '"sat <= 2"',
            """
            study.toml:14 warning overlapping-groups: "sat in [2, 3]"
              for people, bosses: with sat == 2 somebody is in 'low' and in 'high'
              hint: nobody is in two groups of a breakdown: make two of it
            """,
        ),
        ('"sat == 1"', '"1 in worth"', ""),
        (
            GROUPS,
            "where = 'children < 2' },\n  { id = 'more', name = 'Meer', where = 'children in [1, 3]' },",
            """
            study.toml:14 warning overlapping-groups: 'children in [1, 3]'
              for people, bosses: with children == 1 somebody is in 'low' and in 'more'
              hint: nobody is in two groups of a breakdown: make two of it
            """,
        ),
        (
            GROUPS,
            "where = '1 in worth' },\n  { id = 'fun', name = 'Lol', where = '2 in worth' },",
            """
            study.toml:14 warning overlapping-groups: '2 in worth'
              for people, bosses: with worth == [1, 2] somebody is in 'low' and in 'fun'
              hint: nobody is in two groups of a breakdown: make two of it
            """,
        ),
        (
            GROUPS,
            "where = '9 in worth' },\n  { id = 'fun', name = 'Lol', where = '2 in worth' },",
            "",
        ),
        ('"sat == 1"', "\"sat == 1 and session_mode == 'self'\"", ""),
    ],
)
def test_groups_are_those_of_each_questionnaire_and_do_not_overlap(
    old: str, new: str, problems: str
) -> None:
    assert changed((old, new)) == lines(problems)


def test_a_breakdown_for_one_audience_is_not_looked_at_for_another() -> None:
    grade = ('"sat == 1"', '"grade < 6"')
    assert changed(grade, ('id = "kind"', 'id = "kind"\nfor = ["bosses"]')) == ""


def test_a_mistake_in_one_indicator_hides_nothing_between_the_others_and_the_questionnaires() -> (
    None
):
    assert changed(
        ('name = "Tevreden"', "name = 3"),
        ('sat in [2, 3]"\nfor', 'satt in [2, 3]"\nfor'),
        ('base_kind = "valid"', 'base_kind = "vald"'),
        ("given(worth)", "given(worht)"),
    ) == lines(
        """
        study.toml:24 wrong-type: 3
          'name' must be a text, or a table of languages, but is a whole number
          hint: put it between quotes: "3"
        study.toml:36 wrong-value: "vald"
          'vald' is not a value of 'base_kind'
          hint: did you mean "valid"?  the possible values are: all, valid
        study.toml:27 unknown-name: satt
          for people, bosses: there is no question 'satt'
          hint: did you mean "sat"?
        study.toml:43 unknown-name: worht
          for people, bosses: there is no question 'worht'
          hint: did you mean "worth"?
        """
    )


def test_a_questionnaire_alone_is_compared_with_what_its_study_says_of_its_audience() -> None:
    study = STUDY.replace("given(worth)", "given(worht)")
    found = examined({**FILES, "study.toml": study}, "people.toml")
    assert shown(found) == lines(
        """
        study.toml:43 unknown-name: worht
          for people: there is no question 'worht'
          hint: did you mean "worth"?
        """
    )


def test_two_questionnaires_of_one_audience_both_have_what_is_named() -> None:
    shorter = PEOPLE.replace('id = "people"', 'id = "short"').replace("worth", "gain")
    found = examined({**FILES, "short.toml": shorter})
    told = [(one.code, one.place.key, one.message) for one in found]
    assert [one for one in told if one[0] != "shared-audience"] == [
        ("unknown-name", "indicator[3].base", "for people: there is no question 'worth'"),
        ("unknown-name", "indicator[3].shares", "for people: there is no question 'worth'"),
    ]
    (shared,) = (one for one in told if one[0] == "shared-audience")
    assert shared[2] == "several questionnaires ask the audience 'people': 'people', 'short'"


def test_a_mistake_in_the_report_stops_an_interview_and_leaves_the_questionnaire_sound() -> None:
    examined({**FILES, "study.toml": STUDY.replace('name = "Tevreden"', "name = 3")})
    loaded = examine(Path("people.toml"))
    assert loaded.instrument is None
    assert loaded.sound is not None
    examined({**FILES, "study.toml": STUDY.replace('text = "Utrecht"', "text = 3")})
    assert examine(Path("people.toml")).sound is None


def test_what_a_report_says_is_no_part_of_a_questionnaire() -> None:
    examined(FILES)
    before = load(Path("people.toml")).hash
    examined({**FILES, "study.toml": STUDY[: STUDY.index("[[breakdown]]")]})
    assert load(Path("people.toml")).hash == before


def test_conditions_of_a_report_see_every_question_and_the_session() -> None:
    examined(FILES)
    scope = report_scope(load(Path("bosses.toml")))
    names = ["sat", "part_a", "part_b", "worth", "children", "oldest", "grade"]
    session = ["session_mode", "session_form", "session_language", "session_location"]
    assert set(scope.symbols) == {*names, *session}
    assert set(scope.unusable) == {"hello", "parts", "age", "child"}
    condition = compile_condition("oldest + grade", scope, wanted=Kind.NUMBER)
    assert condition.evaluate({"oldest": 3, "grade": 4}) == 7


# ------------------------------------------- Nothing that a study holds breaks it


KEYS: Final = sorted(
    {
        written_key(name)
        for kind in (Indicator, OfAudience, Beside, Breakdown, Group, Claim, ClaimWord, ShareWord)
        for name in names_of(kind)
    }
)
WORDS: Final = [
    "sat",
    "worth",
    "age",
    "parts",
    "people",
    "kind",
    "I1",
    "sat == 1",
    "I1 > 3",
    "{I1}",
]
VALUES: Final = st.recursive(
    st.sampled_from([f'"{word}"' for word in WORDS])
    | st.sampled_from(["3", "-1.5", "true", "[]", "{}", '"all"', '"people/kind/low"', '"{word"']),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(st.sampled_from([*KEYS, "people", "nl"]), inner, max_size=4).map(
            lambda table: "{" + ", ".join(f"{key} = {value}" for key, value in table.items()) + "}"
        )
    ),
    max_leaves=8,
)
TABLES: Final = st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=6)
LISTS: Final = ["indicator", "breakdown", "claim", "share_word", "chapter"]


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    tables=st.lists(st.tuples(st.sampled_from(LISTS), TABLES), max_size=4),
    singles=st.dictionaries(
        st.sampled_from(["differences", "remarks", *LISTS]), VALUES, max_size=1
    ),
    lost=st.sampled_from([*STUDY.splitlines()[8:], "nothing"]),
)
@example(tables=[("breakdown", {"id": '"I1"', "name": "[]"})], singles={}, lost="[[breakdown]]")
def test_anything_in_the_place_of_anything_gives_problems_that_can_be_shown(
    tables: list[tuple[str, dict[str, str]]], singles: dict[str, str], lost: str
) -> None:
    text = "".join(f"{key} = {value}\n" for key, value in singles.items())
    text += STUDY if not singles.keys() & set(LISTS) else STUDY[: STUDY.index("[[breakdown]]")]
    text = text.replace(f"{lost}\n", "", 1)
    for name, table in tables if not singles.keys() & set(LISTS) else []:
        written = "".join(f"{key} = {value}\n" for key, value in table.items())
        text += f"\n[[{name}]]\n{written}"
    for problem in examined({**FILES, "study.toml": text}):
        json.dumps(problem.as_json())
        line = problem.place.line
        assert str(problem)
        assert line is None or 1 <= line <= text.count("\n") + 1
        assert "wrong__" not in problem.message

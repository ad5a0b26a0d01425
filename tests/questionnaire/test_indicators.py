"""The report part of a study by itself: everything that is wrong is told in one run, each where it is written."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from typing import Final

import pytest

from hybridequiz.problems import Problem, Severity
from hybridequiz.questionnaire.claim_words import claim_fills, figure_scope, fills_of
from hybridequiz.questionnaire.conditions import Kind
from hybridequiz.questionnaire.indicators import Indicator
from hybridequiz.questionnaire.load import examine_study
from hybridequiz.questionnaire.parts import written_key
from hybridequiz.questionnaire.study_file import StudyFile
from hybridequiz.questionnaire.texts import FillError
from hybridequiz.values import names_of

STUDY: Final = """\
id = "study"
title = "Studie"
languages = ["nl"]

[[chapter]]
id = "opinion"
title = "Mening"

[[breakdown]]
id = "status"
name = "Status"
groups = [
  { id = "now", name = "Nu", where = "s == 1" },
  { id = "past", name = "Toen", where = "s == 2" },
]

[[indicator]]
id = "I01"
name = "Tevreden"
chapter = "opinion"
of = "sat"
base_kind = "valid"
count = "sat >= 4"
for = { people = {}, bosses = {} }
by = ["status"]
beside = [{ id = "very", name = "zeer", count = "sat == 5" }]

[[indicator]]
id = "I03"
name = "Cijfer"
of = "grade"
base_kind = "valid"
mean = "grade"
for.people = {}
for.bosses = {}

[[indicator]]
id = "I12"
name = "Waarde"
base = "given(value)"
shares = "value"
for = { people = {}, bosses = {} }

[[share_word]]
from = 90
words = "vrijwel alle"

[[share_word]]
from = 0
words = "een deel"

[[claim]]
id = "C8"
text = "{I01_word} mensen zijn {word}: {I01}, {I01_very}; {I03}; {I12_first}."
lines = ["people", "bosses"]
shows = ["I01", "I03"]
word = [
  { when = "I01 >= 90 and (I03 >= 8 or I12_first == 1 and I12_lead >= 10)", words = "uitermate tevreden" },
  { words = "tevreden" },
]

[differences]
indicators = ["I01"]
"""
"""A study whose report has nothing wrong."""


@pytest.fixture(autouse=True)
def _in_its_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def studied(text: str) -> tuple[StudyFile | None, list[Problem]]:
    path = Path("study.toml")
    path.write_text(text, encoding="utf-8")
    _, study, problems = examine_study(path)
    return study, problems


def changed(*changes: tuple[str, str]) -> str:
    """Give what is told after changes in the study."""
    text = STUDY
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return "".join(f"{told(problem)}\n" for problem in studied(text)[1])


def told(problem: Problem) -> str:
    """Give the line, the code and what the caret is under; the message; the hint."""
    place = problem.place
    start = (place.column or 1) - 1
    pointed = place.text[start : start + place.length]
    hint = f"\n  hint: {problem.hint}" if problem.hint else ""
    return f"{place.line} {problem.code}: {pointed}\n  {problem.message}{hint}"


def lines(text: str) -> str:
    """Give an expectation as it is told."""
    return dedent(text).removeprefix("\n")


def test_a_report_with_nothing_wrong_has_no_problem() -> None:
    study, problems = studied(STUDY)
    assert problems == []
    assert study is not None
    assert [one.kind for one in study.indicator] == ["share", "mean", "shares"]


def test_the_base_that_is_derived_is_that_of_all_its_questions() -> None:
    study, _ = studied(STUDY.replace('of = "sat"', 'of = ["sat", "value"]'))
    assert study is not None
    assert study.indicator[0].base_condition == "answered(sat) and answered(value)"


COUNT: Final = 'count = "sat >= 4"\n'
BASE: Final = 'of = "sat"\nbase_kind = "valid"\n'
MINUS: Final = 'mean = "grade"\nminus = "grade < 5"\n'


@pytest.mark.parametrize(
    ("old", "new", "problems"),
    [
        (
            COUNT,
            "",
            """
            17 either-or: [[indicator]]
              the indicator 'I01' has no figure
              hint: a share: count = "…"  a share for every option: shares = "…"  a mean: mean = "…"
            """,
        ),
        (
            COUNT,
            COUNT + 'mean = "sat"\n',
            """
            24 either-or: "sat"
              the indicator 'I01' has 'count' and 'mean'
              hint: an indicator is one figure: make two of it
            """,
        ),
        (
            'mean = "grade"\n',
            MINUS,
            """
            34 either-or: "grade < 5"
              the indicator 'I03' has 'minus' without 'count'
              hint: a difference of shares: who is counted stands in 'count', who is counted off in 'minus'
            """,
        ),
        (
            BASE,
            "",
            """
            17 either-or: [[indicator]]
              the indicator 'I01' does not say its base
              hint: of = "question" with base_kind = "all" or "valid"; or base = "condition"
            """,
        ),
        (
            BASE,
            BASE + 'base = "given(sat)"\n',
            """
            21 either-or: "sat"
              the indicator 'I01' says its base twice: 'of' and 'base'
              hint: leave one out: 'of' with 'base_kind', or 'base'
            22 either-or: "valid"
              the indicator 'I01' says its base twice: 'base_kind' and 'base'
              hint: leave one out: 'of' with 'base_kind', or 'base'
            """,
        ),
        (
            BASE,
            'of = "sat"\n',
            """
            21 either-or: "sat"
              the indicator 'I01' has 'of' without 'base_kind'
              hint: of names the questions; base_kind = "valid": answered, "all": or “don't know”
            """,
        ),
        (
            BASE,
            'base_kind = "valid"\n',
            """
            21 either-or: "valid"
              the indicator 'I01' has 'base_kind' without 'of'
              hint: of names the questions; base_kind = "valid": answered, "all": or “don't know”
            """,
        ),
        (
            BASE,
            'of = []\nbase_kind = "valid"\n',
            """
            21 wrong-value: []
              'of' is empty
              hint: name the questions that its base is derived from
            """,
        ),
        (
            BASE,
            'of = ["sat", "sat"]\nbase_kind = "valid"\n',
            """
            21 wrong-value: "sat"
              'sat' stands twice in 'of'
            """,
        ),
    ],
    ids=[
        "no figure",
        "two figures",
        "minus of a mean",
        "no base",
        "two bases",
        "of alone",
        "base_kind alone",
        "of nothing",
        "of twice the same",
    ],
)
def test_an_indicator_is_one_figure_of_one_base(old: str, new: str, problems: str) -> None:
    assert changed((old, new)) == lines(problems)


WITHOUT_I12: Final = (
    ("{I12_first}", "x"),
    ("I12_first == 1 and I12_lead >= 10", "I01 > 1"),
)
GROUPS: Final = STUDY[STUDY.index("groups = ") : STUDY.index("\n\n[[indicator]]")]


@pytest.mark.parametrize(
    ("old", "new", "problems"),
    [
        (
            GROUPS,
            'of = "s"\n' + GROUPS,
            """
            13 either-or: [
              the breakdown 'status' has 'of' and 'groups'
              hint: leave one out: the options of a question are groups, or the groups that are written
            """,
        ),
        (
            GROUPS,
            "",
            """
            9 either-or: [[breakdown]]
              the breakdown 'status' has no groups
              hint: the options of a question: of = "…"  or groups: groups = [{ id = "…", … }]
            """,
        ),
    ],
    ids=["both", "none"],
)
def test_a_breakdown_has_its_groups_from_one_place(old: str, new: str, problems: str) -> None:
    assert changed((old, new)) == lines(problems)


@pytest.mark.parametrize(
    ("old", "new", "problems"),
    [
        (
            'id = "I12"',
            'id = "I03"\nchapter = "opinion"',
            """
            38 duplicate-id: "I03"
              the indicator id 'I03' is used twice: the first one is on line 29
              hint: give every indicator an id of its own
            """,
        ),
        (
            'id = "past"',
            'id = "now"',
            """
            14 duplicate-id: "now"
              the group id 'now' of 'status' is used twice: the first one is on line 13
              hint: give every group an id of its own
            """,
        ),
        (
            "[[breakdown]]",
            '[[breakdown]]\nid = "status"\nname = "x"\nof = "s"\n\n[[breakdown]]',
            """
            15 duplicate-id: "status"
              the breakdown id 'status' is used twice: the first one is on line 10
              hint: give every breakdown an id of its own
            """,
        ),
        (
            "[[chapter]]",
            '[[chapter]]\nid = "opinion"\ntitle = "x"\n\n[[chapter]]',
            """
            10 duplicate-id: "opinion"
              the chapter id 'opinion' is used twice: the first one is on line 6
              hint: give every chapter an id of its own
            """,
        ),
        (
            "[[claim]]",
            '[[claim]]\nid = "C8"\ntext = "x"\nlines = ["people"]\n\n[[claim]]',
            """
            58 duplicate-id: "C8"
              the claim id 'C8' is used twice: the first one is on line 53
              hint: give every claim an id of its own
            """,
        ),
        (
            "beside = [",
            'beside = [{ id = "very", name = "x", count = "sat == 4" }, ',
            """
            26 duplicate-id: "very"
              the id 'very' beside 'I01' is used twice: the first one is on line 26
              hint: give every share an id of its own
            """,
        ),
    ],
    ids=["indicator", "group", "breakdown", "chapter", "claim", "beside"],
)
def test_every_id_of_a_report_is_there_once(old: str, new: str, problems: str) -> None:
    assert changed((old, new), *WITHOUT_I12) == lines(problems)


def test_an_id_is_no_word_that_claims_or_conditions_use_otherwise() -> None:
    changes = ('id = "very"', 'id = "word"'), ("{I01_very}", "x"), ('id = "I12"', 'id = "count"')
    assert changed(*changes, *WITHOUT_I12) == lines(
        """
        26 reserved-word: "word"
          'word' cannot be an id: in claims 'I01_word' is something else
          hint: choose another id
        38 reserved-word: "count"
          'count' cannot be an id: it is a word of the condition language
          hint: choose another id
        """
    )


def test_breakdowns_chapters_and_indicators_that_are_named_are_there() -> None:
    assert changed(
        ('by = ["status"]', 'by = ["statsu", "status", "status"]'),
        ('chapter = "opinion"', 'chapter = "opinions"'),
        ('shows = ["I01"', 'shows = ["I011"'),
        ('indicators = ["I01"]', 'indicators = ["J9", "I03", "I12", "I01", "I01"]'),
    ) == lines(
        """
        20 unknown-name: "opinions"
          there is no chapter 'opinions'
          hint: did you mean "opinion"?  the chapters are: opinion
        25 unknown-name: "statsu"
          there is no breakdown 'statsu'
          hint: did you mean "status"?  the breakdowns are: status
        25 wrong-value: "status"
          'status' stands twice in 'by'
        56 unknown-name: "I011"
          there is no indicator 'I011'
          hint: did you mean "I01"?  the indicators are: I01, I03, I12
        63 unknown-name: "J9"
          there is no indicator 'J9'
          hint: the indicators are: I01, I03, I12
        63 type-mismatch: "I03"
          'I03' is a mean: differences are looked at between shares
        63 type-mismatch: "I12"
          'I12' is a share for every option: differences are looked at between shares
        63 wrong-value: "I01"
          'I01' stands twice in 'indicators'
        """
    )


def test_an_indicator_is_for_somebody() -> None:
    shares = 'shares = "value"\nfor = '
    everybody = "{ people = {}, bosses = {} }"
    assert changed((shares + everybody, shares + "{}"), *WITHOUT_I12) == lines(
        """
        42 wrong-value: {}
          'for' is empty
          hint: say which audiences it is for: for = { participants = {} }
        """
    )


def test_words_for_shares_go_from_high_to_low() -> None:
    assert changed(("from = 0", "from = 90")) == lines(
        """
        49 bounds: 90
          'from' is 90, and 90 before it: these words are never said
          hint: put them in order, the highest 'from' first
        """
    )


# ------------------------------------------------------------------------ Claims


@pytest.mark.parametrize(
    ("fill", "problems"),
    [
        (
            "{I01",
            """
            54 bad-fill: {
              a lone '{'
              hint: {I11} fills a figure in; write {{ for a brace itself
            """,
        ),
        (
            "{I01|x}",
            """
            54 bad-fill: {
              '{I01|x}' names nothing
              hint: {I11} fills a figure in; write {{ for a brace itself
            """,
        ),
        ("{{I01}}", ""),
        (
            "{J9}",
            """
            54 unknown-name: {J9}
              there is no indicator 'J9'
              hint: the indicators are: I01, I03, I12
            """,
        ),
        (
            "{I01_vrey}",
            """
            54 unknown-name: {I01_vrey}
              there is nothing 'vrey' beside 'I01'
              hint: did you mean "very"?  what can be said of it are: word, very
            """,
        ),
        (
            "{I03_word}",
            """
            54 type-mismatch: {I03_word}
              'I03' is no share: only a share is said in words
              hint: what can be said of it: {I03}
            """,
        ),
        (
            "{I12}",
            """
            54 type-mismatch: {I12}
              'I12' has a share for every option, and no figure of its own
              hint: the option that comes first: {I12_first}
            """,
        ),
    ],
)
def test_a_claim_names_figures_that_there_are(fill: str, problems: str) -> None:
    assert changed(("{I12_first}.", fill)) == lines(problems)


WORD: Final = STUDY[STUDY.index("word = [\n") : STUDY.index("\n[differences]")]
SHARE_WORDS: Final = STUDY[STUDY.index("[[share_word]]") : STUDY.index("[[claim]]")]
RULE: Final = STUDY[STUDY.index("I01 >= 90") : STUDY.index('", words = "uitermate')]


@pytest.mark.parametrize(
    ("words", "problems"),
    [
        (
            WORD,
            """
            54 unknown-name: {word}
              the claim has no words of its own
              hint: give them: word = [{ when = "I11 >= 90", words = … }]
            """,
        ),
        (
            SHARE_WORDS,
            """
            46 unknown-name: {I01_word}
              the study has no words for shares
              hint: the study says them: [[share_word]] with 'from' and 'words'
            """,
        ),
        (
            f'when = "{RULE}", ',
            """
            58 never-said: { words = "uitermate tevreden" }
              these words have no rule: those that follow are never said
              hint: put them last, or say when they are said: when = …
            """,
        ),
    ],
    ids=["of the claim", "for shares", "with a rule"],
)
def test_a_claim_says_words_that_there_are_and_that_can_be_said(words: str, problems: str) -> None:
    assert changed((words, "")) == lines(problems)


def test_a_fill_is_told_in_the_language_in_which_it_stands() -> None:
    text = STUDY.replace('["nl"]', '["nl", "en"]').replace(
        'text = "{I01_word} mensen zijn {word}', 'text.en = "{I9}"\ntext.nl = "{word}'
    )
    problems = [one for one in studied(text)[1] if one.code == "unknown-name"]
    assert [(one.place.text, one.place.column, one.place.key) for one in problems] == [
        ('text.en = "{I9}"', 12, "claim[1].text.en")
    ]


def test_lines_of_a_claim_name_groups_that_there_are() -> None:
    assert changed(
        ('["people", "bosses"]', '["people/status/nwo", "people/sttus/now"]'),
        ('["I01", "I03"]', '["I01"]'),
        ("; {I03}; {I12_first}", ""),
        (RULE, "I01 > 90"),
    ) == lines(
        """
        55 unknown-name: nwo
          there is no group 'nwo' in 'status'
          hint: did you mean "now"?  its groups are: now, past
        55 unknown-name: sttus
          there is no breakdown 'sttus'
          hint: did you mean "status"?  the breakdowns are: status
        """
    )
    assert changed(('["people", "bosses"]', '["people", "people/status"]')) == lines(
        """
        55 wrong-value: "people/status"
          'people/status' is no line of a claim
          hint: an audience, or a group of it: participants, participants/status/former
        """
    )


@pytest.mark.parametrize(
    ("rule", "problems"),
    [
        (
            "I01 >= 90 and J9 > 5",
            """
            58 unknown-name: J9
              there is no figure 'J9'
              hint: the figures are: I01_very, I01, I03, I12_first, I12_lead
            """,
        ),
        (
            "I01_vry > 5",
            """
            58 unknown-name: I01_vry
              there is no figure 'I01_vry'
              hint: did you mean "I01_very"?  the figures are: I01_very, I01
            """,
        ),
        (
            "I12 == 1",
            """
            58 unusable-name: I12
              'I12' is no number
              hint: it has a share for every option: I12_first is the code of the first, I12_lead its lead in points
            """,
        ),
        (
            "I01",
            """
            58 type-mismatch: I01
              this gives a number; true or false is wanted here
              hint: compare it with something, or ask whether there is an answer: answered(question)
            """,
        ),
        (
            "I01 > ",
            """
            58 syntax: >
              the condition stops too early: something is missing at its end
              hint: a condition looks like: years >= 3 and status in [1, 2]
            """,
        ),
        (
            "I01 => 90",
            """
            58 foreign-spelling: =>
              '=>' is not spelled like that here
              hint: write >=
            """,
        ),
        ("I12_first == 'a' or I12_first == 3", ""),
    ],
)
def test_the_rule_of_a_word_is_a_condition_on_figures(rule: str, problems: str) -> None:
    assert changed((RULE, rule)) == lines(problems)


def test_a_figure_that_a_line_cannot_have_is_a_warning() -> None:
    text = STUDY.replace("for.people = {}\n", "")
    problems = studied(text)[1]
    assert "".join(f"{told(one)}\n" for one in problems) == lines(
        """
        55 no-figure: "I03"
          there is no 'I03' of 'people': it is not for 'people'
          hint: the line is printed without it
        57 no-figure: "I01 >= 90 and (I03 >= 8 or I12_first == 1 and I12_lead >= 10)"
          there is no 'I03' of 'people': it is not for 'people'
          hint: these words are never said
        """
    )
    assert {one.severity for one in problems} == {Severity.WARNING}


def test_a_breakdown_that_is_not_for_an_audience_has_no_line_of_it() -> None:
    assert changed(
        ('name = "Status"\n', 'name = "Status"\nfor = ["people"]\n'),
        ('["people", "bosses"]', '["people"]\nalso = ["bosses/status/now"]'),
        ('["I01", "I03"]', '["I01"]'),
    ) == lines(
        """
        58 no-figure: "I01"
          there is no 'I01' of 'bosses/status/now': the breakdown 'status' is not for 'bosses'
          hint: the line is printed without it
        """
    )


# ----------------------------------------------------- One mistake hides no other


WRONG: Final = """
[[indicator]]
id = "I-4"
name = { nl = "x", dutch = "y" }
of = [3]
base_kind = "al"
coutn = "a == 1"
for = { people = { wher = "x", note = 3 }, bosses = 3 }
beside = [{ id = "X", nam = "y", count = 3 }, { id = "fine", name = "z", count = "a" }]

[[indicator]]
id = "I05"
for_ = { people = {} }
name = "x"
mean = "a"
of = 3
decimals = 9
by = "status"
"""


def test_what_is_wrong_in_an_indicator_is_told_in_the_words_of_the_file() -> None:
    text = f"{STUDY}{WRONG}".replace('[differences]\nindicators = ["I01"]\n', "")
    keys = ", ".join(sorted(map(written_key, names_of(Indicator))))
    found = "".join(f"{told(one)}\n" for one in studied(text)[1]).replace(keys, "…")
    assert found == lines(
        """
        64 bad-id: "I-4"
          'I-4' is no id
          hint: an indicator or a claim has an id of 1 to 12 letters and digits: I11
        65 unknown-language: dutch
          'dutch' is no language
          hint: a language is two or three small letters, such as nl or en
        66 wrong-type: 3
          a part of 'of' must be a text between quotes, but is a whole number
          hint: put it between quotes: "3"
        67 wrong-value: "al"
          'al' is not a value of 'base_kind'
          hint: did you mean "all"?  the possible values are: all, valid
        68 unknown-key: coutn
          there is no key 'coutn' here
          hint: did you mean "count"?  the keys are: …
        69 unknown-key: wher
          there is no key 'wher' here
          hint: did you mean "where"?  the keys are: note, where
        69 wrong-type: 3
          'note' must be a text, or a table of languages, but is a whole number
          hint: put it between quotes: "3"
        69 wrong-type: 3
          'bosses' must be a table, but is a whole number
        70 missing-key: { id = "X", nam = "y", count = 3 }
          the key 'name' is missing
          hint: add a line: name = …
        70 bad-id: "X"
          'X' is no id
          hint: an id is 1 to 24 small letters, digits and underscores, and begins with a letter
        70 unknown-key: nam
          there is no key 'nam' here
          hint: did you mean "name"?  the keys are: count, id, name
        70 wrong-type: 3
          'count' must be a text between quotes, but is a whole number
          hint: put it between quotes: "3"
        72 missing-key: [[indicator]]
          the key 'for' is missing
          hint: say which audiences it is for: for = { participants = {} }
        74 unknown-key: for_
          there is no key 'for_' here
          hint: did you mean "for"?  the keys are: …
        77 wrong-type: 3
          'of' must be a list between square brackets, but is a whole number
          hint: put it between square brackets, even if there is one
        78 wrong-value: 9
          'decimals' is 9, but must be at most 4
        79 wrong-type: "status"
          'by' must be a list between square brackets, but is a text
          hint: put it between square brackets, even if there is one
        """
    )


def test_the_keys_of_a_list_that_is_called_like_a_part_of_a_report_are_those_of_options() -> None:
    options = 'options.word = [{ code = 1, nl = "a", othr = true }]\n'
    assert changed(('languages = ["nl"]\n', f'languages = ["nl"]\n{options}')) == lines(
        """
        4 unknown-key: othr
          there is no key 'othr' here
          hint: did you mean "other"?  the keys are: code, exclusive, fixed, other, show_if, text
        """
    )


def test_for_as_a_list_says_how_it_is_written() -> None:
    assert changed(("for = { people = {}, bosses = {} }", 'for = ["people"]')) == lines(
        """
        24 wrong-type: ["people"]
          'for' must be a table, but is a list
          hint: write { people = {} }
        """
    )


def test_a_wrong_indicator_does_not_hide_what_is_wrong_in_another_nor_makes_up_what_is_not() -> (
    None
):
    assert changed(
        ('count = "sat >= 4"', "count = 4"),
        ("{I01_very}", "{I01_vrey}"),
        ("I01 >= 90 and (", "I01_much >= 90 and ("),
        ('of = "grade"\n', ""),
        ('by = ["status"]', 'by = ["sttus"]'),
    ) == lines(
        """
        23 wrong-type: 4
          'count' must be a text between quotes, but is a whole number
          hint: put it between quotes: "4"
        25 unknown-name: "sttus"
          there is no breakdown 'sttus'
          hint: did you mean "status"?  the breakdowns are: status
        31 either-or: "valid"
          the indicator 'I03' has 'base_kind' without 'of'
          hint: of names the questions; base_kind = "valid": answered, "all": or “don't know”
        """
    )


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ('id = "I01"', 'id = "I-01"', {"bad-id", "unknown-name"}),
        ('id = "status"', 'id = "Status"', {"bad-id", "unknown-name"}),
        ('id = "opinion"', 'id = "my opinion"', {"bad-id", "unknown-name"}),
        ('id = "I01"', "id = 1", {"wrong-type", "unknown-name"}),
        ('title = "Mening"', "title = 3", {"wrong-type"}),
        ("from = 90", 'from = "90"', {"wrong-type"}),
        ('id = "C8"', "id = 8", {"wrong-type"}),
        ('where = "s == 1"', "were = 3", {"unknown-key", "missing-key"}),
        ('{ words = "tevreden" }', '{ word = "tevreden" }', {"unknown-key", "missing-key"}),
        ('indicators = ["I01"]', 'indicators = ["I01"]\npoints = 200', {"wrong-value"}),
        ("for = { people = {}, bosses = {} }", "for = { people = 3 }", {"wrong-type"}),
        ("[[chapter]]", "[[capter]]", {"unknown-key", "unknown-name"}),
    ],
)
def test_a_mistake_makes_nothing_else_up(old: str, new: str, codes: set[str]) -> None:
    found = studied(STUDY.replace(old, new, 1))[1]
    assert {one.code for one in found} == codes


def test_what_stands_under_for_is_told_where_it_is_written() -> None:
    text = STUDY.replace("for = { people = {}", "for = { people = { note = { en = 'x' } }", 1)
    problems = studied(text)[1]
    assert {(one.code, one.place.line, one.place.key) for one in problems} == {
        ("unknown-language", 24, "indicator[1].for.people.note.en"),
        ("missing-translation", 24, "indicator[1].for.people.note"),
    }


# --------------------------------------------------------- What claims can name


def test_figures_are_numbers_and_the_first_option_is_a_code() -> None:
    study, _ = studied(STUDY)
    assert study is not None
    scope = figure_scope(study.indicator)
    kinds = {name: symbol.kind for name, symbol in scope.symbols.items()}
    assert kinds == {
        "I01": Kind.NUMBER,
        "I01_very": Kind.NUMBER,
        "I03": Kind.NUMBER,
        "I12_first": Kind.CODE,
        "I12_lead": Kind.NUMBER,
    }
    assert list(scope.unusable) == ["I12"]
    said = [name for one in study.indicator for name in fills_of(one)]
    assert said == ["I01", "I01_word", "I01_very", "I03", "I12_first"]


def test_fills_of_a_claim_have_their_place_and_braces_can_be_written() -> None:
    assert [(one.name, one.start, one.end) for one in claim_fills("{{x}} {I01} is {word}")] == [
        ("I01", 6, 11),
        ("word", 15, 21),
    ]
    for wording in ("{", "a }", "{}", "{ I01}", "{I01|x}"):
        with pytest.raises(FillError):
            claim_fills(wording)

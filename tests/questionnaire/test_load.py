"""Loading: all problems in one run, each where it is written, and nothing that a file holds breaks the program."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hybridequiz.problems import InvalidFile, Problem, Severity
from hybridequiz.questionnaire.documents import LARGEST
from hybridequiz.questionnaire.load import Loaded, examine, examine_study, load

SHIPPED: Final = Path(__file__).parents[2] / "questionnaires"
HEAD: Final = """\
id = "test"
version = "1"
audience = "people"
languages = ["nl"]
title = "Test"
"""
SECTION: Final = """
[[section]]
id = "first"
title = "Eerst"
"""
AGE: Final = """
[[section.question]]
id = "age"
type = "integer"
min = 16
max = 99
required = true
text = "Hoe oud bent u?"
"""
STUDY: Final = 'id = "study"\ntitle = "Studie"\nlanguages = ["nl", "en"]\n'


@pytest.fixture(autouse=True)
def _in_its_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _examine(text: str | bytes, **others: str) -> Loaded:
    """Examine a questionnaire that stands in the test; `others` are files beside it."""
    for name, content in others.items():
        Path(f"{name}.toml").write_text(content, encoding="utf-8")
    path = Path("test.toml")
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return examine(path)


def _told(loaded: Loaded) -> list[tuple[str, int | None]]:
    return [(problem.code, problem.place.line) for problem in loaded.problems]


def _pointed(problem: Problem) -> str:
    """Give the characters above the caret."""
    start = (problem.place.column or 1) - 1
    return problem.place.text[start : start + problem.place.length]


def test_a_good_file_is_an_instrument_without_problems() -> None:
    loaded = _examine(HEAD + SECTION + AGE)
    assert loaded.instrument is not None
    assert loaded.problems == ()


def test_loading_a_file_with_errors_refuses_with_all_of_them() -> None:
    Path("test.toml").write_text(HEAD + SECTION + AGE.replace("16", '"16"') + 'hlep = "x"\n')
    with pytest.raises(InvalidFile) as refused:
        load(Path("test.toml"))
    assert [problem.code for problem in refused.value.problems] == ["wrong-type", "unknown-key"]


def test_a_time_has_bounds_of_whole_minutes_in_order() -> None:
    begins = AGE.replace("age", "begins").replace("integer", "time")
    good = begins.replace("16", "08:00:00").replace("99", "17:30:00")
    wrong_order = begins.replace("16", "17:00:00").replace("99", "08:00:00")
    seconds = begins.replace("16", "08:00:30").replace("99", "17:00:00")
    text = begins.replace("16", '"08:00"').replace("99", "17:00:00")
    assert _told(_examine(HEAD + SECTION + good)) == []
    assert [code for code, _ in _told(_examine(HEAD + SECTION + wrong_order))] == ["bounds"]
    assert [code for code, _ in _told(_examine(HEAD + SECTION + seconds))] == ["bounds"]
    (problem,) = _examine(HEAD + SECTION + text).problems
    assert (problem.code, _pointed(problem)) == ("wrong-type", '"08:00"')


KIND: Final = """
[[section.question]]
id = "kind"
type = "single"
required = true
text = "Wat voor bedrijf?"
options = [ { code = 1, nl = "Installatie" }, { code = 2, nl = "Metaal" } ]
"""


def test_the_words_of_an_option_can_be_looked_at_and_are_analysed() -> None:
    never = AGE + """show_if = 'label(kind) == "Bouw"'\n"""
    sometimes = never.replace("Bouw", "Metaal")
    assert _told(_examine(HEAD + SECTION + KIND + sometimes)) == []
    assert [code for code, _ in _told(_examine(HEAD + SECTION + KIND + never))] == ["always-false"]


@pytest.mark.parametrize(
    ("that", "codes"),
    [
        ("this < 25", []),
        ("this <= 99", ["always-true"]),
        ("this > 99", ["always-false"]),
        ("this == 20 and this == 30", ["always-false"]),
    ],
)
def test_a_check_that_decides_nothing_is_told(that: str, codes: list[str]) -> None:
    check = f'check = [{{ that = "{that}", text = "Klopt dat?" }}]\n'
    for age in (AGE, AGE.replace("required = true\n", "")):
        loaded = _examine(HEAD + SECTION + age + check)
        assert [one.code for one in loaded.problems] == codes
        assert (loaded.instrument is None) == (codes == ["always-false"])


def test_a_soft_check_that_nobody_passes_is_a_warning() -> None:
    check = 'check = [{ that = "this > 99", level = "soft", text = "Klopt dat?" }]\n'
    (problem,) = _examine(HEAD + SECTION + AGE + check).problems
    assert (problem.code, problem.severity) == ("always-false", Severity.WARNING)


@pytest.mark.parametrize(
    ("condition", "codes"),
    [
        ("age > 20", []),
        ("age > 99", ["always-false"]),
        ("age > 15", ["always-true"]),
        ("1 == 2", ["always-false"]),
    ],
)
def test_an_option_that_is_always_or_never_offered_is_told(
    condition: str, codes: list[str]
) -> None:
    options = (
        f"options = [{{ code = 1, nl = 'a' }}, {{ code = 2, nl = 'b', show_if = '{condition}' }}]"
    )
    found = _examine(HEAD + SECTION + AGE + _question("kind", "single", options)).problems
    assert [(one.code, one.place.text) for one in found] == [(code, options) for code in codes]


def test_bounds_in_the_wrong_order_say_nothing_of_what_follows() -> None:
    age = AGE.replace("16", "100")
    later = _question("later", "text", "show_if = 'age > 3'")
    for one in (age, age.replace("required = true\n", "")):
        assert [code for code, _ in _told(_examine(HEAD + SECTION + one + later))] == ["bounds"]


def test_a_misspelled_type_hides_nothing_else_of_its_question() -> None:
    wrong = _question("work", "singel", OPTIONS, "requird = true", "show_if = 'agee > 3'")
    told = {code for code, _ in _told(_examine(HEAD + SECTION + AGE + wrong))}
    assert told == {"unknown-type", "unknown-key", "unknown-name"}


def test_a_wrong_language_does_not_hide_texts_that_lack_in_another() -> None:
    head = HEAD.replace('["nl"]', '["nl", "en", "dutch"]')
    told = {code for code, _ in _told(_examine(head + SECTION + AGE.replace("text", "text.nl")))}
    assert told == {"unknown-language", "missing-translation"}


def test_a_study_stands_beside_its_questionnaire(tmp_path: Path) -> None:
    (tmp_path / "study.toml").write_text(STUDY, encoding="utf-8")
    (tmp_path / "deeper").mkdir()
    file = tmp_path / "deeper" / "test.toml"
    for name in ("../study.toml", str(tmp_path / "study.toml")):
        file.write_text(HEAD + f"study = '{name}'\n" + SECTION + AGE, encoding="utf-8")
        assert [one.code for one in examine(file).problems] == ["unknown-study"]


def test_a_wrong_code_does_not_hide_what_the_options_beside_it_lack() -> None:
    head = HEAD.replace('["nl"]', '["nl", "en"]').replace('"Test"', '{ nl = "T", en = "T" }')
    options = "[{ code = 1.5, nl = 'a', en = 'a' }, { code = 2, nl = 'b' }]"
    section = SECTION.replace('"Eerst"', '{ nl = "Eerst", en = "First" }')
    texts = "text = { nl = 'Welke?', en = 'Which?' }"
    question = f'[[section.question]]\nid = "kind"\ntype = "single"\n{texts}\noptions = '
    for text in (
        f"{head}{section}{question}{options}\n",
        f"{head}[options]\nkinds = {options}\n{section}{question}'kinds'\n",
    ):
        told = [code for code, _ in _told(_examine(text))]
        assert sorted(told) == ["missing-translation", "wrong-type"]


def test_a_wrong_code_does_not_hide_how_many_may_be_chosen() -> None:
    options = "[{ code = 1.5, nl = 'a' }, { code = 2, nl = 'b' }]"
    question = f"""
[[section.question]]
id = "kinds"
type = "multiple"
text = "Welke?"
min_chosen = 3
max_chosen = 2
options = {options}
"""
    told = [code for code, _ in _told(_examine(HEAD + SECTION + question))]
    assert sorted(told) == ["bounds", "wrong-type"]
    right = question.replace("min_chosen = 3", "min_chosen = 2")
    assert [code for code, _ in _told(_examine(HEAD + SECTION + right))] == ["wrong-type"]
    words = question.replace("min_chosen = 3", "min_chosen = 'two'")
    told = [code for code, _ in _told(_examine(HEAD + SECTION + words))]
    assert sorted(told) == ["wrong-type", "wrong-type"]


def test_problems_of_a_study_come_in_the_order_of_the_file() -> None:
    location = "[[location]]\ncode = 1\nnl = 'a'\n[[location]]\ncode = 1\nnl = 'b'\nen = 'b'\n"
    Path("study.toml").write_text(STUDY + "liv = false\n" + location, encoding="utf-8")
    _, _, problems = examine_study(Path("study.toml"))
    lines = [problem.place.line for problem in problems]
    assert len(lines) >= 3
    assert lines == sorted(lines, key=lambda line: line or 0)


def test_a_warning_does_not_stop() -> None:
    loaded = _examine(HEAD + SECTION + AGE + 'show_if = "True"\n')
    assert [problem.severity for problem in loaded.problems] == [Severity.WARNING]
    assert loaded.instrument is not None


ALL_KINDS: Final = """\
id = "Test"
version = "1"
audience = "people"
languages = ["nl", "en"]
title.nl = "Test"

[[exit]]
when = "age < 18"
disposition = "refusd"
text = "Dag"

[[exit]]
when = "agee > 90"
disposition = "refused"
text = "@bye"

[[section]]
id = "first"
title = "Eerst"
[[section.question]]
id = "age"
type = "integer"
min = 16
max = 99
required = true
text = "Hoe oud {x} bent u?"
help = 3

[[section.question]]
id = "work"
type = "singel"
text = "Werkt u?"

[[section.question]]
id = "why"
type = "text"
show_if = "age = 3 and work == 1"
text = "Waarom?"

[[section.question]]
id = "old"
type = "text"
show_if = "age > 99"
text = "Hoe is dat?"

[[section.question]]
id = "list"
type = "multiple"
options = "unknown"
text = "Welke?"
"""


def test_all_kinds_of_problems_are_told_in_one_run_in_the_order_of_the_file() -> None:
    assert _told(_examine(ALL_KINDS)) == [
        ("bad-id", 1),
        ("missing-translation", 5),
        ("wrong-value", 9),
        ("unknown-name", 13),
        ("unknown-text", 15),
        ("unknown-name", 26),
        ("wrong-type", 27),
        ("missing-key", 29),
        ("unknown-type", 31),
        ("foreign-spelling", 37),
        ("always-false", 43),
        ("unknown-list", 49),
    ]


def test_a_problem_as_json_has_everything_that_is_shown() -> None:
    (problem,) = _examine(HEAD + SECTION + AGE.replace("16", '"16"')).problems
    assert json.loads(json.dumps(problem.as_json())) == {
        "code": "wrong-type",
        "message": "'min' must be a whole number, but is a text",
        "place": {
            "file": "test.toml",
            "line": 14,
            "column": 7,
            "length": 4,
            "text": 'min = "16"',
            "key": "section[1].question[1].min",
        },
        "hint": "leave the quotes out: 16",
        "severity": "error",
    }


# --------------------------------------------------------------------- Places

PLACES: Final = {
    "a table a question": ('show_if = "agee < 25"', "agee"),
    "dotted keys": ('text.nl = "Hoe {agee} bent u?"', "{agee}"),
    "a text of several lines": ('text = """\nHoe oud\nbent u, {agee}?"""', "{agee}"),
    "an inline table over several lines": (
        'check = [\n  # from TOML 1.1 on\n  {\n    that = "this < agee",\n    text = "Klopt dat?",\n  },\n]',
        "agee",
    ),
    "escapes before it": (r'show_if = "\u0061ge < 25 or agee > 3"', "agee"),
    "a condition over lines": ("show_if = '''\n  age < 25\n  or agee > 3'''", "agee"),
    "beyond ASCII": ("show_if = \"'é€😀' == '' or agee > 3\"", "agee"),
}


@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["no BOM", "BOM"])
@pytest.mark.parametrize(("written", "wrong"), PLACES.values(), ids=PLACES)
def test_a_problem_is_told_at_the_very_characters(
    written: str, wrong: str, ends: str, mark: bytes
) -> None:
    question = '\n[[section.question]]\nid = "why"\ntype = "text"\n' + written + "\n"
    text = HEAD + SECTION + AGE + question + ("" if "text" in written else 'text = "Waarom?"\n')
    loaded = _examine(mark + text.replace("\n", ends).encode())
    problem = next(one for one in loaded.problems if one.code == "unknown-name")
    assert _pointed(problem) == wrong
    lines = text.split("\n")
    assert problem.place.line == next(n for n, line in enumerate(lines, 1) if "agee" in line)
    assert problem.place.text == lines[(problem.place.line or 0) - 1]


def test_what_is_not_toml_is_told_at_its_place_under_every_line_end() -> None:
    for ends in ("\n", "\r\n"):
        (problem,) = _examine((HEAD + "a = \u2028yes\n").replace("\n", ends)).problems
        assert (problem.code, problem.place.line, problem.place.column) == ("not-toml", 6, 5)
        assert problem.place.text == "a = \u2028yes"


def test_an_option_is_pointed_at_where_its_languages_stand() -> None:
    options = "options = [{ code = 1, nl = '{agee}' }, { code = 2, nl = 3, exlusive = true }]\n"
    question = "[[section.question]]\nid = 'work'\ntype = 'single'\ntext = 'Werkt u?'\n"
    loaded = _examine(HEAD + SECTION + question + options)
    assert [(problem.code, _pointed(problem)) for problem in loaded.problems] == [
        ("unknown-name", "{agee}"),
        ("wrong-type", "3"),
        ("unknown-key", "exlusive"),
    ]


def test_a_problem_in_a_shared_list_is_told_once_and_in_the_study() -> None:
    work = "\n[[section.question]]\nid = '{}'\ntype = 'single'\noptions = 'yes_no'\ntext = 'Werkt u?'\n"
    text = HEAD + 'study = "study.toml"\n' + SECTION + work.format("a") + work.format("b")
    lists = "[options]\nyes_no = [\n  { code = 1, nl = 'Ja', en = 'Yes' },\n  { code = 1, nl = 'Nee' },\n]\n"
    loaded = _examine(text, study=STUDY + lists)
    assert [(one.code, str(one.place)) for one in loaded.problems] == [
        ("missing-translation", "study.toml:7:3"),
        ("duplicate-code", "study.toml:7:12"),
    ]


# ------------------------------------------------------- No follow-up problems


def test_a_wrong_exit_hides_no_problem_of_another_exit() -> None:
    exits = "[[exit]]\nwhen = {}\ndisposition = {}\ntext = 'Dag'\n"
    wrong = (("'age < 18'", "'refusd'"), ("3", "'refused'"), ("'agee > 3'", "'refused'"))
    text = HEAD + "".join(exits.format(*one) for one in wrong) + SECTION + AGE
    assert _told(_examine(text)) == [("wrong-value", 8), ("wrong-type", 11), ("unknown-name", 15)]


def test_nothing_is_said_of_what_depends_on_a_question_with_errors() -> None:
    text = HEAD + 'key_items = ["age"]\n' + SECTION + AGE.replace("integer", "number")
    follows = "\n[[section.question]]\nid = 'why'\ntype = 'text'\nabout = 'age'\n"
    text += follows + "show_if = 'age < 25'\ntext = 'Waarom op uw {age}e?'\n"
    assert _told(_examine(text)) == [("unknown-type", 14)]


def test_a_condition_with_a_fault_brings_no_remark_on_what_it_would_have_settled() -> None:
    firm = "\n[[section.question]]\nid = 'firm'\ntype = 'text'\ntext = 'Waar?'\n"
    follows = firm.replace("firm", "years").replace("Waar", "Sinds wanneer bij {firm}")
    loaded = _examine(
        HEAD + SECTION + firm + follows + "show_if = 'answered(firm) && given(firm)'\n"
    )
    assert [problem.code for problem in loaded.problems] == ["foreign-spelling"]


def test_a_wrong_list_of_languages_makes_no_text_wrong() -> None:
    loaded = _examine(
        (HEAD + SECTION + AGE).replace('["nl"]', '"nl"').replace('"Test"', '{nl="T"}')
    )
    assert [problem.code for problem in loaded.problems] == ["wrong-type"]


def test_a_double_code_stands_once_in_a_hint() -> None:
    options = "options = [{ code = 1, nl = 'a' }, { code = 1, nl = 'b' }, { code = 2, nl = 'c' }]\n"
    work = "[[section.question]]\nid = 'work'\ntype = 'single'\ntext = 'Werkt u?'\n" + options
    why = "[[section.question]]\nid = 'why'\ntype = 'text'\ntext = 'W?'\nshow_if = 'work == 9'\n"
    hints = [problem.hint for problem in _examine(HEAD + SECTION + work + why).problems]
    assert "the options are: 1, 2" in hints


def test_an_exit_that_everybody_takes_is_not_told_for_each_question_behind_it() -> None:
    exit_ = "[[exit]]\nwhen = 'age >= 16'\ndisposition = 'refused'\ntext = 'Dag'\n"
    behind = "".join(AGE.replace('"age"', f'"age{n}"') for n in range(5))
    assert _told(_examine(HEAD + exit_ + SECTION + AGE + behind)) == [
        ("always-true", 7),
        ("unreachable", 24),
    ]


def test_modes_that_exclude_each_other_are_a_problem_and_no_crash() -> None:
    loaded = _examine(HEAD + SECTION + 'mode = ["interview"]\n' + AGE + 'mode = ["self"]\n')
    assert [problem.code for problem in loaded.problems] == ["unreachable"]


# ------------------------------------------------------------------ The study


def test_a_study_that_is_broken_is_told_once_and_the_questionnaire_is_checked_all_the_same() -> (
    None
):
    text = HEAD + 'study = "study.toml"\n' + SECTION + AGE + 'help = "@help"\nshow_if = "agee"\n'
    for study in (STUDY + "texts = ", STUDY + "[texts]\nhelp = 3\n"):
        loaded = _examine(text, study=study)
        first, second = loaded.problems
        assert first.place.file == "study.toml"
        assert (second.code, second.place.file) == ("unknown-name", "test.toml")


BROKEN_STUDY: Final = """\
id = "Study"
title = "Studie"
languages = ["nl", "en"]
coer = ["age"]

[texts]
good = { nl = "Goed" }
bad = 3

[options]
twice = [
  { code = 1, nl = "Een", en = "One" },
  { code = 1, nl = "Nog een", en = "Another", exclusve = true },
]
broken = [ { code = -1, nl = "Min", en = "Minus" } ]

[[location]]
code = 1
nl = "Hier"
en = "Here"

[[location]]
code = 1
nl = "Daar"
en = 3
"""


def test_everything_wrong_in_a_study_is_told_in_one_run() -> None:
    Path("study.toml").write_text(BROKEN_STUDY, encoding="utf-8")
    problems = examine_study(Path("study.toml"))[2]
    assert sorted((problem.place.line or 0, problem.code) for problem in problems) == [
        (1, "bad-id"),
        (4, "unknown-key"),
        (7, "missing-translation"),
        (8, "wrong-type"),
        (13, "duplicate-code"),
        (13, "unknown-key"),
        (15, "wrong-value"),
        (23, "duplicate-code"),
        (25, "wrong-type"),
    ]


def test_what_languages_a_study_has_must_be_known_to_miss_one() -> None:
    text = BROKEN_STUDY.replace('["nl", "en"]', '"nl"')
    Path("study.toml").write_text(text, encoding="utf-8")
    codes = [problem.code for problem in examine_study(Path("study.toml"))[2]]
    assert "missing-translation" not in codes
    assert codes.count("duplicate-code") == 2


def test_values_of_a_study_can_be_filled_in_though_something_else_in_it_is_wrong() -> None:
    study = STUDY + 'foo = 1\nvalues.client = ""\n'
    text = HEAD + 'study = "study.toml"\n' + SECTION + AGE + 'help = "Voor {client}."\n'
    assert _told(_examine(text, study=study)) == [("unknown-key", 4)]


def test_a_text_of_the_study_may_have_more_languages_but_not_fewer() -> None:
    text = HEAD + 'study = "study.toml"\n' + SECTION + AGE + 'help = "@help"\n'
    study = STUDY + '[texts]\nhelp = { nl = "Hulp", en = "Help" }\n'
    assert _examine(text, study=study).problems == ()
    loaded = _examine(text.replace('["nl"]', '["nl", "fr"]'), study=study)
    assert _told(loaded) == [("missing-translation", 5)]


def test_a_study_and_a_questionnaire_in_each_others_place_are_told_as_that() -> None:
    other = HEAD + SECTION + AGE
    assert _told(_examine(HEAD + 'study = "o.toml"\n' + SECTION + AGE, o=other)) == [
        ("not-a-study", 6)
    ]
    assert _told(_examine(STUDY + 'values.client = "x"\n')) == [("not-a-questionnaire", None)]
    assert _told(_examine(HEAD + 'study = "test.toml"\n' + SECTION + AGE)) == [("not-a-study", 6)]


def test_the_shipped_files_have_no_problems_and_no_warnings() -> None:
    for path in SHIPPED.glob("*.toml"):
        problems = examine_study(path)[2] if path.stem.endswith("study") else examine(path).problems
        assert list(problems) == []


# ----------------------------------------------------------------------- Junk

JUNK: Final = {
    "many keys": "".join(f"k{n} = 1\n" for n in range(100_000)),
    "five megabytes in a line": "section = [" + "3," * 2_000_000 + "]",
    "a very long text": f'id = "{"x" * 4_000_000}"\n',
    "deep lists": "a = " + "[" * 100_000,
    "deep keys": "a." * 100_000 + "b = 1",
    "deep but readable": HEAD + "x = " + "[" * 100 + "]" * 100,
    "no number": "a = nan",
    "infinite": HEAD + SECTION + AGE.replace("16", "-inf"),
    "an exponent": HEAD + SECTION + AGE.replace("16", "1e999999999999999999999"),
    "many digits": "a = " + "9" * 5_000,
    "many hexadecimal digits": HEAD + "a = 0x" + "f" * 5_000,
    "a time": HEAD + "at = 10:00:00\n" + SECTION + AGE,
    "a moment": HEAD + SECTION + AGE.replace("16", "1979-05-27T07:32:00Z"),
    "nothing": "",
    "an empty key": '"" = 1',
}


@pytest.mark.parametrize("text", JUNK.values(), ids=JUNK)
def test_junk_gives_problems_that_are_short(text: str) -> None:
    loaded = _examine(text[:LARGEST])
    assert loaded.errors
    assert len(loaded.problems) <= 1_001
    assert max(len(str(problem)) for problem in loaded.problems) < 1_500


def test_wrong_bytes_are_told_with_their_line() -> None:
    (problem,) = _examine(HEAD.encode() + b'text = "caf\xe9"\n').problems
    assert (problem.code, problem.place.line) == ("not-utf8", 6)
    assert "0xe9" in problem.message


OBEYED: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What a terminal obeys, or what turns the direction of writing."""


@pytest.mark.parametrize(
    "text",
    [
        'id = "\x00"\n',
        'id = "\u202ekcab"\n',
        HEAD.replace("test", r"\u001b]0;title\u0007"),
        HEAD.replace("test", r"a\r\nb\u009b31m"),
        HEAD + '"\u2066key\\u001b[2J" = 1\n',
        HEAD + SECTION + AGE + 'show_if = "\u202e == 1"\n',
        HEAD + SECTION + AGE + "show_if = \"age == '\\u001b[31m'\"\n",
        HEAD + SECTION + AGE + 'help = "{\u202e}"\n',
        HEAD + 'study = "\\u001b[31m.toml"\n' + SECTION + AGE,
    ],
)
def test_what_a_terminal_would_obey_never_reaches_it(text: str) -> None:
    loaded = _examine(text)
    assert loaded.problems
    for problem in loaded.problems:
        assert not OBEYED.search(str(problem))
        assert len(str(problem).split("\n")) <= 4


def _shipped_texts() -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(SHIPPED.glob("*.toml"))]


@st.composite
def _mutated(draw: st.DrawFn) -> str:
    """Take a shipped file, cut it down, and change a few places."""
    blocks = draw(st.sampled_from(_shipped_texts())).split("\n\n")
    start = draw(st.integers(0, max(0, len(blocks) - 12)))
    text = "\n\n".join(blocks[:4] + blocks[start : start + draw(st.integers(1, 12))])
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(text)))
        length = draw(st.integers(0, 30))
        put = draw(
            st.one_of(
                st.text(max_size=8),
                st.sampled_from(['"', "[", "{", "]", "}", "=", "\n", "3", "[[section]]\n", "nan"]),
                st.sampled_from(
                    ["[[section.question]]\n", "[[exit]]\n", "1979-05-27", "true", "''"]
                ),
            )
        )
        text = text[:at] + put + text[at + length :]
    return text


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=_mutated())
def test_a_mutated_questionnaire_gives_problems_or_an_instrument(text: str) -> None:
    Path("study.toml").write_bytes((SHIPPED / "study.toml").read_bytes())
    _is_settled(text.encode("utf-8", "surrogatepass"))


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.binary(max_size=200), head=st.booleans())
def test_any_bytes_give_problems_or_an_instrument(data: bytes, head: bool) -> None:
    _is_settled(HEAD.encode() + data if head else data)


KEYS: Final = [
    *(
        "id",
        "type",
        "text",
        "options",
        "missing",
        "check",
        "show_if",
        "min",
        "max",
        "probes",
        "mode",
    ),
    *("chosen_in", "derive", "about", "question", "when", "keep", "level", "that", "code", "nl"),
]
VALUES: Final = st.recursive(
    st.sampled_from(
        ['"age"', '"@x"', '"single"', '"{age}"', '"age < 3"', "3", "-1.5", "true", "[]"]
    )
    | st.sampled_from(["{}", "2020-01-01", "10:00:00", '"nl"', '"multiple"', '"text"']),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4).map(
            lambda table: "{" + ", ".join(f"{key} = {value}" for key, value in table.items()) + "}"
        )
    ),
    max_leaves=8,
)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    top=st.dictionaries(
        st.sampled_from(["exit", "screens", "options", "texts", "key_items", "languages", "study"]),
        VALUES,
        max_size=2,
    ),
    section=st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=3),
    question=st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=6),
)
def test_anything_in_the_place_of_anything_gives_problems_or_an_instrument(
    top: dict[str, str], section: dict[str, str], question: dict[str, str]
) -> None:
    def lines(table: dict[str, str]) -> str:
        return "".join(f"{key} = {value}\n" for key, value in table.items())

    section.pop("question", None)
    text = HEAD if "languages" not in top else HEAD.replace('languages = ["nl"]\n', "")
    text += lines(top) + "[[section]]\n" + lines(section)
    _is_settled((text + AGE + "\n[[section.question]]\n" + lines(question)).encode())


def _is_settled(data: bytes) -> None:
    """Examine bytes: what comes is an instrument, or problems that can be shown and written."""
    loaded = _examine(data)
    assert (loaded.instrument is None) == bool(loaded.errors)
    for problem in loaded.problems:
        assert not OBEYED.search(str(problem))
        json.dumps(problem.as_json())
        line = problem.place.line
        assert (
            line is None or 1 <= line <= data.count(b"\n") + 1 or problem.place.file != "test.toml"
        )


# ------------------------------------------------------- Nothing hides behind what is wrong


def _question(question_id: str, kind: str, *lines: str) -> str:
    head = f"\n[[section.question]]\nid = '{question_id}'\ntype = '{kind}'\ntext = '?'\n"
    return head + "".join(f"{line}\n" for line in lines)


OPTIONS: Final = "options = [{ code = 1, nl = 'a' }, { code = 2, nl = 'b' }]"


@pytest.mark.parametrize(
    "wrong",
    [
        "requird = true",
        "required = 'yes'",
        "missing = ['dunno']",
        "probes = 3",
        "help = 3",
        "mode = 'self'",
        "foo = { bar = 1 }",
    ],
)
def test_a_wrong_key_hides_nothing_that_is_wrong_beside_it_or_behind_it(wrong: str) -> None:
    options = OPTIONS.replace("2", "1")
    work = _question("work", "single", options, "show_if = 'agee == 1'")
    follows = _question("why", "text", "show_if = 'work == 7'")
    found = [one.code for one in _examine(HEAD + SECTION + work + wrong + "\n" + follows).problems]
    assert sorted(found[:2]) == ["duplicate-code", "unknown-name"]
    assert found[2] in ("unknown-key", "wrong-type", "wrong-value")
    assert found[3:] == ["unknown-option"]


@pytest.mark.parametrize("wrong", ["min = '5'", "max = 3.5", "requird = true"])
def test_a_wrong_key_brings_no_remark_on_what_it_would_have_settled(wrong: str) -> None:
    years = _question("years", "integer", "min = 5", "max = 9").replace(
        "min = 5" if wrong.startswith("min") else "max = 9" if wrong.startswith("max") else "\0",
        wrong,
    )
    years += "" if wrong in years else f"{wrong}\n"
    follows = _question("why", "text", "show_if = 'years > 6'").replace("?", "{years}?")
    assert len(_examine(HEAD + SECTION + years + follows).problems) == 1


def test_bounds_are_still_compared_beside_an_unknown_key() -> None:
    text = HEAD + SECTION + _question("years", "integer", "min = 9", "max = 5", "foo = 1")
    assert [one.code for one in _examine(text).problems] == ["bounds", "unknown-key"]


def test_what_is_wrong_in_a_question_of_an_unknown_type_is_told_as_far_as_it_can_be() -> None:
    text = HEAD + SECTION + _question("years", "number", "show_if = 3", "help = '{agee}'")
    text += _question("why", "text", "show_if = 'agee'")
    assert [one.code for one in _examine(text).problems] == [
        "unknown-type",
        "wrong-type",
        "unknown-name",
        "unknown-name",
    ]


def test_the_wordings_of_an_option_are_looked_at_beside_an_unknown_key() -> None:
    options = "options = [{ code = 1, nl = 'a {b}', colour = 'red' }]"
    text = HEAD + SECTION + _question("work", "single", options)
    assert [one.code for one in _examine(text).problems] == ["unknown-name", "unknown-key"]


def test_a_wrong_key_item_hides_no_other() -> None:
    text = HEAD + 'key_items = ["Age", "agee"]\n' + SECTION + AGE
    assert [one.code for one in _examine(text).problems] == ["bad-id", "unknown-name"]


def test_no_hint_names_what_stands_in_for_something_wrong() -> None:
    wrong = _question("Wrong_1", "text") + _question("W", "number")
    text = HEAD + 'key_items = ["wrong_0_0"]\n' + SECTION + wrong
    text += _question("why", "text", "show_if = 'wrong_0_1 == 1'", "about = 'wrong_0_0'")
    text += "help = '{wrong_0_0}'\n"
    problems = _examine(text).problems
    assert {one.code for one in problems} == {"bad-id", "unknown-type", "unknown-name"}
    assert "wrong__" not in "".join(str(one) for one in problems)


def test_a_double_id_is_told_with_the_line_of_the_first() -> None:
    (problem,) = _examine(HEAD + SECTION + AGE + AGE).problems
    assert problem.message == "the id 'age' is used twice: the first one is on line 12"


# ------------------------------------------------------- The session in texts


@pytest.mark.parametrize("name", ["threshold", "session_location"])
def test_only_a_study_gives_a_threshold_and_locations(name: str) -> None:
    text = SECTION + AGE + f'help = "{{{name}|x}}"\n'
    (problem,) = _examine(HEAD + text).problems
    assert problem.code == "unknown-name"
    assert problem.hint.endswith("the names are: age, session_code")
    place = '[[location]]\ncode = 1\nnl = "Delft"\nen = "Delft"\n'
    assert _examine(HEAD + 'study = "study.toml"\n' + text, study=STUDY + place).problems == ()


def test_a_place_that_nobody_need_choose_needs_a_fallback() -> None:
    head = HEAD.replace('"Test"', '"In {session_location}"') + 'study = "study.toml"\n'
    place = '[[location]]\ncode = 1\nnl = "Delft"\nen = "Delft"\n'
    text = head + SECTION + AGE + 'help = "In {session_location}"\n'
    told = _told(_examine(text, study=STUDY + place))
    assert told == [("fill-without-fallback", 5), ("fill-without-fallback", 19)]
    assert [code for code, _ in _told(_examine(text, study=STUDY))] == ["unknown-name"] * 2


# ------------------------------------------------------- Choices without options


ONE: Final = "options = [{ code = 1, nl = 'a' }]"
SOME: Final = "options = [{ code = 1, nl = 'a', show_if = 'age > 20' }]"
EITHER: Final = SOME.replace(" }]", " }, { code = 2, nl = 'b', show_if = 'age <= 20' }]")
CHOSEN: Final = "chosen_in = 'many'"


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        ((OPTIONS, CHOSEN), ["no-options"]),
        ((OPTIONS, CHOSEN, "show_if = 'answered(many)'"), []),
        ((OPTIONS, CHOSEN, "show_if = 'answered(many) and count(many) == 1'"), []),
        ((ONE, CHOSEN, "show_if = 'answered(many)'"), ["no-options"]),
        ((ONE, CHOSEN, "show_if = 'answered(many) and 1 in many'"), []),
        ((SOME,), ["no-options"]),
        ((SOME, "show_if = 'age > 30'"), []),
        ((EITHER,), []),
        ((OPTIONS, CHOSEN, "requird = true"), ["unknown-key"]),
    ],
)
def test_a_required_choice_that_can_have_no_options_is_told(
    lines: tuple[str, ...], codes: list[str]
) -> None:
    source = _question("many", "multiple", OPTIONS)
    chosen = _question("main", "single", "required = true", *lines)
    loaded = _examine(HEAD + SECTION + AGE + source + chosen)
    assert [one.code for one in loaded.errors] == codes
    assert (loaded.instrument is None) == bool(codes)


@pytest.mark.parametrize(
    ("condition", "codes"),
    [("answered(many)", ["no-options"]), ("answered(many) and count(many) >= 2", [])],
)
def test_more_must_not_be_chosen_than_can_be_offered(condition: str, codes: list[str]) -> None:
    source = _question("many", "multiple", OPTIONS)
    lines = ("required = true", "chosen_in = 'many'", "min_chosen = 2", f"show_if = '{condition}'")
    chosen = _question("again", "multiple", OPTIONS, *lines)
    assert [one.code for one in _examine(HEAD + SECTION + source + chosen).problems] == codes


def test_a_choice_without_options_that_can_be_passed_over_is_a_warning() -> None:
    source = _question("many", "multiple", OPTIONS)
    for line in ("required = false", "required = true\nmissing = ['refused']"):
        chosen = _question("main", "single", OPTIONS, "chosen_in = 'many'", line)
        (problem,) = _examine(HEAD + SECTION + source + chosen).problems
        assert (problem.code, problem.severity) == ("no-options", Severity.WARNING)


# ------------------------------------------------------- What is no TOML


def test_half_a_character_is_pointed_at_and_told_as_that() -> None:
    (problem,) = _examine(HEAD + 'a = "x\\uD800y"\n').problems
    assert (_pointed(problem), problem.place.column) == ("\\uD800", 7)
    assert "half a character" in problem.hint


@pytest.mark.parametrize("line", ['a = "x', "a = 'x", 'a = """x'])
def test_a_quote_that_is_not_closed_is_told_as_that(line: str) -> None:
    for end in ("", "\n"):
        (problem,) = _examine(HEAD + line + end).problems
        assert problem.code == "not-toml"
        assert "closing quote" in problem.hint


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[section]\nid = 'a'\n[section]\n", "the table 'section' stands twice"),
        ("section = []\n[[section]]\n", "'section' has its value already: nothing can be added"),
        ("texts = { c = { nl = 'a' } }\n[texts.c]\n", "the table 'texts.c' stands twice"),
    ],
)
def test_a_table_is_named_as_it_is_written(text: str, message: str) -> None:
    Path("broken.toml").write_text(text, encoding="utf-8")
    (problem,) = examine(Path("broken.toml")).problems
    assert problem.code == "not-toml"
    assert problem.message.startswith(message)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            'options = [\n  { code = 1, nl = "Ja" }\n  { code = 2, nl = "Nee" },\n]\n',
            "a comma is missing in a list",
            "put a comma at the end of line 2",
        ),
        (
            "options = [\n  { code = 1 }, # one\n  { code = 2 } # two, really\n\n  # more\n  { code = 3 }]\n",
            "a comma is missing in a list",
            "put a comma at the end of line 3",
        ),
        ("a = [1 2]\n", "a comma is missing in a list", "put a comma before this, in line 1"),
        ('a = ["x"\n"y"]\n', "a comma is missing in a list", "put a comma at the end of line 1"),
        (
            'a = { code = 1 nl = "x" }\n',
            "a comma is missing in a table",
            "put a comma before this, in line 1",
        ),
        ("a = [1, 2\nb = 3\n", "a list is not closed", "it ends with ], at the end of line 1"),
        (
            'a = [ { code = 1 }\n\n[[section]]\nid = "x"\n',
            "a list is not closed",
            "it ends with ], at the end of line 1",
        ),
        ("a = [1, 2", "a list is not closed", "it ends with ], before this, in line 1"),
        (
            "a = { x = 1\nb = 3\n",
            "a table is not closed, or a comma is missing in it",
            "put a comma, or the } that closes the table, at the end of line 1",
        ),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_comma_that_was_forgotten_is_told_with_its_line(
    text: str, message: str, hint: str, end: str
) -> None:
    Path("broken.toml").write_bytes(text.replace("\n", end).encode())
    (problem,) = examine(Path("broken.toml")).problems
    assert (problem.message, problem.hint) == (message, hint)


def test_questions_that_stand_in_no_section_are_one_problem_with_the_way_to_mend_it() -> None:
    text = HEAD + SECTION + AGE + AGE.replace('"age"', '"other"')
    loaded = _examine(text.replace("[[section.question]]", "[[question]]"))
    (problem,) = loaded.problems
    assert problem.message == "this question stands in no section, as do 1 more"
    assert "[[section.question]]" in problem.hint
    assert _pointed(problem) == "[[question]]"

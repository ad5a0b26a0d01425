"""Whom a codebook says that a question is asked: what is unknown, exits, options and versions belong to it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from export.export_kit import document, instrument
from hybridequiz.export.columns import Column, ColumnPlan
from hybridequiz.export.export import export
from hybridequiz.export.formats import ExportRequest, FormatName
from hybridequiz.export.plan import column_plan
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.states import Missing

SECTION = '[[section]]\nid = "s"\ntitle = "S"\n'
AGE = '[[section.question]]\nid = "age"\ntype = "integer"\nmin = 0\nmax = 120\ntext = "Age"\n'
YES = """
[[section.question]]
id = "{id}"
type = "single"
options = [{{ code = 1, nl = "ja", en = "yes" }}, {{ code = 2, nl = "nee", en = "no" }}]
text = "{id}?"
{more}
"""
EXIT = """
[[exit]]
when = "{when}"
disposition = "refused"
text = "Bye"
"""


def plan_of(*instruments: Instrument) -> ColumnPlan:
    return column_plan({one.hash: one for one in instruments})


def column(plan: ColumnPlan, name: str) -> Column:
    return next(one for one in plan.columns if one.name == name)


def words(plan: ColumnPlan, name: str) -> str:
    found = column(plan, name).condition_words
    return found.in_language("en") if found.wordings else ""


def yes(id: str, more: str = "") -> str:  # noqa: A002 - the words of the file
    return YES.format(id=id, more=more)


def test_who_is_asked_while_it_is_unknown_belongs_to_the_base(tmp_path: Path) -> None:
    shown = 'show_if = "{}"\non_unknown = "show"'
    text = SECTION + AGE + yes("a", shown.format("age < 18"))
    text += yes("b", shown.format("age < 18 or age > 65"))
    text += yes("c", 'show_if = "age < 18"\non_unknown = "hide"')
    plan = plan_of(instrument(tmp_path, text))
    less = "‘Age’ (age) is less than 18"
    assert words(plan, "a") == f"{less}, or that is not known"
    assert words(plan, "b") == (f"({less}, or ‘Age’ (age) is more than 65), or that is not known")
    assert words(plan, "c") == less


EXITS = [
    ("consent == 2", ["age", "more", "last"]),
    ("consent == 2 or age < 18", ["age", "more", "last"]),
    ("consent == 1 and age < 18", ["more", "last"]),
    ("not (consent == 2 or age >= 18)", ["more", "last"]),
    ("session_mode == 'self' and more == 2", ["last"]),
    ("dont_know(more)", ["last"]),
]


@pytest.mark.parametrize(("when", "after"), EXITS)
def test_a_question_behind_an_exit_is_asked_of_who_did_not_leave(
    tmp_path: Path, when: str, after: list[str]
) -> None:
    text = EXIT.format(when=when) + SECTION + yes("consent") + AGE
    text += yes("more", 'missing = ["dont_know"]') + yes("last")
    text += SECTION.replace('"s"', '"notes"') + "after_exit = true\n" + yes("note")
    plan = plan_of(instrument(tmp_path, text))
    said = {name: words(plan, name) for name in ("consent", "age", "more", "last", "note")}
    assert [name for name, base in said.items() if base] == after
    assert {said[name] for name in after} == {"the questionnaire had not ended early"}
    off = [name for name in said if Missing.OFF_ROUTE in column(plan, name).states]
    assert off == after


def test_a_condition_and_an_exit_are_both_told(tmp_path: Path) -> None:
    text = EXIT.format(when="consent == 2") + SECTION + yes("consent") + AGE
    text += yes("more", 'show_if = "age < 18"\non_unknown = "hide"')
    plan = plan_of(instrument(tmp_path, text))
    assert words(plan, "more") == (
        "‘Age’ (age) is less than 18; and the questionnaire had not ended early"
    )
    assert column(plan, "more").condition == "age < 18"


def test_versions_that_ask_it_of_others_are_told_apart(tmp_path: Path) -> None:
    shown = 'show_if = "age {} 18"\non_unknown = "hide"\n'
    one = SECTION + AGE + yes("a", shown.format("<") + 'mode = ["self"]') + yes("same")
    two = SECTION + AGE + yes("a", shown.format(">=")) + yes("same")
    three = SECTION + AGE + yes("a", 'form = "extended"') + yes("same")
    plan = plan_of(
        instrument(tmp_path, one, version="1"),
        instrument(tmp_path, two, version="2"),
        instrument(tmp_path, two.replace('"Age"', '"How old"'), version="3"),
        instrument(tmp_path, three, version="4"),
    )
    found = column(plan, "a")
    assert words(plan, "a") == (
        "in version 1: ‘Age’ (age) is less than 18;"
        " in versions 2, 3: ‘How old’ (age) is at least 18; in version 4: always"
    )
    assert found.condition == "1: age < 18; 2, 3: age >= 18; 4: True"
    every = ("interview", "self", "paper")
    assert found.modes == (("1", ("self",)), ("2, 3, 4", every))
    assert found.forms == (("1, 2, 3", ("short", "extended")), ("4", ("extended",)))
    assert (words(plan, "same"), column(plan, "same").modes) == ("", ())


def test_two_contents_of_one_number_are_told_apart_by_their_hash(tmp_path: Path) -> None:
    asked = SECTION + AGE + yes("a", 'show_if = "age < 18"\non_unknown = "hide"')
    one = instrument(tmp_path, asked)
    two = instrument(tmp_path, asked.replace("18", "21"))
    said = column(plan_of(one, two), "a").condition
    assert said == f"1.0 ({one.hash[:8]}): age < 18; 1.0 ({two.hash[:8]}): age < 21"


OFFERED = """
[[section.question]]
id = "m"
type = "{type}"
show_if = "age > 3"
on_unknown = "hide"
options = [
  {{ code = 1, nl = "water", en = "water" }},
  {{ code = 3, nl = "bier", en = "beer", show_if = "age >= 18" }},
]
text = "Drinks"
[[section.question]]
id = "n"
type = "{type}"
chosen_in = "m"
options = [{{ code = 1, nl = "water", en = "water" }}, {{ code = 3, nl = "bier", en = "beer" }}]
text = "Which"
"""


@pytest.mark.parametrize("type_", ["multiple", "ranking"])
def test_the_base_of_an_option_is_who_was_offered_it(tmp_path: Path, type_: str) -> None:
    text = (
        SECTION
        + AGE
        + OFFERED.format(type="multiple").replace(
            'id = "n"\ntype = "multiple"', f'id = "n"\ntype = "{type_}"'
        )
    )
    plan = plan_of(instrument(tmp_path, text))
    assert words(plan, "m__1") == "‘Age’ (age) is more than 3"
    assert words(plan, "m__3") == (
        "(‘Age’ (age) is more than 3), and (‘Age’ (age) is at least 18, or that is not known)"
    )
    assert column(plan, "m__3").condition == "(age > 3) and (age >= 18)"
    assert words(plan, "n__3") == "“beer” is chosen in ‘Drinks’ (m)"
    question = next(one for one in plan.questions if one.id == "m")
    assert question.condition == "age > 3"


def read_md(folder: Path) -> str:
    return (folder / "people-codebook.md").read_text(encoding="utf-8").replace("\\", "")


def exported(one: Instrument, folder: Path, format_: FormatName) -> None:
    request = ExportRequest("people", rehearsal=False, format=format_, language="en")
    export([], {one.hash: one}, folder, request)


ROUTED = (
    EXIT.format(when="consent == 2")
    + SECTION
    + yes("consent")
    + AGE
    + OFFERED.format(type="multiple")
)


def test_the_codebook_to_be_read_tells_exits_once_and_options_by_column(tmp_path: Path) -> None:
    exported(instrument(tmp_path, ROUTED), tmp_path / "out", "csv")
    text = read_md(tmp_path / "out")
    ends = (
        "- The questionnaire ends early if ‘consent?’ (consent) is “no”;"
        " what comes after that is not asked.\n"
    )
    assert text.count(ends) == 1
    assert "An option that was not offered to somebody has -96 in its column" in text
    beer = "‘Age’ (age) is at least 18, or that is not known"
    assert f"- offered if: `m__3`: {beer}; {beer}; `age >= 18`\n" in text
    assert "- asked if: the questionnaire had not ended early; the" in text


def test_every_codebook_has_the_exits_and_the_whole_base_of_a_variable(tmp_path: Path) -> None:
    exported(instrument(tmp_path, ROUTED), tmp_path / "out", "bundle")
    (path,) = (tmp_path / "out").iterdir()
    beer = "‘Age’ (age) is at least 18, or that is not known"
    ended = "the questionnaire had not ended early"
    base = f"(‘Age’ (age) is more than 3), and ({beer}); and {ended}"
    ends = "The questionnaire ends early if ‘consent?’ (consent) is “no”"
    with zipfile.ZipFile(path) as bundle:
        texts = {
            name: bundle.read(name).decode().replace("\\", "")
            for name in bundle.namelist()
            if not name.endswith(".xlsx")
        }
        book = openpyxl.load_workbook(io.BytesIO(bundle.read("codebook.xlsx")))
    texts["codebook.xlsx"] = "\n".join(
        str(cell) for sheet in book.worksheets for row in sheet.values for cell in row
    )
    whole = ("codebook.csv", "codebook.xlsx", "ddi.xml", "datapackage.json")
    assert {name: base in texts[name] for name in whole} == dict.fromkeys(whole, True)
    once = ("codebook.md", "codebook.html", "codebook.xlsx", "ddi.xml")
    assert {name: ends in texts[name] for name in once} == dict.fromkeys(once, True)
    by_question = ("codebook.md", "codebook.html")
    assert all(beer in texts[name] and ended in texts[name] for name in by_question)


BEER_FIRST = """
[[section.question]]
id = "m"
type = "multiple"
options = [
  { code = 3, nl = "bier", en = "beer", show_if = "age >= 18" },
  { code = 1, nl = "water", en = "water" },
]
text = "Drinks"
[[section.question]]
id = "n"
type = "multiple"
chosen_in = "m"
options = [{ code = 3, nl = "bier", en = "beer" }, { code = 1, nl = "water", en = "water" }]
text = "Which"
"""


def test_a_question_is_counted_by_an_option_that_was_offered_to_all(tmp_path: Path) -> None:
    one = instrument(tmp_path, SECTION + AGE + BEER_FIRST)
    both = {"m": {"value": [1]}, "n": {"value": [1]}}
    records = [
        document(one, {"age": {"value": age}, **both}, number=number)
        for number, age in enumerate((12, 15, 40), 1)
    ]
    request = ExportRequest("people", rehearsal=False, language="en")
    export(records, {one.hash: one}, tmp_path / "out", request)
    *_, first, second = read_md(tmp_path / "out").split("### `")
    assert "- answered: 3 / 3\n" in first
    assert "| `m__3` | flag | Drinks – bier | Drinks – beer | 1 (1: 0) |" in first
    assert "- answered: 0 / 3 (`n__3`)\n" in second, "no option was offered to all"

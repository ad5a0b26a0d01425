"""The names of columns are known when a questionnaire is loaded, and valid in SPSS, Stata, R and SQL."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterable
from pathlib import Path

import duckdb
import pytest

from export.export_kit import EVERY_TYPE, HEAD
from hybridequiz.cli.locating import id_of, shipped_folder, toml_files
from hybridequiz.export.columns import LONGEST_NAME, Role
from hybridequiz.export.plan import column_plan
from hybridequiz.problems import Problem
from hybridequiz.questionnaire import variable_names as names
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.load import examine, load
from hybridequiz.questionnaire.reserved import SPSS_WORDS, STATA_WORDS, why_reserved
from hybridequiz.questionnaire.variable_names import R_WORDS, variable_names, why_awkward

SHIPPED = [path for path in toml_files(shipped_folder()) if id_of(path)]
QUESTION = """
[[section]]
id = "first"
title = "First"
[[section.question]]
id = "{name}"
type = "integer"
min = 0
max = 9
text = "?"
"""
CHOICE = """
[[section]]
id = "first"
title = "First"
[[section.question]]
id = "{name}"
type = "multiple"
shuffle = {shuffle}
options = [{options}]
text = "?"
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "people.toml"
    path.write_text(HEAD.format(version="1") + text, encoding="utf-8")
    return path


def choice(name: str, *codes: str, shuffle: str = "false") -> str:
    options = ", ".join(f'{{ code = "{code}", text = "{code}", other = true }}' for code in codes)
    return CHOICE.format(name=name, options=options, shuffle=shuffle)


def problems(folder: Path, text: str) -> list[Problem]:
    return list(examine(write(folder, text)).problems)


def of_names(folder: Path, text: str) -> list[Problem]:
    codes = ("awkward-name", "long-name", "names-alike", "reserved-word")
    return [one for one in problems(folder, text) if one.code in codes]


def planned_names(instrument: Instrument) -> set[str]:
    plan = column_plan({instrument.hash: instrument})
    tables = [plan.columns, *(roster.columns for roster in plan.rosters)]
    own = (Role.SYSTEM, Role.OPTION)
    return {column.name for columns in tables for column in columns if column.role not in own}


def found_names(instrument: Instrument) -> set[str]:
    return {name for one in instrument.items for name in variable_names(one, instrument)}


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_names_that_are_checked_are_those_that_exports_have(path: Path) -> None:
    instrument = load(path)
    assert found_names(instrument) == planned_names(instrument)


def test_names_that_are_checked_are_those_that_exports_have_of_every_type(tmp_path: Path) -> None:
    instrument = load(write(tmp_path, EVERY_TYPE))
    assert found_names(instrument) == planned_names(instrument)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_questionnaires_that_come_along_have_names_for_all_programs(path: Path) -> None:
    assert examine(path).problems == ()


def test_a_word_of_sql_is_told_where_it_stands_with_another_name(tmp_path: Path) -> None:
    (problem,) = of_names(tmp_path, QUESTION.format(name="order"))
    assert (problem.code, problem.severity, problem.place.line) == ("awkward-name", "warning", 12)
    assert problem.message.startswith("'order' is a word of SQL")
    assert "'order_q'" in problem.hint


@pytest.mark.parametrize("name", ["for", "repeat", "while"])
def test_a_word_of_r_is_told(tmp_path: Path, name: str) -> None:
    found = of_names(tmp_path, QUESTION.format(name=name))
    assert [one.code for one in found] in (["awkward-name"], ["reserved-word"])


@pytest.mark.parametrize("name", sorted((SPSS_WORDS | STATA_WORDS) - {"_all"}))
def test_a_word_of_spss_or_stata_is_refused(tmp_path: Path, name: str) -> None:
    assert examine(write(tmp_path, QUESTION.format(name=name))).errors


def test_a_name_that_stata_cuts_is_told_with_one_that_it_does_not(tmp_path: Path) -> None:
    name = "a_name_of_twenty_four_ch"
    (problem,) = of_names(tmp_path, choice(name, "other"))
    assert (problem.code, problem.severity) == ("long-name", "warning")
    assert f"'{name}__other__txt' has 36 characters" in problem.message
    proposed = re.findall(r"'(\w+)'", problem.hint)[0]
    assert len(f"{proposed}__other__txt") <= LONGEST_NAME
    assert of_names(tmp_path, choice(proposed, "other")) == []


def test_an_option_whose_column_has_the_name_of_another_is_refused(tmp_path: Path) -> None:
    (problem,) = of_names(tmp_path, choice("why", "order", "money", shuffle="true"))
    assert (problem.code, problem.severity) == ("names-alike", "error")
    assert "two columns would have the name 'why__order'" in problem.message
    assert of_names(tmp_path, choice("why", "order", "money")) == []


def test_names_that_become_the_same_where_they_are_cut_are_told(tmp_path: Path) -> None:
    codes = ("because_of_the_money", "because_of_the_movies")
    found = of_names(tmp_path, choice("why_did_you_go_there", *codes))
    assert {(one.code, one.severity) for one in found} == {
        ("long-name", "warning"),
        ("names-alike", "warning"),
    }
    alike = next(one for one in found if one.code == "names-alike")
    assert "'why_did_you_go_there__because_of_the_money'" in alike.message


def test_a_name_that_is_proposed_is_no_other_question_s(tmp_path: Path) -> None:
    both = (
        QUESTION.format(name="order")
        + QUESTION.format(name="order_q").split("title = ", 1)[1].split("\n", 1)[1]
    )
    (problem,) = of_names(tmp_path, both)
    assert "'order_q2'" in problem.hint


def _keywords() -> list[str]:
    """Give the keywords of a database, as it tells them itself."""
    found = duckdb.execute("SELECT DISTINCT keyword_name FROM duckdb_keywords() ORDER BY 1")
    return [word for (word,) in found.fetchall() if re.fullmatch("[a-z][a-z0-9_]{0,23}", word)]


def _refused(words: Iterable[str]) -> set[str]:
    """Give the words that DuckDB or SQLite do not take as the name of a column, without quotes."""
    refused = set()
    for connection in (duckdb.connect(), sqlite3.connect(":memory:")):
        for word in words:
            try:
                connection.execute("DROP TABLE IF EXISTS t")
                connection.execute(f"CREATE TABLE t ({word} TEXT, other TEXT)")
                connection.execute(f"SELECT {word}, t.{word} FROM t ORDER BY {word}")  # noqa: S608 - a keyword
            except (duckdb.Error, sqlite3.Error):
                refused.add(word)
    return refused


def test_every_keyword_that_a_database_does_not_take_as_a_name_is_told() -> None:
    words = _keywords()
    assert len(words) > 300
    refused = _refused(words)
    assert len(refused) > 50
    assert {one for one in refused if not (why_awkward(one) or why_reserved(one))} == set()


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="no R: apt-get install r-base-core")
def test_the_words_of_r_are_those_that_r_does_not_take_as_names() -> None:
    words = sorted({*_keywords(), *R_WORDS, *names.SQL_WORDS})
    quoted = ", ".join(f"'{word}'" for word in words)
    command = f"w <- c({quoted}); cat(w[make.names(w) != w])"
    told = subprocess.run(
        ["Rscript", "-e", command], check=True, capture_output=True, text=True
    ).stdout.split()
    assert set(told) == R_WORDS

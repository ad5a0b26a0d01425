"""`import.do`: reads the tables into Stata 14 or later."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from hybridequiz.export.columns import Kind
from hybridequiz.export.dta_writer import LETTERS
from hybridequiz.export.labelled import STATE_CODES, Holds, Variable, is_listed
from hybridequiz.export.script_table import CODES, ScriptTable

HEAD: Final = """\
* Reads the tables into Stata 14 or later, with labels, and with why there is no value as .a to .i;
* saves each beside its CSV. Go to its folder first: cd "C:/the folder", then: do import.do
version 14
set more off
"""
SPECIAL: Final = re.compile("[`$]")
"""What Stata replaces by the content of a macro."""
WIDTH: Final = 100


def stata_script(tables: Sequence[ScriptTable]) -> str:
    """Give the script; the first table is open when it is done."""
    parts = [HEAD, *("".join(_table(one)) for one in tables)]
    first = f"use {_quoted(_saved(tables[0]))}, clear\n" if tables else ""
    return "\n".join([*parts, first])


def _table(table: ScriptTable) -> Iterator[str]:
    read = table.read
    yield f"* {table.frame}\nclear\n"
    yield _lines("import delimited", [one.name for one in read])
    yield (
        f' using {_quoted(table.csv)}, delimiters(",") rowrange(2) varnames(nonames) stringcols(_all) ///\n'
        '    bindquotes(strict) maxquotedrows(unlimited) encoding("UTF-8")\n'
    )
    for one in read:
        yield from _made(table, one)
    numbers = [one.name for one in read if one.holds is Holds.NUMBER]
    if numbers:
        yield _lines("destring", numbers) + ", replace\n"
        yield _lines("recast double", numbers) + "\n"
    missing = [one.name for one in read if one.missing]
    if missing:
        decoded = " \\ ".join(f"{code}=.{letter}" for code, letter in LETTERS.items())
        yield _lines("mvdecode", missing) + f", mv({decoded})\n"
    yield _lines("order", [one.name for one in table.variables]) + "\n"
    for one in table.variables:
        yield from _described(one)
    yield from _say(table.title, "label data")
    yield f"save {_quoted(_saved(table))}, replace\n"


def _made(table: ScriptTable, one: Variable) -> Iterator[str]:
    """Make a variable of what was read as a text."""
    why = table.why(one)
    if why:
        listed = ", ".join(f'"{code}"' for code in CODES)
        yield f"generate double {why.name} = real({one.name}) if inlist({one.name}, {listed})\n"
    if one.numbers is not None:
        for code, number in one.numbers.items():
            yield f'replace {one.name} = "{number}" if {one.name} == "{code}"\n'
    elif one.holds in (Holds.DAY, Holds.TIME):
        read, form = (
            ('daily(%s, "YMD")', "%td")
            if one.holds is Holds.DAY
            else ('clock(%s, "hm")', "%tcHH:MM:SS")
        )
        yield f"rename {one.name} csv__text\n"
        yield f"generate double {one.name} = {read % 'csv__text'}\n"
        yield f"format {one.name} {form}\n"
        yield "drop csv__text\n"
    elif why and is_listed(one.column):
        yield f'replace {one.name} = "" if !missing({why.name})\n'


def _described(one: Variable) -> Iterator[str]:
    yield from _say(one.label, f"label variable {one.name}")
    for number, text in one.values:
        is_state = one.missing and number in STATE_CODES
        value = f".{LETTERS[number]}" if is_state else str(number)
        yield from _say(text, f"label define {one.name} {value}", ", add")
    if one.values:
        yield f"label values {one.name} {one.name}\n"
    if one.column.kind is Kind.DECIMAL and not one.why:
        yield f"format {one.name} %12.{one.column.decimals}f\n"


def _say(text: str, before: str, after: str = "") -> Iterator[str]:
    """Give a command that takes a text; what would be a macro in it is put together from its characters."""
    text = text.replace("\"'", "”'").replace('`"', "`”")
    if not SPECIAL.search(text):
        yield f"{before} {_quoted(text)}{after}\n"
        return
    parts = (
        f"char({ord(part)})" if part in '`$"' else f'"{part}"'
        for part in re.split(r'([`$"])', text)
        if part
    )
    yield f"local words = {' + '.join(parts)}\n"
    yield f"{before} `\"`macval(words)'\"'{after}\n"


def _quoted(text: str) -> str:
    """Give a text in the quotes that may have quotes in them."""
    return f'`"{text}"\''


def _saved(table: ScriptTable) -> str:
    return f"{table.csv.removesuffix('.csv')}.dta"


def _lines(command: str, words: Sequence[str]) -> str:
    """Give a command with many words, over several lines."""
    lines, line = [], command
    for word in words:
        if len(line) + len(word) >= WIDTH:
            lines.append(f"{line} ///\n")
            line = "   "
        line = f"{line} {word}"
    return "".join([*lines, line])

"""`import.sps`: reads the tables into SPSS, and into PSPP, which is free."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Final

from hybridequiz.export.columns import Column, Kind, Role
from hybridequiz.export.labelled import Holds, Variable, cut_bytes, is_listed
from hybridequiz.export.sav_writer import SPSS
from hybridequiz.export.script_table import (
    CODES,
    HIGHEST,
    LOWEST,
    ScriptTable,
    is_direct,
    marked_sets,
)

HEAD: Final = """\
* Encoding: UTF-8.
* Reads the tables into SPSS or PSPP, with names, labels and what is missing; saves each beside its CSV.
* In SPSS: INSERT FILE='C:/the folder/import.sps' CD=YES.
* In SPSS, ALTER TYPE ALL (A=AMIN) afterwards makes texts as wide as they need.
SET DECIMAL=DOT.
"""
WIDEST_TEXT: Final = 32_767
BYTES_A_CHARACTER: Final = 4
UNKNOWN_WIDTH: Final = 255
"""Bytes of a text of the program's own: codes, moments, hashes."""
OPEN_WIDTH: Final = 8_000
"""Bytes of a text without a limit: orders, remarks, texts that were shown."""
LINE: Final = 150
"""Bytes of a literal on one line: a line of SPSS has 256."""


def spss_script(tables: Sequence[ScriptTable]) -> str:
    """Give the script; the first table is open when it is done."""
    parts = [HEAD, *("".join(_table(one)) for one in tables)]
    first = f"GET FILE={_quoted(_saved(tables[0]))}.\n" if tables else ""
    return "\n".join([*parts, first])


def _table(table: ScriptTable) -> Iterator[str]:
    yield f"* {table.frame}.\n"
    yield from _reading(table)
    for one in table.read:
        yield from _made(table, one)
    yield _command(
        "MATCH FILES", ["/FILE=*", "/KEEP=", *(f"  {one.name}" for one in table.variables)]
    )
    yield _command("FILE LABEL", [_quoted(table.title)]) if table.title else ""
    for one in table.variables:
        yield from _described(one)
    yield from _sets(table)
    yield f"SAVE OUTFILE={_quoted(_saved(table))}.\n"


def _reading(table: ScriptTable) -> Iterator[str]:
    columns = [f"  {_read_name(one)} {_read_format(one)}" for one in table.read]
    yield _command(
        "GET DATA",
        [
            "/TYPE=TXT",
            f"/FILE={_quoted(table.csv)}",
            "/ENCODING='UTF8'",
            "/DELCASE=LINE",
            '/DELIMITERS=","',
            "/QUALIFIER='\"'",
            "/ARRANGEMENT=DELIMITED",
            "/FIRSTCASE=2",
            "/VARIABLES=",
            *columns,
        ],
    )


def _read_name(one: Variable) -> str:
    return one.name if is_direct(one) else f"@{one.name}"


def _read_format(one: Variable) -> str:
    if one.holds is Holds.NUMBER and one.numbers is None:
        return (
            "F20.0"  # decimals that a format implies would move the point of a number without one
        )
    return f"A{_width(one)}"


def _number_format(one: Variable) -> str:
    if one.column.kind is not Kind.DECIMAL or one.why:
        return "F8.0"
    return f"F{max(8, one.column.decimals + 8)}.{one.column.decimals}"


def _width(one: Variable) -> int:
    """Give how many bytes a text takes at most."""
    column = one.column
    if one.holds in (Holds.DAY, Holds.TIME):
        return 10
    if one.numbers is not None:
        return max(len(code) for code in (*one.numbers, str(LOWEST)))
    if is_listed(column):
        return max(8, *(len(code.encode()) for found in column.lists for code in found.places))
    is_beside = column.table and column.role is Role.SYSTEM
    if is_beside or column.role in (Role.LABEL, Role.ORDER):
        return OPEN_WIDTH
    if column.max_length is None:
        return UNKNOWN_WIDTH
    return min(column.max_length * BYTES_A_CHARACTER, WIDEST_TEXT)


def text_widths(variables: Sequence[Variable]) -> dict[str, int]:
    """Give how many bytes are read of a text, for the columns whose texts may be longer."""
    return {
        one.column.name: _width(one)
        for one in variables
        if one.holds is Holds.TEXT and not is_listed(one.column) and not _surely_fits(one.column)
    }


def _surely_fits(column: Column) -> bool:
    most = column.max_length
    return most is not None and most * BYTES_A_CHARACTER <= WIDEST_TEXT


def _made(table: ScriptTable, one: Variable) -> Iterator[str]:
    """Make a variable of what was read as a text."""
    if is_direct(one):
        return
    read = _read_name(one)
    states = [f"('{code}'={code})" for code in CODES]
    if one.holds is Holds.NUMBER:
        numbers = [f"({_quoted(code)}={number})" for code, number in (one.numbers or {}).items()]
        yield _command(f"RECODE {read}", [*numbers, *states, f"INTO {one.name}"])
    elif one.holds is Holds.TEXT:
        yield f"STRING {one.name} ({_read_format(one)}).\nCOMPUTE {one.name} = {read}.\n"
        yield _command(f"RECODE {one.name}", [f"('{code}'='')" for code in CODES])
    else:
        size, form = (10, "SDATE10") if one.holds is Holds.DAY else (5, "TIME5")
        # SPSS knows no earlier days, and complains of them
        known = f" AND {read} >= '{SPSS.first_day}'" if one.holds is Holds.DAY else ""
        yield f"NUMERIC {one.name} ({form}).\n"
        yield f"DO IF LENGTH(RTRIM({read})) = {size}{known}.\n"
        yield f"COMPUTE {one.name} = NUMBER({read}, {form}).\nEND IF.\n"
    if why := table.why(one):
        yield _command(f"RECODE {read}", [*states, f"INTO {why.name}"])


def _described(one: Variable) -> Iterator[str]:
    yield _command(f"VARIABLE LABELS {one.name}", [_literal(one.label)])
    if one.values:
        values = [f"{code} {_literal(text)}" for code, text in one.values]
        yield _command(f"VALUE LABELS {one.name}", values)
    if one.missing:
        yield f"MISSING VALUES {one.name} ({LOWEST} THRU {HIGHEST}).\n"
    if one.holds is Holds.NUMBER:
        yield f"FORMATS {one.name} ({_number_format(one)}).\n"
    yield f"VARIABLE LEVEL {one.name} ({one.measure.value.upper()}).\n"


def _sets(table: ScriptTable) -> Iterator[str]:
    """Make a set of what was ticked at each multiple choice."""
    for source, found in marked_sets(table).items():
        if len(found) > 1:
            names = [f"  {one.name}" for one in found]
            about = f"/MDGROUP NAME=${source} CATEGORYLABELS=VARLABELS VARIABLES="
            yield _command("MRSETS", [about, *names, "  VALUE=1"])


def _saved(table: ScriptTable) -> str:
    return f"{PurePosixPath(table.csv).stem}.sav"


def _command(name: str, parts: Sequence[str]) -> str:
    """Give a command; lines that begin with a space go on with it."""
    lines = "".join(f"\n  {part}" for part in parts)
    return f"{name}{lines}.\n"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _literal(text: str) -> str:
    """Give a text as a literal; a long one in pieces, as a line is not as long."""
    pieces: list[str] = []
    rest = text
    while rest or not pieces:
        piece = cut_bytes(rest, LINE)
        pieces.append(_quoted(piece))
        rest = rest[len(piece) :]
    return " +\n    ".join(pieces)

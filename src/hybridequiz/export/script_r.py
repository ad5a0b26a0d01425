"""`import.R`: reads the tables into R; base R does, and with haven they are what `read_sav` gives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from string import Template
from typing import Final

from hybridequiz.export.labelled import Holds, Variable, is_listed
from hybridequiz.export.script_table import CODES, HIGHEST, LOWEST, ScriptTable
from hybridequiz.questionnaire.variable_names import R_WORDS

HEAD: Final = Template("""\
# Reads the tables into R, with labels and with why there is no value: source("import.R", chdir = TRUE)
# Base R does. Where haven is installed, numbers are labelled_spss, as haven::read_sav(user_na = TRUE) gives them;
# elsewhere the codes of states (-99 to -91) are numbers, and labels are attributes.

.hq_states <- c($codes)
.hq_haven <- requireNamespace("haven", quietly = TRUE)

.hq_read <- function(file) {
  read.csv(file, colClasses = "character", na.strings = character(), check.names = FALSE, encoding = "UTF-8")
}

.hq_number <- function(cells, label, measure, codes = NULL, values = NULL, labels = NULL, missing = FALSE) {
  if (!is.null(codes)) {
    place <- match(cells, codes)
    cells[!is.na(place)] <- place[!is.na(place)]
  }
  made <- as.numeric(ifelse(cells == "", NA, cells))
  labels <- if (length(values)) setNames(values, labels)
  range <- if (missing) c($lowest, $highest)
  if (.hq_haven && (missing || length(values))) {
    made <- haven::labelled_spss(made, labels, na_range = range, label = label)
  } else {
    attr(made, "labels") <- labels
    attr(made, "na_range") <- range
    attr(made, "label") <- label
  }
  attr(made, "measure") <- measure
  made
}

.hq_text <- function(cells, label, measure) structure(cells, label = label, measure = measure)

.hq_listed <- function(cells, label, measure) .hq_text(ifelse(cells %in% .hq_states, "", cells), label, measure)

.hq_day <- function(cells, label, measure) {
  cells[cells == "" | cells %in% .hq_states] <- NA
  structure(as.Date(cells), label = label, measure = measure)
}

.hq_seconds <- function(cells, label, measure) {
  cells[cells == "" | cells %in% .hq_states] <- NA
  made <- as.numeric(substr(cells, 1, 2)) * 3600 + as.numeric(substr(cells, 4, 5)) * 60
  structure(made, label = label, measure = measure)
}

.hq_why <- function(cells, label, measure, values = NULL, labels = NULL) {
  .hq_number(ifelse(cells %in% .hq_states, cells, ""), label, measure, values = values, labels = labels)
}

""").substitute(codes=", ".join(f'"{code}"' for code in CODES), lowest=LOWEST, highest=HIGHEST)


TAIL: Final = 'rm(list = ls(pattern = "^[.]hq_", all.names = TRUE))\n'
LAST_OF_FOUR_DIGITS: Final = 0xFFFF
"""The last character that `\\u` and four digits give."""


def r_script(tables: Sequence[ScriptTable]) -> str:
    """Give the script; every table is a data frame that is called as its file.

    The script's own names begin with a dot, as no name of a questionnaire does; they are gone when it is done.
    """
    return HEAD + "\n".join([*map(_table, tables), TAIL])


def _table(table: ScriptTable) -> str:
    columns = "".join(f",\n  {_quoted(one.name)} = {_call(one)}" for one in table.variables)
    columns = columns.removeprefix(",")
    return (
        f".hq_codes <- .hq_read({_quoted(table.csv)})\n"
        f"{_frame_name(table.frame)} <- structure(list({columns}\n"
        f'), class = "data.frame", row.names = seq_len(nrow(.hq_codes)), label = {_quoted(table.title)})\n'
    )


def _call(one: Variable) -> str:
    cells = f".hq_codes[[{_quoted(one.column.name)}]]"
    parts = [cells, f"label = {_quoted(one.label)}", f"measure = {_quoted(one.measure.value)}"]
    if one.numbers:
        parts.append(f"codes = c({_listed(map(_quoted, one.numbers))})")
    if one.values:
        parts.append(f"values = c({_listed(str(code) for code, _ in one.values)})")
        parts.append(f"labels = c({_listed(_quoted(text) for _, text in one.values)})")
    if one.missing:
        parts.append("missing = TRUE")
    return f".hq_{_function(one)}({_listed(parts)})"


def _function(one: Variable) -> str:
    if one.why:
        return "why"
    if one.holds is Holds.TEXT:
        return "listed" if is_listed(one.column) else "text"
    return {Holds.DAY: "day", Holds.TIME: "seconds"}.get(one.holds, "number")


def _listed(parts: Iterable[str]) -> str:
    return ", ".join(parts)


def _frame_name(name: str) -> str:
    """Give a name that needs no backquotes, for each table another; a word of R gets a dot, as `make.names` has it."""
    frame = name.replace("-", "_")
    return f"{frame}." if frame in R_WORDS else frame


def _quoted(text: str) -> str:
    """Give a text as R writes it, in ASCII: so it is the same wherever R runs."""
    return '"' + "".join(_letter(one) for one in text) + '"'


def _letter(one: str) -> str:
    if one in '"\\':
        return f"\\{one}"
    if " " <= one <= "~":
        return one
    return f"\\U{ord(one):08x}" if ord(one) > LAST_OF_FOUR_DIGITS else f"\\u{ord(one):04x}"

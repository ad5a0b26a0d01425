"""`hybridequiz fill`: answers from a file."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, BinaryIO, Final

import click

from hybridequiz.batch.fill import FILES_AT_ONCE, Filler, Kept, Refused, refused
from hybridequiz.batch.lines import RawLine, read_lines
from hybridequiz.cli.interrupts import interrupts_held
from hybridequiz.cli.locating import find_questionnaire
from hybridequiz.cli.settings import Settings, data_option, settings_of
from hybridequiz.cli.talk import on_terminal, problem_words, say_here, talk, write
from hybridequiz.problems import ExitCode, InvalidFile
from hybridequiz.questionnaire.load import load
from hybridequiz.store.fieldwork import is_live, refuse_unfilled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from hybridequiz.questionnaire.instrument import Instrument


EXAMPLE: Final = """\b
A line, here on several; what it does not name is left empty:
{"_case": "A-17", "_mode": "paper", "_language": "nl", "sat_overall": 4,
 "barriers": [1, 97], "barriers.97": "parking", "years": {"missing": "dont_know"},
 "_confirm": {"years": "it is right"}, "_remarks": {"years": "counted together"}}"""


@click.command("fill", epilog=EXAMPLE)
@click.argument("questionnaire")
@click.argument("file", type=click.File("rb"))
@click.option(
    "--atomic", is_flag=True, help="Keep all lines or none: none if one is bad, or cannot be kept."
)
@click.option("--live", is_flag=True, help="Refuse to start if this would be a rehearsal.")
@click.option("--codes", is_flag=True, help="Write line, code and case code of what was kept.")
@data_option
@settings_of
def command(
    settings: Settings,
    *,
    questionnaire: str,
    file: BinaryIO,
    atomic: bool,
    live: bool,
    codes: bool,
) -> int:
    """Take answers from a file: a JSON line a respondent.

    A line goes through the same route and the same checks as an interview. FILE may be - for the
    standard input. Good lines are kept; of a bad line nothing is: it is told with its number,
    question and rule, and the exit code is 3. Each line is kept whole, or nothing of it is.
    """
    instrument = load(find_questionnaire(questionnaire))
    refuse_unfilled(instrument, live=live)  # before a line is read
    filling = _Filling(settings, instrument, _name_of(file), live=live, codes=codes)
    lines: Iterable[RawLine] = read_lines(file)
    if atomic:
        lines = list(lines)
        if filling.try_out(lines):
            talk(say_here().say("Nothing was kept."))
            return ExitCode.INVALID
        return filling.keep_together(lines)
    return filling.keep(lines)


def _name_of(file: BinaryIO) -> str:
    """Name a file as it was typed."""
    name = getattr(file, "name", "<stdin>")
    return "-" if name == "<stdin>" else str(name)


class _Filling:
    """One run of the command: counts, tells what is bad, and how far it came."""

    def __init__(
        self, settings: Settings, instrument: Instrument, name: str, *, live: bool, codes: bool
    ) -> None:
        self._settings = settings
        self._instrument = instrument
        self._name = name
        self._live = live
        self._codes = codes
        self._kept = 0
        self._bad = 0
        self._last = 0

    def try_out(self, lines: Iterable[RawLine]) -> int:
        """Tell which lines are bad, and keep none; give how many there are."""
        with self._settings.fieldwork() as fieldwork:
            for bad in refused(self._instrument, lines, live=self._live, cases=fieldwork.cases):
                if bad is not None:
                    self._tell_bad(bad)
        return self._bad

    def keep(self, lines: Iterable[RawLine]) -> ExitCode:
        """Keep the good lines, each by itself, and tell the bad ones."""
        with self._filler() as filler, _progress() as show:
            done = False
            try:
                for line in lines:
                    with interrupts_held():
                        self._take(filler.take(line))
                    show(self._last)
                    if filler.unfiled >= FILES_AT_ONCE:
                        filler.file_answers()
                done = True
            finally:
                self._tell_count()
                if not done:
                    say = say_here().say
                    stopped = say(
                        "It stopped after line {line}: of the lines after it nothing was kept.",
                        line=self._last,
                    )
                    talk(stopped)
            filler.file_answers()
        return ExitCode.INVALID if self._bad else ExitCode.DONE

    def keep_together(self, lines: Sequence[RawLine]) -> ExitCode:
        """Keep all lines in one commit; they were tried out."""
        with self._filler() as filler, _progress() as show, ExitStack() as whole:
            try:
                results = []
                if lines:
                    whole.enter_context(filler.together())
                for line in lines:
                    results.append(filler.take(line))
                    show(line.number)
                with interrupts_held():
                    self._refuse_any(results)
                    whole.close()
                    for result in results:
                        self._take(result)
            finally:
                self._tell_count()
            filler.file_answers()
        return ExitCode.DONE

    @contextmanager
    def _filler(self) -> Iterator[Filler]:
        with self._settings.fieldwork() as fieldwork:
            yield Filler(fieldwork, self._instrument, live=self._live)

    def _refuse_any(self, results: Iterable[Kept | Refused]) -> None:
        """Refuse all lines where one turned bad after it was tried out: midnight came between."""
        for one in results:
            if isinstance(one, Refused):
                faults = [fault.problem(self._name, one.line) for fault in one.faults]
                raise InvalidFile(faults)

    def _take(self, result: Kept | Refused) -> None:
        self._last = result.line
        if isinstance(result, Refused):
            self._tell_bad(result)
            return
        self._kept += 1
        if self._codes:
            write(f"{result.line}\t{result.code}\t{result.case}")

    def _tell_bad(self, bad: Refused) -> None:
        self._bad += 1
        for fault in bad.faults:
            talk(problem_words(fault.problem(self._name, bad.line)) + "\n", styled=True)

    def _tell_count(self) -> None:
        """Say how many were kept and refused."""
        say_number = say_here().say_number
        if is_live(self._instrument, live=self._live):
            words = say_number("{number} response kept", "{number} responses kept", self._kept)
        else:
            words = say_number("{number} rehearsal kept", "{number} rehearsals kept", self._kept)
        if self._bad:
            bad = say_number("{number} line refused", "{number} lines refused", self._bad)
            words = f"{words}, {bad}"
        talk(words)


@contextmanager
def _progress() -> Iterator[Callable[[int], None]]:
    """Give what shows how far it is: a line that changes, on a terminal only."""
    if not on_terminal():
        yield lambda _line: None
        return

    def show(line: int) -> None:
        click.echo(f"\rline {line:,}", nl=False, err=True)

    try:
        yield show
    finally:
        click.echo("\r\033[K", nl=False, err=True)

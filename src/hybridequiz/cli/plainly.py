"""Interviews in plain prompts on this terminal, one or, at a kiosk, one after the other."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

from hybridequiz.cli.console import Console, watch_for
from hybridequiz.cli.prompting import prompts
from hybridequiz.garbage import collect_again
from hybridequiz.plain import Terminated, run_kiosk, run_plain

if TYPE_CHECKING:
    from hybridequiz.plain import PlainResult
    from hybridequiz.questionnaire.questions import Mode
    from hybridequiz.store.fieldwork import Fieldwork, Sitting
    from hybridequiz.store.kiosk import Kiosk


def conduct_plainly(sitting: Sitting, *, idle: float | None = None) -> int:
    """Hold an interview in plain prompts; give the exit code.

    Args:
        sitting: The interview.
        idle: Seconds without a line after which it is covered; None as usual, 0 never.
    """

    def watched() -> Mode | None:
        return sitting.interview.session.mode if sitting.interview.given else None

    collect_again()
    console = Console(watch_for(idle), watched)
    with console.holding_keys():
        return _hold(sitting, console).exit_code


def stand_plainly(fieldwork: Fieldwork, kiosk: Kiosk, *, idle: float | None = None) -> int:
    """Let respondents fill in a questionnaire one after the other in plain prompts; give the exit code.

    Args:
        fieldwork: The data folder.
        kiosk: What it is for.
        idle: Seconds without a line after which the start shows again; None as usual, 0 never.
    """
    collect_again()
    console = Console(watch_for(idle), lambda: kiosk.setup.mode)

    def hold(sitting: Sitting) -> PlainResult:
        return _hold(sitting, console, kiosk=True)

    try:
        with console.holding_keys(kiosk=True), prompts():
            return run_kiosk(kiosk, fieldwork, console, hold)
    except Terminated as ended:
        return 128 + ended.signal


def _hold(sitting: Sitting, console: Console, *, kiosk: bool = False) -> PlainResult:
    from pathlib import Path

    first = sitting.journal
    unwritten: list[OSError] = []

    def rescue(folder: str) -> None:
        sitting.move_to(Path(folder).expanduser())

    def write(text: str) -> None:
        try:
            console.write(text)
        except OSError as error:
            if error.errno == errno.ENOSPC:  # the terminal is not gone: a file cannot take it
                unwritten.append(error)
            raise

    try:
        with prompts():
            result = run_plain(
                sitting,
                read=console.read,
                write=write,
                rescue=None if kiosk else rescue,
                clear=console.clear,
                kiosk=kiosk,
            )
        if unwritten:
            raise unwritten[0]
        return result
    finally:
        first.close()
        sitting.journal.close()

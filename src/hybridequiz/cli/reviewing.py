"""Reviewing texts one after another, in plain prompts. A decision is noted at once, so nothing is left half done."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from hybridequiz.characters import clean_text, show_text
from hybridequiz.cli import quote_words as words
from hybridequiz.cli.outcomes import tell_error
from hybridequiz.cli.prompting import read_line, write_line
from hybridequiz.cli.quoting import decided, is_interviewer
from hybridequiz.cli.talk import say_here
from hybridequiz.interview.quotation_edits import as_printed, printed_text
from hybridequiz.interview.quotation_hints import worth_a_look
from hybridequiz.problems import HybridequizError
from hybridequiz.store.clock import SystemClock
from hybridequiz.store.quotation_log import Decision
from hybridequiz.store.quotation_state import State
from hybridequiz.values import replace

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from hybridequiz.report.quotations import Permitted
    from hybridequiz.store.quotation_log import QuotationLog

_MARKS: Final = re.compile(r"(\[…[^\]]*\])")


class Stopped(Exception):
    """Whoever reviews has had enough for now."""


class Review:
    """Goes through the texts that wait.

    Args:
        log: Where decisions are noted.
        person: Who reviews, by a code.
        names: Names of locations and organisations that are known.
    """

    def __init__(self, log: QuotationLog, person: str, names: Collection[str]) -> None:
        self._log: Final = log
        self._person: Final = person
        self._names: Final = names
        self._say: Final = say_here().say
        self.done: Final[Counter[Decision]] = Counter()

    def of(self, texts: Sequence[Permitted]) -> None:
        """Review texts until there is none left, or whoever reviews stops."""
        try:
            for number, one in enumerate(texts, 1):
                write_line("")
                write_line(
                    self._say("Text {number} of {all}", number=number, all=len(texts))
                    + f" · {one.text.handle} · {words.whose(one)}"
                )
                write_line(words.permission(one))
                if unknown := words.unknown_interviewer(one):
                    write_line(unknown)
                self._one(one)
        except (Stopped, EOFError):
            return

    def _one(self, one: Permitted) -> None:
        """Ask about one text until it is decided, or left for later."""
        current = one.standing.approved or as_printed(one.text.text)
        while True:
            self._show(current)
            wants_approval = one.text.needs_approval and current != one.standing.approved
            choice = self._choose(one, wants_approval=wants_approval)
            if choice == "edit":
                current = self._edited(one, current)
            elif choice == "later":
                return
            elif choice == "stop":
                raise Stopped
            elif choice == "reject":
                self._note(one, Decision.REJECTED, None)
                return
            elif wants_approval:
                if self._note(one, Decision.APPROVED, current):
                    one = replace(one, standing=replace(one.standing, approved=current))
            elif self._note(one, Decision.PASSED, current):
                return

    def _show(self, current: str) -> None:
        write_line("")
        write_line(f"  “{show_text(current)}”")
        write_line("")
        without_marks = _MARKS.sub(" ", current)
        if looks := worth_a_look(without_marks, self._names):
            listed = ", ".join(map(show_text, looks))
            write_line(self._say("Perhaps a name, a firm or a place: {words}", words=listed))

    def _choose(self, one: Permitted, *, wants_approval: bool) -> str:
        """Ask what is to be done with a text."""
        say = self._say
        first = say("it is printed like this")
        if wants_approval:
            first = say("the respondent approved it like this")
            write_line(say("The respondent wants to approve the text before it is printed."))
        elif one.text.needs_approval:
            write_line(say("The respondent approved it like this."))
        offered = {
            "pass": first,
            "edit": say("cut or replace words"),
            "reject": say("it is not printed"),
            "later": say("later"),
            "stop": say("stop"),
        }
        listed = list(offered)
        for number, name in enumerate(listed, 1):
            write_line(f"  {number}  {offered[name]}")
        while True:
            typed = read_line(f"{say('Your choice:')} ").strip()
            if typed.isascii() and typed.isdecimal() and 1 <= int(typed) <= len(listed):
                return listed[int(typed) - 1]
            write_line(say("Type a number from 1 to {most}.", most=len(listed)))

    def _edited(self, one: Permitted, current: str) -> str:
        """Let words be cut or replaced until nothing more is typed; begin anew where all is taken back."""
        say = self._say
        write_line(say("Which words go, as they stand there? Enter: ready; / begins anew."))
        write_line(say("What comes in their place, such as name, firm, place? Enter: nothing."))
        while True:
            wanted = as_printed(clean_text(read_line(f"{say('Cut:')} ")))
            if not wanted:
                return current
            begins_anew = wanted == "/"
            whole = as_printed(one.text.text)
            current = whole if begins_anew else self._without(one, current, wanted)
            write_line(f"  “{show_text(current)}”")

    def _without(self, one: Permitted, current: str, wanted: str) -> str:
        """Cut words wherever they stand, or put others in their place."""
        say = self._say
        found = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)")
        parts = _MARKS.split(current)
        if not any(found.search(part) for part in parts[::2]):
            write_line(say("These words do not stand there."))
            return current
        stand_in = clean_text(read_line(f"{say('In its place:')} "))
        mark = f"[…{stand_in.strip()}…]" if stand_in.strip() else "[…]"
        parts[::2] = [found.sub(lambda _: mark, part) for part in parts[::2]]
        try:
            return printed_text(one.text.text, "".join(parts))
        except HybridequizError as error:
            tell_error(error)
            return current

    def _note(self, one: Permitted, decision: Decision, printed: str | None) -> bool:
        """Note a decision; tell whether it is noted."""
        try:
            self._log.add(decided(one, decision, printed, self._person, SystemClock().now()))
        except HybridequizError as error:
            tell_error(error)
            return False
        self.done[decision] += 1
        return True


def to_review(texts: Sequence[Permitted], person: str) -> tuple[list[Permitted], int]:
    """Give the texts that somebody may review now, and how many they may not as the interview was theirs."""
    waiting = [one for one in texts if one.standing.state in (State.WAITS, State.WANTS_APPROVAL)]
    mine = [one for one in waiting if not is_interviewer(one, person)]
    return mine, len(waiting) - len(mine)

"""A summary as something to look at, in a screen or on paper, 60 columns wide or more.

Nothing is told by colour alone, and no background is set: it reads on light and dark terminals.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from rich.box import ASCII, ROUNDED, Box
from rich.console import Group, RenderableType
from rich.constrain import Constrain
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from hybridequiz.characters import show_text
from hybridequiz.values import frozen
from hybridequiz.wording.interface import Interface, interface, language_name
from hybridequiz.wording.leads import NO_VERDICT
from hybridequiz.wording.notation import day_words, duration_words, moment_words
from hybridequiz.wording.rendering import reason_words
from hybridequiz.wording.session_words import form_words, mode_words
from hybridequiz.wording.summary_parts import (
    AnswerLine,
    CheckLine,
    MissingGroup,
    Named,
    SectionSummary,
    Summary,
)

WIDE: Final = 76
"""From this width on the facts stand in two columns, and the bars say more."""
LONGEST_ANSWER: Final = 400
"""A long text is shown up to here; the summary as JSON has all of it."""


@frozen
class Signs:
    """What lines, bars and lists are drawn with."""

    box: Box
    rule: str
    full: str
    empty: str
    row: str
    bullet: str
    dot: str
    dots: str
    mask: str


DRAWN: Final = Signs(ROUNDED, "─", "━", "·", "·", "•", " · ", "…", "•")
PLAIN: Final = Signs(ASCII, "-", "#", ".", "-", "*", ", ", "...", "*")


def summary_view(
    summary: Summary,
    *,
    width: int,
    ascii: bool = False,  # noqa: A002 - so the option is called wherever there is one
) -> RenderableType:
    """Draw a summary.

    Args:
        summary: The summary.
        width: How many columns it may take.
        ascii: Whether to draw without box characters.
    """
    sheet = _Sheet(summary, width, PLAIN if ascii else DRAWN)
    return Constrain(Group(*sheet.blocks()), width)


def _marked(mark: str, words: str) -> Text:
    """Mark what does not count, and say why."""
    return Text.assemble(Text(f" {mark} ", style="bold reverse"), " ", words)


def _text(words: str, style: str = "") -> Text:
    """Take words from files and people as they are: no markup, no control characters."""
    return Text(show_text(words), style=style, overflow="fold")


class _Sheet:
    """One summary on its way to paper."""

    def __init__(self, summary: Summary, width: int, signs: Signs) -> None:
        self._summary: Final = summary
        self._width: Final = width
        self._signs: Final = signs
        self._ui: Final[Interface] = interface(summary.language)

    def blocks(self) -> Iterator[RenderableType]:
        """Give everything that there is to see, from the whole to the parts."""
        yield self._header()
        yield from self._without_answers()
        yield from self._bars()
        yield from self._answers()
        yield from self._missing()
        yield from self._remarks()
        yield from self._checks()
        yield from self._aside()
        yield from self._leads()
        yield from self._saved()

    # The header

    def _header(self) -> RenderableType:
        facts = self._summary.facts
        version = self._ui.say("version {version}", version=facts.version)
        about = dict.fromkeys([facts.questionnaire, facts.audience, version])
        lines: list[RenderableType] = [_text(facts.title, "bold")]
        lines.append(_text(self._signs.dot.join(about), "dim"))
        if facts.synthetic:
            told = self._ui.say("A program made these answers up; nobody gave them.")
            lines.append(_marked(self._ui.say("SYNTHETIC"), told))
        elif facts.rehearsal:
            told = self._ui.say("These answers do not count.")
            lines.append(_marked(self._ui.say("REHEARSAL"), told))
        title = Text(self._ui.say("Summary"), style="bold")
        return Panel(
            Group(*lines, "", self._facts()),
            title=title,
            title_align="left",
            box=self._signs.box,
            border_style="cyan",
            padding=(0, 1),
        )

    def _facts(self) -> RenderableType:
        left, right = self._who(), self._when()
        if self._width < WIDE:
            return _pairs([*left, *right])
        beside = Table.grid(expand=True, padding=(0, 2, 0, 0))
        beside.add_column(ratio=1)
        beside.add_column(ratio=1)
        beside.add_row(_pairs(left), _pairs(right))
        return beside

    def _who(self) -> list[tuple[str, str]]:
        say, facts = self._ui.say, self._summary.facts
        pairs = [
            (say("Result"), self._result()),
            (say("Code"), facts.code),
            (say("Case"), facts.case),
            (say("Location"), facts.location),
            (say("Interviewer"), facts.interviewer),
        ]
        return [pair for pair in pairs if pair[1]]

    def _when(self) -> list[tuple[str, str]]:
        say, language = self._ui.say, self._summary.language
        facts, timing = self._summary.facts, self._summary.timing
        started = moment_words(timing.started, language) if timing.started else ""
        how = [mode_words(self._ui, facts.mode), form_words(self._ui, facts.form)]
        languages = [language_name(tag) for tag in facts.languages]
        pairs = [
            (say("Started"), started or day_words(timing.day, language)),
            (say("Finished"), moment_words(timing.finished, language) if timing.finished else ""),
            (say("Time spent"), self._duration()),
            (say("Mode"), self._signs.dot.join(how)),
            (say("Language"), self._signs.dot.join(languages)),
        ]
        return [pair for pair in pairs if pair[1]]

    def _result(self) -> str:
        outcome = self._summary.outcome
        if outcome.progress is not None:
            return self._ui.say("Still open") + self._signs.dot + self._still_to_come()
        words = f"{outcome.words} ({outcome.disposition})"
        return f"{words}: {outcome.reason}" if outcome.reason else words

    def _still_to_come(self) -> str:
        found = self._summary.outcome.progress
        if found is None or not found.most:
            return self._ui.say("nothing more to ask")
        if found.fewest == found.most:
            return self._ui.say_number(
                "{number} question to come", "{number} questions to come", found.most
            )
        return self._ui.say(
            "{fewest} to {most} questions to come", fewest=found.fewest, most=found.most
        )

    def _duration(self) -> str:
        timing, ui = self._summary.timing, self._ui
        if self._summary.outcome.forgotten:
            return ""
        words = [duration_words(timing.active, self._summary.language)]
        if timing.sittings > 1:
            words.append(ui.say_number("{number} sitting", "{number} sittings", timing.sittings))
        if timing.pauses:
            words.append(ui.say_number("{number} pause", "{number} pauses", timing.pauses))
        return self._signs.dot.join(words)

    def _without_answers(self) -> Iterator[RenderableType]:
        """Say why there are no answers to see."""
        say, sections = self._ui.say, self._summary.sections
        if self._summary.outcome.forgotten:
            yield ""
            yield self._said(say("The answers were deleted. How it ended is kept."))
            if sections:
                yield self._said(say("What the interviewer noted is kept too."))
        elif not any(section.lines for section in sections):
            yield ""
            yield self._said(say("There are no answers yet."))

    # The sections at a glance

    def _bars(self) -> Iterator[RenderableType]:
        counted = [one for one in self._summary.sections if one.asked]
        if not counted:
            return
        bars = Table.grid(padding=(0, 2, 0, 0))
        bars.add_column(no_wrap=True, max_width=self._width // 2)
        bars.add_column(no_wrap=True)
        bars.add_column(no_wrap=True, justify="right")
        for section in counted:
            bars.add_row(
                self._clipped(section.title),
                self._bar(section.answered, section.asked),
                self._share(section, short=self._width < WIDE),
            )
        yield ""
        yield Padding(bars, (0, 0, 0, 2))

    def _bar(self, answered: int, asked: int) -> Text:
        """Draw a share: full only when nothing is left, and empty only when there is nothing."""
        long = max(8, self._width // 5)
        full = answered * long // asked
        if answered and not full:
            full = 1
        return Text.assemble(
            (self._signs.full * full, "green"), (self._signs.empty * (long - full), "dim")
        )

    def _share(self, section: SectionSummary, *, short: bool) -> str:
        parts = {"answered": section.answered, "asked": section.asked}
        if short:
            return self._ui.say("{answered} of {asked}", **parts)
        return self._ui.say("{answered} of {asked} answered", **parts)

    # The answers

    def _answers(self) -> Iterator[RenderableType]:
        for section in self._summary.sections:
            if section.lines:
                share = self._share(section, short=True) if section.asked else ""
                yield from self._heading(section.title, share)
                yield self._two_columns(
                    (_text(line.question.text), self._answer(line)) for line in section.lines
                )

    def _answer(self, line: AnswerLine) -> Text:
        if line.masked:
            return _text(self._masked(line.words), "dim")
        if line.missing is not None:
            return _text(line.words, "italic")
        words = _text(self._shortened(line.words), "bold")
        if line.derived:
            words.append(" " + self._ui.say("(filled in by the program)"), "not bold dim")
        return words

    def _masked(self, words: str) -> str:
        return words.replace(DRAWN.mask, self._signs.mask)

    def _shortened(self, words: str) -> str:
        """Cut a very long text, and say how much of it is not shown."""
        more = len(words) - LONGEST_ANSWER
        if more <= len(words) // 10:
            return words
        told = self._ui.say_number("{number} more character", "{number} more characters", more)
        shown, _, _ = words[:LONGEST_ANSWER].rpartition(" ")
        return f"{shown or words[:LONGEST_ANSWER]} {self._signs.dots} [{told}]"

    # What else there is to know

    def _missing(self) -> Iterator[RenderableType]:
        groups = self._summary.missing
        if groups:
            yield from self._heading(self._ui.say("No answer"))
            yield self._two_columns(
                ((self._why(group), self._list(group.questions)) for group in groups), ratio=(1, 2)
            )

    def _why(self, group: MissingGroup) -> Text:
        words = _text(reason_words(group.reason, self._summary.language))
        return words.append(f" ({len(group.questions)})", "bold")

    def _remarks(self) -> Iterator[RenderableType]:
        remarks = self._summary.remarks
        if remarks:
            yield from self._heading(self._ui.say("Remarks"))
            yield self._two_columns(
                (_text(remark.question.text), _text(self._masked(remark.text)))
                for remark in remarks
            )

    def _checks(self) -> Iterator[RenderableType]:
        checks = self._summary.checks
        if checks:
            yield from self._heading(self._ui.say("Checks"))
            yield self._two_columns(
                (_text(check.question.text), self._check(check)) for check in checks
            )

    def _check(self, check: CheckLine) -> Text:
        say = self._ui.say
        if check.confirmed:
            return Text.assemble(
                _text(check.text), "\n", (say("Confirmed:"), "bold"), " ", _text(check.reason)
            )
        standing = {
            "hard": say("This is not right yet."),
            "soft": say("Not confirmed yet."),
            "info": say("For your information."),
        }
        return Text.assemble(_text(check.text), "\n", (standing[check.level], "bold"))

    def _aside(self) -> Iterator[RenderableType]:
        aside, say = self._summary.aside, self._ui.say
        if not aside:
            return
        yield from self._heading(say("Answers set aside"))
        if self._summary.is_open:
            yield self._said(say("They wait, and count again when their question is asked again."))
        else:
            yield self._said(say("Not kept: in the end these questions were not asked."))
        yield Padding(self._list(aside), (0, 0, 0, 2))

    def _leads(self) -> Iterator[RenderableType]:
        leads = self._summary.leads
        if leads:
            yield from self._heading(self._ui.say("Leads"))
            yield self._said(self._ui.say(NO_VERDICT))
            yield self._two_columns((_text(one.seen), _text(one.may_explain)) for one in leads)

    def _saved(self) -> Iterator[RenderableType]:
        if self._summary.saved:
            yield from self._heading(self._ui.say("Saved"))
            for path in self._summary.saved:
                yield Padding(_text(path), (0, 0, 0, 2))

    # How it is drawn

    def _heading(self, title: str, beside: str = "") -> Iterator[RenderableType]:
        heading = self._clipped(title, "bold")
        if beside:
            heading.append("  " + beside, "not bold dim")
        yield ""
        yield Rule(heading, characters=self._signs.rule, align="left", style="cyan")

    def _clipped(self, words: str, style: str = "") -> Text:
        text = _text(words, style)
        text.overflow = "ellipsis" if self._signs is DRAWN else "crop"
        return text

    def _said(self, words: str) -> RenderableType:
        return Padding(_text(words, "italic"), (0, 0, 0, 2))

    def _list(self, questions: Iterable[Named]) -> RenderableType:
        bullets = Table.grid(padding=(0, 1, 0, 0))
        for question in questions:
            bullets.add_row(self._signs.bullet, _text(question.text))
        return bullets

    def _two_columns(
        self,
        rows: Iterable[tuple[RenderableType, RenderableType]],
        *,
        ratio: tuple[int, int] = (6, 5),
    ) -> RenderableType:
        """Set questions beside what there is to say of them; a sign shows where each begins."""
        table = Table.grid(expand=True, padding=(0, 1, 0, 0))
        table.add_column(no_wrap=True, style="dim")
        for share in ratio:
            table.add_column(ratio=share)
        for left, right in rows:
            table.add_row(self._signs.row, Padding(left, (0, 1, 0, 0)), right)
        return table


def _pairs(pairs: Iterable[tuple[str, str]]) -> RenderableType:
    """Set names beside their values."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column()
    for name, value in pairs:
        table.add_row(_text(name, "dim"), _text(value))
    return table

"""What the commands for cases say and write."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from hybridequiz.characters import clean_text
from hybridequiz.cli.talk import machine_language, say_here, talk, wrapped, write
from hybridequiz.disk import write_whole
from hybridequiz.problems import ExitCode, HybridequizError, say
from hybridequiz.store.codes import mask_code
from hybridequiz.store.field_book import Standing
from hybridequiz.store.files import storage_errors
from hybridequiz.wording.cases import PAGE_END, audience_words, place_words, standing_words
from hybridequiz.wording.setup import mode_words
from hybridequiz.wording.summary import disposition_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hybridequiz.store.casework import Story
    from hybridequiz.store.field_book import Attempt, Case
    from hybridequiz.store.rows import ResponseRow

SCHEMA: Final = 1
"""The version of what `--json` writes."""
_MOMENT: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[ T]([0-9]{1,2}:[0-9]{2})")
_COLUMNS: Final = (
    say("Code"),
    say("Audience"),
    say("Location"),
    say("Organisation"),
    say("Result"),
    say("Appointment"),
)
_MASKED: Final = 2


class CaseEnded(HybridequizError):
    """A case of which nothing more can be tried."""

    exit_code = ExitCode.USAGE


def moment(typed: str) -> str:
    """Read a moment on this machine's clock: 2026-12-01 14:00.

    Raises:
        click.BadParameter: It is none.
    """
    found = _MOMENT.fullmatch(typed.strip())
    day, clock = found.groups() if found is not None else ("", "")
    try:
        read = datetime.fromisoformat(f"{day} {clock:0>5}").astimezone()
    except ValueError:
        message = f"'{typed}' is no moment. Write it as 2026-12-01 14:00."
        raise click.BadParameter(message, param_hint="--at") from None
    return read.isoformat(timespec="seconds")


def short(typed: str, option: str, most: int) -> str:
    """Give what was typed as one clean line.

    Raises:
        click.BadParameter: It is too long.
    """
    kept = " ".join(clean_text(typed).split())
    if len(kept) > most:
        message = f"at most {most} characters fit, this has {len(kept)}."
        raise click.BadParameter(message, param_hint=option)
    return kept


def refuse_ended(story: Story) -> None:
    """Refuse to note an attempt where an interview has decided, or somebody withdrew.

    Raises:
        CaseEnded: saying which.
    """
    if story.standing is Standing.WITHDRAWN:
        raise CaseEnded(say("This person has withdrawn: nobody asks again."))
    if any(row.disposition is not None for row in story.responses):
        raise CaseEnded(
            say(
                "This case has an interview that is finished: what came of it counts, not attempts."
            ),
            hint=say("Were the answers not of this person? Withdraw them with their code."),
        )


def where_it_stands(story: Story) -> str:
    """Say where a case stands, with the appointment if there is one."""
    told = standing_words(story.standing, machine_language())
    if story.appointment:
        told = f"{told}, {_minute(story.appointment)}"
    return say_here().say("This case now stands at: {standing}", standing=told)


def tell_imported(new: int, changed: int, same: int) -> None:
    """Say what a list brought."""
    ui = say_here()
    parts = [ui.say_number("{number} case added", "{number} cases added", new)]
    if changed:
        parts.append(ui.say("{number} changed", number=changed))
    if same:
        parts.append(ui.say("{number} were there already", number=same))
    talk(", ".join(parts))


def tell_lost(cases: Sequence[Case]) -> None:
    """Say what is lost with codes that have no check symbol."""
    foreign = sum(not case.is_own for case in cases)
    if not foreign:
        return
    talk(
        wrapped(
            say_here().say_number(
                "{number} code was made elsewhere, without a check symbol: a typing mistake in it is not seen and can "
                "be another case, and its interview gets a code of its own for going on and for withdrawing.",
                "{number} codes were made elsewhere, without a check symbol: a typing mistake in one is not seen and "
                "can be another case, and an interview gets a code of its own for going on and for withdrawing.",
                foreign,
            )
        )
    )


def tell_listed(number: int) -> None:
    """Say how many cases were listed, or how to get some."""
    ui = say_here()
    if number:
        talk(ui.say_number("{number} case", "{number} cases", number))
    else:
        talk(ui.say("There is no case list here yet."))
        talk(ui.say("To load one: hybridequiz cases import FILE"))


def cell(text: str) -> str:
    """Write a text as a cell of a CSV file."""
    return '"' + text.replace('"', '""') + '"' if re.search(r'[",\n]', text) else text


def write_pages(pages: Sequence[str], out: str | None) -> None:
    """Write the pages of cards: to a new file, or to stdout.

    Raises:
        click.UsageError: The file is there already.
        StorageError: It cannot be written.
    """
    if out is None:
        write(f"\n{PAGE_END}".join(pages))
        return
    path = Path(out)
    if path.exists():
        raise click.BadParameter(f"{out} is there already. Name a new file.", param_hint="--out")
    with storage_errors(path):
        write_whole(path, (f"\n{PAGE_END}".join(pages) + "\n").encode())


def shown_code(case: Case, *, codes: bool) -> str:
    """Give the code of a case whole, or too little of it to be used."""
    if codes:
        return case.shown
    return mask_code(case.shown) if case.is_own else f"{case.shown[:_MASKED]}**"


def rows(stories: Sequence[Story], *, codes: bool) -> tuple[list[str], list[list[str]]]:
    """Give headings and cells of the list; a column in which nothing stands is left out."""
    language, ui = machine_language(), say_here()
    cells = [
        [
            shown_code(one.case, codes=codes),
            one.case.audience,
            place_words(one.case, language),
            one.case.organisation,
            standing_words(one.standing, language),
            _minute(one.appointment),
        ]
        for one in stories
    ]
    used = [at for at in range(len(_COLUMNS)) if any(row[at] for row in cells)]
    head = [ui.say(_COLUMNS[at]).upper() for at in used]
    return head, [[row[at] for at in used] for row in cells]


def as_json(story: Story, *, codes: bool) -> dict[str, Any]:
    """Give a case for programs."""
    case, disposition = story.case, story.standing.disposition
    return {
        "code": shown_code(case, codes=codes),
        "audience": case.audience,
        "location_code": case.location,
        "location": place_words(case, machine_language()) or None,
        "organisation": case.organisation or None,
        "standing": story.standing.value,
        "disposition": None if disposition is None else int(disposition),
        "appointment": story.appointment or None,
        "attempts": len(story.attempts),
    }


def story_json(story: Story) -> dict[str, Any]:
    """Give the story of a case for programs."""
    return {
        **as_json(story, codes=True),
        "attempts": [
            {
                "at": one.at,
                "result": one.result.value,
                "appointment": one.appointment or None,
                "interviewer": one.interviewer or None,
                "note": one.note or None,
            }
            for one in story.attempts
        ],
        "interviews": [
            {
                "mode": row.session.get("mode"),
                "state": row.state.value,
                "disposition": row.disposition,
                "started": row.started_at,
                "finished": row.finished_at,
            }
            for row in story.responses
        ],
    }


def story_lines(story: Story) -> Iterator[str]:
    """Tell the story of a case to people."""
    language, ui, case = machine_language(), say_here(), story.case
    yield audience_words(case, language)
    if place := place_words(case, language):
        yield place
    if case.organisation:
        yield ui.say("Organisation: {code}", code=case.organisation)
    yield where_it_stands(story)
    if case.prefilled and story.standing.may_begin:
        known = len(case.prefilled)
        yield ui.say_number(
            "{number} answer is filled in beforehand, to be confirmed",
            "{number} answers are filled in beforehand, to be confirmed",
            known,
        )
    happened = [
        *map(_attempt, story.attempts),
        *(one for row in story.responses for one in _interview(row)),
    ]
    for at, told in sorted(happened, key=_when):
        yield f"{_minute(at):<16}  {told}"


def _attempt(attempt: Attempt) -> tuple[str, str]:
    told = standing_words(attempt.result, machine_language())
    if attempt.appointment:
        told += f": {_minute(attempt.appointment)}"
    if attempt.interviewer:
        told += f" ({attempt.interviewer})"
    return attempt.at, f"{told} – {attempt.note}" if attempt.note else told


def _interview(row: ResponseRow) -> Iterator[tuple[str, str]]:
    language, ui = machine_language(), say_here()
    mode = str(row.session.get("mode"))
    how = mode_words(mode, language)  # type: ignore[arg-type]  # a session has one of the modes
    yield row.started_at, ui.say("Interview begun: {mode}", mode=how)
    if row.finished_at is not None and row.disposition is not None:
        ended = disposition_words(row.disposition, language)
        yield row.finished_at, ui.say("Interview ended: {result}", result=ended)


def _when(happened: tuple[str, str]) -> str:
    """Give what a moment sorts by; of a day only it is the end of the day."""
    at = happened[0]
    return at if "T" in at else f"{at}~"


def _minute(at: str) -> str:
    """Write a moment without seconds and offset."""
    return at[:16].replace("T", " ")

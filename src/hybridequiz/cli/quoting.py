"""Deciding about texts that may be quoted: which text is meant, who may decide, and what is noted."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from hybridequiz.cli.commands.export import translate
from hybridequiz.cli.reporting import find_study, responses_to
from hybridequiz.cli.study_checks import read_study
from hybridequiz.interview.quotation_edits import as_printed, printed_text
from hybridequiz.interview.quotations import is_code, plain_code
from hybridequiz.problems import ExitCode, HybridequizError, say
from hybridequiz.report.quotations import Permitted, QuotedTexts
from hybridequiz.store.quotation_log import Decided, Decision
from hybridequiz.store.quotation_state import State
from hybridequiz.values import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from hybridequiz.cli.kinds import Kind
    from hybridequiz.questionnaire.study_file import StudyFile
    from hybridequiz.store.data import DataFolder
    from hybridequiz.store.journal import Store

LEAST: Final = 4
"""Characters of a handle that name a text, where no other begins so."""


class NotDecided(HybridequizError):
    """Something that cannot be decided about a text, or not by this person."""

    exit_code = ExitCode.USAGE


@frozen
class Desk:
    """What is at hand for whoever reviews.

    Attributes:
        study: Says how quotations are printed.
        path: The file that says it.
        store: Where decisions are noted.
        texts: The texts; None where no response is there.
    """

    study: StudyFile
    path: Path
    store: Store | None
    texts: QuotedTexts | None


@contextmanager
def desk(data: DataFolder, kind: Kind, study: str | None) -> Iterator[Desk]:
    """Give what is at hand for whoever reviews, as long as the block lasts.

    Raises:
        InvalidFile: The study is wrong, by itself or beside the versions that were answered; as for the report.
    """
    path = find_study(study)
    read = read_study(path)
    file = read.studied.study
    store = kind.store(data)
    if store is None:
        read.refuse_wrong()
        yield Desk(file, path, None, None)
        return
    with responses_to(file, store, kind, translate, read.refuse_wrong) as asked:
        if not asked:
            read.refuse_wrong()
        yield Desk(file, path, store, QuotedTexts(file, asked, store) if asked else None)


def named(texts: Sequence[Permitted], handle: str) -> Permitted:
    """Give the text that a handle, or the beginning of one, names.

    Raises:
        NotDecided: None has it, or several begin so.
    """
    typed = handle.strip().casefold()
    found = [one for one in texts if one.text.handle.startswith(typed)]
    if len(typed) < LEAST:
        message = say("“{handle}” is too short: type at least {least} characters of the handle.")
        raise NotDecided(message, hint=_LISTED, handle=handle, least=LEAST)
    if not found:
        raise NotDecided(
            say("No text with a permission that holds has the handle “{handle}”."),
            hint=_LISTED,
            handle=handle,
        )
    if len(found) > 1:
        known = ", ".join(one.text.handle for one in found)
        message = say("Several handles begin with “{handle}”: {known}.")
        raise NotDecided(message, hint=say("Type more of it."), handle=handle, known=known)
    return found[0]


_LISTED: Final = say("hybridequiz quotes list shows the texts, each with its handle")


def decided(
    one: Permitted, decision: Decision, edited: str | None, person: str, at: str
) -> Decided:
    """Give the line that notes a decision.

    Args:
        one: The text.
        decision: What is decided.
        edited: The text as it may be printed; None for as it is, or as it was approved.
        person: Who decides, by a code.
        at: When, ISO 8601.

    Raises:
        NotDecided: That cannot be decided now, or not by this person.
        NotFromOriginal: The edited text is more than cuts and replacements.
    """
    if one.standing.state is State.REVOKED:
        raise NotDecided(say("The permission for this text was withdrawn: that is final."))
    if decision is not Decision.REVOKED and is_interviewer(one, person):
        raise NotDecided(
            say("{person} held this interview: a second person decides about its texts."),
            hint=say("Let somebody else review it, and name their code with --by."),
            person=person,
        )
    printed = ""
    if decision in (Decision.PASSED, Decision.APPROVED):
        printed = _printed(one, decision, edited)
    text = one.text
    return Decided(text.response, text.question, text.text_hash, decision, printed, person, at)


def is_interviewer(one: Permitted, person: str) -> bool:
    """Tell whether somebody held the interview that a text is of."""
    return is_code(person) and plain_code(one.text.interviewer) == plain_code(person)


def _printed(one: Permitted, decision: Decision, edited: str | None) -> str:
    """Give the text of a line, as it may be printed."""
    text, approved = one.text, one.standing.approved
    if decision is Decision.APPROVED and not text.needs_approval:
        raise NotDecided(
            say("The respondent gave permission at once: there is nothing to approve."),
            hint=say("hybridequiz quotes pass {handle}"),
            handle=text.handle,
        )
    as_it_is = approved if decision is Decision.PASSED and approved else as_printed(text.text)
    printed = as_it_is if edited is None else printed_text(text.text, edited)
    if decision is Decision.APPROVED or not text.needs_approval or printed == approved:
        return printed
    hint = say(
        "Let the respondent see it, and note it: hybridequiz quotes approved {handle} --text …"
    )
    if not approved:
        message = say("The respondent wants to approve this text first, and has not.")
        raise NotDecided(message, hint=hint, handle=text.handle)
    message = say("The respondent approved another text: “{approved}”")
    raise NotDecided(message, hint=hint, handle=text.handle, approved=approved)

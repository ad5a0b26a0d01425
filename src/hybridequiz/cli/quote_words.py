"""What the commands for quotations say and write."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from hybridequiz.cli.other_kind import nothing_here
from hybridequiz.cli.reporting import tell_study
from hybridequiz.cli.talk import (
    machine_language,
    say_here,
    talk,
    wrapped,
    wrapped_to,
    write,
)
from hybridequiz.export.words import best_wording
from hybridequiz.interview.quotations import handle_of
from hybridequiz.problems import say
from hybridequiz.store.quotation_log import Decision
from hybridequiz.store.quotation_state import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hybridequiz.cli.kinds import Kind
    from hybridequiz.cli.quoting import Desk
    from hybridequiz.report.quotations import Permitted
    from hybridequiz.store.data import DataFolder
    from hybridequiz.store.quotation_log import Decided

SCHEMA: Final = 1
"""The version of what `--json` writes."""
STATES: Final = {
    State.WAITS: say("waits for a review"),
    State.WANTS_APPROVAL: say("waits for the respondent’s approval"),
    State.PASSED: say("passed: it is printed"),
    State.REJECTED: say("rejected"),
    State.REVOKED: say("permission withdrawn"),
}
DECISIONS: Final = {
    Decision.PASSED: say("passed"),
    Decision.REJECTED: say("rejected"),
    Decision.APPROVED: say("approved by the respondent"),
    Decision.REVOKED: say("permission withdrawn"),
}


def whose(one: Permitted) -> str:
    """Say whose words these are, as the report does."""
    language = machine_language()
    return ", ".join(best_wording(text, language) for text in (one.title, *one.details))


def permission(one: Permitted) -> str:
    """Give the permission in words."""
    return best_wording(one.words, machine_language())


def unknown_interviewer(one: Permitted) -> str:
    """Say that it is not known who held the interview, where that is so: then nothing keeps the two persons apart."""
    if not one.text.is_by_nobody_known:
        return ""
    return say_here().say(
        "Who held this interview left no code: if that was you, let somebody else decide."
    )


def text_lines(one: Permitted) -> Iterator[str]:
    """Show a text with where it stands; of a permission that was withdrawn nothing is shown."""
    state = say_here().say(STATES[one.standing.state])
    yield wrapped_to(f"{one.text.handle}  {state}", "")
    yield wrapped_to(f"{whose(one)} · {permission(one)}", "  ")
    if one.standing.state is not State.REVOKED:
        yield wrapped_to(f"“{one.standing.printed or one.text.text}”", "  ")


def as_json(one: Permitted) -> dict[str, Any]:
    """Give a text with where it stands, for programs."""
    revoked = one.standing.state is State.REVOKED
    return {
        "handle": one.text.handle,
        "state": one.standing.state.value,
        "audience": one.audience,
        "question": one.text.question,
        "permission": one.text.option,
        "permission_words": dict(one.words),
        "details": [dict(text) for text in one.details],
        "language": one.text.language,
        "text": None if revoked else one.text.text,
        "printed": one.standing.printed or None,
        "approved": None if revoked else one.standing.approved or None,
        "by": one.standing.person or None,
        "interviewer_known": None if not one.text.is_interview else not one.text.is_by_nobody_known,
    }


def log_lines(log: Iterable[Decided], shown: Iterable[Permitted]) -> Iterator[dict[str, str]]:
    """Give the lines of the log; a text is told as long as its permission holds."""
    held = {one.text.handle for one in shown if one.standing.state is not State.REVOKED}
    for one in log:
        handle = handle_of(one.response, one.question, one.text_hash)
        yield {
            "at": one.at,
            "handle": handle,
            "decision": one.decision.value,
            "by": one.person,
            "text": one.printed if handle in held else "",
        }


def write_log(lines: Iterable[dict[str, str]]) -> None:
    """Write the lines of the log for people."""
    ui = say_here()
    for one in lines:
        decision = ui.say(DECISIONS[Decision(one["decision"])])
        at = one["at"][:16].replace("T", " ")
        write(wrapped_to(f"{at}  {one['handle']}  {one['by']}  {decision}", ""))
        if one["text"]:
            write(wrapped_to(f"“{one['text']}”", "  "))


def tell_nothing(data: DataFolder, kind: Kind, at_hand: Desk) -> None:
    """Say why there is no text to show."""
    if at_hand.texts is None:
        for line in nothing_here(data, None, (), kind):
            talk(wrapped(line))
    elif not at_hand.texts.is_asked_for:
        talk(wrapped(say_here().say("No questionnaire here asks whether a text may be quoted.")))
    else:
        talk(wrapped(say_here().say("Nobody gave permission to quote a text yet.")))
    tell_study(at_hand.study, at_hand.path)


def tell_listed(texts: Sequence[Permitted]) -> None:
    """Say how many texts there are, and what is to be done."""
    ui = say_here()
    states = Counter(one.standing.state for one in texts)
    waiting, asked_first = states[State.WAITS], states[State.WANTS_APPROVAL]
    told = [ui.say_number("{number} text", "{number} texts", len(texts))]
    told.append(ui.say("{number} to be reviewed", number=waiting))
    if asked_first:
        told.append(ui.say("{number} to be approved by the respondent first", number=asked_first))
    talk(wrapped("\n" + ", ".join(told)))
    if waiting or asked_first:
        talk(wrapped(ui.say("To review them: hybridequiz quotes review")))

"""`hybridequiz quotes`: the review of texts that may be quoted."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, Final

import click

from hybridequiz.cli import quote_words as words
from hybridequiz.cli.case_words import short
from hybridequiz.cli.kinds import REHEARSED, Kind, kind_options
from hybridequiz.cli.prompting import prompts, read_line
from hybridequiz.cli.quoting import decided, desk, named
from hybridequiz.cli.settings import Settings, data_option, json_option, settings_of
from hybridequiz.cli.subcommands import Subcommands
from hybridequiz.cli.talk import say_here, talk, wrapped, write, write_json
from hybridequiz.interview.quotations import is_code
from hybridequiz.problems import ExitCode
from hybridequiz.store.casework import Casework
from hybridequiz.store.clock import SystemClock
from hybridequiz.store.quotation_log import Decision

if TYPE_CHECKING:
    from collections.abc import Callable

    from hybridequiz.cli.quoting import Desk
    from hybridequiz.store.data import DataFolder

LONGEST_CODE: Final = 40


def _looking(with_texts: Callable[..., int]) -> Callable[..., int]:
    """Add the options that say which texts are meant."""
    study = click.option(
        "--study", metavar="STUDY", help="The study file, its folder or its id; as for the report."
    )
    kinds = kind_options("Texts of rehearsals.", "Texts that were made up.")
    return kinds(study(data_option(settings_of(with_texts))))


@click.group("quotes", cls=Subcommands, invoke_without_command=True)
@_looking
@click.pass_context
def command(ctx: click.Context, settings: Settings, *, kind: Kind, study: str | None) -> int:
    """Review the texts that may be quoted, and say which are printed.

    A text is in the report when its respondent gave permission for it and somebody else than the
    interviewer passed it. Words are only cut, […], or replaced, […name…]; the answers stay as they
    are. Without a command the texts are listed.
    """
    if ctx.invoked_subcommand is None:
        return _list(settings, kind, study, as_json=False)
    said = {"study": study, "rehearsal": kind == REHEARSED, "synthetic": kind.synthetic}
    ctx.default_map = {ctx.invoked_subcommand: said}  # what was said before a command holds for it
    return ExitCode.DONE


def _deciding(with_handle: Callable[..., int]) -> Callable[..., int]:
    """Add what every decision needs: the handle of the text, and who decides."""

    @wraps(with_handle)
    def deciding(*args: Any, **options: Any) -> int:
        person = short(options.pop("person"), "--by", LONGEST_CODE)
        if not is_code(person):
            raise click.BadParameter("say who decides, by a code.", param_hint="--by")
        return with_handle(*args, person=person, **options)

    by = click.option("--by", "person", metavar="WHO", required=True, help="Who decides, by code.")
    return click.argument("handle")(by(deciding))


_text = click.option(
    "--text",
    "edited",
    metavar="TEXT",
    help="As it may be printed; [...] cuts, [...name...] replaces.",
)


@command.command("list", short_help="List the texts and where each stands.")
@_looking
@json_option
def list_texts(settings: Settings, *, kind: Kind, study: str | None, as_json: bool) -> int:
    """List the texts with a permission that holds, and where each stands."""
    return _list(settings, kind, study, as_json=as_json)


def _list(settings: Settings, kind: Kind, study: str | None, *, as_json: bool) -> int:
    with settings.data_folder() as data, desk(data, kind, study) as at_hand:
        texts = list(at_hand.texts.all()) if at_hand.texts else []
        if as_json:
            shown = [words.as_json(one) for one in texts]
            write_json({"schema": words.SCHEMA, "quotations": shown})
        elif not texts:
            words.tell_nothing(data, kind, at_hand)
        else:
            for number, one in enumerate(texts):
                if number:
                    write("")
                for line in words.text_lines(one):
                    write(line)
            words.tell_listed(texts)
    return ExitCode.DONE


@command.command("review", short_help="Go through the texts that wait, one by one.")
@click.option("--by", "person", metavar="WHO", default="", help="Who reviews, by code; else asked.")
@_looking
def review(settings: Settings, *, kind: Kind, study: str | None, person: str) -> int:
    """Go through the texts that wait, one by one.

    What looks like a name, a firm or a place is pointed out. Texts of interviews that the reviewer
    held are passed over: a second person reviews those.
    """
    from hybridequiz.cli.reviewing import Review, to_review

    ui = say_here()
    with settings.data_folder() as data, desk(data, kind, study) as at_hand:
        texts = list(at_hand.texts.all()) if at_hand.texts else []
        if at_hand.store is None or not texts:
            words.tell_nothing(data, kind, at_hand)
            return ExitCode.DONE
        with prompts():
            person = short(person or _asked_who(), "--by", LONGEST_CODE)
            if not is_code(person):
                raise click.BadParameter("say who reviews, by a code.", param_hint="--by")
            waiting, own = to_review(texts, person)
            reviewing = Review(at_hand.store.quotations, person, _names(data, at_hand))
            reviewing.of(waiting)
        if not waiting:
            talk(ui.say("No text waits for a review by you."))
        _tell_own(own)
        _tell_done(reviewing.done[Decision.PASSED], reviewing.done[Decision.REJECTED])
    return ExitCode.DONE


def _asked_who() -> str:
    try:
        return read_line(f"{say_here().say('Your code (not a name):')} ")
    except EOFError:
        return ""


def _names(data: DataFolder, at_hand: Desk) -> list[str]:
    """Give the names of locations and organisations that are known."""
    places = [wording for one in at_hand.study.location for _, wording in one.text]
    organisations = {one.organisation for one in Casework(data).cases() if one.organisation}
    return [*dict.fromkeys(places), *sorted(organisations)]


def _tell_own(own: int) -> None:
    if own:
        told = say_here().say_number(
            "{number} text is of an interview that you held: somebody else reviews it.",
            "{number} texts are of interviews that you held: somebody else reviews them.",
            own,
        )
        talk(wrapped(told))


def _tell_done(passed: int, rejected: int) -> None:
    ui = say_here()
    if passed or rejected:
        told = ui.say("Passed: {passed}, rejected: {rejected}.", passed=passed, rejected=rejected)
        talk(told)


@command.command("pass", short_help="A text is printed.")
@_deciding
@_text
@_looking
def pass_text(settings: Settings, **options: Any) -> int:
    """Note that a text is printed, as it is or with words cut or replaced.

    HANDLE is that of `quotes list`; its beginning is enough where it is clear. What the respondent
    wants to approve first is printed as it was approved.
    """
    return _decide(settings, Decision.PASSED, **options)


@command.command("reject", short_help="A text is not printed.")
@_deciding
@_looking
def reject(settings: Settings, **options: Any) -> int:
    """Note that a text is not printed, whatever the permission."""
    return _decide(settings, Decision.REJECTED, **options)


@command.command("approved", short_help="The respondent has approved a text.")
@_deciding
@_text
@_looking
def approved(settings: Settings, **options: Any) -> int:
    """Note that the respondent has approved a text, as it is or as it was edited.

    It is then passed as it was approved, and not otherwise.
    """
    return _decide(settings, Decision.APPROVED, **options)


@command.command("revoke", short_help="The respondent takes the permission back.")
@_deciding
@_looking
def revoke(settings: Settings, **options: Any) -> int:
    """Note that the respondent takes the permission for a text back: that is final.

    The next report is without it. The answers stay; to delete those: hybridequiz withdraw.
    """
    return _decide(settings, Decision.REVOKED, **options)


def _decide(
    settings: Settings,
    decision: Decision,
    *,
    handle: str,
    person: str,
    kind: Kind,
    study: str | None,
    edited: str | None = None,
) -> int:
    """Note a decision about a text.

    Raises:
        NotDecided: No text has this handle, or that cannot be decided.
        NotFromOriginal: The edited text is more than cuts and replacements.
    """
    with settings.data_folder() as data, desk(data, kind, study) as at_hand:
        texts = list(at_hand.texts.all()) if at_hand.texts else []
        if at_hand.store is None or not texts:
            words.tell_nothing(data, kind, at_hand)
            return ExitCode.USAGE
        one = named(texts, handle)
        line = decided(one, decision, edited, person, SystemClock().now())
        at_hand.store.quotations.add(line)
    talk(wrapped(f"{one.text.handle}: {say_here().say(words.DECISIONS[decision])}"))
    if decision is not Decision.REVOKED and (unknown := words.unknown_interviewer(one)):
        talk(wrapped(unknown))
    if line.printed:
        talk(wrapped(f"  “{line.printed}”"))
    return ExitCode.DONE


@command.command("log", short_help="List what was decided, by whom and when.")
@_looking
@json_option
def log(settings: Settings, *, kind: Kind, study: str | None, as_json: bool) -> int:
    """List what was decided about texts, by whom and when, the first first.

    A text stands there as long as its permission holds.
    """
    with settings.data_folder() as data, desk(data, kind, study) as at_hand:
        noted = at_hand.store.quotations.all() if at_hand.store else []
        shown = list(at_hand.texts.logged()) if at_hand.texts else []
        lines = list(words.log_lines(noted, shown))
    if as_json:
        write_json({"schema": words.SCHEMA, "log": lines})
    elif lines:
        words.write_log(lines)
    else:
        talk(say_here().say("Nothing was decided about texts yet."))
    return ExitCode.DONE

"""`hybridequiz cases`: the list of who is invited, and what was tried."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, BinaryIO, Final

import click

from hybridequiz.cli import case_words as words
from hybridequiz.cli.clients import loadable
from hybridequiz.cli.locating import available, looked_in
from hybridequiz.cli.settings import Settings, data_option, json_option, settings_of
from hybridequiz.cli.subcommands import Subcommands
from hybridequiz.cli.talk import (
    machine_language,
    say_here,
    table,
    talk,
    widest,
    wrapped,
    write,
    write_json,
)
from hybridequiz.problems import ExitCode, InvalidFile, Place, Problem, did_you_mean
from hybridequiz.store.casework import Casework
from hybridequiz.store.clock import SystemClock
from hybridequiz.store.codes import new_code, show_code
from hybridequiz.store.field_book import Attempt, Case, Standing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from hybridequiz.batch.case_list import CaseList
    from hybridequiz.questionnaire.instrument import Instrument
    from hybridequiz.store.casework import Story

RESULTS: Final = tuple(
    one.value
    for one in (
        Standing.NOT_REACHED,
        Standing.APPOINTMENT,
        Standing.REFUSED,
        Standing.OTHER,
        Standing.NOT_ELIGIBLE,
    )
)
"""What can come of trying to reach somebody without an interview."""
LONGEST_NOTE: Final = 500
MOST_AT_ONCE: Final = 10_000


@click.group("cases", cls=Subcommands)
def command() -> None:
    """Keep the list of who is invited, and what was tried.

    A case is a code, an audience and a location; who is behind a code is kept elsewhere. Once a
    list is loaded, an interview begins with the code of its case.
    """


def _where(with_case: Callable[..., int]) -> Callable[..., int]:
    """Add the options that choose cases by audience and location."""
    for option in (
        click.option("--location", type=int, metavar="CODE", help="Only cases at this location."),
        click.option("--audience", metavar="ID", help="Only cases for this audience."),
    ):
        with_case = option(with_case)
    return with_case


_rehearsal = click.option(
    "--rehearsal", is_flag=True, help="What came of it in rehearsals, instead of what counts."
)


@command.command("import", short_help="Add cases from a CSV file.")
@click.argument("file", type=click.File("rb"))
@click.option(
    "--update", is_flag=True, help="Change the facts of cases of which no interview began."
)
@data_option
@settings_of
def import_cases(settings: Settings, *, file: BinaryIO, update: bool) -> int:
    """Add cases from FILE: CSV with the columns code, audience, location, organisation.

    All rows are looked at first; if one is wrong, nothing is kept and the exit code is 3. The same
    file again changes nothing. Further columns are questions: what is thought to be the answer is
    shown in the interview to be confirmed, and is no answer before. FILE may be - for stdin.
    """
    from hybridequiz.batch.case_list import read_case_list

    name = str(getattr(file, "name", "-"))
    name = "-" if name == "<stdin>" else name
    with settings.fieldwork() as fieldwork:
        instruments = loadable(fieldwork, available())
        read = read_case_list(name, file.read(), instruments)
        stories = fieldwork.cases.stories(rehearsal=False)
        known = {one.case.key: one.case for one in stories}
        standing = {one.case.key: one.standing for one in stories}
        cases = [one for one in read.cases if standing.get(one.key) is not Standing.WITHDRAWN]
        changed = [one for one in cases if known.get(one.key, one).facts != one.facts]
        told = [*read.problems, *_refused_changes(read, changed, standing, name, update=update)]
        if told:
            talk(say_here().say("Nothing was changed: the list has errors.") + "\n")
            if any(one.code == "unknown-audience" for one in told):
                _tell_looked_in()
            raise InvalidFile(sorted(told, key=lambda one: one.place.line or 0))
        new = [one for one in cases if one.key not in known]
        if any(known.get(one.key) != one for one in cases):
            fieldwork.data.live.field.keep_cases(cases)
    words.tell_imported(len(new), len(changed), len(read.cases) - len(new) - len(changed))
    words.tell_lost(read.cases)
    return ExitCode.DONE


def _tell_looked_in() -> None:
    looked, where = looked_in()
    talk(wrapped(say_here().say(looked, **where)) + "\n")


def _refused_changes(
    read: CaseList,
    changed: Sequence[Case],
    standing: Mapping[str, Standing],
    name: str,
    *,
    update: bool,
) -> Iterator[Problem]:
    """Tell which cases cannot take the facts of a list."""
    for case in changed:
        place = Place(name, read.lines[case.key], key="code")
        if not update:
            message = "this case is on the list already, with other facts"
            hint = "leave the row as it was, or let the new facts count with --update"
            yield Problem("case-changed", message, place, hint)
        elif not standing[case.key].may_begin:
            message = "the facts of this case are fixed: its interview has begun, or it is closed"
            yield Problem("case-fixed", message, place, "leave the row as it was")


@command.command("new", short_help="Make cases with new codes.")
@click.argument("number", type=click.IntRange(1, MOST_AT_ONCE))
@click.option("--audience", metavar="ID", required=True, help="Whom the questionnaire asks.")
@click.option("--location", type=int, metavar="CODE", help="The location's code in the study file.")
@click.option("--organisation", default="", metavar="CODE", help="A code, to count organisations.")
@data_option
@settings_of
def new_cases(
    settings: Settings, *, number: int, audience: str, location: int | None, organisation: str
) -> int:
    """Make NUMBER cases with new codes, and write them as CSV.

    A code has a check symbol: a typing mistake in it is seen at once. It is also the code with
    which its interview goes on, and with which answers are withdrawn.
    """
    with settings.fieldwork() as fieldwork:
        facts = _facts(loadable(fieldwork, available()), audience, location, organisation)
        taken = {one.key for one in fieldwork.cases.cases()}
        made: list[Case] = []
        while len(made) < number:
            code = new_code(secrets.choice)
            if code not in taken and fieldwork.data.find(code) is None:
                taken.add(code)
                made.append(facts(show_code(code)))
        fieldwork.data.live.field.keep_cases(made)
    write("code,audience,location,organisation")
    for case in made:
        place = "" if case.location is None else case.location
        line = f"{case.shown},{case.audience},{place},{words.cell(case.organisation)}"
        write(line, raw=True)
    talk(say_here().say_number("{number} case made", "{number} cases made", len(made)))
    return ExitCode.DONE


def _facts(
    instruments: Sequence[Instrument], audience: str, location: int | None, organisation: str
) -> Callable[[str], Case]:
    """Give what makes a case from a code.

    Raises:
        click.UsageError: There is no such audience or location.
    """
    by_audience = {one.questionnaire.audience: one for one in reversed(instruments)}
    instrument = by_audience.get(audience)
    if instrument is None:
        hint = did_you_mean(audience, list(by_audience), noun="the audiences")
        looked, where = looked_in()
        message = (
            f"there is no questionnaire for '{audience}'. {hint}\n{say_here().say(looked, **where)}"
        )
        raise click.BadParameter(message, param_hint="--audience")
    study = instrument.questionnaire.study
    places = {one.code: one for one in (study.location if study is not None else ())}
    if location not in places and (places or location is not None):
        hint = did_you_mean(str(location), list(places), noun="the locations") or "it has none"
        message = f"the questionnaire has no location '{location}'. {hint}"
        if location is None:
            message = f"say at which location. {hint}"
        raise click.BadParameter(message, param_hint="--location")
    kept = {"audience": dict(instrument.questionnaire.title)}
    if location is not None:
        kept["location"] = dict(places[location].text)
    return lambda code: Case(code, audience, location, organisation.strip(), kept)


@command.command("cards", short_help="Write cards with the codes, to be printed.")
@_where
@click.option("--all", "everyone", is_flag=True, help="Also those of which there is an interview.")
@click.option("--language", type=click.Choice(["nl", "en"]), help="The language of the cards.")
@click.option("--out", type=click.Path(dir_okay=False), metavar="FILE", help="Write to a new file.")
@data_option
@settings_of
def cards(
    settings: Settings,
    *,
    audience: str | None,
    location: int | None,
    everyone: bool,
    language: str | None,
    out: str | None,
) -> int:
    """Write a card for each open case, with its code, ten on a page, to be printed and cut."""
    from hybridequiz.wording.cases import card_pages

    with settings.data_folder() as data:
        stories = _chosen(Casework(data).stories(rehearsal=False), audience, location)
    cases = [one.case for one in stories if everyone or one.standing.may_begin]
    pages = card_pages(cases, language or machine_language())
    words.write_pages(list(pages), out)
    talk(say_here().say_number("{number} card", "{number} cards", len(cases)))
    return ExitCode.DONE


@command.command("list", short_help="List the cases and where each stands.")
@_where
@click.option("--codes", is_flag=True, help="Show the codes whole: whoever sees one can use it.")
@_rehearsal
@json_option
@data_option
@settings_of
def list_cases(
    settings: Settings,
    *,
    audience: str | None,
    location: int | None,
    codes: bool,
    rehearsal: bool,
    as_json: bool,
) -> int:
    """List the cases and where each stands; codes are masked."""
    with settings.data_folder() as data:
        stories = _chosen(Casework(data).stories(rehearsal=rehearsal), audience, location)
    if as_json:
        shown = [words.as_json(one, codes=codes) for one in stories]
        write_json({"schema": words.SCHEMA, "rehearsal": rehearsal, "cases": shown})
    elif stories:
        head, rows = words.rows(stories, codes=codes)
        for line in table(head, rows, widest()):
            write(line)
    words.tell_listed(len(stories))
    return ExitCode.DONE


@command.command("show", short_help="Tell the story of one case; no answer.")
@click.argument("code")
@_rehearsal
@json_option
@data_option
@settings_of
def show(settings: Settings, *, code: str, rehearsal: bool, as_json: bool) -> int:
    """Tell the story of one case: attempts, appointments, interviews, how it ended; no answer."""
    with settings.data_folder() as data:
        casework = Casework(data)
        story = casework.story(casework.named(code), rehearsal=rehearsal)
    if as_json:
        write_json({"schema": words.SCHEMA, **words.story_json(story)})
    else:
        for line in words.story_lines(story):
            write(line)
    return ExitCode.DONE


@command.command("attempt", short_help="Log that somebody was not reached, refused, …")
@click.argument("code")
@click.option("--result", type=click.Choice(RESULTS), required=True, help="What came of it.")
@click.option(
    "--at",
    metavar="MOMENT",
    help="Of an appointment: for when. Else when it was tried; now if not said. 2026-12-01 14:00",
)
@click.option("--interviewer", default="", metavar="CODE", help="Who tried, by code; not a name.")
@click.option("--note", default="", metavar="TEXT", help="For next time. No names, no answers.")
@_rehearsal
@data_option
@settings_of
def attempt(
    settings: Settings,
    *,
    code: str,
    result: str,
    at: str | None,
    interviewer: str,
    note: str,
    rehearsal: bool,
) -> int:
    """Add a line to the log of a case: somebody was not reached, refused, is expected later.

    Nothing in the log is changed afterwards: a mistake is followed by the right line, whose note
    says why. The last line says where a case stands, until there is an interview.
    """
    moment = words.moment(at) if at is not None else ""
    standing = Standing(result)
    if standing is Standing.APPOINTMENT and not moment:
        raise click.UsageError("an appointment needs --at, such as --at '2026-12-01 14:00'.")
    expected = moment if standing is Standing.APPOINTMENT else ""
    with settings.data_folder() as data:
        casework = Casework(data)
        case = casework.named(code)
        words.refuse_ended(casework.story(case, rehearsal=rehearsal))
        store = data.rehearsal if rehearsal else data.live
        at_moment = SystemClock().now() if expected or not moment else moment
        store.field.log(
            Attempt(
                case.key,
                standing,
                at_moment,
                expected,
                words.short(interviewer, "--interviewer", 40),
                words.short(note, "--note", LONGEST_NOTE),
            )
        )
        story = casework.story(case, rehearsal=rehearsal)
    talk(words.where_it_stands(story))
    return ExitCode.DONE


def _chosen(stories: Sequence[Story], audience: str | None, location: int | None) -> list[Story]:
    """Choose cases; what no case has is told.

    Raises:
        click.UsageError: No case is for this audience, or at this location.
    """
    found = list(stories)
    if audience is not None:
        audiences = sorted({one.case.audience for one in found})
        if audience not in audiences:
            hint = did_you_mean(audience, audiences, noun="the audiences")
            raise click.BadParameter(
                f"no case is for '{audience}'. {hint}", param_hint="--audience"
            )
        found = [one for one in found if one.case.audience == audience]
    if location is not None:
        places = sorted({one.case.location for one in stories if one.case.location is not None})
        if location not in places:
            hint = did_you_mean(str(location), places, noun="the locations")
            raise click.BadParameter(f"no case is at '{location}'. {hint}", param_hint="--location")
        found = [one for one in found if one.case.location == location]
    return found

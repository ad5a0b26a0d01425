"""`hybridequiz summary`: one response, in words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from hybridequiz.cli.leading import cases_of
from hybridequiz.cli.settings import Settings, data_option, json_option, settings_of
from hybridequiz.cli.talk import show, write_json
from hybridequiz.interview.events import Event, EventKind
from hybridequiz.interview.interview import Interview, begin, fold
from hybridequiz.interview.session import Session
from hybridequiz.problems import ExitCode, say
from hybridequiz.store.answer_file import answer_file_name
from hybridequiz.store.codes import read_code
from hybridequiz.store.errors import NotInStore
from hybridequiz.store.kept import kept_instrument
from hybridequiz.wording.summary import summarise

if TYPE_CHECKING:
    from hybridequiz.store.journal import Store
    from hybridequiz.store.rows import ResponseRow
    from hybridequiz.wording.summary_parts import Summary


class UnknownCode(NotInStore):
    """No response has this code."""

    exit_code = ExitCode.USAGE


@click.command("summary")
@click.argument("code")
@click.option("--ascii", "ascii_only", is_flag=True, help="Draw with ASCII signs only.")
@json_option
@data_option
@settings_of
def command(settings: Settings, *, code: str, ascii_only: bool, as_json: bool) -> int:
    """Show one response: what was asked and answered, what is missing, remarks and checks.

    What a respondent answered alone during an interview is not shown.
    """
    with settings.data_folder() as data:
        found = data.find(read_code(code))
        if found is None and data.was_withdrawn(read_code(code)):
            raise UnknownCode(
                say("The answers with that code were withdrawn before: nothing of them is here.")
            )
        if found is None:
            raise UnknownCode(
                say("No response on this computer has that code."),
                hint=say("Look at the code again; another data folder is named with --data."),
            )
        summary = _summary(*found)
    if as_json:
        write_json(summary.to_json())
    else:
        _draw(summary, ascii_only=ascii_only)
    return ExitCode.DONE


def _summary(store: Store, row: ResponseRow) -> Summary:
    """Summarise a finished response from its document, and an open one from its events."""
    document = store.document(row.id)
    if document is None:
        events = store.events(row.id)
    else:
        events = [Event.from_json(one) for one in json.loads(document)["events"]]
    saved = [str(store.path)]
    if document is not None:
        saved.append(str(store.answers_folder / answer_file_name(row.id, document)))
    interview = _interview(store, row, events)
    peers = [case for _, case in cases_of(store, row.questionnaire_id)] if document else []
    return summarise(interview, events, saved=saved, peers=peers, mask_self_block=True)


def _interview(store: Store, row: ResponseRow, events: list[Event]) -> Interview:
    """Fold the events; of what was forgotten only the facts of the session are left."""
    instrument = kept_instrument(store, row.questionnaire_hash)
    if events and events[0].kind is EventKind.STARTED:
        return fold(instrument, events)
    return begin(instrument, Session.from_json({"code": "", **row.session}))


def _draw(summary: Summary, *, ascii_only: bool) -> None:
    """Draw the summary on stdout, as wide as there is room for reading."""
    from hybridequiz.wording.summary_view import summary_view

    show(lambda width: summary_view(summary, width=width, ascii=ascii_only))

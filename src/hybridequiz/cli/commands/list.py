"""`hybridequiz list`: which interviews are on this computer."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

import click

from hybridequiz.cli.settings import Settings, data_option, json_option, settings_of
from hybridequiz.cli.talk import counted, table, talk, write, write_json
from hybridequiz.problems import ExitCode
from hybridequiz.questionnaire.stored import load_stored
from hybridequiz.store.codes import mask_code, show_code
from hybridequiz.wording.rendering import location_words
from hybridequiz.wording.summary import disposition_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hybridequiz.store.data import DataFolder
    from hybridequiz.store.journal import Store
    from hybridequiz.store.rows import ResponseRow

SCHEMA: Final = 1
"""The version of what `--json` writes."""
COLUMNS: Final = {
    "code": "CODE",
    "questionnaire": "QUESTIONNAIRE",
    "version": "VERSION",
    "state": "STATE",
    "result": "RESULT",
    "started": "STARTED",
    "location": "LOCATION",
}
"""What the table shows of each interview, under which heading."""


@click.command("list")
@click.option("--rehearsal", is_flag=True, help="List the rehearsals instead of what counts.")
@click.option("--codes", is_flag=True, help="Show the codes whole: whoever sees one can use it.")
@json_option
@data_option
@settings_of
def command(settings: Settings, *, rehearsal: bool, codes: bool, as_json: bool) -> int:
    """List the interviews on this computer; never an answer.

    Rehearsals are kept apart from interviews that count, and are listed apart.
    """
    with settings.data_folder() as data:
        interviews = [
            row for store in _stores(data, rehearsal=rehearsal) for row in _rows(store, codes=codes)
        ]
        others = sum(
            1 for store in _stores(data, rehearsal=not rehearsal) for _ in store.responses()
        )
    if as_json:
        write_json({"schema": SCHEMA, "interviews": interviews})
    elif interviews:
        for line in table(list(COLUMNS.values()), map(_cells, interviews)):
            write(line)
    _tell(len(interviews), others, rehearsal=rehearsal)
    return ExitCode.DONE


def _stores(data: DataFolder, *, rehearsal: bool) -> Iterator[Store]:
    """Give the store of rehearsals, or of what counts, if it is there."""
    return (store for store in data.existing() if store.rehearsal == rehearsal)


def _rows(store: Store, *, codes: bool) -> Iterator[dict[str, Any]]:
    """Describe the interviews in a store, in the order in which they began."""

    @cache
    def place(questionnaire: str, code: int, language: str) -> str | None:
        return location_words(load_stored(store.questionnaire(questionnaire)), code, language)

    for row in store.responses():
        location = row.session.get("location")
        language = str(row.session.get("language", ""))
        yield {
            "code": show_code(row.code) if codes else mask_code(row.code),
            "rehearsal": store.rehearsal,
            "questionnaire": row.questionnaire_id,
            "version": row.questionnaire_version,
            "state": row.state.value,
            "disposition": row.disposition,
            "result": _result(row),
            "started": row.started_at,
            "finished": row.finished_at,
            "location_code": location,
            "location": place(row.questionnaire_hash, location, language)
            if isinstance(location, int)
            else None,
        }


def _cells(interview: dict[str, Any]) -> list[str]:
    """Give what the table shows of an interview; the moment without seconds and offset."""
    shown = {**interview, "started": interview["started"][:16].replace("T", " ")}
    return [str(shown[key] or "") for key in COLUMNS]


def _result(row: ResponseRow) -> str:
    """Say how it ended; nothing while it is open."""
    return "" if row.disposition is None else disposition_words(row.disposition, "en")


def _tell(listed: int, others: int, *, rehearsal: bool) -> None:
    """Say what is listed, what is not, and what to do where there is nothing."""
    here, there = ("rehearsal", "interview") if rehearsal else ("interview", "rehearsal")
    talk(counted(listed, here) if listed else f"There are no {here}s here yet.")
    if others:
        how = "without --rehearsal" if rehearsal else "with --rehearsal"
        talk(f"{counted(others, there)} beside: {how}")
    elif not listed:
        talk("To begin one: hybridequiz run QUESTIONNAIRE")

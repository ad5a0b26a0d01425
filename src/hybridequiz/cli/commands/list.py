"""`hybridequiz list`: which interviews are on this computer."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

import click

from hybridequiz.cli.kinds import LIVE, REHEARSED, SYNTHETIC, Kind, kind_options
from hybridequiz.cli.settings import Settings, data_option, json_option, settings_of
from hybridequiz.cli.talk import machine_language, say_here, table, talk, widest, write, write_json
from hybridequiz.problems import ExitCode, say
from hybridequiz.store.codes import is_code, mask_code, show_code
from hybridequiz.store.kept import kept_instrument
from hybridequiz.store.rows import ResponseState
from hybridequiz.wording.rendering import location_words
from hybridequiz.wording.summary import disposition_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hybridequiz.store.journal import Store

SCHEMA: Final = 1
"""The version of what `--json` writes."""
NO_CODE: Final = "—"
COLUMNS: Final = {
    "code": say("Code"),
    "questionnaire": say("Questionnaire"),
    "version": say("Version"),
    "result": say("Result"),
    "started": say("Started"),
    "location": say("Location"),
}
"""What the table shows of each interview, under which heading."""
STATES: Final = {
    ResponseState.OPEN.value: say("open"),
    ResponseState.FINISHED.value: say("finished"),
    ResponseState.FORGOTTEN.value: say("forgotten"),
}
"""What the states are called."""


@click.command("list")
@kind_options("List the rehearsals instead of what counts.", "List what was made up.")
@click.option("--codes", is_flag=True, help="Show the codes whole: whoever sees one can use it.")
@json_option
@data_option
@settings_of
def command(settings: Settings, *, kind: Kind, codes: bool, as_json: bool) -> int:
    """List the interviews on this computer; never an answer.

    Rehearsals are kept apart from interviews that count, and are listed apart.
    """
    with settings.data_folder() as data:
        chosen = kind.store(data)
        interviews = [] if chosen is None else list(_rows(chosen, codes=codes))
        others = {one: _number(one.store(data)) for one in (LIVE, REHEARSED, SYNTHETIC)}
    if as_json:
        write_json({"schema": SCHEMA, "interviews": interviews})
    elif interviews:
        shown = _columns(interviews)
        head = [say_here().say(COLUMNS[key]).upper() for key in shown]
        cells = map(_cells, interviews)
        for line in table(head, [[one[key] for key in shown] for one in cells], widest()):
            write(line)
    _tell(
        len(interviews), {one: many for one, many in others.items() if many and one != kind}, kind
    )
    return ExitCode.DONE


def _number(store: Store | None) -> int:
    """Count the interviews in a store."""
    return 0 if store is None else sum(one.responses for one in store.counts())


def _rows(store: Store, *, codes: bool) -> Iterator[dict[str, Any]]:
    """Describe the interviews in a store, in the order in which they began."""

    @cache
    def place(questionnaire: str, code: int, language: str) -> str | None:
        return location_words(kept_instrument(store, questionnaire), code, language)

    for row in store.responses():
        location = row.session.get("location")
        language = str(row.session.get("language", ""))
        yield {
            "code": _code(row.code, codes=codes),
            "rehearsal": store.rehearsal,
            **({"synthetic": True} if row.session.get("synthetic") else {}),
            "questionnaire": row.questionnaire_id,
            "version": row.questionnaire_version,
            "state": row.state.value,
            "disposition": row.disposition,
            "result": _result(row.disposition, "en"),
            "started": row.started_at,
            "finished": row.finished_at,
            "location_code": location,
            "location": place(row.questionnaire_hash, location, language)
            if isinstance(location, int)
            else None,
        }


def _code(code: str, *, codes: bool) -> str | None:
    """Give a code whole or masked; a withdrawn response has none any more."""
    if not is_code(code):
        return None
    return show_code(code) if codes else mask_code(code)


def _columns(interviews: list[dict[str, Any]]) -> list[str]:
    """Give the columns that tell something: versions where they differ, locations where there are some."""
    versions = {(one["questionnaire"], one["version"]) for one in interviews}
    left_out = set()
    if len(versions) == len({one["questionnaire"] for one in interviews}):
        left_out.add("version")
    if not any(one["location"] for one in interviews):
        left_out.add("location")
    return [key for key in COLUMNS if key not in left_out]


def _cells(interview: dict[str, Any]) -> dict[str, str]:
    """Give what the table shows of an interview, in words; the moment without seconds and offset."""
    say, state = say_here().say, interview["state"]
    result = _result(interview["disposition"], machine_language()) or say(STATES[state])
    if state == ResponseState.FORGOTTEN and interview["code"] is not None:
        result += f" ({say(STATES[state])})"
    shown = {
        **interview,
        "code": interview["code"] or NO_CODE,
        "started": interview["started"][:16].replace("T", " "),
        "result": result,
    }
    return {key: str(shown[key] or "") for key in COLUMNS}


def _result(disposition: int | None, language: str) -> str:
    """Say how it ended; nothing while it is open."""
    return "" if disposition is None else disposition_words(disposition, language)


def _tell(listed: int, others: Mapping[Kind, int], kind: Kind) -> None:
    """Say what is listed, what is not, and what to do where there is nothing."""
    say = say_here().say
    if listed:
        talk(_counted(listed, kind))
    elif kind == SYNTHETIC:
        talk(say("There are no synthetic responses here yet."))
    elif kind == REHEARSED:
        talk(say("There are no rehearsals here yet."))
    else:
        talk(say("There are no interviews here yet."))
    for other, number in others.items():
        talk(f"{_counted(number, other)} – {_how(other, kind)}")
    if not (others or listed):
        talk(say("To begin one: hybridequiz run QUESTIONNAIRE"))


def _how(other: Kind, kind: Kind) -> str:
    """Say how another kind is listed than the one that was."""
    say = say_here().say
    if other == SYNTHETIC:
        return say("listed with --synthetic")
    if other == REHEARSED:
        return say("listed with --rehearsal")
    if kind == SYNTHETIC:
        return say("listed without --synthetic")
    return say("listed without --rehearsal")


def _counted(number: int, kind: Kind) -> str:
    """Write a number of interviews, of rehearsals, or of what was made up."""
    if kind == SYNTHETIC:
        return say_here().say_number(
            "{number} synthetic response", "{number} synthetic responses", number
        )
    if kind == REHEARSED:
        return say_here().say_number("{number} rehearsal", "{number} rehearsals", number)
    return say_here().say_number("{number} interview", "{number} interviews", number)

"""`hybridequiz leads`: what is worth a look in the responses."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from hybridequiz.cli.kinds import Kind, kind_options
from hybridequiz.cli.leading import cases_of
from hybridequiz.cli.locating import id_of
from hybridequiz.cli.settings import Settings, data_option, json_option, settings_of
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
from hybridequiz.interview.leads import Leads, find_leads
from hybridequiz.problems import ExitCode, say
from hybridequiz.store.codes import is_code, mask_code, show_code
from hybridequiz.wording.leads import NO_VERDICT, lead_words, may_explain
from hybridequiz.wording.notation import duration_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hybridequiz.interview.leads import Case, InterviewerWork, Lead

SCHEMA: Final = 1
"""The version of what `--json` writes."""
NOBODY: Final = "—"
HEAD: Final = (
    say("Interviewer"),
    say("Number"),
    say("Middle"),
    say("Leads"),
    say("At night"),
)
"""The headings of the table of interviewers."""
WIDEST: Final = 100
"""Lines are not longer, for reading."""


@click.command("leads")
@click.argument("questionnaire", metavar="[QUESTIONNAIRE]", default="")
@kind_options("Look at the rehearsals instead of what counts.", "Look at what was made up.")
@click.option("--codes", is_flag=True, help="Show the codes whole: whoever sees one can use it.")
@json_option
@data_option
@settings_of
def command(
    settings: Settings,
    *,
    questionnaire: str,
    kind: Kind,
    codes: bool,
    as_json: bool,
) -> int:
    """Say what is worth a look: very fast, the same answer everywhere, at night, much don't know.

    QUESTIONNAIRE is an id, or a file with that id; without one all are looked at. A lead is no verdict: it says what
    was seen and what may explain it, never an answer. Nothing is left out of an export because of one.
    """
    name = id_of(Path(questionnaire)) if Path(questionnaire).is_file() else questionnaire
    with settings.data_folder() as data:
        store = kind.store(data)
        by_code = {} if store is None else dict(cases_of(store, name))
    shown = {case.response: _shown(code, codes=codes) for code, case in by_code.items()}
    leads = find_leads(list(by_code.values()))
    if as_json:
        write_json({"schema": SCHEMA, **_as_json(leads, shown)})
    else:
        for line in _lines(leads, shown):
            write(line)
    _tell(leads, kind)
    return ExitCode.DONE


def _shown(code: str, *, codes: bool) -> str:
    """Give a code whole or masked."""
    if not is_code(code):
        return NOBODY
    return show_code(code) if codes else mask_code(code)


def _lines(leads: Leads, shown: Mapping[str, str]) -> Iterator[str]:
    """Write all leads for reading, and what each interviewer did."""
    ui = say_here()
    for case, found in leads.responses:
        if found:
            yield _heading(case, shown[case.response])
            for lead in found:
                yield from _lead(lead)
            yield ""
    if leads.questions:
        yield ui.say("Questions")
        for one in leads.questions:
            yield f"{one.question}  ({one.questionnaire})"
            yield from _lead(one.lead)
        yield ""
    if leads.interviewers:
        head = [ui.say(word).upper() for word in HEAD]
        yield from table(head, map(_work, leads.interviewers), widest())


def _heading(case: Case, code: str) -> str:
    """Say which response it is."""
    parts = [code, case.questionnaire, case.started[:16].replace("T", " ")]
    if case.interviewer:
        parts.append(say_here().say("interviewer {code}", code=case.interviewer))
    return "  ".join(parts)


def _lead(lead: Lead) -> Iterator[str]:
    """Write what was seen, and below it what may explain it."""
    language, width = machine_language(), min(widest() or WIDEST, WIDEST)
    for words, indent in (
        (lead_words(lead, language), "  "),
        (may_explain(lead, language), "    "),
    ):
        yield textwrap.fill(
            words, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
        )


def _work(one: InterviewerWork) -> list[str]:
    """Give the cells of one interviewer."""
    return [
        one.interviewer or NOBODY,
        str(one.interviews),
        duration_words(one.middle, machine_language()),
        _of(one.with_leads, one.interviews),
        _of(one.at_night, one.interviews),
    ]


def _of(part: int, whole: int) -> str:
    """Write a part and its share, in whole per cents."""
    return f"{part} ({(200 * part + whole) // (2 * whole)} %)"


def _as_json(leads: Leads, shown: Mapping[str, str]) -> dict[str, Any]:
    """Give everything for programs; durations in milliseconds."""
    return {
        "responses": [
            {
                "code": shown[case.response],
                "questionnaire": case.questionnaire,
                "mode": case.mode,
                "form": case.form,
                "interviewer": case.interviewer,
                "started": case.started,
                "active_ms": case.active,
                "answered": case.answered,
                "leads": [_lead_as_json(lead) for lead in found],
            }
            for case, found in leads.responses
        ],
        "questions": [
            {
                "questionnaire": one.questionnaire,
                "question": one.question,
                **_lead_as_json(one.lead),
            }
            for one in leads.questions
        ],
        "interviewers": [
            {
                "interviewer": one.interviewer,
                "interviews": one.interviews,
                "middle_ms": one.middle,
                "with_leads": one.with_leads,
                "at_night": one.at_night,
            }
            for one in leads.interviewers
        ],
    }


def _lead_as_json(lead: Lead) -> dict[str, Any]:
    language = machine_language()
    words = {"seen": lead_words(lead, language), "may_explain": may_explain(lead, language)}
    return {"kind": lead.kind.value, **lead.numbers, **words}


def _tell(leads: Leads, kind: Kind) -> None:
    """Say how much there is, and what a lead is."""
    ui, number = say_here(), len(leads.responses)
    if not number:
        if kind.synthetic:
            talk(ui.say("There are no finished synthetic responses to look at."))
        elif kind.rehearsal:
            talk(ui.say("There are no finished rehearsals to look at."))
        else:
            talk(ui.say("There are no finished responses to look at. For rehearsals: --rehearsal"))
        return
    some = sum(bool(found) for _, found in leads.responses)
    talk(
        ui.say_number(
            "{some} of {number} response has leads.",
            "{some} of {number} responses have leads.",
            number,
            some=some,
        )
    )
    if some or leads.questions:
        talk(wrapped(ui.say(NO_VERDICT)))

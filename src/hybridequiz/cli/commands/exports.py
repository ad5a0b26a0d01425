"""`hybridequiz exports`: who exported what."""

from __future__ import annotations

from dataclasses import asdict
from typing import Final

import click

from hybridequiz.cli.kinds import Kind, kind_options
from hybridequiz.cli.publishing import GROUPS
from hybridequiz.cli.settings import Settings, data_option, json_option, settings_of
from hybridequiz.cli.talk import say_here, table, talk, widest, wrapped, write, write_json
from hybridequiz.problems import ExitCode, say

SCHEMA: Final = 1
"""The version of what `--json` writes."""
HEAD: Final = (say("When"), say("Who"), say("Questionnaire"), say("Number"), say("How"))
"""The headings of the table."""
OF_GROUPS: Final = say(
    "groups:… stands with a public report that showed groups. What follows is the same for the same groups of the same"
    " people, and tells nothing else: by it the program knows whether enough came in to show groups again."
)
"""What stands in the log and is no option."""


@click.command("exports")
@kind_options("List the exports of rehearsals.", "List the exports of what was made up.")
@json_option
@data_option
@settings_of
def command(settings: Settings, *, kind: Kind, as_json: bool) -> int:
    """List who exported what, and when.

    Who is the account on this computer; how are the options of `hybridequiz export`. Nothing of a respondent is listed.
    """
    with settings.data_folder() as data:
        store = kind.store(data)
        found = [] if store is None else store.exports.all()
    if as_json:
        write_json({"schema": SCHEMA, "exports": [asdict(one) for one in found]})
    elif found:
        head = [say_here().say(word).upper() for word in HEAD]
        cells = [
            [
                one.at[:16].replace("T", " "),
                one.account,
                one.questionnaire,
                str(one.number),
                one.options,
            ]
            for one in found
        ]
        for line in table(head, cells, widest()):
            write(line)
        if any(GROUPS in one.options for one in found):
            talk("\n" + wrapped(say_here().say(OF_GROUPS)))
    else:
        talk(say_here().say("Nothing was exported here yet."))
    return ExitCode.DONE

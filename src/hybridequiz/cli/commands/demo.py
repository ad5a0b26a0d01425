"""`hybridequiz demo`: a small study with made-up answers, to look around in."""

from __future__ import annotations

import tempfile
from pathlib import Path
from shlex import quote
from typing import Final

import click

from hybridequiz.cli.commands.export import translate
from hybridequiz.cli.commands.report import (
    draw,
    report_of,
    spoken_language,
    with_quotations,
)
from hybridequiz.cli.kinds import SYNTHETIC
from hybridequiz.cli.locating import STUDY, shipped_folder
from hybridequiz.cli.made_up import refuse_second
from hybridequiz.cli.quoting import decided
from hybridequiz.cli.reporting import load_study, responses_to
from hybridequiz.cli.settings import Settings, data_option, settings_of
from hybridequiz.cli.talk import say_here, talk, wrapped
from hybridequiz.problems import ExitCode
from hybridequiz.questionnaire.load import load
from hybridequiz.report.figures import Level
from hybridequiz.report.quotations import QuotedTexts
from hybridequiz.store.clock import SystemClock
from hybridequiz.store.data import DataFolder
from hybridequiz.store.files import storage_errors
from hybridequiz.store.quotation_log import Decision
from hybridequiz.store.quotation_state import State
from hybridequiz.synthetic.demo import keep_lines
from hybridequiz.synthetic.golden import golden_lines
from hybridequiz.synthetic.golden_tables import TABLES

REVIEWER: Final = "demo"
"""By whom the texts are passed that the report shows."""


@click.command("demo")
@click.option("--fresh", is_flag=True, help="Delete all that was made up before in that folder.")
@data_option
@settings_of
def command(settings: Settings, *, fresh: bool) -> int:
    """Make a small study with made-up answers, and show its report.

    The questionnaires that come along, answered by 50 participants, 20 schools and 25 employers who
    do not exist. Without --data it comes into a new folder for temporary files, so that your own
    answers stay as they are.
    """
    with DataFolder(_folder(settings)) as data:
        instruments = [load(shipped_folder() / f"{name}.toml") for name in TABLES]
        if fresh:
            data.clear_synthetic()
        else:
            refuse_second(data, instruments)
        for one in instruments:
            keep_lines(data.synthetic, one, golden_lines(one.questionnaire.id))
        study = load_study(shipped_folder() / STUDY)
        with responses_to(study, data.synthetic, SYNTHETIC, translate) as asked:
            report = report_of(study, asked, Level.PUBLIC, SYNTHETIC)
            _review(data, QuotedTexts(study, asked, data.synthetic))
            report = with_quotations(report, QuotedTexts(study, asked, data.synthetic))
    draw(report, spoken_language(study, ""))
    _tell(data.path)
    return ExitCode.DONE


def _review(data: DataFolder, texts: QuotedTexts) -> None:
    """Pass the first text of every audience that waits for nothing else, and leave the others to be reviewed."""
    first = {
        one.audience: one
        for one in reversed(list(texts.all()))
        if one.standing.state is State.WAITS
    }
    for one in first.values():
        data.synthetic.quotations.add(
            decided(one, Decision.PASSED, None, REVIEWER, SystemClock().now())
        )


def _folder(settings: Settings) -> Path:
    """Give the folder that was named, or make one for temporary files."""
    if settings.data:
        return Path(settings.data)
    with storage_errors(Path(tempfile.gettempdir())):
        return Path(tempfile.mkdtemp(prefix="hybridequiz-demo-"))


def _tell(folder: Path) -> None:
    """Say what was made, and what can be done with it."""
    ui, where = say_here(), f"--data {quote(str(folder))}"
    made = ", ".join(f"{name} {number}" for name, (number, _) in TABLES.items())
    talk(wrapped(ui.say("Made up, and marked as synthetic: {made}.", made=made)))
    talk("\n" + ui.say("Now:"))
    steps = {
        ui.say(
            "see where a figure comes from:"
        ): f"report --synthetic --trace I04a --internal {where}",
        ui.say(
            "make a page of the report:"
        ): f"report --synthetic --format html --out report.html {where}",
        ui.say("review the texts that may be quoted:"): f"quotes review --synthetic {where}",
        ui.say("see who answered, and how it ended:"): f"list --synthetic {where}",
        ui.say("see one response (with its code, from list --codes):"): f"summary CODE {where}",
        ui.say("see what is worth a look:"): f"leads --synthetic {where}",
        ui.say("write the answers to files:"): f"export --synthetic --out demo {where}",
        ui.say("make up more, by chance:"): f"simulate participants --add -n 200 {where}",
    }
    for number, (words, typed) in enumerate(steps.items(), 1):
        talk(f"  {number}. {words}\n       hybridequiz {typed}")

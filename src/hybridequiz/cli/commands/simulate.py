"""`hybridequiz simulate`: respondents that a program makes up."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from hybridequiz.cli.locating import available, find_questionnaire, id_of, toml_files
from hybridequiz.cli.made_up import refuse_second
from hybridequiz.cli.progress import Bars
from hybridequiz.cli.settings import Settings, data_option, settings_of
from hybridequiz.cli.talk import machine_language, say_here, talk, wrapped
from hybridequiz.problems import ExitCode, InvalidFile
from hybridequiz.questionnaire.load import load
from hybridequiz.synthetic.reading import read_weights
from hybridequiz.synthetic.simulate import Plan, Simulation, Tally
from hybridequiz.synthetic.weights import Weights, WeightsFile
from hybridequiz.wording.summary import disposition_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hybridequiz.problems import Problem
    from hybridequiz.questionnaire.instrument import Instrument

USUAL: Final = 100
SEEDS: Final = 1_000_000
"""A seed that nobody named is drawn below this, and told."""
EXAMPLE: Final = """\b
A file of weights; what is not named shares what is left of 1:
seed = 7
first_day = 2026-01-05
[participants]
_mode = { interview = 0.6, self = 0.4 }
_break_off = 0.03
[participants.sat_overall]
5 = 0.54
4 = 0.40
dont_know = 0.02
[participants.barriers]           # a multiple choice: each option by itself
1 = 0.3"""


@click.command("simulate", epilog=EXAMPLE)
@click.argument("questionnaires", metavar="QUESTIONNAIRE...", nargs=-1, required=True)
@click.option(
    "--number",
    "-n",
    type=click.IntRange(1, 10_000_000),
    default=USUAL,
    metavar="N",
    show_default=True,
    help="How many respondents to each questionnaire.",
)
@click.option(
    "--seed",
    type=click.IntRange(0, 2**63),
    metavar="S",
    help="What all follows from; else that of the weights, else one that is drawn and told.",
)
@click.option(
    "--weights",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.toml",
    help="How likely each answer is; else all are equally likely.",
)
@click.option("--add", is_flag=True, help="Add to what was made up before.")
@click.option("--fresh", is_flag=True, help="Delete all that was made up before, and begin anew.")
@data_option
@settings_of
def command(
    settings: Settings,
    *,
    questionnaires: tuple[str, ...],
    number: int,
    seed: int | None,
    weights: Path | None,
    add: bool,
    fresh: bool,
) -> int:
    """Make up respondents from a seed, for rehearsals, demonstrations and tests.

    They walk the route as people would and answer by chance, within all rules. The same seed,
    version and weights give the same responses. They are marked as synthetic, kept apart from live
    answers and rehearsals, and never count: list, report, export and leads show them with --synthetic.
    """
    if add and fresh:
        raise click.UsageError("--add does not go with --fresh.")
    paths = [find_questionnaire(name) for name in questionnaires]
    instruments = _loaded(paths)
    said = WeightsFile() if weights is None else read_weights(weights, instruments, _others(paths))
    first = next((one for one in (seed, said.seed) if one is not None), None)
    chosen = secrets.randbelow(SEEDS) if first is None else first
    with settings.data_folder() as data:
        if fresh:
            data.clear_synthetic()
        elif not add:
            refuse_second(data, instruments)
        for one in instruments:
            found = said.of.get(one.questionnaire.id, Weights())
            plan = Plan(chosen, found, said.first_day, said.days)
            _simulate(Simulation(data.synthetic, one, plan), one.questionnaire.id, number, chosen)
    return ExitCode.DONE


def _loaded(paths: Sequence[Path]) -> list[Instrument]:
    """Load the questionnaires, each once; what is wrong with any of them is told in one run."""
    found: dict[str, Instrument] = {}
    problems: list[Problem] = []
    for path in dict.fromkeys(paths):
        try:
            one = load(path)
        except InvalidFile as error:
            problems += error.problems
        else:
            found.setdefault(one.questionnaire.id, one)
    if problems:
        raise InvalidFile(list(dict.fromkeys(problems)))
    return list(found.values())


def _others(paths: Sequence[Path]) -> list[str]:
    """Name the questionnaires that there are, here and beside those that are simulated."""
    beside = (one for path in paths for one in toml_files(path.parent))
    return [name for name in dict.fromkeys([*map(id_of, beside), *available()]) if name]


def _simulate(simulation: Simulation, name: str, number: int, seed: int) -> None:
    """Make up the respondents to one questionnaire, and tell how far it is."""
    kept, ui = 0, say_here()
    try:
        with Bars() as bars:
            for kept in simulation.run(number):
                bars.show(name, kept, number)
    finally:
        if kept < number:
            talk(ui.say("It stopped; kept of {name}: {number}.", name=name, number=kept))
    _tell(simulation.tally, name, seed)


def _tell(tally: Tally, name: str, seed: int) -> None:
    """Say what was made up, how it ended, and to what no answer came."""
    ui, language = say_here(), machine_language()
    made = ui.say_number(
        "{number} synthetic response to {name} (seed {seed})",
        "{number} synthetic responses to {name} (seed {seed})",
        tally.made,
        name=name,
        seed=seed,
    )
    ended = [
        f"{disposition_words(one, language)} {times}"
        for one, times in sorted(tally.dispositions.items())
    ]
    talk(wrapped(": ".join([made, ", ".join(ended)]) if ended else made))
    if tally.there:
        talk(
            ui.say_number(
                "{number} was there already, made up from the same seed.",
                "{number} were there already, made up from the same seed.",
                tally.there,
            )
        )
    for question, times in tally.stuck.most_common(MOST_TOLD):
        talk(
            wrapped(
                ui.say(
                    "No answer to '{question}' came by chance that its rules allow: {times}×. Those"
                    " interviews ended there; say in the weights what is answered.",
                    question=question,
                    times=times,
                )
            )
        )


MOST_TOLD: Final = 5
"""Questions that are told to which no answer came."""

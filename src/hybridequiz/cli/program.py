"""The program: a group of commands, each imported when it is used."""

from __future__ import annotations

from importlib import import_module
from typing import Final

import click

from hybridequiz import __version__
from hybridequiz.cli.settings import Settings, colour_wanted, data_option, seeing_options
from hybridequiz.garbage import collect_again

COMMANDS: Final = {
    "run": "Start an interview, or let someone fill in a questionnaire.",
    "resume": "Go on with an interview, by its code.",
    "fill": "Take answers from a file: a JSON line a respondent.",
    "list": "List the interviews on this computer; never an answer.",
    "summary": "Show one response: what was asked and answered.",
    "check": "Find every problem in questionnaires.",
    "export": "Write the answers to files for analysis.",
    "codebook": "Write the codebook: every variable in words, and how often its values occur.",
    "report": "Show the figures of a study, each with its base; small groups protected.",
    "withdraw": "Delete the answers with a code for good.",
    "cases": "Keep the list of who is invited, and what was tried.",
    "status": "Count how far the fieldwork is, by location and audience.",
    "init": "Make a study of your own from the questionnaires that come along.",
    "exports": "List who exported what, and when.",
    "leads": "Say what is worth a look: very fast, the same everywhere, at night.",
    "simulate": "Make up respondents from a seed, for rehearsals, demonstrations and tests.",
    "quotes": "Review the texts that may be quoted, and say which are printed.",
    "demo": "Make a small study with made-up answers, and show its report.",
}
"""What `--help` says of each command; the module in `hybridequiz.cli.commands` has its name."""

SCREENS: Final = ("run", "resume")
"""Commands that may open the screens, which turn the collection of garbage on again themselves."""

EPILOG: Final = """\b
Exit codes: 0 done, 1 a defect of the program, 2 the command line is not understood,
3 a questionnaire or answers are not valid, 4 done but with conflicts, 5 something
stored is damaged, 6 the storage is full or may not be written, 130 interrupted,
129 and 143 hung up and terminated."""


class Program(click.Group):
    """A group that knows its commands by name and imports them when they are used."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Name the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - the same
        """Import a command."""
        if cmd_name not in COMMANDS:
            return None
        if cmd_name not in SCREENS:
            collect_again()
        command: click.Command = import_module(f"hybridequiz.cli.commands.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that was typed; one that is not there is told with what it resembles."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-") and not ctx.resilient_parsing:
            from hybridequiz.problems import did_you_mean

            hint = did_you_mean(name, list(COMMANDS), noun="the commands")
            raise click.UsageError(f"There is no command '{name}'.\n{hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - the same
        """Write the commands into the help without importing one."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the command line; help and the version are written here."""
        from hybridequiz.cli.outcomes import exit_codes

        with exit_codes(ctx):
            return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> None:
        """Run a command; whatever comes of it becomes an exit code here."""
        from hybridequiz.cli.outcomes import exit_codes

        ctx.ensure_object(Settings)
        with exit_codes(ctx):
            ctx.exit(int(super().invoke(ctx) or 0))


@click.group(
    cls=Program,
    invoke_without_command=True,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@data_option
@seeing_options
@click.version_option(__version__, prog_name="hybridequiz")
@click.pass_context
def program(ctx: click.Context) -> int:
    """Questionnaires in text files, interviews in the terminal.

    Without a command the home screen opens.
    """
    ctx.color = colour_wanted()
    if ctx.invoked_subcommand is not None:
        return 0
    from hybridequiz.cli.clients import home

    return home(ctx.ensure_object(Settings))

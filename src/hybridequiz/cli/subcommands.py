"""Commands that have commands of their own."""

from __future__ import annotations

import click

from hybridequiz.problems import did_you_mean


class Subcommands(click.Group):
    """A group that tells what a command resembles that is not there."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that was typed."""
        name, known = args[0], self.list_commands(ctx)
        if name not in known and not name.startswith("-") and not ctx.resilient_parsing:
            hint = did_you_mean(name, known, noun="the commands")
            raise click.UsageError(f"There is no command '{self.name} {name}'.\n{hint}", ctx)
        return super().resolve_command(ctx, args)

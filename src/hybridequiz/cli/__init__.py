"""The command line: commands, options, exit codes. The only place that prints.

Nothing here imports a command before it is used: `--help` shows in the time of an `import click`.
"""

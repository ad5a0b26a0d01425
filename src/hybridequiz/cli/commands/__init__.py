"""The commands, one module each: `command` in it is what click runs, and gives the exit code."""

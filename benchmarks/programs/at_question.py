"""The product's screens at question N: begins an interview, answers what comes before, and shows it."""

import sys
from pathlib import Path

from benchmarks.saving import begun
from hybridequiz.questionnaire.load import load
from hybridequiz.store.data import DataFolder
from hybridequiz.store.fieldwork import Fieldwork
from hybridequiz.tui.app import Start, run_app


def main(file: str, data: str, number: str) -> int:
    """Show question `number` of a questionnaire of single choices."""
    sitting = begun(load(Path(file)), Path(data), at=int(number))
    return run_app(Fieldwork(DataFolder(Path(data))), [], start=Start(sitting=sitting))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

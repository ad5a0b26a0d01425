"""Answers every question of a questionnaire on the screen, and prints what the process holds on the way."""

import asyncio
import sys
from pathlib import Path

from benchmarks.saving import begun
from hybridequiz.questionnaire.load import load
from hybridequiz.store.data import DataFolder
from hybridequiz.store.fieldwork import Fieldwork
from hybridequiz.tui.app import HybridequizApp, Start


def held() -> float:
    """Give the MiB of memory that this process holds."""
    with Path("/proc/self/status").open(encoding="ascii") as status:
        line = next(line for line in status if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1_024


async def answer(file: Path, data: Path, early: int, late: int) -> tuple[float, float]:
    """Answer single choices by keys; give the memory at two questions."""
    sitting = begun(load(file), data)
    app = HybridequizApp(Fieldwork(DataFolder(data)), [], start=Start(sitting=sitting))
    first = 0.0
    async with app.run_test(size=(80, 24)) as pilot:
        for number in range(1, late):
            await pilot.press("1", "enter", *(["enter"] if number == 1 else []))  # the card
            if number == early - 1:
                first = held()
        current = sitting.conductor.current
        at = current.index + 1 if current else 0
        if at != late:
            raise RuntimeError(f"at question {at}, not {late}")
        return first, held()


if __name__ == "__main__":
    file, data, early, late = sys.argv[1:]
    print(*asyncio.run(answer(Path(file), Path(data), int(early), int(late))))

"""How many widgets the screens hold: a long questionnaire holds no more than a short one."""

from __future__ import annotations

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import samples
from benchmarks.measure import Row
from benchmarks.saving import begun
from hybridequiz.questionnaire.load import load
from hybridequiz.store.data import DataFolder
from hybridequiz.store.fieldwork import Fieldwork
from hybridequiz.tui.app import HybridequizApp, Start


def measure(*, quick: bool = False) -> list[Row]:
    """Count at question 500 of 1,000 (quick: 50 of 100), beside one section of ten."""
    long, middle = (100, 50) if quick else (1_000, 500)
    with TemporaryDirectory() as folder:
        section = asyncio.run(_widgets(samples.PER_SECTION, 1, Path(folder)))
        far = asyncio.run(_widgets(long, middle, Path(folder)))
    title = f"widgets at question {middle} of {long:,}"
    return [Row(title, far, section, "a questionnaire of one section", "widgets", 1.0)]


async def _widgets(questions: int, at: int, folder: Path) -> int:
    """Count the widgets after answering one question on the screen."""
    path = samples.saved(samples.choices(questions), folder, f"sample_{questions}.toml")
    data = folder / f"data_{questions}"
    sitting = begun(load(path), data, at=at)
    app = HybridequizApp(Fieldwork(DataFolder(data)), [], start=Start(sitting=sitting))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "enter", "enter")
        return sum(len(list(screen.walk_children())) for screen in app.screen_stack)

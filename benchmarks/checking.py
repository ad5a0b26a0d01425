"""`check` of large files, beside reading the TOML and validating the same models alone."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import tomli

from benchmarks import samples
from benchmarks.measure import Row, medians, timed
from hybridequiz.cli.examining import examine_files
from hybridequiz.questionnaire.documents import read_document
from hybridequiz.questionnaire.expand import expand
from hybridequiz.questionnaire.model import Questionnaire
from hybridequiz.questionnaire.validation import validated

PEER = "tomli + pydantic"


def measure(*, quick: bool = False) -> list[Row]:
    """Measure `check` of 1,000 and 10,000 questions (quick: 20 and 200)."""
    small, large = (20, 200) if quick else (1_000, 10_000)
    with TemporaryDirectory() as name:
        folder = Path(name)
        of_small = _beside_floor(_sample(small, folder), runs=3 if quick else 15)
        of_large = _beside_floor(_sample(large, folder), runs=1 if quick else 5)
        each = _a_question(small, large, folder, runs=1 if quick else 5)
    return [
        Row(f"check of {small:,} questions", *of_small, PEER, "ms", 3.0),
        Row(f"check of {large:,} questions", *of_large, PEER, "ms", 3.0),
        Row(
            f"check: a question of {large:,} beside one of {small:,}",
            *each,
            f"one of {small:,}",
            "µs",
            1.25,
        ),
    ]


def _a_question(small: int, large: int, folder: Path, *, runs: int) -> tuple[float, float]:
    """Give the microseconds that a question takes in a large file and in a small one, checked in turn."""
    of_large, of_small = _sample(large, folder), _sample(small, folder)

    def again_and_again() -> None:
        for _ in range(large // small):
            examine_files([of_small])

    found = medians(
        {
            "large": lambda: timed(lambda: examine_files([of_large])),
            "small": lambda: timed(again_and_again),
        },
        runs,
    )
    return found["large"] / large * 1e6, found["small"] / large * 1e6


def _sample(questions: int, folder: Path) -> Path:
    """Save a file with so many questions and nothing wrong in it."""
    path = samples.saved(samples.mixed(questions), folder, f"sample_{questions}.toml")
    if findings := examine_files([path]).problems:
        raise ValueError(f"the sample is not valid: {findings[0]}")
    return path


def _beside_floor(path: Path, *, runs: int) -> tuple[float, float]:
    """Give the milliseconds of the check and of the floor."""
    text = path.read_text(encoding="utf-8")
    table = expand(read_document(path), None).data

    def floor() -> None:
        tomli.loads(text)
        validated(Questionnaire, table)

    found = medians(
        {
            "ours": lambda: timed(lambda: examine_files([path])),
            "floor": lambda: timed(floor),
        },
        runs,
    )
    return found["ours"] * 1_000, found["floor"] * 1_000

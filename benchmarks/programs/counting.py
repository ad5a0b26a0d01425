"""The counts of the sample study, written by hand in polars, from a finished table: prints seconds and memory.

A figure is a query for everybody and one by the groups; how often every answer was given is one more. All of them are
collected together.
"""

import json
import sys
import time
from pathlib import Path

import polars as pl

from benchmarks.large_store import QUESTIONS
from benchmarks.programs.writing import get_ready, tell

GROUPS = [1, 2, 3, 4]


def figures(place: int) -> list[pl.Expr]:
    """Give the base and the counts of the indicator of a question."""
    name, kind = f"q{place}", (place - 1) % 5
    answer = pl.col(f"{name}__1" if kind == 1 else name)
    valid = answer >= 0
    base = valid.sum().alias("base")
    if kind == 0:
        return [base, answer.is_in([3, 4]).sum().alias("count")]
    if kind == 1:
        codes = [(pl.col(f"{name}__{code}") == 1).sum().alias(f"count{code}") for code in GROUPS]
        return [base, *codes]
    if kind == 2:
        return [base, answer.filter(valid).sum().alias("total")]
    up, down = (answer >= 9).sum().alias("up"), (valid & (answer <= 6)).sum().alias("down")
    return [base, up, down]


def columns(places: list[int]) -> list[str]:
    """Name the columns of the questions that have options, or are answered by a number."""
    several = {place for place in places if (place - 1) % 5 == 1}
    return [
        column
        for place in places
        for column in (
            [f"q{place}__{code}" for code in GROUPS] if place in several else [f"q{place}"]
        )
    ]


def main(table: str, out: str) -> None:
    """Count; prints seconds and MiB."""
    get_ready("parquet")
    began = time.perf_counter()
    usable = pl.scan_parquet(table).filter(pl.col("disposition").is_in([10, 11]))
    places = [place for place in range(1, QUESTIONS + 1) if (place - 1) % 5 != 3]
    whole = [usable.select(figures(place)) for place in places]
    grouped = [usable.group_by("q1").agg(figures(place)) for place in places]
    answers = columns(places)
    spread = usable.select(pl.col(one).value_counts().implode().alias(one) for one in answers)
    found = pl.collect_all([*whole, *grouped, spread])
    counted = {}
    for number, place in enumerate(places):
        groups = {row["q1"]: row for row in found[len(places) + number].iter_rows(named=True)}
        rest = sum(row["base"] for code, row in groups.items() if code not in GROUPS)
        bases = [found[number]["base"][0], *(groups[code]["base"] for code in GROUPS)]
        counted[f"I{place}"] = bases + ([rest] if rest else [])
    given = {
        one: {
            row[one]: row["count"]
            for row in found[-1][one][0].struct.unnest().iter_rows(named=True)
        }
        for one in answers
    }
    said = {"bases": counted, "answers": given}
    Path(out).write_text(json.dumps(said), encoding="utf-8")
    tell(time.perf_counter() - began)


if __name__ == "__main__":
    main(*sys.argv[1:])

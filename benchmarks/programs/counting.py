"""The counts of the sample study, written by hand in polars, from a finished table: prints seconds and memory.

A figure is a query for everybody and one by the groups; all of them are collected together.
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


def main(table: str, out: str) -> None:
    """Count; prints seconds and MiB."""
    get_ready("parquet")
    began = time.perf_counter()
    usable = pl.scan_parquet(table).filter(pl.col("disposition").is_in([10, 11]))
    places = [place for place in range(1, QUESTIONS + 1) if (place - 1) % 5 != 3]
    whole = [usable.select(figures(place)) for place in places]
    grouped = [usable.group_by("q1").agg(figures(place)) for place in places]
    found = pl.collect_all([*whole, *grouped])
    counted = {}
    for number, place in enumerate(places):
        groups = {row["q1"]: row for row in found[len(places) + number].iter_rows(named=True)}
        rest = sum(row["base"] for code, row in groups.items() if code not in GROUPS)
        bases = [found[number]["base"][0], *(groups[code]["base"] for code in GROUPS)]
        counted[f"I{place}"] = bases + ([rest] if rest else [])
    Path(out).write_text(json.dumps(counted), encoding="utf-8")
    tell(time.perf_counter() - began)


if __name__ == "__main__":
    main(*sys.argv[1:])

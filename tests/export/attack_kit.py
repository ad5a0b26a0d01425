"""An attacker, by brute force: of every row that left, who of all that there could be may it be?"""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import product
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from export.export_kit import HEAD, canonical, rows
from hybridequiz.export.columns import Column, Kind
from hybridequiz.export.errors import ExportRefused
from hybridequiz.export.export import export
from hybridequiz.export.formats import ExportRequest
from hybridequiz.export.plan import column_plan
from hybridequiz.export.record import Record
from hybridequiz.export.rows import readings
from hybridequiz.export.source import Reading
from hybridequiz.interview.complaints import InvalidAnswer
from hybridequiz.interview.record import response_record
from hybridequiz.questionnaire.addresses import parted
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.load import load
from hybridequiz.questionnaire.states import Missing
from scenario import Scenario

LEAST = 5
STUDY = f"""
id = "study"
languages = ["nl", "en"]
title = "Studie"
threshold = {{ public = {LEAST}, internal = 5 }}
[[location]]
code = 1
text = "Noord"
[[location]]
code = 2
text = "Zuid"
"""
DAYS = ("2026-02-03", "2026-02-26", "2026-03-05")
WITHHELD = "-91"

Choice = Mapping[str, Any]
"""What somebody would say, by question, and where and when; what is not asked is not said."""
Row = Mapping[str, str]


@dataclass(frozen=True)
class Seen:
    """What a public export shows of one response: its row, and its rows in each roster that is not withheld whole."""

    row: Row
    inside: Mapping[str, Sequence[Row]]


@dataclass
class World:
    """All who there could be, and what there would be of them.

    Attributes:
        versions: The questionnaires, without their heads.
        facets: What somebody can say or be, by question or fact; `leaves`: the question at which they break off.
        identifying: What an attacker may know, beside where and when.
    """

    versions: Sequence[str]
    facets: Mapping[str, Sequence[Any]]
    identifying: Sequence[str]
    _records: dict[tuple[Any, ...], str | None] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        session = {"location": (1,), "day": DAYS[:1], "mode": ("self",)}
        versions = {"version": range(len(self.versions))}
        self.facets = {**session, **versions, **self.facets}

    @cached_property
    def instruments(self) -> list[Instrument]:
        found = []
        with tempfile.TemporaryDirectory() as name:
            (Path(name) / "study.toml").write_text(STUDY, encoding="utf-8")
            for number, text in enumerate(self.versions):
                path = Path(name) / f"people-{number}.toml"
                head = HEAD.format(version=f"1.{number}") + 'study = "study.toml"\n'
                path.write_text(head + text, encoding="utf-8")
                found.append(load(path))
        return found

    @cached_property
    def by_hash(self) -> dict[str, Instrument]:
        return {one.hash: one for one in self.instruments}

    @cached_property
    def _readings(self) -> list[Reading]:
        return readings(column_plan(self.by_hash))

    @cached_property
    def everybody(self) -> list[tuple[Choice, Seen]]:
        choices = [
            dict(zip(self.facets, values, strict=True)) for values in product(*self.facets.values())
        ]
        return [(one, self.seen(one)) for one in choices if self.record(one) is not None]

    def record(self, choice: Choice) -> str | None:
        """Give what there would be of somebody; None of whom nothing stays, or who cannot be."""
        key = tuple(choice[name] for name in self.facets)
        if key not in self._records:
            self._records[key] = self._interviewed(choice)
        return self._records[key]

    def _interviewed(self, choice: Choice) -> str | None:
        day = choice["day"]
        person = Scenario.of(
            self.instruments[choice["version"]],
            mode=choice["mode"],
            location=choice["location"],
            today=date.fromisoformat(day),
            seed=choice.get("seed", ""),
        )
        while person.at:
            at = person.at
            if parted(at)[0] == choice.get("leaves"):
                person.conductor.end("respondent")
                break
            value = choice[parted(at)[0]]
            try:
                person.answer(Missing.LEFT_EMPTY if value is None else value)
            except InvalidAnswer:
                return None  # this version does not take it
            if person.at == at:
                return None  # a check does not let it through
        disposition = person.finish()
        if person.journal.forgotten:
            return None
        record = response_record(person.interview, person.journal.events, disposition)
        record["session"] = {**person.interview.session.to_json(), "rehearsal": False}
        return canonical(record).replace("2026-02-03T", f"{day}T")

    def seen(self, choice: Choice) -> Seen:
        """Give what would be shown of somebody if nothing were withheld."""
        record = Record.read(self.record(choice) or "")
        responses, *rosters = self._readings
        (row,) = responses.rows(record)
        return Seen(
            _coarse(responses.table.columns, row),
            {
                one.table.id: [_coarse(one.table.columns, each) for each in one.rows(record)]
                for one in rosters
            },
        )

    def exported(self, people: Sequence[Choice], folder: Path) -> list[Seen]:
        """Give what a public export shows; nothing where it is refused."""
        records = []
        for number, one in enumerate(people, 1):
            data = json.loads(self.record(one) or "")
            data["response"] = data["session"]["response"] = f"00000000-0000-4000-8000-{number:012}"
            records.append(canonical(data))
        request = ExportRequest("people", rehearsal=False, public=True)
        try:
            paths = export(records, self.by_hash, folder, request)
        except ExportRefused:
            return []
        inside = {
            path.name.split(".")[1]: rows(path) for path in paths if path.name.count(".") == 2
        }
        found = rows(folder / "people-public.csv")
        whole = {
            one["table"]
            for one in rows(folder / "people-public-codebook.csv")
            if one["variable"] == "row" and one.get("withheld") == str(len(found))
        }
        return [
            Seen(
                row,
                {
                    name: [one for one in known if one["response_id"] == row["response_id"]]
                    for name, known in inside.items()
                    if name not in whole
                },
            )
            for row in found
        ]

    def knowledge(self, choice: Choice) -> Iterator[tuple[Any, ...]]:
        """Give what an attacker may know of somebody: more or less of it."""
        known = ("location", "day", *self.identifying)
        for names in (known, *((name,) for name in known), known[1:], known[2:]):
            yield (names, *(choice[name] for name in names))


def _coarse(columns: Sequence[Column], row: Sequence[object]) -> Row:
    """Give a row as it would leave if nothing were withheld."""
    found: dict[str, str] = {}
    for column, cell in zip(columns, row, strict=True):
        text = "" if cell is None else str(cell)
        if column.kind is Kind.DATE or column.name == "started":
            state = text if text.startswith("-") else ""
            found |= {column.name: "" if state else text[:7], f"{column.name}__miss": state}
        elif column.kind is Kind.PARTIAL_DATE:
            found[column.name] = text[:7]
        else:
            found[column.name] = text
    return found


def _fits(shown: Row, would_be: Row) -> bool:
    """Tell whether a row can be somebody's: whatever is not withheld is theirs."""
    return all(
        cell in (WITHHELD, would_be[name])
        or shown.get(f"{name}__miss") == WITHHELD
        or (name == "version" and not cell)
        for name, cell in shown.items()
        if name not in ("response_id", "row")
    )


def _cut(seen: Seen) -> frozenset[str]:
    gone = {name for name, cell in seen.row.items() if cell == WITHHELD}
    return frozenset(gone if seen.row["version"] else gone | {"version"})


def attack(world: World, found: Sequence[Seen]) -> list[str]:
    """Give whom an attacker would find in fewer rows than must be alike, and how.

    The attacker knows how rows are withheld: with the same columns withheld, either all have their rows, or none.
    """
    with_rows = {
        (name, _cut(one)) for one in found for name, inside in one.inside.items() if inside
    }

    def can_be(shown: Seen, would_be: Seen) -> bool:
        if not _fits(shown.row, would_be.row):
            return False
        for name, inside in shown.inside.items():
            theirs = would_be.inside[name]
            if (name, _cut(shown)) not in with_rows and _cut(shown):
                continue
            if len(inside) != len(theirs):
                return False
            if not all(map(_fits, inside, theirs)):
                return False
        return True

    numbers: Counter[tuple[Any, ...]] = Counter()
    for shown in found:
        possible = [choice for choice, would_be in world.everybody if can_be(shown, would_be)]
        assert possible, shown
        numbers.update({known for one in possible for known in world.knowledge(one)})
    return [f"{known}: {number}" for known, number in numbers.items() if number < LEAST]


@st.composite
def crowds(draw: st.DrawFn, world: World) -> list[Choice]:
    """Draw people who are much alike: some as one, some nearly so."""
    draws = {name: st.sampled_from(tuple(values)) for name, values in world.facets.items()}
    base = {name: draw(one) for name, one in draws.items()}
    open_ones = sorted(name for name, values in world.facets.items() if len(values) > 1)
    people: list[Choice] = []
    for _ in range(draw(st.integers(2, 6))):
        names = draw(st.lists(st.sampled_from(open_ones), max_size=2, unique=True))
        one = {**base, **{name: draw(draws[name]) for name in names}}
        if world.record(one) is not None:
            people += [one] * draw(st.sampled_from((1, 1, 2, 4, 5, 9)))
    return people

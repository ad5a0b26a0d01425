"""Made-up respondents: any questionnaire can be walked, shares follow the weights, a seed gives the same everywhere."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from golden_study import answers
from hybridequiz.interview.conductor import Conductor
from hybridequiz.interview.events import Event, EventKind
from hybridequiz.interview.interview import begin, fold
from hybridequiz.interview.session import Session
from hybridequiz.problems import InvalidFile
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.load import load
from hybridequiz.store.data import DataFolder
from hybridequiz.store.errors import NotOfThisStore
from hybridequiz.store.fieldwork import keep_questionnaire, response_head
from hybridequiz.store.setup import Setup
from hybridequiz.synthetic.chance import Chance
from hybridequiz.synthetic.drawing import Drawer
from hybridequiz.synthetic.keeping import Keeper
from hybridequiz.synthetic.person import MadeUpClock, Person, drawn_moment
from hybridequiz.synthetic.reading import read_weights
from hybridequiz.synthetic.simulate import Plan, Simulation
from hybridequiz.synthetic.weights import FIRST_DAY, Weights
from hybridequiz.values import replace
from scenario import MemoryJournal, questionnaire
from strategies import Case, cases

SHIPPED = Path(__file__).parents[2] / "questionnaires"
MANY = 3_000
SIGMAS = 4

EVERY_KIND = """
[options]
yes = [{ code = 1, nl = "Ja" }, { code = 2, nl = "Nee" }]

[[section]]
id = "s"
title = "S"

[[section.question]]
id = "happy"
type = "single"
missing = ["dont_know", "refused"]
options = [{ code = 1, nl = "a" }, { code = 2, nl = "b" }, { code = 3, nl = "c" }]
text = "?"

[[section.question]]
id = "things"
type = "multiple"
options = [
  { code = 1, nl = "a" }, { code = 2, nl = "b" }, { code = 3, nl = "c" },
  { code = 97, nl = "d", other = true }, { code = 96, nl = "none", exclusive = true },
]
text = "?"

[[section.question]]
id = "wishes"
type = "ranking"
options = [{ code = 1, nl = "a" }, { code = 2, nl = "b" }, { code = 3, nl = "c" }]
text = "?"

[[section.question]]
id = "years"
type = "integer"
min = 0
max = 40
required = true
text = "?"

[[section.question]]
id = "hours"
type = "decimal"
min = 0
max = 10
decimals = 1
text = "?"

[[section.question]]
id = "began"
type = "date"
min = 2020-01-01
max = 2025-12-31
partial = true
text = "?"

[[section.question]]
id = "at"
type = "time"
min = 08:00
max = 18:00
text = "?"

[[section.question]]
id = "why"
type = "text"
max_length = 12
text = "?"

[[section.question]]
id = "marks"
type = "grid"
options = "yes"
text = "?"

  [[section.question.items]]
  id = "first"
  nl = "x"

  [[section.question.items]]
  id = "second"
  nl = "y"
"""
WEIGHTS = """
seed = 11
first_day = 2025-03-03
days = 2

[test]
_mode = { paper = 0.25, self = 0.75 }
_break_off = 0

[test.happy]
1 = 0.54
2 = 0.40
dont_know = 0.02

[test.things]
1 = 0.3
2 = 0.5
96 = 0.2

[test.wishes]
2 = 0.8

[test.years]
"0..2" = 0.7
40 = 0.1

[test.hours]
"7.5" = 0.5

[test.began]
2024 = 0.4
2023-05 = 0.3

[test.at]
"09:00..09:59" = 0.6

[test.why]
"far away" = 0.25
left_empty = 0.5

[test.marks]
1 = 0.9

[test.second]
1 = 0.1
2 = 0.9
"""


def documents(folder: Path, instrument: Instrument, number: int, plan: Plan) -> list[str]:
    """Make respondents up in a data folder, and give their records."""
    with DataFolder(folder) as data:
        assert list(Simulation(data.synthetic, instrument, plan).run(number))[-1] == number
        return [text for _, text in data.synthetic.documents(instrument.questionnaire.id)]


def weighed(folder: Path, text: str, instrument: Instrument) -> Weights:
    path = folder / "weights.toml"
    path.write_text(text, encoding="utf-8")
    return read_weights(path, [instrument]).of[instrument.questionnaire.id]


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(case=cases(), seed=st.integers(0, 10_000))
def test_anybody_who_is_made_up_comes_to_the_end_of_any_questionnaire_within_its_rules(
    case: Case, seed: int
) -> None:
    chance, instrument = Chance(str(seed)), case.instrument
    clock = MadeUpClock(drawn_moment(chance, FIRST_DAY, 3))
    session = Session(
        response=chance.uuid(),
        code="AAAA-AAAA",
        questionnaire="random",
        version="1",
        hash=case.stored.hash,
        audience="people",
        mode=case.mode,
        form=case.form,
        language="nl",
        today=FIRST_DAY,
        seed=case.seed,
        synthetic=True,
    )
    journal = MemoryJournal()
    started = Event(EventKind.STARTED, clock.now(), clock.elapsed(), body=session.to_json())
    journal.append([started])
    conductor = Conductor(begin(instrument, session), journal, clock)
    weights = Weights()
    person = Person(conductor, clock, chance, Drawer(weights, FIRST_DAY), weights)
    disposition = person.answer_all()
    assert journal.finished == disposition
    if not journal.forgotten:
        again = fold(conductor.interview.instrument, journal.events)
        assert again == conductor.interview
    if person.stuck:  # nothing is left to say there: it ended at that question
        assert conductor.interview.ended is not None or conductor.interview.route.exit


@pytest.mark.parametrize("name", ["participants", "schools", "employers", "tour"])
def test_of_the_shipped_questionnaires_no_question_is_without_an_answer_that_chance_finds(
    name: str, tmp_path: Path
) -> None:
    instrument = load(SHIPPED / f"{name}.toml")
    with DataFolder(tmp_path) as data:
        simulation = Simulation(data.synthetic, instrument, Plan(5))
        assert list(simulation.run(60))[-1] == 60
        assert simulation.tally.made == 60
        assert not simulation.tally.stuck
        assert data.synthetic.verify() == []


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    folder = tmp_path_factory.mktemp("many")
    instrument = questionnaire(EVERY_KIND, folder)
    weights = weighed(folder, WEIGHTS, instrument)
    plan = Plan(11, weights)
    return [json.loads(one) for one in documents(folder / "data", instrument, MANY, plan)]


def value(record: dict[str, Any], name: str) -> Any:
    answer = record["answers"][name]
    return answer.get("value", answer.get("missing"))


def near(times: int, number: int, share: float) -> bool:
    """Tell whether something came about as often as it should: within four standard errors."""
    error: float = (share * (1 - share) / number) ** 0.5
    return abs(times / number - share) <= SIGMAS * error


@pytest.mark.parametrize(
    ("name", "said", "share"),
    [
        ("happy", 1, 0.54),
        ("happy", 2, 0.40),
        ("happy", "dont_know", 0.02),
        ("happy", 3, 0.04),
        ("hours", "7.5", 0.5),
        ("years", 40, 0.1),
        ("began", "2024", 0.4),
        ("began", "2023-05", 0.3),
        ("why", "far away", 0.25),
        ("why", "left_empty", 0.5),
        ("first", 1, 0.9),
        ("second", 1, 0.1),
    ],
)
def test_an_answer_comes_as_often_as_the_weights_say(
    records: list[dict[str, Any]], name: str, said: object, share: float
) -> None:
    times = sum(value(one, name) == said for one in records)
    assert near(times, len(records), share), times / len(records)


def test_what_is_not_named_shares_what_is_left_and_never_what_is_named(
    records: list[dict[str, Any]],
) -> None:
    years = Counter(value(one, "years") for one in records)
    assert near(sum(years[one] for one in (0, 1, 2)), len(records), 0.7)
    assert near(sum(years[one] for one in range(3, 40)), len(records), 0.2)
    assert len(years) == 41
    clocks = [value(one, "at") for one in records]
    assert near(sum("09:00" <= one <= "09:59" for one in clocks), len(records), 0.6)


def test_each_option_of_a_multiple_choice_comes_as_often_as_it_is_said_to(
    records: list[dict[str, Any]],
) -> None:
    chosen = Counter(code for one in records for code in value(one, "things"))
    assert near(chosen[1], len(records), 0.3)
    assert near(chosen[2], len(records), 0.5)
    assert chosen[3] == chosen[97] == 0
    nothing = (
        (1 - 0.2) * (1 - 0.3 / 0.8) * (1 - 0.5 / 0.8)
    )  # who chose nothing said "none of these"
    assert near(chosen[96], len(records), 0.2 + nothing)


def test_the_weights_of_a_ranking_are_those_of_its_first_place(
    records: list[dict[str, Any]],
) -> None:
    ranked = [value(one, "wishes") for one in records]
    assert near(sum(one[0] == 2 for one in ranked), len(records), 0.8)
    assert all(sorted(one) == [1, 2, 3] for one in ranked)


def test_modes_come_as_often_as_the_weights_say(records: list[dict[str, Any]]) -> None:
    paper = sum(one["session"]["mode"] == "paper" for one in records)
    assert near(paper, len(records), 0.25)


TOUR = """
[tour]
_break_off = 0
_leave = 0

[tour.came_as]
student = 0.7
absent = 0

[tour.town]
ame = 0.6
nie = 0.2

[tour.companions]
2 = 1

[tour.age]
"0..17" = 0.9

[tour.mark]
10 = 1
"""


@pytest.fixture(scope="module")
def tour_records(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    folder = tmp_path_factory.mktemp("tour")
    instrument = load(SHIPPED / "tour.toml")
    plan = Plan(2, weighed(folder, TOUR, instrument))
    return [json.loads(one) for one in documents(folder / "data", instrument, 400, plan)]


def test_in_rows_of_a_roster_the_weights_hold_in_each_row(
    tour_records: list[dict[str, Any]],
) -> None:
    rows = [row for one in tour_records for row in one["rosters"]["companion"]]
    assert len(rows) == 2 * len(tour_records)
    ages = [row["answers"]["age"].get("value", 99) for row in rows]
    assert near(sum(age <= 17 for age in ages), len(ages), 0.9)
    marks = [
        row["answers"]["mark"] for one in tour_records for row in one["rosters"].get("tried", ())
    ]
    assert marks
    assert {mark.get("value") for mark in marks} == {10}


def test_named_codes_and_codes_of_a_list_come_as_often_as_the_weights_say(
    tour_records: list[dict[str, Any]],
) -> None:
    roles = Counter(value(one, "came_as") for one in tour_records)
    assert near(roles["student"], len(tour_records), 0.7)
    assert roles["absent"] == 0
    towns = Counter(value(one, "town") for one in tour_records)
    asked = sum(times for town, times in towns.items() if town != "off_route")
    assert asked
    assert towns["ame"] > towns["nie"] > 0


def test_what_nobody_is_asked_cannot_be_weighed(tmp_path: Path) -> None:
    instrument = load(SHIPPED / "tour.toml")
    with pytest.raises(InvalidFile, match="nobody is asked 'age_sum'"):
        weighed(tmp_path, "[tour.age_sum]\n5 = 1\n", instrument)


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("[test.happy]\n1 = 0.5\n2 = 0.4\n3 = 0.05\n", "the chances add up to 0.95, not to 1"),
        ("[test.happy]\n1 = 0.5\nleft_empty = 0.6\n", "the chances add up to 1.1, not to 1"),
        ("[test.things]\n1 = 0.9\n96 = 0.2\n", "more than all"),
        ('[test.years]\n"0..40" = 0.9\n', "the chances add up to 0.9, not to 1"),
        ("[test.years]\nleft_empty = 0.1\n", "'years' is required"),
        ("[test.years]\n41 = 0.1\n", "out of the bounds of 'years'"),
        ('[test.hours]\n"7.55" = 0.1\n', "'7.55' is no answer to 'hours'"),
        ("[test.began]\n2019 = 0.1\n", "its answers lie in 2020-01-01..2025-12-31"),
        ('[test.at]\n"17:00..09:00" = 0.1\n', "no answer to 'at'"),
        ('[test.why]\n"much longer than it may be" = 0.1\n', "a text has 1 to 12 characters"),
        ("[test.marks]\n3 = 0.1\n", "'3' is no answer to 'first'"),
        ("[test.happy]\n1 = true\n", "a chance is a number from 0 to 1"),
        ("[test]\nhappy = 0.5\n", "a table with a chance for each answer is wanted"),
        ("[test._language]\nen = 0.5\n", "'en' is not one of them"),
        ("days = 0\n", "a whole number of 1 or more is wanted"),
        ("test = 3\n", "a table is wanted"),
    ],
)
def test_weights_that_cannot_be_are_told(tmp_path: Path, table: str, told: str) -> None:
    instrument = questionnaire(EVERY_KIND, tmp_path)
    with pytest.raises(InvalidFile) as refused:
        weighed(tmp_path, table, instrument)
    (problem,) = refused.value.problems
    assert told in f"{problem.message} {problem.hint}"
    assert problem.place.line is not None


def test_every_record_says_that_nobody_answered(records: list[dict[str, Any]]) -> None:
    assert all(one["session"]["synthetic"] is True for one in records)
    assert all(one["session"]["rehearsal"] is True for one in records)
    assert len({one["response"] for one in records}) == len(records)
    assert len({one["session"]["code"] for one in records}) == len(records)


def test_the_first_hundred_of_many_are_those_that_a_hundred_would_be(tmp_path: Path) -> None:
    instrument = load(SHIPPED / "schools.toml")
    few = documents(tmp_path / "few", instrument, 30, Plan(3))
    many = documents(tmp_path / "many", instrument, 60, Plan(3))
    assert many[: len(few)] == few
    assert documents(tmp_path / "other", instrument, 30, Plan(4)) != few


def test_adding_makes_up_only_those_that_are_not_there_yet(tmp_path: Path) -> None:
    instrument = load(SHIPPED / "schools.toml")
    with DataFolder(tmp_path) as data:
        for number, made in ((20, 20), (30, 10), (30, 0)):
            simulation = Simulation(data.synthetic, instrument, Plan(3))
            assert list(simulation.run(number))[-1] == number
            assert simulation.tally.made == made
        assert sum(one.responses for one in data.synthetic.counts()) == 30


def test_one_seed_gives_the_same_bytes_in_every_process_whatever_python_hashes(
    tmp_path: Path,
) -> None:
    written = []
    for hashes in ("0", "1", "4242"):
        data = ["--data", str(tmp_path / hashes)]
        simulate = ["simulate", "participants", "tour", "-n", "40", "--seed", "9", *data]
        out = tmp_path / f"out-{hashes}"
        export = ["export", "--synthetic", "--format", "jsonl", "--out", str(out), *data]
        for command in (simulate, export):
            subprocess.run(
                [sys.executable, "-m", "hybridequiz", *command],
                env={**os.environ, "PYTHONHASHSEED": hashes},
                check=True,
                capture_output=True,
            )
        written.append({one.name: one.read_bytes() for one in sorted(out.iterdir())})
    assert set(written[0]) == {"synthetic-participants.jsonl", "synthetic-tour.jsonl"}
    assert written[0] == written[1] == written[2]


def test_a_respondent_who_breaks_off_leaves_what_comes_later_unreached(tmp_path: Path) -> None:
    instrument = load(SHIPPED / "schools.toml")
    with DataFolder(tmp_path) as data:
        simulation = Simulation(data.synthetic, instrument, Plan(3, Weights(break_off=1.0)))
        list(simulation.run(40))
        assert simulation.tally.dispositions[10] == 0
        found = answers(data.synthetic, "schools")
    assert any("not_reached" in one.values() for one in found)


def test_an_error_undoes_what_is_not_yet_on_the_disk_and_nothing_else(tmp_path: Path) -> None:
    instrument = load(SHIPPED / "schools.toml")
    with DataFolder(tmp_path) as data:
        simulation = Simulation(data.synthetic, instrument, Plan(3))
        run = simulation.run(1_000)
        told = next(run)
        with pytest.raises(KeyboardInterrupt):
            run.throw(KeyboardInterrupt)
        left = sum(one.responses for one in data.synthetic.counts())
    assert told == left == 250


def test_a_code_that_is_taken_is_drawn_again(tmp_path: Path) -> None:
    instrument = load(SHIPPED / "schools.toml")
    setup = Setup(mode="paper", form="short", language="nl")
    with DataFolder(tmp_path) as data:
        keeper = Keeper(data.synthetic, instrument)
        first = keeper.session(Chance("same"), setup, FIRST_DAY)
        clock = MadeUpClock(drawn_moment(Chance("x"), FIRST_DAY, 1))
        conductor = Conductor(begin(instrument, first), keeper.journal(first, clock), clock)
        weights = Weights()
        drawer = Drawer(weights, FIRST_DAY)
        Person(conductor, clock, Chance("y"), drawer, weights).answer_all()
        second = keeper.session(Chance("same"), setup, FIRST_DAY)
    assert first.response == second.response
    assert first.code != second.code


def test_what_is_made_up_cannot_be_kept_with_answers_nor_answers_with_it(tmp_path: Path) -> None:
    instrument = load(SHIPPED / "schools.toml")
    setup = Setup(mode="paper", form="short", language="nl")
    with DataFolder(tmp_path) as data:
        made_up = Keeper(data.synthetic, instrument).session(Chance("1"), setup, FIRST_DAY)
        clock = MadeUpClock(drawn_moment(Chance("x"), FIRST_DAY, 1))
        started = Event(EventKind.STARTED, clock.now(), 0, body=made_up.to_json())
        for store in (data.live, data.rehearsal):
            keep_questionnaire(store, instrument)
            with pytest.raises(NotOfThisStore):
                store.begin(response_head(made_up), [started])
            with pytest.raises(NotOfThisStore):
                store.keep_whole(response_head(made_up), [started], disposition=10, document="{}")
            assert list(store.responses()) == []
        answered = replace(made_up, synthetic=False)
        with pytest.raises(NotOfThisStore):
            data.synthetic.begin(response_head(answered), [started])

"""The tour shows everything that a questionnaire can have, tells one story, and is never data."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import pytest
import tomli
from click.testing import CliRunner, Result

from cli.command_line import Invoke
from hybridequiz.cli.program import program
from hybridequiz.problems import ExitCode
from hybridequiz.questionnaire import indicators, model, questions, study_file
from hybridequiz.questionnaire.parts import Part, written_key
from hybridequiz.questionnaire.questions import ITEM_TYPES
from hybridequiz.questionnaire.states import Missing
from hybridequiz.values import names_of
from questionnaires.tour_kit import NAMED, SHIPPED, STORY, tell, tour
from scenario import Scenario
from walks import as_json_line

Table = Mapping[str, Any]
Field = tuple[str, str]
"""A class, and a field that it adds to those that it builds on."""

PARTS: Final[dict[str, type[Part]]] = {
    "section": model.Section,
    "exit": model.Exit,
    "screens": model.Screens,
    "location": model.Location,
    "threshold": model.Threshold,
    "check": questions.Check,
    "items": questions.GridItem,
    "options": questions.Option,
    "indicator": indicators.Indicator,
    "for": indicators.OfAudience,
    "beside": indicators.Beside,
    "breakdown": indicators.Breakdown,
    "groups": indicators.Group,
    "chapter": indicators.Chapter,
    "share_word": indicators.ShareWord,
    "claim": indicators.Claim,
    "word": indicators.ClaimWord,
    "differences": indicators.Differences,
    "remarks": indicators.Remarks,
    "quotations": indicators.Quotations,
}
"""What stands under a key."""
NOT_WRITTEN: Final[dict[Field, str]] = {
    ("ListRef", "file"): "an author writes the file's name as a text: list = '…'",
    ("ListRef", "hash"): "the loader works it out",
}


# --------------------------------------------------------------- It is complete


def read(name: str) -> Table:
    return tomli.loads((SHIPPED / name).read_text(encoding="utf-8"))


def owner(cls: type, name: str) -> Field:
    """Give the most general class that has a field: what all questions share needs showing once."""
    holders = [one for one in cls.__mro__ if name in inspect.get_annotations(one)]
    return holders[-1].__name__, name


def written(cls: type[Part], table: Table) -> Iterator[Field]:
    """Give the fields that are written in a table and in all that it holds."""
    names = {written_key(name): name for name in names_of(cls)}
    for key, value in table.items():
        known = key in names
        yield owner(cls, names.get(key, "text"))
        if key == "question":
            for one in value:
                yield from written(ITEM_TYPES[one["type"]], one)
        elif known and key in PARTS:
            for one in tables(
                list(value.values()) if key == "for" and isinstance(value, dict) else value
            ):
                yield from written(PARTS[key], one)


def tables(value: object) -> Iterator[Table]:
    """Give the tables in a table, in a list, or in a table of lists with a name; a list of names has none."""
    if isinstance(value, dict) and all(isinstance(one, list) for one in value.values()):
        value = [one for listed in value.values() for one in listed]
    listed = value if isinstance(value, list) else [value]
    yield from (one for one in listed if isinstance(one, dict))


def parts_of(module: ModuleType) -> Iterator[type[Part]]:
    for _, one in inspect.getmembers(module, inspect.isclass):
        if issubclass(one, Part) and one is not Part:
            yield one


def test_everything_that_an_author_can_write_is_shown() -> None:
    wanted = {
        owner(cls, name)
        for module in (model, questions, indicators, study_file)
        for cls in parts_of(module)
        for name in names_of(cls)
    }
    shown = {
        *written(model.Questionnaire, read("tour.toml")),
        *written(study_file.StudyFile, read("tour_study.toml")),
    }
    assert wanted - shown == NOT_WRITTEN.keys()


def items() -> list[Table]:
    return [one for section in read("tour.toml")["section"] for one in section["question"]]


def test_every_type_of_question_is_shown() -> None:
    assert {one["type"] for one in items()} == ITEM_TYPES.keys()


def test_every_choice_among_words_of_the_format_is_shown() -> None:
    file = read("tour.toml")
    checks = [check for one in items() for check in one.get("check", [])]
    assert {check["level"] for check in checks} == {"hard", "soft", "info"}
    assert {one["disposition"] for one in file["exit"]} == {"refused", "not_eligible"}
    assert {one["keep"] for one in file["exit"]} == {"disposition", "answers"}
    assert {one.get("consent") for one in items()} >= {*questions.PURPOSES}
    reasons = {reason for one in items() for reason in one.get("missing", [])}
    assert reasons == {"dont_know", "refused", "not_applicable"}


def test_every_item_that_is_asked_tells_the_author_how_it_is_made_in_both_languages() -> None:
    for one in items():
        if one["type"] != "computed":
            assert one["help"]["nl"].startswith("Zo gemaakt: "), one["id"]
            assert one["help"]["en"].startswith("How it is made: "), one["id"]


def test_the_longest_way_through_takes_few_minutes() -> None:
    asked = [name for name, value in STORY.items() if value is not None]
    assert len(asked) <= 40


# --------------------------------------------------------------- It is no data


@pytest.fixture
def invoke(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Invoke:
    """Run a command line in a folder without questionnaires, so that the shipped ones are found."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HYBRIDEQUIZ_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("LANG", "en_GB.UTF-8")

    def run(*arguments: str, typed: str = "") -> Result:
        return CliRunner().invoke(program, arguments, input=typed, prog_name="hybridequiz")

    return run


def test_the_tour_is_a_rehearsal_only_and_cannot_be_live(invoke: Invoke) -> None:
    assert tour().rehearsal_only
    facts = ("--mode", "self", "--language", "nl", "--form", "short", "--location", "1")
    refused = invoke("run", "tour", "--live", *facts)
    assert refused.exit_code == ExitCode.INVALID
    assert "live" in refused.stderr


def test_the_tour_is_found_by_its_name_everywhere(invoke: Invoke, tmp_path: Path) -> None:
    assert invoke("check", "tour").stderr == "1 file: no problems\n"
    line = as_json_line({"consent": 1, "part_welcome": 3, "part_coffee": 3})
    assert invoke("fill", "tour", "-", typed=line).exit_code == 0
    assert invoke("export", "tour", "--rehearsal", "--out", str(tmp_path / "out")).exit_code == 0
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["rehearsal-tour.zip"]


# ------------------------------------------------------------------- Its story


def test_the_story_goes_from_the_welcome_to_the_interviewer() -> None:
    person = Scenario.of(tour(), mode="interview", language="nl", location=1)
    for name, following in pairwise([*STORY, ""]):
        tell(person, name).expect(following)
    answers = person.reload().interview.answers
    assert answers["age_sum"].value == 79
    assert str(answers["mark_mean"].value) == "8.0"
    assert answers["years_making"].value == 16
    assert answers["workshops"].other_text(97) == NAMED
    assert person.finish() == 10


def until(name: str) -> Scenario:
    """Tell the story up to an item."""
    person = Scenario.of(tour(), mode="interview", language="nl", location=1)
    while person.at != name:
        tell(person, person.at)
    return person


def test_who_refuses_leaves_nothing_and_the_interviewer_still_says_how_it_went() -> None:
    person = until("consent").answer(2, next="went").answer(1, next="")
    assert person.finish() == 20
    assert person.journal.forgotten


def test_who_was_not_there_is_not_eligible_and_keeps_the_answers() -> None:
    person = until("came_as").answer("absent", next="went").answer(1, next="")
    assert person.finish() == 40
    assert not person.journal.forgotten


def test_a_town_without_a_station_is_not_asked_about_the_train() -> None:
    until("town").answer("ijs", next="distance")
    until("town").answer(Missing.REFUSED, next="distance")


def test_without_company_nobody_is_asked_about_children() -> None:
    until("companions").answer("0", next="workshops")


def test_with_adults_only_nobody_is_asked_about_children() -> None:
    until("age[1]").answer("30", next="first_name[2]").answer("Bo").answer("40", next="together")


def test_one_workshop_is_the_best_one_without_asking() -> None:
    person = until("workshops").answer([2], next="mark[2]").answer("6", next="matters")
    assert person.interview.answers["best"].derived


def test_the_trial_class_is_for_students() -> None:
    for who, offered in (("student", True), ("parent", False)):
        person = until("came_as").answer(who)
        while person.at != "workshops":
            tell(person, person.at)
        planned = person.conductor.current
        assert planned is not None
        codes = [option.code for option in person.interview.options(planned)]
        assert (5 in codes) == offered


def test_another_text_is_asked_about_again() -> None:
    person = until("broke").jump("improve").answer("Minder hamers.")
    assert person.at == "quote_perm"

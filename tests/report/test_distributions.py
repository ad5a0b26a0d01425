"""How every question was answered: it agrees with a plain look, and nothing small can be computed from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from golden_study import REFUSED, STUDIES, keep
from hybridequiz.cli.commands.export import translate
from hybridequiz.export.plan import column_plan
from hybridequiz.export.versions import histories
from hybridequiz.questionnaire.load import load
from hybridequiz.questionnaire.states import Missing
from hybridequiz.report.csv_report import csv_report
from hybridequiz.report.distributions import NO_ANSWER, Distribution
from hybridequiz.report.figures import Level, Report
from hybridequiz.report.html import html_report
from hybridequiz.report.json_report import json_report
from hybridequiz.report.making import make_report
from hybridequiz.report.spread import SAID, Spread, countable
from hybridequiz.report.spread_rules import Related, hidden, is_cut_small
from hybridequiz.report.suppression import Group, Rules
from hybridequiz.values import replace
from report.attacker import Table, _extremes, _row
from report.reported import STUDY, asked, figure_of, shown
from report.test_differencing import NEARLY, with_more

LEVELS = list(Level)
WANTED_BY_EMPLOYED = """

[[indicator]]
id        = "X4"
name.nl   = "Werkt als opleider, van wie in dienst is"
name.en   = "Works as a trainer, of the employed"
base      = "given(p_hto_work) and p_employ == 1"
count     = "p_hto_work == 3"
for       = { participants = {} }
"""
KNOWLEDGE_OF_WHO_GAVE_BOTH = """

[[indicator]]
id        = "X3"
name.nl   = "Nieuwe kennis van wie beide vragen beantwoordde"
name.en   = "New knowledge of who answered both questions"
of        = ["new_knowledge", "new_skills"]
base_kind = "all"
count     = "new_knowledge in [2, 3]"
for       = { participants = {} }
"""


def report_with_annex(
    folder: Path, level: Level = Level.PUBLIC, path: Path = STUDY, without: tuple[str, ...] = ()
) -> Report:
    with asked(folder, path) as (study, found):
        return make_report(
            study,
            found,
            level,
            rehearsal=True,
            synthetic=True,
            without_groups=without,
            translate=translate,
            with_annex=True,
        )


def of(report: Report, audience: str, question: str) -> Distribution:
    return next(
        one for one in report.distributions if (one.audience, one.question) == (audience, question)
    )


def counts(one: Distribution) -> list[int | None]:
    return [each.count for each in one.answers]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("golden")
    keep(folder, STUDIES["golden"]())
    return folder


@pytest.mark.parametrize("level", LEVELS)
def test_every_shown_number_is_that_of_a_loop_over_the_responses(
    folder: Path, level: Level
) -> None:
    report = report_with_annex(folder, level)
    checked = 0
    with asked(folder) as (_, found):
        responses = {one.id: one.responses for one in found}
        for one in report.distributions:
            if one.base is None:
                continue
            said = [
                values[one.question] for _, values in responses[one.audience].each([one.question])
            ]
            reasons = Counter(str(each.value) for each in said if isinstance(each, Missing))
            told: Counter[str] = Counter()
            for each in said:
                if not isinstance(each, Missing):
                    several = each if isinstance(each, frozenset | tuple) else (each,)
                    told.update(map(str, several))
            answered = sum(not isinstance(each, Missing) for each in said)
            why = {state.value for state in SAID}
            none = sum(number for state, number in reasons.items() if state in why)
            told[NO_ANSWER] = none
            assert one.base == answered + (none if one.of_asked else 0)
            plain = [each for each in one.answers if each.count is not None and not each.merged]
            assert {each.code: each.count for each in plain} == {
                each.code: told[each.code] for each in plain
            }
            assert all(
                each.percent == (200 * (each.count or 0) + one.base) // (2 * one.base)
                for each in plain
            )
            if not one.of_asked:
                assert {name: n for name, _, n in one.reasons} == {
                    state: n for state, n in reasons.items() if state in why
                }
            checked += 1
    assert checked > 60


def test_figures_are_the_same_with_all_answers_and_without(folder: Path) -> None:
    with asked(folder) as (study, found):
        plain = make_report(
            study, found, Level.PUBLIC, rehearsal=True, synthetic=True, translate=translate
        )
    assert plain.distributions == ()
    annexed = report_with_annex(folder)
    assert replace(annexed, distributions=(), questionnaires=()) == plain


@pytest.mark.parametrize("level", LEVELS)
def test_a_small_group_of_a_background_question_could_have_any_of_many_sizes(
    folder: Path, level: Level
) -> None:
    report = report_with_annex(folder, level)
    partly = [one for one in report.distributions if one.of_asked]
    assert partly
    for one in partly:
        cells = [each for each in one.answers if not each.merged]
        number = len(cells)
        rows, told = [_row(number, frozenset(range(number)))], [(one.base or 0,) * 2]
        for place, each in enumerate(cells):
            if each.count is not None:
                rows.append(_row(number, frozenset({place})))
                told.append((each.count, each.count))
        for each in one.answers:
            if each.merged:
                names = [cell.name for cell in cells]
                together = frozenset(names.index(name) for name in each.merged)
                rows.append(_row(number, together))
                told.append((each.count or 0, each.count or 0))
        for place, each in enumerate(cells):
            if each.count is None:
                wanted = _row(number, frozenset({place}))
                low, high = _extremes(wanted, rows, told, [(0, None)] * number)
                assert high - low >= report.threshold - 1, (one.question, each.code, low, high)
            else:
                assert each.count >= report.threshold


def test_of_a_question_that_figures_are_broken_down_by_all_groups_are_told_or_none(
    folder: Path,
) -> None:
    public, internal = (report_with_annex(folder, level) for level in LEVELS)
    assert of(public, "participants", "p_status").is_hidden, "six stopped"
    assert counts(of(internal, "participants", "p_status"))[:3] == [24, 20, 6]
    assert of(internal, "participants", "location").is_hidden, "three are at one location"


def test_what_is_asked_in_private_needs_thirty(folder: Path) -> None:
    report = report_with_annex(folder, Level.INTERNAL)
    assert of(report, "participants", "p_hto_stay").is_hidden, "eighteen were asked"
    assert of(report, "participants", "p_hto_want").base == 30


def test_of_what_is_asked_in_private_no_part_below_thirty_follows_beside_a_figure(
    tmp_path: Path,
) -> None:
    keep(tmp_path / "data", STUDIES["golden"]())
    study = with_more(tmp_path / "study", WANTED_BY_EMPLOYED)
    plain = report_with_annex(tmp_path / "data", Level.INTERNAL)
    report = report_with_annex(tmp_path / "data", Level.INTERNAL, study)
    assert of(plain, "participants", "p_hto_work").base == 50
    assert figure_of(report, "X4", "participants").base == 38, "twelve are between"
    assert of(report, "participants", "p_hto_work").is_hidden


def test_a_filter_that_few_chose_is_told_and_what_only_these_were_asked_is_not(
    tmp_path: Path,
) -> None:
    study = STUDIES["golden"]()
    better = [one for one in study["schools"] if one.get("coop_change") in (4, 5)]
    for one in better[3:]:
        one["coop_change"] = 3
        one.pop("coop_without", None)
        one.pop("coop_example", None)
        one.pop("coop_perm", None)
    keep(tmp_path, study)
    report = report_with_annex(tmp_path, Level.INTERNAL)
    asked_of_few = of(report, "schools", "coop_without")
    assert sum(filter(None, counts(of(report, "schools", "coop_change"))[3:])) == 3
    assert (asked_of_few.base, set(counts(asked_of_few)), asked_of_few.reasons) == (
        None,
        {None},
        (),
    )


def test_beside_a_figure_of_nearly_all_the_answers_of_all_are_not_told(tmp_path: Path) -> None:
    keep(tmp_path / "data", STUDIES["golden"]())
    study = with_more(tmp_path / "study", NEARLY.replace("p_employ in [1, 2]", "p_employ != 3"))
    plain = report_with_annex(tmp_path / "data")
    report = report_with_annex(tmp_path / "data", path=study)
    assert of(plain, "participants", "sat_overall").base == 50
    assert figure_of(report, "X1", "participants").base == 45
    assert of(report, "participants", "sat_overall").is_hidden
    assert of(report, "participants", "sat_grade").is_hidden, "the mean is of 45, too"
    assert shown(report, "I01", "participants") == shown(plain, "I01", "participants")


def test_what_one_said_who_refused_another_question_is_not_told(tmp_path: Path) -> None:
    answers = STUDIES["golden"]()
    answers["participants"][0]["new_skills"] = REFUSED
    keep(tmp_path / "data", answers)
    study = with_more(tmp_path / "study", KNOWLEDGE_OF_WHO_GAVE_BOTH)
    plain = report_with_annex(tmp_path / "data", Level.INTERNAL)
    report = report_with_annex(tmp_path / "data", Level.INTERNAL, study)
    assert of(plain, "participants", "new_knowledge").base == 50
    assert figure_of(report, "X3", "participants").base == 49
    assert of(report, "participants", "new_knowledge").is_hidden
    assert of(report, "participants", "new_skills").base == 49


def test_where_groups_may_not_be_shown_again_no_answers_are(folder: Path) -> None:
    report = report_with_annex(folder, without=("participants",))
    assert {one.audience for one in report.distributions} == {"schools", "employers"}


@pytest.mark.parametrize("level", LEVELS)
def test_of_a_hidden_question_no_format_has_a_number(folder: Path, level: Level) -> None:
    report = report_with_annex(folder, level)
    gone = [one for one in report.distributions if one.is_hidden]
    assert gone
    for one in gone:
        assert (one.base, one.reasons, one.numbers, set(counts(one)) - {None}) == (
            None,
            (),
            None,
            set(),
        )
    spilled = tuple(
        replace(one, answers=tuple(replace(each, count=7919, percent=7919) for each in one.answers))
        for one in gone
    )
    said = replace(report, distributions=spilled)
    for text in (json_report(said), csv_report(said, "nl"), html_report(said, "nl")):
        assert "7919" not in text


@st.composite
def cut(draw: st.DrawFn) -> dict[tuple[bool, ...], int]:
    """Draw how many are in which of some bases."""
    number = draw(st.integers(1, 3))
    sizes = st.integers(0, 30) | st.integers(0, 4)
    return {
        pattern: size for pattern in product((False, True), repeat=number) if (size := draw(sizes))
    }


@settings(max_examples=150, deadline=None)
@given(cut(), st.sampled_from([5, 10]))
def test_of_no_few_between_bases_an_answer_can_be_solved_for(
    sizes: dict[tuple[bool, ...], int], threshold: int
) -> None:
    """The same is counted of all who answered and of those in each base: the attacker has these sums."""
    rules = Rules(threshold)
    if not sizes or is_cut_small(sizes, rules):
        return
    patterns = sorted(sizes)
    everything = frozenset(range(len(patterns)))
    bases = [
        frozenset(cell for cell, pattern in enumerate(patterns) if pattern[place])
        for place in range(len(patterns[0]))
    ]
    table = Table(
        tuple(sizes[one] for one in patterns), tuple(Group("", one) for one in bases), rules
    )
    rows = [_row(len(patterns), row) for row in (everything, *bases) if row]
    told = [(table.size(row),) * 2 for row in (everything, *bases) if row]
    few = [frozenset({cell}) for cell in everything] + bases + [everything - one for one in bases]
    for cells in few:
        if 0 < table.size(cells) < threshold:
            wanted = _row(len(patterns), cells)
            low, high = _extremes(wanted, rows, told, [(0, None)] * len(patterns))
            assert low < high, (sizes, sorted(cells))


def test_three_figures_that_leave_few_only_together_are_seen() -> None:
    sizes: dict[tuple[bool, ...], int] = {(True, False): 20, (False, True): 20, (False, False): 3}
    assert is_cut_small(sizes, Rules(10))
    assert not is_cut_small({**sizes, (False, False): 10}, Rules(10))
    assert not is_cut_small({(True, True): 50}, Rules(10))


BACKGROUND = """
id = "people"
version = "1"
audience = "people"
languages = ["en"]
title.en = "People"

[[section]]
id = "one"
title.en = "One"

[[section.question]]
id = "size"
type = "single"
identifying = true
options = [{ code = 1, en = "Small" }, { code = 2, en = "Large" }, { code = 3, en = "Huge" }]
text.en = "How large?"

[[section.question]]
id = "stairs"
type = "single"
show_if = "size != 3"
on_unknown = "hide"
options = [{ code = 1, en = "Yes" }, { code = 2, en = "No" }]
text.en = "Stairs?"

[[section.question]]
id = "other"
type = "single"
options = [{ code = 1, en = "Yes" }, { code = 2, en = "No" }]
text.en = "Something else?"
"""


@pytest.mark.parametrize(("huge", "gone"), [(3, {"stairs"}), (10, set())])
def test_what_all_but_a_small_background_group_were_asked_does_not_tell_its_size(
    tmp_path: Path, huge: int, gone: set[str]
) -> None:
    path = tmp_path / "people.toml"
    path.write_text(BACKGROUND, encoding="utf-8")
    instrument = load(path)
    plan = column_plan({instrument.hash: instrument})
    questions = countable(plan.questions, histories((instrument,)))
    spreads: Mapping[str, Spread] = {
        "size": Spread(40 + huge, {}, {1: 20, 2: 20, 3: huge}),
        "stairs": Spread(40, {}, {1: 20, 2: 20}),
        "other": Spread(40 + huge, {}, {1: 20, 2: 20 + huge}),
    }
    assert hidden(questions, spreads, Related((instrument,), ()), Rules(10)) == gone

"""What was validated once comes back the same without pydantic, and what is no questionnaire does not come back."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hybridequiz.questionnaire.instrument import Planned
from hybridequiz.questionnaire.load import load
from hybridequiz.questionnaire.model import Questionnaire
from hybridequiz.questionnaire.revive import questionnaire_of
from hybridequiz.questionnaire.stored import load_stored, no_lists
from hybridequiz.questionnaire.validation import validated
from strategies import documents

SHIPPED: Final = Path(__file__).parents[2] / "questionnaires"
NAMES: Final = ("participants", "schools", "employers")


def _sources(planned: Planned) -> list[str]:
    """Give all conditions that were compiled for an item."""
    conditions = [guard.condition for guard in planned.guards]
    conditions += [condition for _, condition in planned.checks]
    return [one.source for one in (*conditions, *planned.options.values())]


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_questionnaire_comes_back_as_it_was_validated(name: str) -> None:
    loaded = load(SHIPPED / f"{name}.toml")
    stored = load_stored(loaded.document, texts=no_lists)
    assert stored.questionnaire == replace(loaded.questionnaire, options={}, texts={})
    assert (stored.hash, stored.document) == (loaded.hash, loaded.document)
    for ours, theirs in zip(stored.items, loaded.items, strict=True):
        assert _sources(ours) == _sources(theirs)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_reviving_gives_what_validating_gives(document: str) -> None:
    table = json.loads(document)
    assert questionnaire_of(table) == validated(Questionnaire, table)


def test_whether_a_study_is_live_comes_from_outside() -> None:
    document = load(SHIPPED / "participants.toml").document
    studies = [
        load_stored(document, texts=no_lists, live=live).questionnaire.study
        for live in (False, True)
    ]
    assert [study.live for study in studies if study] == [False, True]


BROKEN: Final[list[Any]] = [
    None,
    [],
    "questionnaire",
    {"id": "x"},
    {"id": "x", "section": [3]},
    {"id": "x", "section": [{"question": [{"type": "telepathy"}]}]},
    {"id": "x", "section": [{"question": [{"text": "no type"}]}]},
    {"id": "x", "title": 3},
    {"id": "x", "title": {"NL": "x"}},
]


@pytest.mark.parametrize("table", BROKEN)
def test_what_is_no_questionnaire_is_refused(table: Any) -> None:
    with pytest.raises(ValueError, match=r"no questionnaire|text_"):
        questionnaire_of(table)


@given(
    st.recursive(
        st.none() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_nothing_that_json_holds_breaks_it(table: Any) -> None:
    with pytest.raises(ValueError, match=r"."):
        questionnaire_of(table)


def test_reading_back_imports_neither_pydantic_nor_what_only_a_report_needs() -> None:
    document = load(SHIPPED / "participants.toml").document
    probe = (
        "import sys; from hybridequiz.questionnaire.stored import load_stored, no_lists;"
        "load_stored(sys.stdin.read(), texts=no_lists);"
        "report = 'hybridequiz.questionnaire.indicators';"
        "sys.exit(sorted({'pydantic', 'pydantic_core', 'tomli', report} & sys.modules.keys()) or None)"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe], input=document, text=True, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")

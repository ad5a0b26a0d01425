"""Any answers to the questionnaire of `export_kit`: of every type, of every state, with hostile texts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from hybridequiz.questionnaire.states import Missing

TYPED = st.text(
    st.one_of(
        st.sampled_from("=+-@,;\"'\n\t |é漢🙂{}"), st.characters(exclude_categories=["C", "Z"])
    ),
    min_size=1,
    max_size=12,
).filter(lambda text: bool(text.strip()))
STATES = st.sampled_from([{"missing": state.value} for state in Missing])


def _value(values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return STATES | values.map(lambda value: {"value": value})


def _single(chosen: int, typed: str) -> dict[str, Any]:
    return {"value": chosen, "other": {"97": typed}} if chosen == 97 else {"value": chosen}


def _multiple(chosen: list[str], typed: str) -> dict[str, Any]:
    answer = {"value": sorted(chosen)}
    return {**answer, "other": {"other": typed}} if "other" in chosen else answer


CHOSEN = st.lists(st.sampled_from(["money", "fun", "other"]), min_size=1, unique=True)
ANSWERS = st.fixed_dictionaries(
    {
        "job": STATES | st.builds(_single, st.sampled_from([1, 2, 97]), TYPED),
        "why": STATES | st.builds(_multiple, CHOSEN, TYPED),
        "years": _value(st.integers(0, 60)),
        "share": _value(st.decimals(0, 1000, places=2).map(str)),
        "mark": _value(st.integers(0, 10)),
        "born": _value(st.dates().map(str)),
        "place": _value(TYPED),
        "tell": _value(TYPED),
    }
)


def as_text(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Write values as a table without types has them."""

    def words(value: object) -> object:
        return sorted(value) if isinstance(value, list) else str(value)

    return {
        name: {**answer, "value": words(answer["value"])} if "value" in answer else answer
        for name, answer in answers.items()
    }

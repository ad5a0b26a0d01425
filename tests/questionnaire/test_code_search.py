"""Finding rows: every word occurs, whatever its case and accents; what begins a word comes first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hybridequiz.questionnaire.code_lists import CodeList
from hybridequiz.questionnaire.code_search import plain

TEXT = """\
code,label
A1,Rotterdam Zuid
B2,Nieuw-Rotterdam
C3,São Paulo
D4,Straße in Zürich
E5,Łódź aan Zee
Zuid,Iets anders
"""


def found(text: str, typed: str) -> list[str]:
    listed = CodeList.of("list.csv", text)
    result = listed.search("nl").find(typed)
    return [listed.code_at(place) for place in result.first(len(result))]


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("sao", ["C3"]),
        ("SÃO pau", ["C3"]),
        ("strasse", ["D4"]),
        ("lodz", ["E5"]),
        ("rotter zu", ["A1"]),
        ("dam", ["A1", "B2"]),
        ("b2", ["B2"]),
        ("zuid", ["Zuid", "A1"]),
        ("nieuw-rott", ["B2"]),
        ("zz", []),
        ("", ["A1", "B2", "C3", "D4", "E5", "Zuid"]),
        ("–", ["A1", "B2", "C3", "D4", "E5", "Zuid"]),
    ],
)
def test_words_find_rows(typed: str, codes: list[str]) -> None:
    assert found(TEXT, typed) == codes


def test_what_begins_a_word_comes_before_what_is_inside_one() -> None:
    assert found("code,label\n1,Amsterdam\n2,Damwoude\n3,Rotterdam\n", "dam") == ["2", "1", "3"]


words = st.text("abcdeë ", max_size=6)
rows = st.lists(st.text("abcdeéë -", min_size=1, max_size=12), min_size=1, max_size=12)


@given(rows, st.lists(words, max_size=6))
def test_the_order_of_typing_makes_no_difference_to_what_is_found(
    labels: list[str], typed: list[str]
) -> None:
    text = "code,label\n" + "".join(f"c{n},x{label}\n" for n, label in enumerate(labels))
    listed = CodeList.of("list.csv", text)
    search = listed.search("nl")
    for one in typed:
        result = search.find(one)
        places = result.first(len(result))
        wanted = [
            place
            for place, label in enumerate(labels)
            if all(word in plain(f"c{place} x{label.strip()}") for word in plain(one).split())
        ]
        assert sorted(places) == wanted, "every word occurs in what is found, and nowhere else"
        assert result.first(3) == places[:3], "the order does not depend on how many are asked for"

from __future__ import annotations

import random
import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hybridequiz.store.codes import LENGTH, SYMBOLS, mask_code, new_code, read_code, show_code
from hybridequiz.store.errors import CodeError

codes = st.integers().map(lambda seed: new_code(random.Random(seed).choice))  # noqa: S311 - tests want chance that repeats
places = st.integers(0, LENGTH - 1)


def test_codes_have_no_symbol_that_is_mistaken_for_another() -> None:
    assert len(SYMBOLS) == len(set(SYMBOLS)) == 31
    assert not set(SYMBOLS) & set("0O1IL")


@given(codes)
def test_a_code_is_read_as_it_is_shown(code: str) -> None:
    assert read_code(show_code(code)) == code
    assert show_code(code)[4] == "-"


@given(codes, st.sampled_from(["", " ", "-", "\u2013", "\u2011", "\u00a0", " - "]))
def test_case_spaces_and_hyphens_do_not_matter(code: str, between: str) -> None:
    assert read_code(f"  {between.join(code.lower())}\n") == code


@given(codes, places, st.sampled_from(SYMBOLS))
def test_every_single_error_is_detected(code: str, place: int, symbol: str) -> None:
    wrong = code[:place] + symbol + code[place + 1 :]
    if wrong != code:
        with pytest.raises(CodeError, match="does not exist"):
            read_code(wrong)


@given(codes, places, places)
def test_every_exchange_of_two_symbols_is_detected(code: str, one: int, other: int) -> None:
    symbols = list(code)
    symbols[one], symbols[other] = symbols[other], symbols[one]
    if (wrong := "".join(symbols)) != code:
        with pytest.raises(CodeError, match="does not exist"):
            read_code(wrong)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "No code was typed"),
        (" - ", "No code was typed"),
        ("ABCD", "8 letters and digits; this has 4"),
        ("ABCD-EFGH-J", "this has 9"),
        ("ABCD-EFG0", "cannot have: 0"),
        ("ABCD-EFGi", "cannot have: I"),
        ("ABCD-EFGß", r"cannot have: \\xdf"),
        ("ABCD-\x1b[2J", r"\\x1b"),
    ],
)
def test_an_error_says_what_is_wrong_in_plain_characters(typed: str, told: str) -> None:
    with pytest.raises(CodeError, match=told) as caught:
        read_code(typed)
    assert str(caught.value).isascii()


@given(codes, places, st.sampled_from(SYMBOLS))
def test_an_error_never_names_another_code(code: str, place: int, symbol: str) -> None:
    wrong = code[:place] + symbol + code[place + 1 :]
    if wrong != code:
        with pytest.raises(CodeError) as caught:
            read_code(wrong)
        assert not {code, show_code(code)} & set(f"{caught.value} {caught.value.hint}".split())


def test_a_masked_code_cannot_be_used() -> None:
    masked = mask_code(new_code(secrets.choice))
    assert masked.count("*") == 6
    with pytest.raises(CodeError):
        read_code(masked)

"""Which characters an answer may hold, and how foreign text is shown."""

from __future__ import annotations

import re
import sys
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hybridequiz.characters import JOINERS, clean_text, is_blank, show_text

ANYTHING = st.text(
    st.characters(codec=None) | st.sampled_from("\r\n\t\v\f\x85\u2028\x1b\x00\u202e")
)

LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
"""Those of Unicode Standard Annex 14; the separators \\x1c-\\x1f, at which Python splits too, end no line."""

CLEANED = [
    ("gewoon", "gewoon"),
    ("", ""),
    ("café", "café"),
    ("cafe\u0301", "café"),
    ("Ĳsselmeer", "Ĳsselmeer"),
    ("\u1100\u1161", "\uac00"),
    ("a\tb", "a\tb"),
    ("a\nb", "a\nb"),
    ("a\r\nb\rc", "a\nb\nc"),
    ("a\r\r\nb", "a\n\nb"),
    ("a\vb\fc\x85d\u2028e\u2029f", "a\nb\nc\nd\ne\nf"),
    ("a\x00b\x07c\x1bd\x7fe\x9bf", "abcdef"),
    ("\ufeffa\u200bb\u2060c\u00add", "abcd"),
    ("\u202aa\u202bb\u202cc\u202dd\u202ee\u2066f\u2069\u200e\u200f\u061c", "abcdef"),
    ("a\ud800b\udfffc", "abc"),
    ("a\ue000b\U000f0000c", "abc"),
    ("a\uffffb\ufdd0c", "abc"),
    ("👩\u200d🔧 ❤\ufe0f", "👩\u200d🔧 ❤\ufe0f"),
    ("می\u200cخواهم", "می\u200cخواهم"),
    ("क्\u200dष", "क्\u200dष"),
    ("\u00a0\u3000x", "\u00a0\u3000x"),
]


@pytest.mark.parametrize(("typed", "kept"), CLEANED)
def test_text_stays_and_what_is_no_text_goes(typed: str, kept: str) -> None:
    assert clean_text(typed) == kept


@given(ANYTHING)
@example("\r\x00\n")
def test_clean_text_is_nfc_utf_8_and_clean_already(text: str) -> None:
    cleaned = clean_text(text)
    assert clean_text(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned.encode().decode() == cleaned
    assert show_text(cleaned).replace("    ", "") == cleaned.replace("\t", "").replace("    ", "")


@given(ANYTHING)
def test_no_two_words_are_joined_by_dropping_what_stood_between_their_lines(text: str) -> None:
    before = [clean_text(line) for line in LINE_ENDS.split(text) if line.isalnum()]
    cleaned = clean_text(text).split("\n")
    assert all(line in cleaned for line in before if line)


@given(ANYTHING)
def test_no_terminal_obeys_what_is_shown(text: str) -> None:
    shown = show_text(text)
    forbidden = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    left = [one for one in shown if unicodedata.category(one) in forbidden]
    assert set(left) <= {"\n", *JOINERS}


def test_every_control_becomes_a_sign_of_its_own() -> None:
    assert show_text("\x00\x07\x1b\x7f\x9b\u202e\ud800") == "␀␇␛␡\ufffd\ufffd\ufffd"
    assert show_text("a\tb\nc") == "a    b\nc"
    controls = [chr(code) for code in range(0x20) if chr(code) not in "\t\n"]
    assert len({show_text(one) for one in controls}) == len(controls)


def test_every_character_of_unicode_is_kept_or_dropped_without_an_error() -> None:
    every = "".join(map(chr, range(0, sys.maxunicode + 1, 7)))
    assert clean_text(every)
    assert show_text(every)


@pytest.mark.parametrize(
    "text", ["", " ", "\t\n", "\u00a0\u2003\u3000", JOINERS, f" {JOINERS} \n", "\x1c"]
)
def test_spaces_and_joiners_alone_are_no_answer(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", ["0", ".", " x ", f"{JOINERS}x", "👍", "-"])
def test_the_least_sign_is_an_answer(text: str) -> None:
    assert not is_blank(text)

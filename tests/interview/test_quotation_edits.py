"""A quotation is what was said, with whole words cut or replaced: nothing else passes."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hybridequiz.interview.quotation_edits import (
    CUT,
    LONGEST_STAND_IN,
    NotFromOriginal,
    as_printed,
    has_words,
    printed_text,
)
from hybridequiz.interview.quotation_hints import worth_a_look

SAID = "Ik werk nu bij Jansen Techniek. Ik geef les in Deventer, en dat is fijn."
WORDS = st.sampled_from(["ik", "niet", "werk", "les", "café", "can't", "3", "Jansen", "geef", "42"])
SIGNS = st.sampled_from([" ", ", ", ". ", " – ", "; ", "\n", "  "])
STAND_INS = st.sampled_from(["", "naam", "naam bedrijf", "place"])


def _parted(pairs: list[tuple[str, str]]) -> tuple[list[str], list[str]]:
    return [word for word, _ in pairs], [sign for _, sign in pairs[1:]]


SENTENCES = st.lists(st.tuples(WORDS, SIGNS), min_size=1, max_size=10).map(_parted)
"""Words, and what stands between them: one sign fewer."""


def joined(words: list[str], signs: list[str]) -> str:
    return "".join(word + sign for word, sign in zip(words, [*signs, ""], strict=True))


@settings(deadline=None)
@given(SENTENCES, st.data())
def test_whatever_is_made_by_cutting_and_replacing_words_passes(
    sentence: tuple[list[str], list[str]], data: st.DataObject
) -> None:
    words, signs = sentence
    original = joined(words, signs)
    edited = list(words)
    for place in data.draw(st.sets(st.sampled_from(range(len(words))))):
        stand_in = data.draw(STAND_INS)
        dots = data.draw(st.sampled_from(["…", "..."]))
        edited[place] = f"[{dots}{stand_in}{dots}]" if stand_in else f"[{dots}]"
    assume(any(not one.startswith("[") for one in edited))
    text = joined(edited, signs)
    expected = as_printed(text.replace("...", "…"))
    assert printed_text(original, text) == expected.replace("[……]", CUT)


@settings(deadline=None)
@given(SENTENCES, st.data())
def test_a_word_more_is_refused(sentence: tuple[list[str], list[str]], data: st.DataObject) -> None:
    words, signs = sentence
    place = data.draw(st.integers(0, len(words)))
    added = [*words[:place], "toegevoegd", *words[place:]]
    with pytest.raises(NotFromOriginal, match="toegevoegd"):
        printed_text(joined(words, signs), joined(added, [*signs[:place], " ", *signs[place:]]))


@settings(deadline=None)
@given(SENTENCES, st.data())
def test_another_word_is_refused(
    sentence: tuple[list[str], list[str]], data: st.DataObject
) -> None:
    words, signs = sentence
    place = data.draw(st.sampled_from(range(len(words))))
    changed = [*words[:place], "anders", *words[place + 1 :]]
    with pytest.raises(NotFromOriginal):
        printed_text(joined(words, signs), joined(changed, signs))


@settings(deadline=None)
@given(SENTENCES, st.data())
def test_a_word_that_is_gone_without_a_mark_is_refused(
    sentence: tuple[list[str], list[str]], data: st.DataObject
) -> None:
    words, _ = sentence
    assume(len(words) > 1)
    place = data.draw(st.sampled_from(range(len(words))))
    left = [*words[:place], *words[place + 1 :]]
    with pytest.raises(NotFromOriginal):
        printed_text(" ".join(words), " ".join(left))


@settings(deadline=None)
@given(SENTENCES, st.data())
def test_words_in_another_order_are_refused(
    sentence: tuple[list[str], list[str]], data: st.DataObject
) -> None:
    words, _ = sentence
    other = data.draw(st.permutations(words))
    assume(other != words)
    with pytest.raises(NotFromOriginal):
        printed_text(" ".join(words), " ".join(other))


@settings(deadline=None)
@given(SENTENCES)
def test_what_passed_passes_again_as_it_is(sentence: tuple[list[str], list[str]]) -> None:
    original = joined(*sentence)
    once = printed_text(original, original)
    assert printed_text(original, once) == once == as_printed(original)


@settings(deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_nothing_that_is_typed_breaks_it(original: str, edited: str) -> None:
    try:
        printed = printed_text(original, edited)
    except NotFromOriginal:
        return
    kept = re.sub(r"\[…[^\]]*\]", " ", printed)
    assert all(sign in as_printed(original) for sign in kept.split())


@pytest.mark.parametrize(
    ("edited", "printed"),
    [
        (SAID, SAID),
        (
            "Ik werk nu bij [... firma ...]. Ik  geef les\nin […plaats…], en dat is fijn.",
            "Ik werk nu bij […firma…]. Ik geef les in […plaats…], en dat is fijn.",
        ),
        ("[...] Ik geef les [...] en dat is fijn.", "[…] Ik geef les […] en dat is fijn."),
        ("Ik werk nu bij […].", "Ik werk nu bij […]."),
        ("Ik werk […] […] […naam…] fijn.", "Ik werk […] […] […naam…] fijn."),
    ],
)
def test_cuts_and_replacements_are_written_in_one_way(edited: str, printed: str) -> None:
    assert printed_text(SAID, edited) == printed


@pytest.mark.parametrize(
    ("edited", "told"),
    [
        ("Ik werk nu bij een bedrijf. […]", "From “een bedrijf. […]” on"),
        ("Ik werk nu bij Jansen Techniek.", "goes on behind the text: “Ik geef les in …”"),
        ("Ik werk nu […] Deventer", "goes on behind the text: “, en dat is …”"),
        ("geef les in Deventer, en dat is fijn.", "From “geef les in Deventer, …” on"),
        ("Ik […] werk nu bij […]", "no word was left out"),
        ("[…]", "Nothing of the text is left"),
        ("[…]. […]", "Nothing of the text is left"),
        ("Ik werk nu bij [een bedrijf]. […]", "From “[een bedrijf]. […]” on"),
        (f"[…{'a' * (LONGEST_STAND_IN + 1)}…] fijn.", "cannot stand in the place"),
        ("[…5 sterren!…] fijn.", "cannot stand in the place"),
        ("Ik werk nu bij […een echte uitbuiter…]. […]", "cannot stand in the place"),
        ("Ik werk nu bij […was-een-echte…]. […]", "cannot stand in the place"),
    ],
)
def test_an_error_shows_where_a_text_departs_from_the_original(edited: str, told: str) -> None:
    with pytest.raises(NotFromOriginal, match=re.escape(told)):
        printed_text(SAID, edited)


@pytest.mark.parametrize("edited", ["Dat vind ik […]belangrijk.", "Dat vind ik […] belangrijk."])
def test_a_cut_within_a_word_is_refused_as_it_can_turn_what_was_said(edited: str) -> None:
    with pytest.raises(NotFromOriginal, match="belangrijk"):
        printed_text("Dat vind ik onbelangrijk.", edited)
    with pytest.raises(NotFromOriginal):
        printed_text("I can't complain.", "I can[…] complain.")


@pytest.mark.parametrize(
    "edited",
    [
        "Goed, en de baas[…een dronkaard…] Jan, was niet slecht.",
        "Goed, en de baas […] Jan, was niet slecht.",
        "Goed, en de baas, Jan, was niet slecht[…]",
        "Goed […echt…], en de baas, Jan, was niet slecht.",
        "Goed, en de […man…] […nare…], Jan, was niet slecht.",
    ],
)
def test_a_mark_stands_in_the_place_of_a_word_and_not_of_a_comma_or_of_nothing(edited: str) -> None:
    original = "Goed, en de baas, Jan, was niet slecht."
    with pytest.raises(NotFromOriginal, match=r"no word was left out|not the original"):
        printed_text(original, edited)
    assert printed_text(original, "Goed, en […] was niet slecht.")


@pytest.mark.parametrize(
    ("original", "edited"),
    [
        ("Het kost 7,5 euro.", "Het kost […]5 euro."),
        ("Het kost 7,5 euro.", "Het kost 7[…] euro."),
        ("Het kost 1.250,50 euro.", "Het kost […] 250,50 euro."),
        ("Om 10:30 uur begon het.", "Om […]:30 uur begon het."),
        ("Een non-profit is dat.", "Een […]profit is dat."),
        ("Een non-profit is dat.", "Een […]-profit is dat."),
        ("Het werd wel -5 graden.", "Het werd […] 5 graden."),
        ("Het werd meer dan 5% beter.", "Het werd meer dan 5[…] beter."),
        ("Het kost echt €5 meer.", "Het kost […] 5 meer."),
    ],
)
def test_a_cut_within_a_number_or_a_word_with_a_hyphen_is_refused(
    original: str, edited: str
) -> None:
    assert printed_text(original, original) == original
    with pytest.raises(NotFromOriginal):
        printed_text(original, edited)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        *(("[+]", False), ("[+] … !", False), ("[...]", False), ("[…naam…]", False), ("?!", False)),
        *(("Ja", True), ("[+] 5", True), ("好", True), ("a\u0301", True)),
    ],
)
def test_marks_and_signs_alone_are_nobodys_words(text: str, *, said: bool) -> None:
    assert has_words(text) is said


def test_the_mark_of_a_probe_is_nobodys_word_and_is_not_printed() -> None:
    assert as_printed("Goed. [+] Vooral de les.") == "Goed. Vooral de les."
    assert printed_text("Goed. [+] Vooral de les.", "Goed. […] de les.") == "Goed. […] de les."


def test_brackets_that_were_said_are_no_edit() -> None:
    assert printed_text("Goed […] toch?", "Goed [...] toch?") == "Goed […] toch?"
    assert printed_text("Goed […] toch Jan?", "Goed […] toch […]?") == "Goed […] toch […]?"


# --------------------------------------------------------------------------- Hints


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (SAID, ["Jansen", "Techniek", "Deventer"]),
        ("Goed. Heel goed! Top?", []),
        ("Mail jan@jansen.nl, of bel 0612345678.", ["jan@jansen.nl", "0612345678"]),
        ("ASML is goed.", ["ASML"]),
        ("Wij zaten in deventer-noord.", ["deventer"]),
    ],
)
def test_what_looks_like_a_name_a_firm_or_a_place_is_pointed_out(
    text: str, found: list[str]
) -> None:
    assert worth_a_look(text, ["Deventer", "X"]) == found


@settings(deadline=None)
@given(st.text(max_size=80))
def test_what_is_pointed_out_stands_in_the_text(text: str) -> None:
    assert all(word in text for word in worth_a_look(text, ["a", "abc"]))

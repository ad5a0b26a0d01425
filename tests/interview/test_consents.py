"""Consents: for each purpose by itself, under a text that is known, never by silence (study, section 5; R17)."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from hybridequiz.interview.consents import (
    Consent,
    ConsentState,
    consents,
    for_use,
    shown_text,
    text_hash,
)
from hybridequiz.interview.events import Event, EventKind
from hybridequiz.interview.record import forgotten, forgotten_record, response_record
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.questions import Mode, SingleQuestion
from hybridequiz.questionnaire.states import Missing
from scenario import Scenario, questionnaire

STUDY = """
id = "study"
title = "Study"
languages = ["nl", "en"]
[values]
researcher = "Bureau Zuid"
[threshold]
public = 12
"""
YES_NO = """options = [
  { code = 1, nl = "Ja", en = "Yes" },
  { code = 2, nl = "Nee", en = "No" },
]"""
TEXT = f"""
id = "test"
version = "1"
audience = "people"
study = "study.toml"
languages = ["nl", "en"]
title = "Test"

[[exit]]
when = "consent == 2"
disposition = "refused"
keep = "disposition"
text = "Goed."

[[section]]
id = "s"
title = "S"
[[section.question]]
id = "consent"
type = "single"
consent = "participation"
grants = [1]
required = true
before.nl = "Onderzoek van {{researcher}}; groepen van {{threshold}}."
before.en = "A study by {{researcher}}; groups of {{threshold}}."
{YES_NO}
text.nl = "Doet u mee?"
text.en = "Do you take part?"
[[section.question]]
id = "quote"
type = "text"
text = "In een zin?"
[[section.question]]
id = "perm"
type = "single"
consent = "quotation"
grants = [1]
about = "quote"
show_if = "answered(quote)"
self_block = true
before = "“{{quote}}”"
{YES_NO}
text.nl = "Mogen wij dat citeren?"
text.en = "May we quote it?"
[[section.question]]
id = "other"
type = "long_text"
text = "Verder nog iets?"
[[section.question]]
id = "again"
type = "single"
consent = "recontact"
grants = [1]
{YES_NO}
text.nl = "Mogen wij bellen?"
text.en = "May we call?"
"""


def loaded(tmp_path: Path, text: str = TEXT) -> Instrument:
    (tmp_path / "study.toml").write_text(STUDY, encoding="utf-8")
    return questionnaire(text, tmp_path)


def begun(tmp_path: Path, *, mode: Mode = "interview") -> Scenario:
    return Scenario.of(loaded(tmp_path), mode=mode)


def given(person: Scenario) -> dict[str, Consent]:
    return {one.question: one for one in consents(person.interview, person.journal.events)}


def recorded(person: Scenario) -> dict[str, Any]:
    result = person.finish()
    record = response_record(person.interview, person.journal.events, result)
    written: dict[str, Any] = json.loads(json.dumps(record))
    return written


def full(tmp_path: Path, *, perm: int = 1, again: object = 1) -> Scenario:
    person = begun(tmp_path).answer(1, next="quote").answer("Leerzaam.", next="perm")
    return person.answer(perm, next="other").answer("GEHEIM", next="again").answer(again)


def test_each_consent_is_kept_with_its_text_language_moment_and_way(tmp_path: Path) -> None:
    person = begun(tmp_path).answer(1, next="quote")
    moment = person.journal.events[-1].at
    person.conductor.switch_language("en")
    person.answer("Useful.", next="perm").answer(1, next="other")
    found = given(person)
    text = "Onderzoek van Bureau Zuid; groepen van 12.\nDoet u mee?\n1 Ja\n2 Nee"
    assert found["consent"] == Consent(
        question="consent",
        purpose="participation",
        state=ConsentState.GRANTED,
        language="nl",
        at=moment,
        way="spoken",
        text=hashlib.sha256(text.encode()).hexdigest(),
    )
    perm = found["perm"]
    assert (perm.language, perm.way, perm.about) == ("en", "own_key", "quote")
    assert perm.about_text == hashlib.sha256(b"Useful.").hexdigest()
    assert "again" not in found, "what was not asked yet is no consent, and no refusal"


@pytest.mark.parametrize(
    ("mode", "way"), [("interview", "spoken"), ("self", "own_key"), ("paper", "paper")]
)
def test_how_a_consent_is_given_follows_from_who_has_the_keyboard(
    mode: Mode, way: str, tmp_path: Path
) -> None:
    assert given(begun(tmp_path, mode=mode).answer(1))["consent"].way == way


def test_silence_is_no_consent(tmp_path: Path) -> None:
    person = full(tmp_path, again=Missing.LEFT_EMPTY)
    assert given(person)["again"].state is ConsentState.NO_ANSWER
    assert for_use(recorded(person), person.interview.instrument, "recontact") is None


def test_a_changed_text_has_no_consent_until_it_is_asked_again(tmp_path: Path) -> None:
    person = full(tmp_path).jump("quote").answer("Iets heel anders.")
    assert "perm" not in given(person)
    person.answer(2, next="other")
    found = given(person)["perm"]
    assert found.state is ConsentState.NOT_GRANTED
    assert found.about_text == text_hash("Iets heel anders.")


def test_everybody_who_was_shown_the_same_text_has_the_same_hash(tmp_path: Path) -> None:
    first = given(full(tmp_path))["perm"]
    person = begun(tmp_path).answer(1).answer("Een andere zin.").answer(1)
    assert given(person)["perm"].text == first.text
    assert given(person)["perm"].about_text != first.about_text


def test_a_text_that_was_corrected_has_another_hash_in_its_language_only(tmp_path: Path) -> None:
    corrected = loaded(tmp_path, TEXT.replace("Mogen wij bellen?", "Mogen wij u bellen?"))
    before = loaded(tmp_path)

    def hashed(instrument: Instrument, language: str) -> str:
        question = instrument.question("again")
        assert isinstance(question, SingleQuestion)
        return text_hash(shown_text(instrument, question, language))

    assert hashed(before, "nl") != hashed(corrected, "nl")
    assert hashed(before, "en") == hashed(corrected, "en")


def test_a_value_of_the_study_is_part_of_the_text(tmp_path: Path) -> None:
    question = loaded(tmp_path).question("consent")
    assert isinstance(question, SingleQuestion)
    words = shown_text(loaded(tmp_path), question, "en")
    assert words.startswith("A study by Bureau Zuid; groups of 12.")


def test_of_who_refused_the_record_says_that_and_nothing_more(tmp_path: Path) -> None:
    person = begun(tmp_path).answer(2)
    result = person.finish()
    session, last = person.interview.session, person.journal.events[-1]
    event = forgotten(session, last, result, {})
    record = forgotten_record(person.interview.instrument, event)
    assert record["consents"] == [
        {"question": "consent", "purpose": "participation", "state": "refused"}
    ]


def test_of_answers_that_were_withdrawn_no_consent_is_left(tmp_path: Path) -> None:
    person = full(tmp_path)
    person.finish()
    event = forgotten(person.interview.session, person.journal.events[-1], 22)
    assert forgotten_record(person.interview.instrument, event)["consents"] == []


def test_r17_for_quotation_only_the_texts_stay_for_which_it_was_granted(tmp_path: Path) -> None:
    person = full(tmp_path)
    person.conductor.remark("GEHEIM", item=person.interview.instrument.by_id["other"])
    record = recorded(person)
    kept = for_use(record, person.interview.instrument, "quotation")
    assert kept is not None
    answers = kept["answers"]
    assert isinstance(answers, dict)
    assert answers["quote"] == {"value": "Leerzaam."}
    assert answers["consent"] == {"value": 1}
    assert "GEHEIM" not in json.dumps(kept)
    assert "GEHEIM" in json.dumps(record), "the record itself is not touched"


def test_r17_a_text_without_its_permission_leaves_the_export_for_quotation(tmp_path: Path) -> None:
    person = full(tmp_path, perm=2)
    assert for_use(recorded(person), person.interview.instrument, "quotation") is None


def test_r17_a_consent_under_a_text_that_is_not_good_enough_does_not_hold(tmp_path: Path) -> None:
    person = full(tmp_path)
    record, instrument = recorded(person), person.interview.instrument
    bad = given(person)["again"].text
    assert for_use(record, instrument, "recontact") is not None
    assert for_use(record, instrument, "recontact", not_under=[bad[:8]]) is None
    assert for_use(record, instrument, "participation", not_under=[bad[:8]]) is not None


def test_r17_an_answer_of_a_version_without_the_question_is_not_used(tmp_path: Path) -> None:
    asked = TEXT.split("[[section.question]]")
    older = "[[section.question]]".join(asked[:-1])
    person = Scenario.of(loaded(tmp_path, older), mode="self").answer(1).answer("Leerzaam.")
    person.answer(1).answer("Nee.")
    assert for_use(recorded(person), person.interview.instrument, "recontact") is None


def test_r17_a_text_that_is_not_the_one_that_was_shown_is_not_used(tmp_path: Path) -> None:
    person = full(tmp_path)
    record = recorded(person)
    record["answers"]["quote"] = {"value": "Iets dat nooit is gezegd."}
    assert for_use(record, person.interview.instrument, "quotation") is None


def test_a_consent_comes_back_from_its_json(tmp_path: Path) -> None:
    for one in given(full(tmp_path)).values():
        assert Consent.from_json(json.loads(json.dumps(one.to_json()))) == one


def test_the_moment_is_that_of_the_answer_that_stands(tmp_path: Path) -> None:
    person = full(tmp_path, again=2).jump("again").answer(1)
    last = [one for one in person.journal.events if one.kind is EventKind.ANSWERED][-1]
    assert isinstance(last, Event)
    assert given(person)["again"].at == last.at


def test_r17_the_reason_of_a_break_off_is_not_quoted(tmp_path: Path) -> None:
    person = full(tmp_path)
    person.conductor.end("GEHEIM")
    record = recorded(person)
    kept = for_use(record, person.interview.instrument, "quotation")
    assert "GEHEIM" in json.dumps(record["events"][-2:])
    assert kept is not None
    assert "GEHEIM" not in json.dumps(kept)


def test_r17_an_earlier_wording_of_a_text_is_not_quoted(tmp_path: Path) -> None:
    person = full(tmp_path).jump("quote").answer("Beter gezegd.").answer(1, next="other")
    record = recorded(person)
    assert "Leerzaam." in json.dumps(record["events"])
    kept = for_use(record, person.interview.instrument, "quotation")
    assert kept is not None
    assert "Leerzaam." not in json.dumps(kept)
    assert "Beter gezegd." in json.dumps(kept)

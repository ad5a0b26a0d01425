"""What is made from an answer stays where that stays: at a refusal, in a quotation, in what was answered alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hybridequiz.interview.consents import for_use
from hybridequiz.interview.record import kept_notes, response_record
from hybridequiz.questionnaire.rosters import unrolled
from hybridequiz.questionnaire.telling import telling
from hybridequiz.wording.summary import summarise
from scenario import Scenario, questionnaire

YES_NO = "options = [{ code = 1, text = 'Ja' }, { code = 2, text = 'Nee' }]"
SAID = f"""
[[exit]]
when = "part == 2"
disposition = "refused"
keep = "disposition"
text = "Goed."
[[section]]
id = "s"
title = "S"
[[section.question]]
id = "word"
type = "text"
self_block = true
text = "Woord?"
[[section.question]]
id = "zin"
type = "text"
text = "Zin?"
[[section.question]]
id = "again"
type = "computed"
gives = "text"
value = "word"
text = "Nog eens"
[[section.question]]
id = "thrice"
type = "computed"
gives = "text"
value = "again"
text = "Weer"
[[section.question]]
id = "filled"
type = "computed"
gives = "yes_no"
value = "answered(again)"
text = "Gevuld"
[[section.question]]
id = "perm"
type = "single"
consent = "quotation"
grants = [1]
about = "zin"
{YES_NO}
text = "Mag het?"
[[section.question]]
id = "part"
type = "single"
{YES_NO}
text = "Doet u mee?"
[[section]]
id = "notes"
title = "N"
after_exit = true
mode = ["interview"]
[[section.question]]
id = "place"
type = "text"
text = "Waar?"
[[section.question]]
id = "heard"
type = "computed"
gives = "text"
value = "thrice"
text = "Gehoord"
[[section.question]]
id = "there"
type = "computed"
gives = "text"
value = "place"
text = "Daar"
"""


def answered(tmp_path: Path, *, part: int) -> Scenario:
    person = Scenario.of(questionnaire(SAID, tmp_path), mode="interview")
    person.answer("kanarie", next="zin").answer("mus", next="perm").answer(1, next="part")
    return person.answer(part, next="place").answer("keuken")


def test_what_is_computed_from_an_answer_goes_with_it_at_a_refusal(tmp_path: Path) -> None:
    person = answered(tmp_path, part=2)
    kept = kept_notes(person.interview)
    assert kept.keys() == {"place", "there"}, "what the interviewer noted stays, and what follows"


def test_for_quotation_what_is_made_from_withheld_words_is_withheld(tmp_path: Path) -> None:
    person = answered(tmp_path, part=1)
    record = response_record(person.interview, person.journal.events, person.finish())
    kept = for_use(record, person.interview.instrument, "quotation")
    assert "kanarie" in json.dumps(record)
    assert kept is not None
    assert "kanarie" not in json.dumps(kept)
    answers = kept["answers"]
    assert isinstance(answers, dict)
    assert answers["zin"] == {"value": "mus"}
    assert answers["filled"] == record["answers"]["filled"], "no words: it may be used"  # type: ignore[index,call-overload]


def test_what_is_made_from_an_answer_given_alone_shows_nowhere(tmp_path: Path) -> None:
    person = answered(tmp_path, part=1)
    told = summarise(person.interview, person.journal.events, mask_self_block=True)
    assert "kanarie" not in json.dumps(told.to_json())
    open_ = summarise(person.interview, person.journal.events, mask_self_block=False)
    assert "kanarie" in json.dumps(open_.to_json())


ROWS = """
[[section]]
id = "s"
title = "S"
[[section.question]]
id = "n"
type = "integer"
min = 0
max = 2
text = "Hoeveel?"
[[section]]
id = "kid"
title = "K"
repeat = "n"
[[section.question]]
id = "age"
type = "integer"
min = 0
max = 20
text = "Oud?"
[[section.question]]
id = "twice"
type = "computed"
gives = "integer"
value = "2 * age"
text = "D"
[[section]]
id = "after"
title = "A"
[[section.question]]
id = "total"
type = "computed"
gives = "integer"
value = "sum(row.twice for row in kid)"
text = "T"
"""


@pytest.mark.parametrize("rows", [False, True])
def test_what_is_summed_over_rows_follows_from_every_answer_in_them(
    tmp_path: Path, *, rows: bool
) -> None:
    instrument = questionnaire(ROWS, tmp_path)
    if rows:
        assert telling(unrolled(instrument), ["age[2]"]) == {"age[2]", "twice[2]", "total"}
    else:
        assert telling(instrument, ["age"]) >= {"age", "twice", "total"}


ALONE = ROWS.replace('id = "age"', 'id = "age"\nself_block = true').replace(
    "max = 2\n", "max = 4\n"
)


def test_rows_that_were_not_answered_alone_yet_or_are_not_there_do_not_show(tmp_path: Path) -> None:
    person = Scenario.of(questionnaire(ALONE, tmp_path), mode="interview")
    person.answer(2, next="age[1]").answer(3, next="age[2]")

    def shown() -> dict[str, int]:
        told = summarise(person.interview, person.journal.events, mask_self_block=True)
        return {one.id: len(one.lines) for one in told.sections if one.id.startswith("kid")}

    assert {name for name, lines in shown().items() if lines} == {"kid[1]"}
    person.answer(4, next="")
    assert {name for name, lines in shown().items() if lines} == {"kid[1]", "kid[2]"}
    assert shown().keys() == {"kid[1]", "kid[2]"}, "there are two rows, and not four"

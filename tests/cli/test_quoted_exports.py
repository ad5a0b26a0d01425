"""Exports know what respondents said after their interviews: a permission taken back, a quotation approved."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from cli.command_line import Invoke
from cli.quote_kit import interviewed, write_study
from hybridequiz.export import pages
from hybridequiz.interview.consents import text_hash
from hybridequiz.store import reading

CANARY = "CANARY: it was worth it, said my boss Jansen."
CUT = "CANARY: it was worth it, said my boss [...]."
PRINTED = "CANARY: it was worth it, said my boss […]."


@pytest.fixture
def study(folder: Path) -> Path:
    write_study(folder)
    return folder


def decide(invoke: Invoke, decision: str, text: str, *options: str) -> None:
    listed = json.loads(invoke("quotes", "list", "--json").stdout)["quotations"]
    handle = next(one["handle"] for one in listed if one["text"] == text)
    result = invoke("quotes", decision, handle, "--by", "R2", *options)
    assert result.exit_code == 0, result.stderr


def exported(invoke: Invoke, *options: str) -> dict[str, str]:
    """Export, and give all files by name; what earlier exports left is gone."""
    result = invoke("export", "people", "--out", "out", *options)
    assert result.exit_code == 0, result.stderr
    paths = [Path(line) for line in result.stdout.splitlines()]
    return {path.name: path.read_text(encoding="utf-8") for path in paths}


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def consent_states(invoke: Invoke, *options: str) -> list[str]:
    found = exported(invoke, "--format", "csv", *options)
    return sorted(one["state"] for one in rows(found["people-consents.csv"]))


def quoted(invoke: Invoke, *options: str) -> dict[str, str]:
    return exported(invoke, "--for", "quotation", *options)


# ------------------------------------------------------------------ Taken back


def test_a_permission_taken_back_is_out_of_every_export_for_quotation(
    study: Path, invoke: Invoke
) -> None:
    interviewed(study, CANARY, 2)
    interviewed(study, "Fine.", 2)
    assert "CANARY" in "".join(quoted(invoke, "--format", "csv").values())
    decide(invoke, "revoke", CANARY)
    for form in ("csv", "jsonl"):
        found = "".join(quoted(invoke, "--format", form).values())
        assert "CANARY" not in found, form
        assert "Fine." in found, form
    answers = str(study / "data" / "live" / "answers")
    from_files = quoted(invoke, "--format", "csv", "--answers", answers)
    assert "CANARY" not in "".join(from_files.values()), "of files too, by what is known here"


def test_where_no_permission_is_left_nothing_is_exported(study: Path, invoke: Invoke) -> None:
    interviewed(study, CANARY, 2)
    decide(invoke, "revoke", CANARY)
    result = invoke("export", "--for", "quotation", "--out", "out")
    assert "No response is chosen by all of this" in result.stderr
    assert not (study / "out").exists()


def test_the_consents_of_every_export_say_that_it_was_taken_back(
    study: Path, invoke: Invoke
) -> None:
    interviewed(study, CANARY, 2)
    interviewed(study, "Fine.", 2)
    assert consent_states(invoke) == ["granted", "granted"]
    decide(invoke, "revoke", CANARY)
    assert consent_states(invoke) == ["granted", "withdrawn"]


def test_whole_records_stay_as_they_were_stored(study: Path, invoke: Invoke) -> None:
    interviewed(study, CANARY, 2)
    before = exported(invoke, "--format", "jsonl")
    decide(invoke, "revoke", CANARY)
    assert exported(invoke, "--format", "jsonl") == before


def test_pages_that_are_kept_notice_what_was_said_afterwards(
    study: Path, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "LEAST", 1)
    monkeypatch.setattr(reading, "SIZE", 2)
    for text in ("One.", "Two.", "Three."):
        interviewed(study, text, 2)
    interviewed(study, CANARY, 4)

    def kept() -> set[str]:
        found = (study / "data").rglob("*consents~*.arrow")
        return {path.name for path in found}

    assert consent_states(invoke) == ["granted", "granted", "granted", "not_granted"]
    first = kept()
    assert len(first) == 3
    decide(invoke, "revoke", "One.")
    assert consent_states(invoke) == ["granted", "granted", "not_granted", "withdrawn"]
    assert len(first & kept()) == 2, "only the page of that response is made anew"
    decide(invoke, "approved", CANARY)
    assert consent_states(invoke) == ["approved", "granted", "granted", "withdrawn"]
    decide(invoke, "revoke", CANARY)
    assert consent_states(invoke) == ["granted", "granted", "withdrawn", "withdrawn"]


# ------------------------------------------------------------------ Approved


def test_what_was_approved_afterwards_may_be_quoted_in_those_words_and_no_others(
    study: Path, invoke: Invoke
) -> None:
    interviewed(study, CANARY, 4)
    interviewed(study, "Not approved.", 4)
    interviewed(study, "Refused.", 1)
    decide(invoke, "approved", CANARY, "--text", CUT)
    found = quoted(invoke, "--format", "csv")
    assert [one["said"] for one in rows(found["people.csv"])] == [PRINTED]
    (consent,) = rows(found["people-consents.csv"])
    assert consent["state"] == "approved"
    assert consent["about_text"] == text_hash(PRINTED)
    for form in ("csv", "jsonl"):
        everything = "".join(quoted(invoke, "--format", form).values())
        assert "Jansen" not in everything, form
        assert "Not approved." not in everything, form


def test_a_later_approval_takes_the_earlier_one_out(study: Path, invoke: Invoke) -> None:
    interviewed(study, CANARY, 4)
    decide(invoke, "approved", CANARY)
    decide(invoke, "approved", CANARY, "--text", CUT)
    assert [one["said"] for one in rows(quoted(invoke, "--format", "csv")["people.csv"])] == [
        PRINTED
    ]


def test_what_was_approved_and_then_taken_back_is_not_quoted(study: Path, invoke: Invoke) -> None:
    interviewed(study, CANARY, 4)
    interviewed(study, "Fine.", 2)
    decide(invoke, "approved", CANARY)
    decide(invoke, "revoke", CANARY)
    assert "CANARY" not in "".join(quoted(invoke, "--format", "jsonl").values())


def test_an_approval_is_no_answer(study: Path, invoke: Invoke) -> None:
    interviewed(study, CANARY, 4)
    decide(invoke, "approved", CANARY, "--text", CUT)
    found = exported(invoke, "--format", "csv")
    assert [one["said"] for one in rows(found["people.csv"])] == [CANARY]

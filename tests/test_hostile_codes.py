"""Hostile texts where no question is: in codes that are typed, in the cells of a case list, and prefilled."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual import events

from cases.kit import fieldwork_with_cases, study
from hostile import HOSTILE, as_kept, is_harmless, squashed
from hybridequiz.batch.case_list import CaseList, read_case_list
from hybridequiz.plain.setup import NewInterview, choose_setup
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.store.data import DataFolder
from hybridequiz.store.field_book import Case
from hybridequiz.store.fieldwork import LONGEST_CODE, Fieldwork
from hybridequiz.store.setup import Preset, Setup
from hybridequiz.tui.app import HybridequizApp, Options, Start
from hybridequiz.tui.kiosk import Kiosk
from kinds import meeting
from plain.person import Person
from scenario import questionnaire
from tui.driver import interview_screen, shown

TEXTS = """
id = "texts"
version = "1"
audience = "people"
languages = ["en"]
title = "Texts"

[[section]]
id = "only"
title = "Only"

[[section.question]]
id = "line"
type = "text"
text = "A line?"

[[section.question]]
id = "prose"
type = "long_text"
text = "Many?"
"""


def read(instrument: Instrument, **cells: str) -> CaseList:
    """Read a list of one case."""
    row = {"code": "A-1", "audience": "people", **cells}
    written = io.StringIO()
    csv.writer(written).writerows([row.keys(), row.values()])
    content = written.getvalue().encode(errors="surrogatepass")
    return read_case_list("list.csv", content, [instrument])


def told(found: CaseList) -> str:
    return "".join(one.message + one.hint for one in found.problems)


# A case list


@pytest.mark.parametrize(
    "column",
    ["code", "audience", "location", "organisation", "wishes", "town", "since", "people", "sea"],
)
def test_a_cell_of_a_case_list_is_kept_clean_or_told_in_a_sentence(
    column: str, tmp_path: Path
) -> None:
    instrument = meeting(tmp_path)
    for what, text in HOSTILE.items():
        found = read(instrument, **{column: text})
        assert is_harmless(told(found)), what
        assert all(len(one.message) < 300 for one in found.problems), what
        assert len(found.cases) == (not found.problems), what
        for case in found.cases:
            assert is_harmless(case.shown + case.organisation), what
            assert not case.prefilled or column in ("people", "since"), what


def test_a_heading_of_a_case_list_is_told_in_a_sentence(tmp_path: Path) -> None:
    for what, text in HOSTILE.items():
        found = read(meeting(tmp_path / "study"), **{text: "x"})
        assert found.problems, what
        assert is_harmless(told(found)), what
        assert all(len(one.message) < 300 for one in found.problems), what


# What is prefilled


def prefilled(folder: Path) -> Iterator[tuple[str, str, Case]]:
    """Give the cases of which a list can know a hostile text: where it is, the text, and the case."""
    instrument = questionnaire(TEXTS, folder)
    for name in ("line", "prose"):
        for number, text in enumerate(HOSTILE.values()):
            found = read(instrument, code=f"{name}-{number}", **{name: text})
            for case in found.cases:
                if case.prefilled:
                    yield name, text, case


def test_what_is_prefilled_is_shown_and_confirmed_as_it_is_kept(tmp_path: Path) -> None:
    known = list(prefilled(tmp_path))
    assert len(known) > 60
    with fieldwork_with_cases(tmp_path, *(case for _, _, case in known)) as fieldwork:
        for name, text, case in known:
            setup = Setup("self", "extended", "en", case=case.shown)
            sitting = fieldwork.begin(questionnaire(TEXTS, tmp_path), setup)
            person = Person(*(["", ""] if name == "line" else ["x", ""]), "/leave")
            person.sit(sitting)
            assert is_harmless(person.heard.replace("\n", "")), text
            stored = str(sitting.interview.answers[name].value)
            assert squashed(stored) == squashed(as_kept(text)), text


async def test_what_is_prefilled_is_harmless_on_the_screen(tmp_path: Path) -> None:
    known = [one for number, one in enumerate(prefilled(tmp_path)) if number % 9 == 0]
    with fieldwork_with_cases(tmp_path, *(case for _, _, case in known)) as fieldwork:
        for name, text, case in known:
            setup = Setup("self", "extended", "en", case=case.shown)
            sitting = fieldwork.begin(questionnaire(TEXTS, tmp_path), setup)
            app = HybridequizApp(fieldwork, [], start=Start(sitting=sitting))
            async with app.run_test(size=(60, 20)) as pilot:
                await pilot.press(*(["x", "enter", "enter"] if name == "prose" else []))
                await pilot.pause()
                assert is_harmless(shown(app).replace("\n", "")), text
                await pilot.press("ctrl+d" if name == "prose" else "enter")
                await pilot.pause()
                answer = interview_screen(app).interview.answers[name]
                assert squashed(str(answer.value)) == squashed(as_kept(text)), text


# Codes that are typed


async def paste_some(app: HybridequizApp, keys: list[str], heading: str, at: int) -> None:
    """Paste every fifth text, from one on, into the line that these keys lead to, and press Enter.

    Nothing begins, and nothing is obeyed. It is the same line as that of a question, into which all are pasted.
    """
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        assert heading in shown(app)
        for text in list(HOSTILE.values())[at::5]:
            app.post_message(events.Paste(text))
            await pilot.pause()
            assert is_harmless(shown(app).replace("\n", "")), text
            await pilot.press("enter")
            await pilot.pause()
            assert is_harmless(shown(app).replace("\n", "")), text
            assert heading in shown(app), text
            await pilot.press("ctrl+e", "ctrl+u")
        assert app.return_code is None


async def test_the_code_of_a_case_typed_at_the_start(tmp_path: Path) -> None:
    people = study(tmp_path / "study")["people"]
    preset = Preset(language="en", mode="interview", interviewer="K7")
    start = Start(instrument=people, preset=preset)
    app = HybridequizApp(
        fieldwork_with_cases(tmp_path), [], start=start, options=Options(language="en")
    )
    await paste_some(app, [], "Case code", 0)


@pytest.mark.parametrize(("key", "listed"), [("1", True), ("3", True), ("3", False)])
async def test_a_code_typed_at_a_kiosk(key: str, listed: bool, tmp_path: Path) -> None:
    people = study(tmp_path / "study")["people"]
    kiosk = Kiosk(people, Setup("self", "extended", "en"), "4711")
    data = Fieldwork(DataFolder(tmp_path / "none"))
    fieldwork = fieldwork_with_cases(tmp_path) if listed else data
    app = HybridequizApp(fieldwork, [], start=Start(kiosk=kiosk))
    await paste_some(app, [key], "Which code?", int(key) + listed)


def test_the_codes_of_interviewer_and_case_in_plain_lines(tmp_path: Path) -> None:
    people = study(tmp_path / "study")["people"]
    preset = Preset(language="en", mode="interview", form="extended", location=1)
    for text in HOSTILE.values():
        line = text.replace("\n", " ")
        person = Person("K7" if not line.strip() else line, line, "", "", "")
        chosen = choose_setup(
            [people], read=person.read, write=person.write, language="en", preset=preset
        )
        typed = "".join(part for part in person.transcript if "«" not in part)
        assert is_harmless(typed.replace("\n", "")), text
        if isinstance(chosen, NewInterview):
            for code in (chosen.setup.interviewer, chosen.setup.case):
                assert is_harmless(code), text
                assert len(code) <= LONGEST_CODE, text


async def test_the_code_of_an_interviewer_on_the_screen_is_kept_as_text(tmp_path: Path) -> None:
    instrument = questionnaire(TEXTS, tmp_path)
    start = Start(instrument=instrument, preset=Preset(language="en", mode="interview"))
    fieldwork = Fieldwork(DataFolder(tmp_path / "data"))
    app = HybridequizApp(fieldwork, [], start=start, options=Options(language="en"))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        assert "Your interviewer code" in shown(app)
        for text in list(HOSTILE.values())[3::5]:
            app.post_message(events.Paste(text))
            await pilot.press("enter")
            await pilot.pause()
            assert is_harmless(shown(app).replace("\n", "")), text
            await pilot.press("shift+tab")
            await pilot.pause()
            assert "Your interviewer code" in shown(app), text
            await pilot.press("ctrl+e", "ctrl+u")

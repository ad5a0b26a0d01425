"""Whatever is put wherever by whatever client: nothing crashes, nothing is obeyed, and no text is lost."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from hostile import (
    HOSTILE,
    LIST,
    PLACES,
    Place,
    as_kept,
    as_lines,
    is_answer,
    is_harmless,
    is_text,
    squashed,
)
from hybridequiz.batch.fill import Kept, Refused, fill
from hybridequiz.batch.lines import read_lines
from hybridequiz.interview.answers import Answer
from hybridequiz.interview.complaints import InvalidAnswer
from hybridequiz.interview.interview import Interview
from hybridequiz.plain import run_plain
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.store.data import DataFolder
from hybridequiz.store.fieldwork import Fieldwork
from hybridequiz.store.setup import Setup
from hybridequiz.tui.app import HybridequizApp
from hybridequiz.tui.interview_screen import InterviewScreen
from hybridequiz.tui.page import NUMBER_LENGTH
from scenario import questionnaire
from terminal.screen import Terminal
from tui.driver import app_for, interview_screen, shown

HEAD = """
id = "hostile"
version = "1"
audience = "people"
languages = ["en"]
title = "Hostile"

[[section]]
id = "only"
title = "Only"

[[section.question]]
id = "first"
type = "integer"
min = 0
max = 9
text = "First?"
"""
QUESTION = """
[[section.question]]
id = "{name}"
text = "What?"
{toml}
"""
ECHO = """
[[section.question]]
id = "echo"
type = "note"
text = "You said: {word|nothing}"
"""
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
OUR_POINTER = re.compile("\x1b\\]22;[a-z]+(\x07|\x1b\\\\)")
SEQUENCE = re.compile("\x1b\\[[0-9;?<>=]*[A-Za-z]")
ROSTER = """
[[section]]
id = "rows"
title = "Rows"
repeat = "first"
row_title = "Row {row}: {word|…}"
"""
SAME_FIELD = (
    *("decimal", "date", "time", "partial date", "count of rows"),
    *("namely of several", "namely of a ranking", "text in a row"),
)
"""Places whose field is the one of a whole number or of "namely": typed there it is the same."""
SAYS_WHY = ("integer", "decimal", "date", "time", "partial date", "count of rows", "lookup")
TYPED_AT_MOST = 300
"""Characters that are typed one by one; longer texts are only pasted."""


def of(place: Place, folder: Path) -> Instrument:
    name = "grid" if "items =" in place.toml else "word"
    (folder / "places.csv").write_text(LIST, encoding="utf-8")
    asked = QUESTION.format(name=name, toml=place.toml)
    echo = ECHO if place.keeps != "nothing" else ""
    return questionnaire(HEAD + ROSTER * place.in_row + asked + echo + place.after, folder)


def kept_in(interview: Interview, place: Place) -> str | None:
    """Give the text that is stored, or None where there is none; a choice that came of a text fails."""
    return said_in(interview.answers.get(place.address), place)


def said_in(answer: Answer | None, place: Place) -> str | None:
    """Give the text of an answer, or None where there is none; a choice that came of a text fails."""
    if answer is None or not answer.given:
        return None
    if place.keys:
        return next((text for _, text in answer.other), None)
    assert place.keeps != "nothing", f"{answer.value!r} is stored"
    return str(answer.value)


def check(kept: str | None, text: str, place: Place, *, cut: bool) -> None:
    """See to it that what is stored is what the rule keeps; `cut`: of what is too long the beginning is."""
    wanted = as_kept(text)
    if place.keeps == "nothing" or not is_answer(text):
        assert not kept
    elif len(wanted) > place.most:
        if not cut:
            assert not kept
            return
        assert kept is not None
        assert squashed(wanted).startswith(squashed(kept)[:-20])
        assert place.most // 2 < len(kept) <= place.most
    else:
        assert kept is not None
        assert squashed(kept) == squashed(wanted)
        if place.keeps == "prose" and cut:
            assert kept.replace("\t", " ") == wanted.replace("\t", " ")


# On the screen


@pytest.mark.parametrize(
    ("name", "way"),
    [
        (name, way)
        for name in PLACES
        for way in ("pasted", "typed")
        if way == "pasted" or name not in SAME_FIELD
    ],
)
async def test_on_the_screen(name: str, way: str, tmp_path: Path) -> None:
    """Every text is put into the field, and is drawn; going on with it is tried with every fifth, as it takes long."""
    place = PLACES[name]
    app = app_for(of(place, tmp_path), tmp_path / "data")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = interview_screen(app)
        await pilot.press("5", "enter", "enter")
        for number, text in enumerate(HOSTILE.values()):
            if way == "typed" and (len(text) > TYPED_AT_MOST or set(place.picks) & set(text)):
                continue
            given = text if way == "pasted" else as_typed(text)
            if place.keys:
                await pilot.press(*place.keys)
            await put(pilot, text, way)
            assert is_harmless(shown(app)), text
            check(said_in(answer_of(screen), place), given, place, cut=True)
            if number % 5 == len(name) % 5:
                await go_on(pilot, app, place)
                assert is_harmless(shown(app)), text
                check(kept_in(screen.interview, place), given, place, cut=True)
                if name in SAYS_WHY and is_answer(given) and len(given) <= NUMBER_LENGTH:
                    assert screen.message.has_class("wrong"), text
            start_again(screen, place)


def answer_of(screen: InterviewScreen) -> Answer | None:
    """Give the answer with which Enter would go on; nothing where it is refused."""
    try:
        return screen.page.answer(unnamed=True)
    except InvalidAnswer:
        return None


def as_typed(text: str) -> str:
    """Give what comes of a text whose characters are typed one by one: controls are no characters of a keyboard."""
    return "".join(one for one in text if is_text(one) and one not in "\n\t")


async def put(pilot: Pilot[int], text: str, way: str) -> None:
    """Paste a text, or send each of its characters as a key."""
    if way == "pasted":
        pilot.app.post_message(events.Paste(text))
    else:
        for character in text:
            pilot.app.post_message(events.Key("unnamed", character))
    await pilot.pause()


async def go_on(pilot: Pilot[int], app: HybridequizApp, place: Place) -> None:
    """Go on, and once more where it is asked whether to leave it empty, or so."""
    await pilot.press("ctrl+d" if place.keeps == "prose" else "enter")
    if "go on again" in " ".join(shown(app).split()).casefold():
        await pilot.press("ctrl+d" if place.keeps == "prose" else "enter")


def start_again(screen: InterviewScreen, place: Place) -> None:
    """Come back to the question, with nothing answered or typed."""
    conductor = screen.conductor
    if place.address in screen.interview.answers:
        conductor.jump(screen.interview.instrument.by_id[place.address])
        conductor.clear()
    screen._drafts.clear()
    screen._stop_draft_timer()
    screen.refresh_view()


# In plain lines


@pytest.mark.parametrize("name", PLACES)
def test_in_plain_lines(name: str, tmp_path: Path) -> None:
    place = PLACES[name]
    instrument = of(place, tmp_path)
    fieldwork = Fieldwork(DataFolder(tmp_path / "data"))
    for text in HOSTILE.values():
        line = text.replace("\n", " ")
        typed = "/" + line if line.lstrip().startswith("/") else line
        if place.keeps == "prose" and typed.strip() == ".":
            typed = ".."
        sitting = fieldwork.begin(instrument, Setup("self", "extended", "en"))
        lines = iter(["5", *place.keys, typed, "", "." if place.keeps == "prose" else ""])
        said: list[str] = []

        def read(prompt: str, lines: object = lines, said: list[str] = said) -> str:
            said.append(prompt)
            try:
                return next(lines)  # type: ignore[call-overload, no-any-return]  # an iterator of lines
            except StopIteration:
                raise EOFError from None

        run_plain(sitting, read=read, write=said.append)
        assert is_harmless("".join(said)), text
        interview = sitting.conductor.interview
        sitting.journal.close()
        check(kept_in(interview, place), line, place, cut=False)


# From a file


def filled(instrument: Instrument, place: Place, data: Path) -> dict[str, Kept | Refused]:
    """Send every hostile text as the answer of a respondent; give what became of each."""
    lines = []
    for name, text in HOSTILE.items():
        answers: dict[str, object] = {"_case": name[:30], "first": 5, "word": text}
        if place.keys:
            several = "multiple" in place.toml or "ranking" in place.toml
            answers |= {"word": [9] if several else 9, "word.9": text}
        if place.in_row:
            answers["rows"] = [{"word": answers.pop("word")}]
        lines.append(json.dumps(answers))
    stream = io.BytesIO("\n".join(lines).encode())
    results = fill(Fieldwork(DataFolder(data)), instrument, read_lines(stream))
    return dict(zip(HOSTILE, results, strict=True))


@pytest.mark.parametrize("name", PLACES)
def test_from_a_file_it_is_kept_as_it_stands_or_refused_with_a_sentence(
    name: str, tmp_path: Path
) -> None:
    place = PLACES[name]
    for what, result in filled(of(place, tmp_path), place, tmp_path / "data").items():
        text = HOSTILE[what]
        can_be_kept = all(map(is_text, as_lines(text))) and len(as_kept(text)) <= place.most
        if place.keeps == "nothing":
            assert isinstance(result, Refused) or not is_answer(text), what
        else:
            assert isinstance(result, Kept) == can_be_kept, what
        for fault in result.faults if isinstance(result, Refused) else ():
            assert fault.message
            assert is_harmless(fault.message + fault.hint + fault.key), what
            assert len(fault.message) < 300


@pytest.mark.parametrize(
    "name", [name for name, place in PLACES.items() if place.keeps != "nothing"]
)
def test_what_was_kept_comes_out_of_an_export_as_it_is(name: str, tmp_path: Path) -> None:
    place = PLACES[name]
    results = filled(of(place, tmp_path), place, tmp_path / "data")
    command = [sys.executable, "-m", "hybridequiz", "export"]
    run = subprocess.run(
        [
            *command,
            "--format",
            "csv",
            "--data",
            str(tmp_path / "data"),
            "--out",
            str(tmp_path / "out"),
        ],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert "\x1b" not in run.stdout + run.stderr
    rows = {row["response_id"]: row for row in table(tmp_path / "out" / "hostile.csv")}
    if place.in_row:
        for row in table(tmp_path / "out" / "hostile.rows.csv"):
            if row["row"] == "1":
                rows[row["response_id"]] |= row
    rows = {row["case_code"]: row for row in rows.values()}
    kept = [what for what, result in results.items() if isinstance(result, Kept)]
    assert len(kept) > 20
    column = "word__9__txt" if place.keys else "word"
    for what in kept:
        wanted = as_kept(HOSTILE[what])
        if is_answer(wanted):
            assert squashed(rows[what[:30]][column]) == squashed(wanted), what


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


# On a real terminal


def test_no_terminal_hears_what_was_pasted(tmp_path: Path) -> None:
    """What is drawn begins with sequences of our own; none of those that were pasted is among them."""
    of(PLACES["long_text"], tmp_path)
    given = "".join(text for text in HOSTILE.values() if len(text) < 400).encode(
        errors="surrogatepass"
    )
    given = given.replace(b"\x1b[201~", b"")
    path = str(tmp_path / "test.toml")
    with Terminal("run", path, "--mode", "self", data=tmp_path / "data") as terminal:
        terminal.see("First?")
        terminal.press("5", "enter", "enter").see("What?")
        terminal.raw = b""
        terminal.send(b"\x1b[200~" + given + b"\x1b[201~")
        terminal.press("\x04").see("did not come through")
        terminal.press("\x04").see("You said")
        terminal.press("f7").see("Contents")
        drawn = OUR_POINTER.sub("", terminal.raw.decode())
        terminal.press("escape", "\x11")
        assert terminal.end() == 0
    assert "\x1b]" not in drawn
    assert "\x1bP" not in drawn
    assert set(CONTROL.findall(drawn)) <= set("\x1b\r\n")
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]", drawn)
    assert {one[-1] for one in SEQUENCE.findall(drawn)} <= set("mHhlKJ")

"""What keyboards, input methods and pastes make, through a real terminal: stored is what was typed, in NFC."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from hybridequiz.batch.fill import Kept, fill
from hybridequiz.batch.lines import read_lines
from hybridequiz.questionnaire.load import load
from hybridequiz.store.data import DataFolder
from hybridequiz.store.fieldwork import Fieldwork, Sitting
from terminal.screen import Terminal

TEXTS = """
id = "texts"
version = "1"
audience = "people"
languages = ["nl"]
title = "Teksten"

[[section]]
id = "only"
title = "Deel"

[[section.question]]
id = "line"
type = "text"
text = "Eén regel?"

[[section.question]]
id = "choice"
type = "single"
text = "Welke?"
options = [ { code = 1, nl = "Ja" }, { code = 2, nl = "Anders, namelijk …", other = true } ]

[[section.question]]
id = "prose"
type = "long_text"
text = "Vertel?"

[[section.question]]
id = "age"
type = "integer"
min = 0
max = 40
text = "Leeftijd?"

  [[section.question.check]]
  that = "this < 20"
  level = "soft"
  text = "Klopt dat?"
"""
ODD = {
    "dead keys": "café Ĳsselmeer naïef ’s-Gravenhage",
    "AltGr": "@ € [ ] { } | ~ ² µ",
    "an input method": "你好世界漢字仮名交じり文한국어입력",
    "no-break spaces": "10\u00a0000\u202f€ dus",
    "joiners": "می\u200cخواهم क्\u200dष",
    "combining accents": "cafe\u0301 A\u030a o\u0302\u0323 q\u0303",
    "emoji": "👩\u200d🔧 👨\u200d👩\u200d👧\u200d👦 ❤\ufe0f 🏳\ufe0f\u200d🌈 👍🏽 🇳🇱 1\ufe0f\u20e3",
    "right to left": "שלום مرحبا",
}
PASTE = "\x1b[200~{}\x1b[201~"


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def stored(data: Path, code: str) -> Sitting:
    fieldwork = Fieldwork(DataFolder(data))
    sitting = fieldwork.resume(fieldwork.look_up(code), by="interviewer")
    sitting.journal.close()
    return sitting


@pytest.fixture
def questionnaire(tmp_path: Path) -> str:
    path = tmp_path / "texts.toml"
    path.write_text(TEXTS, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("way", ["typed", "pasted"])
@pytest.mark.parametrize("kind", ODD)
def test_on_the_screen_a_text_is_stored_as_it_was_given(
    kind: str, way: str, questionnaire: str, tmp_path: Path
) -> None:
    text, data = ODD[kind], tmp_path / "data"
    given = text if way == "typed" else PASTE.format(text)
    with Terminal("run", questionnaire, "--mode", "interview", "--yes", data=data) as terminal:
        terminal.see("Eén regel?")
        terminal.press("f5").see("Opmerking")
        terminal.press(given, "enter").see("opmerking opgeslagen")
        terminal.press(given, "enter").see("Uw code is")
        code = terminal.code()
        terminal.press("enter").see("Welke?")
        terminal.settle(0.3)
        terminal.press("2").see("namelijk")
        terminal.press(given, "enter").see("Vertel?")
        terminal.press(given, "enter", given, "\x04").see("Leeftijd?")
        terminal.press("30", "enter").see("Klopt dat?")
        terminal.press(given, "enter")
        terminal.see("laatste vraag")
        terminal.press("\x11")
        assert terminal.end() == 0
    interview = stored(data, code).interview
    assert interview.answers["line"].value == nfc(text)
    assert interview.answers["choice"].other == ((2, nfc(text)),)
    assert interview.answers["prose"].value == nfc(f"{text}\n{text}")
    assert interview.remarks["line"] == nfc(text)
    assert interview.confirmed["age", 0][0] == nfc(text)


@pytest.mark.parametrize("kind", ODD)
def test_in_plain_lines_a_text_is_stored_as_it_was_typed(
    kind: str, questionnaire: str, tmp_path: Path
) -> None:
    text, data = ODD[kind], tmp_path / "data"
    command = [
        sys.executable,
        "-m",
        "hybridequiz",
        "run",
        questionnaire,
        "--mode",
        "interview",
        "--yes",
    ]
    lines = [f"/opmerking {text}", text, "2", text, text, text, ".", "30", "ja", text, "/stoppen"]
    run = subprocess.run(
        [*command, "--plain", "--data", str(data)],
        input="\n".join(lines) + "\n",
        capture_output=True,
        encoding="utf-8",
        env={"PYTHONUTF8": "1", "LANG": "nl_NL.UTF-8", "PATH": "/usr/bin:/bin"},
        check=False,
    )
    assert run.returncode == 0, run.stderr
    found = next(word for word in run.stdout.split() if len(word) == 10 and word[4] == "-")
    interview = stored(data, found.rstrip(".")).interview
    assert interview.answers["line"].value == nfc(text)
    assert interview.answers["choice"].other == ((2, nfc(text)),)
    assert interview.answers["prose"].value == nfc(f"{text}\n{text}")
    assert interview.remarks["line"] == nfc(text)
    assert interview.confirmed["age", 0][0] == nfc(text)


@pytest.mark.parametrize("kind", ODD)
def test_from_a_file_a_text_is_stored_as_it_stands(
    kind: str, questionnaire: str, tmp_path: Path
) -> None:
    text, data = ODD[kind], tmp_path / "data"
    answers = {"line": text, "choice": 2, "choice.2": text, "prose": f"{text}\n{text}", "age": 30}
    beside = {"_mode": "interview", "_remarks": {"line": text}, "_confirm": {"age": text}}
    lines = read_lines(io.BytesIO(json.dumps(answers | beside).encode()))
    [result] = fill(Fieldwork(DataFolder(data)), load(Path(questionnaire)), lines)
    assert isinstance(result, Kept), result
    [file] = data.rglob("answers/*.json")
    record = json.loads(file.read_text(encoding="utf-8"))
    assert record["answers"]["line"]["value"] == nfc(text)
    assert record["answers"]["choice"]["other"] == {"2": nfc(text)}
    assert record["answers"]["prose"]["value"] == nfc(f"{text}\n{text}")
    assert record["remarks"] == {"line": nfc(text)}
    assert record["confirmed"][0]["reason"] == nfc(text)

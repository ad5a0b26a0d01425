"""The main job on a real terminal: asked in Dutch, killed, resumed, changed, finished, exported."""

from __future__ import annotations

import csv
import random
import subprocess
import sys
from pathlib import Path

from terminal.screen import Terminal

from hybridequiz.store.data import DataFolder

FIRST = {
    "consent": ["1"],
    "location": ["3"],
    "p_status": ["2"],
    "p_start_year": ["2019", "enter"],
    "fund": ["1"],
    "p_employ": ["1"],
    "p_motive": ["2", "3", "enter"],
    "sat_overall": ["5"],
    "sat_grade": ["8", "enter"],
    "sat_why": ["Fijne groep, café", "\x04"],
    "sat_content": ["4"],
    "sat_trainer": ["f2"],
}
"""The first questions of an interview and the keys that answer them."""


def answer(terminal: Terminal, names: list[str]) -> None:
    for name in names:
        terminal.press(*FIRST[name])
        if name == "consent":
            terminal.see("Dit is uw code")
            terminal.press("enter")
        terminal.see("opgeslagen" if name != "sat_trainer" else "✓")


def exported(data: Path, out: Path) -> list[dict[str, str]]:
    command = [sys.executable, "-m", "hybridequiz", "export", "--data", str(data), "--rehearsal"]
    subprocess.run([*command, "--out", str(out)], check=True, capture_output=True)
    [table] = [path for path in out.glob("*participants.csv")]
    with table.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_killed_at_a_question_it_goes_on_by_code_and_every_answer_is_in_the_export(
    tmp_path: Path,
) -> None:
    data, names = tmp_path / "data", list(FIRST)
    stop = random.Random(7).randrange(8, len(names))  # noqa: S311 - which question, not a secret
    run = ["run", "participants", "--mode", "interview", "--language", "nl", "--location", "3"]
    with Terminal(*run, data=data) as terminal:
        terminal.see("Dit onderzoek gaat over")
        code = terminal.code()
        answer(terminal, names[:stop])
        assert terminal.kill() == -9

    with Terminal("resume", code.lower().replace("-", " "), data=data) as terminal:
        terminal.see(code)
        assert "Fijne groep" not in terminal.text
        terminal.press("enter")
        answer(terminal, names[stop:])
        terminal.see("stage- of oefenplek")

        # Back to the status, and another one: nothing hangs on it but what follows.
        terminal.press("f7")
        terminal.see("Inhoud")
        terminal.press(*["up"] * 30, "down", "down", "enter")
        terminal.see("Wat past bij u?")
        terminal.press("3").see("In welk jaar begon u")
        # No longer in technology: what is asked about the company leaves the route.
        terminal.press("f9").see("Nu beëindigen")
        terminal.press("3").see("Dit gesprek nu beëindigen?")
        terminal.press("moest weg", "enter")
        terminal.see("Wie typte")
        for _ in range(12):
            if "Samenvatting" in terminal.text:
                break
            if "Bijzonderheden" in terminal.text:
                terminal.press("Rustig gesprek", "\x04")
            else:
                terminal.press("1", "enter")
        terminal.see("Samenvatting")
        terminal.press("enter")
        assert terminal.end() == 0
    [row] = exported(data, tmp_path / "out")
    assert row["p_status"] == "3"
    assert row["sat_overall"] == "5"
    assert row["sat_grade"] == "8"
    assert row["sat_why"] == "Fijne groep, café"
    assert row["sat_trainer"] == "-99"
    assert (row["p_motive__2"], row["p_motive__1"]) == ("1", "0")
    assert row["improve__miss"] == "-94"
    with DataFolder(data) as folder:
        assert folder.rehearsal.verify() == []

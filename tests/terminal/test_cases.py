"""A case on a real terminal: from the list to the interview that closes it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from terminal.screen import Terminal

CODE = "KE4W-QZYQ"
LIST = f"code,audience,location\n{CODE},participants,3\n"


def run(data: Path, *arguments: str) -> str:
    """Run a command; give what it writes and says."""
    done = subprocess.run(
        [sys.executable, "-m", "hybridequiz", "--data", str(data), *arguments],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "LANG": "nl_NL.UTF-8", "LC_ALL": ""},
    )
    return done.stdout + done.stderr


def test_r39_a_case_that_refuses_is_closed_and_counted(tmp_path: Path) -> None:
    data = tmp_path / "data"
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    run(data, "cases", "import", str(tmp_path / "list.csv"))
    command = ["run", "participants", "--mode", "self"]
    with Terminal(*command, data=data) as terminal:
        terminal.see("Code op uw lijst")
        terminal.press(CODE.lower(), "enter").see("Klopt dit?", "locatie 03", CODE)
        terminal.press("1").see("Dit onderzoek gaat over")
        for _ in range(6):
            if "doet u mee" not in terminal.text:
                terminal.press("enter").settle(0.3)
        terminal.see("doet u mee").splitlines()
        terminal.press("2").settle(0.3)
        terminal.press("enter").see("Goed, dan stoppen wij hier.")
        terminal.press("1").settle(0.5)
        terminal.press("\x11").settle(0.3)
    assert "geweigerd" in run(data, "cases", "show", CODE, "--rehearsal")
    assert "1 geweigerd" in run(data, "status", "--rehearsal")
    assert CODE not in run(data, "list", "--rehearsal", "--codes")

"""Bytes that a real terminal sends all at once are handled as keys that are typed one after the other."""

from __future__ import annotations

from pathlib import Path

import pytest

from terminal.screen import Terminal

QUESTIONNAIRE = """
id = "small"
version = "1"
audience = "people"
languages = ["en"]
title = "Small"

[[section]]
id = "only"
title = "Only"

[[section.question]]
id = "since"
type = "integer"
min = 1900
max = 3000
text = "Since when?"

[[section.question]]
id = "people"
type = "integer"
min = 0
max = 1000
text = "How many people?"
"""


@pytest.mark.parametrize(
    "burst", [b"\x7f\x7f\x7f\x7f2018\r\r31", b"\x152018\r\r31", b"\x15a\x7f2\x1b[D\x1b[C018\r\r31"]
)
def test_what_comes_in_one_go_is_typed_in_its_order(burst: bytes, tmp_path: Path) -> None:
    path = tmp_path / "small.toml"
    path.write_text(QUESTIONNAIRE, encoding="utf-8")
    run = ("run", str(path), "--mode", "self", "--language", "en")
    with Terminal(*run, data=tmp_path / "data") as terminal:
        terminal.see("Since when?")
        terminal.press("3000").see("3000")
        terminal.send(burst)
        assert "│ 31 " in terminal.see("How many people?", "31"), "the second Enter reads the card"
        terminal.press("backtab")
        assert "│ 2018 " in terminal.see("Since when?", "2018")

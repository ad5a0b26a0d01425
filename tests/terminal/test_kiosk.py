"""A kiosk on a real terminal: its PIN is asked without showing it, keys and signs of leaving do not leave."""

from __future__ import annotations

from pathlib import Path

from terminal.screen import Terminal


def test_a_kiosk_is_left_with_its_pin_and_with_nothing_else(tmp_path: Path) -> None:
    command = ["run", "participants", "--kiosk", "--location", "3"]
    with Terminal(*command, data=tmp_path / "data") as terminal:
        terminal.see("PIN")
        terminal.press("4711", "enter").see("Repeat")
        terminal.press("4711", "enter").see("Beginnen – Nederlands")
        assert b"4711" not in terminal.raw
        terminal.press("1").see("Dit onderzoek gaat over")
        for way_out in ("\x03", "\x1a", "\x1c", "\x04"):
            terminal.press(way_out)
            terminal.see("beheerder") if way_out == "\x03" else terminal.see("Beginnen")
        terminal.press("\x11").see("Typ de pincode")
        terminal.press("0000", "enter").see("Dat is niet de pincode.")
        terminal.press("4711", "enter")
        assert terminal.end() == 0
        assert b"4711" not in terminal.raw


def test_the_pin_can_be_set_and_is_not_too_short(tmp_path: Path) -> None:
    command = ["run", "participants", "--kiosk"]
    for pin, seen in (("4711", "Beginnen"), ("47", "at least 4")):
        environment = {"HYBRIDEQUIZ_PIN": pin}
        with Terminal(*command, data=tmp_path / "data", environment=environment) as terminal:
            terminal.see(seen)


def test_an_interview_is_no_kiosk(tmp_path: Path) -> None:
    command = ["run", "participants", "--kiosk", "--mode", "interview"]
    with Terminal(*command, data=tmp_path / "data") as terminal:
        terminal.see("--mode self")
        assert terminal.end() == 2

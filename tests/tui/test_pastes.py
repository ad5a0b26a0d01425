"""Nothing within a paste is a key, however the terminal cuts it into pieces."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.message import Message

from hybridequiz.tui.pastes import END, ESCAPE, START, PasteFilter, PasteParser

PASTED = st.text(st.sampled_from("ab\r\n\x1b[201?~O\x07é"), max_size=30).filter(
    lambda text: END not in f"{text}{END}"[: len(text) + len(END) - 1]
)
AROUND = st.text(st.sampled_from("ab\x1b[OA"), max_size=6)


def in_pieces(text: str, size: int) -> list[str]:
    return [text[start : start + size] for start in range(0, len(text), size)]


def read(*pieces: str) -> list[Message]:
    parser = PasteParser()
    return [token for piece in pieces for token in parser.feed(piece)]


@given(AROUND, PASTED, AROUND, st.integers(min_value=1, max_value=50))
def test_only_escapes_within_a_paste_are_taken_out(
    before: str, pasted: str, after: str, size: int
) -> None:
    stream = f"{before}{START}{pasted}{END}{after}"
    through = PasteFilter()
    found = "".join(map(through, in_pieces(stream, size)))
    assert found == f"{before}{START}{pasted.replace(ESCAPE, '')}{END}{after}"


@given(PASTED, st.integers(min_value=1, max_value=50))
def test_a_paste_is_one_paste_and_no_key(pasted: str, size: int) -> None:
    tokens = read(*in_pieces(f"x{START}{pasted}{END}y", size))
    keys = [token.character for token in tokens if isinstance(token, events.Key)]
    texts = [token.text for token in tokens if isinstance(token, events.Paste)]
    assert keys == ["x", "y"]
    wanted = pasted.replace(ESCAPE, "")
    assert texts == ([wanted] if wanted else texts)


def test_keys_of_the_terminal_still_are_keys() -> None:
    tokens = read(f"{ESCAPE}[A", f"{ESCAPE}OP", "\r")
    assert [token.key for token in tokens if isinstance(token, events.Key)] == ["up", "f1", "enter"]

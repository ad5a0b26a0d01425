"""Break text into lines by the cells that it takes on a screen."""

from __future__ import annotations

import re
from typing import Final

from rich.cells import cell_len, chop_cells

_WORD: Final = re.compile("[^ ]+")


def line_spans(text: str, width: int) -> list[tuple[int, int]]:
    """Return where the lines of the text start and end, each at most `width` cells wide.

    Lines break at spaces (never at a no-break space), and within a word only if it is wider than a
    line, then between two clusters. The spaces at a break belong to no line.

    Args:
        text: One line of text, without control codes.
        width: Cells in a line, at least 2: a wide character takes two.
    """
    if cell_len(text) <= width:
        return [(0, len(text))]
    spans: list[tuple[int, int]] = []
    start = end = 0
    for word in _WORD.finditer(text):
        if cell_len(text[start : word.end()]) > width:
            if end > start:
                spans.append((start, end))
            start = word.start()
            for piece in chop_cells(word.group(), width)[:-1]:
                spans.append((start, start + len(piece)))
                start += len(piece)
        end = word.end()
    spans.append((start, end))
    return spans


def shortened(text: str, width: int, more: str) -> str:
    """Return the text cut to a width in cells; `more` then stands at its end."""
    if cell_len(text) <= width:
        return text
    room = max(1, width - cell_len(more))
    return next(iter(chop_cells(text, room)), "").rstrip() + more


def lines(text: str, width: int) -> list[str]:
    """Return the text broken into lines of at most `width` cells; see `line_spans`."""
    return [text[start:end] for start, end in line_spans(text, width)]

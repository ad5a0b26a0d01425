"""Addresses of answers: a question, and in a section that is repeated the row."""

from __future__ import annotations


def address(question: str, row: int) -> str:
    """Give the address of an answer: `age`, and in the second row of a roster `age[2]`.

    Args:
        question: The question's id.
        row: The row, from 1; 0 outside a roster.
    """
    return f"{question}[{row}]" if row else question


def parted(where: str) -> tuple[str, int]:
    """Give the question and the row of an address; the row is 0 outside a roster."""
    question, bracket, row = where.partition("[")
    return question, int(row[:-1]) if bracket else 0

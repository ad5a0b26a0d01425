"""Validation of what a file says, by pydantic. Only what reads files imports it."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from hybridequiz.questionnaire.parts import Part

P = TypeVar("P", bound=Part)

__all__ = ["ErrorDetails", "ValidationError", "validated"]


def validated(kind: type[P], data: Any) -> P:
    """Give the part of a file that plain data describes.

    Args:
        kind: Which part: a questionnaire, a study, or a piece of one.
        data: As TOML gives it: tables, lists, texts, numbers, days.

    Raises:
        ValidationError: with everything that is wrong.
    """
    valid: P = _adapter(cast("type", kind)).validate_python(data)
    return valid


@cache
def _adapter(kind: type) -> TypeAdapter[Any]:
    return TypeAdapter(kind)

"""Reading JSON lines: strictly, and within bounds, because the file may come from anywhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, BinaryIO, Final, NoReturn

from hybridequiz.batch.faults import BadLine, bad
from hybridequiz.characters import show_text
from hybridequiz.values import frozen

LONGEST: Final = 500_000
"""Bytes in a line: more than any questionnaire can hold."""
DIGITS: Final = 18
"""Digits before, and after, the decimal mark: as many as can be typed."""
WHOLE_DIGITS: Final = 500
"""Digits of a whole number that is read all the same, to be told which bounds its question has."""
QUOTED: Final = 40
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"


@frozen
class RawLine:
    """A line as it stands in the file.

    Attributes:
        number: Its number, from 1.
        content: Its bytes without the line end; cut off just past `LONGEST`.
    """

    number: int
    content: bytes


def read_lines(stream: BinaryIO) -> Iterator[RawLine]:
    """Give the lines that hold something; never more than one is in memory."""
    number = 0
    while content := stream.readline(LONGEST + 2):
        number += 1
        line = content.rstrip(b"\r\n")
        if number == 1:
            line = line.removeprefix(_BYTE_ORDER_MARK)
        while content and not content.endswith(b"\n"):
            content = stream.readline(LONGEST)
        if line.strip():
            yield RawLine(number, line)


def parse_line(content: bytes) -> dict[str, Any]:
    """Read a line as a JSON object; numbers with a mark become `Decimal`.

    Raises:
        BadLine: It is not one JSON object in UTF-8, or holds what no answer can be.
    """
    if len(content) > LONGEST:
        raise bad("too-long", f"the line is too long: at most {LONGEST:,} bytes")
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        byte = f"byte {error.start + 1} (0x{content[error.start]:02x})"
        raise bad("not-utf8", f"{byte} is not UTF-8", hint="save the file as UTF-8") from None
    try:
        data = _DECODER.decode(text.strip(" \t\r"))
    except json.JSONDecodeError as error:
        where = f"at character {error.pos + 1}"
        raise bad("not-json", f"this is not JSON: {error.msg} {where}") from None
    except RecursionError:
        raise bad("too-deep", "objects or lists are nested too deeply") from None
    if not isinstance(data, dict):
        raise bad("not-an-object", "a line is one JSON object: {…}")
    _refuse_lone_surrogates(text, data)
    return data


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make an object; JSON would let the last of two equal keys win unsaid."""
    data = dict(pairs)
    if len(data) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise bad("twice", "stands twice in the line", key=quoted(twice))
    return data


def _integer(digits: str) -> int:
    if len(digits.lstrip("-")) > WHOLE_DIGITS:
        raise _too_large(digits)
    return int(digits)


def _decimal(digits: str) -> Decimal:
    """Keep a number exact; one with a thousand digits, or as an exponent, is no answer."""
    if len(digits) <= 2 * DIGITS + 2:
        number = Decimal(digits)
        if number.adjusted() < DIGITS and number.as_tuple().exponent >= -DIGITS:  # type: ignore[operator]  # JSON knows no NaN
            return number
    raise _too_large(digits)


def _too_large(digits: str) -> BadLine:
    return bad("too-large", f"{quoted(digits)} has too many digits: at most {DIGITS} fit")


def _constant(name: str) -> NoReturn:
    raise bad("not-json", f"{name} is not JSON and not a number")


_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_object, parse_float=_decimal, parse_int=_integer, parse_constant=_constant
)


def _refuse_lone_surrogates(text: str, data: dict[str, Any]) -> None:
    """Refuse half characters, which JSON can spell and no file can hold."""
    if "\\ud" not in text and "\\uD" not in text:
        return
    for key, value in data.items():
        try:
            json.dumps([key, value], ensure_ascii=False, default=str).encode()
        except UnicodeEncodeError as error:
            half = f"\\u{ord(error.object[error.start]):04x}"
            message = f"{half} is half a character; its other half is gone"
            raise bad("half-character", message, key=quoted(key)) from None


def quoted(text: object) -> str:
    """Give a text short and harmless, to be quoted in a message."""
    shown = show_text(str(text))
    return shown if len(shown) <= QUOTED else shown[: QUOTED - 1] + "…"

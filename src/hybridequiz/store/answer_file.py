"""Answer files: one immutable, canonical JSON document for each finished response."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Final

from hybridequiz.disk import write_whole
from hybridequiz.interview.events import LARGEST_NUMBER
from hybridequiz.problems import say
from hybridequiz.store.errors import StoreDamaged
from hybridequiz.store.files import make_folder, storage_errors

if TYPE_CHECKING:
    from pathlib import Path

    from hybridequiz.interview.events import Json

_HASH_LENGTH: Final = 16
_NAME: Final = re.compile(r"(?P<response>[0-9a-f-]{36})-(?P<hash>[0-9a-f]{16})\.json")


def canonical(data: Json) -> str:
    """Write JSON in its one canonical form (RFC 8785), so that equal data have equal bytes.

    Args:
        data: JSON without floats; decimals and larger integers travel as strings.

    Raises:
        TypeError: Something in it is not JSON, or is a float.
        ValueError: An integer that other readers would round, or a text with a lone surrogate.
    """
    text = json.dumps(_in_order(data), ensure_ascii=False, separators=(",", ":"))
    text.encode()
    return text


def content_hash(document: str) -> str:
    """Give the SHA-256 of a document, in hexadecimal."""
    return hashlib.sha256(document.encode()).hexdigest()


def answer_file_name(response_id: str, document: str) -> str:
    """Give the name that belongs to the document: the response's id and the start of its hash.

    Raises:
        ValueError: The id is not that of a response, and could name another folder.
    """
    name = f"{response_id}-{content_hash(document)[:_HASH_LENGTH]}.json"
    if not _NAME.fullmatch(name):
        raise ValueError(f"not the id of a response: {response_id!r}")
    return name


def write_answer_file(folder: Path, response_id: str, document: str) -> Path:
    """Write the document and read it back; do nothing if it is there already.

    Args:
        folder: Where answer files are; made if needed.
        response_id: The response's id.
        document: What `canonical` gave.

    Returns:
        The file, on the disk.

    Raises:
        StorageError: It could not be written; nothing half written carries the name.
        StoreDamaged: A file of that name has other content.
    """
    make_folder(folder)
    path = folder / answer_file_name(response_id, document)
    with storage_errors(path):
        if not path.exists():
            write_whole(path, document.encode())
    if read_answer_file(path) != document:
        raise _damaged(path)
    return path


def read_answer_file(path: Path) -> str:
    """Give the document in an answer file.

    Raises:
        StorageError: The file cannot be read.
        StoreDamaged: Its content is not what its name promises.
    """
    named = _NAME.fullmatch(path.name)
    if not named:
        raise StoreDamaged(
            say("{path} has not the name of an answer file."),
            hint=say("Answer files keep the name they were written with."),
            path=path,
        )
    with storage_errors(path):
        content = path.read_bytes()
    if not hashlib.sha256(content).hexdigest().startswith(named["hash"]):
        raise _damaged(path)
    return content.decode()


def _damaged(path: Path) -> StoreDamaged:
    return StoreDamaged(
        say("{path} is damaged: its content is not what was written."),
        hint=say("Move it away; the next start writes it again from the journal."),
        path=path,
    )


def _in_order(data: Json) -> Json:
    """Give the data with the names in the order of RFC 8785, 3.2.3: by UTF-16 code units."""
    if isinstance(data, dict):
        names = sorted(data, key=_utf16)
        return {name: _in_order(data[name]) for name in names}
    if isinstance(data, list):
        return [_in_order(one) for one in data]
    if isinstance(data, int) and abs(data) > LARGEST_NUMBER:
        raise ValueError(f"{data} is too large for JSON: write it as a string")
    if data is not None and not isinstance(data, bool | int | str):
        raise TypeError(f"{type(data).__name__} is not canonical JSON: write decimals as strings")
    return data


def _utf16(name: str) -> bytes:
    if not isinstance(name, str):
        raise TypeError(f"names in JSON are texts, not {type(name).__name__}")
    return name.encode("utf-16-be")

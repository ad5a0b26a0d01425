"""A folder of answer files: records that came from elsewhere, as answer files or as lines of JSON Lines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hybridequiz.problems import HybridequizError, InvalidFile, Place, Problem, Said, say
from hybridequiz.store.answer_file import content_hash, read_answer_file
from hybridequiz.store.errors import StorageError
from hybridequiz.store.files import storage_errors
from hybridequiz.values import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@frozen
class FoundRecord:
    """Where a record is.

    Attributes:
        path: The file.
        line: The line, from 1; 0 where the file is the record.
        offset: Where the line begins, in bytes.
        hash: The hash of the record.
        data: What it says of itself: all but the answers and what happened.
    """

    path: Path
    line: int
    offset: int
    hash: str
    data: dict[str, Any]

    @property
    def response(self) -> str:
        """Give the id of the response."""
        return str(self.data["response"])

    @property
    def place(self) -> Place:
        """Say where it is."""
        return Place(str(self.path), line=self.line or None)

    def read(self) -> str:
        """Read the record again.

        Raises:
            StorageError: The file cannot be read, or has changed meanwhile.
        """
        with storage_errors(self.path), self.path.open("rb") as file:
            file.seek(self.offset)
            text = (file.readline() if self.line else file.read()).decode().rstrip("\r\n")
        if content_hash(text) != self.hash:
            message = say("{path} was changed while it was read.")
            raise StorageError(message, hint=say("Try again."), path=self.path)
        return text


class AnswerFolder:
    """The records in a folder.

    Args:
        folder: Where answer files (`*.json`) and lines of them (`*.jsonl`) are; folders in it are not looked into.

    Attributes:
        problems: What is wrong, file by file.
        records: The records that can be read, each once, by start.

    Raises:
        InvalidFile: There are no files of that kind.
        StorageError: A file cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        self.problems: list[Problem] = []
        with storage_errors(folder):
            paths = sorted(one for one in folder.iterdir() if one.suffix in (".json", ".jsonl"))
        if not paths:
            hint = say(
                "answer files end in .json, lines of them in .jsonl; name the folder in which they are"
            )
            message = Said(say("there are no answer files in this folder"))
            raise InvalidFile([Problem("no-answers", message, Place(str(folder)), Said(hint))])
        by_response: dict[str, FoundRecord] = {}
        for path in paths:
            for one in self._found(path):
                known = by_response.setdefault(one.response, one)
                if known.hash != one.hash:
                    self._tell_two(known, one)
        self.records = sorted(by_response.values(), key=lambda one: (_started(one), one.response))

    def _found(self, path: Path) -> Iterator[FoundRecord]:
        """Go through the records of a file."""
        if path.suffix == ".jsonl":
            with storage_errors(path), path.open("rb") as file:
                offset = 0
                for number, line in enumerate(file, 1):
                    if line.strip():
                        yield from self._record(path, line.rstrip(b"\r\n"), number, offset)
                    offset += len(line)
            return
        try:
            text = read_answer_file(path)
        except UnicodeDecodeError:
            message = Said(say("this is not UTF-8 text"))
            self._tell("not-an-answer-file", message, Place(str(path)))
        except HybridequizError as error:
            self._tell("not-an-answer-file", error.said, Place(str(path)), error.said_hint)
        else:
            yield from self._record(path, text.encode(), 0, 0)

    def _record(self, path: Path, content: bytes, line: int, offset: int) -> Iterator[FoundRecord]:
        place = Place(str(path), line=line or None)
        try:
            text = content.decode()
            data = json.loads(text)
        except (ValueError, RecursionError):
            self._tell(
                "not-an-answer-file",
                Said(say("this is not JSON")),
                place,
                Said(say("a record is one JSON object on one line")),
            )
            return
        if not _is_record(data):
            message = Said(say("this is not the record of a response"))
            hint = say(
                "answer files are what a finished interview writes; export --format jsonl writes the same lines"
            )
            self._tell("not-an-answer-file", message, place, Said(hint))
            return
        about = {
            name: data[name] for name in ("response", "questionnaire", "session", "disposition")
        }
        about["began"] = str(data["events"][0]["at"])
        yield FoundRecord(path, line, offset, content_hash(text), about)

    def _tell(self, code: str, message: str, place: Place, hint: str = "") -> None:
        self.problems.append(Problem(code, message, place, hint))

    def _tell_two(self, one: FoundRecord, other: FoundRecord) -> None:
        message = Said(
            say("response {response} stands here with other answers than in {place}"),
            response=one.response,
            place=one.place,
        )
        hint = Said(say("keep the one that counts in this folder"))
        self._tell("two-of-a-response", message, other.place, hint)


def _is_record(data: Any) -> bool:
    """Tell whether something looks like the record of a response."""
    try:
        known = (data["response"], data["questionnaire"]["id"], data["questionnaire"]["hash"])
        began = data["events"][0]["at"]
        return (
            all(isinstance(one, str) for one in (*known, began))
            and {
                "format",
                "session",
                "disposition",
                "answers",
            }
            <= data.keys()
            and isinstance(data["session"], dict)
        )
    except (LookupError, TypeError, AttributeError):
        return False


def _started(one: FoundRecord) -> str:
    return str(one.data["began"])

"""A study that was read: what is valid of it, with stand-ins for the rest, and what is known to be wrong."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Final

from hybridequiz.problems import Problem
from hybridequiz.questionnaire.documents import Document
from hybridequiz.questionnaire.findings import Finding
from hybridequiz.questionnaire.indicators import Indicator
from hybridequiz.questionnaire.parts import Key
from hybridequiz.questionnaire.study_file import StudyFile
from hybridequiz.values import frozen

HARMLESS: Final = frozenset(
    {"id", "name", "title", "text", "words", "note", "base_text", "chapter"}
    | {"for", "by", "beside", "decimals", "least"}
)
"""Keys of a report of which it does not matter for those beside them that they are wrong."""


@frozen
class Studied:
    """A study as far as it is valid.

    Attributes:
        study: What it says; what is wrong has a stand-in or is left out.
        document: The file.
        wrong: The paths of what is wrong.
    """

    study: StudyFile
    document: Document
    wrong: tuple[Key, ...] = ()

    @property
    def whole(self) -> StudyFile | None:
        """Give the study if nothing is wrong in it."""
        return None if self.wrong else self.study

    def is_wrong(self, path: Key) -> bool:
        """Tell whether a part is wrong, or something in it."""
        return any(one[: len(path)] == path for one in self.wrong)

    def is_doubtful(self, path: Key) -> bool:
        """Tell whether so much is wrong in a table that it is not known what its other keys were to be."""
        keys = (one[len(path) :][:1] for one in self.wrong if one[: len(path)] == path)
        return any(not key or key[0] not in HARMLESS for key in keys)

    def is_doubtful_id(self, table: str, name: str) -> bool:
        """Tell whether something is wrong in a part with this id, or it is two: then little is known of it."""
        return any(
            part.id == name and (self.is_wrong((table, number)) or _is_unclear(part))
            for number, part in enumerate(getattr(self.study, table))
        )

    def is_known(self, table: str, name: str) -> bool:
        """Tell whether something has this id, or was meant to have it."""
        return name in self._names[table]

    def written(self, path: Key) -> Mapping[str, Any]:
        """Give a table as it is written."""
        part: Any = self.document.data
        for step in path:
            part = part[step]
        return part if isinstance(part, dict) else {}

    def placed(self, finding: Finding) -> Problem:
        """Say where a finding is written."""
        place = self.document.place(finding.path)
        return Problem(finding.code, finding.message, place, finding.hint, finding.severity)

    @cached_property
    def _names(self) -> Mapping[str, frozenset[str]]:
        """Give the ids of each list, those that are no ids included: nothing more is said about them."""
        return {
            table: frozenset(
                {part.id for part in getattr(self.study, table)} | set(self._raw_ids(table))
            )
            for table in ("indicator", "breakdown", "chapter", "claim")
        }

    def _raw_ids(self, table: str) -> list[str]:
        listed = self.document.data.get(table)
        tables = listed if isinstance(listed, list) else []
        return [str(one.get("id", "")) for one in tables if isinstance(one, dict)]


def _is_unclear(part: object) -> bool:
    """Tell whether an indicator is no figure, or several."""
    if not isinstance(part, Indicator):
        return False
    return sum(one is not None for one in (part.count, part.shares, part.mean)) != 1

"""How many are invited, as a study file says it: a number an audience, numbers by location, and by other groups."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from hybridequiz.values import field, frozen

if TYPE_CHECKING:
    from pydantic_core import CoreSchema

TOTAL: Final = "total"
"""The key beside the codes of locations and the breakdowns."""


@frozen
class Invited:
    """How many of an audience are invited.

    Attributes:
        written: By key: the code of a location as it is written, or `total`.
        by_group: By breakdown, and within it by the group as it is written.
    """

    written: Mapping[str, int]
    by_group: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    @property
    def by_location(self) -> dict[str, int]:
        """Give the numbers by the code of the location, as it is written; none where one number is all there is."""
        return {key: number for key, number in self.written.items() if key != TOTAL}

    @property
    def total(self) -> int:
        """Give the number of the whole audience; the check has seen to it that locations and groups add up to it."""
        parts = (self.by_location, *self.by_group.values())
        first = next((one for one in parts if one), {})
        return self.written.get(TOTAL, sum(first.values()))

    def at(self, location: int | None) -> int | None:
        """Give the number at a location; None where only the whole is known."""
        known = self.by_location
        if not known:
            return None
        return 0 if location is None else known.get(str(location), 0)

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> CoreSchema:
        """Tell pydantic to read one number, or a table of them, with tables by group in it."""
        from pydantic_core import PydanticCustomError
        from pydantic_core.core_schema import (
            dict_schema,
            int_schema,
            no_info_wrap_validator_function,
            str_schema,
        )

        def read(raw: object, numbers: Any) -> Invited:
            if isinstance(raw, int) and not isinstance(raw, bool):
                return cls({TOTAL: _whole(raw)})
            if not isinstance(raw, Mapping) or not raw:
                raise PydanticCustomError("invited_type", "no number, and no table of numbers")
            found = numbers(raw)
            return cls(
                {key: one for key, one in found.items() if isinstance(one, int)},
                {key: one for key, one in found.items() if not isinstance(one, int)},
            )

        def one(raw: object, groups: Any) -> int | Mapping[str, int]:
            return groups(raw) if isinstance(raw, Mapping) and raw else _whole(raw)

        groups = dict_schema(str_schema(), int_schema(strict=True, ge=0))
        table = dict_schema(str_schema(), no_info_wrap_validator_function(one, groups))
        return no_info_wrap_validator_function(read, table)


def _whole(raw: object) -> int:
    """Take a number of people as it is.

    Raises:
        PydanticKnownError: It is none.
    """
    from pydantic_core import PydanticKnownError

    if isinstance(raw, bool) or not isinstance(raw, int):
        raise PydanticKnownError("int_type")
    if raw < 0:
        raise PydanticKnownError("greater_than_equal", {"ge": 0})
    return raw

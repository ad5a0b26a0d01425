"""How many are invited, as a study file says it: a number an audience, or numbers by location."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from hybridequiz.values import frozen

if TYPE_CHECKING:
    from pydantic_core import CoreSchema

TOTAL: Final = "total"
"""The key beside the codes of locations."""


@frozen
class Invited:
    """How many of an audience are invited.

    Attributes:
        written: By key: the code of a location as it is written, or `total`.
    """

    written: Mapping[str, int]

    @property
    def by_location(self) -> dict[str, int]:
        """Give the numbers by the code of the location, as it is written; none where one number is all there is."""
        return {key: number for key, number in self.written.items() if key != TOTAL}

    @property
    def total(self) -> int:
        """Give the number of the whole audience; the check has seen to it that the locations add up to it."""
        return self.written.get(TOTAL, sum(self.by_location.values()))

    def at(self, location: int | None) -> int | None:
        """Give the number at a location; None where only the whole is known."""
        known = self.by_location
        if not known:
            return None
        return 0 if location is None else known.get(str(location), 0)

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> CoreSchema:
        """Tell pydantic to read one number, or a table of them."""
        from pydantic_core import PydanticCustomError, PydanticKnownError
        from pydantic_core.core_schema import (
            dict_schema,
            int_schema,
            no_info_wrap_validator_function,
            str_schema,
        )

        def read(raw: object, numbers: Any) -> Invited:
            if isinstance(raw, int) and not isinstance(raw, bool):
                if raw < 0:
                    raise PydanticKnownError("greater_than_equal", {"ge": 0})
                return cls({TOTAL: raw})
            if not isinstance(raw, Mapping) or not raw:
                raise PydanticCustomError("invited_type", "no number, and no table of numbers")
            return cls(numbers(raw))

        table = dict_schema(str_schema(), int_schema(strict=True, ge=0))
        return no_info_wrap_validator_function(read, table)

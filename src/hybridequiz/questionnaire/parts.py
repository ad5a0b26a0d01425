"""How the parts of a questionnaire file say what may stand in them.

They are plain frozen dataclasses with rules beside the types; pydantic reads the rules where a file is validated, and
only there (`validation`). Whoever only conducts an interview does not import pydantic (decision 0010).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Final, TypeVar

from hybridequiz.values import frozen

if TYPE_CHECKING:
    from pydantic import ConfigDict, GetCoreSchemaHandler
    from pydantic_core import CoreSchema

T = TypeVar("T")
Key = tuple[str | int, ...]
"""The way to a part of a file: names of keys, and indices of array elements and of `[[tables]]`."""

STRICT: Final[ConfigDict] = {"extra": "forbid", "strict": True}
"""No unknown keys, and a text is not read as a number."""


def written_key(name: str) -> str:
    """Give the key in a file for the name of a field: `for` is a word of Python, so the field is called `for_`."""
    return name.removesuffix("_")


PYTHONS_WORDS: Final[ConfigDict] = {**STRICT, "alias_generator": written_key}
"""The same for a part with a key that is a word of Python."""


class Rule:
    """What a value must keep besides its type: the arguments of pydantic's `Field`, handed on when it is asked."""

    __slots__ = ("limits",)

    def __init__(self, **limits: Any) -> None:
        self.limits: Final = limits

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Let pydantic see the type with its rule."""
        from pydantic import Field

        return handler(Annotated[source, Field(**self.limits)])


Items = Annotated[tuple[T, ...], Rule(strict=False)]
"""TOML has lists where the models have tuples."""


@frozen(kw_only=True)
class Part:
    """What all parts of a file share."""

    __pydantic_config__: ClassVar = STRICT

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Let pydantic read the part from a table, which in its strict mode it would not."""
        schema = handler(source)
        whole: Any = handler.resolve_ref_schema(schema)
        whole["strict"] = False
        return schema

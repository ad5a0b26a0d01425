"""Values: frozen dataclasses whose methods are shared, not written anew for every class.

`dataclass` writes six methods as source text and compiles them, for every class, at every start of the program. With a
hundred classes that is longer than the way from the shell to the first question may take (decision 0011). A value is a
dataclass in every other respect: `fields`, `replace` and `asdict` work, and so do type checkers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import (
    MISSING,
    FrozenInstanceError,
    dataclass,
    field,
    fields,
    make_dataclass,
)
from typing import Any, Final, NamedTuple, NoReturn, TypeVar, dataclass_transform, overload

C = TypeVar("C", bound=type)
V = TypeVar("V")

OFTEN: Final = 200
"""Values of a class after which it gets an `__init__` of its own."""
_MADE: Final[dict[type, int]] = {}
"""How many values of a class were made, up to then."""

__all__ = ["field", "frozen", "names_of", "needed_names_of", "replace"]


class _Shape(NamedTuple):
    """What the shared methods need to know of a class.

    Attributes:
        positional: The fields that can be given by place, in order.
        names: The fields that can be given.
        defaults: What the others are if they are not given.
        factories: What makes that anew for each value.
        compared: The fields that make two values equal.
        shown: The fields that `repr` shows.
        finish: Whether the class works something out when all is given.
    """

    positional: tuple[str, ...]
    names: frozenset[str]
    defaults: Mapping[str, Any]
    factories: tuple[tuple[str, Callable[[], Any]], ...]
    compared: tuple[str, ...]
    shown: tuple[str, ...]
    finish: bool


@overload
def frozen(cls: C, /) -> C: ...


@overload
def frozen(*, kw_only: bool = False, eq: bool = True) -> Callable[[C], C]: ...


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: C | None = None, /, *, kw_only: bool = False, eq: bool = True) -> Any:
    """Make a class one of values, as `@dataclass(frozen=True)` does.

    Args:
        cls: The class.
        kw_only: Whether fields are given by name only.
        eq: Whether two values with the same fields are equal; else each is itself only.
    """

    def made(cls: C) -> C:
        dataclass(init=False, repr=False, eq=False, kw_only=kw_only)(cls)
        cls.__shape__ = _shape_of(cls)  # type: ignore[attr-defined]  # read by the methods below
        methods = {**_METHODS, **(_EQUALITY if eq else {})}
        for name, method in methods.items():
            if name not in cls.__dict__:
                setattr(cls, name, method)
        return cls

    return made if cls is None else made(cls)


def names_of(cls: type) -> frozenset[str]:
    """Name the fields that a class of values is given."""
    return _shape(cls).names


def needed_names_of(cls: type) -> frozenset[str]:
    """Name the fields that a class of values cannot do without."""
    shape = _shape(cls)
    return shape.names - shape.defaults.keys() - {name for name, _ in shape.factories}


def replace(value: V, **changes: Any) -> V:
    """Give a value with some of its fields changed.

    Raises:
        TypeError: when the class has no such field, or works it out itself.
    """
    fields_of = vars(value)
    kept = {name: fields_of[name] for name in _shape(type(value)).names}
    return type(value)(**{**kept, **changes})


def _shape(cls: type) -> _Shape:
    found: _Shape = vars(cls)["__shape__"]
    return found


def _shape_of(cls: type) -> _Shape:
    given = [one for one in fields(cls) if one.init]
    return _Shape(
        positional=tuple(one.name for one in given if not one.kw_only),
        names=frozenset(one.name for one in given),
        defaults={one.name: one.default for one in given if one.default is not MISSING},
        factories=tuple(
            (one.name, one.default_factory) for one in given if one.default_factory is not MISSING
        ),
        compared=tuple(one.name for one in fields(cls) if one.compare),
        shown=tuple(one.name for one in fields(cls) if one.repr),
        finish=hasattr(cls, "__post_init__"),
    )


def _init(self: Any, /, *args: Any, **given: Any) -> None:
    shape: _Shape = self.__shape__
    values = {**shape.defaults, **dict(zip(shape.positional, args)), **given}  # noqa: B905 - compared below
    for name, make in shape.factories:
        if name not in values:
            values[name] = make()
    if values.keys() != shape.names or len(args) + len(given) > len(shape.names):
        _refuse_arguments(type(self), args, given)
    if args and not given.keys().isdisjoint(shape.positional[: len(args)]):
        _refuse_arguments(type(self), args, given)
    for name, value in values.items():
        object.__setattr__(self, name, value)
    if shape.finish:
        self.__post_init__()
    cls = type(self)
    _MADE[cls] = made = _MADE.get(cls, 0) + 1
    if made == OFTEN:
        cls.__init__ = _own_init(cls)


def _own_init(cls: Any) -> Callable[..., None]:
    """Let the standard library write the `__init__` of a class of which many are made: it is twice as fast."""
    specified = [
        (
            one.name,
            one.type,
            field(
                default=one.default,
                default_factory=one.default_factory,
                init=one.init,
                kw_only=one.kw_only,
            ),
        )
        for one in fields(cls)
    ]
    finish = {"__post_init__": cls.__post_init__} if _shape(cls).finish else {}
    twin = make_dataclass(
        cls.__name__, specified, namespace=finish, repr=False, eq=False, frozen=True
    )
    init: Callable[..., None] = vars(twin)["__init__"]
    return init


def _refuse_arguments(cls: Any, args: tuple[Any, ...], given: Mapping[str, Any]) -> NoReturn:
    """Say which fields of a value are missing, unknown or given twice, or that too many were given by place."""
    shape = _shape(cls)
    placed = shape.positional[: len(args)]
    wrong = {
        "missing": sorted(needed_names_of(cls) - given.keys() - set(placed)),
        "unknown": sorted(given.keys() - shape.names),
        "twice": sorted(given.keys() & set(placed)),
    }
    told = [f"{words}: {', '.join(names)}" for words, names in wrong.items() if names]
    if len(args) > len(shape.positional):
        told.append(f"{len(args)} by place, at most {len(shape.positional)}")
    raise TypeError(f"{cls.__qualname__}(): {'; '.join(told)}")


def _repr(self: Any) -> str:
    parts = (f"{name}={getattr(self, name)!r}" for name in self.__shape__.shown)
    return f"{type(self).__qualname__}({', '.join(parts)})"


def _eq(self: Any, other: object) -> Any:
    compared = self.__shape__.compared
    if other.__class__ is not self.__class__:
        return NotImplemented
    mine, others = vars(self), vars(other)
    return all(mine[name] == others[name] for name in compared)


def _hash(self: Any) -> int:
    values = self.__dict__
    return hash(tuple([values[name] for name in self.__shape__.compared]))


def _setattr(self: Any, name: str, _value: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot assign to {name!r} of a {type(self).__qualname__}")


def _delattr(self: Any, name: str) -> NoReturn:
    raise FrozenInstanceError(f"cannot delete {name!r} of a {type(self).__qualname__}")


_METHODS: Final = {
    "__init__": _init,
    "__repr__": _repr,
    "__setattr__": _setattr,
    "__delattr__": _delattr,
}
_EQUALITY: Final = {"__eq__": _eq, "__hash__": _hash}

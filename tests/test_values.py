"""Values: what `frozen` makes is a dataclass in every respect but how its methods come about."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from dataclasses import FrozenInstanceError, asdict, dataclass, fields, is_dataclass, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hybridequiz import values
from hybridequiz.values import OFTEN, field, frozen, names_of, needed_names_of


@frozen
class Point:
    """Two numbers, and words that do not make a difference."""

    x: int
    y: int = 0
    words: list[str] = field(default_factory=list, compare=False)


@dataclass(frozen=True)
class Twin:
    """The same, by the standard library."""

    x: int
    y: int = 0
    words: list[str] = dataclasses.field(default_factory=list, compare=False)


@frozen
class Sum:
    """Works something out when all is given."""

    x: int
    y: int
    total: int = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "total", self.x + self.y)


@frozen(kw_only=True)
class Base:
    """A part with a default before what a subclass needs."""

    name: str = ""


@frozen(kw_only=True)
class Derived(Base):
    """Needs more."""

    size: int


@frozen(eq=False)
class Itself:
    """Equal to itself only."""

    x: int


ARGUMENTS = st.tuples(
    st.lists(st.integers(0, 3), max_size=4),
    st.dictionaries(st.sampled_from(["x", "y", "words", "z"]), st.integers(0, 3)),
)


def _outcome(kind: type, args: list[Any], given: dict[str, Any]) -> object:
    """Give the fields of what is made, or that nothing is."""
    try:
        return asdict(kind(*args, **given))
    except TypeError:
        return TypeError


@given(ARGUMENTS)
def test_it_takes_and_refuses_the_arguments_that_a_dataclass_does(
    arguments: tuple[list[int], dict[str, int]],
) -> None:
    args, given_by_name = arguments
    assert _outcome(Point, args, given_by_name) == _outcome(Twin, args, given_by_name)


@given(st.lists(st.integers(0, 1), min_size=4, max_size=4))
def test_equality_hash_and_repr_are_those_of_a_dataclass(numbers: list[int]) -> None:
    a, b, c, d = numbers
    ours, twins = (Point(a, b), Point(c, d)), (Twin(a, b), Twin(c, d))
    assert (ours[0] == ours[1]) == (twins[0] == twins[1])
    assert (hash(ours[0]) == hash(ours[1])) == (hash(twins[0]) == hash(twins[1]))
    assert repr(ours[0]) == repr(twins[0]).replace("Twin", "Point")


def test_what_is_refused_is_told_by_name() -> None:
    with pytest.raises(TypeError, match=r"Point\(\): missing: x; unknown: z"):
        Point(z=1)  # type: ignore[call-arg]  # that is the test
    with pytest.raises(TypeError, match=r"twice: x"):
        Point(1, x=2)  # type: ignore[misc]  # the same
    with pytest.raises(TypeError, match=r"4 by place, at most 3"):
        Point(1, 2, [], 4)  # type: ignore[call-arg]  # the same
    with pytest.raises(TypeError, match=r"1 by place, at most 0"):
        Derived(1)  # type: ignore[call-arg, arg-type]  # the same


def test_nothing_can_be_changed() -> None:
    point: Any = Point(1)
    with pytest.raises(FrozenInstanceError):
        point.x = 2
    with pytest.raises(FrozenInstanceError):
        del point.x
    with pytest.raises(FrozenInstanceError):
        point.other = 2
    assert point == Point(1)


def test_another_class_is_never_equal() -> None:
    others: list[object] = [Twin(1), (1, 0, []), None]
    assert [Point(1) == other for other in others] == [False, False, False]
    assert Itself(1) != Itself(1)
    assert len({Itself(1), Itself(1)}) == 2


def test_a_default_is_made_anew_for_each() -> None:
    assert Point(1).words is not Point(1).words


def test_the_tools_of_dataclasses_work() -> None:
    point = Point(1, words=["a"])
    assert is_dataclass(point)
    assert [one.name for one in fields(point)] == ["x", "y", "words"]
    assert replace(point, y=2) == Point(1, 2)
    assert replace(Sum(1, 2), y=5).total == 6
    assert values.replace(point, y=2) == replace(point, y=2)
    assert values.replace(point, y=2).words is point.words
    assert values.replace(Sum(1, 2), y=5).total == 6
    with pytest.raises(TypeError, match="unknown: z"):
        values.replace(point, z=1)
    with pytest.raises(TypeError, match="unknown: total"):
        values.replace(Sum(1, 2), total=1)
    assert asdict(point) == {"x": 1, "y": 0, "words": ["a"]}
    assert copy.deepcopy(point) == point
    assert pickle.loads(pickle.dumps(point)) == point  # noqa: S301 - our own bytes


def test_what_is_worked_out_is_not_given() -> None:
    assert Sum(1, 2).total == 3
    assert repr(Sum(1, 2)) == "Sum(x=1, y=2)"
    with pytest.raises(TypeError, match="unknown: total"):
        Sum(1, 2, total=3)  # type: ignore[call-arg]  # that is the test


def test_a_class_tells_what_it_is_given() -> None:
    assert names_of(Derived) == {"name", "size"}
    assert needed_names_of(Derived) == {"size"}
    assert needed_names_of(Point) == {"x"}
    assert Derived(size=1) == Derived(name="", size=1)
    assert Derived(size=1) != Base()


def test_a_class_of_which_many_are_made_stays_the_same() -> None:
    """After a while such a class gets an `__init__` of its own; nobody notices."""

    @frozen
    class Often:
        """Made often."""

        x: int
        words: list[str] = field(default_factory=list)
        twice: int = field(init=False)

        def __post_init__(self) -> None:
            object.__setattr__(self, "twice", 2 * self.x)

    first = Often.__init__
    made = [Often(number) for number in range(OFTEN + 2)]
    assert Often.__init__ is not first
    assert [one.twice for one in made] == [2 * number for number in range(OFTEN + 2)]
    assert made[-1].words is not made[-2].words
    assert (Often(1) == made[1], repr(Often(1))) == (True, repr(made[1]))
    wrongs: list[dict[str, Any]] = [{}, {"x": 1, "y": 2}, {"x": 1, "twice": 2}]
    for wrong in wrongs:
        with pytest.raises(TypeError):
            Often(**wrong)
    with pytest.raises(FrozenInstanceError):
        Often(1).x = 2  # type: ignore[misc]  # that is the test


def test_a_subclass_keeps_its_own_fields_after_its_base_was_made_often() -> None:
    @frozen(kw_only=True)
    class Less:
        """A base."""

        a: int = 1

    @frozen(kw_only=True)
    class More(Less):
        """With one field more."""

        b: int

    assert [Less(a=number).a for number in range(OFTEN + 1)][-1] == OFTEN
    assert (More(b=2).a, More(b=2).b) == (1, 2)

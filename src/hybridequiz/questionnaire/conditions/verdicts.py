"""What the analysis of a questionnaire is asked, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from hybridequiz.questionnaire.states import Missing
from hybridequiz.values import field, frozen

from .condition import Condition, Guard
from .scope import Symbol


@frozen
class Step:
    """A question, or a note, in the order of the questionnaire.

    Attributes:
        symbol: What it holds; None for a note.
        name: Its id.
        guards: The conditions that it stands behind, the outermost first.
        always: It is asked after an exit too.
        mentions: The names in its texts and checks.
    """

    symbol: Symbol | None
    name: str
    guards: tuple[Guard, ...] = ()
    always: bool = False
    mentions: frozenset[str] = frozenset()


@frozen
class Leave:
    """An exit: once its condition is true, only what is always asked is still asked."""

    when: Condition


class NoValue(NamedTuple):
    """A question without a value, and why.

    Attributes:
        name: The question.
        reason: Why it has no value.
        worked_out: Whether it has one, and what is worked out with it has none, as a division by 0.
    """

    name: str
    reason: Missing
    worked_out: bool = False


@frozen
class Verdict:
    """What is certain about a condition, in all interviews that come to it.

    Attributes:
        decided: Something can be said; else there were too many combinations.
        always: True or False if it always is; None if that differs, or nothing comes to it.
        unknown: An example of what makes it unknown, or None if it never is.
        known: True or False if it is that wherever it is known; else None.
    """

    decided: bool = False
    always: bool | None = None
    unknown: NoValue | None = None
    known: bool | None = None


@frozen
class StepVerdict:
    """What is certain about a question.

    Attributes:
        decided: Something can be said; else there were too many combinations.
        guards: One verdict a guard.
        reachable: False if no interview comes to it.
        blocked_by: The guard that nothing passes, if there is one.
        closed_by: The exit that is taken before it in every interview, if there is one.
        off_route: It can be off the route.
        no_value: For each question that it mentions and about which something can be said: the
            reasons that the other can have for no value while this one is on the route.
    """

    decided: bool
    guards: tuple[Verdict, ...]
    reachable: bool = True
    blocked_by: Guard | None = None
    closed_by: Leave | None = None
    off_route: bool = False
    no_value: Mapping[str, frozenset[Missing]] = field(default_factory=dict)


@frozen
class Analysis:
    """What is certain about a questionnaire: a verdict a step, a verdict an exit, in order."""

    steps: tuple[StepVerdict, ...]
    leaves: tuple[Verdict, ...]

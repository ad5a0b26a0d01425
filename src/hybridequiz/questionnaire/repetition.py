"""A section that is repeated, and one of its rows."""

from __future__ import annotations

from collections.abc import Sequence

from hybridequiz.questionnaire.conditions import Condition, Guard
from hybridequiz.questionnaire.conditions.terms import Env
from hybridequiz.questionnaire.questions import Form, Mode
from hybridequiz.questionnaire.states import Code, Missing
from hybridequiz.questionnaire.texts import Text
from hybridequiz.values import frozen


@frozen(eq=False)
class Repetition:
    """How a section is repeated: once a row.

    Attributes:
        id: The section's id, by which conditions name the roster.
        source: The question whose answer says which rows there are: a count, or a choice of several options.
        fields: The ids of its questions.
        some: Whether there is any row.
        rows: For every row that there can be, whether there is that one.
        guards: What the section stands behind beside that; while it is hidden there are no rows.
        modes: The modes in which the section is asked.
        forms: The forms in which it is asked.
        codes: The option that each row belongs to; none where the rows are counted.
        title: What a row is called.
    """

    id: str
    source: str
    fields: tuple[str, ...]
    some: Condition
    rows: tuple[Condition, ...]
    guards: tuple[Guard, ...]
    modes: frozenset[Mode]
    forms: frozenset[Form]
    codes: tuple[Code, ...]
    title: Text

    def present(self, values: Env) -> Sequence[int] | Missing:
        """Give the numbers of the rows that there are; while that is not known, the reason why.

        Args:
            values: Every item's value or why it has none, and the session's facts.
        """
        held = values.get(self.source, Missing.NOT_REACHED)
        if isinstance(held, Missing):
            return held
        mode = values.get("session_mode", Missing.NOT_REACHED)
        form = values.get("session_form", Missing.NOT_REACHED)
        shown = mode in self.modes and form in self.forms
        if not shown or not all(guard.lets_through(values) for guard in self.guards):
            return ()
        return [number for number, one in enumerate(self.rows, 1) if one.holds(values) is True]


@frozen(eq=False)
class Row:
    """One row of a section that is repeated.

    Attributes:
        number: Its number, from 1.
        repetition: The roster that it is a row of.
        code: The option that it belongs to; None where the rows are counted.
        title: What it is called.
    """

    number: int
    repetition: Repetition
    code: Code | None
    title: Text

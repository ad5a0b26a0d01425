"""What a format could not carry: told in the language of whoever exports, so as a message and what is filled in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from hybridequiz.problems import say
from hybridequiz.values import field, frozen

IN_CODEBOOK: Final = say("nothing is cut in the codebook")
IN_CSV: Final = say("--format csv and --format jsonl keep all of it")


@frozen
class Said:
    """A message about a number of things: of one, and of more; `{number}` in it stands for the number."""

    one: str
    many: str


def say_number(one: str, many: str) -> Said:
    """Mark a message about a number of things for the catalogues."""
    return Said(one, many)


@frozen
class Loss:
    """One thing that a format could not carry. It is no reason not to export.

    Attributes:
        code: Which kind of loss; the documentation has the same word.
        said: What was lost, as a message.
        number: How often.
        questionnaire: The questionnaire's id.
        column: The column, with its table if that is not the first; empty if it is not of one column.
        parts: What is filled in, in the message, beside the number.
        hint: Where it is whole, as a message; empty if that helps nobody.
    """

    code: str
    said: Said
    number: int
    questionnaire: str
    column: str = ""
    parts: Mapping[str, object] = field(default_factory=dict)
    hint: str = ""

    @property
    def message(self) -> str:
        """Say in English what was lost."""
        template = self.said.one if self.number == 1 else self.said.many
        return template.format(number=self.number, **self.parts)

    def __str__(self) -> str:
        """Say in English what was lost, with the questionnaire and the kind."""
        return f"{self.questionnaire}: warning[{self.code}] {self.message}"

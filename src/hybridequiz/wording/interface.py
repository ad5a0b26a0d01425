"""Interface texts through gettext. The English sentence is the message id."""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

LOCALE: Final = Path(__file__).parent / "locale"
INTERFACE_LANGUAGES: Final[Mapping[str, str]] = {"nl": "Nederlands", "en": "English"}
"""Languages that the program itself speaks, by their own name."""


class Interface:
    """Says interface texts in one language.

    A language that the program does not speak is said in English: the questionnaire's own texts are not concerned.

    Args:
        language: A language tag, such as `nl`.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._catalogue: gettext.NullTranslations = gettext.translation(
            "hybridequiz", LOCALE, [language], fallback=True
        )

    def say(self, message: str, **parts: object) -> str:
        """Say a message; `{name}` in it stands for a part."""
        said = self._catalogue.gettext(message)
        return said.format(**parts) if parts else said

    def say_number(self, one: str, many: str, number: int, **parts: object) -> str:
        """Say a message about a number of things; `{number}` stands for it."""
        said = self._catalogue.ngettext(one, many, number)
        return said.format(number=number, **parts)


@cache
def interface(language: str) -> Interface:
    """Give the interface in a language."""
    return Interface(language)


def language_name(tag: str) -> str:
    """Give a language's own name, or its tag."""
    return INTERFACE_LANGUAGES.get(tag, tag)

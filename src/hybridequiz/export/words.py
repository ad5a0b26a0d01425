"""The words in an export; those that come from the program are message ids of the catalogues."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from hybridequiz.problems import say
from hybridequiz.questionnaire.partial_dates import Precision
from hybridequiz.questionnaire.states import Missing
from hybridequiz.questionnaire.texts import Text, render
from hybridequiz.values import frozen, replace

if TYPE_CHECKING:
    from hybridequiz.questionnaire.instrument import Instrument

Translate = Callable[[str, str], str]
Known = Callable[[str, str], "str | None"]
"""Gives an English message in a language: `translate("nl", "Yes")`."""

Note = tuple[str, Mapping[str, object]]
"""A sentence of the program, and what is filled in where it has names in braces."""

STATE_WORDS: Final = {
    Missing.DONT_KNOW: say("Don’t know"),
    Missing.REFUSED: say("Prefer not to say"),
    Missing.NOT_APPLICABLE: say("Not applicable"),
    Missing.OFF_ROUTE: say("Not asked"),
    Missing.LEFT_EMPTY: say("Left empty"),
    Missing.NOT_REACHED: say("Not reached"),
    Missing.NOT_IN_VERSION: say("Not in this version"),
    Missing.NOT_IN_MODE: say("Not in this mode or form"),
    Missing.WITHHELD: say("Withheld"),
}
YES: Final = say("Yes")
NO: Final = say("No")
NAMELY: Final = say("in words")
ORDER: Final = say("order in which the options came")
PLACE: Final = say("place at which it came")
WHY_EMPTY: Final = say("why it is empty")
ROW_NUMBER: Final = say("Number of the row")
DERIVED: Final = say("filled in by the questionnaire")
UNRANKED: Final = say("Not ranked")
PRECISE: Final = say("how exact")
REHEARSALS: Final = say("These are rehearsals, no real answers.")
MADE_UP: Final = say("These answers are synthetic: a program made them up, and nobody gave them.")
PRECISION_WORDS: Final[dict[Precision, str]] = {
    "year": say("Year"),
    "month": say("Month"),
    "day": say("Day"),
}


def english(_language: str, message: str) -> str:
    """Say a message in English, whatever the language."""
    return message


def best_wording(text: Text, language: str) -> str:
    """Give the wording in a language, or in the first language that there is."""
    if language in text:
        return text.in_language(language)
    return next((wording for _, wording in text), "")


def nothing(_language: str, _name: str) -> str | None:
    """Know nothing that a text is filled with."""
    return None


@frozen
class Words:
    """Says things in every language of a questionnaire.

    Attributes:
        languages: The languages; the first is the source.
        translate: Says what the program says.
        known: Gives what texts are filled with that is the same for everybody, by language and name; else None.
    """

    languages: tuple[str, ...]
    translate: Translate = english
    known: Known = nothing

    def of(self, instrument: Instrument) -> Words:
        """Give the same, where texts are filled with what the study of a questionnaire says."""
        study = instrument.questionnaire.study
        if study is None:
            return self

        def known(language: str, name: str) -> str | None:
            return study.words(name, language)

        return replace(self, known=known)

    def said(self, message: str) -> Text:
        """Give a message of the program."""
        return Text({language: self.translate(language, message) for language in self.languages})

    def noted(self, note: Note) -> Text:
        """Give a sentence of the program with what is filled in."""
        message, parts = note
        return Text(
            {
                language: self.translate(language, message).format_map(parts)
                for language in self.languages
            }
        )

    def label(self, *texts: Text) -> Text:
        """Join texts of the questionnaire, with what is known filled in; what is from answers is shown by its name."""
        return Text(
            {
                language: " – ".join(
                    _unfilled(best_wording(text, language), language, self.known) for text in texts
                )
                for language in self.languages
            }
        )


def _unfilled(wording: str, language: str, known: Known) -> str:
    """Fill in what is known; show other fills `{name|fallback}` as `{name}`, and `{{` as a brace."""

    def words(name: str) -> str:
        found = known(language, name)
        return f"{{{name}}}" if found is None else found

    return render(wording, words)

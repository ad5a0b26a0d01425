"""The facts of one session: who, where, how; fixed when the interview begins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Final, cast

from hybridequiz.interview.events import Json
from hybridequiz.questionnaire.questions import Form, Mode
from hybridequiz.questionnaire.states import Missing, Value
from hybridequiz.values import frozen, names_of

RARE: Final = ("seed", "synthetic")
"""Facts that only some sessions have."""


@frozen
class Session:
    """The facts of one session.

    Attributes:
        response: The response's id: a random UUID.
        code: Eight characters, shown XXXX-XXXX, that people type to resume or to withdraw.
        questionnaire: The questionnaire's id.
        version: Its version.
        hash: The hash of its whole content.
        audience: Whom it asks.
        mode: interview, self or paper.
        form: short or extended.
        language: The language at the start.
        today: The day on which it began; conditions see this day, whenever it goes on.
        location: The location's code, where the study has locations.
        interviewer: The interviewer's own code, if there is one.
        case: The case code of a list made elsewhere, if there is one.
        rehearsal: Whether this is practice: never mixed with live answers.
        tool: The program's version.
        seed: Drawn when it began, where something is shuffled: the order follows from it. Else nothing.
        synthetic: Whether nobody answered: a program made it up. It is then a rehearsal too.
    """

    response: str
    code: str
    questionnaire: str
    version: str
    hash: str
    audience: str
    mode: Mode
    form: Form
    language: str
    today: date
    location: int | None = None
    interviewer: str = ""
    case: str = ""
    rehearsal: bool = True
    tool: str = ""
    seed: str = ""
    synthetic: bool = False

    def to_json(self) -> dict[str, Json]:
        """Give the facts as JSON; what few sessions have only where they have it."""
        facts = {**asdict(self), "today": self.today.isoformat()}
        return {key: facts[key] for key in facts if facts[key] or key not in RARE}

    @classmethod
    def from_json(cls, record: Mapping[str, Json]) -> Session:
        """Read the facts back; keys of a later version are passed over."""
        known = {key: record[key] for key in names_of(cls) if key in record}
        known["today"] = cast(Json, date.fromisoformat(cast(str, record["today"])))
        return cls(**known)  # type: ignore[arg-type]  # written by to_json, read by the same keys

    def values(self, language: str) -> dict[str, Value | Missing]:
        """Give what conditions may use of the session."""
        location = Missing.LEFT_EMPTY if self.location is None else self.location
        return {
            "session_mode": self.mode,
            "session_form": self.form,
            "session_language": language,
            "session_location": location,
            "today()": self.today,
        }

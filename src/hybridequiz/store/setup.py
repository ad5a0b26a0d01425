"""How an interview begins: what is chosen, and what is known already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hybridequiz.values import frozen

if TYPE_CHECKING:
    from hybridequiz.questionnaire.instrument import Instrument
    from hybridequiz.questionnaire.questions import Form, Mode


@frozen
class Setup:
    """What is chosen before an interview begins.

    Attributes:
        mode: interview, self or paper.
        form: short or extended.
        language: The language at the start.
        location: The location's code, where the study has locations.
        interviewer: The interviewer's own code.
        case: The code of the case, of the case list or of one that is kept elsewhere.
        live: Whether the answers must count: then a study that is not live refuses. Else that depends on the study.
    """

    mode: Mode
    form: Form
    language: str
    location: int | None = None
    interviewer: str = ""
    case: str = ""
    live: bool = False


@frozen
class Preset:
    """What is known already, from the command line: it is not asked.

    Attributes:
        mode: interview, self or paper.
        form: short or extended.
        language: The language at the start.
        location: The location's code.
        interviewer: The interviewer's own code.
        case: The code of the case; empty where it is known that there is none.
        live: Whether the answers must count; never asked.
    """

    mode: Mode | None = None
    form: Form | None = None
    language: str | None = None
    location: int | None = None
    interviewer: str | None = None
    case: str | None = None
    live: bool = False

    def setup(self, instrument: Instrument) -> Setup:
        """Complete what is known; what is not known is as usual."""
        return Setup(
            mode=self.mode or "interview",
            form=self.form or "extended",
            language=self.language or instrument.questionnaire.languages[0],
            location=self.location,
            interviewer=self.interviewer or "",
            case=self.case or "",
            live=self.live,
        )
